"""Dates -> what happened then: the word for an event next to a date, and whether the date was moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from variorum.compare.align import Line
from variorum.compare.beginnings import Beginnings
from variorum.compare.quantities.dating import rules, says
from variorum.compare.quantities.figure import Figure

NEAR = 9  # words between a date and what happened then; gold stories: 6 loses German clauses, 14 takes the next event
AROUND = 50  # characters around a date in which it is said to be moved
AFTER = 3  # words that count more for an event after its date, inside a sentence
BEGINS = 5  # characters: a date that begins a sentence has its event after it
MUST = 14  # words before a deadline in which stands what must be done
DONE = 2  # words after it: "bis Freitag bezahlen"
ARTICLE = 3  # letters of a word between a bound and its date: "by the", "bis zum"
WORD = re.compile(r"\w+(?=\s)")
REST = re.compile(r"\w+")  # of a word whose beginning is known
BARRIER = 4  # words that a mark or "and" between them counts for
MARKS = re.compile(r"[,;:–—()]|\s-\s|\.\s|(?<!\w)(?:and|und|et|y|e|en|i|but|aber|sowie)(?!\w)", re.IGNORECASE)


def event(line: Line, figure: Figure, others: Sequence[Figure]) -> str | None:
    """Return what happened on a date: the nearest word of the table, no other date between.

    None where a verb of saying is nearer: "police said on Monday".
    """
    own = rules(line.language)
    after = line.text[figure.end :].lstrip(" ,").casefold()
    if figure.day and figure.day.named and after.startswith(own.grace or ("\0",)):
        return "due"
    if bound := _bound(line, figure):
        return _deadline(line, figure, bound)
    if figure.unit == "year" and re.match(r"[ \xa0][A-Z]|['’]?s", line.text[figure.end : figure.end + 2]):
        return None  # "the 2012 Games", "the 1930s"
    shifted = moved(line, figure)
    reach = 2 * NEAR if shifted else NEAR  # "from 3 June to 10 June": both belong to what is moved
    near = sorted(_near(line, figure, () if shifted else others, reach + 1))
    spoken = min((d for d, name in near if not name), default=reach + 2)
    distance, name = next(((d, name) for d, name in near if name), (reach + 1, ""))
    return name if distance <= reach and distance + 1 < spoken else None


def _bound(line: Line, figure: Figure) -> str:
    """Return the word that makes a date a limit, right before it or before its article; "" for none."""
    bounds = rules(line.language).bounds
    words: list[str] = WORD.findall(line.text[max(0, figure.start - AROUND) : figure.start].casefold())[-2:]
    if words and words[-1] in bounds:
        return words[-1]
    return words[0] if len(words) == 2 and len(words[1]) <= ARTICLE and words[0] in bounds else ""


def _deadline(line: Line, figure: Figure, before: str) -> str | None:
    """Return "due" for a date by which something must be done: "must pay by Friday", "bis Freitag zahlen"."""
    own = rules(line.language)
    start, end = line.sentence.start + figure.start, line.sentence.start + figure.end
    words = [t.lower for t in line.tokens if t.end <= start][-MUST:]
    words += [t.lower for t in line.tokens if t.start >= end][:DONE]
    must = before in own.limits and any(f"{w} ".startswith(own.deadlines or ("\0",)) for w in words)
    return "due" if must else None


def moved(line: Line, figure: Figure) -> bool:
    """Whether the words around a date say that it was moved: then they tell the old one, the new one or both."""
    around = line.text[max(0, figure.start - AROUND) : figure.end + AROUND]
    return says(around, rules(line.language).moved)


def _near(line: Line, figure: Figure, others: Sequence[Figure], reach: int) -> Iterator[tuple[int, str]]:
    """Yield how far the words of the table within ``reach`` lie from a date, none of the ``others`` between."""
    text = line.text
    for start, end, name in _tags(text, line.language):
        if figure.start <= start < figure.end:
            continue
        low, high = min(figure.start, start), max(figure.start, start)
        if any(low < other.start < high for other in others):
            continue
        between = text[figure.end : start] if start >= figure.end else text[end : figure.start]
        # before its date a word is more likely what happened: "arrested Monday after the shooting"; German verbs end
        follows = AFTER if start >= figure.end and figure.start > BEGINS and line.language != "de" else 0
        words = follows + len(between.split())
        if words <= reach:
            yield words + BARRIER * len(MARKS.findall(between)), name


@cache
def _words(language: str) -> tuple[Beginnings, Mapping[str, str]]:
    own = rules(language)
    names = {w: name for name, words in own.events.items() for w in words} | dict.fromkeys(own.speech, "")
    # words are beginnings ("arrest"); phrases ("was found") and words with a blank at their end ("shot ") are whole
    whole = [w.strip() for w in names if " " in w]
    return Beginnings((w for w in names if " " not in w), whole), {w.strip(): name for w, name in names.items()}


@lru_cache(maxsize=64)  # a sentence may tell several dates
def _tags(text: str, language: str) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and event of the words of the table; "" for a verb of saying."""
    words, names = _words(language)
    return tuple(
        [
            (f.start, rest.end() if (rest := REST.match(text, f.end)) else f.end, names[f.text.casefold()])
            for f in words.find(text)
            if f.text.casefold() in names  # never "schließ": the word for "finally" begins so
        ]
    )
