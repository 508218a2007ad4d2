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
    """A document ready to be stored: one vector for each passage, and the content hash of its file.

    `original` is the id of the document that stands for this one, which then has no passages.
    """

    document: Document
    passages: Sequence[Passage]
    vectors: Sequence[Sequence[float]]
    fingerprint: str
    original: str | None = None


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document the index holds; `original` is the id of the one that stands for it, None where it stands itself."""

    id: str
    part: str
    fingerprint: str
    original: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """What the index holds of a file. `stamp` (size and times) and `fingerprint` (content hash) are those the file
    had when it was last read whole, empty when it never was."""

    stamp: str
    fingerprint: str
    documents: tuple[HeldDocument, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What the index holds, without a word of it: how many passages, and the outlet of each document that stands,
    those with a day of publication apart from those without."""

    passages: int
    dated: tuple[str | None, ...]
    undated: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """That a document is to stand itself (`original` is None), or that another one is to stand for it.

    `fingerprint` is the one it is stored with.
    """

    document_id: str
    original: str | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """What a document says of dates, people and statements, packed; `made_of` is a hash of what that follows from."""

    made_of: str
    facts: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, and why: a file, a `part` of one as `path#part`, or what describes it; `file` is the
    document's file that is concerned."""

    path: str
    reason: str
    file: str


class PassageStore(Protocol):
    """Documents and their passages, searchable by vector and by words."""

    @property
    def where(self) -> str:
        """Where the index is, in words."""

    def writing(self) -> AbstractContextManager[None]:
        """Be the only writer for as long as the `with` block lasts. Raises IndexBusy when another one is."""

    def add_all(self, entries: Sequence[Entry]) -> None:
        """Store documents whole, at once or not at all, one after the other: each replaces the one of the same id."""

    def remove(self, document_id: str) -> None:
        """Forget a document and its passages. An unknown id is no error."""

    def document(self, document_id: str) -> Document | None:
        """The document of this id, or None; one that another stands for, too."""

    def documents(self) -> tuple[Document, ...]:
        """All documents that no other stands for, by path."""

    def outlets(self) -> frozenset[str]:
        """The outlets of all documents, copies among them."""

    def outline(self) -> Outline:
        """What the index holds, without reading its texts."""

    def held(self) -> Mapping[str, Held]:
        """Path → what the index holds of that file."""

    def note_fingerprints(self, fingerprints: Mapping[str, str]) -> None:
        """Note other content hashes for documents that are the same in a file that has changed: id → hash."""

    def note_files(self, files: Mapping[str, tuple[str, str]]) -> None:
        """Note files that were read whole: path → stamp and content hash. Files without documents are passed over."""

    def original_of(self, document: Document) -> str | None:
        """The id of a stored document that says all this one says and comes first, or None."""

    def unsettled(self) -> Sequence[Standing]:
        """Which documents are to stand or be hidden, since the documents there are have changed: those to stand
        first. They are to be stored again accordingly."""

    def settled(self) -> None:
        """Note that what `unsettled` gave has been done."""

    def failures(self) -> Sequence[Failure]:
        """What could not be read when it was last looked at, by path."""

    def set_failures(self, failed: Sequence[Failure]) -> None:
        """Note what cannot be read, in place of what was noted before."""

    def keep_facts(self, facts: Mapping[str, KeptFacts]) -> None:
        """Keep the facts of documents, by their ids, until these are stored again or removed; ids that the store does
        not have are passed over."""

    def facts(self, document_id: str) -> KeptFacts | None:
        """What `keep_facts` kept of a document, or None."""

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
