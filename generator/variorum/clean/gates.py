"""Patterns behind words: one is tried only on lines that hold one of its words, and most lines hold none.

Which words may stand in a line is told by what is remembered of each word seen so far, for a large collection has a
million lines and only some hundred thousand words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

WORD = re.compile(r"\S+")
REMEMBERED = 300_000  # words; then all are forgotten
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gates:
    """Gated patterns, in order: (strings of which a line must hold one, in lower case; the pattern)."""

    patterns: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]

    def search(self, text: str, strings: frozenset[str]) -> re.Match[str] | None:
        """Return the first match of any of the patterns in a line that may hold these strings and no other."""
        holds = text.lower().__contains__
        for when, pattern in self.patterns:
            if not strings.isdisjoint(when) and any(map(holds, when)) and (match := pattern.search(text)):
                return match
        return None


class Watch:
    """Which of some strings a text may hold, told by its words, between white space."""

    def __init__(self, gates: Iterable[str], names: Iterable[str]) -> None:
        """``gates`` are strings in lower case that count in any; ``names`` are whole words and count as written."""
        parts = {name: rf"(?<![\w-]){re.escape(_longest(name)[0])}(?![\w-])" for name in names}
        parts |= {gate: _part(gate) for gate in gates}
        self._parts = [(string, re.compile(part)) for string, part in parts.items()]
        self._any = _one_of({_longest(string)[0] for string in parts})
        self._dull: set[str] = set()
        self._telling: dict[str, tuple[str, ...]] = {}

    def may_hold(self, text: str) -> frozenset[str]:
        """Return the strings that a text may hold; no other stands in it."""
        words = text.split()
        if self._dull.issuperset(words):
            return NONE
        found: set[str] = set()
        for word in words:
            if word in self._dull:
                continue
            strings = self._telling.get(word)
            if strings is None:
                strings = self._strings(word)
                self._remember(word, strings)
            found.update(strings)
        return frozenset(found)

    def _strings(self, word: str) -> tuple[str, ...]:
        low = word.lower()
        if not self._any.search(word) and not self._any.search(low):
            return ()
        return tuple(string for string, part in self._parts if part.search(word) or part.search(low))

    def _remember(self, word: str, strings: tuple[str, ...]) -> None:
        if max(len(self._dull), len(self._telling)) >= REMEMBERED:
            self._dull.clear()
            self._telling.clear()
        if strings:
            self._telling[word] = strings
        else:
            self._dull.add(word)


def _longest(string: str) -> re.Match[str]:
    """Return the longest word of a string, of which a word of every text that holds the string is or has a part."""
    return max(WORD.finditer(string), key=lambda m: len(m[0]))


def _part(gate: str) -> str:
    """Return the pattern of a word, in lower case, of every text that holds a gate."""
    word = _longest(gate)
    start = r"\A" if word.start() > 0 else ""
    end = r"\Z" if word.end() < len(gate) else ""
    return f"{start}{re.escape(word[0])}{end}"


def _one_of(words: Set[str]) -> re.Pattern[str]:
    """Return the pattern of any of these words, by their first letters: so it is tried where one can begin."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    ways = (f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile("|".join(ways) or r"\A(?!)")
