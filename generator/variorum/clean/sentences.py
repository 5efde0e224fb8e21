"""Line -> spans of its sentences: sentencex, and the joins that it misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import sentencex

from variorum.clean.rules import Patterns
from variorum.words import stopwords

ORDINAL = re.compile(r"(?<![\d.,:/–-])\b\d{1,2}\.\s*\Z")
INITIAL = re.compile(r"(?<![\w.])[A-ZÀ-ÖØ-Þ]\.\s*\Z")
NEXT_WORD = re.compile(r"\w+")
TAIL = 16  # characters in which an abbreviation is looked for
LONGEST_QUOTE = 400  # characters; a quotation longer than that is cut into its sentences
LONGEST_SENTENCE = 3_000  # characters; what is longer is cut at white space, for later stages try patterns in each
LONGEST_PART = 10_000  # characters of a line that sentencex sees at once: its time grows with the square of that
BOUNDARY = re.compile(r"(?<=[.!?])\s+")
OPENERS = {"„": "“”", "“": "”", "»": "«", "«": "»", "‹": "›"}


def spans(text: str, language: str, rules: Patterns) -> Iterable[tuple[int, int]]:
    """Return start and end of every sentence of a line, white space left out."""
    if len(text) <= LONGEST_PART:
        return _spans(text, language, rules)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = _cut(text, at, LONGEST_PART)
        found.extend((at + a, at + b) for a, b in _spans(text[at:end], language, rules))
        at = end
    return found


def _spans(text: str, language: str, rules: Patterns) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = end = 0
    for after in _ends(text, language, rules):
        if end > start and not _goes_on(text[start:end], text[end : end + 40], language, rules):
            found.extend(_parts(text, start, end))
            start = end
        end = after
    found.extend(_parts(text, start, len(text)))
    return found


def _cut(text: str, start: int, size: int) -> int:
    """Return where to cut a text that is too long: behind the last sentence, else word, of the size from ``start``."""
    end = start + size
    if end >= len(text):
        return len(text)
    places = [match.end() for match in BOUNDARY.finditer(text, start + size // 2, end)]
    blank = text.rfind(" ", start + size // 2, end) + 1
    return places[-1] if places else blank or end


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = _cut(text[:end], start, LONGEST_SENTENCE)
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _ends(text: str, language: str, rules: Patterns) -> Iterator[int]:
    """Yield where sentencex ends a piece, and before that where it missed the end of a sentence."""
    end = 0
    for piece in sentencex.segment(language, text):
        at = text.find(piece, end)
        if at >= 0:
            if ". " in piece.rstrip():
                yield from (at + cut for cut in _missed(piece, language, rules))
            end = at + len(piece)
            yield end


def _missed(piece: str, language: str, rules: Patterns) -> list[int]:
    cuts = {match.end() for match in rules.words.finditer(piece)}
    for match in rules.ends.finditer(piece):
        if _opens(piece[match.end() : match.end() + 20], language):
            cuts.add(match.end())
    return sorted(cuts)


def _opens(after: str, language: str) -> bool:
    """Return whether a function word in capitals follows, as at the start of a sentence."""
    following = NEXT_WORD.search(after)
    return following is not None and following[0][0].isupper() and following[0].casefold() in stopwords(language)


def _goes_on(before: str, after: str, language: str, rules: Patterns) -> bool:
    """Return whether the sentence goes on behind a piece that sentencex took for a whole one."""
    following = NEXT_WORD.search(after)
    word = following[0] if following else ""
    tail = before[-TAIL:]
    if rules.ordinals and ORDINAL.search(tail) and word.casefold() not in stopwords(language):
        return True
    if rules.joins.search(tail) or INITIAL.search(tail):
        return not (_opens(after, language) and rules.ends.search(tail + word))
    if word[:1].islower() and not before.rstrip().endswith(("!", "?", "…", ":")) and after[:1].isalpha():
        return True
    return _inside_quote(before)


def _inside_quote(before: str) -> bool:
    if len(before) > LONGEST_QUOTE:
        return False
    for opener, closers in OPENERS.items():
        if opener == "“" and "„" in before:
            continue
        at = before.rfind(opener)
        if at >= 0 and (at == 0 or not before[at - 1].isalnum()) and not any(c in before[at + 1 :] for c in closers):
            return opener not in {"«"} or "»" not in before
    return False


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end and (text[start].isalnum() or any(c.isalnum() for c in text[start:end])):
        yield start, end
