"""What the web chat does, apart from Gradio: questions in, chat messages and panel markup out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from index.errors import BadInput, DatelineError
from qa import Assistant
from qa.records import Answer, Hit
from ui import document_page, explain, files, filters, render, timeline, wording
from ui.feedback import FeedbackFile, Verdict, judgement
from ui.filters import Controls
from ui.markup import markdown
from ui.session import Session, Turn, turn_of

Messages = list[dict[str, Any]]

BROKEN = "Something went wrong here; what it was stands where the server was started. Ask again, or ask otherwise."

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """Serves every visitor; what belongs to one of them is in their `Session`.

    `welcome` makes the panel shown before the first answer.
    """

    assistant: Assistant
    welcome: Callable[[], str]

    def pose(self, session: Session | None, question: str, controls: Controls | None = None) -> Session:
        """Put a question at the end of a conversation, which begins with it where there is none yet.

        Blank text changes nothing.
        """
        current = session or Session(self.assistant.chat())
        if question.strip():
            current.turns.append(Turn(question.strip(), controls or Controls()))
        return current

    def again(self, session: Session | None, message: int, controls: Controls | None = None) -> Session:
        """Ask once more the question at a place in the list of messages; what came after it is dropped."""
        turn = message // 2
        if session is None or not 0 <= turn < len(session.turns):
            return self.pose(session, "")
        question, free = session.turns[turn].question, session.turns[turn].free
        for dropped in session.turns[turn:]:
            if dropped.answer is not None:
                session.chat.forget_last()
        del session.turns[turn:]
        posed = self.pose(session, question, controls)
        posed.turns[-1].free = free
        return posed

    def freed(self, session: Session | None, key: str, controls: Controls) -> Session | None:
        """Ask the last question once more without a filter that its own words set; None for any other chip."""
        fields = filters.freed_by(key)
        if not fields or session is None or not session.turns:
            return None
        posed = self.again(session, 2 * (len(session.turns) - 1), controls)
        posed.turns[-1].free = tuple(dict.fromkeys((*posed.turns[-1].free, *fields)))
        return posed

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
        except Exception as error:  # noqa: BLE001 - whatever breaks, the person is told, and the page goes on
            known = isinstance(error, DatelineError)
            if not known:
                _log.exception("a question was not answered")
            session.turns[-1].problem = wording.begun(str(error)) if known else BROKEN
            yield messages(session), self.welcome()

    def chips(self, session: Session | None, controls: Controls) -> str:
        """The filters of the controls and of the last answer, to be clicked away."""
        last = session.answered(len(session.turns)) if session else None
        if session is None or last is None:
            return filters.markup(filters.chips(controls))
        return filters.markup(filters.chips(controls, last.question.filters, session.turns[-1].controls))

    def opened(self, session: Session | None, key: str) -> str:
        """The document behind a marker, a card or a line of the library. An unknown key is `BadInput`."""
        if key.startswith("d-"):
            document = self.assistant.document(key.removeprefix("d-"))
            if document is None:
                raise BadInput("This document is no longer in the library.")
            return document_page.document_view(document, 0, 0, key)
        if session is None:
            raise BadInput("This passage is no longer at hand: ask again.")
        place = session.place(key)
        others = [item.key for item in session.places(turn_of(key))]
        return document_page.document_view(place.document, place.start, place.end, key, others)

    def back(self, session: Session | None, key: str) -> str:
        """The evidence panel of the turn a key belongs to; that of the last turn for any other key."""
        if session is None:
            return self.welcome()
        number = turn_of(key) or len(session.turns)
        answer = session.answered(number)
        return render.evidence(answer, number) if answer else self.welcome()

    def timeline(self, session: Session | None, actor: str, about: str) -> tuple[Session, str]:
        """Look up who said what, and what happened; the session, which remembers it, and the table.

        Raises BadInput for empty fields.
        """
        actor, about = actor.strip(), about.strip()
        if not actor and not about:
            raise BadInput("Name who spoke, or what it was about, or both.")
        current = session or Session(self.assistant.chat())
        current.told = timeline.told(self.assistant, actor or None, about or None)
        asked = " · ".join(filter(None, (actor, about and f"about {about}")))
        return current, timeline.table(current.told, asked, files.timeline_address(actor, about))

    def suggested(self, session: Session | None, key: str) -> tuple[str, str]:
        """The actor and the subject of the timeline that goes with the answer of a turn; one of them is empty."""
        return timeline.timeline_of(_answered(session, key)[1])

    def why(self, session: Session | None, key: str) -> str:
        """What the answer of a turn was chosen from."""
        turn, answer = _answered(session, key)
        asked_with = replace(turn.controls.filters(), free=turn.free)
        candidates = self.assistant.evidence(turn.question, turn.history, asked_with)
        return explain.explanation(answer, candidates, turn_of(key))


def _answered(session: Session | None, key: str) -> tuple[Turn, Answer]:
    """The turn a key belongs to, with its answer. Raises BadInput when it is no longer known."""
    answer = session.answered(turn_of(key)) if session else None
    if session is None or answer is None:
        raise BadInput("This answer is no longer at hand: ask again.")
    return session.turns[turn_of(key) - 1], answer


@dataclass(frozen=True, slots=True)
class Judging:
    """Takes what people think of answers. `now` gives the time, with its zone; `serving` names the documents."""

    file: FeedbackFile
    serving: str
    now: Callable[[], datetime]

    def judge(self, session: Session | None, message: int, verdict: Verdict) -> int:
        """Keep a verdict on the answer at a place in the list of messages; the number of its turn, or 0 for none."""
        number = message // 2 + 1
        if session is None or session.answered(number) is None:
            return 0
        session.turns[number - 1].verdict = verdict
        self._write(session.turns[number - 1])
        return number

    def note(self, session: Session | None, number: int, text: str) -> None:
        """Add a note to a verdict given before; blank text adds nothing."""
        if session is not None and session.answered(number) and text.strip():
            session.turns[number - 1].note = text
            self._write(session.turns[number - 1])

    def _write(self, turn: Turn) -> None:
        if turn.answer is None:
            return
        record = judgement(
            turn.answer,
            turn.verdict,
            turn.note,
            identity=turn.identity,
            time=self.now(),
            serving=self.serving,
            history=[earlier.text for earlier in turn.history],
        )
        try:
            self.file.add(record)
        except OSError as error:
            raise BadInput(f"The feedback could not be written: {error.strerror or error}") from error


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


def thumbs(session: Session) -> list[str | None]:
    """What was thought of each answer, in the words of Gradio's thumbs; None where nobody has said."""
    words: dict[Verdict, str] = {"good": "Like", "bad": "Dislike"}
    return [words.get(turn.verdict) for turn in session.turns if turn.answer is not None or turn.problem]


def said(text: str) -> dict[str, Any]:
    """What the assistant says, as a chat message of Markdown."""
    return {"role": "assistant", "content": text}


def status(text: str) -> dict[str, Any]:
    """What is being done, as Gradio shows work in progress: a title with a spinner."""
    return {
        "role": "assistant",
        "content": "",
        "metadata": {"title": markdown(text), "status": "pending"},
    }
