"""People and places: misspelt names, ranks and grades of office, streets and directions."""

from __future__ import annotations

from variorum.compare import asking, names, places, roles
from variorum.models import Comparison, Provenance, Story


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the questions about names, roles and places that two origins answer differently."""
    rows = [row for module in (names, roles, places) for row in module.find(story, provenance, language)]
    rows += asking.find(story, provenance, language, "roles")
    return Comparison(disagreements=tuple(sorted(rows, key=lambda d: (-d.importance, d.id))))
