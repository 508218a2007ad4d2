"""Which files a request to index means: those named, and those in the folders named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SIDECARS = (".meta.yaml", ".meta.yml")
"""Files that describe another file and are no documents themselves."""


@dataclass(frozen=True, slots=True)
class Found:
    """Absolute paths, sorted, each once. `unread` are folders that could not be listed, whole or in part."""

    files: tuple[str, ...]
    folders: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]

    def covers(self, path: str) -> bool:
        """Whether the path lies in a folder that was given and could be listed, so that it would have been found."""
        below = any(_inside(path, folder) for folder in self.folders)
        return below and not any(_inside(path, folder) for folder in self.unread)


def find_files(paths: Iterable[str | os.PathLike[str]]) -> Found:
    """The files meant by `paths`: files as named, and what folders hold at any depth.

    Hidden files and folders and sidecars (`*.meta.yaml`) are passed over; links that lead out of the folder are
    refused and stand in `failed`, as do paths that do not exist.
    """
    files: set[str] = set()
    folders: set[str] = set()
    failed: dict[str, str] = {}
    unread: list[str] = []

    def refuse(error: OSError) -> None:
        unread.append(str(error.filename))
        failed[str(error.filename)] = f"the folder cannot be listed: {error.strerror or error}"

    for given in map(os.path.abspath, paths):
        if Path(given).is_dir():
            folders.add(given)
            for path, reason in _walk(given, refuse):
                if reason:
                    failed[path] = reason
                else:
                    files.add(path)
        elif os.path.lexists(given):
            files.add(given)
        else:
            failed[given] = "no such file or folder"
    # A file named by itself is meant, even where a folder named beside it would refuse it.
    refused = tuple(sorted((path, reason) for path, reason in failed.items() if path not in files))
    return Found(tuple(sorted(files)), tuple(sorted(folders)), refused, tuple(unread))


def _walk(root: str, refuse: Callable[[OSError], None]) -> Iterator[tuple[str, str]]:
    """Paths below a folder, each with the reason for which it is refused, or an empty string."""
    home = os.path.realpath(root)
    for folder, names, files in os.walk(root, onerror=refuse):
        names[:] = [name for name in names if not name.startswith(".")]
        links = [name for name in names if Path(folder, name).is_symlink()]
        wanted = [name for name in files if not name.startswith(".") and not name.endswith(SIDECARS)]
        for path in (str(Path(folder, name)) for name in (*wanted, *links)):
            target = os.path.realpath(path)
            if target != home and not _inside(target, home):
                yield path, "a link that leads out of the folder"
            elif not Path(path).is_dir():  # a folder linked to from beside it is read under its own name
                yield path, ""


def _inside(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)
