"""Documents on their way into the store: embedded and stored many at a time, copies without being embedded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.copies import article_key, article_text, bands, kinship, place
from index.facts_kept import kept
from index.ports import Entry, PassageStore
from index.records import Document, Passage
from index.split import embedded_text, header, split

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

BATCH = 256
"""Passages embedded at a time: enough to sort by length, few enough to see progress and to stay small in memory."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A document that waits for its vectors."""

    document: Document
    passages: tuple[Passage, ...]
    fingerprint: str
    original: str | None
    article: str
    bands: frozenset[int]

    def texts(self) -> list[str]:
        """What the embedding model is given."""
        line = header(self.document)
        return [embedded_text(line, passage.text) for passage in self.passages]


class Batches:
    """Collects documents and stores them as soon as enough passages wait; `flush` stores the rest."""

    def __init__(
        self,
        store: PassageStore,
        embedder: BaseEmbedding,
        *,
        failed: Callable[[Document, str], None],
        stored: Callable[[Sequence[Entry]], None],
        size: int = BATCH,
    ) -> None:
        """`failed` is told of each document that cannot be embedded, `stored` of each batch, also of an empty one."""
        self._store = store
        self._embedder = embedder
        self._failed = failed
        self._stored = stored
        self._size = size
        self._waiting: list[_Ready] = []

    def put(self, document: Document, fingerprint: str, original: str | None = None) -> bool:
        """Have a document stored, hidden where `original` stands for it; False when it holds nothing to search."""
        passages = () if original else split(document)
        if not passages and not original:
            return False
        text = article_text(document)
        ready = _Ready(document, passages, fingerprint, original, article_key(text), frozenset(bands(text)))
        self._waiting.append(ready)
        enough = sum(len(ready.passages) for ready in self._waiting) >= self._size
        if enough or len(self._waiting) >= self._size:
            self.flush()
        return True

    def original_of(self, document: Document) -> str | None:
        """The id of a document, waiting or stored, that says all this one says and comes first; None without one."""
        text = article_text(document)
        key, own, before = article_key(text), frozenset(bands(text)), place(document)
        for ready in self._waiting:
            if ready.original or place(ready.document) >= before:
                continue
            if key and ready.article == key:
                return ready.document.id
            kin = kinship(text, article_text(ready.document)) if own & ready.bands else None
            if kin is not None and kin.repeats:
                return ready.document.id
        return self._store.original_of(document)

    def flush(self) -> None:
        """Embed and store what waits in one go. Facts are worked out while the model, which needs no Python, embeds."""
        waiting, self._waiting = self._waiting, []
        with ThreadPoolExecutor(1, "dateline-embed") as thread:
            embedding = thread.submit(lambda: list(self._embedded(waiting)))
            facts = {one.document.id: kept(one.document) for one in waiting if not one.original}
            entries = embedding.result()
        self._store.add_all(entries)
        self._store.keep_facts({one.document.id: facts[one.document.id] for one in entries if not one.original})
        self._stored(entries)

    def _embedded(self, waiting: Sequence[_Ready]) -> Iterator[Entry]:
        texts = [text for ready in waiting for text in ready.texts()]
        try:
            vectors = self._embedder.get_text_embedding_batch(texts) if texts else []
        except Exception as error:  # noqa: BLE001 - any embedding model may be configured, with errors of its own
            if len(waiting) == 1:
                self._failed(waiting[0].document, f"cannot be embedded ({type(error).__name__}: {error})")
            else:
                for ready in waiting:
                    yield from self._embedded([ready])
            return
        start = 0
        for ready in waiting:
            end = start + len(ready.passages)
            yield Entry(ready.document, ready.passages, vectors[start:end], ready.fingerprint, ready.original)
            start = end
