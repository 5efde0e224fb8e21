"""What the page of a story shows, in its order, as strings still to be escaped; made by viewer.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from variorum.labels import Labels
from variorum.models import (
    Article,
    Briefing,
    Edition,
)
from variorum.render.excerpt import Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One report in a story's list of sources."""

    number: int
    article: Article
    title: str
    publisher: str  # as it is quoted; a label where it is a note or not known
    page: str | None  # address of the publisher's page
    day: date | None
    credits: tuple[str, ...]
    copy_of: int | None  # number of the report it copies
    ai: bool

    @property
    def note(self) -> bool:
        """Whether the text is the editor's own words, which are never put in quotation marks."""
        return self.article.kind == "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """Words of a report, cut to the site's length."""

    words: Excerpt
    source: SourceView
    said_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One answer to a question, with everyone who gives it."""

    number: int  # from 1, in the order shown
    value: str
    hedge: str | None
    days: str
    quotes: tuple[QuoteView, ...]  # one a report
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One question and its sides."""

    id: str
    question: str
    relation: str
    importance: int
    confirmed: bool
    note: str | None
    sides: tuple[SideView, ...]
    picture: Markup | None  # SVG


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedView:
    """What several reports say alike."""

    id: str
    quote: QuoteView
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One line of the timeline."""

    day: date
    source: SourceView
    statuses: tuple[str, ...]  # what is first heard of that day from this report


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """The page of a story."""

    briefing: Briefing
    labels: Labels
    address: str
    topics: tuple[tuple[str, str], ...]  # name, address
    sources: tuple[SourceView, ...]
    lead: tuple[QuoteView, ...]
    agreed: tuple[AgreedView, ...]
    disputed: tuple[RowView, ...]  # contested and scope
    updated: tuple[RowView, ...]
    rounding: tuple[RowView, ...]
    single: tuple[QuoteView, ...]
    timeline: tuple[EventView, ...]

    @property
    def counts(self) -> str:
        """Return "5 sources · 3 origins · 2 disagreements" in the story's language."""
        word, origins = self.labels, self.briefing.provenance.origins
        parts = [word.count("sources", len(self.sources))]
        if origins is not None and len(self.sources) > 1:
            parts.append(word.count("origins", origins))
        contested = sum(row.relation == "contested" for row in self.disputed)
        if contested or len(self.sources) > 1:
            parts.append(word.count("disagreements", contested) if contested else word.word("no_disagreements"))
        if self.updated:
            parts.append(word.count("updates", len(self.updated)))
        return " · ".join(parts)

    def new_in(self, edition: Edition) -> int:
        """Return how many reports are new in an edition; 0 if the whole story is."""
        new = sum(bool(s.day and s.day >= edition.first) for s in self.sources)
        return new if new < len(self.sources) and any(s.day and s.day < edition.first for s in self.sources) else 0

    def reports_in(self, edition: Edition) -> int:
        """Return how many of the reports are dated within an edition."""
        return sum(bool(s.day and edition.first <= s.day <= edition.last) for s in self.sources)

    @property
    def summary(self) -> str:
        """The lead as plain text: for feeds, cards and search engines."""
        return self.briefing.editor_lead or " ".join(quoted(q, self.labels) for q in self.lead)


def quoted(quote: QuoteView, words: Labels) -> str:
    """Return a quote as plain text with its source: in quotation marks, or marked as a note."""
    text = " ".join(quote.words.text.split())
    text = f"{'[…] ' * quote.words.cut_before}{{}}{' […]' * quote.words.cut_after}".replace(
        "{}", text if quote.source.note else words.word("quote", text=text)
    )
    return f"{text} ({quote.source.publisher})"
