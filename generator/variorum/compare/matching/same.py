"""Two figures -> how surely they answer the same question, from 0 to about 1.5; 0 where anything speaks against it.

Every class of figure has its own way of being about something: a count counts a noun or what befell people, an age
belongs to a name, an hour to an event, money and shares to the words around them. Vetoes first: another role, another
scope, another year, another noun. The weights were set on the gold stories of data/compare/gold as a whole;
no half was held out, so what they reach there flatters them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from variorum.compare.align import Weights, Word
from variorum.compare.entities.spelling import rules
from variorum.compare.matching.compatible import compatible
from variorum.compare.matching.earlier import superseded
from variorum.compare.matching.holders import half_held, one_holder, two_holders
from variorum.compare.matching.occasions import dated, one_event
from variorum.compare.matching.sizes import nearby, rounded
from variorum.compare.matching.told import Told
from variorum.compare.matching.tolls import CASUALTIES, HARM, one_toll, summed
from variorum.compare.quantities.figures import figures

PARTS = frozenset(("~man", "~woman", "~child"))  # of the dead or hurt, where others count them all
PLENTY = 3  # keys that a context needs to say anything
NONE = 100  # what "none" can be set against
MOST = 30  # times: figures further apart count different things
FAINT = 0.03  # context below which a lone figure proves nothing
HOUR = 0.35  # what it adds that both articles tell one hour only
COST = 0.2  # likeness from which the only amounts of two articles, after one verb, are of one thing
HOURS = 1.5  # hours of one event do not differ by more
FAR = 0.2  # what it takes that hours lie far apart, and that a length is a way: from where, and of what, is seldom said
WEAK = 0.25  # what a noun like "points" takes: it is counted of many things
YEAR = 0.2  # what it takes that only one of the two sentences tells a year: often another event
KINDRED = 0.3  # what it adds that two languages count one noun of the table, where sentences share few words
TOLL = 0.3  # what it adds that both sentences tell another harm alike: one dead, two or three hurt
# What it adds that the part of a day and the hour both stand at the top of their reports: in the marked stories and 83
# others it brings three rows, two true and one of two moments of a fire.
PART = 0.3
TOP = 5  # sentences
EARLIER = 0.4  # what it adds that one of the two is told as what was reported before
STINT = 0.5  # what it adds that two spans of years are of one person at one place
STINTED = 120  # characters around years in which stand the person and the place
# What it adds that two amounts, or counts of some size, are near each other: of 79 pairs of unequal figures on labelled
# stories (the gold and 13 more) that had something, but not enough in common, 6 of 9 near ones answered one question,
# and 16 of 70 others.
NEARBY = 0.12
# What it adds that two ages are of one person by name or calling. Of the unequal ages of 8 invented German stories that
# are of one person few share words: a press release has "the 58-year-old skipper" where a paper has the name.
HOLDER = 0.6
SEASON = 90  # days between two reports, from which on a birthday may well lie between them
SURE = 12  # from here on equal counts with a word in common are one: "100 media groups", "100 media organisations"
ALONE = 0.2  # what it adds that both articles give only one figure for the noun, hour or person


class Lone:
    """How many different figures an article gives for a noun (counts), for hours, for ages."""

    def __init__(self, told: Iterable[Told]) -> None:
        self._seen: dict[tuple[str, str, str], set[float]] = defaultdict(set)
        for t in told:
            for k in self._keys(t):
                self._seen[t.article, t.figure.kind, k].add(round(t.figure.point, 1))

    @staticmethod
    def _keys(t: Told) -> Iterable[str]:
        if t.figure.kind in ("clock", "money"):
            return ("part",) if t.figure.vague else ("damage",) if t.role == "damage" else ("",)
        if t.figure.day:
            return (t.role,) if t.role else ()
        return sorted(t.head)

    def shared(self, a: Told, b: Told) -> bool:
        """Whether some noun (any hour) has one figure only in each of the two articles."""
        if a.weak or b.weak:
            return False
        return any(
            len(self._seen[a.article, a.figure.kind, k]) == 1 == len(self._seen[b.article, b.figure.kind, k])
            for k in set(self._keys(a)) & set(self._keys(b))
        )


def comparable(a: Told, b: Told) -> bool:
    """Whether two figures are of one class and unit and nothing in their surroundings sets them apart."""
    f, g = a.figure, b.figure
    if f.kind != g.kind or (a.name != b.name and (a.name or b.name)):
        return False
    if f.kind in ("money", "duration", "temperature") and f.unit != g.unit and (
        f.kind != "duration" or not compatible(a, b)
    ):  # fmt: skip
        return False
    # beside the dead, "another 12 hurt" are all the hurt
    wholly = a.role == b.role and a.role in ("critical", "serious")  # always some of the hurt
    if not wholly and (a.scope ^ b.scope) & (
        {"part", "against"}
        if a.measure or b.measure
        else {"per", "part", "against"}
        if one_toll(a, b)
        else {"per", "more", "part", "against"}
    ):
        return False
    if f.kind not in ("date", "age") and not stint(a, b) and a.years and b.years and not a.years & b.years:
        return False
    if f.kind in ("count", "money") and not _like(a, b):
        return False
    if f.day and g.day:
        return one_event(a, b, f.day, g.day)
    if f.kind == "count":
        return _count(a, b)
    if f.kind == "age":
        other = two_holders(a, b) or (bool(a.role and b.role and a.role != b.role) and not one_holder(a, b))
        return not other and not _birthday(a, b)
    return f.kind != "length" or a.role == b.role


def _like(a: Told, b: Told) -> bool:
    """Whether two figures are of like size; thousandfold money is a slip of million and billion."""
    vague = (a.figure.vague or b.figure.vague) and not {a.role, b.role} & CASUALTIES
    most = 5 * MOST if vague else MOST
    low, high = sorted((abs(a.figure.point), abs(b.figure.point)))
    if low == 0:
        return a.figure.kind == "count" and high <= NONE and all(t.figure.spelled or t.figure.point for t in (a, b))
    return high <= most * low or (a.figure.kind == "money" and abs(high / max(low, 1e-9) - 1000) < 1)


def _count(a: Told, b: Told) -> bool:
    """Whether two counts count the same: one noun, or people to whom the same befell."""
    harmed = {r for r in (a.role, b.role) if r in HARM}
    if not (a.countable and b.countable) and not (harmed and a.role == b.role):
        return False
    if harmed and a.role != b.role and (len(harmed) == 2 or (a.people and b.people)):
        return False
    if summed(a, b):
        return False
    if rounded(a, b) or (a.figure.point == b.figure.point >= SURE and a.nouns & b.nouns):
        return True
    if a.head & b.head or (not (a.head and b.head) and a.nouns & b.nouns):
        return True
    if a.people and b.people and not harmed:
        return True
    if a.role is None or a.role != b.role:
        return False
    # at least one of the two names nobody ("wounding 120") or both name people ("civilians", "people")
    return ((a.people or not a.nouns) and (b.people or not b.nouns)) or a.role in CASUALTIES


def _birthday(a: Told, b: Told) -> bool:
    """Whether two ages differ by the birthdays that may lie between two reports."""
    x, y = a.line.published, b.line.published
    if x is None or y is None:
        return False
    days = abs((x - y).days)
    return days >= SEASON and abs(a.figure.point - b.figure.point) <= 1 + days // 365


def stint(a: Told, b: Told) -> bool:
    """Whether two spans of years are those one person spent at one place: a common name before, and another beside."""
    if a.role != "stint" or b.role != "stint":
        return False
    x, y = ([w for w in t.line.words if w.name and t.start - STINTED < w.end < t.end + STINTED] for t in (a, b))
    who = _keys(w for w in x if w.end <= a.start) & _keys(w for w in y if w.end <= b.start)
    return bool(who) and len(_keys(x) & _keys(y)) > 1


def _keys(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(k for w in words for k in w.keys)


def others(a: Told, b: Told) -> bool:
    """Whether two counts are of people of two kinds ("one man", "two women"), or of some and all the dead or hurt."""
    x, y = ({k for k in t.head if k.startswith("~")} for t in (a, b))
    if x and y and not x & y:
        return True
    return bool((x ^ y) & PARTS) and bool({a.role, b.role} & HARM)


def sameness(a: Told, b: Told, weights: Weights, lone: Lone) -> float:
    """Return how surely two comparable figures answer one question."""
    context = weights.likeness(a.context, b.context)
    if len(a.context) < PLENTY or len(b.context) < PLENTY:
        context *= 0.7
    score = context
    if a.nouns & b.nouns:
        score += 0.15 + 0.1 * weights.likeness(a.nouns, b.nouns)
    if a.role and a.role == b.role:
        score += 0.2 if a.role in CASUALTIES and a.figure.kind == "count" else 0.1
    score += 0.05 * min(2, len(beside(a) & beside(b)))
    score += TOLL * one_toll(a, b) + EARLIER * superseded(a, b) + STINT * stint(a, b)
    if a.figure.kind == "age":
        score += _person(a, b, weights)
    score += _alone(a, b, context, lone)
    if a.figure.kind in ("money", "count") and _past(a) != _past(b) and not compatible(a, b):
        score -= 2 * YEAR if a.figure.kind == "money" or a.role in HARM else YEAR
    if a.figure.kind == "share":
        score -= _rows(a, b)
    if a.figure.kind == "date":
        score += dated(a, b)
    score += NEARBY * nearby(a, b)
    if a.weak or b.weak:
        score -= WEAK
    if a.figure.kind == "clock" and (a.figure.vague or b.figure.vague):
        score += PART if _leading(a) and _leading(b) else 0.0
    elif a.figure.kind == "clock" and not _same_hours(a, b):
        score -= FAR
    if a.figure.kind == "length" and a.role in ("distance", "position") and not compatible(a, b):
        score -= FAR
    if a.figure.kind == "duration" or _single(a) or _single(b):
        score -= 0.15
    if (
        a.figure.kind == "count"
        and 0 < min(a.figure.point, b.figure.point) < 10
        and not (a.role == b.role in CASUALTIES)
    ):
        score -= 0.2  # small numbers count many things
    return score


def _leading(t: Told) -> bool:
    """Whether a figure stands in the title or among the first sentences: there the hour is that of the news."""
    return t.line.sentence.field == "title" or t.line.index <= TOP


def _verb(t: Told) -> frozenset[str]:
    """Return the keys of the content word before a figure: "costs", "paid", "worth"."""
    before = [w for w in t.line.words if w.end <= t.start]
    return before[-1].keys if before else frozenset()


def _past(t: Told) -> bool:
    """Whether the sentence tells a year before its report's: often of another event; a year ahead is a plan's."""
    day = t.line.published
    return any(day is None or int(year) < day.year for year in t.years)


def _alone(a: Told, b: Told, context: float, lone: Lone) -> float:
    """Return what it adds that each article gives one figure only for the noun, one hour, one amount after a verb."""
    if not lone.shared(a, b):
        return 0.0
    if _kindred(a, b):
        return KINDRED + ALONE
    if a.figure.kind == "money":
        if a.role == b.role == "damage":
            return HOUR  # an event does one damage
        return HOUR if context > COST and _verb(a) & _verb(b) and _past(a) == _past(b) else 0.0
    if context <= FAINT or not _same_hours(a, b):
        return 0.0
    return HOUR if a.figure.kind == "clock" else ALONE


def _kindred(a: Told, b: Told) -> bool:
    """Whether two languages count one noun of their tables ("Passagiere", "passengers")."""
    foreign = a.line.language != b.line.language and a.figure.kind == "count"
    return foreign and any(k.startswith("~") for k in a.head & b.head)


def _same_hours(a: Told, b: Told) -> bool:
    """Whether two hours are near enough to be of one event; true of other figures."""
    return a.figure.kind != "clock" or abs(a.figure.point - b.figure.point) <= HOURS


def _single(t: Told) -> bool:
    """Whether a figure is the word "one", which is as often a pronoun."""
    return t.figure.spelled and t.figure.point <= 1


def beside(t: Told) -> frozenset[float]:
    """Return the other numbers of the sentence."""
    return _others(t.line.text, t.line.language, t.figure.at)


@lru_cache(maxsize=5_000)  # a figure is held against many
def _others(text: str, language: str, at: tuple[int, int]) -> frozenset[float]:
    return frozenset(f.point for f in figures(text, language) if f.at != at and not f.day)


def _person(a: Told, b: Told, weights: Weights) -> float:
    """Return what the names beside two ages add: much for a shared name or holder, a loss for different ones."""
    if one_holder(a, b):
        return HOLDER
    if any(rules(t.line.language).determiners for t in (a, b)):
        return 0.0  # all nouns look like names
    x, y = (t.line.window(t.start, t.end, 40) & t.line.names for t in (a, b))
    if half_held(a, b):
        return -0.2 if x and y and not x & y else 0.0  # a name beside both may be of one only
    if shared := x & y:
        return 0.2 * min(1.0, weights.sum(shared) / 3)
    return -0.2 if x and y else 0.0


def _rows(a: Told, b: Told) -> float:
    """Return what it takes that two shares stand beside different names, and gives beside one: rows of one table."""
    x, y = ({k for w in t.line.words if w.name and 0 <= t.start - w.end < 25 for k in w.keys} for t in (a, b))
    return (0.25 if not x & y else -0.15) if x and y else 0.0
