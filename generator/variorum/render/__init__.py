"""Briefings + Editions -> Pages: markdown, feeds and data, as a pure function of its arguments.

``templates`` maps names below theme/ ("pages/story.md.jinja") to their text, ``data`` maps paths of the site to text
that is published as it is ("data/briefings.json"). Real jinja2, an undefined name is an error, and *every* value that a
template writes goes through ``md`` (see escape.py), so that no template can forget it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from variorum.editions import Changed, Edition, Kept
from variorum.errors import Problem, RenderError
from variorum.labels import labels
from variorum.measured import Measured
from variorum.models import Briefing, Collection, Page
from variorum.render.addresses import of_story
from variorum.render.cards import cards
from variorum.render.feeds import feeds
from variorum.render.metadata import configuration, story_json
from variorum.render.own import as_pages, links, own_pages
from variorum.render.shorten import shorten_quotes
from variorum.render.site import directory
from variorum.render.viewer import view
from variorum.render.writer import Writer

__all__ = ["render", "shorten_quotes"]


def render(
    briefings: Iterable[Briefing],
    editions: Iterable[Edition],
    collection: Collection,
    templates: Mapping[str, str],
    data: Mapping[str, str],
    *,
    kept: Kept = Kept(),  # noqa: B008 - frozen
    changed: Iterable[Changed] = (),
    font: bytes = b"",
    measured: Measured | None = None,
) -> tuple[Page, ...]:
    """Return every page of the site, sorted by path; ``font`` draws the social cards, where the site wants them.

    Raises RenderError where a template fails, or where two pages would stand at one address.
    """
    views = (view(briefing, collection.site) for briefing in sorted(briefings, key=lambda b: b.story.slug))
    site = directory(views, tuple(editions), collection, kept, changed)
    writer = Writer(site, templates, measured)
    own = own_pages(kept.pages, collection.site)
    spoken = {v.labels.language for v in site.stories.values()} | {labels(collection.site.language).language}
    pages = [
        *writer.pages(),
        *(Page(path=path, text=text) for path, text in feeds(site, writer.template)),
        *(
            Page(path=f"data/{of_story(v.briefing.story.slug)[:-1]}.json", text=story_json(v, collection.site))
            for v in site.stories.values()
        ),
        *(Page(path=path, text=text) for path, text in data.items()),
        *as_pages(own),
        Page(path="mkdocs.yml", text=configuration(site, {code: links(own, code) for code in sorted(spoken)})),
        *(cards(site, font) if collection.site.cards else ()),
    ]
    twice = [path for path, times in Counter(page.path for page in pages).items() if times > 1]
    if twice:
        raise RenderError(*(Problem(path=path, line=1, message="two pages want this address") for path in twice))
    return tuple(sorted(pages, key=lambda page: page.path))
