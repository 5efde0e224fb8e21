"""Lines of a story -> what two of them share: the densest stretch of each, and how surely they say the same."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from variorum.compare import sentences, statements
from variorum.compare.align import Line, Weights
from variorum.models import Story

LEAST_KEYS = 3  # shared words and numbers; gold stories: 2 joins sentences that only name the same person
LEAST_WEIGHT = 5.5  # of the shared keys together (see Weights): about three words that stand in a few sentences
AGAINST = 0.33  # how much an unshared word takes from a stretch, of its weight; gold: .45 finds 5 fewer of 207
LEAST_RARE = 4.5  # weight of the keys that bring two lines together
COMMON = 40  # lines; a key in more of them does not bring two lines together
ECHOES = 20  # lines looked at for one line, those that share most
TERM = 5  # words of a term
LONGEST = 190  # characters of a mention
SURE = 0.5  # of what two lines share (see Scan.sure); gold: .58 prints 20 fewer of 318 and finds 2 fewer of 207


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


def items(line: Line) -> tuple[Item, ...]:
    """Return the content words and numbers of a line in order."""
    made, found, attribution = tuple.__new__, [], statements.attribution(line.language)
    words = iter(line.words)
    word = next(words, None)
    for (text, start, end), low in zip(line.tokens, line.lower, strict=True):
        if word and word.start == start:
            found.append(made(Item, (start, end, word.keys, not word.name and low not in attribution)))
            word = next(words, None)
        elif text[0].isdigit():
            found.append(made(Item, (start, end, _number(text), True)))
    return tuple(found)


@lru_cache(maxsize=10_000)
def _number(text: str) -> frozenset[str]:
    """Return the key of a number, alone in its set: the same for "1.200,5" and "1,200.5", as far as the marks tell."""
    bare = text.rstrip(".,:")
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare)
    return frozenset(("#" + (re.sub(r"[.,]", "", bare) if grouped else bare.replace(",", ".")),))


# of each word: its key where it has just one, its keys, what it brings where that is shared, what it costs where not
Run = Sequence[tuple[str, frozenset[str], float, float]]
Places = Mapping[str, int]


@lru_cache(maxsize=2)
def scan(story: Story) -> Scan:
    """Return the scan of a story; the last two are kept, for what one source alone says is read off it too."""
    return Scan(*sentences.read(story))


class Scan:
    """The lines of a story with what each word weighs, ready for pairs of lines to be held against each other."""

    def __init__(self, found: Sequence[Line], weights: Weights) -> None:
        self.found = found
        self.items = [items(line) for line in found]
        self.keys: list[frozenset[str]] = [_keys(row) for row in self.items]
        self.where: dict[str, list[int]] = defaultdict(list)
        for at, keys in enumerate(self.keys):
            for key in keys:
                self.where[key].append(at)
        scale = sentences.scale(weights)
        self.least, self.rare = LEAST_WEIGHT * scale, LEAST_RARE * scale
        self.weight = {key: weights.of(key) for key in self.where}
        self.totals = [self.total(keys) for keys in self.keys]
        self._runs: dict[int, tuple[Run, Places, Places]] = {}  # of the lines that were held against others

    def near(self, at: int) -> list[int]:
        """Return the later lines of other articles that share most with a line, the nearest first."""
        shared: dict[int, float] = defaultdict(float)
        article = self.found[at].article
        for key in sorted(self.keys[at]):  # in one order, or sums of one weight would differ in their last bit
            lines = self.where[key]
            if 1 < len(lines) <= COMMON:
                weight = self.weight[key]
                for other in reversed(lines):
                    if other <= at:
                        break
                    shared[other] += weight
        enough = [(o, w) for o, w in shared.items() if w >= self.rare and self.found[o].article != article]
        return [o for o, _ in sorted(enough, key=lambda ow: (-ow[1], ow[0]))[:ECHOES]]

    def total(self, keys: Iterable[str]) -> float:
        """Return what keys weigh together."""
        return math.fsum(map(self.weight.__getitem__, keys))

    def _run(self, at: int) -> tuple[Run, Places, Places]:
        """Return the words of a line as ``dense`` weighs them, and the first and the last place of each key."""
        found = self._runs.get(at)
        if found is None:
            run: list[tuple[str, frozenset[str], float, float]] = []
            firsts: dict[str, int] = {}
            lasts: dict[str, int] = {}
            for place, item in enumerate(self.items[at]):
                for key in item.keys:
                    firsts.setdefault(key, place)
                    lasts[key] = place
                if len(item.keys) == 1:
                    worth = self.weight[key]
                else:
                    key, worth = "", max(map(self.weight.__getitem__, item.keys), default=0.0)
                run.append((key, item.keys, worth, -AGAINST * worth))
            found = self._runs[at] = run, firsts, lasts
        return found

    def dense(self, at: int, shared: frozenset[str]) -> tuple[Sequence[Item], frozenset[str]]:
        """Return the run of a line's words of greatest value (Kadane), and what it has of the shared keys.

        Shared keys count for it, others against.
        """
        best, first, last, value, start = 0.0, 0, 0, 0.0, 0
        words, firsts, lasts = self._run(at)
        begin = min(map(firsts.__getitem__, shared))  # the best run begins and ends with a shared word
        end = max(map(lasts.__getitem__, shared)) + 1
        for i, run in enumerate(words[begin:end], begin):
            if value <= 0:
                value, start = 0.0, i
            key, _, worth, cost = run
            if key:
                value += worth if key in shared else cost
            else:
                value += self._value(run, shared)
            if value > best:
                best, first, last = value, start, i + 1
        found: Sequence[Item] = self.items[at][first:last]
        if found[-1].end - found[0].start > LONGEST:
            found = self._within(at, first, last, shared)
        elif (first, last) == (begin, end):
            return found, shared
        return found, shared & _keys(found)

    def _within(self, at: int, first: int, last: int, shared: frozenset[str]) -> Sequence[Item]:
        """Return the part of a run of greatest value that is short enough to be marked on a page."""
        row, best, span = self.items[at], 0.0, (first, first + 1)
        worth = [self._value(run, shared) for run in self._run(at)[0]]
        for i in range(first, last):
            value = 0.0
            for j in range(i, last):
                if row[j].end - row[i].start > LONGEST:
                    break
                value += worth[j]
                if value > best:
                    best, span = value, (i, j + 1)
        return row[slice(*span)]

    def _value(self, run: tuple[str, frozenset[str], float, float], shared: frozenset[str]) -> float:
        """Return what a word adds to a stretch, below zero where the other line does not have it."""
        _, keys, _, cost = run
        good = sorted(keys & shared)
        return sum(self.weight[k] for k in good) if good else cost

    def alike(self, a: int, b: int) -> tuple[Stretch, Stretch] | None:
        """Return the stretches of two lines that say the same, None where they do not."""
        shared = self.keys[a] & self.keys[b]
        weight = self._enough(shared)
        if not weight or self._most(a, b, weight) < SURE:
            return None
        one: Sequence[Item] = ()
        two: Sequence[Item] = ()
        for _ in range(3):
            one, both = self.dense(a, shared)
            if both != shared and not self._enough(both):
                return None  # most pairs end here, at half the cost
            two, other = self.dense(b, shared)
            both &= other
            if both == shared:
                break
            shared, weight = both, self._enough(both)
            if not weight:
                return None
        if not (_plain(one, shared) and _plain(two, shared)):
            return None
        numbers = [{k for k in _keys(run) if k.startswith("#")} for run in (one, two)]
        spans = (one[0].start, one[-1].end), (two[0].start, two[-1].end)
        if (
            (all(numbers) and not numbers[0] & numbers[1])
            or max(end - start for start, end in spans) > LONGEST
            or self.sure(a, one, b, two, shared) < SURE
            or (self._term(a, one, shared) and self._term(b, two, shared) and _same_order(one, two, shared))
        ):
            return None
        return Stretch(a, *spans[0], shared, weight), Stretch(b, *spans[1], shared, weight)

    def _enough(self, shared: frozenset[str]) -> float:
        """Return the weight of what two stretches share, 0 where it is too little to say anything."""
        weight = self.total(shared) if len(shared) >= LEAST_KEYS else 0.0
        return weight if weight >= self.least else 0.0

    def _most(self, a: int, b: int, weight: float) -> float:
        """Return the most that ``sure`` can be of two lines that share so much: of most too little; these are spared.

        A stretch is as heavy as what is shared of it at least.
        """
        return weight / min(self.totals[a], self.totals[b]) + 1 / 4 + LEAST_WEIGHT * weight / self.least / 80 + 1e-9

    def _term(self, at: int, run: Sequence[Item], shared: frozenset[str]) -> bool:
        """Return whether what is shared stands together as one term: "Velm grand jury" names, it states nothing.

        Nothing but a space or hyphen is between its words, not even a function word. On the gold stories it
        takes 10 of 360 agreements away and none of the 111 labelled ones that are found.
        """
        if len(run) > TERM or not all(item.keys & shared for item in run):
            return False
        line = self.found[at]
        offset = line.sentence.start
        gaps = (line.text[x.end - offset : y.start - offset] for x, y in pairwise(run))
        return all(gap.strip(" -'’‘“”\"") == "" for gap in gaps)

    def sure(self, a: int, one: Sequence[Item], b: int, two: Sequence[Item], shared: frozenset[str]) -> float:
        """Return how surely two lines say the same: by the share of the lighter line, of the stretch, and by weight.

        Three words in common of two long sentences are a chance meeting; so many words say the same anywhere.
        """
        lighter = min(self.totals[a], self.totals[b])
        run = max(self.total(_keys(one)), self.total(_keys(two)))
        weight = self.total(shared)
        share = self.total(self.keys[a] & self.keys[b]) / lighter
        return share + weight / run / 4 + LEAST_WEIGHT * weight / self.least / 80


def _keys(run: Iterable[Item]) -> frozenset[str]:
    return frozenset().union(*[i.keys for i in run])


def _same_order(one: Iterable[Item], two: Iterable[Item], shared: frozenset[str]) -> bool:
    """Return whether two runs have what they share in one order."""
    return [i.keys & shared for i in one if i.keys & shared] == [i.keys & shared for i in two if i.keys & shared]


def _plain(run: Iterable[Item], shared: frozenset[str]) -> bool:
    """Return whether the run shares a word that is not capitalised: names alone say nothing."""
    return any(i.plain and i.keys & shared for i in run)
