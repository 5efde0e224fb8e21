"""Figures -> pairs of them worth comparing: of one class and unit, with a noun, role or rare words in common."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from variorum.compare.align import Weights
from variorum.compare.matching.sizes import large
from variorum.compare.matching.told import Told

CROWD = 40  # figures compared with each other in one block before an index picks the likely ones
LIKELY = 12  # of a crowd


def candidates(told: Sequence[Told], weights: Weights) -> Iterable[tuple[int, int]]:
    """Yield the pairs of figures worth comparing: of one class and a shared noun, role or rare word nearby."""
    blocks: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for i, t in enumerate(told):
        f = t.figure
        what = f.unit if f.kind == "money" else ""
        for k in (
            t.nouns
            | ({f"role {t.role}"} if t.role else set())
            | ({f"size {math.log10(f.point):.0f}"} if large(t) else set())
            if f.kind == "count"
            else {t.role, None}
            if f.day and not f.day.named
            else {t.role if f.day else ""}
        ):
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
