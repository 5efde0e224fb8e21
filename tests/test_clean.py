"""Article -> Reading: which sentences stay, what the furniture tells, and what holds for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.casefile import Case, named
from variorum.clean import clean, tidy
from variorum.clean.openings import beginnings
from variorum.clean.rules import patterns
from variorum.language import languages
from variorum.models import Article, Reading

PIECES = (
    "The harbour is closed.", "„Das war falsch. Gut“, sagte er.", "Stellenangebote", "1. Erstens", "18. Juni", "(dpa)",
    "BERLIN (dpa) – Ein Zug.", "\n", "\r\n", "\u2028", "# ", "> ", "- ", "**", "<b>", "</b>", "<script>", "```", "<!--",
    "Leave a comment", "Foto: x", "(emw)", "2025-06-11", " ", "\t", "\U0001f600", "Mio. Euro", "...", "[x](y)", "=====",
)  # fmt: skip
TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def article(text: str, title: str = "", language: str = "en") -> Article:
    return Article(id="a", path="a", line=1, title=title, text=text, language=language)


def told(reading: Reading) -> list[str]:
    lines = [("# " if s.heading else "") + reading.quote(s).replace("\n", "⏎") for s in reading.sentences]
    lines += [f"[sign {reading.sign}]"] if reading.sign else []
    lines += [f"[dated {reading.dated}]"] if reading.dated else []
    lines += [f"[credits {', '.join(reading.credits)}]"] if reading.credits else []
    return lines + (["[ai]"] if reading.ai_disclosed else [])


@pytest.mark.parametrize(("language", "case"), named("clean"), ids=lambda x: x.title if isinstance(x, Case) else x)
def test_cases(language: str, case: Case) -> None:
    title, text = "", case.given
    if text.startswith("title: "):
        first, _, text = text.partition("\n")
        title = first.removeprefix("title: ")
    assert told(clean(article(text, title, language))) == case.expected.splitlines()


@settings(deadline=None)
@given(text=TEXTS, title=st.just("") | TEXTS, language=st.sampled_from(["de", "en", "fr", "ja", "und"]))
@example(text="- - - x", title="", language="en")
@example(text="<b", title="**", language="de")
@example(text="A.\u20280. 0", title="", language="en")
def test_every_sentence_is_verbatim_and_in_order(text: str, title: str, language: str) -> None:
    given_article = article(text, title, language)
    reading = clean(given_article)
    assert clean(given_article) == reading
    ends = {"title": 0, "text": 0}
    for sentence in [s for s in reading.sentences if not (s.field == "text" and s.paragraph == 0)]:
        quote = reading.quote(sentence)
        assert quote
        assert quote == quote.strip()
        assert ends[sentence.field] <= sentence.start < sentence.end
        ends[sentence.field] = sentence.end
    assert reading.title in (title, "") or reading.title in text


@settings(deadline=None)
@given(text=TEXTS, language=st.sampled_from(["de", "en"]))
def test_tidying_only_leaves_lines_out(text: str, language: str) -> None:
    left = iter(re.split(r"\n", text))
    for line in tidy(text, "", language).split("\n"):
        assert line == "" or line in left


@pytest.mark.parametrize("language", [*languages(), "xx"])
def test_every_pattern_compiles_and_none_matches_nothing(language: str) -> None:
    rules = patterns(language)
    assert not rules.credit.match("")
    for openings in (rules.whole.plain, rules.byline.plain, rules.closes, rules.starts):
        for pattern in openings.patterns():
            assert not pattern.match(""), pattern.pattern
    for gates in (rules.whole.gated, rules.byline.gated, rules.holds, rules.caption, rules.disclosure, rules.title):
        for _, pattern in gates.patterns:
            assert not pattern.search(""), pattern.pattern


# texts of the words of the rules, in any case, with letters that equal others where case does not count
PIECES = [
    "k",
    "K",
    "ſ",
    "İ",
    "ı",
    "ß",
    "ẞ",
    "µ",
    "Å",
    "É",
    "©",
    " ",
    "7",
    "٣",
    "(",
    ".",
    "mehr",
    "READ ",
    "Von ",
    "TEİLEN",
]
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=6).map("".join)


@settings(max_examples=30)  # texts of a pattern take long to find
@given(line=LINES, language=st.sampled_from(["de", "en", "fr"]), data=st.data())
def test_a_pattern_is_left_out_only_where_it_cannot_match(line: str, language: str, data: st.DataObject) -> None:
    rules = patterns(language)
    openings = data.draw(st.sampled_from([rules.whole.plain, rules.byline.plain, rules.closes, rules.starts]))
    tried = data.draw(st.sampled_from(openings.patterns()))
    like = data.draw(st.one_of(st.just(line), st.from_regex(tried).map(str.swapcase), st.from_regex(tried)))
    assert openings.match(like) == any(pattern.match(like) for pattern in openings.patterns())


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("Read|see also", {"rea", "see"}),
        ("(?:more|all) news", {"mor", "all"}),
        ("(?:The )?end", {"the", "end"}),
        ("a+b", {"a"}),
        ("a{2}b", {"a"}),
        ("a*bcd", {"a", "bcd"}),
        (r"\d+ von", set("0123456789")),
        (r"^\bAP", {"ap"}),
        ("(?!no)yes", {"yes"}),
        (r"\(c\)", {"(c)"}),
        (r"\w+|x", {"", "x"}),
        ("[ab]c", {""}),
        ("kK", {"kk"}),
        ("ſo", {""}),
    ],
)
def test_how_a_match_begins(pattern: str, expected: set[str]) -> None:
    assert beginnings(pattern) == expected


@given(text=st.text(alphabet="aAPdpß-/ (),.K\n", max_size=30))
def test_what_may_stand_in_a_line_is_told_by_its_words(text: str) -> None:
    rules = patterns("en")
    strings = rules.watch.may_hold(text)
    assert {match[0] for match in rules.agency.finditer(text)} <= strings
    gates = (rules.whole.gated, rules.byline.gated, rules.holds, rules.caption, rules.disclosure, rules.title)
    words = {word for gate in gates for when, _ in gate.patterns for word in when}
    assert {word for word in words if word in text.lower()} <= strings
