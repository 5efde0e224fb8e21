"""Voices: one sentence of one speaker that two reports quote in other words ("we ask for a bridge", "we beg for one").

``reworded`` knows a quotation by the words alone, and needs many; what one person is quoted with in two reports of one
event in sentences built alike is taken for one sentence with fewer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.entities import names
from variorum.compare.entities.persons import People, mark, persons
from variorum.compare.progress import ladders
from variorum.compare.quotations.quoted import Word, spans, words
from variorum.compare.quotations.reworded import abroad, foreign
from variorum.models import Disagreement, Position, Provenance, Relation, Story
from variorum.words import stem, stopwords

LEAST = 5  # words that both sides share in one order
ALIKE = 0.5  # of the words of both
DAYS = 1  # between two reports of one speech
ROW = 2  # words in a row that both share at the least


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one sentence that one person is quoted with."""

    who: str
    line: Line
    words: tuple[Word, ...]

    @property
    def stems(self) -> list[str]:
        """The words without their endings."""
        return [stem(word.text, self.line.language) for word in self.words]


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the sentences of one speaker that two origins quote in other words, none that one report gives both.

    They are soft where they may be translated.
    """
    far = abroad(sentences.read(story)[0])
    by: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for said in _said(story):
        by[said.who, said.line.language].append(said)
    rows = []
    for _, group in sorted(by.items()):
        for at, one in enumerate(group):
            for two in group[at + 1 :]:
                roots = {sentences.root(s.line.article, provenance) for s in (one, two)}
                if len(roots) == 2 and _one_day(one, two) and _reworded(one, two) and not _both(one, two, group):
                    soft = any(foreign(s.line) or s.line.article in far for s in (one, two))
                    rows.append(_row(one, two, language, "rounding" if soft else "contested"))
    return sentences.apart(rows)


def _said(story: Story) -> Iterable[Said]:
    """Yield the quoted sentences of a story's texts whose speaker is the person named nearest in their paragraph."""
    known = persons(story)
    texts = {r.article.id: r.article.text for r in story.readings}
    by: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in sentences.read(story)[0]:
        if not line.sentence.heading and line.sentence.field == "text":
            by[line.article, line.sentence.paragraph].append(line)
    for (article, _), inside in by.items():
        quoted = list(spans(texts[article], inside[0].sentence.start, inside[-1].sentence.end))
        people = list(_named(inside, quoted, known)) if quoted else []
        for start, end in quoted if people else ():
            who = min(people, key=lambda p: (max(start - p[1], p[0] - end), p[0]))[2]
            for line in inside:
                row = tuple(w for w in words(line) if start <= w.start and w.end <= end)
                if len(row) >= LEAST:
                    yield Said(who, line, row)


def _named(inside: Iterable[Line], quoted: Sequence[tuple[int, int]], known: People) -> Iterable[tuple[int, int, str]]:
    """Yield the people named in a paragraph outside of quotation marks, with where."""
    for line in inside:
        for run in line.runs:
            if not any(start < run[-1].end and run[0].start < end for start, end in quoted):
                for who in mark([names.bare(token.text) for token in run], known):
                    yield run[0].start, run[-1].end, who


def _one_day(one: Said, two: Said) -> bool:
    """Return whether two reports may quote one speech: from day to day people say things in other words."""
    first, second = one.line.published, two.line.published
    if any(phrase in s.line.low for s in (one, two) for phrase in ladders.rules(s.line.language, "claims").recalled):
        return True
    return first is not None and second is not None and abs((first - second).days) <= DAYS


def _reworded(one: Said, two: Said) -> bool:
    """Return whether two sentences are built alike, and words of the one stand for other words of the other."""
    a, b = one.stems, two.stems
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    shared = sum(block.size for block in blocks)
    if shared < LEAST or 2 * shared < ALIKE * (len(a) + len(b)) or max(block.size for block in blocks) < ROW:
        return False
    empty = stopwords(one.line.language) | ladders.rules(one.line.language, "claims").fillers
    same = sum(_content(one, block.a, block.a + block.size, empty) for block in blocks)
    changed = [
        (_content(one, i, k, empty), _content(two, j, m, empty))
        for tag, i, k, j, m in matcher.get_opcodes()
        if tag == "replace" and _letters(one, i, k) != _letters(two, j, m)  # "data center", "datacenter"
    ]
    return same > 0 and any(x and y for x, y in changed)


def _letters(said: Said, start: int, end: int) -> str:
    return "".join(word.text for word in said.words[start:end])


def _content(said: Said, start: int, end: int, empty: frozenset[str]) -> int:
    return sum(word.text not in empty and len(word.text) > 1 for word in said.words[start:end])


def _both(one: Said, two: Said, group: Iterable[Said]) -> bool:
    """Return whether the report of the one has the words of the other too: then these are two sentences."""
    return any(
        said is not own and said.line.article == own.line.article and _close(said, other)
        for own, other in ((one, two), (two, one))
        for said in group
    )


def _close(one: Said, two: Said) -> bool:
    return SequenceMatcher(None, one.stems, two.stems, autojunk=False).ratio() > 1 - ALIKE / 2


def _row(one: Said, two: Said, language: str, relation: Relation) -> Disagreement:
    questions = ladders.rules(language, "claims").questions or ladders.rules("en", "claims").questions
    subject = (one.who, *sorted(set(one.stems) & set(two.stems)))
    positions = [_position(one), _position(two)]
    return sentences.row("claim", ("voice", *subject), questions["wording"], relation, 1, positions)


def _position(said: Said) -> Position:
    start, end = said.words[0].start, said.words[-1].end
    offset = said.line.sentence.start
    return Position(value=said.line.text[start - offset : end - offset], mentions=(said.line.mention(start, end),))
