"""What the page of a story shows, in its order, as strings still to be escaped; made by viewer.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeAlias, TypeVar

from markupsafe import Markup

from variorum.labels import Labels
from variorum.models import Article, Briefing
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
    house: tuple[int, ...]  # numbers of the reports by other publishers of one owner
    ai: bool

    @property
    def note(self) -> bool:
        """Whether the text is the editor's own words, which are never put in quotation marks."""
        return self.article.kind == "note"

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.article.language


class Quotable(Protocol):
    """Whose words are quoted: a report on a story's page, or one that an edition cites."""

    @property
    def publisher(self) -> str: ...  # noqa: D102
    @property
    def language(self) -> str: ...  # noqa: D102
    @property
    def note(self) -> bool: ...  # noqa: D102


S_co = TypeVar("S_co", bound=Quotable, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted(Generic[S_co]):
    """Words of a report, cut to the site's length."""

    words: Excerpt
    source: S_co
    said_by: str | None = None


QuoteView: TypeAlias = Quoted[SourceView]


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
        contested = sum(row.relation == "contested" for row in self.disputed)
        origins = self.briefing.provenance.origins
        return counted(self.labels, len(self.sources), origins, contested, len(self.updated))

    @property
    def summary(self) -> str:
        """The lead as plain text: for feeds, cards and search engines."""
        return self.briefing.editor_lead or " ".join(quoted(q, self.labels) for q in self.lead)


def quoted(quote: Quoted[Quotable], words: Labels) -> str:
    """Return a quote as plain text with its source: in quotation marks, or marked as a note."""
    text = " ".join(quote.words.text.split())
    text = f"{'[…] ' * quote.words.cut_before}{{}}{' […]' * quote.words.cut_after}".replace(
        "{}", text if quote.source.note else words.word("quote", text=text)
    )
    return f"{text} ({quote.source.publisher})"


def counted(words: Labels, sources: int, origins: int | None, contested: int, updated: int) -> str:
    """Return "5 sources · 3 origins · 2 disagreements"; ``origins`` None: cannot be told."""
    parts = [words.count("sources", sources)]
    if origins is not None and sources > 1:
        parts.append(words.count("origins", origins))
    if contested or sources > 1:
        parts.append(words.count("disagreements", contested) if contested else words.word("no_disagreements"))
    if updated:
        parts.append(words.count("updates", updated))
    return " · ".join(parts)


def byline(publisher: str | None, kind: str, number: int, words: Labels) -> str:
    """Return how a report is called where it is quoted: a note as a note, one without a name by its number."""
    if kind == "note":
        return words.word("note_on", name=publisher) if publisher else words.word("note_number", n=number)
    return publisher or words.word("source_number", n=number)


def hedged(value: str, hedge: str, language: str, words: Labels) -> str | None:
    """Return the label of a hedge, unless the value says it in the words of the page's own language."""
    worded = not value[0].isdigit() or hedge == "range"
    if worded and language == words.language:
        return None
    return words.maybe(f"hedge_{hedge.replace(' ', '_')}")
