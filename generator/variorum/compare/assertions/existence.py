"""Existence: "there is no famine" in one report, "a deepening famine" in another.

Only flat denials count (languages/<code>/existence.yaml), for "had no weapons" is said of somebody, and another had
some. The other report must hold the same words in the same form, affirmed; where the denial goes on ("at the school"),
one of its words there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compare import sentences
from variorum.compare.align import Line, Word
from variorum.compare.matching import apart
from variorum.compare.progress import ladders
from variorum.compare.progress.modality import NEAR
from variorum.language import Rules, load
from variorum.models import Disagreement, Position, Provenance, Relation, Story
from variorum.words import small

SLACK = 4  # letters that other endings of the same words may take
MOST = 4  # words of what there is none of
COMPOUND = 10  # letters of a German noun that says as much by itself as two words: "Wassereinbruch"
INFLECTED = 3  # letters of its end that may differ: "Wassereinbruchs"


class ExistenceRules(Rules):
    """languages/<code>/existence.yaml; without one nothing is denied in a language."""

    denials: tuple[str, ...] = ()  # patterns that end right before what there is none of
    absent: tuple[str, ...] = ()  # patterns right before and right after it: "no" ... "were inside"
    placed: str = ""
    after: tuple[str, ...] = ()  # patterns that stand right after it: "(a leak) was not found"
    opening: str = ""  # what may stand before it then, from the beginning of the clause: "signs of a"
    ends: str = ""  # words that end what there is none of
    idle: frozenset[str] = frozenset()  # nouns of which every story has some: "doubt", "way"
    unsaid: str = ""  # words by which another report does not state a thing: "whether", "rumours"
    questions: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """What a line says there is none of, where, and the keys of the rest of the clause."""

    line: Line
    start: int  # of the denial, in the line's text
    words: tuple[Word, ...]
    rest: frozenset[str]
    last: int = 0  # end of a denial that stands after the words

    @property
    def end(self) -> int:
        """Where the words, or the denial after them, end in the line's text."""
        return max(self.words[-1].end - self.line.sentence.start, self.last)

    @property
    def compound(self) -> bool:
        """Whether it is one German word made of several."""
        return self.line.language == "de" and _compound(self.words)

    def alike(self, line: Line, words: Sequence[Word]) -> bool:
        """Whether words of another line are these; the last in the same number, where it is not told by its ending."""
        last = [
            x.text[w.start - x.sentence.start :][: w.end - w.start]
            for x, w in zip((self.line, line), (self.words[-1], words[-1]), strict=True)
        ]
        number = self.line.language == "de" or last[0].casefold() == last[1].casefold()
        if len(words) == 1 and self.compound and last[1].casefold()[:-INFLECTED] not in last[0].casefold():
            return False
        apart = words[-1].end - words[0].start > self.words[-1].end - self.words[0].start + SLACK
        return number and not apart and all(a.keys == b.keys for a, b in zip(self.words, words, strict=True))


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return what one origin says there is none of and another tells of; each once."""
    found, _ = sentences.read(story)
    topic = ladders.central(found, provenance) | sentences.proper(story)
    past = apart.apart(story)
    rows = []
    for line in found:
        for denied in _denied(line, topic) if not past.background(line) else ():
            own = sentences.root(line.article, provenance)
            told = [
                (other, *span)
                for other in found
                if other.language == line.language and not past.background(other)
                if sentences.root(other.article, provenance) != own and (span := _told(other, denied))
            ]
            if told:
                rows.append(_row(denied, told, language))
    return sentences.apart(sorted(rows, key=lambda row: row.id))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of denials, of what stands after them, of the end of a phrase and of what is not stated."""
    rules = load(language, "existence", ExistenceRules)
    plain, absent = ("|".join(some) or "(?!)" for some in (rules.denials, rules.absent))
    return (
        small(rf"\b(?:(?P<plain>{plain})|(?P<absent>{absent}))[ \xa0]"),
        small(rf"[ \xa0](?:{rules.placed})\b" if rules.placed else "(?!)"),
        small(rf"\b(?:{rules.ends})\b" if rules.ends else "(?!)"),
        small(rf"\b(?:{rules.unsaid})\b" if rules.unsaid else "(?!)"),
        small(rf"\b(?:{'|'.join(rules.after)})(?!\w)" if rules.after else "(?!)"),
        small(rules.opening),
    )


def _denied(line: Line, topic: frozenset[str]) -> Iterator[Denied]:
    denials, placed, ends, unsaid, after, opening = _patterns(line.language)
    if line.text.rstrip().endswith("?"):
        return
    for match in denials.finditer(line.low):
        start, end = sentences.clause(line.text, match.start(), match.end())
        words = _phrase(line, match.end(), end, ends)
        if not words or unsaid.search(line.low, start, match.start()):
            continue
        if match["absent"] and not placed.match(line.low, words[-1].end - line.sentence.start):
            continue
        if denied := _none_of(line, match.start(), words, (0, end), topic):
            yield denied
    for match in after.finditer(line.low):
        start, end = sentences.clause(line.text, match.start(), match.end())
        lead = opening.match(line.low, start)
        words = _phrase(line, lead.end() if lead else start, match.start(), ends)
        bare = line.text[words[-1].end - line.sentence.start : match.start()].strip() if words else "?"
        if not bare and (denied := _none_of(line, start, words, (match.end(), end), topic)):
            yield denied


def _none_of(
    line: Line, start: int, words: tuple[Word, ...], rest: tuple[int, int], topic: frozenset[str]
) -> Denied | None:
    """Return what there is none of, None where its words say too little to be known again."""
    offset = line.sentence.start
    after = words[-1].end - offset
    beyond = [w for w in line.words if after <= w.start - offset < rest[1] and w.keys & topic]
    keys = frozenset(k for w in beyond for k in w.keys) & topic
    compound = line.language == "de" and _compound(words)
    if len(words) == 1 and not compound:  # a single word says little: the same place or thing must be told of too
        keys = next((w.keys for w in beyond if not w.name or line.language == "de"), frozenset())
    idle = line.low[words[-1].start - offset : after] in load(line.language, "existence", ExistenceRules).idle
    if not idle and (len(words) > 1 or compound or (keys and words[0].keys & topic)):
        return Denied(line=line, start=start, words=words, rest=keys, last=rest[0])
    return None


def _compound(words: Sequence[Word]) -> bool:
    return len(words) == 1 and words[0].end - words[0].start >= COMPOUND


def _phrase(line: Line, at: int, end: int, ends: re.Pattern[str]) -> tuple[Word, ...]:
    """Return the content words in a row from ``at``, up to a word that ends a noun phrase."""
    offset = line.sentence.start
    found: list[Word] = []
    for word in line.words:
        start = word.start - offset
        if start < at:
            continue
        if start >= end or line.text[at:start].strip(" “‘\"'-") or len(found) == MOST or ends.match(line.low, start):
            break
        found.append(word)
        at = word.end - offset
    return tuple(found)


def _told(line: Line, denied: Denied) -> tuple[int, int] | None:
    """Return where a line affirms what is denied, None where it does not."""
    if line.text.rstrip().endswith("?") or (denied.rest and not denied.rest & line.keys):
        return None
    modality, unsaid = ladders.matcher(line.language, "status"), _patterns(line.language)[3]
    offset, size = line.sentence.start, len(denied.words)
    for first in range(len(line.words) - size + 1):
        words = line.words[first : first + size]
        at, end = words[0].start - offset, words[-1].end - offset
        if not denied.alike(line, words) or unsaid.search(line.low) or modality.negators.search(line.text[:at]):
            continue
        near = line.text[max(sentences.clause(line.text, at, end)[0], at - NEAR) : end]
        told = line.text[end : sentences.clause(line.text, at, end)[1]]
        if not modality.doubtful.search(near) and not modality.mood.awaited(near, told):
            return at, end
    return None


def _row(denied: Denied, told: Sequence[tuple[Line, int, int]], language: str) -> Disagreement:
    line, offset = denied.line, denied.line.sentence.start
    still = ladders.matcher(line.language, "status").still.search(line.text)
    relation: Relation = "updated" if still else "contested"
    first, at, end = told[0]
    positions = (
        Position(
            value=line.text[denied.start : denied.end],
            mentions=(line.mention(offset + denied.start, offset + denied.end),),
        ),
        Position(
            value=first.text[at:end],
            mentions=sentences.merged(o.mention(o.sentence.start + a, o.sentence.start + e) for o, a, e in told),
        ),
    )
    questions = load(language, "existence", ExistenceRules).questions
    question = (questions or load("en", "existence", ExistenceRules).questions)["exists"]
    heads = sum(sentences.leading(x) for x in (line, first))
    keys = sorted(k for w in denied.words for k in w.keys)
    return sentences.row(
        "claim", ("exists", *keys), question.format(words=first.text[at:end]), relation, 1 + heads, positions
    )
