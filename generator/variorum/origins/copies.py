"""Which articles of a story are copies of another, edited and cut ones too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from variorum.models import Reading
from variorum.words import tokenize

SHINGLE = 5  # words in a row
FEWEST = 20  # shingles; a shorter text is a copy only if it stands in the other as a whole

# Share of the shorter text's shingles that stand in the other. On data/compare/gold (138 articles) independent reports
# share up to .26 (quotes, statements; one pair .40), 20 of 26 labelled pairs .42 and more, the others too little.
CONTAINED = 0.35


def copies(readings: Sequence[Reading]) -> dict[str, str]:
    """Return, for each article that copies another, the id of the first of those it shares its text with.

    First is the earlier day, then the earlier hour, then the longer text. An original is never itself a copy.
    """
    if len(readings) < 2:
        return {}
    shingled = {r.article.id: _shingles(r) for r in readings}
    ordered = sorted(readings, key=lambda r: (*_when(r), -len(shingled[r.article.id]), r.article.id))
    originals: list[str] = []
    found: dict[str, str] = {}
    for reading in ordered:
        mine = shingled[reading.article.id]
        shared = [(containment(mine, shingled[other]), other) for other in originals]
        best = max(shared, key=lambda pair: pair[0], default=(0.0, ""))
        enough = CONTAINED if min(len(mine), len(shingled.get(best[1], frozenset()))) >= FEWEST else 0.9
        if best[0] >= enough:
            found[reading.article.id] = best[1]
        else:
            originals.append(reading.article.id)
    return found


def containment(one: frozenset[str], two: frozenset[str]) -> float:
    """Return the share of the smaller set that lies in the other; 0 if it is empty."""
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def _when(reading: Reading) -> tuple[date, str]:
    return reading.published or date.max, reading.article.time or "99:99"


def _shingles(reading: Reading) -> frozenset[str]:
    """Return the runs of words of an article's text; headings and furniture left out."""
    words: list[str] = []
    for sentence in reading.sentences:
        if sentence.field == "text":
            words += [t.lower for t in tokenize(reading.quote(sentence)) if t.is_word or t.is_number]
    return frozenset(" ".join(words[k : k + SHINGLE]) for k in range(len(words) - SHINGLE + 1))
