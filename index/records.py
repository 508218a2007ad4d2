"""The records every other module speaks in: documents, their spans, and passages.

All offsets are code points into `Document.text`, half open: `text[start:end]`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

SpanKind = Literal["article", "comment", "residue"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text and what it is.

    `residue` is what the page put around the article (navigation, cookie bars, share buttons, headlines of other
    articles); `comment` is what a reader wrote, `author` the name it was signed with, when the page shows one.
    """

    start: int
    end: int
    kind: SpanKind
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read: all text that was kept, and what is known about it.

    `spans` cover the text without overlap, in order; white space between two spans may belong to neither.
    `published` is the day of publication and never the file's or the indexing day; `published_note` says where it
    was found or why it is unknown. `captured` is the day the page was saved, when the capture says so.
    `part` names the row or entry of a file that holds several articles. `pages` are the offsets at which the pages
    of a paged file begin. `origins` tell for each of `title`, `source`, `author`, `url` and `captured` that is known
    where it was found, in words, as `published_note` does for the day. `copies` are the paths of files that hold the
    same article, `copy_sources` the outlets that ran it there.
    """

    id: str
    path: str
    title: str
    source: str | None
    published: date | None
    published_note: str
    captured: date | None
    text: str
    spans: tuple[Span, ...]
    url: str | None = None
    author: str | None = None
    copies: tuple[str, ...] = ()
    copy_sources: tuple[str, ...] = ()
    part: str = ""
    pages: tuple[int, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()

    def origin(self, field_name: str) -> str:
        """Where a field (`title`, `source`, `author`, `url`, `captured`, `published`) was found; "" when untold."""
        return self.published_note if field_name == "published" else dict(self.origins).get(field_name, "")

    def one_source_with(self, other: Document) -> bool:
        """Whether two documents count as one source: the same one, or copies of one another."""
        return self.id == other.id or other.path in self.copies or self.path in other.copies

    def page_of(self, offset: int) -> int | None:
        """The page, from 1, on which a place in the text stands; None for a file without pages."""
        return bisect_right(self.pages, offset) or None


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one span kind, verbatim: `document.text[start:end] == text`.

    `id` is `{document_id}:{ordinal}`; `ordinal` counts from 0 in reading order. `author` is the writer of a comment.
    """

    id: str
    document_id: str
    ordinal: int
    start: int
    end: int
    text: str
    kind: SpanKind
    author: str | None = None


@dataclass(frozen=True, slots=True)
class PassageFilter:
    """Which passages a search may return; every field that is set must hold.

    `after` and `before` are inclusive days of publication; undated documents never pass when either is set.
    `sources` are outlet names as documents carry them; `documents` are document ids.
    """

    after: date | None = None
    before: date | None = None
    sources: tuple[str, ...] = ()
    kinds: tuple[SpanKind, ...] = ("article",)
    documents: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage and how well it matched: cosine (−1 to 1) for dense, BM25 (higher is better) for lexical search."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one call of `index` did. All members are absolute paths; each given file stands in exactly one of them.

    `duplicates` are (path, path of the document that stands for it); `failed` are (path, reason). Of a file that
    holds several articles, and was read, those that repeat another or cannot be read stand there as `path#part`; a
    sidecar file that cannot be used stands in `failed` by its own path. Files that were not given stand in `added`
    or `duplicates` when they took, or lost, the place of a copy that came or went.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """One step of a running index call, given to `progress`. Counts grow; `files_total` is fixed from the start."""

    files_done: int
    files_total: int
    passages: int
    path: str = ""
