"""The composition root: settings become the parts of an assistant. The only place that knows every adapter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.address import Address
from index.corrections import Corrections
from index.embed import DIMENSION, Encoder
from index.errors import BadInput
from index.facts import FactsCache, fetched
from index.folder import Folder
from index.ports import PassageStore
from qa.compose import Composer
from qa.llm import Writer
from qa.reader import Reader
from qa.retrieve import Retriever
from qa.server_settings import server_address
from qa.settings import Settings
from qa.vectors import VectorCache
from qa.weigh import SpanReader, Weigher

if TYPE_CHECKING:
    from index.store import Store


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything an assistant works with. `today` is what relative dates in questions are counted from; no document is
    from a later day."""

    store: PassageStore
    embedder: Any
    retriever: Retriever
    weigher: Weigher
    composer: Composer
    writer: Writer | None
    facts: FactsCache
    is_word: Callable[[str], bool]
    today: date
    corrections: Corrections


def wire(
    folder: str | Path | None,
    *,
    llm: Any | None,
    embedder: Any | None,
    today: date | None,
    settings: Settings | None = None,
    alone: bool = False,
) -> Parts:
    """Put an assistant together. Imports llama-index and Chroma, so only this function does.

    `alone` means an index in this folder and nowhere else, whatever server is set.
    """
    from index.embedding import PackagedEmbedding  # noqa: PLC0415

    _check(folder, llm, embedder, today)
    settings = settings or Settings.read()
    if llm is None and settings.llm:
        from qa.models import configured  # noqa: PLC0415 - only where a language model is used

        llm = configured(settings)
    # The clock is read here and nowhere else.
    today = today or date.today()
    encoder = Encoder.load(precision=settings.precision, runtime=settings.runtime)
    model = embedder if embedder is not None else PackagedEmbedding(encoder)
    dimension = DIMENSION if embedder is None else len(model.get_query_embedding("dimension"))
    store = _opened(
        Path(folder) if folder is not None else settings.data,
        None if alone else server_address(),
        model_name=model.model_name,
        dimension=dimension,
    )
    reader = Reader.load(precision=settings.precision, runtime=settings.runtime)
    corrections = Corrections(store.folder / "corrections.yaml")
    return assemble(
        store,
        model,
        reader,
        llm=llm or None,  # False: none, even when one is configured
        today=today,
        is_word=_in_vocabulary(encoder),
        corrections=corrections,
        seconds=settings.llm_timeout,
    )


def _opened(folder: Path, address: Address | None, **made_with: Any) -> Store:
    """The store in a folder, or the one on a server that this folder follows."""
    if address is None:
        from index.store import Store  # noqa: PLC0415 - brings Chroma

        return Store.open(folder, **made_with)
    from index.follower import Follower  # noqa: PLC0415 - as above

    return Follower.connect(folder, address, **made_with)


def clear(folder: Path, *, alone: bool = False) -> None:
    """Delete the index that `wire` would open, whatever state it is in. Raises IndexBusy while somebody writes."""
    address = None if alone else server_address()
    if address is None:
        Folder(folder).clear()
        return
    from index.follower import clear as clear_server  # noqa: PLC0415 - as above

    clear_server(folder, address)


def _check(folder: object, llm: object, embedder: object, today: object) -> None:
    """Raise BadInput for arguments that would only fail at the first question, or would mean the current folder."""
    if folder is not None and (not isinstance(folder, (str, Path)) or not str(folder).strip() or "\0" in str(folder)):
        raise BadInput(f"folder: {folder!r} is no folder; leave it out to use the default one")
    if llm not in (None, False) and not (callable(getattr(llm, "complete", None)) or hasattr(llm, "window")):
        raise BadInput(f"llm: {llm!r} is no llama-index LLM; pass an object such as llama_index.llms.…")
    needed = ("get_query_embedding", "get_text_embedding_batch")
    if embedder is not None and not all(callable(getattr(embedder, name, None)) for name in needed):
        raise BadInput(f"embedder: {embedder!r} is no llama-index BaseEmbedding")
    if today is not None and not isinstance(today, date):
        raise BadInput(f"today: {today!r} is no datetime.date")


def _in_vocabulary(encoder: Encoder) -> Callable[[str], bool]:
    """Whether a lower-case word is a piece of its own to the packaged model: 30,000 common English words are."""
    return lambda word: encoder.tokenizer.token_to_id(word) is not None


def assemble(
    store: PassageStore,
    embedder: Any,
    reader: SpanReader,
    *,
    llm: Any | None,
    today: date,
    is_word: Callable[[str], bool],
    corrections: Corrections | None = None,
    seconds: float = 60.0,
) -> Parts:
    """The parts over a given store and embedding model; tests use it with their own. Without `corrections`, what is
    corrected by hand lasts as long as the parts. `llm` is one of llama-index's or `qa.models`' own; `seconds` is how
    long it may take for a piece of its reply."""
    facts = FactsCache(fetch=partial(fetched, store))
    vectors = VectorCache(embedder)
    return Parts(
        store=store,
        embedder=embedder,
        retriever=Retriever(store, vectors),
        weigher=Weigher(vectors, reader, facts, is_word=is_word),
        composer=Composer(facts),
        writer=_writer(llm, facts, vectors, today, seconds) if llm is not None else None,
        facts=facts,
        is_word=is_word,
        today=today,
        corrections=corrections or Corrections(None),
    )


def _writer(llm: Any, facts: FactsCache, vectors: VectorCache, today: date, seconds: float) -> Writer:
    from qa.models import LlamaModel  # noqa: PLC0415 - only where a language model is used

    def similarity(text: str, others: Sequence[str]) -> float:
        return float((vectors.texts(list(others)) @ vectors.question(text)).max())

    # Of the port `qa.language`; llama-index's models have a method of their own: `stream`.
    model = llm if hasattr(llm, "window") else LlamaModel(llm, seconds=seconds)
    return Writer(model, facts, today=today, seconds=seconds, similarity=similarity)
