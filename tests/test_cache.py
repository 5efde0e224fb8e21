"""build/cache.sqlite changes nothing but time: the same bytes without it, with a cold, a warm, a broken one."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum import build
from variorum.cache import Memory, remembering
from variorum.cache.codec import decoded, encoded
from variorum.cache.store import Store, digest, version
from variorum.clean import clean
from variorum.errors import ContentError
from variorum.export import export
from variorum.group.traits import Traits, traits
from variorum.models import (
    Agreement,
    Article,
    Comparison,
    Disagreement,
    Mention,
    Position,
    Reading,
    Sentence,
    Single,
)  # fmt: skip
from variorum.packed import Sentences
from variorum.read import read
from variorum.render import render

SITE = "title: Test\nurl: https://example.org/\nlanguage: en\ntimezone: UTC\n"
ROWS = {
    "a": "The ferry Halda ran aground off Brenno on Monday. The coast guard took 41 people off the Halda.",
    "b": "The Halda ran aground near Brenno on Monday. The coast guard said 43 people were taken off the ferry Halda.",
    "c": "A fire burned down the old mill of Tarnwick on Sunday. Mayor Ilse Quent said that 3 families lost homes.",
    "d": "Fire took the old mill of Tarnwick on Sunday. According to Reuters, 5 families lost homes, said Ilse Quent.",
}
PAGE = "<html lang=en><head><title>The Halda is afloat again</title></head><body><article><h1>The Halda is afloat again"
PAGE += "</h1>" + "<p>The ferry Halda is afloat again, the harbour master of Brenno said on Friday.</p>" * 5

TALE = """---
title: The Halda sails
published: 2025-03-05
---
The ferry Halda sails from Brenno again, the coast guard said on Wednesday. It had run aground on Monday.
"""


def project(root: Path, rows: dict[str, str]) -> Path:
    articles = root / "content" / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    (root / "content" / "site.yaml").write_text(SITE, "utf-8")
    (articles / "page.html").write_text(PAGE + "</article></body></html>", "utf-8")
    (articles / "tale.md").write_text(TALE, "utf-8")
    lines = [
        json.dumps({"id": i, "title": t.split(".")[0], "text": t, "lang": "en", "date": "2025-03-03", "publisher": i})
        for i, t in rows.items()
    ]
    (articles / "all.jsonl").write_text("\n".join(lines), "utf-8")
    return root


def everything(root: Path) -> str:
    """Return the export and the sources of the site of a project."""
    made = build.understand(root, lambda *_: None)
    templates = build.templates(root)
    data = json.dumps(export(made.readings, made.briefings))
    pages = render(made.briefings, made.editions(), made.collection, templates, {"data/briefings.json": data})
    return repr([(page.path, page.text) for page in pages]) + repr(made.warnings)


def told(root: Path) -> str:
    """Return the articles of a project and their sentences."""
    with remembering(root) as memory:
        collection = read(root, memory.drafts, memory.language)
        return repr((collection, [memory.clean(article) for article in collection.articles]))


def cache_of(root: Path) -> Path:
    return root / "build" / "cache.sqlite"


@pytest.mark.parametrize(
    "after",
    [
        ROWS,
        {
            **ROWS,
            "0": "The Halda was towed to Brenno on Tuesday, the coast guard said. The Halda had run aground.",
        },
        {**ROWS, "b": ROWS["b"].replace("43", "44")},
        {i: text for i, text in ROWS.items() if i != "c"},
    ],
    ids=["warm", "added", "changed", "removed"],
)
def test_the_same_bytes_with_a_warm_cache_and_without(tmp_path: Path, after: dict[str, str]) -> None:
    fresh = everything(project(tmp_path / "fresh", after))
    warm = project(tmp_path / "warm", ROWS)
    everything(warm)
    assert cache_of(warm).is_file()
    assert everything(project(warm, after)) == fresh
    cache_of(warm).unlink()
    assert everything(warm) == fresh


def _same_size_and_time(tale: Path) -> None:
    there = tale.stat()
    tale.write_text(TALE.replace("Wednesday", "Thursday!"), "utf-8")
    os.utime(tale, ns=(there.st_atime_ns, there.st_mtime_ns))
    assert tale.stat().st_size == there.st_size


def _from_the_future(tale: Path) -> None:
    tale.write_text(TALE.replace("Brenno", "Tarnwick"), "utf-8")
    os.utime(tale, (4_000_000_000, 4_000_000_000))


def _other_line_ends(tale: Path) -> None:
    tale.write_bytes(TALE.replace("\n", "\r\n").encode())


def _text_given_twice(tale: Path) -> None:
    tale.write_text(TALE + TALE.rpartition("---\n")[2], "utf-8")


@pytest.mark.parametrize(
    "change",
    [
        _same_size_and_time,
        _from_the_future,
        _other_line_ends,
        _text_given_twice,
        os.utime,
        lambda tale: tale.rename(tale.with_name("other.md")),
        lambda tale: tale.rename(tale.with_suffix(".txt")),
        lambda tale: tale.write_bytes(b"\xef\xbb\xbf" + TALE.encode()),
        lambda tale: tale.write_text(TALE.replace("published", "language: de\npublished"), "utf-8"),
        lambda tale: (tale.parents[1] / "site.yaml").write_text(SITE.replace("language: en", "language: de"), "utf-8"),
        lambda tale: (tale.parents[1] / "sources.yaml").write_text("- name: A\n  domains: [example.org]\n", "utf-8"),
    ],
)
def test_a_file_that_changes_is_read_anew(tmp_path: Path, change: Callable[[Path], object]) -> None:
    root = project(tmp_path, ROWS)
    told(root)
    change(root / "content" / "articles" / "tale.md")
    warm = told(root)
    cache_of(root).unlink()
    assert told(root) == warm


def test_a_mistake_is_found_in_the_same_line_with_a_warm_cache(tmp_path: Path) -> None:
    root = project(tmp_path, {i: text for i, text in ROWS.items() if i != "a"})
    everything(root)
    (root / "content" / "stories").mkdir()
    (root / "content" / "stories" / "halda.yaml").write_text("articles: {remove: [tale.md]}", "utf-8")
    pinned = TALE.replace("published", "story: halda\npublished")
    (root / "content" / "articles" / "tale.md").write_text(pinned, "utf-8")
    said = []
    for _ in range(2):
        with pytest.raises(ContentError) as caught:
            build.understand(root, lambda *_: None)
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert "tale.md:3" in said[0]


def test_a_warm_cache_is_used(tmp_path: Path) -> None:
    everything(project(tmp_path, ROWS))
    kept = Store(cache_of(tmp_path))
    assert kept.connection is not None
    counted = dict(kept.connection.execute("SELECT stage, count(*) FROM kept GROUP BY stage"))
    kept.close()
    assert counted == {
        "version": 1, "draft": 2, "language": 2, "clean": 6, "traits": 6, "title": 2, "story": counted["story"],
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["text", "empty", "foreign", "old", "torn", "forged"])
def test_a_broken_or_foreign_file_is_written_anew(tmp_path: Path, kind: str) -> None:
    fresh = everything(project(tmp_path, ROWS))
    path = cache_of(tmp_path)
    if kind in {"text", "empty"}:
        path.write_bytes(b"not a database at all" * 100 if kind == "text" else b"")
    elif kind == "torn":
        path.write_bytes(path.read_bytes()[:-3000] + bytes(3000))
    elif kind == "foreign":
        path.unlink()
        _run(path, "CREATE TABLE songs (name TEXT)")
    elif kind == "old":
        _run(path, "UPDATE kept SET value = 'of another version' WHERE stage = 'version'")
    else:
        _run(path, "UPDATE kept SET value = CAST('[\"forged\"]' AS BLOB) WHERE stage != 'version'")
    assert everything(tmp_path) == fresh
    assert everything(tmp_path) == fresh


def _run(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_place_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    project(tmp_path, ROWS)
    (tmp_path / "build").write_text("in the way", "utf-8")
    assert everything(tmp_path) == everything(project(tmp_path / "other", ROWS))


def test_runs_at_the_same_time(tmp_path: Path) -> None:
    project(tmp_path, ROWS)
    made: list[str] = []
    runs = [threading.Thread(target=lambda: made.append(everything(tmp_path))) for _ in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert len(made) == 4
    assert len(set(made)) == 1
    assert everything(tmp_path) == made[0]


def test_what_nobody_asks_for_any_more_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    for run in range(5):
        kept = Store(path)
        for k in range(3):
            key = digest(run, k)
            assert kept.recall("clean", key) is None
            kept.keep("clean", key, [run, k])
        kept.close()
    kept = Store(path)
    assert [kept.recall("clean", digest(4, k)) for k in range(3)] == [[4, k] for k in range(3)]
    assert kept.recall("clean", digest(0, 0)) is None
    kept.close()


def test_a_change_of_code_or_data_changes_the_version(tmp_path: Path) -> None:
    versions = set()
    for folder, name, text in (("a", "r.yaml", "one: 1"), ("b", "r.yaml", "one: 2"), ("c", "r.py", "one: 1")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, "utf-8")
        versions.add(version(tmp_path / folder))
    assert len(versions) == 3


@given(st.text(max_size=300), st.text(max_size=50), st.sampled_from(["de", "en", "fr", "zh", "und"]))
def test_readings_and_traits_come_back_as_they_were(text: str, title: str, language: str) -> None:
    article = Article(id="a", path="a", line=1, title=title, text=text, language=language, published=date(2025, 1, 2))
    reading = clean(article)
    back = decoded(Reading, json.loads(json.dumps(encoded(reading, frozenset({"article"})))), article=article)
    assert back == reading
    look = traits(reading)
    assert decoded(Traits, json.loads(json.dumps(encoded(look)))) == look
    assert Memory().clean(article) == reading


@given(
    st.lists(
        st.builds(
            Sentence,
            field=st.sampled_from(["title", "text"]),
            start=st.integers(0, 2_000_000),
            end=st.integers(0, 2_000_000),
            paragraph=st.integers(0, 2_000_000),
            heading=st.booleans(),
        ),
        max_size=5,
    ),
    st.slices(6),
)
def test_packed_sentences_are_as_those_they_were_made_of(sentences: list[Sentence], part: slice) -> None:
    packed = Sentences.of(sentences)
    assert list(packed) == sentences
    assert len(packed) == len(sentences)
    assert list(packed[part]) == sentences[part]
    assert [packed[at] for at in range(-len(sentences), len(sentences))] == sentences * 2
    assert packed[part] == Sentences.of(sentences[part])
    assert repr(packed) == repr(tuple(sentences))
    with pytest.raises(IndexError):
        packed[len(sentences)]


def test_comparisons_come_back_as_they_were() -> None:
    mention = Mention(article="a", field="text", start=1, end=2, sentence=(0, 9), said_by=None)
    position = Position(value="5", mentions=(mention,), low=5.0, high=None, unit="year")
    row = Disagreement(
        id="x", kind="age", question="?", relation="scope", importance=2, positions=(position,), note="n"
    )
    said = Agreement(id="y", kind="claim", statement="s", mentions=(mention, mention))
    one = Single(article="a", field="title", start=0, end=3)
    told = Comparison(disagreements=(row,), agreements=(said,), single=(one,))
    assert decoded(Comparison, json.loads(json.dumps(encoded(told)))) == told
