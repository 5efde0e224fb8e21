"""A lock on one thing at a time, which the system takes back when the process ends, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from variorum.errors import Problem, PublishError


@contextmanager
def locked(path: Path, busy: str) -> Iterator[None]:
    """Hold the lock that a file stands for. Raises PublishError with the words ``busy`` if another process holds it."""
    with path.open("a+") as file:
        try:
            if sys.platform == "win32":
                import msvcrt  # noqa: PLC0415 - exists on Windows only

                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl  # noqa: PLC0415 - does not exist on Windows

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PublishError(Problem(path=f"build/{path.name}", line=1, message=busy)) from None
        yield
