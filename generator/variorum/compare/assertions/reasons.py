"""Reasons: why, or after what, the same thing happened, as two reports tell it ("because of ...", "after ...").

A reason seldom excludes another: the one report tells the occasion, the other what lay behind it. So these questions
are soft. What matters is that both tell of the same act: the clauses that the reasons are given for must hold the same
central words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from variorum.compare import sentences
from variorum.compare.align import Line, Weights
from variorum.compare.matching import apart
from variorum.compare.pieces import Gated
from variorum.compare.progress import ladders
from variorum.language import Rules, load
from variorum.models import Disagreement, Position, Provenance, Story
from variorum.words import small

ACT = 0.35  # likeness of the clauses that two reasons are given for; at .25 half of what 130 stories add joins two acts
CAUSED = 0.12  # the same for two causes: of what a story is about reports seldom tell several
SAME = 0.25  # likeness from which two reasons are one
SHARED = 2  # central words of both clauses
MOST = 4  # reasons of one question; more are read by nobody
CLAUSE = re.compile(r"[^\n]+")
LONGEST = 120  # characters of a reason


class ReasonRules(Rules):
    """languages/<code>/reasons.yaml; without one a language has no reasons."""

    causes: tuple[str, ...] = ()  # what leads to a cause: "due to", alternatives of a pattern
    markers: tuple[str, ...] = ()  # the same for other reasons: "amid"
    clauses: tuple[str, ...] = ()  # the same, where a clause follows
    acts: str = ""  # verbs after which ``over`` leads to a reason: "sacked over"
    over: str = ""
    told: str = ""  # pattern of a reason that is no clause; without one it is the rest of the clause too
    timed: str = ""  # pattern of what begins no reason but a span of time: "after four hours"
    not_so: str = ""  # right before a marker: "not because"
    open: str = ""  # pattern of a clause that tells of nothing that happened: "could", "if"
    questions: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A reason in its sentence, and what it is given for."""

    line: Line
    start: int  # in the line's text
    end: int
    keys: frozenset[str]
    act: frozenset[str]  # keys of what it is given for
    words: str  # the same as written
    cause: bool  # said to have caused it

    @property
    def text(self) -> str:
        """The reason verbatim."""
        return self.line.text[self.start : self.end]


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return one soft row for each act for which two origins give different reasons."""
    found, weights = sentences.read(story)
    topic, names = ladders.central(found, provenance), sentences.proper(story)
    past = apart.apart(story)
    told = [r for line in found if not past.background(line) for r in _reasons(line) if r.act & topic]
    linked: dict[int, set[int]] = defaultdict(set)
    for i, j in combinations(range(len(told)), 2):
        if _one_act(told[i], told[j], topic, names, weights):
            linked[i].add(j)
            linked[j].add(i)
    rows = []
    for group in _groups(linked):
        sides = _sides([told[i] for i in group], weights)[:MOST]
        roots = [{sentences.root(r.line.article, provenance) for r in side} for side in sides]
        if any(a - b and b - a for a, b in combinations(roots, 2)):
            rows.append(_row(sides, topic, language))
    return sentences.apart(sorted(rows, key=lambda row: row.id))


@cache
def _patterns(language: str) -> tuple[Gated, re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of markers, of reasons, of spans of time, of "not" before a marker and of what is open."""
    rules = load(language, "reasons", ReasonRules)
    forms = {
        "clause": "|".join(rules.clauses),
        "cause": "|".join(rules.causes),
        "noun": "|".join(rules.markers),
        "act": rules.acts and rf"(?:{rules.acts})(?= (?:{rules.over})\b)",
    }
    both = "|".join(f"(?P<{name}>{words or '(?!)'})" for name, words in forms.items())
    over = rf"(?: (?:{rules.over}))?" if rules.over else ""
    return (
        Gated(small(rf"\b(?:{both})(?!\w){over}[ \xa0]*")),
        re.compile(rules.told) if rules.told else CLAUSE,
        small(rules.timed or "(?!)"),
        small(rf"\b(?:{rules.not_so})[ \xa0]\Z" if rules.not_so else "(?!)"),
        small(rf"\b(?:{rules.open})\b" if rules.open else "(?!)"),
    )


def _reasons(line: Line) -> Iterator[Reason]:
    """Yield the reasons of a sentence that asks nothing."""
    markers, told, timed, not_so, open_ = _patterns(line.language)
    if line.text.rstrip().endswith("?"):
        return
    for match in markers.finditer(line):
        limit = sentences.clause(line.text, match.start(), match.end())[1]
        reason = (CLAUSE if match["clause"] else told).match(line.text, match.end(), limit)
        if not reason or timed.match(line.low, match.end()) or not_so.search(line.low[: match.start()]):
            continue
        start, end = match.end(), min(len(reason[0].rstrip(" .”\"'’")), LONGEST) + match.end()
        spans = tuple(_act(line, match.end("act") if match["act"] else match.start(), end, limit)) or ((0, 0),)
        keys, act = _keys(line, ((start, end),)), _keys(line, spans)
        words = line.text[slice(*spans[0])].strip(" ,.;:–—")
        if keys and not keys <= act and act and not open_.search(words.casefold()):
            yield Reason(
                line=line, start=start, end=end, keys=keys - act, act=act, words=words, cause=bool(match["cause"])
            )


def _act(line: Line, at: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where a sentence tells what the reason in ``at:end`` is given for.

    That is the rest of the clause; where it has no words, the clause before, or the next where there is none before.
    """
    breaks = [(m.start(), m.end()) for m in sentences.BREAK.finditer(line.text)]
    rest = (end, limit) if _keys(line, ((end, limit),)) else None
    before = [0, *(b for _, b in breaks if b <= at)]
    for start in reversed(before):
        if _keys(line, ((start, at),)):
            yield start, at
            if rest:
                yield rest
            return
    if rest:
        yield rest
    else:
        after = next((b for _, b in breaks if b > limit), limit)
        yield after, next((a for a, _ in breaks if a > after), len(line.text))


def _keys(line: Line, spans: Iterable[tuple[int, int]]) -> frozenset[str]:
    offset = line.sentence.start
    return frozenset(
        k for start, end in spans for w in line.words if start <= w.start - offset and w.end - offset <= end
        for k in w.keys
    )  # fmt: skip


def _one_act(a: Reason, b: Reason, topic: frozenset[str], names: frozenset[str], weights: Weights) -> bool:
    """Whether two reasons are given for one act: the same central words, not only names."""
    shared = a.act & b.act
    causes = a.cause and b.cause and len(shared - names) >= SHARED
    return (
        len(shared & topic) >= SHARED
        and bool(shared - names)
        and a.line.language == b.line.language
        and weights.likeness(a.act, b.act) >= (CAUSED if causes else ACT)
    )


def _groups(linked: Mapping[int, set[int]]) -> Iterator[list[int]]:
    """Yield what hangs together, in order."""
    seen: set[int] = set()
    for first in sorted(linked):
        if first in seen:
            continue
        group, left = {first}, [first]
        while left:
            new = linked[left.pop()] - group
            group |= new
            left.extend(new)
        seen |= group
        yield sorted(group)


def _sides(group: Iterable[Reason], weights: Weights) -> list[list[Reason]]:
    """Return the reasons, alike ones together, those of most reports first."""
    sides: list[list[Reason]] = []
    for reason in group:
        near = [(max(weights.likeness(reason.keys, r.keys) for r in side), -i) for i, side in enumerate(sides)]
        best = max(near, default=(0.0, 0))
        if best[0] >= SAME:
            sides[-best[1]].append(reason)
        else:
            sides.append([reason])
    return sorted(sides, key=lambda side: -len({r.line.article for r in side}))


def _row(sides: Sequence[Sequence[Reason]], topic: frozenset[str], language: str) -> Disagreement:
    every = [r for side in sides for r in side]
    shared = frozenset.intersection(*(r.act for r in every)) or every[0].act & topic
    first = min(every, key=lambda r: (not r.words[:1].isupper(), len(r.words), r.line.order, r.line.index, r.start))
    positions = tuple(
        Position(
            value=side[0].text,
            mentions=sentences.merged(
                r.line.mention(r.line.sentence.start + r.start, r.line.sentence.start + r.end) for r in side
            ),
        )
        for side in sides
    )
    questions = load(language, "reasons", ReasonRules).questions or load("en", "reasons", ReasonRules).questions
    return sentences.row(
        "claim", ("reason", *sorted(shared)), questions["reason"].format(words=first.words), "rounding", 1, positions
    )
