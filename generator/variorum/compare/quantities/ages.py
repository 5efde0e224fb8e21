"""Numbers that are ages by their place alone: "Venn, 58, said", "Orla V. (64)", "(† 64)", "Venn, Lehrer, 64 Jahre,"."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.compare.entities.titles import calling
from variorum.compare.quantities.numbers import Number
from variorum.compare.quantities.units import Lexicon
from variorum.words import Token

LEAST, MOST = 5, 110  # years; less stands in brackets for much else, but after "Orla V."
DEAD = "†"


def by_place(tokens: Sequence[Token], lower: list[str], number: Number, words: Lexicon) -> bool:
    """Return whether a number is set like an age: "Horomanski, 58, said", "aged 64", "(64)" after a name."""
    i, j = number.first, number.after
    if (found := words.before(lower, i, "aged")) and found[0].name not in ("de", "di"):
        return number.high >= 1
    if _paired(lower, j, words):
        return True
    dead = i >= 2 and lower[i - 1] == DEAD
    at = i - 2 if dead else i - 1  # the mark before it
    if not number.bare or at < 1 or number.high >= MOST:
        return False
    mark, end = lower[at], lower[j] if j < len(lower) else "."
    if not ((mark == "," and end in ",.;") or (mark == "(" and end == ")")):
        return False
    last = at - 1
    cut = last >= 2 and lower[last] == "." and _initial(tokens[last - 1])
    last -= cut
    if number.high < (1 if cut or dead else LEAST) or not _capital(tokens[last]) or not tokens[last].is_word:
        return False
    if words.at(lower, last, "month") or words.at(lower, last, "weekday"):
        return False
    if not last:  # a headline's "Wanderer (54)"
        return mark == "(" and (calling(lower[0], words.language) or f"{lower[0]} ".startswith(words.rules.people))
    return tokens[last - 1].is_word


def apposed(tokens: Sequence[Token], lower: list[str], number: Number, after: int, words: Lexicon) -> bool:
    """Return whether years told are an age: "Venn, Lehrer, 64 Jahre, ...", "Orla Venn (64 Jahre)", "aged 34 and 29"."""
    i = number.first
    if _aged(lower, i, words):
        return True
    if not number.bare or i < 2 or not LEAST <= number.high < MOST:
        return False
    mark, end = lower[i - 1], lower[after] if after < len(lower) else "."
    if not ((mark == "," and end in ",.;") or (mark == "(" and end == ")")):
        return False
    if not _capital(tokens[i - 2]):
        return False
    if calling(lower[i - 2], words.language):
        return True
    named = i >= 3 and _capital(tokens[i - 3])
    return named and mark == "("


def _aged(lower: list[str], i: int, words: Lexicon) -> bool:
    """Return whether a number ends a row of ages: "im Alter von 34 und 29"."""
    at = i
    while at >= 2 and (lower[at - 1] == "," or words.at(lower, at - 1, "both")) and lower[at - 2].isdigit():
        at -= 2
        if words.before(lower, at, "aged"):
            return True
    return False


def _paired(lower: list[str], after: int, words: Lexicon) -> bool:
    """Return whether the number before ``after`` shares its word with the next: "die 34- und 29-jährigen Männer"."""
    if after + 2 >= len(lower) or lower[after] != "-" or not words.at(lower, after + 1, "both"):
        return False
    end = after + 4 if lower[after + 3 : after + 4] == ["-"] else after + 3
    return lower[after + 2].isdigit() and bool(words.at(lower, end, "age"))


def _capital(token: Token) -> bool:
    return token.is_capitalised and token.is_word


def _initial(token: Token) -> bool:
    return len(token.text) == 1 and token.is_capitalised
