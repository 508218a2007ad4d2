"""Reading the files of public sets, with one clear line for what is not in their format."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from index.errors import BadInput

T = TypeVar("T")


def read_json(path: Path, form: type[T]) -> T:
    """One JSON file in this form: a model, or a list of them. BadInput names file, field and fault."""
    return _checked(path, TypeAdapter(form), _text(path))


def read_lines(path: Path, form: type[T]) -> list[T]:
    """A file of one JSON object a line; empty lines pass."""
    adapter = TypeAdapter(form)
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


def _checked(where: Path | str, adapter: TypeAdapter[T], text: str) -> T:
    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "file"
        raise BadInput(f"{where}: not in the format of this set: {field}: {first['msg']}") from error
