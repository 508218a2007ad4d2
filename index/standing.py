"""Which documents stand after a change; how documents are named, and removed by hand."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.batches import Batches
from index.ports import Entry, PassageStore
from index.records import Document

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding


def settle(store: PassageStore, embedder: BaseEmbedding, failed: Callable[[Document, str], None]) -> int:
    """Let the right one of several copies stand, as the documents now are; the number of passages embedded.

    What is to stand is stored before what is to be hidden, so that no article is missing in between.
    """
    trouble: list[str] = []
    passages = 0

    def told(document: Document, reason: str) -> None:
        trouble.append(document.id)
        failed(document, reason)

    def counted(entries: Sequence[Entry]) -> None:
        nonlocal passages
        passages += sum(len(entry.passages) for entry in entries)

    with Batches(store, embedder, failed=told, stored=counted) as batches:
        for change in store.unsettled():
            document = store.document(change.document_id)
            if document is not None:
                batches.put(document, change.fingerprint, change.original)
    if not trouble:
        store.settled()
    return passages


def forget(document_ids: Sequence[str], store: PassageStore, embedder: BaseEmbedding) -> None:
    """Remove documents; where copies of one are left, one of them takes its place. Unknown ids are no error.

    Raises IndexBusy when another process is writing.
    """
    with store.writing():
        for document_id in document_ids:
            store.remove(document_id)
        settle(store, embedder, lambda *_: None)


def named(name: str, store: PassageStore) -> tuple[Document, ...]:
    """The documents that an id, the path of a file, or that of a folder means, copies among them; by path."""
    one = store.document(name)
    if one is not None:
        return (one,)
    path = os.path.abspath(name)  # noqa: PTH100 - as files are indexed: links are not followed
    below = path.rstrip(os.sep) + os.sep
    meant = (held for place, held in sorted(store.held().items()) if place == path or place.startswith(below))
    found = (store.document(document.id) for held in meant for document in held.documents)
    return tuple(document for document in found if document is not None)
