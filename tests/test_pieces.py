"""A gate is never shut where its pattern matches: the pieces of a pattern are held against texts that it matches."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casefile import named
from variorum.compare.align import Line
from variorum.compare.assertions import degrees, means
from variorum.compare.beginnings import heads
from variorum.compare.entities import addresses, places, roles
from variorum.compare.pieces import EDGE, Gated, Watch, Words, needed
from variorum.compare.progress import withheld
from variorum.models import Sentence
from variorum.words import lowered


def line_of(text: str) -> Line:
    low = lowered(text)
    sentence = Sentence(field="text", start=0, end=len(text), paragraph=0)
    return Line(
        article="a", language="en", order=0, index=0, share=0.0, sentence=sentence, text=text, tokens=(), words=(),
        keys=frozenset(), names=frozenset(), low=low, heads=heads(low),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"\b(?:one|two) of", {"one of", "two of"}),
        (r"was (?:been )?sh(?:ot|ut)", {"was been shot", "was shot", "was been shut", "was shut"}),
        (r"(?:\w+ )?gun", {"gun"}),
        (r"pa[iy]d", {"paid", "payd"}),
        (r"in [A-Z]\w+ county", {" county"}),
        (r"a+b", {"a"}),
        (r"no(?!body)|none", {"no", "none"}),
        (r"\d+|one", {""}),
        (r"(?!)", set()),
    ],
)
def test_needed(pattern: str, pieces: set[str]) -> None:
    assert {piece.replace(EDGE, "") for piece in needed(pattern)} == pieces


@cache
def gated() -> tuple[re.Pattern[str], ...]:
    """Return the patterns that stand behind a gate."""
    found = []
    for language in ("de", "en"):
        known = degrees.patterns(language)
        assert known
        found += [
            means._pieces(language).pattern, known.superlative.pattern,
            withheld._patterns(language)[0].pattern, addresses._patterns(language)[2].pattern,
            places._patterns(language)[1], *roles._patterns(language)[:2],
        ]  # fmt: skip
    return tuple(found)


@settings(max_examples=60)
@given(st.data())
def test_no_match_is_passed_over(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(gated()))
    text = data.draw(st.from_regex(pattern, alphabet=st.characters(max_codepoint=0x17E)))
    if pattern.search(text):
        assert Watch(needed(pattern.pattern)).found(line_of(text))


@pytest.mark.parametrize("stage", ["compare", "status", "claims", "people"])
def test_cases(stage: str) -> None:
    gates = [Gated(pattern) for pattern in gated()]
    for _, case in named(stage):
        for text in case.given.splitlines():
            line = line_of(text)
            for gate in gates:
                assert bool(gate.search(line)) == bool(gate.pattern.search(line.low)), (gate.pattern.pattern[:80], text)


pieces = st.text(alphabet="ab -'", min_size=1, max_size=5).filter(str.strip)


@given(st.sets(pieces, max_size=6), st.text(alphabet="ab -'c", max_size=12))
def test_words_hold_the_pieces_that_the_text_holds(some: set[str], text: str) -> None:
    wanted = {piece for piece in some if piece in text}
    assert set(Words(some)(text)) == wanted
    assert set(Watch(some).found(line_of(text))) == wanted
