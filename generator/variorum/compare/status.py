"""Status: how far things have come, where one report says "in talks" and the next "done"."""

from __future__ import annotations

from variorum.compare import asking
from variorum.models import Comparison, Provenance, Story


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the status questions that the reports answer differently."""
    return Comparison(disagreements=tuple(asking.find(story, provenance, language, "status")))
