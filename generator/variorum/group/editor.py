"""Pins and story files -> what an editor decided about which article belongs where.

That decisions do not contradict one another is for read.crosscheck to say, which knows their lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.models import Reading, StoryFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """An editor's word, by article id and by slug."""

    files: Mapping[str, StoryFile]  # slug -> its file
    renamed: Mapping[str, str]  # former slug -> the slug of today
    pins: Mapping[str, tuple[str, ...]]  # article -> stories it belongs to, the first as written before the others
    barred: Mapping[str, frozenset[str]]  # article -> stories it never joins


def decisions(readings: Iterable[Reading], files: Iterable[StoryFile]) -> Decisions:
    """Return the decisions on the given articles; a pin to a former slug counts for the story of today."""
    by_slug = {f.slug: f for f in files}
    renamed = {old: _today(old, by_slug) for f in by_slug.values() for old in f.former}
    pins: dict[str, list[str]] = {}
    for reading in readings:
        pins[reading.article.id] = [renamed.get(slug, slug) for slug in reading.article.stories]
    barred: dict[str, set[str]] = {}
    for slug in sorted(by_slug):
        for article in by_slug[slug].add:
            if article in pins:
                pins[article].append(slug)
        for article in by_slug[slug].remove:
            barred.setdefault(article, set()).add(slug)
    return Decisions(
        files=by_slug,
        renamed=renamed,
        pins={article: tuple(dict.fromkeys(slugs)) for article, slugs in pins.items() if slugs},
        barred={article: frozenset(slugs) for article, slugs in barred.items()},
    )


def _today(slug: str, files: Mapping[str, StoryFile]) -> str:
    """Return the slug that a former one leads to, through any number of renamings."""
    seen: set[str] = set()
    while slug not in seen:
        seen.add(slug)
        slug = next((f.slug for f in sorted(files.values(), key=lambda f: f.slug) if slug in f.former), slug)
    return slug


def seeds(ordered: Sequence[Reading], word: Decisions) -> tuple[list[str], list[int | None], dict[int, frozenset[int]]]:
    """Return the pinned slugs, the number of each article's first one, and the numbers each is barred from."""
    slugs = sorted({slug for pins in word.pins.values() for slug in pins})
    number = {slug: k for k, slug in enumerate(slugs)}
    first = [number[word.pins[r.article.id][0]] if r.article.id in word.pins else None for r in ordered]
    barred = {
        i: frozenset(number[s] for s in word.barred[r.article.id] if s in number)
        for i, r in enumerate(ordered)
        if r.article.id in word.barred
    }
    return slugs, first, barred
