"""Options and settings that all test files share."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no defect, so no example has a deadline. CI looks at the same examples each time; a developer's
# machine goes on looking for new ones.
settings.register_profile(
    "variorum", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("variorum")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--remeasure", action="store_true", help="Write the figures of the quality run to measured.json.")
    parser.addoption("--regold", action="store_true", help="Write tests/golden anew; read the diff before you commit.")
