"""The figure grammar, and figures compared across sources. Cases are data: cases/figures and cases/compare."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefile import Case, named
from variorum.clean import clean
from variorum.compare.align import lines
from variorum.compare.matching.phrasing import question as asked
from variorum.compare.matching.told import told as told_of
from variorum.compare.numeric import find
from variorum.compare.quantities.figure import Figure
from variorum.compare.quantities.figures import figures
from variorum.compare.said import said_by
from variorum.models import Article, Comparison, Provenance, Story


def written(text: str, figure: Figure) -> str:
    """Return a figure as the case files write it."""
    low, high = (("-" if v is None else f"{v:.10g}") for v in (figure.low, figure.high))
    value = low if low == high else f"{low}..{high}"
    parts = [text[figure.start : figure.end], figure.kind, value, figure.unit or "", figure.hedge]
    return " | ".join(parts)


@pytest.mark.parametrize(("language", "case"), named("figures"), ids=lambda x: getattr(x, "title", x))
def test_figures(language: str, case: Case) -> None:
    found = [written(case.given, f) for f in figures(case.given, language)]
    assert "\n".join(found) == case.expected, f"line {case.line}"


def story(given: str, language: str) -> Story:
    """Read "## name 2024-05-01 en" blocks (only the name must be), a title line and a text each, as a story."""
    readings = []
    for block in re.split(r"^## ", given, flags=re.MULTILINE)[1:]:
        head, title, *text = block.strip().split("\n")
        name, *rest = head.split()
        day = [word for word in rest if word[0].isdigit()]
        spoken = next((word for word in rest if not word[0].isdigit()), language)
        readings.append(
            clean(
                Article(
                    id=name, path=name, line=1, title=title, text="\n".join(text), language=spoken,
                    published=date.fromisoformat(day[0]) if day else None,
                )
            )
        )  # fmt: skip
    return Story(slug="s", title="s", language=language, readings=tuple(readings))


def compared(made: Story, language: str) -> Comparison:
    return find(made, Provenance(credits={}, copy_of={}, family={}, origins=None), language)


def said(comparison: Comparison) -> str:
    """Return disagreements as the case files write them, the soft ones too."""
    return "\n".join(
        sorted(f"{d.kind} {d.relation}: {' / '.join(p.value for p in d.positions)}" for d in comparison.disagreements)
    )


@pytest.mark.parametrize(("language", "case"), named("compare"), ids=lambda x: getattr(x, "title", x))
def test_compare(language: str, case: Case) -> None:
    assert said(compared(story(case.given, language), language)) == case.expected, f"line {case.line}"


@pytest.mark.parametrize(("language", "case"), named("ages"), ids=lambda x: getattr(x, "title", x))
def test_whose_age_it_is(language: str, case: Case) -> None:
    assert said(compared(story(case.given, language), language)) == case.expected, f"line {case.line}"


@pytest.mark.parametrize(("language", "case"), named("apart"), ids=lambda x: getattr(x, "title", x))
def test_what_sets_apart(language: str, case: Case) -> None:
    assert said(compared(story(case.given, language), language)) == case.expected, f"line {case.line}"


@pytest.mark.parametrize(("language", "case"), named("said"), ids=lambda x: getattr(x, "title", x))
def test_said_by(language: str, case: Case) -> None:
    assert (said_by(case.given, language) or "") == case.expected, f"line {case.line}"


NUMBERS = st.integers(min_value=2, max_value=10**9)


@given(NUMBERS)
def test_grouped_digits_read_alike_in_both_languages(number: int) -> None:
    english, german = f"{number:,} people came.", f"{number:,}".replace(",", ".") + " Menschen kamen."
    (a,), (b,) = figures(english, "en"), figures(german, "de")
    assert a.point == b.point == number


@given(st.text(max_size=200))
def test_figures_are_spans_in_order_and_never_fail(text: str) -> None:
    for language in ("de", "en", "fr", "xx"):
        end = 0
        for f in figures(text, language):
            assert 0 <= f.start < f.end <= len(text)
            assert f.start <= f.at[0] < f.at[1] <= f.end
            assert f.start >= end
            end = f.end


@given(NUMBERS, NUMBERS)
def test_the_order_of_articles_changes_no_id(x: int, y: int) -> None:
    told = [
        f"## a 2024-05-01\nFlood in Altdorf\nThe flood in Altdorf destroyed {x} houses near the river on Monday.\n",
        f"## b 2024-05-01\nAltdorf flood\nThe flood in Altdorf destroyed {y} houses near the river, officials said.\n",
    ]
    one, other = (compared(story("".join(order), "en"), "en") for order in (told, told[::-1]))
    assert {d.id for d in one.disagreements} == {d.id for d in other.disagreements}


def test_a_name_after_an_amount_is_no_question() -> None:
    told = [
        f"## {name} 2024-05-01\nNorvik und Sealine\nNorvik hat {amount} Milliarden Euro in Sealine gesteckt.\n"
        for name, amount in (("a", "4,2"), ("b", "5,6"))
    ]
    (found,) = compared(story("".join(told), "de"), "de").disagreements
    assert found.question == "Betrag: Norvik"


QUESTIONS = [
    (
        "en",
        "Age: Mara Lindqvist",
        ["Mara Lindqvist, 34, won.", "The race went to 36-year-old Mara Lindqvist."],
    ),
    ("de", "Alter: Mara Lindqvist", ["Die 34-jährige Mara Lindqvist siegte.", "Gesiegt hat Mara Lindqvist (36)."]),
    ("en", "Distance: fell", ["The climber fell 150 metres.", "He slipped on the ridge and fell 220 metres."]),
    ("en", "Share: Orlen", ["In Orlen 41 percent voted yes.", "Some 47 percent voted yes in Orlen."]),
    (
        "de",
        "Wie viel investiert Norvik in Sealine?",
        ["Norvik investiert 4,2 Milliarden Euro in Sealine.", "Norvik hat 5,6 Milliarden Euro in Sealine investiert."],
    ),
    ("en", "Distance", ["He went 150 miles down the Brill.", "Some 220 miles, he said, is what he went."]),
    # near misses: no word of another sentence, no form of investing without both parties
    ("en", "Distance", ["The climber fell 150 metres.", "At 220 metres it was the longest fall of the season."]),
    ("de", "Höhe des Betrags", ["Investiert werden 4,2 Milliarden Euro.", "Es werden 5,6 Milliarden Euro investiert."]),
]


@pytest.mark.parametrize(("language", "question", "sentences"), QUESTIONS)
def test_a_question_says_what_is_asked(language: str, question: str, sentences: list[str]) -> None:
    told = "".join(f"## {n} 2024-05-0{n}\nReport on it\n{text}\n" for n, text in enumerate(sentences, 1))
    found, _ = told_of(lines(story(told, language)))
    assert asked(found, [[t] for t in found], language) == question


def test_a_noun_shared_by_two_languages_is_the_question_in_the_language_of_the_site() -> None:
    told = (
        "## a 2024-05-01\nZug bei Orlen\nAn Bord waren nach Angaben der Bahn 318 Fahrgäste.\n"
        "## b 2024-05-01 en\nTrain near Orlen\nThe train was carrying 381 passengers, police said.\n"
    )
    asked = [compared(story(told, "de"), site).disagreements[0].question for site in ("de", "en")]
    assert asked == ["Fahrgäste", "Passengers"]


@pytest.mark.parametrize(("noun", "agreed"), [("media groups", True), ("fishing boats", False)])
def test_equal_counts_agree_by_one_word_in_common(noun: str, agreed: bool) -> None:  # noqa: FBT001
    given = (
        "## a\nThe Orlen files\nThe Orlen files were read by more than 100 media organisations for a year.\n"
        f"## b\nA leak in Orlen\nThe leak from Orlen was shared with more than 100 {noun}, the council said.\n"
    )
    assert bool(compared(story(given, "en"), "en").agreements) is agreed
