"""The SQLite file of an index: its tables, its connections, and what its errors mean."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock

from index.errors import BadInput, DatelineError, DiskFull, IndexBusy, IndexDamaged

REBUILD = "dateline index --rebuild PATH…"
"""The command that makes an index anew; named wherever an index is refused."""

_LEAST_ROOM = 4 * 1024 * 1024
"""Bytes without which a change cannot be written for sure: vectors and texts of a batch, and both databases' logs."""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL, source TEXT, published INTEGER,
    published_note TEXT NOT NULL, captured INTEGER, text TEXT NOT NULL, spans TEXT NOT NULL,
    url TEXT, author TEXT, part TEXT NOT NULL, pages TEXT NOT NULL, origins TEXT NOT NULL,
    fingerprint TEXT NOT NULL, article TEXT NOT NULL, original TEXT
);
CREATE INDEX documents_by_path ON documents (path);
CREATE INDEX documents_by_article ON documents (article);
CREATE INDEX documents_by_original ON documents (original) WHERE original IS NOT NULL;
CREATE INDEX documents_by_source ON documents (source);
CREATE TABLE files (
    path TEXT PRIMARY KEY, stamp TEXT NOT NULL, fingerprint TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE failures (path TEXT PRIMARY KEY, reason TEXT NOT NULL, file TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE bands (band INTEGER NOT NULL, article TEXT NOT NULL, PRIMARY KEY (band, article)) WITHOUT ROWID;
CREATE INDEX bands_by_article ON bands (article);
CREATE TABLE kin (
    article TEXT NOT NULL, other TEXT NOT NULL, repeats INTEGER NOT NULL, PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE INDEX kin_by_other ON kin (other);
CREATE TABLE unsettled (article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL, author TEXT
);
CREATE INDEX passages_in_order ON passages (document_id, ordinal);
CREATE TABLE facts (document_id TEXT PRIMARY KEY, made_of TEXT NOT NULL, facts BLOB NOT NULL);
CREATE TABLE vectors (number INTEGER PRIMARY KEY, vector BLOB NOT NULL);
CREATE VIRTUAL TABLE passage_words
    USING fts5 (text, title, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE TABLE words (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, record TEXT, vectors BLOB
);
"""


class Database:
    """Connections to one SQLite file: one that writes, and as many readers as threads ask for at a time."""

    def __init__(self, path: Path) -> None:
        """Open the file, made when missing. Raises IndexDamaged when it is no SQLite database."""
        self.path = path
        self._readers: list[sqlite3.Connection] = []
        self._readers_lock = Lock()
        self._write_lock = RLock()
        self._closed = False
        self._writer = self._connect()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the index throughout, whatever is written meanwhile."""
        with self._readers_lock:
            connection = self._readers.pop() if self._readers else None
        connection = connection or self._connect()
        with explained(self.path.parent):
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("COMMIT")
                self._give_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: what is written inside the `with` block is kept or, on an error, none of it."""
        with self._write_lock, explained(self.path.parent):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    def has_tables(self) -> bool:
        """Whether this is more than a new file."""
        with self.reading() as connection:
            return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])

    @contextmanager
    def creating(self) -> Iterator[sqlite3.Connection]:
        """The transaction that makes the tables and whatever is written inside the `with` block, or nothing."""
        with self.writing() as connection:
            for statement in _TABLES.split(";\n"):
                connection.execute(statement)
            yield connection

    def close(self) -> None:
        """Close all connections. Calling it twice is no error."""
        self._closed = True
        with self._readers_lock:
            connections, self._readers = [self._writer, *self._readers], []
        for connection in connections:
            connection.close()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._readers_lock:
            if not self._closed:
                self._readers.append(connection)
                return
        connection.close()

    def _connect(self) -> sqlite3.Connection:
        with explained(self.path.parent):
            connection = sqlite3.connect(self.path, timeout=10, isolation_level=None, check_same_thread=False)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            # Chroma must never hold a write that a power cut took from the journal here.
            connection.execute("PRAGMA synchronous = FULL")
            return connection


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours, each one line that says what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _meaning(error, folder) from error
    except sqlite3.DatabaseError as error:
        raise unusable(folder, error) from error


def unusable(folder: Path, cause: object) -> DatelineError:
    """The error for files that cannot be read or written: because the disk is full, or they are damaged."""
    said = str(cause).lower()
    if any(words in said for words in ("disk is full", "no space left", "quota exceeded")) or _no_room(folder):
        return DiskFull(
            f"no space left for the index in {folder}; what was stored is kept: make room and run the command again"
        )
    return damaged(folder, cause)


def _no_room(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False  # then this is not what is wrong, or cannot be told


def damaged(folder: Path, cause: object) -> IndexDamaged:
    """The error for files that cannot be read back."""
    line = str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
    return IndexDamaged(f"the index in {folder} cannot be read ({line}); rebuild it with `{REBUILD}`", line)


def _meaning(error: sqlite3.OperationalError, folder: Path) -> DatelineError:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return IndexBusy(f"the index in {folder} is being written; try again shortly")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return BadInput(f"cannot write to {folder}: {error}")
    if name.startswith(("SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE")) and not _no_room(folder):
        return DatelineError(f"cannot write to {folder}: {error}; what was stored is kept")
    return unusable(folder, error)
