"""Keys -> values in an SQLite file, for the version of the program and its language data that is running.

The file is only ever a help: one that is broken, foreign, locked or cannot be written is passed over or written anew,
and nobody needs to hear of it. Values are JSON with a digest before it, so that nothing in the file is ever executed
and a damaged entry counts as missing.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
# whose results are kept, so that another release of one of them makes the entries worthless
LIBRARIES = ("babel", "lxml", "numpy", "py3langid", "pystemmer", "sentencex", "text-unidecode", "trafilatura")
TABLE = "CREATE TABLE kept (stage TEXT, key BLOB, value BLOB, PRIMARY KEY (stage, key)) WITHOUT ROWID"
PATIENCE = 5.0  # seconds to wait for another run that is writing
SPARE = 2  # times as many entries of a stage as the last run asked for may stay, so that going back costs nothing
DIGEST = 16  # bytes
AT_ONCE = 500  # keys asked for at once; SQLite takes 999 in its oldest form


def digest(*parts: object) -> bytes:
    """Return a digest of JSON-ready values; long texts are quickest as parts of their own."""
    found = hashlib.blake2b(digest_size=DIGEST)
    for part in parts:
        text = part if isinstance(part, str) else json.dumps(part, ensure_ascii=True, separators=(",", ":"))
        data = text.encode("utf-8", "surrogatepass")
        found.update(b"%s %d " % (b"text" if text is part else b"json", len(data)))
        found.update(data)
    return found.digest()


@cache
def version(package: Path = PACKAGE) -> str:
    """Return a digest of all code and language data and of the libraries in use: any change of a rule changes it."""
    found = hashlib.blake2b(sys.version.encode(), digest_size=DIGEST)
    for path in sorted(p for p in package.rglob("*") if p.suffix in {".py", ".yaml"}):
        found.update(f"\n{path.relative_to(package).as_posix()}\n".encode())
        found.update(path.read_bytes())
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            found.update(f"\n{name} {version_of(name)}".encode())
    return found.hexdigest()


class Store:
    """The entries of one file. Without a path, or where the file cannot be used, it holds nothing and keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.asked: dict[str, set[bytes]] = {}
        self.new: dict[tuple[str, bytes], bytes] = {}
        self.connection = self._open() if path else None

    def recall(self, stage: str, key: bytes) -> object:
        """Return the value kept under a key, None if there is none."""
        return self.recall_all(stage, (key,)).get(key)

    def recall_all(self, stage: str, keys: Sequence[bytes]) -> dict[bytes, object]:
        """Return the values kept under these keys, those that there are."""
        self.asked.setdefault(stage, set()).update(keys)
        found: dict[bytes, object] = {}
        try:
            for at in range(0, len(keys) if self.connection else 0, AT_ONCE):
                asked = keys[at : at + AT_ONCE]
                marks = ",".join("?" * len(asked))
                query = f"SELECT key, value FROM kept WHERE stage = ? AND key IN ({marks})"
                for key, sealed in self.connection.execute(query, (stage, *asked)) if self.connection else ():
                    if isinstance(sealed, bytes) and sealed[:DIGEST] == _seal(stage, key, sealed[DIGEST:]):
                        found[key] = json.loads(sealed[DIGEST:])
        except sqlite3.Error:
            self._give_up()
        return found

    def keep(self, stage: str, key: bytes, value: object) -> None:
        """Keep a JSON-ready value under a key; it is written when the store is closed."""
        if self.path:
            data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
            self.new[stage, key] = _seal(stage, key, data) + data

    def close(self) -> None:
        """Write what is new in one transaction, leave out what is not asked for any more, and close the file."""
        if self.new and self.connection is None:
            self._renew()
        if self.connection is not None:
            try:
                self._write(self.connection)
            except sqlite3.Error:
                pass  # another run holds the file, or the disk is full: the next run works it out again
            finally:
                self._give_up()

    def _write(self, connection: sqlite3.Connection) -> None:
        if self.new:
            connection.execute("BEGIN IMMEDIATE")
            rows = ((stage, key, value) for (stage, key), value in self.new.items())
            connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
            for stage, asked in self.asked.items():
                there = [key for (key,) in connection.execute("SELECT key FROM kept WHERE stage = ?", (stage,))]
                if len(there) > SPARE * len(asked):
                    old = ((stage, key) for key in there if key not in asked)
                    connection.executemany("DELETE FROM kept WHERE stage = ? AND key = ?", old)
            connection.commit()

    def _open(self) -> sqlite3.Connection | None:
        """Return a connection to the file if it is ours and of this version, else None."""
        if self.path is None or not self.path.is_file():
            return None
        connection = None
        try:
            connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            row = connection.execute("SELECT value FROM kept WHERE stage = 'version'").fetchone()
            if row == (version(),):
                return connection
        except sqlite3.Error:
            pass
        if connection is not None:
            connection.close()
        return None

    def _renew(self) -> None:
        """Begin a new file in place of one that is missing, of another version, broken or not ours."""
        assert self.path is not None
        with suppress(OSError, sqlite3.Error):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # what another run has just written for this version is as good as what we would write
            self.connection = self._open()
            if self.connection is None:
                self.path.unlink(missing_ok=True)
                connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
                self.connection = connection
                connection.execute("PRAGMA synchronous = OFF")  # what a power cut breaks is found and written anew
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(TABLE)
                connection.execute("INSERT INTO kept VALUES ('version', '', ?)", (version(),))
                connection.commit()

    def _give_up(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def _seal(stage: str, key: bytes, data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=DIGEST, key=key, person=stage.encode()[:16]).digest()
