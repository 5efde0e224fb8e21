"""Article -> Reading: which sentences stay, what the furniture tells, and what holds for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.casefile import Case, named
from variorum.clean import clean, tidy
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
    for name in ("whole", "closes", "byline", "credit", "starts"):
        assert not getattr(rules, name).match(""), name
    for name in ("holds", "caption", "disclosure", "title"):
        for _, pattern in getattr(rules, name).patterns:
            assert not pattern.search(""), pattern.pattern
