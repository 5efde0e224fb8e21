"""Editions -> EditionViews with their neighbours and corrections, and the history of each story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.editions import (
    Changed,
    Correction,
    Development,
    Edition,
    Kept,
    Question,
    Said,
    Snapshot,
    homes,
    moves,
    stands,
)
from variorum.errors import ContentError, Problem
from variorum.models import Collection
from variorum.render.addresses import of_story
from variorum.render.told import ToldView, told
from variorum.render.views import StoryView

KNOWN = 5  # editions that a message names
NO_EDITION = "there is no edition yet: no story has a date"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction with the story it is about, as the edition called it."""

    entry: Correction
    title: str
    language: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What an edition has that the one before had not."""

    fresh: int  # new briefings
    on: int  # briefings that go on
    reports: int  # new reports in them
    opened: int  # questions in them that became contested
    moved: int  # that have new answers
    settled: int  # that are contested or asked no more


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """An edition with its neighbours."""

    edition: Edition
    stories: tuple[ToldView, ...]
    singles: tuple[ToldView, ...]
    earlier: Edition | None
    later: Edition | None
    corrections: tuple[CorrectionView, ...]  # by number
    unsettled: tuple[ToldView, ...]  # stories whose articles or decisions changed since, without a correction
    news: News | None  # None: the first edition


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What editions told of a story before."""

    latest: ToldView | None  # as the latest edition tells it
    edition: Edition | None  # that edition
    developments: tuple[Development, ...]  # the latest first
    corrections: tuple[CorrectionView, ...]
    former: tuple[tuple[Question, Edition], ...]  # questions that stand no more on the story's page


class Archive:
    """The editions of a site, and which of their stories are one."""

    def __init__(
        self,
        stories: Mapping[str, StoryView],
        made: tuple[Edition, ...],
        collection: Collection,
        kept: Kept,
        changed: Iterable[Changed],
    ) -> None:
        self.stories, self.made, self.collection, self.kept = stories, made, collection, kept
        self.articles = {a.id: a for a in collection.articles}
        self.homes = homes(made, {slug: frozenset(s.article.id for s in v.sources) for slug, v in stories.items()})
        self.topics = {address for story in stories.values() for _, address in story.topics}
        self.changed = {(c.edition, c.story): c for c in changed}
        self.told: dict[str, list[tuple[Edition, Snapshot]]] = {}  # slug of today -> as each edition tells it
        for edition in made:
            for snapshot in edition.all:
                self.told.setdefault(self.home(snapshot.slug), []).append((edition, snapshot))

    def home(self, slug: str) -> str:
        """Return the slug that a story has today, "" if no article of it is left."""
        return self.homes.get(slug, "")

    def editions(self) -> tuple[EditionView, ...]:
        """Return the views of all editions, oldest first."""
        return tuple(self._edition(place) for place in range(len(self.made)))

    def _edition(self, place: int) -> EditionView:
        edition = self.made[place]
        stories = tuple(self._told(edition, s) for s in edition.stories)
        singles = tuple(self._told(edition, s) for s in edition.singles)
        return EditionView(
            edition=edition,
            stories=stories,
            singles=singles,
            earlier=self.made[place - 1] if place else None,
            later=self.made[place + 1] if place + 1 < len(self.made) else None,
            corrections=tuple(self._correction(c) for c in self.kept.corrections if c.edition == edition.id),
            unsettled=tuple(v for v in (*stories, *singles) if self._open(edition, v.snapshot)),
            news=_news((*stories, *singles)) if place else None,
        )

    def _open(self, edition: Edition, snapshot: Snapshot) -> bool:
        found = self.changed.get((edition.id, snapshot.slug))
        return found is not None and not found.covered

    def _told(self, edition: Edition, snapshot: Snapshot) -> ToldView:
        corrected = (edition.id, snapshot.slug) in self.changed and not self._open(edition, snapshot)

        def taken_back(said: Said) -> bool:
            return corrected and not stands(said, self.articles)

        home = self.home(snapshot.slug)
        return told(
            snapshot,
            self.collection.site,
            of_story(home or snapshot.slug),
            topics=self.topics.__contains__,
            taken_back=taken_back,
            development=next((d for d in self._developments(home) if d.edition is edition), None),
            anchored=bool(home),
        )

    def _developments(self, slug: str) -> list[Development]:
        """Return what each edition changed in a story, oldest first; of stories that became one, the nearer counts."""
        held, found = self.told.get(slug, []), []
        for edition, after in held:
            before = [(e, s) for e, s in held if e.first < edition.first]
            if before:
                ids = {source.id for source in after.sources}
                _, nearest = max(before, key=lambda b: (b[0].first, len(ids & {s.id for s in b[1].sources})))
                sources = tuple(s for s in after.sources if s.id in after.new)
                found.append(Development(edition=edition, sources=sources, moves=moves(nearest, after)))
        return found

    def _correction(self, entry: Correction) -> CorrectionView:
        snapshot = next(s for e in self.made if e.id == entry.edition for s in e.all if s.slug == entry.story)
        address = of_story(self.home(entry.story) or entry.story)
        return CorrectionView(entry=entry, title=snapshot.title, language=snapshot.language, address=address)

    def history(self, slug: str) -> History:
        """Return what editions told of a story of today."""
        held = self.told.get(slug, [])
        story = self.stories[slug]
        shown = {row.id for row in (*story.disputed, *story.updated, *story.rounding)}
        former: dict[str, tuple[Question, Edition]] = {}
        for edition, snapshot in held:
            former |= {q.id: (q, edition) for q in snapshot.questions if q.id not in shown}
        entries = [c for c in self.kept.corrections if self.home(c.story) == slug]
        return History(
            latest=self._told(*held[-1]) if held else None,
            edition=held[-1][0] if held else None,
            developments=tuple(reversed(self._developments(slug))),
            corrections=tuple(self._correction(c) for c in reversed(entries)),
            former=tuple(former.values()),
        )


def _news(told: tuple[ToldView, ...]) -> News:
    going = [view for view in told if view.new]
    moved = [move.what for view in going if view.development for move in view.development.moves]
    return News(
        fresh=sum(not view.new for view in told if len(view.sources) > 1),
        on=len(going),
        reports=sum(view.new for view in going),
        opened=moved.count("opened"),
        moved=moved.count("moved"),
        settled=moved.count("settled") + moved.count("gone"),
    )


def pick(editions: Sequence[EditionView], name: str | None) -> EditionView:
    """Return the edition of this id, the latest without one. Raises ContentError, naming those that there are."""
    held = [view for view in editions if name in (None, view.edition.id)]
    if held:
        return held[-1]
    known = ", ".join(view.edition.id for view in editions[-KNOWN:])
    message = f"there is no edition {name}; the latest are: {known}" if known else NO_EDITION
    raise ContentError(Problem(path="content/articles", line=1, message=message))
