"""What programs use: one index, its documents, and questions over them. The way of a question is `qa.answering`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import BadInput
from index.records import Document, IndexProgress, IndexReport
from qa.answering import Answering
from qa.chat import Chat, last_answer
from qa.filters import given_filters
from qa.followup import Turn
from qa.records import Answer, Attributed, Event, Evidence, Filters, Hit
from qa.words import content_words

if TYPE_CHECKING:  # llama-index takes over a second to import: only for names here
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.base_retriever import BaseRetriever

    from qa.timeline import Timeline
    from qa.wire import Parts

MAX_QUESTION = 4000  # characters; more is a pasted document, not a question


class Assistant:
    """Answers questions over the documents of one index. Make one with `Assistant.open`."""

    def __init__(self, parts: Parts) -> None:
        """`parts` are the collaborators that `qa.wire` puts together."""
        self._opened: Answering | None = Answering(parts)

    @classmethod
    def open(
        cls,
        folder: str | Path | None = None,
        *,
        llm: Any | None = None,
        embedder: Any | None = None,
        today: date | None = None,
        alone: bool = False,
    ) -> Assistant:
        """Open the index in `folder` (default: the user's data folder), made when missing.

        `llm` is any llama-index `LLM` (None: the one that is configured, False: none), `embedder` any `BaseEmbedding`,
        `today` what "yesterday" in a question is counted from. With a Chroma server configured the index is there,
        unless it is opened `alone`. Raises IndexMismatch, IndexDamaged, ServerAway or BadInput with one clear line.
        """
        from qa.wire import wire  # noqa: PLC0415 — brings llama-index and Chroma

        return cls(wire(folder, llm=llm, embedder=embedder, today=today, alone=alone))

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of files and locks. Calling it twice is no error; anything else afterwards raises BadInput."""
        if self._opened is not None:
            self._opened.parts.store.close()
        self._opened = None

    @property
    def _answering(self) -> Answering:
        if self._opened is None:
            raise BadInput("this assistant is closed: open another one with Assistant.open")
        return self._opened

    @property
    def _parts(self) -> Parts:
        return self._answering.parts

    # --- documents -------------------------------------------------------------------------------------------

    def index(
        self,
        *paths: str | Path,
        sync: bool = False,
        progress: Callable[[IndexProgress], None] | None = None,
    ) -> IndexReport:
        """Read files and folders into the index; unchanged ones cost nothing. `sync` removes what is gone from the
        folders given. What cannot be read stands in `report.failed` with its reason. Raises IndexBusy while another
        process writes."""
        from index.build import build  # noqa: PLC0415

        for path in paths:
            if not isinstance(path, (str, Path)) or not str(path).strip():
                raise BadInput(f"{path!r} is no path: name files and folders one by one, as in index('a', 'b')")
        return build(
            [Path(path) for path in paths],
            self._parts.store,
            self._parts.embedder,
            latest=self._parts.today,
            sync=sync,
            progress=progress,
            corrections=self._parts.corrections.read,
        )

    def documents(self) -> tuple[Document, ...]:
        """All documents of the index."""
        return self._parts.store.documents()

    def document(self, document_id: str) -> Document | None:
        """The document of this id, or None."""
        return self._parts.store.document(document_id)

    def remove(self, *document_ids: str) -> None:
        """Forget documents; where copies of one are left, one of them takes its place. Unknown ids are no error."""
        from index.standing import forget  # noqa: PLC0415

        forget(document_ids, self._parts.store, self._parts.embedder)

    @property
    def where(self) -> str:
        """Where the index is, in words: a folder, or a collection of a server."""
        return self._parts.store.where

    def named(self, name: str) -> tuple[Document, ...]:
        """The documents that an id, the path of a file, or that of a folder means, copies among them."""
        from index.standing import named  # noqa: PLC0415

        return named(name, self._parts.store)

    def failures(self) -> tuple[tuple[str, str], ...]:
        """What could not be read when it was last looked at, as (path, reason): files, `file#part` for one article
        of an export, and sidecar files."""
        return tuple((failure.path, failure.reason) for failure in self._parts.store.failures())

    def correct(
        self,
        document_id: str,
        *,
        title: str | None = None,
        source: str | None = None,
        published: date | str | None = None,
        author: str | None = None,
        url: str | None = None,
    ) -> Document:
        """Correct what is known about a document, now and for every re-indexing; fields left out stay as they are.

        “unknown” states that a field is not known (no title is). Returns the document as it then stands, its notes
        saying “corrected by hand”. Raises BadInput for an unknown id and for values that cannot be.
        """
        from index.correct import correct  # noqa: PLC0415

        values = {"title": title, "source": source, "published": published, "author": author, "url": url}
        parts = self._parts
        return correct(document_id, values, parts.store, parts.embedder, parts.corrections, latest=parts.today)

    def restore(self, document_id: str, *fields: str) -> Document:
        """Take back the corrections of these fields of a document, of all when none is named. Raises BadInput for an
        unknown id or field, and when the document's file can no longer be read."""
        from index.correct import restore  # noqa: PLC0415

        parts = self._parts
        return restore(document_id, fields, parts.store, parts.embedder, parts.corrections, latest=parts.today)

    # --- questions ---------------------------------------------------------------------------------------------

    def ask(
        self,
        question: str,
        *,
        after: date | str | None = None,
        before: date | str | None = None,
        event_after: date | str | None = None,
        event_before: date | str | None = None,
        sources: Sequence[str] | None = None,
    ) -> Answer:
        """Answer a question. `after`/`before` (inclusive, date or ISO text) bound the day of publication, `event_*`
        the day something happened, `sources` the outlets. Raises BadInput for an empty or oversized question."""
        filters = given_filters(after, before, event_after, event_before, sources)
        return last_answer(self.events(question, filters, ()))

    async def aask(self, question: str, **filters: Any) -> Answer:
        """`ask` for asynchronous programs; cancelling ends a language model's request."""
        return last_answer(iter([event async for event in self.astream(question, **filters)]))

    def stream(self, question: str, **filters: Any) -> Iterator[Event]:
        """`ask`, step by step: what is being done, passages as they are found, and last the answer."""
        return self.events(question, given_filters(**filters), ())

    async def astream(self, question: str, **filters: Any) -> AsyncIterator[Event]:
        """`stream` for asynchronous programs."""
        async for event in self.aevents(question, given_filters(**filters), ()):
            yield event

    def chat(self) -> Chat:
        """A conversation: its questions may refer to what was asked and answered before."""
        return Chat(self.events, self._parts.facts.of)

    def search(self, text: str, k: int = 10) -> list[Hit]:
        """The k best passages of articles for a text, with their scores and no answer. Raises BadInput for an empty
        text and for a k below 1."""
        self._checked(text)
        if not isinstance(k, int) or k < 1:
            raise BadInput(f"k: {k!r} is no number of passages; write 1 or more")
        return self._parts.retriever.search(text, content_words(text), Filters(), ("article",), k)

    def evidence(self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None) -> list[Evidence]:
        """The sentences an answer to this question would be composed from, best first, with what each was ranked by;
        `filters` are those set beside it."""
        self._checked(question)
        return self._answering.evidence(question, history, filters or Filters())

    def timeline(self, actor: str | None = None, about: str | None = None) -> tuple[Attributed, ...]:
        """What somebody said, or what was said about something, in order of date.

        `actor` is a name, a surname, a role (“the ambassador”) or a name misspelt; of two people of one surname both
        are given, each under the full name. Raises BadInput when neither is given.
        """
        held = self._answering.holdings()
        return self._timeline(actor, about).entries(actor, about, held.rarity, self._parts.is_word)

    def events_of(self, actor: str | None = None, about: str | None = None) -> tuple[Attributed, ...]:
        """What happened to somebody or about something, in order of date: dated sentences of the reports themselves.

        They stand beside the statements that `timeline` gives; `actor` of each is empty. Raises BadInput as it does.
        """
        from qa.happened import events  # noqa: PLC0415 — nothing that only asks needs it

        parts = self._parts
        documents = self._timeline(actor, about).documents(actor, about)
        vectors = parts.weigher.vectors
        return events(documents, actor, about, store=parts.store, facts_cache=parts.facts, vectors=vectors)

    def _timeline(self, actor: str | None, about: str | None) -> Timeline:
        from qa.timeline import Timeline  # noqa: PLC0415 — nothing that only asks needs it

        given = [text for text in (actor, about) if text is not None]
        for text in given:
            self._checked(text)
        if not given:
            raise BadInput("a timeline needs an actor or a subject: name whose words, or what they are about")
        parts = self._parts
        return Timeline(parts.store, parts.retriever, parts.weigher.vectors, parts.facts)

    def as_retriever(self, k: int = 10) -> BaseRetriever:
        """This assistant's search as a llama-index retriever."""
        from qa.llama import retriever  # noqa: PLC0415

        return retriever(self, k)

    def as_query_engine(self) -> BaseQueryEngine:
        """This assistant's answers as a llama-index query engine."""
        from qa.llama import query_engine  # noqa: PLC0415

        return query_engine(self)

    # --- what a chat asks through ------------------------------------------------------------------------------

    def events(self, asked: str, filters: Filters, history: Sequence[Turn]) -> Iterator[Event]:
        """The steps of one answer: understand, retrieve, weigh, compose, word, check."""
        self._checked(asked)
        return self._answering.events(asked, filters, history)

    def aevents(self, asked: str, filters: Filters, history: Sequence[Turn]) -> AsyncIterator[Event]:
        """`events` for asynchronous programs: our own work runs in a thread, a language model is awaited, and
        cancelling ends its request."""
        self._checked(asked)
        return self._answering.aevents(asked, filters, history)

    def _checked(self, text: str) -> None:
        if not isinstance(text, str):
            raise BadInput(f"the question is no text but {type(text).__name__}: type what you want to know")
        if not text.strip():
            raise BadInput("the question is empty: type what you want to know")
        if len(text) > MAX_QUESTION:
            raise BadInput(
                f"the question has {len(text):,} characters, at most {MAX_QUESTION:,} are read: ask something shorter"
            )
