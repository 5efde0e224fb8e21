"""Readings -> Stories: cases in German and English, the editor's word, and properties that always hold."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casefile import Case, named
from variorum.clean import clean
from variorum.group import group
from variorum.group.explain import explain
from variorum.group.link import link
from variorum.group.traits import fold
from variorum.models import Article, Reading, Site, Story, StoryFile

SITE = Site(title="", url="https://example.org/", language="de", timezone="UTC")


def article(id_: str, title: str, text: str = "", day: str = "", language: str = "de", **more: object) -> Reading:
    made = Article(
        id=id_,
        path=f"content/articles/{id_}.md",
        line=1,
        title=title,
        text=text,
        language=language,
        published=date.fromisoformat(day) if day else None,
    )
    return clean(replace(made, **more))  # type: ignore[arg-type]


def parse(given_: str) -> list[Reading]:
    readings = []
    for block in re.split(r"^== ", given_, flags=re.MULTILINE)[1:]:
        head, title, text = block.split("\n", 2)
        id_, day, language = head.split()
        readings.append(article(id_, title, text, day, language))
    return readings


def ids(stories: tuple[Story, ...]) -> set[frozenset[str]]:
    return {frozenset(r.article.id for r in s.readings) for s in stories}


def story(stories: tuple[Story, ...], slug: str) -> list[str]:
    return next([r.article.id for r in s.readings] for s in stories if s.slug == slug)


def file(slug: str, **more: object) -> StoryFile:
    return StoryFile(slug=slug, path=f"content/stories/{slug}.yaml", **more)  # type: ignore[arg-type]


STRANGE = """== x 2025-03-06 de
Zoo in Krefeld tauft Nashorn
Das Nashorn heißt Pelle. 3.000 Besucher stimmten ab."""
BRIDGE, QUAKE = (parse(c.given) for _, c in named("group")[:2])


@pytest.mark.parametrize(("language", "case"), named("group"), ids=lambda v: v.title if isinstance(v, Case) else v)
def test_groups(language: str, case: Case) -> None:
    expected = {frozenset(line.split()) for line in case.expected.splitlines()}
    assert ids(group(parse(case.given), (), SITE)) == expected


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Janukowytsch", "Yanukovych"),
        ("Putin", "Путину"),
        ("Xavier", "Ksavier"),
        ("Schröder", "Shreder"),
        ("Lukaschenko", "Лукашенко"),
    ],
)
def test_a_name_has_one_key_in_all_spellings(one: str, two: str) -> None:
    assert fold(one) == fold(two)


# the editor's word


def test_pins_hold_whatever_the_texts_say() -> None:
    pinned = [replace(QUAKE[k], article=replace(QUAKE[k].article, stories=(s,))) for k, s in ((0, "eins"), (1, "zwei"))]
    stories = group([*pinned, *QUAKE[2:]], (), SITE)
    assert "a" in story(stories, "eins")
    assert story(stories, "zwei") == ["b"] or "b" in story(stories, "zwei")
    assert "b" not in story(stories, "eins")
    assert next(s for s in stories if s.slug == "eins").pinned == {"a"}


def test_unpinned_articles_join_a_pinned_story() -> None:
    first = replace(BRIDGE[0], article=replace(BRIDGE[0].article, stories=("werra",)))
    assert story(group([first, *BRIDGE[1:]], (), SITE), "werra") == ["a", "b", "c"]


def test_an_article_may_be_in_two_stories() -> None:
    both = replace(BRIDGE[0], article=replace(BRIDGE[0].article, stories=("eins", "zwei")))
    stories = group([both], (), SITE)
    assert [s.slug for s in stories] == ["eins", "zwei"]
    assert ids(stories) == {frozenset({"a"})}


def test_added_articles_make_a_story_of_their_own() -> None:
    stories = group(BRIDGE, [file("faehre", add=("c",))], SITE)
    assert "c" in story(stories, "faehre")


def test_a_removed_article_never_joins() -> None:
    stories = group(BRIDGE, [file("werra", add=("a", "b"), remove=("c",))], SITE)
    assert story(stories, "werra") == ["a", "b"]
    assert frozenset({"c"}) in ids(stories)


def test_an_article_added_to_a_story_the_machine_made_joins_it_though_it_is_like_none_of_it() -> None:
    slug = group(BRIDGE, (), SITE)[0].slug
    stories = group([*BRIDGE, *parse(STRANGE)], [file(slug, add=("x",))], SITE)
    assert sorted(story(stories, slug)) == ["a", "b", "c", "x"]
    assert len(stories) == 1


def test_removal_from_a_story_the_machine_made_keeps_its_address() -> None:
    slug = group(BRIDGE, (), SITE)[0].slug
    stories = group(BRIDGE, [file(slug, remove=("a",))], SITE)
    assert story(stories, slug) == ["b", "c"]
    assert frozenset({"a"}) in ids(stories)


def test_a_renamed_story_keeps_its_articles() -> None:
    old = group(BRIDGE, (), SITE)[0].slug
    stories = group(BRIDGE, [file("werra", former=(old,), title="Die Brücke")], SITE)
    assert story(stories, "werra") == ["a", "b", "c"]
    assert stories[0].title == "Die Brücke"
    assert stories[0].former == (old,)


def test_two_stories_are_merged_by_their_former_addresses() -> None:
    slugs = tuple(s.slug for s in group(QUAKE, (), SITE))
    assert len(slugs) == 2
    assert story(group(QUAKE, [file("montelupo", former=slugs)], SITE), "montelupo") == ["a", "b", "c", "d"]


def test_renamed_twice() -> None:
    pinned = replace(BRIDGE[0], article=replace(BRIDGE[0].article, stories=("alt",)))
    stories = group([pinned], [file("neu", former=("alt",)), file("neuer", former=("neu",))], SITE)
    assert [s.slug for s in stories] == ["neuer"]


# titles and addresses


def test_the_address_is_german_and_of_the_oldest_report() -> None:
    stories = group(BRIDGE, (), SITE)
    assert stories[0].slug == "bruecke-ueber-die-werra-bei-heldra-gesperrt"
    assert group(BRIDGE[:1], (), SITE)[0].slug == stories[0].slug


@pytest.mark.parametrize(
    "lure",
    [
        "Ist die Werrabrücke in Heldra noch zu retten?",
        "Liveticker: Brücke über die Werra bei Heldra gesperrt",
        "Kommentar: Brücke über die Werra bei Heldra gesperrt",
        "BRÜCKE ÜBER DIE WERRA BEI HELDRA GESPERRT",
        "Brücke über die Werra bei Heldra gesperrt - LIVE",
        "Warum die Brücke über die Werra bei Heldra gesperrt ist",
        "über die Werra bei Heldra",
        "Die Werra",
    ],
)
def test_a_lure_is_no_title(lure: str) -> None:
    first = article("0", lure, BRIDGE[0].article.text, "2025-03-03")
    assert group([first, *BRIDGE], (), SITE)[0].title != lure


def test_the_title_is_in_the_language_of_the_site_and_without_the_publisher() -> None:
    case = next(c for _, c in named("group") if "Übersetzung" in c.title)
    german, english, _ = parse(case.given)
    german = article("a", "Taucher bergen Glocke der Svanhild | Inselblatt", german.article.text, "2025-06-02")
    made = group([german, english], (), SITE)
    assert [(s.title, s.language) for s in made] == [("Taucher bergen Glocke der Svanhild", "de")]
    made = group([german, english], (), replace(SITE, language="en"))
    assert [(s.title, s.language) for s in made] == [("Divers raise bell of the Svanhild off Bornholm", "en")]


def test_equal_headlines_of_two_events_get_two_addresses() -> None:
    stories = group(
        [article("a", "Unfall", "Rostock.", "2025-01-01"), article("b", "Unfall", "Ulm.", "2025-09-01")], (), SITE
    )
    assert {s.slug for s in stories} in ({"unfall"}, {"unfall", "unfall-2"})
    assert all(s.slug for s in stories)


def test_a_later_report_moves_neither_title_nor_address() -> None:
    many = [
        article(f"x{k}", f"Heldra: Tag {k} ohne Werrabrücke", BRIDGE[2].article.text, f"2025-03-1{k}") for k in range(6)
    ]
    before = group([*BRIDGE, *many[:4]], (), SITE)
    after = group([*BRIDGE, *many], (), SITE)
    assert [(s.slug, s.title) for s in before] == [(s.slug, s.title) for s in after]


def test_a_title_stays_when_a_headline_no_better_comes() -> None:
    later = article("z", "Werra bei Heldra: Brücke gesperrt", BRIDGE[1].article.text, "2025-03-30")
    assert group([*BRIDGE, later], (), SITE)[0].title == group(BRIDGE, (), SITE)[0].title


def test_a_title_says_what_stands_at_the_top_of_the_reports() -> None:
    heads = ("Ein Abend in Heldra mit vielen Fragen", *(r.title for r in BRIDGE))
    first = article("0", heads[0], BRIDGE[0].article.text, "2025-03-03")
    assert group([first, *BRIDGE], (), SITE)[0].title in heads[1:]


# explain


def test_explain_tells_shared_names_and_doubts() -> None:
    stories = group([*BRIDGE, *QUAKE[2:3]], (), SITE)
    told = explain(stories, [*BRIDGE, *QUAKE[2:3]])
    reasons = {r.article: r for r in told.members}
    assert {"Heldra", "Inga"} <= set(reasons["a"].names)
    assert "14" in reasons["a"].figures
    assert reasons["a"].nearest == "b"
    assert [r.margin for r in told.members] == sorted(r.margin for r in told.members)


def test_explain_of_nothing() -> None:
    assert explain((), ()).members == ()


# what always holds

WORDS = [
    "Ulm",
    "Rostock",
    "Bahn",
    "Streik",
    "Lokführer",
    "12",
    "Weselsky",
    "die",
    "fährt",
    "nicht",
    "北京",
    "Kiew",
    "?",
    "\n",
]
PIECES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@st.composite
def collections(draw: st.DrawFn) -> list[Reading]:
    made = []
    for k in range(draw(st.integers(0, 8))):
        day = draw(st.sampled_from(["", "2025-01-01", "2025-01-03", "2025-06-01"]))
        language = draw(st.sampled_from(["de", "en", "und", "tlh"]))
        pins = draw(st.sampled_from([(), (), (), ("eins",), ("zwei", "eins")]))
        made.append(article(f"a{k}", draw(PIECES), draw(PIECES), day, language, stories=pins))
    return made


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(collections(), st.randoms(use_true_random=False))
def test_properties(readings: list[Reading], random: object) -> None:
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    stories = group(readings, (), SITE)
    assert stories == group(shuffled, (), SITE)
    assert {r.article.id for s in stories for r in s.readings} == {r.article.id for r in readings}
    assert len({s.slug for s in stories}) == len(stories)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", s.slug) and s.title and s.readings for s in stories)
    for reading in readings:
        homes = [s.slug for s in stories if reading in s.readings]
        assert set(homes) == set(reading.article.stories) if reading.article.stories else len(homes) == 1


@given(
    st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]), st.floats(0, 1)),
    st.lists(st.sampled_from([None, 0, 1]), min_size=10, max_size=10),
)
def test_link_holds_to_decisions(pairs: dict[tuple[int, int], float], seeds: list[int | None]) -> None:
    found = link(10, pairs, 0.3, seeds)
    assert sorted(i for members in found for i in members) == list(range(10))
    for seed in (0, 1):
        holders = [members for members in found if any(seeds[i] == seed for i in members)]
        assert len(holders) <= 1
        assert all(seeds[i] in {seed, None} for members in holders for i in members)


def test_nothing_makes_no_story() -> None:
    assert group((), (), SITE) == ()


def test_one_article_makes_one_story() -> None:
    assert ids(group(BRIDGE[:1], (), SITE)) == {frozenset("a")}


def test_an_empty_article_has_an_address() -> None:
    (made,) = group([article("leer", "")], (), SITE)
    assert re.fullmatch(r"story-[0-9a-f]{8}", made.slug)


def test_a_thousand_copies_are_one_story_and_fast() -> None:
    source = BRIDGE[0].article
    copies = [replace(BRIDGE[0], article=replace(source, id=f"{k:04}")) for k in range(1000)]
    began = time.monotonic()
    assert len(group([*copies, *QUAKE], (), SITE)) == 3
    assert time.monotonic() - began < 5


def test_three_hundred_edited_copies_are_one_story() -> None:
    source = BRIDGE[0].article
    copies = [article(f"{k:04}", source.title, f"{source.text} Stand {k} Uhr.", "2025-03-03") for k in range(300)]
    assert len(group([*copies, *QUAKE], (), SITE)) == 3
