"""Corrections: what a report takes back, and the reports that still say it; what was unidentified, and is named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from variorum.compare import sentences
from variorum.compare.align import Line, Weights, key
from variorum.compare.progress import ladders
from variorum.models import Disagreement, Position, Provenance, Story
from variorum.words import small

TURN = re.compile(r", (?:but|aber|doch|sondern|mais|pero|ma|maar) ")
SHARED = 3  # keys of the corrected words that an older report must have in one sentence
WEIGHT = 7.0  # of these keys together (see Weights)
LONGEST = 180  # characters of a mention
AFTER = 2  # sentences after the correction in which the new version may stand


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the statements that one origin corrects and another makes, and things identified only by some."""
    found, weights = sentences.read(story)
    rows = [
        *_corrected(found, weights, provenance, language),
        *_identified(found, provenance, language),
        *_precise(found, provenance, language),
    ]
    return sentences.apart(sorted(rows, key=lambda row: row.id))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rules = ladders.rules(language, "claims")

    def words(alternatives: str) -> re.Pattern[str]:
        return small(rf"\b(?:{alternatives})\b" if alternatives else "(?!)")

    unknown = "|".join(rules.unidentified)
    return (
        words(rules.corrected),
        words(rules.instead),
        small(rf"\b(?:{unknown}) ([a-zäöüß]+)" if unknown else "(?!)"),
    )


def _corrected(
    found: Sequence[Line], weights: Weights, provenance: Provenance, language: str
) -> Iterable[Disagreement]:
    for at, line in enumerate(found):
        corrected, instead, _ = _patterns(line.language)
        match = corrected.search(line.low)
        if not match:
            continue
        offset = line.sentence.start
        turn = instead.search(line.low, match.end()) or TURN.search(line.text, match.end())
        stop = turn.start() if turn else len(line.text)
        keys = frozenset(k for w in line.words if match.end() <= w.start - offset < stop for k in w.keys)
        new = _new(found, at, offset + stop if turn else None, instead)
        old = _older(found, line, keys, weights, provenance)
        if len(keys) < SHARED or not new or not old:
            continue
        head, start, end = new
        positions = (
            Position(value=_text(*old[0]), mentions=sentences.merged(o.mention(s, e) for o, s, e in old)),
            Position(value=_text(head, start, end), mentions=(head.mention(start, end),)),
        )
        best = sorted(keys, key=lambda k: (-weights.of(k), k))[:2]
        words = " ".join(line.text[match.end() : stop].split()[:8]).strip(" ,.;:")
        question = _question(language, "corrected").format(words=words)
        yield sentences.row("claim", ("corrected", *sorted(best)), question, "updated", 2, positions)


def _question(language: str, key: str) -> str:
    return (ladders.rules(language, "claims").questions or ladders.rules("en", "claims").questions)[key]


def _new(found: Sequence[Line], at: int, inside: int | None, instead: re.Pattern[str]) -> tuple[Line, int, int] | None:
    """Return where the new version stands: in the rest of the sentence, or in one of the next."""
    line = found[at]
    if inside is not None:
        inside += next((i for i, c in enumerate(line.text[inside - line.sentence.start :]) if c.isalnum()), 0)
        return line, inside, min(line.sentence.end, inside + LONGEST)
    for after in found[at + 1 : at + 1 + AFTER]:
        if after.article == line.article and instead.search(after.low):
            return after, after.sentence.start, min(after.sentence.end, after.sentence.start + LONGEST)
    return None


def _older(
    found: Sequence[Line], line: Line, keys: frozenset[str], weights: Weights, provenance: Provenance
) -> list[tuple[Line, int, int]]:
    """Return the words of other origins that still say what the line takes back."""
    old = []
    for other in found:
        shared = other.keys & keys
        if (
            len(shared) < SHARED
            or other.language != line.language
            or weights.sum(shared) < WEIGHT * sentences.scale(weights)
        ):
            continue
        if sentences.root(other.article, provenance) == sentences.root(line.article, provenance):
            continue
        corrected, instead, _ = _patterns(other.language)
        if corrected.search(other.low) or instead.search(other.low):
            continue
        words = [w for w in other.words if w.keys & shared]
        if words[-1].end - words[0].start <= LONGEST:
            old.append((other, words[0].start, words[-1].end))
    return old


def _identified(found: Sequence[Line], provenance: Provenance, language: str) -> Iterable[Disagreement]:
    """Return the central things that one origin calls unidentified and another by its country ("Chinese submarine")."""
    topic = ladders.central(found, provenance)
    unknown: dict[str, list[tuple[Line, int, int]]] = defaultdict(list)
    shown: dict[str, str] = {}
    for line in found:
        for match in _patterns(line.language)[2].finditer(line.low):
            noun = match[1].casefold()
            if noun not in ladders.rules(line.language, "claims").persons:
                offset = line.sentence.start
                unknown[noun].append((line, offset + match.start(), offset + match.end()))
                shown.setdefault(noun, line.text[match.start(1) : match.end(1)])
    for noun, open_ in sorted(unknown.items()):
        keys = {k for line, start, end in open_ for w in line.words if w.start > start and w.end == end for k in w.keys}
        named = list(_named(found, noun)) if keys & topic else []
        roots = [{sentences.root(line.article, provenance) for line, _, _ in side} for side in (open_, named)]
        if len({_text(o, s, e).casefold() for o, s, e in named}) == 1 and roots[0] - roots[1] and roots[1] - roots[0]:
            positions = tuple(
                Position(value=_text(*side[0]), mentions=sentences.merged(o.mention(s, e) for o, s, e in side))
                for side in (open_, named)
            )
            question = _question(language, "unidentified").format(word=shown[noun])
            yield sentences.row("claim", ("unidentified", noun), question, "updated", 2, positions)


def _precise(found: Sequence[Line], provenance: Provenance, language: str) -> Iterable[Disagreement]:
    """Return what one origin calls by its true name ("the waste was in fact nerve gas") and others by the vague one."""
    for line in found:
        for match in _exposing(line.language).finditer(line.text):
            if not all(key(word, line.language) for group in match.groups() for word in group.split()):
                continue  # "the brothers were actually booked on": no description, no name
            vague, exact = (_where(found, match[group]) for group in ("vague", "exact"))
            own = sentences.root(line.article, provenance)
            others = {sentences.root(o.article, provenance) for o, _, _ in vague}
            knowing = {sentences.root(o.article, provenance) for o, _, _ in exact}
            left = [side for side in vague if sentences.root(side[0].article, provenance) not in knowing]
            led = any(sentences.leading(side[0]) for side in left)
            if led and others - {own}:
                positions = tuple(
                    Position(value=_text(*side[0]), mentions=sentences.merged(o.mention(s, e) for o, s, e in side))
                    for side in (left, exact)
                )
                question = _question(language, "precise").format(words=match["vague"])
                yield sentences.row("claim", ("precise", match["vague"].casefold()), question, "updated", 2, positions)


@cache
def _exposing(language: str) -> re.Pattern[str]:
    return re.compile(ladders.rules(language, "claims").exposing or "(?!)")


def _where(found: Iterable[Line], words: str) -> list[tuple[Line, int, int]]:
    pattern = re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE)
    return [
        (line, line.sentence.start + m.start(), line.sentence.start + m.end())
        for line in found
        for m in pattern.finditer(line.text)
    ]


def _named(found: Iterable[Line], noun: str) -> Iterable[tuple[Line, int, int]]:
    for line in found:
        nations = ladders.rules(line.language, "claims").nations
        for before, token in zip(line.tokens, line.tokens[1:], strict=False):
            if token.lower == noun and before.lower in nations:
                yield line, before.start, token.end


def _text(line: Line, start: int, end: int) -> str:
    return line.text[start - line.sentence.start : end - line.sentence.start]
