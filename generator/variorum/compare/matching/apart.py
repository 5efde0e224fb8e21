"""What tells two figures of one noun apart: another event, another place, another moment of the event, another whole.

Reports end with background: the quake before this one, the toll of the whole war, last year's show. Its sentences
share their nouns and verbs with the news, so that words alone join them. Beyond the lead a sentence that gives its
event a time or place of its own is taken to be of that event alone. Equal figures are not asked: they agree, whatever
else is told beside them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from variorum.compare import sentences
from variorum.compare.align import Line, fold
from variorum.compare.entities import names
from variorum.compare.matching import hours
from variorum.compare.matching.apartness import rules
from variorum.compare.matching.compatible import compatible
from variorum.compare.matching.holders import misread, one_holder
from variorum.compare.matching.same import stint
from variorum.compare.matching.told import PAST, Told
from variorum.compare.matching.tolls import CASUALTIES
from variorum.compare.quantities.figure import Figure
from variorum.compare.quantities.figures import figures
from variorum.compare.quantities.units import lexicon
from variorum.models import Story
from variorum.words import Token

LANDMARK = re.compile(r"[\w\s-]{0,30}?\b(?:of|from|off|von|vor)\s+(?:[a-z]+\s+)?((?:[A-Z]\w+\s?)+)")  # "east of Velm"
SHARED = re.compile(r"[\w\s-]{0,40}?\b(?:with|in|to|from|mit|nach|aus)\s+(?:[a-z]+\s+)?((?:[A-Z]\w+\s?)+)")
WITHIN = re.compile(
    r"\b(?:with|in|mit)\s+(?:[a-z]+\s+)?((?:[A-Z]\w+\s?)+)[^,;:.()\d]*\Z"
)  # "in Velm output fell by 59%"
OWNER = re.compile(r"((?:[A-Z]\w+\s)*[A-Z]\w+)(?:\s[a-zäöü]{3,})?,\s+(?:[a-zäöü]+\s+){1,4}\Z")
DIGIT = re.compile(r"\d")
LEAD = 3  # the title and as many sentences tell the news of the day
NEAR = 90  # characters between a figure and the place or verb it belongs to
MANY = 4  # articles of a story from which on a place of the news stands at the top of two
LISTED = 60  # characters of a line of a list: "Velm school: 22 dead"
SKIPPED = 3  # words between "in" and the name of a place: "in the southern city of Velm"


@lru_cache(maxsize=2)
def apart(story: Story) -> Apart:
    """Return what sets figures of a story apart; the last two stories are kept, for figures and singles ask."""
    return Apart(sentences.read(story)[0], tuple(r.published for r in story.readings))


class Apart:
    """What the sentences of one story are about besides its news, and whether that sets two figures apart."""

    def __init__(self, lines: Iterable[Line], published: Iterable[date | None] = ()) -> None:
        found = tuple(lines)
        self._nouns = names.nouns(found)
        top = [line for line in found if leads(line)]
        self._months = {m for d in published if d for m in (d.month, (d - d.resolution * 31).month)}
        self._years = {str(d.year) for d in published if d}
        articles: dict[str, set[str]] = defaultdict(set)
        for line in top:
            for name in {fold(t.text) for t in line.tokens if t.is_capitalised}:
                articles[name].add(line.article)
        least = 2 if len({line.article for line in found}) >= MANY else 1
        self._known = frozenset(name for name, told_by in articles.items() if len(told_by) >= least)
        told = [frozenset(self._times(line)) for line in top]
        self._lead = frozenset().union(*told)
        self._marks: dict[tuple[str, int], frozenset[str]] = {}
        for line in found:
            self._marks[line.article, line.index] = self._mark(line)

    def different(self, a: Told, b: Told, *, placed: bool = False) -> bool:
        """Return whether two unequal figures are known to answer different questions.

        What only one of them tells, a time or a place, proves nothing where they round to each other, or where they
        are ``placed``, at one place of two copies of a text.
        """
        if a.figure.day or b.figure.day or stint(a, b) or (a.figure.kind == "age" and one_holder(a, b)):
            return False
        rounds = compatible(a, b) and not (a.figure.vague or b.figure.vague)
        news = a.figure.vague and b.figure.vague and leads(a.line) and leads(b.line)  # parts of a day: "Friday night"
        if a.figure.kind == "clock" and hours.unlike(a, b, lenient=placed or rounds or news):
            return True
        if a.figure.kind == "count" and not placed and (_part(a) != _part(b) or _lone_one(a, b)):
            return True
        if a.figure.kind == "count" and not (placed or compatible(a, b)) and _some(a) != _some(b):
            return True
        pairs = [(self._event(a), self._event(b)), (self._elsewhere(a), self._elsewhere(b))]
        owned, placed_by = ([self._proper(names_of(t), t) for t in (a, b)] for names_of in (_owner, _landmarks))
        if (not rounds and all(owned) and not owned[0] & owned[1]) or (
            all(placed_by) and not placed_by[0] & placed_by[1]
        ):
            return True
        lenient = rounds or placed or misread(a, b)  # a person is told of at one place, and then at another
        return any(_unlike(x, y) and ((x and y) or not lenient) for x, y in pairs)

    def background(self, line: Line) -> bool:
        """Return whether a sentence beyond the lead tells of a time that no report's lead has: what went before."""
        return bool(self._marks.get((line.article, line.index)))

    def _event(self, t: Told) -> frozenset[str]:
        return self._marks.get((t.article, t.line.index), frozenset())

    def _mark(self, line: Line) -> frozenset[str]:
        if leads(line):
            return frozenset()
        own = frozenset(self._times(line)) - self._lead
        first = line.lower[0] if line.lower else ""
        if not own and first in rules(line.language).carriers:
            return self._marks.get((line.article, line.index - 1), frozenset())
        return own

    def _times(self, line: Line) -> Iterator[str]:
        """Yield the times a sentence tells that are not those of the reports: months, years, "last year"."""
        earlier, first, months = _telling(line.language)
        capital = lexicon(line.language).capital
        heard = frozenset(line.lower)
        if not heard.isdisjoint(first):
            low = f" {' '.join(line.lower)} ".replace("’", "'")
            yield from (f"~{w}" for w in earlier if f" {w} " in low)
        if DIGIT.search(line.text):
            since = rules(line.language).since  # "the deadliest since 2009" tells of now
            yield from (
                m[0]
                for m in PAST.finditer(line.text)
                if m[0] not in self._years and not line.text[: m.start()].casefold().rstrip().endswith(since or ("\0",))
            )
        if not heard.isdisjoint(months):
            for token, low in zip(line.tokens, line.lower, strict=True):
                month = months.get(low) if token.is_capitalised == capital else None
                if month and month not in self._months:
                    yield f"month {month}"

    def _proper(self, words: Iterable[str], t: Told) -> frozenset[str]:
        """Return the words, folded, that are no common nouns, which are capitalised in German too."""
        return frozenset(fold(w) for w in words if _proper(w, t.line.language, self._nouns))

    def _elsewhere(self, t: Told) -> frozenset[str]:
        """Return the places beside a figure, empty if the lead of any report names one of them."""
        if leads(t.line):
            return frozenset()
        found = frozenset(p for at, p in _places(t.line, self._nouns) if t.start - NEAR <= at <= t.end + NEAR)
        return frozenset() if found & self._known else found


@cache
def _telling(language: str) -> tuple[tuple[str, ...], frozenset[str], Mapping[str, int]]:
    """Return the wording for earlier times, the words it begins with, and the names of months of one word."""
    earlier, words = rules(language).earlier, lexicon(language)
    months = {w: words.at([w], 0, "month") for w in words.begin.get("month", ())}
    return (
        earlier,
        frozenset(first for w in earlier for first in (w.split(" ", 1)[0], w.split(" ", 1)[0].replace("'", "’"))),
        {w: int(found[0].number) for w, found in months.items() if found},
    )


def leads(line: Line) -> bool:
    """Whether a sentence is in the title or at the top of its report."""
    return line.sentence.field == "title" or line.index <= LEAD


def _unlike(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a or b) and not a & b


def parted(told: Iterable[Told]) -> bool:
    """Whether equal counts are wholes of which different parts are told: "half of the 12", "eight of the 12"."""
    return len({part for t in told if (part := _part_of(t)) is not None}) > 1


def _part_of(t: Told) -> float | None:
    """Return how many of a count the figure before it tells, None if it tells no part of it."""
    text, f = t.line.text, t.figure
    before = [p for p in figures(text, t.line.language) if p.end <= f.start]
    if f.kind != "count" or not before:
        return None
    words = text[before[-1].end : f.start].casefold().split()
    first = {w for phrase in rules(t.line.language).partitive for w in (phrase.split()[0], phrase.split()[-1])}
    if not words or len(words) > SKIPPED + 1 or words[0] not in first:
        return None
    return before[-1].point * (f.point / 100 if before[-1].kind == "share" else 1)


def _part(t: Told) -> bool:
    """Whether a count is a part of a whole: "three of his eight", "two women and one man", "420 passengers and crew".

    Not "two of the three died": what befell them is what is asked.
    """
    text, language = t.line.text, t.line.language
    if _crew(language).match(text, t.figure.end):
        return True
    return any(
        (x.at == t.figure.at and t.role not in CASUALTIES and _joined(text, x, y) in rules(language).partitive)
        or _summed(text, x, y, language)
        for x, y in _neighbours(t)
    )


def _some(t: Told) -> bool:
    """Whether a count is of a whole that is not counted: "seventeen of the arrests"."""
    text, language = t.line.text, t.line.language
    after = text[t.figure.end :].casefold()
    led = next((p for p in sorted(rules(language).partitive) if after.startswith(f" {p} ")), None)
    return led is not None and not any(
        0 <= f.start - t.figure.end <= len(led) + 2 for f in figures(text, language)
    )  # fmt: skip


@cache
def _crew(language: str) -> re.Pattern[str]:
    joins, crews = ("|".join(map(re.escape, w)) or "(?!)" for w in (rules(language).joins, rules(language).crews))
    return re.compile(rf"\s*\w+\s+(?:{joins})\s+(?:{crews})\b", re.IGNORECASE)


def _joined(text: str, x: Figure, y: Figure) -> str:
    return " ".join(text[x.end : y.start].casefold().split())


def _neighbours(t: Told) -> Iterator[tuple[Figure, Figure]]:
    """Yield the pairs of neighbouring counts of a sentence of which a figure is one."""
    counts = [f for f in figures(t.line.text, t.line.language) if f.kind == "count"]
    yield from ((x, y) for x, y in pairwise(counts) if t.figure.at in (x.at, y.at))


def _summed(text: str, x: Figure, y: Figure, language: str) -> bool:
    """Whether two counts are parts of one sum: people of two kinds, joined by "and" alone."""
    between = text[x.end : y.start].casefold().split()
    if not 2 <= len(between) <= 3 or between[-1] not in rules(language).joins:
        return False
    if len(x.noun) == 1 and x.noun[0].istitle() and language == "en" and not x.noun[0].endswith("s"):
        return True  # "12 Somali and 11 Yemeni pirates"
    people = lexicon(language).rules.people
    return all(f"{w} ".startswith(people) for w in (between[-2], *(n.casefold() for n in y.noun[:1])) if w)


def _lone_one(a: Told, b: Told) -> bool:
    """Whether one of two counts is "one" of something other than people harmed: as often a pronoun as a number."""
    harmed = a.role == b.role and a.role in CASUALTIES
    return not harmed and any(t.figure.spelled and t.figure.point == 1 for t in (a, b))


def _landmarks(t: Told) -> list[str]:
    """Return the names a distance or share is of: "13 miles east of Cloverdale", "59% of the trade with Norway"."""
    if t.figure.kind not in ("length", "share"):
        return []
    found = (LANDMARK if t.figure.kind == "length" else SHARED).match(t.line.text[t.figure.end :])
    if found is None and t.figure.kind == "share":
        found = WITHIN.search(t.line.text[: t.figure.start])
    return found[1].split() if found else []


def _owner(t: Told) -> list[str]:
    """Return the name that a figure is an apposition of: "Velm, a town of 500", "Velm, home to 500"."""
    found = OWNER.search(t.line.text[: t.figure.start])
    return found[1].split() if found and t.figure.kind == "count" else []


def _places(line: Line, nouns: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield (offset, folded name) of what follows "in", "at", "near"."""
    told = rules(line.language)
    tokens = line.tokens
    colon = line.text.find(":")
    if colon > 0 and len(line.text) <= LISTED:  # "Velm school: 22 dead"
        yield from (
            (t.start, fold(t.text))
            for t in tokens
            if t.start < line.sentence.start + colon and _name(t, line.language, nouns)
        )
    for i, low in enumerate(line.lower):
        if low not in told.places:
            continue
        at = i + 1
        while at < min(len(tokens), i + 1 + SKIPPED) and tokens[at].is_word and not tokens[at].is_capitalised:
            at += 1
        while at < len(tokens) and _name(tokens[at], line.language, nouns):
            yield tokens[at].start, fold(tokens[at].text)
            at += 1


def _name(token: Token, language: str, nouns: frozenset[str]) -> bool:
    if not token.is_word or not token.is_capitalised:
        return False
    words, low = lexicon(language), token.lower
    dated = words.at([low], 0, "month") or words.at([low], 0, "weekday")
    return not dated and _proper(token.text, language, nouns)


def _proper(word: str, language: str, nouns: frozenset[str]) -> bool:
    """Return whether a capitalised word is a name, as far as its ending and the story tell."""
    low, told = word.casefold(), rules(language)
    return low in told.regions or (low not in nouns and not low.endswith(told.common or ("\0",)))
