"""languages/<code>/dates.yaml: days told by name or by their distance, deadlines, and the words for what happens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import Field as Default

from variorum.language import Rules, load

RUN = re.compile(r"[^\W_]+")


class DateRules(Rules):
    """languages/<code>/dates.yaml. All words in lower case."""

    days: dict[str, int] = Default(default_factory=dict)  # "yesterday": -1
    weeks: dict[str, int] = Default(default_factory=dict)  # "last week": -1
    months: dict[str, int] = Default(default_factory=dict)
    years: dict[str, int] = Default(default_factory=dict)
    ago: tuple[str, ...] = ()  # after "two weeks" ("ago"), or before it ("vor", "il y a")
    hence: tuple[str, ...] = ()  # after "two weeks": "away", "from now"
    within: tuple[str, ...] = ()  # before "two weeks", in a sentence of what is to come ("in")
    grace: tuple[str, ...] = ()  # after "two weeks", before what must be done in them ("to pay", "Zeit")
    entire: tuple[str, ...] = ()  # may stand before the unit: "a full year"
    limits: tuple[str, ...] = ()  # before a date they make it a deadline of what must be done: "pay by Friday"
    deadlines: tuple[str, ...] = ()  # what must be done by a deadline: beginnings of words
    last: tuple[str, ...] = ()  # before a weekday: it lies before the day of the report
    next: tuple[str, ...] = ()  # before a weekday: it lies after the day of the report
    parts: tuple[str, ...] = ()  # endings of weekdays: "montagabend"
    feasts: tuple[str, ...] = ()  # before a weekday they make it a name: "Good Friday"
    ahead: tuple[str, ...] = ()  # words that make a clause speak of what is to come
    bounds: tuple[str, ...] = ()  # before a date they make it a limit: "since", "until"
    speech: tuple[str, ...] = ()  # verbs of saying, beginnings of words
    moved: tuple[str, ...] = ()  # what is done to a date that is told anew: "postponed"
    # event, a name for all languages -> beginnings of words; a blank at the end or inside makes them whole
    events: dict[str, tuple[str, ...]] = Default(default_factory=dict)
    often: frozenset[str] = frozenset()  # events of which a story often has several: they need more in common
    questions: dict[str, str] = Default(default_factory=dict)  # event -> question in this language


def rules(language: str) -> DateRules:
    """Return the date rules of a language."""
    return load(language, "dates", DateRules)


def says(text: str, phrases: Sequence[str]) -> bool:
    """Whether a text holds one of the phrases, in whole words."""
    low = f" {' '.join(RUN.findall(text.casefold()))} "
    return any(f" {phrase.casefold()} " in low for phrase in phrases)  # "hieß" is "hiess" there
