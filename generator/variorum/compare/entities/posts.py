"""Posts: two offices that two reports give to one person: head and founder, boyfriend and husband."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from variorum.compare import sentences
from variorum.compare.align import Line, key
from variorum.compare.entities import names, spelling
from variorum.models import Disagreement, Position, Provenance, Relation, Story
from variorum.words import stopwords

REACH = 7  # tokens between a name and its office: "the director of the Pellworth Bakers", "her late"
SHORTEST = 4  # letters of a post that may end a compound
Person = tuple[str, str]  # first and last name, lower case


@dataclass(frozen=True, slots=True)
class Post:
    """An office as a line gives it to somebody; tokens count in the line."""

    field: str
    office: str
    purpose: frozenset[str]  # keys of what it is for, of offices that differ in that
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Held:
    """The posts that a line gives to somebody in a row: "chairman and chief executive"."""

    posts: tuple[Post, ...]
    line: Line

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in the field."""
        return self.line.tokens[self.posts[0].start].start, self.line.tokens[self.posts[-1].end - 1].end

    @property
    def offices(self) -> frozenset[tuple[str, frozenset[str]]]:
        """The offices with what they are for."""
        return frozenset((post.office, post.purpose) for post in self.posts)


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the people to whom two origins give two offices of one field; soft unless they exclude each other."""
    found, _ = sentences.read(story)
    people = _people(story)
    by: dict[tuple[Person, str], list[Held]] = defaultdict(list)
    for line in found:
        if not line.sentence.heading:
            for person, field, posts in _held(line, people):
                by[person, field].append(Held(posts, line))
    rows = [_row(person, field, group, provenance, language) for (person, field), group in sorted(by.items())]
    return sentences.apart([row for row in rows if row])


def _people(story: Story) -> Mapping[str, frozenset[str]]:
    """Return by last name the first names of a story's people; "Father" and "President" are none."""
    full: dict[str, set[str]] = defaultdict(set)
    for name in names.told(story):
        language = name.line.language
        if name.first and name.first not in _phrases(language) and name.first not in spelling.rules(language).titles:
            full[name.last].add(name.first)
    return {last: frozenset(first) for last, first in full.items()}


@cache
def _phrases(language: str) -> Mapping[str, Sequence[tuple[tuple[str, ...], str, str]]]:
    """Return by first word: the words of a post, its field and its office; the longest first."""
    found: dict[str, set[tuple[tuple[str, ...], str, str]]] = defaultdict(set)
    for field, offices in spelling.rules(language).posts.items():
        for office, written in offices.items():
            for phrase in written:
                *first, last = phrase.split()
                for words in ((*first, last), (*first, last + "s")):
                    found[words[0]].add((words, field, office))
    return {word: sorted(group, key=lambda g: (-len(g[0]), g)) for word, group in found.items()}


@lru_cache(maxsize=20_000)
def _named(word: str, language: str) -> tuple[str, str]:
    """Return the post that a word in lower case is or, as German compounds do, ends in; and what stands before it."""
    phrases = _phrases(language)
    if word in phrases or not spelling.rules(language).determiners:
        return word, ""
    ends = [post for post in phrases if len(post) >= SHORTEST and word.endswith(post)]
    post = max(ends, key=len, default="")
    return post, word[: -len(post)] if post else ""


def _posts(line: Line) -> Iterable[Post]:
    """Yield the posts of a line; a word that is one in two fields is one in each."""
    phrases = _phrases(line.language)
    end = 0
    for at, low in enumerate(line.lower):
        first, before = _named(low, line.language)
        if first not in phrases or at < end:
            continue
        size = 0
        for words, field, office in phrases[first]:
            stands = (first, *line.lower[at + 1 : at + len(words)]) == words
            if stands and len(words) >= size and _single(line, at, words):
                size = len(words)
                end = at + size
                yield _post(line, field, office, (at, end), before)


def _single(line: Line, at: int, words: Sequence[str]) -> bool:
    """Return whether a post is one person's: several have it unless "one of the founders" is told."""
    plural = words[-1].endswith("s") and not spelling.rules(line.language).determiners and words[-1] != "boss"
    return not plural or "one" in line.lower[max(0, at - 2 * REACH) : at]


def _post(line: Line, field: str, office: str, span: tuple[int, int], before: str) -> Post:
    """Return a post with what it is for, if that matters: "industry and trade minister", "minister of development"."""
    rules, low, (start, end) = spelling.rules(line.language), line.lower, span
    if office not in rules.portfolios:
        return Post(field, office, frozenset(), start, end)
    while not before and start and _plain(line, start - 1):
        start -= 1
        if not start or low[start - 1] not in rules.joining:
            break
        start -= 1
    if low[end : end + 1] and low[end] in rules.purposes:
        end += 1
        while end < len(low) and (_plain(line, end) or low[end] in rules.joining or low[end] in rules.purposes):
            end += 1
    words = [before.rstrip("s-"), *low[start : span[0]], *low[span[1] : end]]
    same = [spelling.skeleton(word, foreign=False) for word in words if word not in rules.joining]  # defence, defense
    return Post(field, office, frozenset(k for word in same if (k := key(word, line.language))), start, end)


def _plain(line: Line, at: int) -> bool:
    """Return whether a token may say what an office is for: no mark, function word, possessive, grade or name."""
    text, rules = line.lower[at], spelling.rules(line.language)
    if not text[0].isalpha() or text in stopwords(line.language) or text.endswith(("'s", "’s")):
        return False
    return text not in rules.modifiers and text not in rules.no_longer.split("|") and text not in rules.unlike


def _held(line: Line, people: Mapping[str, frozenset[str]]) -> Iterable[tuple[Person, str, tuple[Post, ...]]]:
    """Yield the posts of a line, in rows, with the person of each: the name that follows, else the one before."""
    runs = list(_runs(line, people))
    posts = list(_posts(line)) if runs else []
    taken = {at for post in posts for at in range(post.start, post.end)}
    rows: dict[tuple[Person, str], list[Post]] = defaultdict(list)
    for post in posts:
        after = next(((who, at) for who, at, _ in runs if at >= post.end), None)
        before = next(((who, end) for who, _, end in reversed(runs) if end <= post.start), None)
        if before and not _follows(line, before[1], post, taken):
            before = None
        if after and _leads(line, post.end, after[1], taken) and not (before and after[1] > post.end + 1):
            rows[after[0], post.field].append(post)
        elif before:
            rows[before[0], post.field].append(post)
    for (person, field), group in rows.items():
        row = group[:1]
        for post in group[1:]:
            if post.start - row[-1].end > 2:
                yield person, field, tuple(row)
                row = []
            row.append(post)
        yield person, field, tuple(row)


def _runs(line: Line, people: Mapping[str, frozenset[str]]) -> Iterable[tuple[Person, int, int]]:
    """Yield the people named in a line, and the tokens from and to which they are named."""
    where = {token.start: at for at, token in enumerate(line.tokens)}
    for run in line.runs:
        for i in range(len(run) - 1, -1, -1):
            last, first = names.bare(run[i].text), names.bare(run[i - 1].text) if i else ""
            known = people.get(last, frozenset())
            if first in known:
                yield (first, last), where[run[i - 1].start], where[run[i].start] + 1
                break
            if len(known) == 1 and i == len(run) - 1:
                yield (min(known), last), where[run[i].start], where[run[i].start] + 1
                break


def _leads(line: Line, end: int, name: int, taken: Collection[int]) -> bool:
    """Return whether an office leads to a name: "head Orla Venn", "head of Pellworth, Orla Venn", "founders, Venn"."""
    between = line.lower[end:name]
    rules = spelling.rules(line.language)
    while between and between[0] in rules.joining and end + 1 in taken:  # "chairman and chief executive Orla Venn"
        while between and (between[0] in rules.joining or end in taken):
            between, end = between[1:], end + 1
    if between[:1] and between[0] in rules.purposes:
        between = between[1:]
        if len(between) > REACH or "," not in between[1:]:
            return False
        return between.index(",") == len(between) - 1 and all(w[0].isalnum() for w in between[:-1])
    return not between or between == (",",)


def _follows(line: Line, end: int, post: Post, taken: Collection[int]) -> bool:
    """Return whether a name is followed by its office: "Venn, the head", "Venn, 41, head", "Venn was the head"."""
    between = list(line.lower[end : post.start])
    rules = spelling.rules(line.language)
    if between[:1] == [","] and len(between) > 2 and between[1].isdigit() and between[2] == ",":
        between = between[2:]
    if between[:1] == [","] and between[1:2] and between[1] in rules.who:
        between = between[2:]
    elif between[:1] == [","]:
        between = [*rules.copulas[:1], *between[1:]]
    if not between or between[0] not in rules.copulas or len(between) > REACH:
        return False
    if post.end < len(line.tokens) and line.tokens[post.end].is_capitalised:
        return False  # the office of the next name
    return all(word[0].isalnum() or end in taken for word in between[1:])


def _row(
    person: Person, field: str, group: Sequence[Held], provenance: Provenance, language: str
) -> Disagreement | None:
    told: dict[str, set[tuple[str, frozenset[str]]]] = defaultdict(set)
    for held in group:
        told[sentences.root(held.line.article, provenance)] |= held.offices
    sides = [told[root] for root in sorted(told)]
    apart = [(a, b) for i, a in enumerate(sides) for b in sides[i + 1 :] if not _share(a, b)]
    if not apart and not _partly(group, sides):
        return None
    exclusive = [frozenset(pair.split()) for pair in spelling.rules(group[0].line.language).exclusive]
    loud = any({x, y} in exclusive for a, b in apart for x, _ in a for y, _ in b)
    by: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    for held in group:
        by[tuple(sorted(" ".join([office, *sorted(words)]) for office, words in held.offices))].append(held)
    positions = [
        Position(value=_text(by[k][0]), mentions=sentences.merged(h.line.mention(*h.span) for h in by[k]))
        for k in sorted(by, key=lambda k: (-len({h.line.article for h in by[k]}), k))
    ]
    questions = spelling.rules(language).questions or spelling.rules("en").questions
    question = questions["grade"].format(name=" ".join(word.capitalize() for word in person))
    relation: Relation = "contested" if loud else "rounding"
    return sentences.row("role", ("post", *person, field), question, relation, 1, positions)


def _share(a: Collection[tuple[str, frozenset[str]]], b: Collection[tuple[str, frozenset[str]]]) -> bool:
    """Return whether two origins share an office; those that are for something do if either is for nothing."""
    return any(x == y and (not u or not v or bool(u & v)) for x, u in a for y, v in b)


def _partly(group: Sequence[Held], sides: Sequence[Collection[tuple[str, frozenset[str]]]]) -> bool:
    """Return whether one origin gives two offices in a row of which another gives only one."""
    rows = [held.offices for held in group if len({office for office, _ in held.offices}) > 1]
    return any(0 < len(row & side) < len(row) for row in rows for side in map(frozenset, sides))


def _text(held: Held) -> str:
    offset = held.line.sentence.start
    start, end = held.span
    return held.line.text[start - offset : end - offset]
