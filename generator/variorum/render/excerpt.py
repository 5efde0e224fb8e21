"""A span of a text -> the part of it that may be published: no longer than the site allows, cut between words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A verbatim part of a text around a value; ``before + value + after`` stands in the text as it is."""

    before: str
    value: str
    after: str
    cut_before: bool  # words of the sentence are left out in front: an ellipsis belongs outside the quote
    cut_after: bool

    @property
    def text(self) -> str:
        """The words quoted."""
        return self.before + self.value + self.after


def excerpt(text: str, span: tuple[int, int], value: tuple[int, int] | None, longest: int) -> Excerpt:
    """Return ``text[span]``; where it has more than ``longest`` characters, the part of it that holds the value."""
    start, end = span
    low, high = value if value and start <= value[0] <= value[1] <= end else (start, start)
    first, last = start, end
    if end - start > longest:
        high = min(high, low + longest)
        if high - start > longest:
            first = _after_space(text, max(start, low - (longest - (high - low)) // 2), low)
        last = _before_space(text, max(high, first + 1), min(end, first + longest))
    return Excerpt(
        before=text[first:low].lstrip() if first < low else "",
        value=text[low:high],
        after=text[max(high, first) : last].rstrip(),
        cut_before=first > start,
        cut_after=last < end,
    )


def _after_space(text: str, position: int, limit: int) -> int:
    """Return the start of the first word at or after a position, but no later than ``limit``."""
    for i in range(position, limit):
        if text[i - 1].isspace() and not text[i].isspace():
            return i
    return limit


def _before_space(text: str, least: int, position: int) -> int:
    """Return the end of the last word that ends at or before a position, but no earlier than ``least``."""
    for i in range(position, least, -1):
        if i < len(text) and text[i].isspace():
            return len(text[:i].rstrip()) if not text[i - 1].isspace() else _before_space(text, least, i - 1)
    return position
