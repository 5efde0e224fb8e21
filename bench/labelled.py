"""Labelled articles for the other benches: files of one article a line, with `cluster` as the gold story.

Parts of a set are drawn, because an editor's collection is not like a set made for research: most of its articles are
alone on their event, and in the first week there are ten.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from variorum.build import readings
from variorum.group import age
from variorum.models import Reading
from variorum.read import read

KEYS = ("id", "title", "text", "date", "lang", "url", "source")
SITE = "title: Bench\nurl: https://example.org/\nlanguage: en\ntimezone: UTC\n"

Set = tuple[Sequence[Reading], Sequence[str]]  # articles in the order in which they came, and their gold stories


def load(path: Path) -> Set:
    """Return the cleaned articles of a file, as a project would read them."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "content" / "articles"
        articles.mkdir(parents=True)
        (articles.parent / "site.yaml").write_text(SITE, "utf-8")
        lines = [json.dumps({k: row[k] for k in KEYS if row.get(k)}, ensure_ascii=False) for row in rows]
        (articles / "articles.jsonl").write_text("\n".join(lines), "utf-8")
        made = sorted(readings(read(Path(folder))), key=age)
    gold = {row["id"]: str(row["cluster"]) for row in rows}
    return made, [gold[reading.article.id] for reading in made]


def parts(gold: Sequence[str], rng: random.Random, small: int) -> list[list[list[int]]]:
    """Return three kinds of parts: the whole; two with 60 % of the stories cut to one article; small ones."""
    by: defaultdict[str, list[int]] = defaultdict(list)
    for i, story in enumerate(gold):
        by[story].append(i)
    lonely = [
        sorted(i for s in sorted(by) for i in (by[s] if rng.random() < 0.4 else [rng.choice(by[s])])) for _ in range(2)
    ]
    return [[list(range(len(gold)))], lonely, [sorted(_draw(by, rng, k % 3)) for k in range(small)]]


def _draw(by: Mapping[str, Sequence[int]], rng: random.Random, kind: int) -> list[int]:
    """Return 4 to 30 articles: any (0), two stories of 2 to 4 and else lonely ones (1), stories of 1 to 6 (2)."""
    count = rng.randint(4, 30)
    if kind == 0:
        every = sorted(i for members in by.values() for i in members)
        return rng.sample(every, min(count, len(every)))
    drawn: list[int] = []
    for at, story in enumerate(rng.sample(sorted(by), len(by))):
        most = rng.randint(1, 6) if kind == 2 else rng.randint(2, 4) if at < 2 else 1
        drawn += rng.sample(by[story], min(most, len(by[story])))
    return drawn[:count]


def bcubed(gold: Sequence[str], groups: Sequence[Sequence[int]]) -> float:
    """Return the BCubed F1 of groups (lists of places in ``gold``)."""
    size: defaultdict[str, int] = defaultdict(int)
    for story in gold:
        size[story] += 1
    precision = recall = 0.0
    for members in groups:
        inside: defaultdict[str, int] = defaultdict(int)
        for i in members:
            inside[gold[i]] += 1
        precision += sum(n * n / len(members) for n in inside.values())
        recall += sum(n * n / size[story] for story, n in inside.items())
    return 2 * precision * recall / (precision + recall) / len(gold)
