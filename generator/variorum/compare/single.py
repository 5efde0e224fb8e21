"""Singles: what only one source says, where it says it with names and figures."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from variorum.compare import scanning, sentences, statements
from variorum.compare.align import Line, key
from variorum.compare.entities import names
from variorum.compare.matching.apart import apart
from variorum.compare.progress import ladders
from variorum.models import Comparison, Provenance, Single, Story

EACH = 3  # of one article
ELSEWHERE = 0.4  # share of a sentence's weight found in one sentence of another article: then it is not alone
REPEAT = 0.4  # share of a sentence's weight that repeats one already chosen
SHORTEST, LONGEST = 60, 280  # characters of a sentence that reads well by itself
ABROAD = 2  # names and figures by which a sentence is known in another language
TELLING, NEW = 3, 2  # names and figures in it, and those that no other origin has


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the sentences without a like in any other origin, the best of each article first; none for copies.

    Background is left out: of 114 singles of 31 stories 16 told of a time of their own, 14 of these of other events.
    """
    del language
    found, _ = sentences.read(story)
    if sentences.origins({line.article for line in found}, provenance) < 2:
        return Comparison()
    topic = ladders.central(found, provenance)
    background = apart(story).background
    scan = scanning.scan(story)
    heard = _heard(scan, provenance)
    full = names.full(story)
    best: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for at, line in enumerate(found):
        if line.article not in provenance.copy_of and _whole(line) and line.keys & topic and not background(line):
            worth = _worth(scan, at, heard)
            if worth and not _elsewhere(scan, at, provenance) and not _abroad(scan, at, heard, full, provenance):
                best[line.article].append((worth, at))
    ranked: list[tuple[int, float, int]] = []
    for rows in best.values():
        rows.sort(key=lambda row: (-row[0], row[1]))
        ranked += [(rank, -worth, at) for rank, (worth, at) in enumerate(_apart(rows, scan)[:EACH])]
    return Comparison(single=tuple(_single(found[at]) for _, _, at in sorted(ranked)))


def _apart(rows: Iterable[tuple[float, int]], scan: scanning.Scan) -> list[tuple[float, int]]:
    """Return the rows of an article without those that mostly repeat an earlier one."""
    kept: list[tuple[float, int]] = []
    for worth, at in rows:
        keys = scan.keys[at]
        if not any(scan.total(keys & scan.keys[other]) > REPEAT * scan.total(keys) for _, other in kept):
            kept.append((worth, at))
        if len(kept) == EACH:
            break
    return kept


def _heard(scan: scanning.Scan, provenance: Provenance) -> Mapping[str, frozenset[str]]:
    """Return the origins in which each key stands."""
    root = {line.article: sentences.root(line.article, provenance) for line in scan.found}
    return {key: frozenset(root[scan.found[at].article] for at in lines) for key, lines in scan.where.items()}


def _whole(line: Line) -> bool:
    """Return whether the line is a full sentence of the text, readable by itself."""
    text = line.text.strip()
    return (
        not line.sentence.heading
        and SHORTEST <= len(text) <= LONGEST
        and text[:1].isupper()
        and text.rstrip("\"'”’»«“)").endswith((".", "!"))
        and "http" not in text
        and "@" not in text
        and "\n" not in text
        and not statements.leaning(text, line.language)
        and statements.readable(text, line.language, heading=False) > 0
    )


def _worth(scan: scanning.Scan, at: int, heard: Mapping[str, frozenset[str]]) -> float:
    """Return what the names and figures weigh that no other origin has, more near the top; 0 where they are too few."""
    line = scan.found[at]
    first = line.tokens[0].start if line.tokens else 0
    telling = [i for i in scan.items[at] if i.start != first and (not i.plain or any(k[0] == "#" for k in i.keys))]
    keys = frozenset(k for i in telling for k in i.keys)
    new = frozenset(k for k in keys if len(heard[k]) == 1)
    if len(keys) < TELLING or len(new) < NEW:
        return 0.0
    return scan.total(new) / math.sqrt(len(line.text)) * (1.5 - line.share)


def _elsewhere(scan: scanning.Scan, at: int, provenance: Provenance) -> bool:
    """Return whether a sentence of another origin shares much of the line."""
    own = sentences.root(scan.found[at].article, provenance)
    limit = ELSEWHERE * scan.total(scan.keys[at])
    shared: dict[int, float] = defaultdict(float)
    for k in scan.keys[at]:
        for other in _spread(scan.where[k]):
            shared[other] += scan.weight[k]
            if shared[other] > limit and sentences.root(scan.found[other].article, provenance) != own:
                return True
    return False


def _abroad(
    scan: scanning.Scan, at: int, heard: Mapping[str, frozenset[str]],
    full: Mapping[tuple[str, int], frozenset[str]], provenance: Provenance,
) -> bool:  # fmt: skip
    """Return whether a sentence of another language may tell the same: it shares names and figures.

    A figure or a full name that no other origin has is news wherever the rest is told, and keeps the line.
    """
    line = scan.found[at]
    if any(k[0] == "#" and len(heard[k]) == 1 for k in scan.keys[at]):
        return False
    if any(len(heard.get(key(n, line.language), ())) == 1 for n in full.get((line.article, line.index), ())):
        return False
    own = sentences.root(line.article, provenance)
    shared: dict[int, set[str]] = defaultdict(set)
    for k in scan.keys[at]:
        for other in _spread(scan.where[k]):
            if scan.found[other].language != line.language:
                shared[other].add(k)
    return any(
        len(keys) >= ABROAD and sentences.root(scan.found[other].article, provenance) != own
        for other, keys in shared.items()
    )


def _spread(lines: list[int]) -> Iterable[int]:
    return lines if len(lines) <= 4 * scanning.COMMON else ()


def _single(line: Line) -> Single:
    s = line.sentence
    return Single(article=line.article, field=s.field, start=s.start, end=s.end)
