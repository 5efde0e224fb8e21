"""Agreements and singles: cases a language, and what holds for every story."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casefile import Case, named
from tests.storycase import spans, story
from variorum.compare import agreements, claims, numeric, people, single, status
from variorum.models import Comparison, Story

KINDS = (status.find, people.find, claims.find, agreements.find, single.find)
PIECES = st.sampled_from(
    [
        "No arrests have been made.", "A man was arrested in Selby.", "Lt. Dana Merriton spoke.", "It was an accident.",
        "Sgt. Dana Merraton spoke.", "The storm damaged fishing boats at anchor.", "“Ein Unfall”, sagte er",
        "Norvik is in talks to buy Tellura.", "Norvik has bought Tellura.", "14 of 19, he said: “", "", "\u00a0…",
        "Earlier reports stated that", "An unidentified ship", "A Russian ship",
    ]
)  # fmt: skip


@pytest.mark.parametrize(("language", "case"), named("agreements"), ids=lambda v: v.title if isinstance(v, Case) else v)
def test_case(language: str, case: Case) -> None:
    made, provenance = story(case.given, language)
    found = agreements.find(made, provenance, language)
    spans(found, made)
    expected = [line.split(" | ") for line in case.expected.splitlines()]
    texts = {r.article.id: r.article.text for r in made.readings}
    assert len(found.agreements) == len(expected), f"agreements/{language}.md:{case.line}"
    for articles, words in expected:
        assert any(
            sorted({m.article for m in a.mentions}) == articles.split()
            and all(w in " ".join(texts[m.article][m.start : m.end] for m in a.mentions[:1]) for w in words.split())
            for a in found.agreements
        ), (articles, words, found.agreements)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=4), min_size=1, max_size=4), st.permutations(range(4)))
def test_every_kind_is_blind_to_order_and_verbatim(texts: list[list[str]], order: list[int]) -> None:
    rows = [f"{chr(65 + i)} 2025-03-0{i + 1} | {' '.join(t).strip() or 'x'}" for i, t in enumerate(texts)]
    given_ = "\n".join(rows)
    turned = "\n".join(rows[i] for i in order if i < len(rows))
    for find in KINDS:
        one, provenance = story(given_, "en")
        two, _ = story(turned, "en")
        found: Comparison = find(one, provenance, "en")
        spans(found, one)
        assert found == find(two, provenance, "en")


def test_articles_without_words_say_nothing() -> None:
    made, provenance = story("A 2025-03-01 | …\nB - | 1 2 3", "xx")
    for find in KINDS:
        assert find(made, provenance, "xx") == Comparison()


def test_an_empty_story_is_no_error() -> None:
    made = Story(slug="s", title="", language="de", readings=())
    _, provenance = story("A 2025-03-01 | x", "de")
    for find in KINDS:
        assert find(made, provenance, "de") == Comparison()


def test_one_source_alone() -> None:
    made, provenance = story(
        "A 2025-03-01 Storm hits Selby | The storm hit Selby harbour. "
        "In Selby the Norvik yard of Ann Holt lost 14 ships to the waves.\n"
        "B 2025-03-01 Storm in Selby | The storm hit Selby harbour on Monday.",
        "en",
    )
    found = single.find(made, provenance, "en").single
    assert [made.readings[0].article.text[s.start : s.end] for s in found] == [
        "In Selby the Norvik yard of Ann Holt lost 14 ships to the waves."
    ]
    assert made.first == date(2025, 3, 1)


GROUNDED = (
    "A 2025-06-11 (en) Ferry aground | The ferry Marie Tolk ran aground off Sundholm on Wednesday morning in fog.\n"
    "B 2025-06-11 (en) Ferry aground | The ferry Marie Tolk hit a sandbank off Sundholm on Wednesday morning.\n"
    "C 2025-06-11 (de) Fähre auf Grund | {german}"
)


def alone(german: str) -> list[str]:
    made, provenance = story(GROUNDED.format(german=german), "en")
    texts = {r.article.id: r.article.text for r in made.readings}
    return [texts[s.article][s.start : s.end] for s in single.find(made, provenance, "en").single if s.article == "C"]


def test_what_others_report_in_another_language_is_not_said_by_one_alone() -> None:
    assert alone("Vor Sundholm ist am Mittwochmorgen im Nebel die Fähre Marie Tolk auf Grund gelaufen.") == []


def test_a_figure_or_name_of_its_own_is_news_in_any_language() -> None:
    for told in (
        "Die Fähre Marie Tolk aus Sundholm war 1987 in der Werft von Hallund gebaut worden.",
        "Kapitän der Fähre Marie Tolk aus Sundholm ist der erfahrene Seemann Jonas Lindqvist.",
    ):
        assert alone(told) == [told]


def test_reports_of_one_house_agree_on_nothing() -> None:
    made, provenance = story(
        "A 2025-03-01 | The storm damaged fishing boats at anchor yesterday.\n"
        "B 2025-03-01 | Yesterday the storm damaged fishing boats at anchor.",
        "en",
    )
    assert agreements.find(made, provenance, "en").agreements
    house = replace(provenance, credits={"A": (), "B": ()}, family={"A": "Post", "B": "Post"})
    assert agreements.find(made, house, "en").agreements == ()


@pytest.mark.parametrize(
    ("language", "one", "two", "agreed"),
    [
        ("en", "Only half of the 12 mayors came to Selby.", "Just eight of the 12 mayors came to Selby.", False),
        ("en", "Only half of the 12 mayors came to Selby.", "Just six of the 12 mayors came to Selby.", True),
        ("en", "The charter was signed by 12 mayors in Selby.", "All of the 12 mayors signed it in Selby.", True),
        ("de", "Nur die Hälfte der 12 Bürgermeister kam.", "Nur acht der 12 Bürgermeister kamen.", False),
        ("de", "Nur sechs der 12 Bürgermeister kamen.", "Von den Eingeladenen kamen sechs der 12 Bürgermeister.", True),
    ],
)
def test_a_whole_is_not_agreed_of_which_other_parts_are_told(language: str, one: str, two: str, agreed: bool) -> None:  # noqa: FBT001
    made, provenance = story(f"A 2025-03-01 | {one}\nB 2025-03-01 | {two}", language)
    found = numeric.find(made, provenance, language).agreements
    texts = {r.article.id: r.article.text for r in made.readings}
    assert any(texts[m.article][m.start : m.end].startswith("12") for a in found for m in a.mentions) is agreed


@pytest.mark.parametrize(
    ("language", "told", "kept"),
    [
        ("en", "A year ago the Norvik yard of Ann Holt in Selby lost 14 ships to another storm.", False),
        ("en", "In the storm the Norvik yard of Ann Holt in Selby has now lost 14 ships to the waves.", True),
        ("de", "Vor einem Jahr verlor die Werft Norvik von Ann Holt in Selby im Sturm 14 Schiffe.", False),
        ("de", "Jetzt verlor die Werft Norvik von Ann Holt in Selby im Sturm ganze 14 Schiffe.", True),
    ],
)
def test_background_is_not_said_by_one_alone(language: str, told: str, kept: bool) -> None:  # noqa: FBT001
    storm = {"en": "The storm hit Selby harbour.", "de": "Der Sturm traf den Hafen von Selby."}[language]
    rain = {"en": "It rained for hours.", "de": "Es hat lange geregnet."}[language]
    made, provenance = story(
        f"A 2025-03-01 Selby | {storm} {rain} {rain} {rain} {told}\nB 2025-03-01 Selby | {storm}", language
    )
    found = single.find(made, provenance, language).single
    assert [made.readings[0].article.text[s.start : s.end] for s in found] == ([told] if kept else [])
