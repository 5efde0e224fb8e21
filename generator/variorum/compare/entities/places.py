"""Places: one street with two endings, one spot in two directions from the same town."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.entities import names, spelling
from variorum.compare.pieces import Watch, needed
from variorum.models import Disagreement, Position, Provenance, Relation, Story
from variorum.words import stopwords

SHARED = 3  # keys that two sentences must share to speak of one spot
APART = 14  # days between two reports, more of which make two launches, quakes or raids of one
BESIDE = "beside"  # near it, in no direction: a coarser answer
OPPOSITE = (("n", "s"), ("e", "w"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as one sentence gives it."""

    kind: str  # "street" or "direction"
    place: str  # what both sides must name
    shown: str
    answer: str  # the street's ending, or the direction
    line: Line
    start: int
    end: int


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the places that two origins give differently."""
    found, _ = sentences.read(story)
    by: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for line in found:
        for spot in _spots(line):
            by[spot.kind, spot.place].append(spot)
    rows = []
    for _, group in sorted(by.items()):
        row = _row(group, sentences.days(story), provenance, language)
        if row:
            rows.append(row)
    return rows


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = spelling.rules(language)
    street = direction = re.compile("(?!)")
    if rules.streets:
        types = "|".join(s.capitalize() for s in [*rules.streets, *rules.abbreviated])
        street = re.compile(rf"\b((?:[A-Z][a-z'’]+ ){{1,3}}?)({types})\b")
    if rules.direction:
        words = "|".join(sorted(rules.directions, key=len, reverse=True))
        beside = "|".join(rules.beside)
        direction = re.compile(
            rf"(?<!south )(?<!north )(?<!south - )(?<!north - )\b(?i:({words}){rules.direction}|(?:{beside}) )"
            r"([A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?)"
        )
    return street, direction


@cache
def _pieces(language: str) -> tuple[tuple[str, ...], Watch]:
    """Return pieces of which a sentence that gives a street holds one, and what tells that it may give a direction."""
    rules = spelling.rules(language)
    ways = Watch(needed(_patterns(language)[1].pattern))
    return tuple(f" {word.capitalize()}" for word in (*rules.streets, *rules.abbreviated)), ways


def _spots(line: Line) -> Iterable[Spot]:
    rules, (streets, ways) = spelling.rules(line.language), _pieces(line.language)
    street, direction = _patterns(line.language)
    offset = line.sentence.start
    for match in street.finditer(line.text) if any(piece in line.text for piece in streets) else ():
        ending = match[2].casefold()
        place = match[1].replace(" ", "").casefold()
        if len(place) >= 5 and not place.startswith("the"):
            answer = rules.abbreviated.get(ending, ending)
            yield Spot("street", place, match[1].strip(), answer, line, offset + match.start(), offset + match.end())
    for match in direction.finditer(line.text) if ways.found(line) else ():
        if match[2].split()[0].casefold() not in stopwords(line.language):
            answer = rules.directions[match[1].casefold()] if match[1] else BESIDE
            place = names.bare(match[2])
            yield Spot("direction", place, match[2], answer, line, offset + match.start(), offset + match.end())


def _row(
    group: Sequence[Spot], days: Mapping[str, date | None], provenance: Provenance, language: str
) -> Disagreement | None:
    answers: dict[str, set[str]] = defaultdict(set)
    for spot in group:
        answers[spot.line.article].add(spot.answer)
    if all(spot.answer == BESIDE for spot in group):
        return None
    pairs = [
        (a, b)
        for a in group
        for b in group
        if sentences.root(a.line.article, provenance) < sentences.root(b.line.article, provenance)
        and not answers[a.line.article] & answers[b.line.article]
        and a.line.language == b.line.language
        and len(a.line.keys & b.line.keys) >= SHARED
        and _near(days[a.line.article], days[b.line.article])
    ]
    if not pairs:
        return None
    relation: Relation = "contested"
    if group[0].kind == "direction" and not any(_opposite(a.answer, b.answer) for a, b in pairs):
        relation = "rounding"
    near = {id(s) for pair in pairs for s in pair}
    by: dict[tuple[str, ...], list[Spot]] = defaultdict(list)
    for spot in group:
        if id(spot) in near:
            by[tuple(sorted(answers[spot.line.article]))].append(spot)
    positions = [
        Position(value=_text(by[k][0]), mentions=sentences.merged(s.line.mention(s.start, s.end) for s in by[k]))
        for k in sorted(by, key=lambda k: (-len({s.line.article for s in by[k]}), k))
    ]
    questions = spelling.rules(language).questions or spelling.rules("en").questions
    question = questions[group[0].kind].format(name=group[0].shown, names=" / ".join(p.value for p in positions))
    return sentences.row("place", (group[0].kind, group[0].place), question, relation, 1, positions)


def _near(a: date | None, b: date | None) -> bool:
    return not a or not b or abs((a - b).days) <= APART


def _opposite(a: str, b: str) -> bool:
    return BESIDE not in {a, b} and any((x in a and y in b) or (y in a and x in b) for x, y in OPPOSITE)


def _text(spot: Spot) -> str:
    offset = spot.line.sentence.start
    return spot.line.text[spot.start - offset : spot.end - offset]
