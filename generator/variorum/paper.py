"""Edition -> Paper: one XHTML document with its style sheet, which both the e-book and the print are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from variorum.editions import Edition, Kept, Retell, Snapshot
from variorum.labels import labels
from variorum.models import Briefing, Collection
from variorum.render.addresses import of_edition
from variorum.render.archive import EditionView, pick
from variorum.render.site import directory
from variorum.render.viewer import view
from variorum.render.views import StoryView
from variorum.render.writer import Writer

SVG = re.compile("<svg ([^>]*>)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A story in the table of contents."""

    anchor: str  # id within the document
    title: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An edition on paper: everything unfolded, links written out, no script and no picture from elsewhere."""

    edition: str
    publisher: str  # the site's title
    title: str
    address: str  # of the edition on the site
    language: str
    day: date  # the last day of the edition
    contents: str  # heading of the table of contents
    chapters: tuple[Chapter, ...]
    xhtml: str  # refers to its style sheet as paper.css
    css: str
    sheet: str  # more of it, for paper: size, margins, page numbers


def paper(
    briefings: Iterable[Briefing],
    editions: Iterable[Edition],
    collection: Collection,
    templates: Mapping[str, str],
    retell: Retell,
    *,
    edition: str | None = None,
    kept: Kept = Kept(),  # noqa: B008 - frozen
) -> Paper:
    """Return an edition as a document, the latest where no id is given: what its articles give, corrected.

    Of a frozen edition this is a reprint: its stories with the articles they had, and its corrections on the cover.
    Raises ContentError if there is no such edition and RenderError if a template fails.
    """
    made = {b.story.slug: b for b in briefings}
    writer, chosen = _chosen(made, tuple(editions), collection, templates, edition, kept)
    stories = tuple(_views(chosen.edition.stories, made, collection, writer, retell))
    singles = tuple(_views(chosen.edition.singles, made, collection, writer, retell))
    words, title = labels(collection.site.language), writer.site.title_of(chosen)
    return Paper(
        edition=chosen.edition.id,
        publisher=collection.site.title,
        title=title,
        address=collection.site.url + of_edition(chosen.edition.id),
        language=words.language,
        day=chosen.edition.last,
        contents=words.word("contents"),
        chapters=tuple(
            Chapter(anchor=f"story-{n}", title=told.title, language=told.language)
            for n, told in enumerate((s.briefing.story for s in stories), start=1)
        ),
        xhtml=_drawn(writer, edition=chosen, stories=stories, singles=singles, words=words, title=title),
        css=writer.template("paper/paper.css.jinja"),
        sheet=writer.template("paper/print.css.jinja"),
    )


def _drawn(writer: Writer, **values: object) -> str:
    """Return the document with pictures that stand for themselves: on a page, HTML and its style sheet help them."""
    xhtml, css = writer.template("paper/edition.xhtml.jinja", **values), writer.template("paper/picture.css.jinja")
    whole = SVG.sub(lambda m: f'<svg xmlns="http://www.w3.org/2000/svg" {m[1]}<style>{css}</style>', xhtml)
    return whole.strip() + "\n"


def _chosen(
    made: Mapping[str, Briefing],
    editions: tuple[Edition, ...],
    collection: Collection,
    templates: Mapping[str, str],
    edition: str | None,
    kept: Kept,
) -> tuple[Writer, EditionView]:
    views = tuple(view(b, collection.site) for _, b in sorted(made.items()))
    writer = Writer(directory(views, editions, collection, kept), templates)
    return writer, pick(writer.site.editions, edition)


def _views(
    told: Iterable[Snapshot], made: Mapping[str, Briefing], collection: Collection, writer: Writer, retell: Retell
) -> Iterator[StoryView]:
    """Yield the stories of an edition with the articles they had then; one that was withdrawn whole is left out."""
    for snapshot in told:
        briefing = made.get(snapshot.slug) or made.get(writer.site.moved.get(snapshot.slug, ""))
        held = frozenset(r.article.id for r in briefing.story.readings) if briefing else frozenset()
        then = held & {source.id for source in snapshot.sources}
        if briefing and then:
            yield view(briefing if then == held else retell(briefing, then), collection.site)
