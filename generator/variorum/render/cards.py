"""StoryViews -> social cards: the picture that stands beside a shared link. Needs Pillow (the extra "cards").

Drawn with the one font that is handed in, which holds Latin, Greek and Cyrillic; a story that needs other letters gets
no card, since empty boxes are worse than none.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from variorum.errors import Problem, RenderError
from variorum.models import Page
from variorum.render.escape import plain
from variorum.render.site import Directory
from variorum.render.views import StoryView

FOLDER = "assets/cards"
SIZE = WIDTH, HEIGHT = 1200, 630  # pixels; what the large networks show whole
EDGE = 72
PAPER, INK, SOFT, RULE = "#fffbf5", "#1b1a17", "#5a554c", "#d9d0c0"  # as variorum.css has them
SIDES = ("#8f1d14", "#235d8c", "#6a5a00", "#5b3a86")
COLOURS = 48  # of the palette: a third of the bytes, and no difference to see
LONGEST = 200  # characters of a word that are looked at: no line holds more
ROOM, LEADING = 300, 1.18  # height for the headline in pixels; height of a line of it in sizes of its type
SMALL = (34, 30, 26)  # of everything else
TYPE = (72, 62, 54, 46)  # sizes tried for a headline, in pixels
DRAWN = re.compile(  # what the font holds
    r"[\u0020-\u024f\u0370-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20a0-\u20bf\u2116\u2122\u2212]*"
)


def drawable(story: StoryView) -> bool:
    """Whether the font holds every letter of what a story's card says."""
    texts = (story.briefing.story.title, story.counts)
    return all(DRAWN.fullmatch(plain(text)) for text in texts)


def address(story: StoryView) -> str:
    """Return where a story's card stands on the site."""
    return f"{FOLDER}/{story.briefing.story.slug}.png"


def cards(site: Directory, font: bytes) -> Iterator[Page]:
    """Yield a PNG of 1200 x 630 pixels for every story that can be drawn; ``font`` is a TrueType file.

    Raises RenderError without the extra "cards".
    """
    try:
        from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - an extra
    except ImportError:
        message = "cards: true needs an extra: pip install 'variorum[cards]', or take the line out"
        raise RenderError(Problem(path="content/site.yaml", line=1, message=message)) from None
    sizes = {n: ImageFont.truetype(io.BytesIO(font), n) for n in (*TYPE, *SMALL)}
    for story in site.stories.values():
        if drawable(story):
            image = Image.new("RGB", SIZE, PAPER)
            _draw(ImageDraw.Draw(image), story, plain(site.collection.site.title), sizes)
            held = io.BytesIO()
            image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT).save(held, "PNG", optimize=True)
            yield Page(path=address(story), text="", data=held.getvalue())


def _draw(to: Any, story: StoryView, name: str, sizes: dict[int, Any]) -> None:
    title, counts = plain(story.briefing.story.title), plain(story.counts)
    to.text((EDGE, 56), name if DRAWN.fullmatch(name) else "", font=sizes[SMALL[0]], fill=INK)
    to.rectangle((EDGE, 112, WIDTH - EDGE, 115), fill=RULE)
    to.rectangle((EDGE, 119, WIDTH - EDGE, 122), fill=RULE)
    size, lines = _headline(title, to, sizes)
    for n, line in enumerate(lines):
        to.text((EDGE, 150 + n * size * LEADING), line, font=sizes[size], fill=INK)
    _sides(to, story, [sizes[n] for n in SMALL])
    to.text((EDGE, HEIGHT - 84), counts, font=sizes[SMALL[1]], fill=SOFT)


def _headline(title: str, to: Any, sizes: dict[int, Any]) -> tuple[int, list[str]]:
    """Return the largest type in which a headline fits, and its lines; in the smallest it is cut."""
    for size in TYPE:
        lines, most = _wrapped(title, to, sizes[size]), int(ROOM / (size * LEADING))
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], f"{lines[most - 1].rsplit(maxsplit=1)[0]} …"]
    return size, lines


def _sides(to: Any, story: StoryView, fonts: list[Any]) -> None:
    """Draw the answers to a disputed question side by side, each with its colour: the first question that fits."""
    rows = [[plain(side.value) for side in row.sides] for row in story.disputed if len(row.sides) <= len(SIDES)]
    fits = (
        (values, font)
        for values in rows
        for font in fonts
        if all(DRAWN.fullmatch(v) and to.textlength(v, font=font) <= _room(values) - 40 for v in values)
    )
    values, font = next(fits, ([], None))
    for n, value in enumerate(values):
        left = EDGE + n * _room(values)
        to.rectangle((left, HEIGHT - 168, left + 8, HEIGHT - 112), fill=SIDES[n])
        to.text((left + 24, HEIGHT - 140), value, font=font, fill=INK, anchor="lm")


def _room(values: list[str]) -> float:
    return (WIDTH - 2 * EDGE) / len(values)


def _parts(word: str, to: Any, font: Any) -> Iterator[str]:
    """Yield a word in pieces that fit on a line; most words are one piece."""
    room = WIDTH - 2 * EDGE
    while to.textlength(word[:LONGEST], font=font) > room:
        fits = bisect_right(range(1, len(word[:LONGEST])), room, key=lambda n: to.textlength(word[:n], font=font))
        yield word[: max(1, fits)]
        word = word[max(1, fits) :]
    yield word[:LONGEST]


def _wrapped(text: str, to: Any, font: Any) -> list[str]:
    lines = [""]
    for word in (part for whole in text.split() for part in _parts(whole, to, font)):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and to.textlength(longer, font=font) > WIDTH - 2 * EDGE:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
