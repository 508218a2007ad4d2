"""From files to the index: find, read, clean, describe, split, embed, store. The steps stand in order in `build`."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from index.clean import clean
from index.copies import Originals
from index.corrections import Described, Key
from index.errors import UnreadableDocument
from index.files import Found, find_files
from index.load import load_all
from index.metadata import describe
from index.overrides import Override
from index.ports import Entry, PassageStore
from index.records import Document, IndexProgress, IndexReport, Passage
from index.sidecar import sidecar_content
from index.split import embedded_text, header, split

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

_BATCH = 256
"""Passages embedded at a time: enough to sort by length, few enough to see progress and to stay small in memory."""

Progress = Callable[[IndexProgress], None]


def build(
    paths: Iterable[str | os.PathLike[str]],
    store: PassageStore,
    embedder: BaseEmbedding,
    *,
    latest: date,
    sync: bool = False,
    progress: Progress | None = None,
    corrections: Callable[[], Mapping[Key, Override]] = dict,
) -> IndexReport:
    """Bring files and folders into the index; what has not changed is left alone.

    `latest` is a day no document can be newer than; `sync` also removes the documents of files that are gone from
    the folders given; `corrections` tells what has been corrected by hand. Errors of one file go into the report's
    `failed`, and its earlier version stays; so does what is wrong with a sidecar, whose document is indexed without
    it. Raises IndexBusy when another process is writing.
    """
    found = find_files(paths)
    run = _Run(store, embedder, found, progress)
    with store.writing():
        run.described = Described(corrections(), latest)
        run.look_at_what_is_there(sync=sync)
        for path in run.to_read():
            for document in run.read(path, latest):
                if not run.is_copy(document):
                    run.queue(document, split(document))
        run.embed_and_store()
        run.note_copies(sync=sync)
    return run.report()


def fingerprint(path: str) -> str:
    """A hash of the file and of the sidecar beside it; empty for what is no ordinary file."""
    digest = hashlib.sha256()
    if not Path(path).is_file():
        return ""
    digest.update(b"\0" + Path(path).read_bytes())
    digest.update(sidecar_content(path))
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Known:
    """What the index holds of a path."""

    id: str
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A document that waits for its vectors."""

    document: Document
    passages: tuple[Passage, ...]
    fingerprint: str

    def texts(self) -> list[str]:
        """What the embedding model is given."""
        line = header(self.document)
        return [embedded_text(line, passage.text) for passage in self.passages]


class _Run:
    """One call of `build`: what it knows, and what has come of each path."""

    def __init__(self, store: PassageStore, embedder: BaseEmbedding, found: Found, progress: Progress | None) -> None:
        self._store = store
        self._embedder = embedder
        self._found = found
        self._given = frozenset(found.files)
        self._progress = progress
        self._known: dict[str, _Known] = {}
        self._originals = Originals()
        self._fingerprints: dict[str, str] = {}
        self._waiting: list[_Ready] = []
        self._passages = 0
        self._done: dict[str, str] = {}
        self._removed: list[str] = []
        self._duplicates: dict[str, str] = {}
        self._failed: dict[str, str] = dict(found.failed)
        self.described = Described({}, date.max)

    def look_at_what_is_there(self, *, sync: bool) -> None:
        """Tell unchanged documents from changed ones, and forget those whose files are gone."""
        before = self._store.fingerprints()
        for document in self._store.documents():
            path = document.path
            if sync and path not in self._given and self._found.covers(path):
                self._store.remove(document.id)
                self._removed.append(path)
                continue
            self._known[path] = _Known(document.id, document.copies)
            now = _try_fingerprint(path) + self.described.mark(path, document.part) if path in self._given else ""
            if path not in self._given or now == before[document.id]:
                self._originals.claim(document)
                if path in self._given:
                    self._failed.update(self.described.problems(path))
                    self._finish(path, "unchanged")

    def to_read(self) -> Iterator[str]:
        """The given files that are new or have changed."""
        return (path for path in self._found.files if path not in self._done)

    def read(self, path: str, latest: date) -> Iterator[Document]:
        """The documents of a file: none when it cannot be read, several when it holds several articles."""
        try:
            self._fingerprints[path] = fingerprint(path)
            self._failed.update(self.described.problems(path))
            for raw in load_all(Path(path)):
                if isinstance(raw, UnreadableDocument):
                    self._failed[f"{path}#{raw.part}"] = raw.reason
                    continue
                document = describe(raw, clean(raw), latest=latest, overrides=self.described.overrides(path, raw.part))
                _check_characters(document)
                yield document
        except UnreadableDocument as error:
            self._fail(path, error.reason)
        except OSError as error:
            self._fail(path, error.strerror or str(error))
        except Exception as error:  # noqa: BLE001 - whatever one file brings about must not stop the others
            self._fail(path, f"cannot be read ({type(error).__name__}: {error})")

    def is_copy(self, document: Document) -> bool:
        """Whether another file holds the same article; if so this one is noted, and its own entry forgotten."""
        first = self._originals.claim(document)
        if first is None:
            return False
        self._duplicates[document.path] = first
        if document.path in self._known:
            self._store.remove(self._known.pop(document.path).id)
        self._finish(document.path, "copy")
        return True

    def queue(self, document: Document, passages: tuple[Passage, ...]) -> None:
        """Have the document embedded and stored as soon as enough passages wait."""
        if not passages:
            self._fail(document.path, "holds no article")
            return
        known_by = self._fingerprints[document.path] + self.described.mark(document.path, document.part)
        self._waiting.append(_Ready(document, passages, known_by))
        if sum(len(ready.passages) for ready in self._waiting) >= _BATCH:
            self.embed_and_store()

    def embed_and_store(self) -> None:
        """Embed and store what waits in one go."""
        waiting, self._waiting = self._waiting, []
        entries = list(self._embedded(waiting))
        self._store.add_all(entries)
        for entry in entries:
            document = entry.document
            outcome = "updated" if document.path in self._known else "added"
            self._known[document.path] = _Known(document.id, document.copies)
            self._passages += len(entry.passages)
            self._finish(document.path, outcome)

    def note_copies(self, *, sync: bool) -> None:
        """Let each document know its copies: those found now, and those of before that were not looked at."""
        for path, known in self._known.items():
            kept = {
                copy for copy in known.copies if copy not in self._given and not (sync and self._found.covers(copy))
            }
            copies = tuple(sorted(kept | {copy for copy, first in self._duplicates.items() if first == path}))
            if copies != known.copies:
                self._store.set_copies(known.id, copies)

    def report(self) -> IndexReport:
        """What has come of each path."""
        return IndexReport(
            added=self._with("added"),
            updated=self._with("updated"),
            unchanged=self._with("unchanged"),
            removed=tuple(sorted(self._removed)),
            duplicates=tuple(sorted(self._duplicates.items())),
            failed=tuple(sorted(self._failed.items())),
        )

    def _embedded(self, waiting: Sequence[_Ready]) -> Iterator[Entry]:
        texts = [text for ready in waiting for text in ready.texts()]
        try:
            vectors = self._embedder.get_text_embedding_batch(texts)
        except Exception as error:  # noqa: BLE001 - any embedding model may be configured, with errors of its own
            if len(waiting) == 1:
                self._fail(waiting[0].document.path, f"cannot be embedded ({type(error).__name__}: {error})")
            else:
                for ready in waiting:
                    yield from self._embedded([ready])
            return
        start = 0
        for ready in waiting:
            end = start + len(ready.passages)
            yield Entry(ready.document, ready.passages, vectors[start:end], ready.fingerprint)
            start = end

    def _with(self, outcome: str) -> tuple[str, ...]:
        return tuple(sorted(path for path, what in self._done.items() if what == outcome))

    def _fail(self, path: str, reason: str) -> None:
        self._failed[path] = reason
        self._finish(path, "failed")

    def _finish(self, path: str, outcome: str) -> None:
        self._done[path] = outcome
        if self._progress is not None:
            self._progress(IndexProgress(len(self._done), len(self._found.files), self._passages, path))


def _try_fingerprint(path: str) -> str:
    """The file's fingerprint, or nothing when it cannot be read: reading it will then tell why."""
    try:
        return fingerprint(path)
    except OSError:
        return ""


def _check_characters(document: Document) -> None:
    """Raise UnreadableDocument for what no database can hold: halves of characters, from broken names or escapes."""
    try:
        for text in (document.path, document.title, document.source or "", document.text):
            text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableDocument(document.path, "its name or text is not valid Unicode") from error
