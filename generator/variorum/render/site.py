"""StoryViews + Editions -> Directory: what the pages about many stories show, looked up once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from variorum.editions import day_of
from variorum.labels import labels
from variorum.models import Collection, Edition, Publisher
from variorum.render.addresses import of_publisher
from variorum.render.views import RowView, SourceView, StoryView


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """An edition with its neighbours."""

    edition: Edition
    stories: tuple[StoryView, ...]
    singles: tuple[StoryView, ...]
    continued: tuple[StoryView, ...]  # reported in it, and again later: they stand in a later edition
    earlier: Edition | None
    later: Edition | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A tag and its stories, the latest first."""

    name: str
    address: str
    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherView:
    """A publisher, its reports, and how often it stood alone or against others."""

    name: str
    address: str
    known: Publisher | None  # None: not in sources.yaml
    reports: tuple[tuple[StoryView, SourceView], ...]  # the latest first
    alone: int  # stories that it alone reported
    disputed: int  # contested questions on which it takes a side
    against: int  # of these, where no other publisher stood on its side


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The whole site."""

    collection: Collection
    stories: Mapping[str, StoryView]  # by slug
    editions: tuple[EditionView, ...]  # oldest first
    places: Mapping[str, Edition]  # slug -> the edition in which the story stands
    undated: tuple[StoryView, ...]  # all stories, where no story has any date
    topics: tuple[TopicView, ...]
    publishers: tuple[PublisherView, ...]

    @property
    def undated_singles(self) -> tuple[StoryView, ...]:
        """Undated stories with one source."""
        return tuple(s for s in self.undated if len(s.sources) == 1)

    @property
    def undated_stories(self) -> tuple[StoryView, ...]:
        """Undated stories with several sources."""
        return tuple(s for s in self.undated if len(s.sources) > 1)

    def title_of(self, view: EditionView | None) -> str:
        """Return the headline of an edition ("The week in 3 briefings"), or of a site without one."""
        words = labels(self.collection.site.language)
        shown = (*view.stories, *view.continued) if view else self.undated_stories
        if not shown:
            return words.word("edition_singles" if view or self.undated else "edition_none")
        key = f"edition_{self.collection.site.edition}" if view else "edition_undated"
        return words.count(key, len(shown))

    def edition_of(self, story: StoryView) -> Edition | None:
        """Return the edition in which a story stands."""
        return self.places.get(story.briefing.story.slug)

    @property
    def newest(self) -> date | None:
        """The day of the newest article, the only clock the site has."""
        return max((d for s in self.stories.values() if (d := day_of(s.briefing))), default=None)

    @property
    def corrections(self) -> tuple[tuple[StoryView, SourceView], ...]:
        """Reports that correct an earlier one, the latest first."""
        found = [(s, r) for s in self.stories.values() for r in s.sources if r.article.kind == "correction"]
        return tuple(sorted(found, key=_latest))

    @property
    def disputes(self) -> tuple[tuple[StoryView, RowView], ...]:
        """All contested questions, those of the latest story first."""
        stories = sorted(self.stories.values(), key=_newest)
        return tuple((s, row) for s in stories for row in s.disputed if row.relation == "contested")

    @property
    def rulings(self) -> tuple[tuple[StoryView, RowView], ...]:
        """Disagreements on which the editor left a note."""
        rows = [(s, row) for s in self.stories.values() for row in (*s.disputed, *s.updated, *s.rounding) if row.note]
        return tuple(rows)


def directory(views: Iterable[StoryView], editions: tuple[Edition, ...], collection: Collection) -> Directory:
    """Return the whole site: its stories, editions, topics and publishers."""
    stories = {v.briefing.story.slug: v for v in views}
    return Directory(
        collection=collection,
        stories=stories,
        editions=tuple(
            EditionView(
                edition=edition,
                stories=tuple(stories[b.story.slug] for b in edition.briefings),
                singles=tuple(stories[b.story.slug] for b in edition.singles),
                continued=tuple(s for s in stories.values() if _continued(s, edition)),
                earlier=editions[i - 1] if i else None,
                later=editions[i + 1] if i + 1 < len(editions) else None,
            )
            for i, edition in enumerate(editions)
        ),
        places={b.story.slug: e for e in editions for b in (*e.briefings, *e.singles)},
        undated=() if editions else tuple(sorted(stories.values(), key=lambda s: (-len(s.sources), s.address))),
        topics=_topics(stories.values()),
        publishers=_publishers(stories.values(), collection),
    )


def _continued(story: StoryView, edition: Edition) -> bool:
    day = day_of(story.briefing)
    reported = any(s.day and edition.first <= s.day <= edition.last for s in story.sources)
    return reported and day is not None and day > edition.last


def _topics(stories: Iterable[StoryView]) -> tuple[TopicView, ...]:
    by: dict[str, tuple[str, dict[str, StoryView]]] = {}
    for story in stories:
        for name, address in story.topics:
            by.setdefault(address, (name, {}))[1][story.address] = story
    return tuple(
        TopicView(name=name, address=address, stories=tuple(sorted(held.values(), key=_newest)))
        for address, (name, held) in sorted(by.items())
    )


def _publishers(stories: Iterable[StoryView], collection: Collection) -> tuple[PublisherView, ...]:
    known = {of_publisher(p.name): p for p in collection.publishers}
    by: dict[str, list[tuple[StoryView, SourceView]]] = {}
    for story in stories:
        for source in story.sources:
            if source.page:
                by.setdefault(source.page, []).append((story, source))
    found = []
    for address, reports in by.items():
        contested = [
            [{s.page for s in side.sources} for side in row.sides]
            for story in {id(s): s for s, _ in reports}.values()
            for row in story.disputed
            if row.relation == "contested"
        ]
        found.append(
            PublisherView(
                name=known[address].name if address in known else min(s.publisher for _, s in reports),
                address=address,
                known=known.get(address),
                reports=tuple(sorted(reports, key=_latest)),
                alone=len({s.address for s, _ in reports if {source.page for source in s.sources} == {address}}),
                disputed=sum(any(address in side for side in row) for row in contested),
                against=sum(any(side == {address} for side in row) for row in contested),
            )
        )
    return tuple(sorted(found, key=lambda p: (p.name.casefold(), p.address)))


def _newest(story: StoryView) -> tuple[int, str]:
    day = day_of(story.briefing)
    return (-day.toordinal() if day else 0, story.address)


def _latest(report: tuple[StoryView, SourceView]) -> tuple[int, str, int]:
    story, source = report
    return (-source.day.toordinal() if source.day else 0, story.address, source.number)
