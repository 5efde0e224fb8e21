"""Readings of a figure -> the question that they answer, in the site's language.

A question whose parts are known has a form of its own ("How many people died?"). Elsewhere it is the noun that is
counted, or the class of the figure, and behind it the words that all readings have beside it ("Age: Mara Lind",
"Distance: missile, sea"): without them a row could not be read alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from variorum.compare.align import Line
from variorum.compare.matching.nouns import head, head_keys
from variorum.compare.matching.told import Told
from variorum.compare.quantities.dating import DateRules
from variorum.compare.quantities.measures import FigureRules
from variorum.compare.quantities.units import lexicon
from variorum.compare.sentences import clause
from variorum.language import load
from variorum.words import Token

Groups = Sequence[Sequence[Told]]
FAR = 60  # characters between a figure and what is said beside it
BARE = frozenset(("age", "clock", "length", "share", "duration", "money", "weight", "area", "volume", "speed"))
WORDS = 2  # beside a length, where a verb tells what is measured ("fell"); more is no question any longer


def question(told: Sequence[Told], groups: Groups, language: str) -> str:
    """Return the question that ``groups`` of ``told`` answer, each group in its way."""
    forms = load(language, "figures", FigureRules).questions
    kind = told[0].figure.kind
    roles = Counter(t.role for t in told if t.role)
    role = min(roles, key=lambda r: (-roles[r], r)) if roles else None
    if (kind, role) == ("money", "invest") and (parts := _invested(told)) and "money invested" in forms:
        return forms["money invested"].format(who=parts[0], what=parts[1])
    form = forms.get(f"{kind} {role}") if role and 3 * roles[role] >= 2 * len(told) else None
    if form and kind != "length":
        return form
    if kind == "date" and role:
        return load(language, "dates", DateRules).questions.get(role, forms.get(kind, kind))
    if name := next((t.name for t in told if t.name), None):
        return f"{forms.get('label', kind)}: {name}"
    base = form or _noun(told, groups, language) or forms.get(kind, kind)
    beside = _beside(told, groups, language) if kind in BARE else ""
    if not beside:
        return base
    return f"{base} ({beside})" if base.endswith("?") else f"{base}: {beside}"


def _shared(keys: Iterable[Iterable[str]], groups: int) -> set[str]:
    """Return what two thirds of the groups, and two at least, have."""
    seen = Counter(k for held in keys for k in set(held))
    return {k for k, n in seen.items() if 3 * n >= 2 * groups and n > 1}


def _noun(told: Sequence[Told], groups: Groups, language: str) -> str:
    """Return the noun counted that most readings share, in the site's language if it can be; "" for none."""
    keys = _shared(((k for t in g for k in t.head) for g in groups), len(groups))
    told = [t for t in told if t.head & keys and (t.measure or t.figure.kind == "count")]
    if not told:
        return ""  # what follows an amount is its source or aim, often a name
    best = max(
        told,
        key=lambda t: (
            t.line.language == language, bool(keys & head_keys(t.figure, t.line.language)), len(keys & t.head),
            t.line.sentence.field == "text", -t.line.order, -t.start
        ),
    )  # fmt: skip
    counted = head(best.figure, language)
    noun = best.figure.noun[len(counted) - 1] if counted else " ".join(best.measure)
    return noun[:1].upper() + noun[1:]


def _beside(told: Sequence[Told], groups: Groups, language: str) -> str:
    """Return the nearest names, else words, that most readings have beside the figure, as one of them puts them.

    Words only in the site's language; names are alike in every language (in German nouns count as names).
    """
    kind = told[0].figure.kind
    near = {t.place: tuple(_near(t)) for t in told}
    taken = {k for t in told for k in t.nouns} if kind != "age" else set()
    keys = _shared(((k for t in g for _, held, _ in near[t.place] for k in held) for g in groups), len(groups)) - taken
    best = max(
        told,
        key=lambda t: (
            t.line.language == language, not t.line.sentence.heading,
            sum(bool(held & keys) for _, held, _ in near[t.place]), -t.line.order, -t.start
        ),
    )  # fmt: skip
    if best.line.sentence.heading:
        return ""  # in a headline every word may have a capital
    numeral = lexicon(best.line.language).numeral  # "Three of the cables" begins with no name
    found = [(token, name) for token, held, name in near[best.place] if held & keys]
    if named := [token for token, name in found if name and not numeral(token.lower)]:
        closest = min(named, key=lambda token: (abs(token.start - best.start), token.start))
        return _run(best.line, closest)
    if kind != "length" or best.line.language != language:
        return ""
    units = {w for words in load(language, "figures", FigureRules).units.values() for w in words}
    told_by = [token for token, _ in found if token.lower not in units]
    words = sorted(told_by, key=lambda token: (abs(token.start - best.start), token.start))
    return ", ".join(token.text for token in sorted(words[:WORDS], key=lambda token: token.start))


def _run(line: Line, token: Token) -> str:
    """Return the whole name that a token belongs to, without a function word that only begins the sentence."""
    run = next((run for run in line.runs if token in run), (token,))
    first = next(i for i, t in enumerate(run) if t == token or any(w.start == t.start for w in line.words))
    return " ".join(t.text for t in run[first:])


def _invested(told: Iterable[Told]) -> tuple[str, str] | None:
    """Return who invests in what, where two reports each begin with the one and put the other after "in"."""
    who: dict[str, set[str]] = defaultdict(set)
    what: dict[str, set[str]] = defaultdict(set)
    for t in told:
        text, offset = t.line.text, t.line.sentence.start
        for run in t.line.runs:
            at, name = run[0].start - offset, " ".join(token.text for token in run)
            if at == 0:
                who[name].add(t.article)
            elif text[:at].endswith(" in ") and 0 < at - t.figure.end <= FAR:
                what[name].add(t.article)
    first, second = (_most(found) for found in (who, what))
    return (first, second) if first and second else None


def _most(found: Mapping[str, set[str]]) -> str:
    """Return the name that most reports give, two at least; "" for none."""
    best = max(found, key=lambda name: (len(found[name]), name), default="")
    return best if best and len(found[best]) > 1 else ""


def _near(t: Told) -> Iterable[tuple[Token, frozenset[str], bool]]:
    """Yield token, keys and whether it is a name, of the content words near a figure; an age looks beyond commas."""
    offset = t.line.sentence.start
    low, high = (0, len(t.line.text)) if t.figure.kind == "age" else clause(t.line.text, t.figure.start, t.figure.end)
    tokens = {token.start: token for token in t.line.tokens}
    for word in t.line.words:
        apart = max(t.start - word.end, word.start - t.end)  # below zero: within the figure
        if 0 <= apart <= FAR and offset + low <= word.start and word.end <= offset + high:
            yield tokens[word.start], word.keys, word.name
