"""languages/<code>/clean.yaml -> compiled patterns: what page furniture looks like in a language.

The file of the code "und" (ISO 639: undetermined) holds what is the same in every language; it is read with each.
Inside a pattern ``{name}`` stands for a person's name, ``{agency}`` for a news agency of the list in that file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import count

from variorum.language import Rules, load

NAME_WORD = r"(?-i:[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’\-]*)"
NAME = rf"{NAME_WORD}(?:\s(?:(?:van|von|de|der|den|del|da|di|du|la|le|al|bin|zu)\s){{0,2}}{NAME_WORD}){{1,3}}"
BREAK = r"[\"”’»)]*\s+(?=[A-ZÀ-ÖØ-Þ„“\"»])"
NEVER = re.compile(r"(?!)")


class Gated(Rules):
    """A pattern tried only on lines that hold one of these strings, in lower case: most lines hold none."""

    when: tuple[str, ...]
    pattern: str


class CleanRules(Rules):
    """languages/<code>/clean.yaml. All but ``address`` and ``agencies`` are regular expressions."""

    whole: tuple[str, ...] = ()  # a line that is nothing else is furniture
    starts: tuple[str, ...] = ()  # a line that begins so is furniture
    holds: tuple[Gated, ...] = ()  # a line that holds this anywhere is furniture
    closes: tuple[str, ...] = ()  # a line that opens the foot of the page: comments, job ads, related stories
    bylines: tuple[str, ...] = ()  # a line that only names the author
    captions: tuple[Gated, ...] = ()  # how a picture credit begins
    credits: tuple[str, ...] = ()  # how a line credits an {agency}
    disclosures: tuple[Gated, ...] = ()  # "written with the help of AI"
    titles: tuple[Gated, ...] = ()  # furniture that repeats the article's title, as (?P<title>...)
    address: tuple[str, ...] = ()  # words with which a page speaks to its reader or of itself
    agencies: tuple[str, ...] = ()  # names of news agencies as they sign
    joins: tuple[str, ...] = ()  # abbreviations after which a sentence goes on
    ends: tuple[str, ...] = ()  # abbreviations that may end a sentence: so they do before a function word in capitals
    words: tuple[str, ...] = ()  # whole words that sentencex takes for abbreviations
    ordinals: tuple[str, ...] = ()  # "yes": a number with a full stop is an ordinal ("18. Juni")


@dataclass(frozen=True, slots=True)
class Gates:
    """Gated patterns, in order."""

    words: tuple[str, ...]  # of all of them
    patterns: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]


def search(gates: Gates, text: str) -> re.Match[str] | None:
    """Return the first match of any of the gated patterns in ``text``."""
    holds = text.lower().__contains__
    if not any(map(holds, gates.words)):
        return None  # nearly all lines
    for when, pattern in gates.patterns:
        if any(map(holds, when)) and (match := pattern.search(text)):
            return match
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """The rules of one language, compiled."""

    whole: re.Pattern[str]
    starts: re.Pattern[str]
    holds: Gates
    closes: re.Pattern[str]
    byline: re.Pattern[str]
    caption: Gates
    credit: re.Pattern[str]
    disclosure: Gates
    title: Gates
    address: re.Pattern[str]
    agency: re.Pattern[str]
    joins: re.Pattern[str]
    ends: re.Pattern[str]
    words: re.Pattern[str]
    ordinals: bool


@cache
def patterns(language: str) -> Patterns:
    """Return the patterns of a language together with those that hold in any."""
    own, shared = load(language, "clean", CleanRules), load("und", "clean", CleanRules)
    agency = "|".join(re.escape(a) for a in sorted(shared.agencies, key=lambda a: (-len(a), a)))

    def compiled(field: str, frame: str = "{}", flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
        parts: Iterable[str] = (*getattr(shared, field), *getattr(own, field))
        filled = [p.replace("{name}", NAME).replace("{agency}", f"(?P<agency>(?-i:{agency}))") for p in parts]
        return _any(filled, frame, flags)

    def gated(field: str) -> Gates:
        rules: tuple[Gated, ...] = (*getattr(shared, field), *getattr(own, field))
        words = tuple(dict.fromkeys(word for rule in rules for word in rule.when))
        return Gates(words, tuple((rule.when, re.compile(rule.pattern, re.IGNORECASE)) for rule in rules))

    return Patterns(
        whole=compiled("whole", r"(?:{})\s*\Z"),
        starts=compiled("starts"),
        holds=gated("holds"),
        closes=compiled("closes", r"(?:{})\s*\Z"),
        byline=compiled("bylines", r"(?:{})\s*\Z"),
        caption=gated("captions"),
        credit=compiled("credits"),
        disclosure=gated("disclosures"),
        title=gated("titles"),
        address=_address(own.address),
        agency=re.compile(rf"(?<![\w-])(?:{agency})(?![\w-])") if agency else NEVER,
        joins=compiled("joins", r"(?<!\w)(?:{})\.\s*\Z", re.NOFLAG),
        ends=compiled("ends", rf"(?<!\w)(?:{{}})\.{BREAK}", re.NOFLAG),
        words=compiled("words", rf"(?<!\w)(?:{{}})\.{BREAK}", re.NOFLAG),
        ordinals=bool(own.ordinals),
    )


def _address(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for these words in lower case or with one capital: "us" is not "US"."""
    both = sorted({re.escape(form) for word in words for form in (word, word[:1].upper() + word[1:])})
    return re.compile(rf"(?<!\w)(?:{'|'.join(both)})(?!\w)") if both else NEVER


def _any(parts: list[str], frame: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """Return one pattern for all; a named group may stand in several of them, so it is numbered."""
    if not parts:
        return NEVER
    number = count()
    numbered = re.sub(r"\(\?P<(\w+)>", lambda m: f"(?P<{m[1]}{next(number)}>", "|".join(parts))
    return re.compile(frame.replace("{}", numbered), flags)


def named(match: re.Match[str], name: str) -> tuple[str, int, int] | None:
    """Return text, start and end of the first filled group of this name, whatever its number."""
    for key, text in match.groupdict().items():
        if text is not None and key.rstrip("0123456789") == name:
            return text, match.start(key), match.end(key)
    return None
