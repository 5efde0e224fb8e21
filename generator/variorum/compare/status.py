"""Status: how far things have come, where one report says "in talks" and the next "done"."""

from __future__ import annotations

from variorum.compare.progress import asking, pending, unnamed, withheld
from variorum.models import Comparison, Provenance, Story


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the status questions that the reports answer differently."""
    rows = asking.find(story, provenance, language, "status")
    asked = {row.id for row in rows}
    named = unnamed.find(story, provenance, language) or withheld.find(story, provenance, language)
    rows += [row for row in named if row.id not in asked]
    rows += pending.find(story, provenance, language)
    return Comparison(disagreements=tuple(rows))
