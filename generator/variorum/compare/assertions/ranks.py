"""Sentence -> its superlatives and firsts: "the worst floods since 1999", "the second-largest bank in Europe".

What each is said of: the axis ("deadliest" and "worst" are two), the noun, the place, how far back it holds, and the
nearest name before it. What is denied, feared or said of an earlier year is left out, and "one of the largest" is told
apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from variorum.compare import hints, sentences
from variorum.compare.align import Line, Word, key
from variorum.compare.assertions.degrees import Patterns, patterns, rules
from variorum.compare.progress import ladders
from variorum.compare.progress.modality import NEAR
from variorum.compare.quantities.units import lexicon

TAIL = 70  # characters after the noun in which place and time of a superlative stand
BACK = 80  # characters before it in which what it is said of stands
NOUNS = 4  # words of a noun phrase
SLACK = 0.25  # of a span of years: "in two decades" may be 15 or 25
TIME = frozenset(("~time",))  # noun of "for the first time"
ORDER = "order"  # axis of firsts, seconds and thirds
RECORD = "record"  # axis of a record of no named axis


@dataclass(frozen=True, slots=True)
class Reach:
    """How far back a superlative holds: years, both 0 for ever, open for an uncounted number of decades."""

    low: int
    high: int

    def apart(self, other: Reach) -> bool:
        """Whether two cannot be one: more than a year between them; "in decades" fits all."""
        if not (self.high and other.high):
            return self.high != other.high
        return self.low > other.high + 1 or other.low > self.high + 1


EVER = Reach(0, 0)
UNCOUNTED = Reach(1, 3000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """One superlative or ordinal in its sentence; ``start`` and ``end`` count in the field."""

    line: Line
    start: int
    end: int
    noun_end: int
    axis: str
    rank: int
    nouns: frozenset[str]  # of the noun phrase; where it has none, the common words before it
    elliptic: bool  # it has none: "the floods were the worst"
    place: frozenset[str]
    reach: Reach | None
    within: str
    subject: frozenset[str]  # the name, or the central word, next before it
    several: bool = False  # one of several: "one of the largest"

    @property
    def text(self) -> str:
        """Return it verbatim, with place and time."""
        return self.line.text[self.start - self.line.sentence.start : self.end - self.line.sentence.start]

    @property
    def words(self) -> str:
        """Return superlative and noun verbatim."""
        return self.line.text[self.start - self.line.sentence.start : self.noun_end - self.line.sentence.start]


def ranks(line: Line, topic: frozenset[str]) -> Iterable[Rank]:
    """Yield the superlatives and firsts of a line; ``topic`` are the central words and names of the story.

    What is only one of several is not among them, see ``several``.
    """
    return (rank for rank in _every(line, topic) if not rank.several)


def several(line: Line, topic: frozenset[str]) -> Iterable[Rank]:
    """Yield the superlatives of which several things share the rank: "one of the largest"."""
    return (rank for rank in _every(line, topic) if rank.several)


def _every(line: Line, topic: frozenset[str]) -> Iterable[Rank]:
    known = patterns(line.language)
    if known is None or line.text.rstrip().endswith("?"):
        return
    for match in known.superlative.finditer(line):
        degree = (match["degree"] or "").casefold()
        rank = rules(line.language).ranks[match["rank"].casefold()] if match["rank"] else 1
        found = _rank(line, match, known.axes.get(degree, RECORD), rank, topic, known)
        if found and found.nouns:
            yield found
    for match in known.ordinal.finditer(line.low) if hints.held(line.text, known.ordinals) else ():
        own, word = rules(line.language), match["ordinal"].casefold()
        found = _rank(line, match, ORDER, own.ordinals.get(word) or own.adverbs[word], topic, known)
        if found and found.nouns and not found.elliptic and not found.nouns & known.idle:
            yield found


def _rank(
    line: Line, match: re.Match[str], axis: str, rank: int, topic: frozenset[str], known: Patterns
) -> Rank | None:
    before = line.text[: match.start()]
    among = known.among.search(before)
    if (among and not known.single.match(among[0])) or _void(line, match.start(), known):
        return None
    phrase = _noun(line, match, known)
    stop = sentences.BREAK.search(line.text, phrase[-1].end - line.sentence.start if phrase else match.end())
    at = phrase[-1].end - line.sentence.start if phrase else match.end()
    tail = (at, min(stop.start() if stop else len(line.text), at + TAIL))
    reach, spots = _reach(line, tail, known)
    place, last = _place(line, tail, spots, known)
    owner = known.owner.search(before)
    if owner:
        place |= _keys(owner[1], line.language)
    nouns = frozenset(k for w in phrase for k in w.keys)
    timed = nouns <= known.times and bool(nouns)
    if match.groupdict().get("ordinal", "") and match["ordinal"].casefold() in rules(line.language).adverbs:
        nouns, timed = TIME, True
    elif axis == ORDER and not timed and not known.being.search(before):
        return None  # "police identified the second victim"
    if axis == RECORD and "noun" in match.groupdict() and match["noun"]:
        nouns = _keys(match["noun"], line.language)
    near = _before(line, match.start(), place, known)
    within = known.within.search(line.text, at, tail[1])
    offset = line.sentence.start
    return Rank(
        line=line, start=offset + (among or match).start(), end=offset + max(at, last, *(e for _, e in spots)),
        noun_end=offset + at, axis=axis, rank=rank,
        nouns=TIME if timed else nouns or _common(near, topic, german=_german(line)),
        elliptic=not nouns, place=place, reach=reach, within=within[0].casefold() if within else "",
        subject=_nearest(near, topic), several=among is not None,
    )  # fmt: skip


def _common(near: list[Word], topic: frozenset[str], *, german: bool) -> frozenset[str]:
    """Return the central words among those before a superlative, without the names where these can be told."""
    return frozenset(k for w in near if german or not w.name for k in w.keys) & topic


def _german(line: Line) -> bool:
    return line.language == "de"  # whose nouns are all capitalised


def _void(line: Line, at: int, known: Patterns) -> bool:
    """Whether what stands at ``at`` is denied, feared, planned, or of an earlier time."""
    modality = ladders.matcher(line.language, "status")
    start, end = sentences.clause(line.text, at, at)
    governing = line.text[max(start, at - NEAR) : at]
    if any(p.search(governing) for p in (modality.negators, modality.planned, modality.doubtful)):
        return True
    told = line.text
    for pattern in (known.since, known.ever):
        told = pattern.sub(" ", told)
    years = [int(y) for y in re.findall(r"\b(?:1[5-9]|20)\d\d\b", told)]
    return bool(modality.past.search(line.text, start, end)) or (
        any(line.published is None or y < line.published.year for y in years)
    )


def _noun(line: Line, match: re.Match[str], known: Patterns) -> list[Word]:
    """Return the words of the noun phrase right after a superlative."""
    offset = line.sentence.start
    found: list[Word] = []
    at = match.end()
    if "noun" in match.groupdict() and match["noun"]:
        return found
    for word in line.words:
        if word.start - offset < at:
            continue
        between = line.text[at : word.start - offset]
        if len(found) == NOUNS or re.sub(r"(?:^| )(?:ever|\d[\d,.]*)(?= )", "", between).strip(" -"):
            break
        if any(p.match(line.text, word.start - offset) for p in (known.ever, known.since, known.epoch, known.span)):
            break
        if not _german(line) or word.name:
            found.append(word)
        if _german(line) and word.name:
            break
        at = word.end - offset
    return found


def _reach(line: Line, tail: tuple[int, int], known: Patterns) -> tuple[Reach | None, list[tuple[int, int]]]:
    """Return how far back a superlative holds, and where its tail says so."""
    text, own = line.text, rules(line.language)
    if found := known.ever.search(text, *tail):
        return EVER, [found.span()]
    if found := known.since.search(text, *tail):
        return Reach(int(found["year"]), int(found["year"])), [found.span()]
    if found := known.epoch.search(text, *tail):
        year = own.epochs[found["epoch"].casefold()]
        return Reach(year, year), [found.span()]
    found = known.span.search(text, *tail)
    if found is None:
        return None, []
    unit, word = own.spans[found["unit"].casefold()], found["count"].casefold()
    numbers = lexicon(line.language).rules
    count = int(word) if word.isdigit() else int(numbers.numbers.get(word, numbers.tens.get(word, 0)))
    if not count or line.published is None:
        return UNCOUNTED, [found.span()]
    slack = max(1, round(SLACK * count * unit))
    year = line.published.year - count * unit
    return Reach(year - slack, year + slack), [found.span()]


def _place(
    line: Line, tail: tuple[int, int], spots: list[tuple[int, int]], known: Patterns
) -> tuple[frozenset[str], int]:
    """Return the keys of the place or field after a noun ("in Europe", "des Landes") and where it ends, 0 if none."""
    offset = line.sentence.start
    found: set[str] = set()
    last = 0
    for word in line.words:
        start, end = word.start - offset, word.end - offset
        if start < tail[0] or any(s <= start < e for s, e in spots):
            continue
        named = word.name or line.text[start:end].casefold() in rules(line.language).wholes
        if end > tail[1] or not named or word.keys & known.idle:
            break
        found |= word.keys
        last = end
    return frozenset(found), last


def _before(line: Line, at: int, place: frozenset[str], known: Patterns) -> list[Word]:
    """Return the content words before a superlative, the nearest last, without its place and the days."""
    offset = line.sentence.start
    return [
        w for w in line.words
        if at - BACK <= w.start - offset and w.end - offset <= at and not w.keys & (place | known.idle)
    ]  # fmt: skip


def _nearest(near: list[Word], topic: frozenset[str]) -> frozenset[str]:
    """Return the keys of the nearest name with the names beside it, or of the nearest central word."""
    keys: frozenset[str] = frozenset()
    last: Word | None = None
    for word in reversed(near):
        if last is None and (word.name or word.keys & topic):
            keys, last = word.keys, word
        elif last is not None and word.name and last.name and last.start - word.end == 1:
            keys, last = keys | word.keys, word
        elif last is not None:
            break
    return keys


def _keys(words: str, language: str) -> frozenset[str]:
    return frozenset(k for word in words.split() if (k := key(word, language)))
