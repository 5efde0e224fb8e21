"""content/ -> Collection: what is read of each format, and one line for everything that is wrong."""

from __future__ import annotations

import gzip
import os
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casefile import Case, cases
from variorum.errors import ConfigError, ContentError, VariorumError
from variorum.models import Article
from variorum.read import read
from variorum.read.article import finish
from variorum.read.collection import READERS
from variorum.read.draft import Draft, Saved

SITE = "title: Test\nurl: https://example.org/\nlanguage: en\ntimezone: UTC\n"


def project(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in {"content/site.yaml": SITE, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return root


def files_of(case: Case) -> dict[str, str | bytes]:
    parts = ("\n" + case.given).split("\n>>> ")[1:]
    return {name: text for name, _, text in (part.partition("\n") for part in parts)}


def problems(root: Path) -> list[str]:
    try:
        read(root)
    except VariorumError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize("case", cases("read", "problems"), ids=lambda c: c.title)
def test_problems(case: Case, tmp_path: Path) -> None:
    assert problems(project(tmp_path, files_of(case))) == case.expected.splitlines()


@pytest.mark.parametrize("case", cases("read", "fields"), ids=lambda c: c.title)
def test_fields(case: Case, tmp_path: Path) -> None:
    article = read(project(tmp_path, files_of(case))).articles[0]
    blank = Article(id="", path="", line=1, title="", text="", language="")
    shown = {f.name: getattr(article, f.name) for f in fields(Article) if f.name not in {"path", "line"}}
    told = [f"{name}: {value}".replace("\n", "⏎") for name, value in shown.items() if value != getattr(blank, name)]
    assert told == case.expected.splitlines()


def test_a_wrong_site_alone_is_the_owners(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path)
    assert str(caught.value) == (
        'content/site.yaml:1: is missing; run "variorum new DIR" for a new project, or name the project with --root'
    )
    project(tmp_path, {"content/articles/a.md": ""})
    with pytest.raises(ContentError):
        read(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "line", "what"),
    [
        ("a.md", "---\ntitle: x\n---\nGrün ".encode() + b"\xfc", 4, "is not UTF-8 (byte 0xFC); save it as UTF-8"),
        ("a.txt", "Text".encode("utf-16"), 1, "is UTF-16, not UTF-8; save it as UTF-8"),
        ("a.jsonl", b'{"text": "one"}\n{"text": "\xff"}', 2, "is not UTF-8 (byte 0xFF); save it as UTF-8"),
        ("a.html", b"<p>\xff</p>", 1, "is not UTF-8 and declares no encoding that fits; save it as UTF-8"),
        ("a.html.gz", b"\x1f\x8bnot gzip", 1, "is not a whole gzip file; save the page again"),
        ("a.md", b"one\ntwo \x00 three", 2, "holds the control character U+0000, which no feed may hold; delete it"),
        ("a.eml", b"no headers here", 1, "is not a mail: it has no headers; save it again as .eml"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, name: str, data: bytes, line: int, what: str) -> None:
    root = project(tmp_path, {f"content/articles/{name}": data})
    assert problems(root) == [f"content/articles/{name}:{line}: {what}"]


def test_offsets_count_in_the_body_as_given(tmp_path: Path) -> None:
    body = "Erste Zeile.\r\n\r\n  Zweite Zeile\u2028mit Umbruch.\r\n"
    data = b"\xef\xbb\xbf" + f"---\r\ntitle: Zeilen\r\n---\r\n{body}".encode()
    article = read(project(tmp_path, {"content/articles/a.md": data})).articles[0]
    assert article.text == body
    assert article.title == "Zeilen"


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    root = project(tmp_path / "project", {"content/articles/a.md": "Text enough."})
    secret = tmp_path / "secret.txt"
    secret.write_text("Not for the site.", "utf-8")
    (root / "content/articles/b.txt").symlink_to(secret)
    (root / "content/articles/c.md").symlink_to(root / "content/articles/a.md")
    found = problems(root)
    assert found == ["content/articles/b.txt:1: is a link to a file outside content/; copy the file here instead"]


def test_what_is_passed_over(tmp_path: Path) -> None:
    beside = ("README.md", ".hidden.md", "photo.jpg", "page_files/ad.html", "page-Dateien/ad.html", ".git/x.md")
    page = "<html><body><article><p>" + "A harbour was closed on Monday after the storm. " * 5 + "</p></article>"
    files: dict[str, str | bytes] = {f"content/articles/{name}": "x" for name in beside}
    root = project(tmp_path, {**files, "content/articles/page.html": page})
    assert [article.id for article in read(root).articles] == ["page.html"]


def test_packed_pages_keep_their_name_as_id(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Harbour closed | Courier</title></head><body><article><p>" + "The harbour was closed. " * 9
    )
    root = project(tmp_path, {"content/articles/0001.html.gz": gzip.compress(page.encode())})
    article = read(root).articles[0]
    assert (article.id, article.title) == ("0001.html.gz", "Harbour closed")


def test_publishers_by_name_domain_and_site(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/sources.yaml": "- name: Harbour Radio\n  domains: [radio.example]\n",
        "content/articles/a.md": "---\nurl: https://news.radio.example/1\n---\nText enough.",
        "content/articles/b.md": "---\npublisher: harbour radio\n---\nText enough.",
        "content/articles/c.md": "---\nurl: https://www.other.example/1\n---\nText enough.",
        "content/articles/d.md": "---\nurl: https://notradio.example/1\nsite: Not Radio\n---\nText enough.",
        "content/articles/e.jsonl": '{"id": "e", "source": "www.radio.example", "text": "Text enough."}',
    }
    found = [article.publisher for article in read(project(tmp_path, files)).articles]
    assert found == ["Harbour Radio", "Harbour Radio", "other.example", "Not Radio", "Harbour Radio"]


def test_story_files_remember_their_lines(tmp_path: Path) -> None:
    text = "title: Harbour\narticles:\n  add:\n    - a.md\ndecisions:\n  d-1:\n    is: confirmed\n    note: seen it\n"
    files: dict[str, str | bytes] = {"content/stories/harbour.yaml": text, "content/articles/a.md": "Text enough."}
    story = read(project(tmp_path, files)).stories[0]
    assert story.lines["add.a.md"] == 4
    assert story.lines["decisions.d-1"] == 6
    assert story.decisions["d-1"].ruling == "confirmed"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2025-06-13-ferry.md", date(2025, 6, 13)),
        ("2025/06/13/ferry.md", date(2025, 6, 13)),
        ("2025/06/ferry.md", None),
        ("2025-02-31-ferry.md", None),
        ("ferry-2025-06-13.md", None),
    ],
)
def test_the_day_in_a_name(tmp_path: Path, name: str, day: date | None) -> None:
    root = project(tmp_path, {f"content/articles/{name}": "Text enough."})
    assert read(root).articles[0].published == day


def test_a_mail(tmp_path: Path) -> None:
    mail = (
        b"From: Harbour Desk <desk@example.org>\r\nSubject: =?utf-8?q?F=C3=A4hre_l=C3=A4uft_aus?=\r\n"
        b"Date: Fri, 13 Jun 2025 14:05:00 +0200\r\n"
        b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\nDie F\xe4hre.\r\n"
    )
    article = read(project(tmp_path, {"content/articles/a.eml": mail})).articles[0]
    assert (article.title, article.publisher, article.time) == ("Fähre läuft aus", "Harbour Desk", "14:05")
    assert article.published == date(2025, 6, 13)
    assert article.text.strip() == "Die Fähre."


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(lambda t: ("---\n" + t).encode("utf-8", "replace")))
def test_no_bytes_break_a_reader(data: bytes) -> None:
    for suffix in (".md", ".jsonl", ".json", ".eml", ".mht", ".html", ".html.gz"):
        for item in READERS[suffix].drafts(Saved(name=f"a{suffix}", path="a", data=data)):
            if isinstance(item, Draft):
                finish(item, "en", ())


@pytest.mark.parametrize(
    "written",
    [
        "10000-01-01", "0001-01-01", "0050-06-13", "12025-06-13", "2025-06-1²", "not 2025-06-13 but 2025-07-01",
        "2025-06-13T25:61:00Z", "2025-02-30", "1899-12-31", "2101-01-01", "13.06.0025",
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["published", "added", "date"])
def test_no_day_is_made_of_nonsense(tmp_path: Path, written: str, key: str) -> None:
    root = project(
        tmp_path,
        {
            "content/articles/a.md": f"---\ntitle: x\n{key}: {written}\n---\nText enough.",
            "content/articles/b.jsonl": f'{{"{key}": "{written}", "text": "Text enough, and more."}}',
        },
    )
    found = problems(root)
    assert [line.split(" ")[0] for line in found] == ["content/articles/a.md:3:", "content/articles/b.jsonl:1:"]
    assert all("date" in line or "day" in line for line in found)


@pytest.mark.parametrize(
    "written",
    ["2025-06-13", "20250613", "13.06.25", "Friday, 13 June 2025, 14:05", "2025-06-13T14:05:00.123+02:00",
     "2025-06-13 14:05 UTC", "Freitag, 13. Juni 2025 um 14:05 Uhr", "2025/06/13", "13/06/2025"],
)  # fmt: skip
def test_days_as_people_write_them(tmp_path: Path, written: str) -> None:
    root = project(tmp_path, {"content/articles/a.md": f'---\npublished: "{written}"\n---\nText enough.'})
    assert read(root).articles[0].published == date(2025, 6, 13)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    root = project(tmp_path / "project", {"content/articles/good.md": "Text enough."})
    articles = root / "content/articles"
    os.mkfifo(articles / "a.md")
    (articles / "b.md").symlink_to("b.md")
    (tmp_path / "elsewhere").mkdir()
    (articles / "c").symlink_to(tmp_path / "elsewhere")
    (root / "content/sources.yaml").mkdir()
    (root / "content/stories/x.yaml").mkdir(parents=True)
    assert [line.split(";")[0] for line in problems(root)] == [
        "content/articles/a.md:1: is not a file",
        "content/articles/b.md:1: cannot be read: Too many levels of symbolic links",
        "content/articles/c:1: is a link to a folder, which is not followed",
        "content/sources.yaml:1: is not a file",
        "content/stories/x.yaml:1: is not a file",
    ]


def test_files_in_place_of_folders(tmp_path: Path) -> None:
    root = project(tmp_path, {"content/articles": "x", "content/stories": "x"})
    what = "1: is not a folder; delete it and make one"
    assert problems(root) == [f"content/articles:{what}", f"content/stories:{what}"]


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_names_that_no_line_can_show(tmp_path: Path) -> None:
    root = project(tmp_path, {"content/articles/two\nlines.md": "Text.", "content/articles/esc\x1b.md": "More."})
    shown = ["esc\\x1b", "two\\x0alines"]
    try:
        (root / "content/articles" / os.fsdecode(b"f\xe4hre.md")).write_text("Text enough.", "utf-8")
        shown.insert(1, "f\\xe4hre")
    except OSError:  # macOS takes UTF-8 only
        pass
    what = "1: the name holds control characters or is not UTF-8; rename the file"
    assert problems(root) == [f"content/articles/{name}.md:{what}" for name in shown]


def test_a_text_that_is_no_article(tmp_path: Path) -> None:
    root = project(tmp_path, {"content/articles/a.md": "word " * 400_001, "content/articles/b.md": "word " * 9_000})
    what = "the text is longer than 2 MB; is this an article? Cut or delete it"
    assert problems(root) == [f"content/articles/a.md:1: {what}"]
