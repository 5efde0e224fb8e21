"""Counts -> weighted vectors with an inverted index: near pairs without looking at all pairs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Articles on other events that are taken to stand behind the collection, so that in one of five reports on one event
# the names that all five share are not as common as "and". Fixed on stories of two and five events drawn from
# data/grouping: 1 loses .08 there; for whole sets it makes no difference up to 300.
BACKGROUND = 100

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

    def row(self, i: int) -> tuple[Ints, Floats]:
        """Return the terms and weights of one article."""
        span = slice(self.start[i], self.start[i + 1])
        return self.term[span], self.weight[span]

    def propose(self, i: int, found: list[Ints], scores: list[Floats]) -> None:
        """Append articles that share a telling term with article i, and how much of its cosine each term brings."""
        terms, weights = self.row(i)
        for k in np.argsort(-weights, kind="stable")[:PROBES].tolist():
            a, b = int(self.post_start[terms[k]]), int(self.post_start[terms[k] + 1])
            if b - a > POSTING:  # keep the nearest in order, which is the order of publication
                at = a + int(np.searchsorted(self.posting[a:b], i))
                a, b = max(a, at - POSTING // 2), min(b, at + POSTING // 2)
            found.append(self.posting[a:b])
            scores.append(self.post_weight[a:b] * weights[k])

    def cosines(self, i: int, others: Ints, scratch: Floats) -> Floats:
        """Return the exact cosines of article i with others; ``scratch`` holds a zero for each term, and does again."""
        terms, weights = self.row(i)
        scratch[terms] = weights
        lengths = self.start[others + 1] - self.start[others]
        ends = np.cumsum(lengths)
        flat = np.repeat(self.start[others] - (ends - lengths), lengths) + np.arange(int(lengths.sum()))
        products = np.concatenate(([0.0], np.cumsum(scratch[self.term[flat]] * self.weight[flat])))
        scratch[terms] = 0.0
        result: Floats = products[ends] - products[ends - lengths]
        return result


def vectors(bags: Sequence[Mapping[str, int]]) -> Vectors:
    """Return TF-IDF vectors of length one, (1 + ln tf) ln((n + background) / df).

    Terms that only one article has count for the length and then are left out.
    """
    frequency: dict[str, int] = {}
    for bag in bags:
        for term in bag:
            frequency[term] = frequency.get(term, 0) + 1
    number = {t: k for k, t in enumerate(sorted(t for t, df in frequency.items() if df > 1))}
    rarity = {t: math.log((len(bags) + BACKGROUND) / df) for t, df in frequency.items()}
    start: list[int] = [0]
    terms: list[int] = []
    weights: list[float] = []
    for bag in bags:
        full = {t: (1 + math.log(count)) * rarity[t] for t, count in bag.items()}
        norm = math.sqrt(math.fsum(w * w for w in full.values())) or 1.0
        row = sorted((number[t], w / norm) for t, w in full.items() if t in number)
        terms += [t for t, _ in row]
        weights += [w for _, w in row]
        start.append(len(terms))
    starts, ids, weight = np.array(start, np.int64), np.array(terms, np.int64), np.array(weights, np.float64)
    owner = np.repeat(np.arange(len(bags)), np.diff(starts))
    order = np.argsort(ids, kind="stable")
    post_start = np.concatenate(([0], np.cumsum(np.bincount(ids, minlength=len(number)))))
    return Vectors(starts, ids, weight, post_start.astype(np.int64), owner[order], weight[order])
