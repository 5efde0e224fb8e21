"""content/editions/*.json, content/corrections.yaml and content/pages/*.md -> Kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, ValidationError

from variorum.editions import RECORD, Correction, Edition, Kept, Moved
from variorum.errors import ContentError, Problem
from variorum.read import values
from variorum.read.collection import yaml_of
from variorum.read.located import parse
from variorum.read.schema import Day, Model, Whole, Word, Words, check
from variorum.read.source import decode

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
        edition = _edition(path, f"content/editions/{path.name}")
        if isinstance(edition, Edition):
            editions.append(edition)
            lines += _lines(edition.id, path.read_text("utf-8"))
        else:
            problems += edition
    editions.sort(key=lambda e: e.first)
    problems += _overlaps(editions)
    corrections = _corrections(root, editions, problems)
    pages = tuple(_pages(root, problems))
    if problems:
        raise ContentError(*problems)
    return Kept(editions=tuple(editions), corrections=tuple(corrections), pages=pages, lines=tuple(lines))


def _edition(path: Path, name: str) -> Edition | list[Problem]:
    text = decode(path.read_bytes(), name)
    if isinstance(text, Problem):
        return [text]
    advice = "take the file back from git; `variorum freeze` writes it and nothing else should"
    try:
        made = RECORD.model_validate_json(text).edition
    except ValidationError as error:
        first = error.errors()[0]
        what = ": ".join((".".join(map(str, first["loc"])) or "the file", first["msg"]))
        return [Problem(path=name, line=parse(text, name).line(*first["loc"]), message=f"{what}; {advice}")]
    if path.stem != made.id or made.frozen is None:
        return [Problem(path=name, line=1, message=f"holds the edition {made.id}; {advice}")]
    return made


def _overlaps(editions: Sequence[Edition]) -> Iterator[Problem]:
    for one, other in pairwise(editions):
        if other.first <= one.last:
            what = f"begins before {one.id} ends; take both files back from git"
            yield Problem(path=f"content/editions/{other.id}.json", line=1, message=what)


def _lines(edition: str, text: str) -> Iterator[tuple[str, str, int]]:
    for number, line in enumerate(text.splitlines(), 1):
        if match := SOURCE.match(line):
            yield edition, json.loads(match[1]), number


def _corrections(root: Path, editions: Sequence[Edition], problems: list[Problem]) -> list[Correction]:
    path = root / CORRECTIONS
    if not path.is_file():
        return []
    read = yaml_of(path, CORRECTIONS)
    if not isinstance(read.value, list):
        wrong = () if read.value is None else (read.problem("must be a list; `variorum correct` writes it"),)
        problems += [*read.problems, *wrong]
        return []
    known = {(e.id, story.slug) for e in editions for story in e.all}
    found: dict[int, Correction] = {}
    for index, value in enumerate(read.value):
        model = check(CorrectionModel, read, index, value=value)
        if isinstance(model, tuple):
            problems += model
            continue
        if (model.edition, model.story) not in known:
            what = f"no frozen edition {model.edition} holds a story {model.story!r}; see content/editions/"
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
        name = f"content/pages/{path.name}"
        text = decode(path.read_bytes(), name)
        if isinstance(text, Problem):
            problems.append(text)
        elif not PAGE.fullmatch(path.stem) or path.stem.partition(".")[0] in TAKEN:
            what = "cannot stand at this address; call it imprint.md, imprint.de.md, about.md or the like"
            problems.append(Problem(path=name, line=1, message=what))
        elif not HEADING.search(text):
            what = 'has no heading; begin it with a line of the form "# Imprint"'
            problems.append(Problem(path=name, line=1, message=what))
        else:
            yield path.stem, text.replace("\r\n", "\n")
