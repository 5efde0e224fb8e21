"""Names, roles and places: cases a language, and what holds for every pair of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefile import Case, named
from tests.storycase import rows, spans, story
from variorum.compare import people
from variorum.compare.entities import spelling, titles

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


@pytest.mark.parametrize(
    ("words", "many"),
    [
        ("rentnerin orla venn", 1), ("berufsschullehrer timo merriton", 1), ("anna lena venn", 0),
        ("reederei-chefin vroni venn", 1), ("gerhard richter", 0), ("richter orlen", 1), ("günter schneider", 0),
        ("zeugin sabine", 1), ("jens-ole bäcker", 0), ("christ meier", 0), ("orla venn", 0), ("venn peter", 0),
        ("kollege", 0),
    ],
)  # fmt: skip
def test_titles_end_where_the_name_begins(words: str, many: int) -> None:
    assert titles.before_name(words.split(), "de") == many
    assert titles.before_name(words.split(), "en") == 0
