"""What a story is called: its title, its language, its address."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cache

from pydantic import Field
from slugify import slugify
from text_unidecode import unidecode  # type: ignore[import-untyped]

from variorum.language import Rules, load
from variorum.models import Reading
from variorum.words import stem, stopwords, tokenize

CANDIDATES = 5  # oldest reports of a story in the language of its title; later ones do not change it any more
LONGEST_SLUG = 60  # characters
CLEARLY = 0.1  # by which a later headline must be better than the one chosen before it came
TOP = 500  # characters of an article in which the words of a good headline stand
FEWEST_WORDS, MOST_WORDS = 3, 18  # of a good headline; function words do not count for the fewest


Name = Callable[[Sequence[Reading], str], str]


class GroupRules(Rules):
    """languages/<code>/group.yaml."""

    letters: dict[str, str] = Field(default_factory=dict)  # how the language writes its letters in plain Latin ones
    lures: tuple[str, ...] = ()  # regular expressions: a headline that tells what it is, or hides what it tells


# "Headline | Paper", "Headline - Paper": what stands behind a bar, or behind a dash and is the publisher
BAR = re.compile(r"\s+[|·»]\s+[^|·»]{1,40}$")
DASH = re.compile(r"\s+[-–—]\s+([^-–—]{1,40})$")


@cache
def _lures(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in load(language, "group", GroupRules).lures)


def language_of(readings: Sequence[Reading], preferred: str) -> str:
    """Return the site's language if an article has it, else that of most articles (the first in the alphabet)."""
    count = Counter(r.article.language for r in readings)
    if preferred in count or not count:
        return preferred
    return min(count, key=lambda code: (-count[code], code))


def title(readings: Sequence[Reading], language: str) -> str:
    """Return the most central good headline among the oldest reports in a language; "" if no report has one.

    Central is what shares most words with the other candidates' headlines, and whose words stand at their top; a
    question, a lure, shouting or a fragment counts less. ``readings`` are the oldest first. They are taken one after
    another, and a later headline takes the place of an earlier one only if it is clearly better: titles stay put.
    """
    candidates = titled(readings, language)
    headlines = [headline(r) for r in candidates]
    if len(candidates) < 2:
        return headlines[0] if headlines else ""
    words = [_content(h, language) for h in headlines]
    tops = [_content(_top(r), language) for r in candidates]
    chosen = 0
    for known in range(2, len(candidates) + 1):
        worth = [_worth(headlines[k], k, words[:known], tops[:known], language) for k in range(known)]
        best = worth.index(max(worth))
        chosen = best if worth[best] > worth[chosen] + CLEARLY else chosen
    return headlines[chosen]


def titled(readings: Sequence[Reading], language: str) -> list[Reading]:
    """Return the articles of a story that decide on its title."""
    spoken = [r for r in readings if r.article.language == language] or readings
    return [r for r in spoken if headline(r)][:CANDIDATES]


def _top(reading: Reading) -> str:
    """Return the title and the first sentences of an article."""
    return " ".join(reading.quote(s) for s in reading.sentences[:4])[:TOP]


def headline(reading: Reading) -> str:
    """Return an article's title without the publisher's name behind it."""
    text = BAR.sub("", " ".join(reading.title.split()))
    if tail := DASH.search(text):
        name = _plain(reading.article.publisher or "")
        if name and (_plain(tail[1]) in name or name in _plain(tail[1])):
            text = text[: tail.start()]
    return text


def _worth(text: str, at: int, words: Sequence[frozenset[str]], tops: Sequence[frozenset[str]], language: str) -> float:
    mine = words[at]
    others = [k for k in range(len(words)) if k != at]
    alike = sum(2 * len(mine & words[k]) / (len(mine) + len(words[k]) or 1) for k in others)
    told = sum(len(mine & tops[k]) / (len(mine) or 1) for k in others)
    worth = (alike + told) / (2 * max(1, len(others)))
    worth -= 0.5 * ("?" in text)
    worth -= 0.5 * any(pattern.search(text) for pattern in _lures(language))
    worth -= 0.5 * text.isupper()
    worth -= 0.3 * (len(mine) < FEWEST_WORDS or len(text.split()) > MOST_WORDS)
    worth -= 0.3 * text[0].islower()  # the rest of a line, where a page broke it
    return worth


def _content(text: str, language: str) -> frozenset[str]:
    functional = stopwords(language)
    return frozenset(
        stem(t.text, language) for t in tokenize(text) if (t.is_word and t.lower not in functional) or t.is_number
    )


def _plain(text: str) -> str:
    return re.sub(r"\W|^www|com$|org$|net$", "", text.casefold())


def address(readings: Sequence[Reading]) -> str:
    """Return the slug of a group: that of its oldest headline, so that later articles do not move the page.

    Where no headline leaves a letter, the day and a digest of the oldest article's id take its place.
    """
    for reading in readings:
        if slug := _slug(headline(reading), reading.article.language):
            return slug
    digest = hashlib.sha256(readings[0].article.id.encode()).hexdigest()[:8]
    day = readings[0].published
    return f"{day.isoformat()}-{digest}" if day else f"story-{digest}"


def _slug(text: str, language: str) -> str:
    for letter, plain in load(language, "group", GroupRules).letters.items():
        text = text.replace(letter, plain).replace(letter.upper(), plain.capitalize())
    text = re.sub(r"(?<=\d)[.,](?=\d)", "-", text)  # "4,2" is not "42"
    return slugify(unidecode(text), max_length=LONGEST_SLUG, word_boundary=True, save_order=True)


def unique(slug: str, taken: Collection[str]) -> str:
    """Return a slug that is not taken: itself, or with -2, -3, ... behind it."""
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found
