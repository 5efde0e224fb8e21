"""The commands; the only module that prints and the only one that knows the clock."""

from __future__ import annotations

import json
from pathlib import Path

import click

from variorum import __version__
from variorum import build as pipeline
from variorum.errors import VariorumError
from variorum.export import articles_of
from variorum.export import export as export_of
from variorum.read import read

ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The project [default: here].",
)


class Group(click.Group):
    """A command group that turns our errors into messages and exit codes."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a VariorumError prints its problems and sets the exit code."""
        try:
            return super().invoke(ctx)
        except VariorumError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            ctx.exit(error.exit_code)


@click.group(cls=Group)
@click.version_option(__version__)
def main() -> None:
    """Read saved articles, group them into stories, publish briefings that note where the sources disagree."""


@main.command()
@ROOT
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write here, not to standard output.")
@click.option("--articles", is_flag=True, help="Only the articles as read, with their texts.")
def export(root: Path, output: Path | None, *, articles: bool) -> None:
    """Write the stories, agreements and disagreements as JSON."""
    collection = read(root)
    cleaned = pipeline.readings(collection)
    if articles:
        data = {"variorum": __version__, "schema": 1, "articles": articles_of(cleaned, texts=True)}
    else:
        data = export_of(cleaned, pipeline.briefings(collection, cleaned))
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if output:
        output.write_text(text, "utf-8")
    else:
        click.echo(text, nl=False)
