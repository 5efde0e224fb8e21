"""Statements: how well a sentence reads by itself, on a page and out of its report."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from variorum.language import Rules, load
from variorum.words import lowered, small

SHORTEST, LONGEST = 50, 280  # characters of a sentence that says something and is read to its end
HEADLINE, PIECE, LEANING = (
    0.6,
    0.5,
    0.6,
)  # worth of a headline, of a fragment, of a sentence that leans on the one before


class StatementRules(Rules):
    """languages/<code>/statements.yaml."""

    service: str = ""  # a sentence with one of these asks for help or sells something: no news
    leaning: str = ""  # alternatives: first words that point back to what stood before ("he", "however")
    attribution: frozenset[str] = frozenset()  # words that only name who says it: no statement is made of them
    coming: str = ""  # alternatives: what is told is planned or expected, not done
    hearsay: str = ""  # alternatives: what is told is suspected or said by others, not known
    another: str = ""  # alternatives: one more of a kind, not the one told of before ("a second man")


@lru_cache(maxsize=20_000)
def readable(text: str, language: str, *, heading: bool) -> float:
    """Return how well a sentence reads by itself: 0 for a notice to readers, else 0.3 to 1.

    Best is a whole sentence, neither short nor long, that does not lean on another.
    """
    if _patterns(language)[1].search(lowered(text)):
        return 0.0
    if heading:
        return HEADLINE
    bare = text.strip()
    whole = bare[:1].isupper() and bare.rstrip("\"'”’»«“)").endswith((".", "!", "…")) and "\n" not in bare
    good = whole and SHORTEST <= len(bare) <= LONGEST and not _shouted(bare)
    return (1.0 if good else PIECE) * (LEANING if leaning(bare, language) else 1.0)


def leaning(text: str, language: str) -> bool:
    """Return whether a sentence begins with a word that points back, so that it says little by itself."""
    return bool(_patterns(language)[0].match(text.lstrip("\"'“”„‘’«» ")))


def modes(language: str) -> tuple[str, str, str]:
    """Return alternatives of a pattern: what marks a plan, a suspicion, one more of a kind."""
    rules = load(language, "statements", StatementRules)
    return rules.coming, rules.hearsay, rules.another


def attribution(language: str) -> frozenset[str]:
    """Return the words, lower case, that only tell that something is said ("according")."""
    return load(language, "statements", StatementRules).attribution


def words(alternatives: str) -> re.Pattern[str]:
    """Return the pattern of whole words in a text in lower case; of no alternatives one that matches nothing."""
    return small(rf"\b(?:{alternatives})(?!\w)" if alternatives else "(?!)")


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = load(language, "statements", StatementRules)
    return (
        re.compile(rf"(?:{rules.leaning})(?!\w)" if rules.leaning else "(?!)", re.IGNORECASE),
        words(rules.service),
    )


def _shouted(text: str) -> bool:
    """Return whether a sentence is a ticker line: mostly capitals in its first words ("BREAKING NEWS - 3 DEAD")."""
    first = [w for w in text.split()[:4] if w.isalpha()]
    return len(first) > 1 and sum(w.isupper() for w in first) * 2 > len(first)
