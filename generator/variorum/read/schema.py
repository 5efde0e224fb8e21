"""What site.yaml, sources.yaml, stories/<slug>.yaml and the front matter of an article may hold.

Every value arrives as a string, a list or a mapping (see ``located``); the models turn it into days, urls and words
and refuse keys that they do not know. ``problems_of`` says what does not fit, with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from variorum.errors import Problem
from variorum.read import values
from variorum.read.located import Located, Place

Word = Annotated[str, BeforeValidator(values.word)]
Name = Annotated[str, BeforeValidator(values.name)]
Words = Annotated[tuple[str, ...], BeforeValidator(values.words)]
People = Annotated[tuple[str, ...], BeforeValidator(values.people)]
Slugs = Annotated[tuple[str, ...], BeforeValidator(values.slugs)]
Domains = Annotated[tuple[str, ...], BeforeValidator(values.domains)]
Url = Annotated[str, BeforeValidator(values.url)]
Day = Annotated[values.When, BeforeValidator(values.when)]
Language = Annotated[str, BeforeValidator(values.language)]
Country = Annotated[str, BeforeValidator(values.country)]
Timezone = Annotated[str, BeforeValidator(values.timezone)]
Whole = Annotated[int, BeforeValidator(values.whole)]

KINDS = Literal[
    "report", "note", "opinion", "analysis", "interview", "feature", "live", "correction", "release", "document"
]


class Model(BaseModel):
    """Base: closed keys, immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class SiteModel(Model):
    """content/site.yaml."""

    title: Word
    url: Url
    language: Language
    timezone: Timezone
    edition: Literal["day", "week", "month"] = "week"
    quote_length: Annotated[Whole, Field(ge=40, le=2000)] = 300
    description: Word = ""
    cards: bool = False
    search: Literal["material", "pagefind"] = "material"


class PublisherModel(Model):
    """One entry of content/sources.yaml."""

    name: Name
    domains: Domains = ()
    owner: Word | None = None
    country: Country | None = None
    kind: Word | None = None


class MembersModel(Model):
    """``articles`` of a story file."""

    add: Words = ()
    remove: Words = ()


class DecisionModel(Model):
    """One entry of ``decisions`` of a story file."""

    ruling: Literal["confirmed", "dismissed", "auto"] = Field(default="auto", alias="is")
    note: Word | None = None


class StoryModel(Model):
    """content/stories/<slug>.yaml."""

    title: Word | None = None
    lead: Word | None = None
    articles: MembersModel = MembersModel()
    former: Slugs = ()
    decisions: dict[str, DecisionModel] = Field(default_factory=dict)


class FrontMatter(Model):
    """What an article says about itself."""

    id: Word | None = None
    title: Annotated[str, BeforeValidator(values.title)] = ""
    url: Url | None = None
    archived: Url | None = None
    publisher: Word | None = None
    site: Word | None = None
    authors: People = ()
    published: Day | None = None
    time: Annotated[str, BeforeValidator(values.clock)] | None = None
    added: Day | None = None
    language: Language | None = None
    story: Slugs = ()
    kind: KINDS = "report"
    tags: Words = ()


# How browser clippers and site generators write our keys; the first that is given counts.
# Obsidian Web Clipper, MarkDownload, Joplin, Omnivore, Readwise, Zotero notes, Pandoc, Hugo and JSON feeds.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "title": ("headline", "name"),
    "url": ("source", "link", "source_url", "original_url", "canonical", "uri"),
    "archived": ("archive", "archive_url", "archived_url"),
    "publisher": ("publication", "publication_title", "publicationtitle", "website", "website_title", "newspaper"),
    "site": ("site_name", "sitename", "domain", "hostname"),
    "authors": ("author", "creator", "creators", "byline"),
    "published": (
        "date", "date_published", "datepublished", "published_at", "publish_date", "published_date", "publication_date",
    ),
    "added": (
        "created", "clipped", "saved", "date_saved", "date_added", "saved_at", "created_at", "access_date",
        "accessdate", "accessed", "retrieved",
    ),
    "language": ("lang", "locale"),
    "story": ("stories",),
    "tags": ("tag", "keywords", "categories", "category", "topics"),
}  # fmt: skip

# Written by the same programs, of no use here, so passed over.
IGNORED = frozenset(
    {
        "description", "excerpt", "summary", "subtitle", "abstract", "image", "images", "cover", "banner",
        "thumbnail", "favicon", "icon", "aliases", "alias", "cssclass", "cssclasses", "layout", "draft",
        "permalink", "slug", "modified", "updated", "lastmod", "last_modified", "date_modified", "word_count",
        "words", "wordcount", "reading_time", "read_time", "highlights_count", "note", "notes", "rating", "status",
        "starred", "unread", "citekey", "item_type", "itemtype", "latitude", "longitude", "altitude", "completed",
        "due", "state", "duration",
    }
)  # fmt: skip

M = TypeVar("M", bound=Model)


def check(model: type[M], document: Located, *place: str | int, value: object = ...) -> M | tuple[Problem, ...]:
    """Return the model of a document, or of the part of it at ``place``, or everything that is wrong with it."""
    given = document.value if value is ... else value
    if document.problems:
        return document.problems
    if not isinstance(given, dict):
        return (document.problem('must hold lines of the form "key: value"', *place),)
    try:
        return model.model_validate({k: v for k, v in given.items() if v is not None})
    except ValidationError as error:
        return tuple(_problem(model, document, place, item) for item in error.errors())


def _problem(model: type[Model], document: Located, place: Place, error: Any) -> Problem:
    loc = tuple(p for p in error["loc"] if not str(p).startswith("function-"))
    where = (*place, *loc)
    return document.problem(_message(model, loc, error), *where)


def _message(model: type[Model], loc: Place, error: Any) -> str:
    name = ".".join(str(p) for p in loc)
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return unknown_key(str(loc[-1]), keys_of(model, loc[:-1]))
    if kind == "missing":
        return f'"{name}" is missing; add it'
    if kind == "literal_error":
        return f"{name}: {error['input']!r} is not one of {context['expected'].replace(' or ', ', ')}; choose one"
    if kind == "value_error":
        return f"{name}: {context['error']}"
    other = {
        "greater_than_equal": "must be between 40 and 2000",
        "less_than_equal": "must be between 40 and 2000",
        "dict_type": 'must hold lines of the form "key: value"',
        "model_type": 'must hold lines of the form "key: value"',
    }
    return f"{name}: {other.get(kind, error['msg'])}"


def keys_of(model: type[Model], place: Place) -> tuple[str, ...]:
    """Return the keys that a model knows at a place inside it."""
    for part in place:
        inner: Any = model.model_fields[str(part)].annotation if str(part) in model.model_fields else DecisionModel
        if isinstance(inner, type) and issubclass(inner, Model):
            model = inner
    return tuple(f.alias or n for n, f in model.model_fields.items())


def unknown_key(name: str, known: tuple[str, ...]) -> str:
    """Return the message for a key that nobody knows."""
    close = get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    hint = f'did you mean "{close[0]}"?' if close else f"known keys: {', '.join(known)}"
    return f'unknown key "{name}"; {hint}'


def canonical(fields: Mapping[str, object]) -> Iterator[tuple[str, str, object]]:
    """Yield (our key, the key as written, value) of an article's fields, one for each of our keys.

    ``source`` is a url in a clipping and a publisher's name in JSON Lines: what looks like a url is taken for one.
    Keys that nobody knows are yielded as they are, so that the model refuses them.
    """
    given = tuple(key for key in fields if fields[key] is not None)
    source = next((key for key in reversed(given) if _plain(key) == "source"), None)
    named = source is not None and not values.URL_LIKE.match(str(fields[source]).strip())
    for name, written in _named(given, source if named else None):
        yield name, written, fields[written]


@lru_cache(maxsize=1000)  # the articles of a collection have the same keys
def _named(given: tuple[str, ...], publisher: str | None) -> tuple[tuple[str, str], ...]:
    """Return (our key, the key as written) for the keys of an article; ``publisher`` is one that names it for sure."""
    found: list[tuple[str, str]] = []
    written = {_plain(key): key for key in given}
    if publisher is not None:
        found.append(("publisher", publisher))
        del written["source"]
        written.pop("publisher", None)
    for name in FrontMatter.model_fields:
        keys = [written.pop(key) for key in (name, *ALIASES.get(name, ())) if key in written]
        found.extend((name, key) for key in keys[:1])
    found.extend((key, key) for plain, key in written.items() if plain not in IGNORED)
    return tuple(found)


@lru_cache(maxsize=1000)
def _plain(key: str) -> str:
    return re.sub(r"[\s-]+", "_", key.strip()).casefold()
