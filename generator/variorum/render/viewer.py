"""Briefing -> StoryView."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from variorum.editions.telling import in_order
from variorum.labels import Labels, labels
from variorum.models import Agreement, Briefing, Disagreement, Field, Mention, Position, Provenance, Reading, Site
from variorum.picture import Figure, picture
from variorum.render.addresses import of_publisher, of_story, of_tag
from variorum.render.excerpt import excerpt
from variorum.render.views import (
    AgreedView,
    EventView,
    Quoted,
    QuoteView,
    RowView,
    SideView,
    SourceView,
    StoryView,
    byline,
    hedged,
)

PICTURED = 3  # figures from which on a picture tells more than the list beside it
PICTURED_WORDS = 48  # characters that fit across the picture


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
            agreed=self._agreements(compared.agreements),
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
        return Quoted(words=excerpt(text, span, value, self.site.quote_length), source=source, said_by=said_by)

    def _mention(self, mention: Mention) -> QuoteView:
        return self._quote(
            mention.article, mention.field, mention.sentence, (mention.start, mention.end), mention.said_by
        )

    def _heard(self, mentions: Iterable[Mention]) -> tuple[SourceView, ...]:
        return tuple(
            sorted({self.sources[m.article].number: self.sources[m.article] for m in mentions}.values(), key=_number)
        )

    def _row(self, found: Disagreement) -> RowView:
        positions = in_order(found, {article: source.day for article, source in self.sources.items()})
        return RowView(
            id=found.id,
            question=found.question[:1].upper() + found.question[1:],
            relation=found.relation,
            importance=found.importance,
            confirmed=found.decision == "confirmed",
            note=found.note,
            sides=tuple(self._side(n, p) for n, p in enumerate(positions, 1)),
            picture=self._picture(found, positions),
        )

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
            hedge=hedged(position.value, position.hedge, heard[0].language, self.labels),
            days=self.labels.span(min(days), max(days)) if days else "",
            quotes=tuple(self._mention(best[s.article.id]) for s in heard),
            sources=heard,
        )

    def _agreements(self, found: Iterable[Agreement]) -> tuple[AgreedView, ...]:
        """Return what is agreed; two points that one sentence tells are shown as one."""
        merged: dict[str, AgreedView] = {}
        for agreement in found:
            shown = self._agreed(agreement)
            other = merged.setdefault(shown.quote.words.text, shown)
            sources = {s.number: s for s in (*other.sources, *shown.sources)}
            merged[shown.quote.words.text] = replace(other, sources=tuple(s for _, s in sorted(sources.items())))
        return tuple(merged.values())

    def _agreed(self, found: Agreement) -> AgreedView:
        mention = next((m for m in found.mentions if found.statement in self._sentence(m)), found.mentions[0])
        whole = found.kind == "claim" and mention.whole  # nearly all of the sentence is agreed: no value to mark
        quote = self._quote(mention.article, mention.field, mention.sentence) if whole else self._mention(mention)
        return AgreedView(id=found.id, quote=quote, sources=self._heard(found.mentions))

    def _sentence(self, mention: Mention) -> str:
        article = self.sources[mention.article].article
        return (article.title if mention.field == "title" else article.text)[slice(*mention.sentence)]

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
        said = self._sentence(mention)[mention.start - mention.sentence[0] : mention.end - mention.sentence[0]]
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


def _one_house(one: Reading, other: Reading, provenance: Provenance) -> bool:
    """Return whether two reports come from different publishers of one owner."""
    family, publisher = provenance.family.get(one.article.id), one.article.publisher
    related = family is not None and family == provenance.family.get(other.article.id)
    return related and None not in (publisher, other.article.publisher) and publisher != other.article.publisher


def _sources(readings: Sequence[Reading], provenance: Provenance, words: Labels) -> dict[str, SourceView]:
    numbers = {r.article.id: n for n, r in enumerate(readings, 1)}
    return {
        r.article.id: SourceView(
            number=numbers[r.article.id],
            article=r.article,
            title=r.title or r.article.id,
            publisher=byline(r.article.publisher, r.article.kind, numbers[r.article.id], words),
            page=of_publisher(r.article.publisher) if r.article.publisher else None,
            day=r.published,
            credits=provenance.credits.get(r.article.id, ()),
            copy_of=numbers.get(provenance.copy_of.get(r.article.id, "")),
            house=tuple(numbers[o.article.id] for o in readings if _one_house(r, o, provenance)),
            ai=r.ai_disclosed,
        )
        for r in readings
    }
