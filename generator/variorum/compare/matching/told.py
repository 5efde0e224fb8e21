"""Lines -> Tolds: each figure with what it counts, so that two can be asked whether they answer one question."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from variorum.compare.align import Line, key
from variorum.compare.matching.instead import instead
from variorum.compare.matching.nouns import head, head_keys, kin, measured, noun_keys
from variorum.compare.matching.tags import Tags, tagged
from variorum.compare.quantities.dayparts import dayparts
from variorum.compare.quantities.figure import Figure, named
from variorum.compare.quantities.figures import figures
from variorum.compare.quantities.happened import event
from variorum.compare.quantities.units import lexicon
from variorum.compare.quantities.when import named_days, placed
from variorum.compare.said import said_by
from variorum.models import Mention
from variorum.words import stem

REACH = 90  # characters of context on either side; the gold stories: 60 loses names, 150 joins clauses
NEAR = 6  # words between a figure and the verb or noun that gives it its role
VERB_LAST = 12  # the same for counts in German, where a participle ends its clause
TOLD_ANEW = frozenset(("dead", "injured", "missing"))  # whose numbers news revise
CHANGED = 12  # words between a count and the verb that says it has changed
BESIDE = 2  # ... and a word of scope, or of a side of a vote
BARRIER = 5  # words that a mark or "and" between them counts for
BARRIERS = re.compile(r"[;:,–—(]| and | und | et | y | e | en |\. |\d+")
ACT = 12  # words after people counted in which stands what they did; in German the verb comes last
PAID = frozenset(("invest", "value", "fine", "revenue", "profit", "loss", "offer", "bill", "damage"))  # of money only
TABLE = 60  # figures; a sentence with more is a table, or no text at all
COMPOUNDING = "de"
LEAST_PART = 5  # letters of the stem of a noun that may be the last part of another: "schad" of "Sachschaden"
MOST = 500  # figures of an article that are read; of 800 saved reports one had more than 130, and that one 446
PAST = re.compile(r"\b(?:1[89]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in its sentence."""

    line: Line
    figure: Figure
    context: frozenset[str]  # keys around it
    nouns: frozenset[str]  # keys of the words counted
    head: frozenset[str]  # keys of the noun that heads them; empty where it cannot be told
    role: str | None  # what is done to it or what it counts: "dead", "injured", "invest", ...
    people: bool  # whether it counts people
    countable: bool  # whether the words after it can be counted: not "911 call", "6900 block"
    weak: bool  # whether the noun says little ("times", "games")
    scope: frozenset[str]  # "per", "more", "part", "whole"; "against" for one side of a vote
    years: frozenset[str]  # years told in the sentence
    name: str | None  # of a label: "Boeing" of "Boeing 737"
    digits: str  # as written, without their marks
    measure: tuple[str, ...] = ()  # what it is the measure of, as written: "exports" of "exports of $188 billion"

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.line.article

    @property
    def start(self) -> int:
        """Where the figure begins in its field."""
        return self.line.sentence.start + self.figure.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.line.sentence.start + self.figure.end

    @property
    def value(self) -> str:
        """The figure verbatim."""
        return self.line.text[self.figure.start : self.figure.end]

    @property
    def place(self) -> tuple[int, int, int]:
        """Order of report, sentence and offset: sorts the figures of a story."""
        return self.line.order, self.line.index, self.figure.start

    def mention(self) -> Mention:
        """Return where it stands, and who is said there to have told it."""
        return self.line.mention(self.start, self.end, said_by(self.line.text, self.line.language))


def told(story: Iterable[Line]) -> tuple[list[Told], list[Told]]:
    """Return every figure of a story's lines, and the days told by name ("Friday") on which something happened."""
    every: list[Told] = []
    named: list[Told] = []
    read: Counter[str] = Counter()
    for line in story:
        if read[line.article] >= MOST:
            continue
        found, days = figures(line.text, line.language), named_days(line.text, line.language, line.published)
        read[line.article] += len(found) + len(days)
        if len(found) > TABLE:
            continue
        dates = (*(f for f in found if f.day), *days)
        every.extend(_heirs(tuple(_line(line, found, dates))))
        named.extend(t for t in _line(line, days, dates) if t.role)
        named.extend(_line(line, dayparts(line.text, line.language), dates))
    return _compounds(every), named


def _compounds(told: Sequence[Told]) -> list[Told]:
    """Return the figures, German compounds counted as their last part too where the story counts that alone.

    "16 Hauptverhandlungstage" count days in court as "14 Verhandlungstage" do.
    """
    words = {
        i: heads[-1]
        for i, t in enumerate(told)
        if t.line.language == COMPOUNDING and (heads := head(t.figure, COMPOUNDING))
    }
    alone: dict[str, set[str]] = defaultdict(set)  # by stem, so that the cost grows with the words, not their square
    stems = {word: stem(word, COMPOUNDING) for word in words.values()}
    for word, own in stems.items():
        alone[own].add(key(word, COMPOUNDING))
    parts = {
        word: frozenset().union(*(alone.get(own[at:], ()) for at in range(1, len(own) - LEAST_PART + 1)))
        for word, own in stems.items()
    }
    return [
        replace(t, head=t.head | more, nouns=t.nouns | more) if i in words and (more := parts[words[i]]) else t
        for i, t in enumerate(told)
    ]


def _line(line: Line, found: Sequence[Figure], days: Sequence[Figure]) -> Iterable[Told]:
    offset, rules = line.sentence.start, lexicon(line.language).rules
    tags = tagged(line.text, line.language) if found else {}
    years = frozenset(PAST.findall(line.text) if found else ())
    before: Figure | None = None
    for read, after in zip_longest(found, found[1:]):
        if read.converted:
            continue
        figure = placed(read, line)
        if after and not figure.noun and _whole(line, figure, after):
            figure = replace(figure, noun=after.noun)
        start, end = figure.start + offset, figure.end + offset
        counted = [w.casefold() for w in figure.noun]
        heads = head(figure, line.language)
        acts, measure = _acts(figure, line), () if heads or figure.day else measured(figure, line)
        owner = noun_keys((w.casefold() for w in measure), line.language)
        yield Told(
            line=line, figure=figure,
            context=line.window(start if figure.point else offset + figure.at[0], end, REACH),
            nouns=noun_keys(counted, line.language) | acts | owner,
            head=head_keys(figure, line.language) | acts | owner,
            role=event(line, figure, days) if figure.day
            else _role(line, before, figure, after),
            people=_starts(counted, rules.people), weak=_starts(heads[-1:], rules.weak),
            countable=bool(heads) or not counted or line.language != "en" or _named_role(counted, line.language),
            scope=frozenset(_close(line.text, figure, tags.get("scope", ()))) | _side(line, before, figure, tags),
            years=years,
            name=None if _plain(heads, line.language) else named(figure, line.text), measure=measure,
            digits="".join(filter(str.isdigit, line.text[slice(*figure.at)])),
        )  # fmt: skip
        before = figure


def _role(line: Line, before: Figure | None, figure: Figure, after: Figure | None) -> str | None:
    """Return the role of a figure; of "27 of the 116 people were hurt" the part has it, the whole has none."""
    if _whole(line, before, figure):
        return None
    whole = after if after and _whole(line, figure, after) else None
    return role_of(line.text, line.language, figure) or (role_of(line.text, line.language, whole) if whole else None)


def _whole(line: Line, before: Figure | None, figure: Figure) -> bool:
    """Whether a count is the whole of which the one before it is a part: "27 of the 116 people were hurt"."""
    if before is None or before.kind != "count" or figure.kind != "count":
        return False
    between = line.text[before.end : figure.start].casefold().strip()
    return between in lexicon(line.language).rules.of_whom


def _heirs(found: Sequence[Told]) -> Iterable[Told]:
    """Yield the figures; a count without a role has that of the count it is set for: "the toll rose from 21 to 24"."""
    for i, t in enumerate(found):
        near = (*found[max(0, i - 1) : i], *found[i + 1 : i + 2]) if t.role is None else ()
        roles = {u.role for u in near if u.role and instead(t.line.text, t.line.language, t.figure, u.figure)}
        yield replace(t, role=roles.pop()) if len(roles) == 1 else t


def _acts(figure: Figure, line: Line) -> frozenset[str]:
    """Return the kin of what the people counted are said to do: "90 women filed complaints" -> "~complaint"."""
    acts = lexicon(line.language).rules.acts
    if not acts or figure.kind != "count" or not _starts(
        [w.casefold() for w in figure.noun], lexicon(line.language).rules.people
    ):  # fmt: skip
        return frozenset()
    after = _clause_words(line.text[figure.end :])
    return frozenset(f"~{name}" for name, phrases in acts.items() if any(f" {p} " in after for p in phrases))


def _clause_words(text: str) -> str:
    """Return the first words of a clause in lower case, with a blank around each."""
    return f" {' '.join(re.split(r'[,;:.()]', text, maxsplit=1)[0].casefold().split()[:ACT])} "


def _plain(heads: list[str], language: str) -> bool:
    """Whether a noun known to be counted follows, so that the noun before is no name: "der Reederei 214 Passagiere"."""
    last = heads[-1:]
    return bool(
        _starts(last, lexicon(language).rules.people) or kin(last, language) or (last and _named_role(last, language))
    )


def _named_role(words: list[str], language: str) -> bool:
    """Whether the first word counted is itself a role: "120 wounded", "two dead"."""
    return bool(tagged(words[0], language).get("role"))


def _starts(words: Iterable[str], beginnings: tuple[str, ...]) -> bool:
    return any(f"{w} ".startswith(beginnings) for w in words)


def distance(text: str, figure: Figure, at: int, reach: int) -> int:
    """Return how many words lie between a figure and the word at ``at``; marks and "and" count more.

    Where the words alone are more than ``reach``, marks are not looked for.
    """
    between = text[figure.end : at] if at >= figure.end else text[at : figure.start]
    words = len(between.split())
    return words if words > reach else words + BARRIER * len(BARRIERS.findall(between))


def role_of(text: str, language: str, figure: Figure) -> str | None:
    """Return the nearest role; far off, the only one of a sentence whose count is said to grow ("has risen to 19")."""
    tags = tagged(text, language)
    if figure.kind == "count" and _grave(text, language, figure, tags):
        return "serious"
    part = {"length": "dimension", "duration": "stint"}.get(figure.kind, "role")
    roles = [(at, name) for at, name in tags.get("role", ()) if (name in PAID) <= (figure.kind in ("money", "share"))]
    reach = VERB_LAST if language == COMPOUNDING and figure.kind == "count" else NEAR
    found = _nearest(text, figure, roles if part == "role" else tags.get(part, ()), reach) or (
        _nearest(text, figure, roles) if part == "stint" else None
    )
    names = {name for _, name in roles}
    if not found and figure.kind == "money" and names == {"damage"}:
        return "damage"  # what a sentence with one sum for a damage tells, however far off the word stands
    if found or figure.kind != "count" or len(names) != 1:
        return found
    rising, change = tags.get("rising", ()), tags.get("change", ())
    changed = any(_close(text, figure, rising)) or (names <= TOLD_ANEW and _nearest(text, figure, change, CHANGED))
    return names.pop() if changed else None


def _grave(text: str, language: str, figure: Figure, tags: Tags) -> bool:
    """Whether a count is of those seriously hurt: "two of them seriously", in a sentence on harm."""
    grave = lexicon(language).rules.grave
    if not grave or all(name not in ("injured", "dead", "critical") for _, name in tags.get("role", ())):
        return False
    return re.match(grave, text[figure.end :]) is not None


def _nearest(text: str, figure: Figure, tags: Iterable[tuple[int, str]], reach: int = NEAR) -> str | None:
    near = [(distance(text, figure, at, reach), at, name) for at, name in tags]
    best = min(near, default=None)
    return best[2] if best and best[0] <= reach else None


def _close(text: str, figure: Figure, tags: Iterable[tuple[int, str]]) -> Iterable[str]:
    for at, name in tags:
        if not figure.start <= at < figure.end and distance(text, figure, at, BESIDE) <= BESIDE:
            yield name


def _side(line: Line, before: Figure | None, figure: Figure, tags: Tags) -> frozenset[str]:
    """Return "against" for the other side of a vote: "mit 23 gegen 18 Stimmen", "dagegen waren 18"."""
    if figure.kind != "count" or not tags.get("role") or all(name != "vote" for _, name in tags["role"]):
        return frozenset()
    between = line.text[before.end : figure.start].casefold().split() if before else []
    versus = before and before.kind == "count" and " ".join(between) in lexicon(line.language).rules.versus
    return frozenset(("against",)) if versus or any(_close(line.text, figure, tags.get("side", ()))) else frozenset()


def digits_of(line: Line) -> tuple[str, ...]:
    """Return the numbers of a line as bare digits, sorted: what a mistranslated separator leaves alike."""
    return tuple(sorted(m.replace(".", "").replace(",", "") for m in re.findall(r"\d[\d.,]*", line.text)))


def has(sorted_digits: tuple[str, ...], wanted: str) -> bool:
    """Whether digits stand in a line's ``digits_of``."""
    i = bisect_left(sorted_digits, wanted)
    return i < len(sorted_digits) and sorted_digits[i] == wanted
