"""Patterns by the letters with which a match of each must begin, so that most lines are held against few of them.

A language has a hundred patterns for labels, each a list of words, and a large collection has a million lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

LOOKED_AT = 3  # characters; more would tell hardly more lines apart
# characters that equal none but their capital where case does not count ("ſ" equals s, the Kelvin sign k, "µ" Greek μ)
PLAIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xB5), *range(0xE0, 0xFF))))
TOKEN = re.compile(
    r"(?P<around>\(\?<?[=!])|(?P<group>\((?:\?(?:P<\w+>|[aimsux-]*:))?)|(?P<nothing>\\[bBAZ]|[\^$])"
    r"|\\(?P<escaped>\W)|(?P<literal>[^\\.\[])|(?P<any>\\\w|\.|\[\^?\]?(?:\\.|[^\]\\])*\])",
    re.DOTALL,
)
TIMES = re.compile(r"(?P<times>[*+?]|\{\d*,?\d*\})[?+]?")
ONCE_AT_MOST = {"?", "{0,1}", "{,1}"}
PERHAPS = ("?", "*", "{0,", "{,", "{0}")

# how a match may begin, and whether what follows in the pattern follows right behind these letters
Beginning = tuple[str, bool]
NOTHING: frozenset[Beginning] = frozenset({("", True)})
ANYTHING: frozenset[Beginning] = frozenset({("", False)})
DIGIT = frozenset((digit, True) for digit in "0123456789")


class Openings:
    """Some patterns: whether one of them matches at the start of a text."""

    def __init__(self, parts: Iterable[str], compiled: Callable[[str], re.Pattern[str]]) -> None:
        self._parts = [(part, beginnings(part)) for part in parts]
        self._compiled = cache(compiled)  # in a small collection most are never needed
        self._known: dict[str, tuple[re.Pattern[str], ...]] = {}

    def match(self, text: str) -> bool:
        """Return whether any of the patterns matches at the start of a text."""
        head = text[:LOOKED_AT].lower()
        found = self._known.get(head)
        if found is None:
            found = self._tried(head)
        for pattern in found:  # noqa: SIM110 - any() takes twice as long, and this runs for each line
            if pattern.match(text):
                return True
        return False

    def _tried(self, head: str) -> tuple[re.Pattern[str], ...]:
        """Return the patterns that can match a text with this head."""
        if not PLAIN.issuperset(head):
            head = ""  # all of them; not remembered for each, for nearly every Chinese line has another
        if head not in self._known:
            possible = (part for part, ways in self._parts if not head or any(map(head.startswith, ways)))
            self._known[head] = tuple(map(self._compiled, possible))
        return self._known[head]

    def patterns(self) -> list[re.Pattern[str]]:
        """Return all of them."""
        return [self._compiled(part) for part, _ in self._parts]


def beginnings(pattern: str) -> frozenset[str]:
    """Return strings of up to three small letters: whatever the pattern matches begins with one, but for case.

    One that is shorter says that anything may follow; an empty one, that a match may begin with anything. Classes
    count as anything, but for digits.
    """
    return frozenset(letters for letters, _ in _either(pattern, 0)[0])


def _either(pattern: str, at: int) -> tuple[frozenset[Beginning], int]:
    """Return the beginnings of alternatives, up to the bracket that closes them, and where they end."""
    found: frozenset[Beginning] = frozenset()
    ways = NOTHING
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            found, ways, at = found | ways, NOTHING, at + 1
        else:
            item, at = _item(pattern, at)
            ways = _then(ways, item)
    return found | ways, at


def _then(ways: frozenset[Beginning], item: frozenset[Beginning]) -> frozenset[Beginning]:
    whole = frozenset(w for w in ways if not w[1] or len(w[0]) == LOOKED_AT)
    longer = {(a + b, goes_on) for a, _ in ways - whole for b, goes_on in item}
    return whole | frozenset((text[:LOOKED_AT], goes_on) for text, goes_on in longer)


def _item(pattern: str, at: int) -> tuple[frozenset[Beginning], int]:
    """Return the beginnings of a letter, class or group with how often it stands, and where it ends."""
    token = TOKEN.match(pattern, at)
    assert token, f"{pattern!r} cannot be read at {at}"
    at = token.end()
    item = NOTHING
    if token["group"] or token["around"]:
        inside, at = _either(pattern, at)
        at += 1
        item = inside if token["group"] else NOTHING
    elif token["any"]:
        item = DIGIT if token["any"] == r"\d" else ANYTHING
    elif letter := (token["literal"] or token["escaped"]):
        item = frozenset({(letter.lower(), True)}) if PLAIN.issuperset(letter.lower()) else ANYTHING
    times = TIMES.match(pattern, at)
    if times:
        at = times.end()
        if times["times"] not in ONCE_AT_MOST:
            item = frozenset((letters, False) for letters, _ in item)
        if times["times"].startswith(PERHAPS):
            item |= NOTHING
    return item, at
