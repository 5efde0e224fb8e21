"""content/pages -> pages in the editor's own words (imprint, privacy, about), and the links to them from each foot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from variorum.editions import Kept
from variorum.errors import Problem
from variorum.models import Page, Site
from variorum.render.addresses import source_of
from variorum.render.escape import plain
from variorum.render.metadata import front_matter

BLANK = "FILL IN"  # stands in the pages that `variorum new` starts; a page that still holds it is not published
HEADING = re.compile(r"^# +(.+?)[ #]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """A page that the editor wrote, in one language."""

    name: str  # the same in every language: "imprint"
    language: str
    address: str
    title: str
    text: str


def own_pages(written: Iterable[tuple[str, str]], site: Site) -> tuple[OwnPage, ...]:
    """Return the pages that are filled in, by name and language; imprint.en.md is imprint.md in English."""
    found = []
    for file, text in written:
        heading = HEADING.search(text)
        if heading and BLANK not in text:
            name, _, code = file.partition(".")
            own = code in ("", site.language)
            address = f"{name}/" if own else f"{name}/{code}/"
            title, language = plain(heading[1]), site.language if own else code
            found.append(OwnPage(name=name, language=language, address=address, title=title, text=text))
    return tuple(sorted(found, key=lambda page: (page.name, page.language)))


def as_pages(own: Iterable[OwnPage]) -> Iterator[Page]:
    """Yield them for the site builder: markdown as the editor wrote it."""
    for page in own:
        front = front_matter(title=page.title, description="", language=page.language, search={"exclude": True})
        yield Page(path=source_of(page.address), text=f"{front}\n{page.text.strip()}\n")


def at_home(problem: Problem, kept: Kept, site: Site) -> Problem:
    """Return a problem of a built page, told of the file that an editor wrote where it is a page of his own."""
    for page in own_pages(kept.pages, site):
        if problem.path == f"build/site/{page.address}index.html":
            file = next(name for name, text in kept.pages if text == page.text and name.partition(".")[0] == page.name)
            target = problem.message.rpartition(": ")[2]
            line = next((n for n, text in enumerate(page.text.splitlines(), 1) if target in text), 1)
            return Problem(path=f"content/pages/{file}.md", line=line, message=f"{problem.message}; mend it here")
    return problem


def links(own: Iterable[OwnPage], language: str) -> list[dict[str, str]]:
    """Return name and address of each page, in a language where it has it, else in the site's (else in any)."""
    by: dict[str, dict[str, OwnPage]] = {}
    for page in own:
        by.setdefault(page.name, {})[page.language] = page
    chosen = [
        held.get(language) or next((p for p in held.values() if p.address == f"{name}/"), next(iter(held.values())))
        for name, held in by.items()
    ]
    return [{"name": page.title, "address": page.address, "language": page.language} for page in chosen]
