"""Superlatives and firsts that cannot both be right: "worst since 1999" and "since 2004", "largest" and "second".

Two are set against each other only where axis, noun and place are the same. How far back a superlative holds is a
question about what the story is of; a rank is a question about one name; an ordinal ("the first woman") needs nearly
the same sentence around it. A report that gives both answers speaks of two things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.compare import sentences
from variorum.compare.align import Line, Weights
from variorum.compare.assertions.degrees import rules
from variorum.compare.assertions.ranks import EVER, ORDER, RECORD, TIME, Rank, ranks
from variorum.compare.matching.told import PAST, Told, told
from variorum.compare.progress import ladders
from variorum.models import Disagreement, Position, Provenance, Relation, Story

ALIKE = 0.4  # likeness of the sentences around two ordinals; own cases: less joins different deeds of one person
BEATEN = 1.05  # fold by which another figure must exceed the one of a superlative

Pair = tuple[Rank, Rank]


@dataclass(frozen=True, slots=True)
class _Alike:
    """What tells in one story whether two superlatives answer one question."""

    weights: Weights
    topic: frozenset[str]  # central words
    names: frozenset[str]  # proper names

    def kind(self, a: Rank, b: Rank) -> str:
        """Return the question both answer: "since", "rank" or "order"; "" for none."""
        if a.line.language != b.line.language or a.within != b.within or not _one_axis(a, b) or not _one_noun(a, b):
            return ""
        alike = self.weights.likeness(a.line.keys, b.line.keys) >= ALIKE
        if a.reach and b.reach and a.rank == b.rank:
            if a.place != b.place and a.place and b.place:
                return ""
            if a.axis == ORDER:
                return "since" if alike else ""
            return "since" if (a.nouns | b.nouns) & (self.topic | self.names) else ""
        if a.place != b.place or {a.reach, b.reach} - {None, EVER} or not self.one_subject(a, b):
            return ""
        if a.axis == ORDER:
            return "order" if alike and sentences.leading(a.line) and sentences.leading(b.line) else ""
        return "rank" if not (a.elliptic or b.elliptic) else ""

    def one_subject(self, a: Rank, b: Rank) -> bool:
        """Whether both are said of one name, or lead their reports and are said of what the story is about.

        Of what is only called a record the other sentence must name the subject.
        """
        if RECORD in (a.axis, b.axis):
            return bool(a.subject & b.line.keys or b.subject & a.line.keys)
        own = a.nouns <= self.topic and sentences.leading(a.line) and sentences.leading(b.line)
        named = bool(a.subject & self.names) and bool(b.subject & self.names)
        german = a.line.language == "de"  # in which names are not told from nouns
        return bool((a.subject & b.subject) - a.nouns) or (
            own and not named and not (german and a.subject and b.subject)
        )


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the superlatives, firsts and records on which the origins of a story cannot all be right."""
    found, weights = sentences.read(story)
    names = sentences.proper(story)
    topic = ladders.central(found, provenance)
    given = [rank for line in found for rank in ranks(line, topic | names)]
    rows = [
        *_rows(_pairs(given, _Alike(weights, topic, names), provenance), story, language),
        *_beaten(given, found, provenance, language),
    ]
    return sentences.apart(sorted(rows, key=lambda row: row.id))


def _origin(rank: Rank, provenance: Provenance) -> str:
    return sentences.root(rank.line.article, provenance)


def _pairs(given: Sequence[Rank], alike: _Alike, provenance: Provenance) -> dict[str, list[Pair]]:
    """Return the pairs that differ, by kind: "since", "rank", "order"."""
    by: dict[str, list[Rank]] = defaultdict(list)
    for rank in given:
        for key in sorted(rank.nouns):
            by[key].append(rank)
    pairs: dict[str, dict[tuple[int, int], Pair]] = defaultdict(dict)
    agreed: set[tuple[str, int]] = set()  # (origin, what it gives) where it gives what another does too
    place = {id(rank): i for i, rank in enumerate(given)}
    for key in sorted(by):
        for a, b in combinations(by[key], 2):
            kind = alike.kind(a, b)
            if not kind:
                continue
            if not _differ(kind, a, b):
                agreed |= {(_origin(a, provenance), place[id(b)]), (_origin(b, provenance), place[id(a)])}
            elif _origin(a, provenance) == _origin(b, provenance):
                agreed |= {(_origin(a, provenance), place[id(a)]), (_origin(a, provenance), place[id(b)])}
                agreed |= {("", place[id(a)]), ("", place[id(b)])}  # it tells of two things
            else:
                pairs[kind][place[id(a)], place[id(b)]] = (a, b)
    return {
        kind: [
            (a, b)
            for (i, j), (a, b) in sorted(some.items())
            if not {(_origin(a, provenance), j), (_origin(b, provenance), i), ("", i), ("", j)} & agreed
        ]
        for kind, some in pairs.items()
    }


def _one_axis(a: Rank, b: Rank) -> bool:
    if a.axis == b.axis:
        return True
    tops = rules(a.line.language).tops
    return (a.axis == RECORD and b.axis in tops) or (b.axis == RECORD and a.axis in tops)


def _one_noun(a: Rank, b: Rank) -> bool:
    """Whether both are said of one noun; where one has none, the words before it hold the other's."""
    if a.elliptic != b.elliptic:
        full, bare = (b, a) if a.elliptic else (a, b)
        return full.nouns <= bare.nouns
    return a.nouns == b.nouns


def _differ(kind: str, a: Rank, b: Rank) -> bool:
    if kind == "since" and a.reach and b.reach:
        return a.reach.apart(b.reach)
    return a.rank != b.rank


def _rows(pairs: Mapping[str, Sequence[Pair]], story: Story, language: str) -> Iterable[Disagreement]:
    for kind in sorted(pairs):
        by: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
        for a, b in pairs[kind]:
            shared = a.nouns & b.nouns
            by[(kind, min(a.axis, b.axis), *sorted(shared))].append((a, b))
        for subject in sorted(by):
            yield _row(kind, subject, by[subject], story, language)


def _row(kind: str, subject: tuple[str, ...], pairs: Sequence[Pair], story: Story, language: str) -> Disagreement:
    given = {(r.line.order, r.line.index, r.start): r for pair in pairs for r in pair}
    sides: list[list[Rank]] = []
    for place in sorted(given):
        rank = given[place]
        side = next((s for s in sides if not _differ(kind, s[0], rank)), None)
        if side is None:
            sides.append([rank])
        else:
            side.append(rank)
    sides.sort(key=lambda s: (s[0].rank, s[0].reach.high if s[0].reach else 0, s[0].text))
    positions = [
        Position(value=side[0].text, mentions=sentences.merged(r.line.mention(r.start, r.end) for r in side))
        for side in sides
    ]
    first = min(sides, key=lambda s: s[0].rank)[0]
    asked = kind if first.nouns != TIME else "last" if kind == "since" else "times"
    heads = sum(any(sentences.leading(r.line) for r in side) for side in sides)
    return sentences.row(
        "claim", subject, _question(language, asked, first.words), _relation(kind, sides, story), 1 + min(2, heads),
        positions,
    )  # fmt: skip


def _question(language: str, asked: str, words: str) -> str:
    return (rules(language).questions or rules("en").questions)[asked].format(words=words)


def _relation(kind: str, sides: Sequence[Sequence[Rank]], story: Story) -> Relation:
    """Return "updated" where the later of two ordinals is told on a later day: the fourth launch after the third."""
    days = sentences.days(story)
    if kind != "order":
        return "contested"
    early = [days[r.line.article] for r in sides[0]]
    late = [days[r.line.article] for r in sides[-1]]
    known = [d for d in (*early, *late) if d]
    moved = len(known) == len(early) + len(late) and max(known[: len(early)]) < min(known[len(early) :])
    return "updated" if moved else "contested"


def _beaten(
    given: Sequence[Rank], found: Sequence[Line], provenance: Provenance, language: str
) -> Iterable[Disagreement]:
    """Yield each superlative of all time, or since a year, beside a figure of another origin that beats its own."""
    for rank in given:
        role = rules(rank.line.language).measures.get(rank.axis)
        if not role or rank.rank != 1 or rank.reach is None or (rank.reach.high and rank.reach.low != rank.reach.high):
            continue
        own = [t for t in told([rank.line])[0] if t.role == role and t.figure.kind == "count"]
        if len(own) != 1 or rank.line.published is None:
            continue
        rivals = [
            t
            for line in found
            if rank.nouns | rank.place <= line.keys and _covered(rank, line)
            if sentences.root(line.article, provenance) != _origin(rank, provenance)
            for t in told([line])[0]
            if t.role == role and t.figure.kind == "count" and t.figure.point > BEATEN * own[0].figure.point
        ]
        if rivals:
            yield _beaten_row(rank, rivals, language)


def _covered(rank: Rank, line: Line) -> bool:
    """Whether a line tells of an earlier year for which the superlative holds."""
    years = [int(y) for y in PAST.findall(line.text)]
    reach, day = rank.reach, rank.line.published
    return bool(years and reach and day) and all(
        reach is not None and day is not None and reach.high < y < day.year for y in years
    )


def _beaten_row(rank: Rank, rivals: Sequence[Told], language: str) -> Disagreement:
    positions = [
        Position(value=rank.text, mentions=(rank.line.mention(rank.start, rank.end),)),
        Position(value=rivals[0].value, mentions=sentences.merged(t.mention() for t in rivals)),
    ]
    heads = sum((sentences.leading(rank.line), sentences.leading(rivals[0].line)))
    question = _question(language, "beaten", rank.words)
    return sentences.row(
        "claim", ("beaten", rank.axis, *sorted(rank.nouns)), question, "contested", 1 + heads, positions
    )
