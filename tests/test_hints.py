"""What is passed over unread holds nothing: the hints are held against reading everything."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefile import Case, named
from variorum.compare import hints
from variorum.compare.quantities.figures import figures, read_all
from variorum.compare.quantities.units import lexicon

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")
FILLERS = ("the", "Orlen", "said", "-", ",", "(", "Million", "A", "days", "Uhr", "US", "hurt")


@pytest.mark.parametrize("stage", ["figures", "compare"])
def test_cases(stage: str) -> None:
    for language, case in named(stage):
        for sentence in parts(case):
            assert figures(sentence, language) == read_all(sentence, language), sentence


def parts(case: Case) -> list[str]:
    return [p for line in case.given.splitlines() for p in (line, *line.split(". "))]


@cache
def phrases(language: str) -> tuple[str, ...]:
    """Return what may begin or end a figure; of currencies there are too many to be drawn with the rest."""
    known = lexicon(language).phrases.items()
    return tuple(" ".join(p) for p, senses in known if any(s.part not in ("code", "currency") for s in senses))


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(LANGUAGES))
    words = draw(st.lists(st.sampled_from(phrases(language)) | st.sampled_from(FILLERS), max_size=5))
    return draw(st.sampled_from((" ", "-", "  "))).join(words), language


@given(sentences())
def test_figures_of_no_hint(drawn: tuple[str, str]) -> None:
    text, language = drawn
    for form in (text, text.capitalize(), text.upper()):
        if not hints.counting(form, language):
            assert not read_all(form, language)


def test_most_sentences_of_news_are_passed_over() -> None:
    assert not hints.counting("The mayor of Orlen said that a bridge over the river had been shut.", "en")
    assert hints.counting("The mayor of Orlen said that a dozen bridges had been shut.", "en")
    assert not hints.counting("Der Bürgermeister sperrte eine Brücke.", "de")
    assert hints.counting("Der Bürgermeister sperrte dreitausend Brücken.", "de")
