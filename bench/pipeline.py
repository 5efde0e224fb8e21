"""Print time and peak memory of each stage, cold and with one article more: python bench/pipeline.py [1000 10000].

Each run has a process of its own, so that one's peak memory is not another's, and a project of invented articles
(newsroom.py) as one JSON Lines file. ``--until group`` leaves out what follows grouping, which at 10,000 articles takes
most of the time when it is cold; ``--until clean`` grouping, too. ``--files`` makes a markdown file of each article.
"""

# ruff: noqa: T201
from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from newsroom import readings
from variorum.cache import remembering
from variorum.compose import compose, verify
from variorum.export import export
from variorum.group import group
from variorum.origins import trace
from variorum.read import read

HEAD = """\
| articles | run | stage | time | processor time | peak memory so far |
|---|---|---|---|---|---|"""
FILE = """---
title: "{a.title}"
url: https://example.org/{a.id}
author: Ada Quell, Jo Brand
published: {a.published}
language: {a.language}
tags: [harbour, coast]
---
{a.text}
"""
SITE = "title: Bench\nurl: https://example.org/\nlanguage: de\ntimezone: UTC\n"
T = TypeVar("T")


def project(root: Path, count: int, *, files: bool) -> None:
    """Write a project of ``count`` articles and the file of one more, which is not yet among them."""
    folder = root / "content" / "articles"
    folder.mkdir(parents=True)
    (root / "content" / "site.yaml").write_text(SITE, "utf-8")
    articles = [r.article for r in readings(count + 1)]
    if files:
        for article in articles:
            (folder / f"{article.id}.md").write_text(FILE.format(a=article), "utf-8")
        (folder / f"{articles[-1].id}.md").rename(root / "one-more.md")
        return
    rows = [
        json.dumps(
            {
                "id": a.id,
                "title": a.title,
                "text": a.text,
                "date": f"{a.published}",
                "lang": a.language,
                "source": f"Paper {number % 17}",
            }
        )
        for number, a in enumerate(articles)
    ]
    (folder / "all.jsonl").write_text("\n".join(rows[:-1]), "utf-8")
    (root / "one-more.jsonl").write_text(rows[-1], "utf-8")


def run(root: Path, count: int, name: str, until: str) -> None:
    """Print the rows of one run."""

    def timed(stage: str, call: Callable[[], T]) -> T:
        began, busy = time.perf_counter(), time.process_time()
        made = call()
        seconds, busy = time.perf_counter() - began, time.process_time() - busy
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes on Linux
        print(f"| {count:,} | {name} | {stage} | {seconds:.1f} s | {busy:.1f} s | {peak:.0f} MB |", flush=True)
        return made

    with remembering(root) as memory:
        collection = timed("read", lambda: read(root, memory.drafts, memory.language))
        cleaned = timed("clean", lambda: memory.readings(collection.articles))
        if until == "clean":
            return
        stories = timed("group", lambda: group(cleaned, (), collection.site, memory.traits, memory.near, memory.title))
        if until == "group":
            return
        if name == "cold":
            timed("(origins, part of the next)", lambda: [trace(s, ()) for s in stories])
        told = timed("origins, compare, lead", lambda: [memory.tell(s, collection) for s in stories])
        pairs = list(zip(stories, told, strict=True))
        made = timed(
            "compose, verify",
            lambda: [verify(compose(s, t.provenance, t.comparison, collection, t.lead)) for s, t in pairs],
        )
        timed("export", lambda: json.dumps(export(cleaned, made), ensure_ascii=False, indent=1))


def main(arguments: list[str]) -> None:
    """Run the sizes asked for."""
    until = arguments[arguments.index("--until") + 1] if "--until" in arguments else ""
    print(HEAD, flush=True)
    for size in [int(a) for a in arguments if a.isdigit()] or [1000, 10_000]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            project(root, size, files="--files" in arguments)
            command = [sys.executable, __file__, "--run", folder]
            subprocess.run([*command, str(size), "cold", until], check=True)
            more = next(root.glob("one-more.*"))
            more.rename(root / "content" / "articles" / more.name)
            subprocess.run([*command, str(size + 1), "one more", until], check=True)


if __name__ == "__main__":
    if "--run" in sys.argv:
        run(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5])
    else:
        main(sys.argv[1:])
