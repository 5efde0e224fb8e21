"""The pipeline on one screen: read this first.

content/ --read--> Collection --clean--> Readings --group--> Stories --trace, compare--> --compose, verify--> Briefings
--editions--> Editions --render--> Pages --publish--> build/site
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from variorum.cache import Memory, Step, remembering
from variorum.check import doubled, misquoted, notes, warnings
from variorum.compare import compare
from variorum.compose import compose, verify
from variorum.editions import Changed, Edition, Kept, changed, editions, homes
from variorum.errors import ContentError, Problem, PublishError
from variorum.export import export
from variorum.group import group
from variorum.group.naming import language_of, title
from variorum.labels import labels
from variorum.measured import measured
from variorum.models import Briefing, Collection, Reading, Site
from variorum.origins import trace
from variorum.publish import font, publish, templates
from variorum.read import kept, read
from variorum.render import render, shorten_quotes
from variorum.render.own import at_home


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made of a project."""

    collection: Collection
    kept: Kept
    readings: tuple[Reading, ...]
    briefings: tuple[Briefing, ...]
    changed: tuple[Changed, ...]  # inputs of frozen editions that an editor changed
    warnings: tuple[Problem, ...]
    notes: tuple[Problem, ...]  # what is to do before the site is published; no doubt about what was read

    def editions(self) -> tuple[Edition, ...]:
        """Return all editions: the frozen ones as they are, the others from what the articles say."""
        return editions(self.briefings, self.collection.site, self.kept.editions, self.retell)

    def retell(self, briefing: Briefing, ids: frozenset[str]) -> Briefing:
        """Return the briefing that only these articles of a story give."""
        return retell(briefing, ids, self.collection)


def build(root: Path, step: Step, *, strict: bool = False) -> tuple[Built, Path]:
    """Build the site of a project and return what was made and where the site is.

    Raises a VariorumError with all problems found; the site that was there before is then left as it was. ``strict``
    takes doubts for errors.
    """
    built = understand(root, step)
    if strict and built.warnings:
        raise ContentError(*built.warnings)
    articles = {a.id: a for a in built.collection.articles}
    shown = shorten_quotes(export(built.readings, built.briefings), articles, built.collection.site.quote_length)
    data = json.dumps(shown, ensure_ascii=False, indent=1) + "\n"
    pages = render(
        built.briefings,
        built.editions(),
        built.collection,
        templates(root),
        {"data/briefings.json": data},
        kept=built.kept,
        changed=built.changed,
        font=font(),
        measured=measured(),
    )
    step("render", len(pages), len(pages))
    try:
        return built, publish(pages, root)
    except PublishError as error:
        raise PublishError(*(at_home(p, built.kept, built.collection.site) for p in error.problems)) from None


def understand(root: Path, step: Step) -> Built:
    """Return everything a project's articles say, without writing anything. Raises ContentError or ConfigError."""
    with remembering(root) as memory:
        return _understand(root, step, memory)


def _understand(root: Path, step: Step, memory: Memory) -> Built:
    collection, keeping = read(root, memory.drafts, memory.language), kept(root)
    if wrong := (*misquoted(keeping, collection), *doubled(keeping, collection.site)):
        raise ContentError(*wrong)
    step("read", len(collection.articles), len(collection.articles))
    cleaned = readings(collection, step, memory)
    made = briefings(collection, cleaned, step, memory)
    stories = {b.story.slug: frozenset(r.article.id for r in b.story.readings) for b in made}
    differ = changed(keeping.editions, keeping.corrections, collection, homes(keeping.editions, stories))
    return Built(
        collection=collection,
        kept=keeping,
        readings=cleaned,
        briefings=made,
        changed=differ,
        warnings=warnings(collection, cleaned, made, keeping, differ),
        notes=notes(
            keeping, collection.site, {labels(b.story.language, collection.site.language).language for b in made}
        ),
    )


def readings(collection: Collection, step: Step = lambda *_: None, memory: Memory | None = None) -> tuple[Reading, ...]:
    """Return every article without its page furniture."""
    return (memory or Memory()).readings(collection.articles, step)


def briefings(
    collection: Collection,
    cleaned: Sequence[Reading],
    step: Step = lambda *_: None,
    memory: Memory | None = None,
) -> tuple[Briefing, ...]:
    """Return the verified briefing of every story."""
    memory = memory or Memory()
    stories = group(cleaned, collection.stories, collection.site, memory.traits, memory.near, memory.title)
    step("group", len(stories), len(stories))
    made = []
    for done, story in enumerate(stories, 1):
        told = memory.tell(story, collection)
        made.append(verify(compose(story, told.provenance, told.comparison, collection, told.lead)))
        step("compare", done, len(stories))
    return tuple(made)


def retell(briefing: Briefing, ids: frozenset[str], collection: Collection) -> Briefing:
    """Return the verified briefing that only these articles of a story give: the story as it was before the others."""
    inside = tuple(r for r in briefing.story.readings if r.article.id in ids)
    file = next((f for f in collection.stories if f.slug == briefing.story.slug), None)
    language = language_of(inside, collection.site.language)
    name = (file.title if file else None) or title(inside, language) or briefing.story.slug
    story = replace(briefing.story, readings=inside, language=language, title=name)
    provenance = trace(story, collection.publishers)
    return verify(compose(story, provenance, compare(story, provenance, collection.site.language), collection))


def spoken(language: str, site: Site) -> str:
    """Return the language in which the page of a story speaks."""
    return labels(language, site.language).language
