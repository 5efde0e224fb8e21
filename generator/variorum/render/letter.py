"""Directory -> Letter: an edition as a mail, as HTML with inlined styles and as plain text, and as an .eml file.

The styles are written into the template, since mail readers drop style sheets; nothing is loaded, so the mail looks
the same with images off. The plain text is made from the data, not from the HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from textwrap import fill
from urllib.parse import urlsplit

from variorum.labels import Labels, labels
from variorum.render.addresses import of_edition
from variorum.render.escape import plain
from variorum.render.site import Directory, EditionView
from variorum.render.views import StoryView
from variorum.render.writer import Writer

WIDTH = 72  # columns of the plain text


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An edition as a mail, before it has a sender and recipients."""

    edition: str
    subject: str
    text: str
    html: str
    written: datetime  # the end of the edition's last day, not the clock: same content, same bytes
    host: str


def letter(site: Directory, templates: Mapping[str, str], edition: str | None = None) -> Letter | None:
    """Return an edition (by default the latest) as a mail; None if there is no such edition."""
    chosen = [v for v in site.editions if edition in (None, v.edition.id)]
    if not chosen:
        return None
    view, words = chosen[-1], labels(site.collection.site.language)
    house = site.collection.site
    days = words.span(view.edition.first, view.edition.last)
    title = site.title_of(view)
    subject = plain(words.word("mail_subject", site=house.title, title=title, days=days))
    html = Writer(site, templates).template(
        "mail/edition.html.jinja",
        t=words.word,
        words=words,
        edition=view,
        title=title,
        subject=subject,
        days=days,
        base=house.url,
    )
    return Letter(
        edition=view.edition.id,
        subject=subject,
        text="\n".join(_lines(view, site, words, title, days)) + "\n",
        html=html,
        written=datetime.combine(view.edition.last, time(23, 59), UTC),
        host=urlsplit(house.url).hostname or "localhost",
    )


def message(written: Letter, sender: str, recipient: str) -> EmailMessage:
    """Return a letter as a message to one recipient, ready to send; equal letters give equal bytes.

    Raises ValueError if an address is not one.
    """
    made = EmailMessage(policy=SMTP)
    made["Subject"] = written.subject
    made["From"] = Address(addr_spec=sender)
    made["To"] = Address(addr_spec=recipient)
    made["Date"] = written.written
    mark = sha256(f"{written.edition} {recipient} {written.html}".encode()).hexdigest()
    made["Message-ID"] = f"<{written.edition}.{mark[:24]}@{written.host}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(written.text)
    made.add_alternative(written.html, subtype="html")
    made.set_boundary(f"variorum-{mark[24:48]}")
    return made


def _lines(view: EditionView, site: Directory, words: Labels, title: str, days: str) -> Iterator[str]:
    base = site.collection.site.url
    yield from (plain(site.collection.site.title), f"{title} · {days}", f"{base}{of_edition(view.edition.id)}")
    for story in view.stories:
        yield from ("", "=" * WIDTH, *_story(story, base))
    if view.singles:
        yield from ("", "=" * WIDTH, words.word("singles"))
        for story in view.singles:
            yield fill(plain(f"- {story.briefing.story.title} ({story.sources[0].publisher})"), WIDTH)
            yield f"  {base}{story.address}"
    yield from ("", "-- ", fill(words.word("mail_why", site=plain(site.collection.site.title)), WIDTH))


def _story(story: StoryView, base: str) -> Iterator[str]:
    yield fill(plain(story.briefing.story.title), WIDTH)
    yield f"{base}{story.address}"
    if story.summary:
        yield from ("", fill(plain(story.summary), WIDTH))
    yield from ("", fill(story.counts, WIDTH))
    for row in story.disputed:
        yield from ("", fill(plain(row.question), WIDTH))
        for side in row.sides:
            who = ", ".join(dict.fromkeys(plain(s.publisher) for s in side.sources))
            hedge = f" ({side.hedge})" if side.hedge else ""
            yield fill(f"- {plain(side.value)}{hedge}: {who}", WIDTH, subsequent_indent="  ")
