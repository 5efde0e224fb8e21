"""Quoted: what each report puts between quotation marks, paragraph by paragraph, whatever sentences it runs through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.progress import ladders
from variorum.models import Story

MARKS = re.compile(r"''|[“”„«»‹›\"‚‘’']")
CLOSING = {
    "“": ("”", '"', "''"), "„": ("“", "”", '"'), "«": ("»",), "»": ("«",), '"': ('"', "”", "''"),
    "‘": ("’", "'", "''"), "'": ("'", "’", "''"), "‚": ("‘", "’", "'"), "›": ("‹",), "‹": ("›",),
}  # fmt: skip
SINGLE = "‘'‚"  # they also stand for apostrophes
DOUBLE = '“„«»"'
LEFT_OUT = re.compile(r"\.\.|…|[\[\]()]|- -|--")  # between two words of a quotation: something is left out or put in


class Word(NamedTuple):
    """A word of a line in lower case, contractions written out."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speech:
    """The quoted words of one paragraph."""

    article: str
    language: str
    words: tuple[Word, ...]
    lines: tuple[Line, ...]  # of each word
    breaks: frozenset[int]  # words before which something may be left out: the quotation is cut there
    capital: frozenset[int]  # words written with a capital letter


def words(line: Line) -> tuple[Word, ...]:
    """Return the words and numbers of a line in lower case, contractions written out."""
    make, language = tuple.__new__, line.language  # as in words.tokenize
    return tuple(
        make(Word, (part, start, end))
        for (_, start, end), low in zip(line.tokens, line.lower, strict=True)
        for part in _parts(low, language)
    )


@lru_cache(maxsize=50_000)
def _parts(low: str, language: str) -> tuple[str, ...]:
    """Return the words of a token in lower case: those of a contraction, one of most others, none of a mark."""
    if not (low[0].isalpha() or low[0].isdigit()):
        return ()
    word = low.replace("’", "'")
    # "winter-the": a dash without its blanks
    return tuple(ladders.rules(language, "claims").contractions.get(word, word.replace("-", " ")).split())


def spans(text: str, start: int, end: int, open_: str = "") -> Iterable[tuple[int, int]]:
    """Yield where a paragraph ``start:end`` of a text quotes; a quotation that is not closed ends with the paragraph.

    ``open_`` is the mark that the paragraph before left open: it holds on where the first mark here closes it.
    """
    opened, mark = -1, ""
    first = MARKS.search(text, start, end) if open_ else None
    if first and first[0] in CLOSING[open_] and first.start() > start and not text[first.start() - 1].isspace():
        opened, mark = start, open_
    for match in MARKS.finditer(text, start, end):
        at, sign = match.start(), match[0]
        before = text[at - 1] if at > start else " "
        after = text[match.end()] if match.end() < end else " "
        if opened >= 0 and not (mark in SINGLE and sign in DOUBLE):  # what looked like a single mark was an apostrophe
            if sign in CLOSING[mark] and not (mark in SINGLE and after.isalnum()):
                yield opened, at
                opened = -1
        elif sign in CLOSING and not before.isalnum() and not (sign in SINGLE and not after.isalpha()):
            opened, mark = match.end(), sign
    if opened >= 0 and mark not in SINGLE:
        yield opened, end


@lru_cache(maxsize=2)
def speeches(story: Story) -> tuple[Speech, ...]:
    """Return the quotations of a story's texts, one for each paragraph that has some; headings quote in short."""
    by: dict[str, list[Line]] = {}
    for line in sentences.read(story)[0]:
        if not line.sentence.heading and line.sentence.field == "text":
            by.setdefault(line.article, []).append(line)
    texts = {r.article.id: r.article.text for r in story.readings}
    return tuple(s for article, found in by.items() for s in _article(texts[article], found))


def _article(text: str, found: Iterable[Line]) -> Iterable[Speech]:
    paragraphs: dict[int, list[Line]] = {}
    for line in found:
        paragraphs.setdefault(line.sentence.paragraph, []).append(line)
    open_ = ""
    for inside in paragraphs.values():
        first = inside[0].sentence.start
        last = text.find("\n", inside[-1].sentence.end)
        last = last if last >= 0 else len(text)
        quoted = tuple(spans(text, first, last, open_))
        open_ = text[quoted[-1][0] - 1] if quoted and quoted[-1][1] == last and quoted[-1][0] > first else ""
        open_ = open_ if open_ in CLOSING else ""
        row = [
            (word, line, start)
            for start, end in quoted
            for line in inside
            if line.sentence.start < end and start < line.sentence.end
            for word in words(line)
            if start <= word.start and word.end <= end
        ]
        if row:
            yield _speech(text, row)


def _speech(text: str, row: Sequence[tuple[Word, Line, int]]) -> Speech:
    breaks = {
        at
        for at, ((one, _, opened), (two, _, begun)) in enumerate(pairwise(row), 1)
        if begun != opened or LEFT_OUT.search(text, one.end, two.start)
    }
    return Speech(
        article=row[0][1].article, language=row[0][1].language, words=tuple(word for word, _, _ in row),
        lines=tuple(line for _, line, _ in row), breaks=frozenset(breaks),
        capital=frozenset(at for at, (word, _, _) in enumerate(row) if text[word.start].isupper()),
    )  # fmt: skip
