"""A conversation: every question is asked with what went before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from index.gazetteer import places
from qa.filters import given_filters
from qa.followup import Turn
from qa.records import Answer, Event, Filters
from qa.understand import names_in
from qa.words import keys

Ask = Callable[[str, Filters, Sequence[Turn]], Iterator[Event]]


def last_answer(events: Iterator[Event]) -> Answer:
    """The answer that a stream of events ends with. Raises RuntimeError for a stream without one."""
    answer = None
    for event in events:
        answer = event.answer or answer
    if answer is None:
        raise RuntimeError("a stream ended without its answer")
    return answer


class Chat:
    """One conversation. It keeps its turns; nothing of it is shared with another."""

    def __init__(self, ask: Ask) -> None:
        """`ask` gives the events of an answer to a question with filters and earlier turns."""
        self._ask = ask
        self._turns: list[Turn] = []

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What was asked and answered so far."""
        return tuple(self._turns)

    def ask(self, question: str, **filters: Any) -> Answer:
        """`Assistant.ask`, with the conversation so far as context."""
        return last_answer(self.stream(question, **filters))

    def stream(
        self,
        question: str,
        *,
        after: date | str | None = None,
        before: date | str | None = None,
        event_after: date | str | None = None,
        event_before: date | str | None = None,
        sources: Sequence[str] | None = None,
        free: Sequence[str] = (),
    ) -> Iterator[Event]:
        """`Assistant.stream`, with the conversation so far as context. A stream that is left early adds no turn.

        `free` names filters (`after`, `sources`, …) that the words of the question shall not set.
        """
        filters = replace(given_filters(after, before, event_after, event_before, sources), free=tuple(free))
        return self._kept(self._ask(question, filters, self.turns))

    def _kept(self, events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            if event.answer is not None:
                self._turns.append(turn_of(event.answer))
            yield event

    def forget_last(self) -> None:
        """Take the last turn back, to ask it again."""
        if self._turns:
            self._turns.pop()

    def resume(self, turns: Sequence[Turn]) -> None:
        """Go on from these turns, which `turns` gave in an earlier run of the program."""
        self._turns = list(turns)

    def clear(self) -> None:
        """Begin anew."""
        self._turns.clear()


def turn_of(answer: Answer) -> Turn:
    """What later questions may refer to: the people of the answer first when it was about a person."""
    question = answer.question
    speakers = [claim.speaker for claim in answer.claims if claim.speaker]
    asked = [name for name in question.names if _may_be_person(name)]
    short = [claim.text.partition(" — ")[0].partition(" (")[0] for claim in answer.claims[:1]]
    answered = [name for name in short if question.kind == "actor" and names_in(f"– {name}") == (name,)]
    people = [*answered, *asked, *speakers] if question.kind == "actor" else [*asked, *speakers]
    return Turn(question.text, question.names, tuple(dict.fromkeys(people)), answer.text)


def _may_be_person(name: str) -> bool:
    """A name that is not a place the whole world knows."""
    return name not in places() and not any(key.startswith("country:") for key in keys(name))
