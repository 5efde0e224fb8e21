"""One figure: where it stands, what it measures, between which bounds it lies, and whether it belongs to a name."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.compare.quantities.dates import Day
from variorum.compare.quantities.units import UNITS, Class
from variorum.models import Hedge


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure; ``start`` and ``end`` count in the text it was read from."""

    start: int  # with its hedge and currency
    end: int  # with its unit
    kind: Class
    low: float | None  # in ``unit``; None: open
    high: float | None
    point: float  # the number as written, the middle of a range; in the base unit of its class
    grain: float  # the smallest step its writing tells, in the same unit
    unit: str | None  # ISO 4217, "%", a key of UNITS; None for counts
    hedge: Hedge
    at: tuple[int, int]  # the bare number
    noun: tuple[str, ...] = ()  # the words that follow, up to a preposition or mark, as written
    day: Day | None = None
    vague: bool = False
    spelled: bool = False
    converted: bool = False  # repeats the figure before it in another unit

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest value in the base unit; infinite where open."""
        factor = factor_of(self.kind, self.unit)
        low = float("-inf") if self.low is None else self.low * factor
        return low, float("inf") if self.high is None else self.high * factor


def factor_of(kind: Class, unit: str | None) -> float:
    """Return what one ``unit`` is in the base unit of its class; 1.0 for money, shares, ages, counts."""
    return 1.0 if unit is None or kind == "age" or unit not in UNITS else UNITS[unit][1]


def named(figure: Figure, text: str) -> str | None:
    """Return the name that a bare number directly follows ("Boeing" for "Boeing 737"), None if it follows none."""
    if figure.kind != "count" or figure.hedge != "exact" or figure.spelled or (figure.grain > 1 and figure.noun[:1]):
        return None
    before, space = text[: figure.at[0]][:-1], text[: figure.at[0]][-1:]
    if space not in (" ", "\xa0") or not (before[-1:].isalnum() or before[-1:] == "_"):
        return None
    words = before.rsplit(maxsplit=1)  # the first word of a sentence is capitalised anyhow
    return words[1] if len(words) == 2 and any(c.isupper() for c in words[1]) else None
