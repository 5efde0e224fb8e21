"""The mail of an edition, read back by parsers; what an article says stays text."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from datetime import date
from email import policy
from pathlib import Path

import lxml.html
import pytest

from tests.newsroom import load, weeks
from variorum.editions import Correction, Kept
from variorum.errors import ContentError
from variorum.mail import QUOTE, WIDTH, mail
from variorum.publish import templates

pytest.importorskip("css_inline")

BRIEFINGS, COLLECTION = load()
EDITIONS = weeks(BRIEFINGS, COLLECTION.site)
ROOT = Path(__file__).parents[1]
TEMPLATES = templates(ROOT)
SENDER = "Redaktion <post@abweichung.example>"
ASKED = {"sender": SENDER, "edition": "2025-W24", "unsubscribe": "mailto:ab@x.example"}
MAIL = mail(BRIEFINGS, EDITIONS, COLLECTION, TEMPLATES, **ASKED)


def test_same_edition_same_bytes() -> None:
    again = mail(BRIEFINGS[::-1], EDITIONS, COLLECTION, TEMPLATES, **ASKED)
    assert again == MAIL


def test_eml_holds_text_and_html() -> None:
    read = email.message_from_bytes(MAIL.eml, policy=policy.default)
    assert read.get_content_type() == "multipart/alternative"
    assert [p.get_content_type() for p in read.iter_parts()] == ["text/plain", "text/html"]
    assert read["Subject"] == MAIL.subject
    assert read["List-Unsubscribe"] == "<mailto:ab@x.example>"
    assert not read.defects


def test_hostile_text_stays_text() -> None:
    page = lxml.html.fromstring(MAIL.html)
    assert not page.xpath("//script | //img | //i | //u | //link | //@*[starts-with(name(), 'on')]")
    assert all(a.startswith("https://abweichung.example/") for a in page.xpath("//a/@href"))
    assert "alert(1)" in page.text_content()


def test_colours_are_inlined_and_dark_mode_is_kept() -> None:
    assert "prefers-color-scheme: dark" in MAIL.html
    assert lxml.html.fromstring(MAIL.html).xpath("//td[contains(@style, 'padding')]")


def test_lines_of_text_are_short_but_for_addresses_and_long_words() -> None:
    assert all(len(line) <= WIDTH or " " not in line.strip().removeprefix("* ") for line in MAIL.text.splitlines())


def test_a_sender_cannot_add_a_header() -> None:
    with pytest.raises(ValueError, match=r"newline|linefeed"):
        mail(BRIEFINGS, EDITIONS, COLLECTION, TEMPLATES, sender="a@b.example\r\nBcc: c@d.example")


def test_an_unknown_edition_is_an_error() -> None:
    with pytest.raises(ContentError, match="no edition 1999-W01"):
        mail(BRIEFINGS, EDITIONS, COLLECTION, TEMPLATES, sender=SENDER, edition="1999-W01")


def test_each_side_is_quoted_in_short_and_updated_and_rounding_rows_are_there() -> None:
    (story,) = [s for e in EDITIONS for s in e.stories if e.id == "2025-W24" and s.slug == "klappbruecke-sundhaven"]
    for question in story.questions:
        shown = question.relation != "rounding"
        assert (question.question in " ".join(MAIL.text.split())) == shown
        assert f"#{question.id}" in MAIL.html or not shown
        for side in question.sides if shown else ():
            words = " ".join(side.said.text[:30].split())
            assert words in " ".join(MAIL.text.split())
            assert words in " ".join(lxml.html.fromstring(MAIL.html).text_content().split())
    assert "nur gerundet" in MAIL.text or "Rundung" in MAIL.text or "gerundet" in MAIL.text
    assert all(len(quote) <= QUOTE for quote in re.findall("„([^“]*)“", MAIL.text))


def test_a_side_has_the_colour_it_has_on_the_page() -> None:
    style = (ROOT / "theme" / "site" / "assets" / "variorum.css").read_text("utf-8")
    template = TEMPLATES["mail/edition.html.jinja"]
    light, dark = (
        dict(re.findall(r"--v-([1-6]): (#\w+)", style.split(f'scheme="{name}"] {{')[1].split("}")[0]))
        for name in ("default", "slate")
    )
    for colours, mark in ((light, ""), (dark, " !important")):
        for number, colour in colours.items():
            rule = rf"\.side{'' if number == '1' else '-' + number} {{[^}}]*{colour}{mark}"
            assert re.search(rule, template), (number, colour)


def test_a_corrected_edition_tells_its_corrections_first() -> None:
    frozen = tuple(replace(e, frozen=e.last) for e in EDITIONS)
    entry = Correction(
        number=4, day=date(2025, 6, 20), edition="2025-W24", story="klappbruecke-sundhaven", note="Falsch.", covers=""
    )
    sent = mail(BRIEFINGS, frozen, COLLECTION, TEMPLATES, **ASKED, kept=Kept(editions=frozen, corrections=(entry,)))
    for text in (sent.text, lxml.html.fromstring(sent.html).text_content()):
        assert text.index("Korrektur 4") < text.index("Worin die Quellen")
        assert "Falsch." in text
