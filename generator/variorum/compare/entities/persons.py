"""Persons: who is named in a story, under all spellings of a name, and whom some words in a row name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.compare.entities import names, spelling
from variorum.models import Story

PERSON = "n:"  # begins the mark of a person
Person = tuple[str, str]  # first and last name, lower case


@dataclass(frozen=True, slots=True)
class People:
    """The people of a story, by each word of their names; of each the first and last name, and a mark for all forms."""

    by: Mapping[str, tuple[tuple[Person, str], ...]]


@lru_cache(maxsize=2)
def persons(story: Story) -> People:
    """Return the people named in a story; several spellings of a name have one mark."""
    alike: dict[str, dict[Person, str]] = defaultdict(dict)
    by: dict[str, list[tuple[Person, str]]] = defaultdict(list)
    for person in sorted({(n.first, n.last) for n in names.told(story) if n.first}, key=lambda p: (-len(p[1]), p)):
        others = alike[person[0]]
        same = next((mark for other, mark in others.items() if _one_name(person, other)), None)
        others[person] = same or f"{PERSON}{' '.join(person)}"
        for word in set(person):
            by[word].append((person, others[person]))
    return People({word: tuple(found) for word, found in by.items()})


def _one_name(a: Person, b: Person) -> bool:
    """Return whether two names are of one person: one last name is the letter or a slip of the other."""
    if a[0] != b[0]:
        return False
    short, long = sorted((a[1], b[1]), key=len)
    return (len(short) == 1 and long.startswith(short)) or (len(short) > 1 and spelling.distance(short, long) <= 1)


def mark(words: Sequence[str], known: People) -> frozenset[str]:
    """Return the person whom words in a row name; by a last or first name alone if only one person has it."""
    bare = {*words, *(word[:-1] for word in words if word.endswith("s"))}
    near = [one for word in sorted(bare) for one in known.by.get(word, ())]
    whole = {mark for (first, last), mark in near if first in bare and last in bare}
    if len(whole) > 1:  # "Orla Mae Venn" is the one of them with the last word
        whole = {mark for (first, last), mark in near if first in bare and last in words[-1:]}
    own = {mark for (_, last), mark in near if len(last) > 1 and last in bare}
    called = {mark for (first, _), mark in near if first in bare}
    for marks in (whole, own, called):
        if marks:
            return frozenset(marks) if len(marks) == 1 else frozenset()
    return frozenset()
