"""The edges of a text: the dateline before its first sentence, the sign or agency behind its last one."""

from __future__ import annotations

import re

from variorum.clean.furniture import Sifted, note_agencies
from variorum.clean.lines import Line
from variorum.clean.rules import Patterns
from variorum.days import moment

CAPITALS = r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-ZÀ-ÖØ-ÞĀ-Ž.'’\-]+"
DASH = r"(?:\s*[–—―]+|\s*--+|\s+-|-(?=\s))\s*"
# "BERLIN/PARIS, 13. Juni (dpa) – ", "(Reuters) - ": a place or nothing, a source in brackets, a dash
SOURCED = re.compile(
    rf"(?P<place>[A-ZÀ-ÖØ-ÞĀ-Ž][^()!?:;\n]{{0,70}}?)?\s*\((?P<source>[^()\n]{{2,40}})\)(?P<mark>{DASH}|[.:]\s+|\s+)?"
)
# "WASHINGTON -- ", "MIAMI GARDENS, Fla. – ": a place in capitals, a dash
PLACED = re.compile(rf"{CAPITALS}(?:[ /]+{CAPITALS}){{0,5}}(?:,\s[A-Z][\w.]{{1,12}}(?:\s\d{{1,2}})?)?{DASH}(?=\S)")
BEHIND = re.compile(r"(?<=[.!?…\"”“’»])\s*[(\[](?P<inside>[^()\[\]]{2,40})[)\]]\s*\Z")
SIGNED = re.compile(r"[a-zäöüß]{2,4}(?:\s?[/,]\s?[\w ]{2,12})*")
FIRST_LINES = 3  # a dateline may stand below a subtitle and a picture's line


def trim(sifted: Sifted, rules: Patterns, title: str, language: str) -> None:
    """Move the edges of the first and last lines past what is not text, and note what it told."""
    prose = [line for line in sifted.kept if line.is_prose]
    for line in prose[:FIRST_LINES]:
        _skip_title(line, title)
        if _skip_dateline(line, rules, sifted, language, first=line is prose[0]):
            break
    for line in prose[-2:]:
        _drop_sign(line, rules, sifted)


def _move(line: Line, offset: int) -> None:
    if 0 < offset < len(line.text):
        line.start += offset
        line.text = line.text[offset:]


def _skip_title(line: Line, title: str) -> None:
    title = title.strip()
    size = len(title)
    if size >= 15 and len(line.text) > size + 20 and line.text[:size].casefold() == title.casefold():
        rest = line.text[size:]
        if rest[0].isspace():
            _move(line, size + len(rest) - len(rest.lstrip()))


def _skip_dateline(line: Line, rules: Patterns, sifted: Sifted, language: str, *, first: bool) -> bool:
    match = SOURCED.match(line.text)
    if match:
        place, source, mark = match["place"] or "", match["source"], (match["mark"] or "").strip()
        agency = rules.agency.search(source)
        capitals = place.isupper() or not place
        if (agency and (mark or capitals)) or (mark not in {"", ".", ":"} and capitals and place):
            note_agencies(source, rules, sifted)
            _note_day(place, sifted, language)
            _move(line, match.end())
            return True
    match = PLACED.match(line.text) if first else None
    if match:
        _move(line, match.end())
        return True
    return False


def _note_day(place: str, sifted: Sifted, language: str) -> None:
    try:
        found = moment(place, language)
    except ValueError:
        return
    if found and sifted.dated is None:
        sifted.dated = found.day


def _drop_sign(line: Line, rules: Patterns, sifted: Sifted) -> None:
    match = BEHIND.search(line.text)
    if not match:
        return
    inside = match["inside"]
    if SIGNED.fullmatch(inside) or not rules.agency.sub("", inside).strip(" /,"):
        note_agencies(inside, rules, sifted)
        own = [
            part.strip()
            for part in re.split(r"[/,]", inside)
            if part.strip() and not rules.agency.fullmatch(part.strip())
        ]
        sifted.sign = sifted.sign or (own[0] if own else None)
        line.end = line.start + match.start()
        line.text = line.text[: match.start()]
