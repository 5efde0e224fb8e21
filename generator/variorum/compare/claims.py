"""Claims: flat contradictions that news wording gives away, superlatives, corrections, quotations in two wordings."""

from __future__ import annotations

from variorum.compare import sentences
from variorum.compare.assertions import contradictions, corrections, existence, foremost, means, superlatives
from variorum.compare.progress import asking
from variorum.compare.quotations import reworded, voices, wordings
from variorum.compare.repeats import once
from variorum.models import Comparison, Provenance, Story


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the claims that exclude each other."""
    rows = [
        *asking.find(story, provenance, language, "claims"),
        *contradictions.find(story, provenance, language),
        *superlatives.find(story, provenance, language),
        *existence.find(story, provenance, language),
        *means.find(story, provenance, language),
        *foremost.find(story, provenance, language),
        *corrections.find(story, provenance, language),
        *sentences.apart(
            [row for kind in (wordings, reworded, voices) for row in kind.find(story, provenance, language)]
        ),
    ]
    # what a ladder asks is asked in its words, whatever else sees it too
    return Comparison(disagreements=tuple(sorted(once(rows), key=lambda d: (-d.importance, d.id))))
