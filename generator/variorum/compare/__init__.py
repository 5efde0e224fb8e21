"""Story -> Comparison: what the sources agree on, where they disagree, and what one alone says.

Each kind of question is one module with one public function ``find(story, provenance, language)`` that returns a
Comparison of its own; here they are joined, the most important first.
"""

from __future__ import annotations

from collections.abc import Callable

from variorum.compare import agreements, claims, numeric, people, single, status
from variorum.compare.join import join
from variorum.models import Comparison, Provenance, Story

Finder = Callable[[Story, Provenance, str], Comparison]

KINDS: tuple[Finder, ...] = (
    numeric.find,
    status.find,
    people.find,
    claims.find,
    agreements.find,
    single.find,
)


def compare(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the comparison of a story's readings; questions are worded in ``language`` (the site's)."""
    if len(story.readings) < 2:
        return Comparison()
    return join((find(story, provenance, language) for find in KINDS), story)
