"""Unnamed: one report says that names were not made public, a later one tells the victims by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.entities import names
from variorum.compare.entities.names import Name
from variorum.compare.progress import ladders
from variorum.compare.progress.steps import Ladder
from variorum.language import Rules, load
from variorum.models import Disagreement, Position, Provenance, Story

LADDER = "named"  # of status.yaml
AROUND = 60  # characters around a name in which stands what befell its bearer, or what office
SHOWN = 3  # names shown of those told


class UnnamedRules(Rules):
    """languages/<code>/unnamed.yaml: alternatives of regular expressions."""

    victims: str = ""  # beside the name of somebody to whom it happened
    unasked: str = ""  # in a sentence that withholds the name of somebody else
    others: str = ""  # with {name}: an official, a place or a suspect
    speaks: str = ""  # with {name}: somebody who speaks or did it; surnames alone too
    aged: str = ""  # with {name}: an age stands beside it


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return at most one row: the reports that withhold names, against the younger ones that tell them."""
    open_, closed = _withheld(story)
    if not open_:
        return []
    found = sentences.read(story)[0]
    texts = {line.article: set[str]() for line in found}
    for line in found:
        texts[line.article].update(names.bare(low) for low in line.lower)
    roots = {sentences.root(article, provenance) for article in open_}
    days = sentences.days(story)
    told = []
    for name in _victims(story):
        article = name.line.article
        day = days[article]
        if article in closed or sentences.root(article, provenance) in roots:
            continue
        known = [o for o in open_ if name.last not in texts[o] and name.line.language == open_[o][0].line.language]
        earlier = [o for o in known if (at := days[o]) is None or day is None or at <= day]
        if earlier and len(earlier) == len(open_):
            told.append(name)
    return [_row(open_, told, language)] if told else []


def _withheld(story: Story) -> tuple[Mapping[str, Sequence[ladders.Told]], frozenset[str]]:
    """Return what says that victims' names are withheld, by article, and the articles that say that they were told."""
    open_: dict[str, list[ladders.Told]] = defaultdict(list)
    known = set()
    for hit in ladders.told(story, "status"):
        if hit.ladder == LADDER:
            if hit.rank:
                known.add(hit.line.article)
            elif not _pattern(hit.line.language, "unasked").search(hit.line.text):
                open_[hit.line.article].append(hit)
    hurt = {
        line.article
        for line in sentences.read(story)[0]
        if line.article in open_ and sentences.leading(line) and _pattern(line.language, "victims").search(line.text)
    }
    return {a: hits for a, hits in open_.items() if a in hurt - known}, frozenset(known)


@cache
def _pattern(language: str, part: str) -> re.Pattern[str]:
    words = getattr(load(language, "unnamed", UnnamedRules), part)
    return re.compile(rf"\b(?:{words})(?!\w)" if words else "(?!)", re.IGNORECASE)


def _victims(story: Story) -> list[Name]:
    """Return the full names of those to whom something happened, with their age or told again by surname."""
    by: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names.told(story):
        by[name.line.article, name.last].append(name)
    return [
        full[0]
        for _, group in sorted(by.items())
        if (full := [n for n in group if n.first])
        and any(_befell(n) for n in group)
        and not any(_near(n, "others") for n in full)
        and not any(_near(n, "speaks") for n in group)
        and (any(_near(n, "aged") for n in full) or any(len(n.run) == 1 for n in group))
    ]


def _befell(name: Name) -> bool:
    start, end = name.start - name.line.sentence.start, name.end - name.line.sentence.start
    return bool(_pattern(name.line.language, "victims").search(name.line.text, max(0, start - AROUND), end + AROUND))


def _near(name: Name, part: str) -> bool:
    """Return whether a pattern with {name} matches around a name."""
    line = name.line
    start, end = name.start - line.sentence.start, name.end - line.sentence.start
    pattern = getattr(load(line.language, "unnamed", UnnamedRules), part)
    made = pattern.replace("{name}", re.escape(line.text[start:end]))
    return bool(made and re.search(made, line.text[max(0, start - AROUND) : end + AROUND]))


def _row(open_: Mapping[str, Sequence[ladders.Told]], told: Sequence[Name], language: str) -> Disagreement:
    hits = [hit for article in sorted(open_) for hit in open_[article]]
    ladder = ladders.rules(language, "status").ladders.get(LADDER) or _own(hits[0].line)
    told = sorted(told, key=lambda n: (n.line.order, n.line.index, n.start))
    shown = list(dict.fromkeys(_text(n) for n in told))[:SHOWN]
    offset = [hit.line.sentence.start for hit in hits]
    positions = (
        Position(
            value=ladder.steps[hits[0].step].value,
            mentions=sentences.merged(
                h.line.mention(o + h.match.start(), o + h.match.end()) for h, o in zip(hits, offset, strict=True)
            ),
        ),
        Position(value=", ".join(shown), mentions=sentences.merged(n.line.mention(n.start, n.end) for n in told)),
    )
    return sentences.row("status", (LADDER,), ladder.question, "updated", 2, positions)


def _own(line: Line) -> Ladder:
    return ladders.rules(line.language, "status").ladders[LADDER]


def _text(name: Name) -> str:
    offset = name.line.sentence.start
    return name.line.text[name.start - offset : name.end - offset]
