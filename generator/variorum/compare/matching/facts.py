"""Figures -> facts (one value, one question, every mention) -> questions (facts that answer one question otherwise).

Mentions of one value in one context form a fact. Two facts compete when figures of theirs align, and no article that
gives the one also gives the other: a report that tells both is speaking of two things, unless its own mentions align.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.compare.align import Weights
from variorum.compare.matching.apart import Apart
from variorum.compare.matching.blocks import candidates
from variorum.compare.matching.compatible import compatible
from variorum.compare.matching.earlier import replaced, superseded
from variorum.compare.matching.hours import one_moment
from variorum.compare.matching.occasions import slipped
from variorum.compare.matching.same import Lone, comparable, others, sameness
from variorum.compare.matching.sizes import rounded
from variorum.compare.matching.slots import Slot
from variorum.compare.matching.told import Told
from variorum.compare.matching.tolls import HARM, one_toll
from variorum.compare.matching.written import alike, slip
from variorum.compare.quantities.dating import rules
from variorum.compare.quantities.happened import moved
from variorum.compare.quantities.units import lexicon
from variorum.compare.said import said_by

AGREE = 0.30  # sameness at which equal figures are one fact: a chance meeting of equal figures is rare
DIFFER = 0.50  # sameness at which unequal figures compete; the gold stories: .45 lets traps in, .6 loses a third
SOFT = 0.36  # the same for figures that round to each other: these are shown softly
ZERO = 0.45  # the same for "none" beside a number: none is told of few things
# the same where someone is quoted with "none were hurt", beside others who count them; our own cases lie at .28 and
# above, one pair of the marked stories at .44, and so low a threshold brought no other row in 83 stories besides
DENIED = 0.27
LARGE = 500  # counts of one noun this large that round to each other need less in common
MOMENT = 0.2  # what it adds that two hours are of one moment of an event: of its outbreak, of the alarm
WHEN = 0.45  # the same for days told by name of one event
DATED = 0.30  # the same for dates of one event: few dates have one word for an event, and a year, in common
QUOTES = '“”„«»"'
OFTEN = 0.15  # what it takes more where a story often has several such events
SLOT = 2.0  # sameness of figures in one place of parallel texts


@dataclass(slots=True)
class Fact:
    """One value given in one context."""

    told: list[Told] = field(default_factory=list)

    @property
    def articles(self) -> frozenset[str]:
        """Who gives it."""
        return frozenset(t.article for t in self.told)

    @property
    def sentences(self) -> frozenset[tuple[str, int]]:
        """The sentences that give it."""
        return frozenset((t.article, t.line.index) for t in self.told)


@dataclass(frozen=True, slots=True)
class Question:
    """Facts that answer one question, in the order of the story; ``sure`` is the sameness of the best pair."""

    facts: tuple[Fact, ...]
    sure: float


class Union:
    """Disjoint sets of indices."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, i: int) -> int:
        """Return the representative of ``i``: the least index of its set."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Join two sets."""
        i, j = self.find(i), self.find(j)
        self.parent[max(i, j)] = min(i, j)


def agree(t: Told) -> float:
    """Return the sameness at which a figure and its equal are one fact: less for a figure that hardly recurs."""
    digits = len("".join(c for c in t.line.text[t.figure.at[0] : t.figure.at[1]] if c.isdigit()).strip("0"))
    if t.figure.kind in ("date", "clock", "age") or t.figure.vague:
        return AGREE
    return AGREE / 3 if digits >= 3 else AGREE * 2 / 3 if digits == 2 and t.figure.kind != "count" else AGREE


def readable(a: Told, b: Told) -> bool:
    """Whether two figures can be set against each other: rules for both, no slip, no model name, one kind of people."""
    if a.figure.kind == "clock" and (a.figure.vague or b.figure.vague) and compatible(a, b):
        return False  # "in the evening", "7 p.m."
    return placed(a, b) and not others(a, b) and not (a.name or b.name)


def placed(a: Told, b: Told) -> bool:
    """Whether two figures in one place of parallel texts can be: there names have one number, people one kind."""
    foreign = a.line.language != b.line.language
    known = all(lexicon(t.line.language).rules.numbers for t in (a, b))
    return known and not slip(a, b) and not (a.figure.vague and b.figure.vague and foreign)


def least(a: Told, b: Told) -> float:
    """Return the sameness at which two unequal figures compete."""
    if a.figure.day and b.figure.day and a.role:
        often = OFTEN if a.role in rules(a.line.language).often else 0.0
        if a.figure.day.weekly and b.figure.day.weekly:
            return WHEN  # "last week" and "this week" are told of few things
        if compatible(a, b):
            return often + DATED
        return often + (WHEN if a.figure.day.named or b.figure.day.named else DATED)
    if not compatible(a, b):
        if denied(a, b):
            return DENIED
        return DIFFER if a.figure.point and b.figure.point else ZERO
    if a.figure.kind == "clock":
        return SOFT / 2
    if a.figure.kind == "count" and rounded(a, b):
        return AGREE / 3
    large = a.figure.kind == "count" and min(a.figure.point, b.figure.point) >= LARGE
    return SOFT / 2 if large and a.head & b.head and not (a.figure.vague or b.figure.vague) else SOFT


def facts(
    told: Sequence[Told], slots: Iterable[Slot], weights: Weights, apart: Apart
) -> tuple[list[Fact], list[Question]]:
    """Return all facts and the questions that two or more of them answer differently."""
    place = {id(t): i for i, t in enumerate(told)}
    lone = Lone(told)
    slots = tuple(slots)
    # between parallel texts the places decide, not the words: both tell the same figures in the same order
    beside = Counter(pair for s in slots for pair in ((s.a.article, s.b.article), (s.b.article, s.a.article)))
    union = Union(len(told))
    rivals: dict[tuple[int, int], float] = {}
    for i, j in candidates(told, weights):
        a, b = told[i], told[j]
        if not comparable(a, b):
            continue
        sure, equal = sameness(a, b, weights, lone) + MOMENT * one_moment(a, b), alike(a, b)
        if equal and sure >= (agree(a) / 3 if a.article == b.article else agree(a)):
            union.join(i, j)
        elif not equal and replaced(a, b):
            rivals[i, j] = max(sure, DIFFER)
        elif equal or a.line is b.line or not readable(a, b) or sure < least(a, b) or apart.different(a, b):
            continue
        elif not beside[a.article, b.article] or (a.figure.day and any(moved(t.line, t.figure) for t in (a, b))):
            rivals[i, j] = sure
    for slot in slots:
        i, j = sorted((place[id(slot.a)], place[id(slot.b)]))
        if slot.same:
            union.join(i, j)
        elif placed(slot.a, slot.b) and not (_copies(slot) and apart.different(slot.a, slot.b, placed=True)):
            rivals[i, j] = SLOT
    made: dict[int, Fact] = defaultdict(Fact)
    for i, t in enumerate(told):
        made[union.find(i)].told.append(t)
    return list(made.values()), _questions(told, rivals, union, made)


def _copies(slot: Slot) -> bool:
    """Whether a slot is of two texts in one language, of which one was rewritten and may tell of another moment."""
    return slot.a.line.language == slot.b.line.language


@dataclass(frozen=True, slots=True)
class Rival:
    """Two facts that may answer one question: how surely, and whether they round to each other."""

    sure: float
    soft: bool


def _questions(
    told: Sequence[Told], rivals: dict[tuple[int, int], float], union: Union, made: dict[int, Fact]
) -> list[Question]:
    edges: dict[tuple[int, int], Rival] = {}
    kinds: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for t in told:
        kinds[t.article, t.figure.kind].append(t)
    for (i, j), sure in sorted(rivals.items()):
        x, y = sorted((union.find(i), union.find(j)))
        soft = compatible(told[i], told[j])
        if x == y or (sure < SLOT and _apart(kinds, told[i], told[j], made[x], made[y], soft=soft)):
            continue
        if (x, y) not in edges or edges[x, y].sure < sure:
            edges[x, y] = Rival(sure, soft)
    groups = {x: [x] for pair in edges for x in pair}
    for (x, y), rival in sorted(edges.items(), key=lambda kv: (kv[1].soft, -kv[1].sure, kv[0])):
        a, b = groups[x], groups[y]
        if a is not b and _mergeable(a, b, edges, rival, made):
            a.extend(b)
            for z in b:
                groups[z] = a
    done = {id(g): sorted(g) for g in groups.values() if len(g) > 1}
    return [
        Question(tuple(made[x] for x in g), max(r.sure for (x, y), r in edges.items() if x in g and y in g))
        for g in sorted(done.values())
    ]


def _mergeable(
    a: list[int], b: list[int], edges: dict[tuple[int, int], Rival], rival: Rival, made: dict[int, Fact]
) -> bool:
    """Whether two groups may become one.

    Half of their facts must align with each other or give an equal amount, a soft link joins only soft groups, and no
    article may give facts of both that do not round to each other.
    """
    for x in a:
        for y in b:
            linked = _moved(made[x], made[y]) or any(_slip(t, u) for t in made[x].told for u in made[y].told)
            linked = linked or any(
                one_toll(t, u) or superseded(t, u) or denied(t, u) for t in made[x].told for u in made[y].told
            )
            linked = linked or rival.sure >= SLOT or (len(a) == len(b) == 1 and made[x].told[0].figure.kind == "age")
            if not linked and not _one_voice(made[x], made[y]):
                return False
    pairs = [edges.get((min(x, y), max(x, y))) for x in a for y in b]
    known = [p for p in pairs if p is not None]
    if rival.soft and rival.sure < DIFFER and not all(p.soft for p in known):
        return False
    equal = sum((min(x, y), max(x, y)) not in edges and _equal(made[x], made[y]) for x in a for y in b)
    return 2 * (len(known) + equal) >= len(pairs)


def _slip(a: Told, b: Told) -> bool:
    """Whether two dates of one event are a day or month of different years, which one text may give side by side."""
    x, y = a.figure.day, b.figure.day
    return bool(x and y and a.role and a.role == b.role and slipped(x, y))


def _moved(x: Fact, y: Fact) -> bool:
    """Whether a sentence that tells both says that the one took the place of the other."""
    spots = x.sentences & y.sentences
    if spots and any(replaced(t, u) for t in x.told for u in y.told):
        return True
    return any(t.figure.day and (t.article, t.line.index) in spots and moved(t.line, t.figure) for t in x.told)


def _equal(x: Fact, y: Fact) -> bool:
    """Whether two facts give one amount, told too differently to be one fact: "15", "about 15"."""
    return x.told[0].figure.kind == "money" and any(alike(t, u) and comparable(t, u) for t in x.told for u in y.told)


def _one_voice(x: Fact, y: Fact) -> bool:
    """Whether every article that gives both facts can mean the same by them, and never in one sentence."""
    if x.sentences & y.sentences:
        return False
    return all(
        compatible(t, u) or t.figure.vague or u.figure.vague
        for t in x.told for u in y.told if t.article == u.article
    )  # fmt: skip


def denied(a: Told, b: Told) -> bool:
    """Whether one of two counts of the hurt is "none" as someone says: a report may give it beside its own count."""
    none = next((t for t in (a, b) if not t.figure.point), None)
    if none is None or a.role not in HARM or a.role != b.role:
        return False
    return said_by(none.line.text, none.line.language) is not None or any(m in none.line.text for m in QUOTES)


def _apart(kinds: Mapping[tuple[str, str], Sequence[Told]], a: Told, b: Told, x: Fact, y: Fact, *, soft: bool) -> bool:
    """Whether two facts are known to be two things: one sentence or one article tells both.

    ``kinds`` are the figures of the story by article and kind.
    """
    if x.sentences & y.sentences:
        return not _moved(x, y)
    if _slip(a, b) or _moved(x, y) or one_toll(a, b) or superseded(a, b) or denied(a, b):
        return False
    if soft:
        return False  # the bare figure of a headline and the hedged one of its text
    if a.article == b.article:
        return True
    if 2 * len(x.articles & y.articles) > min(len(x.articles), len(y.articles)):
        return True
    if a.figure.kind == "date":
        return False  # a year alone fits many dates
    return any(
        alike(t, other) and (comparable(t, other) or t.head & other.head)
        for one, other in ((a, b), (b, a)) for t in kinds.get((one.article, other.figure.kind), ())
    )  # fmt: skip
