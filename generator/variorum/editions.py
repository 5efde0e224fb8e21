"""Briefings -> Editions: what was reported in one day, ISO week or month.

A story stands in the edition of its last report. A story without any date stands in the edition of the day its
articles were added, else in the latest edition. An edition in which a story was reported keeps its place, with its
address, also when every story in it went on later: addresses, once published, do not break.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from variorum.models import Briefing, Edition, Site


def editions(briefings: Iterable[Briefing], site: Site) -> tuple[Edition, ...]:
    """Return the editions that hold a report, oldest first; none if no story has any date."""
    made = tuple(briefings)
    days = {briefing.story.slug: day_of(briefing) for briefing in made}
    latest = max((day for day in days.values() if day), default=None)
    if latest is None:
        return ()
    by: dict[tuple[str, date, date], list[Briefing]] = {}
    for day in (r.published for b in made for r in b.story.readings):
        if day:
            by.setdefault(frame(day, site.edition), [])
    for briefing in made:
        by.setdefault(frame(days[briefing.story.slug] or latest, site.edition), []).append(briefing)
    return tuple(
        Edition(
            id=name,
            first=first,
            last=last,
            briefings=tuple(sorted((b for b in held if len(b.story.readings) > 1), key=_weight)),
            singles=tuple(sorted((b for b in held if len(b.story.readings) == 1), key=_weight)),
        )
        for (name, first, last), held in sorted(by.items(), key=lambda item: item[0][1])
    )


def day_of(briefing: Briefing) -> date | None:
    """Return the day of a story's last report, else the last day one of its articles was added, else None."""
    added = (r.article.added for r in briefing.story.readings)
    return briefing.story.last or max((day for day in added if day), default=None)


def frame(day: date, unit: str) -> tuple[str, date, date]:
    """Return id, first and last day of the edition that a day falls in; ``unit`` is day, week or month."""
    if unit == "day":
        return day.isoformat(), day, day
    if unit == "month":
        return f"{day:%Y-%m}", day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return f"{year}-W{week:02}", monday, monday + timedelta(days=6)


def _weight(briefing: Briefing) -> tuple[int, int, int, str]:
    """Most reported first, then most contested, then latest, then by name."""
    contested = sum(d.relation == "contested" and d.decision != "dismissed" for d in briefing.comparison.disagreements)
    day = day_of(briefing)
    return (-len(briefing.story.readings), -contested, -(day.toordinal() if day else 0), briefing.story.slug)
