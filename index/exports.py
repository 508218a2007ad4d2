"""Exports of articles: CSV, TSV, JSON lines and JSON. One row, one article; a bad row never stops the others.

Files of lines (CSV, TSV, JSON lines) are read as a stream, up to the `LARGEST_EXPORT` of `index.load`; a JSON file
is held whole and therefore no larger than other files.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import IO

from index import columns
from index.day_order import RowOrder, row_order
from index.decode import decode, encoding_of_file
from index.errors import UnreadableDocument
from index.raw import LONGEST_ARTICLE, RawDocument, UnreadablePart, with_title

_LONGEST_LINE = 4 * LONGEST_ARTICLE  # characters; JSON may write a character as an escape of six
_MOST_VALUES = 4_000_000  # lists, objects and members of a JSON text: bounds the memory that parsing it takes
_DEEPEST = 5  # levels of a JSON file at which the list of articles is looked for
_TELLING = 200  # first rows, whose dates show whether 04/02/2022 has its day or its month first
_MOST_NAMED = 50  # rows of one file whose reasons are told one by one
_LONGEST_NAME = 200  # characters of an id or address that names a row
_END = "\x1eend of file\x1e"  # put behind a table: inside a cell it shows that a quotation mark was never closed


@dataclass(frozen=True, slots=True)
class _Row:
    """A row and what a person would call it; `problem` says why there is none."""

    label: str
    cells: Mapping[object, object] = field(default_factory=dict)
    problem: str = ""


def read_table(path: Path) -> Iterator[RawDocument | UnreadablePart]:
    """The articles of a CSV or TSV file, whose first row names the columns."""
    with path.open(encoding=encoding_of_file(path), errors="replace", newline="") as file:
        yield from _articles(path, _table(file))


def read_lines(path: Path) -> Iterator[RawDocument | UnreadablePart]:
    """The articles of a file that holds one JSON object a line."""
    with path.open(encoding=encoding_of_file(path), errors="replace") as file:
        yield from _articles(path, _json_lines(file))


def read_json(path: Path, data: bytes) -> Iterator[RawDocument | UnreadablePart]:
    """The articles of a JSON file: of a list at one of its upper levels, or the one article that it is."""
    text = decode(data)
    try:
        found = _parsed(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and "\n" in text[: error.pos].lstrip()[-2:]:  # it holds a value a line
            yield from read_lines(path)
            return
        where = f"line {error.lineno}, column {error.colno}"
        raise UnreadableDocument(f"is not valid JSON: {error.msg} at {where}") from error
    except ValueError as error:
        raise UnreadableDocument(f"is not valid JSON: {error}") from error
    one = columns.article(found) if isinstance(found, dict) and columns.holds_text(found) else None
    rows = None if one and not one.summary else _rows_in(found)
    if rows is not None:
        yield from _articles(path, rows)
    elif one is not None:
        yield _raw(path, one, "")
    else:
        first = found[0] if isinstance(found, list) and found else found
        keys = first if isinstance(first, dict) else ()
        raise UnreadableDocument(f"holds no articles: {columns.no_text(keys)}")


def _parsed(text: str) -> object:
    """The value a JSON text writes. Raises ValueError for one that is too large, too deep, or no JSON."""
    if len(text) > _MOST_VALUES and text.count("{") + text.count("[") + text.count(",") > _MOST_VALUES:
        raise ValueError("too many values; write one article a line, as .jsonl")
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _rows_in(found: object) -> Iterator[_Row] | None:
    """The first list of articles at the highest level that has one; also of articles by id, and of columns."""
    level = [found]
    for _ in range(_DEEPEST):
        for value in level:
            listed = _listed(value)
            if any(isinstance(item, dict) and columns.article(item) for _, item in listed[:50]):
                return (
                    _Row(name, item) if isinstance(item, dict) else _Row(name, problem="is not an object of columns")
                    for name, item in listed
                )
        level = [inner for value in level for inner in _members(value)]
    return None


def _listed(value: object) -> list[tuple[str, object]]:
    """The entries of a list, of a dictionary of rows, or of a dictionary of columns, each with its name."""
    if isinstance(value, dict) and value and all(isinstance(inner, dict) for inner in value.values()):
        if columns.holds_text(value):  # {"title": {"0": …}, "text": {"0": …}}
            keys = dict.fromkeys(key for column in value.values() for key in column)
            return [(f"entry {key}", {name: column.get(key) for name, column in value.items()}) for key in keys]
        return [(f"entry {key}"[:_LONGEST_NAME], inner) for key, inner in value.items()]
    entries = value if isinstance(value, list) else []
    return [(f"entry {number}", inner) for number, inner in enumerate(entries, 1)]


def _members(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value[:100] if isinstance(value, list) else []


def _json_lines(file: IO[str]) -> Iterator[_Row]:
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        label = f"line {number}"
        if not line.endswith("\n") and len(line) >= _LONGEST_LINE:
            while (rest := file.readline(_LONGEST_LINE)) and not rest.endswith("\n"):
                pass  # the rest of a line that is too long to be held
            yield _Row(label, problem=f"is longer than {_LONGEST_LINE:,} characters")
        elif line.strip():
            yield _json_row(label, line)


def _json_row(label: str, line: str) -> _Row:
    try:
        cells = _parsed(line)
    except ValueError as error:
        return _Row(label, problem=f"is not valid JSON: {getattr(error, 'msg', error)}")
    return _Row(label, cells) if isinstance(cells, dict) else _Row(label, problem="is not an object of columns")


def _table(file: IO[str]) -> Iterator[_Row]:
    """The rows of a table below its header. Row 1 is the header, as a spreadsheet counts."""
    head = file.read(65_536)
    file.seek(0)
    # Python's limit of 131,072 characters a cell holds for the whole process; articles may be longer.
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_LINE))
    delimiter, skipped = _dialect(head)
    rows = csv.reader(chain(_short_lines(file), ["\n", _END]), delimiter=delimiter)
    number = 0
    try:
        for _ in range(skipped):
            next(rows)
        header = next(rows)
        if not columns.holds_text(header):
            raise UnreadableDocument(columns.no_text(cell for cell in header if cell != _END))
        for number, cells in enumerate(rows, 2):
            label = f"row {number}"
            if cells == [_END]:
                return
            if cells and cells[-1].endswith(_END):
                yield _Row(label, problem="opens a quotation mark that is never closed; nothing below is read")
            elif any(cell.strip() for cell in cells):
                yield _Row(label, dict(zip(header, cells, strict=False)))
    except csv.Error as error:
        problem = f"cannot be read ({error}); the rest of the file is not read"
        yield _Row(f"row {number + 1}", problem=problem)


def _short_lines(file: IO[str]) -> Iterator[str]:
    while line := file.readline(_LONGEST_LINE):
        if len(line) >= _LONGEST_LINE:
            raise csv.Error(f"a line longer than {_LONGEST_LINE:,} characters")
        yield line


def _dialect(head: str) -> tuple[str, int]:
    """The delimiter under which most columns of the first row have known names, and how many lines to pass over."""
    lines = head.lstrip("\ufeff").splitlines()
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines and lines[first].lower().startswith("sep=") and len(lines[first].strip()) == 5:
        return lines[first].strip()[4], first + 1  # a spreadsheet says so itself
    row = lines[first][:10_000] if lines else ""

    def known(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([row], delimiter=delimiter), [])
        return columns.known_columns(cells), len(cells)

    return max(",;\t|", key=known), first


def _articles(path: Path, rows: Iterator[_Row]) -> Iterator[RawDocument | UnreadablePart]:
    """Rows as articles, each under a name of its own; when none can be read, that is said of the file."""
    taken: set[str] = set()
    held: list[UnreadablePart] = []  # told once a row could be read
    good = bad = 0
    first = _first(rows)
    order = row_order(cell for row in first for cell in row.cells.values() if isinstance(cell, str) and len(cell) < 40)
    for row in chain(first, rows):
        one = None if row.problem else columns.article(row.cells)
        if one is not None:
            good += 1
            yield _raw(path, one, _name(one, row.label, taken), order)
        else:
            bad += 1
            reason = row.problem or f"holds no text; filled: {columns.filled(row.cells)}"
            held += [UnreadablePart(str(path.absolute()), row.label, reason)] if bad <= _MOST_NAMED else []
        if good:
            yield from held
            held = []
    if not good:
        others = f" ({bad - 1:,} more like it)" if bad > 1 else ""
        reason = f"no row can be read: {held[0].part} {held[0].reason}{others}" if held else "the file holds no rows"
        raise UnreadableDocument(reason)
    if bad > _MOST_NAMED:
        yield UnreadablePart(str(path.absolute()), "other rows", f"{bad - _MOST_NAMED:,} more cannot be read")


def _name(one: columns.Article, label: str, taken: set[str]) -> str:
    """The row's id or address when no row before has it, else its number."""
    free = (name for name in one.names if name not in taken and len(name) <= _LONGEST_NAME and name.isprintable())
    name = next(free, label)
    while name in taken:  # a row before has this row's number for its id
        name += "'"
    taken.add(name)
    return name


def _first(rows: Iterator[_Row]) -> list[_Row]:
    """The first rows, as far as they can be held at once without care."""
    first: list[_Row] = []
    size = 0
    for row in islice(rows, _TELLING):
        first.append(row)
        size += sum(len(cell) for cell in row.cells.values() if isinstance(cell, str))
        if size > LONGEST_ARTICLE:
            break
    return first


def _raw(path: Path, one: columns.Article, part: str, order: RowOrder | None = None) -> RawDocument:
    text, metadata, page = one.text, dict(one.metadata), None
    if order is not None:
        metadata["day order"] = order
    title = str(metadata.get("title") or "")
    if one.format == "text":
        text = with_title(text, title)
    if one.whole_page:
        from index.page import Page  # noqa: PLC0415  # lxml and trafilatura are loaded only for pages

        page = Page(text)
        metadata = {**page.metadata(), **metadata}
    return RawDocument(str(path.absolute()), text, one.format, MappingProxyType(metadata), part, page=page)
