"""Edition <-> content/editions/<id>.json: small, one value a line, so that a person can review it in a diff."""

from __future__ import annotations

import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, with_config

from variorum import __version__
from variorum.editions.nouns import Cited, Edition, Point, Question, Said, Side, Snapshot

FORMAT = 1

for noun in (Cited, Edition, Point, Question, Said, Side, Snapshot):
    with_config(ConfigDict(extra="forbid"))(noun)  # closed keys


class Record(BaseModel):
    """The file: its format, the version of the program that made it, and the edition."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = Field(default=1, alias="schema")
    variorum: str
    edition: Edition


RECORD = Record


def record(edition: Edition) -> str:
    """Return an edition as the text of its record."""
    made = Record(variorum=__version__, edition=edition)
    return json.dumps(made.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=1) + "\n"
