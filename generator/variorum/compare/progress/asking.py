"""The questions of the ladders: where the reports of a story stand, and whether they stand apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.compare import sentences
from variorum.compare.progress import persons
from variorum.compare.progress.ladders import Hit, Stage, central, hits, offices, rules
from variorum.compare.progress.steps import Ladder
from variorum.models import Disagreement, Kind, Position, Provenance, Relation, Story

KINDS: Mapping[Stage, Kind] = {"status": "status", "claims": "claim", "roles": "role"}


def find(story: Story, provenance: Provenance, language: str, stage: Stage) -> list[Disagreement]:
    """Return the questions of a stage's ladders that the reports answer differently, at most one a ladder."""
    found, _ = sentences.read(story)
    by: dict[str, list[Hit]] = defaultdict(list)
    led = frozenset().union(*(offices(line, 0, len(line.text)) for line in found if sentences.leading(line)))
    told = hits(story, central(found, provenance) | sentences.proper(story) | led, stage)
    for hit in persons.led(told, story):
        by[hit.ladder].append(hit)
    asker = _Asker(story=story, provenance=provenance, language=language, stage=stage)
    rows = [row for ladder in sorted(by) if (row := asker.question(ladder, by[ladder]))]
    return sorted(rows, key=lambda d: (-d.importance, d.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asker:
    """One story, of which the questions of a stage are asked."""

    story: Story
    provenance: Provenance
    language: str
    stage: Stage

    def question(self, key: str, told: Sequence[Hit]) -> Disagreement | None:
        """Return the question of one ladder for the subject on which most reports differ."""
        ladder = rules(told[0].line.language, self.stage).ladders[key]
        told = _current(ladder, persons.one(told, self.story) if ladder.person else told)
        best: tuple[int, int, str] | None = None
        kept: dict[str, list[Hit]] = {}
        people = persons.keys(self.story) if ladder.people else None
        one = persons.individuals(told, self.story) if ladder.individual else {}
        asked = [
            *_subjects(ladder, told, sentences.proper(self.story)),
            *((f"{name} (person)", list(hits), True) for name, hits in sorted(one.items())),
        ]
        for subject, group, own in asked:
            if people is not None and subject not in people:
                continue
            kept[subject] = self.differing(ladder, group, group if own else told)
            if kept[subject]:
                score = (len({h.line.article for h in kept[subject]}), int(own), subject)
                best = max(best, score) if best else score
        aged = persons.aged(told, self.story) if ladder.individual and not best else {}
        led = (found for _, hits in sorted(aged.items()) if (found := self.led(ladder, hits, told)))
        found = kept[best[2]] if best else next(led, [])
        return self.row(key, found) if found else None

    def differing(self, ladder: Ladder, group: Sequence[Hit], hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits at each article's furthest step; none unless two origins stand on different steps.

        Where nothing but the story ties the hits together, a step in the title or lead is where the article stands; a
        further one deeper down may be another case, and then the article is left out.
        """
        furthest = _furthest(hits)
        top = _furthest(group) if ladder.subject or ladder.anywhere else _standing(group)
        soft = {ladder.steps[step].rank for step in ladder.soft}
        top |= {a: furthest[a] for a in top if {top[a], furthest[a]} <= soft}
        highest = max(top.values())
        kept = [
            h
            for h in group
            if h.rank == top[h.line.article]
            and not h.weak
            and (h.rank == highest or furthest[h.line.article] <= h.rank)
        ]
        return kept if self.apart(ladder, kept, hits) and self.telling(ladder, kept) else []

    def led(self, ladder: Ladder, group: Sequence[Hit], hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits of titles and leads where younger reports put a further step first; none elsewhere.

        What an older report tells further down is then of another case: "dies", after "in critical condition".
        """
        own = {id(h) for h in group}
        every = [h for h in hits if sentences.leading(h.line)]
        first = [h for h in every if id(h) in own]
        kept = self.differing(ladder, first, every) if len({h.step for h in first}) > 1 else []
        return kept if kept and _later(kept, self.story) else []

    def apart(self, ladder: Ladder, kept: Sequence[Hit], hits: Sequence[Hit]) -> bool:
        """Return whether two origins stand on different steps, and, unless ``both``, on no common one.

        Where no step comes after another, or the event has several of a kind ("two wounded, one critically"), a report
        that gives two answers anywhere stands on both.
        """
        told = {h.line.article for h in kept}
        flat = len({step.rank for step in ladder.steps.values()}) == 1
        stands: dict[str, set[str]] = defaultdict(set)
        for h in hits if flat or ladder.several else kept:
            if h.line.article in told:
                stands[sentences.root(h.line.article, self.provenance)].add(h.step)
        if len(stands) < 2 or len({h.step for h in kept}) < 2 or (ladder.several and persons.others(kept)):
            return False
        sides = list(stands.values())
        return ladder.both or _contrasted(hits) or any(not a & b for i, a in enumerate(sides) for b in sides[i + 1 :])

    def telling(self, ladder: Ladder, kept: Sequence[Hit]) -> bool:
        """Return whether title, lead and dates bear the difference out."""
        low, high = min(h.rank for h in kept), max(h.rank for h in kept)
        steps = {h.step for h in kept}
        led = {h.step for h in kept if sentences.leading(h.line)}
        relation = _relation(kept, self.story, ladder.soft, turns=ladder.turns)
        against = low < high and _relation(kept, self.story, (), turns=ladder.turns) == "contested"
        if ladder.subject and against and led != steps and not ladder.anywhere:
            return False  # a turn back is rare: only where every side puts it first
        if not self.native(kept) and not (led == steps and _later(kept, self.story)):
            return False  # translations use other words
        if ladder.anywhere:
            return not against or self.stage == "claims"  # what one explains, a later report may still not know
        if any(h.rank == high and sentences.leading(h.line) for h in kept) or relation == "rounding":
            return True
        return relation == "updated" and ladder.subject and bool(led)

    def native(self, kept: Sequence[Hit]) -> bool:
        """Return whether the reports of one language alone stand on different steps."""
        by: dict[str, list[Hit]] = defaultdict(list)
        for h in kept:
            by[h.line.language].append(h)
        return any(
            len({h.step for h in hits}) > 1 and len({sentences.root(h.line.article, self.provenance) for h in hits}) > 1
            for hits in by.values()
        )

    def row(self, key: str, hits: Sequence[Hit]) -> Disagreement:
        """Return the hits as a disagreement, its answers worded in the site's language where that has the ladder."""
        by: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            by[hit.step].append(hit)
        ladder = rules(self.language, self.stage).ladders.get(key)
        if ladder is None or not by.keys() <= ladder.steps.keys():
            ladder = rules(hits[0].line.language, self.stage).ladders[key]
        positions = tuple(
            Position(
                value=ladder.steps[step].value if step in ladder.steps else step,
                mentions=sentences.merged(h.line.mention(h.start, h.end) for h in by[step]),
            )
            for step in sorted(by, key=lambda step: (by[step][0].rank, step))
        )
        heads = sum(1 for step in by if any(sentences.leading(h.line) for h in by[step]))
        kind = KINDS[self.stage]
        relation = _relation(hits, self.story, ladder.soft, turns=ladder.turns)
        return sentences.row(kind, (key,), ladder.question, relation, 1 + min(2, heads), positions)


def _subjects(ladder: Ladder, hits: Sequence[Hit], proper: frozenset[str]) -> Iterable[tuple[str, list[Hit], bool]]:
    """Yield each subject the ladder may be asked about, its hits, and whether a proper name sets it apart."""
    if not (ladder.subject or ladder.object):
        yield "", list(hits), False
        return
    by: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        for key in hit.subject:
            by[key].append(hit)
    for key in sorted(by):
        if len({h.line.article for h in by[key]}) > 1:
            yield key, by[key], ladder.personal and key in proper


def _current(ladder: Ladder, told: Sequence[Hit]) -> Sequence[Hit]:
    """Return the hits without settled steps where a report at the first step tells of them: of an earlier case."""
    settled = {h.line.article for h in told if h.step in ladder.settled}
    first = min((step.rank for step in ladder.steps.values()), default=0)
    if any(h.rank == first and h.line.article in settled for h in told):
        return [h for h in told if h.step not in ladder.settled]
    return told


def _contrasted(hits: Iterable[Hit]) -> bool:
    """Return whether one sentence sets two of the answers against each other: "said A, though police said B"."""
    by: dict[tuple[str, int], set[str]] = defaultdict(set)
    for hit in hits:
        if hit.contrasted:
            by[hit.line.article, hit.line.index].add(hit.step)
    return any(len(steps) > 1 for steps in by.values())


def _standing(hits: Iterable[Hit]) -> dict[str, int]:
    """Return the furthest step of each article, of those in its title and lead where there are any."""
    lead: dict[str, int] = {}
    rest: dict[str, int] = {}
    for hit in hits:
        where = lead if sentences.leading(hit.line) else rest
        where[hit.line.article] = max(where.get(hit.line.article, hit.rank), hit.rank)
    return {**rest, **lead}


def _furthest(hits: Iterable[Hit]) -> dict[str, int]:
    top: dict[str, int] = {}
    for hit in hits:
        top[hit.line.article] = max(top.get(hit.line.article, hit.rank), hit.rank)
    return top


def _later(hits: Sequence[Hit], story: Story) -> bool:
    """Return whether all reports of the furthest step are younger than those of the first, all days known."""
    days = sentences.days(story)
    low, high = min(h.rank for h in hits), max(h.rank for h in hits)
    early = [days[h.line.article] for h in hits if h.rank == low]
    late = [days[h.line.article] for h in hits if h.rank == high]
    known = [d for d in (*early, *late) if d]
    return low < high and len(known) == len(early) + len(late) and max(known[: len(early)]) < min(known[len(early) :])


def _relation(hits: Iterable[Hit], story: Story, soft: Sequence[str], *, turns: bool) -> Relation:
    """Return "updated" where the ladder's order is not against the order of the reports, or it may turn back."""
    days = sentences.days(story)
    ranked = sorted(hits, key=lambda h: h.rank)
    low, high = ranked[0].rank, ranked[-1].rank
    early = [d for h in ranked if h.rank == low and (d := days[h.line.article])]
    late = [d for h in ranked if h.rank == high and (d := days[h.line.article])]
    if {h.step for h in ranked} <= set(soft) and not (early and late and max(early) < min(late)):
        return "rounding"
    if low == high or (early and late and min(early) > max(late) and not turns):
        return "contested"
    return "updated"
