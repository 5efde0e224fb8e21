"""Decisions are small, reviewable changes: what an editor wrote around them stays."""

from __future__ import annotations

import pytest
import yaml

from variorum import decide

FILE = """\
# checked on Tuesday
title: "The ferry"   # ours
decisions:
  d-1: {is: confirmed, note: "asked the port"}  # by phone
  # d-2 is open

articles:
  add: [a.md]
"""


def load(text: str) -> object:
    return yaml.load(text, Loader=yaml.BaseLoader)


def added(old: str, new: str) -> tuple[list[str], list[str]]:
    before, after = old.splitlines(), new.splitlines()
    return [x for x in before if x not in after], [x for x in after if x not in before]


def test_a_new_ruling_is_inserted_without_touching_a_line() -> None:
    new = decide.rule(FILE, "d-3", "dismissed", "other day")
    gone, came = added(FILE, new)
    assert gone == []
    assert came == ["  d-3:", "    is: dismissed", "    note: other day"]
    assert load(new)["decisions"]["d-3"] == {"is": "dismissed", "note": "other day"}  # type: ignore[index]


def test_a_second_ruling_replaces_the_first() -> None:
    new = decide.rule(FILE, "d-1", "dismissed", None)
    assert load(new)["decisions"] == {"d-1": {"is": "dismissed"}}  # type: ignore[index]
    assert "# checked on Tuesday" in new


def test_first_decision_in_an_empty_file() -> None:
    assert load(decide.rule("", "d-1", "confirmed", None)) == {"decisions": {"d-1": {"is": "confirmed"}}}


def test_a_flow_mapping_gets_its_entry() -> None:
    new = decide.rule("decisions: {a: {is: confirmed}}\nlead: words\n", "b", "dismissed", None)
    assert load(new) == {"decisions": {"a": {"is": "confirmed"}, "b": {"is": "dismissed"}}, "lead": "words"}


def test_a_later_word_undoes_an_earlier() -> None:
    new = decide.move(FILE, remove=["a.md"])
    assert load(new)["articles"] == {"remove": ["a.md"]}  # type: ignore[index]
    again = decide.move(new, add=["a.md", "b.md"])
    assert load(again)["articles"] == {"add": ["a.md", "b.md"]}  # type: ignore[index]
    assert decide.move(again, add=["a.md"]) == again


def test_a_file_in_braces_keeps_its_other_decisions() -> None:
    new = decide.retitle("{title: x, lead: My lead, former: [old]}\n", "N")
    assert load(new) == {"title": "N", "lead": "My lead", "former": ["old"]}


def test_nothing_is_written_behind_the_end_of_a_document() -> None:
    new = decide.move(decide.retitle("---\ntitle: x\n...\n", "N"), add=["a.md"])
    assert load(new) == {"title": "N", "articles": {"add": ["a.md"]}}


def test_inherited_slugs_are_kept_once() -> None:
    new = decide.inherit("former: [old]\n", ["older", "old"])
    assert load(new) == {"former": ["old", "older"]}


@pytest.mark.parametrize("note", ["no", "12:30", "a: b", "- x", "“Wort” #1", "über\nzwei Zeilen"])
def test_any_note_survives(note: str) -> None:
    loaded = load(decide.rule(FILE, "d-9", "confirmed", note))
    assert loaded["decisions"]["d-9"]["note"] == note  # type: ignore[index]


def test_title_is_replaced_where_it_stands() -> None:
    new = decide.retitle(FILE, "Another")
    assert new.splitlines()[1] == "title: Another"
    assert "# d-2 is open" in new
