"""Traits -> the near pairs of articles and how alike they are, before that is measured against their neighbours.

What was found for a smaller collection can be taken over when articles join it: only the rows that look at the new ones
are made again. The result is the same, to the last bit, as if all were made; tests/test_near.py holds it to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from variorum.group.traits import Traits
from variorum.group.vectors import BOUNDS, Bounds, Flags, Floats, Ints, Vectors, blocks, settled, vectors

SEAL = 16  # bytes

# All of the following were chosen by bench/tuning.py on the six sets of data/grouping.
WORDS = 0.55  # weight of words against names within a language
CROSS = 0.6  # likeness across languages against that within one: lower keeps lonely articles alone, .8 finds more
HEARD = 4  # articles of a language at which half of the names it does not know count as unknowable
DAYS = 0.03  # loss of sqrt(likeness) for each e-fold of days apart; more parts follow-ups, less mixes years
UNDATED = 9  # days taken to lie between two articles if one has no date: where the loss of dated pairs is in the mean
# Names and figures that two reports of one event share at the least, for one alone is a town or a person; unless their
# words are as alike as this. Of the pairs of the English sets that share fewer 3 % are of one event, of those whose
# words are so alike about half.
FEWEST, OR_WORDS = 2, 0.12
LONE = 0.5  # what is left of the likeness of a pair that shares less: keeps notes of three lines apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The near pairs of a collection in the order of its articles."""

    seals: tuple[bytes, ...]  # of each article's traits
    looked: Ints  # who looks at whom: row * articles + other, ascending
    pairs: Ints  # the same without direction: the earlier * articles + the later, ascending
    alike: Floats  # of each pair
    known: Floats  # of each article's vector, the share that each language can know
    languages: tuple[str, ...]  # the columns of ``known``


def near(looks: Sequence[Traits], before: Near | None = None, bounds: Bounds = BOUNDS) -> Near:
    """Return the near pairs of articles, which are in the order in which they came.

    ``before`` is what was found for a part of them; it is only a help.
    """
    count = len(looks)
    views = vectors([t.names for t in looks], bounds), vectors([t.words for t in looks], bounds)
    languages = tuple(sorted({t.language for t in looks}))
    language = np.array([languages.index(t.language) for t in looks], np.int64)
    known = _known(views[0], language, len(languages))
    seals = tuple(map(_seal, looks))
    old = _Old.found(before, seals, bounds) if before else None  # else all is made anew
    rows = old.changed(views) if old else np.arange(count)
    looked = np.sort(np.concatenate((_looked(views, rows, count), old.looked(rows) if old else rows[:0])))
    owner, other = np.divmod(looked, max(1, count))
    pairs = np.sort(np.minimum(owner, other) * count + np.maximum(owner, other))
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]  # ten times as quick as np.unique
    one, two = np.divmod(pairs, max(1, count))
    alike, stale = np.zeros(len(pairs)), np.ones(len(pairs), bool)
    if old:
        alike, there = old.alike(pairs)
        moved = old.moved(known, languages)
        stale = ~there | (language[one] != language[two]) & (moved[one] | moved[two])
    day = np.array([np.nan if t.day is None else t.day for t in looks])
    alike[stale] = _alike(views, one[stale], two[stale], day, language, known)
    return Near(seals=seals, looked=looked, pairs=pairs, alike=alike, known=known, languages=languages)


@dataclass(frozen=True, slots=True)
class _Old:
    """What was found before, in the places that its articles have now."""

    near: Near
    at: Ints  # their places among
    count: int  # so many articles

    @classmethod
    def found(cls, near: Near, seals: Sequence[bytes], bounds: Bounds) -> _Old | None:
        """Return what was found before if articles only joined, and those that weigh the terms are the same."""
        now = iter(enumerate(seals))
        at = [next((k for k, seal in now if seal == old), -1) for old in near.seals]
        base = settled(len(seals), bounds)
        same = base == settled(len(at), bounds) and at[:base] == list(range(base)) and -1 not in at
        return cls(near, np.array(at, np.int64), len(seals)) if same else None

    def changed(self, views: Sequence[Vectors]) -> Ints:
        """Return the articles that are new or may look at new ones."""
        new = np.setdiff1d(np.arange(self.count), self.at)
        return np.unique(np.concatenate([new, *(view.proposing(new) for view in views)]))

    def looked(self, rows: Ints) -> Ints:
        """Return who looked at whom but for some articles that look anew."""
        owner, other = self._divided(self.near.looked)
        return (owner * self.count + other)[~np.isin(owner, rows)]

    def alike(self, pairs: Ints) -> tuple[Floats, Flags]:
        """Return how alike pairs are that were found before, and which of them were."""
        one, two = self._divided(self.near.pairs)
        then = one * self.count + two
        at = np.searchsorted(pairs, then)
        still = np.flatnonzero(at < len(pairs))
        still = still[pairs[at[still]] == then[still]]
        alike, there = np.zeros(len(pairs)), np.zeros(len(pairs), bool)
        alike[at[still]], there[at[still]] = self.near.alike[still], True
        return alike, there

    def moved(self, known: Floats, languages: Sequence[str]) -> Flags:
        """Return of each article whether what the languages know of it has changed."""
        moved = np.ones(self.count, bool)
        if tuple(languages) == self.near.languages:
            moved[self.at] = (known[self.at] != self.near.known).any(axis=1)
        return moved

    def _divided(self, codes: Ints) -> tuple[Ints, Ints]:
        owner, other = np.divmod(codes, max(1, len(self.at)))
        return self.at[owner], self.at[other]


def _seal(look: Traits) -> bytes:
    found = blake2b(digest_size=SEAL)
    for part in (look.names.ids, look.names.times, look.words.ids, look.words.times):
        found.update(len(part).to_bytes(4, "little"))
        found.update(part)
    found.update(f"{look.language} {look.day}".encode())
    return found.digest()


def _looked(views: Sequence[Vectors], rows: Ints, count: int) -> Ints:
    """Return for some articles those that share the most telling terms with them, as row * articles + other."""
    found: list[Ints] = [rows[:0]]
    for block in blocks(rows, count):
        proposed = [view.propose(block) for view in views]
        at = np.concatenate([place * count + other for place, other, _ in proposed])
        scores: Floats = np.concatenate([score for *_, score in proposed])
        table = np.bincount(at, scores, len(block) * count).astype(np.float64, copy=False)
        for i, row in zip(block.tolist(), table.reshape(len(block), count), strict=True):
            row[i] = 0.0
            found.append(i * count + _highest(row, views[0].bounds.neighbours))
    return np.concatenate(found)


def _highest(row: Floats, most: int) -> Ints:
    """Return the places of the highest numbers above 0; of equals the first, so that nothing is chance."""
    near = np.flatnonzero(row)
    if len(near) <= most:
        return near
    least = np.partition(row[near], len(near) - most)[len(near) - most]
    above, equal = near[row[near] > least], near[row[near] == least]
    return np.concatenate((above, equal[: most - len(above)]))


def _alike(views: Sequence[Vectors], one: Ints, two: Ints, day: Floats, language: Ints, known: Floats) -> Floats:
    """Return how alike pairs are; ``one`` is ascending."""
    scratch = [np.zeros(len(v.post_start) - 1) for v in views]
    shared = [
        [view.shared(i, others, space) for view, space in zip(views, scratch, strict=True)]
        for i, others in _rows(one, two)
    ]
    by_name, by_word = (np.concatenate([np.empty(0), *(s[k][0] for s in shared)]) for k in (0, 1))
    common = np.concatenate([np.empty(0, np.int64), *(s[0][1] for s in shared)])
    across = CROSS * by_name / np.sqrt(known[one, language[two]] * known[two, language[one]])
    alike = np.where(language[one] == language[two], (1 - WORDS) * by_name + WORDS * by_word, across)
    apart = np.abs(day[two] - day[one])
    lost = DAYS * (np.log1p(np.where(np.isnan(apart), UNDATED, apart)) - np.log1p(UNDATED))
    lone = (common < FEWEST) & (by_word < OR_WORDS)
    found: Floats = np.maximum(0.0, np.sqrt(alike) - lost) ** 2 * np.where(lone, LONE, 1.0)
    return found


def _rows(one: Ints, two: Ints) -> Iterator[tuple[int, Ints]]:
    """Yield each article of ``one``, which is ascending, with its others."""
    starts = np.flatnonzero(np.diff(one, prepend=-1))
    yield from zip(one[starts].tolist(), np.split(two, starts[1:]), strict=bool(len(starts)))


def _known(names: Vectors, language: Ints, languages: int) -> Floats:
    """Return the share of each article's vector (its squared length) that each language of the collection can know.

    How many articles a language has is counted among the settled ones, so that one more leaves the share as it was
    unless it brings a name.
    """
    rows = len(names.start) - 1
    owner = np.repeat(np.arange(rows), np.diff(names.start))
    count = np.bincount(language[: settled(rows, names.bounds)], minlength=languages)
    known = np.ones((rows, languages))
    for code, articles in enumerate(count.tolist()):
        heard = np.zeros(len(names.post_start) - 1, bool)
        heard[names.term[language[owner] == code]] = True
        share = np.bincount(owner, names.weight**2 * heard[names.term], rows)
        trust = articles / (articles + HEARD)
        known[:, code] = np.maximum(trust * share + 1 - trust, 1e-6)
    return known
