"""Whom an article credits: "berichtet Bloomberg", "according to the Verge", "told Reuters".

Which verbs credit somebody, and which words name an outlet, are data of each language (languages/<code>/origins.yaml);
outlets that the world knows by one name are in that file of the code "und". What a name looks like is code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from pydantic import Field

from variorum.language import Rules, load
from variorum.models import Reading

MARK = "\ue000"  # stands for the outlet while patterns are tried: a character that no text uses

MOST = 20  # outlets that one sentence may name
NEAR = 300  # characters before and behind an outlet in which the words stand that credit it
LONGEST = 1_000  # characters of a furniture line that may say whose text it is
QUOTES = "\"“”„‚‘’'«»‹›"


class OriginRules(Rules):
    """languages/<code>/origins.yaml."""

    agencies: dict[str, str] = Field(default_factory=dict)  # how an agency signs -> its name
    outlets: tuple[str, ...] = ()  # names of outlets that no word betrays as such
    media: tuple[str, ...] = ()  # words that end the name of an outlet: Times, Zeitung
    openers: tuple[str, ...] = ()  # words that open a sentence with a capital and are no part of a name
    nouns: tuple[str, ...] = ()  # what may stand before the name: "the newspaper", "die Nachrichtenagentur"
    credits: tuple[str, ...] = ()  # regular expressions; {outlet} is the outlet with what may stand around it
    names: tuple[str, ...] = ()  # regular expressions that tell an outlet by what stands around it: (?P<outlet>{name})
    signs: tuple[str, ...] = ()  # regular expressions of a furniture line that says whose text it is; {agency}


@dataclass(frozen=True, slots=True)
class _Patterns:
    outlet: re.Pattern[str]
    credits: tuple[re.Pattern[str], ...]
    names: tuple[re.Pattern[str], ...]
    signs: tuple[re.Pattern[str], ...]


def agency(name: str) -> str:
    """Return the one name of an agency that signs in several ways; any other name as it is."""
    return _agencies().get(name.casefold(), name)


def cited(reading: Reading) -> tuple[str, ...]:
    """Return the outlets that the text of an article credits with what it reports, in order, each once."""
    patterns = _patterns(reading.article.language)
    found: dict[str, None] = {}
    for sentence in reading.sentences:
        text = reading.quote(sentence)
        for match in islice(patterns.outlet.finditer(text), MOST):
            name = agency(_bare(match[0]))
            masked = text[max(0, match.start() - NEAR) : match.start()] + MARK + text[match.end() : match.end() + NEAR]
            if name not in found and any(pattern.search(masked) for pattern in patterns.credits):
                found[name] = None
        for pattern in patterns.names:
            for match in pattern.finditer(text):
                found[agency(_bare(match["outlet"]))] = None
    return tuple(found)


def signed(reading: Reading) -> tuple[str, ...]:
    """Return the agencies whose text an article is: by its credits, or by a copyright line that was left out."""
    found = dict.fromkeys(agency(c) for c in reading.credits)
    spans = sorted((s.start, s.end) for s in reading.sentences if s.field == "text")
    gaps = [
        reading.article.text[a:b]
        for a, b in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), None], strict=True)
    ]
    for line in "\n".join(gaps).splitlines():
        for pattern in _patterns(reading.article.language).signs:
            if match := pattern.search(line[:LONGEST]):
                found[agency(match["agency"])] = None
    return tuple(found)


def is_same_outlet(one: str, two: str) -> bool:
    """Return whether two names or domains are of one outlet ("The New York Times", "nytimes.com")."""
    return bool(_keys(one) & _keys(two))


def _keys(name: str) -> set[str]:
    """Return the spellings of a name that a domain may have: all words, or initials and the last word."""
    name = re.sub(r"^www\.|:\d+$", "", name.casefold().strip())
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name):
        return {label for label in re.sub(r"[-]", "", name).split(".") if len(label) > 2}
    words = re.findall(r"\w+", re.sub(r"^(?:the|der|die|das|le|la|el|il|de)\s", "", name))
    if not words:
        return set()
    keys = {"".join(words), "".join(w[0] for w in words[:-1]) + words[-1]}
    return keys | {"the" + "".join(words)}


def _bare(name: str) -> str:
    return re.sub(r"^(?:The|the)\s", "", name.strip(QUOTES + " "))


@cache
def _agencies() -> dict[str, str]:
    return {sign.casefold(): name for sign, name in load("und", "origins", OriginRules).agencies.items()}


@cache
def _patterns(language: str) -> _Patterns:
    rules, world = load(language, "origins", OriginRules), load("und", "origins", OriginRules)
    signs = {*world.agencies, *world.agencies.values(), *world.outlets, *rules.outlets}
    known = "|".join(re.escape(name) for name in sorted(signs, key=lambda name: (-len(name), name)))
    agencies = sorted((sign for sign in world.agencies if len(sign) > 2), key=lambda sign: (-len(sign), sign))
    signs_of = rf"\b(?:{'|'.join(map(re.escape, agencies))})\b"
    openers = "|".join(map(re.escape, rules.openers)) or "(?!)"
    word = rf"(?!(?:{openers})\b)[A-ZÄÖÜÀ-Þ][\w&'’.]{{0,40}}(?:-[A-ZÄÖÜ]\w{{0,40}}){{0,4}}"
    ends = "|".join(map(re.escape, (*rules.media, *world.media)))
    outlet = re.compile(rf"(?<![\w-])(?:(?:{word}\s(?:of\s)?){{1,4}}(?:{ends})(?:-(?:{ends}))?|{known})(?![\w-])")
    nouns = "|".join(rules.nouns)
    around = rf"(?:\b(?:{nouns})\s+){{0,3}}[{QUOTES}]?{MARK}(?:['’]s|s)?[{QUOTES}]?" if nouns else MARK
    name = rf"{word}(?:\s{word}){{0,3}}"
    return _Patterns(
        outlet=outlet,
        credits=tuple(re.compile(c.replace("{outlet}", around), re.IGNORECASE) for c in rules.credits),
        names=tuple(re.compile(n.replace("{name}", name)) for n in rules.names),
        signs=tuple(
            re.compile(s.replace("{agency}", f"(?P<agency>{signs_of})"), re.IGNORECASE)
            for s in (*rules.signs, *world.signs)
        ),
    )
