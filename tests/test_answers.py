"""`variorum links`, against a real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from variorum.answers import ask, broken
from variorum.models import Article


class Answers(BaseHTTPRequestHandler):
    """/good answers, /moved redirects, /headless refuses HEAD, anything else is not there."""

    def do_HEAD(self) -> None:  # the name http.server looks for
        status = {"/good": 200, "/headless": 405, "/moved": 301}.get(self.path, 404)
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/good")
        self.end_headers()

    def do_GET(self) -> None:  # the name http.server looks for
        self.send_response(200 if self.path in {"/good", "/headless"} else 404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the signature of the base class
        """Say nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "status"), [("/good", 200), ("/moved", 200), ("/headless", 200), ("/gone", 404)], ids=str
)
def test_status(host: str, path: str, status: int) -> None:
    assert ask(host + path) == status


def test_a_host_that_is_not_there_is_told_in_words() -> None:
    assert isinstance(ask("http://127.0.0.1:9/"), str)


def test_only_broken_links_are_named_with_the_article() -> None:
    def article(name: str, url: str | None, archived: str | None = None) -> Article:
        return Article(
            id=name, path=f"content/articles/{name}", line=1, title=name, text="", language="en", url=url,
            archived=archived,
        )  # fmt: skip

    status = {"https://a.example/1": 200, "https://a.example/2": 404, "https://a.example/3": "no route"}
    articles = [
        article("1", "https://a.example/1"),
        article("2", "https://a.example/2", "https://a.example/1"),
        article("3", "https://a.example/3"),
        article("4", None),
    ]
    found = [str(p) for p in broken(articles, ask=status.__getitem__)]
    assert [f.split(":", 2)[2].split(": correct")[0] for f in found] == [
        " https://a.example/2 answers 404",
        " https://a.example/3 does not answer (no route)",
    ]
    assert [f.split(": https")[0] for f in found] == ["content/articles/2:1", "content/articles/3:1"]
