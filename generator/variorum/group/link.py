"""Likeness of pairs -> groups by average link, under an editor's constraints."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping, Sequence

Pairs = Mapping[tuple[int, int], float]

# Ease with which a small group joins a large one: the mean likeness counts 1 + EASE ln(larger / smaller) fold. To be as
# near to nine articles as to one is more telling, and two large groups that are near are two similar events.
EASE = 0.3

# How far the likeness that joins two groups follows the one inside them (as a power; 0: not at all). A story whose
# reports are nearly the same takes only what is as near, a loose one takes more: else a lonely article is drawn into
# the story about the same company that has four translations.
KIN = 0.3
USUAL = 0.5  # mean likeness inside a story; what a group of one, which has no inside, is taken to have
LOOSEST = 0.35  # a group is taken to be no looser, so that a story an editor mixed does not draw everything in

KNOWN = 100  # articles that one is compared with at most, see vectors.Bounds; bounds the pairs to divide by


def link(
    count: int,
    pairs: Pairs,
    threshold: float,
    seeds: Sequence[int | None] = (),
    barred: Mapping[int, frozenset[int]] | None = None,
) -> list[list[int]]:
    """Return groups of 0..count-1: the most alike are joined while their members' mean likeness reaches a threshold.

    ``seeds`` gives articles that an editor put into one story the same number: they are joined, and groups with
    different numbers never are. ``barred`` holds the seeds that an editor keeps an article out of. A pair that is
    missing counts as not alike at all. Groups and their members are in order.
    """
    groups = _Groups(count, pairs, barred or {})
    groups.plant(seeds)
    heap = [(-s, i, j) for j in groups.near for i, s in groups.scores(j, threshold) if i < j]
    heapq.heapify(heap)
    while heap:
        _, i, j = heapq.heappop(heap)
        if i in groups.members and j in groups.members and groups.may(i, j):
            new = groups.join(i, j)
            for k, s in groups.scores(new, threshold):
                heapq.heappush(heap, (-s, k, new))
    return sorted(sorted(members) for members in groups.members.values())


class _Groups:
    """Groups under way: their members, the summed likeness to near groups, and their stories.

    A joined group gets a new number, so what the heap holds of the old ones cannot be mistaken for it.
    """

    def __init__(self, count: int, pairs: Pairs, barred: Mapping[int, frozenset[int]]) -> None:
        self.members: dict[int, list[int]] = {i: [i] for i in range(count)}
        self.near: dict[int, dict[int, float]] = {i: {} for i in range(count)}
        for (i, j), s in sorted(pairs.items()):  # in order, so that sums of floats are the same each time
            self.near[i][j] = s
            self.near[j][i] = s
        self.story: dict[int, int | None] = dict.fromkeys(range(count))
        self.inside: dict[int, float] = dict.fromkeys(range(count), 0.0)  # summed likeness of the members
        self.barred: dict[int, frozenset[int]] = dict(barred)
        self.last = count - 1

    def plant(self, seeds: Sequence[int | None]) -> None:
        """Join the articles of each seed."""
        planted: dict[int, int] = {}
        for i, seed in enumerate(seeds):
            if seed is not None:
                self.story[i] = seed
                planted[seed] = self.join(planted[seed], i) if seed in planted else i

    def scores(self, i: int, threshold: float) -> Iterator[tuple[int, float]]:
        """Yield the groups near a group and their scores, as far as these reach a threshold.

        A score is the mean likeness between the members of two groups, against what is usual inside them, eased where
        a small one meets a large one.
        """
        mine, inside, pairs = len(self.members[i]), self.inside[i], _pairs(len(self.members[i])) + 1
        most = math.pow(USUAL / LOOSEST, KIN)
        for k, summed in self.near[i].items():
            theirs = len(self.members[k])
            if mine == theirs == 1:  # most pairs are never more than that
                score = summed
            else:
                small, large = (mine, theirs) if mine < theirs else (theirs, mine)
                score = summed / (small * min(large, KNOWN)) * (1 + EASE * math.log(large / small))
                if score * most >= threshold:
                    kin = (inside + self.inside[k] + USUAL) / (pairs + _pairs(theirs))
                    score *= math.pow(USUAL / max(LOOSEST, kin), KIN)
            if score >= threshold:
                yield k, score

    def may(self, i: int, j: int) -> bool:
        """Return whether no decision keeps two groups apart."""
        a, b = self.story[i], self.story[j]
        if a is not None and b is not None:
            return False
        return a not in self.barred.get(j, ()) and b not in self.barred.get(i, ())

    def join(self, i: int, j: int) -> int:
        """Join two groups to a new one and return its number."""
        self.last += 1
        new = self.last
        self.members[new] = self.members.pop(i) + self.members.pop(j)
        self.inside[new] = self.inside.pop(i) + self.inside.pop(j) + self.near[i].get(j, 0.0)
        story, other = self.story.pop(i), self.story.pop(j)
        self.story[new] = other if story is None else story
        self.barred[new] = self.barred.pop(i, frozenset()) | self.barred.pop(j, frozenset())
        one, two = self.near.pop(i), self.near.pop(j)
        row, rest = (one, two) if len(one) >= len(two) else (two, one)
        for k, s in rest.items():
            row[k] = row.get(k, 0.0) + s
        row.pop(i, None)
        row.pop(j, None)
        for k, s in row.items():
            self.near[k].pop(i, None)
            self.near[k].pop(j, None)
            self.near[k][new] = s
        self.near[new] = row
        return new


def _pairs(members: int) -> float:
    """Return how many pairs of a group's members are compared with one another."""
    return members * (min(members, KNOWN) - 1) / 2
