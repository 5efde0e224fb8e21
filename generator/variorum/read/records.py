"""The text of content/editions/<id>.json -> Edition, or why it cannot be one.

A record is written by `variorum freeze` and read by every later build, so whatever a page, an address or a file name is
made of is checked here: a record that was edited, merged or cut short is refused and not half believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import ValidationError

from variorum.days import YEARS
from variorum.editions import RECORD, Edition, Snapshot, frame
from variorum.errors import Problem
from variorum.read import values
from variorum.read.located import parse
from variorum.read.source import FORBIDDEN

ADVICE = "take the file back from git; `variorum freeze` writes it and nothing else should"
MARKS = re.compile(r"^(?:<{7}|={7}|>{7})(?: |\r?$)", re.MULTILINE)  # what git leaves where two records met
WHERE = re.compile(r" at line (\d+) column \d+$")
FIELD = re.compile(r'^ *"(?P<key>\w+)": (?P<value>.*?),?\r?$', re.MULTILINE)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
UNITS = ("day", "week", "month")


def edition_of(text: str, stem: str, name: str) -> Edition | Problem:
    """Return the edition that a record holds; ``stem`` is what its file is called, ``name`` what messages call it."""
    if mark := MARKS.search(text):
        what = "git left a conflict here; take one of the two records whole"
        return Problem(path=name, line=text.count("\n", 0, mark.start()) + 1, message=what)
    try:
        made = RECORD.model_validate_json(text).edition
    except ValidationError as error:
        return _refused(error, text, name)
    wrong = next(_wrong(made, stem), None)
    if wrong:
        key, value, what = wrong
        return Problem(path=name, line=_line(text, key, value), message=f"{what}; {ADVICE}")
    return made


def _refused(error: ValidationError, text: str, name: str) -> Problem:
    first = error.errors()[0]
    place, what = first["loc"], first["msg"]
    if first["type"] == "json_invalid":
        at = WHERE.search(what)
        what = f"the file is no JSON ({WHERE.sub('', what).removeprefix('Invalid JSON: ')})"
        return Problem(path=name, line=int(at[1]) if at else 1, message=f"{what}; {ADVICE}")
    line = parse(text, name).line(*place)  # JSON is YAML
    return Problem(path=name, line=line, message=f"{'.'.join(map(str, place)) or 'the file'}: {what}; {ADVICE}")


def _wrong(edition: Edition, stem: str) -> Iterator[tuple[str, str, str]]:
    """Yield key, value and message of what the types of a record cannot say."""
    if edition.id != stem or edition.frozen is None:
        yield (
            "id",
            edition.id,
            f"holds the edition {edition.id!r}" + ("" if edition.frozen else ", which is not frozen"),
        )
    elif not any(_is(edition, unit) for unit in UNITS):
        yield "first", f"{edition.first}", f"{edition.first} to {edition.last} is not the edition {edition.id!r}"
    seen: set[str] = set()
    for story in edition.all:
        if story.slug in seen:
            yield "slug", story.slug, f"the story {story.slug!r} stands twice"
        seen.add(story.slug)
        yield from _story(story)


def _is(edition: Edition, unit: str) -> bool:
    """Return whether days and id are those of a day, week or month; the first may begin late (see open_frame)."""
    if not YEARS.start <= edition.last.year <= YEARS.stop:  # the last week of a century ends in the next
        return False
    name, first, last = frame(edition.last, unit)
    return (name, last) == (edition.id, edition.last) and first <= edition.first <= last


def _story(story: Snapshot) -> Iterator[tuple[str, str, str]]:
    try:
        if values.slugs(story.slug) != (story.slug,):
            yield "slug", story.slug, f"{story.slug!r} is no address of one story"
    except ValueError as error:
        yield "slug", story.slug, f"the story's address: {error}"
    for code in (story.language, *(source.language for source in story.sources)):
        if not LANGUAGE.fullmatch(code):
            yield "language", code, f"{code!r} is no language"
    for source in story.sources:
        if source.url:
            try:
                values.url(source.url)
            except ValueError as error:
                yield "url", source.url, f"the url {error}"
    known = {source.id for source in story.sources}
    named = {said.article for said in story.quotes} | set(story.new)
    named |= {a for q in story.questions for side in q.sides for a in side.articles}
    named |= {a for point in story.points for a in point.articles}
    for article in sorted(named - known):
        yield "article", article, f"{article!r} is none of the sources of the story {story.slug!r}"
    for text in (story.title, story.editor_lead or "", *story.tags, *(s.title for s in story.sources)):
        if found := FORBIDDEN.search(text):
            yield "title", text, f"holds the control character U+{ord(found[0]):04X}"


def _line(text: str, key: str, value: str) -> int:
    """Return the first line of a record that gives a key this value, else 1."""
    at = next((m.start() for m in FIELD.finditer(text) if m["key"] == key and m["value"].strip('"') == value), 0)
    return text.count("\n", 0, at) + 1
