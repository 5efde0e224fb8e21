"""Sentence -> Figures: every amount, share, count, measure, age, hour and date at its verbatim span, with its hedge.

Not figures: scores (3:2, 26-24), paragraphs of laws, ordinals, list marks, ids, phone numbers, addresses of the web.
A number that belongs to a name ("Boeing 737", "CAC 40") is kept as a *label*: it counts nothing, but two versions of
one text must still agree on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from variorum.compare import hints
from variorum.compare.quantities import ages, dates, hedges
from variorum.compare.quantities.dates import Day
from variorum.compare.quantities.decades import decades
from variorum.compare.quantities.figure import Figure, factor_of
from variorum.compare.quantities.masks import masked
from variorum.compare.quantities.numbers import DASHES, Number, pieces, read
from variorum.compare.quantities.phrases import phrase
from variorum.compare.quantities.series import conversions, series, spans
from variorum.compare.quantities.units import DOLLARS, UNITS, Class, Lexicon, Sense, lexicon
from variorum.words import Token

THOUSAND = 1e3
MILLION = 1e6  # from here on "pounds" are money: what weighs as much is told in tons
ORDINAL = frozenset(("st", "nd", "rd", "th", "er", "re", "e", "ème", "eme", "º", "ª", "°", "ste", "de"))
MINUS = frozenset(("minus", "moins", "menos", "meno", "min"))  # an instrument's reading counts nothing
RISE = frozenset(("from", "von", "de", "da", "od", "van"))  # before a range that is a way from one value to another


@lru_cache(maxsize=20_000)
def figures(text: str, language: str) -> tuple[Figure, ...]:
    """Return the figures of one sentence in order; they do not overlap."""
    return read_all(text, language) if hints.counting(text, language) else ()


def read_all(text: str, language: str) -> tuple[Figure, ...]:
    """Return the figures of a sentence that is read whether or not it hints at any."""
    tokens, words = pieces(text, language), lexicon(language)
    aged = tuple(decades(text, language))
    if masks := masked(text) + [(f.start, f.end) for f in aged]:
        lower = [t.lower for t in tokens]
        tokens = tuple(
            t
            for i, t in enumerate(tokens)
            if not any(a <= t.start < b for a, b in masks) or (":" in t.text and dates.at_hour(lower, i, words))
        )
    found = sorted((*Reader(text, tokens, words).all(), *aged), key=lambda f: f.start)
    return tuple(conversions(text, series(text, list(spans(text, found))))) if found else ()


class Reader:
    """Reads one sentence from left to right."""

    def __init__(self, text: str, tokens: Sequence[Token], words: Lexicon) -> None:
        self.text, self.tokens, self.words = text, tokens, words
        self.lower = [t.lower for t in tokens]

    def all(self) -> Iterator[Figure]:
        """Yield the figures in order."""
        after = end = 0
        for i, word in enumerate(self.lower):
            if i < after or not self.words.numeral(word):
                continue
            if (found := self._at(i)) is None:
                continue
            figure, after = found
            if figure is not None and figure.start >= end:
                end = figure.end
                yield figure

    def _at(self, i: int) -> tuple[Figure | None, int] | None:
        token = self.tokens[i]
        if token.is_number and token.start and self.text[token.start - 1].isalpha():
            return None, i + 1  # A380
        return self._day(i) or self._hour(i) or self._multiple(i) or self._number(i)

    def _day(self, i: int) -> tuple[Figure, int] | None:
        day = dates.day(self.tokens, self.lower, i, self.words)
        if day is None:
            told = dates.year(self.tokens, i)
            if told is None or self._measured(i + 1) or (i and self._currency(i - 1, signs=True)):
                return None
            day = Day(first=i, after=i + 1, year=told)
        at = (self.tokens[i].start, self.tokens[day.after - 1].end)
        number = day.number
        return Figure(start=at[0], end=at[1], kind="date", low=number, high=number, point=number or 0.0, grain=1.0,
                      unit="day" if day.day else "month" if day.month else "year", hedge="exact", at=at,
                      day=day), day.after  # fmt: skip

    def _hour(self, i: int) -> tuple[Figure, int] | None:
        found = dates.hour(self.tokens, self.lower, i, self.words)
        if found is None:
            return None
        value, after, grain = found
        hedge, first = hedges.before(self.lower, i, self.words, hour=True)
        if hedge not in ("about", "exact"):
            hedge, first = "exact", i
        return Figure(start=self.tokens[first].start, end=self.tokens[after - 1].end, kind="clock", low=value,
                      high=value, point=value, grain=grain, unit="hour", hedge=hedge,
                      at=(self.tokens[i].start, self.tokens[i].end)), after  # fmt: skip

    def _multiple(self, i: int) -> tuple[Figure, int] | None:
        """Return how many times as much a verb or adverb tells: "doubled", "twice as likely"."""
        found = self.words.at(self.lower, i, "multiple")
        if found is None:
            return None
        hedge, first = hedges.before(self.lower, i, self.words)
        value, after = found[0].number, found[1]
        low, high = hedges.bounds(value, value, hedge)
        noun = tuple(phrase(self.text, self.tokens, self.lower, after, self.words))
        at = (self.tokens[i].start, self.tokens[after - 1].end)
        return Figure(start=self.tokens[first].start, end=at[1], kind="times", low=low, high=high, point=value,
                      grain=1.0, unit="times", hedge=hedge, at=at, spelled=True, noun=noun), after  # fmt: skip

    def _currency(self, i: int, *, signs: bool = False) -> tuple[str, int] | None:
        """Return the currency at ``i`` and the index after it; ``signs`` for what stands before the number."""
        if not 0 <= i < len(self.lower):
            return None
        lower = self.lower
        if signs and i + 1 < len(lower) and lower[i] in DOLLARS:
            if lower[i + 1] == "$" and self.tokens[i].end == self.tokens[i + 1].start:
                return DOLLARS[lower[i]], i + 2
            return None
        if signs and lower[i] == "$" and i + 1 < len(lower) and lower[i + 1] == "us":
            return "USD", i + 2  # $US40 million
        for part in ("sign",) if signs else ("sign", "currency"):
            if found := self.words.at(lower, i, part):
                return found[0].name, found[1]
        if (found := self.words.at(lower, i, "code")) and self.tokens[i].text.isupper():
            return found[0].name, found[1]
        return None

    def _measured(self, i: int) -> bool:
        return i < len(self.lower) and bool(
            self._currency(i) or self.words.at(self.lower, i, "percent") or self.words.at(self.lower, i, "scale")
            or self.words.at(self.lower, i, "unit")
        )  # fmt: skip

    def _number(self, i: int) -> tuple[Figure | None, int] | None:
        sign = self._currency(i, signs=True)
        at = sign[1] if sign else i
        if at >= len(self.tokens):
            return None
        number = read(self.tokens, self.lower, at, self.words)
        if number is None:
            return None
        unit = sign[0] if sign else None
        if sign and not number.scaled:
            number = self._letter(number)
        if number.fraction:
            number = replace(number, low=number.low * 100, high=number.high * 100, grain=5.0)
        number, spread = self._range(i, number)
        return self._figure(i, number, unit, spread=spread)

    def _letter(self, number: Number) -> Number:
        """Read "$5m" and "$1.5 bn" as scales, which without the money would be metres or nothing."""
        letter = self.words.at(self.lower, number.after, "letter")
        if not letter or not number.digits:
            return number
        f = letter[0].number
        return replace(number, low=number.low * f, high=number.high * f, grain=number.grain * f, after=letter[1],
                       scaled=True, bare=False)  # fmt: skip

    def _range(self, first: int, number: Number) -> tuple[Number, bool]:
        """Return the number widened to a range ("14 bis 15", "between 3 and 5", "$8-$10") and whether it is one."""
        at = number.after
        between = self.words.before(self.lower, first, "between")
        joined = self.words.at(self.lower, at, "to") or (between and self.words.at(self.lower, at, "both"))
        if not joined and not (joined := self._again(first, at)):
            return number, False
        if between and self.lower[first - 1] in RISE and hedges.changing(self.lower, first, self.words):
            return number, False
        start = joined[1]
        while start < len(self.lower) and self.lower[start] in DASHES:
            start += 1  # "30 -- 40"
        sign = self._currency(start, signs=True)
        start = sign[1] if sign else start
        second = read(self.tokens, self.lower, start, self.words) if start < len(self.tokens) else None
        if second is None or second.vague or second.fraction != number.fraction:
            return number, False
        if second.fraction:
            second = replace(second, low=second.low * 100, high=second.high * 100, grain=5.0)
        if sign:
            second = self._letter(second)
        factor = (second.high / max(1.0, float(self._plain(second)))) if second.scaled and not number.scaled else 1.0
        if self.lower[at] in DASHES and number.bare and second.digits and THOUSAND * number.low < second.high < MILLION:
            factor = THOUSAND  # "5-6,000"
        low = number.low * factor
        if not low < second.high or (self.lower[at] in DASHES and low * 20 < second.high):
            return number, False
        return replace(second, first=number.first, low=low, grain=min(second.grain, number.grain * factor)), True

    def _again(self, first: int, at: int) -> tuple[Sense, int] | None:
        """Return the "to" of a range that repeats its unit: "40 percent to 70 percent"; a rise "from" one is none."""
        unit = self.words.at(self.lower, at, "percent") or self.words.at(self.lower, at, "unit")
        if not unit or (first and self.lower[first - 1] in RISE):
            return None
        joined = self.words.at(self.lower, unit[1], "to") or self.words.at(self.lower, unit[1], "both")
        second = joined and read(self.tokens, self.lower, joined[1], self.words) if joined else None
        if (
            joined is None
            or not second
            or self.lower[second.after : second.after + unit[1] - at] != self.lower[at : unit[1]]
        ):
            return None
        spread = self.words.before(self.lower, first, "between") or self.words.at(self.lower, unit[1], "to")
        return joined if spread else None

    def _plain(self, number: Number) -> float:
        found = read(self.tokens[: number.first + 1], self.lower[: number.first + 1], number.first, self.words)
        return found.high if found else 1.0

    def _figure(self, first: int, number: Number, unit: str | None, *, spread: bool) -> tuple[Figure | None, int]:
        kind, unit, after = self._kind(number, unit)
        if kind is None or self._excluded(first, number, kind):
            return None, max(after, number.after)
        hedge, begin = hedges.before(self.lower, first, self.words)
        if spread and begin == first and (found := self.words.before(self.lower, first, "between")):
            begin = found[1] if self.lower[found[1]] not in ("from", "von", "de", "da", "od", "tussen de") else begin
        if hedge == "exact":
            hedge, after = hedges.after(self.lower, after, self.words)
        if kind == "age" and begin == first and (found := self.words.before(self.lower, first, "aged")):
            begin = found[1]
        begin = min(begin, number.first)  # "not found any"
        low, high = hedges.bounds(number.low, number.high, hedge)
        factor = factor_of(kind, unit)
        noun = (
            () if kind in ("clock", "label") else tuple(phrase(self.text, self.tokens, self.lower, after, self.words))
        )
        return Figure(
            start=self.tokens[begin].start, end=self.tokens[after - 1].end, kind=kind, low=low, high=high,
            point=(number.low + number.high) / 2 * factor, grain=number.grain * factor, unit=unit,
            hedge="vague" if number.vague else "range" if spread and hedge == "exact" else hedge,
            at=(self.tokens[first].start, self.tokens[number.after - 1].end), noun=noun,
            vague=number.vague, spelled=not number.digits,
        ), after  # fmt: skip

    def _kind(self, number: Number, unit: str | None) -> tuple[Class | None, str | None, int]:
        """Return class, unit and the index after the unit; class None for what is no figure."""
        words, lower, at = self.words, self.lower, number.after
        if unit:
            again = words.at(lower, at, "currency")  # US$40 dollars, $5 US
            return "money", unit, again[1] if again else at
        if number.fraction:
            return "share", "%", at
        if found := words.at(lower, at, "percent"):
            return "share", "%", found[1]
        step = at + 1 if at < len(lower) and lower[at] in ("de", "di", "d'", "d", "von", "of") and number.scaled else at
        if found_money := self._currency(step):
            return "money", found_money[0], found_money[1]
        if number.high >= MILLION and (found := words.at(lower, step, "coin")):
            return "money", found[0].name, found[1]
        if found := words.at(lower, at, "age"):
            return "age", "year", found[1]
        if (found := words.at(lower, at, "unit")) and not number.fraction:
            return self._unit(number, found[0].name, found[1])
        if number.bare and words.before(lower, number.first, "pace"):
            return "speed", "kmh", at
        if number.digits and number.high < 120 and ages.by_place(self.tokens, self.lower, number, self.words):
            return "age", "year", at
        return "count", None, at

    def _unit(self, number: Number, unit: str, after: int) -> tuple[Class | None, str | None, int]:
        kind = UNITS[unit][0] if unit in UNITS else None
        if kind == "duration" and unit == "year":
            aged = self.words.before(self.lower, number.first, "aged")
            if aged or ages.apposed(self.tokens, self.lower, number, after, self.words):
                return "age", "year", after
        return kind, unit, after

    def _excluded(self, first: int, number: Number, kind: Class) -> bool:
        """Whether a number is no figure: an ordinal, an address of a law, a lone "one"."""
        words, lower, i, j = self.words, self.lower, first, number.after
        tied = j < len(self.tokens) and self.tokens[j].start == self.tokens[j - 1].end
        if tied and kind == "count" and (lower[j] in ORDINAL or self.tokens[j].is_word):
            return True
        if number.bare and tied and lower[j] == "." and j + 1 < len(lower) and self.tokens[j + 1].is_word:
            return True  # "am 3. Tag"
        if kind in ("count", "money") and number.bare and words.before(lower, i - (lower[i - 1] == "."), "law"):
            return True
        less = lower[i - 1] in MINUS and not words.before(lower, i, "hedge")  # not "au moins 12"
        if kind == "count" and i and (less or words.before(lower, i, "excepted")):
            return True
        if number.low < 0 or (kind == "count" and not number.digits and lower[i] in words.rules.pronoun):
            return not (j < len(self.tokens) and self.tokens[j].is_word and lower[j] not in words.rules.stops)
        one = kind == "count" and not number.digits and number.high <= 1 and lower[i] in words.rules.article
        return one and not words.victim(lower, j)
