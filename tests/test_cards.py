"""The pictures beside shared links: of the right size, the same each time, none where the font lacks a letter."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from tests.newsroom import load, weeks
from tests.test_render import TEMPLATES
from variorum.models import Page
from variorum.publish import font
from variorum.render import render

Image = pytest.importorskip("PIL.Image")


def drawn(*, cards: bool = True, title: str | None = None) -> dict[str, Page]:
    briefings, collection = load()
    collection = replace(collection, site=replace(collection.site, cards=cards))
    if title:
        briefings = tuple(replace(b, story=replace(b.story, title=title)) for b in briefings)
    made = render(briefings, weeks(briefings, collection.site), collection, TEMPLATES, {}, font=font())
    return {page.path: page for page in made}


def test_every_story_has_a_card_of_the_size_that_networks_show() -> None:
    pages = drawn()
    cards = [page for path, page in pages.items() if path.endswith(".png")]
    assert len(cards) == sum(path.startswith("data/stories/") for path in pages)
    for card in cards:
        image = Image.open(io.BytesIO(card.data))
        assert image.size == (1200, 630)
        assert len(image.convert("RGB").getcolors(maxcolors=10_000)) > 2  # something stands on it
        assert len(card.data) < 60_000
    assert "og:image" in pages["stories/klappbruecke-sundhaven/index.md"].text


def test_same_story_same_bytes() -> None:
    assert drawn() == drawn()


def test_no_card_unless_asked() -> None:
    pages = drawn(cards=False)
    assert not [path for path in pages if path.endswith(".png")]
    assert "og:image" not in pages["stories/klappbruecke-sundhaven/index.md"].text


@pytest.mark.parametrize("title", ["\u0627\u0644\u062c\u0633\u0631", "\u6a4b\u304c\u958b\u304f", "Fire \U0001f525"])
def test_no_card_and_no_link_to_one_where_the_font_lacks_a_letter(title: str) -> None:
    pages = drawn(title=title)
    assert not [path for path in pages if path.endswith(".png")]
    assert "og:image" not in pages["stories/klappbruecke-sundhaven/index.md"].text


@pytest.mark.parametrize(
    "title", ["A", "W" * 400, "word " * 120, "\u017b\u00f3\u0142w \u039b\u03ad\u03be\u03b7 \u041c\u043e\u0441\u0442"]
)
def test_any_length_of_headline_stays_on_the_card(title: str) -> None:
    """The last 30 pixels on the right are margin: nothing is drawn there."""
    pages = drawn(title=title)
    card = next(page for path, page in pages.items() if path.endswith(".png"))
    margin = Image.open(io.BytesIO(card.data)).convert("RGB").crop((1170, 0, 1200, 630))
    assert len(margin.getcolors()) == 1
