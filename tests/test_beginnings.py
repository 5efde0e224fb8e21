"""Beginnings of words, held against the alternation that they stand for."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from variorum.compare.beginnings import Beginnings

words = st.text(alphabet="aábß", min_size=1, max_size=3)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
texts = st.lists(words.map(str.capitalize) | words | st.sampled_from((",", "-", "_a")), max_size=8).map(" ".join)


@given(st.sets(phrases, min_size=1, max_size=8), st.sets(phrases, max_size=3), texts)
def test_as_an_alternation_would(beginnings: set[str], whole: set[str], text: str) -> None:
    longest = sorted(beginnings | whole, key=lambda w: (-len(w), w))
    body = "|".join(re.escape(w) + r"(?!\w)" * (w in whole) for w in longest)
    wanted = [(m.start(), m.end(), m[0].lower()) for m in re.finditer(rf"(?<!\w)(?:{body})", text, re.IGNORECASE)]
    assert [tuple(found) for found in Beginnings(beginnings, whole).find(text)] == wanted


def test_the_longest_wins_and_a_whole_word_ends() -> None:
    table = Beginnings(("injur", "in", "shot dead"), ("shot",))
    assert [f.text for f in table.find("Injuries: in Orlen, two were shot dead, one shot, five shots")] == [
        "injur", "in", "shot dead", "shot",
    ]  # fmt: skip
