"""Agreements: what two or more origins say alike, in words.

Two sentences agree where a stretch of each is dense with the same telling words (found as the stretch of greatest
value: what is shared counts for, what is not against), no number in it differs and neither is negated alone. The
sentence that most reports echo is quoted first; what only repeats it is left out.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from variorum.compare import sentences, statements
from variorum.compare.against import Against
from variorum.compare.align import Line, Weights
from variorum.models import Agreement, Comparison, Mention, Provenance, Story

LEAST_KEYS = 3  # shared words and numbers; gold stories: 2 joins sentences that only name the same person
LEAST_WEIGHT = 5.5  # of the shared keys together (see Weights): about three words that stand in a few sentences
AGAINST = 0.33  # how much an unshared word takes from a stretch, of its weight; gold: .45 finds 5 fewer of 207
LEAST_RARE = 4.5  # weight of the keys that bring two lines together
COMMON = 40  # lines; a key in more of them does not bring two lines together
ECHOES = 20  # lines looked at for one line, those that share most
LONGEST = 190  # characters of a mention
FAINT = 0.35  # an echo that shares less of the statement says something else
REPEAT = 0.7  # share of its words by which a statement repeats one already chosen
SURE = 0.5  # of what two lines share (see Scan.sure); gold: .58 prints 20 fewer of 318 and finds 2 fewer of 207
MOST = 30  # agreements of a story


class Item(NamedTuple):
    """A word or number at its place with the keys it carries."""

    start: int
    end: int
    keys: frozenset[str]
    plain: bool  # neither capitalised nor "said": a number, verb, adjective, ...; a statement has one


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
    found, _ = sentences.read(story)
    against = Against(story)
    return Comparison(agreements=tuple(_chosen(found, _echoes(scan(story), against), provenance)))


def items(line: Line) -> tuple[Item, ...]:
    """Return the content words and numbers of a line in order."""
    at, language = line.sentence.start, line.language
    said = {w for w in line.words if statements.attributes(line.text[w.start - at : w.end - at], language)}
    words = [Item(w.start, w.end, w.keys, not w.name and w not in said) for w in line.words]
    numbers = [Item(t.start, t.end, frozenset({_number(t.text)}), True) for t in line.tokens if t.is_number]  # noqa: FBT003
    return tuple(sorted([*words, *numbers], key=attrgetter("start")))


@lru_cache(maxsize=10_000)
def _number(text: str) -> str:
    """Return the key of a number, the same for "1.200,5" and "1,200.5", as far as its marks tell."""
    bare = text.rstrip(".,:")
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare)
    return "#" + (re.sub(r"[.,]", "", bare) if grouped else bare.replace(",", "."))


@lru_cache(maxsize=2)
def scan(story: Story) -> Scan:
    """Return the scan of a story; the last two are kept, for what one source alone says is read off it too."""
    return Scan(*sentences.read(story))


class Scan:
    """The lines of a story with what each word weighs, ready for pairs of lines to be held against each other."""

    def __init__(self, found: Sequence[Line], weights: Weights) -> None:
        self.found = found
        self.items = [items(line) for line in found]
        self.keys: list[frozenset[str]] = [frozenset(k for i in row for k in i.keys) for row in self.items]
        self.where: dict[str, list[int]] = defaultdict(list)
        for at, keys in enumerate(self.keys):
            for key in keys:
                self.where[key].append(at)
        self.places: list[dict[str, tuple[int, int]]] = [_places(row) for row in self.items]
        scale = sentences.scale(weights)
        self.least, self.rare = LEAST_WEIGHT * scale, LEAST_RARE * scale
        self.weight = {key: weights.of(key) for key in self.where}
        # of each word: its key where it has just one, what it brings where that is shared, what it costs where not
        self.runs = [
            [
                (min(i.keys) if len(i.keys) == 1 else "", i.keys, max((self.weight[k] for k in i.keys), default=0.0))
                for i in row
            ]
            for row in self.items
        ]

    def near(self, at: int) -> list[int]:
        """Return the later lines of other articles that share most with a line, the nearest first."""
        shared: dict[int, float] = defaultdict(float)
        article = self.found[at].article
        for key in self.keys[at]:
            lines = self.where[key]
            if 1 < len(lines) <= COMMON:
                weight = self.weight[key]
                for other in lines:
                    if other > at:
                        shared[other] += weight
        enough = [(o, w) for o, w in shared.items() if w >= self.rare and self.found[o].article != article]
        return [o for o, _ in sorted(enough, key=lambda ow: (-ow[1], ow[0]))[:ECHOES]]

    def total(self, keys: Iterable[str]) -> float:
        """Return what keys weigh together."""
        return math.fsum(self.weight[k] for k in keys)

    def dense(self, at: int, shared: frozenset[str]) -> Sequence[Item]:
        """Return the run of a line's words of greatest value (Kadane): shared keys count for it, others against."""
        best, first, last, value, start = 0.0, 0, 0, 0.0, 0
        weight, places = self.weight, self.places[at]
        begin = min(places[k][0] for k in shared)  # the best run begins and ends with a shared word
        end = max(places[k][1] for k in shared) + 1
        for i, (key, keys, worth) in enumerate(self.runs[at][begin:end], begin):
            if value <= 0:
                value, start = 0.0, i
            if key:
                value += worth if key in shared else -AGAINST * worth
            else:
                good = sorted(keys & shared)
                value += sum(weight[k] for k in good) if good else -AGAINST * worth
            if value > best:
                best, first, last = value, start, i + 1
        return self.items[at][first:last]

    def alike(self, a: int, b: int) -> tuple[Stretch, Stretch] | None:
        """Return the stretches of two lines that say the same, None where they do not."""
        shared = self.keys[a] & self.keys[b]
        one: Sequence[Item] = ()
        two: Sequence[Item] = ()
        for _ in range(3):
            if len(shared) < LEAST_KEYS or self.total(shared) < self.least:
                return None
            one = self.dense(a, shared)
            both = shared & _keys(one)
            if len(both) < LEAST_KEYS or self.total(both) < self.least:
                return None  # most pairs end here, at half the cost
            two = self.dense(b, shared)
            both &= _keys(two)
            if both == shared:
                break
            shared = both
        if len(shared) < LEAST_KEYS or not (_plain(one, shared) and _plain(two, shared)):
            return None
        weight = self.total(shared)
        numbers = [{k for k in _keys(run) if k.startswith("#")} for run in (one, two)]
        spans = (one[0].start, one[-1].end), (two[0].start, two[-1].end)
        if (
            weight < self.least
            or (all(numbers) and not numbers[0] & numbers[1])
            or max(end - start for start, end in spans) > LONGEST
            or self.sure(a, one, b, two, shared) < SURE
        ):
            return None
        return Stretch(a, *spans[0], shared, weight), Stretch(b, *spans[1], shared, weight)

    def sure(self, a: int, one: Sequence[Item], b: int, two: Sequence[Item], shared: frozenset[str]) -> float:
        """Return how surely two lines say the same: by the share of the lighter line, of the stretch, and by weight.

        Three words in common of two long sentences are a chance meeting; so many words say the same anywhere.
        """
        lighter = min(self.total(self.keys[a]), self.total(self.keys[b]))
        run = max(self.total(_keys(one)), self.total(_keys(two)))
        weight = self.total(shared)
        share = self.total(self.keys[a] & self.keys[b]) / lighter
        return share + weight / run / 4 + LEAST_WEIGHT * weight / self.least / 80


def _places(row: Sequence[Item]) -> dict[str, tuple[int, int]]:
    """Return the first and last place of each key in a line."""
    found: dict[str, tuple[int, int]] = {}
    for at, item in enumerate(row):
        for key in item.keys:
            found[key] = (found.get(key, (at, at))[0], at)
    return found


def _keys(run: Iterable[Item]) -> frozenset[str]:
    return frozenset().union(*(i.keys for i in run))


def _plain(run: Iterable[Item], shared: frozenset[str]) -> bool:
    """Return whether the run shares a word that is not capitalised: names alone say nothing."""
    return any(i.plain and i.keys & shared for i in run)


def _echoes(pairs: Scan, against: Against) -> Mapping[int, list[tuple[Stretch, Stretch]]]:
    """Return for each line the pairs of stretches (its own, the other's) that say the same in another article."""
    echoes: dict[int, list[tuple[Stretch, Stretch]]] = defaultdict(list)
    for at in range(len(pairs.found)):
        for other in pairs.near(at):
            pair = pairs.alike(at, other)
            if pair and not against.differ(*((pairs.found[s.line], s.start, s.end) for s in pair)):
                echoes[at].append(pair)
                echoes[other].append((pair[1], pair[0]))
    return echoes


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
    told: list[frozenset[str]] = []
    chosen: list[Agreement] = []
    for score, stretches in groups:
        fresh = [s for s in stretches if not _overlaps(s, taken[s.line])]
        if fresh[:1] != stretches[:1] or _origins(found, fresh, provenance) < 2:
            continue
        if any(len(fresh[0].keys & said) >= REPEAT * len(fresh[0].keys) for said in told):
            continue
        told.append(fresh[0].keys)
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
    kept = [
        (o, e)
        for o, e in best.values()
        if e.weight >= min(FAINT * core.weight, 14.0) and o.start < core.end and core.start < o.end
    ]
    stretches = [core, *sorted((e for _, e in kept), key=lambda s: s.line)]
    count = _origins(found, stretches, provenance)
    line = found[at]
    if count < 2 or not _readable(line):
        return None
    lead = 1.5 if line.sentence.heading else 1.4 if line.index <= 2 else 1.0
    weight = sum(e.weight for _, e in kept) / len(kept)
    return count * min(weight, 30.0) * lead * _readable(line), stretches


def _readable(line: Line) -> float:
    return statements.readable(line.text, line.language, heading=line.sentence.heading)


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
