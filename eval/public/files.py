"""Reading the files of public sets, with one clear line for what is not in their format."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from index.errors import BadInput

M = TypeVar("M", bound=BaseModel)


def read_json(path: Path, model: type[M]) -> M:
    """One JSON file as the model. BadInput names file, field and fault."""
    return _checked(path, TypeAdapter(model), _text(path))


def read_list(path: Path, model: type[M]) -> list[M]:
    """A JSON file that holds a list of the model."""
    return _checked(path, TypeAdapter(list[model]), _text(path))  # type: ignore[valid-type]  # built at run time


def read_lines(path: Path, model: type[M]) -> list[M]:
    """A file of one JSON object a line; empty lines pass."""
    adapter = TypeAdapter(model)
    lines = enumerate(_text(path).split("\n"), start=1)  # a string may hold other ends of line
    return [_checked(f"{path}:{number}", adapter, line) for number, line in lines if line.strip()]


def files_of(path: Path, *endings: str) -> list[Path]:
    """The file itself, or every file below a folder whose name ends so, sorted; hidden ones left out.

    BadInput when there is none.
    """
    if path.is_file():
        return [path]
    found = sorted(f for ending in endings for f in path.rglob(f"*{ending}") if not f.name.startswith("."))
    if not found:
        raise BadInput(f"{path}: no files that end in {' or '.join(endings)} there")
    return found


def _text(path: Path) -> str:
    if not path.is_file():
        raise BadInput(f"{path}: no such file")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 text ({error.reason} at byte {error.start})") from error


T = TypeVar("T")


def _checked(where: Path | str, adapter: TypeAdapter[T], text: str) -> T:
    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "file"
        raise BadInput(f"{where}: not in the format of this set: {field}: {first['msg']}") from error
