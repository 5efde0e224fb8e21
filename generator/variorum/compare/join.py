"""Comparisons by kind -> one Comparison: no id twice, nothing agreed that is disputed, nothing said twice.

Each finder sees its own kind only; what contradicts or repeats another's finding is settled here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from variorum.models import Agreement, Comparison, Disagreement, Mention, Story

T = TypeVar("T", Disagreement, Agreement)
Spot = tuple[str, str, int, int]  # article, field, start, end


def join(found: Iterable[Comparison], story: Story) -> Comparison:
    """Return one comparison of all kinds, the most important first; the result does not depend on hash order."""
    parts = tuple(found)
    disagreements = sorted((d for c in parts for d in c.disagreements), key=lambda d: (-d.importance, d.id))
    # each finder gives its agreements in the order of the story, which stays among equally important ones
    agreed = sorted((a for c in parts for a in c.agreements), key=lambda a: -a.importance)
    taken: set[str] = set()
    named = tuple(_named(d, taken) for d in disagreements)
    undisputed = [a for a in (_undisputed(a, named, story) for a in agreed) if a]
    return Comparison(
        disagreements=named,
        agreements=tuple(_named(a, taken) for a in _once(undisputed)),
        single=tuple(s for c in parts for s in c.single),
    )


def _named(item: T, taken: set[str]) -> T:
    """Return the item with an id that nothing else of the story has; a page links to both by it."""
    name, number = item.id, 2
    while name in taken:
        name, number = f"{item.id}-{number}", number + 1
    taken.add(name)
    return item if name == item.id else replace(item, id=name)


def _undisputed(agreement: Agreement, disagreements: Iterable[Disagreement], story: Story) -> Agreement | None:
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
    said = [_sentence(m, story) for m in clean or left]
    return replace(agreement, mentions=left, statement=agreement.statement if agreement.statement in said else said[0])


def _sentence(mention: Mention, story: Story) -> str:
    article = next(r.article for r in story.readings if r.article.id == mention.article)
    text = article.title if mention.field == "title" else article.text
    return text[slice(*mention.sentence)]


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
