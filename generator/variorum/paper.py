"""Edition -> Paper: one XHTML document with its style sheet, which both the e-book and the print are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from variorum.editions import editions
from variorum.errors import ContentError, Problem
from variorum.labels import labels
from variorum.models import Briefing, Collection
from variorum.render.addresses import of_edition
from variorum.render.site import EditionView, directory
from variorum.render.viewer import view
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
    collection: Collection,
    templates: Mapping[str, str],
    *,
    edition: str | None = None,
) -> Paper:
    """Return an edition as a document, the latest where no id is given.

    Raises ContentError if there is no such edition and RenderError if a template fails.
    """
    writer, chosen = _chosen(tuple(briefings), collection, templates, edition)
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
            for n, told in enumerate((s.briefing.story for s in chosen.stories), start=1)
        ),
        xhtml=_drawn(
            writer.template("paper/edition.xhtml.jinja", edition=chosen, words=words, title=title).strip() + "\n",
            writer.template("paper/picture.css.jinja"),
        ),
        css=writer.template("paper/paper.css.jinja"),
        sheet=writer.template("paper/print.css.jinja"),
    )


def _drawn(xhtml: str, css: str) -> str:
    """Return the document with pictures that stand for themselves: on a page, HTML and its style sheet help them."""
    return SVG.sub(lambda m: f'<svg xmlns="http://www.w3.org/2000/svg" {m[1]}<style>{css}</style>', xhtml)


def _chosen(
    made: tuple[Briefing, ...], collection: Collection, templates: Mapping[str, str], edition: str | None
) -> tuple[Writer, EditionView]:
    views = tuple(view(b, collection.site) for b in sorted(made, key=lambda b: b.story.slug))
    writer = Writer(directory(views, editions(made, collection.site), collection), templates)
    held = [v for v in writer.site.editions if edition in (None, v.edition.id)]
    if not held:
        message = f"there is no edition {edition}" if edition else "there is no edition yet: no story has a date"
        raise ContentError(Problem(path="content/articles", line=1, message=message))
    return writer, held[-1]
