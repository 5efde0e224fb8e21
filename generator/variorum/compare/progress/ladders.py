"""Ladders: questions of news whose answers are known beforehand ("in talks", "agreed", "done").

A ladder (languages/<code>/status.yaml, claims.yaml) is one question with its answers in the order in which they usually
come true, or all on one step where they exclude each other.
A report stands where its furthest answer stands, for a report of an arrest tells of the search too. Negated words,
plans and doubts count as the step the data names for them, or not at all. Reports are compared only when they speak of
the same thing: a name or a central word of the story beside the words that carry the answer.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.matching.apartness import ApartRules
from variorum.compare.pieces import Words
from variorum.compare.progress.modality import Modality, meant, modality, words
from variorum.compare.progress.steps import Ladder, LadderRules
from variorum.language import load
from variorum.models import Provenance, Story
from variorum.words import small, stopwords

Stage = Literal["status", "claims", "roles"]

YEAR = re.compile(r"\b(?:in|im|en|nel)(?: (?:the )?year| jahre?)? ((?:19|20)\d\d)\b", re.IGNORECASE)
CENTRAL = 2  # origins whose title or lead must hold a word that may tie two answers to one subject


class Answer(NamedTuple):
    """Words that put something on a step of a ladder."""

    ladder: str
    step: str
    words: re.Pattern[str]  # for a sentence in lower case
    weak: bool  # whether they only hint at it


@dataclass(frozen=True, slots=True)
class Matcher:
    """The compiled rules of one language."""

    mood: Modality
    negators: re.Pattern[str]
    planned: re.Pattern[str]
    doubtful: re.Pattern[str]
    past: re.Pattern[str]
    contrast: re.Pattern[str]
    joining: re.Pattern[str]
    still: re.Pattern[str]
    about: Mapping[str, re.Pattern[str]]
    unlike: Mapping[str, re.Pattern[str]]
    answers: Sequence[Answer]
    pieces: Mapping[str, Sequence[int]]  # lower-case piece of a sentence -> the answers that it may give
    held: Words  # which of these pieces a sentence holds


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
    clause: tuple[int, int]  # in the line's text

    @property
    def contrasted(self) -> bool:
        """Whether the sentence sets something against something else ("though")."""
        return bool(matcher(self.line.language, "status").contrast.search(self.line.text))


def rules(language: str, stage: Stage) -> LadderRules:
    """Return the ladders of a stage; what negates or plans is told in the status file for both."""
    return load(language, stage, LadderRules)


@cache
def matcher(language: str, stage: Stage) -> Matcher:
    """Return the compiled rules of a stage; what negates, plans or sets apart is told in the status file for all."""
    ladders = rules(language, stage).ladders
    common = rules(language, "status")
    mood = modality(common)
    answers: list[Answer] = []
    pieces: dict[str, list[int]] = defaultdict(list)
    for key, ladder in ladders.items():
        for name, step in ladder.steps.items():
            for weak, group in ((False, step.words), (True, step.hints)):
                for piece, alternatives in group.items():
                    pieces[piece].append(len(answers))
                    answers.append(Answer(key, name, small(rf"\b(?:{'|'.join(alternatives)})(?!\w)"), weak))
    return Matcher(
        mood=mood,
        negators=mood.negators,
        planned=mood.planned,
        doubtful=mood.doubtful,
        past=words(common.past),
        contrast=words(common.contrast),
        joining=mood.joining,
        still=words(common.still),
        about={key: re.compile(ladder.about, re.IGNORECASE) for key, ladder in ladders.items() if ladder.about},
        unlike={key: re.compile(ladder.unlike, re.IGNORECASE) for key, ladder in ladders.items() if ladder.unlike},
        answers=answers,
        pieces=pieces,
        held=Words(pieces),
    )


def central(found: Sequence[Line], provenance: Provenance) -> frozenset[str]:
    """Return the keys that stand in the titles or leads of two origins: what the story is about."""
    told: dict[str, set[str]] = defaultdict(set)
    for line in found:
        if line.sentence.heading or line.index <= 2:
            known = bool(stopwords(line.language))  # short words are function words where none are known
            keys = line.keys if known else {key for key in line.keys if len(key) > 3}
            told[sentences.root(line.article, provenance)] |= keys
    origins = Counter(key for keys in told.values() for key in keys)
    return frozenset(key for key, count in origins.items() if count >= CENTRAL)


def offices(line: Line, start: int, end: int) -> frozenset[str]:
    """Return the offices named in ``start:end`` of a line's text, as keys that no word has ("@captain")."""
    who = rules(line.language, "status").who
    if who.keys().isdisjoint(line.lower):
        return frozenset()
    offset = line.sentence.start
    words = (low for low, t in zip(line.lower, line.tokens, strict=True) if start <= t.start - offset < end)
    return frozenset("@" + who[word] for word in words if word in who)


@dataclass(frozen=True, slots=True)
class Told:
    """Words that put something on a step, in whatever connection: what a hit is before it is known whose it is."""

    ladder: str
    step: str
    rank: int
    line: Line
    before: Line | None  # in the same article
    match: re.Match[str]
    clause: tuple[int, int]  # in the line's text
    weak: bool


def hits(story: Story, topic: frozenset[str], stage: Stage) -> list[Hit]:
    """Return the words of a story that answer questions of a stage; ``topic`` are the keys that may tie them."""
    return [_hit(t, rules(t.line.language, stage).ladders[t.ladder], topic) for t in told(story, stage)]


@lru_cache(maxsize=6)
def told(story: Story, stage: Stage) -> tuple[Told, ...]:
    """Return what a story tells of the ladders of a stage; that of two stories is kept, for agreements ask again."""
    latest = max((d.year for r in story.readings if (d := r.published)), default=None)
    return tuple(
        found
        for _, rows in groupby(sentences.read(story)[0], key=lambda line: line.article)
        for found in _article(list(rows), latest, stage)
    )


def _article(lines: Sequence[Line], latest: int | None, stage: Stage) -> Iterator[Told]:
    language = lines[0].language
    known, ladders = matcher(language, stage), rules(language, stage).ladders
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        for place in sorted(place for piece in known.held(line.low) for place in known.pieces[piece]):
            answer = known.answers[place]
            for match in answer.words.finditer(line.low):
                found = _told(ladders[answer.ladder], answer, match, line, before, known, latest)
                if found:
                    yield found


def _told(
    ladder: Ladder, answer: Answer, match: re.Match[str], line: Line, before: Line | None, matcher: Matcher,
    latest: int | None,
) -> Told | None:  # fmt: skip
    key, name, weak = answer.ladder, answer.step, answer.weak
    about = matcher.about.get(key)
    if about and not about.search(line.text) and not (before and about.search(before.text)):
        return None
    start, end = sentences.clause(line.text, match.start(), match.end())
    unlike = matcher.unlike.get(key)
    if unlike and unlike.search(line.text, start, end):
        return None
    if not ladder.formerly and _earlier(line.text[start:end], matcher.past, latest):
        return None
    if line.text.rstrip().endswith("?"):
        return None
    step = meant(ladder.steps[name], name, line.text, (start, end), match, matcher.mood)
    if not step:
        return None
    rank = ladder.steps[step].rank
    return Told(key, step, rank, line, before, match, (start, end), weak)


def _hit(told: Told, ladder: Ladder, topic: frozenset[str]) -> Hit:
    line, match, (start, end) = told.line, told.match, told.clause
    offset = line.sentence.start
    last = offset + (match.start() if ladder.actor else end)
    subject = _subject(line, told.before, offset + start, last, match, topic)
    if ladder.office:
        subject |= offices(line, 0, end) & topic
    if ladder.object:
        subject = _objects(line, start, end, ladder.about)
    subject |= {f"@{name}" for name, thing in ladder.things.items() if _thing(thing).search(line.low, start, end)}
    return Hit(
        ladder=told.ladder, step=told.step, rank=told.rank, line=line, start=offset + match.start(),
        end=offset + match.end(), subject=subject, weak=told.weak, clause=told.clause,
    )  # fmt: skip


@cache
def _thing(pattern: str) -> re.Pattern[str]:
    return small(rf"\b(?:{pattern})(?!\w)")


def _objects(line: Line, start: int, end: int, about: str) -> frozenset[str]:
    """Return the keys of the nouns in ``start:end`` of a line's text that a ladder is about."""
    offset = line.sentence.start
    return frozenset(
        k
        for w in line.words
        if start <= w.start - offset < end and re.match(about, line.text[w.start - offset : end], re.IGNORECASE)
        for k in w.keys
    )


def _earlier(clause: str, past: re.Pattern[str], latest: int | None) -> bool:
    """Return whether the clause tells of an earlier time: "years ago", or a year before the story's."""
    if past.search(clause):
        return True
    years = [int(y) for y in YEAR.findall(clause)]
    return latest is not None and any(y < latest for y in years)


def _subject(
    line: Line, before: Line | None, start: int, end: int, match: re.Match[str], topic: frozenset[str]
) -> frozenset[str]:
    """Return the central keys in the clause; where it has none, those earlier in its sentence or in the one before."""
    first, last = line.sentence.start + match.start(), line.sentence.start + match.end()
    near = {k for w in line.words if start <= w.start and w.end <= end for k in w.keys}
    near |= {k for w in line.words if w.start < last and first < w.end for k in w.keys}
    keys = near & topic
    if not keys and end >= last:  # "the bridge was shut, but engineers cleared it to reopen"
        keys = {k for w in line.words if w.end <= start for k in w.keys} & topic
    if before and not any(w.name for w in line.words if start <= w.start and w.end <= end):
        keys |= before.names & topic
    elif before and line.tokens and line.tokens[0].lower in load(line.language, "apart", ApartRules).carriers:
        keys |= before.keys & topic  # "He was taken to Selby General": of whom the sentence before tells
    return frozenset(keys)
