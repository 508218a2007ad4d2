"""Corrections made by hand: kept in a file of the data folder that people can read, and laid over every re-reading.

`corrections.yaml` names documents by the path of their file and, for exports, the part::

    /news/ferry.txt:
      published: "2022-02-04"
      source: Harbour Gazette
    /news/export.csv:
      parts:
        row 12:
          author: unknown

Neither re-indexing nor a rebuild touches it. It may be edited by hand: the next indexing of the file takes that up.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType

import yaml

from index.errors import BadInput, DatelineError
from index.overrides import UNKNOWN, Override, Value
from index.sidecar import Sidecar, read_entry, read_sidecar, read_yaml

NOTE = "corrected by hand"
_HEAD = "# Corrections made by hand. They stand over what documents and their sidecar files say.\n"
_EVER = date.max  # a day that was once accepted stays so, whatever the clock says

Key = tuple[str, str]
"""Path and part of a document; the part is empty for a file that is one document."""


class Corrections:
    """The corrections of one data folder. Whoever changes them must be the index's only writer meanwhile."""

    def __init__(self, path: Path | None) -> None:
        """`path` is the YAML file, which need not exist; None keeps corrections in memory alone."""
        self._path = path
        self._kept: Mapping[Key, Override] = MappingProxyType({})

    def read(self) -> Mapping[Key, Override]:
        """All corrections as they stand now. Raises BadInput when the file has been spoilt."""
        if self._path is None or not self._path.exists():
            return self._kept
        try:
            entries = read_yaml(self._path)
            found = {key: override for path, fields in entries.items() for key, override in _entry(path, fields)}
        except BadInput as error:
            raise BadInput(f"{self._path}: {error}; mend the file or delete it") from error
        return MappingProxyType({key: override for key, override in found.items() if override.values})

    def keep(self, key: Key, override: Override) -> None:
        """Put this in place of what was corrected of one document; an empty one takes all of it back.

        Raises BadInput when the file is spoilt, DatelineError when it cannot be written; it is then as it was.
        """
        corrections = {**self.read(), key: override}
        corrections = {key: override for key, override in corrections.items() if override.values}
        if self._path is None:
            self._kept = MappingProxyType(corrections)
        else:
            _write(self._path, corrections)


def _entry(path: str, fields: object) -> Iterator[tuple[Key, Override]]:
    """The corrections of one file and of its parts. Raises BadInput for what cannot be one."""
    if not isinstance(fields, Mapping):
        raise BadInput(f"{path} holds no fields")
    whole, parts, problems = read_entry(fields, NOTE, _EVER)
    if problems:
        raise BadInput(f"{path}: {'; '.join(problems)}")
    yield (path, ""), whole
    yield from (((path, part), override) for part, override in parts.items())


def _write(path: Path, corrections: Mapping[Key, Override]) -> None:
    """Replace the file in one step, so that neither a crash nor a full disk leaves half of it."""
    entries: dict[str, dict[str, object]] = {}
    for (name, part), override in sorted(corrections.items()):
        entry = entries.setdefault(name, {})
        fields = {field: _written(value) for field, value in sorted(override.values.items())}
        if part:
            entry.setdefault("parts", {})[part] = fields  # type: ignore[index]  # made here, as a mapping
        else:
            entry.update(fields)
    text = _HEAD + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=120) if entries else _HEAD
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise DatelineError(f"the correction cannot be kept in {path}: {error.strerror or error}") from error


def _written(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else value or UNKNOWN


def mark(override: Override | None) -> str:
    """Stands for a correction in the fingerprint of a document, so that a change to it is noticed; "" for none."""
    if override is None or not override.values:
        return ""
    written = {name: _written(value) for name, value in sorted(override.values.items())}
    return ":" + hashlib.sha256(json.dumps(written).encode()).hexdigest()[:16]


class Described:
    """What sidecars and corrections state of the files of one indexing run."""

    def __init__(self, corrections: Mapping[Key, Override], latest: date) -> None:
        """`latest` is the day after which no sidecar may date anything."""
        self._corrections = corrections
        self._latest = latest
        self._sidecar: tuple[str, Sidecar] | None = None

    def overrides(self, path: str, part: str = "") -> tuple[Override, ...]:
        """What stands over the page's own statements, the strongest last."""
        correction = self._corrections.get((path, part))
        return (*self._read(path).overrides(part), *((correction,) if correction else ()))

    def problems(self, path: str) -> tuple[tuple[str, str], ...]:
        """What is wrong with the sidecars of a file, as (path of the sidecar, reason)."""
        return self._read(path).problems

    def mark(self, path: str, part: str = "") -> str:
        """What a correction adds to a document's fingerprint; "" when nothing is corrected."""
        return mark(self._corrections.get((path, part)))

    def _read(self, path: str) -> Sidecar:
        if self._sidecar is None or self._sidecar[0] != path:  # the parts of an export come one after the other
            self._sidecar = path, read_sidecar(path, self._latest)
        return self._sidecar[1]


def changed(before: Override | None, values: Mapping[str, Value], taken_back: Collection[str] = ()) -> Override:
    """A correction with these fields added and those of `taken_back` left out."""
    kept = {} if before is None else {name: value for name, value in before.values.items() if name not in taken_back}
    return Override(MappingProxyType({**kept, **values}), NOTE)
