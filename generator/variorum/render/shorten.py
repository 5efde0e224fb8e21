"""The export -> the export as it may be published: no quote in it longer than the site allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from variorum.models import Article
from variorum.render.excerpt import excerpt


def shorten_quotes(data: Any, articles: Mapping[str, Article], longest: int) -> Any:
    """Return a copy of exported data in which every "quote" and "statement" has at most ``longest`` characters.

    What is left stands verbatim in the article and still holds the value that the mention points at.
    """
    if isinstance(data, list):
        return [shorten_quotes(item, articles, longest) for item in data]
    if not isinstance(data, dict):
        return data
    kept = {key: shorten_quotes(value, articles, longest) for key, value in data.items()}
    for key in ("quote", "statement"):
        if isinstance(text := kept.get(key), str) and len(text) > longest:
            kept[key] = excerpt(text, (0, len(text)), _value(kept, text, articles), longest).text
    return kept


def _value(mention: Mapping[str, Any], quote: str, articles: Mapping[str, Article]) -> tuple[int, int] | None:
    """Return where in its quote the value of a mention stands; None where the data points at none."""
    article = articles.get(str(mention.get("article")))
    if article is None or "start" not in mention:
        return None
    text = article.title if mention.get("field") == "title" else article.text
    value = text[mention["start"] : mention["end"]]
    place = quote.find(value)
    return (place, place + len(value)) if place >= 0 else None
