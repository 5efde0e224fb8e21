"""Roles: which rank somebody has, and in what grade somebody holds an office (founder or co-founder)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.entities import names, spelling
from variorum.compare.pieces import Watch, needed
from variorum.models import Disagreement, Position, Provenance, Relation, Story


@dataclass(frozen=True, slots=True)
class Held:
    """A role at its place, and whose it is."""

    person: str  # surname, lower case
    shown: str  # as written
    office: str  # the office's head, "rank" for ranks
    grade: str  # what tells it from the office's other grades, "" for none; the rank
    line: Line
    start: int
    end: int


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the roles that two origins give differently; a grade of one office is soft, a rank is not."""
    found, _ = sentences.read(story)
    by: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for line in found:
        for held in _held(line):
            by[held.person, held.office].append(held)
    rows = []
    for (person, office), group in sorted(by.items()):
        row = _row(person, office, group, provenance, language)
        if row:
            rows.append(row)
    return rows


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of ranks, of graded offices, and of what joins an office to the name after and before it."""
    rules = spelling.rules(language)
    if not rules.grades:
        return (re.compile("(?!)"),) * 4
    short = [re.escape(s) for s, full in sorted(rules.short.items()) if full in rules.ranks]
    full = [re.escape(r) for r in sorted(rules.ranks, key=len, reverse=True)]
    ranks = "|".join([*(rf"{s}\." for s in short), *full])
    synonyms = [s for s, head in rules.short.items() if head in rules.grades]
    heads = "|".join(re.escape(g) for g in sorted([*rules.grades, *synonyms], key=len, reverse=True))
    modifiers = "|".join(re.escape(m) for m in sorted(rules.modifiers, key=len, reverse=True))
    return (
        re.compile(rf"\b({ranks}) (?=[A-ZÄÖÜ])", re.IGNORECASE),
        re.compile(rf"\b((?:(?:{modifiers})[ -]?)*)({heads})\b", re.IGNORECASE),
        re.compile(rules.after),
        re.compile(rules.before),
    )


@cache
def _watches(language: str) -> tuple[Watch, Watch]:
    """Return what tells whether a sentence may give a rank, and a graded office: most do not."""
    ranks, graded, _, _ = _patterns(language)
    return Watch(needed(ranks.pattern)), Watch(needed(graded.pattern))


def _held(line: Line) -> Iterable[Held]:
    rules, watches = spelling.rules(line.language), _watches(line.language)
    ranks, graded, after, before = _patterns(line.language)
    hits = [("rank", m) for m in (ranks.finditer(line.text) if watches[0].found(line) else ())]
    hits += [("", m) for m in (graded.finditer(line.text) if watches[1].found(line) else ())]
    if not hits:
        return
    offset = line.sentence.start
    people = [
        (run[0].start - offset, run[-1].end - offset, names.bare(run[-1].text), run[-1].text)
        for run in line.runs
        if names.bare(run[-1].text) not in rules.common and (len(run) > 1 or run[0].start > offset)
    ]
    for office, match in hits:
        word = match[1].casefold().rstrip(".") if office else match[2].casefold()
        head = rules.short.get(word, word)
        for start, end, person, shown in people:
            joined = (
                after.fullmatch(line.text, match.end() - (1 if office else 0), start) if start >= match.end() else None
            )
            if not office and not joined and end <= match.start():
                joined = before.fullmatch(line.text, end, match.start())
            inside = not office and start <= match.start() and match.end() < end  # "Executive Producer Ken Ehrlich"
            if joined or inside or (office and start <= match.end() <= end):
                grade = head if office else re.sub(r"[\s-]", "", match[1].casefold())
                last = offset + match.end() - bool(office)
                yield Held(person, shown, office or head, grade, line, offset + match.start(), last)
                break


def _row(person: str, office: str, group: Sequence[Held], provenance: Provenance, language: str) -> Disagreement | None:
    grades: Mapping[str, set[str]] = defaultdict(set)
    for held in group:
        grades[sentences.root(held.line.article, provenance)].add(held.grade)
    if len(grades) < 2 or set.intersection(*grades.values()) or not _disjoint(list(grades.values())):
        return None
    by: dict[str, list[Held]] = defaultdict(list)
    for held in group:
        by[held.grade].append(held)
    positions = [
        Position(
            value=_text(by[grade][0]), mentions=sentences.merged(h.line.mention(h.start, h.end) for h in by[grade])
        )
        for grade in sorted(by, key=lambda g: (-len(by[g]), g))
    ]
    relation: Relation = "contested" if office == "rank" else "rounding"
    questions = spelling.rules(language).questions or spelling.rules("en").questions
    question = questions["rank" if office == "rank" else "grade"].format(name=re.sub(r"['’]s?$", "", group[0].shown))
    return sentences.row("role", (person, office), question, relation, 1, positions)


def _disjoint(sets: Sequence[set[str]]) -> bool:
    return any(not a & b for i, a in enumerate(sets) for b in sets[i + 1 :])


def _text(held: Held) -> str:
    offset = held.line.sentence.start
    return held.line.text[held.start - offset : held.end - offset]
