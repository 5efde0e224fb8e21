"""Figures -> the nouns they count or measure, as keys: "31 projects", "exports of $188 billion"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from variorum.compare.align import Line, key
from variorum.compare.quantities.figure import Figure
from variorum.compare.quantities.units import lexicon

MEASURED = 3  # words before "of" that say what is measured: "combined gross domestic product of"
CLAUSE = re.compile(r"[,;:.()\u2013\u2014]\s")
PLURALS = frozenset(("people", "men", "women", "children", "police", "policemen", "others", "jobs", "troops", "feet"))


def head(figure: Figure, language: str) -> list[str]:
    """Return the words counted up to the one that heads them, lower case; empty where it cannot be told.

    In English a number above one wants a plural, in German nouns are capitalised, elsewhere the noun comes first.
    """
    words = [w.casefold() for w in figure.noun]
    if figure.kind == "age":
        return words[:1]
    if language == "de":
        ends = [i for i, w in enumerate(figure.noun) if w[0].isupper()]
    elif language == "en":
        ends = [
            i for i, w in enumerate(words) if w in PLURALS or (len(w) > 3 and w.endswith("s") and w[-2] not in "su'")
        ]
        ends = ends or ([0] if figure.point <= 1 and words else [])
    else:
        ends = [i for i, w in enumerate(words) if len(w) > 3]
    return words[: ends[0] + 1] if ends else []


def head_keys(figure: Figure, language: str) -> frozenset[str]:
    """Return the keys of the noun that heads the words counted; empty where it cannot be told."""
    heads = head(figure, language)
    return noun_keys(heads[-1:], language) | kin(heads[-2:], language)


def measured(figure: Figure, line: Line) -> tuple[str, ...]:
    """Return the words for what a figure is the measure of, told before it: "exports of $188 billion".

    Or as what amounts to it: "the loot amounted to 1,870 euros".
    """
    rules = lexicon(line.language).rules
    before = line.text[: figure.start].split()
    if not before or before[-1].casefold() not in rules.links:
        return _amounting(figure, line)
    found: list[str] = []
    for word in reversed(before[-1 - MEASURED : -1]):
        low = word.casefold()
        if not word[-1].isalnum() or not word[0].isalpha() or low in rules.stops or low in rules.blank:
            break
        found.insert(0, word)
    return tuple(found)


def _amounting(figure: Figure, line: Line) -> tuple[str, ...]:
    """Return the subject of a verb that says how much something is, up to its first preposition; () for none."""
    pattern = _verbs(line.language)
    clause = CLAUSE.split(line.text[: figure.start])[-1]
    found = pattern.search(clause) if pattern else None
    if found is None:
        return ()
    stops = lexicon(line.language).rules.stops
    words = clause[: found.start()].split()
    while words and words[0].casefold() in stops:
        del words[0]
    ends = next((i for i, word in enumerate(words) if word.casefold() in stops), len(words))
    return tuple(words[:ends]) if ends <= MEASURED and all(w[0].isalpha() for w in words[:ends]) else ()


@cache
def _verbs(language: str) -> re.Pattern[str] | None:
    verbs = lexicon(language).rules.amounting
    return re.compile(rf"\b(?:{'|'.join(verbs)})\b", re.IGNORECASE) if verbs else None


def noun_keys(words: Iterable[str], language: str) -> frozenset[str]:
    """Return the keys of words counted, and the kin of their nouns."""
    words = tuple(words)
    return frozenset(k for w in words if (k := key(w, language))) | kin(words, language)


def kin(words: Iterable[str], language: str) -> frozenset[str]:
    """Return a common key for nouns that news use for each other: "refugees", "Flüchtlinge" -> "~migrant"."""
    words = tuple(words)
    text = " ".join(words)
    phrases = frozenset(name for phrase, name in _kin_phrases(language) if phrase in text)
    return phrases.union(*(_kin(word, language) for word in words))


@lru_cache(maxsize=50_000)
def _kin(word: str, language: str) -> frozenset[str]:
    return frozenset(f"~{name}" for name, group in lexicon(language).rules.kin.items() if f"{word} ".startswith(group))


@cache
def _kin_phrases(language: str) -> tuple[tuple[str, str], ...]:
    groups = lexicon(language).rules.kin
    return tuple((p, f"~{name}") for name, group in groups.items() for p in group if " " in p.strip())
