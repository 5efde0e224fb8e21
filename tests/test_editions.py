"""Editions: what stands in which, what a frozen one holds, and what an editor changed in it since."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.newsroom import SITE, load, retell, weeks
from variorum.check import misquoted, warnings
from variorum.editions import (
    RECORD,
    Correction,
    Edition,
    Kept,
    Snapshot,
    changed,
    editions,
    fingerprint,
    frame,
    homes,
    moves,
    record,
)
from variorum.editions.making import open_frame
from variorum.models import Article, Briefing, Collection, Decision, StoryFile
from variorum.publish import templates
from variorum.render import render

BRIEFINGS, COLLECTION = load()
TEMPLATES = templates(Path(__file__).parents[1])
BRIDGE = "klappbruecke-sundhaven"


def story(slug: str) -> Briefing:
    return next(b for b in BRIEFINGS if b.story.slug == slug)


def slugs(edition: Edition) -> list[str]:
    return sorted(s.slug for s in edition.all)


def told(edition: Edition, slug: str) -> Snapshot:
    return next(s for s in edition.all if s.slug == slug)


def closed(*names: str) -> tuple[Edition, ...]:
    """Return editions of the newsroom, frozen the day after they end."""
    made = weeks(BRIEFINGS, SITE)
    return tuple(replace(e, frozen=e.last + timedelta(days=1)) for e in made if e.id in names)


def without(briefing: Briefing, *ids: str) -> Briefing:
    return retell(briefing, frozenset(r.article.id for r in briefing.story.readings) - frozenset(ids))


def undated(briefing: Briefing, added: date | None) -> Briefing:
    readings = tuple(
        replace(r, article=replace(r.article, published=None, added=added)) for r in briefing.story.readings
    )
    return replace(briefing, story=replace(briefing.story, readings=readings))


# what stands in which -----------------------------------------------------------------------------------------------


def test_a_story_stands_in_every_edition_in_which_a_report_arrived() -> None:
    made = {e.id: e for e in weeks(BRIEFINGS, SITE)}
    assert sorted(made) == ["2025-W22", "2025-W23", "2025-W24"]
    assert slugs(made["2025-W22"]) == ["leuchtturm-bleibt-rot"]
    held = [(e.id, s) for e in made.values() for s in e.all if s.slug == "observatory-opens"]
    assert [e for e, _ in held] == ["2025-W23", "2025-W24"]
    first, second = (s for _, s in held)
    assert {s.id for s in first.sources} < {s.id for s in second.sources}
    assert set(second.new).isdisjoint(s.id for s in first.sources)


def test_input_order_does_not_matter() -> None:
    assert weeks(BRIEFINGS[::-1], SITE) == weeks(BRIEFINGS, SITE)


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


DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(DAYS, DAYS, st.sampled_from(["day", "month", "week"]))
def test_nothing_arrives_in_a_closed_edition(day: date, end: date, unit: str) -> None:
    name, first, last = open_frame(day, unit, end)
    assert end < first <= last
    assert name == frame(max(day, end + timedelta(days=1)), unit)[0]


def test_undated_stories_stand_in_the_latest_edition_or_in_that_of_the_day_they_were_added() -> None:
    lighthouse, bridge = undated(story("leuchtturm-bleibt-rot"), None), story(BRIDGE)
    assert [slugs(e) for e in weeks((bridge, lighthouse), SITE)] == [[BRIDGE, "leuchtturm-bleibt-rot"]]
    added = undated(lighthouse, date(2025, 6, 3))
    assert [e.id for e in weeks((bridge, added), SITE)] == ["2025-W23", "2025-W24"]


def test_a_site_without_any_date_has_no_editions() -> None:
    assert weeks((undated(story("leuchtturm-bleibt-rot"), None),), SITE) == ()


def test_an_empty_week_makes_no_edition_and_its_neighbours_lead_across_it() -> None:
    lighthouse, bridge = story("leuchtturm-bleibt-rot"), story(BRIDGE)
    made = weeks((lighthouse, bridge), SITE)
    assert [e.id for e in made] == ["2025-W22", "2025-W24"]
    pages = {p.path: p.text for p in render((lighthouse, bridge), made, COLLECTION, TEMPLATES, {})}
    assert 'href="../2025-W24/" rel="next"' in pages["editions/2025-W22/index.md"]


# frozen -------------------------------------------------------------------------------------------------------------


def test_a_frozen_edition_stays_as_it_is_and_what_comes_in_later_stands_in_the_next() -> None:
    late = story("observatory-opens").story.readings[0].article.id
    before = (without(story("observatory-opens"), late),)
    frozen = tuple(replace(e, frozen=date(2025, 7, 1)) for e in weeks(before, SITE))
    after = weeks((story("observatory-opens"),), SITE, frozen)
    assert after[: len(frozen)] == frozen
    (following,) = after[len(frozen) :]
    assert following.first > frozen[-1].last
    assert told(following, "observatory-opens").new == (late,)


def test_with_everything_frozen_a_build_makes_nothing_new() -> None:
    frozen = closed("2025-W22", "2025-W23", "2025-W24")
    assert weeks(BRIEFINGS, SITE, frozen) == frozen


def test_a_site_that_goes_over_to_months_begins_behind_its_last_week() -> None:
    frozen = closed("2025-W22", "2025-W23")
    made = editions(BRIEFINGS, replace(SITE, edition="month"), frozen, retell)
    assert [(e.id, e.first) for e in made[2:]] == [("2025-06", date(2025, 6, 9))]


def test_a_record_is_read_back_as_it_was_written_and_keeps_to_its_schema() -> None:
    schema = RECORD.model_json_schema()
    for edition in closed("2025-W22", "2025-W23", "2025-W24"):
        text = record(edition)
        assert RECORD.model_validate_json(text).edition == edition
        jsonschema.validate(json.loads(text), schema)
        with pytest.raises(ValueError, match="extra"):
            RECORD.model_validate_json(text.replace('"singles"', '"extra": 1, "singles"'))


# changed since ------------------------------------------------------------------------------------------------------

FROZEN = closed("2025-W22", "2025-W23", "2025-W24")
HOMES = homes(FROZEN, {b.story.slug: frozenset(r.article.id for r in b.story.readings) for b in BRIEFINGS})


def article(name: str) -> Article:
    return next(a for a in COLLECTION.articles if a.id == name)


def with_article(made: Article) -> Collection:
    return replace(COLLECTION, articles=tuple(made if a.id == made.id else a for a in COLLECTION.articles))


def dropped(name: str) -> Collection:
    return replace(COLLECTION, articles=tuple(a for a in COLLECTION.articles if a.id != name))


def decided(**changes: object) -> Collection:
    files = tuple(replace(f, **changes) if f.slug == BRIDGE else f for f in COLLECTION.stories)  # type: ignore[arg-type]
    return replace(COLLECTION, stories=files)


FILE = next(f for f in COLLECTION.stories if f.slug == BRIDGE)
DISMISSED = {**FILE.decisions, "d-kosten": Decision(ruling="dismissed")}
SPRING = replace(article("courier-4"), text=article("courier-4").text.replace("spring", "summer"))


@pytest.mark.parametrize(
    ("collection", "expected"),
    [
        (COLLECTION, []),
        (with_article(SPRING), [("changed", "courier-4")]),
        (with_article(replace(article("courier-4"), published=date(2025, 6, 13))), [("changed", "courier-4")]),
        (with_article(replace(article("courier-4"), archived="https://a.example/x", tags=("new",))), []),
        (dropped("welle-3"), [("withdrawn", "welle-3")]),
        (decided(remove=("welle-3",)), [("removed", "welle-3")]),
        (decided(decisions=DISMISSED), [("dismissed", "d-kosten")]),
        (decided(title="Another title"), [("title", "")]),
        (decided(decisions={"d-kosten": Decision(ruling="confirmed")}), []),
    ],
    ids=["nothing", "words", "day", "address", "withdrawn", "removed", "dismissed", "title", "confirmed"],
)
def test_what_an_editor_changed_is_found(collection: Collection, expected: list[tuple[str, str]]) -> None:
    found = changed(FROZEN, (), collection, HOMES)
    assert [(c.what, c.key) for story in found for c in story.changes] == expected
    assert not any(story.covered for story in found)


def test_a_title_that_a_later_edition_tells_anew_is_no_change_to_the_earlier_one() -> None:
    file = StoryFile(slug="observatory-opens", path="content/stories/observatory-opens.yaml", title="New words")
    collection = replace(COLLECTION, stories=(file,))
    assert {c.edition for c in changed(FROZEN, (), collection, HOMES)} == {"2025-W24"}


def correction(collection: Collection, **more: object) -> Correction:
    covers = fingerprint(changed(FROZEN, (), collection, HOMES)[0].changes)
    made = Correction(
        number=1, day=date(2025, 6, 20), edition="2025-W24", story=BRIDGE, note="It opens in summer.", covers=covers
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_correction_covers_exactly_the_changes_it_was_written_for() -> None:
    entry = correction(with_article(SPRING))
    assert [c.covered for c in changed(FROZEN, (entry,), with_article(SPRING), HOMES)] == [True]
    again = replace(SPRING, text=SPRING.text + " No, it does not.")
    assert [c.covered for c in changed(FROZEN, (entry,), with_article(again), HOMES)] == [False]


def test_a_change_without_a_correction_is_told_with_file_line_and_command() -> None:
    differ = changed(FROZEN, (), dropped("welle-3"), HOMES)
    kept = Kept(editions=FROZEN, lines=(("2025-W24", "welle-3", 77),))
    (problem,) = warnings(replace(COLLECTION, stories=()), (), (), kept, differ)
    assert str(problem).startswith("content/editions/2025-W24.json:77: the article welle-3 was withdrawn")
    assert f"variorum correct 2025-W24 {BRIDGE}" in problem.message


def test_words_that_never_stood_in_an_article_are_refused_in_a_record() -> None:
    assert misquoted(Kept(editions=FROZEN), COLLECTION) == ()
    text = record(FROZEN[-1]).replace("nach Angaben der Stadt", "nach Angaben des Teufels")
    forged = RECORD.model_validate_json(text).edition
    problems = misquoted(Kept(editions=(forged,)), COLLECTION)
    assert problems
    assert all(p.path == "content/editions/2025-W24.json" for p in problems)


# what changed, and where a story went -------------------------------------------------------------------------------


def test_what_an_edition_changed_in_a_story() -> None:
    whole = told(FROZEN[-1], BRIDGE)
    question = whole.questions[0]
    assert moves(whole, whole) == ()
    (opened,) = moves(replace(whole, questions=whole.questions[1:]), whole)
    assert (opened.what, opened.id, opened.was) == ("opened", question.id, ())
    (gone,) = moves(whole, replace(whole, questions=whole.questions[1:]))
    assert (gone.what, gone.now) == ("gone", ())
    fewer = replace(question, sides=question.sides[:-1])
    (moved,) = moves(replace(whole, questions=(fewer, *whole.questions[1:])), whole)
    assert (moved.what, len(moved.was) + 1) == ("moved", len(moved.now))
    soft = replace(question, relation="rounding")
    assert [m.what for m in moves(whole, replace(whole, questions=(soft, *whole.questions[1:])))] == ["settled"]


def test_a_new_id_for_the_same_question_is_no_change() -> None:
    whole = told(FROZEN[-1], BRIDGE)
    renamed = replace(whole, questions=(replace(whole.questions[0], id="d-other"), *whole.questions[1:]))
    assert moves(whole, renamed) == ()


def test_a_slug_that_is_gone_leads_to_the_story_that_holds_most_of_its_articles() -> None:
    ids = [s.id for s in told(FROZEN[-1], BRIDGE).sources]
    assert homes(FROZEN, {"new": frozenset(ids[:3]), "other": frozenset(ids[3:])})[BRIDGE] == "new"
    assert BRIDGE not in homes(FROZEN, {"new": frozenset(("x",))})


# pages --------------------------------------------------------------------------------------------------------------


def pages(collection: Collection, kept: Kept, briefings: tuple[Briefing, ...] = BRIEFINGS) -> dict[str, str]:
    differ = changed(kept.editions, kept.corrections, collection, HOMES)
    made = weeks(briefings, SITE, kept.editions)
    return {p.path: p.text for p in render(briefings, made, collection, TEMPLATES, {}, kept=kept, changed=differ)}


def test_a_change_without_a_correction_is_noted_on_the_page_which_keeps_the_text_of_then() -> None:
    page = pages(dropped("welle-3"), Kept(editions=FROZEN))["editions/2025-W24/index.md"]
    assert "seither geändert" in page
    assert "wird die Klappbrücke kosten" in page


def test_a_correction_stands_on_top_of_its_edition_and_takes_back_the_words_that_no_longer_stand() -> None:
    collection = dropped("welle-3")
    made = pages(collection, Kept(editions=FROZEN, corrections=(correction(collection),)))
    page = made["editions/2025-W24/index.md"]
    assert page.index("Korrektur 1") < page.index("v-teaser")
    assert "seither geändert" not in page
    assert "wird die Klappbrücke kosten" not in page
    for path in ("corrections/index.md", f"stories/{BRIDGE}/index.md"):
        assert "It opens in summer." in made[path]


def test_every_question_of_every_edition_keeps_its_address() -> None:
    fewer = without(story(BRIDGE), "welle-3", "courier-4", "boote-2", "notiz-5")
    others = tuple(b for b in BRIEFINGS if b.story.slug != BRIDGE)
    page = pages(COLLECTION, Kept(editions=FROZEN), (*others, fewer))[f"stories/{BRIDGE}/index.md"]
    for question in told(FROZEN[-1], BRIDGE).questions:
        assert page.count(f'id="{question.id}"') == 1


def test_a_story_that_is_withdrawn_whole_keeps_a_page() -> None:
    made = pages(COLLECTION, Kept(editions=FROZEN), tuple(b for b in BRIEFINGS if b.story.slug != BRIDGE))
    assert "zurückgezogen" in made[f"stories/{BRIDGE}/index.md"]
    assert "klappbruecke-sundhaven/#" not in made["editions/2025-W24/index.md"]


def test_the_front_page_says_what_is_new_since_the_last_edition() -> None:
    page = pages(COLLECTION, Kept())["index.md"]
    assert "Neu seit der Ausgabe vom 2.–8. Juni 2025" in page
    assert "1 geht weiter" in page
