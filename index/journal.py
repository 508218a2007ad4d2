"""The journal that keeps Chroma and SQLite in step.

Every change is written here whole, vectors included, before either side is touched, and struck out in the
transaction that changes SQLite. What is found here later was interrupted, and is carried out again from the start:
each step gives the same result the second time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.records import Document, Passage
from index.rows import document_of, document_row, passage_of, passage_row


@dataclass(frozen=True, slots=True)
class Content:
    """A document to be stored: `vectors` has one float32 row for each passage."""

    document: Document
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A change of one document: its new content, or None when it is to be forgotten."""

    number: int
    document_id: str
    content: Content | None


def begin(connection: sqlite3.Connection, document_id: str, content: Content | None) -> Operation:
    """Write down what is about to be done."""
    record, vectors = (None, None) if content is None else (_record(content), content.vectors.tobytes())
    cursor = connection.execute(
        "INSERT INTO journal (document_id, record, vectors) VALUES (?, ?, ?)", (document_id, record, vectors)
    )
    assert cursor.lastrowid is not None
    return Operation(cursor.lastrowid, document_id, content)


def unfinished(connection: sqlite3.Connection) -> Sequence[Operation]:
    """What was begun and not finished, oldest first."""
    rows = connection.execute("SELECT number, document_id, record, vectors FROM journal ORDER BY number")
    return [Operation(row["number"], row["document_id"], _content(row["record"], row["vectors"])) for row in rows]


def finish(connection: sqlite3.Connection, operation: Operation) -> None:
    """Strike an operation out; belongs into the transaction that carries it out."""
    connection.execute("DELETE FROM journal WHERE number = ?", (operation.number,))


def _record(content: Content) -> str:
    return json.dumps(
        {
            "document": document_row(content.document),
            "passages": [passage_row(passage) for passage in content.passages],
            "fingerprint": content.fingerprint,
        }
    )


def _content(record: str | None, vectors: bytes | None) -> Content | None:
    if record is None:
        return None
    fields = json.loads(record)
    passages = tuple(passage_of(row) for row in fields["passages"])
    rows = np.frombuffer(vectors or b"", dtype=np.float32).reshape(len(passages), -1 if passages else 0)
    return Content(document_of(fields["document"]), passages, rows, fields["fingerprint"])
