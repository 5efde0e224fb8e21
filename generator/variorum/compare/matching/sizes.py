"""Two figures -> what their sizes alone say of whether they answer one question."""

from __future__ import annotations

from variorum.compare.matching.compatible import compatible
from variorum.compare.matching.told import Told
from variorum.compare.matching.tolls import HARM

# From here on a count and its round form are seldom of two things; chosen by sight: the marked stories and 83 others
# have one such pair under two nouns, a true one.
TELLING = 1000
ROUNDED = 1.05  # of a count: how far its round form lies at most
NEAREST = 0.7  # of the larger one, for that
SEVERAL = 10  # from here on a count is near another by more than chance
SIZED = frozenset(("count", "money", "length", "area", "weight"))  # not shares, ages, durations: these are often alike


def large(t: Told) -> bool:
    """Whether a figure is a count that others may tell in round digits."""
    return t.figure.kind == "count" and t.figure.point >= TELLING


def rounded(a: Told, b: Told) -> bool:
    """Whether one of two large counts is the other in round digits: "35,868", "more than 35,000"; seldom by chance."""
    low, high = sorted((abs(a.figure.point), abs(b.figure.point)))
    if not (large(a) and large(b) and a.nouns and b.nouns) or high > ROUNDED * low:
        return False
    if a.role != b.role and {a.role, b.role} & HARM:
        return False
    precise = any(t.figure.hedge == "exact" and t.figure.grain < 0.01 * t.figure.point for t in (a, b))
    return precise and a.figure.hedge != b.figure.hedge and compatible(a, b)


def nearby(a: Told, b: Told) -> bool:
    """Whether two amounts or larger counts are near each other: figures of different things seldom are."""
    f, g = a.figure, b.figure
    if f.kind not in SIZED or f.vague or g.vague or a.weak or b.weak:
        return False
    low, high = sorted((abs(f.point), abs(g.point)))
    return low >= NEAREST * high and (f.kind != "count" or low >= SEVERAL)
