"""Documents, passages and the facts about the index itself, as SQLite keeps them.

Every function is a part of a transaction that its caller opens.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from index import lexical
from index.journal import Content
from index.records import Document, Passage
from index.rows import document_of, document_row, passage_of, passage_row


def meta(connection: sqlite3.Connection) -> dict[str, str]:
    """What the index says of itself: model, dimension, schema, generation."""
    return {row["key"]: row["value"] for row in connection.execute("SELECT key, value FROM meta")}


def set_meta(connection: sqlite3.Connection, values: Mapping[str, str | int]) -> None:
    """Write such facts, replacing those of the same key."""
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        [(key, str(value)) for key, value in values.items()],
    )


def generation(connection: sqlite3.Connection) -> int:
    """How many steps of changes the index has seen."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
    return 0 if row is None else int(row["value"])


def put(connection: sqlite3.Connection, content: Content) -> None:
    """Store a document with its passages in place of what was there under its id."""
    document = content.document
    drop(connection, document.id)
    _insert(connection, "documents", [{**document_row(document), "fingerprint": content.fingerprint}])
    _insert(connection, "passages", map(passage_row, content.passages))
    lexical.insert(connection, document, _numbered(connection, document.id))


def drop(connection: sqlite3.Connection, document_id: str) -> None:
    """Forget a document and its passages."""
    lexical.delete(connection, _numbered(connection, document_id))
    connection.execute("DELETE FROM passages WHERE document_id = ?", (document_id,))
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def set_copies(connection: sqlite3.Connection, document_id: str, copies: Sequence[str]) -> None:
    """Note the paths that hold the same article as this document."""
    connection.execute("UPDATE documents SET copies = ? WHERE id = ?", (json.dumps(copies), document_id))


def document(connection: sqlite3.Connection, document_id: str) -> Document | None:
    """The document of this id, or None."""
    row = connection.execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
    return None if row is None else document_of(row)


def documents(connection: sqlite3.Connection) -> tuple[Document, ...]:
    """All documents, by path."""
    return tuple(map(document_of, connection.execute("SELECT * FROM documents ORDER BY path, id")))


def fingerprints(connection: sqlite3.Connection) -> dict[str, str]:
    """Document id → content hash of its file."""
    return {row["id"]: row["fingerprint"] for row in connection.execute("SELECT id, fingerprint FROM documents")}


def passages(connection: sqlite3.Connection, document_id: str) -> tuple[Passage, ...]:
    """The passages of a document in reading order."""
    return tuple(passage for _, passage in _numbered(connection, document_id))


def passages_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Passage]:
    """Those of the ids that are there, with their passages."""
    query = "SELECT * FROM passages WHERE id IN (SELECT value FROM json_each(?))"
    return {row["id"]: passage_of(row) for row in connection.execute(query, (json.dumps(list(ids)),))}


def count_passages(connection: sqlite3.Connection) -> int:
    """Number of passages of all documents."""
    return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])


def _numbered(connection: sqlite3.Connection, document_id: str) -> list[tuple[int, Passage]]:
    rows = connection.execute("SELECT * FROM passages WHERE document_id = ? ORDER BY ordinal", (document_id,))
    return [(row["number"], passage_of(row)) for row in rows]


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, object]]) -> None:
    for row in rows:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(f":{name}" for name in row)
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", dict(row))
