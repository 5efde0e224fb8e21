"""Persons: whom a clause names, so that two defendants are not taken for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from variorum.compare import sentences
from variorum.compare.align import Line, Word, key
from variorum.compare.entities import names
from variorum.compare.progress import ladders
from variorum.compare.progress.ladders import Hit
from variorum.compare.quantities.figures import figures
from variorum.models import Story

REACH = 40  # characters before a clause in which its subject may stand, with an age or an office in between


def one(told: Sequence[Hit], story: Story) -> Sequence[Hit]:
    """Return the hits that name nobody, or somebody of the group of people whom most reports name.

    People named in one clause are one group; so are those who share a clause with one of them.
    """
    known = names.surnames(story)
    people = [_people(hit, known) for hit in told]
    groups: list[tuple[set[str], set[str]]] = []  # surnames, articles
    for hit, named in zip(told, people, strict=True):
        if named:
            joined = [g for g in groups if g[0] & named]
            groups = [g for g in groups if not g[0] & named]
            surnames = set(named).union(*(g[0] for g in joined))
            groups.append((surnames, {hit.line.article}.union(*(g[1] for g in joined))))
    if len(groups) < 2:
        return told
    most = max(groups, key=lambda g: (len(g[1]), sorted(g[0])))[0]
    return [hit for hit, named in zip(told, people, strict=True) if not named or named & most]


def led(told: Sequence[Hit], story: Story) -> Sequence[Hit]:
    """Return the hits without those of somebody whose age no title or lead and no other report tells.

    Reports end with other cases.
    """
    where: dict[float, set[str]] = defaultdict(set)
    ages: set[float] = set()
    for line in sentences.read(story)[0]:
        for age in _ages(line):
            where[age].add(line.article)
            if sentences.leading(line):
                ages.add(age)
    if not ages:
        return told
    ages |= {age for age, articles in where.items() if len(articles) > 1}
    return [hit for hit in told if sentences.leading(hit.line) or not (own := _ages(hit.line)) or own & ages]


def aged(told: Sequence[Hit], story: Story) -> Mapping[float, Sequence[Hit]]:
    """Return the hits of the reports whose title or lead tells an age, by that age: "the 4-year-old" is one person."""
    where: dict[float, set[str]] = defaultdict(set)
    for line in sentences.read(story)[0]:
        if sentences.leading(line):
            for age in _ages(line):
                where[age].add(line.article)
    return {age: [h for h in told if h.line.article in articles] for age, articles in where.items()}


def others(told: Sequence[Hit]) -> bool:
    """Return whether the clauses of each two steps count different numbers of people: those are others.

    "Four were taken to hospital" and "20 were treated on the spot" are both true.
    """
    counts = [(hit.step, _counts(hit)) for hit in told]
    return all(a and b and not a & b for s, a in counts for t, b in counts if s < t)


def _counts(hit: Hit) -> frozenset[float]:
    start, end = hit.clause
    found = figures(hit.line.text, hit.line.language)
    return frozenset(f.point for f in found if f.kind == "count" and start <= f.start < end)


def _ages(line: Line) -> frozenset[float]:
    return frozenset(f.point for f in figures(line.text, line.language) if f.kind == "age")


def keys(story: Story) -> frozenset[str]:
    """Return the keys of the surnames of a story."""
    found = sentences.read(story)[0]
    known = names.surnames(story)
    return frozenset(
        k for line in found for word in line.words if word.name for k in word.keys if _bare(line, word) in known
    )


def individuals(told: Sequence[Hit], story: Story) -> Mapping[str, Sequence[Hit]]:
    """Return the hits of each person by a key of the name: those whose clause has it as its subject or object."""
    known = names.people(story)
    by: dict[str, list[Hit]] = defaultdict(list)
    for hit in told:
        for word in sorted(_people(hit, known, first=True)):
            by[key(word, hit.line.language)].append(hit)
    return {name: hits for name, hits in by.items() if name}


def _bare(line: Line, word: Word) -> str:
    offset = line.sentence.start
    return names.bare(line.text[word.start - offset : word.end - offset])


def _people(hit: Hit, known: frozenset[str], *, first: bool = False) -> frozenset[str]:
    """Return the surnames of those of whom a hit speaks: before its words in the clause, else after, else just before.

    Those after "in", "of" or "a" are places and victims. Headings tell nothing, for their words are capitalised for the
    eye, nor, unless ``first``, does the first word of a sentence, where all are.
    """
    if hit.line.sentence.heading:
        return frozenset()
    offset = hit.line.sentence.start
    start, end = hit.clause
    told = [(at - offset, word) for at, word in _named(hit, known, first=first)]
    subject = [word for at, word in told if start <= at < hit.start - offset]
    object_ = [word for at, word in told if hit.start - offset <= at < end]
    before = [word for at, word in told if start - REACH <= at < start][-1:]  # "Orla Venn, 43, was charged"
    return frozenset(subject or object_ or before)


def _named(hit: Hit, known: frozenset[str], *, first: bool) -> Iterable[tuple[int, str]]:
    after = frozenset(ladders.rules(hit.line.language, "status").names_after.split("|"))
    before = ""
    for at, token in enumerate(hit.line.tokens):
        if token.is_capitalised and (at or first):
            word = names.bare(token.text)
            if word in known and before not in after:
                yield token.start, word
        elif token.is_word:
            before = token.lower
