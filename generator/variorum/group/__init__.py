"""Readings -> Stories: articles about one event, with the editor's decisions honoured."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from variorum.group.likeness import likeness
from variorum.group.link import link
from variorum.group.naming import slug
from variorum.group.traits import traits
from variorum.models import Reading, Site, Story, StoryFile

THRESHOLD = 0.44  # mean likeness at which groups are joined


def group(readings: Iterable[Reading], files: Iterable[StoryFile], site: Site) -> tuple[Story, ...]:
    """Return the stories, sorted by slug; every reading is in at least one."""
    del files
    ordered = sorted(readings, key=age)
    slugs = sorted({s for r in ordered for s in r.article.stories})
    seeds = [slugs.index(r.article.stories[0]) if r.article.stories else None for r in ordered]
    groups = link(len(ordered), likeness([traits(r) for r in ordered]), THRESHOLD, seeds)
    stories: dict[str, Story] = {}
    for members in sorted(groups):
        inside = [ordered[i] for i in members]
        seed = next((s for i in members if (s := seeds[i]) is not None), None)
        name = slugs[seed] if seed is not None else _unique(_machine(inside), {*slugs, *stories})
        pinned = frozenset(r.article.id for r in inside if name in r.article.stories)
        inside += [r for r in ordered if name in r.article.stories and r not in inside]
        stories[name] = Story(
            slug=name, title=inside[0].title, language=site.language, readings=tuple(inside), pinned=pinned
        )
    return tuple(stories[name] for name in sorted(stories))


def age(reading: Reading) -> tuple[date, date, str]:
    """Return the order in which articles came: as they were saved, else published; undated ones last."""
    published = reading.published or date.max
    return (reading.article.added or published, published, reading.article.id)


def _machine(inside: Sequence[Reading]) -> str:
    """Return the slug of a group: that of its first article, so that later ones do not move the address."""
    for reading in inside:
        if name := slug(reading.title, reading.article.language):
            return name
    digest = hashlib.sha256(inside[0].article.id.encode()).hexdigest()[:8]
    day = inside[0].published
    return f"{day.isoformat()}-{digest}" if day else digest


def _unique(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name}-{k}" for k in range(2, len(taken) + 3) if f"{name}-{k}" not in taken)
