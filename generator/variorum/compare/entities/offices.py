"""Offices: two holders of one office that only one person can hold ("the Valdoran president")."""

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
from variorum.models import Disagreement, Position, Provenance, Story
from variorum.words import stem

APART = 30  # days between two reports, more of which leave time for a change of office
NAME = r"([A-ZÄÖÜ][\w'’-]+(?: (?:(?:van|von|de|da|di|del|der|al|bin) )?[A-ZÄÖÜ](?:\.|[\w'’-]+)){1,2})"


@dataclass(frozen=True, slots=True)
class Holder:
    """A name beside an office."""

    office: str  # with whose it is: "valdoran president"
    shown: str
    name: str
    line: Line
    start: int
    end: int

    @property
    def surname(self) -> str:
        """The last word of the name, lower case."""
        return names.bare(self.name.split()[-1])


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the offices to which two origins give different holders at about one time."""
    found, _ = sentences.read(story)
    days = sentences.days(story)
    by: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for line in found:
        for holder in _holders(line):
            by[line.language, holder.office].append(holder)
    rows = []
    for _, group in sorted(by.items()):
        row = _row(group, days, provenance, language)
        if row:
            rows.append(row)
    return rows


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = spelling.rules(language)
    if not rules.offices:
        return (re.compile("(?!)"),) * 2
    offices = "|".join(re.escape(o) for o in sorted(rules.offices, key=len, reverse=True))
    return (
        re.compile(rf"{rules.whose}(?P<office>(?i:{offices})) {NAME}"),
        re.compile(rf"\b(?:{rules.no_longer})\b" if rules.no_longer else "(?!)", re.IGNORECASE),
    )


def _holders(line: Line) -> Iterable[Holder]:
    if line.sentence.heading:
        return
    low = line.low
    if not any(office in low for office in spelling.rules(line.language).offices):
        return
    pattern, gone = _pattern(line.language)
    known = spelling.rules(line.language).common
    offset = line.sentence.start
    for match in pattern.finditer(line.text):
        name = match[match.re.groups]
        if gone.search(line.text, max(0, match.start() - 20), match.end()):
            continue
        if any(names.bare(w) in known for w in name.split()):
            continue
        whose = stem(names.bare(match["whose"]), line.language)
        start, end = match.start(match.re.groups), match.end(match.re.groups)
        office = match["office"].casefold()
        shown = line.text[match.start() : start].strip()
        yield Holder(f"{whose} {office}", shown, name, line, offset + start, offset + end)


def _row(
    group: Sequence[Holder], days: Mapping[str, date | None], provenance: Provenance, language: str
) -> Disagreement | None:
    by: dict[str, list[Holder]] = defaultdict(list)
    for holder in group:
        by[holder.surname].append(holder)
    if len(by) != 2:  # more hold it than two: no office of one person
        return None
    one, two = sorted(by.values(), key=lambda side: (-len(side), side[0].surname))
    roots = [{sentences.root(h.line.article, provenance) for h in side} for side in (one, two)]
    known = [days[h.line.article] for h in group]
    dated = [d for d in known if d]
    if roots[0] & roots[1] or not dated or (max(dated) - min(dated)).days > APART:
        return None
    if {w.casefold() for w in one[0].name.split()} & {w.casefold() for w in two[0].name.split()}:
        return None
    if spelling.distance(one[0].surname, two[0].surname) <= 2:  # a slip is a question of names
        return None
    positions = [
        Position(value=side[0].name, mentions=sentences.merged(h.line.mention(h.start, h.end) for h in side))
        for side in (one, two)
    ]
    questions = spelling.rules(language).questions or spelling.rules("en").questions
    question = questions["office"].format(office=one[0].shown)
    return sentences.row("role", ("office", one[0].office), question, "contested", 2, positions)
