"""Briefings -> the public data format, version 1 (see schema.json beside this module)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from variorum import __version__
from variorum.models import Agreement, Article, Briefing, Disagreement, Mention, Position, Reading

SCHEMA = 1


def articles_of(readings: Iterable[Reading], *, texts: bool) -> list[dict[str, Any]]:
    """Return the articles as JSON objects, sorted by id; ``texts`` adds the text as it was given."""
    rows = []
    for reading in sorted(readings, key=lambda r: r.article.id):
        article = reading.article
        row: dict[str, Any] = {
            "id": article.id,
            "title": reading.title,
            "authors": list(article.authors),
            "publisher": article.publisher,
            "url": article.url,
            "published": _day(reading),
            "language": article.language,
        }
        if texts:
            row["text"] = article.text
        rows.append(row)
    return rows


def export(readings: Iterable[Reading], briefings: Iterable[Briefing]) -> dict[str, Any]:
    """Return the whole export as a JSON-ready mapping; equal input gives equal bytes when dumped with sorted lists."""
    return {
        "variorum": __version__,
        "schema": SCHEMA,
        "articles": articles_of(readings, texts=False),
        "stories": [story_of(b) for b in sorted(briefings, key=lambda b: b.story.slug)],
    }


def story_of(briefing: Briefing) -> dict[str, Any]:
    """Return one story of the export."""
    story, provenance, comparison = briefing.story, briefing.provenance, briefing.comparison
    articles = {r.article.id: r.article for r in story.readings}
    return {
        "id": story.slug,
        "title": story.title,
        "language": story.language,
        "first": story.first.isoformat() if story.first else None,
        "last": story.last.isoformat() if story.last else None,
        "articles": [
            {
                "id": r.article.id,
                "title": r.title,
                "publisher": r.article.publisher,
                "url": r.article.url,
                "published": _day(r),
                "language": r.article.language,
                "credits": list(provenance.credits.get(r.article.id, ())),
                "copy_of": provenance.copy_of.get(r.article.id),
                "family": provenance.family.get(r.article.id),
                "ai_disclosed": r.ai_disclosed,
            }
            for r in story.readings
        ],
        "origins": provenance.origins,
        "disagreements": [_disagreement(d, articles) for d in comparison.disagreements],
        "agreements": [_agreement(a, articles) for a in comparison.agreements],
        "single": [
            {"article": s.article, "quote": _source(articles[s.article], s.field)[s.start : s.end]}
            for s in comparison.single
        ],
    }


def _disagreement(d: Disagreement, articles: dict[str, Article]) -> dict[str, Any]:
    return {
        "id": d.id,
        "kind": d.kind,
        "question": d.question,
        "relation": d.relation,
        "importance": d.importance,
        "decision": d.decision,
        "note": d.note,
        "positions": [_position(p, articles) for p in d.positions],
    }


def _position(p: Position, articles: dict[str, Article]) -> dict[str, Any]:
    return {
        "value": p.value,
        "low": p.low,
        "high": p.high,
        "unit": p.unit,
        "hedge": p.hedge,
        "mentions": [{**_mention(m, articles), "said_by": m.said_by} for m in p.mentions],
    }


def _agreement(a: Agreement, articles: dict[str, Article]) -> dict[str, Any]:
    return {
        "id": a.id,
        "kind": a.kind,
        "statement": a.statement,
        "mentions": [_mention(m, articles) for m in a.mentions],
    }


def _mention(m: Mention, articles: dict[str, Article]) -> dict[str, Any]:
    start, end = m.sentence
    return {
        "article": m.article,
        "field": m.field,
        "start": m.start,
        "end": m.end,
        "quote": _source(articles[m.article], m.field)[start:end],
    }


def _source(article: Article, field: str) -> str:
    return article.title if field == "title" else article.text


def _day(reading: Reading) -> str | None:
    return reading.published.isoformat() if reading.published else None
