"""Text -> day: whole dates as they stand in front matter, date lines and file names.

Month and weekday names come from the CLDR (Babel); the words around a date ("Stand:", "Updated") are data in
languages/<code>/days.yaml. Dates inside sentences are the business of compare.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError

from variorum.language import Rules, load

ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)(?:T(?=\d))?|(?<!\d)(?P<y2>(?:19|20)\d\d)(?P<m2>\d\d)(?P<d2>\d\d)(?!\d)"
)
POINTS = re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d\d)(?!\d)")
SLASHES = re.compile(r"(?<![\d/])(?P<a>\d{1,4})/(?P<b>\d{1,2})/(?P<c>\d{4}|\d\d)(?![\d/])")
TIME = re.compile(
    r"(?<![\d:.])(?P<h>[01]?\d|2[0-3])[:.h](?P<m>[0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?(?!\.?\d)\s*(?P<half>[ap]\.?m\.?)?",
    re.I,
)
NEAR = 20  # characters between a day and its time
YEARS = range(1900, 2101)  # of news; what lies outside is a slip of the pen or a program's empty date (0001-01-01)
DIGIT = re.compile(r"\d")
FULL = re.compile(r"\d{4}")  # a year, or a day in digits alone
YEAR = re.compile(r"\s\d{4}(?!\d)")  # behind the name of a month
ZONE = re.compile(r"(?<![\w])(?:Z|UTC|GMT|[A-Z]{1,4}[SD]?T|(?:UTC|GMT)?\s?[+-]\d\d:?\d\d)(?![\w])")


class DayRules(Rules):
    """languages/<code>/days.yaml."""

    labels: tuple[str, ...] = ()  # words that stand around the date of a report, e.g. "Stand", "Updated"
    fillers: tuple[str, ...] = ()  # words between weekday, date and time, e.g. "um", "Uhr", "at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day, the time of day as HH:MM where given, and the span of the date in the text."""

    day: date
    time: str | None
    start: int
    end: int


def moment(text: str, language: str = "en") -> Moment | None:
    """Return the first whole date (day, month and year) in ``text``; None if there is none or it is ambiguous.

    Raises ValueError for a day that no calendar has, such as 31.02.2025, or that lies outside 1900 to 2100. Month
    names are understood in the language given and in English.
    """
    found = _first(text, language)
    if found is None:
        return None
    start, end, year, month, number = found
    try:
        day = date(year, month, number)
    except ValueError:
        raise ValueError(f'"{text[start:end]}" is no day of the calendar') from None
    if year not in YEARS:
        raise ValueError(f'"{text[start:end]}" is an impossible date: not between the years 1900 and 2100')
    clock = TIME.search(text, end, end + NEAR) or TIME.search(text[max(0, start - NEAR) : start])
    return Moment(day=day, time=_clock(clock) if clock else None, start=start, end=end)


def _clock(match: re.Match[str]) -> str | None:
    hour, half = int(match["h"]), (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half.startswith("p"):
        hour = hour % 12 + 12
    elif half:
        hour %= 12
    return f"{hour:02}:{match['m']}"


def _first(text: str, language: str) -> tuple[int, int, int, int, int] | None:
    """Return start, end, year, month, day of the first date."""
    found = []
    full = FULL.search(text)  # most lines hold no year: what is looked for below is told by its marks
    for pattern, possible in ((ISO, full), (POINTS, text.count(".") > 1)):
        match = pattern.search(text) if possible else None
        if match:
            parts = match.groupdict()
            year, month, day = (parts.get(k) or parts.get(k + "2") for k in "ymd")
            if year and month and day:
                found.append((match.start(), match.end(), _year(year), int(month), int(day)))
    match = SLASHES.search(text) if text.count("/") > 1 else None
    if match:
        found.extend(_slashes(match))
    if full and YEAR.search(text):
        low = text.casefold().replace("ı", "i")  # which a pattern without regard to case takes for i
        for tag in dict.fromkeys((language, "en")):
            found.extend(_named(text, low, tag))
    return min(found, default=None)


def _year(digits: str) -> int:
    """Return the year; one of two digits is of this century or the last, "0050" is the year 50."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 70 else 1900)


def _slashes(match: re.Match[str]) -> list[tuple[int, int, int, int, int]]:
    a, b, c = int(match["a"]), int(match["b"]), _year(match["c"])
    if len(match["a"]) == 4:
        return [(match.start(), match.end(), a, b, int(match["c"]))]
    if a > 12 >= b or a == b:
        return [(match.start(), match.end(), c, b, a)]
    if b > 12 >= a:
        return [(match.start(), match.end(), c, a, b)]
    return []  # 03/04/2025 is March in America and April in Europe


def _named(text: str, low: str, language: str) -> list[tuple[int, int, int, int, int]]:
    names, parts, pattern = _months(language)
    match = pattern.search(text) if pattern and any(map(low.__contains__, parts)) else None
    if not match:
        return []
    day = match["d"] or match["d2"]
    return [(match.start(), match.end(), int(match["y"]), names[match["m"].casefold().rstrip(".")], int(day))]


@cache
def _months(language: str) -> tuple[dict[str, int], tuple[str, ...], re.Pattern[str] | None]:
    """Return the names of months, parts of which one stands in any of them, and the pattern of a date with one."""
    locale = _locale(language)
    if locale is None:
        return {}, (), None
    names = {
        name.casefold().rstrip("."): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
    }
    names = {name: number for name, number in names.items() if not name[0].isdigit()}
    if not names:
        return {}, (), None
    plain = [name.replace("ı", "i") for name in names]
    parts = tuple(part for part in plain if not any(other in part and other != part for other in plain))
    month = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    pattern = re.compile(
        rf"(?<!\d)(?:(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|\.?\s?(?:of|de))?\s+)?(?P<m>{month})\b\.?"
        rf"(?(d)|\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)(?:,|\s+(?:de|del))?\s+(?P<y>\d{{4}})(?!\d)",
        re.IGNORECASE,
    )
    return names, parts, pattern


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def _around(language: str) -> re.Pattern[str]:
    """Return the pattern of everything that may stand around the date in a date line."""
    rules, words = load(language, "days", DayRules), set()
    for tag in (language, "en"):
        locale = _locale(tag)
        if locale:
            words |= {n for c in locale.days.values() for w in ("wide", "abbreviated") for n in c.get(w, {}).values()}
    words |= {*rules.labels, *rules.fillers, *load("en", "days", DayRules).labels}
    alternatives = "|".join(re.escape(w.rstrip(".")) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:(?<!\w)(?:{alternatives})(?!\w)\.?|[^\w]|_)*", re.IGNORECASE)


def date_line(line: str, language: str) -> Moment | None:
    """Return the date of a line that holds nothing but a date, a time and the labels around them, else None."""
    if len(line) > 120 or not DIGIT.search(line):
        return None
    try:
        found = moment(line, language)
    except ValueError:
        return None
    if found is None:
        return None
    rest = line[: found.start] + " " + line[found.end :]
    try:
        second = moment(rest, language)  # "13.06.2025, updated 14.06.2025": the first counts, both are furniture
    except ValueError:
        second = None
    if second:
        rest = rest[: second.start] + " " + rest[second.end :]
    return found if _nothing_else(rest, language) else None


def only_date(text: str, language: str) -> Moment | None:
    """Return the one date of a field that holds nothing else but a time and labels, else None.

    Raises ValueError for a day that is impossible, as ``moment`` does.
    """
    found = moment(text, language) if len(text) <= 120 else None
    if found is None:
        return None
    return found if _nothing_else(text[: found.start] + " " + text[found.end :], language) else None


def _nothing_else(rest: str, language: str) -> bool:
    return _around(language).fullmatch(ZONE.sub(" ", TIME.sub(" ", rest))) is not None
