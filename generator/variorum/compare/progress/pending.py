"""Pending: what one report says has not been done yet, and another tells as done, whatever it is.

"The results have not been released", "the results were released on Friday": the verbs are of one family, and nearly
all words that say what it is about stand in both clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from variorum.compare import scanning, sentences
from variorum.compare.align import Line, Weights, Word
from variorum.compare.progress import ladders
from variorum.language import Rules, load
from variorum.models import Disagreement, Position, Provenance, Story
from variorum.words import small

LEAST = 2  # keys that say what is pending; one is told of many things
MOST = 5  # words before the verb that say it
GOVERNING = 24  # characters before a verb in which "will" or "could" governs it
SHARED = 0.6  # of their weight, in the clause that tells it as done


class PendingRules(Rules):
    """languages/<code>/pending.yaml."""

    pending: str = ""  # pattern of a negation with {verb}, which stands behind what it is about
    relative: frozenset[str] = frozenset()  # "which": what it is about stands in the clause before
    families: Mapping[str, str] = {}  # verbs that news use for each other: alternatives of a pattern
    others: frozenset[str] = frozenset()  # words for what another question asks: "names"


@dataclass(frozen=True, slots=True)
class _Spot:
    line: Line
    start: int  # in the line's text
    end: int
    family: str
    keys: frozenset[str]


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return what is pending in one origin and done in another; each once."""
    found, weights = sentences.read(story)
    where = scanning.scan(story).where
    days = sentences.days(story)
    rows = []
    for line in found:
        for open_ in _pending(line):
            near = sorted({at for key in open_.keys for at in where.get(key, ())})
            done = [
                spot
                for at in near
                if found[at].language == line.language
                and sentences.root(found[at].article, provenance) != sentences.root(line.article, provenance)
                and not _before(days, found[at], line)
                for spot in _done(found[at], open_, weights)
            ]
            if done:
                rows.append(_row(open_, done, language))
    return sentences.apart(sorted(rows, key=lambda row: row.id))


def _before(days: Mapping[str, date | None], line: Line, other: Line) -> bool:
    """Return whether a line is of an earlier day than another, both days known."""
    one, two = days[line.article], days[other.article]
    return one is not None and two is not None and one < two


@cache
def _negated(language: str) -> re.Pattern[str]:
    """Return the pattern of every negated verb; the families tell which verb it was."""
    rules = load(language, "pending", PendingRules)
    verbs = "|".join(rules.families.values())
    return small(rf"\b(?:{rules.pending})(?!\w)".replace("{verb}", verbs) if verbs else "(?!)")


@cache
def _verbs(language: str) -> Mapping[str, re.Pattern[str]]:
    """Return for each family the pattern of its verbs."""
    families = load(language, "pending", PendingRules).families
    return {name: re.compile(rf"\b(?:{verbs})(?!\w)", re.IGNORECASE) for name, verbs in families.items()}


def _pending(line: Line) -> Iterable[_Spot]:
    """Yield what a line says has not been done yet."""
    rules = load(line.language, "pending", PendingRules)
    past = ladders.matcher(line.language, "status").past
    for match in _negated(line.language).finditer(line.low):
        for family in (
            name for name, verbs in _verbs(line.language).items() if verbs.search(match[0].replace(" un", " "))
        ):
            start, end = sentences.clause(line.text, match.start(), match.end())
            words = _words(line, start, match.start())
            between = line.text[start : match.start()].split()
            if not words and between and between[-1].casefold() in rules.relative and start > 1:
                start, _ = sentences.clause(line.text, start - 2, start - 2)
                words = _words(line, start, match.start())
            words = words[-MOST:]
            keys = frozenset(k for w in words for k in w.keys)
            told = {line.text[w.start - line.sentence.start : w.end - line.sentence.start].casefold() for w in words}
            if len(keys) >= LEAST and not told & rules.others and not past.search(line.text[start:end]):
                yield _Spot(line, words[0].start - line.sentence.start, match.end(), family, keys)


def _words(line: Line, start: int, end: int) -> list[Word]:
    offset = line.sentence.start
    return [w for w in line.words if start <= w.start - offset and w.end - offset <= end]


def _done(line: Line, open_: _Spot, weights: Weights) -> Iterable[_Spot]:
    """Yield where a line tells as done what is pending."""
    if line.text.rstrip().endswith("?") or len(line.keys & open_.keys) < LEAST:
        return
    modality = ladders.matcher(line.language, "status")
    offset = line.sentence.start
    for match in _verbs(line.language)[open_.family].finditer(line.text):
        start, end = sentences.clause(line.text, match.start(), match.end())
        governing = line.text[max(start, match.start() - GOVERNING) : match.start()]
        if any(p.search(governing) for p in (modality.planned, modality.doubtful)):
            continue
        if modality.negators.search(line.text[start : match.start()]) or modality.past.search(line.text[start:end]):
            continue
        words = [w for w in _words(line, start, end) if w.keys & open_.keys]
        shared = open_.keys & frozenset(k for w in words for k in w.keys)
        if len(shared) >= LEAST and weights.sum(shared) >= SHARED * weights.sum(open_.keys):
            first = min(words[0].start - offset, match.start())
            last = max(match.end(), min(words[-1].end - offset, match.end()))
            yield _Spot(line, first, last, open_.family, shared)


def _row(open_: _Spot, done: Sequence[_Spot], language: str) -> Disagreement:
    positions = [
        Position(
            value=_text(side[0]),
            mentions=sentences.merged(
                s.line.mention(s.line.sentence.start + s.start, s.line.sentence.start + s.end) for s in side
            ),
        )
        for side in ([open_], done)
    ]
    questions = ladders.rules(language, "claims").questions or ladders.rules("en", "claims").questions
    heads = sum(sentences.leading(s.line) for s in (open_, done[0]))
    question = questions["denied"].format(words=_text(done[0]))
    subject = ("pending", open_.family, *sorted(done[0].keys))
    return sentences.row("status", subject, question, "updated", 1 + heads, positions)


def _text(spot: _Spot) -> str:
    return spot.line.text[spot.start : spot.end]
