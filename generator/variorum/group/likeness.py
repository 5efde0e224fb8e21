"""Traits -> how alike the near pairs of articles are, on one scale for all collections and languages.

1. Names and figures in any two languages, words within one, as cosines of TF-IDF vectors.
2. Across languages only the names that both languages of the collection know can agree, so only they count for the
   length of the vectors: whatever else a German capital letter or a missing Chinese one brings in says nothing.
3. The farther apart the days, the less alike (softly: follow-ups belong to the story).
4. Measured against the nearest neighbours of the two articles, because what is near follows the collection: two
   translations are much more alike than two independent reports, a note of five lines less than both. Copies do not
   count as neighbours: that an article was reprinted says nothing about how other reports resemble it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import repeat

import numpy as np

from variorum.group.traits import Traits
from variorum.group.vectors import Floats, Ints, Vectors, blocks, vectors

Pairs = dict[tuple[int, int], float]

NEIGHBOURS = 50  # nearest articles of each that are looked at closely

# All of the following were chosen by bench/tuning.py on the six sets of data/grouping.
WORDS = 0.5  # weight of words against names within a language
CROSS = 0.65  # likeness across languages against that within one: lower keeps lonely articles alone, .8 finds more
HEARD = 4  # articles of a language at which half of the names it does not know count as unknowable
DAYS = 0.025  # loss of sqrt(likeness) for each e-fold of days apart; more parts follow-ups, less mixes years
UNDATED = 9  # days taken to lie between two articles if one has no date: where the loss of dated pairs is in the mean
FEWEST = 2  # names and figures that two reports of one event share at the least: one alone is a town or a person
LONE = 0.6  # what is left of the likeness of a pair that shares fewer: keeps notes of three lines apart
COPY = 0.8  # likeness from which two texts of one language are copies of one another
GROUND = 0.35  # added to what is near, so that a lonely article does not find everything near


def likeness(all_traits: Sequence[Traits]) -> Pairs:
    """Return the likeness (0 and more) of the near pairs (i < j) of articles; a pair that is missing has none.

    1 would be: as alike as the nearest neighbours of the two articles (their geometric mean), and these wholly.
    """
    found = _raw(all_traits)
    near = [0.0] * len(all_traits)
    for (i, j), s in found.items():
        if s < COPY or all_traits[i].language != all_traits[j].language:
            near[i] = max(near[i], s)
            near[j] = max(near[j], s)
    return {(i, j): s / (max(s, math.sqrt(near[i] * near[j])) + GROUND) for (i, j), s in found.items()}


def _raw(all_traits: Sequence[Traits]) -> Pairs:
    """Return the likeness of near pairs before it is measured against their neighbours."""
    names, words = vectors([t.names for t in all_traits]), vectors([t.words for t in all_traits])
    scratch = [np.zeros(len(v.post_start) - 1) for v in (names, words)]
    codes = {language: k for k, language in enumerate(sorted({t.language for t in all_traits}))}
    language = np.array([codes[t.language] for t in all_traits], np.int64)
    known = _known(names, language, Counter(language.tolist()))
    day = np.array([np.nan if t.day is None else t.day for t in all_traits])
    found: Pairs = {}
    for i, others in _near((names, words), len(all_traits)):
        by_name, common = names.shared(i, others, scratch[0])
        by_word, _ = words.shared(i, others, scratch[1])
        across = CROSS * by_name / np.sqrt(known[i, language[others]] * known[others, language[i]])
        alike = np.where(language[others] == language[i], (1 - WORDS) * by_name + WORDS * by_word, across)
        apart = np.abs(day[others] - day[i])
        lost = DAYS * (np.log1p(np.where(np.isnan(apart), UNDATED, apart)) - np.log1p(UNDATED))
        alike = np.maximum(0.0, np.sqrt(alike) - lost) ** 2 * np.where(common < FEWEST, LONE, 1.0)
        found.update(zip(zip(repeat(i), others.tolist(), strict=False), alike.tolist(), strict=True))
    return found


def _near(views: Sequence[Vectors], count: int) -> Iterator[tuple[int, Ints]]:
    """Yield each article with the later ones that share the most telling terms with it, or it with them, in order."""
    pairs: list[Ints] = [np.empty(0, np.int64)]
    for first, last in blocks(count):
        proposed = [view.propose(first, last) for view in views]
        at = np.concatenate([(owner - first) * count + other for owner, other, _ in proposed])
        scores: Floats = np.concatenate([score for *_, score in proposed])
        table = np.bincount(at, scores, (last - first) * count).astype(np.float64, copy=False)
        for i, row in enumerate(table.reshape(last - first, count), first):
            row[i] = 0.0
            others = _highest(row)
            pairs.append(np.minimum(others, i) * count + np.maximum(others, i))
    one, two = np.divmod(np.unique(np.concatenate(pairs)), max(1, count))
    edges = np.searchsorted(one, np.arange(count + 1))
    for i in np.unique(one).tolist():
        yield i, two[edges[i] : edges[i + 1]]


def _highest(row: Floats) -> Ints:
    """Return the places of the highest numbers above 0, in order; of equals the first, so that nothing is chance."""
    near = np.flatnonzero(row)
    if len(near) <= NEIGHBOURS:
        return near
    least = np.partition(row[near], len(near) - NEIGHBOURS)[len(near) - NEIGHBOURS]
    above, equal = near[row[near] > least], near[row[near] == least]
    return np.concatenate((above, equal[: NEIGHBOURS - len(above)]))


def _known(names: Vectors, language: Ints, count: Counter[int]) -> Floats:
    """Return the share of each article's vector (its squared length) that each language of the collection can know."""
    rows = len(names.start) - 1
    owner = np.repeat(np.arange(rows), np.diff(names.start))
    known = np.ones((rows, len(count)))
    for code, articles in count.items():
        heard = np.zeros(len(names.post_start) - 1, bool)
        heard[names.term[language[owner] == code]] = True
        share = np.bincount(owner, names.weight**2 * heard[names.term], rows)
        trust = articles / (articles + HEARD)
        known[:, code] = np.maximum(trust * share + 1 - trust, 1e-6)
    return known
