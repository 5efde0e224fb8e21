"""measured.json: how well this version does on labelled articles, for the page that says so.

The file is written by the quality run (`pytest -m quality --remeasure`); tests/test_quality.py says which data each
figure comes from and holds it to the floors.
"""

from __future__ import annotations

from datetime import date
from importlib import resources

from pydantic import BaseModel, ConfigDict


class Measured(BaseModel):
    """Figures of one quality run. Shares are between 0 and 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    variorum: str  # the version that was measured
    day: date
    grouping: float  # mean BCubed F1 of the stories over six labelled sets
    precision: float  # of the disagreements shown, how many an annotator had marked too: where rules were developed
    recall: float  # of those that were marked, how many were shown
    fresh_true: (
        int  # in stories that no rule was made for (tests/marked/held): shown as contested or updated, and marked
    )
    fresh_false: int  # the same, and not marked
    fresh_found: int  # of those marked there, how many were shown
    fresh_marked: int  # how many were marked there
    traps: int  # of the pairs that look like a disagreement and are none, how many were shown as one
    alarms: float  # disagreements a story between translations of one article, where there is none to find
    planted: float  # of figures changed on purpose in one article of a story, how many were found
    text: float  # 4-gram F1 of the text taken out of saved pages


def measured() -> Measured:
    """Return the figures that came with this version."""
    return Measured.model_validate_json(resources.files("variorum").joinpath("measured.json").read_text("utf-8"))
