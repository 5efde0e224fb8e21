"""Files written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from variorum.errors import Problem, PublishError

ADVICE = "make room, or name another file"


def put(path: Path, data: bytes, *, advice: str = ADVICE) -> None:
    """Put bytes in a file's place, its folder included: beside it, flushed to the disk, and swapped in.

    A crash leaves the old file or the new one. Raises PublishError, with the advice, if the disk does not take it; the
    old file then stands as it was.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        message = f"cannot be written ({error.strerror}); nothing was changed: {advice}"
        raise PublishError(Problem(path=path.as_posix(), line=1, message=message)) from None
