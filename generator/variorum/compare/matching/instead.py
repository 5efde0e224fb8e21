"""Two counts of one sentence -> whether one takes the place of the other: "24, not 31", "von 21 auf 24"."""

from __future__ import annotations

import re

from variorum.compare.quantities.figure import Figure
from variorum.compare.quantities.units import lexicon


def instead(text: str, language: str, a: Figure, b: Figure) -> bool:
    """Whether nothing stands between two counts, besides what is counted, but words that set one for the other."""
    if a.kind != "count" or b.kind != "count":
        return False
    first, last = sorted((a, b), key=lambda f: f.start)
    counted = {w.casefold() for w in first.noun}
    between = re.findall(r"[^\W\d_]+", text[first.end : last.start].casefold())
    return " ".join(w for w in between if w not in counted) in lexicon(language).rules.replaced
