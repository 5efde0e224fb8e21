"""Text -> what in it is no figure: addresses, phone numbers, scores."""

from __future__ import annotations

import re

# what looks like a figure and is none: web and mail addresses, phone numbers, ids, scores, numeric ratios, list marks
WEB = r"https?://\S+|www\.\S+"
CODES = (
    r"\b\+?\d{2,4}[ /-]\d{3,4}[ -]\d{3,}\b|#\w+|\[\w*\d\w*\]|"
    r"\b\d{1,3}-\d{1,3}-\d{1,3}\b|\b\d{1,2}-(?:zu|to)-\d{1,2}\b|(?<![\d:])\d{1,2}:\d{1,2}(?![\d:]|\s*(?:Uhr|[ap]\.?m|h\b|GMT|CET|Mittel))(?=\D|$)|"
    r"^\s*\(?\d{1,2}[.)]\s(?=\D)"
)
MASKED = re.compile(f"{WEB}|{CODES}")
MAILED = re.compile(rf"{WEB}|\S+@\S+\.\w+|{CODES}")  # goes to the end of the word at each of its letters
MARKS = ("://", "www.", "@", "#")  # without one of them and without a digit nothing is masked
DIGIT = re.compile(r"\d")
SCORE = re.compile(r"(?<![\d-])(\d{1,3})[-–](\d{1,3})(?![\d-]|[.,]\d{3})")  # 26-24: no range runs downwards


def masked(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text whose digits are no figures."""
    digits = DIGIT.search(text)
    if not digits and not any(mark in text for mark in MARKS):
        return []
    found = [m.span() for m in (MAILED if "@" in text else MASKED).finditer(text)]
    return found + [m.span() for m in SCORE.finditer(text) if int(m[1]) >= int(m[2])] if digits else found
