"""Names: one person, street or firm spelled in two ways that no transliteration, inflection or nickname explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.spelling import LONGER, SHORTEST, distance, rules, slip
from variorum.models import Disagreement, Position, Provenance, Story
from variorum.words import stopwords

SHARED = 3  # keys that the sentences of two lone words must share


@dataclass(frozen=True, slots=True)
class Name:
    """Two capitalised words in a row, or one (``first`` is then empty)."""

    first: str
    last: str
    line: Line
    start: int
    end: int
    run: tuple[str, ...]  # all words of the run, lower case


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the names that differ by a slip between two origins."""
    found, _ = sentences.read(story)
    names = _told(story)
    pairs = _slips([n for n in names if n.first], _lower(found))
    slipped = {w for one, two in pairs for name in (one, two) for w in name}
    proper = sentences.proper(story)
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


@lru_cache(maxsize=2)
def _told(story: Story) -> tuple[Name, ...]:
    """Return the names of a story's sentences; the last two stories are kept, for four kinds ask."""
    found, _ = sentences.read(story)
    nouns, far = _nouns(found), abroad(found)
    return tuple(n for line in found if rules(line.language).common for n in _names(line, nouns, far=far))


@lru_cache(maxsize=2)
def surnames(story: Story) -> frozenset[str]:
    """Return the last words of the two-word names of a story, lower case."""
    return frozenset(n.last for n in _told(story) if n.first)


@lru_cache(maxsize=2)
def people(story: Story) -> frozenset[str]:
    """Return the words of the two-word names of a story, lower case."""
    return frozenset(word for n in _told(story) if n.first for word in (n.first, n.last))


def full(story: Story) -> Mapping[tuple[str, int], frozenset[str]]:
    """Return the last words of the two-word names of each line, by article and place of the line."""
    by: dict[tuple[str, int], set[str]] = defaultdict(set)
    for n in _told(story):
        if n.first:
            by[n.line.article, n.line.index].add(n.last)
    return {where: frozenset(last) for where, last in by.items()}


def bare(word: str) -> str:
    """Return a word in lower case without a genitive ("Kim's" -> "kim")."""
    low = word.casefold()
    for ending in ("'s", "’s", "'", "’"):
        if low.endswith(ending):
            return low[: -len(ending)]
    return low


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
    if line.sentence.heading or line.text.isupper():
        return
    known = _known(line.language)
    lone = not rules(line.language).determiners
    offset = line.sentence.start
    foreign = ("*",) if _foreign(line, far=far) else ()
    for run in line.runs:
        words = tuple(bare(t.text) for t in run)
        for at, token in enumerate(run):
            if words[at] in known or words[at] in nouns or len(words[at]) < 2:
                continue
            end = token.start + len(words[at])
            if lone and token.start > offset:
                yield Name("", words[at], line, token.start, end, words + foreign)
            if at and words[at - 1] not in known and words[at - 1] not in nouns:
                yield Name(words[at - 1], words[at], line, run[at - 1].start, end, words + foreign)


@cache
def _known(language: str) -> frozenset[str]:
    """Return the words of a language that are no names though they may be capitalised."""
    return rules(language).common | stopwords(language)


def _foreign(line: Line, *, far: bool) -> bool:
    """Return whether the names of a line are transliterated: by a country named in it, or in the story."""
    scripts, standard = rules(line.language).scripts, rules(line.language).standard
    words = {bare(t.text) for t in line.tokens if t.is_capitalised}
    return (far or not words.isdisjoint(scripts)) and words.isdisjoint(standard)


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
