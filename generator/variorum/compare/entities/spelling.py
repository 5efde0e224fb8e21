"""Spelling: what is known about names in a language, and whether two spellings are one name, two, or a slip."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from variorum.language import Rules, load
from variorum.words import stem

SHORTEST = 4  # letters; shorter words differ by one letter too easily
LONGER = 6  # letters from which two letters may differ, or a word stand alone


class PeopleRules(Rules):
    """languages/<code>/people.yaml; see the comments in the English file."""

    common: frozenset[str] = frozenset()
    transliterated: frozenset[str] = frozenset()
    scripts: frozenset[str] = frozenset()
    standard: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()  # where nouns are capitalised: words before a noun that is no name
    same: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    abbreviated: Mapping[str, str] = {}
    directions: Mapping[str, str] = {}
    direction: str = ""
    beside: tuple[str, ...] = ()
    address: str = ""
    hospital: str = ""
    treated: str = ""
    numbered: tuple[str, ...] = ()  # what is told by its number where there are several: "Gate 5", "Halle 2"
    home: str = ""
    plain: frozenset[str] = frozenset()
    grades: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    short: Mapping[str, str] = {}
    after: str = ""
    before: str = ""
    speech: str = ""
    titles: frozenset[str] = frozenset()
    noun_ends: tuple[str, ...] = ()  # of nouns that are no names
    forenames: frozenset[str] = frozenset()
    callings: frozenset[str] = frozenset()
    calling_ends: tuple[str, ...] = ()
    one_calling: tuple[str, ...] = ()  # words that may be said of one person, each row
    old: tuple[str, ...] = ()  # how an age ends that is said of a subject: "Venn ist 58 Jahre alt"
    case_ends: tuple[str, ...] = ()  # what a noun may end in by its case
    offices: tuple[str, ...] = ()
    whose: str = ""
    no_longer: str = ""
    institutions: Mapping[str, str] = {}
    unnamed: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    posts: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    exclusive: tuple[str, ...] = ()
    portfolios: frozenset[str] = frozenset()
    copulas: tuple[str, ...] = ()
    who: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    unlike: frozenset[str] = frozenset()
    questions: Mapping[str, str] = {}


def rules(language: str) -> PeopleRules:
    """Return the rules about people and places of a language."""
    return load(language, "people", PeopleRules)


@lru_cache(maxsize=20_000)
def distance(a: str, b: str) -> int:
    """Return the Levenshtein distance of two words: that of what is left where they begin and end alike."""
    while a[:1] == b[:1] != "":
        a, b = a[1:], b[1:]
    while a[-1:] == b[-1:] != "":
        a, b = a[:-1], b[:-1]
    if not a or not b:
        return len(a) + len(b)
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y)))
    return row[-1]


def swapped(a: str, b: str) -> bool:
    """Return whether two words differ by two neighbouring letters that changed places ("Daiwei", "Dawiei")."""
    at = [i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    return len(a) == len(b) and len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]]


def slip(a: str, b: str, context: Collection[str], language: str) -> bool:
    """Return whether two words in lower case look like one name misspelt, not a variant and not two names."""
    shorter, longer = sorted((a, b), key=len)
    far = 1 if swapped(a, b) else distance(a, b)
    if len(shorter) < SHORTEST or far > (2 if len(shorter) >= LONGER else 1):
        return False
    known = rules(language)
    led = not known.forenames.isdisjoint(context) and known.forenames.isdisjoint((a, b))  # after a known first name
    doubled = led and longer == shorter + shorter[-1]  # "Merrit", "Merritt"
    if not doubled and (longer.startswith(shorter) or stem(a, language) == stem(b, language)):
        return False
    if b in _variants(language).get(a, ()):
        return False
    foreign = "*" in context or not known.transliterated.isdisjoint({*context, a, b})
    if foreign and skeleton(a.replace("kh", "k"), foreign=True) == skeleton(b.replace("kh", "k"), foreign=True):
        return False  # one letter of Arabic or Cyrillic is written kh, h or k
    if led and not foreign:
        return umlauts(a) != umlauts(b)  # "Uwe Meier" and "Uwe Mayer" are two names
    return skeleton(a, foreign=foreign) != skeleton(b, foreign=foreign)


@cache
def _variants(language: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for group in rules(language).same:
        for word in group.split():
            found[word].update(group.split())
    return {word: frozenset(group) for word, group in found.items()}


# spelling habits of one sound in the Latin script: transliteration standards for Arabic, Cyrillic, Hebrew and Korean
# names differ in just these (ALA-LC, BGN/PCGN, ISO 9, German and French press usage); the last line is British usage
HABITS = tuple(
    (re.compile(pattern), with_)
    for pattern, with_ in (
        (r"[^\w]", ""), (r"sch|tsch|ch(?=k)|shch", "sh"), (r"ph", "f"), (r"kh", "h"), (r"gh", "g"), (r"dj|zh", "j"),
        (r"ou|oo", "u"), (r"ee|iy|yi|ij|ej|aj|yy|ii|ey|ay|ei|ai", "i"), (r"y", "i"), (r"q", "k"), (r"w", "v"),
        (r"x", "ks"), (r"tz", "ts"), (r"z$", "s"), (r"ae", "a"), (r"oe", "o"), (r"ue", "u"), (r"ß", "ss"),
        (r"or(s?)$", r"er\1"), (r"our$", "er"), (r"ce$", "se"), (r"men$", "man"), (r"ise", "ize"),
    )
)  # fmt: skip


def umlauts(word: str) -> str:
    """Return a German word in lower case with its umlauts and ß written out: "müßig", "muessig"."""
    return word.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")


@lru_cache(maxsize=20_000)
def skeleton(word: str, *, foreign: bool) -> str:
    """Return what spelling habits leave of a name; of a ``foreign`` one only its consonants, undoubled."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    for pattern, with_ in HABITS:
        folded = pattern.sub(with_, folded)
    if foreign:
        folded = re.sub(r"c(?!h)", "k", folded)
        folded = re.sub(r"(?<=[dt])h", "", folded)
        folded = re.sub(r"^g(?=i)", "", folded).translate(str.maketrans("gbdz", "kvts"))
        folded = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiou]", "", folded))
    return folded
