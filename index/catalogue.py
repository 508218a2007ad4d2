"""Documents, passages and the facts about the index itself, as SQLite keeps them.

Every function is a part of a transaction that its caller opens.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from index import kin, lexical
from index.copies import article_key, article_text
from index.journal import Content
from index.ports import Failure, Held, HeldDocument, KeptFacts, Outline
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
    document, text = content.document, article_text(content.document)
    of_before, _ = _forget(connection, document.id)
    article = article_key(text)
    own = {"fingerprint": content.fingerprint, "article": article, "original": content.original}
    _insert(connection, "documents", [{**document_row(document), **own}])
    _insert(connection, "passages", map(passage_row, content.passages))
    if content.vectors.shape[1]:  # what comes from a server has none: they stay there
        connection.executemany(
            "INSERT INTO vectors SELECT number, ? FROM passages WHERE id = ?",
            [(row.tobytes(), passage.id) for row, passage in zip(content.vectors, content.passages, strict=True)],
        )
    lexical.insert(connection, document, _numbered(connection, document.id))
    kin.meet(connection, article, text)
    for concerned in {of_before, article}:
        kin.touch(connection, concerned)
    kin.part(connection, of_before)


def drop(connection: sqlite3.Connection, document_id: str) -> None:
    """Forget a document and its passages."""
    article, path = _forget(connection, document_id)
    kin.touch(connection, article)
    kin.part(connection, article)
    if not connection.execute("SELECT 1 FROM documents WHERE path = ?", (path,)).fetchone():
        connection.execute("DELETE FROM files WHERE path = ?", (path,))


def _forget(connection: sqlite3.Connection, document_id: str) -> tuple[str, str]:
    """Delete a document with its passages; its article and its path, both empty when it was not there."""
    row = connection.execute("SELECT article, path FROM documents WHERE id = ?", (document_id,)).fetchone()
    if row is None:
        return "", ""
    lexical.delete(connection, _numbered(connection, document_id))
    of_it = "(SELECT number FROM passages WHERE document_id = ?)"
    connection.execute(f"DELETE FROM vectors WHERE number IN {of_it}", (document_id,))
    connection.execute("DELETE FROM passages WHERE document_id = ?", (document_id,))
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    connection.execute("DELETE FROM facts WHERE document_id = ?", (document_id,))
    return row["article"], row["path"]


def document(connection: sqlite3.Connection, document_id: str) -> Document | None:
    """The document of this id, or None; one that another stands for, too."""
    row = connection.execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
    return None if row is None else document_of(row, kin.copies(connection, document_id).get(document_id, ((), ())))


def documents(connection: sqlite3.Connection) -> tuple[Document, ...]:
    """All documents that no other stands for, by path."""
    copies = kin.copies(connection)
    rows = connection.execute("SELECT * FROM documents WHERE original IS NULL ORDER BY path, part, id")
    return tuple(document_of(row, copies.get(row["id"], ((), ()))) for row in rows)


def contents(connection: sqlite3.Connection) -> Iterator[Content]:
    """All documents that have passages, with these and their vectors."""
    for found in connection.execute("SELECT * FROM documents WHERE original IS NULL").fetchall():
        rows = connection.execute(
            "SELECT p.*, v.vector FROM passages p JOIN vectors v USING (number) WHERE document_id = ? ORDER BY ordinal",
            (found["id"],),
        ).fetchall()
        if rows:
            vectors = np.stack([np.frombuffer(row["vector"], dtype=np.float32) for row in rows])
            yield Content(document_of(found), tuple(map(passage_of, rows)), vectors, found["fingerprint"])


def held(connection: sqlite3.Connection) -> dict[str, Held]:
    """Path → what the index holds of that file."""
    files = {row["path"]: (row["stamp"], row["fingerprint"]) for row in connection.execute("SELECT * FROM files")}
    found: dict[str, list[HeldDocument]] = {}
    for row in connection.execute("SELECT id, path, part, fingerprint, original FROM documents ORDER BY path, part"):
        document = HeldDocument(row["id"], row["part"], row["fingerprint"], row["original"])
        found.setdefault(row["path"], []).append(document)
    return {path: Held(*files.get(path, ("", "")), tuple(documents)) for path, documents in found.items()}


def note_fingerprints(connection: sqlite3.Connection, fingerprints: Mapping[str, str]) -> None:
    """Note other content hashes for documents: id → hash."""
    connection.executemany(
        "UPDATE documents SET fingerprint = ? WHERE id = ?", [(value, name) for name, value in fingerprints.items()]
    )


def note_files(connection: sqlite3.Connection, files: Mapping[str, tuple[str, str]]) -> None:
    """Note files that were read whole: path → stamp and content hash."""
    connection.executemany(
        "INSERT OR REPLACE INTO files SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM documents WHERE path = ?1)",
        [(path, *known) for path, known in files.items()],
    )


def keep_facts(connection: sqlite3.Connection, facts: Mapping[str, KeptFacts]) -> None:
    """Keep the facts of documents: id → facts."""
    connection.executemany(
        "INSERT OR REPLACE INTO facts SELECT id, ?, ? FROM documents WHERE id = ?",
        [(found.made_of, found.facts, name) for name, found in facts.items()],
    )


def facts(connection: sqlite3.Connection, document_id: str) -> KeptFacts | None:
    """What was kept of a document, or None."""
    row = connection.execute("SELECT made_of, facts FROM facts WHERE document_id = ?", (document_id,)).fetchone()
    return None if row is None else KeptFacts(row["made_of"], row["facts"])


def failures(connection: sqlite3.Connection) -> tuple[Failure, ...]:
    """What could not be read when it was last looked at, by path."""
    rows = connection.execute("SELECT path, reason, file FROM failures ORDER BY path")
    return tuple(Failure(row["path"], row["reason"], row["file"]) for row in rows)


def set_failures(connection: sqlite3.Connection, failed: Iterable[Failure]) -> None:
    """Note what cannot be read, in place of what was noted before."""
    connection.execute("DELETE FROM failures")
    _insert(connection, "failures", ({"path": one.path, "reason": one.reason, "file": one.file} for one in failed))


def outlets(connection: sqlite3.Connection) -> frozenset[str]:
    """The outlets of all documents, copies among them."""
    rows = connection.execute("SELECT DISTINCT source FROM documents WHERE source IS NOT NULL")
    return frozenset(row["source"] for row in rows)


def outline(connection: sqlite3.Connection) -> Outline:
    """How many passages there are, and the outlets of the documents that stand."""
    rows = connection.execute("SELECT source, published FROM documents WHERE original IS NULL").fetchall()
    return Outline(
        count_passages(connection),
        tuple(row["source"] for row in rows if row["published"] is not None),
        tuple(row["source"] for row in rows if row["published"] is None),
    )


def standing_for(connection: sqlite3.Connection, sources: Sequence[str]) -> frozenset[str]:
    """The ids of documents that stand for copies in one of these outlets."""
    rows = connection.execute(
        "SELECT DISTINCT original FROM documents WHERE original IS NOT NULL"
        " AND source IN (SELECT value FROM json_each(?))",
        (json.dumps(sources),),
    )
    return frozenset(row["original"] for row in rows)


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
