"""Vectors of passages kept in a file, so that a large index can be made again without embedding every passage again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


class KeptVectors:
    """Texts with their vectors, in one SQLite file. `close` before another process reads it."""

    def __init__(self, path: Path) -> None:
        """Open the file, made when missing."""
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode=OFF")  # whatever is lost is only embedded again
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.execute("CREATE TABLE IF NOT EXISTS kept (sha1 BLOB PRIMARY KEY, text TEXT, vector BLOB)")

    def get(self, texts: Sequence[str]) -> list[Vector | None]:
        """The vectors of these texts in order, None where there is none yet."""
        return [self._one(text) for text in texts]

    def add(self, texts: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
        """Keep vectors; a text that is there already keeps the one it has."""
        rows = (
            (_key(text), text, np.asarray(vector, np.float32).tobytes())
            for text, vector in zip(texts, vectors, strict=True)
        )
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR IGNORE INTO kept VALUES (?, ?, ?)", rows)
        self._database.execute("COMMIT")

    def rows(self, after: int, limit: int) -> Iterator[tuple[str, Vector]]:
        """Texts and vectors in the order they came, without the first `after`, at most `limit` of them."""
        query = "SELECT text, vector FROM kept ORDER BY rowid LIMIT ? OFFSET ?"
        for text, blob in self._database.execute(query, (limit, after)):
            yield text, np.frombuffer(blob, np.float32)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _one(self, text: str) -> Vector | None:
        row = self._database.execute("SELECT vector FROM kept WHERE sha1 = ?", (_key(text),)).fetchone()
        return None if row is None else np.frombuffer(row[0], np.float32)


def _key(text: str) -> bytes:
    return hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).digest()
