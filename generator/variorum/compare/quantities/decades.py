"""Text -> ages told by their decade: "in his early 30s", "Mitte 40"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from variorum.compare.quantities.figure import Figure
from variorum.compare.quantities.units import lexicon

WIDEST = 9  # years: "in her 40s"; a wider range is of many people


def decades(text: str, language: str) -> Iterator[Figure]:
    """Yield the ages of a sentence that are told by their decade, as ranges of years."""
    pattern = _pattern(language)
    if pattern is None:
        return
    parts = lexicon(language).rules.decades
    for match in pattern.finditer(text):
        low, high = parts.get((match["part"] or "").casefold(), (0, WIDEST))
        ten = int(match["ten"])
        start, end = match.start("part" if match["part"] else "ten"), match.end()
        yield Figure(
            start=start, end=end, kind="age", low=ten + low, high=ten + high, point=ten + (low + high) / 2, grain=1.0,
            unit="year", hedge="range", at=(match.start("ten"), end),
        )  # fmt: skip


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    rules = lexicon(language).rules
    if not rules.decades:
        return None
    parts = rf"(?P<part>(?i:{'|'.join(map(re.escape, sorted(rules.decades)))}))"
    ten = rf"(?P<ten>[2-9]0){rules.decade_end}(?!\w)"
    if not rules.decade_leads:  # "Mitte 40" stands before a mark or a verb, "Mitte 40 Prozent" is none
        return re.compile(rf"(?<!\w){parts}\s{ten}(?=\s*(?:[,.;:)!?“”\"]|$)|\s[^\W\dA-ZÄÖÜ])")
    leads = "|".join(map(re.escape, rules.decade_leads))
    return re.compile(rf"(?<!\w)(?:{leads})\s(?:{parts}[\s-])?{ten}", re.IGNORECASE)
