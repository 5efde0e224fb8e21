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
from variorum.compare.align import Line, Weights
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


class Ladder(Rules):
    """One question, its answers by key."""

    question: str
    about: str = ""  # regular expression that the sentence, or one beside it, must match
    subject: bool = False  # both sides must share a name or a central word
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
    steps: tuple[tuple[str, str, tuple[tuple[str, re.Pattern[str]], ...]], ...]  # ladder, step, piece -> words


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


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the status questions that the reports answer differently, at most one a ladder."""
    found, weights = sentences.read(story)
    central = _central(found, provenance)
    hits = _hits(found, story, central)
    by: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by[hit.ladder].append(hit)
    rows = []
    for ladder in sorted(by):
        row = _question(ladder, by[ladder], story, provenance, language, weights)
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
        steps=tuple(
            (
                key,
                name,
                tuple((piece, re.compile(rf"\b(?:{'|'.join(ps)})(?!\w)", re.I)) for piece, ps in step.words.items()),
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
            for piece, pattern in pieces:
                if piece not in low:
                    continue
                for match in pattern.finditer(line.text):
                    hit = _hit(key, name, match, line, before, matcher, latest, central)
                    if hit:
                        hits.append(hit)
    return hits


def _hit(
    key: str, name: str, match: re.Match[str], line: Line, before: Line | None, matcher: Matcher, latest: int | None,
    central: frozenset[str],
) -> Hit | None:  # fmt: skip
    ladder = load(line.language, "status", StatusRules).ladders[key]
    about = matcher.about.get(key)
    if about and not about.search(line.text) and not (before and about.search(before.text)):
        return None
    start, end = sentences.clause(line.text, match.start(), match.end())
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
        end=offset + match.end(), subject=_subject(line, before, offset + start, offset + end, match, central),
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
    """Return the central keys and names in the clause; where it names nobody, the names of the sentence before too."""
    first, last = line.sentence.start + match.start(), line.sentence.start + match.end()
    near = [w for w in line.words if start <= w.start and w.end <= end and not (w.start < last and first < w.end)]
    keys = {k for w in near for k in w.keys}
    keys |= {k for w in line.words if w.start < last and first < w.end for k in w.keys if k in central}
    if before and not any(w.name for w in near):
        keys |= before.names
    return frozenset(keys & central)


def _question(
    key: str, hits: Sequence[Hit], story: Story, provenance: Provenance, language: str, weights: Weights
) -> Disagreement | None:
    best: tuple[float, list[Hit]] | None = None
    for group, weight in _subjects(hits, weights):
        kept = _differing(group, hits, provenance)
        if kept:
            score = len({h.line.article for h in kept}) + weight / 100
            if best is None or score > best[0]:
                best = (score, kept)
    if best is None:
        return None
    return _row(key, best[1], story, language)


def _subjects(hits: Sequence[Hit], weights: Weights) -> Iterable[tuple[list[Hit], float]]:
    """Yield the hits of each subject that the ladder may be asked about, with the subject's weight."""
    ladder = load(hits[0].line.language, "status", StatusRules).ladders[hits[0].ladder]
    if not ladder.subject:
        yield list(hits), 0.0
        return
    by: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        for key in hit.subject:
            by[key].append(hit)
    for key in sorted(by):
        if len({h.line.article for h in by[key]}) > 1:
            yield by[key], weights.of(key)


def _differing(group: Sequence[Hit], hits: Sequence[Hit], provenance: Provenance) -> list[Hit]:
    """Return the hits at each article's furthest step; none unless two origins stand on different steps."""
    top: dict[str, int] = {}
    for hit in hits:
        top[hit.line.article] = max(top.get(hit.line.article, hit.rank), hit.rank)
    kept = [h for h in group if h.rank == top[h.line.article]]
    stands: dict[str, set[str]] = defaultdict(set)
    for h in kept:
        stands[h.step].add(sentences.root(h.line.article, provenance))
    if len(stands) < 2 or len(set().union(*stands.values())) < 2:
        return []
    highest = max(h.rank for h in kept)
    if not any(h.rank == highest and sentences.leading(h.line) for h in kept):
        return []
    return kept


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
    return sentences.row("status", (key,), ladder.question, _relation(by, story), 1 + min(2, heads), positions)


def _relation(by: Mapping[str, Sequence[Hit]], story: Story) -> Relation:
    """Return "updated" where the ladder's order is not against the order of the reports."""
    days = sentences.days(story)
    ranked = sorted(by, key=lambda step: by[step][0].rank)
    low, high = ranked[0], ranked[-1]
    if by[low][0].rank == by[high][0].rank:
        return "contested"
    early = [d for h in by[low] if (d := days[h.line.article])]
    late = [d for h in by[high] if (d := days[h.line.article])]
    if early and late and min(early) > max(late):
        return "contested"
    return "updated"
