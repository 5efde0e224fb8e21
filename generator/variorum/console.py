"""How far a long command is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from variorum.cache import Step
from variorum.errors import Problem

WORDS = {
    "read": "articles read",
    "clean": "articles cleaned",
    "group": "stories found",
    "compare": "stories compared",
    "render": "pages written",
}


@contextmanager
def progress() -> Iterator[Step]:
    """Yield a step function that shows on standard error how far each stage is."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _line
        return
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def step(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(WORDS[stage], total=total)
            bars.update(tasks[stage], completed=done)

        yield step


def _line(stage: str, done: int, total: int) -> None:
    if done == total:
        click.echo(f"  {total} {WORDS[stage]}", err=True)


def say(line: str) -> None:
    """Print a line of what was done, on standard output."""
    click.echo(line)


def show(problems: Iterable[Problem]) -> None:
    """Print problems on standard error, a line each."""
    for problem in problems:
        click.echo(str(problem), err=True)
