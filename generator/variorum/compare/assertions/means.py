"""Means: with what the same act was done: "mortar shells" and "tank shells", "a handgun" and "a shotgun".

Weapons and vehicles have kinds (languages/<code>/means.yaml). A rifle is a gun, so that "a gun" and "a rifle" differ
in grain alone; a handgun is no shotgun.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.matching import apart
from variorum.compare.pieces import Gated
from variorum.compare.progress import ladders
from variorum.compare.progress.modality import NEAR
from variorum.language import Rules, load
from variorum.models import Disagreement, Position, Provenance, Relation, Story
from variorum.words import small

OPENING = re.compile(r"^\(\?:\[[^]]+\]\+ \)\?")  # of a pattern: any one word may stand before the kind
SHARED = 1  # central words that two acts share besides their means


class MeansRules(Rules):
    """languages/<code>/means.yaml; without one no means are read in a language."""

    kinds: Mapping[str, tuple[str, ...]] = {}  # kind -> patterns of its words
    under: Mapping[str, str] = {}  # kind -> the wider kind that it is of
    acts: Mapping[str, tuple[str, ...]] = {}  # act -> patterns with {means} where the words stand
    families: Mapping[str, tuple[str, ...]] = {}  # act -> the widest kinds by which it is done
    void: str = ""  # words before them by which nothing of the kind is said to have been done: "not", "could"
    questions: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """The words for a weapon or vehicle with which something was done, in the line's text."""

    act: str
    kind: str
    line: Line
    start: int
    end: int
    around: frozenset[str]  # keys of the clause without these words


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the acts for which two origins tell different means; soft where one is a kind of the other."""
    found, _ = sentences.read(story)
    topic = ladders.central(found, provenance) - sentences.proper(story)
    past = apart.apart(story)
    by: dict[tuple[str, str], list[Means]] = defaultdict(list)
    for line in found:
        for means in _means(line) if not past.background(line) else ():
            if len(means.around & topic) >= SHARED:
                by[means.act, line.language].append(means)
    rows = [row for (act, _), told in sorted(by.items()) if (row := _asked(act, told, provenance, language))]
    return sentences.apart(sorted(rows, key=lambda row: (row.relation == "rounding", row.id)))


@cache
def _patterns(language: str) -> tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]:
    """Return act, its kinds and pattern; the kind that matches is the pattern's last group."""
    rules = load(language, "means", MeansRules)
    made: list[tuple[str, frozenset[str], re.Pattern[str]]] = []
    for act, forms in rules.acts.items():
        kinds = frozenset(k for k in rules.kinds if _wider(k, rules)[-1] in rules.families.get(act, ()))
        some = "|".join(f"(?P<{k}>{'|'.join(words)})" for k, words in rules.kinds.items() if k in kinds)
        made.extend((act, kinds, small(form.replace("{means}", f"(?:{some})"))) for form in forms)
    return tuple(made)


@cache
def _pieces(language: str) -> Gated:
    rules = load(language, "means", MeansRules)
    words = [OPENING.sub("", w) for some in rules.kinds.values() for w in some]  # "a hunting rifle" holds "rifle"
    return Gated(small(rf"\b(?:{'|'.join(words)})\b" if words else "(?!)"))


@cache
def _void(language: str) -> re.Pattern[str]:
    rules = load(language, "means", MeansRules)
    return small(rf"\b(?:{rules.void})\b" if rules.void else "(?!)")


def _wider(kind: str, rules: MeansRules) -> tuple[str, ...]:
    """Return a kind and the ever wider ones that it is of."""
    found = [kind]
    while found[-1] in rules.under:
        found.append(rules.under[found[-1]])
    return tuple(found)


def _means(line: Line) -> Iterator[Means]:
    if not _pieces(line.language).search(line) or line.text.rstrip().endswith("?"):
        return
    offset = line.sentence.start
    for act, kinds, pattern in _patterns(line.language):
        for match in pattern.finditer(line.low):
            kind = next(k for k in kinds if match[k])
            start, end = match.span(kind)
            first, last = sentences.clause(line.text, match.start(), match.end())
            if _void(line.language).search(line.low, max(first, match.start() - NEAR), start):
                continue
            around = frozenset(
                k
                for w in line.words
                if first <= w.start - offset < last and not start <= w.start - offset < end
                for k in w.keys
            )
            yield Means(act=act, kind=kind, line=line, start=start, end=end, around=around)


def _asked(act: str, told: Sequence[Means], provenance: Provenance, language: str) -> Disagreement | None:
    """Return the question of one act where two origins tell no kind in common."""
    rules = load(told[0].line.language, "means", MeansRules)
    by: dict[str, dict[str, list[Means]]] = defaultdict(lambda: defaultdict(list))
    for means in told:
        by[sentences.root(means.line.article, provenance)][means.kind].append(means)
    pairs = [
        (a, b)
        for (_, one), (_, two) in combinations(sorted(by.items()), 2)
        if not one.keys() & two.keys()
        for a in one
        for b in two
    ]
    if not pairs:
        return None
    loud = [pair for pair in pairs if _excluded(pair, by, rules)]
    relation: Relation = "contested" if loud else "rounding"
    kinds = sorted({kind for pair in loud or pairs for kind in pair})
    sides = [[m for m in told if m.kind == kind] for kind in kinds]
    positions = tuple(
        Position(
            value=side[0].line.text[side[0].start : side[0].end],
            mentions=sentences.merged(
                m.line.mention(m.line.sentence.start + m.start, m.line.sentence.start + m.end) for m in side
            ),
        )
        for side in sides
    )
    heads = sum(any(sentences.leading(m.line) for m in side) for side in sides)
    questions = load(language, "means", MeansRules).questions or load("en", "means", MeansRules).questions
    weight = 1 + min(2, heads) if loud else 1
    return sentences.row("claim", ("means", act), questions[act], relation, weight, positions)


def _excluded(pair: tuple[str, str], by: Mapping[str, Mapping[str, Sequence[Means]]], rules: MeansRules) -> bool:
    """Whether two kinds exclude each other, and no report tells both or a third: of several weapons."""
    first, second = pair
    if first in _wider(second, rules) or second in _wider(first, rules):
        return False
    sides = [{kind for kind in told if _narrow(kind, rules)} for told in by.values()]
    return all(len(side) < 2 for side in sides)


def _narrow(kind: str, rules: MeansRules) -> bool:
    """Whether no kind is narrower: "a gun" beside "a pistol" is no second weapon."""
    return kind not in rules.under.values()
