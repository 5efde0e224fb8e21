"""compose, verify and editions on the hand-made newsroom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.newsroom import SITE, load
from variorum.compose import compose, verify
from variorum.editions import editions, frame
from variorum.errors import InvariantError
from variorum.models import Briefing, Quote, Single

BRIEFINGS, COLLECTION = load()


def story(slug: str) -> Briefing:
    return next(b for b in BRIEFINGS if b.story.slug == slug)


BRIDGE = story("klappbruecke-sundhaven")


def test_decisions_of_the_editor_are_kept_in_the_comparison() -> None:
    found = {d.id: (d.decision, d.note) for d in BRIDGE.comparison.disagreements}
    assert found["d-farbe"] == ("dismissed", None)
    assert found["d-bauzeit"][0] == "confirmed"
    assert found["d-bauzeit"][1]
    assert found["d-kosten"] == ("auto", None)


def test_lead_is_verbatim_in_the_language_of_the_story_and_from_two_articles() -> None:
    articles = {r.article.id: r.article for r in BRIDGE.story.readings}
    assert 1 <= len(BRIDGE.lead) <= 2
    assert len({q.article for q in BRIDGE.lead}) == len(BRIDGE.lead)
    for quote in BRIDGE.lead:
        assert articles[quote.article].text[quote.start : quote.end] == quote.text
        assert articles[quote.article].language == "de"
        assert len(quote.text) <= SITE.quote_length


def test_lead_passes_over_a_copy() -> None:
    assert "boote-2" not in {q.article for q in BRIDGE.lead}


def test_a_story_of_one_source_has_one_lead_quote() -> None:
    assert len(story("leuchtturm-bleibt-rot").lead) == 1


def test_tags_fold_case_and_come_most_frequent_first() -> None:
    assert BRIDGE.tags == ("Verkehr", "Sundhaven")


def test_composing_does_not_depend_on_the_order_of_the_collection() -> None:
    turned = replace(COLLECTION, articles=COLLECTION.articles[::-1], stories=COLLECTION.stories[::-1])
    assert compose(BRIDGE.story, BRIDGE.provenance, BRIDGE.comparison, turned) == BRIDGE


def test_verify_returns_what_it_was_given() -> None:
    assert all(verify(b) is b for b in BRIEFINGS)


def _with(briefing: Briefing, **values: object) -> Briefing:
    return replace(briefing, comparison=replace(briefing.comparison, **values))  # type: ignore[arg-type]


def _broken_lead() -> Briefing:
    return replace(BRIDGE, lead=(Quote(article="bote-1", field="text", start=0, end=5, text="Das 2"),))


def _lead_from_elsewhere() -> Briefing:
    return replace(BRIDGE, lead=(Quote(article="turm", field="text", start=0, end=3, text="Der"),))


def _broken_statement() -> Briefing:
    return _with(BRIDGE, agreements=(replace(BRIDGE.comparison.agreements[0], statement="Sie wird 213 Meter lang."),))


def _broken_value() -> Briefing:
    cost = next(d for d in BRIDGE.comparison.disagreements if d.id == "d-kosten")
    return _with(BRIDGE, disagreements=(replace(cost, positions=(replace(cost.positions[0], value="1 Euro"),)),))


def _mention_outside() -> Briefing:
    cost = next(d for d in BRIDGE.comparison.disagreements if d.id == "d-kosten")
    mention = replace(cost.positions[0].mentions[0], end=9_999)
    broken = replace(cost.positions[0], mentions=(mention,))
    return _with(BRIDGE, disagreements=(replace(cost, positions=(broken,)),))


def _no_mention() -> Briefing:
    cost = next(d for d in BRIDGE.comparison.disagreements if d.id == "d-kosten")
    return _with(BRIDGE, disagreements=(replace(cost, positions=(replace(cost.positions[0], mentions=()),)),))


def _single_outside() -> Briefing:
    return _with(BRIDGE, single=(Single(article="bote-1", field="text", start=5, end=5_000),))


@pytest.mark.parametrize(
    "broken",
    [
        _broken_lead,
        _lead_from_elsewhere,
        _broken_statement,
        _broken_value,
        _mention_outside,
        _no_mention,
        _single_outside,
    ],
)
def test_verify_refuses_what_does_not_stand_in_the_article(broken: object) -> None:
    with pytest.raises(InvariantError) as raised:
        verify(broken())  # type: ignore[operator]
    assert raised.value.problems


# editions -----------------------------------------------------------------------------------------------------------


def test_a_story_stands_in_the_week_of_its_last_report() -> None:
    made = editions(BRIEFINGS, SITE)
    assert [e.id for e in made] == ["2025-W22", "2025-W23", "2025-W24"]
    assert [b.story.slug for b in made[0].singles] == ["leuchtturm-bleibt-rot"]
    assert [b.story.slug for b in made[2].briefings][:2] == ["zwoelf-zaehlungen", "klappbruecke-sundhaven"]


def test_an_edition_keeps_its_address_when_its_story_goes_on_later() -> None:
    went_on = next(e for e in editions(BRIEFINGS, SITE) if e.id == "2025-W23")
    assert (went_on.briefings, went_on.singles) == ((), ())


def test_input_order_does_not_matter() -> None:
    assert editions(BRIEFINGS[::-1], SITE) == editions(BRIEFINGS, SITE)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("day", ("2025-12-30", date(2025, 12, 30), date(2025, 12, 30))),
        ("week", ("2026-W01", date(2025, 12, 29), date(2026, 1, 4))),
        ("month", ("2025-12", date(2025, 12, 1), date(2025, 12, 31))),
    ],
)
def test_frames(unit: str, expected: tuple[str, date, date]) -> None:
    assert frame(date(2025, 12, 30), unit) == expected


@given(st.dates(), st.sampled_from(["day", "month", "week"]))
def test_every_day_lies_in_its_edition(day: date, unit: str) -> None:
    if unit == "week" and (day < date(1, 1, 8) or day > date(9999, 12, 20)):
        return
    _, first, last = frame(day, unit)
    assert first <= day <= last


def test_undated_stories_stand_in_the_latest_edition_or_in_that_of_the_day_they_were_added() -> None:
    undated = _undated(story("leuchtturm-bleibt-rot"), None)
    held = {e.id: [b.story.slug for b in e.singles] for e in editions((BRIDGE, undated), SITE)}
    assert held == {"2025-W24": ["leuchtturm-bleibt-rot"]}
    added = _undated(undated, date(2025, 6, 3))
    assert [e.id for e in editions((BRIDGE, added), SITE)] == ["2025-W23", "2025-W24"]


def test_a_site_without_any_date_has_no_editions() -> None:
    assert editions((_undated(story("leuchtturm-bleibt-rot"), None),), SITE) == ()


def _undated(briefing: Briefing, added: date | None) -> Briefing:
    readings = tuple(
        replace(r, article=replace(r.article, published=None, added=added)) for r in briefing.story.readings
    )
    return replace(briefing, story=replace(briefing.story, readings=readings))
