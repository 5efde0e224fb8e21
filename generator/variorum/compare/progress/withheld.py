"""Withheld: somebody whose name one report says is not known or not released, and whom another report names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.entities import names, spelling
from variorum.compare.pieces import Gated
from variorum.compare.quantities.figures import figures
from variorum.models import Disagreement, Position, Provenance, Story
from variorum.words import small

REACH = 60  # characters before the words in which the noun of whom they tell stands
CLOSE = 12  # characters between an age and a name: "6-year-old boy, Orla Venn", "Orla Venn, 6"


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Where a line says that a person is not named, the person's ages as the report gives them and the noun."""

    line: Line
    start: int  # in the line's text
    end: int
    ages: frozenset[float]
    noun: str


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the people not yet named in one report whom another origin names, no earlier."""
    found, _ = sentences.read(story)
    leading: dict[str, list[Line]] = defaultdict(list)
    for line in found:
        if sentences.leading(line):
            leading[line.article].append(line)
    unnamed = [u for line in found for u in _unnamed(line, leading[line.article])]
    if not unnamed:
        return []
    days = sentences.days(story)
    named = _named(story, found)
    known = {(n.last, n.line.article) for n in names.told(story)}
    rows = []
    for one in unnamed:
        first = days[one.line.article]
        for name in sorted({(n.first, n.last) for n in names.told(story) if n.first}):
            ages = named.get(name, frozenset())
            told = [n for n in names.told(story) if n.first and (n.first, n.last) == name]
            later = [
                n
                for n in told
                if n.line.language == one.line.language
                and sentences.root(n.line.article, provenance) != sentences.root(one.line.article, provenance)
                and not (first and (day := days[n.line.article]) and day < first)
            ]
            if later and _fits(one, ages, later) and (name[1], one.line.article) not in known:
                rows.append(_row(one, name, later, language))
    return sentences.apart(rows)


def _fits(one: Unnamed, ages: frozenset[float], later: Sequence[names.Name]) -> bool:
    """Return whether somebody has the age of those not named, or is named as one of them where an age is not told."""
    if ages and one.ages:
        return bool(ages & one.ages)
    leads = _patterns(one.line.language)[3]
    return any(
        one.noun.casefold() in n.line.lower and leads.search(n.line.text[: n.start - n.line.sentence.start])
        for n in later
    )


@cache
def _patterns(language: str) -> tuple[Gated, re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of not naming, of the nouns of those not named, of others, and of what leads to a name."""
    rules = spelling.rules(language)
    return (
        Gated(small("|".join(rules.unnamed) or "(?!)")),
        re.compile(rf"\b(?:{'|'.join(rules.persons)})\b" if rules.persons else "(?!)", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(rules.others)})\b" if rules.others else "(?!)", re.IGNORECASE),
        re.compile(rf"(?:{'|'.join(rules.naming)}) \Z" if rules.naming else "(?!)", re.IGNORECASE),
    )


def _unnamed(line: Line, leading: Sequence[Line]) -> Iterable[Unnamed]:
    pattern, nouns, others, _ = _patterns(line.language)
    for match in pattern.finditer(line):
        around = line.text[max(0, match.start() - REACH) : match.end() + REACH // 2]
        noun = nouns.search(around)
        if not noun or others.search(around):
            continue
        own = _ages(line)
        ages = own or frozenset(age for other in leading for age in _ages(other))
        yield Unnamed(line, match.start(), match.end(), ages, noun[0])


def _ages(line: Line) -> frozenset[float]:
    return frozenset(f.point for f in figures(line.text, line.language) if f.kind == "age")


def _named(story: Story, found: Sequence[Line]) -> Mapping[tuple[str, str], frozenset[float]]:
    """Return the ages of those named in full: beside the name, or of whom a report tells that then names one."""
    ages: dict[tuple[str, str], set[float]] = defaultdict(set)
    led: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for n in names.told(story):
        if not n.first:
            continue
        offset = n.line.sentence.start
        start, end = n.start - offset, n.end - offset
        for f in figures(n.line.text, n.line.language):
            if f.kind == "age" and (0 <= start - f.end <= CLOSE or 0 <= f.start - end <= 2):
                ages[n.first, n.last].add(f.point)
        if _patterns(n.line.language)[3].search(n.line.text[:start]):
            led[n.line.article].add((n.first, n.last))
    for article, told in led.items():
        if len(told) == 1:
            lead = {age for line in found if line.article == article and sentences.leading(line) for age in _ages(line)}
            if len(lead) == 1:
                ages[min(told)] |= lead
    return {name: frozenset(group) for name, group in ages.items()}


def _row(one: Unnamed, name: tuple[str, str], later: Sequence[names.Name], language: str) -> Disagreement:
    offset = one.line.sentence.start
    first = min(later, key=lambda n: (n.line.order, n.start))
    shown = first.line.text[first.start - first.line.sentence.start : first.end - first.line.sentence.start]
    positions = (
        Position(
            value=one.line.text[one.start : one.end],
            mentions=(one.line.mention(one.start + offset, one.end + offset),),
        ),
        Position(value=shown, mentions=sentences.merged(n.line.mention(n.start, n.end) for n in later)),
    )
    questions = spelling.rules(language).questions or spelling.rules("en").questions
    question = questions["unnamed"].format(noun=one.noun)
    return sentences.row("name", ("unnamed", *name), question, "updated", 2, positions)
