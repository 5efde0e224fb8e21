"""Agreements: what two or more origins say alike, in words.

Two sentences agree where a stretch of each is dense with the same telling words (found as the stretch of greatest
value: what is shared counts for, what is not against), no number in it differs and neither is negated alone. The
sentence that most reports echo is quoted first; what only repeats it is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from variorum.compare import sentences, statements
from variorum.compare.align import Line
from variorum.compare.assertions.against import Against
from variorum.compare.scanning import Scan, Stretch, scan
from variorum.models import Agreement, Comparison, Mention, Provenance, Story

FAINT = 0.35  # an echo that shares less of the statement says something else
REPEAT = 0.7  # share of its words by which a statement repeats one already chosen
MOST = 30  # agreements of a story


def find(story: Story, provenance: Provenance, language: str) -> Comparison:
    """Return the agreements of a story's origins, the most telling first; ``language`` plays no part."""
    del language
    found, _ = sentences.read(story)
    against = Against(story)
    return Comparison(agreements=tuple(_chosen(found, _echoes(scan(story), against), provenance)))


def _echoes(pairs: Scan, against: Against) -> Mapping[int, list[tuple[Stretch, Stretch]]]:
    """Return for each line the pairs of stretches (its own, the other's) that say the same in another article."""
    echoes: dict[int, list[tuple[Stretch, Stretch]]] = defaultdict(list)
    for at in range(len(pairs.found)):
        for other in pairs.near(at):
            pair = pairs.alike(at, other)
            if pair and not against.differ(*((pairs.found[s.line], s.start, s.end) for s in pair)):
                echoes[at].append(pair)
                echoes[other].append((pair[1], pair[0]))
    return echoes


def _chosen(
    found: Sequence[Line], echoes: Mapping[int, list[tuple[Stretch, Stretch]]], provenance: Provenance
) -> list[Agreement]:
    """Return the agreements, each led by the line that most origins echo, near-repeats left out."""
    groups = []
    for at in sorted(echoes):
        group = _group(at, found, echoes[at], provenance)
        if group:
            groups.append(group)
    groups.sort(key=lambda g: (-g[0], g[1][0].line))
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    told: list[frozenset[str]] = []
    chosen: list[Agreement] = []
    for score, stretches in groups:
        fresh = [s for s in stretches if not _overlaps(s, taken[s.line])]
        if fresh[:1] != stretches[:1] or _origins(found, fresh, provenance) < 2:
            continue
        if any(len(fresh[0].keys & said) >= REPEAT * len(fresh[0].keys) for said in told):
            continue
        told.append(fresh[0].keys)
        for s in fresh:
            taken[s.line].append((s.start, s.end))
        chosen.append(_agreement(found, fresh, score))
        if len(chosen) == MOST:
            break
    return chosen


def _group(
    at: int, found: Sequence[Line], pairs: Sequence[tuple[Stretch, Stretch]], provenance: Provenance
) -> tuple[float, list[Stretch]] | None:
    """Return a line's stretch and the best echo in each other article, with their score."""
    best: dict[str, tuple[Stretch, Stretch]] = {}
    for own, other in pairs:
        article = found[other.line].article
        if article not in best or other.weight > best[article][1].weight:
            best[article] = (own, other)
    core = max((own for own, _ in best.values()), key=lambda s: (s.weight, -s.start))
    kept = [
        (o, e)
        for o, e in best.values()
        if e.weight >= min(FAINT * core.weight, 14.0) and o.start < core.end and core.start < o.end
    ]
    stretches = [core, *sorted((e for _, e in kept), key=lambda s: s.line)]
    count = _origins(found, stretches, provenance)
    line = found[at]
    if count < 2 or not _readable(line):
        return None
    lead = 1.5 if line.sentence.heading else 1.4 if line.index <= 2 else 1.0
    weight = sum(e.weight for _, e in kept) / len(kept)
    return count * min(weight, 30.0) * lead * _readable(line), stretches


def _readable(line: Line) -> float:
    return statements.readable(line.text, line.language, heading=line.sentence.heading)


def _origins(found: Sequence[Line], stretches: Iterable[Stretch], provenance: Provenance) -> int:
    return sentences.origins((found[s.line].article for s in stretches), provenance)


def _overlaps(stretch: Stretch, spans: Iterable[tuple[int, int]]) -> bool:
    return any(
        2 * (min(stretch.end, end) - max(stretch.start, start)) > min(stretch.end - stretch.start, end - start)
        for start, end in spans
    )


def _agreement(found: Sequence[Line], stretches: Sequence[Stretch], score: float) -> Agreement:
    mentions: tuple[Mention, ...] = sentences.merged(found[s.line].mention(s.start, s.end) for s in stretches)
    head = found[stretches[0].line]
    return Agreement(
        id=sentences.identity("agreement", *sorted(stretches[0].keys)),
        kind="claim",
        statement=head.text,
        mentions=mentions,
        importance=3 if score >= 60 else 2 if score >= 30 else 1,
    )
