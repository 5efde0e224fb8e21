"""Names, roles and places: cases a language, and what holds for every pair of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefile import Case, named
from tests.storycase import rows, spans, story
from variorum.compare import people
from variorum.compare.entities import spelling

WORDS = st.text("abcdefghijklmnopqrstuvwxyzäöüé", min_size=1, max_size=12)


@pytest.mark.parametrize(("language", "case"), named("people"), ids=lambda v: v.title if isinstance(v, Case) else v)
def test_case(language: str, case: Case) -> None:
    made, provenance = story(case.given, language)
    found = people.find(made, provenance, language)
    spans(found, made)
    assert rows(found) == case.expected, f"people/{language}.md:{case.line}"


@given(WORDS, WORDS)
def test_a_slip_is_one_either_way(a: str, b: str) -> None:
    assert spelling.slip(a, b, (), "en") == spelling.slip(b, a, (), "en")
    assert spelling.distance(a, b) == spelling.distance(b, a)


@given(WORDS)
def test_a_word_is_no_slip_of_itself(word: str) -> None:
    assert not spelling.slip(word, word, (), "en")


@pytest.mark.parametrize(("a", "b"), [("mohammed", "muhammad"), ("gaddafi", "qadhafi"), ("sergei", "sergej")])
def test_transliterations_have_one_skeleton(a: str, b: str) -> None:
    assert spelling.skeleton(a, foreign=True) == spelling.skeleton(b, foreign=True)
