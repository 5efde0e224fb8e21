"""compose and verify on the hand-made newsroom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.newsroom import SITE, load
from variorum.compose import compose, verify
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
