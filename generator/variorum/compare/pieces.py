"""Pattern -> pieces of words of which each of its matches holds one: it is tried on few sentences, for most hold none.

Dozens of patterns are held against every sentence of a story, each of them some hundred alternatives. What a pattern
needs is worked out from the pattern. A gate may be open for nothing, and never shut where its pattern matches
(tests/test_pieces.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, product

from variorum.compare.align import Line
from variorum.compare.beginnings import SHORT, head

EDGE = "\b"  # in a piece or word: where letters begin or end
REMEMBERED = 100_000  # words
MOST = 200  # strings that a part of a pattern may stand for, to be told one by one
TOKEN = re.compile(
    r"(?P<run>[\w ',’-]+(?![*+?{]))"
    r"|(?P<edge>\\b|\(\?<?!\\w\))|(?P<around>\(\?<?[=!])|(?P<group>\((?:\?(?:P<\w+>|[aimsux-]*:))?)|(?P<nothing>\\[BAZ]|[\^$])"
    r"|\\(?P<escaped>\W)|\[(?P<some>[^\\\]^-]{1,6}|[^\\\]^]{1,3}-)\]|(?P<literal>[^\\.\[])"
    r"|(?P<any>\\.|\.|\[\^?\]?(?:\\.|[^\]\\])*\])",
    re.DOTALL,
)
SPACE = re.compile(r"\s+")
BEGUN = re.compile(rf"{EDGE}+(\w+)")
TIMES = re.compile(r"(?P<times>[*+?]|\{\d*,?\d*\})[?+]?")
PERHAPS = ("?", "*", "{0", "{,")
NONE: frozenset[str] = frozenset()
NOTHING = frozenset(("",))
EDGED = frozenset((EDGE,))


class Watch:
    """Which of some pieces, in lower case, stand in a line: looked up by the beginnings of words where these tell."""

    def __init__(self, pieces: Iterable[str]) -> None:
        by: dict[str, list[str]] = {}
        for piece in sorted(set(pieces)):
            first = max(map(_head, _words(piece)), key=len, default="")
            by.setdefault(first, []).append(piece.replace(EDGE, ""))
        self._loose = by.pop("", [])
        self._by, self._heads = by, frozenset(by)

    def found(self, line: Line) -> Sequence[str]:
        """Return the pieces, without their edges, that stand in a line in lower case."""
        low = line.low
        found = [piece for piece in self._loose if piece in low]
        if not self._heads.isdisjoint(line.heads):
            for first in self._heads & line.heads:
                found += [piece for piece in self._by[first] if piece in low]
        return found


class Words:
    """Which of some pieces, in lower case, a text holds, told by what is remembered of each word seen so far."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._short: list[str] = []  # of these any word may hold one
        self._parts: dict[str, list[tuple[str, str]]] = {}
        for piece in pieces:
            part = max(piece.split(), key=len)
            if len(part) < SHORT:
                self._short.append(piece)
            else:
                self._parts.setdefault(part[:SHORT], []).append((part, piece))
        self._of = lru_cache(maxsize=REMEMBERED)(self._pieces)

    def __call__(self, low: str) -> Iterable[str]:
        """Return the pieces that stand in a text in lower case; each once, in no order."""
        found = set(chain.from_iterable(map(self._of, low.split())))
        return [piece for piece in (*self._short, *found) if piece in low]

    def _pieces(self, word: str) -> tuple[str, ...]:
        """Return the pieces that a text with this word may hold."""
        found: list[str] = []
        for at in range(len(word) - SHORT + 1):
            if parts := self._parts.get(word[at : at + SHORT]):
                found += [piece for part, piece in parts if word.startswith(part, at)]
        return tuple(found)


class Gated:
    """A pattern for lines in lower case (``words.small``), tried where a line has the words for it."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self._watch = Watch(needed(pattern.pattern))

    def search(self, line: Line) -> re.Match[str] | None:
        """Return the first match in a line in lower case."""
        return self.pattern.search(line.low) if self._watch.found(line) else None

    def finditer(self, line: Line) -> Iterable[re.Match[str]]:
        """Return the matches in a line in lower case."""
        return self.pattern.finditer(line.low) if self._watch.found(line) else ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern: all that it may match, if that can be told, and pieces of which a match holds one."""

    ways: frozenset[str] = NONE
    pieces: frozenset[str] = NONE


@dataclass(slots=True)
class _Row:
    """Parts of a pattern that follow each other."""

    ways: frozenset[str] = NOTHING  # of those since the last that cannot be told
    whole: bool = True  # whether all can be told
    best: frozenset[str] = field(default=NONE)

    def add(self, part: _Part) -> None:
        """Put a part at the end."""
        if part.ways and len(self.ways) * len(part.ways) <= MOST:
            self.ways = frozenset(a + b for a, b in product(self.ways, part.ways))
            return
        self.best = max(self.best, self.ways, part.pieces, key=_telling)
        self.ways, self.whole = part.ways or NOTHING, False

    def part(self) -> _Part:
        """Return all as one part."""
        return _Part(self.ways if self.whole else NONE, max(self.best, self.ways, key=_telling))


def _telling(pieces: frozenset[str]) -> int:
    """Return the letters of the shortest of these pieces, in the longest word of it: 0 if any sentence may hold it."""
    return min(map(_longest, pieces), default=0)


@lru_cache(maxsize=2_000)  # a piece is weighed in each bracket around it
def _longest(piece: str) -> int:
    return max(map(_letters, _words(piece)), default=0)


def _letters(word: str) -> int:
    return len(word.replace(EDGE, ""))


def _words(piece: str) -> list[str]:
    """Return the words of a piece, an edge where one ends or begins inside of it."""
    return SPACE.sub(f"{EDGE} {EDGE}", piece).split()


def _head(word: str) -> str:
    """Return which of its ``heads`` each text has that holds a word, "" if that is not told."""
    begun = BEGUN.match(word)
    return head(begun[1], whole=begun.end() < len(word)) if begun else ""


def needed(pattern: str) -> frozenset[str]:
    """Return pieces in lower case: each match of a pattern holds one, but for case; "" alone where none can be told."""
    pieces = _either(pattern, 0)[0].pieces
    return pieces if _telling(pieces) or pattern == "(?!)" else NOTHING


def _either(pattern: str, at: int, before: frozenset[str] = NOTHING) -> tuple[_Part, int]:
    """Return what alternatives are, up to the bracket that closes them, and where they end.

    ``before`` is the edge at which they stand.
    """
    rows = [_Row(before)]
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            rows.append(_Row(before))
            at += 1
        else:
            part, at = _item(pattern, at, EDGED if rows[-1].ways == EDGED else NOTHING)
            rows[-1].add(part)
    parts = [row.part() for row in rows]
    known = all(part.ways for part in parts)
    told = all(_telling(part.pieces) for part in parts)
    return _Part(
        frozenset().union(*(part.ways for part in parts)) if known else NONE,
        frozenset().union(*(part.pieces for part in parts)) if told else NONE,
    ), at


def _item(pattern: str, at: int, before: frozenset[str]) -> tuple[_Part, int]:
    """Return what a letter, class or group is with how often it stands, and where it ends."""
    token = TOKEN.match(pattern, at)
    assert token, f"{pattern!r} cannot be read at {at}"
    at = token.end()
    if token["run"]:  # no more than what follows would tell letter by letter, at a third of the time
        run = frozenset((token["run"].lower(),))
        return _Part(run, run), at
    part = _Part(NOTHING)
    if token["group"] or token["around"]:
        inside, at = _either(pattern, at, before)
        at += 1
        part = inside if token["group"] else part
    elif token["edge"]:
        part = _Part(EDGED)
    elif token["any"]:
        part = _Part()
    elif letters := (token["literal"] or token["escaped"] or token["some"]):
        part = _Part(frozenset(letter.lower() for letter in letters))
        part = _Part(part.ways, part.ways)
    times = TIMES.match(pattern, at)
    if times:
        at = times.end()
        if times["times"] == "?":
            return _Part(part.ways | NOTHING if part.ways else NONE), at
        return _Part(NONE, NONE if times["times"].startswith(PERHAPS) else part.pieces), at
    return part, at
