"""The pipeline on one screen: read this first.

content/ --read--> Collection --clean--> Readings --group--> Stories --trace, compare--> --compose, verify--> Briefings
--editions--> --render--> Pages --publish--> build/site
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from variorum.check import warnings
from variorum.clean import clean
from variorum.compare import compare
from variorum.compose import compose, verify
from variorum.editions import editions
from variorum.errors import ContentError, Problem
from variorum.export import export
from variorum.group import group
from variorum.models import Briefing, Collection, Reading
from variorum.origins import trace
from variorum.publish import publish, templates
from variorum.read import read
from variorum.render import render, shorten_quotes

Step = Callable[[str, int, int], None]  # stage, how many are done, how many there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made of a project."""

    collection: Collection
    readings: tuple[Reading, ...]
    briefings: tuple[Briefing, ...]
    warnings: tuple[Problem, ...]


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
    made = editions(built.briefings, built.collection.site)
    pages = render(built.briefings, made, built.collection, templates(root), {"data/briefings.json": data})
    step("render", len(pages), len(pages))
    return built, publish(pages, root)


def understand(root: Path, step: Step) -> Built:
    """Return everything a project's articles say, without writing anything. Raises ContentError or ConfigError."""
    collection = read(root)
    step("read", len(collection.articles), len(collection.articles))
    cleaned = readings(collection, step)
    made = briefings(collection, cleaned, step)
    return Built(collection=collection, readings=cleaned, briefings=made, warnings=warnings(collection, cleaned, made))


def readings(collection: Collection, step: Step = lambda *_: None) -> tuple[Reading, ...]:
    """Return every article without its page furniture."""
    cleaned = []
    for done, article in enumerate(collection.articles, 1):
        cleaned.append(clean(article))
        step("clean", done, len(collection.articles))
    return tuple(cleaned)


def briefings(collection: Collection, cleaned: Sequence[Reading], step: Step = lambda *_: None) -> tuple[Briefing, ...]:
    """Return the verified briefing of every story."""
    stories = group(cleaned, collection.stories, collection.site)
    step("group", len(stories), len(stories))
    made = []
    for done, story in enumerate(stories, 1):
        provenance = trace(story, collection.publishers)
        comparison = compare(story, provenance, collection.site.language)
        made.append(verify(compose(story, provenance, comparison, collection)))
        step("compare", done, len(stories))
    return tuple(made)
