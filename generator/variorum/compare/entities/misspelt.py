"""Misspelt: a surname, firm or town that stands alone and that one report, or one place of it, writes with a slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from variorum.compare import sentences
from variorum.compare.entities import names
from variorum.compare.entities.names import Name
from variorum.compare.entities.spelling import LONGER, distance, slip, swapped
from variorum.models import Disagreement, Provenance, Story

SHARED = 3  # keys that the sentences of two words must share where neither is the usual one
USUAL = 3  # times that the usual spelling stands for each time of the slip
LEAST = 3  # times that it stands at least
SLIPS = 2  # times that a slip stands at most; what stands more often is another name
LONG = 9  # letters from which the usual spelling may stand only twice: no two long names are so like


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the single words that two origins spell in two ways, one of them by a slip."""
    common = frozenset(word.casefold() for word in names.lower(story))
    by: dict[str, list[Name]] = defaultdict(list)
    for name in names.told(story):
        if not name.first and name.last.isalpha() and len(name.last) >= LONGER and name.last not in common:
            by[name.last].append(name)
    proper = sentences.proper(story)
    rows = []
    for a, b in sorted(names.near(by)):
        rare, usual = sorted((a, b), key=lambda word: (len(by[word]), word))
        if not _one_letter(rare, usual) or not _one_name(by[rare], by[usual], proper):
            continue
        context = [word for n in by[rare] + by[usual] for word in n.run]
        if slip(rare, usual, context, by[rare][0].line.language):
            row = names.compared(by[rare], by[usual], provenance, language)
            rows += [row] if row else []
    return rows


def _one_letter(a: str, b: str) -> bool:
    """Return whether one letter was lost, doubled or changed or two changed places, neither of them the last.

    The last letter makes another word of it ("Argentina", "Argentine"); s and z are habits ("Cusco", "Cuzco").
    """
    if a.isascii() != b.isascii() or a[-1] != b[-1] or a.replace("z", "s") == b.replace("z", "s"):
        return False
    return swapped(a, b) or distance(a, b) == 1


def _one_name(rare: Sequence[Name], usual: Sequence[Name], proper: frozenset[str]) -> bool:
    """Return whether two spellings are of one name: one is rare and stands as the other does, or in like sentences."""
    beside = [[_beside(n) for n in side] for side in (rare, usual)]
    like = all(not words or any(words & other for other in beside[1]) for words in beside[0])
    if not like or all(beside[1]) != all(beside[0]):
        return False
    if len(rare) <= SLIPS and len(usual) >= max(LEAST, USUAL * len(rare)):
        return True
    if len(rare) == 1 and len(usual) == 2 and min(len(rare[0].last), len(usual[0].last)) >= LONG:
        return True
    return _alike([n for n in rare if n.line.names & proper], [n for n in usual if n.line.names & proper])


def _beside(name: Name) -> frozenset[str]:
    """Return the words that stand beside a name in its run of capitalised words."""
    run = [word for word in name.run if word != "*"]
    at = run.index(name.last)
    known = names.known(name.line.language)
    return frozenset(word for word in run[max(0, at - 1) : at + 2] if word != name.last and word not in known)


def _alike(one: Sequence[Name], two: Sequence[Name]) -> bool:
    """Return whether two articles have the words, not both of them, in sentences that are alike."""
    if {n.line.article for n in one} & {n.line.article for n in two}:
        return False
    return any(
        x.line.language == y.line.language and len(x.line.keys & y.line.keys) >= SHARED
        for x in one[:5]
        for y in two[:5]
    )
