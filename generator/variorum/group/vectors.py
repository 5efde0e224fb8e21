"""Counts -> weighted vectors with an inverted index: near pairs without looking at all pairs.

Everything is done for blocks of articles at once in numpy: at 10,000 articles a loop over terms in Python takes ten
times as long. Sums are made in the order of the articles and terms, so that they are the same on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from variorum.group.traits import Terms

# Articles on other events that are taken to stand behind the collection, so that in one of five reports on one event
# the names that all five share are not as common as "and". Fixed on stories of two and five events drawn from
# data/grouping: 1 loses .08 there; for whole sets it makes no difference up to 300.
BACKGROUND = 100

# Weight of a term said again: 1 + TAME ln(times). Who is named ten times in two articles is what they are about, not
# what happened: 1 mixes lonely articles on one company.
TAME = 0.4

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What keeps the cost of a large collection near to linear."""

    exact: int = 1024  # articles up to which all count for the frequencies; more than a labelled set has
    probes: int = 30  # terms of an article, the heaviest first, that look for neighbours
    posting: int = 200  # articles a term may propose; a term that more articles share says little about an event
    neighbours: int = 50  # nearest articles of each that are looked at closely


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Vectors:
    """Unit vectors of all articles over the terms that at least two of them share."""

    start: Ints  # row i is start[i]:start[i + 1]
    term: Ints
    weight: Floats
    post_start: Ints  # term t is in the articles posting[post_start[t]:post_start[t + 1]], in order
    posting: Ints
    post_weight: Floats
    place: Ints  # where each entry of the rows stands among the postings
    heaviest: Ints  # the entries of the rows again, in each row the heaviest first
    bounds: Bounds

    def propose(self, rows: Ints) -> tuple[Ints, Ints, Floats]:
        """Return (which of the rows, other, score) of some articles: who shares a telling term with whom.

        The score is what the term brings to their cosine. An article proposes itself too.
        """
        entry, size = self.probes(rows)
        a, b = self._window(entry, self.bounds.posting // 2)
        found, times = spans(a, b - a), b - a
        score = self.post_weight[found] * np.repeat(self.weight[entry], times)
        return np.repeat(np.repeat(np.arange(len(rows)), size), times), self.posting[found], score

    def probes(self, rows: Ints) -> tuple[Ints, Ints]:
        """Return the entries of some rows that look for neighbours, and how many there are in each row."""
        size = np.minimum(self.start[rows + 1] - self.start[rows], self.bounds.probes)
        return self.heaviest[spans(self.start[rows], size)], size

    def proposing(self, rows: Ints) -> Ints:
        """Return, in order, the articles that look at some rows, or would if those had not been there.

        At most: all whose proposals the rows can have changed are among them.
        """
        every = np.arange(len(self.start) - 1)
        probing = np.zeros(len(self.posting), bool)
        probing[self.place[self.probes(every)[0]]] = True
        entry = spans(self.start[rows], self.start[rows + 1] - self.start[rows])
        a, b = self._window(entry, self.bounds.posting // 2 + len(rows))
        found = spans(a, b - a)
        return np.unique(self.posting[found[probing[found]]])

    def _window(self, entry: Ints, half: int) -> tuple[Ints, Ints]:
        """Return the range of postings near each of some entries.

        Of a term that many articles share, these are the nearest in order, which is the order of publication.
        """
        a, b = self.post_start[self.term[entry]], self.post_start[self.term[entry] + 1]
        at, much = self.place[entry], b - a > 2 * half
        return np.where(much, np.maximum(a, at - half), a), np.where(much, np.minimum(b, at + half), b)

    def shared(self, i: int, others: Ints, scratch: Floats) -> tuple[Floats, Ints]:
        """Return the cosines of article i with others, and how many terms they share.

        ``scratch`` holds a zero for each term, and does again.
        """
        own = slice(self.start[i], self.start[i + 1])
        scratch[self.term[own]] = self.weight[own]
        size = self.start[others + 1] - self.start[others]
        flat = spans(self.start[others], size)
        mine = scratch[self.term[flat]]
        hit = np.flatnonzero(mine)
        scratch[self.term[own]] = 0.0
        whose = np.repeat(np.arange(len(others)), size)[hit]
        cosine: Floats = np.bincount(whose, mine[hit] * self.weight[flat[hit]], len(others)).astype(np.float64)
        return cosine, np.bincount(whose, minlength=len(others)).astype(np.int64)


def spans(start: Ints, size: Ints) -> Ints:
    """Return start[0], start[0] + 1, ... size[0] of them, then those from start[1], and so on."""
    ends = np.cumsum(size)
    return np.repeat(start - (ends - size), size) + np.arange(int(ends[-1]) if len(ends) else 0)


def settled(count: int, bounds: Bounds) -> int:
    """Return how many of so many articles the frequencies are taken from: all, then the oldest, in growing steps.

    So one article more leaves the weights of all others as they were, but at every eighth to sixteenth part more.
    """
    step = 1 << max(0, count.bit_length() - 4)
    return count if count <= bounds.exact else count // step * step


def vectors(bags: Sequence[Terms], bounds: Bounds = BOUNDS) -> Vectors:
    """Return TF-IDF vectors of length one, (1 + TAME ln tf) ln((n + background) / df).

    ``bags`` are in the order in which the articles came, for n and df are those of the settled ones. Terms that only
    one article has count for the length and then are left out.
    """
    ids = np.frombuffer(b"".join(bag.ids for bag in bags), "<u8")
    tf = np.frombuffer(b"".join(bag.times for bag in bags), "<u2").astype(np.int64)
    size = np.fromiter((len(bag.times) // 2 for bag in bags), np.int64, len(bags))
    known = settled(len(bags), bounds)
    base = int(size[:known].sum())
    owner = np.repeat(np.arange(len(bags)), size)
    terms, which = np.unique(ids, return_inverse=True)
    frequency = np.bincount(which, minlength=len(terms))
    heard = np.maximum(1, np.bincount(which[:base], minlength=len(terms)))
    # math.log, not numpy's, which differs in the last bit between processors
    rarity = np.array([0.0, *(math.log((known + BACKGROUND) / df) for df in range(1, known + 1))])
    tame = np.array([0.0, *(1 + TAME * math.log(times) for times in range(1, int(tf.max(initial=0)) + 1))])
    full = tame[tf] * rarity[heard[which]]
    length = np.sqrt(np.bincount(owner, full * full, len(bags)))
    kept = np.flatnonzero(frequency[which] > 1)
    rank = np.cumsum(frequency > 1) - 1
    owner, term, weight = owner[kept], rank[which[kept]], full[kept] / length[owner[kept]]
    return _indexed(owner, term, weight, len(bags), int(np.count_nonzero(frequency > 1)), bounds)


def _indexed(owner: Ints, term: Ints, weight: Floats, rows: int, terms: int, bounds: Bounds) -> Vectors:
    order = np.argsort(term, kind="stable")  # of each term its articles, in order
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return Vectors(
        start=np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=rows)))).astype(np.int64),
        term=term,
        weight=weight,
        post_start=np.concatenate(([0], np.cumsum(np.bincount(term, minlength=terms)))).astype(np.int64),
        posting=owner[order],
        post_weight=weight[order],
        place=place,
        heaviest=np.argsort(owner * 2.0 - weight, kind="stable"),  # a weight is at most 1
        bounds=bounds,
    )


def blocks(rows: Ints, columns: int) -> Iterator[Ints]:
    """Yield rows in blocks: as many as a table of them and all columns may hold."""
    size = max(1, 4_000_000 // max(1, columns))
    for first in range(0, len(rows), size):
        yield rows[first : first + size]
