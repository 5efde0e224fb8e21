"""Institutions: one university, court or club of a town, taken for another of the same town."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.entities import spelling
from variorum.compare.pieces import Watch, needed
from variorum.models import Disagreement, Position, Provenance, Story

SHARED = 3  # keys that two sentences must share, besides the town, to speak of one matter


@dataclass(frozen=True, slots=True)
class Named:
    """A town's institution as one sentence names it."""

    town: str
    form: str
    line: Line
    start: int
    end: int


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the institutions of one town that two origins name differently in sentences about one matter."""
    found, _ = sentences.read(story)
    by: dict[str, list[Named]] = defaultdict(list)
    for line in found:
        for named in _named(line):
            by[named.town].append(named)
    rows = []
    for town in sorted(by):
        row = _row(town, by[town], provenance, language)
        if row:
            rows.append(row)
    return rows


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str], Watch], ...]:
    forms = spelling.rules(language).institutions
    return tuple((form, re.compile(pattern), Watch(needed(pattern))) for form, pattern in sorted(forms.items()))


def _named(line: Line) -> Iterable[Named]:
    offset = line.sentence.start
    for form, pattern, watch in _patterns(line.language):
        for match in pattern.finditer(line.text) if watch.found(line) else ():
            yield Named(match["town"].casefold(), form, line, offset + match.start("name"), offset + match.end("name"))


def _row(town: str, group: Sequence[Named], provenance: Provenance, language: str) -> Disagreement | None:
    forms: dict[str, set[str]] = defaultdict(set)
    for named in group:
        forms[sentences.root(named.line.article, provenance)].add(named.form)
    near = [
        named
        for named in group
        for other in group
        if named.form != other.form
        and named.line.language == other.line.language
        and not forms[sentences.root(named.line.article, provenance)]
        & forms[sentences.root(other.line.article, provenance)]
        and len(named.line.keys & other.line.keys) > SHARED
    ]
    if not near:
        return None
    by: dict[str, list[Named]] = defaultdict(list)
    for named in group:
        if named in near:
            by[named.form].append(named)
    positions = [
        Position(value=_text(by[f][0]), mentions=sentences.merged(n.line.mention(n.start, n.end) for n in by[f]))
        for f in sorted(by, key=lambda f: (-len(by[f]), f))
    ]
    questions = spelling.rules(language).questions or spelling.rules("en").questions
    question = questions["institution"].format(names=" / ".join(p.value for p in positions))
    return sentences.row("name", ("institution", town), question, "contested", 1, positions)


def _text(named: Named) -> str:
    offset = named.line.sentence.start
    return named.line.text[named.start - offset : named.end - offset]
