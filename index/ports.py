"""The port of the passage store: what `build` writes to and `qa` reads from.

Two adapters honour it and run the same contract tests: the real one (Chroma and SQLite FTS5) and an in-memory
one used by tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from index.records import Document, Passage, PassageFilter, ScoredPassage


@dataclass(frozen=True, slots=True)
class Entry:
    """A document ready to be stored: one vector for each passage, and the content hash of its file."""

    document: Document
    passages: Sequence[Passage]
    vectors: Sequence[Sequence[float]]
    fingerprint: str


class PassageStore(Protocol):
    """Documents and their passages, searchable by vector and by words."""

    def writing(self) -> AbstractContextManager[None]:
        """Be the only writer for as long as the `with` block lasts. Raises IndexBusy when another one is."""

    def add(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: Sequence[Sequence[float]],
        fingerprint: str,
    ) -> None:
        """Store a document whole, replacing the one of the same id. `fingerprint` is the content hash of its file."""

    def add_all(self, entries: Sequence[Entry]) -> None:
        """Store several documents as `add` would one after the other, at once or not at all, and faster."""

    def remove(self, document_id: str) -> None:
        """Forget a document and its passages. An unknown id is no error."""

    def set_copies(self, document_id: str, copies: Sequence[str]) -> None:
        """Note the paths of files that hold the same article as this document, in place of those noted before."""

    def document(self, document_id: str) -> Document | None:
        """The document of this id, or None."""

    def documents(self) -> tuple[Document, ...]:
        """All documents, by path."""

    def fingerprints(self) -> Mapping[str, str]:
        """Document id → content hash of the file it was read from, complete documents only."""

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order."""

    def dense(self, vector: Sequence[float], k: int, where: PassageFilter) -> list[ScoredPassage]:
        """The k nearest passages by cosine, best first."""

    def lexical(self, terms: Sequence[str], k: int, where: PassageFilter) -> list[ScoredPassage]:
        """The k best passages by BM25 over any of the terms (stemmed by the store), best first."""

    def frequencies(self) -> Mapping[str, int]:
        """Lower-cased surface word → number of passages it stands in: for rarity and for mending typing errors."""

    def close(self) -> None:
        """Let go of files and locks. Calling it twice is no error."""
