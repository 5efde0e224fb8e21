"""languages/<code>/apart.yaml: the wording that tells of another event, place, moment or whole."""

from __future__ import annotations

from pydantic import Field as Default

from variorum.language import Rules, load


class ApartRules(Rules):
    """languages/<code>/apart.yaml. All words in lower case; phrases of several words are separated by blanks."""

    earlier: tuple[str, ...] = ()  # wording that gives an event a time other than the news: "last year", "a decade ago"
    carriers: frozenset[str] = (
        frozenset()
    )  # as the first word they carry on what the sentence before tells: "it", "they"
    places: frozenset[str] = frozenset()  # prepositions before the name of a place
    since: tuple[str, ...] = ()  # before a year from which on something is so: then it is no year of another event
    regions: frozenset[str] = frozenset()  # names of places that have an article: "die Schweiz"
    partitive: frozenset[str] = frozenset()  # after a count that is a part: "of his", "of the"
    joins: tuple[str, ...] = ()  # "and"
    crews: tuple[str, ...] = ()  # people often counted in with others: "420 passengers and crew"
    common: tuple[str, ...] = ()  # endings of capitalised words that are no names (German)
    moments: dict[str, tuple[str, ...]] = Default(default_factory=dict)  # moment of an event -> beginnings of its words
    stamps: tuple[str, ...] = ()  # before or after an hour that is of the page or a programme, not of the event
    zones: dict[str, str] = Default(default_factory=dict)  # name of a time zone after an hour -> zone


def rules(language: str) -> ApartRules:
    """Return the rules of a language; empty ones set nothing apart."""
    return load(language, "apart", ApartRules)
