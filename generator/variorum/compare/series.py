"""Figures of one sentence -> the same, read together: what repeats one in another unit, what goes on with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from variorum.compare.figure import Figure


def conversions(text: str, found: list[Figure]) -> Iterator[Figure]:
    """Yield the figures, those that repeat the one before in another unit marked as converted."""
    for i, figure in enumerate(found):
        before = found[i - 1] if i else None
        between = text[before.end : figure.start] if before else ""
        tied = before and len(between) <= 30 and re.search(r"[(/]\s*(?:\w+\s){0,2}$", between)
        money = figure.kind == "money" and between.strip() == "("  # "US$1 million ($1.52 million)"
        if tied and before and figure.kind == before.kind and (figure.unit != before.unit or money):
            yield replace(figure, converted=True)
        else:
            yield figure


def series(text: str, found: list[Figure]) -> list[Figure]:
    """Read a bare number after the word that introduced a share as one more: "Kent with 13 percent, Essex with 8"."""
    led = {_before(text, f) for f in found if f.kind == "share" and not f.spelled} - {""}
    if not led:
        return found
    return [
        replace(f, kind="share", unit="%")
        if f.kind == "count" and not (f.spelled or f.noun or f.vague) and f.point <= 100 and _before(text, f) in led
        else f
        for f in found
    ]


def _before(text: str, figure: Figure) -> str:
    """Return the word before a figure, lower case."""
    found = re.search(r"([^\W\d_]+)\s+\Z", text[: figure.start])
    return found[1].casefold() if found else ""
