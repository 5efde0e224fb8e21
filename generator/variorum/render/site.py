"""StoryViews + Editions -> Directory: what the pages about many stories show, looked up once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from variorum.editions import Changed, Edition, Kept, day_of
from variorum.editions.telling import tell
from variorum.labels import labels
from variorum.models import Collection, Publisher
from variorum.render.addresses import of_publisher
from variorum.render.archive import Archive, CorrectionView, EditionView, History
from variorum.render.told import ToldView, told
from variorum.render.views import RowView, SourceView, StoryView


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A tag and its stories, the latest first."""

    name: str
    address: str
    stories: tuple[StoryView, ...]
    told: tuple[ToldView, ...]  # the same


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
    histories: Mapping[str, History]  # by slug
    moved: Mapping[str, str]  # slugs that only frozen editions know -> the slug of today, "" if nothing is left
    undated: tuple[ToldView, ...]  # all stories, where no story has any date
    topics: tuple[TopicView, ...]
    publishers: tuple[PublisherView, ...]

    @property
    def undated_singles(self) -> tuple[ToldView, ...]:
        """Undated stories with one source."""
        return tuple(s for s in self.undated if len(s.sources) == 1)

    @property
    def undated_stories(self) -> tuple[ToldView, ...]:
        """Undated stories with several sources."""
        return tuple(s for s in self.undated if len(s.sources) > 1)

    def title_of(self, view: EditionView | None) -> str:
        """Return the headline of an edition ("The week in 3 briefings"), or of a site without one."""
        words = labels(self.collection.site.language)
        shown = view.stories if view else self.undated_stories
        if not shown:
            return words.word("edition_singles" if view or self.undated else "edition_none")
        key = f"edition_{self.collection.site.edition}" if view else "edition_undated"
        return words.count(key, len(shown))

    @property
    def newest(self) -> date | None:
        """The day of the newest article, the only clock the site has."""
        return max((d for s in self.stories.values() if (d := day_of(s.briefing))), default=None)

    @property
    def corrections(self) -> tuple[CorrectionView, ...]:
        """What was wrong in frozen editions, the latest first."""
        found = [c for edition in self.editions for c in edition.corrections]
        return tuple(sorted(found, key=lambda c: -c.entry.number))

    @property
    def corrected(self) -> tuple[tuple[StoryView, SourceView], ...]:
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


def directory(
    views: Iterable[StoryView],
    editions: tuple[Edition, ...],
    collection: Collection,
    kept: Kept = Kept(),  # noqa: B008 - frozen
    changed: Iterable[Changed] = (),
) -> Directory:
    """Return the whole site: its stories, editions, topics and publishers."""
    stories = {v.briefing.story.slug: v for v in views}
    archive = Archive(stories, editions, collection, kept, changed)
    undated = () if editions else tuple(sorted(stories.values(), key=lambda s: (-len(s.sources), s.address)))
    return Directory(
        collection=collection,
        stories=stories,
        editions=archive.editions(),
        histories={slug: archive.history(slug) for slug in stories},
        moved={s.slug: archive.home(s.slug) for e in editions for s in e.all if s.slug not in stories},
        undated=tuple(_told(s, collection) for s in undated),
        topics=_topics(stories.values(), collection),
        publishers=_publishers(stories.values(), collection),
    )


def _told(story: StoryView, collection: Collection) -> ToldView:
    """Return a story as it stands now."""
    return told(tell(story.briefing, ()), collection.site, story.address)


def _topics(stories: Iterable[StoryView], collection: Collection) -> tuple[TopicView, ...]:
    by: dict[str, tuple[str, dict[str, StoryView]]] = {}
    for story in stories:
        for name, address in story.topics:
            by.setdefault(address, (name, {}))[1][story.address] = story
    found = []
    for address, (name, held) in sorted(by.items()):
        latest = tuple(sorted(held.values(), key=_newest))
        shown = tuple(_told(story, collection) for story in latest)
        found.append(TopicView(name=name, address=address, stories=latest, told=shown))
    return tuple(found)


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
