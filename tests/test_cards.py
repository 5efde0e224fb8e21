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
from variorum.render.cards import cards
from variorum.render.metadata import card
from variorum.render.site import directory
from variorum.render.viewer import view

Image = pytest.importorskip("PIL.Image")


def drawn(title: str | None = None) -> list[Page]:
    """Return the cards of the newsroom, of one story where a title is given."""
    briefings, collection = load()
    if title:
        briefings = tuple(replace(b, story=replace(b.story, title=title)) for b in briefings[:1])
    views = [view(b, collection.site) for b in briefings]
    return list(cards(directory(views, (), collection), font()))


def rendered(**site: object) -> dict[str, Page]:
    briefings, collection = load()
    collection = replace(collection, site=replace(collection.site, **site))  # type: ignore[arg-type]
    made = render(briefings, weeks(briefings, collection.site), collection, TEMPLATES, {}, font=font())
    return {page.path: page for page in made}


def test_every_story_has_a_card_of_the_size_that_networks_show() -> None:
    pages = rendered(cards=True)
    found = [page for path, page in pages.items() if path.endswith(".png")]
    assert len(found) == sum(path.startswith("data/stories/") for path in pages)
    for made in found:
        image = Image.open(io.BytesIO(made.data))
        assert image.size == (1200, 630)
        assert len(image.convert("RGB").getcolors(maxcolors=10_000)) > 2  # something stands on it
        assert len(made.data) < 60_000
    assert "og:image" in pages["stories/klappbruecke-sundhaven/index.md"].text


def test_same_story_same_bytes() -> None:
    assert drawn("Ferry") == drawn("Ferry") != drawn("Bridge")


def test_no_card_unless_asked() -> None:
    pages = rendered()
    assert not [path for path in pages if path.endswith(".png")]
    assert "og:image" not in pages["stories/klappbruecke-sundhaven/index.md"].text


@pytest.mark.parametrize("title", ["\u0627\u0644\u062c\u0633\u0631", "\u6a4b\u304c\u958b\u304f", "Fire \U0001f525"])
def test_no_card_and_no_link_to_one_where_the_font_lacks_a_letter(title: str) -> None:
    briefings, collection = load()
    site = replace(collection.site, cards=True)
    story = view(replace(briefings[0], story=replace(briefings[0].story, title=title)), site)
    assert drawn(title) == []
    assert "og:image" not in {item["name"] for item in card(story, site)}


@pytest.mark.parametrize(
    "title", ["A", "W" * 400, "word " * 120, "\u017b\u00f3\u0142w \u039b\u03ad\u03be\u03b7 \u041c\u043e\u0441\u0442"]
)
def test_any_length_of_headline_stays_on_the_card(title: str) -> None:
    """The last 30 pixels on the right are margin: nothing is drawn there."""
    (made,) = drawn(title)
    margin = Image.open(io.BytesIO(made.data)).convert("RGB").crop((1170, 0, 1200, 630))
    assert len(margin.getcolors()) == 1
