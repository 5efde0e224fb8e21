"""Choose the constants of grouping: python bench/tuning.py one.jsonl two.jsonl ... (labelled sets, see labelled.py).

Prints what each constant brings (the value of the sets with it taken out, the threshold chosen anew), and for each set
its value with constants that a coordinate search chose on all the others. The value of a set is the mean of the BCubed
F1 of the whole (twice), of parts in which most articles are lonely, and of small parts.
"""

# ruff: noqa: T201
from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from statistics import mean
from types import ModuleType

from labelled import Set, bcubed, load, parts

from variorum.group.likeness import Pairs
from variorum.group.traits import Traits

# the package's functions bear the names of its modules
group, likeness, link, near, traits, vectors = (
    import_module(f"variorum.group{name}") for name in ("", ".likeness", ".link", ".near", ".traits", ".vectors")
)

Constants = Mapping[str, float]

HOME: Mapping[str, ModuleType] = {
    **dict.fromkeys(("HEADLINE", "SHORT"), traits),
    **dict.fromkeys(("TAME", "BACKGROUND"), vectors),
    **dict.fromkeys(("WORDS", "CROSS", "HEARD", "DAYS", "LONE"), near),
    **dict.fromkeys(("COPY", "GROUND"), likeness),
    **dict.fromkeys(("EASE", "KIN"), link),
    "THRESHOLD": group,
}
GRID = {  # cheap ones first: likeness is kept while only link and threshold change
    "THRESHOLD": (0.29, 0.31, 0.33, 0.35),
    "KIN": (0.15, 0.3, 0.45),
    "EASE": (0.2, 0.3, 0.4),
    "GROUND": (0.3, 0.35, 0.4),
    "TAME": (0.25, 0.5, 1.0),
    "DAYS": (0.015, 0.025, 0.035),
    "CROSS": (0.5, 0.65, 0.8),
    "WORDS": (0.4, 0.5, 0.6),
}
OUT = {
    "words": {"WORDS": 0.0},
    "names within a language": {"WORDS": 1.0},
    "days": {"DAYS": 0.0},
    "what languages know": {"HEARD": 1e9},
    "one shared name is too few": {"LONE": 1.0},
    "copies are no neighbours": {"COPY": 9.0},
    "one in many is eased": {"EASE": 0.0},
    "likeness inside groups": {"KIN": 0.0},
    "taming of repeated terms": {"TAME": 1.0},
    "headline": {"HEADLINE": 1},
    "short words of unknown languages": {"SHORT": 0},
    "background": {"BACKGROUND": 1},
}
SMALL = 12  # small parts of each set


class Bench:
    """The sets, and what was measured of them."""

    def __init__(self, sets: Mapping[str, Set]) -> None:
        self.sets = sets
        self.parts = {name: parts(gold, random.Random(name), SMALL) for name, (_, gold) in sets.items()}
        self.looks: dict[object, dict[str, list[Traits]]] = {}
        self.pairs: dict[object, dict[str, list[list[tuple[Sequence[Sequence[int]], Pairs]]]]] = {}
        self.found: dict[object, dict[str, tuple[float, ...]]] = {}

    def measure(self, constants: Constants) -> dict[str, tuple[float, ...]]:
        """Return for each set the mean F1 of its three kinds of parts."""
        for name, value in constants.items():
            setattr(HOME[name], name, value)
        key = tuple(sorted(constants.items()))
        if key not in self.found:
            pairs = self._pairs(constants)
            self.found[key] = {
                name: tuple(
                    mean(map(self._f1, [name] * len(kind), kind, near))
                    for kind, near in zip(self.parts[name], pairs[name], strict=True)
                )
                for name in self.sets
            }
        return self.found[key]

    def _f1(self, name: str, part: Sequence[int], found: tuple[Sequence[Sequence[int]], Pairs]) -> float:
        copies, pairs = found
        groups = [[i for k in inside for i in copies[k]] for inside in link.link(len(copies), pairs, group.THRESHOLD)]
        return bcubed([self.sets[name][1][i] for i in part], groups)

    def _pairs(self, constants: Constants) -> dict[str, list[list[Pairs]]]:
        own = tuple(sorted(c for c in constants.items() if HOME[c[0]] is traits))
        if own not in self.looks:
            self.looks = {own: {n: [traits.traits(r) for r in readings] for n, (readings, _) in self.sets.items()}}
        key = tuple(sorted(c for c in constants.items() if HOME[c[0]] not in {link, group}))
        if key not in self.pairs:
            self.pairs = {
                key: {
                    name: [[_near([looks[i] for i in part]) for part in kind] for kind in self.parts[name]]
                    for name, looks in self.looks[own].items()
                }
            }
        return self.pairs[key]


def _near(looks: Sequence[Traits]) -> tuple[Sequence[Sequence[int]], Pairs]:
    """Return which articles are copies of one another, as grouping takes them, and how alike the different ones are."""
    copies: dict[Traits, list[int]] = {}
    for i, look in enumerate(looks):
        copies.setdefault(look, []).append(i)
    return list(copies.values()), likeness.likeness(list(copies))


def value(found: Mapping[str, tuple[float, ...]], names: Sequence[str]) -> float:
    """Return the mean value of some sets."""
    return mean((2 * found[n][0] + found[n][1] + found[n][2]) / 4 for n in names)


def search(bench: Bench, names: Sequence[str], start: Constants) -> dict[str, float]:
    """Return the constants that a search along each of them in turn, once, finds best for some sets."""
    best = dict(start)
    for name, choices in GRID.items():
        best = max(({**best, name: c} for c in choices), key=lambda c: value(bench.measure(c), names))
    return best


def row(title: str, found: Mapping[str, tuple[float, ...]]) -> str:
    """Return a line of a table: for each set the F1 of the whole / with lonely articles / small, and the value."""
    cells = [" / ".join(f"{f:.3f}" for f in kinds) for kinds in found.values()]
    return f"| {title} | {' | '.join(cells)} | {value(found, list(found)):.4f} |"


def main(paths: Sequence[str]) -> None:
    """Print both tables."""
    bench = Bench({Path(p).stem: load(Path(p)) for p in paths})
    now = {name: getattr(home, name) for name, home in HOME.items()}
    print(f"| taken out | {' | '.join(bench.sets)} | value |\n|{'---|' * (len(bench.sets) + 2)}")
    print(row("nothing", bench.measure(now)), flush=True)
    for title, change in OUT.items():
        tried = [bench.measure({**now, **change, "THRESHOLD": t}) for t in GRID["THRESHOLD"]]
        print(row(title, max(tried, key=lambda found: value(found, list(found)))), flush=True)
    print("\n| left out | F1 with what the others chose | with what all chose | chosen otherwise |\n|---|---|---|---|")
    for left in bench.sets:
        chosen = search(bench, [name for name in bench.sets if name != left], now)
        kinds = [" / ".join(f"{f:.3f}" for f in bench.measure(c)[left]) for c in (chosen, now)]
        changed = ", ".join(f"{name} {chosen[name]:g}" for name in GRID if chosen[name] != now[name])
        print(f"| {left} | {kinds[0]} | {kinds[1]} | {changed} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
