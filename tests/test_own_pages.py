"""The editor's own pages: filled in, in each language of the site, linked from every foot; never a dead link."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.newsroom import SITE, load, weeks
from variorum.check import notes
from variorum.editions import Kept
from variorum.errors import Problem
from variorum.publish import templates
from variorum.render import render
from variorum.render.own import at_home, links, own_pages

BRIEFINGS, COLLECTION = load()
TEMPLATES = templates(Path(__file__).parents[1])
BOTH = (("imprint", "# Impressum\n\nWir.\n"), ("imprint.en", "# Imprint\n\nWe.\n"))


def pages(*written: tuple[str, str]) -> dict[str, str]:
    made = weeks(BRIEFINGS, SITE)
    return {p.path: p.text for p in render(BRIEFINGS, made, COLLECTION, TEMPLATES, {}, kept=Kept(pages=written))}


def test_each_language_has_its_page_and_its_foot() -> None:
    made = pages(*BOTH)
    assert "Wir." in made["imprint/index.md"]
    assert "We." in made["imprint/en/index.md"]
    told = json.loads(made["mkdocs.yml"])["extra"]["variorum"]
    assert {code: [item["address"] for item in items] for code, items in told["feet"].items()} == {
        "de": ["imprint/"],
        "en": ["imprint/en/"],
    }


def test_a_language_without_a_page_gets_that_of_the_site() -> None:
    own = own_pages((("imprint.de", "# Impressum\n"), ("about.en", "# About\n")), SITE)
    assert [item["address"] for item in links(own, "en")] == ["about/en/", "imprint/"]
    assert [item["address"] for item in links(own, "de")] == ["about/en/", "imprint/"]


def test_a_page_that_is_not_filled_in_is_neither_published_nor_linked() -> None:
    made = pages(("imprint", "# Imprint\n\nFILL IN who you are\n"))
    assert "imprint/index.md" not in made
    assert "imprint" not in made["mkdocs.yml"].lower()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ((), ["imprint.md:1", "imprint.en.md:1", "privacy.md:1", "privacy.en.md:1"]),
        (BOTH, ["privacy.md:1", "privacy.en.md:1"]),
        ((*BOTH, ("privacy", "# P\n\nFILL IN\n"), ("privacy.en", "# P\n")), ["privacy.md:3"]),
    ],
)
def test_check_says_what_is_missing(written: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    found = notes(Kept(pages=written), SITE, ["en"])
    assert [f"{Path(p.path).name}:{p.line}" for p in found] == expected


def test_on_a_site_in_english_the_page_in_english_is_the_plain_one() -> None:
    site = replace(SITE, language="en")
    assert [p.address for p in own_pages((("imprint", "# Imprint\n"), ("imprint.de", "# I\n")), site)] == [
        "imprint/de/",
        "imprint/",
    ]


def test_a_dead_link_is_told_where_the_editor_wrote_it() -> None:
    kept = Kept(pages=(("imprint", "# Impressum\n"), ("imprint.en", "# Imprint\n\n[us](us.md)\n")))
    built = Problem(path="build/site/imprint/en/index.html", line=190, message="this link leads nowhere: us.md")
    told = at_home(built, kept, SITE)
    assert str(told) == "content/pages/imprint.en.md:3: this link leads nowhere: us.md; mend it here"
    other = Problem(path="build/site/index.html", line=1, message="this link leads nowhere: us.md")
    assert at_home(other, kept, SITE) == other
