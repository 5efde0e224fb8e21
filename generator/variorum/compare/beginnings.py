"""Text -> the words in it that begin as a table says, each looked up: an alternation would try all at every letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

WORD = re.compile(r"\w+")


class Found(NamedTuple):
    """A beginning where it stands; ``end`` is that of the beginning, not of its word."""

    start: int
    end: int
    text: str  # lower case, as the table has it


class Beginnings:
    """Beginnings of words ("injur"), those that are ``whole`` and phrases, whose last word may be a beginning too."""

    def __init__(self, beginnings: Iterable[str], whole: Iterable[str] = ()) -> None:
        self._whole = frozenset(whole)
        words: dict[str, list[str]] = {}  # first word, or its beginning -> texts, the longest first
        self._open: set[str] = set()  # of these, those that are only the beginning of a word
        for text in sorted({*beginnings, *self._whole}, key=lambda text: (-len(text), text)):
            first = WORD.match(text)
            if first is None:
                raise ValueError(f"{text!r} begins with no letter or digit")
            words.setdefault(first[0], []).append(text)
            if first[0] == text and text not in self._whole:
                self._open.add(text)
        self._words: Mapping[str, tuple[str, ...]] = {first: tuple(texts) for first, texts in words.items()}
        self._sizes = sorted({len(text) for text in self._open}, reverse=True)
        self._heads = frozenset(first[:2] for first in words)

    def find(self, text: str) -> Iterator[Found]:
        """Yield what begins in a text, from left to right, at each place the longest; nothing overlaps."""
        heads, after = self._heads, 0
        for match in WORD.finditer(text):
            word = match[0].lower()
            if word[:2] in heads or word[:1] in heads:
                start = match.start()
                found = self._at(text, start, word) if start >= after else None
                if found:
                    after = found.end
                    yield found

    def _at(self, text: str, start: int, word: str) -> Found | None:
        # what begins with the word as a whole is as long as it at least, so that it goes before any beginning of it
        for known in self._words.get(word, ()):
            end = start + len(known)
            if text[start:end].lower() == known and not (known in self._whole and WORD.match(text, end)):
                return Found(start, end, known)
        for size in self._sizes:
            if word[:size] in self._open:
                return Found(start, start + size, word[:size])
        return None
