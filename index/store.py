"""The store: documents and passages in SQLite, their vectors in Chroma, in one folder and always in step.

SQLite has the vectors, too: a process killed while Chroma writes its files may leave them cut short, and then they are
made anew by whoever finds it.

SQLite says what is there; Chroma's hits count as far as SQLite knows them. A change goes journal, Chroma, SQLite;
an interrupted one is carried out by the next store that opens the folder or writes to it (see `index.journal`).
`generation` grows with every step of a change, and tells each process when Chroma's files are newer than what it
holds in memory.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from functools import partial, wraps
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import numpy as np

from index import catalogue, journal, kin, lexical
from index.database import Database, damaged
from index.errors import DiskFull, IndexBusy, IndexDamaged
from index.folder import WAIT, Folder
from index.journal import Content, Operation
from index.ports import Entry
from index.records import PassageFilter, ScoredPassage

if TYPE_CHECKING:
    from index.vectors import Vectors

_P = ParamSpec("_P")
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


def _reads(
    read: Callable[Concatenate[sqlite3.Connection, _P], _T], *, closely: bool = True
) -> Callable[Concatenate[Store, _P], _T]:
    """The method of the store that reads so."""

    @wraps(read)
    def method(store: Store, /, *given: _P.args, **named: _P.kwargs) -> _T:
        with store._reading(closely=closely) as connection:
            return read(connection, *given, **named)

    return method


def _notes(write: Callable[Concatenate[sqlite3.Connection, _P], None]) -> Callable[Concatenate[Store, _P], None]:
    """The method of the store that writes so."""

    @wraps(write)
    def method(store: Store, /, *given: _P.args, **named: _P.kwargs) -> None:
        with store.writing(), store._database.writing() as connection:
            write(connection, *given, **named)

    return method


class Store:
    """The `PassageStore` on disk. May be used from several threads, and one folder by several stores."""

    def __init__(self, place: Folder, database: Database, vectors: Vectors, dimension: int) -> None:
        """Take over what `Store.open` has opened and checked."""
        self._place = place
        self._database = database
        self._vectors = vectors
        self._dimension = dimension
        self._depth = 0
        self._seen = -1
        self._frequencies: tuple[int, Mapping[str, int]] = (-1, {})
        self._closed = False

    @classmethod
    def open(cls, folder: Path, *, model_name: str, dimension: int, wait: float = WAIT) -> Store:
        """Open the index in a folder, both made when missing; `wait` is how long a writer waits, in seconds.

        Raises BadInput when the folder cannot be written to, IndexMismatch when another model, dimension or
        schema made the index, IndexDamaged when its files cannot be read.
        """
        place = Folder(folder, wait=wait)
        with place.step.held():
            files = place.open_files(model_name, dimension)
        store = cls(place, *files, dimension)
        try:
            # While another process writes, what is unfinished is that process's work; on a full disk it is left.
            with suppress(IndexBusy, DiskFull), store.writing(wait=0):
                store._mending(store._check_counts)
        except BaseException:
            store.close()
            raise
        return store

    @property
    def folder(self) -> Path:
        """The data folder, absolute."""
        return self._place.path

    @property
    def where(self) -> str:
        """Where the index is, in words."""
        return str(self._place.path)

    @property
    def collection(self) -> Any:
        """Chroma's collection as it is now, to be read by llama-index's own `ChromaVectorStore`."""
        with self._in_step() as vectors:
            return vectors.handle()

    @contextmanager
    def writing(self, *, wait: float | None = None) -> Iterator[None]:
        """Be the only writer of this folder inside the `with` block; what changes the index does so by itself.

        Raises IndexBusy when another process or thread writes for longer than `wait` seconds.
        """
        with self._place.writer.held(wait=wait):
            if self._depth == 0:
                self._begin(wait)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._end()

    def add_all(self, entries: Sequence[Entry]) -> None:
        """Store documents whole, at once or none of them, each replacing the one of the same id.

        At once, as the cost of Chroma is by the call and not by the passage. Raises ValueError for vectors that do not
        fit the passages or the index.
        """
        self._change({entry.document.id: self._content(entry) for entry in entries})

    def remove(self, document_id: str) -> None:
        """Forget a document and its passages. An unknown id is no error."""
        if self.document(document_id) is not None:
            self._change({document_id: None})

    # What SQLite alone knows; `index.ports` says of each what it is for.
    document = _reads(catalogue.document, closely=False)
    documents = _reads(catalogue.documents)
    passages = _reads(catalogue.passages, closely=False)
    lexical = _reads(lexical.search)
    outlets = _reads(catalogue.outlets)
    outline = _reads(catalogue.outline)
    held = _reads(catalogue.held)
    note_fingerprints = _notes(catalogue.note_fingerprints)
    note_files = _notes(catalogue.note_files)
    original_of = _reads(kin.original_of)
    unsettled = _reads(kin.unsettled)
    settled = _notes(kin.settled)
    failures = _reads(catalogue.failures)
    set_failures = _notes(catalogue.set_failures)
    facts = _reads(catalogue.facts, closely=False)
    keep_facts = _notes(catalogue.keep_facts)

    def dense(self, vector: Sequence[float], k: int, where: PassageFilter) -> list[ScoredPassage]:
        """The k nearest passages by cosine, best first. Raises ValueError for a vector of another dimension."""
        if len(vector) != self._dimension:
            raise ValueError(f"this index holds vectors of {self._dimension} numbers, not {len(vector)}")
        return self._mending(partial(self._nearest, vector, k, where))

    def _nearest(self, vector: Sequence[float], k: int, where: PassageFilter) -> list[ScoredPassage]:
        # A filter costs Chroma 2 ms for each 1,000 passages that it lets through, as "articles only" does with most:
        # that one is applied here, to some more than are asked for.
        mostly = where.kinds == ("article",)
        given = replace(where, kinds=()) if mostly else where
        asked = 0 if where.documents == frozenset() else max(k, 0) * (2 if mostly else 1)  # Chroma takes no empty list
        while asked:
            with self._in_step() as vectors, self._database.reading() as connection:
                copied = catalogue.standing_for(connection, where.sources)
                found = vectors.nearest(vector, asked, given, copied)
                known = catalogue.passages_by_id(connection, (hit for hit, _ in found))
            of_kind = {hit for hit, passage in known.items() if not where.kinds or passage.kind in where.kinds}
            hits = [ScoredPassage(known[hit], cosine) for hit, cosine in found if hit in of_kind]
            if len(hits) >= k or len(found) < asked:
                return hits[:k]
            asked *= 4  # some hits belong to an interrupted change: look further
        return []

    def frequencies(self) -> Mapping[str, int]:
        """Lower-cased word → number of passages it stands in; read again only after a change."""
        with self._reading() as connection:
            now = catalogue.generation(connection)
            if self._frequencies[0] != now:
                self._frequencies = now, MappingProxyType(lexical.frequencies(connection))
        return self._frequencies[1]

    def close(self) -> None:
        """Let go of files and locks. Calling it twice is no error."""
        if not self._closed:
            self._closed = True
            self._vectors.close()
            self._database.close()

    @contextmanager
    def _in_step(self) -> Iterator[Vectors]:
        """Chroma as SQLite describes it: no other process is between the two inside the `with` block."""
        with self._place.step.held():
            with self._database.reading() as connection:
                now = catalogue.generation(connection)
            if now != self._seen:
                self._catch_up()
                self._seen = now
            yield self._vectors

    def _reading(self, *, closely: bool = True) -> AbstractContextManager[sqlite3.Connection]:
        """SQLite as it is now; with `closely` off, what it follows need not be asked (see `index.follower`)."""
        del closely  # a folder of its own follows nothing
        return self._database.reading()

    def _catch_up(self) -> None:
        """Take in what another process has changed."""
        self._vectors.reopen()

    def _begin(self, wait: float | None) -> None:  # noqa: ARG002 - here there is nobody else to wait for
        """What the only writer of this folder does first."""
        self._mending(self._ready)

    def _ready(self) -> None:
        with self._in_step():
            pass  # opens what another process has written, so that no change has to
        self._recover()

    def _end(self) -> None:
        """What it does last."""

    def _content(self, entry: Entry) -> Content:
        count = len(entry.vectors)
        rows = np.asarray(entry.vectors, dtype=np.float32).reshape(count, -1 if count else 0)
        if count != len(entry.passages) or (count and rows.shape[1] != self._dimension):
            raise ValueError(f"{len(entry.passages)} passages need as many vectors of {self._dimension} numbers")
        return Content(entry.document, tuple(entry.passages), rows, entry.fingerprint, entry.original)

    def _change(self, contents: Mapping[str, Content | None]) -> None:
        """Store or, for None, forget the documents of these ids."""
        if not contents:
            return
        with self.writing():
            try:
                with self._in_step() as vectors:
                    with self._stepping() as connection:
                        operations = [journal.begin(connection, *change) for change in contents.items()]
                    self._carry_out(vectors, operations)
            except IndexDamaged as error:
                self._remake(error)
                self._recover()  # the change is in the journal by now

    def _recover(self) -> None:
        """Carry out what an interrupted writer left in the journal."""
        with self._database.reading() as connection:
            operations = journal.unfinished(connection)
        for operation in operations:  # one after the other, as two may be of the same document
            with self._in_step() as vectors:
                self._carry_out(vectors, [operation], again=True)

    def _carry_out(self, vectors: Vectors, operations: Sequence[Operation], *, again: bool = False) -> None:
        """Both sides of a change; may be done `again` from the start as long as the journal holds it."""
        self._write_vectors(vectors, operations, again=again)
        with self._stepping() as connection:
            self._write_rows(connection, operations)

    def _write_vectors(self, vectors: Vectors, operations: Sequence[Operation], *, again: bool) -> None:
        contents = [operation.content for operation in operations if operation.content]
        with self._database.reading() as connection:
            gone = [p.id for operation in operations for p in catalogue.passages(connection, operation.document_id)]
        if again:
            gone += [passage.id for content in contents for passage in content.passages]
        vectors.delete(list(dict.fromkeys(gone)))
        vectors.add(contents)

    def _write_rows(self, connection: sqlite3.Connection, operations: Sequence[Operation]) -> None:
        for operation in operations:
            if operation.content:
                catalogue.put(connection, operation.content)
            else:
                catalogue.drop(connection, operation.document_id)
            journal.finish(connection, operation)

    @contextmanager
    def _stepping(self) -> Iterator[sqlite3.Connection]:
        """A transaction that counts as a step; what this store does itself it need not read again."""
        with self._database.writing() as connection:
            step = catalogue.generation(connection) + 1
            catalogue.set_meta(connection, {"generation": step})
            yield connection
        self._seen = step

    def _check_counts(self) -> None:
        """Raise IndexDamaged when files of one side were lost or come from elsewhere."""
        with self._in_step() as vectors, self._database.reading() as connection:
            here, there = catalogue.count_passages(connection), vectors.count()
        if here != there:
            raise damaged(self.folder, f"{here} passages in SQLite, {there} in Chroma")

    def _mending(self, work: Callable[[], _T]) -> _T:
        """Do the work, a second time where Chroma's files had to be made anew for it; the step is not held."""
        try:
            return work()
        except IndexDamaged as error:
            self._remake(error)
            return work()

    def _remake(self, error: IndexDamaged) -> None:
        """Make Chroma's files anew from SQLite, which has all that they hold; the error again where it has nothing."""
        with self._place.writer.held(), self._place.step.held():
            with self._database.reading() as connection:
                count = catalogue.count_passages(connection)
                if not count and not journal.unfinished(connection):
                    raise error
                told = "Chroma's files in %s cannot be read (%s); making them anew from the %d vectors in SQLite"
                _log.warning(told, self._place.path, error.reason, count)
                self._vectors.remake(catalogue.contents(connection))
            with self._stepping():
                pass  # other processes open the new files
