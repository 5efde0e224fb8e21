"""Readings -> Stories: articles about one event, with the editor's pins honoured."""

from __future__ import annotations

from collections.abc import Iterable

from slugify import slugify

from variorum.models import Reading, Site, Story, StoryFile


def group(readings: Iterable[Reading], files: Iterable[StoryFile], site: Site) -> tuple[Story, ...]:
    """Return the stories, sorted by slug; every reading is in at least one."""
    del files
    by: dict[str, list[Reading]] = {}
    for reading in readings:
        for slug in reading.article.stories or (slugify(reading.title) or slugify(reading.article.id),):
            by.setdefault(slug, []).append(reading)
    return tuple(
        Story(slug=slug, title=rs[0].title, language=site.language, readings=tuple(rs))
        for slug, rs in sorted(by.items())
    )
