"""Text -> the language it is written in, by py3langid; never by a headline alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

import py3langid

from variorum.read.values import SAME

FEWEST = 40  # letters; below, no detector tells the language of a headline reliably (2 to 11 of 38 wrong)
ENOUGH = 3000  # characters looked at

Tell = Callable[[str, str], str]


def tell_language(text: str, otherwise: str) -> str:
    """Return the primary tag of the language of a text; ``otherwise`` where the text is too short to tell."""
    sample = " ".join(line for line in text[:ENOUGH].splitlines() if len(line) > FEWEST) or text[:ENOUGH]
    sample = re.sub(r"https?://\S+|<[^>]*>", " ", sample)
    if next(islice(filter(str.isalpha, sample), FEWEST - 1, None), None) is None:
        return otherwise
    tag = str(py3langid.classify(sample)[0])
    return SAME.get(tag, tag)
