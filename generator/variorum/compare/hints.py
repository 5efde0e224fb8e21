"""Text -> whether a figure or a day told by name can stand in it at all, by its words: most sentences need no reading.

A hint may be wrong in one direction only: what it passes over holds nothing (tests/test_hints.py reads it anyhow).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from variorum.compare.quantities.units import STARTS, lexicon

RUN = re.compile(r"[^\W_]+")
DIGIT = re.compile(r"\d")
Index = Mapping[str, tuple[frozenset[str], ...]]  # one run of a phrase -> all its runs
LEADS = frozenset(("sign", "code"))  # stand before a number and are none


@lru_cache(maxsize=2_000)
def runs(text: str) -> frozenset[str]:
    """Return the runs of letters and digits of a text in lower case; several rules ask of one sentence in turn."""
    return frozenset(RUN.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class Hints:
    """What a text without digits must hold to tell a figure in one language."""

    words: frozenset[str]  # one of these
    articles: frozenset[str]  # or one of these ("a") ...
    after: frozenset[str]  # ... and one of these ("a million", "a few")
    endings: tuple[str, ...]  # or a word that ends so ("dreitausend")
    marks: tuple[str, ...]  # or one of these pieces


def counting(text: str, language: str) -> bool:
    """Whether a figure may stand in a text."""
    if DIGIT.search(text):
        return True
    hints, found = _hints(language), runs(text)
    return (
        not found.isdisjoint(hints.words)
        or (not found.isdisjoint(hints.articles) and not found.isdisjoint(hints.after))
        or any(word.endswith(hints.endings) for word in found)
        or any(mark in text for mark in hints.marks)
    )


@cache
def _hints(language: str) -> Hints:
    words = lexicon(language)
    articles = words.rules.article
    own: set[str] = set()
    after: set[str] = set()
    marks: set[str] = set()
    for phrase, senses in words.phrases.items():
        parts = {s.part for s in senses}
        if parts & {"scale", "unit"}:
            after.add(_first(phrase))
        if not parts & (STARTS - LEADS):
            continue
        if phrase[0] in articles and len(phrase) > 1:
            after.add(_first(phrase[1:]))
        elif not (phrase[0] in articles and parts & STARTS == {"number"} and all(s.number <= 1 for s in senses)):
            (own if _first(phrase) else marks).add(_first(phrase) or phrase[0])
    return Hints(
        words=frozenset(own),
        articles=frozenset(_first((word,)) for word in articles),
        after=frozenset(after - {""}) | words.rules.victims,
        endings=(*words.endings, *words.rules.hundred),
        marks=tuple(sorted(marks)),
    )


def _first(phrase: Iterable[str]) -> str:
    """Return the first run of letters and digits of a phrase, as ``runs`` has it; "" if it has none."""
    found = RUN.search(" ".join(phrase).casefold())
    return found[0] if found else ""


def index(phrases: Iterable[str]) -> Index:
    """Return phrases by one of their runs, each as the set of all its runs, for ``held``."""
    made: dict[str, list[frozenset[str]]] = {}
    for phrase in phrases:
        parts = RUN.findall(phrase.casefold())
        made.setdefault(parts[-1], []).append(frozenset(parts))
    return {word: tuple(found) for word, found in made.items()}


def held(text: str, phrases: Index) -> bool:
    """Whether a text holds all words of one of the phrases of an ``index``, in whatever order."""
    found = runs(text)
    if found.isdisjoint(phrases):
        return False  # so nearly always
    return any(phrase <= found for word in found & phrases.keys() for phrase in phrases[word])
