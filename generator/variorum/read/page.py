"""A saved web page (.html, .htm, .html.gz) -> one draft, through trafilatura and what the page says of itself."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from dataclasses import dataclass

import trafilatura

from variorum.errors import Problem
from variorum.read.draft import Draft, Saved
from variorum.read.located import Located
from variorum.read.source import without_forbidden

LARGEST = 50_000_000  # bytes unpacked; a page is rarely above 5 MB, a gzip bomb is
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The article in a page: fields named as in front matter, only those that were found, and its text."""

    fields: dict[str, object]
    text: str


def drafts(saved: Saved) -> tuple[Draft, ...] | tuple[Problem, ...]:
    """Return the article of a saved page, or why it cannot be read."""
    content = _decode(saved)
    if isinstance(content, Problem):
        return (content,)
    extracted = extract(content)
    located = Located(value=None, path=saved.path, lines={(): 1})
    return (
        Draft(
            id=saved.name,
            path=saved.path,
            line=1,
            text_line=1,
            fields=extracted.fields,
            document=located,
            text=extracted.text,
            blank_is_wrong=False,
        ),
    )


def _decode(saved: Saved) -> str | Problem:
    data = saved.data
    if data.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(io.BytesIO(data)) as packed:
                data = packed.read(LARGEST + 1)
        except (OSError, EOFError, zlib.error):
            return Problem(path=saved.path, line=1, message="is not a whole gzip file; save the page again")
    if len(data) > LARGEST:
        return Problem(
            path=saved.path, line=1, message=f"is larger than {LARGEST // 1_000_000} MB; save only the article"
        )
    return page_text(data, saved.path)


def page_text(data: bytes, path: str) -> str | Problem:
    """Return the text of a page in UTF-8 or in the encoding that it declares, or what is wrong."""
    declared = CHARSET.search(data[:4096])
    names = ["utf-8-sig"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        names = ["utf-16"]
    elif declared:
        names.append(declared[1].decode("ascii"))
    for name in names:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return Problem(path=path, line=1, message="is not UTF-8 and declares no encoding that fits; save it as UTF-8")


def extract(content: str) -> Extracted:
    """Return the article of a page."""
    found = trafilatura.bare_extraction(content, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return Extracted(fields={}, text="")
    given = {
        "title": found.title,
        "authors": found.author.split("; ") if found.author else None,
        "published": found.date,
        "url": found.url,
        "site": found.sitename,
    }
    return Extracted(fields={k: v for k, v in given.items() if v}, text=without_forbidden(found.text or ""))
