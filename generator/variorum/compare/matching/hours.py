"""Two hours -> whether they are known to be of different moments of an event, of different zones, or of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from variorum.compare.matching.apartness import rules
from variorum.compare.matching.told import Told, distance

REACH = 12  # words between an hour and the verb that tells its moment; marks count for five
STAMP = 3  # words before an hour that may say it is the page's


def unlike(a: Told, b: Told, *, lenient: bool) -> bool:
    """Whether two hours are of different moments of an event, of different zones, or of the page.

    Unless ``lenient``, hours must be known to be of one moment.
    """
    if any(_stamped(t) for t in (a, b)):
        return True
    x, y = _moment(a), _moment(b)
    zones = {z for t in (a, b) if (z := _zone(t))}
    return len(zones) > 1 or (x != y and bool((x and y) or not lenient))


def _stamped(t: Told) -> bool:
    """Whether an hour is that of the page or of a programme: "Updated 4:08 p.m. ET"."""
    before = t.line.text[: t.figure.start].casefold().split()[-STAMP:]
    return any(w.strip(".,:()") in rules(t.line.language).stamps for w in before)


def _zone(t: Told) -> str:
    """Return the time zone named after an hour, "" for none."""
    after = re.match(r"[\s.,]*(?:\()?([^\W\d_]+)", t.line.text[t.figure.end :])
    return rules(t.line.language).zones.get(after[1].casefold(), "") if after else ""


def one_moment(a: Told, b: Told) -> bool:
    """Whether two figures are hours that the nearest words put at one moment of an event."""
    return a.figure.kind == b.figure.kind == "clock" and bool(_moment(a)) and _moment(a) == _moment(b)


def _moment(t: Told) -> str:
    """Return the moment of the event that an hour is of, by the nearest word for one; "" if none is near."""
    text, figure = t.line.text, t.figure
    near = ((distance(text, figure, at, REACH), at, name) for at, name in _told(text, t.line.language))
    return min((f for f in near if f[0] <= REACH), default=(0, 0, ""))[2]


@lru_cache(maxsize=5_000)  # an hour is held against many
def _told(text: str, language: str) -> tuple[tuple[int, str], ...]:
    """Return the words of a sentence for moments of an event: where each begins, and the moment."""
    pattern, names = _moments(language)
    return tuple((m.start(), names[m[0].casefold()]) for m in pattern.finditer(text))


@cache
def _moments(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    names = {w: name for name, words in rules(language).moments.items() for w in words}
    longest = sorted(names, key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest)) or '(?!)'})", re.IGNORECASE), names
