"""An index on a Chroma server: two collections that hold all another machine needs.

The first has the passages with their vectors, as llama-index reads them. The second, `…-documents`, has for every
document a `head` and the `part`s of its record (the whole document, compressed and cut into pieces that Chroma Cloud
takes), the `marker` that changes with every change, and the lease of the writer (see `index.lease`). The head is
written last and taken away first: what has no head, or another revision than its head, does not count.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from index import journal
from index.journal import Content
from index.lease import Grant
from index.records import PassageFilter
from index.remote import Connection
from index.vectors import HNSW, Vectors, chunks

_PIECE = 12_000
"""Characters of one piece of a record: Chroma Cloud takes 16,384 bytes."""
_MOST = 10_000
"""Hits asked for at most, where leftovers of an interrupted change stand in the way of better ones."""


@dataclass(frozen=True, slots=True)
class Head:
    """That a document is there whole: which revision of it, and of how many passages and pieces of record."""

    document_id: str
    revision: str
    passages: int
    parts: int


def revision_of(content: Content) -> str:
    """A hash of all that is stored of a document but for its vectors."""
    return hashlib.sha256(journal.record_of(content).encode()).hexdigest()[:16]


class ServerVectors(Vectors):
    """The passages on a server. `revisions` are those of the documents that count."""

    def __init__(self, connection: Connection, meta: Mapping[str, str | int]) -> None:
        """Open the collection, made with `meta` when missing. Raises ServerAway when it cannot be reached."""
        self._connection = connection
        self._meta = dict(meta)
        self._system = None
        self._collection = None
        self.revisions: Mapping[str, str] = {}
        self.reopen()

    def _opened(self) -> tuple[Any, Any]:
        return None, self._collection_by(self._connection)

    def handle(self) -> Any:
        """The collection once more, to hand out, over a connection of its own: it stays usable when this closes."""
        with self._explained():
            return self._collection_by(Connection(self._connection.address))

    def _collection_by(self, connection: Connection) -> Any:
        address = connection.address
        configuration = {"spann": {"space": "cosine"}} if address.is_cloud else {"hnsw": HNSW}
        return connection.collection(address.collection, configuration=configuration, metadata=self._meta)

    @property
    def _batch(self) -> int:
        return self._connection.address.batch

    def _nodes(self, content: Content) -> list[Any]:
        nodes, revision = super()._nodes(content), revision_of(content)
        for node in nodes:
            node.metadata["revision"] = revision
        return nodes

    def nearest(
        self, vector: Sequence[float], k: int, where: PassageFilter, copied: frozenset[str] = frozenset()
    ) -> list[tuple[str, float]]:
        """Ids and cosines of the k nearest passages that count and pass the filter, best first."""
        most = self._batch if self._connection.address.is_cloud else _MOST
        asked = min(k, most)
        while True:
            found = self._hits(vector, asked, where, copied)
            kept = [
                (name, score)
                for name, score, metadata in found
                if metadata.get("revision") == self.revisions.get(metadata.get("document_id", ""), "")
            ]
            if len(kept) >= k or len(found) < asked or asked >= most:
                return kept[:k]
            asked = min(asked * 4, most)

    def listed(self) -> Iterator[tuple[str, str, str]]:
        """All passages there are as (id, document id, revision)."""
        with self._explained():
            for passage_id, metadata in _pages(self._collection, self._batch):
                yield passage_id, str(metadata.get("document_id", "")), str(metadata.get("revision", ""))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        with self._connection.explained():
            yield


class Ledger:
    """The second collection: which documents there are, what they say, whose turn it is."""

    def __init__(self, connection: Connection) -> None:
        """Open the collection, made when missing."""
        self._connection = connection
        self._collection: Any = None
        self.reopen()

    def reopen(self) -> None:
        """Find the collection again by its name."""
        name = f"{self._connection.address.collection}-documents"
        self._collection = self._connection.collection(name, configuration={}, metadata={"of": "dateline"})

    # --- what there is

    def marker(self) -> str:
        """What changes with every change; empty on a new server."""
        with self._connection.explained():
            found = self._collection.get(ids=["marker"], include=["metadatas"])["metadatas"]
        return str(found[0]["token"]) if found else ""

    def set_marker(self, token: str) -> None:
        """Tell everyone that there is something new."""
        self._upsert([("marker", {"what": "marker", "token": token}, None)])

    def heads(self) -> dict[str, Head]:
        """Document id → its head."""
        with self._connection.explained():
            pages = _pages(self._collection, self._connection.address.batch, where={"what": "head"})
            heads = [
                Head(str(m["document_id"]), str(m["revision"]), int(m["passages"]), int(m["parts"])) for _, m in pages
            ]
        return {head.document_id: head for head in heads}

    def contents(self, heads: Sequence[Head]) -> Iterator[tuple[Head, Content]]:
        """What these documents say, without vectors; one that was changed since its head was read is left out."""
        ids = [name for head in heads for name in _part_ids(head)]
        pieces: dict[str, str] = {}
        with self._connection.explained():
            for some in chunks(ids, self._connection.address.batch):
                found = self._collection.get(ids=some, include=["documents"])
                pieces.update(zip(found["ids"], found["documents"], strict=True))
        for head in heads:
            names = _part_ids(head)
            if all(name in pieces for name in names):
                yield head, _unpacked("".join(pieces[name] for name in names))

    # --- changes: heads go first and come last

    def hide(self, document_ids: Iterable[str]) -> None:
        """Let documents count no longer."""
        self._delete([f"head:{document_id}" for document_id in document_ids])

    def write(self, contents: Sequence[Content]) -> list[Head]:
        """Write the records of documents and then let them count."""
        heads, parts = [], []
        for content in contents:
            text = _packed(content)
            pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
            head = Head(content.document.id, revision_of(content), len(content.passages), len(pieces))
            heads.append(head)
            parts += [
                (name, {"what": "part", "document_id": head.document_id, "revision": head.revision}, piece)
                for name, piece in zip(_part_ids(head), pieces, strict=True)
            ]
        self._upsert(parts)
        self._upsert([(f"head:{head.document_id}", {"what": "head", **asdict(head)}, None) for head in heads])
        return heads

    def forget(self, heads: Iterable[Head]) -> None:
        """Delete the records of revisions that count no longer."""
        self._delete([name for head in heads for name in _part_ids(head)])

    def leftovers(self, heads: Mapping[str, Head]) -> list[str]:
        """Ids of pieces that belong to none of these heads."""
        with self._connection.explained():
            return [
                name
                for name, found in _pages(self._collection, self._connection.address.batch, where={"what": "part"})
                if (head := heads.get(str(found["document_id"]))) is None or head.revision != found["revision"]
            ]

    def discard(self, names: Sequence[str]) -> None:
        """Delete pieces that `leftovers` found."""
        self._delete(names)

    # --- leases

    def leases(self) -> list[Grant]:
        """All leases."""
        with self._connection.explained():
            found = self._collection.get(where={"what": "lease"}, include=["metadatas"])["metadatas"]
        return [Grant(int(m["number"]), str(m["holder"]), float(m["until"]), str(m["machine"])) for m in found]

    def add_lease(self, lease: Grant) -> None:
        """Add one unless its number is taken."""
        with self._connection.explained():
            self._collection.add(**_columns([_lease_record(lease)]))

    def set_lease(self, lease: Grant) -> None:
        """Change one that is there."""
        name, metadata, _ = _lease_record(lease)
        with self._connection.explained():
            self._collection.update(ids=[name], metadatas=[metadata])

    def drop_leases(self, numbers: list[int]) -> None:
        """Forget some."""
        self._delete([f"lease:{number}" for number in numbers])

    # --- requests

    def _upsert(self, records: Sequence[tuple[str, dict[str, Any], str | None]]) -> None:
        with self._connection.explained():
            for some in chunks(records, self._connection.address.batch):
                self._collection.upsert(**_columns(some))

    def _delete(self, names: Sequence[str]) -> None:
        with self._connection.explained():
            for some in chunks(names, self._connection.address.batch):
                self._collection.delete(ids=some)


def _lease_record(lease: Grant) -> tuple[str, dict[str, Any], None]:
    return f"lease:{lease.number}", {"what": "lease", **asdict(lease)}, None


def _columns(records: Sequence[tuple[str, dict[str, Any], str | None]]) -> dict[str, Any]:
    """Records as Chroma takes them. They are never searched by vector, yet each must have one."""
    names, metadatas, documents = zip(*records, strict=True)
    columns = {"ids": list(names), "metadatas": list(metadatas), "embeddings": [_anywhere(name) for name in names]}
    return columns | ({"documents": list(documents)} if documents[0] is not None else {})


def _anywhere(name: str) -> list[float]:
    """Two numbers that scatter records over the plane: thousands at one point would make a poor graph."""
    digest = hashlib.blake2b(name.encode(), digest_size=4).digest()
    return [int.from_bytes(digest[:2], "big") / 65536, int.from_bytes(digest[2:], "big") / 65536]


def _part_ids(head: Head) -> list[str]:
    return [f"part:{head.document_id}:{head.revision}:{number}" for number in range(head.parts)]


def _packed(content: Content) -> str:
    """A document's record without what follows from it: passages are stretches of the document's text."""
    fields = json.loads(journal.record_of(content))
    for row in fields["passages"]:
        del row["text"]
    return base64.b64encode(zlib.compress(json.dumps(fields, ensure_ascii=False).encode("utf-8"))).decode("ascii")


def _unpacked(text: str) -> Content:
    fields = json.loads(zlib.decompress(base64.b64decode(text)))
    whole = fields["document"]["text"]
    for row in fields["passages"]:
        row["text"] = whole[row["start"] : row["end"]]
    return journal.content_of(fields, np.zeros((len(fields["passages"]), 0), dtype=np.float32))


def _pages(collection: Any, size: int, where: Mapping[str, Any] | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """All records of a collection as (id, metadata), in requests of a size."""
    start = 0
    while True:
        found = collection.get(where=where, limit=size, offset=start, include=["metadatas"])
        yield from zip(found["ids"], found["metadatas"], strict=True)
        if len(found["ids"]) < size:
            return
        start += size
