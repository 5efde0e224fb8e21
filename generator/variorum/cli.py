"""The commands; with console.py the only place that prints, and the only one that knows the clock."""

from __future__ import annotations

import gc
import json
import shlex
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from variorum import __version__
from variorum.add import add as add_articles
from variorum.answers import broken
from variorum.build import Built, readings, understand
from variorum.build import build as build_site
from variorum.cache import remembering
from variorum.console import progress, say, show
from variorum.disk import put
from variorum.editions import frames
from variorum.errors import ContentError, VariorumError
from variorum.export import SCHEMA, articles_of
from variorum.export import export as export_of
from variorum.freeze import correct, freeze, now
from variorum.new import new as new_project
from variorum.post import epub, mail, pdf, send
from variorum.publish import serve as serve_site
from variorum.read import read
from variorum.review import stories

ROOT = click.option("--root", type=click.Path(path_type=Path), default=Path(), help="The project [default: here].")


class Commands(click.Group):
    """A command group that turns our errors into messages and exit codes, never into a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a VariorumError prints its problems and sets the exit code of its kind."""
        try:
            return super().invoke(ctx)
        except VariorumError as error:
            show(error.problems)
            ctx.exit(error.exit_code)


@click.group(cls=Commands)
@click.version_option(__version__)
def main() -> None:
    """Read saved articles, group them into stories, publish briefings that note where the sources disagree."""
    patient()


def patient() -> None:
    """Let Python look seldom for circles of objects: what a run makes has none, is kept, and was gone through often.

    That took a fifth of the time of comparing, most of it for the data of the languages, which never go.
    """
    gc.set_threshold(100_000, 20, 20)


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
def new(directory: Path) -> None:
    """Make a new, empty project that builds."""
    for path in new_project(directory):
        say(f"  {path}")
    at = shlex.quote(str(directory))
    say(f"File what you read: variorum add --root {at} FILE…; then run: variorum build --root {at}")


@main.command()
@ROOT
@click.argument("sources", nargs=-1, required=True)
def add(root: Path, sources: tuple[str, ...]) -> None:
    """File saved articles below content/articles/.

    A source is a file (a saved page, text, mail, JSON Lines, a clipping) or a URL, which is fetched.
    """
    report = add_articles(root, sources, today=datetime.now(UTC).date())
    for filed in report.filed:
        say(f"{filed.path}: {filed.title}")
        told = [str(v) for v in (filed.published, filed.publisher, filed.language) if v]
        say(f"  found {', '.join(told)}" + (f"; not told: {', '.join(filed.missing)}" if filed.missing else ""))
    if report.problems:
        raise ContentError(*report.problems)


@main.command()
@ROOT
@click.option("--strict", is_flag=True, help="Take doubts for errors.")
def check(root: Path, *, strict: bool) -> None:
    """Say what is wrong or doubtful in content/."""
    with progress() as step:
        built = understand(root, step)
    show((*built.warnings, *built.notes))
    say(f"{len(built.collection.articles)} articles in {len(built.briefings)} stories, {len(built.warnings)} doubts")
    _propose(built)
    if strict and built.warnings:
        raise ContentError


@main.command()
@ROOT
@click.option("--strict", is_flag=True, help="Take doubts for errors.")
def build(root: Path, *, strict: bool) -> None:
    """Build the site into build/site."""
    began = time.monotonic()
    with progress() as step:
        built, site = build_site(root, step, strict=strict)
    show((*built.warnings, *built.notes))
    disagreements = sum(len(b.comparison.disagreements) for b in built.briefings)
    say(
        f"{len(built.collection.articles)} articles, {len(built.briefings)} stories, {disagreements} disagreements, "
        f"{time.monotonic() - began:.1f} s"
    )
    _propose(built)
    say(f"Open {(site / 'index.html').resolve().as_uri()}")


def _propose(built: Built) -> None:
    """Say which editions have ended and may still change."""
    open_frames = frames(built.briefings, built.collection.site, built.kept.editions)
    today = now(built.collection.site.timezone)
    ended = [name for name, _, last in open_frames if last < today]
    if ended:
        named = ended if len(ended) <= 3 else [*ended[:2], f"{len(ended) - 2} more"]
        say(f"ended and not frozen: {', '.join(named)}; freeze them for good with: variorum freeze")
    if ahead := [name for name, first, _ in open_frames if first > today]:
        say(f"lies ahead of today: {', '.join(ahead[:3])}; look at `published:` of the articles in it")


@main.command()
@ROOT
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(root: Path, port: int) -> None:
    """Show the site here and rebuild it on changes.

    Open the address that it prints; it watches content/ and theme/.
    """

    def rebuild() -> None:
        try:
            with progress() as step:
                build_site(root, step)
        except VariorumError as error:
            show(error.problems)

    rebuild()
    say(f"Serving http://127.0.0.1:{port}/ until you press Ctrl+C")
    serve_site(root, rebuild, port)


@main.command()
@ROOT
@click.option("--output", type=click.Path(path_type=Path), help="Write here, not to standard output.")
@click.option("--articles", is_flag=True, help="Only the articles as read, with their texts.")
def export(root: Path, output: Path | None, *, articles: bool) -> None:
    """Write stories and disagreements as JSON."""
    if articles:
        with remembering(root) as memory:
            collection = read(root, memory.drafts, memory.language)
            rows = articles_of(readings(collection, memory=memory), texts=True)
        data = {"variorum": __version__, "schema": SCHEMA, "articles": rows}
    else:
        with progress() as step:
            built = understand(root, step)
        data = export_of(built.readings, built.briefings)
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if output:
        put(output, text.encode())
        say(f"wrote {output}")
    else:
        click.echo(text, nl=False)


@main.command()
@ROOT
def links(root: Path) -> None:
    """Ask whether the linked pages still answer.

    This opens a connection to each of them.
    """
    articles = read(root).articles
    problems = tuple(broken(articles))
    show(problems)
    asked = sum(bool(a.url) + bool(a.archived) for a in articles)
    say(f"{asked} links asked, {len(problems)} do not answer")


main.add_command(stories)
main.add_command(freeze)
main.add_command(correct)
main.add_command(mail)
main.add_command(send)
main.add_command(epub)
main.add_command(pdf)
