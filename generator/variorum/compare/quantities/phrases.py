"""Tokens -> the noun phrase that follows a number: what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.compare.quantities.units import Lexicon
from variorum.words import Token

PHRASE = 7  # words of a noun phrase that are looked at


def phrase(text: str, tokens: Sequence[Token], lower: Sequence[str], i: int, words: Lexicon) -> Iterator[str]:
    """Yield the words of the noun phrase that begins at token ``i``, up to a preposition, a mark or a number."""
    stops = words.rules.stops
    seen = 0
    if 0 < i < len(tokens) and text[tokens[i - 1].end : tokens[i].start] == "-":
        yield tokens[i].text  # "32-bit versions" are no 32 versions
        return
    for j in range(i, min(i + PHRASE + 2, len(tokens))):
        if not tokens[j].is_word:
            return
        if lower[j] in words.rules.both and j + 1 < len(lower) and words.numeral(lower[j + 1]):
            return  # "drei Jahre und sechs Monate"
        if lower[j] in stops:
            if (seen or j > i + 1) and not _pair(tokens, lower, j, words):
                return
            continue
        seen += 1
        yield tokens[j].text
        if seen == PHRASE:
            return


def _pair(tokens: Sequence[Token], lower: Sequence[str], j: int, words: Lexicon) -> bool:
    """Whether "and" joins two names before the noun they belong to: "Central and South American soldiers"."""
    around = tokens[j - 1 : j + 2 : 2]
    joined = lower[j] in words.rules.both and lower[j] != "to"
    return (
        joined
        and words.capital
        and len(around) == 2
        and all(t.is_word and t.is_capitalised and not t.text.endswith("s") for t in around)
    )
