"""Files that visitors send: what is accepted, under which name they are kept, and where.

An upload is kept as `FOLDER/<hash of its content>/<its name>`: two files of one name stay apart, the same file sent
twice is one file, and no name can reach another place. Names come from outside: only their last part counts, without
control characters, leading dots and what lies beyond `NAME_BYTES`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024
NAME_BYTES = 160
"""Longest name kept, in bytes of UTF-8; file systems take 255."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is accepted: file extensions with their dot, the size of one file in bytes, and files at a time."""

    endings: tuple[str, ...]
    size: int = 25 * MEGABYTE
    files: int = 200

    def in_words(self) -> str:
        """What may be sent, as one line for a person."""
        known = ", ".join(ending.removeprefix(".") for ending in self.endings)
        return f"{known} · up to {self.size // MEGABYTE} MB each · {self.files} files at a time"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it has arrived: where it lies for the moment, and the name the browser gave it."""

    path: Path
    name: str


def file_name(given: str) -> str:
    """The name under which an upload is kept: a plain name in NFC without any folder; empty when nothing is left."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    plain = "".join(mark for mark in last if not unicodedata.category(mark).startswith("C")).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return _cut(plain, NAME_BYTES)
    kept = _cut(ending, 20)
    return f"{_cut(stem, NAME_BYTES - len(kept.encode()) - 1).rstrip(' .')}.{kept}"


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")


def refusal(sent: Sent, limits: Limits) -> str:
    """Why a file is not accepted, in words; empty when it is."""
    ending = Path(file_name(sent.name)).suffix.lower()
    if ending not in limits.endings:
        kind = f"{ending} files" if ending else "files without an extension"
        return f"{kind} cannot be read; {_listed(limits.endings)} can"
    size = sent.path.stat().st_size
    if size > limits.size:
        return f"{size / MEGABYTE:.1f} MB, more than the {limits.size // MEGABYTE} MB that are accepted"
    return "" if size else "the file is empty"


def _listed(endings: Collection[str]) -> str:
    first = sorted(endings)
    return ", ".join(first[:-1]) + f" and {first[-1]}" if len(first) > 1 else "".join(first)


def place(sent: Sent, folder: Path) -> Path:
    """Where an accepted file is to be kept. Raises OSError when it cannot be read."""
    with sent.path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return folder.resolve() / content[:16] / file_name(sent.name)


def keep(sent: Sent, kept: Path) -> bool:
    """Put a file in its place, whole or not at all; False when it was there already."""
    if kept.exists():
        return False
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_name(f".{kept.name}.part")
    try:
        shutil.copyfile(sent.path, unfinished)
        unfinished.replace(kept)
    finally:
        unfinished.unlink(missing_ok=True)
    return True


def forget(kept: Path, folder: Path) -> None:
    """Delete an upload and the folder of its content when nothing else is in it. Other files are left alone."""
    if not is_upload(str(kept), folder):
        return
    kept.unlink(missing_ok=True)
    if not any(kept.parent.iterdir()):
        kept.parent.rmdir()


def is_upload(path: str, folder: Path | None) -> bool:
    """Whether a path is that of a file kept here, and of no other file."""
    plain = Path(os.path.abspath(path))  # noqa: PTH100 - takes `..` away without following links
    return folder is not None and plain.parent.parent == folder.resolve()
