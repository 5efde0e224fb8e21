"""Foremost: "one of the worst storms on record" in one report, "the worst storm on record" in another.

The careful wording does not exclude the bold one, so these questions are soft.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.compare import sentences
from variorum.compare.assertions.degrees import rules
from variorum.compare.assertions.ranks import ORDER, RECORD, Rank, ranks, several
from variorum.compare.progress import ladders
from variorum.models import Disagreement, Position, Provenance, Story


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return one soft row for each thing that one origin calls the first of its kind, another only one of the first."""
    found, _ = sentences.read(story)
    topic = ladders.central(found, provenance) | sentences.proper(story)
    careful = [r for line in found for r in several(line, topic) if _fits(r, topic)]
    bold = [r for line in found for r in ranks(line, topic) if _fits(r, topic)] if careful else []
    rows = []
    for first in careful:
        alike = [r for r in careful if _one_thing(first, r)]
        other = [r for r in bold if _one_thing(first, r)]
        own, others = ({sentences.root(r.line.article, provenance) for r in side if side} for side in (alike, other))
        if own - others and others - own:
            rows.append(_row(alike, other, language))
    return sentences.apart(sorted(rows, key=lambda row: row.id))


def _fits(rank: Rank, topic: frozenset[str]) -> bool:
    """Whether a superlative is said of what the story is about."""
    return rank.rank == 1 and rank.axis not in (ORDER, RECORD) and bool(rank.nouns & topic) and not rank.within


def _one_thing(a: Rank, b: Rank) -> bool:
    """Whether two superlatives are on one axis, or one that reports give for it, of one noun; both for all time.

    What is not said to hold for all time must lead its report: "one of the biggest firms" is said of many.
    """
    led = sentences.leading(a.line) and sentences.leading(b.line)
    if a.line.language != b.line.language or a.elliptic or b.elliptic or not (led or (a.reach and b.reach)):
        return False
    akin = any({a.axis, b.axis} <= set(axes) for axes in rules(a.line.language).akin)
    nouns = a.nouns <= b.nouns or b.nouns <= a.nouns
    return nouns and (a.axis == b.axis or akin)


def _row(careful: Sequence[Rank], bold: Sequence[Rank], language: str) -> Disagreement:
    words = min(bold, key=lambda r: (r.line.language != language, r.line.order, r.start)).words
    questions = rules(language).questions or rules("en").questions
    shared = sorted(frozenset.intersection(*(r.nouns for r in (*careful, *bold))))
    return sentences.row(
        "claim", ("foremost", *shared), questions["grade"].format(words=words), "rounding", 1,
        [_position(side) for side in (careful, bold)],
    )  # fmt: skip


def _position(side: Iterable[Rank]) -> Position:
    kept = sorted(side, key=lambda r: (r.line.order, r.line.index, r.start))
    return Position(value=kept[0].text, mentions=sentences.merged(r.line.mention(r.start, r.end) for r in kept))
