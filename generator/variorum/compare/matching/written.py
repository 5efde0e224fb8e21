"""Two figures as they are written: whether they have one value, or differ by a slip of the keys."""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.compare.matching.told import Told
from variorum.compare.quantities.decades import WIDEST
from variorum.compare.quantities.figure import Figure

DIMENSIONS = frozenset(("length", "area", "volume", "weight", "speed"))
MILES = {"mi", "nmi"}  # at sea newsrooms write "miles" for nautical ones
CONVERTED = 0.03  # of the value: how exactly newsrooms convert units ("2,000 feet", "600 metres")
ROUNDEST = 0.1  # of the value: the widest grain taken from round digits; "2,000" is not told in thousands


def alike(a: Told, b: Told) -> bool:
    """Whether two figures are written with one value: dates that fit, or the same number or digits."""
    f, g = a.figure, b.figure
    if f.day and g.day:
        return f.day.fits(g.day) and f.day.as_fine_as(g.day)
    if f.day or g.day:
        return False
    x, y = f.point, g.point
    if f.kind == g.kind == "clock":
        return abs(x - y) < 0.01
    if abs(x - y) <= 1e-6 * max(abs(x), abs(y)):
        return True
    spans = (f.hedge == "range") + (g.hedge == "range")
    if spans and f.kind == g.kind == "age":
        return _one_age(f, g)
    if _measures(f, g):
        return _converted(a, b)
    if a.digits == b.digits != "":
        return True
    if a.line.language != b.line.language and _scaled(x, y):
        return True
    if spans and len(_ends(a) & _ends(b)) >= spans:
        return True  # "from 12 to 27" read as a range here and as two figures there
    return abs(x - y) < max(f.grain, g.grain) < min(x, y) / 100  # 9694 and 9694.73


def _one_age(f: Figure, g: Figure) -> bool:
    """Whether two ages, one of them told by its decade, can be one."""
    (low, high), (least, most) = f.bounds, g.bounds
    return max(high - low, most - least) <= WIDEST and low <= most and least <= high


def _measures(f: Figure, g: Figure) -> bool:
    """Whether both are measures of one dimension in two units, whose digits say nothing: 200 ft, 200 m."""
    return f.kind == g.kind and f.kind in DIMENSIONS and f.unit != g.unit and {f.unit, g.unit} != MILES


def _converted(a: Told, b: Told) -> bool:
    """Whether two measures in different units are one, as far as the rounder one is told: 60 m is 200 ft, no 195."""
    x, y = a.figure.point, b.figure.point
    grain = max(min(t.figure.grain, abs(t.figure.point) * ROUNDEST) for t in (a, b))
    return abs(x - y) <= max(grain / 2, CONVERTED * max(abs(x), abs(y)))


def _scaled(x: float, y: float) -> bool:
    """Whether two figures differ by thousands: a scale word that one language spells in a way we do not read."""
    low, high = sorted((abs(x), abs(y)))
    return low > 0 and any(abs(high / low / factor - 1) < 1e-6 for factor in (1e3, 1e6, 1e9))


def slip(t: Told, u: Told) -> bool:
    """Whether two translations differ in a digit or the order of two of a long number: a slip of the keys."""
    x, y = t.digits, u.digits
    if (
        t.line.language == u.line.language
        or len(x) != len(y)
        or len(x) < 4
        or "range" in (t.figure.hedge, u.figure.hedge)
    ):
        return False
    apart = [i for i, (a, b) in enumerate(zip(x, y, strict=True)) if a != b]
    return len(apart) < 2 or (len(apart) == 2 and x[apart[0]] == y[apart[1]] and x[apart[1]] == y[apart[0]])


def _ends(t: Told) -> frozenset[str]:
    return _numbers(t.line.text[t.figure.at[0] : t.figure.at[1]])


@lru_cache(maxsize=20_000)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(d.replace(".", "").replace(",", "") for d in re.findall(r"\d[\d.,]*", text))
