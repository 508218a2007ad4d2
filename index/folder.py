"""The data folder of an index: its files, its locks, whether this program may use it, and how it is emptied.

It holds `index.sqlite3`, `chroma/` and two lock files: `writer.lock` is held by whoever changes the index,
`step.lock` for the moment in which Chroma and SQLite differ, or Chroma's files are read.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from index import catalogue
from index.database import REBUILD, Database, damaged
from index.errors import BadInput, IndexBusy, IndexMismatch

if TYPE_CHECKING:
    from index.vectors import Vectors

SCHEMA_VERSION = 4
WAIT = 2.0
"""Seconds a writer waits for another one."""
_STEP_WAIT = 30.0
"""Seconds for which a search waits while another process stores one document."""


class Folder:
    """A folder that can be written to, made when missing."""

    def __init__(self, path: Path, *, wait: float = WAIT) -> None:
        """Raises BadInput when the folder is none, or cannot be made or written to."""
        self.path = path.expanduser().resolve()
        self._database, self._chroma = self.path / "index.sqlite3", self.path / "chroma"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(f"cannot make the folder {self.path}: {error.strerror or error}") from error
        try:  # asked here, as filelock takes some refusals for a lock that is held and waits
            for name in ("writer.lock", "step.lock"):
                (self.path / name).open("a").close()
        except OSError as error:
            raise BadInput(f"cannot write to {self.path}: {error.strerror or error}") from error
        busy = f"another process is writing to {self.path}; try again when it has finished"
        self.wait = wait
        self.writer = Turn(self.path / "writer.lock", wait=wait, busy=busy)
        self.step = Turn(self.path / "step.lock", wait=_STEP_WAIT, busy=busy)

    def open_files(self, model_name: str, dimension: int) -> tuple[Database, Vectors]:
        """Both sides, made when missing: SQLite open, Chroma still to be opened; the caller holds `step`.

        Raises IndexMismatch when the index was made for something else, IndexDamaged when it cannot be read.
        """
        from index.vectors import Vectors  # noqa: PLC0415 - chromadb and llama-index take 2 s to import

        ours = made_with(model_name, dimension)
        return self.open_database(ours), Vectors(self._chroma, ours)

    def open_database(self, ours: Mapping[str, str | int]) -> Database:
        """Open the SQLite side alone; the caller holds `step`. Raises as `open_files` does."""
        database = Database(self._database)
        try:
            if not database.has_tables():
                with database.creating() as connection:
                    catalogue.set_meta(connection, {**ours, "generation": 0})
            with database.reading() as connection:
                self._compare(catalogue.meta(connection), ours)
        except BaseException:
            database.close()
            raise
        return database

    def clear(self) -> None:
        """Delete the index, whatever state it is in, and leave everything else in the folder as it is.

        For the rebuild that the messages name. Raises IndexBusy while another process writes. A store that has
        the folder open must be closed before.
        """
        with self.writer.held(), self.step.held():
            for suffix in ("", "-wal", "-shm"):
                self._database.with_name(self._database.name + suffix).unlink(missing_ok=True)
            if self._chroma.exists():
                shutil.rmtree(self._chroma)

    def _compare(self, found: Mapping[str, object], ours: Mapping[str, str | int]) -> None:
        if not all(key in found for key in ours):
            raise damaged(self.path, "it does not say which model made it")
        if any(str(found[key]) != str(value) for key, value in ours.items()):
            raise mismatch(f"the index in {self.path}", found, ours)


def made_with(model_name: str, dimension: int) -> dict[str, str | int]:
    """What an index says of itself, so that no other program or model adds to it."""
    return {"model": model_name, "dimension": dimension, "schema": SCHEMA_VERSION}


def mismatch(index: str, found: Mapping[str, object], ours: Mapping[str, object]) -> IndexMismatch:
    """The error for an index that was made with something else."""
    return IndexMismatch(
        f"{index} was made with {_named(found)}, this program uses {_named(ours)}; rebuild it with `{REBUILD}`"
    )


def _named(meta: Mapping[str, object]) -> str:
    return f"{meta['model']} ({meta['dimension']} dimensions, schema {meta['schema']})"


class Turn:
    """One holder at a time, of this process or another, of what a lock file stands for; it may take it again."""

    def __init__(self, path: Path, *, wait: float, busy: str) -> None:
        """Make no file yet. `wait` is in seconds; `busy` is what a person reads when it was too short."""
        self._file = FileLock(path, thread_local=False)  # counts how often it was taken, but knows no threads
        self._thread = RLock()
        self._wait = wait
        self._busy = busy

    @contextmanager
    def held(self, *, wait: float | None = None) -> Iterator[None]:
        """Have the turn inside the `with` block.

        Raises IndexBusy when another holds it for longer than `wait`, BadInput when no lock file can be made.
        """
        seconds = self._wait if wait is None else wait
        if not self._thread.acquire(timeout=seconds):
            raise IndexBusy(self._busy)
        try:
            try:
                lock = self._file.acquire(timeout=seconds, poll_interval=0.01)
            except Timeout as error:
                raise IndexBusy(self._busy) from error
            except OSError as error:
                folder = Path(self._file.lock_file).parent
                raise BadInput(f"cannot write to {folder}: {error.strerror or error}") from error
            with lock:
                yield
        finally:
            self._thread.release()
