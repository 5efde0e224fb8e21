"""Contradictions: what one report says did not happen, in nearly the words in which another says that it did.

Sentences that merely share words and differ in a "not" are seldom about the same thing (of 312 such pairs of the
development sets one in twenty was). So the verb itself must be the same, its subject too, and the other sentence must
hold nearly all that the negated clause says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain

from variorum.compare import scanning, sentences
from variorum.compare.align import Line, Weights, Word, key
from variorum.compare.progress import ladders
from variorum.models import Disagreement, Position, Provenance, Relation, Story
from variorum.words import small

LEAST_KEYS = 4  # of the negated clause; fewer say too little to be known again
SAID = 0.8  # share of the clause's weight, its object included, that the other sentence must hold
SUBJECT = 3  # words before the verb in which its subject stands
BESIDE = 60  # characters around the affirming clause in which its other words may stand
GOVERNING = 40  # characters before a verb in which a negator or "would" governs it
ENDINGS = ("", "s", "d", "ed", "es", "ing", "t", "te", "ten", "en")  # of one verb; nouns of its stem have others


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb, its subject and the rest of its clause."""

    line: Line
    verb: Word
    text: str  # the verb, lower case
    subject: frozenset[str]
    keys: frozenset[str]
    start: int  # of the subject, in the field

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in the field."""
        return min(self.start, self.verb.start), self.verb.end


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return what one origin denies and another states in the same words; each once."""
    found, weights = sentences.read(story)
    scan = scanning.scan(story)
    days = sentences.days(story)
    root = {r.article.id: sentences.root(r.article.id, provenance) for r in story.readings}
    rows = []
    for line in found:
        for denied in _denied(line):
            stated = [
                clause
                for at in _likely(denied, scan)
                if root[found[at].article] != root[line.article]
                for clause in _stated(found[at], denied, weights)
            ]
            if stated:
                rows.append(_row(denied, stated, days, language))
    return sentences.apart(sorted(rows, key=lambda row: row.id))


def _likely(denied: Clause, scan: scanning.Scan) -> Iterable[int]:
    """Return the lines that have the verb of what is denied and a word of its subject."""
    subject = frozenset(chain.from_iterable(scan.where.get(key, ()) for key in denied.subject))
    return (at for at in scan.where.get(min(denied.verb.keys), ()) if at in subject)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return small(ladders.rules(language, "claims").denial or "(?!)")


def _denied(line: Line) -> Iterable[Clause]:
    offset = line.sentence.start
    for match in _pattern(line.language).finditer(line.low):
        start, end = sentences.clause(line.text, match.start(), match.end())
        verb = next((w for w in line.words if w.start - offset == match.start(1)), None)
        still = ladders.matcher(line.language, "status").still
        telling = [w for w in line.words if not still.fullmatch(line.text, w.start - offset, w.end - offset)]
        before = [w for w in telling if start <= w.start - offset and w.end - offset <= match.start()]
        if verb is None or not before or not key(match[1], line.language):
            continue
        keys = _keys(w for w in telling if start <= w.start - offset < end)
        near = before[-SUBJECT:]
        joined = ladders.matcher(line.language, "status").joining.search(
            line.text, near[-1].end - offset, match.start()
        )  # "rushed for 150 yards and has not scored": the yards are no subject
        if not joined and len(keys) >= LEAST_KEYS:
            yield Clause(line, verb, match[1].casefold(), _keys(near), keys, before[0].start)


def _stated(line: Line, denied: Clause, weights: Weights) -> Iterable[Clause]:
    """Return the clauses of a line that affirm what is denied."""
    if line.language != denied.line.language or not denied.subject & line.keys:
        return
    modality = ladders.matcher(line.language, "status")
    offset = line.sentence.start
    for word in line.words:
        text = line.text[word.start - offset : word.end - offset]
        if word.keys.isdisjoint(denied.verb.keys) or text[0].isupper() or not _same_verb(text.casefold(), denied.text):
            continue
        start, end = sentences.clause(line.text, word.start - offset, word.end - offset)
        governing = line.text[max(start, word.start - offset - GOVERNING) : word.start - offset]
        if any(p.search(governing) for p in (modality.negators, modality.planned, modality.doubtful)):
            continue
        around = _keys(w for w in line.words if start - BESIDE <= w.start - offset <= end + BESIDE)
        subject = [w for w in line.words if start <= w.start - offset and w.end <= word.start and w.keys & denied.keys]
        both = denied.keys & around
        if (
            _keys(subject) & denied.subject
            and len(both) >= LEAST_KEYS
            and weights.sum(both) >= SAID * weights.sum(denied.keys)
        ):
            yield Clause(line, word, text.casefold(), _keys(subject), both, subject[0].start)


def _same_verb(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    ending = next((e for e in ("ing", "ed", "es", "s", "e") if shorter.endswith(e) and len(shorter) > len(e) + 2), "")
    root = shorter[: len(shorter) - len(ending)]
    return longer.startswith(root) and longer[len(root) :].removeprefix("e") in ENDINGS


def _keys(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(k for w in words for k in w.keys)


def _row(denied: Clause, stated: Sequence[Clause], days: Mapping[str, date | None], language: str) -> Disagreement:
    first, last = days[denied.line.article], [days[c.line.article] for c in stated]
    open_ = ladders.matcher(denied.line.language, "status").still.search(denied.line.text)
    later = first is not None and all(d is not None and d > first for d in last)
    relation: Relation = "updated" if open_ or later else "contested"
    positions = [
        Position(value=_text(side[0]), mentions=sentences.merged(c.line.mention(*c.span) for c in side))
        for side in ((denied,), stated)
    ]
    questions = ladders.rules(language, "claims").questions or ladders.rules("en", "claims").questions
    heads = sum(sentences.leading(c.line) for c in (denied, stated[0]))
    question = questions["denied"].format(words=_text(stated[0]))
    subject = (*sorted(denied.verb.keys), *sorted(denied.subject))
    return sentences.row("claim", ("denied", *subject), question, relation, 1 + heads, positions)


def _text(clause: Clause) -> str:
    offset = clause.line.sentence.start
    start, end = clause.span
    return clause.line.text[start - offset : end - offset]
