"""Names: one person, street or firm spelled in two ways that no transliteration, inflection or nickname explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.entities import titles
from variorum.compare.entities.spelling import SHORTEST, rules, slip
from variorum.models import Disagreement, Position, Provenance, Relation, Story
from variorum.words import Token, stopwords

GENITIVES = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class Name:
    """Two capitalised words in a row, or one (``first`` is then empty)."""

    first: str
    last: str
    line: Line
    start: int
    end: int
    run: tuple[str, ...]  # all words of the run, lower case

    @property
    def own(self) -> str:
        """The word that tells a person from others: the last name unless it is cut to a letter."""
        return self.last if len(self.last) > 1 else self.first


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the names that differ by a slip between two origins."""
    names = told(story)
    pairs = _slips([n for n in names if n.first], lower(story))
    by: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        by[name.first, name.last].append(name)
    rows = []
    for one, two in sorted(pairs):
        row = compared(by[one], by[two], provenance, language)
        if row:
            rows.append(row)
    return sentences.apart(sorted(rows, key=lambda r: (-sum(len(p.mentions) for p in r.positions), r.id)))


def nouns(found: Sequence[Line]) -> frozenset[str]:
    """Return, where nouns are capitalised, the words that follow a determiner or an adjective: no names."""
    plain = set()
    for line in found:
        determiners = rules(line.language).determiners
        if determiners:
            words = said(line.language) | stopwords(
                line.language
            )  # "sagte", "wurde": no adjectives, nor is "6-jährige"
            for before, token in zip(line.tokens, line.tokens[1:], strict=False):
                if not token.is_capitalised:
                    continue
                low = before.lower
                inflected = not before.is_capitalised and low.endswith(("e", "en", "er", "es", "em"))
                part = line.text.startswith("-", before.start - line.sentence.start - 1)
                if low in determiners or before.is_number or (inflected and not part and low not in words):
                    plain.add(bare(token.text))
    return frozenset(plain)


@lru_cache(maxsize=2)
def told(story: Story) -> tuple[Name, ...]:
    """Return the names of a story's sentences; the last two stories are kept, for four kinds ask."""
    found, _ = sentences.read(story)
    plain, far = nouns(found), abroad(found)
    return tuple(n for line in found if rules(line.language).common for n in _names(line, plain, far=far))


@lru_cache(maxsize=2)
def surnames(story: Story) -> frozenset[str]:
    """Return the last words of the two-word names of a story, lower case; the first ones of "Orla V."."""
    return frozenset(n.own for n in told(story) if n.first)


@lru_cache(maxsize=2)
def people(story: Story) -> frozenset[str]:
    """Return the words of the two-word names of a story, lower case."""
    return frozenset(word for n in told(story) if n.first for word in (n.first, n.last))


def full(story: Story) -> Mapping[tuple[str, int], frozenset[str]]:
    """Return the last words of the two-word names of each line, by article and place of the line."""
    by: dict[tuple[str, int], set[str]] = defaultdict(set)
    for n in told(story):
        if n.first:
            by[n.line.article, n.line.index].add(n.last)
    return {where: frozenset(last) for where, last in by.items()}


def bare(word: str) -> str:
    """Return a word in lower case without a genitive ("Kim's" -> "kim")."""
    low = word.casefold()
    if not low.endswith(GENITIVES):
        return low
    for ending in GENITIVES:
        if low.endswith(ending):
            return low[: -len(ending)]
    return low


def abroad(found: Sequence[Line]) -> bool:
    """Return whether two articles' titles or leads speak of a country whose names are transliterated."""
    where = set()
    for line in found:
        if line.sentence.heading or line.index <= 2:
            scripts = rules(line.language).scripts
            if not scripts.isdisjoint(line.lower):
                where.add(line.article)
    return len(where) > 1


def _names(line: Line, nouns: frozenset[str], *, far: bool) -> Iterable[Name]:
    if line.sentence.heading or line.text.isupper():
        return
    common = known(line.language)
    told_by = rules(line.language).determiners and said(line.language)  # elsewhere nouns have no capital letter
    foreign = ("*",) if _foreign(line, far=far) else ()
    for run in line.runs:
        words = tuple([bare(t.text) for t in run])
        first = titles.before_name(words, line.language)
        plain = [word in common or word in nouns or titles.noun(word, line.language) for word in words]
        for at, token in enumerate(run[first:], first):
            led = at > first and titles.forename(words[at - 1], line.language)
            if len(words[at]) < 2:
                told_before = led or (at > first and not plain[at - 1])
                if told_before and line.text.startswith(".", token.end - line.sentence.start):  # "Orla V."
                    yield Name(words[at - 1], words[at], line, run[at - 1].start, token.end + 1, words + foreign)
                continue
            if plain[at] and not led:
                continue
            end = token.start + len(words[at])
            if not told_by or _beside(line, token, told_by):
                yield Name("", words[at], line, token.start, end, words + foreign)
            if led or (at > first and not plain[at - 1]):
                yield Name(words[at - 1], words[at], line, run[at - 1].start, end, words + foreign)


def _beside(line: Line, token: Token, words: frozenset[str]) -> bool:
    """Return whether a token stands beside one of the words."""
    at = line.tokens.index(token)
    return not words.isdisjoint(line.lower[max(0, at - 1) : at + 2])


@cache
def said(language: str) -> frozenset[str]:
    """Return the verbs and titles that stand beside a surname."""
    return frozenset(rules(language).speech.split("|")) | rules(language).titles


@cache
def known(language: str) -> frozenset[str]:
    """Return the words of a language that are no names though they may be capitalised."""
    return rules(language).common | stopwords(language)


def _foreign(line: Line, *, far: bool) -> bool:
    """Return whether the names of a line are transliterated: by a country named in it, or in the story."""
    scripts, standard = rules(line.language).scripts, rules(line.language).standard
    words = {bare(t.text) for run in line.runs for t in run}
    return (far or not words.isdisjoint(scripts)) and words.isdisjoint(standard)


@lru_cache(maxsize=2)
def lower(story: Story) -> frozenset[str]:
    """Return the words that stand in lower case somewhere in the story."""
    words = {text for line in sentences.read(story)[0] for text, _, _ in line.tokens}
    return frozenset(text for text in words if text[0].isalpha() and not text[0].isupper())


def _slips(names: Sequence[Name], common: frozenset[str]) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the pairs of two-word names that share one word while the other is a slip."""
    last: dict[str, set[str]] = defaultdict(set)
    first: dict[str, set[str]] = defaultdict(set)
    context: dict[tuple[str, str], set[str]] = defaultdict(set)
    language: dict[tuple[str, str], str] = {}
    for n in names:
        if n.first in common and n.last in common:
            continue
        last[n.first].add(n.last)
        first[n.last].add(n.first)
        context[n.first, n.last].update(n.run)
        language.setdefault((n.first, n.last), n.line.language)
    found = set()
    for word, others in last.items():
        for a, b in near(others):
            one, two = (word, a), (word, b)
            if a not in common and b not in common and slip(a, b, context[one] | context[two], language[one]):
                found.add((one, two))
    for word, others in first.items():
        for a, b in near(others):
            one, two = (a, word), (b, word)
            if a not in common and b not in common and slip(a, b, context[one] | context[two], language[one]):
                found.add((one, two))
    return found


def near(words: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield the pairs of words that may differ by a slip: those that share a half of their letters (not all pairs)."""
    halves: dict[str, set[str]] = defaultdict(set)
    for word in words:
        if len(word) >= SHORTEST:
            half = len(word) // 2
            for piece in {"<" + word[: half - 1], word[-(half - 1) :] + ">", "<" + word[:half], word[-half:] + ">"}:
                halves[piece].add(word)
    seen = set()
    for piece in sorted(halves):
        group = sorted(halves[piece])
        if len(group) > 40:
            continue
        for i, a in enumerate(group):
            for b in group[i + 1 :]:
                if (a, b) not in seen:
                    seen.add((a, b))
                    yield a, b


def compared(one: Sequence[Name], two: Sequence[Name], provenance: Provenance, language: str) -> Disagreement | None:
    """Return the row of a name in two spellings, None where no two reports differ.

    It is soft where only copies of one report differ, and where a typing error stands among right spellings.
    """
    where = [{n.line.article for n in side} for side in (one, two)]
    if where[0] == where[1] or len(where[0] | where[1]) < 2:
        return None
    roots = [{sentences.root(article, provenance) for article in side} for side in where]
    lines = [{(n.line.article, n.line.index) for n in side} for side in (one, two)]
    if lines[0] & lines[1] or one[0].line.language != two[0].line.language:
        return None
    positions = [
        _position(side) for side in sorted((one, two), key=lambda s: (-len({n.line.article for n in s}), s[0].last))
    ]
    template = rules(language).questions.get("name") or rules("en").questions["name"]
    question = template.format(names=" / ".join(p.value for p in positions))
    shared = sorted({one[0].first, one[0].last} & {two[0].first, two[0].last} - {""})
    subject = (shared[0],) if shared else tuple(sorted((one[0].last, two[0].last)))
    soft = roots[0] == roots[1] or _typing(one, two) or _typing(two, one)
    relation: Relation = "rounding" if soft else "contested"
    return sentences.row("name", subject, question, relation, 1, positions)


def _typing(slips: Sequence[Name], others: Sequence[Name]) -> bool:
    """Return whether every article with the one spelling uses the other at least as often: a typing error."""
    return all(
        sum(n.line.article == s.line.article for n in others) >= sum(n.line.article == s.line.article for n in slips)
        for s in slips
    )


def _position(side: Sequence[Name]) -> Position:
    first = min(side, key=lambda n: (n.line.order, n.start))
    value = first.line.text[first.start - first.line.sentence.start : first.end - first.line.sentence.start]
    return Position(value=value, mentions=sentences.merged(n.line.mention(n.start, n.end) for n in side))
