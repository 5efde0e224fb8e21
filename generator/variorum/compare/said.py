"""Sentence -> who is said to have told its figures ("police", "the mayor of Orlen"), where it is told plainly.

Plainly: the sentence names one source, in one of a few forms whose words are data. Anything else stays unsaid.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from variorum.language import Rules, load

LONGEST = 60  # characters of a source; what is longer is a clause
WORDS = 8


class SaidRules(Rules):
    """languages/<code>/said.yaml."""

    # patterns of how a source is named, with {who} where the source stands and {verb} for a verb of saying
    forms: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()  # beginnings or whole words, alternatives of a pattern
    who: str = ""  # pattern of what a source may look like
    never: frozenset[str] = frozenset()  # words that no source holds: pronouns, verbs, conjunctions


@lru_cache(maxsize=20_000)
def said_by(text: str, language: str) -> str | None:
    """Return the one source that a sentence names for what it tells, verbatim; None if it names none or several."""
    found = {who for pattern in _patterns(language) for m in pattern.finditer(text) if (who := _source(m, language))}
    return found.pop() if len(found) == 1 else None


def _source(match: re.Match[str], language: str) -> str | None:
    who = match["who"].strip()
    words = [w.casefold() for w in re.findall(r"\w+", who)]
    never = load(language, "said", SaidRules).never
    fits = 0 < len(words) <= WORDS and len(who) <= LONGEST and not never.intersection(words)
    return who if fits and not any(w.isdigit() for w in words) else None


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    rules = load(language, "said", SaidRules)
    verb, who = f"(?:{'|'.join(rules.verbs)})", f"(?P<who>{rules.who})"
    return tuple(re.compile(form.replace("{who}", who).replace("{verb}", verb)) for form in rules.forms)
