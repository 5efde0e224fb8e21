"""Reworded: one quotation that two reports give in other words, not only cut shorter."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise

from variorum.compare import sentences
from variorum.compare.align import Line
from variorum.compare.entities import spelling
from variorum.compare.progress import ladders
from variorum.compare.quotations import quoted
from variorum.compare.quotations.quoted import Speech
from variorum.models import Disagreement, Position, Provenance, Relation, Story
from variorum.words import stem, stopwords

RUN = 3  # words; two quotations that share two such runs are compared
COMMON = 12  # paragraphs; a run in more of them brings no two together
GAP = 9  # words in which the next that both share is looked for; farther off another sentence begins
LEAST = 4  # content words that both sides share
LONGEST = 4  # words in a row that both share somewhere in the stretch
LEAST_END = 3  # words at an end that are no longer than the gap before them are shared by chance, if fewer
ALIKE = 0.6  # of the words of the stretch, and of its content words, that both share
LEAD = 2  # sentences besides the title in which a report tells where it happened
AROUND = 3  # words shown on either side of the change
BRITISH = tuple(
    (re.compile(pattern), with_)
    for pattern, with_ in (
        (r"is(?=e|ing|ation)", "iz"), (r"our", "or"), (r"ys(?=e|ing)", "yz"), (r"(?<=[bt])re\b", "er"), (r"ll", "l"),
        (r"[ao]e", "e"), (r"ogue", "og"), (r"mme\b", "m"),
    )
)  # fmt: skip


Block = tuple[int, int, int]  # where the same words stand in the one, in the other, and how many
Place = tuple[int, int, int, int]  # from and to in the one, in the other


@dataclass(frozen=True, slots=True)
class Change:
    """Two speeches, the stretch that is one quotation, and the first place where the words differ."""

    one: int
    two: int
    stretch: Place  # from and to in the one, in the other
    at: Place  # the same of the change
    shared: int


def find(story: Story, provenance: Provenance, language: str) -> list[Disagreement]:
    """Return the quotations that two origins word differently, at most one row for each; soft where translated."""
    speeches = quoted.speeches(story)
    changes = [
        change
        for one, two in _pairs(speeches, provenance)
        for change in _changes(one, two, speeches[one], speeches[two])
    ]
    used: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = []
    far = abroad(sentences.read(story)[0])
    for change in sorted(changes, key=lambda c: (-c.shared, c.one, c.two, c.at)):
        sides = ((change.one, *change.stretch[:2]), (change.two, *change.stretch[2:]))
        if any(start < e and s < end for at, start, end in sides for s, e in used[at]):
            continue
        for at, start, end in sides:
            used[at].append((start, end))
        soft = any(_translated(speeches[at], start, end, far) for at, start, end in sides)
        rows.append(_row(change, speeches, language, "rounding" if soft else "contested"))
    return rows


def abroad(found: Iterable[Line]) -> frozenset[str]:
    """Return the articles whose title or first sentences speak of a country of another language."""
    return frozenset(line.article for line in found if line.index <= LEAD and foreign(line))


def foreign(line: Line) -> bool:
    """Return whether a line speaks of a country of another language: what it quotes may be translated."""
    return not ladders.rules(line.language, "claims").foreign.isdisjoint(line.lower)


def _translated(speech: Speech, start: int, end: int, abroad: frozenset[str]) -> bool:
    """Return whether a stretch of a speech may be a translation: two of them are both right."""
    return speech.article in abroad or any(foreign(line) for line in speech.lines[start:end])


def _pairs(speeches: Sequence[Speech], provenance: Provenance) -> Iterable[tuple[int, int]]:
    where: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for at, speech in enumerate(speeches):
        texts = [w.text for w in speech.words]
        for i in range(len(texts) - RUN + 1):
            where[tuple(texts[i : i + RUN])].add(at)
    near: Counter[tuple[int, int]] = Counter()
    for group in where.values():
        if len(group) <= COMMON:
            near.update((a, b) for a in group for b in group if a < b)
    for (a, b), count in sorted(near.items()):
        one, two = speeches[a], speeches[b]
        if (
            count >= 2
            and one.language == two.language
            and sentences.root(one.article, provenance) != sentences.root(two.article, provenance)
        ):
            yield a, b


def _changes(a: int, b: int, one: Speech, two: Speech) -> Iterable[Change]:
    """Yield one change for each stretch of two speeches that is one quotation."""
    left, right = [w.text for w in one.words], [w.text for w in two.words]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    areas = [(0, len(left), 0, len(right))]
    while areas:
        area = areas.pop()
        blocks = _stretch(matcher, area)
        if blocks:
            yield from _change(a, b, one, two, blocks)
            first, last = blocks[0], blocks[-1]
            areas.append((area[0], first[0], area[2], first[1]))
            areas.append((last[0] + last[2], area[1], last[1] + last[2], area[3]))


def _stretch(matcher: SequenceMatcher[str], area: Place) -> Sequence[Block]:
    """Return the words that both sides of an area share around the longest row of them, no gap wider than ``GAP``."""
    i, k, j, m = area
    seed = matcher.find_longest_match(i, k, j, m)
    if seed.size < LONGEST:
        return ()
    found: Match | None = seed
    blocks: list[Block] = []
    while found and found.size:
        blocks += [*_within(matcher, blocks[-1:], found), _block(found)]
        a, b = found.a + found.size, found.b + found.size
        found = matcher.find_longest_match(a, min(k, a + GAP), b, min(m, b + GAP))
    while True:
        a, b, _ = blocks[0]
        found = matcher.find_longest_match(max(i, a - GAP), a, max(j, b - GAP), b)
        if not found.size:
            return blocks
        blocks = [_block(found), *_within(matcher, [_block(found)], Match(*blocks[0])), *blocks]


def _block(found: Match) -> Block:
    return found.a, found.b, found.size


def _trimmed(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return blocks without those at an end that are shorter than the gap before them: shared by chance."""
    kept = list(blocks)
    while len(kept) > 1 and kept[-1][2] < min(LEAST_END, _gap(kept[-2], kept[-1])):
        kept.pop()
    while len(kept) > 1 and kept[0][2] < min(LEAST_END, _gap(kept[0], kept[1])):
        kept.pop(0)
    return kept


def _gap(one: Block, two: Block) -> int:
    return max(two[0] - one[0] - one[2], two[1] - one[1] - one[2])


def _within(matcher: SequenceMatcher[str], before: Sequence[Block], after: Match) -> Iterable[Block]:
    """Yield what two sides share between two blocks."""
    if before:
        a, b = before[0][0] + before[0][2], before[0][1] + before[0][2]
        found = matcher.find_longest_match(a, after.a, b, after.b)
        if found.size:
            yield from _within(matcher, before, found)
            yield _block(found)
            yield from _within(matcher, [_block(found)], after)


def _change(a: int, b: int, one: Speech, two: Speech, blocks: Sequence[Block]) -> Iterable[Change]:
    empty = stopwords(one.language) | ladders.rules(one.language, "claims").fillers
    blocks = _trimmed(blocks)
    told = [size > 1 or bool(_content(one, i, i + size, empty)) for i, _, size in blocks]
    if True not in told:
        return
    blocks = blocks[told.index(True) : len(told) - told[::-1].index(True)]  # "the" at an end is shared by chance
    words = sum(size for _, _, size in blocks)
    shared = sum(len(_content(one, i, i + size, empty)) for i, _, size in blocks)
    if shared < LEAST or max(size for _, _, size in blocks) < LONGEST:
        return
    longer, lost, found = 0, 0, []
    for (i, j, size), (k, m, _) in pairwise(blocks):
        at = (i + size, k, j + size, m)
        ours, theirs = _content(one, at[0], at[1], empty), _content(two, at[2], at[3], empty)
        longer += max(at[1] - at[0], at[3] - at[2])
        lost += max(len(ours), len(theirs))
        if _differ(one, two, at, ours, theirs):
            found.append(at)
    if found and shared >= ALIKE * (shared + lost) and words >= ALIKE * (words + longer):
        first, last = blocks[0], blocks[-1]
        stretch = (first[0], last[0] + last[2], first[1], last[1] + last[2])
        yield Change(a, b, stretch, found[0], shared)


def _content(speech: Speech, start: int, end: int, empty: frozenset[str]) -> list[int]:
    return [i for i in range(start, end) if (text := speech.words[i].text) not in empty and len(text) > 1]


def _differ(
    one: Speech, two: Speech, at: tuple[int, int, int, int], ours: Sequence[int], theirs: Sequence[int]
) -> bool:
    """Return whether a change is one of words: no other spelling, form, name or number, and nothing left out."""
    texts = [[w.text for w in speech.words[start:end]] for speech, start, end in ((one, *at[:2]), (two, *at[2:]))]
    if not ours and not theirs:
        return _other(texts[0], texts[1], one.language)
    if any(i in one.breaks for i in range(at[0], at[1] + 1)) or any(i in two.breaks for i in range(at[2], at[3] + 1)):
        return False
    if all(i in one.capital for i in ours) and all(i in two.capital for i in theirs):
        return False
    if "".join(texts[0]) == "".join(texts[1]) or any(c.isdigit() for side in texts for word in side for c in word):
        return False
    a = [one.words[i].text for i in ours]
    b = [two.words[i].text for i in theirs]
    return not _same(a, b, one.language)


def _other(a: Sequence[str], b: Sequence[str], language: str) -> bool:
    """Return whether a pronoun stands for another person: "do we want", "do they want"."""
    groups = [group.split() for group in ladders.rules(language, "claims").pronouns]
    of = [[i for i, group in enumerate(groups) if len(side) == 1 and side[0] in group] for side in (a, b)]
    return bool(of[0] and of[1]) and not set(of[0]) & set(of[1])


def _same(a: Sequence[str], b: Sequence[str], language: str) -> bool:
    """Return whether two rows of words are one but for spelling, inflection or hyphens."""
    return len(a) == len(b) and all(
        stem(x, language) == stem(y, language)
        or spelling.skeleton(x, foreign=False) == spelling.skeleton(y, foreign=False)
        or _british(x) == _british(y)
        for x, y in zip(a, b, strict=True)
    )


def _british(word: str) -> str:
    """Return a word in American spelling, roughly: for likeness only (Oxford Guide to Style, 1.4)."""
    for pattern, with_ in BRITISH:
        word = pattern.sub(with_, word)
    return word


def _row(change: Change, speeches: Sequence[Speech], language: str, relation: Relation) -> Disagreement:
    positions = (
        _position(speeches[change.one], change.at[0], change.at[1]),
        _position(speeches[change.two], change.at[2], change.at[3]),
    )
    questions = ladders.rules(language, "claims").questions or ladders.rules("en", "claims").questions
    start = change.stretch[0]
    subject = " ".join(w.text for w in speeches[change.one].words[start : start + 2 * AROUND])
    return sentences.row("claim", ("wording", subject), questions["wording"], relation, 1, positions)


def _position(speech: Speech, start: int, end: int) -> Position:
    """Return the words around a change, those of the sentence in which it begins."""
    line = speech.lines[min(start, len(speech.lines) - 1)]
    row = [
        speech.words[i]
        for i in range(max(0, start - AROUND), min(len(speech.words), end + AROUND))
        if speech.lines[i] is line
    ]
    first, last = row[0].start, row[-1].end
    offset = line.sentence.start
    return Position(value=line.text[first - offset : last - offset], mentions=(line.mention(first, last),))
