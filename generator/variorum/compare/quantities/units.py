"""The words of measure of a language, from CLDR (by way of Babel) and languages/<code>/figures.yaml -> Lexicon.

CLDR gives scale words ("Milliarden", "mln"), currency names and signs, separators, months and weekdays of every
locale; the language file adds what it lacks: bare "Dollar", "Mrd.", hedges, number words, units in prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError

from variorum.compare.quantities.measures import FigureRules
from variorum.language import load
from variorum.models import Hedge
from variorum.words import tokenize

Class = Literal[
    "money", "share", "count", "length", "area", "volume", "weight", "speed", "power", "duration", "temperature",
    "age", "clock", "date", "times", "label",
]  # fmt: skip

# unit -> (class, factor to the base unit of the class); months and years are 30 and 365 days
UNITS: Mapping[str, tuple[Class, float]] = {
    "mm": ("length", 0.001), "cm": ("length", 0.01), "m": ("length", 1.0), "km": ("length", 1000.0),
    "in": ("length", 0.0254), "ft": ("length", 0.3048), "yd": ("length", 0.9144), "mi": ("length", 1609.344),
    "nmi": ("length", 1852.0), "ly": ("length", 9.46e15),
    "m2": ("area", 1.0), "km2": ("area", 1e6), "ha": ("area", 1e4), "ac": ("area", 4046.86), "mi2": ("area", 2.59e6),
    "ft2": ("area", 0.0929),
    "l": ("volume", 1.0), "gal": ("volume", 3.785), "bbl": ("volume", 159.0), "m3": ("volume", 1000.0),
    "g": ("weight", 0.001), "kg": ("weight", 1.0), "t": ("weight", 1000.0), "lb": ("weight", 0.4536),
    "oz": ("weight", 0.02835),
    "kmh": ("speed", 1.0), "mph": ("speed", 1.609344), "kn": ("speed", 1.852), "ms": ("speed", 3.6),
    "w": ("power", 1.0), "kw": ("power", 1e3), "mw": ("power", 1e6), "gw": ("power", 1e9),
    "second": ("duration", 1.0), "minute": ("duration", 60.0), "hour": ("duration", 3600.0),
    "day": ("duration", 86400.0), "week": ("duration", 604800.0), "month": ("duration", 2592000.0),
    "year": ("duration", 31536000.0), "decade": ("duration", 315360000.0), "century": ("duration", 3153600000.0),
    "c": ("temperature", 1.0), "f": ("temperature", 1.0), "degree": ("temperature", 1.0),
    "times": ("times", 1.0), "point": ("share", 1.0),
}  # fmt: skip

LONGEST = 4  # words of a phrase that stands before a number
# written before "$"; the others stand for US dollars
DOLLARS = {"us": "USD", "usd": "USD", "u.s": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "hk": "HKD",
           "nz": "NZD", "s": "SGD"}  # fmt: skip
# parts of the lexicon with which a figure may begin, besides digits
STARTS = frozenset(
    ("multiple", "month", "sign", "code", "none", "nobody", "negated", "vague", "number", "fraction", "hundred")
)
FORMS: tuple[Hedge, ...] = ("about", "more than", "at least", "less than", "up to")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word or phrase is: its part ("scale", "unit", "hedge", ...) and the number or name it stands for."""

    part: str
    number: float = 0.0
    name: str = ""
    high: float = 0.0  # of vague numbers


Phrases = Mapping[tuple[str, ...], tuple[Sense, ...]]
Index = Mapping[str, Mapping[str, tuple[tuple[tuple[str, ...], Sense], ...]]]  # part -> word -> phrases, longest first


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and phrases of measure of one language."""

    language: str
    rules: FigureRules
    decimal: str
    group: str
    phrases: Phrases = field(repr=False)
    endings: tuple[str, ...]  # of one-word numbers: "dreitausend"
    begin: Index = field(repr=False)
    end: Index = field(repr=False)
    capital: bool  # whether months and weekdays are written with a capital letter
    month_first: bool  # whether a day follows its month: "May 6"
    starts: frozenset[str] = field(repr=False)  # words besides numbers in digits with which a figure may begin

    def at(self, words: list[str], i: int, part: str) -> tuple[Sense, int] | None:
        """Return the longest phrase of ``part`` that begins at word ``i`` and the index after it."""
        found = self.begin.get(part)  # nearly every call ends here or in the next line: there are hundreds a sentence
        for phrase, sense in found.get(words[i], ()) if found and i < len(words) else ():
            after = i + len(phrase)
            if tuple(words[i:after]) == phrase:
                return sense, after
        return None

    def numeral(self, word: str) -> bool:
        """Return whether a figure may begin with a word; most do not, which spares a dozen look-ups each."""
        return word in self.starts or word[0].isdigit() or word.endswith(self.endings)

    def victim(self, words: list[str], i: int) -> bool:
        """Return whether word ``i`` is a noun before which an article is a number: "ein Toter"."""
        return i < len(words) and words[i] in self.rules.victims

    def before(self, words: list[str], i: int, part: str) -> tuple[Sense, int] | None:
        """Return the longest phrase of ``part`` that ends just before word ``i`` and the index where it begins."""
        found = self.end.get(part)
        for phrase, sense in found.get(words[i - 1], ()) if found and i > 0 else ():
            first = i - len(phrase)
            if first >= 0 and tuple(words[first:i]) == phrase:
                return sense, first
        return None


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language; one without a language file still has what CLDR knows."""
    rules = load(language, "figures", FigureRules)
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    phrases: dict[tuple[str, ...], list[Sense]] = {}
    for words, sense in (*_own(rules), *_cldr(locale)):
        found = phrases.setdefault(tuple(t.lower for t in tokenize(words.rstrip("."))), [])
        if all(s.part != sense.part for s in found):  # the language file comes first and wins
            found.append(sense)
    known = {k: tuple(v) for k, v in phrases.items() if k}
    symbols = locale.number_symbols
    symbols = symbols.get("latn", symbols)
    return Lexicon(
        language=language, rules=rules, decimal=str(symbols["decimal"]), group=str(symbols["group"]),
        phrases=known, endings=tuple(sorted(w for w in (*rules.scales, *rules.hundred, *rules.halved) if len(w) > 3)),
        capital=str(locale.months["format"]["wide"][1])[0].isupper(),
        month_first=str(locale.date_formats["long"].pattern).startswith("M"),
        begin=_index(known, 0), end=_index({k: v for k, v in known.items() if len(k) <= LONGEST}, -1),
        starts=frozenset(
            k[0] for k, senses in known.items() if k[0] in DOLLARS or any(s.part in STARTS for s in senses)
        ),
    )  # fmt: skip


def _index(phrases: Phrases, place: int) -> Index:
    """Return the phrases of each part by their first (0) or last (-1) word, the longest first."""
    made: dict[str, dict[str, list[tuple[tuple[str, ...], Sense]]]] = {}
    for phrase, senses in phrases.items():
        for sense in senses:
            made.setdefault(sense.part, {}).setdefault(phrase[place], []).append((phrase, sense))
    return {
        part: {word: tuple(sorted(found, key=lambda f: -len(f[0]))) for word, found in table.items()}
        for part, table in made.items()
    }


def _own(rules: FigureRules) -> Iterator[tuple[str, Sense]]:
    yield from ((w, Sense("number", float(n))) for w, n in _numbers(rules).items())
    yield from ((w, Sense("hundred", 100.0)) for w in rules.hundred)
    yield from ((w, Sense("scale", n)) for w, n in rules.scales.items())
    yield from ((w, Sense("letter", n)) for w, n in rules.letters.items())
    yield from ((w, Sense("vague", n[0], high=n[1])) for w, n in rules.vague.items())
    yield from ((w, Sense("none")) for w in rules.none)
    yield from ((w, Sense("nobody")) for w in rules.nobody)
    yield from ((w, Sense("negated")) for w in rules.negated)
    yield from ((w, Sense("fraction", n)) for w, n in rules.fractions.items())
    yield from ((w, Sense("multiple", n)) for w, n in rules.multiples.items())
    yield from ((w, Sense("halved", n)) for w, n in rules.halved.items())
    yield from ((w, Sense("percent", name="%")) for w in rules.percent)
    yield from ((w, Sense("currency", name=code)) for w, code in rules.currencies.items())
    yield from ((w, Sense("coin", name=code)) for w, code in rules.coins.items())
    yield from ((w, Sense("unit", name=unit)) for unit, words in rules.units.items() for w in words)
    yield from ((w, Sense("hedge", name=hedge)) for hedge, words in rules.hedges.items() for w in words)
    yield from ((w, Sense("hedged", name=hedge)) for hedge, words in rules.after.items() for w in words)
    yield from ((w, Sense("month", float(n))) for w, n in rules.months.items())
    yield from ((w, Sense("weekday", float(n))) for w, n in rules.weekdays.items())
    lists = {
        "age": rules.ages, "aged": rules.aged, "between": rules.between, "to": rules.to, "both": rules.both,
        "clock": rules.clock, "morning": rules.morning, "evening": rules.evening, "year": rules.years,
        "law": rules.laws, "idiom": rules.idioms,
        "excepted": rules.excepted, "hourly": rules.hourly, "hours": rules.hours, "oclock": rules.oclock,
        "pace": rules.pace,
    }  # fmt: skip
    yield from ((w, Sense(part, name=w)) for part, words in lists.items() for w in words)


def _numbers(rules: FigureRules) -> dict[str, int]:
    """Return the number words from zero to ninety-nine, and hundreds where the language writes them as one word."""
    found = {**rules.numbers, **rules.tens}
    for ten, n in rules.tens.items():
        for unit, m in rules.numbers.items():
            if 0 < m < 10:
                found.update({form.format(ten=ten, unit=unit): n + m for form in rules.joined})
    if any(form.startswith("{unit}und") for form in rules.joined):  # one word up to 999 in German
        below = dict(found)
        for word in rules.hundred:
            for unit, m in ((u, m) for u, m in rules.numbers.items() if m < 10):
                found[unit + word] = m * 100
                found.update({unit + word + rest: m * 100 + k for rest, k in below.items()})
    return found


def _cldr(locale: Locale) -> Iterator[tuple[str, Sense]]:
    for width in ("long", "short"):
        for sizes in dict(locale.compact_decimal_formats).get(width, {}).values():
            for size, pattern in sizes.items():
                zeros, word = _word_of(str(pattern.pattern))
                # "0K" and "0 m" are letters, not words: they would read "5 m" as five million
                if word and len(word.rstrip(".")) > 2 and zeros:
                    yield word, Sense("scale", float(size) / 10 ** (zeros - 1))
    for code, name in sorted(locale.currencies.items()):
        if len(code) == 3:
            yield name, Sense("currency", name=code)
            yield code, Sense("code", name=code)
    plurals = locale._data.get("currency_names_plural", {})
    for code in sorted(plurals):
        yield from ((name, Sense("currency", name=code)) for name in plurals[code].values())
    for code, sign in sorted(locale.currency_symbols.items()):
        if not sign.isascii() or "$" in sign:
            yield sign, Sense("sign", name=code)
    yield from (("$", Sense("sign", name="USD")), ("€", Sense("sign", name="EUR")), ("£", Sense("sign", name="GBP")))
    yield from (
        ("us$", Sense("sign", name="USD")),
        ("usd$", Sense("sign", name="USD")),
        ("¥", Sense("sign", name="JPY")),
    )
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[form][width].items():
                yield name.rstrip("."), Sense("month", float(number))
            for number, name in locale.days[form][width].items():
                yield name.rstrip("."), Sense("weekday", float(number))


def _word_of(pattern: str) -> tuple[int, str]:
    """Split a compact pattern, "00 Mio'.'", into its zeros and its word."""
    return len(re.findall("0", pattern)), re.sub(r"[0¤'\s]+", " ", pattern).strip()
