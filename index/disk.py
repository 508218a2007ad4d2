"""Whether a file is still what it was: by size and time, and where these differ by its content."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Container
from pathlib import Path

from index.files import sidecar_names
from index.sidecar import sidecar_content

_SETTLED = 2_000_000_000
"""Nanoseconds after which a change shows in a file's time for sure: some disks count in steps of two seconds."""


def stamp(path: str, sidecars: Container[str]) -> str:
    """Size and time of the file: while they stay the same, so does the content.

    Empty when that cannot be said: for a file changed just now, one that cannot be looked at, and one with a sidecar
    (`sidecars` are those there are), as it takes more than a look to tell which of several counts.
    """
    try:
        found = os.stat(path)  # noqa: PTH116 - a Path costs as much as the look
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return ""
    fresh = time.time_ns() - found.st_mtime_ns < _SETTLED
    if fresh or not stat.S_ISREG(found.st_mode) or any(name in sidecars for name in sidecar_names(path)):
        return ""
    return f"{found.st_size}.{found.st_mtime_ns}"


def fingerprint(path: str) -> str:
    """A hash of the file and of the sidecar that describes it; empty for what is no ordinary file."""
    if not Path(path).is_file():
        return ""
    with Path(path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(b"\0" + sidecar_content(path))
    return digest.hexdigest()
