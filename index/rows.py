"""Records as rows of the database, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from index.records import Document, Passage, Span

Row = Mapping[str, Any]
_DOCUMENT = tuple(field.name for field in fields(Document) if field.name not in ("copies", "copy_sources"))
_PASSAGE = tuple(field.name for field in fields(Passage))


def day_number(day: date) -> int:
    """A day as the whole number yyyymmdd, so that ranges of days are ranges of numbers."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of(number: int | None) -> date | None:
    """The day that `day_number` wrote."""
    return None if number is None else date(number // 10_000, number // 100 % 100, number % 100)


def document_row(document: Document) -> dict[str, Any]:
    """All fields of a document as values SQLite and JSON can hold, but for its copies: those follow from the others."""
    return {name: getattr(document, name) for name in _DOCUMENT} | {
        "published": None if document.published is None else day_number(document.published),
        "captured": None if document.captured is None else day_number(document.captured),
        "spans": json.dumps([[span.start, span.end, span.kind, span.author] for span in document.spans]),
        "pages": json.dumps(document.pages),
        "origins": json.dumps(document.origins),
    }


def document_of(row: Row, copies: Sequence[tuple[str, ...]] = ((), ())) -> Document:
    """The document of a row; `copies` are the paths and the outlets of its copies."""
    values: dict[str, Any] = {name: row[name] for name in _DOCUMENT} | {
        "published": day_of(row["published"]),
        "captured": day_of(row["captured"]),
        "spans": tuple(Span(*span) for span in json.loads(row["spans"])),
        "pages": tuple(json.loads(row["pages"])),
        "origins": tuple((name, note) for name, note in json.loads(row["origins"])),
    }
    return Document(**values, copies=copies[0], copy_sources=copies[1])


def passage_row(passage: Passage) -> dict[str, Any]:
    """All fields of a passage as values SQLite and JSON can hold."""
    return {name: getattr(passage, name) for name in _PASSAGE}


def passage_of(row: Row) -> Passage:
    """The passage of a row."""
    return Passage(*(row[name] for name in _PASSAGE))
