"""`variorum stories`: the machine's groups and disagreements for review, and the editor's decisions about them.

Every decision is a small change to content/stories/<slug>.yaml that git shows as a diff.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click
from slugify import slugify

from variorum import decide
from variorum.build import Built, understand
from variorum.cache import remembering
from variorum.console import progress, say
from variorum.disk import put
from variorum.errors import ContentError, Problem
from variorum.group.explain import Explanation, Reason, explain
from variorum.models import Briefing, Disagreement

LONGEST_SLUG = 100  # characters; file systems take 255 bytes of a name, and a reader far less of an address
ROOT = click.option("--root", type=click.Path(path_type=Path), default=Path(), help="The project [default: here].")
SLUG = click.argument("slug")
ARTICLES = click.argument("articles", nargs=-1, required=True)
NOTE = click.option("--note", help="Why; it is printed on the story's page.")


@click.group(invoke_without_command=True)
@ROOT
@click.pass_context
def stories(ctx: click.Context, root: Path) -> None:
    """Review the stories and overrule the program.

    Alone it lists the stories; a decision is written to content/stories/.
    """
    ctx.obj = root
    if ctx.invoked_subcommand is None:
        built = _understand(root)
        found = _explain(root, built)
        titles = {b.story.slug: b.story.title for b in built.briefings}
        for slug in dict.fromkeys(reason.story for reason in found.members):  # the most doubtful story first
            say(f"\n{slug}: {titles[slug]}")
            for reason in found.members:
                if reason.story == slug:
                    _reason(reason)
        if found.lonely:
            say("\nAlone:")
        for reason in found.lonely:
            say(f"  {reason.article}" + (f" (nearest: {reason.other})" if reason.other else ""))


@stories.command()
@SLUG
@click.pass_obj
def show(root: Path, slug: str) -> None:
    """Show one story and its disagreements.

    It says why each article is there; the ids of the disagreements are those that confirm and dismiss want.
    """
    built = _understand(root)
    briefing = _find(built, slug)
    say(f"{slug}: {briefing.story.title}")
    for reason in _explain(root, built).members:
        if reason.story == slug:
            _reason(reason)
    for disagreement in briefing.comparison.disagreements:
        _print_disagreement(disagreement)


@stories.command()
@SLUG
@ARTICLES
@click.pass_obj
def add(root: Path, slug: str, articles: tuple[str, ...]) -> None:
    """Put articles into a story.

    If no story has that slug, it is a new one.
    """
    _known(_understand(root), articles)
    _change(root, slug, lambda text: decide.move(text, add=articles))


@stories.command()
@SLUG
@ARTICLES
@click.pass_obj
def remove(root: Path, slug: str, articles: tuple[str, ...]) -> None:
    """Keep articles out of a story."""
    built = _understand(root)
    _find(built, slug)
    _known(built, articles)
    pinned = [a.path for a in built.collection.articles if a.id in articles and slug in a.stories]
    if pinned:
        raise click.UsageError(f"pinned to {slug} by its own front matter, change `story:` there: {', '.join(pinned)}")
    _change(root, slug, lambda text: decide.move(text, remove=articles))


@stories.command()
@SLUG
@click.argument("title")
@click.pass_obj
def title(root: Path, slug: str, title: str) -> None:
    """Give a story another title."""
    _find(_understand(root), slug)
    _change(root, slug, lambda text: decide.retitle(text, title))


@stories.command()
@SLUG
@click.argument("others", nargs=-1, required=True)
@click.pass_obj
def merge(root: Path, slug: str, others: tuple[str, ...]) -> None:
    """Take other stories into this one.

    Their addresses redirect here; their files go, unless one holds a lead or a decision.
    """
    built = _understand(root)
    _find(built, slug)
    if slug in others:
        raise click.UsageError(f"{slug} cannot be merged with itself")
    files = [path for other in others if (path := _file(root, other)).exists()]
    former = {path: decide.held(path.read_text("utf-8")) for path in files}
    _free(root, [path.stem for path in files if former[path] is None])
    slugs = [*others, *(earlier for path in files for earlier in former[path] or ())]
    articles = [r.article.id for other in others for r in _find(built, other).story.readings]
    _change(root, slug, lambda text: decide.inherit(decide.move(text, add=articles), slugs))
    for path in files:
        path.unlink()
        say(f"deleted {path}, whose articles are now in {slug}")


@stories.command()
@SLUG
@click.argument("new")
@ARTICLES
@click.pass_obj
def split(root: Path, slug: str, new: str, articles: tuple[str, ...]) -> None:
    """Make a new story of some articles."""
    built = _understand(root)
    _known(built, articles)
    rest = [r.article.id for r in _find(built, slug).story.readings if r.article.id not in articles]
    if not rest:
        raise click.UsageError(
            f"nothing would be left in {slug}; `variorum stories rename {slug} {new}` moves all of it"
        )
    # both halves are held, or what is left would be as near to the new story as it was to the old
    _change(root, slug, lambda text: decide.move(text, add=rest, remove=articles))
    _change(root, new, lambda text: decide.move(text, add=articles))


@stories.command()
@SLUG
@click.argument("new")
@click.pass_obj
def rename(root: Path, slug: str, new: str) -> None:
    """Give a story another address."""
    members = [r.article.id for r in _find(_understand(root), slug).story.readings]
    _free(root, [new])
    old = _file(root, slug)
    text = old.read_text("utf-8") if old.exists() else ""
    _write(_file(root, new), decide.inherit(decide.move(text, add=members), [slug]))
    old.unlink(missing_ok=True)


@stories.command()
@click.argument("slugs", nargs=-1)
@click.pass_obj
def keep(root: Path, slugs: tuple[str, ...]) -> None:
    """Hold stories as they are.

    Address, title and articles of all stories, or of those named, are written down, so that no new article moves them.
    """
    built = _understand(root)
    chosen = [_find(built, slug) for slug in slugs] or [b for b in built.briefings if len(b.story.readings) > 1]
    for briefing in chosen:
        story = briefing.story
        members = [r.article.id for r in story.readings]
        path = _file(root, story.slug)
        text = path.read_text("utf-8") if path.exists() else ""
        _write(path, decide.retitle(decide.move(text, add=members), story.title))


def _ruling(name: str) -> None:
    @stories.command(name=name, help=f"{name.capitalize()} a disagreement, with a note if you like.")
    @SLUG
    @click.argument("disagreement")
    @NOTE
    @click.pass_obj
    def command(root: Path, slug: str, disagreement: str, note: str | None) -> None:
        known = {d.id for d in _find(_understand(root), slug).comparison.disagreements}
        if disagreement not in known:
            raise click.UsageError(f"{slug} has no disagreement {disagreement!r}; it has: {', '.join(sorted(known))}")
        ruling = {"confirm": "confirmed", "dismiss": "dismissed"}[name]
        _change(root, slug, lambda text: decide.rule(text, disagreement, ruling, note))


_ruling("confirm")
_ruling("dismiss")


def _understand(root: Path) -> Built:
    with progress() as step:
        return understand(root, step)


def _explain(root: Path, built: Built) -> Explanation:
    with remembering(root) as memory:
        return explain([b.story for b in built.briefings], built.readings, memory.traits)


def _find(built: Built, slug: str) -> Briefing:
    for briefing in built.briefings:
        if briefing.story.slug == slug:
            return briefing
    raise click.UsageError(f"there is no story {slug!r}; `variorum stories` lists them")


def _known(built: Built, articles: Sequence[str]) -> None:
    ids = {a.id for a in built.collection.articles}
    unknown = [a for a in articles if a not in ids]
    if unknown:
        raise click.UsageError(f"no article has the id {', '.join(map(repr, unknown))}; `variorum stories` lists them")


def _free(root: Path, slugs: Sequence[str]) -> None:
    taken = [path for slug in slugs if (path := _file(root, slug)).exists()]
    if taken:
        message = "holds decisions of its own; move what you want to keep and delete the file first"
        raise ContentError(*(Problem(path=str(p.relative_to(root)), line=1, message=message) for p in taken))


def _file(root: Path, slug: str) -> Path:
    """Return the story's file, which may end in .yml. Refuses what cannot stand in an address, or in a path."""
    better = slugify(slug, max_length=LONGEST_SLUG)
    if not slug or slug != better:
        raise click.UsageError(f"{slug!r} cannot stand in an address; write {better or 'letters and digits'!r}")
    folder = root / "content" / "stories"
    short = folder / f"{slug}.yml"
    return short if short.exists() else folder / f"{slug}.yaml"


def _change(root: Path, slug: str, change: Callable[[str], str]) -> None:
    path = _file(root, slug)
    _write(path, change(path.read_text("utf-8") if path.exists() else ""))


def _write(path: Path, text: str) -> None:
    put(path, text.encode())
    say(f"wrote {path}")


def _reason(reason: Reason) -> None:
    """Print why an article is in its story; a question mark where another story is as near."""
    doubt = "" if reason.pinned or reason.margin > 0 else "? "
    why = "an editor put it there" if reason.pinned else f"likeness {reason.likeness:.2f}, margin {reason.margin:.2f}"
    shared = ", ".join([*reason.names, *reason.figures])
    say(f"  {doubt}{reason.article}: {why}" + (f"; shares {shared}" if shared else ""))


def _print_disagreement(disagreement: Disagreement) -> None:
    said = "" if disagreement.decision == "auto" else f" [{disagreement.decision}]"
    say(f"\n  {disagreement.id} · {disagreement.question} · {disagreement.relation}{said}")
    for position in disagreement.positions:
        say(f"    {position.value}: {', '.join(sorted({m.article for m in position.mentions}))}")
