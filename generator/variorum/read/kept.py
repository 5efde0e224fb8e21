"""content/editions/*.json, content/corrections.yaml and content/pages/*.md -> Kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator

from variorum.editions import Correction, Edition, Kept, Moved
from variorum.errors import ContentError, Problem
from variorum.read import values
from variorum.read.collection import text_of, yaml_of
from variorum.read.records import edition_of
from variorum.read.schema import Day, Model, Whole, Word, Words, check
from variorum.read.source import escaped, forbidden

CORRECTIONS = "content/corrections.yaml"
PAGE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]{2,3})?")  # "imprint", "imprint.de"
TAKEN = frozenset(  # addresses of the site's own
    {
        "archive", "assets", "corrections", "data", "disagreements", "editions", "method", "search", "sources",
        "stories", "topics",
    }
)  # fmt: skip
HEADING = re.compile(r"^# +\S", re.MULTILINE)
SOURCE = re.compile(r'^ +"id": ("(?:[^"\\]|\\.)*"),$')


class MovedModel(Model):
    """One entry of ``changes`` of a correction."""

    id: Word
    question: Word
    what: Literal["opened", "moved", "settled", "gone"]
    was: Words = ()
    now: Words = ()


class CorrectionModel(Model):
    """One entry of content/corrections.yaml."""

    number: Whole
    date: Day
    edition: Word
    story: Word
    note: Annotated[str, BeforeValidator(values.name)]
    covers: Word = ""
    changes: tuple[MovedModel, ...] = ()


def kept(root: Path) -> Kept:
    """Return the frozen editions, oldest first, their corrections and the editor's own pages.

    Raises ContentError with everything that is wrong in them.
    """
    problems: list[Problem] = []
    editions: list[Edition] = []
    lines: list[tuple[str, str, int]] = []
    for path in sorted((root / "content" / "editions").glob("*.json")):
        name = f"content/editions/{escaped(path.name)}"
        text = text_of(path, name)
        edition = text if isinstance(text, Problem) else edition_of(text, path.stem, name)
        if isinstance(edition, Edition):
            editions.append(edition)
            lines += _lines(edition.id, str(text))
        else:
            problems.append(edition)
    editions.sort(key=lambda e: e.first)
    problems += _overlaps(editions)
    corrections = _corrections(root, None if problems else editions, problems)
    pages = tuple(_pages(root, problems))
    if problems:
        raise ContentError(*problems)
    return Kept(editions=tuple(editions), corrections=tuple(corrections), pages=pages, lines=tuple(lines))


def _overlaps(editions: Sequence[Edition]) -> Iterator[Problem]:
    for one, other in pairwise(editions):
        if other.first <= one.last:
            what = f"begins before {one.id} ends; take both files back from git"
            yield Problem(path=f"content/editions/{other.id}.json", line=1, message=what)


def _lines(edition: str, text: str) -> Iterator[tuple[str, str, int]]:
    for number, line in enumerate(text.splitlines(), 1):
        if match := SOURCE.match(line):
            yield edition, json.loads(match[1]), number


def _corrections(root: Path, editions: Sequence[Edition] | None, problems: list[Problem]) -> list[Correction]:
    """Return the corrections; where ``editions`` could not all be read, their stories are not looked for."""
    path = root / CORRECTIONS
    if not path.exists() and not path.is_symlink():
        return []
    read = yaml_of(path, CORRECTIONS)
    if not isinstance(read.value, list):
        wrong = () if read.value is None else (read.problem("must be a list; `variorum correct` writes it"),)
        problems += [*read.problems, *wrong]
        return []
    known = None if editions is None else {(e.id, story.slug) for e in editions for story in e.all}
    found: dict[int, Correction] = {}
    for index, value in enumerate(read.value):
        model = check(CorrectionModel, read, index, value=value)
        if isinstance(model, tuple):
            problems += model
            continue
        if known is not None and (model.edition, model.story) not in known:
            what = (
                f"no frozen edition {model.edition} holds a story {model.story!r}; "
                f"take content/editions/{model.edition}.json back from git, or delete this entry"
            )
            problems.append(read.problem(what, index, "story"))
        if model.number in found:
            problems.append(read.problem(f"the number {model.number} stands twice; number on", index, "number"))
        found[model.number] = _correction(model)
    return [found[number] for number in sorted(found)]


def _correction(model: CorrectionModel) -> Correction:
    return Correction(
        number=model.number,
        day=model.date.day,
        edition=model.edition,
        story=model.story,
        note=model.note,
        covers=model.covers,
        changes=tuple(Moved(**m.model_dump()) for m in model.changes),
    )


def _pages(root: Path, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "content" / "pages").glob("*.md")):
        name = f"content/pages/{escaped(path.name)}"
        text = text_of(path, name)
        if isinstance(text, Problem):
            problems.append(text)
        elif wrong := tuple(forbidden(text, name, 1)):
            problems += wrong
        elif not PAGE.fullmatch(path.stem) or path.stem.partition(".")[0] in TAKEN:
            what = "cannot stand at this address; call it imprint.md, imprint.de.md, about.md or the like"
            problems.append(Problem(path=name, line=1, message=what))
        elif not HEADING.search(text):
            what = 'has no heading; begin it with a line of the form "# Imprint"'
            problems.append(Problem(path=name, line=1, message=what))
        else:
            yield path.stem, text.replace("\r\n", "\n")
