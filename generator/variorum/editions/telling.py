"""Briefing -> Snapshot: all that an edition says of a story, without what only the story's own page shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from variorum.editions.inputs import mark
from variorum.editions.nouns import Cited, Point, Question, Said, Side, Snapshot
from variorum.models import Agreement, Article, Briefing, Disagreement, Mention, Position


def tell(briefing: Briefing, new: Collection[str]) -> Snapshot:
    """Return a story as it stands; ``new`` are the articles that stood in no earlier edition."""
    story, compared = briefing.story, briefing.comparison
    articles = {r.article.id: r.article for r in story.readings}
    days = {r.article.id: r.published for r in story.readings}
    return Snapshot(
        slug=story.slug,
        title=story.title,
        language=story.language,
        tags=briefing.tags,
        origins=briefing.provenance.origins,
        editor_lead=briefing.editor_lead,
        lead=tuple(Said(article=q.article, field=q.field, text=q.text) for q in briefing.lead),
        questions=tuple(_question(d, articles, days) for d in compared.disagreements if d.decision != "dismissed"),
        points=_points(compared.agreements, articles),
        sources=tuple(
            Cited(
                id=r.article.id,
                mark=mark(r.article),
                title=r.title or r.article.id,
                publisher=r.article.publisher,
                url=r.article.url,
                day=r.published,
                language=r.article.language,
                kind=r.article.kind,
            )
            for r in story.readings
        ),
        new=tuple(r.article.id for r in story.readings if r.article.id in new),
    )


def _question(found: Disagreement, articles: dict[str, Article], days: Mapping[str, date | None]) -> Question:
    return Question(
        id=found.id,
        kind=found.kind,
        question=found.question[:1].upper() + found.question[1:],
        relation=found.relation,
        ruling=found.decision,
        note=found.note,
        sides=tuple(_side(p, articles) for p in in_order(found, days)),
    )


def in_order(found: Disagreement, days: Mapping[str, date | None]) -> list[Position]:
    """Return the positions as a page shows them: an updated figure's in the order in which they were first heard."""
    numbers = {article: number for number, article in enumerate(days)}

    def first_heard(position: Position) -> tuple[date, int]:
        return min((days[m.article] or date.max, numbers[m.article]) for m in position.mentions)

    positions = list(found.positions)
    if found.relation == "updated" and all(first_heard(p)[0] < date.max for p in positions):
        positions.sort(key=first_heard)  # where a date is missing, the comparison's own order knows better
    return positions


def _side(position: Position, articles: dict[str, Article]) -> Side:
    heard = _in_order((m.article for m in position.mentions), articles)
    spoken = [m for m in position.mentions if m.field == "text"] or position.mentions
    best = min(spoken, key=lambda m: (heard.index(m.article), m.start))
    return Side(value=position.value, hedge=position.hedge, articles=heard, said=_said(best, articles))


def _points(found: Iterable[Agreement], articles: dict[str, Article]) -> tuple[Point, ...]:
    """Return what is agreed; two points that one sentence tells are one."""
    merged: dict[str, Point] = {}
    for agreement in found:
        sentences = {m: _said(m, articles).text for m in agreement.mentions}
        mention = next((m for m in agreement.mentions if agreement.statement in sentences[m]), agreement.mentions[0])
        point = merged.get(sentences[mention])
        heard = (*(point.articles if point else ()), *(m.article for m in agreement.mentions))
        merged[sentences[mention]] = Point(
            id=point.id if point else agreement.id,
            said=point.said if point else _said(mention, articles, whole=agreement.kind == "claim" and mention.whole),
            articles=_in_order(heard, articles),
        )
    return tuple(merged.values())


def _said(mention: Mention, articles: dict[str, Article], *, whole: bool = False) -> Said:
    article = articles[mention.article]
    text = article.title if mention.field == "title" else article.text
    return Said(
        article=mention.article,
        field=mention.field,
        text=text[slice(*mention.sentence)],
        value="" if whole else text[mention.start : mention.end],
        said_by=mention.said_by,
    )


def _in_order(ids: Iterable[str], articles: dict[str, Article]) -> tuple[str, ...]:
    heard = set(ids)
    return tuple(a for a in articles if a in heard)
