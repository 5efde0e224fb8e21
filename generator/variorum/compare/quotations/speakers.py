"""Speakers: one quotation that two reports give to two people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.entities import names, spelling
from variorum.compare.quotations.quoted import Word, words
from variorum.compare.quotations.wordings import QUOTED
from variorum.models import Disagreement, Position, Provenance, Story

LEAST_WORDS = 8  # of a quotation that two people do not say by chance
SHARED = 0.7  # of the shorter quotation's runs of four words, found in the other
RUN = 4
NAME = r"([A-ZÄÖÜ][\w'’-]+(?: [A-ZÄÖÜ](?:\.|[\w'’-]+)){1,3})"


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation with the name beside it."""

    line: Line
    runs: frozenset[tuple[str, ...]]
    name: str
    start: int  # of the name, in the field
    end: int

    @property
    def surname(self) -> str:
        """The last word of the name, lower case."""
        return names.bare(self.name.split()[-1])


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the quotations that two origins give to different people."""
    found, _ = sentences.read(story)
    said = [s for line in found for s in _said(line)]
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(said):
        for run in one.runs:
            where[run].append(at)
    rows = []
    for at, one in enumerate(said):
        near = sorted({o for run in one.runs for o in where[run] if o > at})
        rows += [_row(one, said[o], language) for o in near if _differ(one, said[o], provenance)]
    return sentences.apart(sorted(rows, key=lambda row: row.id))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    verbs = spelling.rules(language).speech
    if not verbs:
        return re.compile("(?!)")
    return re.compile(rf"\b(?:{NAME}(?:,[^,“”\"„]{{1,60}},)? (?:{verbs})\b|(?:{verbs}) {NAME})")


def _said(line: Line) -> Iterable[Said]:
    """Return the quotations of a line whose speaker stands beside them, outside the marks."""
    quotes = list(QUOTED.finditer(line.text))
    if not quotes:
        return
    offset = line.sentence.start
    row = words(line)
    for match in _pattern(line.language).finditer(line.text):
        group = 1 if match[1] else 2
        if any(q.start() < match.end() and match.start() < q.end() for q in quotes):
            continue
        quote = min(quotes, key=lambda q: max(q.start() - match.end(), match.start() - q.end()))
        inside = [w for w in row if quote.start() + offset <= w.start and w.end <= quote.end() + offset]
        if len(inside) >= LEAST_WORDS:
            yield Said(line, _runs(inside), match[group], offset + match.start(group), offset + match.end(group))


def _runs(row: Sequence[Word]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(w.text for w in row[i : i + RUN]) for i in range(len(row) - RUN + 1))


def _differ(one: Said, two: Said, provenance: Provenance) -> bool:
    """Return whether two origins give one quotation to two people, neither the other in other letters, nor named there.

    "Norvik chief Orla Venn said" and "said Orla Venn, chief of Norvik" have one speaker, however the name is cut out.
    """
    if sentences.root(one.line.article, provenance) == sentences.root(two.line.article, provenance):
        return False
    if len(one.runs & two.runs) < SHARED * min(len(one.runs), len(two.runs)):
        return False
    words_ = [{names.bare(w) for w in s.name.split()} for s in (one, two)]
    slips = any(spelling.distance(a, b) <= 2 for a in words_[0] for b in words_[1])
    either = any(names.bare(w) in b.line.text.casefold() for a, b in ((one, two), (two, one)) for w in a.name.split())
    return not slips and not either and one.line.language == two.line.language


def _row(one: Said, two: Said, language: str) -> Disagreement:
    positions = [Position(value=s.name, mentions=(s.line.mention(s.start, s.end),)) for s in (one, two)]
    questions = spelling.rules(language).questions or spelling.rules("en").questions
    subject = min(one.runs & two.runs)
    return sentences.row("role", ("speaker", *subject), questions["speaker"], "contested", 2, positions)
