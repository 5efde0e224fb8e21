"""A markdown or text file -> one draft: front matter between two lines of ``---``, then the text as it stands."""

from __future__ import annotations

import re

from variorum.errors import Problem
from variorum.read.draft import Draft, Saved
from variorum.read.located import parse
from variorum.read.source import decode, forbidden

OPENING = re.compile(r"---[ \t]*\r?\n")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
A_KEY = re.compile(r"\s*(?:#[^\n]*\n\s*)*(?:[\w\-\"' ]+:(?:\s|$)|\{)")  # what follows "---" where it opens front matter


def drafts(saved: Saved) -> tuple[Draft | Problem, ...]:
    """Return the article of a .md, .markdown or .txt file, or what is wrong with the file.

    The text is everything behind the front matter, unchanged: white space, line ends and markup stay, since offsets
    count in it. A text file without front matter is all text.
    """
    content = decode(saved.data, saved.path)
    if isinstance(content, Problem):
        return (content,)
    head, body = "", content
    opening = OPENING.match(content)
    closing = CLOSING.search(content, opening.end()) if opening else None
    if opening and closing:
        head, body = content[opening.end() : closing.start()], content[closing.end() :]
    elif opening and A_KEY.match(content, opening.end()):
        message = 'the front matter is not closed; end it with a line of "---"'
        return (Problem(path=saved.path, line=1, message=message),)
    document = parse(head, saved.path, above=1)
    if isinstance(document.value, str):  # prose between two lines: a break of the text, not front matter
        document, body = parse("", saved.path), content
    at = content.count("\n", 0, len(content) - len(body)) + 1
    found = tuple(forbidden(body, saved.path, at)) + document.problems
    fields = document.value if document.value is not None else {}
    if not found and not isinstance(fields, dict):
        found = (document.problem('the front matter must hold lines of the form "key: value"'),)
    if found:
        return found
    assert isinstance(fields, dict)
    return (Draft(id=saved.name, path=saved.path, line=1, text_line=at, fields=fields, document=document, text=body),)
