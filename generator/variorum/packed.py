"""Sentences, packed: twelve bytes each instead of an object.

A collection of ten thousand articles has half a million sentences. Grouping and the stories that did not change look at
few of them, so they are made when they are asked for.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from variorum.models import Sentence

ROW = struct.Struct("<III")  # start, end, then the paragraph with two marks below it
TITLE, HEADING = 1, 2


class Sentences(Sequence[Sentence]):
    """Sentences in order; equal to others of the same bytes."""

    __slots__ = ("packed",)

    def __init__(self, packed: bytes) -> None:
        self.packed = packed

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> Sentences:
        """Return these sentences, packed."""
        return cls(
            b"".join(
                ROW.pack(s.start, s.end, s.paragraph << 2 | HEADING * s.heading | TITLE * (s.field == "title"))
                for s in sentences
            )
        )

    def __len__(self) -> int:
        return len(self.packed) // ROW.size

    def __iter__(self) -> Iterator[Sentence]:
        return (_sentence(*row) for row in ROW.iter_unpack(self.packed))

    @overload
    def __getitem__(self, at: int) -> Sentence: ...
    @overload
    def __getitem__(self, at: slice) -> Sentences: ...
    def __getitem__(self, at: int | slice) -> Sentence | Sentences:
        places = range(len(self))[at]
        if isinstance(places, int):
            return _sentence(*ROW.unpack_from(self.packed, places * ROW.size))
        return Sentences(b"".join(self.packed[p * ROW.size : (p + 1) * ROW.size] for p in places))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentences) and self.packed == other.packed

    def __hash__(self) -> int:
        return hash(self.packed)

    def __repr__(self) -> str:
        return repr(tuple(self))


def _sentence(start: int, end: int, rest: int) -> Sentence:
    return Sentence(
        field="title" if rest & TITLE else "text",
        start=start,
        end=end,
        paragraph=rest >> 2,
        heading=bool(rest & HEADING),
    )
