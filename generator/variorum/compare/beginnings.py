"""Text -> the words in it that begin as a table says, each looked up: an alternation would try all at every letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

WORD = re.compile(r"\w+")
SHORT, LONG = 3, 5  # letters of the beginnings by which words are looked up


def split(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a text: where each begins, and the word in lower case."""
    for match in WORD.finditer(text):
        yield match.start(), match[0].lower()


def heads(low: str) -> frozenset[str]:
    """Return the words of a text in lower case, and the ``SHORT`` and ``LONG`` letters with which each begins."""
    words = set(WORD.findall(low))
    return frozenset(words.union([word[:SHORT] for word in words], [word[:LONG] for word in words]))


def head(beginning: str, *, whole: bool) -> str:
    """Return which of its ``heads`` each text has in which a word begins so, or is so as a ``whole``; "" for none."""
    if len(beginning) >= LONG:
        return beginning[:LONG]
    if whole:
        return beginning
    return beginning[:SHORT] if len(beginning) >= SHORT else ""


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

    def find(self, text: str, words: Iterable[tuple[int, str]] | None = None) -> Iterator[Found]:
        """Yield what begins in a text, from left to right, at each place the longest; nothing overlaps.

        ``words`` are those of the text, as ``split`` has them, that may begin something, where they are known.
        """
        after = 0
        for start, word in split(text) if words is None else words:
            found = self._at(text, start, word) if start >= after else None
            if found:
                after = found.end
                yield found

    def begins(self, word: str) -> bool:
        """Return whether something may begin with a word in lower case."""
        if word[:2] not in self._heads and word[:1] not in self._heads:
            return False
        return word in self._words or any(word[:size] in self._open for size in self._sizes)

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
