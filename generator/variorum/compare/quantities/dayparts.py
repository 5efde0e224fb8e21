"""Sentence -> the parts of a day it tells, as hours from and to: "Saturday night", "early Monday", "around noon".

They are set against hours and other parts only: "at night" beside "about 12:10 p.m." is a difference, "in the evening"
beside "7 p.m." is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from babel import Locale
from pydantic import Field as Default

from variorum.compare.hints import runs
from variorum.compare.quantities.figure import Figure
from variorum.language import Rules, load

HOUR = re.compile(r"\d(?:\s*(?:[ap]\.?\s?m\.?|uhr))?,?\s+(?:on\s+|am\s+)?\Z", re.IGNORECASE)  # "2:15 Saturday morning"
SLACK = 0.75  # hours: what is told "at noon" may have begun a little before


class DayPartRules(Rules):
    """languages/<code>/dayparts.yaml. All words in lower case; hours beyond 24 are of the next day."""

    parts: dict[str, tuple[float, float]] = Default(default_factory=dict)  # word -> first and last hour
    after: tuple[str, ...] = ()  # of these words one must stand before: "in the"; a weekday may stand there too
    edges: dict[str, tuple[float, float]] = Default(default_factory=dict)  # before a weekday alone: "early Monday"
    joined: bool = False  # whether weekday and part are one word: "Samstagnacht"
    alone: frozenset[str] = frozenset()  # parts that need nothing before them: "overnight"


@lru_cache(maxsize=20_000)
def dayparts(text: str, language: str) -> tuple[Figure, ...]:
    """Return the parts of a day that a sentence tells; hours in ``low`` and ``high``, the middle in ``point``."""
    rules, hints = load(language, "dayparts", DayPartRules), _hints(language)
    if not rules.parts or runs(text).isdisjoint(hints):
        return ()
    return tuple([_figure(m, rules) for m in _pattern(language).finditer(text) if not HOUR.search(text, 0, m.start())])


def _figure(match: re.Match[str], rules: DayPartRules) -> Figure:
    told = next(name for name in ("part", "alone", "edge") if match[name])
    low, high = (rules.edges if told == "edge" else rules.parts)[match[told].casefold()]
    start, end = match.start("day" if match["day"] else told), match.end("of" if match["of"] else told)
    return Figure(
        start=start, end=end, kind="clock", low=low, high=high, point=(low + high) / 2, grain=high - low, unit="hour",
        hedge="vague", at=match.span(told), vague=True, spelled=True,
    )  # fmt: skip


def fits(f: Figure, g: Figure) -> bool:
    """Whether two hours or parts of a day can be one, across midnight too."""
    slack = 0.0 if f.vague and g.vague else SLACK  # parts overlap already
    return any(
        (f.low or 0.0) + shift - slack <= (g.high or 0.0) and (g.low or 0.0) <= (f.high or 0.0) + shift + slack
        for shift in (-24.0, 0.0, 24.0)
    )


@cache
def _weekdays(language: str) -> tuple[str, ...]:
    found: Mapping[int, str] = Locale.parse(language).days["format"]["wide"]
    return tuple(found.values())


@cache
def _hints(language: str) -> frozenset[str]:
    """Return the words of which a sentence that tells a part of a day has one."""
    rules = load(language, "dayparts", DayPartRules)
    tied = (f"{day}{part}".casefold() for day in _weekdays(language) for part in rules.parts) if rules.joined else ()
    return frozenset((*(w.split()[-1] for w in rules.parts), *rules.edges, *tied))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    rules = load(language, "dayparts", DayPartRules)

    days, gap = _any(_weekdays(language)), "" if rules.joined else " "
    before = rf"(?:(?P<day>{days}){gap}|(?:{_any(rules.after)}) )"
    return re.compile(
        rf"(?<!\w)(?:{before}(?P<part>{_any(rules.parts)})|(?P<alone>{_any(rules.alone)})"
        rf"|(?P<edge>{_any(rules.edges)}) (?P<of>{days}))(?!\w)",
        re.IGNORECASE,
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))) or "(?!)"
