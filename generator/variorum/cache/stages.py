"""What is kept of each stage, and by which key: everything that the stage looks at, and nothing else.

A page's text is kept by its bytes, a reading by title, text and language, traits by these and the day, a story's
title and comparison by its articles and whatever else names it. Of grouping, which looks at all articles, the near
pairs of the last run are kept, and those of new articles are added to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from variorum.cache.arrays import packed, unpacked
from variorum.cache.codec import decoded, encoded
from variorum.cache.files import draft_of, kept_of
from variorum.cache.store import Store, digest
from variorum.clean import clean
from variorum.compare import compare
from variorum.compose import Told, lead
from variorum.errors import Problem
from variorum.group.naming import title, titled
from variorum.group.near import Near, near
from variorum.group.traits import Traits, traits
from variorum.group.vectors import BOUNDS
from variorum.models import Article, Collection, Reading, Story
from variorum.origins import trace
from variorum.read import mail, markdown, page
from variorum.read.collection import Reader
from variorum.read.draft import Draft, Saved
from variorum.read.language_of import ENOUGH, tell_language

SINGLE: tuple[Reader, ...] = (page, mail, markdown)  # one article a file; JSON Lines are read as quickly as kept
WHERE = frozenset({"path", "line"})  # of an article, for messages only: a line above it changes nothing else
ARTICLE = frozenset({"article"})
READINGS = frozenset({"readings"})
Step = Callable[[str, int, int], None]  # stage, how many are done, how many there are
NEAR = digest("near")  # the one key of the near pairs, which the last run leaves for the next


class Memory:
    """The stages, with what earlier runs worked out. Without a file, everything is worked out."""

    def __init__(self, path: Path | None = None) -> None:
        self.store = Store(path)
        self._keys: dict[tuple[str, str, str], bytes] = {}
        self._looks: dict[bytes, object] = {}

    def drafts(self, reader: Reader, saved: Saved) -> tuple[Draft | Problem, ...]:
        """Return what the reader makes of a file."""
        if reader not in SINGLE:
            return reader.drafts(saved)
        key = digest(saved.name, blake2b(saved.data).hexdigest())
        value = self.store.recall("draft", key)
        if isinstance(value, list):
            return (draft_of(saved, value),)
        made = reader.drafts(saved)
        for draft in made:
            if isinstance(draft, Draft):
                self.store.keep("draft", key, kept_of(saved, draft))
        return made

    def language(self, text: str, otherwise: str) -> str:
        """Return what tell_language does."""
        return self._words("language", digest(text[:ENOUGH], otherwise), lambda: tell_language(text, otherwise))

    def readings(self, articles: Sequence[Article], step: Step = lambda *_: None) -> tuple[Reading, ...]:
        """Return what clean makes of each article; ``step`` is told how many are done."""
        keys = [self._key(a) for a in articles]
        known = self.store.recall_all("clean", keys)
        found = []
        for done, (key, article) in enumerate(zip(keys, articles, strict=True), 1):
            if key in known:
                found.append(decoded(Reading, known[key], article=article))
            else:
                found.append(clean(article))
                self.store.keep("clean", key, encoded(found[-1], ARTICLE))
            step("clean", done, len(articles))
        self._looks |= self.store.recall_all("traits", [self._look(r) for r in found])  # grouping asks for all of them
        return tuple(found)

    def clean(self, article: Article) -> Reading:
        """Return what clean does."""
        return self.readings((article,))[0]

    def traits(self, reading: Reading) -> Traits:
        """Return what traits does."""
        key = self._look(reading)
        value = self._looks.pop(key, None) or self.store.recall("traits", key)
        if value is not None:
            return decoded(Traits, value)
        made = traits(reading)
        self.store.keep("traits", key, encoded(made))
        return made

    def _key(self, article: Article) -> bytes:
        """Return the digest of what clean looks at; it is asked for again with the traits."""
        parts = article.title, article.text, article.language
        if parts not in self._keys:
            self._keys[parts] = digest(*parts)
        return self._keys[parts]

    def _look(self, reading: Reading) -> bytes:
        return digest(self._key(reading.article).hex(), encoded(reading.published))

    def near(self, looks: Sequence[Traits]) -> Near:
        """Return what near does; of few articles it is made as quickly as it is recalled."""
        if len(looks) <= BOUNDS.exact:
            return near(looks)
        value = self.store.recall("near", NEAR)
        before = None if value is None else unpacked(value)
        found = near(looks, before)
        if before is None or found.seals != before.seals:
            self.store.keep("near", NEAR, packed(found))
        return found

    def title(self, readings: Sequence[Reading], language: str) -> str:
        """Return what title does."""
        candidates = titled(readings, language)
        if len(candidates) < 2:  # nothing to choose
            return title(candidates, language)
        key = digest(language, [(self._key(r.article).hex(), r.article.publisher) for r in candidates])
        return self._words("title", key, lambda: title(candidates, language))

    def _words(self, stage: str, key: bytes, make: Callable[[], str]) -> str:
        """Return the words kept under a key, else those that are made, and keep them."""
        value = self.store.recall(stage, key)
        if isinstance(value, str):
            return value
        made = make()
        self.store.keep(stage, key, made)
        return made

    def tell(self, story: Story, collection: Collection) -> Told:
        """Return where the articles of a story come from, how they compare, and its lead."""
        site = collection.site
        articles = [encoded(r.article, WHERE) for r in story.readings]
        key = digest(
            encoded(story, READINGS), articles, encoded(collection.publishers), site.language, site.quote_length
        )
        value = self.store.recall("story", key)
        if value is not None:
            return decoded(Told, value)
        provenance = trace(story, collection.publishers)
        comparison = compare(story, provenance, site.language)
        made = Told(provenance=provenance, comparison=comparison, lead=lead(story, provenance, site.quote_length))
        self.store.keep("story", key, encoded(made))
        return made


@contextmanager
def remembering(root: Path) -> Iterator[Memory]:
    """Yield the memory of a project; what is new in it is written at the end, also where the content has an error."""
    memory = Memory(root / "build" / "cache.sqlite")
    try:
        yield memory
    finally:
        memory.store.close()
