"""Which sentences of a story speak of the same thing: content keys, rarity weights, windows, likely pairs.

Everything here compares *words*; none of it judges. A key is a word cut down to what survives inflection and, mostly,
translation: without accents, stemmed, at most ``KEY`` letters ("Investition", "investiert", "inversión" -> "invest",
"invest", "invers"). Numbers are never keys, so that two sentences that differ only in a figure look alike.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from variorum.compare.beginnings import heads
from variorum.models import Mention, Reading, Sentence, Story
from variorum.words import Token, lowered, stem, stopwords, tokenize

KEY = 6  # letters; meantime: 5 joins unlike words, 7 loses cognates (invest-ition, invest-ment)
FAR = 60_000  # characters from the beginning of the text; of 800 saved reports 99.7 % are shorter


class Word(NamedTuple):
    """A content word at its place; ``keys`` are its parts ("Scale-AI-CEO" has three). A tuple, as Token is."""

    start: int
    end: int
    keys: frozenset[str]
    name: bool  # capitalised; in German every noun is


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with all that alignment needs; offsets count in the article's field."""

    article: str
    language: str
    order: int  # place in the story's order of reports
    index: int  # place of the sentence in its article
    share: float  # the same, 0 for the first to 1 for the last
    sentence: Sentence
    text: str
    tokens: tuple[Token, ...]  # offsets in the field
    words: tuple[Word, ...]
    keys: frozenset[str]
    names: frozenset[str]
    published: date | None = None  # the day of the report
    runs: tuple[tuple[Token, ...], ...] = ()  # capitalised words in a row, broken by anything but a space
    lower: tuple[str, ...] = ()  # the tokens in lower case: a dozen rules ask for them
    low: str = ""  # the text in lower case, letter for letter, for patterns that are ``words.small``
    heads: frozenset[str] = frozenset()  # beginnings of its words, for ``pieces.Watch``

    def mention(self, start: int, end: int, said_by: str | None = None) -> Mention:
        """Return a mention of ``start:end`` in this sentence."""
        s = self.sentence
        return Mention(
            article=self.article, field=s.field, start=start, end=end, sentence=(s.start, s.end), said_by=said_by
        )

    def window(self, start: int, end: int, reach: int = 90) -> frozenset[str]:
        """Return the keys within ``reach`` characters of ``start:end``, the span itself left out."""
        found: set[str] = set()
        for word in self.words:
            if word.end > start - reach and word.start < end + reach and not (word.start < end and start < word.end):
                found |= word.keys
        return frozenset(found)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word in lower case without accents ("Gespräche" -> "gesprache")."""
    low = word.casefold()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


@lru_cache(maxsize=100_000)
def key(word: str, language: str) -> str:
    """Return what is left of a word after inflection and most cognate endings; "" for function words and letters."""
    low = word.casefold()
    if len(low) < 2 or low in stopwords(language):
        return ""
    return fold(stem(low, language))[:KEY]


@lru_cache(maxsize=100_000)
def _keys(word: str, language: str) -> frozenset[str]:
    """Return the keys of a token; none of a mark, a number or a function word."""
    if not word[0].isalpha() or word.casefold() in stopwords(language):
        return frozenset()
    parts = word.replace("’", "'").replace("'", "-").replace(".", "-").split("-")
    return frozenset(k for part in parts if (k := key(part, language)) and not k.isdigit())


def lines(story: Story) -> tuple[Line, ...]:
    """Return the sentences of a story's articles, in the story's order, ready to be aligned.

    What stands far down is left out: several rules look at each two figures or names of an article, which text that
    is no article would make take hours. (A sentence is never longer than 3,000 characters: see clean/.)
    """
    return tuple(line for order, reading in enumerate(story.readings) for line in _article(reading, order))


def _article(reading: Reading, order: int) -> Iterable[Line]:
    article = reading.article
    last = max(1, len(reading.sentences) - 1)
    for index, sentence in enumerate(reading.sentences):
        if sentence.end > FAR:
            continue
        source = article.title if sentence.field == "title" else article.text
        tokens = tuple(tokenize(source, sentence.start, sentence.end))
        words = tuple(_words(tokens, article.language))
        text = source[sentence.start : sentence.end]
        low = lowered(text)
        yield Line(
            article=article.id, language=article.language, order=order, index=index, share=index / last,
            sentence=sentence, text=text, low=low, tokens=tokens, words=words, heads=heads(low),
            keys=frozenset().union(*[w.keys for w in words]),
            names=frozenset().union(*[w.keys for w in words if w.name]), published=reading.published,
            runs=tuple(_runs(source, tokens)), lower=tuple([t.text.casefold() for t in tokens]),
        )  # fmt: skip


def _words(tokens: Iterable[Token], language: str) -> Iterable[Word]:
    make = tuple.__new__  # as in words.tokenize
    for text, start, end in tokens:
        keys = _keys(text, language)
        if keys:
            yield make(Word, (start, end, keys, text[0].isupper()))


def _runs(source: str, tokens: Iterable[Token]) -> Iterable[tuple[Token, ...]]:
    run: list[Token] = []
    for token in tokens:
        if token[0][0].isupper():
            if run and source[run[-1].end : token.start] != " ":
                yield tuple(run)
                run = []
            run.append(token)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


class Weights:
    """How telling a key is in one story: the rarer among its sentences, the more."""

    def __init__(self, story: Iterable[Line]) -> None:
        seen: Counter[str] = Counter()
        self.total = 0
        for line in story:
            seen.update(line.keys)
            self.total += 1
        self._weight = {key: math.log(1 + self.total / count) for key, count in seen.items()}
        self._unseen = math.log(1 + self.total)
        self._sums: dict[tuple[frozenset[str], int], float] = {}  # a sentence, an article is held against many

    def of(self, key: str) -> float:
        """Return the weight of a key: ln(1 + sentences / sentences with it), at least ln 2."""
        return self._weight.get(key, self._unseen)

    def sum(self, keys: Iterable[str]) -> float:
        """Return the weight of several keys together."""
        return math.fsum(map(self.of, keys))

    def likeness(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Return the weighted cosine of two key sets, 0 to 1; 0 where either is empty."""
        shared = a & b
        if not shared:
            return 0.0
        return self._powers(shared, 2) / math.sqrt(self._powers(a, 2) * self._powers(b, 2))

    def _powers(self, keys: frozenset[str], power: int) -> float:
        found = self._sums.get((keys, power))
        if found is None:
            found = self._sums[keys, power] = math.fsum(self.of(k) ** power for k in keys)
        return found

    def containment(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Return the share of the lighter set's weight that the other has too, 0 to 1."""
        least = min(self._powers(a, 1), self._powers(b, 1))
        return self.sum(a & b) / least if least else 0.0


def neighbours(story: Sequence[Line], most: int = 8) -> list[tuple[str, str]]:
    """Return the pairs of articles worth aligning: each with the ``most`` that share most rare keys; sorted.

    Goes through an index of keys that stand in few articles, so that its cost grows with the text, not its square.
    """
    where: dict[str, set[str]] = defaultdict(set)
    articles: dict[str, set[str]] = defaultdict(set)
    for line in story:
        for k in line.keys:
            where[k].add(line.article)
            articles[line.article].add(k)
    found: set[tuple[str, str]] = set()
    few = max(most, 12)
    for article in sorted(articles):
        score: Counter[str] = Counter()
        for k in articles[article]:
            if 1 < len(where[k]) <= few:
                for other in where[k]:
                    if other != article:
                        score[other] += 1
        for other, _ in sorted(score.items(), key=lambda kv: (-kv[1], kv[0]))[:most]:
            found.add((min(article, other), max(article, other)))
    return sorted(found)
