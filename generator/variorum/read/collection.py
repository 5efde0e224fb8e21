"""The folder content/ -> Collection."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import Protocol

from variorum.errors import ConfigError, ContentError, Problem
from variorum.models import Article, Collection, Decision, Publisher, Site, StoryFile
from variorum.read import crosscheck, jsonlines, mail, markdown, page, values
from variorum.read.article import finish
from variorum.read.draft import Draft, Saved
from variorum.read.language_of import Tell, tell_language
from variorum.read.located import Located, parse
from variorum.read.schema import PublisherModel, SiteModel, StoryModel, check
from variorum.read.source import decode, escaped


class Reader(Protocol):
    """What the module of a format offers."""

    def drafts(self, saved: Saved) -> tuple[Draft | Problem, ...]:
        """Return the articles of a file, and what is wrong with it."""
        ...


READERS: dict[str, Reader] = {
    ".md": markdown, ".markdown": markdown, ".txt": markdown, ".text": markdown,
    ".html": page, ".htm": page, ".xhtml": page, ".html.gz": page, ".htm.gz": page,
    ".jsonl": jsonlines, ".ndjson": jsonlines, ".json": jsonlines,
    ".eml": mail, ".mht": mail, ".mhtml": mail,
}  # fmt: skip

# what an editor may take for an article; all other files (pictures, scripts) are passed over in silence
DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".webarchive", ".pages"})

# what browsers call the folder of pictures and scripts that they save beside "page.html"
COMPANIONS = ("_files", "-files", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_file", "_bestanden", "_pliki")


Drafts = Callable[[Reader, Saved], tuple[Draft | Problem, ...]]


def drafts_of(reader: Reader, saved: Saved) -> tuple[Draft | Problem, ...]:
    """Return what a reader makes of a file."""
    return reader.drafts(saved)


def read(root: Path, drafts: Drafts = drafts_of, tell: Tell = tell_language) -> Collection:
    """Return everything below ``root``/content, articles sorted by id.

    ``drafts`` has a reader read a file, ``tell`` tells the language of a text. Raises ConfigError if only site.yaml is
    wrong, else ContentError with all problems of all files.
    """
    content = root / "content"
    site, wrong_site = _site(content)
    publishers, problems = _publishers(content)
    stories, wrong_stories = _stories(content)
    problems += wrong_stories
    articles: list[Article] = []
    lines: dict[str, dict[str, int]] = {}
    for item in _drafts(content, drafts):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        made = finish(item, site.language if site else "und", publishers, tell)
        if isinstance(made, Article):
            articles.append(made)
            lines.setdefault(made.id, {key: item.document.line(key) for key in ("id", "title", "story")})
        else:
            problems.extend(made)
    problems += crosscheck.problems(articles, stories, lines)
    if problems:
        raise ContentError(*problems, *wrong_site)
    if site is None or wrong_site:
        raise ConfigError(*wrong_site)
    return Collection(
        site=site,
        publishers=tuple(publishers),
        stories=tuple(sorted(stories, key=lambda s: s.slug)),
        articles=tuple(sorted(articles, key=lambda a: a.id)),
    )


def yaml_of(path: Path, name: str) -> Located:
    """Return the YAML of a file, or what is wrong with it, under the name that messages give it."""
    text = text_of(path, name)
    if isinstance(text, Problem):
        return Located(value=None, path=name, lines={}, problems=(text,))
    return parse(text, name)


def text_of(path: Path, name: str) -> str | Problem:
    """Return the text of a file, or what is wrong with it, under the name that messages give it."""
    if path.exists() and not path.is_file():  # reading a pipe would wait for ever
        return Problem(path=name, line=1, message="is not a file; delete it")
    try:
        return decode(path.read_bytes(), name)
    except OSError as error:
        return Problem(path=name, line=1, message=f"cannot be read: {error.strerror}; mend or delete it")


def _site(content: Path) -> tuple[Site | None, list[Problem]]:
    path, name = content / "site.yaml", "content/site.yaml"
    if not path.is_file():
        what = 'is missing; run "variorum new DIR" for a new project, or name the project with --root'
        return None, [Problem(path=name, line=1, message=what)]
    model = check(SiteModel, yaml_of(path, name))
    if isinstance(model, tuple):
        return None, list(model)
    url = model.url if model.url.endswith("/") else model.url + "/"
    return Site(**{**model.model_dump(), "url": url}), []


def _publishers(content: Path) -> tuple[list[Publisher], list[Problem]]:
    path, name = content / "sources.yaml", "content/sources.yaml"
    if not path.is_file():
        return [], _no_file(path, name)
    document = yaml_of(path, name)
    if document.problems or document.value is None:
        return [], list(document.problems)
    entries: list[tuple[str | int, object]]
    if isinstance(document.value, dict):  # "heise online: {domains: [heise.de]}" is as good as a list
        entries = [
            (key, {"name": key, **value} if isinstance(value, dict) else value or {"name": key})
            for key, value in document.value.items()
        ]
    elif isinstance(document.value, list):
        entries = list(enumerate(document.value))
    else:
        return [], [document.problem('must be a list of publishers; begin each with "- name: "')]
    found: list[Publisher] = []
    problems: list[Problem] = []
    for key, value in entries:
        model = check(PublisherModel, document, key, value=value)
        if isinstance(model, tuple):
            problems.extend(model)
            continue
        publisher = Publisher(**model.model_dump())
        problems.extend(document.problem(what, key) for what in crosscheck.clash(publisher, found))
        found.append(publisher)
    return found, problems


def _stories(content: Path) -> tuple[list[StoryFile], list[Problem]]:
    found: list[StoryFile] = []
    problems = _no_folder(content / "stories", "content/stories")
    for path in sorted((content / "stories").glob("*")) if (content / "stories").is_dir() else ():
        name = f"content/stories/{escaped(path.name)}"
        if path.name.startswith(".") or path.suffix not in {".yaml", ".yml"}:
            continue
        if not path.is_file():
            problems.extend(_no_file(path, name))
            continue
        document = yaml_of(path, name)
        problems.extend(document.problems)
        try:
            values.slugs(escaped(path.stem))
        except ValueError as error:
            problems.append(Problem(path=name, line=1, message=f"the name of the file is the story's address: {error}"))
        model = StoryModel() if document.value is None else check(StoryModel, document)
        if isinstance(model, tuple):
            problems.extend(model)
        sound = _sound(document) if isinstance(model, tuple) else model
        if sound:
            found.append(_story(path.stem, name, sound, document))
    return found, problems


def _sound(document: Located) -> StoryModel | None:
    """Return the keys of a story file that are right, so that what they name is checked in the same run."""
    if document.problems or not isinstance(document.value, dict):
        return None
    alone = {key: check(StoryModel, document, value={key: value}) for key, value in document.value.items()}
    right = {key: document.value[key] for key, model in alone.items() if isinstance(model, StoryModel)}
    model = check(StoryModel, document, value=right)
    return model if isinstance(model, StoryModel) else None


def _no_file(path: Path, name: str) -> list[Problem]:
    """Return what is wrong where something other than a file has a file's name; nothing there is nothing wrong."""
    there = path.exists() or path.is_symlink()
    return [Problem(path=name, line=1, message="is not a file; delete it")] if there else []


def _no_folder(path: Path, name: str) -> list[Problem]:
    there = (path.exists() or path.is_symlink()) and not path.is_dir()
    return [Problem(path=name, line=1, message="is not a folder; delete it and make one")] if there else []


def _story(slug: str, name: str, model: StoryModel, document: Located) -> StoryFile:
    lines = {"title": document.line("title"), "lead": document.line("lead"), "former": document.line("former")}
    for verb in ("add", "remove"):
        ids = getattr(model.articles, verb)
        value = document.value["articles"] if isinstance(document.value, dict) and ids else None
        listed = value[verb] if isinstance(value, dict) else None
        for index, article in enumerate(ids):
            place = listed.index(article) if isinstance(listed, list) and article in listed else index
            lines[f"{verb}.{article}"] = document.line("articles", verb, place)
    lines.update({f"decisions.{key}": document.line("decisions", key) for key in model.decisions})
    return StoryFile(
        slug=slug,
        path=name,
        title=model.title or None,
        lead=model.lead or None,
        add=model.articles.add,
        remove=model.articles.remove,
        former=model.former,
        decisions={key: Decision(ruling=d.ruling, note=d.note) for key, d in model.decisions.items()},
        lines=lines,
    )


def _drafts(content: Path, drafts: Drafts) -> Iterator[Draft | Problem]:
    folder = content / "articles"
    yield from _no_folder(folder, "content/articles")
    inside = os.path.realpath(content)  # unlike Path.resolve it does not raise where links lead in a circle
    own = Path(os.path.realpath(folder)).is_relative_to(inside)
    for path, name in _files(folder):
        shown = f"content/articles/{escaped(name)}"
        plain = own and _is_plain(path)  # nearly all files; what the others are takes much longer to find out
        if not plain and path.is_dir():
            what = "is a link to a folder, which is not followed; copy the folder here instead"
            yield Problem(path=shown, line=1, message=what)
            continue
        if not plain and not Path(os.path.realpath(path)).is_relative_to(inside):
            what = "is a link to a file outside content/; copy the file here instead"
            yield Problem(path=shown, line=1, message=what)
            continue
        reader = reader_of(path.name)
        if reader is None:
            if path.suffix.lower() in DOCUMENTS:
                what = f"{path.suffix} files cannot be read; copy the text into a .txt or .md file"
                yield Problem(path=shown, line=1, message=what)
            continue
        if shown != f"content/articles/{name}":
            what = "the name holds control characters or is not UTF-8; rename the file"
            yield Problem(path=shown, line=1, message=what)
            continue
        if not plain and path.exists() and not path.is_file():  # reading a pipe would wait for ever
            yield from _no_file(path, shown)
            continue
        try:
            data = path.read_bytes()
        except OSError as error:
            yield Problem(path=shown, line=1, message=f"cannot be read: {error.strerror}; mend or delete it")
            continue
        yield from drafts(reader, Saved(name=name, path=shown, data=data))


def _is_plain(path: Path) -> bool:
    """Return whether there is a file, no link and no pipe."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def reader_of(name: str) -> Reader | None:
    """Return the module that reads files of this name, None if there is none."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    return READERS.get("".join(suffixes[-2:])) or READERS.get("".join(suffixes[-1:]))


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files to read, and linked folders, in a stable order, with their paths below the folder.

    Hidden files, readmes and the folders beside saved pages are left out.
    """
    for here, folders, names in os.walk(folder):
        pages = {name.rpartition(".")[0] for name in names if name.lower().endswith((".html", ".htm"))}
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and not any(f == p + c for p in pages for c in COMPANIONS)
        )
        inside = Path(here)
        below = inside.relative_to(folder).as_posix()
        for name in sorted([*names, *(f for f in folders if (inside / f).is_symlink())]):
            if not name.startswith((".", "~")) and not name.lower().startswith("readme"):
                yield inside / name, name if below == "." else f"{below}/{name}"
