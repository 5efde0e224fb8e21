"""How sure a figure is said to be: "about", "more than", "at least", "up to", and what that means for its bounds."""

from __future__ import annotations

from typing import cast

from variorum.compare.quantities.units import FORMS, Lexicon
from variorum.models import Hedge

CHANGE = 12  # words before a number in which stands that it changes


def before(lower: list[str], i: int, words: Lexicon, *, hour: bool = False) -> tuple[Hedge, int]:
    """Return the hedge that ends just before word ``i`` and where it begins; ("exact", ``i``) if there is none.

    Up to two fillers may stand between ("at least another 30", "mehr als die 15"). Some words
    hedge an ``hour`` only ("gegen 7.15 Uhr").
    """
    at = i
    for _ in range(3):
        if words.before(lower, at, "idiom"):
            break
        if found := words.before(lower, at, "hedge"):
            return cast("Hedge", found[0].name), found[1]
        if hour and (found := words.before(lower, at, "hourly")):
            return "about", found[1]
        if at and lower[at - 1] in words.rules.fillers:
            at -= 1
        else:
            break
    return "exact", i


def changing(lower: list[str], i: int, words: Lexicon) -> bool:
    """Whether the words before word ``i`` tell a rise or fall: then "from 21 to 24" are two values, not a range."""
    for word in reversed(lower[max(0, i - CHANGE) : i]):
        if word in ".;:" or not words.rules.changes:
            return False
        if word.startswith(words.rules.changes):
            return True
    return False


def after(lower: list[str], i: int, words: Lexicon) -> tuple[Hedge, int]:
    """Return the hedge that begins at word ``i`` ("or more") and the index after it; ("exact", ``i``) if none."""
    if found := words.at(lower, i, "hedged"):
        return cast("Hedge", found[0].name), found[1]
    return "exact", i


def bounds(low: float, high: float, hedge: Hedge) -> tuple[float | None, float | None]:
    """Return the bounds that a hedge leaves: None is open. "About" keeps both; comparing widens it."""
    if hedge in ("more than", "at least"):
        return low, None
    if hedge in ("less than", "up to"):
        return None, high
    return low, high


def valid(hedge: str) -> bool:
    """Whether a language file may use this hedge."""
    return hedge in FORMS
