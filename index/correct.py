"""Correct what is known about one document, or take that back: at once in the index, and for every re-reading."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from index.batches import Batches
from index.clean import clean
from index.corrections import Corrections, changed, mark
from index.errors import BadInput, DatelineError, UnreadableDocument
from index.load import load_all
from index.metadata import describe
from index.overrides import Override, overridden, read_value
from index.ports import PassageStore
from index.raw import UnreadablePart
from index.records import Document
from index.sidecar import read_sidecar
from index.standing import settle

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

FIELDS = ("title", "source", "published", "author", "url")
"""What can be corrected."""


def correct(
    document_id: str,
    values: Mapping[str, object],
    store: PassageStore,
    embedder: BaseEmbedding,
    corrections: Corrections,
    *,
    latest: date,
) -> Document:
    """Correct fields of a document (those that are None are left as they are) and return it as it then stands.

    A day is a date or text, and not after `latest`; “unknown” states that a field is not known. Raises BadInput for
    an unknown id and for values that cannot be, IndexBusy while another process writes.
    """
    fields = {name: read_value(name, values[name], latest) for name in FIELDS if values.get(name) is not None}
    if not fields:
        raise BadInput(f"nothing to correct: name at least one of {', '.join(FIELDS)}")
    with store.writing():
        document = _known(document_id, store)
        key = (document.path, document.part)
        correction = changed(corrections.read().get(key), fields)
        shown = _as_its_file_says(document, latest)
        base = document if isinstance(shown, UnreadableDocument) else shown
        return _store(overridden(base, [correction], latest), correction, store, embedder, corrections)


def restore(
    document_id: str,
    fields: Collection[str],
    store: PassageStore,
    embedder: BaseEmbedding,
    corrections: Corrections,
    *,
    latest: date,
) -> Document:
    """Take back the corrections of these fields (all, when none is named): the file's own words stand again.

    Raises BadInput for an unknown id or field, and when the file can no longer be read; IndexBusy as above.
    """
    for name in fields:
        if name not in FIELDS:
            raise BadInput(f"“{name}” cannot be corrected; {', '.join(FIELDS)} can")
    with store.writing():
        document = _known(document_id, store)
        before = corrections.read().get((document.path, document.part))
        if before is None:
            return document
        shown = _as_its_file_says(document, latest)
        if isinstance(shown, UnreadableDocument):
            raise BadInput(f"{document.path}: {shown}; without the file nobody can tell what it says of itself")
        left = changed(before, {}, fields or FIELDS)
        return _store(overridden(shown, [left], latest), left, store, embedder, corrections)


def _known(document_id: str, store: PassageStore) -> Document:
    document = store.document(document_id)
    if document is None:
        raise BadInput(f"no document has the id “{str(document_id)[:60]}”; `dateline status --json` lists them")
    return document


def _as_its_file_says(document: Document, latest: date) -> Document | UnreadableDocument:
    """The document, described by its file and sidecar as they are now, with the text that is indexed."""
    try:
        for raw in load_all(Path(document.path)):
            if isinstance(raw, UnreadablePart) or raw.part != document.part:
                continue
            stated = read_sidecar(document.path, latest).overrides(document.part)
            shown = describe(raw, clean(raw), latest=latest, overrides=stated)
            return replace(
                shown,
                text=document.text,
                spans=document.spans,
                pages=document.pages,
                copies=document.copies,
                copy_sources=document.copy_sources,
            )
    except UnreadableDocument as error:
        return error
    return UnreadableDocument("no longer holds this article")


def _store(
    document: Document, correction: Override, store: PassageStore, embedder: BaseEmbedding, corrections: Corrections
) -> Document:
    """Embed the document anew, as title, outlet and day stand before each of its passages, then keep both.

    Where another document stands for it, it stays hidden, unless its new day or outlet changes which one is to stand.
    """
    key = (document.path, document.part)
    before = corrections.read().get(key)
    held = next(one for one in store.held()[document.path].documents if one.id == document.id)
    trouble: list[str] = []

    def failed(_: Document, reason: str) -> None:
        trouble.append(reason)

    # The corrections first: should this process end here, the next indexing sees the mark and takes them up.
    corrections.keep(key, correction)
    with Batches(store, embedder, failed=failed) as batches:
        batches.put(document, held.fingerprint.partition(":")[0] + mark(correction), held.original)
    if trouble:
        corrections.keep(key, before or changed(None, {}))
        raise DatelineError(f"{document.path}: not corrected, as it {trouble[0]}")
    settle(store, embedder, failed)
    return store.document(document.id) or document
