"""Status: how far things have come, where one report says "in talks" and the next "done"."""

from __future__ import annotations

from variorum.compare import asking, unnamed
from variorum.models import Comparison, Provenance, Story


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the status questions that the reports answer differently."""
    rows = asking.find(story, provenance, language, "status")
    asked = {row.id for row in rows}
    rows += [row for row in unnamed.find(story, provenance, language) if row.id not in asked]
    return Comparison(disagreements=tuple(rows))
