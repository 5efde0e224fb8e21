"""People and places: misspelt names, ranks and grades of office, streets and directions."""

from __future__ import annotations

from variorum.compare import sentences
from variorum.compare.entities import addresses, institutions, misspelt, names, offices, places, posts, roles
from variorum.compare.progress import asking
from variorum.compare.quotations import speakers
from variorum.models import Comparison, Provenance, Story

MODULES = (institutions, offices, speakers, places, addresses)


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the questions about names, roles and places that two origins answer differently."""
    spelled = (*names.find(story, provenance, language), *misspelt.find(story, provenance, language))
    held = (*roles.find(story, provenance, language), *posts.find(story, provenance, language))
    rows = [*sentences.apart(spelled), *sentences.apart(held)]
    rows += [row for module in MODULES for row in module.find(story, provenance, language)]
    rows += asking.find(story, provenance, language, "roles")
    return Comparison(disagreements=tuple(sorted(rows, key=lambda d: (-d.importance, d.id))))
