"""Sentences -> the days they tell: weekdays, "yesterday", "last week", "two weeks ago", and what happened then.

A day told by its name is resolved against the day of the report. It keeps its name: two reports that both say "Friday"
agree, whatever their dates, which are often those of a later edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from variorum.compare import hints
from variorum.compare.align import Line
from variorum.compare.quantities.dates import Day
from variorum.compare.quantities.dating import rules, says
from variorum.compare.quantities.figure import Figure
from variorum.compare.quantities.numbers import pieces, read
from variorum.compare.quantities.units import Lexicon, lexicon
from variorum.words import Token

REACH = 6  # words from a number to its "ago"
NEAR = 60  # characters before a date in which its weekday stands
BEFORE = re.compile(r"(\w+)\W{1,3}(?:the |dem |den )?\Z")
AGO = {"day": (1, 1), "week": (7, 4), "month": (30, 20), "year": (365, 200)}  # days of the unit, and its slack


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    after: int
    day: Day


@lru_cache(maxsize=20_000)
def named_days(text: str, language: str, published: date | None) -> tuple[Figure, ...]:
    """Return the days of a sentence that are told by name or from the day of the report, resolved where that is known.

    A weekday that only introduces a date ("Monday, May 6") belongs to the date and is left out.
    """
    if not _hinted(text, language, published):
        return ()
    words = lexicon(language)
    tokens = pieces(text, language)
    lower = [t.lower.removesuffix("'s").removesuffix("’s") for t in tokens]
    return tuple(_Reader(text, language, published, tokens, lower, words).all())


def _figure(found: _Found, tokens: Sequence[Token]) -> Figure:
    start, end = tokens[found.first].start, tokens[found.after - 1].end
    return Figure(
        start=start, end=end, kind="date", low=None, high=None, point=0.0, grain=1.0, unit="day",
        hedge="exact", at=(start, end), day=found.day,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Length:
    after: int
    days: int
    slack: int


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the named days of one sentence."""

    text: str
    language: str
    published: date | None
    tokens: Sequence[Token]
    lower: list[str]
    words: Lexicon

    def all(self) -> Iterator[Figure]:
        """Yield the named days in order."""
        after = 0
        own = rules(self.language)
        ago = any(phrase.split()[-1] in self.lower for phrase in own.ago)
        hence = _phrased(self.text, self.language)
        names = _names(self.language)
        for i, word in enumerate(self.lower):
            if i < after:
                continue
            found = (
                (ago and self._ago(i))
                or ((hence or word in own.within) and self._hence(i))
                or (word in names and (self._span(i) or self._weekday(i)))
            )
            if found:
                after = found.after
                yield _figure(found, self.tokens)

    def _weekday(self, i: int) -> _Found | None:
        number = self._number(i)
        if number is None or (i and self.lower[i - 1] in rules(self.language).feasts):
            return None
        after = i + 1
        if after < len(self.tokens) and self._date_follows(after):
            return None
        following = self.tokens[after] if after < len(self.tokens) else None
        if self.language != "de" and following and following.is_capitalised and following.start == (
            self.tokens[i].end + 1
        ):  # fmt: skip
            return None  # "Sunday Times", "Friday Night Lights"
        own = rules(self.language)
        before = self.lower[i - 1] if i else ""
        direction = -1 if before in own.last else 1 if before in own.next else 0
        if not direction and says(self.text, own.ahead):
            direction = 2
        day = _on(self.published, number, direction)
        return _Found(i, after, Day(first=i, after=after, weekday=number, named=True, span=(day, day) if day else None))

    def _number(self, i: int) -> int | None:
        if (self.words.capital and not self.tokens[i].is_capitalised) or len(self.lower[i]) < 5:
            return None
        for tail in ("", *rules(self.language).parts):
            found = self.words.phrases.get((self.lower[i].removesuffix(tail),), ())
            for sense in found:
                if sense.part == "weekday":
                    return int(sense.number)
        return None

    def _date_follows(self, i: int) -> bool:
        while i < len(self.lower) and self.lower[i] in (",", "(", "the", "dem", "den", "le", "il", "el"):
            i += 1
        return i < len(self.lower) and (
            (
                self.tokens[i].is_number
                and self.words.at(self.lower, min(i + 2, len(self.lower) - 1), "month") is not None
            )
            or (
                (self.tokens[i].is_capitalised or not self.words.capital)
                and self.words.at(self.lower, i, "month") is not None
            )
            or bool(re.match(r"\d{1,2}\.\d{1,2}", self.tokens[i].text))
        )

    def _span(self, i: int) -> _Found | None:
        table = _phrases(self.language)
        for length in range(min(4, len(self.lower) - i), 0, -1):
            told = table.get(tuple(self.lower[i : i + length]))
            if told is None or (length == 1 and self.tokens[i].is_capitalised and i > 0):
                continue
            if length == 1 and i and self._number(i - 1) is not None:
                return None  # "am Freitag morgen"
            span = _relative(self.published, *told)
            return _Found(i, i + length, Day(first=i, after=i + length, named=True, span=span)) if span else None
        return None

    def _ago(self, i: int) -> _Found | None:
        own = rules(self.language)
        ahead = next((len(p) for p in map(str.split, own.ago) if self.lower[i : i + len(p)] == p), 0)
        if not (ahead or any(w in own.ago for w in self.lower[i + 2 : i + REACH])):
            return None
        length = self._length(i + ahead)
        if length is None or (not ahead and self.lower[length.after : length.after + 1] not in ([w] for w in own.ago)):
            return None
        return self._away(i, length.after + (not ahead), -length.days, length.slack)

    def _hence(self, i: int) -> _Found | None:
        """Return the day that "three weeks away", "in three weeks" or "three weeks to appeal" tells."""
        own = rules(self.language)
        within = self.lower[i] in own.within
        length = self._length(i + within)
        if length is None:
            return None
        if within:
            return self._away(i, length.after, length.days, length.slack) if says(self.text, own.ahead) else None
        rest = f"{' '.join(self.lower[length.after : length.after + 3])} "
        if not rest.startswith(tuple(f"{w} " for w in own.hence)) and not rest.startswith(own.grace or ("\0",)):
            return None
        return self._away(i, length.after, length.days, length.slack)

    def _length(self, i: int) -> _Length | None:
        """Return the days that a number or article and a unit of time at ``i`` tell."""
        own = rules(self.language)
        number = read(self.tokens, self.lower, i, self.words) if i < len(self.tokens) else None
        single = i < len(self.tokens) and self.lower[i] in self.words.rules.article
        at = number.after if number else i + 1 if single else len(self.lower)
        at += at < len(self.lower) and self.lower[at] in own.entire
        unit = self.words.at(self.lower, at, "unit") if at < len(self.lower) else None
        if unit is None or unit[0].name not in AGO:
            return None
        length, slack = AGO[unit[0].name]
        days = (number.high if number else 1) * length
        return _Length(unit[1], int(days), slack) if days <= 60_000 else None

    def _away(self, first: int, after: int, days: int, slack: int) -> _Found | None:
        if self.published is None:
            return None
        middle = self.published + timedelta(days=days)
        span = (middle - timedelta(days=slack), middle + timedelta(days=slack))
        return _Found(first, after, Day(first=first, after=after, named=True, ahead=days > 0, span=span))


@lru_cache(maxsize=1_000)
def _phrased(text: str, language: str) -> bool:
    """Whether a text holds a word that makes the time before it lie ahead."""
    own, low = rules(language), text.casefold()
    return any(w.strip() in low for w in (*own.hence, *own.grace))


def _on(published: date | None, weekday: int, direction: int) -> date | None:
    """Return the weekday next to the day of a report: before (-1), after (1), on or after (2), on or before (0)."""
    if published is None:
        return None
    back = (published.weekday() - weekday) % 7
    ahead = (weekday - published.weekday()) % 7
    days = {-1: -(back or 7), 0: -back, 1: ahead or 7, 2: ahead}[direction]
    return published + timedelta(days=days)


def _hinted(text: str, language: str, published: date | None) -> bool:
    """Whether a text has the words of a day told by name: most do not, and reading them takes long."""
    if not rules(language).events:
        return False
    names, beside, units = _hints(language)
    if hints.held(text, names):
        return True
    timed = published is not None and hints.held(text, units)
    return timed and (hints.held(text, beside) or _phrased(text, language))


@cache
def _hints(language: str) -> tuple[hints.Index, hints.Index, hints.Index]:
    """Return the words that name a day, those beside which a length of time tells one ("ago"), and units of time."""
    own, words = rules(language), lexicon(language)
    weekdays = [w for w in words.begin.get("weekday", ()) if len(w) > 4]
    names = [w + tail for w in weekdays for tail in ("", *own.parts)] + [" ".join(key) for key in _phrases(language)]
    units = [" ".join(p) for p, senses in words.phrases.items() for s in senses if s.part == "unit" and s.name in AGO]
    return hints.index(names), hints.index((*own.ago, *own.within)), hints.index(units)


@cache
def _names(language: str) -> frozenset[str]:
    """Return the words with which a day told by name may begin."""
    weekdays = lexicon(language).begin.get("weekday", ())
    tails = ("", *rules(language).parts)
    return frozenset((*(key[0] for key in _phrases(language)), *(w + tail for w in weekdays for tail in tails)))


@cache
def _phrases(language: str) -> Mapping[tuple[str, ...], tuple[str, int]]:
    own = rules(language)
    tables = {"day": own.days, "week": own.weeks, "month": own.months, "year": own.years}
    return {tuple(w.split()): (unit, n) for unit, table in tables.items() for w, n in table.items()}


def _relative(published: date | None, unit: str, shift: int) -> tuple[date, date] | None:
    """Return first and last day of "yesterday", "last week", ...; wider by what the date of a report leaves open."""
    if published is None:
        return None
    if unit == "day":
        day = published + timedelta(days=shift)
        return day - timedelta(days=1), day  # many a report is dated by the morning after
    if unit == "week":
        monday = published - timedelta(days=published.weekday() - 7 * shift)
        edge = published.weekday() in (0, 5, 6)  # weeks begin on Sunday elsewhere, and reports are reprinted
        return monday - timedelta(days=7 * edge), monday + timedelta(days=6 + 7 * edge)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + shift
        first = date(months // 12, months % 12 + 1, 1)
        return first, date((months + 1) // 12, (months + 1) % 12 + 1, 1) - timedelta(days=1)
    return date(published.year + shift, 1, 1), date(published.year + shift, 12, 31)


def placed(figure: Figure, line: Line) -> Figure:
    """Return a date figure with its span of days; one without a year is taken to be near the day of the report."""
    day = figure.day
    if day is None or day.named:
        return figure
    span = _days(day, line.published)
    single = span is not None and span[0] == span[1] and day.year is not None
    before = BEFORE.search(line.text, max(0, figure.start - NEAR), figure.start)
    told = lexicon(line.language).phrases.get((before[1].casefold(),), ()) if before else ()
    weekday = next((int(s.number) for s in told if s.part == "weekday"), None)
    if weekday is None and single and span:
        weekday = span[0].weekday()
    return replace(figure, day=replace(day, span=span, weekday=weekday))


def _days(day: Day, published: date | None) -> tuple[date, date] | None:
    try:
        if day.year is not None:
            first = date(day.year, day.month or 1, day.day or 1)
        elif day.month is None or published is None:
            return None
        else:
            years = (published.year - 1, published.year, published.year + 1)
            first = min((date(y, day.month, day.day or 1) for y in years), key=lambda d: abs((d - published).days))
        if day.day is not None:
            return first, first.replace(day=day.until or day.day)
    except ValueError:
        return None  # 29 February of another year
    if day.month is None:
        return first, date(first.year, 12, 31)
    return first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
