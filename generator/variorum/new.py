"""A directory -> a new, empty project that builds. The files come from starter/."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from importlib import resources
from pathlib import Path

from variorum import __version__
from variorum.errors import ContentError, Problem, PublishError

# where each file of starter/ goes; None: an empty file that keeps its folder in git
FILES: Mapping[str, str | None] = {
    "content/site.yaml": "site.yaml",
    "content/sources.yaml": "sources.yaml",
    "content/articles/.gitkeep": None,
    "content/stories/.gitkeep": None,
    "content/pages/imprint.md": "imprint.md",
    "content/pages/privacy.md": "privacy.md",
    ".github/workflows/weekly.yml": "weekly.yml",
    ".gitignore": "gitignore",
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
}


def new(directory: Path) -> tuple[Path, ...]:
    """Write an empty project and return the files written, relative to ``directory``.

    Nothing is overwritten: raises ContentError naming every file that is in the way, before anything is written. Raises
    PublishError if the disk refuses, and then leaves nothing behind.
    """
    try:
        there = [name for name in FILES if (directory / name).exists() or (directory / name).is_symlink()]
    except OSError as error:  # a name too long, a folder that may not be looked into
        what = f"cannot be written: {error.strerror}; choose another folder"
        raise PublishError(Problem(path=str(directory), line=1, message=what)) from None
    if directory.exists() and not directory.is_dir():
        raise ContentError(Problem(path=str(directory), line=1, message="is a file; name a folder"))
    if there:
        what = "is already there; choose an empty folder or move it away"
        raise ContentError(*(Problem(path=(directory / name).as_posix(), line=1, message=what) for name in there))
    made: list[Path] = []
    for name, source in FILES.items():
        path = directory / name
        try:
            for folder in reversed(path.parents):
                if not folder.exists():
                    folder.mkdir()
                    made.append(folder)
            made.append(path)
            path.write_text(_starter(source) if source else "", "utf-8", newline="\n")
        except OSError as error:
            _take_back(made)
            what = f"cannot be written: {error.strerror}; choose another folder or mend the disk"
            raise PublishError(Problem(path=path.as_posix(), line=1, message=what)) from None
    return tuple(Path(name) for name in FILES)


def _take_back(made: list[Path]) -> None:
    """Delete the files and folders made, the last first; a folder that holds something else stays."""
    for path in reversed(made):
        with suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()


def _starter(name: str) -> str:
    text = resources.files("variorum").joinpath("starter", name).read_text("utf-8")
    return text.replace("{version}", __version__)
