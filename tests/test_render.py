"""render: the golden pages of the newsroom, hostile text, labels, excerpts, addresses, feeds, the picture."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from tests.newsroom import SITE, load, weeks
from variorum.errors import RenderError
from variorum.group.naming import address
from variorum.labels import FALLBACK, LabelRules, labels
from variorum.language import languages
from variorum.language import load as load_rules
from variorum.measured import Measured
from variorum.models import Page
from variorum.picture import Figure, picture
from variorum.publish import templates
from variorum.render import render, shorten_quotes
from variorum.render.addresses import relative, slug
from variorum.render.escape import keep, md, plain, url
from variorum.render.excerpt import excerpt

GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = templates(Path(__file__).parent)
HOSTILE = st.text(
    st.sampled_from(list("\\`*_{}[]()<>#+-.!&|~^=:@$\"'%/;?\n\t 1aé\u202e\x02\x00\u2028\ufeff")), max_size=40
)


def pages() -> dict[str, str]:
    briefings, collection = load()
    made = render(briefings, weeks(briefings, collection.site), collection, TEMPLATES, {"data/briefings.json": "{}\n"})
    return {page.path: page.text for page in made}


PAGES = pages()


# golden -------------------------------------------------------------------------------------------------------------


def test_golden_pages(request: pytest.FixtureRequest) -> None:
    """Every page, feed and data file of the newsroom, as text that a person can read in a diff."""
    if request.config.getoption("--regold"):
        for path in sorted(GOLDEN.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        for path, text in PAGES.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_text(text, "utf-8")
    kept = {p.relative_to(GOLDEN).as_posix(): p.read_text("utf-8") for p in GOLDEN.rglob("*") if p.is_file()}
    assert sorted(PAGES) == sorted(kept), "run pytest --regold and read the diff"
    for path, text in PAGES.items():
        assert text == kept[path], f"{path} changed: run pytest --regold and read the diff"


def test_rendering_depends_on_nothing_but_its_arguments() -> None:
    briefings, collection = load()
    made = render(briefings[::-1], weeks(briefings[::-1], SITE), collection, TEMPLATES, {"data/briefings.json": "{}\n"})
    assert {p.path: p.text for p in made} == PAGES


def test_pages_that_every_site_has() -> None:
    for path in (
        "index.md",
        "archive/index.md",
        "topics/index.md",
        "sources/index.md",
        "method/index.md",
        "corrections/index.md",
        "editions/2025-W24/index.md",
        "stories/klappbruecke-sundhaven/index.md",
        "stories/bruecke-sundhaven/index.md",
        "topics/verkehr/index.md",
        "sources/hafenbote/index.md",
        "feed.xml",
        "rss.xml",
        "feed.json",
        "disagreements/feed.xml",
        "topics/verkehr/feed.xml",
        "data/stories/klappbruecke-sundhaven.json",
        "mkdocs.yml",
    ):
        assert path in PAGES


def test_a_dismissed_disagreement_is_kept_in_the_data_and_left_out_of_the_page() -> None:
    assert "d-farbe" not in PAGES["stories/klappbruecke-sundhaven/index.md"]
    data = json.loads(PAGES["data/stories/klappbruecke-sundhaven.json"])
    assert {d["id"]: d["decision"] for d in data["disagreements"]}["d-farbe"] == "dismissed"


def test_updated_sides_stand_in_the_order_of_time() -> None:
    page = PAGES["stories/klappbruecke-sundhaven/index.md"]
    values = re.findall(r'<p class="v-value"><span[^>]*>(\w+)</span>', page.split('id="d-stand"')[1])
    assert values == ["geplant", "beschlossen"]


def test_a_note_is_cited_and_never_put_in_quotation_marks() -> None:
    page = PAGES["stories/klappbruecke-sundhaven/index.md"]
    note = "Die Werft rechnet mit"
    assert note in page
    assert all("<q" not in before[-60:] for before in page.split(note)[:-1])


def test_labels_follow_the_language_of_the_story_and_quotes_have_their_own() -> None:
    page = PAGES["stories/observatory-opens/index.md"]
    assert "What the sources agree on" in page
    assert '<span lang="ar" dir="auto">' in page or '<q lang="ar" dir="auto">' in page


def test_a_site_without_articles_or_without_dates_still_has_a_front_page() -> None:
    _, collection = load()
    empty = replace(collection, articles=(), stories=(), publishers=())
    made = {p.path: p.text for p in render((), (), empty, TEMPLATES, {})}
    assert "Es ist noch nichts erschienen." in made["index.md"]


@pytest.mark.parametrize(("unit", "language"), [("day", "en"), ("month", "fr")])
def test_every_kind_of_edition_and_language_renders(unit: str, language: str) -> None:
    briefings, collection = load(replace(SITE, edition=unit, language=language))  # type: ignore[arg-type]
    made = render(briefings, weeks(briefings, collection.site), collection, TEMPLATES, {})
    assert any(p.path.startswith("editions/") for p in made)


def test_a_template_that_fails_is_named_with_its_line() -> None:
    briefings, collection = load()
    broken = {**TEMPLATES, "pages/topics.md.jinja": "one\n{{ nothing }}\n"}
    with pytest.raises(RenderError) as raised:
        render(briefings, (), collection, broken, {})
    assert (raised.value.problems[0].path, raised.value.problems[0].line) == ("theme/pages/topics.md.jinja", 2)


def test_two_pages_at_one_address_are_refused() -> None:
    briefings, collection = load()
    with pytest.raises(RenderError, match=r"index\.md"):
        render(briefings, (), collection, TEMPLATES, {"index.md": "mine"})


def test_of_two_stories_that_turn_out_to_be_one_both_addresses_lead_to_it() -> None:
    """Grouped by the machine, without a word of the editor's: the younger's address is its first report's still."""
    briefings, collection = load()
    first, second = sorted(briefings, key=lambda b: b.story.slug)[:2]
    both = (*first.story.readings, *second.story.readings)
    slug = address(first.story.readings)
    whole = replace(first, story=replace(first.story, slug=slug, readings=both))
    made = {p.path: p.text for p in render([whole], (), collection, TEMPLATES, {})}
    old = address(second.story.readings)
    assert old != slug
    assert f'location: "../{slug}/"' in made[f"stories/{old}/index.md"]
    assert "template:" not in made[f"stories/{slug}/index.md"].split("---")[1]


# hostile text -------------------------------------------------------------------------------------------------------

EXTENSIONS = ["extra", "admonition", "sane_lists", "smarty", "toc", "nl2br", "codehilite", "meta"]
EXTENSIONS += ["pymdownx.magiclink", "pymdownx.emoji", "pymdownx.tilde", "pymdownx.mark", "pymdownx.superfences"]
EXTENSIONS += ["pymdownx.details", "pymdownx.smartsymbols", "pymdownx.arithmatex", "pymdownx.critic", "pymdownx.keys"]


def shown(html: str) -> str:
    return plain(unescape(re.sub(r"</?p>", "", html)))


@given(HOSTILE)
def test_escaped_text_shows_as_it_is_in_plain_markdown(text: str) -> None:
    assert shown(markdown.markdown(f"{md(text)}")) == plain(text)


@given(HOSTILE)
def test_escaped_text_makes_no_element_under_any_extension(text: str) -> None:
    html = markdown.markdown(f"x {md(text)} y", extensions=["extra", "admonition", "sane_lists", "toc"])
    assert re.sub(r"</?p>", "", html).count("<") == 0
    assert shown(html) == plain(f"x {plain(text)} y")


@pytest.mark.parametrize(
    "text",
    ["<script>x</script>", "[a](javascript:b)", "![a](b)", "*a* _b_ `c` ~~d~~ ==e==", "# h", "- l", "1. l", "    code",
     "a | b", "[^1]: n", "*[HTML]: n", "!!! note", ":smile:", "http://a.example", "www.a.example", "a@b.example",
     "{{ 7*7 }}", "{% x %}", "{: .c }", "$$x$$", '--8<-- "f"', "++ctrl++", "{>>c<<}", "(c)", "a\n===", "a\n---", "---",
     "<!-- c -->", "]]>", "&lt;b&gt;", "term\n:   definition", "\x02wzxhzdk:0\x03", "\x02klzzwxh:0000\x03"],
)  # fmt: skip
def test_nothing_becomes_markup_under_the_extensions_a_project_may_turn_on(text: str) -> None:
    html = markdown.markdown(f"{md(text)}", extensions=EXTENSIONS)
    assert not re.search(r"<(?!/?p>)", html), html


@given(HOSTILE)
def test_escaped_text_cannot_leave_an_attribute_or_the_front_matter(text: str) -> None:
    assert '"' not in md(text)
    assert "<" not in md(text)
    assert "\n" not in md(text)


@given(st.text(max_size=60))
def test_parts_of_a_quote_join_to_the_quote(text: str) -> None:
    cut = len(text) // 2
    assert plain(unescape(keep(text[:cut]) + keep(text[cut:]))) == plain(text)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x.example", "ftp://x.example", "x",
                                     "", "http://", "https://a b.example", "http://[", None])  # fmt: skip
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert url(address) == ""


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/x?y=1&z=2#q", "https://a.example/x?y=1&amp;z=2#q"),
        ('https://a.example/"onclick="x', "https://a.example/%22onclick=%22x"),
        ("HTTPS://a.example/<b>[x](y)`z`", "HTTPS://a.example/%3Cb%3E%5Bx%5D%28y%29%60z%60"),
    ],
)
def test_addresses_are_made_safe(address: str, expected: str) -> None:
    assert url(address) == expected


def test_no_page_of_the_hostile_story_holds_live_markup() -> None:
    for path in ("stories/feindlicher-text/index.md", "index.md", "feed.xml", "rss.xml"):
        page = PAGES[path].split("\n---\n")[-1]  # the front matter is JSON, which the theme does not read as markdown
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "](javascript" not in page
        assert "{{" not in page
    assert 'href="javascript:' not in "".join(t for p, t in PAGES.items() if not p.endswith(".json"))


def test_markup_passes_and_nothing_else_does() -> None:
    environment = Environment(autoescape=True, finalize=md)
    assert environment.from_string("{{ a }}{{ b }}").render(a="<*>", b=Markup("<b>")) == "&#60;&#42;&#62;<b>"


# excerpts -----------------------------------------------------------------------------------------------------------


@given(st.text(st.sampled_from("ab \n."), min_size=1, max_size=120), st.data(), st.integers(5, 60))
def test_an_excerpt_is_verbatim_short_and_holds_the_value(text: str, data: st.DataObject, longest: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    low = data.draw(st.integers(start, end - 1))
    high = data.draw(st.integers(low + 1, min(end, low + longest)))
    found = excerpt(text, (start, end), (low, high), longest)
    assert found.text in text
    assert len(found.text) <= longest or end - start <= longest
    assert found.value == text[low:high]


def test_an_excerpt_is_cut_between_words() -> None:
    text = "Alpha beta gamma delta epsilon zeta eta theta iota kappa."
    found = excerpt(text, (0, len(text)), (text.index("zeta"), text.index("zeta") + 4), 24)
    assert (found.text, found.cut_before, found.cut_after) == ("epsilon zeta eta theta", True, True)


def test_no_published_quote_is_longer_than_the_site_allows() -> None:
    briefings, collection = load(replace(SITE, quote_length=40))
    made = render(briefings, weeks(briefings, collection.site), collection, TEMPLATES, {})
    articles = {a.id: a for a in collection.articles}
    pages = {p.path: p.text for p in made}
    told = json.loads(pages["data/stories/klappbruecke-sundhaven.json"])
    for side in (s for d in told["disagreements"] for s in d["positions"]):
        for mention in side["mentions"]:
            text = articles[mention["article"]].text
            assert len(mention["quote"]) <= 40
            assert mention["quote"] in text
            assert text[mention["start"] : mention["end"]] in mention["quote"]
    for quote in re.findall(r"<q[^>]*>(.*?)</q>", pages["stories/klappbruecke-sundhaven/index.md"]):
        assert len(unescape(re.sub(r"</?mark>", "", quote))) <= 40
    long = {"quote": "a " * 50, "statement": "b " * 50, "other": "c" * 50}
    assert [len(v) for v in shorten_quotes(long, {}, 20).values()] == [19, 19, 50]


# labels, addresses --------------------------------------------------------------------------------------------------


def test_every_language_with_labels_has_the_same_ones() -> None:
    rules = {code: rule for code in languages() if (rule := load_rules(code, "labels", LabelRules)).words}
    assert {"de", "en", "es", "fr", "it", "nl", "pl"} <= rules.keys()
    for code, rule in rules.items():
        assert rule.words.keys() == rules["en"].words.keys(), code
        assert rule.counts.keys() == rules["en"].counts.keys(), code
        for key, text in rule.words.items():
            fields = re.findall(r"\{(\w+)\}", text)
            assert fields == re.findall(r"\{(\w+)\}", rules["en"].words[key]), f"{code}: {key}"
        assert all({"one", "other"} <= forms.keys() for forms in rule.counts.values())


def test_labels_count_date_and_fall_back() -> None:
    assert labels("de").count("sources", 1240) == "1.240 Quellen"
    assert labels("en").count("sources", 1) == "1 source"
    assert labels("de").span(date(2025, 6, 8), date(2025, 6, 18)) == "8.–18. Juni 2025"
    assert labels("ja", "de").language == "de"
    assert labels("ja").language == FALLBACK


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C#", "C"), ("???", "!!!"), ("日本", "中国")])
def test_names_that_differ_in_signs_have_addresses_of_their_own(one: str, other: str) -> None:
    assert slug(one) != slug(other)
    assert slug(one)


def test_names_that_differ_in_case_share_an_address() -> None:
    assert slug("Süddeutsche  Zeitung") == slug("süddeutsche Zeitung") == "sueddeutsche-zeitung"


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("stories/a/", "", "stories/a/"),
        ("", "stories/a/", "../../"),
        ("stories/b/#s1", "stories/a/", "../b/#s1"),
        ("data/briefings.json", "method/", "../data/briefings.json"),
        ("", "", "./"),
    ],
)
def test_ways_between_pages(target: str, page: str, expected: str) -> None:
    assert relative(target, page) == expected


# feeds, metadata, picture -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [p for p in PAGES if p.endswith(".xml")])
def test_feeds_are_valid(path: str) -> None:
    ElementTree.fromstring(PAGES[path])
    feed = feedparser.parse(PAGES[path].encode())
    assert not feed.bozo
    assert feed.feed.title
    for entry in feed.entries:
        assert entry.link.startswith(SITE.url)
        assert entry.title


@pytest.mark.parametrize("path", [p for p in PAGES if p.endswith("feed.json")])
def test_json_feeds_have_what_the_standard_asks_for(path: str) -> None:
    feed = json.loads(PAGES[path])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert all(item["id"] and item["content_text"] for item in feed["items"])


SCHEMA_ORG = {  # types and the properties that schema.org gives them, as far as we use them (release 29)
    "Report": "headline description inLanguage datePublished dateModified isPartOf publisher citation isBasedOn "
    "mentions",
    "NewsArticle": "headline url datePublished inLanguage publisher author",
    "Claim": "name text appearance",
    "Organization": "name url",
    "WebSite": "name url",
    "Person": "name",
}


def test_linked_data_keeps_to_the_vocabulary() -> None:
    """The whole was also checked once against the types of the package schema-dts; this keeps it so."""

    def walk(value: object) -> None:
        if isinstance(value, list):
            for item in value:
                walk(item)
        if isinstance(value, dict):
            known = {*SCHEMA_ORG[value["@type"]].split(), "@type", "@id", "@context"}
            assert set(value) <= known, value
            for item in value.values():
                walk(item)

    found = [m[1] for text in PAGES.values() for m in re.finditer(r"^linked: (.*)$", text, re.MULTILINE)]
    assert found
    for linked in found:
        walk(json.loads(json.loads(linked)))


def test_linked_data_cites_every_source() -> None:
    front = PAGES["stories/klappbruecke-sundhaven/index.md"].split("---")[1]
    linked = json.loads(json.loads(re.search(r"^linked: (.*)$", front, re.MULTILINE)[1]))  # type: ignore[index]
    assert linked["@type"] == "Report"
    assert len(linked["citation"]) == 5
    assert {c["@type"] for c in linked["mentions"]} == {"Claim"}
    assert all(c["appearance"] for c in linked["mentions"])


def figure(side: int, low: float | None, high: float | None, text: str = "x") -> Figure:
    return Figure(who="A & B", day=date(2025, 6, 1), text=text, low=low, high=high, unit=None, side=side)


NUMBER = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)


@given(st.lists(st.tuples(st.one_of(st.none(), NUMBER), NUMBER), min_size=1, max_size=12))
def test_a_picture_is_well_formed_and_nothing_stands_outside(values: list[tuple[float | None, float]]) -> None:
    figures = [figure(n, low if low is None or low <= high else high, high) for n, (low, high) in enumerate(values, 1)]
    root = ElementTree.fromstring(picture(figures, question="Wie <viele>?", name="p", words=labels("de")))
    width = float(root.attrib["viewBox"].split()[2])
    for dot in root.iter("circle"):
        assert 0 <= float(dot.attrib["cx"]) <= width


def test_a_picture_tells_a_screen_reader_who_says_what() -> None:
    drawn = picture(
        [figure(1, 1, 1, "eins"), figure(2, 2, None, "über zwei")], question="Q", name="p", words=labels("de")
    )
    assert "<title" in drawn
    assert "A &amp; B (1. Juni 2025): über zwei" in drawn


def test_pages_are_values() -> None:
    assert Page(path="a", text="b") == Page(path="a", text="b")


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_on_method_tells_what_was_measured(language: str) -> None:
    figures = {"grouping": 0.951, "precision": 0.934, "recall": 0.412, "alarms": 0.021, "planted": 0.68, "text": 0.97}
    fresh = {"fresh_true": 61, "fresh_false": 5, "fresh_found": 211, "fresh_marked": 523}
    told = Measured(variorum="9.9", day=date(2025, 6, 1), traps=7, **fresh, **figures)
    briefings, collection = load(replace(SITE, language=language))
    made = render(briefings, weeks(briefings, collection.site), collection, TEMPLATES, {}, measured=told)
    page = unescape(next(p.text for p in made if p.path == "method/index.md")).replace("\xa0", " ")
    for figure in (
        "9.9",
        " 93 ",
        " 41",
        " 7",
        "68",
        "95",
        "97",
        " 523 ",
        " 211;",
        " 66",
        " 61 ",
        "0,021" if language == "de" else "0.021",
    ):
        assert figure in page


def test_a_report_of_another_paper_of_the_same_owner_says_so() -> None:
    briefings, collection = load()
    bridge = next(b for b in briefings if b.story.slug == "klappbruecke-sundhaven")
    one_owner = replace(bridge.provenance, family={**bridge.provenance.family, "bote-1": "K", "welle-3": "K"})
    told = replace(bridge, provenance=one_owner)
    page = {p.path: p.text for p in render((told,), (), collection, TEMPLATES, {})}[
        "stories/klappbruecke-sundhaven/index.md"
    ]
    assert 'gleicher Eigentümer wie Quelle <a href="#s3">3</a>' in page
    assert 'gleicher Eigentümer wie Quelle <a href="#s1">1</a>' in page
    assert page.count("gleicher Eigentümer") == 2
