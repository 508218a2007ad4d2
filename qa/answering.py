"""The whole way from a question to a cited answer: understand, retrieve, weigh, compose, word, check."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.described import speaks_of, with_holder
from qa.draft import not_answered, told_limits, unbracketed
from qa.filters import event_filtered
from qa.focus import by_source, in_focus, newcomer, of_newcomer, said_instead
from qa.followup import Turn
from qa.question_filters import same_outlet
from qa.records import Answer, Event, Evidence, Filters, Hit, Question
from qa.spelling import not_understood
from qa.understand import understand
from qa.verify import check_citations
from qa.words import Rarity, content_words, keys

if TYPE_CHECKING:
    from qa.llm import Writer
    from qa.wire import Parts

CANDIDATES = 40  # passages that retrieval hands to weighing
DEEPER = 4  # times as many are searched when events are bounded


@dataclass(frozen=True, slots=True)
class Holdings:
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
    held: Holdings
    writer: Writer | None


class Answering:
    """Takes questions through all steps over one index."""

    def __init__(self, parts: Parts) -> None:
        """`parts` are the collaborators that `qa.wire` puts together."""
        self.parts = parts
        self._held: Holdings | None = None

    def events(self, asked: str, filters: Filters, history: Sequence[Turn]) -> Iterator[Event]:
        """The steps of one answer to a question that may be asked."""
        steps = self._read(asked, filters, history)
        while isinstance(step := next(steps), Event):
            yield step
        answer, shown = step.answer, ""
        if step.writer is not None:
            for answer in step.writer.word(step.question, step.evidence, step.answer):
                if answer.text != shown:
                    yield Event("text", shown := answer.text)
        yield from self._finished(step, answer, shown)

    async def aevents(self, asked: str, filters: Filters, history: Sequence[Turn]) -> AsyncIterator[Event]:
        """`events` for asynchronous programs: our own work runs in a thread, a language model is awaited, and
        cancelling ends its request."""
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

    def _read(self, asked: str, filters: Filters, history: Sequence[Turn]) -> Iterator[Event | _Read]:
        """Everything up to the default answer, which comes last."""
        held, writer = self.holdings(), self.parts.writer
        yield Event("status", f"Searching {held.size} passages")
        if unread := not_understood(asked, held.frequencies, self.parts.is_word):
            none = not_answered(Question(asked, asked, "open", ()), "nothing_relevant", ())
            yield _Read(none.question, [], replace(none, text=unread), held, None)
            return
        meant = writer.rewrite(asked, [(turn.text, turn.answer) for turn in history]) if writer and history else asked
        question = self._understood(meant, filters, history, held)
        question = replace(question, asked=asked)
        hits = self._hits(question)
        for hit in hits[:3]:
            yield Event("passage", hit=hit)
        yield Event("status", f"Reading {min(len(hits), self.parts.weigher.reads(question))} passages")
        question, evidence, answer = self._answered(question, hits, held)
        if answer.abstained:
            question, evidence, answer = self._said_instead(question, hits, held) or (question, evidence, answer)
        answer = _with_nearest(answer, evidence) if answer.abstained else answer
        if answer.abstained and question.filters.any:
            answer = self._without_filters(question, answer, held, given=filters.any)
        worded = writer is not None and answer.reason in (None, "not_stated")
        if worded:
            yield Event("status", "Wording the answer")
        yield _Read(question, evidence, answer, held, writer if worded else None)

    def _finished(self, read: _Read, answer: Answer, shown: str) -> Iterator[Event]:
        answer = check_citations(told_limits(answer, _limits(read.question.filters, read.held)))
        if answer.text != shown:
            yield Event("text", answer.text)
        yield Event("answer", answer=answer)

    def _understood(self, asked: str, filters: Filters, history: Sequence[Turn], held: Holdings) -> Question:
        return understand(
            asked,
            history=history,
            sources=held.outlets,
            frequencies=held.frequencies,
            is_word=self.parts.is_word,
            today=self.parts.today,
            filters=filters,
        )

    def _hits(self, question: Question) -> list[Hit]:
        limits = question.filters
        # Passages that speak of other days are only left out after the search: look further down the list.
        deep = 1 if limits.event_after is None and limits.event_before is None else DEEPER
        hits = self.parts.retriever.retrieve(question, deep * CANDIDATES)
        return event_filtered(hits, limits, self.parts.facts)[:CANDIDATES]

    def _answered(self, question: Question, hits: list[Hit], held: Holdings) -> tuple[Question, list[Evidence], Answer]:
        """The answer for whom a question means by “the mediator”; where there is none, the answer to its own words."""
        documents = [hit.document for hit in hits[: self.parts.weigher.reads(question)]]
        named = with_holder(question, documents, self.parts.facts.of)
        if named is question:
            return question, *self._answer(question, hits, held)
        evidence, answer = self._answer(named, self._hits(named), held)
        if answer.abstained:
            plain, other = self._answer(question, hits, held)
            if not other.abstained and speaks_of(named, other):
                return question, plain, other
        return named, evidence, answer

    def _said_instead(
        self, question: Question, hits: list[Hit], held: Holdings
    ) -> tuple[Question, list[Evidence], Answer] | None:
        """What one said who took another's place in a question that cannot be asked of them; None where there is
        nothing of the kind."""
        instead = said_instead(question)
        if instead is None:
            return None
        named = keys(newcomer(question))
        found = [item for item in in_focus(instead, self._weighed(instead, held)) if named & keys(item.text)]
        told = self.parts.composer.compose(instead, found, hits)
        return None if told.abstained else (instead, found, told)

    def _answer(self, question: Question, hits: list[Hit], held: Holdings) -> tuple[list[Evidence], Answer]:
        evidence = by_source(question, in_focus(question, self.parts.weigher.weigh(question, hits, held.rarity)))
        evidence = of_newcomer(question, evidence, lambda item: self.parts.facts.of(item.hit.document))
        answer = self.parts.composer.compose(question, evidence, hits, lambda part: self._weighed(part, held))
        if answer.abstained and question.kind == "yesno" and not question.about_comments:
            return self._asked_of_readers(question, held) or (evidence, answer)
        return evidence, answer

    def _weighed(self, part: Question, held: Holdings) -> list[Evidence]:
        """The evidence for a question, or a part of one, from its own search."""
        return self.parts.weigher.weigh(part, self._hits(part), held.rarity)

    def _asked_of_readers(self, question: Question, held: Holdings) -> tuple[list[Evidence], Answer] | None:
        """What readers' comments say of a claim that no article speaks of; None where they do not either."""
        asked = replace(question, about_comments=True)
        evidence = self._weighed(asked, held)
        answer = self.parts.composer.compose(asked, evidence, ())
        return None if answer.abstained else (evidence, replace(answer, question=question))

    def _without_filters(self, question: Question, answer: Answer, held: Holdings, *, given: bool) -> Answer:
        """Whether the limits are what stands between the question and its answer; where that has none either, and no
        limits were given beside it, why there is none without them."""
        free = replace(question, filters=Filters())
        hits = self.parts.retriever.retrieve(free, CANDIDATES)
        evidence, other = self._answer(free, hits, held)
        if other.abstained:
            return replace(_with_nearest(other, evidence), question=question) if evidence and not given else answer
        return not_answered(question, "outside_filter", tuple(hits))

    def holdings(self) -> Holdings:
        """What the index holds now: read again after a change, be it by another process."""
        held, frequencies = self._held, self.parts.store.frequencies()
        if held is None or held.frequencies is not frequencies:
            outline = self.parts.store.outline()
            size, dated, undated = outline.passages, outline.dated, outline.undated
            outlets = self.parts.store.outlets()
            self._held = held = Holdings(size, frequencies, Rarity(frequencies, size), dated, undated, outlets)
        return held

    def evidence(self, asked: str, history: Sequence[Turn], filters: Filters) -> list[Evidence]:
        """The sentences an answer would be composed from, best first."""
        held = self.holdings()
        return self._weighed(self._understood(asked, filters, history, held), held)


_TELLS = 8  # words beyond the title from which a passage is more than a headline


def _with_nearest(answer: Answer, evidence: Sequence[Evidence]) -> Answer:
    """An answer not given, with the passages of the best sentences as the nearest, and whom none of them speaks of."""
    ranked = list(dict.fromkeys(item.hit for item in evidence)) or list(answer.nearest)
    told = [h for h in ranked if len(h.passage.text.replace(h.document.title, "").split()) >= _TELLS] or ranked
    gone = frozenset.intersection(*(item.lacking for item in evidence)) if evidence else frozenset()
    names = [name for name in answer.question.names if keys(" ".join(content_words(name))) <= gone]
    nobody = f": nothing found speaks of {' or '.join(f'“{unbracketed(name)}”' for name in names)}." if names else "."
    return replace(answer, text=f"{answer.text.removesuffix('.')}{nobody}", nearest=tuple(told[:3]))


def _limits(filters: Filters, held: Holdings) -> tuple[str, ...]:
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
