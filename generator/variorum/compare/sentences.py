"""What the word-based kinds (status, people, claims, agreements) share: cached lines, clauses, who counts once."""

from __future__ import annotations

import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from variorum.compare.align import Line, Weights, lines
from variorum.models import Disagreement, Kind, Mention, Position, Provenance, Relation, Story

LEAD = 4  # sentences of the text, besides the title, in which reports put what matters (inverted pyramid)

BREAK = re.compile(r"[,;:()–—]|\s-\s|\.\s")  # where a clause may end


@lru_cache(maxsize=2)
def read(story: Story) -> tuple[tuple[Line, ...], Weights]:
    """Return the lines of a story and the weights of their keys; the last two stories are kept, for four kinds ask."""
    found = lines(story)
    return found, Weights(found)


def scale(weights: Weights) -> float:
    """Return by what a threshold on weights is lowered in a short story, whose words all weigh little; at most 1.

    A word of two sentences weighs ln(1 + sentences / 2); the thresholds were set on stories in which that is 3 or more.
    """
    return min(1.0, math.log(1 + weights.total / 2) / 3.0)


@lru_cache(maxsize=2)
def proper(story: Story) -> frozenset[str]:
    """Return the keys that are only ever capitalised inside sentences: proper names (none in German: nouns are too)."""
    upper: set[str] = set()
    lower: set[str] = set()
    for line in read(story)[0]:
        if line.sentence.heading or line.language == "de":
            continue
        for word in line.words[1:]:
            (upper if word.name else lower).update(word.keys)
    return frozenset(upper - lower)


def root(article: str, provenance: Provenance) -> str:
    """Return the article that ``article`` copies, itself if it is no copy: what counts once."""
    if article not in provenance.copy_of:
        return article
    seen = {article}
    while (source := provenance.copy_of.get(article)) and source not in seen:
        seen.add(source)
        article = source
    return article


def origins(articles: Iterable[str], provenance: Provenance) -> int:
    """Return how many of the articles are left when copies count once; 1 where all of a story is of one house."""
    left = len({root(a, provenance) for a in articles})
    return min(left, 1) if _one_house(provenance) else left


def _one_house(provenance: Provenance) -> bool:
    """Return whether all reports of a story are of one house."""
    return provenance.credits.keys() <= provenance.family.keys() and len(set(provenance.family.values())) == 1


def clause(text: str, at: int, end: int) -> tuple[int, int]:
    """Return start and end of the clause of ``text`` around ``at:end``, cut at commas, colons, brackets and dashes."""
    start = 0
    for match in BREAK.finditer(text, 0, at):
        start = match.end()
    after = BREAK.search(text, end)
    return start, after.start() if after else len(text)


def leading(line: Line) -> bool:
    """Whether the line is the title or among the first sentences."""
    return line.sentence.heading or line.index <= LEAD


def days(story: Story) -> Mapping[str, date | None]:
    """Return the day of each article, None where it is not known."""
    return {r.article.id: r.published for r in story.readings}


def identity(kind: str, *parts: str) -> str:
    """Return a stable id of a question: from its kind and subject, never from articles or values."""
    return f"{kind}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:10]}"


def importance(positions: Sequence[Position], read_lines: Mapping[tuple[str, str, int], Line], least: int = 1) -> int:
    """Return 1 to 3: 3 if two articles put it in the title or lead, 2 if one does, else 1; at least ``least``."""
    heads = set()
    for position in positions:
        for m in position.mentions:
            line = read_lines.get((m.article, m.field, m.sentence[0]))
            if line is not None and leading(line):
                heads.add(m.article)
    return max(least, min(3, 1 + len(heads)))


def index(found: Iterable[Line]) -> dict[tuple[str, str, int], Line]:
    """Return the lines by article, field and start of their sentence."""
    return {(line.article, line.sentence.field, line.sentence.start): line for line in found}


def merged(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions sorted, without those that overlap an earlier one."""
    kept: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.article, m.field != "title", m.start, -m.end)):
        if kept and kept[-1].article == m.article and kept[-1].field == m.field and m.start < kept[-1].end:
            continue
        kept.append(m)
    return tuple(kept)


def row(
    kind: Kind, subject: Sequence[str], question: str, relation: Relation, weight: int, positions: Sequence[Position]
) -> Disagreement:
    """Return a disagreement with its stable id."""
    return Disagreement(
        id=identity(kind, *subject),
        kind=kind,
        question=question,
        relation=relation,
        importance=weight,
        positions=tuple(positions),
    )


def apart(rows: Sequence[Disagreement]) -> list[Disagreement]:
    """Return the rows without those that share an id or touch a mention of an earlier one."""
    seen: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    ids: set[str] = set()
    kept = []
    for row in rows:
        spots = [((m.article, m.field), (m.start, m.end)) for p in row.positions for m in p.mentions]
        if row.id in ids or any(s < end and start < e for where, (s, e) in spots for start, end in seen[where]):
            continue
        for where, span in spots:
            seen[where].append(span)
        ids.add(row.id)
        kept.append(row)
    return kept
