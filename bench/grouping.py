"""Print time and peak memory of each stage of grouping: python bench/grouping.py [1000 10000 100000].

Each size runs in a process of its own, so that one's peak memory is not another's. Processor time is what counts on a
machine that does other things too. What is measured: bench/newsroom.py; the number of groups shows that it was done.
"""

# ruff: noqa: T201
from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from newsroom import readings
from variorum.group import THRESHOLD, age, group
from variorum.group.likeness import likeness
from variorum.group.link import link
from variorum.group.near import near
from variorum.group.traits import traits
from variorum.models import Site

SITE = Site(title="", url="https://example.org/", language="de", timezone="UTC")
HEAD = """\
| articles | stage | time | processor time | of it an article | peak memory so far |
|---|---|---|---|---|---|"""
T = TypeVar("T")


def timed(name: str, count: int, call: Callable[[], T]) -> T:
    """Run one stage and print its row; returns what the stage returned."""
    began, busy = time.perf_counter(), time.process_time()
    made = call()
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes on Linux
    each = busy / count * 1e6
    print(f"| {count:,} | {name} | {seconds:.1f} s | {busy:.1f} s | {each:.0f} µs | {peak:.0f} MB |", flush=True)
    return made


def run(count: int) -> None:
    """Print the rows of one size."""
    made = sorted(timed("(invent)", count, lambda: readings(count + 1)), key=age)
    every = timed("traits", count, lambda: [traits(r) for r in made])
    looks = every[:-1]
    before = timed("near pairs", count, lambda: near(looks))
    found = timed("near pairs, one article more", count, lambda: near(every, before))
    pairs = timed("likeness", count, lambda: likeness(every, lambda _: found))
    groups = timed("link", count, lambda: link(len(every), pairs, THRESHOLD))
    known = {r.article.id: look for r, look in zip(made, every, strict=True)}
    stories = timed(
        "likeness, link, names", count, lambda: group(made, (), SITE, lambda r: known[r.article.id], lambda _: found)
    )
    print(f"| {count:,} | {len(pairs):,} pairs, {len(groups):,} groups, {len(stories):,} stories | | | | |", flush=True)


if __name__ == "__main__":
    sizes = [int(a.replace(",", "").replace("_", "")) for a in sys.argv[1:]] or [1000, 10_000]
    if len(sizes) == 1:
        run(sizes[0])
    else:
        print(HEAD, flush=True)
        for size in sizes:
            subprocess.run([sys.executable, __file__, str(size)], check=True)
