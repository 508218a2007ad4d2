"""Sidecar files: what somebody wrote beside a document about it, in a small YAML file.

`article.txt` is described by `article.txt.meta.yaml`, or by `article.meta.yaml` when no other document shares the
name without its ending. For an export of many articles, `parts:` holds the same fields by the name of the part::

    title: Ferry service resumes
    source: Harbour Gazette          # or outlet
    published: 2022-02-04            # or unknown
    captured: 2022-03-01
    author: Ada Quill
    url: https://gazette.example/ferry

A sidecar that cannot be read, wholly or in part, never keeps its document out of the index.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import yaml

from index.errors import BadInput
from index.files import SIDECARS, sidecar_names
from index.load import readable_types
from index.overrides import Override, read_fields

NOTE = "from the sidecar file"
_LARGEST = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What the sidecars of one file state: of the file, and of its parts by name; `problems` are (path, reason)."""

    whole: Override
    parts: Mapping[str, Override]
    problems: tuple[tuple[str, str], ...]

    def overrides(self, part: str) -> tuple[Override, ...]:
        """What is stated of a part of the file, or with "" of the file itself; what is said of the part comes last."""
        found = (self.whole, self.parts.get(part) if part else None)
        return tuple(override for override in found if override is not None and override.values)


def sidecar_content(path: str) -> bytes:
    """Name and content of the sidecar that describes a document, for its fingerprint; empty where there is none."""
    used = _choice(path)[0]
    if used is None:
        return b""
    try:
        content = Path(used).read_bytes()
    except OSError:
        content = b""  # `read_sidecar` says why
    return os.fsencode(Path(used).name) + b"\0" + content


def read_sidecar(path: str, latest: date) -> Sidecar:
    """What the sidecar beside a document states. Never raises: what is wrong stands in `problems`.

    No day may be after `latest`.
    """
    used, problems = _choice(path)
    nothing = Sidecar(Override(MappingProxyType({}), NOTE), MappingProxyType({}), problems)
    if used is None:
        return nothing
    try:
        values = read_yaml(Path(used))
    except BadInput as error:
        return replace(nothing, problems=((used, str(error)), *problems))
    whole, parts, wrong = read_entry(values, NOTE, latest)
    return Sidecar(whole, parts, (*(((used, "; ".join(wrong)),) if wrong else ()), *problems))


def _choice(path: str) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """The sidecar that counts, and why others do not."""
    stem = str(Path(path).with_suffix(""))
    found = [name for name in sidecar_names(path) if Path(name).is_file()]
    if found and stem != path and Path(stem).is_file():  # “a.txt.meta.yaml” is of “a.txt”, not of “a.txt.html”
        found = [name for name in found if name.startswith(path)]
    if not found:
        return None, ()
    used, *rest = found
    shared = _sharing(path) if not used.startswith(path) else ()
    if shared:
        reason = f"not used: {' and '.join(shared)} share the name; call it {Path(path).name}{SIDECARS[0]}"
        return None, tuple((name, reason) for name in found)
    return used, tuple((name, f"not used: {Path(used).name} describes {Path(path).name}") for name in rest)


def _sharing(path: str) -> tuple[str, ...]:
    """The names of the documents that share a path's name without its ending, when there are several."""
    stem = Path(path).with_suffix("")
    endings = {Path(path).suffix, *(cased for ending in readable_types() for cased in (ending, ending.upper()))}
    names = sorted(stem.name + ending for ending in endings if Path(f"{stem}{ending}").is_file())
    distinct = {Path(path).with_name(name).stat().st_ino: name for name in names}  # some disks do not tell a from A
    return tuple(sorted(distinct.values())) if len(distinct) > 1 else ()


def read_entry(
    values: Mapping[str, object], note: str, latest: date
) -> tuple[Override, Mapping[str, Override], tuple[str, ...]]:
    """Fields of a file and, under `parts`, of its parts; with what is wrong with them, in words."""
    whole, problems = read_fields({k: v for k, v in values.items() if k.strip().lower() != "parts"}, note, latest)
    told = list(problems)
    parts: dict[str, Override] = {}
    stated = next((value for key, value in values.items() if key.strip().lower() == "parts"), {})
    if not isinstance(stated, Mapping):
        told.append("parts: the names of parts with their fields are needed")
        stated = {}
    for name, fields in stated.items():
        if not isinstance(fields, Mapping):
            told.append(f"parts: “{name[:40]}” holds no fields")
            continue
        parts[name], problems = read_fields(fields, note, latest)
        told += [f"part “{name[:40]}”: {problem}" for problem in problems]
    return whole, MappingProxyType(parts), tuple(told)


def read_yaml(path: Path) -> Mapping[str, object]:
    """The mapping a small YAML file holds, every value as it is written: text, lists and mappings of text.

    Raises BadInput with one line that says where it goes wrong.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput("too large to be a description of documents")
        text = path.read_text(encoding="utf-8-sig")
        values = yaml.load(text, Loader=yaml.BaseLoader)  # makes nothing but text, lists and mappings
    except UnicodeDecodeError as error:
        raise BadInput("is not written in UTF-8") from error
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror or error}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise BadInput(f"is not valid YAML{where}: {getattr(error, 'problem', None) or 'unexpected text'}") from error
    except RecursionError as error:
        raise BadInput("is nested too deeply") from error
    if values in (None, ""):
        return {}
    if not isinstance(values, dict):
        raise BadInput("holds no fields: write them as `published: 2022-02-04`, one on each line")
    if not all(isinstance(key, str) for key in values):
        raise BadInput("holds a field whose name is no text")
    return values
