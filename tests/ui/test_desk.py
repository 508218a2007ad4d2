"""Conversations on the page: steps of an answer, retry, stop, and the places behind markers."""

from __future__ import annotations

from typing import Any

import pytest

from index.errors import BadInput
from ui.desk import Desk, messages, thumbs
from ui.filters import Controls
from ui.session import turn_of


@pytest.fixture
def desk(assistant: Any) -> Desk:
    return Desk(assistant, lambda: "welcome")


def test_an_answer_arrives_in_steps_status_passage_text_and_evidence(desk: Desk) -> None:
    session = desk.pose(None, "where do the ferries go?")
    steps = list(desk.answer(session))
    assert [len(shown) for shown, _ in steps] == [2, 2, 2, 2]
    assert steps[0][0][-1]["metadata"]["status"] == "pending"
    assert "Reading" in (steps[1][1] or "")
    assert steps[2][0][-1]["content"].startswith("12 May 2021")
    assert "<mark>" in (steps[3][1] or "")
    assert "#evidence-1-1" in steps[3][0][-1]["content"]


def test_blank_questions_change_nothing(desk: Desk) -> None:
    session = desk.pose(None, "  \n ")
    assert messages(session) == []
    assert list(desk.answer(session)) == []


def test_a_refused_question_is_answered_by_one_clear_line_and_the_chat_goes_on(desk: Desk, asked: Any) -> None:
    session = asked("x" * 2000, "what about the ferries?")
    shown = messages(session)
    assert "too long" in shown[1]["content"]
    assert "#evidence-2-1" in shown[3]["content"]


def test_asking_again_drops_what_came_after_and_takes_it_out_of_the_context(desk: Desk, asked: Any) -> None:
    session = asked("ferries one", "ferries two", "ferries three")
    session = desk.again(session, 2)
    assert [turn.question for turn in session.turns] == ["ferries one", "ferries two"]
    assert [turn.text for turn in session.chat.turns] == ["ferries one"]
    list(desk.answer(session))
    assert [turn.text for turn in session.chat.turns] == ["ferries one", "ferries two"]


@pytest.mark.parametrize("message", [-1, 9])
def test_asking_again_what_is_not_there_changes_nothing(desk: Desk, message: int, asked: Any) -> None:
    session = asked("ferries one")
    assert [turn.question for turn in desk.again(session, message).turns] == ["ferries one"]


def test_stopping_leaves_a_finished_answer_alone_and_marks_an_unfinished_one(desk: Desk, asked: Any) -> None:
    session = asked("ferries")
    finished = messages(session)
    session.stop()
    assert messages(session) == finished
    session = desk.pose(session, "ferries again")
    steps = desk.answer(session)
    next(steps)
    session.stop()
    assert "Stopped" in messages(session)[-1]["content"]


def test_a_question_is_answered_once_and_not_after_it_was_stopped(desk: Desk, asked: Any) -> None:
    session = desk.pose(asked("ferries"), "ferries again")
    steps = desk.answer(session)
    next(steps)
    assert session.answering
    assert list(desk.answer(session)) == []  # begun already
    session.stop()
    assert not session.answering
    assert list(desk.answer(session)) == []


def test_what_was_refused_stays_told_when_a_second_tab_opens_the_conversation(desk: Desk, asked: Any) -> None:
    session = desk.pose(asked("ferries"), "when? " * 200)
    list(desk.answer(session))
    told = messages(session)[-1]["content"]
    session.stop()
    assert messages(session)[-1]["content"] == told
    assert "Not answered.** The question is too long" in told


def test_a_marker_opens_its_document_at_the_quoted_words(desk: Desk, asked: Any) -> None:
    session = asked("who knows?", "and the ferries?")
    opened = desk.opened(session, "2-1")
    assert '<mark class="target">ferries would use' in opened
    assert 'data-open="1-n1"' in desk.back(session, "1-n1")


@pytest.mark.parametrize("key", ["", "1-2", "1-n1", "9-1", "0-1", "-1-1", "1-1; x", "../etc", "١-١"])
def test_a_key_that_was_never_given_out_opens_nothing(desk: Desk, key: str, asked: Any) -> None:
    session = asked("ferries")
    with pytest.raises(BadInput):
        desk.opened(session, key)


def test_one_visitor_cannot_open_what_another_was_shown(desk: Desk, asked: Any) -> None:
    asked("ferries")
    other = desk.pose(None, "")
    with pytest.raises(BadInput):
        desk.opened(other, "1-1")
    with pytest.raises(BadInput):
        desk.opened(None, "1-1")


def test_keys_name_their_turn() -> None:
    assert (turn_of("12-3"), turn_of("4-n2"), turn_of("x")) == (12, 4, 0)


def test_a_question_is_asked_with_the_filters_of_the_controls(desk: Desk) -> None:
    session = desk.pose(None, "where do the ferries go?", Controls("2021-05", "", ("The Quay Gazette",)))
    list(desk.answer(session))
    assert session.chat.filters == [{"after": "2021-05", "sources": ("The Quay Gazette",), "free": ()}]


def test_a_filter_the_question_set_is_clicked_away_by_asking_it_once_more_without(desk: Desk, asked: Any) -> None:
    session = asked("ferries in May 2021")
    again = desk.freed(session, "free-happened", Controls())
    assert again is session
    list(desk.answer(session))
    assert session.chat.filters[-1]["free"] == ("event_after", "event_before")
    assert [turn.question for turn in session.turns] == ["ferries in May 2021"]
    assert [turn.text for turn in session.chat.turns] == ["ferries in May 2021"]
    retried = desk.again(session, 0)
    assert retried.turns[-1].free == ("event_after", "event_before")


@pytest.mark.parametrize("key", ["after", "source-1", "nonsense"])
def test_the_chip_of_a_control_asks_nothing(desk: Desk, key: str, asked: Any) -> None:
    assert desk.freed(asked("ferries"), key, Controls()) is None


def test_a_document_of_the_library_opens_without_a_question_asked(desk: Desk) -> None:
    opened = desk.opened(None, "d-lindmouth")
    assert "Lindmouth harbour" in opened
    assert "<mark" not in opened
    with pytest.raises(BadInput):
        desk.opened(None, "d-nobody")


def test_why_shows_the_candidates_and_which_of_them_was_cited(desk: Desk, asked: Any) -> None:
    session = asked("ferries")
    session.turns[0].controls, session.turns[0].free = Controls("2021-05"), ("sources",)
    shown = desk.why(session, "1-1")
    limits = desk.assistant.limits  # type: ignore[attr-defined]
    assert (str(limits.after), limits.free) == ("2021-05-01", ("sources",))
    assert "75%" in shown
    assert "cited" in shown
    with pytest.raises(BadInput):
        desk.why(None, "1-1")
    with pytest.raises(BadInput):
        desk.why(session, "2-1")


def test_whatever_breaks_the_person_is_told_and_can_go_on(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    session = desk.pose(None, "ferries")
    session.chat.stream = lambda *_, **__: iter(int("x") for _ in "1")  # type: ignore[method-assign]
    *_, (shown, _) = desk.answer(session)
    assert "Something went wrong" in shown[-1]["content"]
    assert "invalid literal" in caplog.text
    del session.chat.stream
    desk.pose(session, "what about the ferries?")
    *_, (shown, _) = desk.answer(session)
    assert "#evidence-2-1" in shown[-1]["content"]


def test_thumbs_stand_at_the_answers_they_were_given_to(desk: Desk, asked: Any) -> None:
    session = asked("ferries", "who?", "x" * 2000, "ferries again")
    session.turns[1].verdict, session.turns[3].verdict = "bad", "good"
    assert thumbs(session) == [None, "Dislike", None, "Like"]
    assert len(thumbs(session)) == sum(message["role"] == "assistant" for message in messages(session))
