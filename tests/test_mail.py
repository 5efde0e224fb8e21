"""The mail of an edition, read back by parsers; what an article says stays text."""

from __future__ import annotations

import email
from email import policy
from pathlib import Path

import lxml.html
import pytest

from tests.newsroom import load
from variorum.errors import ContentError
from variorum.mail import WIDTH, mail
from variorum.publish import templates

pytest.importorskip("css_inline")

BRIEFINGS, COLLECTION = load()
TEMPLATES = templates(Path(__file__).parents[1])
SENDER = "Redaktion <post@abweichung.example>"
MAIL = mail(BRIEFINGS, COLLECTION, TEMPLATES, sender=SENDER, edition="2025-W24", unsubscribe="mailto:ab@x.example")


def test_same_edition_same_bytes() -> None:
    again = mail(
        BRIEFINGS[::-1], COLLECTION, TEMPLATES, sender=SENDER, edition="2025-W24", unsubscribe="mailto:ab@x.example"
    )
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
        mail(BRIEFINGS, COLLECTION, TEMPLATES, sender="a@b.example\r\nBcc: c@d.example")


def test_an_unknown_edition_is_an_error() -> None:
    with pytest.raises(ContentError, match="no edition 1999-W01"):
        mail(BRIEFINGS, COLLECTION, TEMPLATES, sender=SENDER, edition="1999-W01")
