"""Sentence -> the words that tell what its figures are about: roles, scopes, dimensions, changes, each by its name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from variorum.compare.beginnings import Beginnings, split
from variorum.compare.quantities.units import lexicon

Tags = dict[str, tuple[tuple[int, str], ...]]  # what a word of a sentence tags -> (offset, name)


@cache
def _tagger(language: str) -> tuple[tuple[str, Beginnings, Mapping[str, str]], ...]:
    rules = lexicon(language).rules
    tables: tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...] = (
        ("role", rules.roles), ("scope", rules.scopes), ("dimension", rules.dimensions),
        ("stint", {"stint": rules.stints}), ("side", {"against": rules.sides}),
        ("change", {"change": rules.changes}), ("rising", {"rising": rules.rising}),
    )  # fmt: skip
    found = []
    for part, table in tables:
        names = {w.casefold(): name for name, words in table.items() for w in words}
        if names:
            whole = names if part in ("scope", "rising") else ()  # role words are beginnings, these are whole
            found.append((part, Beginnings(names, whole), names))
    return tuple(found)


@lru_cache(maxsize=5_000)
def tagged(text: str, language: str) -> Tags:
    """Return role and scope words of a sentence as {"role": ((offset, name), ...), "scope": ...}."""
    tables = _tagger(language)
    held: dict[str, list[tuple[int, str]]] = {part: [] for part, _, _ in tables}
    for word in split(text):
        for part in _parts(word[1], language):
            held[part].append(word)
    return {
        part: tuple([(f.start, names[f.text]) for f in beginnings.find(text, held[part])])
        for part, beginnings, names in tables
    }


@lru_cache(maxsize=50_000)
def _parts(word: str, language: str) -> tuple[str, ...]:
    """Return the tables in which something may begin with a word: for most words there is none."""
    return tuple(part for part, beginnings, _ in _tagger(language) if beginnings.begins(word))
