"""The edition as a mail: whole in HTML and in plain text, loads nothing, same edition same bytes."""

from __future__ import annotations

import email
import email.policy
import re

import pytest

from tests.newsroom import load
from tests.test_render import TEMPLATES
from variorum.editions import editions
from variorum.render import Letter, message, write

BRIEFINGS, COLLECTION = load()
MADE = editions(BRIEFINGS, COLLECTION.site)


def letter(edition: str | None = None) -> Letter:
    written = write(BRIEFINGS, MADE, COLLECTION, TEMPLATES, edition)
    assert written
    return written


def test_the_latest_edition_is_written_unless_another_is_asked_for() -> None:
    assert letter().edition == "2025-W24"
    assert letter("2025-W22").edition == "2025-W22"
    assert write(BRIEFINGS, MADE, COLLECTION, TEMPLATES, "1999-W01") is None
    assert write((), (), COLLECTION, TEMPLATES) is None


def test_html_and_text_tell_the_same_stories() -> None:
    for told in (letter().html, letter().text):
        folded = " ".join(told.split())
        assert "Klappbrücke von Sundhaven wird teurer und später fertig" in folded
        assert "https://abweichung.example/stories/klappbruecke-sundhaven/" in folded
        assert "Kosten der Klappbrücke" in folded
        assert "Mehr als 50 Millionen Euro" in folded


def test_nothing_is_loaded_and_nothing_runs() -> None:
    tags = set(re.findall(r"<([a-z]+)", letter().html))
    assert not tags & {"img", "script", "link", "iframe", "object", "form"}
    assert "url(" not in letter().html
    assert "alert(1)</script>" not in letter().html


def test_text_is_no_wider_than_a_mail_reader() -> None:
    for line in letter().text.splitlines():
        assert len(line) <= 72 or " " not in line.strip("- ")


def test_links_are_absolute() -> None:
    assert all(h.startswith("https://abweichung.example/") for h in re.findall(r'href="([^"]*)"', letter().html))


def test_the_message_is_a_valid_mail_with_both_parts() -> None:
    raw = message(letter(), "redaktion@abweichung.example", "leserin@example.org").as_bytes()
    read = email.message_from_bytes(raw, policy=email.policy.default)
    assert [part.get_content_type() for part in read.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert read["Subject"].startswith("Die Abweichung: Die Woche in 3 Briefings")
    assert read["Message-ID"].startswith("<2025-W24.")
    assert not read.defects


def test_the_same_edition_gives_the_same_bytes() -> None:
    both = [message(letter(), "a@abweichung.example", "b@example.org").as_bytes() for _ in range(2)]
    assert both[0] == both[1]


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises((ValueError, IndexError)):
        message(letter(), "a@abweichung.example", "b@example.org\nBcc: c@example.org")
