"""Text -> Lines: the lines of a text without the marks of markdown and HTML around them, as spans."""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["text", "heading", "item", "quote"]

LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# fenced code, scripts, styles, comments: nothing in them is prose. What is never closed is text.
OPENING = re.compile(
    r"^(?P<fence>```|~~~)|<(?P<tag>script|style|noscript|iframe|svg|template|figure|form)\b|(?P<comment><!--)"
    r"|^(?P<note>%%)",
    re.MULTILINE | re.IGNORECASE,
)
MARKS = re.compile(
    r"\s*(?:(?P<hash>#{1,6})\s+(?=\S)|(?P<quote>>\s?)|(?P<item>(?:[-*+•‣▪◦●○■►»–—]|\[[ xX]\])\s+(?=\S))"
    r"|(?P<number>\d{1,2})[.)]\s+(?=\S))"
)
TAG = re.compile(r"</?[a-zA-Z][^<>]*/?>")
WRAPPED = (55, 90)  # characters a line of hard-wrapped text is long; mail programs break at 72 to 78
UNDERLINE = re.compile(r"\s*(?:=+|-{2,})\s*")
CLOSING = " \t'\"”“’‘»«›‹)]*_"  # what may stand behind the mark that ends a sentence
ENDING = tuple(".!?…:;。！？")
PLAIN_END = frozenset(".,:;?!" + string.ascii_letters + string.digits)
SIGNED = re.compile(r"['\"”“’»]*\s?\([^()]{1,40}\)\s*\Z")  # "(dpa)" behind a sentence


@dataclass(slots=True)
class Line:
    """A line, or several where the text is hard-wrapped, as a span without marks at its edges."""

    start: int
    end: int
    text: str
    kind: Kind = "text"
    number: int | None = None  # of a numbered list
    begin: int = 0  # where the line starts, marks included
    gap: bool = False  # an empty line stands above

    @property
    def ends(self) -> bool:
        """Whether it ends like a sentence."""
        if self.text.endswith(ENDING) or self.text.rstrip(CLOSING).endswith(ENDING):
            return True
        signed = SIGNED.search(self.text[-60:]) if self.text.endswith(")") else None
        return signed is not None and self.text[-60:][: signed.start()].rstrip(CLOSING).endswith(ENDING)

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a sentence or more, not like a heading or a menu entry."""
        return len(self.text) >= 100 or (self.ends and len(self.text) >= 15)


def lines(text: str) -> list[Line]:
    """Return the lines of a text that hold something, in order."""
    found = list(_lines(text))
    _keep_lone_numbers(found, text)
    return _unwrapped(found, text)


def _hidden(text: str) -> list[tuple[int, int]]:
    """Return the spans of code, scripts and comments, in order."""
    found: list[tuple[int, int]] = []
    if not any(mark in text for mark in ("<", "```", "~~~", "%%")):
        return found
    lower, open_ended, end = text.lower(), set[str](), 0
    for match in OPENING.finditer(text):
        mark = next(m for m in match.groups() if m).lower()
        closing = {"<!--": "-->", "```": "\n```", "~~~": "\n~~~", "%%": "%%"}.get(mark, f"</{mark}")
        if match.start() < end or mark in open_ended:
            continue
        at = lower.find(closing, match.end()) if len(lower) == len(text) else -1
        if at < 0:
            open_ended.add(mark)
            continue
        after = at + len(closing)
        end = text.find(">", after) + 1 or after if match["tag"] else after
        found.append((match.start(), end))
    return found


def _lines(text: str) -> Iterator[Line]:
    hidden = _hidden(text)
    starts = [start for start, _ in hidden]
    last: Line | None = None
    previous_end = 0
    for match in LINE.finditer(text):
        start, end = match.span()
        if hidden:
            index = bisect_right(starts, start) - 1
            if index >= 0 and start < hidden[index][1]:
                start = min(end, hidden[index][1])
            index = bisect_right(starts, end) - 1
            if index >= 0 and start <= starts[index] < end:
                end = starts[index]
        if not text[start:end].strip():
            continue
        if last and last.kind == "text" and UNDERLINE.fullmatch(text, start, end) and not last.ends:
            last.kind = "heading"  # markdown's other way to write a heading
            continue
        line = _marked(text, start, end)
        line.gap = text.count("\n", previous_end, match.start()) > 1
        previous_end = end
        if line.start < line.end:
            yield line
            last = line


def _marked(text: str, start: int, end: int) -> Line:
    """Return the line without white space, quote marks, bullets and heading marks at its edges."""
    kind: Kind = "text"
    number, begin = None, start
    while match := MARKS.match(text, start, end):
        start = match.end()
        if match["hash"]:
            kind = "heading"
        elif match["quote"]:
            kind = "quote"
        else:
            kind = "item"
            number = int(match["number"]) if match["number"] else None
            break
    if kind == "heading":
        while end > start and text[end - 1] in "# \t":
            end -= 1
    start, end = trimmed(text, start, end)
    return Line(start, end, text[start:end], kind, number, begin)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space, HTML tags and emphasis marks around all of it."""
    if start < end and text[start].isalnum() and text[end - 1] in PLAIN_END:
        return start, end  # most lines
    while start < end:
        before = (start, end)
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        for mark in ("***", "**", "__", "*", "_"):
            size = len(mark)
            if end - start > 2 * size and text.startswith(mark, start, end) and text.endswith(mark, start, end):
                if text.find(mark, start + size, end - size) >= 0:
                    break
                start, end = start + size, end - size
        if start < end and text[start] == "<" and (tag := TAG.match(text, start, end)):
            start = tag.end()
        if (
            start < end
            and text[end - 1] == ">"
            and (at := text.rfind("<", start, end)) >= 0
            and TAG.fullmatch(text, at, end)
        ):
            end = at
        if (start, end) == before:
            break
    return start, end


def _keep_lone_numbers(found: list[Line], text: str) -> None:
    """Give "18. Juni" its number back: only a number with a neighbour in the same text counts a list."""
    numbers = {line.number for line in found if line.number is not None}
    for line in found:
        if line.number is None or (
            1 in numbers and (line.number == 1 or line.number - 1 in numbers) and len(numbers) > 1
        ):
            continue
        at = line.begin
        while text[at].isspace() or text[at] == ">":
            at += 1
        line.start, line.kind, line.number = at, "text", None
        line.text = text[at : line.end]


def _unwrapped(found: list[Line], text: str) -> list[Line]:
    """Join the lines of paragraphs that were broken at a fixed width, as mail programs do."""
    inner = [a for a, b in pairwise(found) if not b.gap and a.kind == b.kind == "text"]
    if len(inner) < 2 or not any(line.gap for line in found):
        return found
    shortest, longest = WRAPPED
    if max(line.end - line.start for line in found) > longest:
        return found
    if 10 * sum(line.end - line.start >= shortest for line in inner) < 7 * len(inner):
        return found
    joined: list[Line] = []
    for line in found:
        last = joined[-1] if joined else None
        if last and not line.gap and line.kind == "text" and last.kind != "heading":
            last.end = line.end
            last.text = text[last.start : last.end]
        else:
            joined.append(line)
    return joined
