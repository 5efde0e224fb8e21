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
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FLOORS: dict[str, dict[str, object]] = json.loads((ROOT / "tests" / "floors.json").read_text("utf-8"))

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not (SHARED / "tools" / "score.py").exists(), reason="the labelled data is not on this machine"),
]


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_floor(name: str) -> None:
    floor = FLOORS[name]
    arguments = str(floor["arguments"]).replace("DATA", str(SHARED / "data")).split()
    command = [sys.executable, str(SHARED / "tools" / "score.py"), *arguments]
    command += ["--variorum", str(shutil.which("variorum", path=str(Path(sys.executable).parent)))]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    print(done.stdout)
    bounds: dict[str, list[object]] = floor["bounds"]  # type: ignore[assignment]
    for pattern, (least_or_most, bound) in bounds.items():
        found = re.search(pattern, done.stdout)
        assert found, f"{pattern} not in:\n{done.stdout}"
        figure = float(found[1])
        if least_or_most == "at least":
            assert figure >= float(str(bound)), f"{name}: {pattern} fell to {figure}, the floor is {bound}"
        else:
            assert figure <= float(str(bound)), f"{name}: {pattern} rose to {figure}, the ceiling is {bound}"
