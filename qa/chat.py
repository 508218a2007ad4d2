"""A conversation: every question is asked with what went before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from index.actors import Actor
from index.facts import Facts
from index.gazetteer import Gender, given_names
from index.records import Document
from qa.coverage import spoken_of
from qa.filters import given_filters
from qa.people import asks_identity
from qa.records import Answer, Event, Filters
from qa.turns import Known, Turn, is_place
from qa.understand import names_in
from qa.words import stems

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

    def __init__(self, ask: Ask, facts_of: Callable[[Document], Facts]) -> None:
        """`ask` gives the events of an answer to a question with filters and earlier turns; `facts_of` what a document
        says of people and places."""
        self._ask = ask
        self._facts_of = facts_of
        self._turns: list[Turn] = []

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What was asked and answered so far."""
        return tuple(self._turns)

    def ask(self, question: str, **filters: Any) -> Answer:
        """`Assistant.ask`, with the conversation so far as context."""
        return last_answer(self.stream(question, **filters))

    def stream(self, question: str, *, free: Sequence[str] = (), **filters: Any) -> Iterator[Event]:
        """`Assistant.stream`, with the conversation so far as context. A stream that is left early adds no turn.

        `filters` are those that it takes; `free` names some (`after`, `sources`, …) that no words of the question set.
        """
        given = replace(given_filters(**filters), free=tuple(free))
        return self._kept(self._ask(question, given, self.turns))

    def _kept(self, events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            if event.answer is not None:
                self._turns.append(turn_of(event.answer, self._facts_of))
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


def turn_of(answer: Answer, facts_of: Callable[[Document], Facts]) -> Turn:
    """What later questions may refer to: the people of the answer first when it was about a person."""
    question = answer.question
    speakers = [claim.speaker for claim in answer.claims if claim.speaker and not claim.speaker[0].islower()]
    # "the Aurora prize" is nobody's name
    asked = [name for name in question.names if not is_place(name) and f"the {name} " not in question.text]
    said = _short(answer)
    identity = asks_identity(question)  # "Who is Ada Lund?" is answered by her office
    answered = [said] if question.kind == "actor" and not identity and names_in(f"– {said}") == (said,) else []
    return Turn(
        question.text,
        question.names,
        tuple(dict.fromkeys([*answered, *asked, *speakers])),
        answer.text,
        said,
        question.kind,
        *_cast(answer, facts_of),
        tuple((citation.document.id, citation.start) for citation in answer.citations),
        question.context,
    )


_BY_A_SHORT_ANSWER = frozenset({"actor", "date", "number", "place"})
_BESIDE = 24  # people of the documents cited, beyond those cited


def _short(answer: Answer) -> str:
    """The short answer in front of the words cited; "" where there is none."""
    if answer.abstained or not answer.claims or answer.question.kind not in _BY_A_SHORT_ANSWER:
        return ""
    return answer.claims[0].short.partition(" (")[0]


def _cast(answer: Answer, facts_of: Callable[[Document], Facts]) -> tuple[tuple[Known, ...], tuple[Known, ...]]:
    """Whom and what the question and the words cited name, under the full name that the document gives, and who else
    has an office there."""
    cast: dict[str, Known] = {}
    beside: dict[str, Known] = {}
    asked = stems(" ".join(answer.question.names))
    for citation in answer.citations:
        document, facts = citation.document, facts_of(citation.document)
        spoken = spoken_of(facts, citation.start, citation.end)
        for actor in facts.actors:
            roles = tuple(dict.fromkeys(role.text for role in actor.roles))
            meant = actor in spoken or stems(actor.name.split()[-1]) <= asked
            if meant or (actor.kind == "person" and roles and len(beside) < _BESIDE):
                who = Known(actor.name, actor.kind, _gender(actor, document, facts), roles)
                (cast if meant else beside).setdefault(actor.name, who)
    return tuple(cast.values()), tuple(beside.values())


def _gender(actor: Actor, document: Document, facts: Facts) -> Gender | None:
    """By the pronouns that mean somebody in a document, else by the given name."""
    if actor.kind != "person":
        return None
    called = [document.text[start : start + 3].lower() for start, name in facts.references if name == actor.name]
    if called:
        return "f" if sum(word.startswith(("she", "her")) for word in called) * 2 > len(called) else "m"
    return given_names().get(actor.name.split()[0])
