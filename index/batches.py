"""Documents on their way into the store: embedded and stored many at a time, copies without being embedded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from index.copies import article_key, article_text, bands, kinship, place
from index.facts import kept
from index.ports import Entry, PassageStore
from index.records import Document, Passage
from index.split import embedded_text, header, split

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

BATCH = 256
"""Passages embedded at a time: enough to sort by length, few enough to see progress and to stay small in memory."""

Vectors = Sequence[Sequence[float]]


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


@dataclass(frozen=True, slots=True)
class _Sent:
    """A batch that is being embedded: for each document come its vectors, or the reason for which it has none."""

    batch: Sequence[_Ready]
    found: Future[list[Vectors | str]]


class Batches:
    """Collects documents and stores them as soon as enough passages wait; leaving the `with` block stores the rest.

    While the model, which needs no Python, embeds one batch in a thread of its own, the next is gathered and the facts
    of another are worked out: so two are held at a time, never more. The store is used by the thread that puts alone.
    """

    def __init__(
        self,
        store: PassageStore,
        embedder: BaseEmbedding,
        *,
        failed: Callable[[Document, str], None],
        stored: Callable[[Sequence[Entry]], None] = lambda _: None,
    ) -> None:
        """`failed` is told of each document that cannot be embedded, `stored` of each batch, also of an empty one."""
        self._store = store
        self._embedder = embedder
        self._failed = failed
        self._stored = stored
        self._thread = ThreadPoolExecutor(1, "dateline-embed")
        self._sent: _Sent | None = None
        self._waiting: list[_Ready] = []

    def __enter__(self) -> Batches:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        try:
            if error is None:
                self._send()
            last, self._sent = self._sent, None
            self._keep(last)  # also after Ctrl+C in the midst of reading: what is as good as embedded is not lost
        finally:
            self._thread.shutdown(cancel_futures=True)

    def put(self, document: Document, fingerprint: str, original: str | None = None) -> bool:
        """Have a document stored, hidden where `original` stands for it; False when it holds nothing to search."""
        passages = () if original else split(document)
        if not passages and not original:
            return False
        text = article_text(document)
        ready = _Ready(document, passages, fingerprint, original, article_key(text), frozenset(bands(text)))
        self._waiting.append(ready)
        if max(sum(len(ready.passages) for ready in self._waiting), len(self._waiting)) >= BATCH:
            self._send()
        return True

    def files(self) -> frozenset[str]:
        """The files of the documents that are not stored yet."""
        return frozenset(ready.document.path for ready in self._held())

    def original_of(self, document: Document) -> str | None:
        """The id of a document, held here or stored, that says all this one says and comes first; None without one."""
        text = article_text(document)
        key, own, before = article_key(text), frozenset(bands(text)), place(document)
        for ready in self._held():
            if ready.original or place(ready.document) >= before:
                continue
            if key and ready.article == key:
                return ready.document.id
            kin = kinship(text, article_text(ready.document)) if own & ready.bands else None
            if kin is not None and kin.repeats:
                return ready.document.id
        return self._store.original_of(document)

    def _held(self) -> Iterator[_Ready]:
        yield from self._sent.batch if self._sent else ()
        yield from self._waiting

    def _send(self) -> None:
        """Have what waits embedded, and store meanwhile what was embedded before."""
        before, batch, self._waiting = self._sent, self._waiting, []
        self._sent = _Sent(batch, self._thread.submit(self._embedded, batch))
        try:
            self._keep(before)
        except BaseException:
            self._sent = None  # where the store fails, or who is told of it, nothing more is stored
            raise

    def _keep(self, sent: _Sent | None) -> None:
        """Work out the facts of a batch, and store it as soon as it is embedded."""
        if sent is None:
            return
        facts = {ready.document.id: kept(ready.document) for ready in sent.batch if not ready.original}
        entries = []
        for ready, found in zip(sent.batch, sent.found.result(), strict=True):
            if isinstance(found, str):
                self._failed(ready.document, found)
            else:
                entries.append(Entry(ready.document, ready.passages, found, ready.fingerprint, ready.original))
        self._store.add_all(entries)
        self._store.keep_facts({one.document.id: facts[one.document.id] for one in entries if not one.original})
        self._stored(entries)

    def _embedded(self, batch: Sequence[_Ready]) -> list[Vectors | str]:
        texts = [text for ready in batch for text in ready.texts()]
        try:
            vectors = iter(self._embedder.get_text_embedding_batch(texts) if texts else ())
        except Exception as error:  # noqa: BLE001 - any embedding model may be configured, with errors of its own
            if len(batch) > 1:
                return [found for ready in batch for found in self._embedded([ready])]
            return [f"cannot be embedded ({type(error).__name__}: {error})"]
        return [list(islice(vectors, len(ready.passages))) for ready in batch]
