"""The folder content/ -> Collection."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from variorum.models import Article, Collection, Site


def read(root: Path) -> Collection:
    """Return everything below ``root``/content, articles sorted by id. Raises ContentError or ConfigError."""
    articles = []
    for path in sorted((root / "content" / "articles").rglob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            row = json.loads(line)
            articles.append(
                Article(
                    id=row["id"],
                    path=str(path.relative_to(root)),
                    line=number,
                    title=row.get("title", ""),
                    text=row.get("text", ""),
                    language=row.get("lang", "und"),
                    published=date.fromisoformat(row["date"][:10]) if row.get("date") else None,
                    publisher=row.get("source"),
                    url=row.get("url"),
                    stories=(row["story"],) if row.get("story") else (),
                )
            )
    site = Site(title="", url="https://example.org/", language="en", timezone="UTC")
    return Collection(site=site, publishers=(), stories=(), articles=tuple(sorted(articles, key=lambda a: a.id)))
