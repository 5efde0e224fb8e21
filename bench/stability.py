"""Print what moves when articles are added: python bench/stability.py one.jsonl two.jsonl ... (see labelled.py).

A tenth of the articles is taken away, the others are grouped, the tenth is added (with the day of saving, as `variorum
add` writes it), and all are grouped again; five times a set. Shares of the old pairs of articles, of the old pairs that
stood together, of the old addresses, and of the old titles.
"""

# ruff: noqa: T201
from __future__ import annotations

import random
import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import mean

from labelled import load

from variorum.group import group
from variorum.models import Reading, Site, Story

SITE = Site(title="", url="https://example.org/", language="en", timezone="UTC")
HEAD = """\
| set | pairs changed | together, now apart | apart, now together | addresses gone | titles changed |
|---|---|---|---|---|---|"""


def together(stories: Sequence[Story], old: Collection[str]) -> set[tuple[str, ...]]:
    """Return the pairs of old articles that share a story."""
    members = [sorted(r.article.id for r in s.readings if r.article.id in old) for s in stories]
    return {pair for ids in members for pair in combinations(ids, 2)}


def moved(readings: Sequence[Reading], rng: random.Random) -> tuple[float, ...]:
    """Return the five shares for one draw."""
    late = {r.article.id for r in rng.sample(list(readings), len(readings) // 10)}
    old = {r.article.id for r in readings} - late
    stamped = [
        replace(r, article=replace(r.article, added=date(2030, 1, 1 + (r.article.id in late)))) for r in readings
    ]
    before, after = group([r for r in stamped if r.article.id in old], (), SITE), group(stamped, (), SITE)
    one, two = together(before, old), together(after, old)
    titles = {s.slug: s.title for s in after}
    return (
        len(one ^ two) / (len(old) * (len(old) - 1) / 2),
        len(one - two) / len(one),
        len(two - one) / len(one),
        mean(s.slug not in titles for s in before),
        mean(titles.get(s.slug, s.title) != s.title for s in before),
    )


if __name__ == "__main__":
    print(HEAD, flush=True)
    for path in sys.argv[1:]:
        readings, _ = load(Path(path))
        shares = zip(*(moved(readings, random.Random(k)) for k in range(5)), strict=True)
        print(f"| {Path(path).stem} | {' | '.join(f'{100 * mean(s):.2f} %' for s in shares)} |", flush=True)
