"""Traits -> how alike the near pairs of articles are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from variorum.group.traits import Traits
from variorum.group.vectors import vectors

Pairs = dict[tuple[int, int], float]

NEIGHBOURS = 100  # nearest articles of each that are looked at closely


def likeness(all_traits: Sequence[Traits]) -> Pairs:
    """Return the likeness (0 to 1) of the near pairs (i < j) of articles; a pair that is missing has none."""
    count = len(all_traits)
    names, words = vectors([t.names for t in all_traits]), vectors([t.words for t in all_traits])
    scratch = [np.zeros(len(v.post_start) - 1) for v in (names, words)]
    codes = {language: k for k, language in enumerate(sorted({t.language for t in all_traits}))}
    language = np.array([codes[t.language] for t in all_traits], np.int64)
    found: Pairs = {}
    for i in range(count):
        near: dict[int, float] = {}
        for view in (names, words):
            for j, s in zip(*(a.tolist() for a in view.propose(i)), strict=True):
                near[j] = near.get(j, 0.0) + s
        near.pop(i, None)
        chosen = sorted(near, key=lambda j: (-near[j], j))[:NEIGHBOURS]
        others = np.array(sorted(chosen), np.int64)
        by_name = names.cosines(i, others, scratch[0])
        by_word = words.cosines(i, others, scratch[1])
        alike = np.where(language[others] == language[i], (by_name + by_word) / 2, 0.8 * by_name)
        for j, s in zip(others.tolist(), alike.tolist(), strict=True):
            found[min(i, j), max(i, j)] = s
    return found
