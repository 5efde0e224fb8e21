"""Edition -> Mail: subject, HTML with inlined CSS, plain text and the .eml; the same edition gives the same bytes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import urlsplit

from variorum.editions import Changed, Edition, Kept
from variorum.errors import Problem, PublishError
from variorum.labels import Labels, labels
from variorum.models import Briefing, Collection
from variorum.render.addresses import of_edition
from variorum.render.archive import EditionView, pick
from variorum.render.escape import plain
from variorum.render.site import directory
from variorum.render.told import ToldRow, ToldView
from variorum.render.viewer import view
from variorum.render.views import quoted
from variorum.render.writer import Writer

WIDTH = 72  # columns of plain text
QUOTE = 160  # characters: two lines of a phone; the page has the whole quote
AGREED = 2  # statements a story: the mail is a summary, the page has all


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """An edition as a mail; ``eml`` is the whole message without recipients, lines ended by CR LF."""

    edition: str
    subject: str
    html: str
    text: str
    eml: bytes


def mail(
    briefings: Iterable[Briefing],
    editions: Iterable[Edition],
    collection: Collection,
    templates: Mapping[str, str],
    *,
    sender: str,
    edition: str | None = None,
    unsubscribe: str | None = None,
    kept: Kept = Kept(),  # noqa: B008 - frozen
    changed: Iterable[Changed] = (),
) -> Mail:
    """Return the mail of an edition, of the latest where no id is given.

    Raises ContentError if there is no such edition, RenderError if the template fails, PublishError without the extra
    "mail", and ValueError if ``sender`` or ``unsubscribe`` holds a line break.
    """
    short = replace(collection.site, quote_length=min(QUOTE, collection.site.quote_length))
    collection = replace(collection, site=short)
    views = tuple(view(b, short) for b in sorted(briefings, key=lambda b: b.story.slug))
    writer = Writer(directory(views, tuple(editions), collection, kept, changed), templates)
    words, chosen = labels(collection.site.language), pick(writer.site.editions, edition)
    title = writer.site.title_of(chosen)
    html = _inlined(writer.template("mail/edition.html.jinja", edition=chosen, words=words, title=title).strip() + "\n")
    subject = plain(f"{collection.site.title}: {title}, {words.span(chosen.edition.first, chosen.edition.last)}")
    text = "\n".join(_text(chosen, title, collection)) + "\n"
    eml = _message(chosen, subject, text, html, sender, unsubscribe, collection.site.url)
    return Mail(edition=chosen.edition.id, subject=subject, html=html, text=text, eml=eml)


def _inlined(html: str) -> str:
    try:
        import css_inline  # noqa: PLC0415 - an extra
    except ImportError:
        message = "mail needs an extra: pip install 'variorum[mail]'"
        raise PublishError(Problem(path="theme/mail/edition.html.jinja", line=1, message=message)) from None
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    return str(inliner.inline(html))


def _text(chosen: EditionView, title: str, collection: Collection) -> Iterator[str]:
    site, words = collection.site, labels(collection.site.language)
    yield from (plain(site.title), words.span(chosen.edition.first, chosen.edition.last), "", *_wrapped(title), "")
    for c in chosen.corrections:
        told = f"{words.word('correction', n=c.entry.number)}, {words.day(c.entry.day)}: {c.title}: {c.entry.note}"
        yield from (*_wrapped(told), "")
    for story in chosen.stories:
        yield from _story(story, site.url)
    if chosen.singles:
        yield from ("-" * WIDTH, words.word("singles"), "")
        for story in chosen.singles:
            yield from _wrapped(f"{story.snapshot.title} ({story.sources[0].publisher})", "* ")
            yield f"  {site.url}{story.address}"
        yield ""
    yield f"{site.url}{of_edition(chosen.edition.id)}"


def _story(story: ToldView, base: str) -> Iterator[str]:
    word, lead = story.labels.word, story.snapshot.editor_lead
    yield from ("-" * WIDTH, *_wrapped(story.snapshot.title), f"{base}{story.address}", "")
    if lead:
        yield from (*_wrapped(f"{lead} ({word('editor')})"), "")
    for quote in story.lead:
        yield from (*_wrapped(quoted(quote, story.labels)), "")
    yield from (*_wrapped(story.counts), "")
    if story.agreed:
        yield f"{word('agreed')}:"
        for agreed in story.agreed[:AGREED]:
            yield from _wrapped(quoted(agreed.said, story.labels), "* ")
        yield ""
    for row in (*story.disputed, *story.updated):
        yield from (*_row(row, story.labels), "")
    if story.rounding:  # no news: said in one line, shown on the page
        yield from (*_wrapped(story.labels.count("rounding", len(story.rounding))), "")


def _row(row: ToldRow, words: Labels) -> Iterator[str]:
    softer = f" ({words.word('relation_' + row.relation)})" if row.relation != "contested" else ""
    yield from _wrapped(row.question + softer + ("" if row.question.endswith("?") and not softer else ":"))
    for side in row.sides:
        hedge = f" ({side.hedge})" if side.hedge else ""
        others = ", ".join(s.publisher for s in side.others)
        yield from _wrapped(f"{side.value}{hedge}: {quoted(side.said, words) if side.said else others}", "* ")
        if side.said and others:
            yield from _wrapped(f"({words.word('also')} {others})", "  ")


def _wrapped(text: str, mark: str = "") -> list[str]:
    return textwrap.wrap(
        plain(text),
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _message(
    chosen: EditionView, subject: str, text: str, html: str, sender: str, unsubscribe: str | None, base: str
) -> bytes:
    mark = sha256("\0".join((base, chosen.edition.id, sender, text, html)).encode()).hexdigest()[:32]
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["Subject"] = subject
    # the end of the edition, not the clock: same edition, same bytes
    message["Date"] = format_datetime(datetime.combine(chosen.edition.last, time(), UTC))
    message["Message-ID"] = f"<{chosen.edition.id}.{mark}@{urlsplit(base).hostname}>"
    if unsubscribe:
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{mark}")
    return message.as_bytes()
