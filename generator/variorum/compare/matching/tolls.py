"""Sentences that tell a toll: how many died, how many were hurt, in what state they are, side by side.

News tell these counts together. Two sentences that agree on one of them and count another otherwise are of one event,
whatever other words they use; and a text that tells its toll twice, as a caption and in its body, tells one toll.
"""

from __future__ import annotations

from functools import lru_cache

from variorum.compare.matching.nouns import head_keys
from variorum.compare.matching.told import Told, role_of
from variorum.compare.quantities.figures import figures

CASUALTIES = frozenset(
    ("dead", "injured", "serious", "critical", "missing", "arrested", "rescued", "infected", "displaced", "held")
)
HARM = frozenset(("dead", "injured", "serious", "critical"))
LIVING = HARM - {"dead"}


@lru_cache(maxsize=5_000)
def tolls(text: str, language: str) -> frozenset[tuple[str, float]]:
    """Return what befell how many, of each count of people harmed that a sentence tells."""
    counts = [f for f in figures(text, language) if f.kind == "count" and f.point and not f.vague]
    return frozenset((role, f.point) for f in counts if (role := role_of(text, language, f)) in HARM)


def one_toll(a: Told, b: Told) -> bool:
    """Whether the sentences of two counts of one harm agree on how many suffered another."""
    if a.role != b.role or a.role not in HARM:
        return False
    x, y = (tolls(t.line.text, t.line.language) for t in (a, b))
    return any(role != a.role for role, _ in x & y)


def summed(a: Told, b: Told) -> bool:
    """Whether a count is another less what its own sentence counts beside it: one critical and four hurt are five."""
    return any(t.figure.point + n == u.figure.point for t, u in ((a, b), (b, a)) for n in _beside(t))


def _beside(t: Told) -> list[float]:
    """Return the other counts of a sentence that may be parts of one sum with this: of the hurt, or of its noun."""
    return [
        point
        for at, point, role, heads in _counts(t.line.text, t.line.language)
        if at != t.figure.at and ((t.role in LIVING and role in LIVING) or t.head & heads)
    ]


@lru_cache(maxsize=5_000)  # a count is held against many
def _counts(text: str, language: str) -> tuple[tuple[tuple[int, int], float, str | None, frozenset[str]], ...]:
    """Return where the counts of a sentence stand, how many they are, what befell them, and what they count."""
    counts = [f for f in figures(text, language) if f.kind == "count" and not f.vague]
    return tuple((f.at, f.point, role_of(text, language, f), head_keys(f, language)) for f in counts)
