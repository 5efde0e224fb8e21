"""Comparisons by kind -> one Comparison: no id twice, nothing agreed that is disputed, nothing said twice.

Each finder sees its own kind only; what contradicts or repeats another's finding is settled here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from variorum.compare import statements
from variorum.models import Agreement, Article, Comparison, Disagreement, Mention, Single, Story

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
    shown: set[str] = set()
    undisputed = [a for a in (_undisputed(a, named, _Shown(story, places, shown)) for a in agreed) if a]
    return Comparison(
        disagreements=named,
        agreements=tuple(_named(a, taken) for a in _once(undisputed)),
        single=tuple(s for c in parts for s in c.single if not _told(s, named, undisputed)),
    )


def _named(item: T, taken: set[str]) -> T:
    """Return the item with an id that nothing else of the story has; a page links to both by it."""
    name, number = item.id, 2
    while name in taken:
        name, number = f"{item.id}-{number}", number + 1
    taken.add(name)
    return item if name == item.id else replace(item, id=name)


def _undisputed(agreement: Agreement, disagreements: Iterable[Disagreement], shown: _Shown) -> Agreement | None:
    """Return the agreement without mentions that carry a disputed value; None if fewer than two articles are left."""
    disputed = [m for d in disagreements if d.relation != "rounding" for p in d.positions for m in p.mentions]
    left = tuple(m for m in agreement.mentions if not any(_overlap(m, other) for other in disputed))
    if len({m.article for m in left}) < 2:
        return None
    # the sentence that is shown should not say something disputed beside what is agreed, where another one does not
    clean = [
        m for m in left if not any(_overlap(replace(m, start=m.sentence[0], end=m.sentence[1]), d) for d in disputed)
    ]
    if agreement.kind == "claim" and not clean:
        return None  # a figure is marked in its sentence; a claim is the sentence, and this one holds a disputed value
    return replace(agreement, mentions=left, statement=shown.best(agreement, clean or list(left)))


@dataclass(frozen=True, slots=True)
class _Shown:
    """The sentences in which a story's agreements are shown."""

    story: Story
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
        article = self.article(mention)
        return statements.readable(self.text(mention), article.language, heading=heading or mention.field == "title")

    def article(self, mention: Mention) -> Article:
        """Return the article of a mention."""
        return next(r.article for r in self.story.readings if r.article.id == mention.article)

    def text(self, mention: Mention) -> str:
        """Return the sentence of a mention."""
        article = self.article(mention)
        return (article.title if mention.field == "title" else article.text)[slice(*mention.sentence)]


def _place(agreement: Agreement, places: Places) -> tuple[int, int]:
    """Return by how many articles an agreement is told (less first: negative), and how early in one of them."""
    early = min(places.get((m.article, m.field, m.sentence[0]), (0, False))[0] for m in agreement.mentions)
    return -len({m.article for m in agreement.mentions}), early


def _told(single: Single, disagreements: Iterable[Disagreement], agreements: Iterable[Agreement]) -> bool:
    """Return whether what one source is said to say alone is shown as agreed, or as a side of a question."""
    mentions = [m for d in disagreements for p in d.positions for m in p.mentions]
    mentions += [m for a in agreements if a.kind == "claim" for m in a.mentions]
    return any(
        m.article == single.article and m.field == single.field and m.start < single.end and single.start < m.end
        for m in mentions
    )


def _once(agreements: Iterable[Agreement]) -> Iterator[Agreement]:
    """Yield the agreements but for claims whose every mention stands in a sentence that an earlier one cites."""
    cited: set[Spot] = set()
    for agreement in agreements:
        sentences = {(m.article, m.field, *m.sentence) for m in agreement.mentions}
        if agreement.kind != "claim" or not sentences <= cited:
            yield agreement
        cited |= sentences


def _overlap(one: Mention, other: Mention) -> bool:
    same = one.article == other.article and one.field == other.field
    return same and one.start < other.end and other.start < one.end
