"""Disagreements -> the same without those that ask in other words what another row asks of the same sentences.

Two rules may see one thing: that a name was withheld, and that a victim was not identified.
"""

from __future__ import annotations

from collections.abc import Iterable

from variorum.models import Disagreement, Kind, Position

WORDED: frozenset[Kind] = frozenset(("status", "name", "role", "place", "claim"))  # figures of one sentence are many
EXACT: frozenset[Kind] = frozenset(("name", "role", "place"))  # a sentence tells of a name and of what its bearer did
Spot = tuple[str, str, int, int]


def once(found: Iterable[Disagreement]) -> list[Disagreement]:
    """Return the rows in their order; of two that set the same sentences against each other the louder, then first."""
    rows = list(found)
    kept: list[Disagreement] = []
    for row in sorted(rows, key=lambda d: d.relation == "rounding"):
        if row.kind not in WORDED or not any(_same(row, other) for other in kept if other.kind in WORDED):
            kept.append(row)
    return [row for row in rows if any(row is other for other in kept)]


def _same(row: Disagreement, other: Disagreement) -> bool:
    """Whether two sides of a row quote the sentences, or of a name the very words, of two sides of another one."""
    touch = _words if {row.kind, other.kind} & EXACT else _sentences
    pairs = {
        (i, j)
        for i, p in enumerate(row.positions)
        for j, q in enumerate(other.positions)
        if touch(p, q)
    }  # fmt: skip
    return any(i != m and j != n for i, j in pairs for m, n in pairs)


def _sentences(one: Position, two: Position) -> bool:
    return not _spots(one).isdisjoint(_spots(two))


def _spots(position: Position) -> frozenset[Spot]:
    return frozenset((m.article, m.field, *m.sentence) for m in position.mentions)


def _words(one: Position, two: Position) -> bool:
    return any(
        m.article == n.article and m.field == n.field and m.start < n.end and n.start < m.end
        for m in one.mentions
        for n in two.mentions
    )
