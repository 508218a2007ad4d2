"""The store over a Chroma server: SQLite in a folder of this machine follows what the server holds.

Searches by words, documents and offsets come from SQLite; before each, the server's marker tells whether anything has
changed, and then only the documents whose revision differs are fetched. A folder that is lost is fetched anew.
A change goes journal, server, SQLite, under the server's lease. One that was interrupted is carried out by this folder
when it writes next; where the folder is lost, what is left of it on the server does not count, and the next writer of
any machine sweeps it. While the server is away, questions fail with one line and work again when it is back.
"""

from __future__ import annotations

import sqlite3
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from index import catalogue, journal
from index.address import Address
from index.database import Database
from index.errors import BadInput, DiskFull, IndexBusy, IndexDamaged, IndexMismatch, ServerAway
from index.folder import WAIT, Folder, made_with, mismatch
from index.journal import Operation
from index.lease import Lease
from index.remote import Connection, Gone
from index.server import Head, Ledger, ServerVectors
from index.store import Store
from index.vectors import Vectors

_GLANCE = 1.0
"""Seconds for which single documents are taken from SQLite without asking the server."""
_AT_ONCE = 100
"""Documents fetched at a time."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS followed"
    " (document_id TEXT PRIMARY KEY, revision TEXT NOT NULL, passages INTEGER NOT NULL, parts INTEGER NOT NULL)"
)


class Follower(Store):
    """The `PassageStore` on a server. May be used from several threads; folders of several machines may share one
    server, one of them writing at a time."""

    _vectors: ServerVectors

    def __init__(
        self, place: Folder, database: Database, vectors: ServerVectors, dimension: int, connection: Connection
    ) -> None:
        """Take over what `Follower.connect` has opened and checked."""
        super().__init__(place, database, vectors, dimension)
        self._connection = connection
        self._ledger = Ledger(connection)
        self._looked = float("-inf")
        with database.writing() as sqlite:
            sqlite.execute(_TABLE)
            known = catalogue.meta(sqlite).get("client")
            holder = known or uuid.uuid4().hex
            catalogue.set_meta(sqlite, {"client": holder})
            vectors.revisions = {name: head.revision for name, head in _followed(sqlite).items()}
        self._lease = Lease(self._ledger, holder, connection.now, self.where)

    @classmethod
    def connect(
        cls, folder: Path, address: Address, *, model_name: str, dimension: int, wait: float = WAIT
    ) -> Follower:
        """Open a collection, made when missing, with its SQLite below `folder`; `wait` is how long a writer waits.

        Raises ServerAway when the server does not answer, BadInput when it refuses or the folder cannot be written
        to, IndexMismatch when another model, dimension or schema made the collection.
        """
        ours = made_with(model_name, dimension)
        with ExitStack() as undo:
            connection = undo.enter_context(closing(Connection(address)))
            with _told_apart(address):
                vectors = ServerVectors(connection, ours)
                _compare(vectors, address, ours)
                place = Folder(folder / address.folder, wait=wait)
                with place.step.held():
                    store = undo.enter_context(closing(cls(place, _cache(place, ours), vectors, dimension, connection)))
            store.start()
            undo.pop_all()
        return store

    def start(self) -> None:
        """Catch up with the server, and carry out what this folder left unfinished unless another one writes."""
        with self._reading() as sqlite:
            unfinished = bool(journal.unfinished(sqlite))
        if unfinished:
            with suppress(IndexBusy, DiskFull), self.writing(wait=0):
                pass

    def close(self) -> None:
        """Let go of files, locks and connections. Calling it twice is no error."""
        if not self._closed:
            super().close()
            self._connection.close()

    @property
    def folder(self) -> Path:
        """The data folder, absolute: what is of this machine alone is kept there, whichever server is followed."""
        return self._place.path.parent

    # --- following

    def _reading(self, *, closely: bool = True) -> Any:
        """SQLite as it is when the server has been asked what is new."""
        age = time.monotonic() - self._looked
        if self._depth == 0 and (closely or age > _GLANCE):  # the only writer knows what there is
            with _told_apart(self._connection.address):
                self._follow()
        return self._database.reading()

    @contextmanager
    def _in_step(self) -> Iterator[Vectors]:
        with _told_apart(self._connection.address):
            if self._depth == 0:
                self._follow()
            with super()._in_step() as vectors:
                yield vectors

    def _catch_up(self) -> None:
        """Take in what another process that shares this folder has fetched."""
        with self._database.reading() as sqlite:
            self._vectors.revisions = {name: head.revision for name, head in _followed(sqlite).items()}

    def _follow(self) -> None:
        """Bring SQLite to the state of the server."""
        asked = time.monotonic()
        marker = self._marker()
        with self._database.reading() as sqlite:
            known = catalogue.meta(sqlite).get("marker", "")
        if marker != known:
            with self._place.step.held():
                self._fetch(marker)
        self._looked = asked

    def _marker(self) -> str:
        try:
            return self._ledger.marker()
        except Gone:  # deleted, or another server stands in its place: what is there by that name counts
            self._ledger.reopen()
            self._vectors.reopen()
            with self._database.reading() as sqlite:
                meta = catalogue.meta(sqlite)
            _compare(self._vectors, self._connection.address, made_with(meta["model"], int(meta["dimension"])))
            return self._ledger.marker()

    def _fetch(self, marker: str) -> None:
        """Take in the documents whose revision differs, and drop those that are gone."""
        heads = self._ledger.heads()
        with self._database.reading() as sqlite:
            known = _followed(sqlite)
        new = iter([head for name, head in heads.items() if known.get(name) != head])
        missed = False
        while some := list(islice(new, _AT_ONCE)):
            contents = list(self._ledger.contents(some))
            missed = missed or len(contents) < len(some)  # changed since: looked at again the next time
            with self._stepping() as sqlite:
                for head, content in contents:
                    catalogue.put(sqlite, content)
                    if not content.document.part:  # where there are several, a file may not have been read to its end
                        file = content.fingerprint.partition(":")[0]
                        catalogue.note_files(sqlite, {content.document.path: ("", file)})
                    journal.give_up(sqlite, head.document_id)  # what was begun here is older
                    _note(sqlite, head)
        with self._stepping() as sqlite:
            for name in known.keys() - heads.keys():
                catalogue.drop(sqlite, name)
                _unnote(sqlite, name)
            if not missed:
                catalogue.set_meta(sqlite, {"marker": marker})
        self._catch_up()

    # --- writing

    def _begin(self, wait: float | None) -> None:
        with _told_apart(self._connection.address):
            cut_off = self._lease.take(self._place.wait if wait is None else wait)
            try:
                self._follow()
                with self._database.reading() as sqlite:
                    here = catalogue.count_passages(sqlite)
                if cut_off or here != self._vectors.count():
                    self._sweep()
                self._recover()
            except BaseException:
                self._end()
                raise

    def _end(self) -> None:
        with suppress(ServerAway, Gone):  # then it ends by itself
            self._lease.release()

    def _sweep(self) -> None:
        """Delete what interrupted writers left: passages and records that no head stands for, and documents whose
        passages are not all there."""
        heads = self._ledger.heads()
        missing = {name: head.passages for name, head in heads.items()}
        astray = []
        for passage_id, document_id, revision in self._vectors.listed():
            if document_id in heads and heads[document_id].revision == revision:
                missing[document_id] -= 1
            else:
                astray.append(passage_id)
        partial = [name for name, left in missing.items() if left]
        self._ledger.hide(partial)
        with self._database.reading() as sqlite:
            astray += [passage.id for name in partial for passage in catalogue.passages(sqlite, name)]
        self._vectors.delete(astray)
        whole = {name: head for name, head in heads.items() if name not in partial}
        self._ledger.discard(self._ledger.leftovers(whole))
        self._ledger.set_marker(uuid.uuid4().hex)
        self._follow()

    def _carry_out(self, vectors: Vectors, operations: Sequence[Operation], *, again: bool = False) -> None:
        """Both sides of a change: heads go first and come last, so that no one else ever takes half for whole."""
        self._lease.confirm()
        with self._database.reading() as sqlite:
            known = _followed(sqlite)
        before = [known[operation.document_id] for operation in operations if operation.document_id in known]
        self._ledger.hide([one.document_id for one in operations if again or one.document_id in known])
        self._write_vectors(vectors, operations, again=again)
        self._lease.confirm()
        heads = self._ledger.write([operation.content for operation in operations if operation.content])
        marker = uuid.uuid4().hex
        self._ledger.set_marker(marker)
        with self._stepping() as sqlite:
            self._write_rows(sqlite, operations)
            for operation in operations:
                if operation.content is None:
                    _unnote(sqlite, operation.document_id)
            for head in heads:
                _note(sqlite, head)
            catalogue.set_meta(sqlite, {"marker": marker})
        self._catch_up()
        kept = {(head.document_id, head.revision) for head in heads}
        self._ledger.forget(head for head in before if (head.document_id, head.revision) not in kept)

    def _remake(self, error: IndexDamaged) -> None:
        """The vectors are on the server alone; a damaged folder is fetched anew when it is opened."""
        raise error

    @property
    def where(self) -> str:
        """Where the index is, in words."""
        return _named(self._connection.address)


def clear(folder: Path, address: Address) -> None:
    """Delete a collection of ours, whatever model made it, and what this folder keeps of it.

    Raises BadInput when the collection is not one of ours, IndexBusy while another machine writes.
    """
    connection = Connection(address)
    try:
        with _told_apart(address):
            found = connection.metadata(address.collection)
            if found is not None and not _ours(found):
                raise BadInput(_foreign(address))
            ledger = Ledger(connection)
            Lease(ledger, uuid.uuid4().hex, connection.now, _named(address)).take(WAIT)
            connection.drop(address.collection)
            connection.drop(f"{address.collection}-documents")
    finally:
        connection.close()
    Folder(folder / address.folder).clear()


def _cache(place: Folder, ours: dict[str, str | int]) -> Database:
    """The SQLite side; one that another program made or that cannot be read is fetched anew."""
    try:
        return place.open_database(ours)
    except (IndexMismatch, IndexDamaged):
        place.clear()
        return place.open_database(ours)


def _compare(vectors: ServerVectors, address: Address, ours: dict[str, str | int]) -> None:
    found = vectors.meta
    if not _ours(found):
        raise BadInput(_foreign(address))
    if any(str(found[key]) != str(value) for key, value in ours.items()):
        raise mismatch(_named(address), found, ours)


def _ours(meta: dict[str, Any]) -> bool:
    return all(key in meta for key in made_with("", 0))


def _foreign(address: Address) -> str:
    return f"{_named(address)} was not made by Dateline: name another one in CHROMA_COLLECTION"


def _named(address: Address) -> str:
    return f"the collection “{address.collection}” at {address}"


@contextmanager
def _told_apart(address: Address) -> Iterator[None]:
    """A collection that vanishes in the midst of something is one line, too."""
    try:
        yield
    except Gone as error:
        raise ServerAway(f"{_named(address)} was deleted a moment ago; try again") from error


def _followed(sqlite: sqlite3.Connection) -> dict[str, Head]:
    rows = sqlite.execute("SELECT document_id, revision, passages, parts FROM followed")
    return {row["document_id"]: Head(*row) for row in rows}


def _note(sqlite: sqlite3.Connection, head: Head) -> None:
    values = (head.document_id, head.revision, head.passages, head.parts)
    sqlite.execute("INSERT OR REPLACE INTO followed VALUES (?, ?, ?, ?)", values)


def _unnote(sqlite: sqlite3.Connection, document_id: str) -> None:
    sqlite.execute("DELETE FROM followed WHERE document_id = ?", (document_id,))
