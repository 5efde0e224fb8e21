"""Addresses: one street or kind of hall with two numbers, a block and a house of it, two hospitals, two homes."""

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
from variorum.models import Disagreement, Position, Provenance, Relation, Story
from variorum.words import small

BLOCK = 100  # house numbers of a block: the 3400 block holds 3401 (American practice)


@dataclass(frozen=True, slots=True)
class Spot:
    """An address or a hospital as one sentence gives it."""

    what: str  # the street without its type, the kind of hall, the person whose home it is, or "hospital"
    answer: frozenset[str]  # the number, or the words that tell the place from others
    line: Line
    start: int
    end: int


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the house numbers, hospitals and home towns that two origins give differently.

    A block and a house in it differ in grain only; so may hospitals, for patients are moved, and a town and its part.
    """
    by: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    surnames = names.surnames(story)
    for line in sentences.read(story)[0]:
        for spot in (*_spots(line), *_homes(line, surnames)):
            by[line.language, spot.what].append(spot)
    rows = [_row(group, provenance, language) for _, group in sorted(by.items())]
    return [row for row in rows if row]


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], Gated, re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an address, a hospital, of what brings somebody there, of a home, of "Gate 5"."""
    rules = spelling.rules(language)
    none = re.compile("(?!)")
    types = "|".join(s.capitalize() for s in [*rules.streets, *rules.abbreviated])
    return (
        re.compile(rules.address.replace("{types}", types)) if rules.address else none,
        re.compile(rules.hospital) if rules.hospital else none,
        Gated(small(rf"\b(?:{rules.treated})\b" if rules.treated else "(?!)")),
        re.compile(rules.home) if rules.home else none,
        re.compile(
            rf"\b(?P<kind>{'|'.join(rules.numbered)}) (?P<number>\d{{1,4}})(?![\w.,]\d)\b" if rules.numbered else "(?!)"
        ),
    )


def _spots(line: Line) -> Iterable[Spot]:
    address, hospital, treated, _, numbered = _patterns(line.language)
    offset, rules = line.sentence.start, spelling.rules(line.language)
    if any(map(str.isdigit, line.text)):
        for match in address.finditer(line.text):
            street = match["street"].casefold().strip()
            number = match["number"].replace(",", "")
            yield Spot(f"street {street}", frozenset({number}), line, offset + match.start(), offset + match.end())
        for match in numbered.finditer(line.text):
            spot = offset + match.start(), offset + match.end()
            yield Spot(f"numbered {match['kind'].casefold()}", frozenset({match["number"]}), line, *spot)
    if not line.sentence.heading and treated.search(line):
        for match in hospital.finditer(line.text):
            words = re.findall(r"\w+", match["name"].replace("'s", "").replace("’s", "").casefold())
            told = frozenset(words) - rules.plain
            if told:
                yield Spot("hospital", told, line, offset + match.start("name"), offset + match.end("name"))


def _homes(line: Line, surnames: frozenset[str]) -> Iterable[Spot]:
    """Yield where people live: "Orla Venn, 43, of Selby"."""
    offset, pattern = line.sentence.start, _patterns(line.language)[3]
    for match in pattern.finditer(line.text):
        name = names.bare(match["name"].split()[-1])
        if name in surnames:
            town = frozenset(match["town"].casefold().split())
            yield Spot(f"home {name}", town, line, offset + match.start("town"), offset + match.end("town"))


def _row(group: Sequence[Spot], provenance: Provenance, language: str) -> Disagreement | None:
    answers: dict[str, set[frozenset[str]]] = defaultdict(set)
    for spot in group:
        answers[sentences.root(spot.line.article, provenance)].add(spot.answer)
    sides = [answers[root] for root in sorted(answers)]
    apart = [(a, b) for i, a in enumerate(sides) for b in sides[i + 1 :] if not any(x & y for x in a for y in b)]
    if not apart:
        return None
    what = next((kind for kind in ("hospital", "home", "numbered") if group[0].what.startswith(kind)), "address")
    counted = what in ("address", "numbered")
    grain = (what == "address" and all(_block(a, b) for a, b in apart)) or not counted
    if counted and not grain and any(len(side) > 1 for pair in apart for side in pair):
        return None  # several houses of a street: which is which is not told
    by: dict[frozenset[str], list[Spot]] = defaultdict(list)
    for spot in group:
        like = next((answer for answer in by if answer & spot.answer), spot.answer)
        by[like].append(spot)
    positions = [
        Position(value=_text(spots[0]), mentions=sentences.merged(s.line.mention(s.start, s.end) for s in spots))
        for spots in sorted(by.values(), key=lambda side: (-len({s.line.article for s in side}), _text(side[0])))
    ]
    questions: Mapping[str, str] = spelling.rules(language).questions or spelling.rules("en").questions
    question = questions[what].format(names=" / ".join(p.value for p in positions))
    relation: Relation = "rounding" if grain else "contested"
    return sentences.row("place", ("address", group[0].what), question, relation, 1, positions)


def _block(a: set[frozenset[str]], b: set[frozenset[str]]) -> bool:
    """Return whether the numbers of two sides may all lie in one block of the street."""
    numbers = [int(number) for side in (a, b) for answer in side for number in answer]
    return len({number // BLOCK for number in numbers}) == 1 and any(number % BLOCK == 0 for number in numbers)


def _text(spot: Spot) -> str:
    offset = spot.line.sentence.start
    return spot.line.text[spot.start - offset : spot.end - offset]
