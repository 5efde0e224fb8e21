"""The quality floors: what the scorer measures on real labelled data must not fall below tests/floors.json.

Runs only where the data lies beside the repository. A floor may be raised by hand; lowering one is a decision that
belongs into the changelog.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from variorum import __version__
from variorum.measured import measured

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FLOORS: dict[str, dict[str, object]] = json.loads((ROOT / "tests" / "floors.json").read_text("utf-8"))

MEASURED = ROOT / "generator" / "variorum" / "measured.json"

# The figures that the page on method tells, each with the run and the pattern that it is read from. Where two sets
# measure one thing, the worse counts.
TOLD = {
    "grouping": [("grouping", "mean F1 ([0-9.]+)", max)],
    "precision": [("compare", "precision ([0-9.]+)", min)],
    "recall": [("compare", "recall ([0-9.]+)", min)],
    "fresh_true": [("marked-held", "([0-9]+) true", min)],
    "fresh_false": [("marked-held", "([0-9]+) false", max)],
    "fresh_found": [("marked-held", "recall [0-9.]+ .([0-9]+) of", min)],
    "fresh_marked": [("marked-held", "of ([0-9]+)., relation", min)],
    "traps": [("compare", "traps stepped into ([0-9]+)", max)],
    "alarms": [
        ("control-meantime", "\\(([0-9.]+) a story\\)", max),
        ("control-wmt21", "\\(([0-9.]+) a story\\)", max),
    ],
    "planted": [("mutations-meantime", "recall ([0-9.]+)", min), ("mutations-wmt21", "recall ([0-9.]+)", min)],
    "text": [("extraction", "4-gram F1 ([0-9.]+)", min)],
}
COUNTS = ("traps", "fresh_true", "fresh_false", "fresh_found", "fresh_marked")
FOUND: dict[tuple[str, str], float] = {}  # what this run measured

labelled = [
    pytest.mark.quality,
    pytest.mark.skipif(not (SHARED / "tools" / "score.py").exists(), reason="the labelled data is not on this machine"),
]


@pytest.mark.parametrize("name", [pytest.param(name, marks=labelled) for name in sorted(FLOORS)])
def test_floor(name: str) -> None:
    floor = FLOORS[name]
    told = str(floor["arguments"]).replace("DATA", str(SHARED / "data"))
    arguments = told.replace("TESTS", str(ROOT / "tests")).split()
    command = [sys.executable, str(SHARED / "tools" / "score.py"), *arguments]
    command += ["--variorum", str(shutil.which("variorum", path=str(Path(sys.executable).parent)))]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    print(done.stdout)
    bounds: dict[str, list[object]] = floor["bounds"]  # type: ignore[assignment]
    for pattern, (least_or_most, bound) in bounds.items():
        found = re.search(pattern, done.stdout)
        assert found, f"{pattern} not in:\n{done.stdout}"
        figure = FOUND[name, pattern] = float(found[1])
        if least_or_most == "at least":
            assert figure >= float(str(bound)), f"{name}: {pattern} fell to {figure}, the floor is {bound}"
        else:
            assert figure <= float(str(bound)), f"{name}: {pattern} rose to {figure}, the ceiling is {bound}"


@pytest.mark.parametrize("told", [pytest.param(None, marks=labelled)])
def test_remeasure(told: None, request: pytest.FixtureRequest) -> None:
    """Write what this run measured, for the page on method, when asked with --remeasure."""
    if not request.config.getoption("--remeasure"):
        pytest.skip("only with --remeasure")
    known = json.loads(MEASURED.read_text("utf-8")) if MEASURED.exists() else {}
    whole = {name: runs for name, runs in TOLD.items() if all((run, pattern) in FOUND for run, pattern, _ in runs)}
    figures = {name: runs[0][2](FOUND[run, pattern] for run, pattern, _ in runs) for name, runs in whole.items()}
    day = datetime.now(UTC).date().isoformat()
    told = {**known, "variorum": __version__, "day": day, **figures}  # a run of some of the sets renews their figures
    counts = {name: int(told[name]) for name in COUNTS}
    MEASURED.write_text(json.dumps({**told, **counts}, indent=1) + "\n", "utf-8")


def test_the_page_on_method_tells_figures_of_this_version_that_keep_to_the_floors() -> None:
    told = measured()
    assert told.variorum == __version__, "measure anew: pytest -n 0 -m quality --remeasure tests/test_quality.py"
    for name, runs in TOLD.items():
        limits = []
        for run, pattern, _ in runs:
            bounds: dict[str, list[object]] = FLOORS[run]["bounds"]  # type: ignore[assignment]
            least_or_most, bound = bounds[pattern]
            limits.append(float(str(bound)))
        figure, limit = float(getattr(told, name)), runs[0][2](limits)
        assert figure >= limit if least_or_most == "at least" else figure <= limit, f"{name}: {figure}, {limit}"
