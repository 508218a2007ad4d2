"""What one visitor of the web chat has asked so far, and how a place in an answer is found again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from index.errors import BadInput
from index.records import Document
from qa.records import Answer, Event


class Chat(Protocol):
    """A conversation of the assistant: follow-ups are understood from what was asked before."""

    def stream(self, question: str) -> Iterator[Event]:
        """The steps of an answer; the last event carries it whole."""

    def forget_last(self) -> None:
        """Take the last answered question out of the context."""


class Asked(Protocol):
    """The part of the assistant the page needs."""

    def chat(self) -> Chat:
        """A new conversation."""

    def documents(self) -> tuple[Document, ...]:
        """All documents, by path."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to open a document: `document.text[start:end]` is to be shown. `key` is as in `ui.render`."""

    key: str
    document: Document
    start: int
    end: int


@dataclass(slots=True)
class Turn:
    """One question as typed, and what came of it: an answer, or a problem in one line, or nothing yet."""

    question: str
    answer: Answer | None = None
    problem: str = ""


@dataclass(slots=True)
class Session:
    """One visitor's conversation: it belongs to one browser tab and is never shared. Turns count from 1."""

    chat: Chat
    turns: list[Turn] = field(default_factory=list)

    def ask(self) -> Iterator[Event]:
        """Answer the last turn and keep its answer; nothing to answer yields nothing."""
        if not self.turns or self.turns[-1].answer is not None:
            return
        turn = self.turns[-1]
        for event in self.chat.stream(turn.question):
            if event.answer is not None:
                turn.answer = event.answer
            yield event

    def places(self, number: int) -> tuple[Place, ...]:
        """Every passage shown with the answer of a turn, in order; empty for an unknown turn."""
        answer = self.turns[number - 1].answer if 0 < number <= len(self.turns) else None
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
        found = [item for item in self.places(turn_of(key)) if item.key == key]
        if not found:
            raise BadInput("This passage is no longer at hand: ask again.")
        return found[0]


def turn_of(key: str) -> int:
    """The turn a key belongs to; 0, which no turn has, when it is no key."""
    match = re.fullmatch(r"(\d{1,6})-n?\d{1,3}", key, re.ASCII)
    return int(match[1]) if match else 0
