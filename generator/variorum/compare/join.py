"""Comparisons by kind -> one Comparison: no id twice, nothing agreed that is disputed, nothing said twice.

Each finder sees its own kind only; what contradicts or repeats another's finding is settled here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from variorum.compare import sentences, statements
from variorum.compare.repeats import once
from variorum.models import Agreement, Comparison, Disagreement, Mention, Story

T = TypeVar("T", Disagreement, Agreement)
Spot = tuple[str, str, int, int]  # article, field, start, end
Places = Mapping[
    tuple[str, str, int], tuple[int, bool]
]  # of each sentence: its place in the article, whether a heading
ALONE = 0.3  # what a sentence is worth of which no other article says anything; what they share adds up to 1
REPEAT = 0.7  # share of a claim's words that stand in a sentence shown already: it tells nothing new
LOOKED = 20  # mentions among which the sentence to show is looked for


def join(found: Iterable[Comparison], story: Story) -> Comparison:
    """Return one comparison of all kinds, the most important first; the result does not depend on hash order."""
    parts = tuple(found)
    disagreements = once(sorted((d for c in parts for d in c.disagreements), key=lambda d: (-d.importance, d.id)))
    places: Places = {
        (r.article.id, s.field, s.start): (at, s.heading) for r in story.readings for at, s in enumerate(r.sentences)
    }
    agreed = sorted((a for c in parts for a in c.agreements), key=lambda a: (-a.importance, *_place(a, places)))
    taken: set[str] = set()
    named = tuple(_named(d, taken) for d in disagreements)
    disputed = _Spans(m for d in named if d.relation != "rounding" for p in d.positions for m in p.mentions)
    shown = _Shown(story, places)
    undisputed = [a for a in (_undisputed(a, disputed, shown) for a in agreed) if a]
    told = _Spans(_quoted(m) for d in named for p in d.positions for m in p.mentions)
    told.add(_quoted(m) for a in undisputed for m in a.mentions)
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


def _quoted(mention: Mention) -> Mention:
    """Return the mention of its whole sentence: what one source alone says stands in no sentence that is cited."""
    return replace(mention, start=mention.sentence[0], end=mention.sentence[1])


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
    statement = shown.best(agreement, clean or list(left))
    return replace(agreement, mentions=left, statement=statement) if statement else None


class _Shown:
    """The sentences in which a story's agreements are shown."""

    def __init__(self, story: Story, places: Places) -> None:
        self._articles = {r.article.id: r.article for r in story.readings}
        self._places = places
        found, self._weights = sentences.read(story)
        self._lines = sentences.index(found)
        self._chosen: dict[str, frozenset[str]] = {}  # statement -> its words

    def best(self, agreement: Agreement, mentions: Sequence[Mention]) -> str | None:
        """Return the sentence to show, None where it would be a notice to readers or tell again what is shown.

        One that is shown already, for another fact in it; else the one that reads best and that the others repeat most.
        """
        said = [self.text(m) for m in mentions]
        again = next((text for text in said if text in self._chosen), None)
        if again:
            return again
        worth = [self.worth(m, agreement.mentions[:LOOKED]) for m in mentions[:LOOKED]]
        at = worth.index(max(worth))
        words = self._keys(mentions[at])
        if not worth[at] or (agreement.kind == "claim" and self._told(words)):
            return None
        self._chosen[said[at]] = words
        return said[at]

    def worth(self, mention: Mention, mentions: Sequence[Mention]) -> float:
        """Return how well the sentence of a mention reads by itself, more where the other articles say all of it."""
        heading = self._places.get((mention.article, mention.field, mention.sentence[0]), (0, False))[1]
        language = self._articles[mention.article].language
        reads = statements.readable(self.text(mention), language, heading=heading or mention.field == "title")
        return reads * (ALONE + self.shared(mention, mentions))

    def shared(self, mention: Mention, mentions: Sequence[Mention]) -> float:
        """Return the share of a sentence's weight that another article's sentence has too, on average."""
        own = self._keys(mention)
        if not own:
            return 0.0
        held: dict[str, float] = {}
        whole = self._weights.sum(own)
        for m in mentions:
            if m.article != mention.article:
                share = self._weights.sum(own & self._keys(m)) / whole
                held[m.article] = max(held.get(m.article, 0.0), share)
        return sum(held[a] for a in sorted(held)) / max(1, len(held))

    def _told(self, words: frozenset[str]) -> bool:
        """Return whether most of the words stand in one sentence that is shown."""
        whole = self._weights.sum(words)
        return any(self._weights.sum(words & other) >= REPEAT * whole for other in self._chosen.values() if other)

    def _keys(self, mention: Mention) -> frozenset[str]:
        line = self._lines.get((mention.article, mention.field, mention.sentence[0]))
        return line.keys if line else frozenset()

    def text(self, mention: Mention) -> str:
        """Return the sentence of a mention."""
        article = self._articles[mention.article]
        return (article.title if mention.field == "title" else article.text)[slice(*mention.sentence)]


def _place(agreement: Agreement, places: Places) -> tuple[int, int]:
    """Return by how many articles an agreement is told (less first: negative), and how early in one of them."""
    early = min(places.get((m.article, m.field, m.sentence[0]), (0, False))[0] for m in agreement.mentions)
    return -len({m.article for m in agreement.mentions}), early


def _once(agreements: Iterable[Agreement]) -> Iterator[Agreement]:
    """Yield the agreements but for claims that say nothing new: all their sentences are cited already.

    Figures cite a sentence for a part of it; the claim in it stands beside them where it shows that sentence again.
    """
    cited: set[Spot] = set()
    claimed: set[Spot] = set()
    shown: set[str] = set()
    for agreement in agreements:
        spots = {(m.article, m.field, *m.sentence) for m in agreement.mentions}
        claim = agreement.kind == "claim"
        if not claim or not spots <= (claimed if agreement.statement in shown else cited):
            yield agreement
            shown.add(agreement.statement)
        cited |= spots
        if claim:
            claimed |= spots
