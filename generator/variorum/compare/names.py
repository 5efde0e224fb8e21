"""Names: one person, street or firm spelled in two ways that no transliteration, inflection or nickname explains."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.language import Rules, load
from variorum.models import Disagreement, Position, Provenance, Story
from variorum.words import Token, stem, stopwords

SHORTEST = 4  # letters; shorter words differ by one letter too easily
LONGER = 6  # letters from which two letters may differ, or a word stand alone
SHARED = 3  # keys that the sentences of two lone words must share


class PeopleRules(Rules):
    """languages/<code>/people.yaml; see the comments in the English file."""

    common: frozenset[str] = frozenset()
    transliterated: frozenset[str] = frozenset()
    scripts: frozenset[str] = frozenset()
    standard: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()  # where nouns are capitalised: words before a noun that is no name
    same: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    abbreviated: Mapping[str, str] = {}
    directions: Mapping[str, str] = {}
    direction: str = ""
    beside: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    short: Mapping[str, str] = {}
    after: str = ""
    before: str = ""
    questions: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Name:
    """Two capitalised words in a row, or one (``first`` is then empty)."""

    first: str
    last: str
    line: Line
    start: int
    end: int
    run: tuple[str, ...]  # all words of the run, lower case


def rules(language: str) -> PeopleRules:
    """Return the rules about people and places of a language."""
    return load(language, "people", PeopleRules)


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the names that differ by a slip between two origins."""
    found, _ = sentences.read(story)
    nouns = _nouns(found)
    far = abroad(found)
    names = [n for line in found if rules(line.language).common for n in _names(line, nouns, far=far)]
    pairs = _slips([n for n in names if n.first], _lower(found))
    slipped = {w for one, two in pairs for name in (one, two) for w in name}
    proper = sentences.proper(found)
    pairs |= _lone([n for n in names if not n.first and n.last not in slipped and n.line.names & proper])
    by: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        by[name.first, name.last].append(name)
    rows = []
    for one, two in sorted(pairs):
        row = _row(by[one], by[two], provenance, language)
        if row:
            rows.append(row)
    return sentences.apart(sorted(rows, key=lambda r: (-sum(len(p.mentions) for p in r.positions), r.id)))


def _nouns(found: Sequence[Line]) -> frozenset[str]:
    """Return, where nouns are capitalised, the words that follow a determiner or an adjective: no names."""
    nouns = set()
    for line in found:
        determiners = rules(line.language).determiners
        if determiners:
            for before, token in zip(line.tokens, line.tokens[1:], strict=False):
                inflected = not before.is_capitalised and before.lower.endswith(("e", "en", "er", "es", "em"))
                if token.is_capitalised and (before.lower in determiners or inflected):
                    nouns.add(bare(token.text))
    return frozenset(nouns)


def runs(line: Line) -> Iterable[tuple[Token, ...]]:
    """Yield the runs of capitalised words of a line, broken by anything but a space."""
    run: list[Token] = []
    for token in line.tokens:
        joined = run and line.text[run[-1].end - line.sentence.start : token.start - line.sentence.start] == " "
        if token.is_word and token.is_capitalised and (joined or not run):
            run.append(token)
            continue
        if run:
            yield tuple(run)
        run = [token] if token.is_word and token.is_capitalised else []
    if run:
        yield tuple(run)


def bare(word: str) -> str:
    """Return a word in lower case without a genitive ("Kim's" -> "kim")."""
    return re.sub(r"['’]s?$", "", word.casefold())


def abroad(found: Sequence[Line]) -> bool:
    """Return whether two articles' titles or leads speak of a country whose names are transliterated."""
    where = set()
    for line in found:
        if line.sentence.heading or line.index <= 2:
            scripts = rules(line.language).scripts
            if any(t.lower in scripts for t in line.tokens):
                where.add(line.article)
    return len(where) > 1


def _names(line: Line, nouns: frozenset[str], *, far: bool) -> Iterable[Name]:
    if line.sentence.heading:
        return
    known = rules(line.language).common | nouns | stopwords(line.language)
    lone = not rules(line.language).determiners
    offset = line.sentence.start
    words_here = {bare(t.text) for t in line.tokens if t.is_word}
    foreign: tuple[str, ...] = ()
    if (far or words_here & rules(line.language).scripts) and not words_here & rules(line.language).standard:
        foreign = ("*",)
    for run in runs(line):
        words = tuple(bare(t.text) for t in run)
        for at, token in enumerate(run):
            if words[at] in known or len(words[at]) < 2:
                continue
            end = token.start + len(words[at])
            if lone and token.start > offset:
                yield Name("", words[at], line, token.start, end, words + foreign)
            if at and words[at - 1] not in known:
                yield Name(words[at - 1], words[at], line, run[at - 1].start, end, words + foreign)


def _lower(found: Sequence[Line]) -> frozenset[str]:
    """Return the words that stand in lower case somewhere in the story."""
    return frozenset(t.text for line in found for t in line.tokens if t.is_word and not t.is_capitalised)


def _slips(names: Sequence[Name], lower: frozenset[str]) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the pairs of two-word names that share one word while the other is a slip."""
    last: dict[str, set[str]] = defaultdict(set)
    first: dict[str, set[str]] = defaultdict(set)
    context: dict[tuple[str, str], set[str]] = defaultdict(set)
    language: dict[tuple[str, str], str] = {}
    for n in names:
        if n.first in lower and n.last in lower:
            continue
        last[n.first].add(n.last)
        first[n.last].add(n.first)
        context[n.first, n.last].update(n.run)
        language.setdefault((n.first, n.last), n.line.language)
    found = set()
    for word, others in last.items():
        for a, b in _near(others):
            one, two = (word, a), (word, b)
            if a not in lower and b not in lower and slip(a, b, context[one] | context[two], language[one]):
                found.add((one, two))
    for word, others in first.items():
        for a, b in _near(others):
            one, two = (a, word), (b, word)
            if a not in lower and b not in lower and slip(a, b, context[one] | context[two], language[one]):
                found.add((one, two))
    return found


def _lone(names: Sequence[Name]) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the pairs of single words, each in other articles, that differ by a letter in sentences that are alike."""
    by: dict[str, list[Name]] = defaultdict(list)
    for n in names:
        if len(n.last) >= LONGER:
            by[n.last].append(n)
    found = set()
    for a, b in _near(by):
        if len(a) != len(b) or distance(a, b) != 1 or a[0] != b[0] or a[-1] != b[-1]:
            continue
        if {n.line.article for n in by[a]} & {n.line.article for n in by[b]}:
            continue
        context = [w for n in by[a] + by[b] for w in n.run]
        if slip(a, b, context, by[a][0].line.language) and _alike(by[a], by[b]):
            found.add((("", a), ("", b)))
    return found


def _alike(one: Sequence[Name], two: Sequence[Name]) -> bool:
    return any(
        x.line.language == y.line.language and len(x.line.keys & y.line.keys) >= SHARED
        for x in one[:5]
        for y in two[:5]
    )


def _near(words: Iterable[str]) -> Iterable[tuple[str, str]]:
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


@lru_cache(maxsize=20_000)
def distance(a: str, b: str) -> int:
    """Return the Levenshtein distance of two words."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y)))
    return row[-1]


def slip(a: str, b: str, context: Collection[str], language: str) -> bool:
    """Return whether two words in lower case look like one name misspelt, not a variant and not two names."""
    shorter, longer = sorted((a, b), key=len)
    far = distance(a, b)
    if len(shorter) < SHORTEST or far > (2 if len(shorter) >= LONGER else 1):
        return False
    if longer.startswith(shorter) or stem(a, language) == stem(b, language) or _variants(language).get(a, {a}) & {b}:
        return False
    foreign = "*" in context or not rules(language).transliterated.isdisjoint({*context, a, b})
    return skeleton(a, foreign=foreign) != skeleton(b, foreign=foreign)


@cache
def _variants(language: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for group in rules(language).same:
        for word in group.split():
            found[word].update(group.split())
    return {word: frozenset(group) for word, group in found.items()}


# spelling habits of one sound in the Latin script: transliteration standards for Arabic, Cyrillic, Hebrew and Korean
# names differ in just these (ALA-LC, BGN/PCGN, ISO 9, German and French press usage); the last line is British usage
HABITS = tuple(
    (re.compile(pattern), with_)
    for pattern, with_ in (
        (r"[^\w]", ""), (r"sch|tsch|ch(?=k)|shch", "sh"), (r"ph", "f"), (r"kh", "h"), (r"gh", "g"), (r"dj|zh", "j"),
        (r"ou|oo", "u"), (r"ee|iy|yi|ij|yy|ii|ey|ay|ei|ai", "i"), (r"y", "i"), (r"q", "k"), (r"w", "v"), (r"x", "ks"),
        (r"tz", "ts"), (r"ae", "a"), (r"oe", "o"), (r"ue", "u"), (r"ß", "ss"),
        (r"or(s?)$", r"er\1"), (r"our$", "er"), (r"ce$", "se"), (r"men$", "man"), (r"ise", "ize"),
    )
)  # fmt: skip


@lru_cache(maxsize=20_000)
def skeleton(word: str, *, foreign: bool) -> str:
    """Return what spelling habits leave of a name; of a ``foreign`` one only its consonants, undoubled."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    for pattern, with_ in HABITS:
        folded = pattern.sub(with_, folded)
    if foreign:
        folded = re.sub(r"c(?!h)", "k", folded)
        folded = re.sub(r"^g(?=i)", "", folded).translate(str.maketrans("gbdz", "kvts"))
        folded = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiou]", "", folded))
    return folded


def _row(one: Sequence[Name], two: Sequence[Name], provenance: Provenance, language: str) -> Disagreement | None:
    roots = [{sentences.root(n.line.article, provenance) for n in side} for side in (one, two)]
    if not (roots[0] - roots[1] or roots[1] - roots[0]) or len(roots[0] | roots[1]) < 2:
        return None
    if _typing(one, two) or _typing(two, one):
        return None
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
    return sentences.row("name", subject, question, "contested", 1, positions)


def _typing(slips: Sequence[Name], others: Sequence[Name]) -> bool:
    """Return whether every article with the one spelling mostly uses the other: a typing error within an article."""
    return all(
        sum(n.line.article == s.line.article for n in others) > sum(n.line.article == s.line.article for n in slips)
        for s in slips
    )


def _position(side: Sequence[Name]) -> Position:
    first = min(side, key=lambda n: (n.line.order, n.start))
    value = first.line.text[first.start - first.line.sentence.start : first.end - first.line.sentence.start]
    return Position(value=value, mentions=sentences.merged(n.line.mention(n.start, n.end) for n in side))
