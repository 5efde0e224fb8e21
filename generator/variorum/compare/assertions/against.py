"""Against: what keeps two sentences of the same words from saying the same.

One denies what the other states, tells another figure or another step of one ladder ("closed", "reopened"), a plan or
a suspicion where the other tells a fact, or speaks of another one of a kind ("a second suspect").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from variorum.compare import sentences, statements
from variorum.compare.align import Line
from variorum.compare.progress import ladders
from variorum.compare.quantities.dates import Day
from variorum.compare.quantities.figure import Figure
from variorum.compare.quantities.figures import figures
from variorum.models import Story
from variorum.words import small

BEFORE = 20  # characters before a stretch in which a negator still governs it
NEAR = 12  # ... in which a figure still belongs to it: "half of the 12"
MARKED = 60  # ... in which it is still said to be planned or suspected
STRONG = re.compile(
    r"[;:–—]|\.\s"
)  # not a comma: "is suspected, police say, of ...", "steht im Verdacht, ... zu haben"
Spot = tuple[Line, int, int]  # a stretch of a line, as it counts in its field


class Against:
    """The steps that the lines of one story tell, ready for pairs of lines to be held against each other."""

    def __init__(self, story: Story) -> None:
        self._steps: dict[tuple[str, int], dict[str, ladders.Told]] = defaultdict(dict)
        for hit in ladders.told(story, "status"):
            told = self._steps[hit.line.article, hit.line.index]
            if hit.ladder not in told or told[hit.ladder].rank < hit.rank:
                told[hit.ladder] = hit

    def differ(self, one: Spot, two: Spot) -> bool:
        """Return whether what two stretches share is told differently by their lines."""
        return (
            _moods(one, two)
            or self._stepped(one[0], two[0])
            or bool(_alone(one, two[0]) and _alone(two, one[0]))
            or _days_apart(one, two)
        )

    def _stepped(self, a: Line, b: Line) -> bool:
        """Return whether two lines stand on different steps of a ladder, which differ in more than their grain."""
        one, two = self._told(a), self._told(b)
        return any(
            one[key].step != two[key].step and not {one[key].step, two[key].step} <= _soft(a.language, key)
            for key in one.keys() & two.keys()
        )

    def _told(self, line: Line) -> Mapping[str, ladders.Told]:
        return self._steps.get((line.article, line.index), {})


def _soft(language: str, key: str) -> set[str]:
    return set(ladders.rules(language, "status").ladders[key].soft)


def _moods(one: Spot, two: Spot) -> bool:
    """Return whether one line denies what they share, or tells as a plan, as hearsay, of one more, what the other not.

    What governs the stretch counts; the other line may bear its mark anywhere.
    """
    denied = [
        _held(line.low, line.language, None)
        and _denied(_cut((line, start, end), BEFORE, sentences.BREAK), line.language)
        for line, start, end in (one, two)
    ]
    if denied[0] != denied[1]:
        return True
    return any(
        _held(a[0].low, a[0].language, mode)
        and not _marked(b[0].low, b[0].language, mode)
        and _marked(_cut(a, MARKED, end), a[0].language, mode)
        for mode, end in enumerate((sentences.BREAK, STRONG, STRONG))
        for a, b in ((one, two), (two, one))
    )


@lru_cache(maxsize=20_000)
def _held(text: str, language: str, mode: int | None) -> bool:
    """Return whether a stretch of a line can bear a mark (None: a negator) at all; most lines hold none."""
    return bool(_bare(language, mode).search(text))


@cache
def _bare(language: str, mode: int | None) -> re.Pattern[str]:
    """Return what a mark or a negator is in itself, in or between words: a stretch may begin inside a word."""
    marks = ladders.rules(language, "status").negators if mode is None else statements.modes(language)[mode]
    return small(marks or "(?!)")


@lru_cache(maxsize=20_000)  # a line is held against many
def _marked(text: str, language: str, mode: int) -> bool:
    return bool(_modes(language)[mode].search(text))


@cache
def _modes(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(statements.words(marks) for marks in statements.modes(language))


def _cut(spot: Spot, before: int, end: re.Pattern[str]) -> str:
    """Return a stretch with at most ``before`` characters that stand before it, as far back as ``end``; lower case."""
    line, start, last = spot
    start, last = start - line.sentence.start, last - line.sentence.start
    first = max(0, start - before)
    return line.low[max((m.end() for m in end.finditer(line.low, first, start)), default=first) : last]


@lru_cache(maxsize=20_000)
def _denied(text: str, language: str) -> bool:
    return bool(ladders.matcher(language, "status").negators.search(text))


def _alone(spot: Spot, other: Line) -> bool:
    """Return whether a stretch tells a figure that the other line does not have: "half of the 12", "eight of 12"."""
    line, start, last = spot
    offset = line.sentence.start
    known = figures(other.text, other.language)
    return any(
        not any(_equal(f, g) for g in known)
        for f in figures(line.text, line.language)
        if f.day is None
        and f.start < last - offset
        and start - offset - (NEAR if f.kind in ("count", "share") else 0) < f.end
    )


def _days_apart(one: Spot, two: Spot) -> bool:
    """Return whether two stretches tell days or months of which none fit: "in May 2028", "in June 2028"."""
    a, b = (_dated(spot) for spot in (one, two))
    return bool(a and b) and not any(x.fits(y) for x in a for y in b)


def _dated(spot: Spot) -> list[Day]:
    """Return the dates of a stretch that tell a month at least."""
    line, start, last = spot
    offset = line.sentence.start
    return [
        f.day
        for f in figures(line.text, line.language)
        if f.day and f.day.month and f.start < last - offset and start - offset < f.end
    ]


def _equal(a: Figure, b: Figure) -> bool:
    """Return whether two figures fit each other: their bounds meet, or they are written with the same number."""
    low, high = max(a.bounds[0], b.bounds[0]), min(a.bounds[1], b.bounds[1])
    return a.kind == b.kind and (low <= high or a.point == b.point)
