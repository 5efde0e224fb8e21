"""Agreements: what two or more origins say alike, in words.

Two sentences agree where a stretch of each is dense with the same telling words (found as the stretch of greatest
value: what is shared counts for, what is not against), no number in it differs and neither is negated alone. The
sentence that most reports echo is quoted first; what only repeats it is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.compare import sentences
from variorum.compare.align import Line, Weights
from variorum.compare.status import StatusRules
from variorum.language import load
from variorum.models import Agreement, Comparison, Mention, Provenance, Story

LEAST_KEYS = 3  # shared words and numbers; gold stories: 2 joins sentences that only name the same person
LEAST_WEIGHT = 7.5  # of the shared keys together (see Weights): about three words that stand in a few sentences
AGAINST = 0.45  # how much an unshared word takes from a stretch, of its weight
COMMON = 40  # lines; a key in more of them does not bring two lines together
ECHOES = 60  # lines looked at for one line, those that share most
LONGEST = 190  # characters of a mention
MOST = 30  # agreements of a story


@dataclass(frozen=True, slots=True)
class Item:
    """A word or number at its place with the keys it carries."""

    start: int
    end: int
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line, the shared keys in it and what they weigh."""

    line: int
    start: int
    end: int
    keys: frozenset[str]
    weight: float


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the agreements of a story's origins, the most telling first; ``language`` plays no part."""
    del language
    found, weights = sentences.read(story)
    items = [_items(line) for line in found]
    echoes = _echoes(found, items, weights)
    return Comparison(agreements=tuple(_chosen(found, echoes, provenance)))


def _items(line: Line) -> tuple[Item, ...]:
    words = [Item(w.start, w.end, w.keys) for w in line.words]
    numbers = [Item(t.start, t.end, frozenset({"#" + t.text.rstrip(".,")})) for t in line.tokens if t.is_number]
    return tuple(sorted(words + numbers, key=lambda i: i.start))


def _echoes(
    found: Sequence[Line], items: Sequence[tuple[Item, ...]], weights: Weights
) -> Mapping[int, list[tuple[Stretch, Stretch]]]:
    """Return for each line the pairs of stretches (its own, the other's) that say the same in another article."""
    keys = [frozenset().union(*(i.keys for i in row)) if row else frozenset() for row in items]
    where: dict[str, list[int]] = defaultdict(list)
    for at, line_keys in enumerate(keys):
        for key in line_keys:
            where[key].append(at)
    echoes: dict[int, list[tuple[Stretch, Stretch]]] = defaultdict(list)
    for at, line in enumerate(found):
        shared: Counter[int] = Counter()
        for key in keys[at]:
            if len(where[key]) <= COMMON:
                for other in where[key]:
                    if other > at and found[other].article != line.article:
                        shared[other] += 1
        for other, count in sorted(shared.items(), key=lambda kv: (-kv[1], kv[0]))[:ECHOES]:
            if count < 2:
                break
            pair = _alike(at, other, found, items, weights)
            if pair:
                echoes[at].append(pair)
                echoes[other].append((pair[1], pair[0]))
    return echoes


def _alike(
    a: int, b: int, found: Sequence[Line], items: Sequence[tuple[Item, ...]], weights: Weights
) -> tuple[Stretch, Stretch] | None:
    """Return the stretches of two lines that say the same, None where they do not."""
    shared = frozenset().union(*(i.keys for i in items[a])) & frozenset().union(*(i.keys for i in items[b]))
    for _ in range(3):
        one, two = _dense(items[a], shared, weights), _dense(items[b], shared, weights)
        both = _keys(one) & _keys(two)
        if both == shared:
            break
        shared = both
    weight = weights.sum(shared)
    if len(shared) < LEAST_KEYS or weight < LEAST_WEIGHT or not one or not two:
        return None
    numbers = [{k for k in _keys(x) if k.startswith("#")} for x in (one, two)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return None
    spans = (one[0].start, one[-1].end), (two[0].start, two[-1].end)
    if _negated(found[a], *spans[0]) != _negated(found[b], *spans[1]):
        return None
    if max(end - start for start, end in spans) > LONGEST:
        return None
    return Stretch(a, *spans[0], shared, weight), Stretch(b, *spans[1], shared, weight)


def _keys(items: Iterable[Item]) -> frozenset[str]:
    return frozenset(k for i in items for k in i.keys)


def _dense(items: Sequence[Item], shared: frozenset[str], weights: Weights) -> Sequence[Item]:
    """Return the run of items of greatest value (Kadane): shared keys count for it, the others against it."""
    best, best_run, value, start = 0.0, (0, 0), 0.0, 0
    for at, item in enumerate(items):
        good = item.keys & shared
        gain = weights.sum(good) if good else -AGAINST * max((weights.of(k) for k in item.keys), default=0.0)
        if value <= 0:
            value, start = 0.0, at
        value += gain
        if value > best:
            best, best_run = value, (start, at + 1)
    return items[best_run[0] : best_run[1]]


@cache
def _negators(language: str) -> re.Pattern[str]:
    alternatives = load(language, "status", StatusRules).negators
    return re.compile(rf"\b(?:{alternatives})(?!\w)" if alternatives else "(?!)", re.IGNORECASE)


def _negated(line: Line, start: int, end: int) -> bool:
    offset = line.sentence.start
    return bool(_negators(line.language).search(line.text, max(0, start - offset - 20), end - offset))


def _chosen(
    found: Sequence[Line], echoes: Mapping[int, list[tuple[Stretch, Stretch]]], provenance: Provenance
) -> list[Agreement]:
    """Return the agreements, each led by the line that most origins echo, near-repeats left out."""
    groups = []
    for at in sorted(echoes):
        group = _group(at, found, echoes[at], provenance)
        if group:
            groups.append(group)
    groups.sort(key=lambda g: (-g[0], g[1][0].line))
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    chosen = []
    for score, stretches in groups:
        fresh = [s for s in stretches if not _overlaps(s, taken[s.line])]
        if fresh[:1] != stretches[:1] or _origins(found, fresh, provenance) < 2:
            continue
        for s in fresh:
            taken[s.line].append((s.start, s.end))
        chosen.append(_agreement(found, fresh, score))
        if len(chosen) == MOST:
            break
    return chosen


def _group(
    at: int, found: Sequence[Line], pairs: Sequence[tuple[Stretch, Stretch]], provenance: Provenance
) -> tuple[float, list[Stretch]] | None:
    """Return a line's stretch and the best echo in each other article, with their score."""
    best: dict[str, tuple[Stretch, Stretch]] = {}
    for own, other in pairs:
        article = found[other.line].article
        if article not in best or other.weight > best[article][1].weight:
            best[article] = (own, other)
    core = max((own for own, _ in best.values()), key=lambda s: (s.weight, -s.start))
    kept = [(o, e) for o, e in best.values() if o.keys & core.keys and o.start < core.end and core.start < o.end]
    stretches = [core, *sorted((e for _, e in kept), key=lambda s: s.line)]
    count = _origins(found, stretches, provenance)
    if count < 2:
        return None
    line = found[at]
    lead = 1.5 if line.sentence.heading else 1.4 if line.index <= 2 else 1.0
    weight = sum(e.weight for _, e in kept) / len(kept)
    title = 0.7 if line.sentence.heading else 1.0  # a full sentence reads better as the statement
    return count * min(weight, 30.0) * lead * title, stretches


def _origins(found: Sequence[Line], stretches: Iterable[Stretch], provenance: Provenance) -> int:
    return sentences.origins((found[s.line].article for s in stretches), provenance)


def _overlaps(stretch: Stretch, spans: Iterable[tuple[int, int]]) -> bool:
    return any(
        2 * (min(stretch.end, end) - max(stretch.start, start)) > min(stretch.end - stretch.start, end - start)
        for start, end in spans
    )


def _agreement(found: Sequence[Line], stretches: Sequence[Stretch], score: float) -> Agreement:
    mentions: tuple[Mention, ...] = sentences.merged(found[s.line].mention(s.start, s.end) for s in stretches)
    head = found[stretches[0].line]
    return Agreement(
        id=sentences.identity("agreement", *sorted(stretches[0].keys)),
        kind="claim",
        statement=head.text,
        mentions=mentions,
        importance=3 if score >= 60 else 2 if score >= 30 else 1,
    )
