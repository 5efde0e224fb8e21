"""new and add: an empty project that builds, articles filed once with what could be inferred."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml

from variorum.add import FetchError, Report, add, fetch_page
from variorum.errors import ContentError, PublishError
from variorum.new import new
from variorum.read import read

TODAY = date(2025, 7, 1)
TEXT = (
    "Fähre läuft auf Grund\n\nStand: 11.06.2025, 17:05 Uhr\n\n"
    "Die Fähre „Marie Tolk“ ist am Mittwoch vor dem Hafen von Sundholm im Nebel auf Grund gelaufen.\n"
)
PAGE = """<!doctype html><html lang="en"><head><title>Ferry runs aground | The Courier</title>
<meta property="og:site_name" content="The Courier"><meta name="author" content="Ada Quill">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry runs aground",
 "datePublished": "2025-06-11T17:05:00+02:00", "author": [{"@type": "Person", "name": "Ada Quill"}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferry runs aground</h1>
<p>The ferry Marie Tolk ran aground off the harbour of Sundholm on Wednesday in thick fog, the line said.</p>
<p>Twelve passengers were hurt, two of them badly, and the harbour was closed until the evening.</p>
<p>The captain had left the bridge only minutes before, a passenger told the paper on the quay.</p>
</article><footer>Imprint</footer></body></html>"""


def nobody(url: str) -> bytes:
    raise AssertionError(f"{url} must not be fetched")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    new(tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    def save(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return str(path)

    return save


def filed(report: Report) -> str:
    assert report.problems == ()
    assert len(report.filed) == 1
    return report.filed[0].path


def front(root: Path, path: str) -> dict[str, object]:
    _, head, _ = (root / path).read_text("utf-8").split("---\n", 2)
    found: dict[str, object] = yaml.safe_load(head)
    return found


def test_a_new_project_can_be_read_and_is_not_overwritten(tmp_path: Path) -> None:
    written = new(tmp_path)
    assert Path("content/site.yaml") in written
    assert Path(".github/workflows/weekly.yml") in written
    assert read(tmp_path).articles == ()
    with pytest.raises(ContentError) as caught:
        new(tmp_path)
    assert len(caught.value.problems) == len(written)


def test_new_writes_nothing_where_one_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", "utf-8")
    with pytest.raises(ContentError, match="is already there"):
        new(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
    with pytest.raises(ContentError, match="is a file"):
        new(tmp_path / "README.md")


def test_new_takes_back_what_it_wrote_where_the_disk_refuses(tmp_path: Path) -> None:
    (tmp_path / ".github").write_text("mine", "utf-8")
    with pytest.raises(PublishError, match=r"weekly.yml:1: cannot be written: .+; choose another"):
        new(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".github"]
    for impossible in (tmp_path / ".github" / "project", tmp_path / ("x" * 300)):
        with pytest.raises(PublishError, match=r":1: cannot be written: .+; choose another"):
            new(impossible)


def test_add_where_the_disk_refuses(root: Path, saved: Callable[[str, str | bytes], str]) -> None:
    (root / "content/articles/2025").write_text("in the way", "utf-8")
    with pytest.raises(PublishError, match=r"aground.md:1: cannot be written .+; nothing was changed: mend"):
        add(root, [saved("page.html", PAGE)], today=TODAY, fetch=nobody)
    assert sorted(p.name for p in (root / "content/articles").iterdir()) == [".gitkeep", "2025"]


def test_the_new_projects_workflow_uses_our_own_pins() -> None:
    folder = Path(__file__).parents[1]
    ours = (folder / ".github/workflows/weekly.yml").read_text("utf-8")
    theirs = (folder / "generator/variorum/starter/weekly.yml").read_text("utf-8")
    pins = [line.strip().removeprefix("- ") for line in theirs.splitlines() if "uses:" in line]
    assert pins
    assert [pin for pin in pins if pin not in ours] == []


def test_pasted_text(root: Path, saved: Callable[[str, str | bytes], str]) -> None:
    report = add(root, [saved("notes.txt", TEXT)], today=TODAY, fetch=nobody)
    path = filed(report)
    assert path == "content/articles/2025/06/2025-06-11-faehre-laeuft-auf-grund.md"
    assert front(root, path) == {
        "title": "Fähre läuft auf Grund",
        "published": date(2025, 6, 11),
        "time": "17:05",
        "added": TODAY,
        "language": "de",
    }
    assert (root / path).read_text("utf-8").endswith("---\n" + TEXT)
    assert report.filed[0].missing == ("publisher", "url")
    assert read(root).articles[0].text == TEXT


def test_no_day_is_invented(root: Path, saved: Callable[[str, str | bytes], str]) -> None:
    text = "Bakery wins prize\n\nThe bakery in the harbour street has won the bread prize of the island again.\n"
    report = add(root, [saved("notes.txt", text)], today=TODAY, fetch=nobody)
    assert filed(report) == "content/articles/2025/07/bakery-wins-prize.md"
    assert read(root).articles[0].published is None
    assert "published" in report.filed[0].missing


def test_a_saved_page(root: Path, saved: Callable[[str, str | bytes], str]) -> None:
    path = filed(add(root, [saved("page.html", PAGE)], today=TODAY, fetch=nobody))
    assert path == "content/articles/2025/06/2025-06-11-the-courier-ferry-runs-aground.md"
    assert front(root, path) == {
        "title": "Ferry runs aground",
        "publisher": "The Courier",
        "authors": ["Ada Quill"],
        "published": date(2025, 6, 11),
        "time": "17:05",
        "added": TODAY,
        "language": "en",
    }
    body = read(root).articles[0].text
    assert body.startswith("The ferry Marie Tolk ran aground")
    assert "Imprint" not in body


def test_a_url_is_fetched_once_and_kept(root: Path) -> None:
    url = "https://courier.example/news/ferry?id=1"
    path = filed(add(root, [url], today=TODAY, fetch=lambda _: PAGE.encode()))
    assert front(root, path)["url"] == url
    again = add(root, [url], today=TODAY, fetch=lambda _: PAGE.replace("Twelve", "Thirteen").encode())
    assert again.filed == ()
    assert [str(p) for p in again.problems] == [f"{url}:1: is already filed as {path}; nothing to do"]


def test_front_matter_is_kept(root: Path, saved: Callable[[str, str | bytes], str]) -> None:
    clip = '---\ntitle: "Row: a bridge"\nsource: https://post.example/1\nauthor: ["[[Bo Marsh]]"]\ntags: [clippings]\n'
    clip += "story: bridge\nkind: opinion\n---\nThe bridge over the Elle is closed, and nobody knows for how long.\n"
    path = filed(add(root, [saved("clip.md", clip)], today=TODAY, fetch=nobody))
    article = read(root).articles[0]
    assert (article.title, article.url, article.authors) == ("Row: a bridge", "https://post.example/1", ("Bo Marsh",))
    assert (article.kind, article.stories, article.tags) == ("opinion", ("bridge",), ("clippings",))
    assert path.endswith("/post-example-row-a-bridge.md")


def test_the_same_text_twice_and_two_texts_of_one_title(root: Path, saved: Callable[[str, str | bytes], str]) -> None:
    one = saved("one.txt", TEXT)
    two = saved("two.txt", TEXT.replace("\n", "\r\n"))
    three = saved("three.txt", TEXT + "Zwölf Menschen wurden verletzt, wie die Polizei am Abend mitteilte.\n")
    report = add(root, [one, two, three], today=TODAY, fetch=nobody)
    assert [f.path.rpartition("/")[2] for f in report.filed] == [
        "2025-06-11-faehre-laeuft-auf-grund.md",
        "2025-06-11-faehre-laeuft-auf-grund-2.md",
    ]
    assert [p.path for p in report.problems] == [two]


def test_rows_become_files_and_keep_their_ids(root: Path, saved: Callable[[str, str | bytes], str]) -> None:
    rows = '{"id": "r-1", "title": "One", "text": "One is enough."}\n{"title": "Two", "text": "Two are enough."}\n'
    report = add(root, [saved("rows.jsonl", rows)], today=TODAY, fetch=nobody)
    assert [front(root, f.path).get("id") for f in report.filed] == ["r-1", None]
    assert [a.id for a in read(root).articles] == ["2025/07/two.md", "r-1"]


def test_what_cannot_be_filed_is_told_and_the_rest_is_filed(
    root: Path, tmp_path: Path, saved: Callable[[str, str | bytes], str]
) -> None:
    sources = [
        str(tmp_path / "nowhere.txt"),
        str(tmp_path),
        saved("image.png", b"\x89PNG"),
        saved("latin.txt", "Fähre".encode("latin-1")),
        saved("empty.txt", " \n"),
        saved("blank.html", "<html><body></body></html>"),
        saved("good.txt", TEXT),
    ]
    report = add(root, sources, today=TODAY, fetch=nobody)
    assert len(report.filed) == 1
    assert [p.message for p in sorted(report.problems, key=lambda p: sources.index(p.path))] == [
        "cannot be read: No such file or directory; check the name",
        "is a folder; name the files in it",
        "is of an unknown kind; save it as .md, .txt, .html, .eml or .jsonl",
        "is not UTF-8 (byte 0xE4); save it as UTF-8",
        "the text is empty; paste the article here or delete the entry",
        "the text is empty; paste the article here or delete the entry",
    ]
    left = [p.name for p in (root / "content/articles").rglob("*") if p.is_file()]
    assert sorted(left) == [".gitkeep", "2025-06-11-faehre-laeuft-auf-grund.md"]


def test_a_page_that_does_not_come(root: Path) -> None:
    def fetch(url: str) -> bytes:
        raise FetchError("the server answers 404 Not Found")

    report = add(root, ["https://courier.example/gone"], today=TODAY, fetch=fetch)
    assert [str(p) for p in report.problems] == [
        (
            "https://courier.example/gone:1: could not be fetched: the server answers 404 Not Found; "
            "save the page and add the file"
        )
    ]


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/", "javascript:alert(1)"])
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(FetchError):
        fetch_page(url)


class Server(BaseHTTPRequestHandler):
    """Answers as web servers do, well and badly."""

    def do_GET(self) -> None:
        code, kind, body = {
            "/page": (200, "text/html; charset=iso-8859-1", "<p>Fähre</p>".encode("latin-1")),
            "/picture": (200, "image/png", b"\x89PNG"),
            "/away": (302, "text/html", b""),
        }.get(self.path, (404, "text/html", b"gone"))
        self.send_response(code)
        self.send_header("Content-Type", kind)
        if code == 302:
            self.send_header("Location", "file:///etc/hostname")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()
    thread.join()


def test_a_page_comes_in_utf8(server: str) -> None:
    assert fetch_page(f"{server}/page") == "<p>Fähre</p>".encode()


@pytest.mark.parametrize(
    ("path", "why"),
    [("/none", "answers 404"), ("/picture", "it is image/png"), ("/away", "neither http nor https|not allowed")],
)
def test_what_is_no_page_is_refused(server: str, path: str, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        fetch_page(server + path)
