"""Text -> what in it is no figure: addresses, phone numbers, scores."""

from __future__ import annotations

import re

# what looks like a figure and is none: web and mail addresses, phone numbers, ids, scores, numeric ratios, list marks
MASKED = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b\+?\d{2,4}[ /-]\d{3,4}[ -]\d{3,}\b|#\w+|\[\w*\d\w*\]|"
    r"\b\d{1,3}-\d{1,3}-\d{1,3}\b|\b\d{1,2}-(?:zu|to)-\d{1,2}\b|(?<![\d:])\d{1,2}:\d{1,2}(?![\d:]|\s*(?:Uhr|[ap]\.?m|h\b|GMT|CET|Mittel))(?=\D|$)|"
    r"^\s*\(?\d{1,2}[.)]\s(?=\D)"
)
SCORE = re.compile(r"(?<![\d-])(\d{1,3})[-–](\d{1,3})(?![\d-])")  # 26-24: no range runs downwards


def masked(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text whose digits are no figures."""
    found = [m.span() for m in MASKED.finditer(text)]
    return found + [m.span() for m in SCORE.finditer(text) if int(m[1]) >= int(m[2])]
