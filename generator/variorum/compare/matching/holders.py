"""Whose age it is: the persons and callings that stand beside an age, so that two reports' ages are of one person.

One report tells it by a name ("Kapitän Orla V. (61)"), another by an office ("der 58-jährige Schiffsführer"), a third
only by the age ("der 58-Jährige"). Names and offices that stand together anywhere in a story are of one person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.entities import names, spelling
from variorum.compare.entities.persons import PERSON, People, mark, persons
from variorum.compare.matching.told import Told
from variorum.models import Story
from variorum.words import Token

BACK = 2  # sentences before one in which nobody is named, where a bare "der 58-Jährige" may have been named
AFTER = 3  # words between an age and its noun: "der 58 Jahre alte, bisher unbescholtene Fahrer"
SLIP = 2  # years by which a slip, or a birthday near by, makes an age wrong
NOMINAL = re.compile(r"\d-?J")
MARKS = frozenset("(,†.")  # between a name and its age
CALLING, ALIAS = "c:", "a:"  # named beside the age, called so, named so elsewhere in the story


@dataclass(frozen=True, slots=True)
class Aged(Told):
    """An age with whose it is, as far as the story tells."""

    who: frozenset[str] = frozenset()


def held(told: Sequence[Told], story: Story) -> list[Told]:
    """Return the figures, each age with whose it is, in languages where a capital tells no name: German.

    In English, where it does, names beside an age tell more: of 8 rows that callings brought in 83 stories 7 were of
    two people ("the 35-year-old driver", "the 37-year-old driver").
    """
    ages = {id(t) for t in told if t.figure.kind == "age" and spelling.rules(t.line.language).determiners}
    if not ages:
        return list(told)
    known = persons(story)
    where = {(line.article, line.index): line for line in sentences.read(story)[0]}
    by: dict[tuple[str, float], set[str]] = defaultdict(set)
    for t in told:
        if id(t) in ages:
            own = _holder(t, known) or (_named_before(t, known, where) if _bare(t) else frozenset())
            by[t.article, t.figure.point] |= own
    aliases = _aliases(story, known, by.values())
    for article_age, who in by.items():
        by[article_age] = {alias for one in who for alias in aliases.get(one, (one,))}
    return [_aged(t, frozenset(by[t.article, t.figure.point])) if id(t) in ages else t for t in told]


def _aged(t: Told, who: frozenset[str]) -> Aged:
    return Aged(**{field.name: getattr(t, field.name) for field in fields(t)}, who=who)


def _who(t: Told) -> frozenset[str]:
    return t.who if isinstance(t, Aged) else frozenset()


def one_holder(a: Told, b: Told) -> bool:
    """Return whether two ages are of one person: by name, or, a slip apart, by a calling that one in the story has."""
    if _people(a) and _people(b):
        return bool(_people(a) & _people(b))
    x, y = (_who(t) | {who.replace(PERSON, ALIAS, 1) for who in _who(t)} for t in (a, b))
    return any(who.startswith(ALIAS) for who in x & y) and misread(a, b)


def two_holders(a: Told, b: Told) -> bool:
    """Return whether two ages are of two persons, both named."""
    return bool(_people(a)) and bool(_people(b)) and not _people(a) & _people(b)


def half_held(a: Told, b: Told) -> bool:
    """Return whether one of two ages is a named person's, and whose the other is nothing tells."""
    return bool(_people(a)) != bool(_people(b)) and not (_who(a) and _who(b))


def misread(a: Told, b: Told) -> bool:
    """Return whether two ages are as far apart as a slip makes them: a year or two, or their digits changed places."""
    if not (isinstance(a, Aged) and isinstance(b, Aged)):
        return False
    x, y = int(a.figure.point), int(b.figure.point)
    return 0 < abs(x - y) <= SLIP or (x != y and str(x) == str(y)[::-1])


def _people(t: Told) -> frozenset[str]:
    return frozenset(who for who in _who(t) if who.startswith(PERSON))


@lru_cache(maxsize=20_000)
def _calling(word: str, language: str) -> str:
    """Return the calling that a word in lower case is, or ends in where compounds do; "" for none."""
    table = _callings(language)
    if word in table:
        return table[word]
    if not spelling.rules(language).determiners:
        return ""
    ends = [one for one in table if len(one) >= LEAST and word.endswith(one)]
    return table[max(ends, key=len)] if ends else ""


LEAST = 5  # letters of a calling that may end a compound


@cache
def _callings(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    known = spelling.rules(language)
    for group in known.one_calling:
        for word in group.split():
            for female in ("", "in") if known.determiners else ("",):
                found |= {word + female + end: f"{CALLING}{group.split()[0]}{female}" for end in ("", *known.case_ends)}
    return found


def _of(words: Sequence[str], language: str, known: People) -> frozenset[str]:
    """Return the person and the callings of words in a row."""
    return mark(words, known) | frozenset(found for word in words if (found := _calling(word, language)))


def _aliases(story: Story, known: People, told: Iterable[set[str]]) -> Mapping[str, tuple[str, ...]]:
    """Return for each calling what it tells: the one person before whose name it stands, or whose age is told so."""
    by: dict[str, set[str]] = defaultdict(set)
    for both in told:
        for calling in both:
            if calling.startswith(CALLING):
                by[calling] |= {who for who in both if who.startswith(PERSON)}
    for line in sentences.read(story)[0]:
        for run in line.runs:
            words = [names.bare(token.text) for token in run]
            who = mark(words, known)
            for word in words:
                if who and (calling := _calling(word, line.language)):
                    by[calling] |= who
    found: dict[str, tuple[str, ...]] = {}
    for calling, people in by.items():
        found[calling] = (calling, *(who.replace(PERSON, ALIAS, 1) for who in people)) if len(people) < 2 else ()
    return found


def _holder(t: Told, known: People) -> frozenset[str]:
    """Return whom the words beside an age name: those before it in marks, else those after it."""
    line = t.line
    i = next(n for n, token in enumerate(line.tokens) if token.end > t.start)
    if i and line.lower[i - 1] in MARKS and (words := _before(line, i)):
        return _of(words, line.language, known)
    j = next((n for n, token in enumerate(line.tokens) if token.start >= t.end), len(line.tokens))
    return _of(_after(line, j), line.language, known)


def _before(line: Line, i: int) -> list[str]:
    """Return the words of the name that ends before the marks before token ``i``, in lower case."""
    while i and line.lower[i - 1] in MARKS:
        i -= 1
    found: list[str] = []
    while i and _part(line.tokens[i - 1], line.language):
        i -= 1
        found.insert(0, names.bare(line.tokens[i].text))
    while found and i and line.tokens[i - 1].is_word and not line.tokens[i - 1].is_capitalised:
        i -= 1  # "Venn, pensionierter Lehrer, 68 Jahre"
    if found and i > 1 and line.lower[i - 1] == ",":
        while i > 1 and _part(line.tokens[i - 2], line.language):
            i -= 1
            found.insert(0, names.bare(line.tokens[i - 1].text))
    return found


def _part(token: Token, language: str) -> bool:
    return token.is_word and (token.is_capitalised or bool(_calling(token.lower, language)))


def _after(line: Line, j: int) -> list[str]:
    """Return the noun, and the name that follows it, after token ``j``, in lower case; adjectives may come between."""
    end = j
    while end < min(len(line.tokens), j + AFTER) and line.tokens[end].is_word and not _part(
        line.tokens[end], line.language
    ):  # fmt: skip
        end += 1
    found = []
    while end < len(line.tokens) and _part(line.tokens[end], line.language):
        found.append(names.bare(line.tokens[end].text))
        end += 1
    return found


def _bare(t: Told) -> bool:
    """Return whether an age stands for its holder: "..., sagte der 58-Jährige", "Venn ist 58 Jahre alt".

    "Ein 58-Jähriger" is somebody new.
    """
    before = [low for token, low in zip(t.line.tokens, t.line.lower, strict=True) if token.end <= t.start]
    old = spelling.rules(t.line.language).old
    if t.value.endswith(old):
        return True
    return bool(NOMINAL.search(t.value)) and t.value.endswith("e") and before[-1:] in (["der"], ["die"])


def _named_before(t: Told, known: People, where: Mapping[tuple[str, int], Line]) -> frozenset[str]:
    """Return who was named last before a bare age ("der 58-Jährige"), if only one person was in that sentence."""
    for back in range(BACK + 1):
        line = where.get((t.article, t.line.index - back))
        if line is None or line.sentence.heading:
            break
        people = list(_named(line, known, t.start if not back else None))
        if people:
            return people[0] if len(set(people)) == 1 else frozenset()
    return frozenset()


def _named(line: Line, known: People, before: int | None) -> Iterator[frozenset[str]]:
    """Yield whom the runs of a sentence name, those that end ``before`` an offset."""
    for run in _runs(line, before):
        if who := mark([names.bare(token.text) for token in run], known):
            yield who


def _runs(line: Line, before: int | None) -> Iterable[Sequence[Token]]:
    return [run for run in line.runs if before is None or run[-1].end <= before]
