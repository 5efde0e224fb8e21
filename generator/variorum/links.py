"""A built site -> the internal links and anchors in it that lead nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from variorum.errors import Problem

ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}


class _Page(HTMLParser):
    """The ids and the addresses of one page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.twice: set[str] = set()
        self.links: list[tuple[int, str]] = []
        self.base_free = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the id and the address of an element."""
        values = dict(attrs)
        if name := values.get("id"):
            (self.twice if name in self.ids else self.ids).add(name)
        address = values.get(ADDRESSES.get(tag, ""))
        if address is not None and values.get("rel") != "canonical":
            self.links.append((self.getpos()[0], address))


def broken_links(site: Path) -> Iterator[Problem]:
    """Yield a problem for each internal link, anchor, image or script that is missing, and for each id used twice."""
    pages = {path.relative_to(site).as_posix(): _parse(path) for path in sorted(site.rglob("*.html"))}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for name, page in pages.items():
        for twice in sorted(page.twice):
            yield Problem(path=f"build/site/{name}", line=1, message=f"the id {twice!r} stands there twice")
        if name == "404.html":  # is served at any address, so its links are absolute
            continue
        for line, address in page.links:
            if not _resolves(address, name, pages, files):
                yield Problem(path=f"build/site/{name}", line=line, message=f"this link leads nowhere: {address}")


def _parse(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text("utf-8"))
    page.close()
    return page


def _resolves(address: str, name: str, pages: dict[str, _Page], files: set[str]) -> bool:
    parts = urlsplit(address)
    if parts.scheme in ("http", "https", "mailto") or parts.netloc:
        return True
    if parts.scheme == "javascript":
        return address == "javascript:void(0)"  # Material's own share button
    path = unquote(parts.path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    if path.endswith(("/", "/..")) or path in (".", ".."):
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target not in files:
        return False
    anchor = unquote(parts.fragment)
    return not anchor or target not in pages or anchor in pages[target].ids
