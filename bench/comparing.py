"""Print seconds of processor time that comparing takes in one story of 10 to 500 articles: python bench/comparing.py.

The story is invented: words are syllables (newsroom.py), sentences with figures are English. As in news, reports tell
what is new on their day, most of it in words that another report has too, and repeat some of what was told before.
"""

# ruff: noqa: T201
from __future__ import annotations

import random
import resource
import sys
import time
from datetime import timedelta

from newsroom import FUNCTIONAL, START, word
from variorum.clean import clean
from variorum.cli import patient
from variorum.compare import KINDS, compare
from variorum.compare.join import join
from variorum.models import Article, Story
from variorum.origins import trace

FORMS = (
    "At least {n} people were injured in {place}, {who} said.",
    "{who} said {n} houses in {place} had been {verb}.",
    "The {noun} of {place} costs {n} million dollars, according to {who}.",
    "Some {n} percent of the {noun} in {place} were {verb} on Friday.",
    "{who}, {n}, told reporters that the {noun} had been {verb}.",
    "More than {n} soldiers were sent to {place} on {day} March.",
    "The {noun} began at {hour}:30 p.m. near {place} and was {verb} for {n} minutes.",
    "{who} did not say whether the {noun} of {place} was {verb}.",
)
SIZES = (10, 50, 100, 250, 500)
SENTENCES = 22  # of an article, and so about 2,500 characters
NEW = 4  # facts that a report is the first to tell
Fact = dict[str, str]


def story(count: int, seed: int = 1) -> Story:
    """Return a story of ``count`` reports."""
    rng = random.Random(seed)
    facts: list[Fact] = [_fact(rng, rank) for rank in range(12)]
    made = []
    for number in range(count):
        facts += [_fact(rng, len(facts) + k) for k in range(NEW)]
        made.append(clean(_article(rng, number, facts)))
    return Story(slug="bench", title="Bench", language="en", readings=tuple(made))


def _fact(rng: random.Random, rank: int) -> Fact:
    return {
        "form": rng.choice(FORMS),
        "n": str(rng.randint(2, 900)),
        "who": f"{word(40_000 + rank).capitalize()} {word(45_000 + rank % 40).capitalize()}",
        "place": word(50_000 + rank % 25).capitalize(),
        "noun": word(rng.randint(60, 900)),
        "verb": word(rng.randint(60, 900)) + "ed",
        "day": str(rng.randint(1, 28)),
        "hour": str(rng.randint(1, 9)),
    }


def _article(rng: random.Random, number: int, facts: list[Fact]) -> Article:
    told = facts[-12:] + rng.sample(facts, 4)
    rng.shuffle(told)
    sentences = []
    for at in range(SENTENCES):
        if at % 3 == 2:
            words = [word(int(rng.paretovariate(0.6)) % 40_000) for _ in range(rng.randint(6, 18))]
            sentences.append(" ".join([word(rng.randint(0, 9000)).capitalize(), *words, rng.choice(FUNCTIONAL)]) + ".")
        else:
            fact = dict(told[at % len(told)])
            if rng.random() < 0.15:
                fact["n"] = str(int(fact["n"]) + rng.randint(1, 9))
            sentences.append(fact["form"].format(**fact))
    return Article(
        id=f"a{number:04}",
        path=f"a{number:04}.md",
        line=1,
        title=sentences[0].rstrip("."),
        text="\n\n".join(" ".join(sentences[i : i + 4]) for i in range(1, SENTENCES, 4)),
        language="en",
        published=START + timedelta(days=number // 20),
    )


def main(sizes: list[int]) -> None:
    """Print a row for each size; the words of the language are loaded before."""
    patient()
    compare(story(3, seed=2), trace(story(3, seed=2), ()), "en")
    names = [find.__module__.removeprefix("variorum.compare.") for find in KINDS] + ["join"]
    print(f"| articles | sentences | origins | compare | {' | '.join(names)} | an article | peak memory |")
    print("|---" * (6 + len(names)) + "|")
    for size in sizes:
        made = story(size)
        began = time.process_time()
        provenance = trace(made, ())
        traced = time.process_time()
        parts, each = [], []
        for call in [*KINDS, None]:
            start = time.process_time()
            if call:
                parts.append(call(made, provenance, "en"))
            else:
                join(parts, made)
            each.append(time.process_time() - start)
        total = sum(each)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes on Linux
        lines = sum(len(r.sentences) for r in made.readings)
        print(
            f"| {size} | {lines:,} | {traced - began:.2f} s | {total:.2f} s | {' | '.join(f'{t:.2f}' for t in each)} | "
            f"{1000 * total / size:.0f} ms | {peak:.0f} MB |",
            flush=True,
        )


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or list(SIZES))
