"""Briefing -> StoryView: everything the page of a story shows, in its order, as strings still to be escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from variorum.labels import Labels, labels
from variorum.models import (
    Agreement,
    Article,
    Briefing,
    Disagreement,
    Edition,
    Field,
    Mention,
    Position,
    Provenance,
    Reading,
    Site,
)
from variorum.picture import Figure, picture
from variorum.render.addresses import of_publisher, of_story, of_tag
from variorum.render.excerpt import Excerpt, excerpt

PICTURED = 3  # figures from which on a picture tells more than the list beside it

PICTURED_WORDS = 48  # characters that fit across the picture


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


def view(briefing: Briefing, site: Site) -> StoryView:
    """Return what the page of a story shows."""
    return _Viewer(briefing, site).view()


class _Viewer:
    """The story's sources by article, and what is looked up in them again and again."""

    def __init__(self, briefing: Briefing, site: Site) -> None:
        self.briefing = briefing
        self.site = site
        self.labels = labels(briefing.story.language, site.language)
        self.sources = _sources(briefing.story.readings, briefing.provenance, self.labels)

    def view(self) -> StoryView:
        compared = self.briefing.comparison
        shown = [d for d in compared.disagreements if d.decision != "dismissed"]
        rows = [self._row(d) for d in shown]
        return StoryView(
            briefing=self.briefing,
            labels=self.labels,
            address=of_story(self.briefing.story.slug),
            topics=tuple((tag, of_tag(tag)) for tag in self.briefing.tags),
            sources=tuple(self.sources.values()),
            lead=tuple(self._quote(q.article, q.field, (q.start, q.end)) for q in self.briefing.lead),
            agreed=tuple(self._agreed(a) for a in compared.agreements),
            disputed=tuple(
                sorted((r for r in rows if r.relation in ("contested", "scope")), key=lambda r: r.relation == "scope")
            ),
            updated=tuple(r for r in rows if r.relation == "updated"),
            rounding=tuple(r for r in rows if r.relation == "rounding"),
            single=tuple(self._quote(s.article, s.field, (s.start, s.end)) for s in compared.single),
            timeline=self._timeline(shown),
        )

    def _quote(
        self,
        article: str,
        field: Field,
        span: tuple[int, int],
        value: tuple[int, int] | None = None,
        said_by: str | None = None,
    ) -> QuoteView:
        source = self.sources[article]
        text = source.article.title if field == "title" else source.article.text
        return QuoteView(words=excerpt(text, span, value, self.site.quote_length), source=source, said_by=said_by)

    def _mention(self, mention: Mention) -> QuoteView:
        return self._quote(
            mention.article, mention.field, mention.sentence, (mention.start, mention.end), mention.said_by
        )

    def _heard(self, mentions: Iterable[Mention]) -> tuple[SourceView, ...]:
        return tuple(
            sorted({self.sources[m.article].number: self.sources[m.article] for m in mentions}.values(), key=_number)
        )

    def _row(self, found: Disagreement) -> RowView:
        positions = list(found.positions)
        if found.relation == "updated":
            positions.sort(key=self._first_heard)
        return RowView(
            id=found.id,
            question=found.question,
            relation=found.relation,
            importance=found.importance,
            confirmed=found.decision == "confirmed",
            note=found.note,
            sides=tuple(self._side(n, p) for n, p in enumerate(positions, 1)),
            picture=self._picture(found, positions),
        )

    def _first_heard(self, position: Position) -> tuple[date, int]:
        days = ((self.sources[m.article].day or date.max, self.sources[m.article].number) for m in position.mentions)
        return min(days)

    def _side(self, number: int, position: Position) -> SideView:
        best: dict[str, Mention] = {}  # one quote a report, from the text where it says it there
        for mention in position.mentions:
            if mention.article not in best or (best[mention.article].field == "title" and mention.field == "text"):
                best[mention.article] = mention
        heard = self._heard(position.mentions)
        days = [s.day for s in heard if s.day]
        return SideView(
            number=number,
            value=position.value,
            hedge=self.labels.maybe(f"hedge_{position.hedge.replace(' ', '_')}"),
            days=self.labels.span(min(days), max(days)) if days else "",
            quotes=tuple(self._mention(best[s.article.id]) for s in heard),
            sources=heard,
        )

    def _agreed(self, found: Agreement) -> AgreedView:
        stated = next(
            (m for m in found.mentions if found.statement in self._quote(m.article, m.field, m.sentence).words.text),
            None,
        )
        mention = stated or found.mentions[0]
        quote = self._mention(mention)
        return AgreedView(id=found.id, quote=quote, sources=self._heard(found.mentions))

    def _timeline(self, shown: Iterable[Disagreement]) -> tuple[EventView, ...]:
        """Return the dated reports, oldest first, each with the statuses that it is the first to tell."""
        first: dict[str, list[str]] = {}
        for position in (p for d in shown if d.kind == "status" for p in d.positions):
            earliest = min(position.mentions, key=lambda m: (self.sources[m.article].day or date.max, m.article))
            told = first.setdefault(earliest.article, [])
            if position.value not in told:
                told.append(position.value)
        dated = [(s.day, s.number, s) for s in self.sources.values() if s.day]
        return tuple(
            EventView(day=day, source=s, statuses=tuple(first.get(s.article.id, ())))
            for day, _, s in sorted(dated, key=lambda d: d[:2])
        )

    def _said(self, mention: Mention, position: Position) -> str:
        """Return the report's own words for a figure, or the position's where those are too long for a picture."""
        article = self.sources[mention.article].article
        said = (article.title if mention.field == "title" else article.text)[mention.start : mention.end]
        return " ".join((said if len(said) <= PICTURED_WORDS else position.value).split())

    def _picture(self, found: Disagreement, positions: list[Position]) -> Markup | None:
        figures = [
            Figure(
                who=self.sources[m.article].publisher,
                day=self.sources[m.article].day,
                text=self._said(m, position),
                low=position.low,
                high=position.high,
                unit=position.unit,
                side=number,
            )
            for number, position in enumerate(positions, 1)
            for m in {m.article: m for m in position.mentions}.values()
            if position.low is not None or position.high is not None
        ]
        if len(figures) < PICTURED or len({f.unit for f in figures}) > 1 or len({f.side for f in figures}) < 2:
            return None
        return picture(figures, question=found.question, name=f"p-{found.id}", words=self.labels)


def _number(source: SourceView) -> int:
    return source.number


def _byline(reading: Reading, number: int, words: Labels) -> str:
    """Return how a report is called where it is quoted: a note as a note, one without a name by its number."""
    name = reading.article.publisher
    if reading.article.kind == "note":
        return words.word("note_on", name=name) if name else words.word("note_number", n=number)
    return name or words.word("source_number", n=number)


def _sources(readings: Iterable[Reading], provenance: Provenance, words: Labels) -> dict[str, SourceView]:
    numbers = {r.article.id: n for n, r in enumerate(readings, 1)}
    return {
        r.article.id: SourceView(
            number=numbers[r.article.id],
            article=r.article,
            title=r.title or r.article.id,
            publisher=_byline(r, numbers[r.article.id], words),
            page=of_publisher(r.article.publisher) if r.article.publisher else None,
            day=r.published,
            credits=provenance.credits.get(r.article.id, ()),
            copy_of=numbers.get(provenance.copy_of.get(r.article.id, "")),
            ai=r.ai_disclosed,
        )
        for r in readings
    }
