"""Story -> Provenance: credits from cases, copies, families, and what counts as an origin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefile import Case, named
from variorum.clean import clean
from variorum.models import Article, Provenance, Publisher, Reading, Story
from variorum.origins import trace
from variorum.origins.credits import is_same_outlet

REPORT = (
    "Der Deich bei Hollwerd ist in der Nacht auf einer Länge von 40 Metern gebrochen. Die Feuerwehr brachte "
    "120 Menschen aus dem Dorf. Deichgraf Onno Harms sagte, das Wasser sei schneller gestiegen als erwartet. "
    "Verletzt wurde niemand. Am Morgen begannen Helfer, die Lücke mit Sandsäcken zu schließen. "
    "Das Land will den Deich bis zum Herbst erhöhen."
)
OTHER = (
    "Vierzig Meter Deich fehlen seit heute früh in Hollwerd. Wer im Dorf wohnt, wurde in die Turnhalle "
    "gefahren, gut hundert Leute insgesamt. Onno Harms, der Deichgraf, steht "
    "mit Gummistiefeln in der Lücke und zählt Säcke. Bis zum Herbst soll der Damm höher sein, verspricht Hannover. "
    "Niemand kam zu Schaden, auch die Kühe nicht."
)


def report(id_: str, text: str, publisher: str | None = "Blatt", day: int = 1, **more: object) -> Reading:
    made = Article(
        id=id_,
        path="a.md",
        line=1,
        title="",
        text=text,
        language="de",
        published=date(2025, 1, day),
        publisher=publisher,
    )
    return clean(replace(made, **more))  # type: ignore[arg-type]


def told(*readings: Reading, publishers: tuple[Publisher, ...] = ()) -> Provenance:
    return trace(Story(slug="deich", title="", language="de", readings=readings), publishers)


@pytest.mark.parametrize(("language", "case"), named("origins"), ids=lambda v: v.title if isinstance(v, Case) else v)
def test_credits(language: str, case: Case) -> None:
    reading = report("a", case.given, language=language)
    expected = tuple(case.expected.split(", ")) if case.expected else ()
    assert told(reading).credits["a"] == expected


def test_a_paper_does_not_credit_itself() -> None:
    reading = report("a", "Das sagte Moll dem Handelsblatt.", "handelsblatt.com")
    assert told(reading).credits["a"] == ()


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("New York Times", "www.nytimes.com"),
        ("The Washington Post", "washingtonpost.com"),
        ("Süddeutsche Zeitung", "Süddeutsche Zeitung"),
        ("CNN", "edition.cnn.com"),
    ],
)
def test_names_and_domains_of_one_outlet(name: str, domain: str) -> None:
    assert is_same_outlet(name, domain)


def test_names_of_two_outlets() -> None:
    assert not is_same_outlet("The Washington Post", "The Washington Times")


# copies


def test_a_copy_points_to_the_earlier_report() -> None:
    assert told(report("b", REPORT, day=1), report("a", REPORT, day=2)).copy_of == {"a": "b"}


def test_on_one_day_the_longer_report_is_the_original() -> None:
    cut = REPORT[: REPORT.index(" Am Morgen")]
    assert told(report("a", cut), report("b", REPORT)).copy_of == {"a": "b"}


def test_an_edited_copy_is_found() -> None:
    edited = REPORT.replace("in der Nacht", "am frühen Morgen").replace("Helfer", "Freiwillige")
    assert told(report("a", REPORT), report("b", edited, day=2)).copy_of == {"b": "a"}


def test_a_report_of_ones_own_is_no_copy() -> None:
    assert told(report("a", REPORT), report("b", OTHER)).copy_of == {}


def test_a_shared_quotation_makes_no_copy() -> None:
    quote = " „Das Wasser ist schneller gestiegen, als wir erwartet haben“, sagte Harms."
    assert told(report("a", REPORT + quote), report("b", OTHER + quote)).copy_of == {}


def test_copies_of_copies_point_to_the_one_original() -> None:
    copied = told(report("a", REPORT), report("b", REPORT, day=2), report("c", REPORT, day=3)).copy_of
    assert copied == {"b": "a", "c": "a"}


# families and origins


def test_publishers_of_one_owner_are_one_family_and_one_origin() -> None:
    publishers = (
        Publisher(name="Küstenpost", domains=("kuestenpost.example",), owner="Nordverlag"),
        Publisher(name="Inselblatt", owner="Nordverlag"),
    )
    readings = (
        report("a", REPORT, None, url="https://www.kuestenpost.example/deich"),
        report("b", OTHER, "Inselblatt"),
    )
    provenance = told(*readings, publishers=publishers)
    assert provenance.family == {"a": "Nordverlag", "b": "Nordverlag"}
    assert provenance.origins == 1


def test_independent_reports_are_two_origins() -> None:
    assert told(report("a", REPORT, "Eins"), report("b", OTHER, "Zwei")).origins == 2


def test_copies_are_one_origin() -> None:
    assert told(report("a", REPORT, "Eins"), report("b", REPORT, "Zwei"), report("c", OTHER, "Drei")).origins == 2


def test_two_papers_that_sign_with_one_agency_are_one_origin() -> None:
    one, two = report("a", REPORT, "Eins"), report("b", OTHER, "Zwei")
    assert told(replace(one, credits=("dpa",)), replace(two, credits=("DPA",))).origins == 1
    assert told(replace(one, credits=("dpa",)), replace(two, credits=("AFP",))).origins == 2


def test_the_agency_itself_and_its_reprint_are_one_origin() -> None:
    assert told(report("a", REPORT, "Reuters"), replace(report("b", OTHER, "Zwei"), credits=("Reuters",))).origins == 1


def test_without_a_publisher_independence_cannot_be_told() -> None:
    assert told(report("a", REPORT, None), report("b", OTHER, "Zwei")).origins is None
    assert told(report("a", REPORT, None), report("b", REPORT, "Zwei")).origins == 1
    assert told(report("a", REPORT, None)).origins == 1


@given(st.lists(st.sampled_from([REPORT, OTHER, REPORT[:200], "", "Kurz."]), min_size=1, max_size=6), st.booleans())
def test_properties(texts: list[str], known: bool) -> None:  # noqa: FBT001
    readings = [report(f"a{k}", text, f"Blatt {k}" if known else None, day=1 + k % 2) for k, text in enumerate(texts)]
    provenance = told(*readings)
    assert provenance == told(*reversed(readings))
    assert not set(provenance.copy_of) & set(provenance.copy_of.values())
    assert provenance.origins is None or 1 <= provenance.origins <= len(readings)
    assert known <= (provenance.origins is not None)
