"""Reading -> Traits: what two articles about one event have in common.

Names and figures travel between languages and scripts; words only within one. So a name is folded to a key that
survives transliteration and inflection ("Janukowytsch", "Yanukovych"; "Putin", "Путину"), a word to its stem.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from text_unidecode import unidecode  # type: ignore[import-untyped]

from variorum.models import Reading
from variorum.words import stem, stopwords

# Characters read of each article, title first. A report tells its event at the top, and what follows is background
# that it shares with other events. English sets of data/grouping: 2,500 loses .004, 6,000 gains .001.
READ = 4000

# Times that a word of the headline counts; bench/tuning.py measures it.
HEADLINE = 2

# Letters of the longest word that is taken for a function word in a language whose function words are not known. Draws
# of 4 to 30 articles of the English sets, as if English were not known: F1 .934 with 0, .959 with 2, .963 with 3 or 4
# (.965 with the English list).
SHORT = 3

# letters of one script (a Latin name in Chinese text stands alone), or a number with its separators
PIECE = re.compile(r"[ァ-ヺー]{2,}|[一-鿿]+|[^\W\d_一-鿿ァ-ヺー]+|\d+(?:[.,:]\d+)*")

# Spellings of one sound, longest first: how transliterations of one name differ between European languages.
SOUNDS = (
    ("tsch", "k"), ("sch", "s"), ("sh", "s"), ("ch", "k"), ("ck", "k"), ("ph", "f"), ("kh", "k"), ("th", "t"),
    ("ou", "u"), ("oo", "u"), ("y", "i"), ("j", "i"), ("w", "v"), ("c", "k"), ("q", "k"), ("z", "s"), ("x", "ks"),
)  # fmt: skip
REPEATED = re.compile(r"(.)\1+")
VOWEL = re.compile(r"[aeiou]")

# Letters of a folded name that are kept: endings ("Putins", "Putinem") lie behind them. data/grouping: spellings that
# are only transliterated lose .008 in the mean of six sets, .033 in wmt21 in nine languages; five letters equal four.
KEPT = 4

MOST = 65_535  # times that a term can count: what two bytes hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Terms and how often each counts, packed, so that those of ten thousand articles are quickly put together.

    ``ids`` holds eight bytes a term (see number), ascending; ``times`` two bytes each; little-endian both.
    """

    ids: bytes
    times: bytes

    def counts(self) -> dict[int, int]:
        """Return how often each term counts, by its number."""
        ids, times = np.frombuffer(self.ids, "<u8"), np.frombuffer(self.times, "<u2")
        return dict(zip(ids.tolist(), times.tolist(), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """The names and figures, and the words, of one article, with how often they stand in it.

    Equal for word-for-word copies of one day.
    """

    names: Terms
    words: Terms
    language: str
    day: int | None  # ordinal of the day of publication; None: not known


Look = Callable[[Reading], Traits]


def traits(reading: Reading) -> Traits:
    """Return what identifies the event of an article: the first characters of its title and text decide."""
    names: Counter[str] = Counter()
    words: Counter[str] = Counter()
    language = reading.article.language
    functional = stopwords(language)
    for piece, count in _pieces(reading).items():
        if piece[0].isdigit():
            figure = re.sub(r"\D", "", piece)
            names[figure] += count
            words[figure] += count
        elif "一" <= piece[0] <= "鿿":  # Han: no blanks between words, so pairs of characters stand for them
            for a, b in pairwise(piece):
                words[f"{language}:{a}{b}"] += count
        elif len(piece) > 1 and not _is_functional(piece, functional):
            if not piece[0].islower() and len(key := fold(piece)) > 1:
                names[key] += count
            words[f"{language}:{stem(piece, language)}"] += count
    return Traits(names=packed(names), words=packed(words), language=language, day=_ordinal(reading.published))


def packed(counts: Mapping[str, int]) -> Terms:
    """Return terms and how often they count, packed."""
    numbers = np.array([number(term) for term in counts], "<u8")
    order = np.argsort(numbers)
    times = np.minimum(np.fromiter(counts.values(), np.int64, len(counts)), MOST).astype("<u2")
    return Terms(ids=numbers[order].tobytes(), times=times[order].tobytes())


@lru_cache(maxsize=200_000)
def number(term: str) -> int:
    """Return the number of a term: eight bytes of its digest, so that among a million terms two are hardly the same."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def spellings(reading: Reading) -> dict[int, str]:
    """Return how an article spells each of its names and figures, the way it does first, by the name's number."""
    found: dict[str, str] = {}
    for piece in _pieces(reading):
        if piece[0].isdigit():
            found.setdefault(re.sub(r"\D", "", piece), piece)
        elif not piece[0].islower():
            found.setdefault(fold(piece), piece)
    return {number(key): spelling for key, spelling in found.items()}


def _pieces(reading: Reading) -> Counter[str]:
    """Return how often each word and number counts in the title and then the text, until enough is read."""
    found: Counter[str] = Counter()
    left = READ
    for sentence in reading.sentences:
        text = reading.quote(sentence)[:left]
        for _ in range(HEADLINE if sentence.field == "title" else 1):
            found.update(PIECE.findall(text))
        left -= len(text) + 1
        if left <= 0:
            break
    return found


def _is_functional(piece: str, known: Set[str]) -> bool:
    """Return whether a word only holds a sentence together; where nothing is known of the language, its length says."""
    if known:
        return piece.casefold() in known
    return len(piece) <= SHORT and piece.lower() != piece.upper() and not piece.isupper()


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


@lru_cache(maxsize=200_000)
def fold(name: str) -> str:
    """Return the key of a name: Latin letters, one spelling a sound, no vowels after the first letter, no ending."""
    key = unidecode(name).lower().replace(" ", "")
    for spelling, sound in SOUNDS:
        key = key.replace(spelling, sound)
    key = REPEATED.sub(r"\1", key)
    return (key[:1] + VOWEL.sub("", key[1:]))[:KEPT]
