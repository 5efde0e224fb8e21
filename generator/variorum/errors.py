"""What can go wrong, and whose it is to mend.

VariorumError                 base; catch it to catch everything meant for a person; carries *all* problems found
├── ContentError      exit 1  an article, a source list or a story file is wrong        the editor's
├── ConfigError       exit 2  site.yaml or a language file is wrong                     the owner's
├── RenderError       exit 2  a template of the theme failed                            the theme's
├── PublishError      exit 3  the site builder, the disk or a mail server failed        the host's
└── InvariantError    exit 4  a briefing broke a promise (a quote that does not stand)  a bug of ours

A Problem is a value, not an exception: what only deserves a warning is returned, and ``build --strict`` counts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing that is wrong: the file (relative to the project), the line (1 is the first), what and what to do."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class VariorumError(Exception):
    """Base of all errors meant for a person; ``problems`` holds every problem found, sorted by file and line."""

    exit_code: ClassVar[int] = 4

    def __init__(self, *problems: Problem) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class ContentError(VariorumError):
    """An article, sources.yaml or a story file is wrong."""

    exit_code = 1


class ConfigError(VariorumError):
    """site.yaml or a language file is wrong."""

    exit_code = 2


class RenderError(VariorumError):
    """A template of the theme failed."""

    exit_code = 2


class PublishError(VariorumError):
    """The site builder, the disk or a mail server failed."""

    exit_code = 3


class InvariantError(VariorumError):
    """A promise of Variorum was about to be broken, so nothing was published."""

    exit_code = 4
