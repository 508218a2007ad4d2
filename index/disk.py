"""Whether a file is still what it was: by size and time, and where these differ by its content."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from pathlib import Path

from index.files import SIDECARS
from index.sidecar import sidecar_content

_SETTLED = 2_000_000_000
"""Nanoseconds after which a change shows in a file's time for sure: some disks count in steps of two seconds."""


def stamp(path: str) -> str:
    """Sizes and times of the file and of its sidecar: while they stay the same, so does the content.

    Empty when that cannot be said: for a file changed just now, one that cannot be looked at, and one whose sidecar
    may be that of another file as well.
    """
    stem = os.path.splitext(path)[0]  # noqa: PTH122 - a Path costs more than looking at the file
    parts = []
    for name in (path, *(path + ending for ending in SIDECARS)):
        found = _look(name)
        parts.append(f"{found.st_size}.{found.st_mtime_ns}" if found else "")
        if found and (not stat.S_ISREG(found.st_mode) or time.time_ns() - found.st_mtime_ns < _SETTLED):
            return ""
    if not parts[0] or any(_look(stem + ending) for ending in SIDECARS):
        return ""
    return " ".join(parts)


def fingerprint(path: str) -> str:
    """A hash of the file and of the sidecar that describes it; empty for what is no ordinary file."""
    if not Path(path).is_file():
        return ""
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    digest.update(b"\0" + sidecar_content(path))
    return digest.hexdigest()


def _look(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 - as above
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return None
