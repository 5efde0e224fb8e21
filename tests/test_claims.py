"""Claims: cases a language."""

from __future__ import annotations

import pytest

from tests.casefile import Case, named
from tests.storycase import rows, spans, story
from variorum.compare import claims
from variorum.compare.assertions import existence, foremost, means, superlatives
from variorum.models import Comparison


@pytest.mark.parametrize(("language", "case"), named("claims"), ids=lambda v: v.title if isinstance(v, Case) else v)
def test_case(language: str, case: Case) -> None:
    made, provenance = story(case.given, language)
    found = claims.find(made, provenance, language)
    spans(found, made)
    assert rows(found) == case.expected, f"claims/{language}.md:{case.line}"


@pytest.mark.parametrize(
    ("language", "case"), named("superlatives"), ids=lambda v: v.title if isinstance(v, Case) else v
)
def test_superlatives(language: str, case: Case) -> None:
    made, provenance = story(case.given, language)
    found = Comparison(disagreements=tuple(superlatives.find(made, provenance, language)))
    spans(found, made)
    assert rows(found) == case.expected, f"superlatives/{language}.md:{case.line}"


SLOTS = {"existence": existence.find, "foremost": foremost.find, "means": means.find}


@pytest.mark.parametrize(
    ("slot", "language", "case"),
    [(slot, language, case) for slot in SLOTS for language, case in named(slot)],
    ids=lambda v: v.title if isinstance(v, Case) else v,
)
def test_slot(slot: str, language: str, case: Case) -> None:
    made, provenance = story(case.given, language)
    found = Comparison(disagreements=tuple(SLOTS[slot](made, provenance, language)))
    spans(found, made)
    assert rows(found) == case.expected, f"{slot}/{language}.md:{case.line}"
