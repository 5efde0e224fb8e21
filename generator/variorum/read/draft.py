"""What the readers of the single formats hand over: an article's fields as written, not yet checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.read.located import Located


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """One file below content/articles/."""

    name: str  # its path below content/articles/, with forward slashes: the id of the article in it
    path: str  # its path in the project, for messages
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One article as its file gives it."""

    id: str  # used unless the fields hold one
    path: str
    line: int  # where the article starts in the file
    text_line: int  # where its text starts
    fields: Mapping[str, object]
    document: Located  # where the fields stand
    text: str
    blank_is_wrong: bool = True  # whether a missing text is a mistake even where there is a title
