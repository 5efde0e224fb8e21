"""Story -> agreements and disagreements on figures: amounts, shares, counts, measures, ages, hours, dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.compare.align import Weights, lines
from variorum.compare.facts import Fact, Question, facts
from variorum.compare.relate import identity, importance, position, positions, relation
from variorum.compare.slots import slots
from variorum.compare.told import Told, told
from variorum.compare.units import FigureRules
from variorum.language import load
from variorum.models import Agreement, Comparison, Disagreement, Kind, Provenance, Story

KINDS: Mapping[str, Kind] = {
    "money": "amount", "share": "share", "count": "count", "age": "age", "clock": "time", "date": "date",
    "duration": "time", "label": "name",
}  # fmt: skip


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return what the story's articles agree and disagree on in figures, the most important first."""
    text = lines(story)
    weights = Weights(text)
    figures = told(text)
    made, questions = facts(figures, slots(text, figures, weights), weights)
    disputed = [d for q in questions if (d := _disagreement(q, story, provenance, language))]
    taken = {id(t) for q in questions for f in q.facts for t in f.told}
    agreed = [a for f in made if (a := _agreement(f, story, provenance, language))]
    del taken
    return Comparison(
        disagreements=tuple(sorted(_unique(disputed), key=lambda d: (-d.importance, d.id))),
        agreements=tuple(sorted(agreed, key=lambda a: (-a.importance, a.id))),
    )


def _kind(t: Told) -> Kind:
    return "name" if t.name else KINDS.get(t.figure.kind, "amount")


def _origins(told: Sequence[Told], provenance: Provenance) -> set[str]:
    return {provenance.copy_of.get(t.article, t.article) for t in told}


def _disagreement(question: Question, story: Story, provenance: Provenance, language: str) -> Disagreement | None:
    all_told = sorted((t for f in question.facts for t in f.told), key=lambda t: t.place)
    if len(_origins(all_told, provenance)) < 2:
        return None
    groups = positions(all_told)
    if len(groups) < 2:
        return None
    days = {r.article.id: r.published for r in story.readings}
    kind = _kind(all_told[0])
    return Disagreement(
        id=identity(all_told, kind), kind=kind, question=_question(all_told, kind, language),
        relation=relation(question, groups, days), importance=importance(all_told, groups, len(story.readings)),
        positions=tuple(position(g) for g in groups),
    )  # fmt: skip


def _question(told: Sequence[Told], kind: Kind, language: str) -> str:
    """Return the question in the site's language where its parts are certain, else the noun phrase both use."""
    forms = load(language, "figures", FigureRules).questions
    roles = {t.role for t in told if t.role}
    if kind == "count" and len(roles) == 1 and (form := forms.get(min(roles))):
        return form
    if kind in ("age", "time") and told[0].figure.kind in forms:
        return forms[told[0].figure.kind]
    lead = max(told, key=lambda t: (t.line.sentence.field == "text", len(t.figure.noun), t.place))
    return " ".join(lead.figure.noun) or lead.value


def _unique(found: list[Disagreement]) -> list[Disagreement]:
    seen: dict[str, int] = {}
    done = []
    for d in sorted(found, key=lambda d: (d.id, d.positions[0].mentions[0].article, d.positions[0].mentions[0].start)):
        n = seen[d.id] = seen.get(d.id, 0) + 1
        done.append(d if n == 1 else replace(d, id=f"{d.id}-{n}"))
    return done


def _agreement(fact: Fact, story: Story, provenance: Provenance, language: str) -> Agreement | None:
    told = sorted(fact.told, key=lambda t: t.place)
    if len(_origins(told, provenance)) < 2 or told[0].name:
        return None
    kind = _kind(told[0])
    best = max(told, key=lambda t: _telling(t, language))
    mentions = {(m.article, m.field, m.start): m for m in (t.mention() for t in told)}
    return Agreement(
        id=identity(told, kind), kind=kind, statement=best.line.text,
        mentions=tuple(mentions[k] for k in sorted(mentions)),
        importance=importance(told, [told], len(story.readings)),
    )  # fmt: skip


def _telling(t: Told, language: str) -> tuple[bool, bool, bool, int]:
    """Rank sentences to quote: the site's language, body text, neither short nor long, early."""
    return (t.line.language == language, t.line.sentence.field == "text", 40 <= len(t.line.text) <= 300, -t.line.index)
