"""Lines -> the lines worth reading, and what the others told: date, credits, the author's sign, a note on AI."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from variorum.clean.lines import Line
from variorum.clean.rules import Patterns, named
from variorum.days import DIGIT, date_line

SIGN = re.compile(r"\(?(?P<sign>[a-zäöüß]{2,4}(?:\s?[/,]\s?[\w ]{2,20})*)\)")
LONGEST_LABEL = 250  # characters; a longer line is never furniture by what it is as a whole
LONGEST_SENTENCE = 120  # characters; a longer line that ends like a sentence is no label either
LONGEST_NOTE = 400  # characters; a longer line is never furniture by what it holds
SOLID = 50  # characters of a sentence with which the text goes on below a box ("Related stories")
LEAST_WORDS = 4  # a shorter line above the first sentence is a label ("Politics"), not a subtitle
SHORTEST_MENU = 4  # lines
LONGEST_MENU_LINE = 80  # characters
FACT = re.compile(r"\w\s?[:=]\s?\w|\w\s[–—-]\s\w|\d")
LETTER = re.compile(r"\w")
LETTERS = re.compile(r"\W+")


@dataclass(slots=True, kw_only=True)
class Sifted:
    """The lines kept, in order, and what the dropped ones told."""

    kept: list[Line] = field(default_factory=list)
    title: tuple[int, int] | None = None  # where the furniture repeats the title
    dated: date | None = None
    credits: list[str] = field(default_factory=list)
    sign: str | None = None
    ai_disclosed: bool = False


def squash(text: str) -> str:
    """Return a text without case, white space and punctuation, for comparing titles."""
    return LETTERS.sub("", text).casefold()


def _begins(text: str, title: str) -> bool:
    """Return whether the first letter of a text is that of a squashed title, which costs less than to squash it."""
    first = LETTER.search(text)
    return first is not None and title.startswith(first[0].casefold())


def sift(found: Sequence[Line], rules: Patterns, title: str, language: str) -> Sifted:
    """Return the lines worth reading."""
    sifted = Sifted()
    heading = squash(title)
    verdicts = [_verdict(line, rules, heading, language, sifted) for line in found]
    _drop_lists(found, verdicts)
    _drop_boxes(found, verdicts, rules)
    kept = [line for line, verdict in zip(found, verdicts, strict=True) if verdict == "keep"]
    sifted.kept = _without_edges(_without_menus(kept), has_title=bool(heading) or sifted.title is not None)
    return sifted


def without_furniture(found: Sequence[Line], rules: Patterns, title: str, language: str) -> list[Line]:
    """Return the lines of an extracted page that are worth keeping in its text: those to read, those that tell."""
    notes = [Sifted() for _ in found]
    verdicts = [_verdict(line, rules, squash(title), language, note) for line, note in zip(found, notes, strict=True)]
    _drop_lists(found, verdicts)
    _drop_boxes(found, verdicts, rules)
    return [
        line
        for line, verdict, note in zip(found, verdicts, notes, strict=True)
        if verdict == "keep" or note.dated or note.credits or note.sign or note.ai_disclosed
    ]


def _verdict(line: Line, rules: Patterns, title: str, language: str, sifted: Sifted) -> str:
    """Return "keep", "drop" or "close" (drop, and a box of furniture begins)."""
    text, size = line.text, line.end - line.start
    if size > LONGEST_NOTE:
        return "keep"
    strings = rules.watch.may_hold(text)
    if size <= LONGEST_LABEL and (size <= LONGEST_SENTENCE or not line.ends):
        if rules.closes.match(text):
            return "close"
        if (title and len(title) <= size and _begins(text, title) and squash(text) == title) or _label(
            line, rules, strings, language, sifted
        ):
            return "drop"
    furniture = (strings and _is_gated(line, rules, strings, sifted)) or rules.starts.match(text)
    return "drop" if furniture else "keep"


def _is_gated(line: Line, rules: Patterns, strings: frozenset[str], sifted: Sifted) -> bool:
    """Return whether a line that may hold these strings is furniture by what it holds, and note what it tells."""
    text = line.text
    if rules.disclosure.search(text, strings):
        sifted.ai_disclosed = True
        if len(text) <= LONGEST_SENTENCE or not any(c.isdigit() for c in text):  # with figures it is news as well
            return True
    quoted = rules.title.search(text, strings)
    if quoted:
        group = named(quoted, "title")
        if group and sifted.title is None:
            sifted.title = (line.start + group[1], line.start + group[2])
        return True
    return any(gates.search(text, strings) for gates in (rules.caption, rules.holds))


def _label(line: Line, rules: Patterns, strings: frozenset[str], language: str, sifted: Sifted) -> bool:
    """Return whether a short line is furniture as a whole, and note what it tells."""
    text, agency = line.text, not strings.isdisjoint(rules.agencies)
    moment = date_line(text, language)
    if agency and not moment and DIGIT.search(text) and not line.ends and rules.agency.search(text):
        moment = date_line(rules.agency.sub(" ", text), language)
    if moment:
        sifted.dated = sifted.dated or moment.day
        note_agencies(text, rules, sifted)
        return True
    sign = SIGN.fullmatch(text)
    if sign and text.startswith("("):
        sifted.sign = sifted.sign or sign["sign"].split("/")[0].strip()
        note_agencies(text, rules, sifted)
        return True
    # "(dpa)", "AP", "dpa/Reuters"
    if len(text) <= 60 and not LETTER.search(rules.agency.sub("", text) if agency else text):
        note_agencies(text, rules, sifted)
        return True
    credit = rules.credit.match(text) if agency else None
    if credit and named(credit, "agency"):
        note_agencies(text, rules, sifted)
        return True
    if rules.byline.match(text, strings):
        note_agencies(text, rules, sifted)
        return True
    return rules.whole.match(text, strings)


def note_agencies(text: str, rules: Patterns, sifted: Sifted) -> None:
    """Add the agencies that a line names to the credits."""
    for match in rules.agency.finditer(text):
        if match[0] not in sifted.credits:
            sifted.credits.append(match[0])


def _drop_lists(found: Sequence[Line], verdicts: list[str]) -> None:
    """Drop a list as a whole when half of its items are furniture, or all of them call out."""
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and found[end].kind == "item":
            end += 1
        if end - start >= 2:
            dropped = sum(verdict != "keep" for verdict in verdicts[start:end])
            calls = all(line.text.endswith("!") for line in found[start:end])
            if 2 * dropped >= end - start or calls:
                verdicts[start:end] = ["drop"] * (end - start)
        start = max(end, start + 1)


def _drop_boxes(found: Sequence[Line], verdicts: list[str], rules: Patterns) -> None:
    """Drop what follows the heading of a box until the text goes on.

    It goes on with a sentence. At the foot of the page a sentence that addresses the reader belongs to the box.
    """
    if "close" not in verdicts:
        return
    solid = [
        v == "keep" and line.ends and line.kind != "item" and line.end - line.start >= SOLID
        for line, v in zip(found, verdicts, strict=True)
    ]
    plain = [i for i, line in enumerate(found) if solid[i] and not rules.address.search(line.text)]
    foot = plain[-1] if plain else -1
    inside = False
    for index in range(len(found)):
        if verdicts[index] == "close":
            inside, verdicts[index] = True, "drop"
        elif inside and verdicts[index] == "keep":
            inside = not (solid[index] and index <= foot)
            if inside:
                verdicts[index] = "drop"


def _without_menus(kept: list[Line]) -> list[Line]:
    """Return the lines without menus: four or more labels in a row, of which only the last can head a paragraph.

    On the whole visible text of saved pages (extraction set, 42 German and 42 English) this lifts the precision of
    what is kept, in 4-grams, from .67 to .69 and from .73 to .76 at the same recall of .98. Lines such as "Age: 17"
    are facts, and headings marked as such are headings, not labels.
    """
    left: list[Line] = []
    start = 0
    while start < len(kept):
        end = start
        while end < len(kept) and _is_label(kept[end], kept[end + 1] if end + 1 < len(kept) else None):
            end += 1
        if end - start < SHORTEST_MENU:
            left.extend(kept[start : end + 1])
        else:
            heads = end < len(kept) and kept[end].is_prose
            left.extend(kept[end - 1 if heads else end : end + 1])
        start = end + 1
    return left


def _is_label(line: Line, following: Line | None) -> bool:
    if line.kind not in {"text", "item"} or line.is_prose or line.number is not None or FACT.search(line.text):
        return False
    broken = line.text[:1].islower() or (following is not None and following.text[:1].islower())
    return not broken and line.end - line.start <= LONGEST_MENU_LINE  # half a sentence of broken lines is no label


def _without_edges(kept: list[Line], *, has_title: bool) -> list[Line]:
    """Return the lines without labels above the first sentence and headings below the last one."""
    prose = [index for index, line in enumerate(kept) if line.is_prose]
    if not prose:
        return kept
    first, last = prose[0], prose[-1]
    above = [line for line in kept[:first] if len(line.text.split()) >= LEAST_WORDS]
    if not has_title and not above:
        above = kept[:first][:1]
    below = kept[last + 1 :] if all(line.kind == "item" for line in kept[last + 1 :]) else []
    return above + kept[first : last + 1] + below
