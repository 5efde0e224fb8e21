"""The words of superlatives and firsts of one language, as rules and as the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from variorum.compare import hints
from variorum.compare.align import key
from variorum.compare.pieces import Gated
from variorum.language import Rules, load
from variorum.words import small


class RankRules(Rules):
    """languages/<code>/superlatives.yaml; without one a language has no superlatives."""

    degrees: Mapping[str, tuple[str, ...]] = {}  # axis -> superlatives, alternatives of a pattern
    record: str = ""  # pattern of a record whose axis is not said, right before its noun or with it as `noun`
    tops: frozenset[str] = frozenset()  # axes whose first rank is a record
    ranks: Mapping[str, int] = {}  # before a superlative: "second"-largest
    form: str = "{degree}"  # how {rank} and {degree} join
    ordinals: Mapping[str, int] = {}  # before a noun: "the second woman"
    adverbs: Mapping[str, int] = {}  # for "for the first time": "erstmals"
    among: str = ""  # stands right before what is only one of several
    single: str = ""  # the words of it for one thing: "one", "among"
    akin: tuple[tuple[str, ...], ...] = ()  # axes that reports give for each other
    being: str = ""  # stands right before an ordinal that tells what somebody is, not which one is meant
    owner: str = ""  # stands right before a superlative, its group a place: "Europe's"
    ever: str = ""
    since: str = ""  # with a group `year`
    after: str = ""  # "since", before one of the epochs
    epochs: Mapping[str, int] = {}  # lower case -> year
    span: str = ""  # with groups `count` and `unit`
    spans: Mapping[str, int] = {}  # unit -> years
    within: str = ""  # another way of counting: "this season", "in a row"
    wholes: frozenset[str] = frozenset()  # common nouns for a place or a field, lower case
    idle: frozenset[str] = frozenset()  # nouns that ordinals only count ("second half"), and days
    times: frozenset[str] = frozenset()  # "time" of "for the first time"
    fewer: frozenset[str] = frozenset()  # axes on which the lesser figure comes first
    measures: Mapping[str, str] = {}  # axis -> role of the figures that measure it
    questions: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled rules of one language."""

    superlative: Gated
    axes: Mapping[str, str]  # superlative, lower case -> axis
    ordinal: re.Pattern[str]
    ordinals: hints.Index  # the words of it
    among: re.Pattern[str]
    single: re.Pattern[str]
    being: re.Pattern[str]
    owner: re.Pattern[str]
    ever: re.Pattern[str]
    since: re.Pattern[str]
    epoch: re.Pattern[str]
    span: re.Pattern[str]
    within: re.Pattern[str]
    idle: frozenset[str]
    times: frozenset[str]


def rules(language: str) -> RankRules:
    """Return the superlatives of a language."""
    return load(language, "superlatives", RankRules)


@cache
def patterns(language: str) -> Patterns | None:
    """Return the compiled rules, None for a language without any."""
    own = rules(language)
    if not own.degrees:
        return None

    def some(words: Iterable[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))

    def made(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{pattern})(?!\w)" if pattern else r"(?!)", re.IGNORECASE)

    def common(pattern: str) -> re.Pattern[str]:  # held against every line
        return small(rf"\b(?:{pattern})(?!\w)")

    axes = {w: axis for axis, words in own.degrees.items() for w in words}
    form = own.form.format(rank=f"(?P<rank>{some(own.ranks)})", degree=f"(?P<degree>{some(axes)})")
    return Patterns(
        superlative=Gated(common(f"{form}|(?P<record>{own.record})")),
        axes=axes,
        ordinal=common(f"(?P<ordinal>{some((*own.ordinals, *own.adverbs))})"),
        ordinals=hints.index((*own.ordinals, *own.adverbs)),
        among=re.compile(rf"\b(?:{own.among})\Z", re.IGNORECASE),
        being=re.compile(rf"(?:^|\b|(?=,))(?:{own.being})\Z", re.IGNORECASE),
        owner=re.compile(rf"(?:{own.owner})\Z"),
        single=made(own.single),
        ever=made(own.ever),
        since=made(own.since),
        epoch=made(f"{own.after}(?P<epoch>{some(own.epochs)})"),
        span=made(own.span),
        within=made(own.within),
        idle=frozenset(k for w in own.idle if (k := key(w, language))),
        times=frozenset(k for w in own.times if (k := key(w, language))),
    )
