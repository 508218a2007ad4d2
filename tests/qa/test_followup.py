"""A follow-up is completed from what went before, and only where something is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup import Completed, Turn, complete

MAYOR = Turn("What did Mayor Ines Calder say about the tolls?", ("Mayor Ines Calder",), ("Ines Calder",))
COUNT = Turn("How many boats did Norland seize?", ("Norland",), ())
COUNCIL = Turn("When did the Varnhem Council close the quay?", ("Varnhem Council",), ())
EVENT = Turn("Who opened the tunnel?", (), ("Piet Vos",))


def test_a_first_question_stays_as_it_is() -> None:
    assert complete("And what did he say?", []) == Completed("And what did he say?")


def test_a_question_that_stands_alone_stays_as_it_is() -> None:
    assert complete("When did the Harlow ferry sink off Norland?", [MAYOR]).notes == ()


@pytest.mark.parametrize(
    ("asked", "before", "expected"),
    [
        ("And what did she say about the buses?", MAYOR, "Ines Calder"),
        ("what was her reason for the buses", MAYOR, "Ines Calder's reason"),
        ("When was that?", EVENT, "opened the tunnel"),
        ("and how many crew members?", COUNT, "Norland seize"),
        ("What about Sudland?", COUNT, "How many boats did Sudland seize?"),
        ("when?", EVENT, "opened the tunnel"),
        ("what did it cost", EVENT, "tunnel"),
    ],
)
def test_the_missing_part_comes_from_the_turn_before(asked: str, before: Turn, expected: str) -> None:
    completed = complete(asked, [before])
    assert expected in f"{completed.text} {' '.join(completed.context)}"
    assert completed.notes, "the person is told how the question was understood"


HURT = Turn("How many people were killed in Harlow?", ("Harlow",), ())
POST = Turn("What is Ines Calder's post?", ("Ines Calder",), ("Ines Calder",))


def test_what_a_question_had_taken_over_is_still_the_subject_of_the_next() -> None:
    towns = Turn("Which towns?", context=("hurt", "storm", "Harlow"))
    assert {"storm", "Harlow"} <= set(complete("Who is suing the council?", [HURT, towns]).context)


@pytest.mark.parametrize(
    ("asked", "history", "context"),
    [
        ("And how many were injured?", [HURT], ("Harlow",)),  # the others who are counted
        ("And what did Vos say?", [MAYOR, POST], ("tolls",)),  # neither who she is, nor she
    ],
)
def test_what_a_newcomer_takes_the_place_of_is_no_context(
    asked: str, history: list[Turn], context: tuple[str, ...]
) -> None:
    assert set(complete(asked, history).context) <= {*context, "Mayor"}
    assert set(context) <= set(complete(asked, history).context)


def test_words_of_the_question_before_need_not_be_what_a_newcomer_speaks_of(assistant_over: Callable[..., Any]) -> None:
    assistant = assistant_over(
        fire="Mill burns\n\nVale Echo\n3 May 2024\n\nThe mill at Holm burned on Thursday. Per Holt told his father "
        "that he had lit it. “Holm stands with the miller,” mayor Ada Roth said.\n"
    )
    chat = assistant.chat()
    chat.ask("What did Per Holt tell his father?")
    assert "stands with the miller" in chat.ask("And what did the mayor say?").text


def test_another_place_brings_its_own_preposition() -> None:
    crash = Turn("How many people died in the crash at Oslo?", ("Oslo",), ())
    assert complete("And the one over the Tarn?", [crash]).text == "How many people died in the crash over Tarn?"
    assert complete("And the one in Varnhem?", [crash]).text == "How many people died in the crash at Varnhem?"


def test_the_last_person_spoken_of_is_meant() -> None:
    text = complete("Why did he resign?", [MAYOR, EVENT]).text
    assert "Piet Vos" in text
    assert "Calder" not in text


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Did they open it again?", "Did Varnhem Council open it again?"),
        ("why didn't it ask the fishermen", "why didn't Varnhem Council ask the fishermen"),
        ("What was their reason?", "What was Varnhem Council's reason?"),
    ],
)
def test_what_a_question_was_about_takes_the_place_of_a_pronoun(asked: str, expected: str) -> None:
    assert complete(asked, [COUNCIL]).text == expected


def test_they_may_come_back_to_a_group_of_earlier_on_and_it_may_not() -> None:
    between = Turn("Who owns the boats there?", (), ("Piet Vos",))
    assert complete("Did they pay?", [COUNCIL, between]).text == "Did Varnhem Council pay?"
    assert complete("Did it pay?", [COUNCIL, between]).text == "Did it pay?"


def test_a_thing_is_no_person_and_a_place_after_a_preposition_is_not_what_a_question_is_about() -> None:
    assert "Calder" not in complete("Was it raised?", [MAYOR]).text
    assert complete("Is it big?", [Turn("Who lives in Norland?", ("Norland",), ())]).text == "Is it big?"


def test_a_person_whom_the_question_names_already_is_not_the_one_meant() -> None:
    later = Turn("Did Moe meet Berg?", ("Moe", "Berg"), ("Moe", "Berg"))
    assert complete("When did he first meet Moe?", [later]).text == "When did Berg first meet Moe?"


def test_the_first_name_comes_along_for_the_search_alone() -> None:
    short = Turn("Did Calder lower them?", ("Calder",), ("Calder",))
    completed = complete("Why did she wait?", [MAYOR, short])
    assert completed.text == "Why did Calder wait?"
    assert "Ines" in completed.context
    assert "Ines" not in " ".join(completed.notes)


def test_asked_of_another_source_the_question_drops_the_first() -> None:
    counted = Turn("How many nets did the Gazette count at Ostby in May?", ("Gazette", "Ostby"), ())
    assert complete("and according to the police?", [counted]).text == (
        "How many nets at Ostby in May according to the police?"
    )


def test_what_was_last_named_comes_along_where_neither_question_names_anything() -> None:
    second = Turn("How old is the crane?", (), ())
    assert "Varnhem" in complete("who paid for that?", [COUNCIL, second]).context


def test_a_full_question_with_a_shortened_not_is_no_fragment() -> None:
    assert complete("Why weren't the tolls lowered?", [COUNCIL]).text == "Why weren't the tolls lowered?"


@pytest.mark.parametrize("asked", ["Who is Akira Berg?", "When was Ada Brandt born?", "Where is Norsk based?"])
def test_a_short_question_that_names_somebody_stands_alone(asked: str) -> None:
    before = Turn("When did the consul leave Selby?", ("Selby",), ("Tom Reyes",))
    assert complete(asked, [before]).context == ()


def test_a_short_question_that_names_nobody_leans_on_the_one_before() -> None:
    before = Turn("When did the consul leave Selby?", ("Selby",), ("Tom Reyes",))
    assert "Selby" in complete("Who resigned?", [before]).context


NAMES = st.sampled_from(["Ada Brandt", "Tom Reyes", "Selby Council", "Norland", "the Ostby harbour board"])
WHOLE = st.sampled_from(
    [
        "When did {} sell the old lighthouse at Kell Point?",
        "Who criticised {} for the delays at the harbour?",
        "How many ferries did {} order in 2021?",
        "What did {} say about the price of tickets?",
        "Why did {} reject the offer of the shipyard?",
    ]
)
TURNS = st.lists(st.sampled_from([MAYOR, COUNT, COUNCIL, EVENT]), max_size=4)


@given(NAMES, WHOLE, TURNS)
def test_a_question_that_names_and_says_all_it_asks_passes_through_unchanged(
    name: str, asked: str, history: list[Turn]
) -> None:
    assert complete(asked.format(name), history) == Completed(asked.format(name))


@given(st.text(max_size=60))
def test_without_a_conversation_nothing_is_completed(asked: str) -> None:
    assert complete(asked, []) == Completed(asked)


@given(st.text(max_size=60), TURNS)
def test_whatever_is_typed_is_completed_and_the_person_told(asked: str, history: list[Turn]) -> None:
    completed = complete(asked, history)
    assert completed.notes or completed == Completed(asked)


def test_another_persons_words_on_it_are_on_the_same_thing() -> None:
    closing = Turn("Why was the Oxmere weir closed?", ("Oxmere",))
    words = Turn("What did Ada Lund say about it?", ("Ada Lund",), ("Ada Lund",))
    found = complete("And Per Holt?", [closing, words])
    assert found.text == "What did Per Holt say about it?"
    assert {"Oxmere", "weir", "closed"} <= set(found.context)


def test_a_time_that_is_added_takes_the_place_of_one_at_the_end() -> None:
    count = Turn("How many boats did Norland promise at first?", ("Norland",))
    assert complete("And in the last week?", [count]).text == "How many boats did Norland promise in the last week?"


def test_an_office_takes_the_place_of_whom_something_was_done_to() -> None:
    before = Turn("Who followed Per Holt?", ("Per Holt",), ("Per Holt",))
    assert complete("And the conductor?", [before]).text == "Who followed the conductor?"


def test_a_follow_up_that_says_all_it_asks_takes_nothing_along() -> None:
    turn = Turn("What did Ines Calder say in May about who broke the lock?", ("Ines Calder",), ("Ines Calder",))
    assert complete("And what did she say about the rowing regatta?", [turn]).context == ()


def test_counted_anew_takes_the_place_of_what_was_counted() -> None:
    assert complete("and how many guards?", [COUNT]).text == "How many guards did Norland seize?"
    inns = Turn("How many inns are on the list?", (), ())
    assert complete("and how many bakers?", [inns]).text == "How many bakers are on the list?"


def test_what_is_asked_of_the_very_same_knows_where_it_was_told() -> None:
    told = Turn("Who opened the tunnel?", (), ("Piet Vos",), told=(("d1", 7),))
    assert complete("When was that?", [told]).told == (("d1", 7),)
    assert complete("And how many guests?", [told]).told == ()
