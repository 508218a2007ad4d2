"""The journal that keeps Chroma and SQLite in step.

Every change is written here whole, vectors included, before either side is touched, and struck out in the
transaction that changes SQLite. What is found here later was interrupted, and is carried out again from the start:
each step gives the same result the second time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.records import Document, Passage
from index.rows import document_of, document_row, passage_of, passage_row


@dataclass(frozen=True, slots=True)
class Content:
    """A document to be stored: `vectors` has one float32 row for each passage.

    `original` is the id of the document that stands for this one, which then has no passages.
    """

    document: Document
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]
    fingerprint: str
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """A change of one document: its new content, or None when it is to be forgotten."""

    number: int
    document_id: str
    content: Content | None


def begin(connection: sqlite3.Connection, document_id: str, content: Content | None) -> Operation:
    """Write down what is about to be done."""
    record, vectors = (None, None) if content is None else (record_of(content), content.vectors.tobytes())
    cursor = connection.execute(
        "INSERT INTO journal (document_id, record, vectors) VALUES (?, ?, ?)", (document_id, record, vectors)
    )
    assert cursor.lastrowid is not None
    return Operation(cursor.lastrowid, document_id, content)


def unfinished(connection: sqlite3.Connection) -> Sequence[Operation]:
    """What was begun and not finished, oldest first."""
    rows = connection.execute("SELECT number, document_id, record, vectors FROM journal ORDER BY number")
    return [Operation(row["number"], row["document_id"], _content(row["record"], row["vectors"])) for row in rows]


def give_up(connection: sqlite3.Connection, document_id: str) -> None:
    """Strike out what was begun of a document that somebody else has changed since."""
    connection.execute("DELETE FROM journal WHERE document_id = ?", (document_id,))


def finish(connection: sqlite3.Connection, operation: Operation) -> None:
    """Strike an operation out; belongs into the transaction that carries it out."""
    connection.execute("DELETE FROM journal WHERE number = ?", (operation.number,))


def record_of(content: Content) -> str:
    """All of a document but its vectors, as JSON."""
    return json.dumps(
        {
            "document": document_row(content.document),
            "passages": [passage_row(passage) for passage in content.passages],
            "fingerprint": content.fingerprint,
            "original": content.original,
        }
    )


def _content(record: str | None, vectors: bytes | None) -> Content | None:
    if record is None:
        return None
    fields = json.loads(record)
    rows = np.frombuffer(vectors or b"", dtype=np.float32)
    return content_of(fields, rows.reshape(len(fields["passages"]), -1 if fields["passages"] else 0))


def content_of(fields: Mapping[str, Any], vectors: NDArray[np.float32]) -> Content:
    """What `record_of` wrote, read from JSON."""
    passages = tuple(passage_of(row) for row in fields["passages"])
    return Content(document_of(fields["document"]), passages, vectors, fields["fingerprint"], fields["original"])
