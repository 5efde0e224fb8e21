"""Persons: whom a clause names, so that two defendants are not taken for one."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.compare import ladders, names, sentences
from variorum.compare.align import Line, Word
from variorum.compare.ladders import Hit
from variorum.models import Story


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


def keys(story: Story) -> frozenset[str]:
    """Return the keys of the surnames of a story."""
    found = sentences.read(story)[0]
    known = names.surnames(story)
    return frozenset(
        k for line in found for word in line.words if word.name for k in word.keys if _bare(line, word) in known
    )


def _bare(line: Line, word: Word) -> str:
    offset = line.sentence.start
    return names.bare(line.text[word.start - offset : word.end - offset])


def _people(hit: Hit, known: frozenset[str]) -> frozenset[str]:
    """Return the surnames in the clause of a hit, but for those after "in", "of" or "a": places and victims.

    None in headings, whose words are capitalised for the eye, and none at the start of a sentence, where all are.
    """
    if hit.line.sentence.heading:
        return frozenset()
    offset = hit.line.sentence.start
    start, end = hit.clause
    after = frozenset(ladders.rules(hit.line.language, "status").names_after.split("|"))
    found = set()
    before = ""
    for at, token in enumerate(hit.line.tokens):
        if at and token.is_capitalised and start <= token.start - offset < end:
            word = names.bare(token.text)
            if word in known and before not in after:
                found.add(word)
        if not token.is_capitalised:
            before = token.lower
    return frozenset(found)
