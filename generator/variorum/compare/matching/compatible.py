"""Whether two figures can be one number in other words: rounded, hedged, in another unit, of coarser grain."""

from __future__ import annotations

from variorum.compare.matching.told import Told
from variorum.compare.quantities.dates import Day
from variorum.compare.quantities.dayparts import fits

ABOUT = 0.10  # how far "about" reaches to either side
WIDEST = 0.25  # of the value: how far round digits reach at most; 50 is no 100
BOUND = 1.6  # how far above "more than 200" a figure may lie and still be what was meant: 276 yes, 500 no
CLOSE = 1.15  # the same above a bound with two telling digits: "over 970", which means little more
NEARLY = 0.8  # how far below "almost 200"
HOURS = 0.3  # hours of the day: a quarter of an hour apart is grain


def compatible(a: Told, b: Told) -> bool:
    """Whether two figures can be the same number in other words: rounded, hedged, in another unit, of coarser grain."""
    f, g = a.figure, b.figure
    if f.day and g.day:
        return _days(f.day, g.day)
    if f.kind == "clock" and (f.vague or g.vague):
        return fits(f, g)
    if f.kind == "clock":
        return abs(f.point - g.point) <= HOURS or (
            "about" in (f.hedge, g.hedge)
            and abs(f.point - g.point) <= 2 * HOURS
            and min(f.grain, g.grain) < 0.1 < max(f.grain, g.grain)
        )
    if f.kind == "age" or (
        f.kind in ("count", "label")
        and f.hedge == g.hedge == "exact"
        and max(f.point, g.point) < 100
        and not f.vague
        and not g.vague
        and f.grain == g.grain
    ):
        return False
    low_a, high_a = _reach(a)
    low_b, high_b = _reach(b)
    return low_a <= high_b and low_b <= high_a


def _days(a: Day, b: Day) -> bool:
    return a.fits(b)


def _round(value: float) -> bool:
    """Whether a number has one telling digit, or is half a thousand and the like: 200, 15,000, 2.5 million."""
    digits = f"{abs(value):.0f}".rstrip("0")
    return len(digits) <= 1 or digits in ("15", "25")


def _reach(t: Told) -> tuple[float, float]:
    f = t.figure
    low, high = f.bounds
    half = min(f.grain / 2, WIDEST * abs(f.point)) if f.point >= 20 or f.kind != "count" else 0.0
    if f.hedge == "about":
        half = max(half, ABOUT * abs(f.point))
    if high == float("inf"):
        return low, low * (BOUND if _round(f.point) else CLOSE)
    if low == float("-inf"):
        return high * NEARLY, high
    return low - half, high + half
