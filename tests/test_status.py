"""Status questions: cases a language, and what holds for every story."""

from __future__ import annotations

import pytest

from tests.casefile import Case, named
from tests.storycase import rows, spans, story
from variorum.compare import status
from variorum.compare.progress import ladders
from variorum.language import languages


@pytest.mark.parametrize(("language", "case"), named("status"), ids=lambda v: v.title if isinstance(v, Case) else v)
def test_case(language: str, case: Case) -> None:
    made, provenance = story(case.given, language)
    found = status.find(made, provenance, language)
    spans(found, made)
    assert rows(found) == case.expected, f"status/{language}.md:{case.line}"


@pytest.mark.parametrize(("language", "case"), named("status"), ids=lambda v: v.title if isinstance(v, Case) else v)
def test_ids_do_not_depend_on_the_articles(language: str, case: Case) -> None:
    made, provenance = story(case.given, language)
    more, _ = story(case.given + "\nZ 2025-01-01 Weather | It rained in the hills.", language)
    assert {d.id for d in status.find(made, provenance, language).disagreements} == {
        d.id for d in status.find(more, provenance, language).disagreements
    }


def test_languages_share_the_order_of_the_steps() -> None:
    for code in languages():
        for stage in ("status", "claims"):
            for key, ladder in ladders.rules(code, stage).ladders.items():
                english = ladders.rules("en", stage).ladders[key]
                steps = [s for s in sorted(ladder.steps, key=lambda s: ladder.steps[s].rank) if s in english.steps]
                ranks = [english.steps[s].rank for s in steps]
                assert ranks == sorted(ranks), (code, key)
                for step in ladder.steps.values():
                    for other in (step.negated, step.planned):
                        assert not other or other in ladder.steps, (code, key, other)


def test_a_step_planned_or_negated_is_known() -> None:
    assert ladders.rules("en", "status").ladders["case"].steps["charged"].planned == "toCharge"
