"""Claims: cases a language."""

from __future__ import annotations

import pytest

from tests.casefile import Case, named
from tests.storycase import rows, spans, story
from variorum.compare import claims
from variorum.compare.assertions import existence, foremost, means, superlatives
from variorum.compare.quotations.quoted import spans as spans_of
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


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Er rief: ‚Das Rad klemmt‘, und ging.", ["Das Rad klemmt"]),
        ("Er rief: ›Das Rad klemmt‹, und ging.", ["Das Rad klemmt"]),
        ("Er rief: ‹Das Rad klemmt›, und ging.", ["Das Rad klemmt"]),
        ("„Das Rad ‚klemmt‘ nur“, rief er.", ["Das Rad ‚klemmt‘ nur"]),
        ("»Das Rad ›klemmt‹ nur«, rief er.", ["Das Rad ›klemmt‹ nur"]),
        ("Er rief: ‚Das geht’s an‘, und ging.", ["Das geht’s an"]),
        ("Er zahlte 3‚5 und ging’s an.", []),
    ],
)
def test_what_stands_between_marks(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in spans_of(text, 0, len(text))] == quoted
