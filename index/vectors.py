"""Search by meaning: the passages in Chroma, written and read through llama-index's `ChromaVectorStore`.

What Chroma holds can be made anew from SQLite, which has the vectors, too: a process killed while Chroma writes its
files leaves them cut short.

Importing this module imports chromadb and llama-index. Chroma's own client shares one system for each path in a
process, which never sees what another process wrote; here each `Vectors` has its own, which can be opened again.
"""

from __future__ import annotations

import math
import shutil
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from chromadb.api import ServerAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings, System
from chromadb.errors import ChromaError, NotFoundError
from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.core.vector_stores.types import (
    FilterCondition,
    FilterOperator,
    MetadataFilter,
    MetadataFilters,
    VectorStoreQuery,
)
from llama_index.vector_stores.chroma import ChromaVectorStore
from numpy.typing import NDArray

from index.database import damaged, unusable
from index.journal import Content
from index.records import Document, Passage, PassageFilter
from index.rows import day_number

_T = TypeVar("_T")

_COLLECTION = "passages"
_BATCH = 5000
"""Chroma takes at most 5461 records at a time."""
_DOCUMENTS = 100
"""Documents given to Chroma at a time when it is made anew."""
_HIDDEN = ["document_id", "kind", "ordinal", "start", "end", "revision"]
"""Metadata that a language model has no use for."""
_TITLE = 300
"""Characters of a title kept with each passage: Chroma Cloud takes 4,096 bytes, and llama-index stores it twice."""
_HEADER = struct.Struct("<i4Q")
HNSW = {"space": "cosine", "ef_construction": 128, "ef_search": 200}


class Vectors:
    """One Chroma collection on disk. Not for several threads at a time: the store takes care of that."""

    def __init__(self, folder: Path, meta: Mapping[str, str | int]) -> None:
        """Open nothing yet; `meta` is what the collection says of itself."""
        self._folder = folder
        self._meta = dict(meta)
        self._system: Any = None
        self._collection: Any = None

    def reopen(self) -> None:
        """Read the collection from disk again, made when missing: Chroma does not notice what other processes write.

        Raises IndexDamaged when it cannot be read or is none of this index.
        """
        self.close()
        with self._explained():
            self._system, self._collection = self._opened()

    def remake(self, contents: Iterable[Content]) -> None:
        """Delete the files, whatever state they are in, and make them anew with these documents."""
        self.close()
        try:
            if self._folder.exists():
                shutil.rmtree(self._folder)
        except OSError as error:
            raise damaged(self._folder.parent, error) from error
        self.reopen()
        left = iter(contents)
        while some := list(islice(left, _DOCUMENTS)):
            self.add(some)

    def handle(self) -> Any:
        """The collection once more, to hand out: it stays usable when this one is opened again or closed."""
        with self._explained():
            return self._opened()[1]

    def _opened(self) -> tuple[Any, Any]:
        self._check_size()
        system = System(Settings(is_persistent=True, persist_directory=str(self._folder), anonymized_telemetry=False))
        api = system.instance(ServerAPI)
        system.start()
        try:
            model = api.get_collection(_COLLECTION)
        except NotFoundError:
            model = api.create_collection(_COLLECTION, metadata=self._meta, configuration={"hnsw": HNSW})
        collection = Collection(client=api, model=model, embedding_function=None)
        if any(str((collection.metadata or {}).get(key)) != str(value) for key, value in self._meta.items()):
            system.stop()
            raise damaged(self._folder.parent, "its vectors were made by something else")
        return system, collection

    def _check_size(self) -> None:
        """Raise IndexDamaged when an index file was cut short: Chroma would end the whole process over it.

        `header.bin` of hnswlib (version 1) begins with the version, an offset, the capacity, the number of elements
        and the bytes of each, which `data_level0.bin` holds one after another.
        """
        for path in self._folder.glob("*/header.bin"):
            head = path.read_bytes()[: _HEADER.size]
            if len(head) < _HEADER.size:
                raise damaged(self._folder.parent, f"{path.name} is cut short")
            version, _, _, count, size = _HEADER.unpack(head)
            data = path.with_name("data_level0.bin")
            if version == 1 and (not data.exists() or data.stat().st_size < count * size):
                raise damaged(self._folder.parent, f"{data.name} is cut short")

    @property
    def meta(self) -> dict[str, Any]:
        """What the collection says of itself."""
        return dict(self._collection.metadata or {})

    def count(self) -> int:
        """Number of passages."""
        with self._explained():
            return int(self._collection.count())

    def delete(self, passage_ids: Sequence[str]) -> None:
        """Forget passages; unknown ids are no error."""
        with self._explained():
            for ids in chunks(passage_ids, self._batch):
                self._collection.delete(ids=ids)

    def add(self, contents: Iterable[Content]) -> None:
        """Add the passages of documents whose ids are not there yet."""
        nodes = [node for content in contents for node in self._nodes(content)]
        with self._explained():
            store = ChromaVectorStore(chroma_collection=self._collection)
            for some in chunks(nodes, self._batch):
                store.add(some)

    def nearest(
        self, vector: Sequence[float], k: int, where: PassageFilter, copied: frozenset[str] = frozenset()
    ) -> list[tuple[str, float]]:
        """Ids and cosines of the k nearest passages that pass the filter, best first.

        `copied` are the documents that stand for a copy in one of the outlets asked for.
        """
        return [(name, score) for name, score, _ in self._hits(vector, k, where, copied)]

    def _hits(
        self, vector: Sequence[float], k: int, where: PassageFilter, copied: frozenset[str]
    ) -> list[tuple[str, float, Mapping[str, Any]]]:
        """The k nearest as (id, cosine, metadata)."""
        query = VectorStoreQuery(
            query_embedding=[float(value) for value in vector], similarity_top_k=k, filters=where_of(where, copied)
        )
        with self._explained():
            result = ChromaVectorStore(chroma_collection=self._collection).query(query)
        found = zip(result.ids or (), result.similarities or (), result.nodes or (), strict=True)
        return [(name, _cosine(similarity), node.metadata) for name, similarity, node in found]

    @property
    def _batch(self) -> int:
        """How many records Chroma takes at a time."""
        return _BATCH

    def _nodes(self, content: Content) -> list[Any]:
        return [_node(content.document, *pair) for pair in zip(content.passages, content.vectors, strict=True)]

    def close(self) -> None:
        """Let go of the files. Calling it twice is no error."""
        if self._system is not None:
            self._system.stop()
        self._system = self._collection = None

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Chroma's errors, its Rust panics among them, mean that its files cannot be read or written."""
        try:
            yield
        except ChromaError as error:
            raise unusable(self._folder.parent, error) from error
        except BaseException as error:
            if type(error).__name__ == "PanicException":  # made by the Rust bindings, importable from nowhere
                raise unusable(self._folder.parent, error) from error
            raise


def _cosine(similarity: float) -> float:
    """The cosine behind llama-index's similarity: exp(−distance), and Chroma's distance is 1 − cosine."""
    return 1 + math.log(similarity)


def _node(document: Document, passage: Passage, vector: NDArray[np.float32]) -> Any:
    """A passage as llama-index stores it; a key without a value is left out, as Chroma takes no None."""
    metadata = {
        "document_id": document.id,
        "kind": passage.kind,
        "source": document.source,
        "published": None if document.published is None else day_number(document.published),
        "ordinal": passage.ordinal,
        "start": passage.start,
        "end": passage.end,
        "title": document.title[:_TITLE],
    }
    return TextNode(
        id_=passage.id,
        text=passage.text,
        embedding=vector.tolist(),
        metadata={key: value for key, value in metadata.items() if value is not None},
        excluded_llm_metadata_keys=_HIDDEN,
        excluded_embed_metadata_keys=_HIDDEN,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=document.id)},
    )


def where_of(where: PassageFilter, copied: frozenset[str]) -> Any:
    """The filter in llama-index's words, or None when it lets everything pass."""
    conditions: list[tuple[str, Any, Any]] = []
    if where.kinds:
        conditions.append(("kind", FilterOperator.IN, list(where.kinds)))
    if where.documents is not None:
        conditions.append(("document_id", FilterOperator.IN, sorted(where.documents)))
    if where.after is not None:
        conditions.append(("published", FilterOperator.GTE, day_number(where.after)))
    if where.before is not None:
        conditions.append(("published", FilterOperator.LTE, day_number(where.before)))
    filters: list[Any] = [MetadataFilter(key=key, operator=op, value=value) for key, op, value in conditions]
    if where.sources:
        filters.append(_of_outlets(where.sources, copied))
    return MetadataFilters(filters=filters) if filters else None


def _of_outlets(sources: Sequence[str], copied: frozenset[str]) -> Any:
    """Passages of these outlets, or of documents that stand for a copy there."""
    own = MetadataFilter(key="source", operator=FilterOperator.IN, value=list(sources))
    if not copied:
        return own
    standing = MetadataFilter(key="document_id", operator=FilterOperator.IN, value=sorted(copied))
    return MetadataFilters(filters=[own, standing], condition=FilterCondition.OR)


def chunks(items: Sequence[_T], size: int) -> Iterator[list[_T]]:
    """The items in order, in lists of a size."""
    return (list(items[start : start + size]) for start in range(0, len(items), size))
