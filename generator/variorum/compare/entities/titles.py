"""Titles: in a run of capitalised words, which come before the name ("Rentnerin Orla Venn"), where nouns have capitals.

German writes nouns like names, so that a run may begin with a calling, a kin or a kind of firm. A first name that is
known ends them; else the words known for such, those that end in one ("Berufsschullehrer") or are made like one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from variorum.compare.entities.spelling import rules

SHORTEST = 8  # letters of a word that is known for a calling by its ending alone: "Christ" is a name
END = 4  # letters of a calling that may end a compound


def before_name(words: Sequence[str], language: str) -> int:
    """Return how many words of a run in lower case stand before the name: never all, 0 where nouns have no capitals."""
    known = rules(language)
    if not known.forenames or len(words) < 2:
        return 0
    at = next((i for i, word in enumerate(words) if forename(word, language)), -1)
    if at >= 0:
        return 0 if at == len(words) - 1 and not calling(words[at - 1], language) else at
    at = 0
    while at < len(words) - 1 and calling(words[at], language):
        at += 1
    return at


def forename(word: str, language: str) -> bool:
    """Return whether a word in lower case is known for a first name, or for two ("Jens-Ole")."""
    forenames = rules(language).forenames
    return word in forenames or ("-" in word and all(part in forenames for part in word.split("-")))


@lru_cache(maxsize=20_000)
def calling(word: str, language: str) -> bool:
    """Return whether a word in lower case is a calling, a kin or a kind of firm: what stands before a name."""
    known = rules(language)
    if not known.callings or forename(word, language):
        return False
    if word in known.callings or word.endswith(_ends(language)):
        return True
    return len(word) >= SHORTEST and word.endswith(known.calling_ends or ("\0",))


@cache
def _ends(language: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in rules(language).callings if len(word) >= END))


@lru_cache(maxsize=20_000)
def noun(word: str, language: str) -> bool:
    """Return whether a word in lower case is a calling or ends as nouns do that are no names."""
    ends = rules(language).noun_ends
    return bool(ends) and (word.endswith(ends) or word in rules(language).callings)
