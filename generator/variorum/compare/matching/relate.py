"""Questions -> positions, their relation to each other, importance, a stable id."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise

from variorum.compare.align import Line
from variorum.compare.matching.compatible import compatible
from variorum.compare.matching.facts import Question
from variorum.compare.matching.told import Told
from variorum.compare.matching.tolls import CASUALTIES, HARM
from variorum.compare.matching.written import alike
from variorum.compare.quantities.happened import moved
from variorum.compare.quantities.units import lexicon
from variorum.models import Hedge, Position, Relation

# Fold of its lower bound: "more than 200" beside 240 is rounding, "over 10" beside 14.3 has moved on.
OUTGROWN = 1.25


def positions(told: Sequence[Told], *, finely: bool = False) -> list[list[Told]]:
    """Return the figures of one question as readings, one value each: "200", "about 200" and "more than 200" are one.

    Within one article a bare figure that lies within a range of the same article is the same reading told shorter, as
    headlines do. Of 82 reports on independent stories that were read, 21 differed only in a hedge or unit: no
    difference to a reader, so that they are told ``finely``, by value and hedge, only where nothing else differs.
    """
    by: dict[str, list[Told]] = defaultdict(list)
    for t in told:
        by[t.article].append(t)
    home = {id(t): next((u for u in by[t.article] if u is not t and _shorter(t, u)), t) for t in told}
    found: list[list[Told]] = []
    for t in told:
        lead = home[id(t)]
        group = next(
            (g for g in found if alike(first := home[id(g[0])], lead) and not (finely and grain(first) != grain(lead))),
            None,
        )
        if group is None:
            found.append([t])
        else:
            group.append(t)
    return found


def _shorter(t: Told, u: Told) -> bool:
    """Whether ``t`` is ``u`` without its hedge or range."""
    f, g = t.figure, u.figure
    if f.hedge != "exact" or g.hedge == "exact" or f.day or g.day or f.kind == "clock":
        return False
    low, high = g.bounds
    if g.hedge == "range":
        return low <= f.bounds[0] <= high
    return abs(f.point - g.point) <= 1e-6 * abs(g.point)


def grain(t: Told) -> str:
    """Return how a figure is told apart from its value: by its hedge; "month" for a date without its day.

    "More than twice" is "over", for "at least twice" may be just twice.
    """
    if t.figure.day:
        return "month" if t.figure.day.month and not t.figure.day.day and not t.figure.day.named else ""
    return "over" if t.figure.hedge == "more than" else _side(t.figure.hedge)


def _side(hedge: Hedge) -> str:
    return {"more than": "up", "at least": "up", "less than": "down", "up to": "down", "range": "range",
            "vague": "vague"}.get(hedge, "")  # fmt: skip


def position(told: Sequence[Told]) -> Position:
    """Return one reading; its value is the wording that most mentions share, hedged before bare, body before title."""
    count = Counter(t.figure.hedge for t in told)
    lead = min(
        told,
        key=lambda t: (t.figure.hedge == "exact" and len(count) > 1, t.line.sentence.field == "title",
                       -count[t.figure.hedge], t.place),
    )  # fmt: skip
    mentions = {(m.article, m.field, m.start): m for m in (t.mention() for t in told)}
    f = lead.figure
    return Position(
        value=lead.value, mentions=tuple(mentions[k] for k in sorted(mentions)), low=f.low, high=f.high,
        unit=f.unit, hedge=f.hedge,
    )  # fmt: skip


def relation(question: Question, groups: Sequence[Sequence[Told]], days: Mapping[str, date | None]) -> Relation:
    """Return how the readings stand to each other (see models.Relation)."""
    told = [t for group in groups for t in group]
    casualty = told[0].figure.kind == "count" and any(t.role in CASUALTIES and (t.people or not t.head) for t in told)
    ups = {t.figure.point for t in told if _side(t.figure.hedge) == "up"}
    large = max(ups, default=0.0) >= OUTGROWN * min(ups, default=0.0) and all(t.role in HARM for t in told)
    rising = len(ups) > 1 and (large or _small(told))
    if all(
        compatible(a, b) or _same_fact(question, a, b)
        for one, other in combinations(groups, 2) for a in _fullest(one) for b in _fullest(other)
    ):  # fmt: skip
        grown = (rising and casualty) or _grown(groups, days)
        grown = grown or (_outgrown(groups) and (_worded(told) or _moved(groups, days)))
        return "updated" if grown else "rounding"
    if told[0].figure.kind in ("age", "label", "clock", "date"):
        return "updated" if told[0].figure.day and any(moved(t.line, t.figure) for t in told) else "contested"
    if _worded(told) or _moved(groups, days) or (casualty and _passed(groups)):
        return "updated"
    return "contested"


def _passed(groups: Sequence[Sequence[Told]]) -> bool:
    """Whether a reading lies above the lower bound that another gives: tolls are told so while they rise."""
    bounds = [min(t.figure.point for t in g) for g in groups if any(_side(t.figure.hedge) == "up" for t in g)]
    return bool(bounds) and min(bounds) < max(t.figure.point for g in groups for t in g)


def _fullest(group: Sequence[Told]) -> list[Told]:
    """Return the figures of a reading, but of an article that hedges any only those it hedges."""
    hedging = {t.article for t in group if t.figure.hedge != "exact"}
    return [t for t in group if t.figure.hedge != "exact" or t.article not in hedging]


def _outgrown(groups: Sequence[Sequence[Told]]) -> bool:
    """Whether all other readings leave a lower bound far behind ("over 10", "14.3"): true, but no rounding."""
    rising = [any(_side(t.figure.hedge) == "up" for t in group) for group in groups]
    bounds = [t.figure.point for group, up in zip(groups, rising, strict=True) if up for t in group]
    points = [t.figure.point for group, up in zip(groups, rising, strict=True) if not up for t in group]
    return bool(bounds and points) and min(points) > OUTGROWN * max(bounds)


def _same_fact(question: Question, a: Told, b: Told) -> bool:
    return any(any(t is a for t in f.told) and any(t is b for t in f.told) for f in question.facts)


def _small(told: Iterable[Told]) -> bool:
    return all(t.figure.point < 100 for t in told)


def _worded(told: Iterable[Told]) -> bool:
    """Whether the wording of a sentence says that a figure supersedes another."""
    for t in told:
        low = f" {t.line.text.casefold()} "
        if any(f" {w}" in low for w in lexicon(t.line.language).rules.updates):
            return True
    return False


def _grown(groups: Sequence[Sequence[Told]], days: Mapping[str, date | None]) -> bool:
    """Whether the highest count is told last, on a later day, in words that say it has grown ("risen to 17")."""
    high = max(groups, key=lambda g: g[0].figure.point)
    rest = [t for g in groups if g is not high for t in g]
    first, before = _first(high, days), [_first([t], days) for t in rest]
    if high[0].figure.kind != "count" or not first or any(day is None or day >= first for day in before):
        return False
    return any(_says(t.line, lexicon(t.line.language).rules.rising) for t in high)


def _first(told: Iterable[Told], days: Mapping[str, date | None]) -> date | None:
    return min((d for t in told if (d := days.get(t.article))), default=None)


def _says(line: Line, phrases: Iterable[str]) -> bool:
    low = " ".join(t.lower for t in line.tokens)
    return any(f" {phrase} " in f" {low} " for phrase in phrases)


def _moved(groups: Sequence[Sequence[Told]], days: Mapping[str, date | None]) -> bool:
    """Whether the figures grow with the days of their first reports, no two of them first told on one day."""
    firsts = [
        (min(known), g[0].figure.point) for g in groups if (known := [d for t in g if (d := days.get(t.article))])
    ]
    firsts.sort()
    return len(firsts) == len(groups) and all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(firsts))


def importance(told: Sequence[Told], groups: Sequence[Sequence[Told]], articles: int) -> int:
    """Return 1 to 3: 3 for what headlines or leads of several sources tell, 1 for what stands deep in two texts."""
    top = {t.article for t in told if t.line.sentence.field == "title" or t.line.index <= 2}
    sources = {t.article for t in told}
    score = (2 * len(top) + len(sources)) / max(2, articles)
    if score >= 1.2 or len(top) >= 4:
        return 3
    return 2 if score >= 0.7 or len(sources) >= 4 or len(groups) > 3 else 1


def identity(told: Sequence[Told], kind: str) -> str:
    """Return a short id made of kind, unit, and the most frequent nouns and role: not of articles or values."""
    nouns = Counter(k for t in told for k in (t.nouns or t.context))
    roles = Counter(t.role for t in told if t.role)
    most = max(nouns.values(), default=0)
    what = sorted(k for k, n in nouns.items() if 2 * n > most)[:3]
    who = min(roles, key=lambda r: (-roles[r], r)) if roles else ""
    unit = told[0].figure.unit or ""
    return hashlib.sha256("\x1f".join((kind, unit, who, *what)).encode()).hexdigest()[:8]
