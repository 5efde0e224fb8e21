"""Invented articles of realistic length for benchmarks: the vocabulary grows by Heaps' law, stories share names.

Nothing here is language: words are syllables. What counts for time and memory is as in news: lengths (log-normal around
3,000 characters), word frequencies (Zipf), new words for every new article, stories of one to about twenty articles.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from variorum.models import Article, Reading, Sentence

ONSETS = (
    "b",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "br",
    "dr",
    "gr",
    "kl",
    "str",
)
SYLLABLES = [onset + vowel for onset in ONSETS for vowel in ("a", "e", "i", "o", "u", "au", "ei", "ie")]
FUNCTIONAL = ("der", "die", "das", "und", "in", "zu", "den", "mit", "von", "für", "auf", "ist", "im", "sich", "dem")
START = date(2025, 1, 1)


def word(rank: int) -> str:
    """Return the word of a rank: each rank has one, rare ones are longer."""
    made, rank = "", rank + 1
    while rank:
        rank, digit = divmod(rank, len(SYLLABLES))
        made += SYLLABLES[digit]
    return made + "n"


def readings(count: int, seed: int = 1) -> list[Reading]:
    """Return ``count`` cleaned articles with about ``count`` / 3 stories among them, spread over time."""
    rng = random.Random(seed)
    made: list[Reading] = []
    story = 0
    while len(made) < count:
        story += 1
        size = min(count - len(made), 1 + int(rng.paretovariate(1.2)) if rng.random() < 0.8 else 1, 20)
        day = START + timedelta(days=len(made) * 365 // max(count, 10_000))
        names = [word(_rare(rng, len(made))).capitalize() for _ in range(rng.randint(8, 25))]
        figures = [str(rng.randint(2, 9999)) for _ in range(rng.randint(2, 8))]
        topic = [word(int(rng.paretovariate(0.6)) % 40_000) for _ in range(60)]
        for _ in range(size):
            made.append(
                _reading(
                    f"a{len(made):06}", rng, names, figures, topic, day + timedelta(days=int(rng.expovariate(0.5)))
                )
            )
    return made


def _rare(rng: random.Random, position: int) -> int:
    """Return the rank of a name: half are known already, half new, so that the vocabulary grows with the collection."""
    return rng.randint(40_000, 45_000) if rng.random() < 0.5 else 45_000 + 12 * position + rng.randint(0, 400)


def _reading(
    id_: str, rng: random.Random, names: list[str], figures: list[str], topic: list[str], day: date
) -> Reading:
    length = int(min(12_000, max(300, rng.lognormvariate(8.0, 0.6))))
    title = " ".join([*rng.sample(names, 2), rng.choice(topic), rng.choice(figures)])
    parts: list[str] = []
    size = 0
    while size < length:
        words = [_word(rng, names, figures, topic) for _ in range(rng.randint(8, 25))]
        parts.append((" ".join(words) + ".").capitalize() if words[0].islower() else " ".join(words) + ".")
        size += len(parts[-1]) + 1
    text = "\n".join(parts)
    sentences = [Sentence(field="title", start=0, end=len(title), paragraph=0, heading=True)]
    at = 0
    for number, part in enumerate(parts, 1):
        sentences.append(Sentence(field="text", start=at, end=at + len(part), paragraph=number))
        at += len(part) + 1
    article = Article(id=id_, path=f"{id_}.md", line=1, title=title, text=text, language="de", published=day)
    return Reading(article=article, title=title, sentences=tuple(sentences))


def _word(rng: random.Random, names: list[str], figures: list[str], topic: list[str]) -> str:
    lot = rng.random()
    if lot < 0.42:
        return rng.choice(FUNCTIONAL)
    if lot < 0.50:
        return rng.choice(names)
    if lot < 0.53:
        return rng.choice(figures)
    if lot < 0.65:
        return rng.choice(topic)
    return word(int(rng.paretovariate(0.6)) % 40_000) if lot < 0.97 else word(rng.randint(0, 60_000)).capitalize()
