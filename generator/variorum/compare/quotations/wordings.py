"""Wordings: one quotation in two wordings, where a word was misheard or mistyped rather than translated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from variorum.compare import scanning, sentences
from variorum.compare.align import Line
from variorum.compare.entities import names, spelling
from variorum.compare.progress import ladders
from variorum.compare.quotations.quoted import Word, words
from variorum.models import Disagreement, Mention, Position, Provenance, Story
from variorum.words import stem, stopwords

LEAST_WORDS = 6  # of a quotation; shorter ones agree by chance
LEAST_SHARED = 0.75  # of its words in the same order in the other report
LIKE = 0.5  # likeness of the letters of the two words (difflib): misheard; translations differ more
AROUND = 3  # words shown on either side
COMMON = 60  # lines; a word that stands in more of them brings no two lines together
RARE = 2  # such words that two lines must share

QUOTED = re.compile(r"[“\"„«»]([^“”\"„«»]{25,400})[”\"“«»]|‘([^‘’]{25,400})’")


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the quotations that two origins word differently; at most one for each quotation."""
    found, _ = sentences.read(story)
    if names.abroad(found):
        return []  # two translations of one sentence are both right
    scan = scanning.scan(story)
    told: dict[int, tuple[Word, ...]] = {}
    rows: dict[str, Disagreement] = {}
    for at, line in enumerate(found):
        for quote in _quotes(line):
            near: Counter[int] = Counter(
                other for key in line.keys if len(scan.where[key]) <= COMMON for other in scan.where[key]
            )
            threes = set(_threes(quote))
            for other in sorted(other for other, count in near.items() if count >= RARE and other != at):
                if found[other].language != line.language:
                    continue
                if _origin(found[other], provenance) == _origin(line, provenance):
                    continue
                row = told.get(other)
                if row is None:
                    row = told[other] = words(found[other])
                if sum(three in threes for three in _threes(row)) >= 2:
                    made = _row(line, quote, found[other], row, language)
                    if made:
                        rows.setdefault(made.id, made)
    return [rows[key] for key in sorted(rows)]


def _origin(line: Line, provenance: Provenance) -> str:
    return sentences.root(line.article, provenance)


def _threes(row: Sequence[Word]) -> Iterable[tuple[str, ...]]:
    return ((a.text, b.text, c.text) for a, b, c in zip(row, row[1:], row[2:], strict=False))


def _quotes(line: Line) -> Iterable[tuple[Word, ...]]:
    offset = line.sentence.start
    row: tuple[Word, ...] = ()
    for match in QUOTED.finditer(line.text):
        row = row or words(line)
        inside = tuple(w for w in row if match.start() + offset <= w.start and w.end <= match.end() + offset)
        if len(inside) >= LEAST_WORDS:
            yield inside


def _row(line: Line, quote: Sequence[Word], other: Line, row: Sequence[Word], language: str) -> Disagreement | None:
    mine = [w.text for w in quote]
    longest = SequenceMatcher(None, mine, [w.text for w in row], autojunk=False).find_longest_match()
    begin = max(0, longest.b - longest.a - AROUND)
    row = row[begin : begin + len(quote) + 2 * AROUND]
    matcher = SequenceMatcher(None, mine, [w.text for w in row], autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    if not blocks or sum(b.size for b in blocks) < LEAST_SHARED * len(quote):
        return None
    first, last = blocks[0], blocks[-1]
    empty = stopwords(line.language) | ladders.rules(line.language, "claims").fillers
    changed = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal" or i2 <= first.a or i1 >= last.a + last.size:
            continue
        ours = [w for w in quote[i1:i2] if w.text not in empty]
        theirs = [w for w in row[j1:j2] if w.text not in empty]
        if ours or theirs:
            changed.append((i1, i2, j1, j2, ours, theirs))
    if len(changed) != 1:
        return None
    i1, i2, j1, j2, ours, theirs = changed[0]
    if not _misheard(" ".join(w.text for w in ours), " ".join(w.text for w in theirs), line.language):
        return None
    ours_end, theirs_end = last.a + last.size, last.b + last.size
    positions = (
        _position(line, quote[first.a : ours_end], i1 - first.a, i2 - first.a),
        _position(other, row[first.b : theirs_end], j1 - first.b, j2 - first.b),
    )
    question = (ladders.rules(language, "claims").questions or ladders.rules("en", "claims").questions)["wording"]
    subject = " ".join(w.text for w in quote[max(0, i1 - AROUND) : i1])
    return sentences.row("claim", ("wording", subject), question, "contested", 1, positions)


def _misheard(a: str, b: str, language: str) -> bool:
    if not a or not b or max(len(a.split()), len(b.split())) > 2 or any(c.isdigit() for c in a + b):
        return False
    if stem(a, language) == stem(b, language) or spelling.skeleton(a, foreign=False) == spelling.skeleton(
        b, foreign=False
    ):
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= LIKE


def _position(line: Line, row: Sequence[Word], start: int, end: int) -> Position:
    first, last = row[max(0, start - AROUND)].start, row[min(len(row), end + AROUND) - 1].end
    offset = line.sentence.start
    mention: Mention = line.mention(first, last)
    return Position(value=line.text[first - offset : last - offset], mentions=(mention,))
