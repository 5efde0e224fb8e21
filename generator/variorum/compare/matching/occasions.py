"""Two dates -> whether they can be two accounts of when one thing happened, and how much that says."""

from __future__ import annotations

from variorum.compare.matching.told import Told
from variorum.compare.quantities.dates import Day
from variorum.compare.quantities.dating import rules

NAMED = 3  # days that "Friday" and another day may lie apart
AHEAD = 200  # days that two dates of one thing to come may lie apart, one of them told as "in three weeks"
WEEKLY = 20  # days: "Saturday" and "last week" are told softly, "Saturday" and "this year" not at all
WINDOW = 0.2  # what it adds that both tell a span of days, "8 to 25 February": few things have one
MISTAKEN = (
    0.5  # what it adds that two dates tell one weekday and cannot both be right: all that they need (facts.DIFFER)
)
WEEK = 7
SLIP = 3  # years between "April 2014" and "April 14, 2016" that may be a slip
DATED = ((300, 800), (27, 62), (0, 31))  # days two dates may lie apart, by the days the coarser one spans


def one_event(a: Told, b: Told, x: Day, y: Day) -> bool:
    """Whether two dates may be of one event; equal ones may without a word for it, days told by name never."""
    if a.role == b.role:
        return near(x, y) or (a.role == "due" and x.fits(y))  # "until November 2018", "a full year to pay"
    return not (x.named or y.named) and (x.fits(y) or (slipped(x, y) and not (a.role and b.role)))


def near(x: Day, y: Day) -> bool:
    """Whether two dates can be two accounts of one: days within a month, years within two, or a slip of the year."""
    if slipped(x, y):
        return True
    if x.fits(y):
        return x.as_fine_as(y) or ((x.named or y.named) and _weekly(x) and _weekly(y))
    if not (x.named or y.named) and (x.month is None) != (y.month is None):
        return False  # a year beside a day of another year
    if any(d.weekday is not None and e.weekday is None and e.year and not e.month for d, e in ((x, y), (y, x))):
        return False  # a weekday beside a year: of the report, and of what it reports
    if x.span is None or y.span is None:
        return x.weekday is not None and y.weekday is not None
    grain = max(x.span[1] - x.span[0], y.span[1] - y.span[0]).days
    gap = max(x.span[0] - y.span[1], y.span[0] - x.span[1]).days
    if x.named or y.named:
        return gap <= (AHEAD if x.ahead or y.ahead else max(NAMED, grain + 1))
    return gap <= next(reach for least, reach in DATED if grain >= least)


def _weekly(x: Day) -> bool:
    return x.span is not None and (x.span[1] - x.span[0]).days <= WEEKLY


def mistaken(x: Day, y: Day) -> bool:
    """Whether two dates of one month have one weekday: "Sunday, 21 May", "Sunday, 22 May"; one must be wrong."""
    if x.weekday is None or x.weekday != y.weekday or not (x.month and x.day and y.day) or x.month != y.month:
        return False
    return (x.year or y.year) == (y.year or x.year) and 0 < abs(x.day - y.day) < WEEK


def slipped(x: Day, y: Day) -> bool:
    """Whether two dates are one day or month of different years, or one weekday of different days in a week."""
    if mistaken(x, y):
        return True
    if not (x.month and x.year and y.year and x.month == y.month) or x.year == y.year:
        return False
    return x.day == y.day or ((x.day is None or y.day is None) and abs(x.year - y.year) <= SLIP)


def dated(a: Told, b: Told) -> float:
    """Return what two dates add or take: most are of different things; a like day of another year is a slip."""
    x, y = a.figure.day, b.figure.day
    one = a.role == b.role
    sole = one and a.role and a.role not in rules(a.line.language).often and not x.fits(y) if x and y else False
    few = 3 if sole else 6  # keys: less is a heading, a row of a list
    if x is None or y is None or min(len(a.line.keys), len(b.line.keys)) < few:
        return -1.0
    if mistaken(x, y):
        return MISTAKEN
    if slipped(x, y) and (x.day == y.day or (a.role and one)):
        return 0.3
    if not (a.role and one):
        return -1.0
    return WINDOW if x.until and y.until and not x.fits(y) else 0.0
