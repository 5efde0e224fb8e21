"""Two figures of parallel texts -> whether they are of one class, as far as two languages can be read alike."""

from __future__ import annotations

import re

from variorum.compare.matching.told import Told

LABELS = frozenset(("count", "label"))  # kinds of a number that belongs to a name


def one_class(x: Told, y: Told) -> bool:
    """Whether two figures are of one class and unit; numbers after one name ("DAX 30") are, however they are read."""
    if x.name or y.name:
        return x.figure.kind in LABELS and y.figure.kind in LABELS and ahead(x) == ahead(y) != ""
    return _class(x) == _class(y)


def kin(x: Told, y: Told) -> bool:
    """Whether two figures may be one class read differently: a unit that one language's rules miss leaves a count."""
    if one_class(x, y):
        return True
    if x.name or y.name or x.figure.spelled or y.figure.spelled or x.line.language == y.line.language:
        return False
    kinds = {x.figure.kind, y.figure.kind}
    if kinds == {"age", "duration"}:  # "10-jährige Anleihen", "obligations à 10 ans"
        return all(t.figure.unit == "year" for t in (x, y))
    if kinds == {"clock", "duration"}:  # "16 heures par jour"
        return all(t.figure.unit == "hour" and float(t.figure.point).is_integer() for t in (x, y))
    return "count" in kinds and not kinds & {"date", "clock"}


def ahead(t: Told) -> str:
    """Return the word right before a figure, lower case, "" if none is."""
    found = re.search(r"([^\W\d_][\w&-]*)[ \xa0]\Z", t.line.text[: t.figure.at[0]])
    return found[1].casefold() if found else ""


def word_for_one(t: Told) -> bool:
    """Whether a figure is the word "one" or "none", which is as often an article or pronoun."""
    return t.figure.spelled and t.figure.point <= 1


def _class(t: Told) -> tuple[str, str | None]:
    f = t.figure
    if f.kind in ("money", "duration", "length", "temperature"):
        return f.kind, f.unit
    return f.kind, None
