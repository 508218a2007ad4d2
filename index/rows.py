"""Records as rows of the database, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from index.records import Document, Passage, Span

Row = Mapping[str, Any]


def day_number(day: date) -> int:
    """A day as the whole number yyyymmdd, so that ranges of days are ranges of numbers."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of(number: int | None) -> date | None:
    """The day that `day_number` wrote."""
    return None if number is None else date(number // 10_000, number // 100 % 100, number % 100)


def document_row(document: Document) -> dict[str, Any]:
    """All fields of a document as values SQLite and JSON can hold, but for its copies: those follow from the others."""
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "source": document.source,
        "published": None if document.published is None else day_number(document.published),
        "published_note": document.published_note,
        "captured": None if document.captured is None else day_number(document.captured),
        "text": document.text,
        "spans": json.dumps([[span.start, span.end, span.kind, span.author] for span in document.spans]),
        "url": document.url,
        "author": document.author,
        "part": document.part,
        "pages": json.dumps(document.pages),
        "origins": json.dumps(document.origins),
    }


def document_of(row: Row, copies: Sequence[tuple[str, ...]] = ((), ())) -> Document:
    """The document of a row; `copies` are the paths and the outlets of its copies."""
    return Document(
        id=row["id"],
        path=row["path"],
        title=row["title"],
        source=row["source"],
        published=day_of(row["published"]),
        published_note=row["published_note"],
        captured=day_of(row["captured"]),
        text=row["text"],
        spans=tuple(Span(*values) for values in json.loads(row["spans"])),
        url=row["url"],
        author=row["author"],
        copies=copies[0],
        copy_sources=copies[1],
        part=row["part"],
        pages=tuple(json.loads(row["pages"])),
        origins=tuple((name, note) for name, note in json.loads(row["origins"])),
    )


def passage_row(passage: Passage) -> dict[str, Any]:
    """All fields of a passage as values SQLite and JSON can hold."""
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "ordinal": passage.ordinal,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "kind": passage.kind,
        "author": passage.author,
    }


def passage_of(row: Row) -> Passage:
    """The passage of a row."""
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        ordinal=row["ordinal"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        kind=row["kind"],
        author=row["author"],
    )
