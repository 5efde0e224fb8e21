"""Traits -> how alike the near pairs of articles are, on one scale for all collections and languages.

1. Names and figures in any two languages, words within one, as cosines of TF-IDF vectors.
2. Across languages only the names that both languages of the collection know can agree, so only they count for the
   length of the vectors: whatever else a German capital letter or a missing Chinese one brings in says nothing.
3. The farther apart the days, the less alike (softly: follow-ups belong to the story).
4. Measured against the nearest neighbours of the two articles, because what is near follows the collection: two
   translations are much more alike than two independent reports, a note of five lines less than both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from variorum.group.traits import Traits
from variorum.group.vectors import Floats, Ints, Vectors, vectors

Pairs = dict[tuple[int, int], float]

NEIGHBOURS = 50  # nearest articles of each that are looked at closely

# All of the following were chosen for the mean BCubed F1 of the six sets of data/grouping, and of halves of them with
# lonely articles, with one threshold for all; what is lost by another choice is in the means of those.
WORDS = 0.5  # weight of words against names within a language; .4 and .6 lose .002
CROSS = 0.8  # likeness across languages against that within one; .6 to 1 differ by .002
HEARD = 4  # articles of a language at which half of the names it does not know count as unknowable; 16 loses .004
DAYS = 0.02  # loss of sqrt(likeness) for each e-fold of days apart; 0 loses .005 (google, gvc), .04 loses .006
UNDATED = 9  # days taken to lie between two articles if one has no date: where the loss of dated pairs is in the mean
FEWEST = 2  # names and figures that two reports of one event share at the least: one alone is a town or a person
LONE = 0.6  # what is left of the likeness of a pair that shares fewer: keeps a town's events apart, costs .001
NEAREST = 1  # neighbours that tell what is near; with 2 or 3, a story of two has no measure of its own
GROUND = 0.3  # added to that, so that a lonely article does not find everything near; .2 mixes more lonely ones


def likeness(all_traits: Sequence[Traits]) -> Pairs:
    """Return the likeness (0 and more) of the near pairs (i < j) of articles; a pair that is missing has none.

    1 would be: as alike as the neighbours of the two articles are in the mean, and these wholly.
    """
    found = _raw(all_traits)
    near: list[list[float]] = [[] for _ in all_traits]
    for (i, j), s in found.items():
        near[i].append(s)
        near[j].append(s)
    level = [sum(sorted(row)[-NEAREST:]) / min(NEAREST, max(1, len(all_traits) - 1)) for row in near]
    return {(i, j): s / (min(level[i], level[j]) + GROUND) for (i, j), s in found.items()}


def _raw(all_traits: Sequence[Traits]) -> Pairs:
    """Return the likeness of near pairs before it is measured against their neighbours."""
    names, words = vectors([t.names for t in all_traits]), vectors([t.words for t in all_traits])
    scratch = [np.zeros(len(v.post_start) - 1) for v in (names, words)]
    codes = {language: k for k, language in enumerate(sorted({t.language for t in all_traits}))}
    language = np.array([codes[t.language] for t in all_traits], np.int64)
    known = _known(names, language, Counter(language.tolist()))
    day = np.array([np.nan if t.day is None else t.day for t in all_traits])
    found: Pairs = {}
    for i in range(len(all_traits)):
        others = _candidates(i, (names, words), len(all_traits))
        by_name = names.cosines(i, others, scratch[0])
        by_word = words.cosines(i, others, scratch[1])
        across = CROSS * by_name / np.sqrt(known[i, language[others]] * known[others, language[i]])
        alike = np.where(language[others] == language[i], (1 - WORDS) * by_name + WORDS * by_word, across)
        apart = np.abs(day[others] - day[i])
        lost = DAYS * (np.log1p(np.where(np.isnan(apart), UNDATED, apart)) - np.log1p(UNDATED))
        alike = np.maximum(0.0, np.sqrt(alike) - lost) ** 2
        for j, s in zip(others.tolist(), alike.tolist(), strict=True):
            lone = len(all_traits[i].names.keys() & all_traits[j].names.keys()) < FEWEST
            found[min(i, j), max(i, j)] = s * LONE if lone else s
    return found


def _candidates(i: int, views: Sequence[Vectors], count: int) -> Ints:
    """Return the articles that share the most telling terms with article i, in order."""
    found: list[Ints] = [np.empty(0, np.int64)]
    scores: list[Floats] = [np.empty(0)]
    for view in views:
        view.propose(i, found, scores)
    shared = np.bincount(np.concatenate(found), np.concatenate(scores), count)
    shared[i] = 0.0
    near = np.flatnonzero(shared)
    # of equals the first: a partial sort would leave it to chance
    chosen: Ints = np.sort(near[np.argsort(-shared[near], kind="stable")[:NEIGHBOURS]])
    return chosen


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
