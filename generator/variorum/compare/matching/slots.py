"""Parallel texts (translations, wire copies) -> pairs of figures that stand at the same place of the same text.

Where two articles run side by side, figure for figure, a figure that differs answers the same question as the one in
its place, whatever its words. Equal figures in the same order are the anchors; what is left between two anchors at
the same relative place is the difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.compare.align import Line, Weights, neighbours
from variorum.compare.matching.classes import ahead, kin, one_class, word_for_one
from variorum.compare.matching.same import comparable
from variorum.compare.matching.told import Told, digits_of, has
from variorum.compare.matching.written import alike, slip

DRIFT = 0.2  # of the text: how far apart equal figures of translations may stand
LONG = 0.6  # shorter by length of the longer text; a summary is no parallel
FIGURES = 0.5  # share of the figures that must be anchors
COPY = 0.6  # share of the words that two articles in one language must have in common
NAMES = 0.2  # share of the names that two texts without enough figures must have in common
NEAR = 0.05  # of the text: two leftovers this near need no common word
APART = 0.12  # two leftovers this near need common words
WIDE = 0.2  # the same for the only two leftovers of their class between two anchors
SOLE = 0.6  # share of the figures that must be anchors for that
ALIKE = 0.12  # likeness of their sentences
CROSSED = 0.2  # cost of a pair whose sentences tell their figures in another order
PLACE = 0.35  # what two unequal figures of one class at one place weigh against an equal pair, which weighs one


@dataclass(frozen=True, slots=True)
class Slot:
    """Two figures in the same place of two articles; ``same`` where they are alike."""

    a: Told
    b: Told
    same: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One article of a pair: its lines, figures, their places from 0 to 1, its digits and names."""

    lines: tuple[Line, ...]
    figures: tuple[Told, ...]
    places: tuple[float, ...]
    digits: tuple[str, ...]
    names: frozenset[str]
    keys: frozenset[str]
    length: int

    @property
    def language(self) -> str:
        """Language of the article."""
        return self.lines[0].language


def slots(story: Sequence[Line], figures: Iterable[Told], weights: Weights) -> list[Slot]:
    """Return the pairs of figures that stand in one place of parallel articles."""
    lines: dict[str, list[Line]] = defaultdict(list)
    told: dict[str, list[Told]] = defaultdict(list)
    for line in story:
        if line.sentence.field == "text":
            lines[line.article].append(line)
    for t in figures:
        if t.line.sentence.field == "text":
            told[t.article].append(t)
    sides = {a: _side(ls, told[a]) for a, ls in lines.items()}
    return [
        slot for a, b in neighbours(story) if a in sides and b in sides
        for slot in _pair(sides[a], sides[b], weights)
    ]  # fmt: skip


def _side(lines: list[Line], figures: list[Told]) -> Side:
    first, last = lines[0].sentence.start, max(line.sentence.end for line in lines)
    length = max(1, last - first)
    return Side(
        lines=tuple(lines), figures=tuple(figures), places=tuple((t.start - first) / length for t in figures),
        digits=tuple(sorted(d for line in lines for d in digits_of(line))),
        names=frozenset().union(*(line.names for line in lines)),
        keys=frozenset().union(*(line.keys for line in lines)), length=length,
    )  # fmt: skip


def _pair(a: Side, b: Side, weights: Weights) -> list[Slot]:
    if not a.figures or not b.figures or min(a.length, b.length) < LONG * max(a.length, b.length):
        return []
    if a.language == b.language and not _copied(a, b, weights):
        return []
    anchors = _anchors(a, b)
    least = min(len(a.figures), len(b.figures))
    if len(anchors) < FIGURES * least or (least < 4 and not _named(a, b, weights)):
        return []
    found = [Slot(a.figures[i], b.figures[j], same=True) for i, j in anchors]
    return found + _leftovers(a, b, anchors, weights)


def _copied(a: Side, b: Side, weights: Weights) -> bool:
    """Whether two articles in one language share so many words that one was made from the other."""
    return weights.containment(a.keys, b.keys) >= COPY


def _named(a: Side, b: Side, weights: Weights) -> bool:
    """Whether two articles name the same; in German, where every noun looks like a name, the other side's are asked."""
    mine, other = (a.names, b.keys) if b.language == "de" else (b.names, a.keys)
    total = weights.sum(mine)
    return total > 0 and weights.sum(mine & other) >= NAMES * total


def _anchors(a: Side, b: Side) -> list[tuple[int, int]]:
    """Return the equal figures of the best run of figures in order (digits count double), as indices.

    Unequal figures at one place count a little, so that of equal ones the nearest are taken: a text that tells a figure
    twice, once with a slip, has its other mention beside that of the other text.
    """
    n, m = len(a.figures), len(b.figures)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    step: dict[tuple[int, int], float] = {}
    for i in range(n):
        x, at = a.figures[i], a.places[i]
        for j in range(m):
            score = best[i][j + 1] if best[i][j + 1] >= best[i + 1][j] else best[i + 1][j]
            apart = abs(at - b.places[j])
            if apart <= DRIFT and _equal(a, b, i, j):
                step[i, j] = best[i][j] + (0.5 if x.figure.spelled else 1.0) + 0.2 * (1 - apart / DRIFT)
                score = max(score, step[i, j])
            elif apart <= NEAR and kin(x, b.figures[j]):
                step[i, j] = best[i][j] + PLACE * (1 - apart / NEAR)
                score = max(score, step[i, j])
            best[i + 1][j + 1] = score
    found = []
    i, j = n - 1, m - 1
    while i >= 0 and j >= 0:
        if step.get((i, j)) == best[i + 1][j + 1]:
            if _equal(a, b, i, j):
                found.append((i, j))
            i, j = i - 1, j - 1
        elif best[i + 1][j + 1] == best[i][j + 1]:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def _equal(a: Side, b: Side, i: int, j: int) -> bool:
    """Whether two figures are written with one value; in one language they must be of one kind too."""
    x, y = a.figures[i], b.figures[j]
    return (a.language != b.language or x.figure.kind == y.figure.kind) and alike(x, y)


def _leftovers(a: Side, b: Side, anchors: list[tuple[int, int]], weights: Weights) -> list[Slot]:
    """Pair what is left over between the same anchors at the same place, class by class, beyond doubt."""
    used_a, used_b = {i for i, _ in anchors}, {j for _, j in anchors}
    for i, j in _moved(a, b, anchors):
        used_a.add(i)
        used_b.add(j)
    rest_a = [i for i in range(len(a.figures)) if i not in used_a]
    rest_b = [j for j in range(len(b.figures)) if j not in used_b]
    pairs = []
    for i in rest_a:
        for j in rest_b:
            cost = _apart(a, b, i, j, anchors, weights)
            if cost is not None:
                pairs.append((cost, i, j))
    pairs.sort()
    found, done_a, done_b = [], set(), set()
    for _, i, j in pairs:
        if i not in done_a and j not in done_b:
            done_a.add(i)
            done_b.add(j)
            found.append(Slot(a.figures[i], b.figures[j], same=False))
    return found


def _moved(a: Side, b: Side, anchors: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Yield equal figures of one sentence that one text tells before an anchor, the other after it: no rivals."""
    used_a, used_b = {i for i, _ in anchors}, {j for _, j in anchors}
    left = [j for j in range(len(b.figures)) if j not in used_b]
    for i in (i for i in range(len(a.figures)) if i not in used_a):
        j = next((j for j in left if _equal(a, b, i, j) and _linked(a, b, i, j, anchors)), None)
        if j is not None:
            left.remove(j)
            yield i, j


def _apart(a: Side, b: Side, i: int, j: int, anchors: list[tuple[int, int]], weights: Weights) -> float | None:
    """Return the cost of pairing two leftovers, None where they cannot be one slot."""
    x, y = a.figures[i], b.figures[j]
    if alike(x, y) or slip(x, y) or word_for_one(x) or word_for_one(y) or (known(x, b) and known(y, a)):
        return None
    if (x.name or y.name) and (_labelled(x, b) or _labelled(y, a)):
        return None
    gap_a, gap_b = _gap(i, [p for p, _ in anchors], len(a.figures)), _gap(j, [q for _, q in anchors], len(b.figures))
    if gap_a[0] != gap_b[0]:  # not between the same anchors
        return CROSSED if _crossed(a, b, i, j, anchors) else None
    like_class = one_class if one_class(x, y) else kin
    twins = [z for side, gap in ((a, gap_a), (b, gap_b)) for z in side.figures[gap[1] : gap[2]] if like_class(x, z)]
    sole = len(twins) == 2 and len(anchors) >= SOLE * min(len(a.figures), len(b.figures)) - 1
    apart = _distance(a, b, i, j, anchors, gap_a[0])
    like = weights.likeness(x.line.keys, y.line.keys)
    if a.language == b.language and not comparable(x, y):
        return None
    if not one_class(x, y) and not (sole and kin(x, y) and (apart <= NEAR or _linked(a, b, i, j, anchors))):
        return None
    if apart > (WIDE if sole else APART) or (apart > NEAR and like < ALIKE and not sole):
        return None
    return apart - 0.2 * like


def _linked(a: Side, b: Side, i: int, j: int, anchors: Iterable[tuple[int, int]]) -> bool:
    """Whether the sentences of two figures share an anchor: one is the translation of the other."""
    x, y = a.figures[i].line, b.figures[j].line
    return any(a.figures[p].line is x and b.figures[q].line is y for p, q in anchors)


def _crossed(a: Side, b: Side, i: int, j: int, anchors: list[tuple[int, int]]) -> bool:
    """Whether two figures are the only leftovers of their class in sentences that share an anchor, in another order."""
    x, y = a.figures[i], b.figures[j]
    if not kin(x, y) or (a.language == b.language and not comparable(x, y)):
        return False
    if not _linked(a, b, i, j, anchors):
        return False
    used_a, used_b = {p for p, _ in anchors}, {q for _, q in anchors}
    twins = [k for k, z in enumerate(a.figures) if z.line is x.line and k not in used_a and kin(y, z)]
    others = [k for k, z in enumerate(b.figures) if z.line is y.line and k not in used_b and kin(x, z)]
    return len(twins) == len(others) == 1


def _gap(i: int, anchors: list[int], size: int) -> tuple[int, int, int]:
    """Return the number of anchors before a figure, and the bounds of the gap between anchors that it stands in."""
    before = bisect_left(anchors, i)
    low = anchors[before - 1] + 1 if before else 0
    return before, low, anchors[before] if before < len(anchors) else size


def _distance(a: Side, b: Side, i: int, j: int, anchors: list[tuple[int, int]], before: int) -> float:
    """Return how far the second figure stands from where the first would, between the anchors around both."""
    places = [(a.places[p], b.places[q]) for p, q in anchors]
    low = places[before - 1] if before else (0.0, 0.0)
    high = places[before] if before < len(places) else (1.0, 1.0)
    width = high[0] - low[0]
    expected = low[1] + (a.places[i] - low[0]) / width * (high[1] - low[1]) if width > 0 else low[1]
    return abs(expected - b.places[j])


def known(t: Told, other: Side) -> bool:
    """Whether the other article gives this figure too, anywhere; long numbers are looked for as mere digits."""
    digits = t.digits
    if len(digits) >= 3 and has(other.digits, digits):
        return True
    f = t.figure
    return any(u.figure.kind == f.kind and abs(u.figure.point - f.point) <= 1e-6 * abs(f.point) for u in other.figures)


def _labelled(t: Told, other: Side) -> bool:
    """Whether the other article gives the number of a name too: its own other number is a slip it has put right."""
    return any(u.figure.point == t.figure.point and ahead(u) == ahead(t) for u in other.figures)
