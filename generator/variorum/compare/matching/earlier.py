"""Sentences that tell what was said before: "earlier reports had put the toll at five", "zunächst hieß es".

Such a sentence gives the old answer to the question that the rest of its report answers anew: its figure is a rival of
the report's own, which elsewhere would show that the two are of different things.
"""

from __future__ import annotations

from functools import lru_cache

from variorum.compare.matching.instead import instead
from variorum.compare.matching.told import Told
from variorum.compare.matching.tolls import HARM
from variorum.compare.matching.written import alike
from variorum.compare.quantities.dating import says
from variorum.compare.quantities.units import lexicon


@lru_cache(maxsize=20_000)
def _earlier(text: str, language: str) -> bool:
    return says(text, lexicon(language).rules.superseded)


def superseded(a: Told, b: Told) -> bool:
    """Whether one of two figures of one role is told in a sentence on what was reported earlier, the other is not.

    Unlike figures must be of one report: it is its own account that is corrected.
    """
    if not a.role or a.role != b.role or a.line is b.line or (a.article != b.article and not alike(a, b)):
        return False
    x, y = (_earlier(t.line.text, t.line.language) for t in (a, b))
    return x != y


def replaced(a: Told, b: Told) -> bool:
    """Whether one sentence tells two counts of one harm, of which one takes the place of the other.

    "Rose to 24 from 21", "24, not 31", "von 21 auf 24".
    """
    if a.line is not b.line or a.role not in HARM or a.role != b.role:
        return False
    return instead(a.line.text, a.line.language, a.figure, b.figure)
