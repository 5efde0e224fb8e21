"""Files and urls -> articles filed below content/articles/, with front matter of what could be inferred."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import yaml
from slugify import slugify
from slugify.special import GERMAN

from variorum.add.fetch import FetchError, fetch_page
from variorum.clean import clean
from variorum.disk import put
from variorum.errors import Problem
from variorum.models import Article, Collection, Reading
from variorum.read import read
from variorum.read.article import finish
from variorum.read.collection import reader_of
from variorum.read.draft import Draft, Saved
from variorum.read.language_of import tell_language

LONGEST_SLUG = 60  # characters
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One article that was filed."""

    source: str  # the file or url it came from
    path: str  # where it stands now, relative to the project
    title: str
    published: date | None
    publisher: str | None
    language: str
    missing: tuple[str, ...]  # what could not be inferred: "title", "published", "publisher", "url", "language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What ``add`` did; a problem is a source that was not filed, and why."""

    filed: tuple[Filed, ...]
    problems: tuple[Problem, ...]


def add(root: Path, sources: Sequence[str], today: date, fetch: Callable[[str], bytes] = fetch_page) -> Report:
    """File articles under content/articles/YYYY/MM/ and return what was filed and what was not.

    A source that begins with http:// or https:// is fetched, all others are files. Text keeps its wording and becomes
    the body as it stands; of a page or mail the body is the text extracted. ``today`` is written as ``added`` and
    names the folder of what has no date. The same text or url is filed once. Raises ContentError or ConfigError if
    the project itself cannot be read, PublishError if the disk refuses; what was filed before that stays.
    """
    collection = read(root)
    known = {_key(a.text): a.path for a in collection.articles if a.text.strip()}
    known.update({a.url: a.path for a in collection.articles if a.url})
    filed: list[Filed] = []
    problems: list[Problem] = []
    for source in sources:
        for item in _articles(source, collection, fetch):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            reading, page = clean(item), item
            twin = known.get(_key(page.text)) or (known.get(page.url) if page.url else None)
            if twin:
                problems.append(
                    Problem(path=source, line=page.line, message=f"is already filed as {twin}; nothing to do")
                )
                continue
            path = _write(root, reading, source, today)
            known[_key(page.text)] = path
            filed.append(_filed(source, path, reading))
    return Report(filed=tuple(filed), problems=tuple(problems))


def _articles(source: str, collection: Collection, fetch: Callable[[str], bytes]) -> list[Article | Problem]:
    """Return the articles in a file or page, and what is wrong with the others."""
    is_url = re.match(r"https?://", source, re.IGNORECASE) is not None
    try:
        data = fetch(source) if is_url else Path(source).read_bytes()
    except FetchError as error:
        return [Problem(path=source, line=1, message=f"could not be fetched: {error}; save the page and add the file")]
    except IsADirectoryError:
        return [Problem(path=source, line=1, message="is a folder; name the files in it")]
    except OSError as error:
        return [Problem(path=source, line=1, message=f"cannot be read: {error.strerror}; check the name")]
    name = PurePosixPath(urlsplit(source).path).stem + ".html" if is_url else Path(source).name
    reader = reader_of(name)
    if reader is None:
        what = "is of an unknown kind; save it as .md, .txt, .html, .eml or .jsonl"
        return [Problem(path=source, line=1, message=what)]
    made: list[Article | Problem] = []
    for item in reader.drafts(Saved(name=name, path=source, data=data)):
        if isinstance(item, Draft):
            whole = _with_url(item, source) if is_url else item
            done = finish(whole, collection.site.language, collection.publishers)
            made.extend([done] if isinstance(done, Article) else done)
        else:
            made.append(item)
    blank = [a for a in made if isinstance(a, Article) and not a.text.strip()]
    return [_without_text(a, source) if a in blank else a for a in made]


def _with_url(draft: Draft, url: str) -> Draft:
    fields = {**draft.fields, "url": draft.fields.get("url") or url}
    return Draft(
        id=draft.id, path=draft.path, line=draft.line, text_line=draft.text_line, fields=fields,
        document=draft.document, text=draft.text, blank_is_wrong=draft.blank_is_wrong,
    )  # fmt: skip


def _without_text(article: Article, source: str) -> Problem:
    return Problem(path=source, line=article.line, message="no article text was found; paste the text into a .txt file")


def _filed(source: str, path: str, reading: Reading) -> Filed:
    article = reading.article
    given = {
        "title": reading.title,
        "published": reading.published,
        "publisher": article.publisher,
        "url": article.url,
        "language": tell_language(article.text, ""),
    }
    return Filed(
        source=source,
        path=path,
        title=reading.title,
        published=reading.published,
        publisher=article.publisher,
        language=article.language,
        missing=tuple(name for name, value in given.items() if not value),
    )


def _key(text: str) -> str:
    """Return what two copies of one text share: everything but white space."""
    return SPACES.sub("", text)


def _write(root: Path, reading: Reading, source: str, today: date) -> str:
    """Write the article and return its path in the project. A file of that name is never overwritten."""
    article, published = reading.article, reading.published
    day = published or today
    stem = Path(source).stem if "://" not in source else ""
    slug = _slug(reading.title) or _slug(stem) or "article"
    # a date in a file's name is read as the day of publication, so what has none gets none
    parts = [published.isoformat() if published else "", _slug(article.publisher or ""), slug]
    name = "-".join(part for part in parts if part)
    folder = root / "content" / "articles" / f"{day:%Y}" / f"{day:%m}"
    path, number = folder / f"{name}.md", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}.md"
    put(path, (_front_matter(reading, source, today) + article.text).encode(), advice="mend that, then add again")
    return path.relative_to(root).as_posix()


def _slug(text: str) -> str:
    return slugify(text, replacements=GERMAN, max_length=LONGEST_SLUG, word_boundary=True)


def _front_matter(reading: Reading, source: str, today: date) -> str:
    article = reading.article
    own_id = not f"{article.id}:".startswith(f"{Path(source).name}:") and "://" not in source
    fields: dict[str, object] = {
        "id": article.id if own_id else None,
        "title": reading.title,
        "url": article.url,
        "archived": article.archived,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "published": reading.published,
        "time": article.time,
        "added": article.added or today,
        "language": article.language if article.language != "und" else None,
        "story": list(article.stories),
        "kind": article.kind if article.kind != "report" else None,
        "tags": list(article.tags),
    }
    given = {key: value for key, value in fields.items() if value}
    lines = (
        yaml.safe_dump({key: value}, allow_unicode=True, default_flow_style=isinstance(value, list), width=10_000)
        for key, value in given.items()
    )
    return "---\n" + "".join(line.strip().removeprefix("{").removesuffix("}") + "\n" for line in lines) + "---\n"
