"""Comparisons by kind -> one Comparison: no id twice, nothing agreed that is disputed, nothing said twice.

Each finder sees its own kind only; what contradicts or repeats another's finding is settled here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from variorum.compare import statements
from variorum.models import Agreement, Article, Comparison, Disagreement, Mention, Story

T = TypeVar("T", Disagreement, Agreement)
Spot = tuple[str, str, int, int]  # article, field, start, end
Places = Mapping[
    tuple[str, str, int], tuple[int, bool]
]  # of each sentence: its place in the article, whether a heading
OWN = 0.15  # how much better another sentence must read to be shown for the finder's own


def join(found: Iterable[Comparison], story: Story) -> Comparison:
    """Return one comparison of all kinds, the most important first; the result does not depend on hash order."""
    parts = tuple(found)
    disagreements = sorted((d for c in parts for d in c.disagreements), key=lambda d: (-d.importance, d.id))
    places: Places = {
        (r.article.id, s.field, s.start): (at, s.heading) for r in story.readings for at, s in enumerate(r.sentences)
    }
    agreed = sorted((a for c in parts for a in c.agreements), key=lambda a: (-a.importance, *_place(a, places)))
    taken: set[str] = set()
    named = tuple(_named(d, taken) for d in disagreements)
    disputed = _Spans(m for d in named if d.relation != "rounding" for p in d.positions for m in p.mentions)
    shown = _Shown({r.article.id: r.article for r in story.readings}, places, set())
    undisputed = [a for a in (_undisputed(a, disputed, shown) for a in agreed) if a]
    told = _Spans(m for d in named for p in d.positions for m in p.mentions)
    told.add(m for a in undisputed if a.kind == "claim" for m in a.mentions)
    return Comparison(
        disagreements=named,
        agreements=tuple(_named(a, taken) for a in _once(undisputed)),
        single=tuple(s for c in parts for s in c.single if not told.touch(s.article, s.field, s.start, s.end)),
    )


class _Spans:
    """Where mentions stand, by article and field."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        self.add(mentions)

    def add(self, mentions: Iterable[Mention]) -> None:
        """Add mentions."""
        for m in mentions:
            self._spans[m.article, m.field].append((m.start, m.end))

    def touch(self, article: str, field: str, start: int, end: int) -> bool:
        """Return whether one of them touches ``start:end``."""
        return any(s < end and start < e for s, e in self._spans.get((article, field), ()))


def _named(item: T, taken: set[str]) -> T:
    """Return the item with an id that nothing else of the story has; a page links to both by it."""
    name, number = item.id, 2
    while name in taken:
        name, number = f"{item.id}-{number}", number + 1
    taken.add(name)
    return item if name == item.id else replace(item, id=name)


def _undisputed(agreement: Agreement, disputed: _Spans, shown: _Shown) -> Agreement | None:
    """Return the agreement without mentions that carry a disputed value; None if fewer than two articles are left."""
    left = tuple(m for m in agreement.mentions if not disputed.touch(m.article, m.field, m.start, m.end))
    if len({m.article for m in left}) < 2:
        return None
    # the sentence that is shown should not say something disputed beside what is agreed, where another one does not
    clean = [m for m in left if not disputed.touch(m.article, m.field, *m.sentence)]
    if agreement.kind == "claim" and not clean:
        return None  # a figure is marked in its sentence; a claim is the sentence, and this one holds a disputed value
    return replace(agreement, mentions=left, statement=shown.best(agreement, clean or list(left)))


@dataclass(frozen=True, slots=True)
class _Shown:
    """The sentences in which a story's agreements are shown."""

    articles: Mapping[str, Article]
    places: Places
    statements: set[str]  # those chosen so far

    def best(self, agreement: Agreement, mentions: Sequence[Mention]) -> str:
        """Return the sentence to show: one that is shown already, for another fact in it; else the most readable."""
        said = [self.text(m) for m in mentions]
        again = [text for text in said if text in self.statements]
        if not again:
            worth = [
                self.worth(m) + (text == agreement.statement) * OWN for m, text in zip(mentions, said, strict=True)
            ]
            again = [said[worth.index(max(worth))]]
            self.statements.add(again[0])
        return again[0]

    def worth(self, mention: Mention) -> float:
        """Return how well the sentence of a mention reads by itself."""
        heading = self.places.get((mention.article, mention.field, mention.sentence[0]), (0, False))[1]
        article = self.articles[mention.article]
        return statements.readable(self.text(mention), article.language, heading=heading or mention.field == "title")

    def text(self, mention: Mention) -> str:
        """Return the sentence of a mention."""
        article = self.articles[mention.article]
        return (article.title if mention.field == "title" else article.text)[slice(*mention.sentence)]


def _place(agreement: Agreement, places: Places) -> tuple[int, int]:
    """Return by how many articles an agreement is told (less first: negative), and how early in one of them."""
    early = min(places.get((m.article, m.field, m.sentence[0]), (0, False))[0] for m in agreement.mentions)
    return -len({m.article for m in agreement.mentions}), early


def _once(agreements: Iterable[Agreement]) -> Iterator[Agreement]:
    """Yield the agreements but for claims whose every mention stands in a sentence that an earlier one cites."""
    cited: set[Spot] = set()
    for agreement in agreements:
        sentences = {(m.article, m.field, *m.sentence) for m in agreement.mentions}
        if agreement.kind != "claim" or not sentences <= cited:
            yield agreement
        cited |= sentences
