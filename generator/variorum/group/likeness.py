"""Near pairs -> how alike two articles are, on one scale for all collections and languages.

1. Names and figures in any two languages, words within one, as cosines of TF-IDF vectors (near.py).
2. Across languages only the names that both languages of the collection know can agree, so only they count for the
   length of the vectors: whatever else a German capital letter or a missing Chinese one brings in says nothing.
3. The farther apart the days, the less alike (softly: follow-ups belong to the story).
4. Measured against the nearest neighbours of the two articles, because what is near follows the collection: two
   translations are much more alike than two independent reports, a note of five lines less than both. Copies do not
   count as neighbours: that an article was reprinted says nothing about how other reports resemble it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from variorum.group.near import Near, near
from variorum.group.traits import Traits

Pairs = dict[tuple[int, int], float]
Find = Callable[[Sequence[Traits]], Near]

COPY = 0.8  # likeness from which two texts of one language are copies of one another; bench/tuning.py chose it
GROUND = 0.35  # added to what is near, so that a lonely article does not find everything near; as COPY
# A pair less alike than this counts as not alike: two thirds of the near pairs, which cost most of the time of linking
# and change nothing in the six sets (.1 loses .004 there).
LEAST = 0.06


def likeness(looks: Sequence[Traits], find: Find = near) -> Pairs:
    """Return the likeness (0 and more) of the near pairs (i < j) of articles; a pair that is missing has none.

    1 would be: as alike as the nearest neighbours of the two articles (their geometric mean), and these wholly.
    ``looks`` are in the order in which the articles came; ``find`` returns their near pairs.
    """
    found = find(looks)
    one, two = np.divmod(found.pairs, max(1, len(looks)))
    codes = {language: k for k, language in enumerate(sorted({t.language for t in looks}))}
    language = np.array([codes[t.language] for t in looks], np.int64)
    fresh = np.where((found.alike < COPY) | (language[one] != language[two]), found.alike, 0.0)
    nearest = np.zeros(len(looks))
    np.maximum.at(nearest, one, fresh)
    np.maximum.at(nearest, two, fresh)
    measured = found.alike / (np.maximum(found.alike, np.sqrt(nearest[one] * nearest[two])) + GROUND)
    kept = measured >= LEAST
    places = zip(one[kept].tolist(), two[kept].tolist(), strict=True)
    return dict(zip(places, measured[kept].tolist(), strict=True))
