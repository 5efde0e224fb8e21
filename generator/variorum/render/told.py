"""Snapshot -> ToldView: a story as an edition, a topic, the front page or the mail shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from variorum.editions import Development, Point, Question, Said, Snapshot
from variorum.labels import Labels, labels
from variorum.models import Site
from variorum.render.addresses import of_tag
from variorum.render.excerpt import excerpt
from variorum.render.views import Quoted, byline, counted, hedged


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedView:
    """A source as an edition cites it."""

    number: int
    title: str
    publisher: str  # as it is quoted
    language: str
    note: bool
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSide:
    """One answer; ``said`` is None where the words were taken back by a correction."""

    number: int
    value: str
    hedge: str | None
    sources: tuple[CitedView, ...]
    said: Quoted[CitedView] | None

    @property
    def others(self) -> tuple[CitedView, ...]:
        """Whoever else gives this answer."""
        return tuple(s for s in self.sources if self.said is None or s.number != self.said.source.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """One question and its sides."""

    id: str
    question: str
    relation: str
    confirmed: bool
    note: str | None
    sides: tuple[ToldSide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPoint:
    """What several sources say alike."""

    said: Quoted[CitedView]
    sources: tuple[CitedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldView:
    """A story as it stood."""

    snapshot: Snapshot
    labels: Labels
    address: str  # of the page that the story has today
    topics: tuple[tuple[str, str], ...]  # name, address; only topics that still have a page
    sources: tuple[CitedView, ...]
    lead: tuple[Quoted[CitedView], ...]
    agreed: tuple[ToldPoint, ...]
    disputed: tuple[ToldRow, ...]  # contested and scope
    updated: tuple[ToldRow, ...]
    rounding: tuple[ToldRow, ...]
    development: Development | None  # what is new since the edition before that told it; None: a new story
    anchored: bool = True  # whether every question has its place on the page of today

    def place(self, row: ToldRow) -> str:
        """Return the permanent address of a question."""
        return f"{self.address}#{row.id}" if self.anchored else self.address

    @property
    def new(self) -> int:
        """How many reports are new in a story that stood in an earlier edition; 0 for a new story."""
        return len(self.snapshot.new) if len(self.snapshot.new) < len(self.sources) else 0

    @property
    def moved(self) -> tuple[str, ...]:
        """The questions whose answers changed since."""
        return tuple(move.id for move in self.development.moves) if self.development else ()

    @property
    def span(self) -> str:
        """First to last report."""
        return self.labels.span(*self.snapshot.days)

    @property
    def counts(self) -> str:
        """Return "5 sources · 3 origins · 2 disagreements" in the story's language."""
        contested = sum(row.relation == "contested" for row in self.disputed)
        return counted(self.labels, len(self.sources), self.snapshot.origins, contested, len(self.updated))


def told(
    snapshot: Snapshot,
    site: Site,
    address: str,
    *,
    topics: Callable[[str], bool] = lambda _: True,
    taken_back: Callable[[Said], bool] = lambda _: False,
    development: Development | None = None,
    anchored: bool = True,
) -> ToldView:
    """Return the view of a snapshot; ``topics`` tells which addresses of topics have a page."""
    view = _Teller(snapshot, site, taken_back).view(address, topics, development)
    return view if anchored else replace(view, anchored=False)


class _Teller:
    def __init__(self, snapshot: Snapshot, site: Site, taken_back: Callable[[Said], bool]) -> None:
        self.snapshot, self.site, self.taken_back = snapshot, site, taken_back
        self.labels = labels(snapshot.language, site.language)
        self.sources: Mapping[str, CitedView] = {
            s.id: CitedView(
                number=number,
                title=s.title,
                publisher=byline(s.publisher, s.kind, number, self.labels),
                language=s.language,
                note=s.kind == "note",
                day=s.day,
            )
            for number, s in enumerate(snapshot.sources, 1)
        }

    def view(self, address: str, topics: Callable[[str], bool], development: Development | None) -> ToldView:
        rows = [self._row(q) for q in self.snapshot.questions]
        asked = [r for r in rows if r.relation in ("contested", "scope")]
        return ToldView(
            snapshot=self.snapshot,
            labels=self.labels,
            address=address,
            topics=tuple((tag, of_tag(tag)) for tag in self.snapshot.tags if topics(of_tag(tag))),
            sources=tuple(self.sources.values()),
            lead=tuple(q for said in self.snapshot.lead if (q := self._quote(said))),
            agreed=tuple(p for point in self.snapshot.points if (p := self._point(point))),
            disputed=tuple(sorted(asked, key=lambda r: r.relation == "scope")),
            updated=tuple(r for r in rows if r.relation == "updated"),
            rounding=tuple(r for r in rows if r.relation == "rounding"),
            development=development,
        )

    def _quote(self, said: Said) -> Quoted[CitedView] | None:
        if self.taken_back(said):
            return None
        start = said.text.find(said.value) if said.value else -1
        value = (start, start + len(said.value)) if start >= 0 else None
        words = excerpt(said.text, (0, len(said.text)), value, self.site.quote_length)
        return Quoted(words=words, source=self.sources[said.article], said_by=said.said_by)

    def _row(self, question: Question) -> ToldRow:
        sides = []
        for number, side in enumerate(question.sides, 1):
            sources = tuple(self.sources[a] for a in side.articles)
            hedge = hedged(side.value, side.hedge, sources[0].language, self.labels)
            sides.append(
                ToldSide(number=number, value=side.value, hedge=hedge, sources=sources, said=self._quote(side.said))
            )
        return ToldRow(
            id=question.id,
            question=question.question,
            relation=question.relation,
            confirmed=question.ruling == "confirmed",
            note=question.note,
            sides=tuple(sides),
        )

    def _point(self, point: Point) -> ToldPoint | None:
        said = self._quote(point.said)
        return ToldPoint(said=said, sources=tuple(self.sources[a] for a in point.articles)) if said else None
