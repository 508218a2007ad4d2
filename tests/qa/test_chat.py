"""A conversation keeps its context, and only what was answered in full."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.errors import BadInput
from index.facts import read_facts
from qa import Assistant
from qa.chat import turn_of
from qa.records import Answer, Claim
from tests.qa.lines import Asked

FIRST = "What did Petra Holm say about the eastern wall?"


def test_a_pronoun_means_whom_the_question_before_named(assistant: Assistant) -> None:
    chat = assistant.chat()
    chat.ask(FIRST)
    answer = chat.ask("How many cracks did she find?")
    assert "Petra Holm" in answer.question.text
    assert "three" in answer.text.lower()
    assert answer.question.asked == "How many cracks did she find?"


def test_conversations_share_nothing(assistant: Assistant) -> None:
    one, other = assistant.chat(), assistant.chat()
    one.ask(FIRST)
    assert len(one.turns) == 1
    assert other.turns == ()
    assert "Holm" not in other.ask("How many cracks did she find?").question.text


def test_the_arguments_of_ask_hold_in_a_chat(assistant: Assistant) -> None:
    chat = assistant.chat()
    assert chat.ask(FIRST, after="2024-03-05").reason == "outside_filter"
    assert not chat.ask(FIRST, after="2024-03-04", sources="Vale Courier").abstained
    assert chat.ask(FIRST).question.filters.any is False


def test_a_stream_that_is_left_adds_no_turn_and_one_that_is_read_adds_one(assistant: Assistant) -> None:
    chat = assistant.chat()
    next(iter(chat.stream(FIRST)))
    assert chat.turns == ()
    assert [event.answer for event in chat.stream(FIRST)][-1] is not None
    assert len(chat.turns) == 1


def test_what_is_refused_adds_no_turn(assistant: Assistant) -> None:
    chat = assistant.chat()
    for question, after in (("", None), ("x" * 10_000, None), (FIRST, "soon")):
        with pytest.raises(BadInput):
            chat.ask(question, after=after)
    assert chat.turns == ()


def test_turns_can_be_taken_back(assistant: Assistant) -> None:
    chat = assistant.chat()
    chat.forget_last()
    chat.ask(FIRST)
    chat.ask("How many cracks did she find?")
    chat.forget_last()
    assert [turn.text for turn in chat.turns] == [FIRST]
    chat.clear()
    assert chat.turns == ()


def test_what_cannot_be_asked_of_a_newcomer_is_asked_as_what_they_said(assistant_over: Callable[..., Any]) -> None:
    assistant = assistant_over(
        weir="Weir to close\n\nTarn Echo\n3 May 2024\n\nMayor Ada Lund promised 40 new boats. "
        "The boatmen's union said that the weir was a danger to everybody.\n"
    )
    chat = assistant.chat()
    assert "40" in chat.ask("How many boats did Ada Lund promise?").text
    told = chat.ask("What about the boatmen's union?")
    assert "danger to everybody" in told.text
    assert "40" not in told.text
    assert any("taken as" in note for note in told.notes)


def test_a_speaker_without_a_name_is_nobody_that_a_pronoun_means(question: Asked) -> None:
    told = [Claim("Holt died of a fever.", (), speaker=speaker) for speaker in ("his family", "Una Moen")]
    turn = turn_of(Answer("", question("cause of death"), claims=tuple(told)), read_facts)
    assert turn.people == ("Una Moen",)
