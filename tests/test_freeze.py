"""`variorum freeze` and `variorum correct` as an editor meets them: records, numbers, messages, nothing silent."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.test_cli import GOOD, TEXT, run
from variorum.editions import Correction
from variorum.errors import ContentError
from variorum.freeze import append, said
from variorum.read.collection import yaml_of

SLUG = "bridge-over-the-orle-closed"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "briefing"
    assert run("new", root).exit_code == 0
    for n, publisher in ((3, "Courier"), (4, "Echo")):
        head = GOOD.format(title="Bridge over the Orle closed", publisher=publisher, n=publisher.lower())
        (root / "content" / "articles" / f"{publisher}.md").write_text(head + TEXT.format(n=n), "utf-8")
    assert run("freeze", "--root", root, "--until", "2025-06-09").exit_code == 0
    return root


def change(root: Path, name: str, old: str, new: str, times: int = -1) -> None:
    path = root / "content" / "articles" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, times), "utf-8")


def test_an_edition_is_frozen_once_and_only_when_it_has_ended(project: Path) -> None:
    path = project / "content" / "editions" / "2025-W23.json"
    frozen = json.loads(path.read_text("utf-8"))["edition"]
    assert (frozen["id"], frozen["frozen"]) == ("2025-W23", "2025-06-09")
    assert [s["slug"] for s in frozen["stories"]] == [SLUG]
    again = run("freeze", "--root", project, "--until", "2025-06-16")
    assert "nothing to freeze" in again.stdout


def test_a_running_week_is_not_frozen(project: Path) -> None:
    late = GOOD.format(title="Ferry in place of the bridge", publisher="Bote", n="bote").replace("06-03", "06-10")
    path = project / "content" / "articles" / "ferry.md"
    path.write_text(late + "A ferry takes the place of the bridge.\n", "utf-8")
    assert "nothing to freeze" in run("freeze", "--root", project, "--until", "2025-06-15").stdout
    assert "froze 2025-W24" in run("freeze", "--root", project, "--until", "2025-06-16").stdout


def test_check_names_what_changed_and_a_correction_settles_it(project: Path) -> None:
    assert run("check", "--root", project, "--strict").exit_code == 0
    change(project, "Echo.md", "4 engineers", "5 engineers")
    told = run("check", "--root", project, "--strict")
    assert told.exit_code == 1
    assert "content/articles/Echo.md:1: was changed after the edition 2025-W23 was frozen" in told.stderr
    for note in ("Five engineers came.", "And again: 5."):
        assert run("correct", "--root", project, "2025-W23", SLUG, note, "--date", "2025-06-11").exit_code == 0
    assert run("check", "--root", project, "--strict").exit_code == 0
    entries = yaml.safe_load((project / "content" / "corrections.yaml").read_text("utf-8"))
    assert [(e["number"], e["note"]) for e in entries] == [(1, "Five engineers came."), (2, "And again: 5.")]
    (moved,) = entries[0]["changes"]
    assert (moved["was"], moved["now"]) == (["3", "4"], ["3", "5"])


def test_a_withdrawn_article_is_named_at_its_line_of_the_record(project: Path) -> None:
    (project / "content" / "articles" / "Echo.md").unlink()
    told = run("check", "--root", project)
    record = (project / "content" / "editions" / "2025-W23.json").read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(record, 1) if '"id": "Echo.md"' in text)
    assert f"content/editions/2025-W23.json:{line}: the article Echo.md was withdrawn" in told.stderr


def test_what_is_not_frozen_cannot_be_corrected(project: Path) -> None:
    assert "choose of: 2025-W23" in run("correct", "--root", project, "2025-W01", SLUG, "x").stderr
    assert f"choose of: {SLUG}" in run("correct", "--root", project, "2025-W23", "other", "x").stderr


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("editions/2025-W23.json", "{", "content/editions/2025-W23.json:1: "),
        ("editions/2025-W23.json", '{"schema": 1, "variorum": "0",\n "edition": {"id": 4}}', "take the file back"),
        (
            "corrections.yaml",
            "- number: 1\n  date: 2025-06-11\n  edition: W1\n  story: x\n  note: y\n",
            ":4: no frozen",
        ),
        ("corrections.yaml", "- number: one\n", "corrections.yaml:1: "),
        ("corrections.yaml", "number: 1\n", "must be a list"),
        ("pages/archive.md", "# Mine\n", "cannot stand at this address"),
        ("pages/imprint.md", "No heading\n", "has no heading"),
    ],
    ids=["json", "shape", "story", "number", "list", "address", "heading"],
)
def test_what_is_wrong_is_told_with_file_and_line(project: Path, name: str, text: str, said: str) -> None:
    path = project / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    done = run("check", "--root", project)
    assert done.exit_code == 1
    assert said in done.stderr


RECORD = "2025-W23"


def test_line_ends_and_a_byte_order_mark_change_no_record(project: Path) -> None:
    path = project / "content" / "editions" / f"{RECORD}.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("check", "--root", project, "--strict").exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("what", ["folder", "dangling", "pipe"])
@pytest.mark.parametrize("name", [f"editions/{RECORD}.json", "corrections.yaml", "pages/imprint.md"])
def test_what_is_no_file_is_named(project: Path, name: str, what: str) -> None:
    path = project / "content" / name
    path.unlink(missing_ok=True)
    if what == "folder":
        path.mkdir()
    elif what == "dangling":
        path.symlink_to("nowhere")
    else:
        os.mkfifo(path)
    done = run("check", "--root", project)
    assert done.exit_code == 1
    assert f"content/{name}:1: " in done.stderr


def test_a_deleted_record_is_missed_by_its_corrections(project: Path) -> None:
    assert run("correct", "--root", project, RECORD, SLUG, "Three, not four.").exit_code == 0
    (project / "content" / "editions" / f"{RECORD}.json").unlink()
    told = run("check", "--root", project).stderr
    assert f"corrections.yaml:6: no frozen edition {RECORD} holds a story" in told
    assert f"take content/editions/{RECORD}.json back from git" in told


def test_a_page_of_ones_own_stands_once(project: Path) -> None:
    for name in ("imprint.md", "imprint.en.md"):
        (project / "content" / "pages" / name).write_text("# Imprint\n", "utf-8")
    done = run("check", "--root", project)
    assert done.exit_code == 1
    assert "content/pages/imprint.en.md:1: and imprint.md are one page" in done.stderr


@pytest.mark.parametrize("note", ["", "  ", "\u0007", "…"])
def test_a_correction_says_something(project: Path, note: str) -> None:
    done = run("correct", "--root", project, RECORD, SLUG, note)
    assert done.exit_code == 2
    assert "the note is empty" in done.stderr
    assert not (project / "content" / "corrections.yaml").exists()


@given(note=st.text(min_size=1, max_size=40).map(lambda text: f"x{text}"))
def test_any_note_is_read_back_as_it_was_said(note: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "corrections.yaml"
        made = Correction(number=1, day=date(2025, 6, 9), edition=RECORD, story=SLUG, note=said(note), covers="")
        append(path, made)
        append(path, replace(made, number=2))
        read = yaml_of(path, "corrections.yaml")
        assert not read.problems
        assert isinstance(read.value, list)
        assert [value["note"] for value in read.value if isinstance(value, dict)] == [made.note] * 2


@pytest.mark.parametrize("text", ["[]\n", "  - number: 1\n", "- [\n"])
def test_a_list_that_cannot_be_added_to_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError, match="mend it first"):
        append(path, Correction(number=1, day=date(2025, 6, 9), edition=RECORD, story=SLUG, note="x", covers=""))
    assert path.read_text("utf-8") == text


def test_days_that_make_no_sense_are_refused(project: Path) -> None:
    for day in ("0001-01-01", "2025-06-08", "9999-01-01"):
        assert "is not between" in run("correct", "--root", project, RECORD, SLUG, "x", "--date", day).stderr
    assert "lies ahead" in run("freeze", "--root", project, "--until", "9999-12-31").stderr


def test_an_article_with_another_name_is_told_from_one_that_was_withdrawn(project: Path) -> None:
    articles = project / "content" / "articles"
    (articles / "Echo.md").rename(articles / "Echoes.md")
    told = run("check", "--root", project, "--strict").stderr
    assert "articles/Echoes.md:1: was Echo.md in the edition 2025-W23; write `id: Echo.md` in its front" in told
    change(project, "Echoes.md", "---\n", "---\nid: Echo.md\n", 1)
    assert run("check", "--root", project, "--strict").exit_code == 0
