"""Tokens -> Numbers: digits with the separators of the language, number words, scales, dozens, fractions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from variorum.compare.quantities.units import Lexicon, lexicon
from variorum.words import Token, tokenize

DASHES = "-–—"
TIES = re.compile(rf"[{DASHES}'’]")
ELIDED = re.compile(r"(\w{1,5})['’](\w{3,}.*)\Z")  # "don't" and "Erie's" stay whole
NEGATED = 5  # words from a negation to its "any"
BEFALLEN = 5  # words from "nobody" to what befell him
LONGEST = 30  # characters of a number with separators; what is longer is a code, and may be too large to compute with
PARTS = frozenset(("2", "3", "4", "5", "8"))
VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
DIGITS = re.compile(r"\d+(?:[.,]\d+)*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number read from ``first`` to just before ``after`` (indices of tokens)."""

    first: int
    after: int
    low: float
    high: float
    grain: float  # the smallest step its writing tells: 0.1e9 for "14.3 billion", 10 for "30"
    digits: bool  # written in digits
    vague: bool = False  # "dozens", "hundreds"
    fraction: bool = False  # "half", "ein Drittel"
    scaled: bool = False  # has a scale word
    bare: bool = False  # digits without separators or scale: may be a year, an hour, ...


@lru_cache(maxsize=8)  # a sentence is read for its figures and for its days
def pieces(text: str, language: str) -> tuple[Token, ...]:
    """Return the tokens of a sentence; "year-old" and "B-Investition" are taken apart, "US-Dollar" is not."""
    tokens = tuple(tokenize(text))
    if not TIES.search(text):
        return tokens
    words = lexicon(language)
    found: list[Token] = []
    for token in _elided(tokens, words) if "'" in text or "’" in text else tokens:
        if (
            "-" not in token.text[1:]
            or (token.lower,) in words.phrases
            or any(part[:1].isdigit() for part in token.text.split("-")[1:])  # AK-47
            # half-time, third-largest
            or any(s.part == "fraction" for s in words.phrases.get((token.lower.split("-")[0],), ()))
        ):
            found.append(token)
            continue
        at = token.start
        for part in token.text.split("-"):
            if part:
                found.append(Token(part, at, at + len(part)))
            at += len(part) + 1
    return tuple([t for i, t in enumerate(found) if t.text not in DASHES or not _hyphen(found, i)])


def _elided(tokens: Iterable[Token], words: Lexicon) -> Iterator[Token]:
    """Yield the tokens with "d'euros" and "dell'82" taken apart."""
    for token in tokens:
        found = ELIDED.match(token.text) if len(token.text) > 4 else None
        if found and (token.lower,) not in words.phrases:
            cut = token.start + found.end(1)
            yield Token(found[1], token.start, cut)
            yield Token(found[2], cut + 1, token.end)
        else:
            yield token


def _hyphen(tokens: Sequence[Token], i: int) -> bool:
    """Whether a dash, token ``i``, only ties a number to a word: "28-jährige", "49-metre"."""
    if not 0 < i < len(tokens) - 1:
        return False
    tied = tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start
    return tied and tokens[i - 1].is_number and tokens[i + 1].is_word


def digits(text: str, words: Lexicon) -> tuple[float, float] | None:
    """Return value and grain of digits with separators as the language writes them; None if it is no number."""
    if not DIGITS.match(text) or len(text) > LONGEST:
        return None
    group = words.group if words.group in ".," else ("," if words.decimal == "." else ".")
    parts = re.split(r"[.,]", text)
    if len(parts) == 1:
        return float(text), _grain(text)
    marks = [c for c in text if c in ".,"]
    whole = all(len(p) == 3 for p in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0"
    if whole and set(marks) == {group} and (group == marks[0] or len(marks) > 1):
        return float("".join(parts)), _grain("".join(parts))
    if whole and len(marks) > 1 and len(set(marks)) == 1:
        return float("".join(parts)), _grain("".join(parts))
    if len(marks) > 1 and any(len(p) != 3 for p in parts[1:-1]):
        return None  # 18.06.2025, 1.2.3
    return float("".join(parts[:-1]) + "." + parts[-1]), 10.0 ** -len(parts[-1])


def _grain(whole: str) -> float:
    zeros = len(whole) - len(whole.rstrip("0"))
    return 10.0 ** min(zeros, len(whole) - 1)


def read(tokens: Sequence[Token], lower: list[str], i: int, words: Lexicon) -> Number | None:
    """Return the number that begins at token ``i``, None if none does."""
    if not words.numeral(lower[i]):
        return None
    return (
        _none(lower, i, words)
        or _vague(lower, i, words)
        or _fraction(lower, i, words)
        or _halved(_digits(tokens, lower, i, words) or _spelled(tokens, lower, i, words), lower, words)
    )


def _halved(number: Number | None, lower: list[str], words: Lexicon) -> Number | None:
    """Return a number with the part told after it: "two and a half million"; a scale before it has the last word."""
    if number is None or number.scaled or number.low != number.high:
        return number
    part = words.at(lower, number.after, "halved")
    if part is None:
        return number
    factor, done = _scale(lower, part[1], words)
    value = (number.low + part[0].number) * factor
    return replace(
        number, after=done, low=value, high=value, grain=part[0].number * factor, scaled=factor > 1, bare=False
    )


def _none(lower: list[str], i: int, words: Lexicon) -> Number | None:
    """Return nought for "no injuries", "nobody was hurt", "not any suspects": only where people or harm are counted."""
    rules = words.rules
    nobody = words.at(lower, i, "nobody")
    found = nobody or words.at(lower, i, "none") or words.at(lower, i, "negated")
    if found is None:
        return None
    first, after = i, found[1]
    if found[0].part == "negated":
        first = next((j for j in range(i - 1, max(-1, i - NEGATED - 1), -1) if lower[j] in rules.negations), i)
        if first == i:
            return None
    if nobody:
        nouns, near = rules.harmed, lower[after : after + BEFALLEN]
    else:
        nouns, near = (*rules.people, *rules.countable), lower[after : after + 2]
    if not any(f"{w} ".startswith(nouns) for w in near) or lower[after : after + 1] in (["more"], ["of"]):
        return None
    return Number(first=first, after=after, low=0.0, high=0.0, grain=1.0, digits=False)


def _vague(lower: list[str], i: int, words: Lexicon) -> Number | None:
    if not (found := words.at(lower, i, "vague")):
        return None
    sense, after = found
    low, high = sense.number, sense.high
    factor, after = _scale(lower, after, words)
    return Number(first=i, after=after, low=low * factor, high=high * factor, grain=low * factor, digits=False,
                  vague=low != high)  # fmt: skip


def _fraction(lower: list[str], i: int, words: Lexicon) -> Number | None:
    count, at = 1.0, i
    if (found := words.at(lower, i, "number")) and found[0].number:
        count, at = found[0].number, found[1]
    part = words.at(lower, at, "fraction")
    if part is None or count > 9 or (i and lower[i - 1] in words.rules.ordinals):
        return None
    value, after = round(count * part[0].number, 3), part[1]
    if value > 1:
        return None
    step = after + 1 if after < len(lower) and lower[after] in words.rules.article else after
    factor, done = _scale(lower, step, words)
    if factor > 1:  # half a million
        return Number(first=i, after=done, low=value * factor, high=value * factor, grain=factor / 10, digits=False,
                      scaled=True)  # fmt: skip
    if step > after and words.at(lower, step, "unit"):  # half a century
        return Number(first=i, after=step, low=value, high=value, grain=0.25, digits=False)
    following = lower[after] if after < len(lower) else ""
    if lower[at] in words.rules.ranks and (
        at == i or (lower[i] in words.rules.article and following not in words.rules.stops)
    ):
        return None  # "a third suspect", "the third of its kind"
    counted = at > i or (i and lower[i - 1] in words.rules.fillers | words.rules.article)
    if not counted and following not in words.rules.stops:
        return None  # "his third time", "third quarter"
    return Number(first=i, after=after, low=value, high=value, grain=0.05, digits=False, fraction=True)


def _digits(tokens: Sequence[Token], lower: list[str], i: int, words: Lexicon) -> Number | None:
    if not tokens[i].is_number:
        return None
    text, after = tokens[i].text, i + 1
    while (
        after < len(tokens)
        and re.fullmatch(r"\d{3}(?:[.,]\d+)?", tokens[after].text)
        and tokens[after].start == tokens[after - 1].end + 1
        and len(text) <= 3 + 3 * (after - i - 1)
        and words.group != ","
    ):
        text += tokens[after].text
        after += 1
    if (found := digits(text, words)) is None:
        return None
    value, grain = found
    if text.isdigit() and (part := _mixed(tokens, after)):
        value, grain, after = value + part[0], part[0], part[1]
    factor, done = _scale(lower, after, words)
    if done == after and after < len(tokens) and tokens[after].start == tokens[after - 1].end:
        letter = words.at(lower, after, "letter")
        if letter and not words.at(lower, after, "unit"):
            factor, done = letter[0].number, letter[1]
    return Number(first=i, after=done, low=value * factor, high=value * factor, grain=grain * factor, digits=True,
                  scaled=factor > 1, bare=text.isdigit() and factor == 1)  # fmt: skip


def _mixed(tokens: Sequence[Token], i: int) -> tuple[float, int] | None:
    """Return the fraction of "4 1/2" and "1½" that begins at ``i`` and the index after it; None if none does."""
    if i < len(tokens) and tokens[i].text in VULGAR:
        return VULGAR[tokens[i].text], i + 1
    above, mark, below = (t.text for t in tokens[i : i + 3]) if i + 3 <= len(tokens) else ("", "", "")
    if mark != "/" or tokens[i].end != tokens[i + 1].start or not (above.isdigit() and below in PARTS):
        return None
    return (int(above) / int(below), i + 3) if int(above) < int(below) else None


def _spelled(tokens: Sequence[Token], lower: list[str], i: int, words: Lexicon) -> Number | None:
    found = words.at(lower, i, "number")
    value, at = 1.0, i
    if found:
        value, at = found[0].number, found[1]
    elif not words.at(lower, i, "hundred") and not (value := _compound(lower[i], words)):
        return None
    elif value > 1:
        at = i + 1
    if (hundred := words.at(lower, at, "hundred")) and value < 10:
        value, at = value * 100, hundred[1]
        rest = words.at(lower, at + 1 if at < len(lower) and lower[at] in words.rules.both else at, "number")
        if rest and 0 < rest[0].number < 100:
            value, at = value + rest[0].number, rest[1]
    factor, done = _scale(lower, at, words)
    alone = at == i + 1 and lower[i] in words.rules.article and factor == 1 and value == 1
    if alone and not words.victim(lower, at) and not (words.before(lower, i, "hedge") and words.at(lower, at, "unit")):
        return None  # "a", "eine" alone are articles; "over a century" is a number
    if tokens[i].text == "I":
        return None
    value *= factor
    return Number(first=i, after=done, low=value, high=value, grain=_grain(f"{value:.0f}") if value >= 20 else 1.0,
                  digits=False, scaled=factor > 1)  # fmt: skip


def _compound(word: str, words: Lexicon) -> float:
    """Return the value of "dreitausend", "zwölfhundert"; 0.0 if it is none."""
    for tail, part in words.rules.halved.items():
        head = words.phrases.get((word.removesuffix(tail),), ()) if word.endswith(tail) else ()
        if word == tail and part > 1:
            return part  # "anderthalb"
        if whole := next((sense.number for sense in head if sense.part == "number"), 0.0):
            return whole + part  # "zweieinhalb"
    for (tail, *more), senses in _scales(words):
        if not more and len(word) > len(tail) and word.endswith(tail):
            head = words.phrases.get((word[: -len(tail)],), ())
            for sense in head:
                if sense.part == "number":
                    return sense.number * senses
    return 0.0


def _scales(words: Lexicon) -> Iterator[tuple[tuple[str, ...], float]]:
    yield from (((w,), n) for w, n in words.rules.scales.items() if len(w) > 3)
    yield from (((w,), 100.0) for w in words.rules.hundred)


def _scale(lower: list[str], i: int, words: Lexicon) -> tuple[float, int]:
    """Return the factor of the scale words at ``i`` and the index after them (1.0 and ``i`` where there are none)."""
    factor, at = 1.0, i
    while (found := words.at(lower, at, "scale")) and factor * found[0].number <= 1e15:
        factor, at = factor * found[0].number, found[1]
        if at < len(lower) and lower[at] == "." and at + 1 < len(lower) and len(lower[at - 1]) <= 4:
            at += 1  # "Mrd." inside a sentence
    return (factor, at) if math.isfinite(factor) else (1.0, i)
