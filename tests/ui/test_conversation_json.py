"""Conversations as JSON: what is read is what was written, and what becomes of documents that have changed since."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from index.records import Document
from qa.turns import Known
from qa.turns import Turn as Asked
from ui import conversation_json
from ui.desk import Desk, messages
from ui.filters import Controls
from ui.session import STOPPED


@pytest.fixture
def session(asked: Any) -> Any:
    session = asked("where do the ferries go?", "who painted it?", "x" * 2000)
    session.turns[0].controls = Controls("2021-05", "", ("The Quay Gazette",))
    session.turns[0].verdict, session.turns[0].note = "good", "just so"
    return session


def places(session: Any) -> list[str]:
    return [place.document.text[place.start : place.end] for number in (1, 2) for place in session.places(number)]


def test_what_is_read_is_what_was_written(session: Any, assistant: Any) -> None:
    again = conversation_json.read(conversation_json.written(session), assistant)
    assert again.turns == session.turns
    assert (again.identity, again.chat.turns) == (session.identity, session.chat.turns)


def test_a_question_whose_answer_was_under_way_reads_as_stopped(session: Any, assistant: Any) -> None:
    session.turns[-1].problem = ""
    assert session.answering
    again = conversation_json.read(conversation_json.written(session), assistant)
    assert again.turns[-1].problem == STOPPED


def test_texts_of_documents_are_not_in_the_file(session: Any, document: Document) -> None:
    text = conversation_json.written(session).decode()
    assert json.loads(text)["version"] == conversation_json.VERSION
    assert "Home | Shipping | Weather" in document.text
    assert "Home | Shipping | Weather" not in text


def test_words_that_have_moved_are_found_where_they_are_now(session: Any, assistant: Any, document: Document) -> None:
    before = places(session)
    kept = conversation_json.written(session)
    longer = f"A new first line.\n\n{document.text}"
    assistant.held = (replace(document, text=longer, title="A better title"),)
    again = conversation_json.read(kept, assistant)
    assert places(again) == before
    assert again.places(1)[0].document.text == longer
    assert again.places(1)[0].document.title == "A better title"


@pytest.mark.parametrize("left", ["nothing", "other words"])
def test_of_a_document_that_is_gone_the_words_shown_are_kept(
    session: Any, assistant: Any, document: Document, left: str
) -> None:
    shown, before, kept = messages(session), places(session), conversation_json.written(session)
    assistant.held = () if left == "nothing" else (replace(document, text="It says something else now."),)
    assistant.chat = lambda: type(session.chat)(document)
    again = conversation_json.read(kept, assistant)
    assert places(again) == before
    assert messages(again) == shown
    assert conversation_json.GONE in again.places(1)[0].document.published_note
    assert "Lindmouth" in Desk(assistant, str).opened(again, "1-1")


@pytest.mark.parametrize("text", [b"", b"null", b"{}", b'{"version": 1}', b"\xff"])
def test_anything_else_is_no_conversation(assistant: Any, text: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic's own error, of which this is the base
        conversation_json.read(text, assistant)


def test_another_version_is_no_conversation(session: Any, assistant: Any) -> None:
    record = json.loads(conversation_json.written(session)) | {"version": 99}
    with pytest.raises(ValueError, match="99"):
        conversation_json.read(json.dumps(record).encode(), assistant)


def test_whom_a_conversation_speaks_of_is_kept_with_it(session: Any, assistant: Any) -> None:
    known = Known("Ida Brandt", "person", "f", ("harbour master",))
    session.chat.resume((Asked("ferries?", ("Brandt",), cast=(known,), told=(("lindmouth", 7),)),))
    assert conversation_json.read(conversation_json.written(session), assistant).chat.turns == session.chat.turns


def test_what_an_earlier_program_did_not_keep_of_a_turn_is_left_open(session: Any, assistant: Any) -> None:
    record = json.loads(conversation_json.written(session))
    record["context"] = [{"text": "ferries?", "a field of another time": 1}]
    assert conversation_json.read(json.dumps(record).encode(), assistant).chat.turns == (Asked("ferries?"),)
