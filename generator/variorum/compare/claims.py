"""Claims: flat contradictions that news wording gives away, superlatives, corrections, quotations in two wordings."""

from __future__ import annotations

from variorum.compare import (
    asking,
    contradictions,
    corrections,
    existence,
    foremost,
    means,
    reasons,
    reworded,
    sentences,
    superlatives,
    wordings,
)
from variorum.models import Comparison, Provenance, Story


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the claims that exclude each other."""
    asked = asking.find(story, provenance, language, "claims")
    rows = [
        *asked,
        *sentences.untouched(contradictions.find(story, provenance, language), asked),
        *superlatives.find(story, provenance, language),
        *existence.find(story, provenance, language),
        *sentences.untouched(means.find(story, provenance, language), asked),
        *foremost.find(story, provenance, language),
        *corrections.find(story, provenance, language),
        *reasons.find(story, provenance, language),
        *sentences.apart([*wordings.find(story, provenance, language), *reworded.find(story, provenance, language)]),
    ]
    return Comparison(disagreements=tuple(sorted(rows, key=lambda d: (-d.importance, d.id))))
