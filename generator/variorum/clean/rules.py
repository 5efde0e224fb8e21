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
from typing import TypeVar

from variorum.clean.gates import Gates, Watch
from variorum.clean.openings import Openings
from variorum.language import Rules, load

NAME_WORD = r"(?-i:[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’\-]*)"
NAME = rf"{NAME_WORD}(?:\s(?:(?:van|von|de|der|den|del|da|di|du|la|le|al|bin|zu)\s){{0,2}}{NAME_WORD}){{1,3}}"
BREAK = r"[\"”’»)]*\s+(?=[A-ZÀ-ÖØ-Þ„“\"»])"
T = TypeVar("T")
WHOLE = r"(?:{})\s*\Z"
NEVER = re.compile(r"\A(?!)")  # without the anchor it would be tried at every letter


class Gated(Rules):
    """A pattern tried only on lines that hold one of these strings, in lower case: most lines hold none."""

    when: tuple[str, ...]
    pattern: str


class CleanRules(Rules):
    """languages/<code>/clean.yaml. Those of ``whole`` to ``titles`` are regular expressions.

    Patterns that begin with plain words cost nothing on most lines; one that does not should be gated.
    """

    whole: tuple[str | Gated, ...] = ()  # a line that is nothing else is furniture
    starts: tuple[str, ...] = ()  # a line that begins so is furniture
    holds: tuple[Gated, ...] = ()  # a line that holds this anywhere is furniture
    closes: tuple[str, ...] = ()  # a line that opens the foot of the page: comments, job ads, related stories
    bylines: tuple[str | Gated, ...] = ()  # a line that only names the author
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
class Labels:
    """What a whole line may be."""

    plain: Openings
    gated: Gates

    def match(self, line: str, strings: frozenset[str]) -> bool:
        """Return whether a line is one of these; ``strings`` of gates may stand in it."""
        return self.plain.match(line) or (bool(strings) and self.gated.search(line, strings) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """The rules of one language, compiled."""

    whole: Labels
    starts: Openings
    holds: Gates
    closes: Openings
    byline: Labels
    caption: Gates
    credit: re.Pattern[str]
    disclosure: Gates
    title: Gates
    watch: Watch  # for the words of all gates, and for agencies
    address: re.Pattern[str]
    agency: re.Pattern[str]
    agencies: frozenset[str]  # that ``agency`` knows
    joins: re.Pattern[str]
    ends: re.Pattern[str]
    words: re.Pattern[str]
    ordinals: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Files:
    """The rules of a language and those that hold in any, as patterns."""

    rules: tuple[CleanRules, CleanRules]
    agency: str

    def parts(self, field: str, kind: type[T]) -> list[T]:
        return [part for rules in self.rules for part in getattr(rules, field) if isinstance(part, kind)]

    def compiled(self, field: str, frame: str = "{}", flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
        return self.any(self.parts(field, str), frame, flags)

    def openings(self, field: str, frame: str = "{}") -> Openings:
        return Openings(self.parts(field, str), lambda part: self.any([part], frame))

    def gates(self, field: str, frame: str = "{}") -> Gates:
        return Gates(tuple((g.when, self.any([g.pattern], frame)) for g in self.parts(field, Gated)))

    def labels(self, field: str) -> Labels:
        return Labels(self.openings(field, WHOLE), self.gates(field, rf"\A{WHOLE}"))

    def any(self, parts: list[str], frame: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
        """Return one pattern for all; a named group may stand in several of them, so it is numbered."""
        if not parts:
            return NEVER
        number = count()
        filled = "|".join(parts).replace("{name}", NAME).replace("{agency}", f"(?P<agency>(?-i:{self.agency}))")
        numbered = re.sub(r"\(\?P<(\w+)>", lambda m: f"(?P<{m[1]}{next(number)}>", filled)
        return re.compile(frame.replace("{}", numbered), flags)


@cache
def patterns(language: str) -> Patterns:
    """Return the patterns of a language together with those that hold in any."""
    own, shared = load(language, "clean", CleanRules), load("und", "clean", CleanRules)
    agencies = sorted(shared.agencies, key=lambda a: (-len(a), a))
    agency = "|".join(map(re.escape, agencies))
    files = _Files(rules=(shared, own), agency=agency)
    gated = [g for field in CleanRules.model_fields for g in files.parts(field, Gated)]
    return Patterns(
        whole=files.labels("whole"),
        starts=files.openings("starts"),
        holds=files.gates("holds"),
        closes=files.openings("closes", WHOLE),
        byline=files.labels("bylines"),
        caption=files.gates("captions"),
        credit=files.compiled("credits"),
        disclosure=files.gates("disclosures"),
        title=files.gates("titles"),
        watch=Watch([word for gate in gated for word in gate.when], agencies),
        address=_address(own.address),
        agency=re.compile(rf"(?<![\w-])(?:{agency})(?![\w-])") if agency else NEVER,
        agencies=frozenset(agencies),
        joins=files.compiled("joins", r"(?<!\w)(?:{})\.\s*\Z", re.NOFLAG),
        ends=files.compiled("ends", rf"(?<!\w)(?:{{}})\.{BREAK}", re.NOFLAG),
        words=files.compiled("words", rf"(?<!\w)(?:{{}})\.{BREAK}", re.NOFLAG),
        ordinals=bool(own.ordinals),
    )


def _address(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for these words in lower case or with one capital: "us" is not "US"."""
    both = sorted({re.escape(form) for word in words for form in (word, word[:1].upper() + word[1:])})
    return re.compile(rf"(?<!\w)(?:{'|'.join(both)})(?!\w)") if both else NEVER


def named(match: re.Match[str], name: str) -> tuple[str, int, int] | None:
    """Return text, start and end of the first filled group of this name, whatever its number."""
    for key, text in match.groupdict().items():
        if text is not None and key.rstrip("0123456789") == name:
            return text, match.start(key), match.end(key)
    return None
