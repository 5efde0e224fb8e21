"""Draft -> Article: fields checked, and what the file leaves open inferred from it, never invented."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from variorum.days import YEARS, Moment, date_line
from variorum.errors import Problem
from variorum.models import Article, Publisher
from variorum.read import values
from variorum.read.draft import Draft
from variorum.read.language_of import Tell, tell_language
from variorum.read.located import Located, Place
from variorum.read.schema import FrontMatter, canonical, check

LONGEST = 2_000_000  # characters; the longest articles have about 200 000, and a file of noise would run for minutes
DATE_LINES = 8  # lines at the top of a text among which a date line is looked for, and 3 at its end


def finish(
    draft: Draft, site_language: str, publishers: Sequence[Publisher], tell: Tell = tell_language
) -> Article | tuple[Problem, ...]:
    """Return the article of a draft, or everything that is wrong with it; ``tell`` tells the language of a text."""
    fields: dict[str, object] = {}
    lines: dict[Place, int] = {}
    for name, written, value in canonical(draft.fields):
        fields[name] = value
        lines[(name,)] = draft.document.line(written)
    document = Located(value=None, path=draft.path, lines={**draft.document.lines, **lines})
    model = check(FrontMatter, document, value=fields)
    wrong = _text_problems(draft, titled=bool(fields.get("title")))
    if isinstance(model, tuple) or wrong:
        return (*(model if isinstance(model, tuple) else ()), *wrong)
    language = model.language or tell(draft.text, site_language)
    published = model.published or _dated(draft.text, language) or _in_name(draft.id)
    time = model.time or (published.time if published else None)
    return Article(
        id=model.id or draft.id,
        path=draft.path,
        line=draft.line,
        title=model.title,
        text=draft.text,
        language=language,
        published=published.day if published else None,
        time=None if time == "00:00" else time,
        added=model.added.day if model.added else None,
        publisher=publisher_of(model.publisher, model.site, model.url, publishers),
        authors=model.authors,
        url=model.url,
        archived=model.archived,
        kind=model.kind,
        stories=model.story,
        tags=model.tags,
    )


def _text_problems(draft: Draft, *, titled: bool) -> tuple[Problem, ...]:
    what = ""
    if not draft.text.strip() and (draft.blank_is_wrong or not titled):
        what = "the text is empty; paste the article here or delete the entry"
    elif len(draft.text) > LONGEST:
        what = "the text is longer than 2 MB; is this an article? Cut or delete it"
    return (Problem(path=draft.path, line=draft.text_line, message=what),) if what else ()


def _dated(text: str, language: str) -> values.When | None:
    lines = [line for line in text.splitlines() if line.strip()]
    found: Moment | None = None
    for line in (*lines[:DATE_LINES], *lines[-3:]):
        found = date_line(line, language)
        if found:
            return values.When(day=found.day, time=found.time)
    return None


def _in_name(name: str) -> values.When | None:
    """Return the day that the file's name begins with, else the one its folders spell: 2025/06/13/…, 2025-06-13/…."""
    *folders, last = name.rsplit(":", maxsplit=1)[0].split("/")
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", last) or re.search(
        r"(?:^|/)(\d{4})[-/](\d\d)[-/](\d\d)$", "/".join(folders)
    )
    if not match:
        return None
    try:
        day = date(*map(int, match.groups()))
    except ValueError:
        return None
    return values.When(day=day) if day.year in YEARS else None


def publisher_of(given: str | None, site: str | None, url: str | None, known: Sequence[Publisher]) -> str | None:
    """Return the publisher's name as sources.yaml has it: by the name given, by the url's domain, by the site."""
    if not any((given, site, url)):
        return None
    names = _by_name(tuple(known))
    domain = (urlsplit(url).hostname or "").casefold().removeprefix("www.") if url else ""
    for candidate in (given, domain, site):
        if not candidate:
            continue
        key = candidate.casefold().strip().removeprefix("www.")
        parts = key.split(".")
        for start in range(len(parts)):
            name = names.get(".".join(parts[start:]))
            if name:
                return name
        if candidate is given:
            return given
    return site or domain or None


@cache
def _by_name(known: tuple[Publisher, ...]) -> dict[str, str]:
    names = {domain: p.name for p in reversed(known) for domain in p.domains}
    names.update({p.name.casefold(): p.name for p in known})
    return names
