"""`variorum freeze` and `variorum correct`: what an edition said, kept for good, and what was wrong in it.

Both write text files below content/ that git keeps; nothing is ever changed in a record once it is written.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import yaml

from variorum.build import Built, understand
from variorum.console import progress, say
from variorum.disk import put
from variorum.editions import Correction, Edition, Snapshot, fingerprint, homes, moves, record
from variorum.editions.telling import tell
from variorum.errors import ContentError, InvariantError, Problem
from variorum.read.located import parse
from variorum.read.records import edition_of
from variorum.read.source import CONTROL

ROOT = click.option("--root", type=click.Path(path_type=Path), default=Path(), help="The project [default: here].")
DAY = click.DateTime(["%Y-%m-%d"])
CORRECTIONS = Path("content/corrections.yaml")
RECORDS = Path("content/editions")
HEAD = """\
# Corrections of frozen editions: numbered and dated for good, printed on top of the edition that they correct.
# `variorum correct` adds one; only its note is yours to word.
"""


@click.command()
@ROOT
@click.option("--until", type=DAY, help="Freeze the editions that ended before this day [default: today].")
def freeze(root: Path, until: datetime | None) -> None:
    """Freeze every edition that has ended.

    Each is written to content/editions/, to stay as its readers saw it. Commit what is written.
    """
    built = _understand(root)
    there = now(built.collection.site.timezone)
    today = until.date() if until else there
    if today > there:
        raise click.UsageError(f"--until {today} lies ahead; an edition is frozen when it has ended")
    ended = due(built, today)
    made = {edition.id: _readable(replace(edition, frozen=max(today, edition.last))) for edition in ended}
    for edition in ended:
        path = root / RECORDS / f"{edition.id}.json"
        put(path, made[edition.id].encode())
        say(f"froze {edition.id}: {len(edition.stories)} stories, {len(edition.singles)} single reports ({path})")
    say(
        "Commit what was frozen, it is not made again; then run: variorum build"
        if ended
        else "nothing to freeze: no edition with a report has ended since the last one"
    )


@click.command()
@ROOT
@click.argument("edition")
@click.argument("story")
@click.argument("note")
@click.option("--date", "day", type=DAY, help="The day of the correction [default: today].")
def correct(root: Path, edition: str, story: str, note: str, day: datetime | None) -> None:
    """Own a change to a frozen edition.

    Writes a numbered, dated note to content/corrections.yaml; it stands on top of the edition and says what was wrong.
    EDITION is its id (2025-W25), STORY the last part of the story's address.
    """
    if not any(map(str.isalnum, said(note))):
        raise click.UsageError("the note is empty; say in a sentence what was wrong")
    built = _understand(root)
    frozen = next((e for e in built.kept.editions if e.id == edition), None)
    told = next((s for s in frozen.all if s.slug == story), None) if frozen else None
    if frozen is None or told is None:
        known = [s.slug for s in frozen.all] if frozen else [e.id for e in built.kept.editions]
        raise click.UsageError(f"{story if frozen else edition!r} is not frozen; choose of: {', '.join(known)}")
    today = now(built.collection.site.timezone)
    dated = day.date() if day else today
    if not frozen.last < dated <= today:
        raise click.UsageError(
            f"--date {dated} is not between the end of the edition ({frozen.last}) and today ({today})"
        )
    found = next((c for c in built.changed if (c.edition, c.story) == (edition, story)), None)
    made = Correction(
        number=max((c.number for c in built.kept.corrections), default=0) + 1,
        day=dated,
        edition=edition,
        story=story,
        note=said(note),
        covers=fingerprint(found.changes) if found else "",
        changes=moves(told, again) if found and (again := _again(built, told)) else (),
    )
    append(root / CORRECTIONS, made)
    say(f"correction {made.number} of {edition} ({root / CORRECTIONS}): {made.note}")
    say("It stands on top of the edition once you have run: variorum build")


def _readable(edition: Edition) -> str:
    """Return the record of an edition. Raises InvariantError where it could not be read back, before it is written."""
    text, name = record(edition), (RECORDS / f"{edition.id}.json").as_posix()
    read = edition_of(text, edition.id, name)
    if isinstance(read, Problem):
        raise InvariantError(replace(read, message=f"not written, for it could not be read back: {read.message}"))
    return text


def due(built: Built, today: date) -> tuple[Edition, ...]:
    """Return the editions that have ended before a day and are not frozen."""
    return tuple(e for e in built.editions() if e.frozen is None and e.last < today)


def now(timezone: str) -> date:
    """Return the day that it is where the site stands."""
    return datetime.now(UTC).astimezone(ZoneInfo(timezone)).date()


def _understand(root: Path) -> Built:
    with progress() as step:
        return understand(root, step)


def _again(built: Built, told: Snapshot) -> Snapshot | None:
    """Return the story as the same articles tell it now; None if none of them is in a story any more."""
    stories = {b.story.slug: frozenset(r.article.id for r in b.story.readings) for b in built.briefings}
    slug = homes(built.kept.editions, stories).get(told.slug)
    briefing = next((b for b in built.briefings if b.story.slug == slug), None)
    ids = frozenset(source.id for source in told.sources) & stories.get(slug or "", frozenset())
    return tell(built.retell(briefing, ids), told.new) if briefing and ids else None


def said(note: str) -> str:
    """Return a note on one line, without what no file may hold."""
    return " ".join(CONTROL.sub(" ", note).split())


def append(path: Path, made: Correction) -> None:
    """Write a correction behind those that are there, whose words and comments stay."""
    before = path.read_text("utf-8") if path.exists() else HEAD
    entry = {key: value for key, value in asdict(made).items() if value not in ("", ())}
    entry["date"] = entry.pop("day")
    if "changes" in entry:
        entry["changes"] = [{**c, "was": list(c["was"]), "now": list(c["now"])} for c in entry["changes"]]
    order = ("number", "date", "edition", "story", "note", "covers", "changes")
    block = yaml.safe_dump(
        [{key: entry[key] for key in order if key in entry}], allow_unicode=True, sort_keys=False, width=100
    )
    text = f"{before.rstrip()}\n{block}" if before.strip() else block
    if not isinstance(parse(text, CORRECTIONS.as_posix()).value, list):
        what = 'is not a list with one entry below the other, each beginning with "- number:" at the line\'s begin'
        raise ContentError(Problem(path=CORRECTIONS.as_posix(), line=1, message=f"{what}; mend it first"))
    put(path, text.encode())
