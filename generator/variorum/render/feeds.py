"""Directory -> feeds: Atom, RSS and JSON Feed of the site, of every topic, and of the disagreements alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime

from variorum.editions import day_of
from variorum.labels import labels
from variorum.render.escape import plain, url
from variorum.render.site import Directory
from variorum.render.views import StoryView, quoted

MOST = 60  # entries; readers fetch a feed often, and older stories stand in the archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed; all texts are plain, without markup."""

    address: str
    title: str
    summary: str
    day: date
    first: date
    language: str
    links: tuple[tuple[str, str], ...]  # title and url of the sources that have one
    topics: tuple[str, ...]

    @property
    def atom(self) -> str:
        """The day of the last report as RFC 3339."""
        return f"{self.day.isoformat()}T00:00:00Z"

    @property
    def atom_first(self) -> str:
        """The day of the first report as RFC 3339."""
        return f"{self.first.isoformat()}T00:00:00Z"

    @property
    def rss(self) -> str:
        """The day of the last report as RFC 822."""
        return format_datetime(datetime.combine(self.day, time(), UTC))


def feeds(site: Directory, template: Callable[..., str]) -> Iterator[tuple[str, str]]:
    """Yield path and text of every feed."""
    words = labels(site.collection.site.language)
    stories = sorted(site.stories.values(), key=lambda s: (-_day(s, site).toordinal(), s.address))
    entries = [_story(s, site) for s in stories]
    name = plain(site.collection.site.title)
    yield from _formats("", name, "", entries, site, template)
    disagreements = [e for s in stories for e in _disagreements(s, site)]
    yield from _formats("disagreements/", f"{name}: {words.word('disputed')}", "", disagreements, site, template)
    for topic in site.topics:
        inside = {s.address for s in topic.stories}
        held = [e for s, e in zip(stories, entries, strict=True) if s.address in inside]
        yield from _formats(topic.address, f"{name}: {plain(topic.name)}", topic.address, held, site, template)


def _formats(
    folder: str, title: str, page: str, entries: Iterable[Entry], site: Directory, template: Callable[..., str]
) -> Iterator[tuple[str, str]]:
    shown = sorted(entries, key=lambda e: -e.day.toordinal())[:MOST]
    base = site.collection.site.url
    updated = max((e.atom for e in shown), default=f"{(site.newest or date(1980, 1, 1)).isoformat()}T00:00:00Z")
    for kind in ("atom", "rss"):
        path = folder + ("feed.xml" if kind == "atom" else "rss.xml")
        yield (
            path,
            template(
                f"feeds/{kind}.xml.jinja",
                title=title,
                self_address=base + path,
                page=base + page,
                entries=shown,
                base=base,
                updated=updated,
            ),
        )
    yield f"{folder}feed.json", _json(title, base + page, base + folder + "feed.json", shown, base)


def _json(title: str, page: str, address: str, entries: Iterable[Entry], base: str) -> str:
    """Return a JSON Feed, version 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": page,
        "feed_url": address,
        "items": [
            {
                "id": base + e.address,
                "url": base + e.address,
                "title": e.title,
                "content_text": e.summary,
                "date_published": e.atom_first,
                "date_modified": e.atom,
                "language": e.language,
                **({"tags": list(e.topics)} if e.topics else {}),
            }
            for e in entries
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _day(story: StoryView, site: Directory) -> date:
    return day_of(story.briefing) or site.newest or date(1980, 1, 1)


def _story(story: StoryView, site: Directory) -> Entry:
    day = _day(story, site)
    return Entry(
        address=story.address,
        title=plain(story.briefing.story.title),
        summary=plain(f"{story.summary} – {story.counts}" if story.summary else story.counts),
        day=day,
        first=story.briefing.story.first or day,
        language=story.labels.language,
        links=tuple(
            (plain(s.title), str(url(s.article.url)).replace("&amp;", "&")) for s in story.sources if url(s.article.url)
        ),
        topics=tuple(plain(name) for name, _ in story.topics),
    )


def _disagreements(story: StoryView, site: Directory) -> Iterator[Entry]:
    told = _story(story, site)
    for row in story.disputed:
        if row.relation == "contested":
            sides = "; ".join(
                f"{plain(side.value)}: {quoted(side.quotes[0], story.labels)}" for side in row.sides if side.quotes
            )
            yield Entry(
                address=f"{story.address}#{row.id}",
                title=f"{plain(row.question)} ({told.title})",
                summary=sides,
                day=told.day,
                first=told.first,
                language=told.language,
                links=(),
                topics=told.topics,
            )
