"""Counts -> weighted vectors with an inverted index: near pairs without looking at all pairs.

Everything is done for blocks of articles at once in numpy: at 10,000 articles a loop over terms in Python takes ten
times as long. Sums are made in the order of the articles and terms, so that they are the same on every machine.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

import numpy as np
from numpy.typing import NDArray

# Articles on other events that are taken to stand behind the collection, so that in one of five reports on one event
# the names that all five share are not as common as "and". Fixed on stories of two and five events drawn from
# data/grouping: 1 loses .08 there; for whole sets it makes no difference up to 300.
BACKGROUND = 100

# Weight of a term said again: 1 + TAME ln(times). Who is named ten times in two articles is what they are about, not
# what happened: 1 mixes lonely articles on one company.
TAME = 0.5

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

PROBES = 30  # terms of an article, the heaviest first, that look for neighbours
POSTING = 200  # articles a term may propose; a term that more articles share says little about an event


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

    def propose(self, first: int, last: int) -> tuple[Ints, Ints, Floats]:
        """Return (article, other, score) of the articles first to last: who shares a telling term with whom.

        The score is what the term brings to their cosine. An article proposes itself too.
        """
        size = np.minimum(np.diff(self.start[first : last + 1]), PROBES)
        entry = self.heaviest[spans(self.start[first:last], size)]
        owner = np.repeat(np.arange(first, last), size)
        a, b = self.post_start[self.term[entry]], self.post_start[self.term[entry] + 1]
        # keep the nearest in order, which is the order of publication
        at, much = self.place[entry], b - a > POSTING
        a, b = np.where(much, np.maximum(a, at - POSTING // 2), a), np.where(much, np.minimum(b, at + POSTING // 2), b)
        found, times = spans(a, b - a), b - a
        score = self.post_weight[found] * np.repeat(self.weight[entry], times)
        return np.repeat(owner, times), self.posting[found], score

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


def vectors(bags: Sequence[Mapping[str, int]]) -> Vectors:
    """Return TF-IDF vectors of length one, (1 + TAME ln tf) ln((n + background) / df).

    Terms that only one article has count for the length and then are left out.
    """
    number: defaultdict[str, int] = defaultdict(count().__next__)
    ids = np.array([number[term] for bag in bags for term in bag], np.int64)
    tf = np.fromiter(chain.from_iterable(bag.values() for bag in bags), np.int64, len(ids))
    owner = np.repeat(np.arange(len(bags)), np.fromiter(map(len, bags), np.int64, len(bags)))
    frequency = np.bincount(ids, minlength=len(number))
    # math.log, not numpy's, which differs in the last bit between processors
    rarity = np.array([0.0, *(math.log((len(bags) + BACKGROUND) / df) for df in range(1, len(bags) + 1))])
    tame = np.array([0.0, *(1 + TAME * math.log(times) for times in range(1, int(tf.max(initial=0)) + 1))])
    full = tame[tf] * rarity[frequency[ids]]
    length = np.sqrt(np.bincount(owner, full * full, len(bags)))

    terms = sorted(term for term, k in number.items() if frequency[k] > 1)
    rank = np.full(len(number), -1)
    rank[[number[term] for term in terms]] = np.arange(len(terms))
    kept = np.flatnonzero(frequency[ids] > 1)
    kept = kept[np.argsort(owner[kept] * len(terms) + rank[ids[kept]])]
    owner, term, weight = owner[kept], rank[ids[kept]], full[kept] / length[owner[kept]]
    return _indexed(owner, term, weight, len(bags), len(terms))


def _indexed(owner: Ints, term: Ints, weight: Floats, rows: int, terms: int) -> Vectors:
    order = np.argsort(term * rows + owner)  # no two are equal, so that any way of sorting gives the same
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
    )


def blocks(rows: int) -> Iterator[tuple[int, int]]:
    """Yield the first article of each block and the first behind it: as many as a table of their pairs may hold."""
    size = max(1, 4_000_000 // max(1, rows))
    for first in range(0, rows, size):
        yield first, min(rows, first + size)
