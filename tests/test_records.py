"""A record is believed whole or refused, with the line that is wrong and what to do."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_editions import closed
from variorum.editions import Edition, frame, record
from variorum.editions.making import open_frame
from variorum.errors import Problem
from variorum.read.records import edition_of

NAME = "2025-W23"
(EDITION,) = closed(NAME)
TEXT = record(EDITION)
FIRST = EDITION.all[0]
SOURCE = FIRST.sources[0]


def test_a_record_is_read_back() -> None:
    assert edition_of(TEXT, NAME, "x.json") == EDITION


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f'"last": "{EDITION.last}"', '"last": "9999-12-31"', "6: 2025-06-02 to 9999-12-31 is not the edition"),
        (f'"first": "{EDITION.first}"', '"first": "2025-06-09"', "6: 2025-06-09 to 2025-06-08 is not the edition"),
        (f'"id": "{NAME}"', '"id": "../x"', "5: holds the edition '../x'"),
        (f'"slug": "{FIRST.slug}"', '"slug": "../../x"', "11: the story's address"),
        (f'"language": "{FIRST.language}"', '"language": "../en"', "13: '../en' is no language"),
        (f'"url": "{SOURCE.url}"', '"url": "javascript:alert(1)"', "the url"),
        (f'"article": "{SOURCE.id}"', '"article": "nobody"', "'nobody' is none of the sources"),
        ('"title": "', '"title": "\\u0007', "holds the control character U+0007"),
        ('  "stories": [', '<<<<<<< ours\n  "stories": [\n=======\n>>>>>>> theirs', "8: git left a conflict here"),
        ("\n }\n}\n", "", "the file is no JSON (EOF while parsing"),
        ('"schema": 1', '"schema": 2', "2: schema: Input should be 1"),
        (TEXT, "[" * 100_000, "1: the file is no JSON (recursion limit"),
        (TEXT, "", "1: the file is no JSON"),
        (TEXT, "[]", "1: the file: "),
    ],
    ids=[
        "late", "order", "id", "slug", "language", "url", "article", "control", "conflict", "cut short", "format",
        "deep", "empty", "list",
    ],
)  # fmt: skip
def test_what_was_edited_is_refused_at_its_line(old: str, new: str, said: str) -> None:
    assert old in TEXT
    found = edition_of(TEXT.replace(old, new, 1), NAME, "x.json")
    assert isinstance(found, Problem)
    assert said in f"{found.line}: {found.message}"


def test_a_story_stands_once() -> None:
    made = json.loads(TEXT)
    made["edition"]["singles"].append(made["edition"]["singles"][0])
    found = edition_of(json.dumps(made), NAME, "x.json")
    assert isinstance(found, Problem)
    assert "stands twice" in found.message


@given(
    day=st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    unit=st.sampled_from(("day", "week", "month")),
    closed=st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)),
)
def test_every_edition_that_can_be_made_can_be_read(day: date, unit: str, closed: date | None) -> None:
    name, first, last = open_frame(day, unit, closed)
    assert (name, last) == frame(last, unit)[::2]
    text = record(Edition(id=name, first=first, last=last, stories=(), singles=(), frozen=last))
    assert isinstance(edition_of(text, name, "x.json"), Edition)


@given(at=st.integers(0, len(TEXT)), junk=st.sampled_from(("", "\x00", "\n", '"', "}", "é", "9", ",")))
def test_junk_anywhere_is_read_or_told(at: int, junk: str) -> None:
    found = edition_of(TEXT[:at] + junk + TEXT[at + 1 :], NAME, "x.json")
    assert isinstance(found, Edition | Problem)
