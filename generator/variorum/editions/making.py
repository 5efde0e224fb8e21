"""Briefings + frozen editions -> all editions: what was reported in each day, ISO week or month.

A story stands in every edition in which one of its reports arrived, told as it stood then, with what was new. A report
arrives in the edition of its day (an undated one in that of the day it was added, else with the story's last report,
else in the latest edition). Once an edition is frozen its record is what it says, and a report that comes in later, of
whatever day, arrives in the next edition: nothing is ever put into a closed one.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from variorum.editions.nouns import Edition, Snapshot
from variorum.editions.telling import tell
from variorum.models import Briefing, Site

Retell = Callable[[Briefing, frozenset[str]], Briefing]  # the briefing that only these of a story's articles give
Frame = tuple[str, date, date]  # id, first and last day


def editions(
    briefings: Iterable[Briefing], site: Site, frozen: Sequence[Edition], retell: Retell
) -> tuple[Edition, ...]:
    """Return the editions, oldest first: the frozen ones as they are, and those that hold a report since.

    None if nothing is frozen and no story has any date.
    """
    made = sorted(briefings, key=lambda b: b.story.slug)
    arrived = _arrivals(made, site, frozen)
    return (*frozen, *(_edition(frame, made, arrived, retell) for frame in _in_order(arrived)))


def frames(briefings: Iterable[Briefing], site: Site, frozen: Sequence[Edition]) -> tuple[Frame, ...]:
    """Return the editions that are not frozen, oldest first, without telling what is in them."""
    return _in_order(_arrivals(sorted(briefings, key=lambda b: b.story.slug), site, frozen))


def _in_order(arrived: Mapping[str, Frame]) -> tuple[Frame, ...]:
    return tuple(sorted(set(arrived.values()), key=lambda frame: frame[1]))


def _arrivals(made: Sequence[Briefing], site: Site, frozen: Sequence[Edition]) -> dict[str, Frame]:
    """Return where each article arrives that is in no frozen edition; the first of its stories says it."""
    known = {source.id for edition in frozen for story in edition.all for source in story.sources}
    closed = max((edition.last for edition in frozen), default=None)
    latest = max((day for briefing in made if (day := day_of(briefing))), default=None)
    arrived: dict[str, Frame] = {}
    for briefing in made:
        for reading in briefing.story.readings:
            day = reading.published or reading.article.added or day_of(briefing) or latest or closed
            if day and reading.article.id not in known:
                arrived.setdefault(reading.article.id, open_frame(day, site.edition, closed))
    return arrived


def _edition(frame: Frame, made: Iterable[Briefing], arrived: Mapping[str, Frame], retell: Retell) -> Edition:
    name, first, last = frame
    told = []
    for briefing in made:
        ids = [reading.article.id for reading in briefing.story.readings]
        new = {i for i in ids if arrived.get(i) == frame}
        if new:
            then = frozenset(i for i in ids if i not in arrived or arrived[i][1] <= first)
            told.append(tell(briefing if len(then) == len(ids) else retell(briefing, then), new))
    told.sort(key=_weight)
    return Edition(
        id=name,
        first=first,
        last=last,
        stories=tuple(s for s in told if len(s.sources) > 1),
        singles=tuple(s for s in told if len(s.sources) == 1),
    )


def day_of(briefing: Briefing) -> date | None:
    """Return the day of a story's last report, else the last day one of its articles was added, else None."""
    added = (r.article.added for r in briefing.story.readings)
    return briefing.story.last or max((day for day in added if day), default=None)


def open_frame(day: date, unit: str, closed: date | None) -> Frame:
    """Return the edition that a report of a day arrives in; ``closed`` is the last day of the last frozen one."""
    if closed is None:
        return frame(day, unit)
    after = closed + timedelta(days=1)
    name, first, last = frame(max(day, after), unit)
    return name, max(first, after), last  # a site that goes over from days to weeks begins in the middle of one


def frame(day: date, unit: str) -> Frame:
    """Return id, first and last day of the edition that a day falls in; ``unit`` is day, week or month."""
    if unit == "day":
        return day.isoformat(), day, day
    if unit == "month":
        return f"{day:%Y-%m}", day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return f"{year}-W{week:02}", monday, monday + timedelta(days=6)


def _weight(story: Snapshot) -> tuple[int, int, int, int, str]:
    """Most new reports first, then most reports, then most contested, then latest, then by name."""
    contested = sum(q.relation == "contested" for q in story.questions)
    last = story.days[1]
    return (-len(story.new), -len(story.sources), -contested, -(last.toordinal() if last else 0), story.slug)
