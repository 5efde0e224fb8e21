"""The pipeline on one screen: read this first."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.clean import clean
from variorum.compare import compare
from variorum.compose import compose, verify
from variorum.group import group
from variorum.models import Briefing, Collection, Reading
from variorum.origins import trace


def readings(collection: Collection) -> tuple[Reading, ...]:
    """Return every article without its page furniture."""
    return tuple(clean(article) for article in collection.articles)


def briefings(collection: Collection, cleaned: Sequence[Reading]) -> tuple[Briefing, ...]:
    """Return the verified briefing of every story."""
    made = []
    for story in group(cleaned, collection.stories, collection.site):
        provenance = trace(story, collection.publishers)
        comparison = compare(story, provenance, collection.site.language)
        made.append(verify(compose(story, provenance, comparison, collection)))
    return tuple(made)
