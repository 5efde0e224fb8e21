"""Figures -> an SVG that shows who said which number when, with its range or hedge.

One line a figure: who and when on the left, the words of the source on the right, and below them the value on a
common axis: a dot where the source is exact, a bar for a range, a bar that fades to the open side for "more than" and
"up to". Colours come from the page's style sheet through classes, so light, dark and print need nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from markupsafe import Markup

from variorum.labels import Labels

WIDTH = 360  # units of the view box: a phone's column, so that the text keeps its size there
LINE, MORE = 44, 15  # height of a figure's line, and of its words where they need a line of their own
AXIS = 30
MARGIN = 10
SIDES = 6  # colours in the style sheet
LOGARITHMIC = 40  # from this ratio of highest to lowest on, a linear axis would press the low figures together
ACROSS = 50  # characters that fit side by side


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as one report gives it."""

    who: str
    day: date | None
    text: str  # as the source words it
    low: float | None  # None: open below
    high: float | None  # None: open above
    unit: str | None
    side: int  # number of the position it belongs to, from 1


@dataclass(frozen=True, slots=True)
class _Axis:
    low: float
    high: float
    logarithmic: bool

    def at(self, value: float) -> float:
        """Return where a value stands on the picture, in units of the view box."""
        low, high, value = (log10(v) if self.logarithmic else v for v in (self.low, self.high, value))
        return round(MARGIN + (value - low) / (high - low) * (WIDTH - 2 * MARGIN), 1)


def picture(figures: Sequence[Figure], *, question: str, name: str, words: Labels) -> Markup:
    """Return the picture as SVG; ``name`` is unique on the page. Figures stand in the order of time."""
    ordered = sorted(figures, key=lambda f: (f.day or date.max, f.side, f.who, f.text))
    axis = _axis([v for f in ordered for v in (f.low, f.high) if v is not None])
    heights = [LINE + MORE * (len(_who(f, words)) + len(f.text) > ACROSS) for f in ordered]
    height = sum(heights) + AXIS
    described = "; ".join(_sentence(f, words) for f in ordered)
    parts = [
        Markup('<svg class="v-picture" viewBox="0 0 {} {}" role="img" aria-labelledby="{n}-t {n}-d">').format(
            WIDTH, height, n=name
        ),
        Markup('<title id="{}-t">{}</title><desc id="{}-d">{}</desc>').format(
            name, words.word("picture_title", question=question), name, described
        ),
        *_ticks(axis, height, ordered[0].unit, words),
        *(_line(f, sum(heights[:n]), heights[n], axis, words) for n, f in enumerate(ordered)),
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def _axis(values: Sequence[float]) -> _Axis:
    low, high = min(values), max(values)
    if low > 0 and high / low >= LOGARITHMIC:
        return _Axis(low / 1.6, high * 1.6, logarithmic=True)
    room = (high - low) * 0.15 or abs(high) * 0.1 or 1.0
    return _Axis(low - room if low - room > 0 or low < 0 else min(low, 0.0), high + room, logarithmic=False)


def _ticks(axis: _Axis, height: int, unit: str | None, words: Labels) -> Iterable[Markup]:
    base = height - AXIS + 8
    yield Markup('<line class="v-axis" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(MARGIN, WIDTH - MARGIN, y=base)
    shown: list[str] = []
    for value in _round_values(axis):
        label = words.figure(value, unit)
        x = axis.at(value)
        yield Markup('<line class="v-tick" x1="{x}" x2="{x}" y1="4" y2="{y}"/>').format(x=x, y=base)
        if label not in shown:
            anchor = "start" if x < 40 else "end" if x > WIDTH - 40 else "middle"
            yield Markup('<text class="v-scale" x="{}" y="{}" text-anchor="{}">{}</text>').format(
                x, base + 15, anchor, label
            )
        shown.append(label)


def _round_values(axis: _Axis) -> list[float]:
    """Return two to four round values within the axis."""
    if axis.logarithmic:
        powers = range(ceil(log10(axis.low)), floor(log10(axis.high)) + 1)
        return [10.0**p for p in powers][:: max(1, ceil(len(powers) / 4))]
    step = 10.0 ** floor(log10(axis.high - axis.low))
    for part in (5, 2, 1, 0.5, 0.2, 0.1):
        first = ceil(axis.low / (step * part))
        last = floor(axis.high / (step * part))
        if last - first >= 2:
            return [round(n * step * part, 6) for n in range(first, last + 1)][:: max(1, ceil((last - first + 1) / 4))]
    return [axis.low, axis.high]


def _line(figure: Figure, top: int, height: int, axis: _Axis, words: Labels) -> Markup:
    alone = height > LINE  # the words stand below the name, not beside it
    return Markup(
        '<g class="v-figure v-side-{side}"><text class="v-who" x="{left}" y="{y}">{who}</text>'
        '<text class="v-said" x="{x}" y="{said}" text-anchor="{anchor}">{text}</text>{mark}</g>'
    ).format(
        side=(figure.side - 1) % SIDES + 1,
        left=MARGIN,
        y=top + 16,
        x=MARGIN if alone else WIDTH - MARGIN,
        said=top + height - LINE + 16,
        anchor="start" if alone else "end",
        who=_short(_who(figure, words), ACROSS),
        text=_short(figure.text, ACROSS),
        mark=_mark(figure, axis, top + height - LINE + 29),
    )


def _who(figure: Figure, words: Labels) -> str:
    return " · ".join(part for part in (figure.who, words.short(figure.day)) if part)


def _mark(figure: Figure, axis: _Axis, y: int) -> Markup:
    """Return a dot for one value, a bar for a range, a bar with an arrow for an open side."""
    low = MARGIN if figure.low is None else axis.at(figure.low)
    high = WIDTH - MARGIN if figure.high is None else axis.at(figure.high)
    rail = Markup('<line class="v-rail" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(MARGIN, WIDTH - MARGIN, y=y)
    if figure.low is not None and figure.high is not None:
        if high - low < 6:
            return rail + Markup('<circle class="v-dot" cx="{}" cy="{}" r="6"/>').format(round((low + high) / 2, 1), y)
        return rail + Markup('<rect class="v-bar" x="{}" y="{}" width="{}" height="10" rx="5"/>').format(
            low, y - 5, round(high - low, 1)
        )
    shape = (
        f"M{low} {y - 5}V{y + 5}L{high - 8} {y + 2}V{y + 5}L{high} {y}L{high - 8} {y - 5}V{y - 2}Z"
        if figure.high is None
        else f"M{high} {y - 5}V{y + 5}L{low + 8} {y + 2}V{y + 5}L{low} {y}L{low + 8} {y - 5}V{y - 2}Z"
    )
    return rail + Markup('<path class="v-open" d="{}"/>').format(shape)


def _sentence(figure: Figure, words: Labels) -> str:
    return f"{figure.who}{f' ({words.day(figure.day)})' if figure.day else ''}: {figure.text}"


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
