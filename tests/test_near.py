"""Traits -> near pairs: what was kept of a smaller collection changes nothing but time."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.cache.arrays import packed, unpacked
from variorum.group.likeness import likeness
from variorum.group.near import Near, near
from variorum.group.traits import Traits
from variorum.group.traits import packed as terms
from variorum.group.vectors import Bounds, vectors


def look(rng: random.Random, at: int) -> Traits:
    """Return the traits of an invented article: names of a story, words of a language, now and then a new name."""
    story, language = rng.randrange(1 + at // 3), rng.choice(["de", "de", "en"])
    names = {f"n{story * 7 + rng.randrange(9)}": rng.randint(1, 4) for _ in range(rng.randrange(12))}
    words = {f"{language}:{int(rng.paretovariate(0.5)) % 300}": rng.randint(1, 3) for _ in range(rng.randrange(25))}
    day = None if rng.random() < 0.1 else at // 4
    return Traits(names=terms(names), words=terms(names | words), language=language, day=day)


def looks(seed: int, count: int) -> list[Traits]:
    rng = random.Random(seed)
    return [look(rng, at) for at in range(count)]


def same(one: Near, two: Near) -> bool:
    arrays = ((one.looked, two.looked), (one.pairs, two.pairs), (one.alike, two.alike), (one.known, two.known))
    return (one.seals, one.languages) == (two.seals, two.languages) and all(np.array_equal(a, b) for a, b in arrays)


# so small that forty articles meet every bound
SMALL = Bounds(exact=16, probes=5, posting=8, neighbours=4)


def without(all_looks: Sequence[Traits], late: set[int]) -> list[Traits]:
    return [one for at, one in enumerate(all_looks) if at not in late]


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 10**6), st.integers(20, 60), st.lists(st.integers(1, 60), max_size=6), st.sampled_from([6, 60]))
def test_what_was_kept_gives_the_same_pairs(seed: int, count: int, late: list[int], newest: int) -> None:
    every = looks(seed, count)
    gone = {count - 1 - at % newest for at in late}
    before = near(without(every, gone), bounds=SMALL)
    assert same(near(every, unpacked(packed(before)), SMALL), near(every, bounds=SMALL))


def test_few_look_at_a_new_article() -> None:
    every = looks(3, 60)
    view = vectors([one.words for one in every], SMALL)
    assert 0 < len(view.proposing(np.array([59]))) < 30


@pytest.mark.parametrize("change", ["removed", "mended", "reversed", "of another time"])
def test_what_does_not_fit_is_passed_over(change: str) -> None:
    every = looks(5, 50)
    other = {"removed": [*every, *looks(6, 1)], "mended": [*every[:-1], *looks(6, 1)], "reversed": every[::-1]}
    before = near(other.get(change, every[:12]), bounds=SMALL)
    assert same(near(every, before, SMALL), near(every, bounds=SMALL))


def test_two_articles_may_have_the_same_traits() -> None:
    """A pin keeps word-for-word copies apart."""
    every = [*looks(1, 8), looks(1, 8)[3]]
    assert same(near(every, near(every[:-1])), near(every))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_articles(count: int) -> None:
    assert set(likeness(looks(1, count))) <= {(0, 1)}
