"""Status: how far things have come, where one report says "in talks" and the next "done".

A ladder (languages/<code>/status.yaml) is one question with its answers in the order in which they usually come true.
A report stands where its furthest answer stands, for a report of an arrest tells of the search too. Negated words, plans
and doubts count as the step the data names for them, or not at all. Reports are compared only when they speak of the
same thing: a name or a central word of the story beside the words that carry the answer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.language import Rules, load
from variorum.models import Comparison, Disagreement, Position, Provenance, Relation, Story

NEAR = 48  # characters before the words in which a negator or a modal verb still governs them
CENTRAL = 2  # origins whose title or lead must hold a word that may tie two answers to one subject


class Step(Rules):
    """One answer of a ladder."""

    rank: int
    value: str
    negated: str | None = None  # step meant when negated; None: then the words say nothing
    planned: str | None = None  # step meant when only planned or expected
    words: dict[str, tuple[str, ...]] = {}  # lower-case piece of the sentence -> regular expressions
    hints: dict[str, tuple[str, ...]] = {}  # the same, for words that only tell that the step has been reached


class Ladder(Rules):
    """One question, its answers by key."""

    question: str
    about: str = ""  # regular expression that the sentence, or one beside it, must match
    subject: bool = False  # both sides must share a name or a central word
    actor: bool = False  # ... that stands before the words: who did it
    personal: bool = False  # a proper name tells one answer's person from another's within a report
    unlike: str = ""  # regular expression; a sentence that matches tells of another question
    anywhere: bool = False  # counts outside title and lead too
    soft: tuple[str, ...] = ()  # steps between which reports of one day differ in grain only
    steps: dict[str, Step]


class StatusRules(Rules):
    """languages/<code>/status.yaml; the first five are alternatives of a regular expression."""

    negators: str = ""
    planned: str = ""
    doubtful: str = ""
    past: str = ""
    ladders: dict[str, Ladder] = {}


@dataclass(frozen=True, slots=True)
class Matcher:
    """The compiled rules of one language."""

    negators: re.Pattern[str]
    planned: re.Pattern[str]
    doubtful: re.Pattern[str]
    past: re.Pattern[str]
    about: Mapping[str, re.Pattern[str]]
    unlike: Mapping[str, re.Pattern[str]]
    steps: tuple[tuple[str, str, tuple[tuple[str, re.Pattern[str], bool], ...]], ...]  # ladder, step, (piece, words)


@dataclass(frozen=True, slots=True)
class Hit:
    """The words of one line that put something on a step of a ladder."""

    ladder: str
    step: str
    rank: int
    line: Line
    start: int  # in the field
    end: int
    subject: frozenset[str]
    weak: bool


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the status questions that the reports answer differently, at most one a ladder."""
    found, _ = sentences.read(story)
    central = _central(found, provenance) | sentences.proper(found)
    hits = _hits(found, story, central)
    by: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by[hit.ladder].append(hit)
    rows = []
    for ladder in sorted(by):
        row = _question(ladder, by[ladder], story, provenance, language, found)
        if row:
            rows.append(row)
    return Comparison(disagreements=tuple(sorted(rows, key=lambda d: (-d.importance, d.id))))


@cache
def _matcher(language: str) -> Matcher:
    rules = load(language, "status", StatusRules)

    def words(alternatives: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{alternatives})(?!\w)" if alternatives else r"(?!)", re.IGNORECASE)

    return Matcher(
        negators=words(rules.negators),
        planned=words(rules.planned),
        doubtful=words(rules.doubtful),
        past=words(rules.past),
        about={key: re.compile(ladder.about, re.IGNORECASE) for key, ladder in rules.ladders.items() if ladder.about},
        unlike={key: re.compile(ladder.unlike, re.IGNORECASE) for key, ladder in rules.ladders.items() if ladder.unlike},
        steps=tuple(
            (
                key,
                name,
                tuple(
                    (piece, re.compile(rf"\b(?:{'|'.join(ps)})(?!\w)", re.IGNORECASE), weak)
                    for weak, group in ((False, step.words), (True, step.hints))
                    for piece, ps in group.items()
                ),
            )
            for key, ladder in rules.ladders.items()
            for name, step in ladder.steps.items()
        ),
    )


def _central(found: Sequence[Line], provenance: Provenance) -> frozenset[str]:
    """Return the keys that stand in the titles or leads of two origins: what the story is about."""
    where: dict[str, set[str]] = defaultdict(set)
    for line in found:
        if line.sentence.heading or line.index <= 2:
            for key in line.keys:
                where[key].add(sentences.root(line.article, provenance))
    return frozenset(key for key, articles in where.items() if len(articles) >= CENTRAL)


def _hits(found: Sequence[Line], story: Story, central: frozenset[str]) -> list[Hit]:
    latest = max((d.year for r in story.readings if (d := r.published)), default=None)
    hits = []
    for at, line in enumerate(found):
        matcher = _matcher(line.language)
        before = found[at - 1] if at and found[at - 1].article == line.article else None
        low = line.text.lower()
        for key, name, pieces in matcher.steps:
            for piece, pattern, weak in pieces:
                if piece not in low:
                    continue
                for match in pattern.finditer(line.text):
                    hit = _hit(key, name, match, line, before, matcher, latest, central, weak=weak)
                    if hit:
                        hits.append(hit)
    return hits


def _hit(
    key: str, name: str, match: re.Match[str], line: Line, before: Line | None, matcher: Matcher, latest: int | None,
    central: frozenset[str], *, weak: bool,
) -> Hit | None:  # fmt: skip
    ladder = load(line.language, "status", StatusRules).ladders[key]
    about = matcher.about.get(key)
    if about and not about.search(line.text) and not (before and about.search(before.text)):
        return None
    start, end = sentences.clause(line.text, match.start(), match.end())
    unlike = matcher.unlike.get(key)
    if unlike and unlike.search(line.text, start, end):
        return None
    if _earlier(line.text[start:end], matcher.past, latest):
        return None
    step: str | None = name
    governing = line.text[max(start, match.start() - NEAR) : match.start()]
    if matcher.doubtful.search(governing) or line.text.rstrip().endswith("?"):
        return None
    if matcher.negators.search(governing):
        step = ladder.steps[name].negated
    elif matcher.planned.search(governing):
        step = ladder.steps[name].planned
    if not step:
        return None
    offset = line.sentence.start
    return Hit(
        ladder=key, step=step, rank=ladder.steps[step].rank, line=line, start=offset + match.start(),
        end=offset + match.end(),
        subject=_subject(
            line, before, offset + start, offset + (match.start() if ladder.actor else end), match, central
        ),
        weak=weak,
    )  # fmt: skip


def _earlier(clause: str, past: re.Pattern[str], latest: int | None) -> bool:
    """Return whether the clause tells of an earlier time: "years ago", or a year before the story's."""
    if past.search(clause):
        return True
    years = [int(y) for y in re.findall(r"\b(?:in|im|en|nel) ((?:19|20)\d\d)\b", clause, re.IGNORECASE)]
    return latest is not None and any(y < latest for y in years)


def _subject(
    line: Line, before: Line | None, start: int, end: int, match: re.Match[str], central: frozenset[str]
) -> frozenset[str]:
    """Return the central keys in the clause; where there is none, those of the sentence before."""
    first, last = line.sentence.start + match.start(), line.sentence.start + match.end()
    near = {k for w in line.words if start <= w.start and w.end <= end for k in w.keys}
    near |= {k for w in line.words if w.start < last and first < w.end for k in w.keys}
    keys = near & central
    if before and not any(w.name for w in line.words if start <= w.start and w.end <= end):
        keys |= before.names & central
    return frozenset(keys)


def _question(
    key: str, hits: Sequence[Hit], story: Story, provenance: Provenance, language: str, found: Sequence[Line]
) -> Disagreement | None:
    ladder = load(hits[0].line.language, "status", StatusRules).ladders[key]
    best: tuple[int, int, str] | None = None
    rows: dict[str, list[Hit]] = {}
    for subject, group, own in _subjects(ladder, hits, found):
        kept = _differing(ladder, group, group if own else hits, story, provenance)
        if kept:
            rows[subject] = kept
            score = (len({h.line.article for h in kept}), int(own), subject)
            best = max(best, score) if best else score
    return _row(key, rows[best[2]], story, language) if best else None


def _subjects(
    ladder: Ladder, hits: Sequence[Hit], found: Sequence[Line]
) -> Iterable[tuple[str, list[Hit], bool]]:
    """Yield each subject the ladder may be asked about, its hits, and whether a proper name sets it apart."""
    if not ladder.subject:
        yield "", list(hits), False
        return
    by: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        for key in hit.subject:
            by[key].append(hit)
    proper = sentences.proper(found)
    for key in sorted(by):
        if len({h.line.article for h in by[key]}) > 1:
            yield key, by[key], ladder.personal and key in proper


def _differing(
    ladder: Ladder, group: Sequence[Hit], hits: Sequence[Hit], story: Story, provenance: Provenance
) -> list[Hit]:
    """Return the hits at each article's furthest step; none unless two origins stand on different steps.

    Where nothing but the story ties the hits together, a step in the title or lead is where the article stands; a
    further one deeper down may be another case, and then the article is left out.
    """
    furthest = _furthest(hits)
    top = _furthest(group) if ladder.subject or ladder.anywhere else _standing(group)
    soft = {ladder.steps[step].rank for step in ladder.soft}
    top |= {a: furthest[a] for a in top if {top[a], furthest[a]} <= soft}
    lowest, highest = min(top.values()), max(top.values())
    kept = [
        h
        for h in group
        if h.rank == top[h.line.article] and not h.weak and (h.rank == highest or furthest[h.line.article] <= h.rank)
    ]
    stands: dict[str, set[str]] = defaultdict(set)
    for h in kept:
        stands[h.step].add(sentences.root(h.line.article, provenance))
    if len(stands) < 2 or len(set().union(*stands.values())) < 2:
        return []
    against = lowest < highest and _relation(kept, story, ()) == "contested"
    if len({h.line.language for h in kept}) > 1 or (ladder.subject and against):
        # translations use other words, and a turn back is rare: only where every side puts it first
        return kept if all(any(sentences.leading(h.line) for h in kept if h.step == s) for s in stands) else []
    if ladder.anywhere:
        return [] if against else kept
    if any(h.rank == highest and sentences.leading(h.line) for h in kept):
        return kept
    relation = _relation(kept, story, ladder.soft)
    ordered = relation == "updated" and ladder.subject and any(sentences.leading(h.line) for h in kept)
    return kept if ordered or relation == "rounding" else []


def _standing(hits: Iterable[Hit]) -> dict[str, int]:
    """Return the furthest step of each article, of those in its title and lead where there are any."""
    lead: dict[str, int] = {}
    rest: dict[str, int] = {}
    for hit in hits:
        where = lead if sentences.leading(hit.line) else rest
        where[hit.line.article] = max(where.get(hit.line.article, hit.rank), hit.rank)
    return {**rest, **lead}


def _furthest(hits: Iterable[Hit]) -> dict[str, int]:
    top: dict[str, int] = {}
    for hit in hits:
        top[hit.line.article] = max(top.get(hit.line.article, hit.rank), hit.rank)
    return top


def _row(key: str, hits: Sequence[Hit], story: Story, language: str) -> Disagreement:
    by: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by[hit.step].append(hit)
    rules = load(language, "status", StatusRules).ladders
    ladder = rules.get(key) or load(hits[0].line.language, "status", StatusRules).ladders[key]
    order = sorted(by, key=lambda step: (by[step][0].rank, step))
    positions = tuple(
        Position(
            value=ladder.steps[step].value if step in ladder.steps else step,
            mentions=sentences.merged(h.line.mention(h.start, h.end) for h in by[step]),
        )
        for step in order
    )
    heads = sum(1 for step in by if any(sentences.leading(h.line) for h in by[step]))
    relation = _relation(hits, story, ladder.soft)
    return sentences.row("status", (key,), ladder.question, relation, 1 + min(2, heads), positions)


def _relation(hits: Iterable[Hit], story: Story, soft: Sequence[str]) -> Relation:
    """Return "updated" where the ladder's order is not against the order of the reports."""
    days = sentences.days(story)
    ranked = sorted(hits, key=lambda h: h.rank)
    low, high = ranked[0].rank, ranked[-1].rank
    early = [d for h in ranked if h.rank == low and (d := days[h.line.article])]
    late = [d for h in ranked if h.rank == high and (d := days[h.line.article])]
    if {h.step for h in ranked} <= set(soft) and not (early and late and max(early) < min(late)):
        return "rounding"
    if low == high or (early and late and min(early) > max(late)):
        return "contested"
    return "updated"
