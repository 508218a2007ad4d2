"""A lock between threads and between processes, which a thread that has it may take again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from filelock import FileLock, Timeout

from index.errors import BadInput, IndexBusy


class Turn:
    """One holder at a time of what a lock file stands for."""

    def __init__(self, path: Path, *, wait: float, busy: str) -> None:
        """Make no file yet. `wait` is in seconds; `busy` is what a person reads when it was too short."""
        self._file = FileLock(path, thread_local=False)
        self._thread = RLock()
        self._wait = wait
        self._busy = busy
        self._depth = 0

    @contextmanager
    def held(self, *, wait: float | None = None) -> Iterator[None]:
        """Have the turn inside the `with` block.

        Raises IndexBusy when another holds it for longer than `wait`, BadInput when no lock file can be made.
        """
        seconds = self._wait if wait is None else wait
        if not self._thread.acquire(timeout=seconds):
            raise IndexBusy(self._busy)
        try:
            if self._depth == 0:
                self._acquire(seconds)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._file.release()
        finally:
            self._thread.release()

    def _acquire(self, seconds: float) -> None:
        try:
            self._file.acquire(timeout=seconds, poll_interval=0.01)
        except Timeout as error:
            raise IndexBusy(self._busy) from error
        except OSError as error:
            folder = Path(self._file.lock_file).parent
            raise BadInput(f"cannot write to {folder}: {error.strerror or error}") from error
