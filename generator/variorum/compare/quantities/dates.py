"""Tokens -> days, months, years and hours, each with the grain it was written in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from variorum.compare.quantities.units import Lexicon
from variorum.words import Token

NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?\Z|(\d{4})-(\d{2})-(\d{2})\Z")
HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\Z")
YEAR = re.compile(r"(1[5-9]|20)\d\d\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date as far as it is told; ``first`` to just before ``after`` are indices of tokens."""

    first: int
    after: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: int | None = None  # last day of a range within the month
    weekday: int | None = None  # 0 is Monday
    named: bool = False  # told by its name or from the day of the report: "Friday", "last week"
    ahead: bool = False  # told by its distance from the report: "in two weeks"
    span: tuple[date, date] | None = None  # first and last day it can be; None: not known

    def fits(self, other: Day) -> bool:
        """Whether both can be the same date: what both tell is alike; a weekday told counts for more than its date."""
        if self.named or other.named:
            if self.weekday is not None and other.weekday is not None:
                return self.weekday == other.weekday
            if self.span is None or other.span is None:
                return True
            return self.span[0] <= other.span[1] and other.span[0] <= self.span[1]
        pairs = ((self.year, other.year), (self.month, other.month))
        if any(a is not None and b is not None and a != b for a, b in pairs):
            return False
        if self.day is None or other.day is None:
            return True
        if self.until and other.until:
            return (self.day, self.until) == (other.day, other.until)
        return self.day <= (other.until or other.day) and other.day <= (self.until or self.day)

    def as_fine_as(self, other: Day) -> bool:
        """Whether two dates that fit are told alike closely; one without a year is no date of a year far off."""
        if self.span is None or other.span is None:
            return True
        if not (self.named or other.named):
            near = self.span[0] <= other.span[1] and other.span[0] <= self.span[1]
            return near or (self.year is None) == (other.year is None)
        x, y = ((day.span[1] - day.span[0]).days for day in (self, other) if day.span)
        return abs(x - y) <= 3

    @property
    def weekly(self) -> bool:
        """Whether it is told as a week: "last week"."""
        return self.named and self.weekday is None and self.span is not None and (
            6 <= (self.span[1] - self.span[0]).days <= 13
        )  # fmt: skip

    @property
    def number(self) -> float | None:
        """The date as yyyymmdd, zeros where untold; None without a year."""
        return None if self.year is None else self.year * 10000.0 + (self.month or 0) * 100 + (self.day or 0)


def day(tokens: Sequence[Token], lower: list[str], i: int, words: Lexicon) -> Day | None:
    """Return the date that begins at token ``i``: "14 April 2014", "April 14, 2014", "Feb 7-14", "2014", else None."""
    if tokens[i].is_number:
        return _numeric(tokens, i) or _day_first(tokens, lower, i, words)
    return _month_first(tokens, lower, i, words)


def year(tokens: Sequence[Token], i: int) -> int | None:
    """Return the year that token ``i`` is, None if it is none."""
    return int(tokens[i].text) if i < len(tokens) and YEAR.match(tokens[i].text) else None


def _numeric(tokens: Sequence[Token], i: int) -> Day | None:
    text, after = tokens[i].text, i + 1
    if after < len(tokens) and tokens[after].text == "." and re.fullmatch(r"\d{1,2}\.\d{1,2}", text):
        text, after = text + ".", after + 1
    found = NUMERIC.match(text)
    if found is None:
        return None
    d, m, y, *iso = found.groups()
    if iso[0]:
        y, m, d = iso
    if not 1 <= int(m) <= 12 or not 1 <= int(d) <= 31:
        return None
    full = (int(y) if len(y) == 4 else 2000 + int(y)) if y else None
    return Day(first=i, after=after, year=full, month=int(m), day=int(d))


def _number(token: Token) -> int | None:
    found = int(token.text) if len(token.text) <= 2 and token.text.isdecimal() else 0
    return found if 1 <= found <= 31 else None


def _skip(lower: list[str], i: int, *skipped: str) -> int:
    while i < len(lower) and lower[i] in skipped:
        i += 1
    return i


def _range(tokens: Sequence[Token], lower: list[str], i: int, words: Lexicon) -> tuple[int, int | None, int] | None:
    """Return first day, last day and the index after "7", "7-14", "22/23", "8 and 25"."""
    if i >= len(tokens) or (first := _number(tokens[i])) is None:
        return None
    at = _skip(lower, i + 1, ".", "st", "nd", "rd", "th", "º", "er")
    if at + 1 < len(tokens) and (
        lower[at] in "-–/" or words.at(lower, at, "to") or words.at(lower, at, "both") or lower[at] in ("or", "oder")
    ):
        after = _again(lower, i, at + 1, words)
        last = _number(tokens[after])
        if last and last > first:
            return first, last, _skip(lower, after + 1, ".", "st", "nd", "rd", "th")
    return first, None, at


def _again(lower: list[str], i: int, at: int, words: Lexicon) -> int:
    """Return the index after the month told again: "Feb. 7 and Feb. 14"; ``at`` if it is not."""
    start = i - 2 if i > 1 and lower[i - 1] == "." else i - 1
    month, again = words.at(lower, max(0, start), "month"), words.at(lower, at, "month")
    if not month or not again or month[0].number != again[0].number:
        return at
    after = _skip(lower, again[1], ".")
    return after if after < len(lower) else at


def _day_first(tokens: Sequence[Token], lower: list[str], i: int, words: Lexicon) -> Day | None:
    days = _range(tokens, lower, i, words)
    if days is None:
        return None
    first, last, at = days
    at = _skip(lower, at, "of", "de", "del")
    month = words.at(lower, at, "month")
    if month is None or not tokens[at].is_word:
        return None
    at = _skip(lower, month[1], ".", ",", "de", "del")
    told = year(tokens, at)
    return Day(
        first=i, after=at + 1 if told else month[1], year=told, month=int(month[0].number), day=first, until=last
    )


def _month_first(tokens: Sequence[Token], lower: list[str], i: int, words: Lexicon) -> Day | None:
    month = words.at(lower, i, "month")
    small = words.capital and len(tokens[i].text) < 4 and not tokens[i].is_capitalised
    if month is None or not tokens[i].is_word or small:
        return None
    number = int(month[0].number)
    at = _skip(lower, month[1], ".", "de", "del", "of")
    days = _range(tokens, lower, at, words)
    if (
        days
        and words.month_first
        and tokens[i].is_capitalised
        and not (days[2] < len(lower) and lower[days[2]] in ("%", "percent"))
    ):
        first, last, after = days
        comma = _skip(lower, after, ",")
        told = year(tokens, comma)
        after -= not told and lower[after - 1] == "."
        return Day(first=i, after=comma + 1 if told else after, year=told, month=number, day=first, until=last)
    told = year(tokens, _skip(lower, at, ","))
    if told:
        return Day(first=i, after=_skip(lower, at, ",") + 1, year=told, month=number)
    # a bare month is a date only where no other word is spelt so ("May", "march", "sept", "mars"), or after "in"
    told = len(tokens[i].text) > 5 or (i and lower[i - 1].removesuffix("-") in words.rules.monthly)
    if tokens[i].is_capitalised == words.capital and told:
        return Day(first=i, after=month[1], month=number)
    return None


def hour(tokens: Sequence[Token], lower: list[str], i: int, words: Lexicon) -> tuple[float, int, float] | None:
    """Return (hour of the day, index after it, grain in hours) of the time that begins at ``i``; None if none does."""
    if not tokens[i].is_number:
        return _spelled_hour(lower, i, words)
    found = HOUR.match(tokens[i].text)
    if found is None or int(found[1]) > 24 or int(found[2] or 0) > 59:
        return None
    value, grain = int(found[1]) + int(found[2] or 0) / 60, 1 / 60 if found[2] and found[2] != "00" else 0.5
    for part, shift in (("morning", 0), ("evening", 12)):
        if (sense := words.at(lower, i + 1, part)) and 1 <= value < 13:
            return value % 12 + shift, sense[1], grain
    if sense := words.at(lower, i + 1, "clock"):
        after = sense[1]
        minutes = re.fullmatch(r"[0-5]\d", lower[after]) if after < len(lower) and not found[2] else None
        if minutes:  # "14 Uhr 30", "14 h 30"
            return value + int(minutes[0]) / 60, after + 1, 1 / 60
        lasting = not found[2] and (unit := words.at(lower, i + 1, "unit")) and unit[0].name == "hour"
        return None if lasting and words.rules.hours and not at_hour(lower, i, words) else (value, after, grain)
    if words.before(lower, i - (lower[i - 1] == "."), "oclock"):
        return value, i + 1, grain
    return (value, i + 1, grain) if found[2] and ":" in tokens[i].text and len(found[1]) == 2 else None


def _spelled_hour(lower: list[str], i: int, words: Lexicon) -> tuple[float, int, float] | None:
    """Return an hour in words, "sieben Uhr", "seven o'clock", as ``hour`` does; told by the half hour."""
    number, sense = words.at(lower, i, "number"), None
    if number and 1 <= number[0].number <= 24 and words.rules.clock:
        sense = words.at(lower, number[1], "clock")
    lasting = number and words.at(lower, number[1], "unit")
    return (number[0].number, sense[1], 0.5) if number and sense and not lasting else None


def at_hour(lower: list[str], i: int, words: Lexicon) -> bool:
    """Whether the words before ``i`` announce an hour of the day: "à 16 heures", "vers 16 heures", "alle 18:40"."""
    hedge = words.before(lower, i, "hedge")
    return any(words.before(lower, at, part) for at in (i, hedge[1] if hedge else i) for part in ("hours", "oclock"))
