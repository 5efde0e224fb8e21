"""Pages -> build/site: the only module that knows mkdocs.

The site is built beside the old one and swapped in at the end, so that a build that fails or is killed leaves the old
site as it was. Everything below build/ can be deleted at any time.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from mkdocs.livereload import LiveReloadServer

from variorum.errors import Problem, PublishError
from variorum.links import broken_links
from variorum.lock import locked
from variorum.models import Page

CONFIGURATION = "mkdocs.yml"  # the page that is not a page: what render tells the builder
NEW, OLD, LOCK = ".site-new", ".site-old", ".lock"  # NEW is followed by the number of the process
BUSY = "another build of this project is under way: wait for it, or end it"
PACKAGED = (Path(__file__).parent / "_theme", Path(__file__).parents[2] / "theme")


def publish(pages: Iterable[Page], root: Path) -> Path:
    """Return build/site below ``root`` after it was replaced by the site that the pages make.

    Raises PublishError if another build is under way, if the builder fails, if a page is missing from what it built, or
    if a link or anchor leads nowhere; the old site then stands as it was.
    """
    build = root / "build"
    try:
        if (build.exists() or build.is_symlink()) and not build.is_dir():
            raise PublishError(Problem(path="build", line=1, message="is not a folder; delete it"))
        build.mkdir(parents=True, exist_ok=True)
        with locked(build / LOCK, BUSY):
            return _publish(tuple(pages), root, build)
    except OSError as error:  # a full disk, a folder that may not be written, a file that another program holds open
        message = f"{error.strerror or error}: {error.filename or build}"
        raise PublishError(Problem(path="build", line=1, message=message)) from error


def _publish(pages: tuple[Page, ...], root: Path, build: Path) -> Path:
    _recover(build)
    _write(pages, build / "pages")
    configuration, epoch, searched = _configure(pages, root, build)
    # a folder of this process alone: the builder of a build that was killed may still be writing into another
    new = build / f"{NEW}-{os.getpid()}"
    _run(configuration, new, epoch)
    if searched:
        _index(new)
    problems = [*_missing(pages, new), *broken_links(new)]
    if problems:
        raise PublishError(*problems)
    _swap(build, new)
    return build / "site"


def templates(root: Path) -> dict[str, str]:
    """Return the templates by name below theme/ ("pages/story.md.jinja"): the package's, then the project's own."""
    found: dict[str, str] = {}
    for theme in (packaged_theme(), root / "theme"):
        for path in sorted(theme.glob("*/*.jinja")):
            found[path.relative_to(theme).as_posix()] = path.read_text("utf-8")
    return found


def font() -> bytes:
    """Return the font that social cards are drawn with: Latin, Greek and Cyrillic, under the SIL Open Font License."""
    return (packaged_theme() / "cards" / "NotoSerif-Bold.ttf").read_bytes()


def packaged_theme() -> Path:
    """Return the theme that comes with the package: inside it when installed, beside it in a checkout."""
    return next(path for path in PACKAGED if path.is_dir())


# the steps ----------------------------------------------------------------------------------------------------------


def _recover(build: Path) -> None:
    """Clear away what a killed build left; if it was killed in the middle of the swap, put the old site back."""
    if (build / OLD).exists() and not (build / "site").exists():
        (build / OLD).rename(build / "site")
    for leftover in (*build.glob(f"{NEW}*"), build / OLD):
        shutil.rmtree(leftover, ignore_errors=True)


def _write(pages: Iterable[Page], folder: Path) -> None:
    """Write the pages that changed, delete those that are no more."""
    wanted = {page.path: page.data or page.text.encode() for page in pages if page.path != CONFIGURATION}
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in wanted.items():
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise PublishError(Problem(path=path, line=1, message="a page outside the site"))
        target = folder / path
        if not target.is_file() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    for found in sorted(folder.rglob("*"), reverse=True):  # children before their folders
        if found.is_file() and found.relative_to(folder).as_posix() not in wanted:
            found.unlink()
        elif found.is_dir() and not any(found.iterdir()):
            found.rmdir()


def _configure(pages: Iterable[Page], root: Path, build: Path) -> tuple[Path, int, bool]:
    """Write build/mkdocs.yml, which inherits the project's or ours; return it, the site's time, whether to index it."""
    settings = json.loads(next(page.text for page in pages if page.path == CONFIGURATION))
    ours = packaged_theme()
    inherited = next(
        p for p in (root / CONFIGURATION, ours / CONFIGURATION, ours.parent / CONFIGURATION) if p.is_file()
    )
    looks = next(p for p in (root / "theme" / "site", ours / "site") if p.is_dir())
    settings["INHERIT"] = str(inherited.resolve())
    settings["docs_dir"] = "pages"
    settings["site_dir"] = "site"
    settings["theme"]["custom_dir"] = str(looks.resolve())
    path = build / CONFIGURATION
    path.write_text(json.dumps(settings, ensure_ascii=False, indent=1) + "\n", "utf-8")
    told = settings["extra"]["variorum"]
    return path, int(told["epoch"]), told["search"] == "pagefind"


def _run(configuration: Path, site: Path, epoch: int) -> None:
    """Run mkdocs in a process of its own, so that it depends on nothing in ours and cannot print where we print."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "-q"]
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(epoch),  # the newest article, not the clock: same content, same bytes
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(
        [*command, "-f", str(configuration), "-d", str(site.resolve())],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        said = (done.stderr + done.stdout).strip().splitlines() or [f"mkdocs ended with code {done.returncode}"]
        raise PublishError(*(Problem(path="build/mkdocs.yml", line=1, message=line) for line in said[-20:]))


def _index(site: Path) -> None:
    """Let Pagefind read the built pages and lay its index, in pieces that a reader loads as needed, beside them."""
    if not find_spec("pagefind"):
        message = "search: pagefind needs an extra: pip install 'variorum[search]', or take the line out"
        raise PublishError(Problem(path="content/site.yaml", line=1, message=message))
    command = [sys.executable, "-m", "pagefind", "--site", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        said = (done.stderr + done.stdout).strip().splitlines() or [f"pagefind ended with code {done.returncode}"]
        raise PublishError(*(Problem(path="content/site.yaml", line=1, message=line) for line in said[-20:]))


def _missing(pages: Iterable[Page], site: Path) -> Iterator[Problem]:
    """Yield a problem for every page that the builder passed over, and for every template it published."""
    for page in pages:
        if page.path != CONFIGURATION:
            built = page.path.removesuffix(".md") + ".html" if page.path.endswith(".md") else page.path
            if not (site / built).is_file():
                yield Problem(path=f"build/pages/{page.path}", line=1, message="the site builder made no page of it")
    for stray in sorted((*site.rglob("*.jinja"), *site.rglob("*.md"))):
        yield Problem(path=f"theme/site/{stray.relative_to(site)}", line=1, message="a template on the site: move it")


def _swap(build: Path, new: Path) -> None:
    """Put the new site in the old one's place; at no moment is there half a site."""
    site, old = build / "site", build / OLD
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def serve(root: Path, rebuild: Callable[[], None], port: int) -> str:
    """Show build/site at 127.0.0.1 until interrupted; call ``rebuild`` when content/ or theme/ change and reload.

    Returns the address when it stops. Raises PublishError if the port is taken.
    """
    server = LiveReloadServer(rebuild, "127.0.0.1", port, str(root / "build" / "site"))
    for folder in (root / "content", root / "theme"):
        if folder.is_dir():
            server.watch(str(folder))
    try:
        server.serve()  # type: ignore[no-untyped-call]  # mkdocs does not annotate it
    except OSError as error:
        message = f"port {port} cannot be used ({error.strerror}); choose another with --port"
        raise PublishError(Problem(path="build/site", line=1, message=message)) from None
    except KeyboardInterrupt:
        server.shutdown()
    return str(server.url)
