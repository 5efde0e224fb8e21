"""All nouns, in the order the stages make them. Each stage adds a type; none changes one it was given.

content/ --read--> Collection(Site, Publisher, StoryFile, Article)
Article --clean--> Reading(Sentence)
Readings --group--> Story
Story --trace--> Provenance (who depends on whom)
Story + Provenance --compare--> Comparison(Disagreement(Position(Mention)), Agreement)
all of it --compose--> Briefing
Briefings --editions--> Edition(Snapshot): see editions/nouns.py
Briefings + Editions --render--> Page
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Field = Literal["title", "text"]
Kind = Literal["count", "amount", "share", "time", "date", "age", "status", "name", "role", "place", "claim"]
Relation = Literal["contested", "updated", "rounding", "scope"]
Hedge = Literal["exact", "about", "more than", "at least", "less than", "up to", "range", "vague"]
Ruling = Literal["auto", "confirmed", "dismissed"]


# read ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """content/site.yaml: the choices that hold for the whole site."""

    title: str
    url: str  # absolute, with a trailing slash
    language: str  # BCP 47, e.g. "de"
    timezone: str  # IANA name
    edition: Literal["day", "week", "month"] = "week"
    quote_length: int = 300  # characters; no published quote is longer
    description: str = ""
    cards: bool = False  # a picture for every story, shown beside a shared link; an extra
    search: Literal["material", "pagefind"] = "material"  # the second, an extra, is for sites above some 500 pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """One entry of content/sources.yaml."""

    name: str
    domains: tuple[str, ...] = ()
    owner: str | None = None  # None: not known; publishers of one owner form one family
    country: str | None = None
    kind: str | None = None  # agency, paper, broadcaster, ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An editor's word on one disagreement."""

    ruling: Ruling
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFile:
    """content/stories/<slug>.yaml: an editor's decisions about one story."""

    slug: str
    path: str
    title: str | None = None
    lead: str | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)  # "title", "add.<article>", "decisions.<id>" -> line


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One saved article, as given. Offsets everywhere count code points in ``title`` or ``text`` as they stand here."""

    id: str
    path: str  # relative to the project, for messages
    line: int  # where the article starts in that file
    title: str  # "" when the file gives none
    text: str
    language: str  # BCP 47 primary tag, "und" when it could not be told
    published: date | None = None  # None: not known
    time: str | None = None  # HH:MM of ``published`` where known, in the article's own zone
    added: date | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    archived: str | None = None  # url of an archived copy
    kind: str = "report"  # "report", "note" (the editor's own words), "opinion", "correction", "release", ...
    stories: tuple[str, ...] = ()  # slugs the editor pinned it to
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Everything below content/, validated."""

    site: Site
    publishers: tuple[Publisher, ...]
    stories: tuple[StoryFile, ...]
    articles: tuple[Article, ...]  # sorted by id


# clean --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A verbatim span of an article's title or text."""

    field: Field
    start: int
    end: int
    paragraph: int  # 0 for the title, then 1, 2, ...
    heading: bool = False  # a heading between paragraphs, or the title


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article without its page furniture: the sentences worth reading, and what the furniture told."""

    article: Article
    title: str  # the article's title; where the file gives none, its first heading-like line ("" if none)
    sentences: Sequence[Sentence]  # title first, then the text in order; see packed.py
    sign: str | None = None  # the author's sign, e.g. "emw"
    dated: date | None = None  # a date line in the text, used where ``published`` is None
    credits: tuple[str, ...] = ()  # agencies credited by byline, dateline or end line, e.g. ("dpa",)
    ai_disclosed: bool = False  # the text says that it was written with the help of AI

    @property
    def published(self) -> date | None:
        """The article's date, else the one found in its text."""
        return self.article.published or self.dated

    def quote(self, sentence: Sentence) -> str:
        """Return the verbatim text of a sentence."""
        source = self.article.title if sentence.field == "title" else self.article.text
        return source[sentence.start : sentence.end]


# group --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one event and its follow-ups, oldest first."""

    slug: str
    title: str
    language: str
    readings: tuple[Reading, ...]
    pinned: frozenset[str] = frozenset()  # ids of articles an editor put here
    former: tuple[str, ...] = ()  # earlier slugs, which redirect here

    def __hash__(self) -> int:
        """Return the same for equal stories: what was read of one is asked for often, and it may have 10,000 lines."""
        return hash((self.slug, len(self.readings)))

    @property
    def first(self) -> date | None:
        """Day of the first dated report, None if no report is dated."""
        return min((d for r in self.readings if (d := r.published)), default=None)

    @property
    def last(self) -> date | None:
        """Day of the last dated report, None if no report is dated."""
        return max((d for r in self.readings if (d := r.published)), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who depends on whom in one story."""

    credits: Mapping[str, tuple[str, ...]]  # article id -> outlets and agencies it credits
    copy_of: Mapping[str, str]  # article id -> id of the article it copies
    family: Mapping[str, str]  # article id -> owner or publisher
    origins: int | None  # independent origins; None: cannot be told


# compare ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Where one article says a value: the span of the value, and the sentence around it."""

    article: str
    field: Field
    start: int  # of the value
    end: int
    sentence: tuple[int, int]  # start and end of the sentence quoted
    said_by: str | None = None  # who is quoted as saying it; None: the article itself

    @property
    def whole(self) -> bool:
        """Whether the span is nearly all of its sentence, so that marking it would mark the sentence."""
        return 5 * (self.end - self.start) >= 4 * (self.sentence[1] - self.sentence[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One reading of a question: a value and everyone who gives it."""

    value: str  # verbatim, from the most telling mention; for status and claim a word of the language files
    mentions: tuple[Mention, ...]
    low: float | None = None  # None: open below, or not a number
    high: float | None = None  # None: open above, or not a number
    unit: str | None = None  # ISO 4217 for money, "%" for shares, "year", "day", ... or the counted noun
    hedge: Hedge = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One question to which the sources give more than one answer."""

    id: str
    kind: Kind
    question: str
    relation: Relation
    importance: int  # 1 to 3
    positions: tuple[Position, ...]
    decision: Ruling = "auto"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What two or more articles say alike; ``statement`` is verbatim, the best of the sentences."""

    id: str
    kind: Kind
    statement: str
    mentions: tuple[Mention, ...]
    importance: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """A statement that only one article makes."""

    article: str
    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the articles of one story say, side by side; the most important first."""

    disagreements: tuple[Disagreement, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    single: tuple[Single, ...] = ()


# compose ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that stand in an article at these offsets; a note is cited, never put in quotation marks."""

    article: str
    field: Field
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """All that a story's page says."""

    story: Story
    provenance: Provenance
    comparison: Comparison
    lead: tuple[Quote, ...]
    editor_lead: str | None = None  # the editor's own words, shown as such
    tags: tuple[str, ...] = ()


# render -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file of the site before the site builder has seen it: markdown, a feed or data."""

    path: str  # relative to build/pages, with forward slashes; "mkdocs.yml" is the builder's configuration
    text: str
    data: bytes = b""  # a picture; then there is no text
