"""What an edition says: stories as they stood when it ended. Plain values, so that a record on disk is all of it.

These are what `variorum freeze` writes to content/editions/<id>.json (editions/record.py) and what the pages of an
edition, the front page and the mail are made of, frozen or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from variorum.models import Field, Hedge, Kind, Relation, Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One source of a story."""

    id: str  # of the article
    mark: str  # fingerprint of what the article said (see inputs.mark)
    title: str
    publisher: str | None
    url: str | None
    day: date | None
    language: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words of an article, verbatim; ``said_by`` is who is quoted as saying them, None the article itself."""

    article: str
    field: Field
    text: str
    value: str = ""  # the part of it that carries the value; "" where it carries none
    said_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One answer to a question; one quote speaks for all its articles."""

    value: str
    hedge: Hedge
    articles: tuple[str, ...]
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A disagreement; the sides stand in the order of the page."""

    id: str
    kind: Kind
    question: str
    relation: Relation
    ruling: Ruling
    note: str | None
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What several articles say alike."""

    id: str
    said: Said
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A story as an edition tells it."""

    slug: str
    title: str
    language: str
    tags: tuple[str, ...]
    origins: int | None
    editor_lead: str | None
    lead: tuple[Said, ...]
    questions: tuple[Question, ...]  # without the dismissed ones
    points: tuple[Point, ...]
    sources: tuple[Cited, ...]  # in the order of the story's page
    new: tuple[str, ...]  # articles that stood in no earlier edition

    @property
    def quotes(self) -> tuple[Said, ...]:
        """Every quote of it."""
        sides = (side.said for question in self.questions for side in question.sides)
        return (*self.lead, *(point.said for point in self.points), *sides)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """First and last day of the dated reports."""
        days = sorted(s.day for s in self.sources if s.day)
        return (days[0], days[-1]) if days else (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The stories reported in one day, ISO week or month; ``frozen`` is the day it was closed for good."""

    id: str  # "2025-W24", "2025-06-13" or "2025-06"
    first: date
    last: date
    stories: tuple[Snapshot, ...]  # of two or more articles, the most that is new first
    singles: tuple[Snapshot, ...]  # of one article
    frozen: date | None = None

    @property
    def all(self) -> tuple[Snapshot, ...]:
        """Every story of the edition."""
        return (*self.stories, *self.singles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A question whose answers changed; both as they were worded."""

    id: str
    question: str
    what: Literal["opened", "moved", "settled", "gone"]
    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An entry of content/corrections.yaml: what was wrong in a frozen edition."""

    number: int  # for good, over all editions
    day: date
    edition: str
    story: str  # the slug that the story has in the edition
    note: str
    covers: str  # fingerprint of the changed inputs that this entry accounts for (see inputs.fingerprint)
    changes: tuple[Moved, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What an editor keeps beside articles and decisions: frozen editions, their corrections, pages of his own."""

    editions: tuple[Edition, ...] = ()  # oldest first
    corrections: tuple[Correction, ...] = ()  # by number
    pages: tuple[tuple[str, str], ...] = ()  # name ("imprint.de") and markdown
    lines: tuple[tuple[str, str, int], ...] = ()  # edition, article and the line of its record that names it

    def line(self, edition: str, article: str) -> int:
        """Return the line of an edition's record that names an article."""
        return next((n for e, a, n in self.lines if (e, a) == (edition, article)), 1)
