"""What the web chat does, apart from Gradio: questions in, chat messages and panel markup out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.errors import BadInput, DatelineError
from qa.records import Hit
from ui import paper, render
from ui.markup import markdown
from ui.session import Asked, Session, Turn, turn_of

Messages = list[dict[str, Any]]

STOPPED = "Stopped."


@dataclass(frozen=True, slots=True)
class Desk:
    """Serves every visitor; what belongs to one of them is in their `Session`."""

    assistant: Asked
    welcome: str

    def pose(self, session: Session | None, question: str) -> Session:
        """Put a question at the end of a conversation, which begins with it where there is none yet.

        Blank text changes nothing.
        """
        current = session or Session(self.assistant.chat())
        if question.strip():
            current.turns.append(Turn(question.strip()))
        return current

    def again(self, session: Session | None, message: int) -> Session:
        """Ask once more the question at a place in the list of messages; what came after it is dropped."""
        turn = message // 2
        if session is None or not 0 <= turn < len(session.turns):
            return self.pose(session, "")
        question = session.turns[turn].question
        for dropped in session.turns[turn:]:
            if dropped.answer is not None:
                session.chat.forget_last()
        del session.turns[turn:]
        return self.pose(session, question)

    def answer(self, session: Session) -> Iterator[tuple[Messages, str | None]]:
        """Answer the last question; yields all messages and the panel (None: as it was) at every step."""
        hits: list[Hit] = []
        number = len(session.turns)
        earlier = messages(session)
        try:
            for event in session.ask():
                if event.hit is not None:
                    hits.append(event.hit)
                    yield [*earlier, status("Reading …")], render.found(hits)
                elif event.answer is not None:
                    yield messages(session), render.evidence(event.answer, number)
                elif event.kind == "text":
                    yield [*earlier, said(render.partial_message(event.text))], None
                else:
                    yield [*earlier, status(event.text)], None
        except DatelineError as error:
            session.turns[-1].problem = str(error)
            yield messages(session), self.welcome

    def stop(self, session: Session | None) -> Messages:
        """The messages after a person stopped an answer that was not finished."""
        if session is None:
            return []
        if session.turns and session.turns[-1].answer is None:
            session.turns[-1].problem = STOPPED
        return messages(session)

    def opened(self, session: Session | None, key: str) -> str:
        """The document behind a marker or card, at its passage. An unknown key is `BadInput`."""
        if session is None:
            raise BadInput("This passage is no longer at hand: ask again.")
        place = session.place(key)
        others = [item.key for item in session.places(turn_of(key))]
        return paper.document_view(place.document, place.start, place.end, key, others)

    def back(self, session: Session | None, key: str) -> str:
        """The evidence panel of the turn a key belongs to."""
        number = turn_of(key)
        if session is None or not 0 < number <= len(session.turns):
            return self.welcome
        answer = session.turns[number - 1].answer
        return render.evidence(answer, number) if answer else self.welcome


def messages(session: Session) -> Messages:
    """The conversation as Gradio chat messages: two a turn, the question and what came of it."""
    shown: Messages = []
    for number, turn in enumerate(session.turns, 1):
        shown.append({"role": "user", "content": markdown(turn.question)})
        if turn.answer is not None:
            shown.append(said(render.answer_message(turn.answer, number)))
        elif turn.problem:
            shown.append(said(render.problem_message(turn.problem)))
    return shown


def said(markdown: str) -> dict[str, Any]:
    """What the assistant says, as a chat message."""
    return {"role": "assistant", "content": markdown}


def status(text: str) -> dict[str, Any]:
    """What is being done, as Gradio shows work in progress: a title with a spinner."""
    return {
        "role": "assistant",
        "content": "",
        "metadata": {"title": markdown(text), "status": "pending"},
    }
