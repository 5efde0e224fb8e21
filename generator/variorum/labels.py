"""languages/<code>/labels.yaml -> the words of the page itself, with plural forms, CLDR dates and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_currency, format_compact_decimal, format_decimal, format_percent
from pydantic import Field

from variorum.language import Rules, load

FALLBACK = "en"
LONG_NUMBER = 10_000  # from here on CLDR's short form ("14 Mrd.") is easier to read on an axis


class LabelRules(Rules):
    """languages/<code>/labels.yaml."""

    words: dict[str, str] = Field(default={})  # key -> text, with {name} where something is filled in
    counts: dict[str, dict[str, str]] = Field(default={})  # key -> CLDR plural category -> text with {n}


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one language."""

    language: str
    rules: LabelRules
    locale: Locale

    def word(self, key: str, **values: object) -> str:
        """Return a label with its blanks filled; KeyError if there is none."""
        return self.rules.words[key].format_map({k: str(v) for k, v in values.items()})

    def maybe(self, key: str) -> str | None:
        """Return a label, or None if there is none."""
        return self.rules.words.get(key)

    def count(self, key: str, n: int) -> str:
        """Return a count with its noun in the right plural form, e.g. "1 source", "1.240 Quellen"."""
        forms = self.rules.counts[key]
        form = forms.get(self.locale.plural_form(n)) or forms["other"]
        return form.format(n=format_decimal(n, locale=self.locale))

    def day(self, day: date | None) -> str:
        """Return a date as written out in the language; the label for an unknown date if there is none."""
        return format_date(day, "long", locale=self.locale) if day else self.word("undated")

    def short(self, day: date | None) -> str:
        """Return day and month ("13. Juni"); empty if there is no date."""
        return str(format_skeleton("MMMd", day, locale=self.locale)) if day else ""

    def span(self, first: date | None, last: date | None) -> str:
        """Return a range of days, a single day if both are the same."""
        if first is None or last is None or first == last:
            return self.day(first or last)
        return str(format_interval(first, last, "yMMMMd", locale=self.locale))

    def month(self, day: date) -> str:
        """Return month and year, e.g. "Juni 2025"."""
        return format_date(day, "MMMM yyyy", locale=self.locale)

    def figure(self, value: float, unit: str | None) -> str:
        """Return a number in short form with its unit, for an axis."""
        if unit == "year":
            return str(int(value))
        if unit is not None and len(unit) == 3 and unit.isupper():
            return str(format_compact_currency(value, unit, locale=self.locale, fraction_digits=1))
        if abs(value) >= LONG_NUMBER:
            return str(format_compact_decimal(value, locale=self.locale, fraction_digits=1))
        text = format_decimal(round(value, 2), locale=self.locale)
        return f"{text} %" if unit == "%" else text

    def share(self, value: float) -> str:
        """Return a share between 0 and 1 as a whole percentage, e.g. "93 %"."""
        return str(format_percent(value, locale=self.locale))

    def number(self, value: float) -> str:
        """Return a number in the language's own form."""
        return str(format_decimal(value, locale=self.locale))

    def language_name(self, code: str) -> str:
        """Return a language's name in this language; the code itself where CLDR has none."""
        return str(self.locale.languages.get(code.split("-", maxsplit=1)[0], code))

    def country(self, code: str) -> str:
        """Return a country's name; the text itself where it is not an ISO code."""
        return str(self.locale.territories.get(code.upper(), code))

    def both(self, items: Iterable[str]) -> str:
        """Return "a, b and c" in the language."""
        return format_list(list(items), locale=self.locale)


@cache
def labels(*codes: str) -> Labels:
    """Return the labels of the first language that has some; English if none has."""
    for code in (*codes, FALLBACK):
        rules = load(code, "labels", LabelRules)
        if rules.words:
            return Labels(code, rules, Locale.parse(code.replace("-", "_")))
    raise KeyError("labels")
