"""Likeness of pairs -> groups by average link, under an editor's constraints."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

Pairs = Mapping[tuple[int, int], float]


def link(
    count: int, pairs: Pairs, threshold: float, seeds: Sequence[int | None] = (), barred: Pairs | None = None
) -> list[list[int]]:
    """Return groups of 0..count-1: the most alike are joined while their members' mean likeness reaches a threshold.

    ``seeds`` gives articles that an editor put into one story the same number: they are joined, and groups with
    different numbers never are. ``barred`` holds (article, seed) for articles that an editor keeps out of a story.
    A pair that is missing counts as not alike at all. Groups and their members are in order.
    """
    clusters = _Clusters(count, pairs, seeds or [None] * count, set(barred or ()))
    heap = [(-clusters.mean(i, j), i, j) for i, row in clusters.near.items() for j in row if i < j]
    heapq.heapify(heap)
    while heap and -heap[0][0] >= threshold:
        score, i, j = heapq.heappop(heap)
        if i in clusters.members and j in clusters.members and clusters.mean(i, j) == -score and clusters.may(i, j):
            for k in clusters.join(i, j):
                a = clusters.last
                if (mean := clusters.mean(a, k)) >= threshold:
                    heapq.heappush(heap, (-mean, k, a))
    return sorted(sorted(m) for m in clusters.members.values())


class _Clusters:
    """Groups under way: their members, the summed likeness to near groups, and their stories."""

    def __init__(self, count: int, pairs: Pairs, seeds: Sequence[int | None], barred: set[tuple[int, int]]) -> None:
        self.members: dict[int, list[int]] = {i: [i] for i in range(count)}
        self.near: dict[int, dict[int, float]] = {i: {} for i in range(count)}
        for (i, j), s in pairs.items():
            self.near[i][j] = s
            self.near[j][i] = s
        self.story: dict[int, int | None] = dict(enumerate(seeds))
        self.barred: dict[int, frozenset[int]] = {
            i: frozenset(seed for a, seed in barred if a == i) for i in {a for a, _ in barred}
        }
        self.last = count - 1
        first: dict[int, int] = {}
        for i, seed in enumerate(seeds):
            if seed is not None:
                if seed in first:
                    self.join(first[seed], i)
                    first[seed] = self.last
                else:
                    first[seed] = i

    def mean(self, i: int, j: int) -> float:
        """Return the mean likeness between the members of two groups."""
        return self.near[i].get(j, 0.0) / (len(self.members[i]) * len(self.members[j]))

    def may(self, i: int, j: int) -> bool:
        """Return whether no decision keeps two groups apart."""
        a, b = self.story[i], self.story[j]
        if a is not None and b is not None:
            return False
        return a not in self.barred.get(j, ()) and b not in self.barred.get(i, ())

    def join(self, i: int, j: int) -> list[int]:
        """Join two groups to a new one, ``last``; return the groups near it."""
        self.last += 1
        new = self.last
        self.members[new] = self.members.pop(i) + self.members.pop(j)
        story, other = self.story.pop(i), self.story.pop(j)
        self.story[new] = other if story is None else story
        barred = self.barred.pop(i, frozenset()) | self.barred.pop(j, frozenset())
        if barred:
            self.barred[new] = barred
        one, two = self.near.pop(i), self.near.pop(j)
        row = one if len(one) >= len(two) else two
        for k, s in (two if row is one else one).items():
            row[k] = row.get(k, 0.0) + s
        row.pop(i, None)
        row.pop(j, None)
        for k, s in row.items():
            self.near[k].pop(i, None)
            self.near[k].pop(j, None)
            self.near[k][new] = s
        self.near[new] = row
        return sorted(row)
