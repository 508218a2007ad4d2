"""What one visitor of the web chat has asked so far, and how a place in an answer is found again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

from index.errors import BadInput
from index.records import Document
from qa.chat import Chat
from qa.records import Answer, Attributed, Event
from qa.turns import Turn as Asked
from ui.feedback import Verdict
from ui.filters import Controls

STOPPED = "Stopped before the end: ask again."


@dataclass(frozen=True, slots=True)
class Place:
    """Where to open a document: `document.text[start:end]` is to be shown. `key` is as in `ui.render`."""

    key: str
    document: Document
    start: int
    end: int


@dataclass(slots=True)
class Turn:
    """One question as typed, and what came of it: an answer, or a problem in one line, or nothing yet.

    `controls` are the filters it was asked with, `free` those that its words shall not set, `history` what it could
    refer to. `identity` names its answer in the feedback file, where `verdict` and `note` say what was thought of it.
    """

    question: str
    controls: Controls = field(default_factory=Controls)
    free: tuple[str, ...] = ()
    answer: Answer | None = None
    problem: str = ""
    history: tuple[Asked, ...] = ()
    identity: str = field(default_factory=lambda: uuid4().hex)
    verdict: Verdict = "none"
    note: str = ""


@dataclass(slots=True)
class Session:
    """One visitor's conversation: it belongs to one browser tab and is never shared. Turns count from 1.

    `told` are the statements of the timeline last looked at; `identity` is known to this visitor's browser alone;
    `begun` is the turn whose answer was begun last.
    """

    chat: Chat
    turns: list[Turn] = field(default_factory=list)
    told: tuple[Attributed, ...] = ()
    identity: str = field(default_factory=lambda: uuid4().hex)
    begun: Turn | None = None

    @property
    def answering(self) -> bool:
        """Whether the last question waits for its answer: it has none yet, and nothing has come in between."""
        return bool(self.turns) and self.turns[-1].answer is None and not self.turns[-1].problem

    def stop(self) -> None:
        """Say of a question that is not answered to the end that it was stopped."""
        if self.answering:
            self.turns[-1].problem = STOPPED

    def ask(self) -> Iterator[Event]:
        """Answer the last turn and keep its answer; nothing to answer, or an answer begun before, yields nothing."""
        if not self.answering or self.turns[-1] is self.begun:
            return
        turn = self.begun = self.turns[-1]
        turn.history = self.chat.turns
        for event in self.chat.stream(turn.question, **turn.controls.arguments(), free=turn.free):
            if event.answer is not None:
                turn.answer = event.answer
            yield event

    def answered(self, number: int) -> Answer | None:
        """The answer of the turn of this number."""
        return self.turns[number - 1].answer if 0 < number <= len(self.turns) else None

    def places(self, number: int) -> tuple[Place, ...]:
        """Every passage shown with the answer of a turn, in order; empty for an unknown turn."""
        answer = self.answered(number)
        if answer is None:
            return ()
        if answer.citations:
            return tuple(
                Place(f"{number}-{item.marker}", item.document, item.start, item.end) for item in answer.citations
            )
        return tuple(
            Place(f"{number}-n{rank}", hit.document, hit.passage.start, hit.passage.end)
            for rank, hit in enumerate(answer.nearest, 1)
        )

    def place(self, key: str) -> Place:
        """The place of a key as the page sends it; anything else is `BadInput`."""
        cited = enumerate((item.citation for item in self.told), 1)
        told = (Place(f"t-{number}", item.document, item.start, item.end) for number, item in cited)
        places = told if key.startswith("t-") else self.places(turn_of(key))
        found = [item for item in places if item.key == key]
        if not found:
            raise BadInput("This passage is no longer at hand: ask again.")
        return found[0]


def turn_of(key: str) -> int:
    """The turn a key belongs to; 0, which no turn has, when it is no key."""
    match = re.fullmatch(r"(\d{1,6})-n?\d{1,3}", key, re.ASCII)
    return int(match[1]) if match else 0
