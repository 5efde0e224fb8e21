"""The weekly workflow, checked offline: its schema, its pins, its permissions, its order."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

WORKFLOW = Path(__file__).parents[1] / ".github" / "workflows" / "weekly.yml"
TOOLS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def jobs() -> dict[str, dict[str, object]]:
    jobs: dict[str, dict[str, object]] = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]
    return jobs


@pytest.mark.parametrize(
    "command",
    [
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"],
        ["zizmor", "--offline", "--quiet", "--no-progress"],
    ],
    ids=["schema", "security"],
)
def test_lint(command: list[str]) -> None:
    done = subprocess.run([str(TOOLS / command[0]), *command[1:], str(WORKFLOW)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_action_is_pinned_to_a_commit() -> None:
    uses = re.findall(r"uses: (\S+)", WORKFLOW.read_text("utf-8"))
    assert uses
    assert [u for u in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", u)] == []


def test_every_need_names_a_job(jobs: dict[str, dict[str, object]]) -> None:
    needs = [(name, job["needs"]) for name, job in jobs.items() if "needs" in job]
    assert needs
    assert all(need in jobs for _, need in needs)


def test_only_the_freezing_and_the_deploying_job_may_write(jobs: dict[str, dict[str, object]]) -> None:
    whole = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    assert whole["permissions"] == {"contents": "read"}
    assert [name for name, job in jobs.items() if "permissions" in job] == ["freeze", "deploy"]


def test_it_runs_every_week_and_on_push() -> None:
    text = WORKFLOW.read_text("utf-8")
    assert "workflow_dispatch:" in text
    assert re.search(r'cron: "\d+ \d+ \* \* [0-7]"', text)
    assert "branches: [main]" in text


def test_only_a_scheduled_run_of_main_freezes_and_a_build_without_it_goes_on(
    jobs: dict[str, dict[str, object]],
) -> None:
    assert jobs["freeze"]["if"] == "github.event_name == 'schedule' && github.ref == 'refs/heads/main'"
    assert jobs["freeze"]["permissions"] == {"contents": "write"}
    assert "needs.freeze.result != 'failure'" in str(jobs["build"]["if"])
