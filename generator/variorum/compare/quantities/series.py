"""Figures of one sentence -> the same, read together: what repeats one in another unit, what goes on with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from variorum.compare.quantities.figure import Figure, factor_of

SCALED = 1e6  # from here on a bare number before an amount in brackets is an amount too: "110-billion ($143-billion)"
GOES_ON = re.compile(r",?\s*(?:and|und|et|y|e|en|i)?\s*", re.IGNORECASE)  # between hours and minutes of one length


def conversions(text: str, found: list[Figure]) -> Iterator[Figure]:
    """Yield the figures, those that repeat the one before in another unit marked as converted."""
    for i, figure in enumerate(found):
        before = found[i - 1] if i else None
        between = text[before.end : figure.start] if before else ""
        tied = before and len(between) <= 30 and re.search(r"[(/]\s*(?:\w+\s){0,2}$", between)
        money = figure.kind == "money" and between.strip() == "("  # "US$1 million ($1.52 million)"
        scaled = before is not None and before.kind == "count" and before.point >= SCALED
        if tied and before and (
            (figure.kind == before.kind and (figure.unit != before.unit or money)) or (money and scaled)
        ):  # fmt: skip
            yield replace(figure, converted=True)
        else:
            yield figure


def spans(text: str, found: list[Figure]) -> Iterator[Figure]:
    """Yield the figures, a length of time told in two units as one: "8 hours and 20 minutes", "1 hr 4 min"."""
    last: Figure | None = None
    for figure in found:
        if last and last.kind == figure.kind == "duration" and _goes_on(text, last, figure):
            last = _sum(last, figure)
            continue
        if last:
            yield last
        last = figure
    if last:
        yield last


def _goes_on(text: str, figure: Figure, rest: Figure) -> bool:
    units = factor_of(figure.kind, figure.unit), factor_of(rest.kind, rest.unit)
    plain = rest.hedge == "exact" and not (rest.vague or figure.vague) and None not in (figure.low, figure.high)
    return plain and not figure.noun and units[0] > units[1] and bool(GOES_ON.fullmatch(text[figure.end : rest.start]))


def _sum(figure: Figure, rest: Figure) -> Figure:
    more = rest.point / factor_of(figure.kind, figure.unit)
    return replace(
        figure, end=rest.end, at=(figure.at[0], rest.at[1]), low=(figure.low or 0.0) + more,
        high=(figure.high or 0.0) + more, point=figure.point + rest.point, grain=rest.grain, noun=rest.noun,
    )  # fmt: skip


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
