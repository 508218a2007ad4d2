"""The whole way from a question to a cited answer, on one screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import BadInput
from index.records import Document, IndexProgress, IndexReport
from qa.chat import Chat, last_answer
from qa.draft import not_answered, told_limits, unbracketed
from qa.filters import event_filtered, given_filters
from qa.followup import Turn
from qa.question_filters import same_outlet
from qa.records import Answer, Attributed, Event, Evidence, Filters, Hit, Question
from qa.understand import understand
from qa.verify import check_citations
from qa.words import Rarity, content_words

if TYPE_CHECKING:  # llama-index takes over a second to import: only for names here
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.base_retriever import BaseRetriever

    from qa.llm import Writer
    from qa.wire import Parts

MAX_QUESTION = 4000  # characters; more is a pasted document, not a question
CANDIDATES = 40  # passages that retrieval hands to weighing
DEEPER = 4  # times as many are searched when events are bounded


@dataclass(frozen=True, slots=True)
class _Holdings:
    """What the index holds as of one state of it: passages, words, and the outlet of every document.

    `dated` and `undated` have one outlet for each document, `outlets` are those of copies too. `frequencies` are the
    store's own; it gives the same object as long as nothing has changed.
    """

    size: int
    frequencies: Mapping[str, int]
    rarity: Rarity
    dated: tuple[str | None, ...]
    undated: tuple[str | None, ...]
    outlets: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read for a question: the default answer, and who is to word it, if anybody."""

    question: Question
    evidence: list[Evidence]
    answer: Answer
    held: _Holdings
    writer: Writer | None


class Assistant:
    """Answers questions over the documents of one index. Make one with `Assistant.open`."""

    def __init__(self, parts: Parts) -> None:
        """`parts` are the collaborators that `qa.wire` puts together."""
        self._opened: Parts | None = parts
        self._held: _Holdings | None = None

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
            self._opened.store.close()
        self._opened = None

    @property
    def _parts(self) -> Parts:
        if self._opened is None:
            raise BadInput("this assistant is closed: open another one with Assistant.open")
        return self._opened

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
            latest=self._parts.latest,
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
        return correct(document_id, values, parts.store, parts.embedder, parts.corrections, latest=parts.latest)

    def restore(self, document_id: str, *fields: str) -> Document:
        """Take back the corrections of these fields of a document, of all when none is named. Raises BadInput for an
        unknown id or field, and when the document's file can no longer be read."""
        from index.correct import restore  # noqa: PLC0415

        parts = self._parts
        return restore(document_id, fields, parts.store, parts.embedder, parts.corrections, latest=parts.latest)

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
        answer = None
        async for event in self.astream(question, **filters):
            answer = event.answer or answer
        if answer is None:
            raise RuntimeError("a stream ended without its answer")
        return answer

    def stream(
        self,
        question: str,
        *,
        after: date | str | None = None,
        before: date | str | None = None,
        event_after: date | str | None = None,
        event_before: date | str | None = None,
        sources: Sequence[str] | None = None,
    ) -> Iterator[Event]:
        """`ask`, step by step: what is being done, passages as they are found, and last the answer."""
        return self.events(question, given_filters(after, before, event_after, event_before, sources), ())

    async def astream(self, question: str, **filters: Any) -> AsyncIterator[Event]:
        """`stream` for asynchronous programs."""
        async for event in self.aevents(question, given_filters(**filters), ()):
            yield event

    def chat(self) -> Chat:
        """A conversation: its questions may refer to what was asked and answered before."""
        return Chat(self.events)

    def search(self, text: str, k: int = 10) -> list[Hit]:
        """The k best passages of articles for a text, with their scores and no answer. Raises BadInput for an empty
        text and for a k below 1."""
        self._checked(text)
        if not isinstance(k, int) or k < 1:
            raise BadInput(f"k: {k!r} is no number of passages; write 1 or more")
        return self._parts.retriever.search(text, content_words(text), Filters(), ("article",), k)

    def evidence(self, question: str, history: Sequence[Turn] = ()) -> list[Evidence]:
        """The sentences an answer to this question would be composed from, best first, with what each was ranked by."""
        self._checked(question)
        held = self._holdings()
        understood = self._understood(question, Filters(), history, held)
        return self._parts.weigher.weigh(understood, self._hits(understood), held.rarity)

    def timeline(self, actor: str | None = None, about: str | None = None) -> tuple[Attributed, ...]:
        """What somebody said, or what was said about something, in order of date.

        `actor` is a name, a surname, a role (“the ambassador”) or a name misspelt; of two people of one surname both
        are given, each under the full name. Raises BadInput when neither is given.
        """
        from qa.timeline import Timeline  # noqa: PLC0415 — nothing that only asks needs it

        given = [text for text in (actor, about) if text is not None]
        for text in given:
            self._checked(text)
        if not given:
            raise BadInput("a timeline needs an actor or a subject: name whose words, or what they are about")
        parts, held = self._parts, self._holdings()
        timeline = Timeline(parts.store, parts.retriever, parts.weigher.vectors, parts.facts)
        return timeline.entries(actor, about, held.rarity, parts.is_word)

    def as_retriever(self, k: int = 10) -> BaseRetriever:
        """This assistant's search as a llama-index retriever."""
        from qa.llama import retriever  # noqa: PLC0415

        return retriever(self, k)

    def as_query_engine(self) -> BaseQueryEngine:
        """This assistant's answers as a llama-index query engine."""
        from qa.llama import query_engine  # noqa: PLC0415

        return query_engine(self)

    # --- the way of a question ---------------------------------------------------------------------------------

    def events(self, asked: str, filters: Filters, history: Sequence[Turn]) -> Iterator[Event]:
        """The steps of one answer: understand, retrieve, weigh, compose, word, check."""
        self._checked(asked)
        return self._events(asked, filters, history)

    async def aevents(self, asked: str, filters: Filters, history: Sequence[Turn]) -> AsyncIterator[Event]:
        """`events` for asynchronous programs: our own work runs in a thread, a language model is awaited, and
        cancelling ends its request."""
        self._checked(asked)
        steps = self._read(asked, filters, history)
        while isinstance(step := await asyncio.to_thread(next, steps), Event):
            yield step
        answer, shown = step.answer, ""
        if step.writer is not None:
            async for answer in step.writer.aword(step.question, step.evidence, step.answer):
                if answer.text != shown:
                    yield Event("text", shown := answer.text)
        for event in self._finished(step, answer, shown):
            yield event

    def _events(self, asked: str, filters: Filters, history: Sequence[Turn]) -> Iterator[Event]:
        steps = self._read(asked, filters, history)
        while isinstance(step := next(steps), Event):
            yield step
        answer, shown = step.answer, ""
        if step.writer is not None:
            for answer in step.writer.word(step.question, step.evidence, step.answer):
                if answer.text != shown:
                    yield Event("text", shown := answer.text)
        yield from self._finished(step, answer, shown)

    def _read(self, asked: str, filters: Filters, history: Sequence[Turn]) -> Iterator[Event | _Read]:
        """Everything up to the default answer, which comes last."""
        held, writer = self._holdings(), self._parts.writer
        yield Event("status", f"Searching {held.size} passages")
        meant = writer.rewrite(asked, [(turn.text, turn.answer) for turn in history]) if writer and history else asked
        question = self._understood(meant, filters, history, held)
        question = replace(question, asked=asked)
        hits = self._hits(question)
        for hit in hits[:3]:
            yield Event("passage", hit=hit)
        yield Event("status", f"Reading {min(len(hits), self._parts.weigher.passages)} passages")
        evidence, answer = self._answer(question, hits, held)
        if answer.abstained and question.filters.any:
            answer = self._without_filters(question, answer, held)
        worded = writer is not None and answer.reason in (None, "not_stated")
        if worded:
            yield Event("status", "Wording the answer")
        yield _Read(question, evidence, answer, held, writer if worded else None)

    def _finished(self, read: _Read, answer: Answer, shown: str) -> Iterator[Event]:
        answer = check_citations(told_limits(answer, _limits(read.question.filters, read.held)))
        if answer.text != shown:
            yield Event("text", answer.text)
        yield Event("answer", answer=answer)

    def _understood(self, asked: str, filters: Filters, history: Sequence[Turn], held: _Holdings) -> Question:
        return understand(
            asked,
            history=history,
            sources=held.outlets,
            frequencies=held.frequencies,
            is_word=self._parts.is_word,
            today=self._parts.today,
            filters=filters,
        )

    def _hits(self, question: Question) -> list[Hit]:
        limits = question.filters
        # Passages that speak of other days are only left out after the search: look further down the list.
        deep = 1 if limits.event_after is None and limits.event_before is None else DEEPER
        hits = self._parts.retriever.retrieve(question, deep * CANDIDATES)
        return event_filtered(hits, limits, self._parts.facts)[:CANDIDATES]

    def _answer(self, question: Question, hits: list[Hit], held: _Holdings) -> tuple[list[Evidence], Answer]:
        evidence = self._parts.weigher.weigh(question, hits, held.rarity)
        answer = self._parts.composer.compose(question, evidence, hits)
        if answer.abstained and question.kind == "yesno" and not question.about_comments:
            return self._asked_of_readers(question, held) or (evidence, answer)
        return evidence, answer

    def _asked_of_readers(self, question: Question, held: _Holdings) -> tuple[list[Evidence], Answer] | None:
        """What readers' comments say of a claim that no article speaks of; None where they do not either."""
        asked = replace(question, about_comments=True)
        evidence = self._parts.weigher.weigh(asked, self._hits(asked), held.rarity)
        answer = self._parts.composer.compose(asked, evidence, ())
        return None if answer.abstained else (evidence, replace(answer, question=question))

    def _without_filters(self, question: Question, answer: Answer, held: _Holdings) -> Answer:
        """Whether the limits are what stands between the question and its answer."""
        free = replace(question, filters=Filters())
        hits = self._parts.retriever.retrieve(free, CANDIDATES)
        if self._answer(free, hits, held)[1].abstained:
            return answer
        return not_answered(question, "outside_filter", tuple(hits))

    def _holdings(self) -> _Holdings:
        """What the index holds now: read again after a change, be it by another process."""
        held, frequencies = self._held, self._parts.store.frequencies()
        if held is None or held.frequencies is not frequencies:
            outline = self._parts.store.outline()
            size, dated, undated = outline.passages, outline.dated, outline.undated
            outlets = self._parts.store.outlets()
            self._held = held = _Holdings(size, frequencies, Rarity(frequencies, size), dated, undated, outlets)
        return held

    def _checked(self, text: str) -> None:
        if not isinstance(text, str):
            raise BadInput(f"the question is no text but {type(text).__name__}: type what you want to know")
        if not text.strip():
            raise BadInput("the question is empty: type what you want to know")
        if len(text) > MAX_QUESTION:
            raise BadInput(
                f"the question has {len(text):,} characters, at most {MAX_QUESTION:,} are read: ask something shorter"
            )


def _limits(filters: Filters, held: _Holdings) -> tuple[str, ...]:
    """What the filters leave out without saying so by themselves, in words."""
    said = []
    unknown = [name for name in filters.sources if not any(same_outlet(name, outlet) for outlet in held.outlets)]
    for name in unknown:
        said.append(f"no document is from the outlet “{unbracketed(' '.join(name.split())[:80])}”")
    if filters.after or filters.before:
        count = sum(
            not filters.sources or any(same_outlet(name, outlet) for name in filters.sources) for outlet in held.undated
        )
        if count:
            said.append(f"{count} undated document{' is' if count == 1 else 's are'} left out under a date limit")
    return tuple(said)
