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
    """Absolute paths, sorted, each once. `unread` are folders that could not be listed, whole or in part; `sidecars`
    are those beside the files."""

    files: tuple[str, ...]
    folders: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]
    sidecars: frozenset[str]

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
    sidecars: set[str] = set()

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
                    (sidecars if path.endswith(SIDECARS) else files).add(path)
        elif os.path.lexists(given):
            files.add(given)
            sidecars.update(name for name in sidecar_names(given) if os.path.lexists(name))
        else:
            failed[given] = "no such file or folder"
    # A file named by itself is meant, even where a folder named beside it would refuse it.
    refused = tuple(sorted((path, reason) for path, reason in failed.items() if path not in files))
    return Found(tuple(sorted(files)), tuple(sorted(folders)), refused, tuple(unread), frozenset(sidecars))


def sidecar_names(path: str) -> tuple[str, ...]:
    """Where the sidecar of a file may be: after its whole name, or in place of the name's ending."""
    stem = os.path.splitext(path)[0]  # noqa: PTH122 - a Path costs as much as looking at the file
    return tuple(name + ending for name in dict.fromkeys((path, stem)) for ending in SIDECARS)


def _walk(root: str, refuse: Callable[[OSError], None]) -> Iterator[tuple[str, str]]:
    """Paths below a folder, sidecars among them, each with the reason for which it is refused, or an empty string."""
    home = os.path.realpath(root)
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as listing:
                entries = list(listing)
        except OSError as error:
            refuse(error)
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                yield from _linked(entry.path, home)
            elif _is_folder(entry):
                folders.append(entry.path)
            else:
                yield entry.path, ""


def _linked(path: str, home: str) -> Iterator[tuple[str, str]]:
    """What a link in the folder means: only what lies in the folder itself may be read by it."""
    target = os.path.realpath(path)
    if target != home and not _inside(target, home):
        yield path, "a link that leads out of the folder"
    elif not Path(path).is_dir():
        yield path, ""  # a folder linked to from beside it is read under its own name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False  # reading it will tell why


def _inside(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)
