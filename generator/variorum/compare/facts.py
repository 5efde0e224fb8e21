"""Figures -> facts (one value, one question, every mention) -> questions (facts that answer one question otherwise).

Mentions of one value in one context form a fact. Two facts compete when figures of theirs align, and no article that
gives the one also gives the other: a report that tells both is speaking of two things, unless its own mentions align.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from variorum.compare.align import Weights
from variorum.compare.compatible import compatible
from variorum.compare.same import Lone, comparable, sameness
from variorum.compare.slots import Slot, alike
from variorum.compare.told import Told

AGREE = 0.30  # sameness at which equal figures are one fact: a chance meeting of equal figures is rare
DIFFER = 0.50  # sameness at which unequal figures compete; gold halves: .45 lets traps in, .6 loses a third
SOFT = 0.36  # the same for figures that round to each other: these are shown softly
CROWD = 40  # figures compared with each other in one block before an index picks the likely ones
LIKELY = 12  # of a crowd


@dataclass(slots=True)
class Fact:
    """One value given in one context."""

    told: list[Told] = field(default_factory=list)

    @property
    def articles(self) -> frozenset[str]:
        """Who gives it."""
        return frozenset(t.article for t in self.told)


@dataclass(frozen=True, slots=True)
class Question:
    """Facts that answer one question, in the order of the story; ``sure`` is the sameness of the best pair."""

    facts: tuple[Fact, ...]
    sure: float


class Union:
    """Disjoint sets of indices."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, i: int) -> int:
        """Return the representative of ``i``: the least index of its set."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Join two sets."""
        i, j = self.find(i), self.find(j)
        self.parent[max(i, j)] = min(i, j)


def candidates(told: Sequence[Told], weights: Weights) -> Iterable[tuple[int, int]]:
    """Yield the pairs of figures worth comparing: of one class and a shared noun, role or rare word nearby."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, t in enumerate(told):
        f = t.figure
        what = f.unit if f.kind in ("money", "duration") else ""
        for k in t.nouns | ({f"role {t.role}"} if t.role else set()) if f.kind == "count" else {""}:
            blocks[f"{f.kind} {what}", k].append(i)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        pairs = combinations(block, 2) if len(block) <= CROWD else _likely(block, told, weights)
        for i, j in pairs:
            if (i, j) not in seen:
                seen.add((i, j))
                yield i, j


def _likely(block: Sequence[int], told: Sequence[Told], weights: Weights) -> Iterable[tuple[int, int]]:
    """Yield for each figure of a crowd those that share its rarest words, so that cost grows with the crowd."""
    index: dict[str, list[int]] = defaultdict(list)
    for i in block:
        for k in told[i].context:
            index[k].append(i)
    for i in block:
        score: dict[int, float] = defaultdict(float)
        for k in told[i].context:
            if len(index[k]) <= CROWD:
                for j in index[k]:
                    if j > i:
                        score[j] += weights.of(k)
        for j in sorted(score, key=lambda j: (-score[j], j))[:LIKELY]:
            yield i, j


def facts(told: Sequence[Told], slots: Iterable[Slot], weights: Weights) -> tuple[list[Fact], list[Question]]:
    """Return all facts and the questions that two or more of them answer differently."""
    place = {id(t): i for i, t in enumerate(told)}
    lone = Lone(told)
    union = Union(len(told))
    rivals: dict[tuple[int, int], float] = {}
    for i, j in candidates(told, weights):
        a, b = told[i], told[j]
        if not comparable(a, b):
            continue
        sure = sameness(a, b, weights, lone)
        if alike(a, b) and sure >= AGREE:
            union.join(i, j)
        elif not alike(a, b) and sure >= (SOFT if compatible(a, b) else DIFFER):
            rivals[i, j] = sure
    for slot in slots:
        i, j = sorted((place[id(slot.a)], place[id(slot.b)]))
        if slot.same:
            union.join(i, j)
        else:
            rivals[i, j] = 2.0
    made: dict[int, Fact] = defaultdict(Fact)
    for i, t in enumerate(told):
        made[union.find(i)].told.append(t)
    return list(made.values()), _questions(told, rivals, union, made)


def _questions(
    told: Sequence[Told], rivals: dict[tuple[int, int], float], union: Union, made: dict[int, Fact]
) -> list[Question]:
    best: dict[tuple[int, int], float] = {}
    for (i, j), sure in sorted(rivals.items()):
        x, y = union.find(i), union.find(j)
        if x == y or told[i].article == told[j].article:
            continue
        soft = compatible(told[i], told[j])
        if sure < 2 and not soft and _both(told, told[i], told[j]):
            continue
        if sure < 0.9 and not soft and made[x].articles & made[y].articles:
            continue
        pair = (min(x, y), max(x, y))
        best[pair] = max(best.get(pair, 0.0), sure)
    top: dict[int, float] = defaultdict(float)
    for (x, y), sure in best.items():
        top[x], top[y] = max(top[x], sure), max(top[y], sure)
    joined = Union(len(told))
    for (x, y), sure in sorted(best.items(), key=lambda kv: (-kv[1], kv[0])):
        if sure >= 0.8 * min(top[x], top[y]):
            joined.join(x, y)
    groups: dict[int, list[int]] = defaultdict(list)
    for x in sorted({x for pair in best for x in pair}):
        groups[joined.find(x)].append(x)
    return [
        Question(tuple(made[x] for x in group), max(s for (x, y), s in best.items() if x in group and y in group))
        for group in groups.values() if len(group) > 1
    ]  # fmt: skip


def _both(told: Sequence[Told], a: Told, b: Told) -> bool:
    """Whether one of the two articles gives both figures: then it speaks of two things."""
    return any(
        alike(t, other) and comparable(t, other)
        for t in told for one, other in ((a, b), (b, a)) if t.article == one.article
    )  # fmt: skip
