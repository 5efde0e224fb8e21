"""Titles and slugs of stories."""

from __future__ import annotations

from pydantic import Field
from slugify import slugify
from text_unidecode import unidecode  # type: ignore[import-untyped]

from variorum.language import Rules, load


class GroupRules(Rules):
    """languages/<code>/group.yaml."""

    letters: dict[str, str] = Field(
        default_factory=dict
    )  # how the language writes its letters in plain Latin ones, both cases


def slug(headline: str, language: str) -> str:
    """Return a headline as a part of an address: lower case, ASCII, at most 60 characters, "" if nothing is left."""
    for letter, plain in load(language, "group", GroupRules).letters.items():
        headline = headline.replace(letter, plain)
    return slugify(unidecode(headline), max_length=60, word_boundary=True, save_order=True)
