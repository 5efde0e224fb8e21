"""A file with one article -> what is kept of its draft, and back."""

from __future__ import annotations

from typing import Any

from variorum.read.draft import Draft, Saved
from variorum.read.located import Located


def kept_of(saved: Saved, draft: Draft) -> list[Any]:
    """Return what a draft is made of besides its file, JSON-ready: of a text that ends the file only its length."""
    size = len(draft.text.encode("utf-8", "surrogatepass"))
    inside = size > 0 and saved.data.endswith(draft.text.encode("utf-8", "surrogatepass"))
    lines = [[line, *place] for place, line in draft.document.lines.items()]
    text = size if inside else draft.text
    return [dict(draft.fields), text, draft.line, draft.text_line, draft.blank_is_wrong, lines]


def draft_of(saved: Saved, kept: list[Any]) -> Draft:
    """Return the draft of a file and what was kept of it."""
    fields, text, line, text_line, blank_is_wrong, lines = kept
    return Draft(
        id=saved.name,
        path=saved.path,
        line=line,
        text_line=text_line,
        fields=fields,
        document=Located(value=None, path=saved.path, lines={tuple(place): line for line, *place in lines}),
        text=saved.data[-text:].decode() if isinstance(text, int) else text,
        blank_is_wrong=blank_is_wrong,
    )
