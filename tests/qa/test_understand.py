"""What is understood of a question before anything is searched."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qa.followup import Turn
from qa.records import Filters, Question
from qa.understand import combine, names_in, understand
from tests.qa.lines import Asked


def asked(text: str, **more: Any) -> Question:
    known: dict[str, Any] = {
        "history": (),
        "sources": ("Harlow Post", "Gulf Wire"),
        "frequencies": {"pier": 9, "selby": 4},
        "is_word": {"pier", "shut", "tolls", "say", "about", "what", "did", "when", "was", "the"}.__contains__,
        "today": date(2023, 6, 15),
        "filters": Filters(),
    }
    return understand(text, **(known | more))


def test_a_question_is_told_from_its_words() -> None:
    question = asked("When was the Selby pier shut?")
    assert (question.kind, question.terms, question.names) == ("date", ("Selby", "pier", "shut"), ("Selby",))
    assert question.plain == ("pier", "shut")  # a name cannot be paraphrased
    assert question.notes == ()


def test_names_are_what_cannot_be_paraphrased() -> None:
    question = asked("What did the Norwegian mayor Ines Calder say about the tolls?")
    assert question.name_keys == {"country:Norway", "ine", "calder"}


def test_who_is_typed_small_is_a_name_where_it_is_no_word() -> None:
    assert asked("who is brandt?").names == ("Brandt",)
    assert asked("who is shut?").names == ()


def test_a_typing_error_is_mended_and_said() -> None:
    question = asked("When was the Sleby pier shut?")
    assert "Selby" in question.text or "selby" in question.text
    assert question.asked == "When was the Sleby pier shut?"
    assert question.notes


def test_a_limit_in_the_words_becomes_a_filter_is_said_and_is_searched_for_no_more() -> None:
    question = asked("According to the Harlow Post, when was the pier shut?")
    assert question.filters == Filters(sources=("Harlow Post",))
    assert question.notes == ("limited to outlet Harlow Post",)
    assert question.terms == ("pier", "shut")


def test_a_limit_in_the_words_and_one_given_hold_at_once() -> None:
    question = asked("reports published in March 2023 on the pier", filters=Filters(after=date(2023, 3, 10)))
    assert question.filters == Filters(after=date(2023, 3, 10), before=date(2023, 3, 31))


def test_outlets_that_are_compared_are_no_limit() -> None:
    question = asked("How do the Harlow Post and Gulf Wire reports differ on the pier?")
    assert question.kind == "compare"
    assert question.filters.sources == ()


def test_a_question_of_readers_is_not_searched_for_the_word_reader() -> None:
    question = asked("What did readers write below about the tolls?")
    assert question.about_comments
    assert question.terms == ("tolls",)


def test_a_question_of_nothing_but_readers_keeps_its_words() -> None:
    assert asked("What did the readers write?").terms


def test_a_follow_up_leans_on_the_question_before_and_says_how() -> None:
    before = Turn("When was the Selby pier shut?", ("Selby",), (), "On Monday.")
    question = asked("And who said it?", history=(before,))
    assert question.kind == "actor"
    assert set(question.context) <= set(question.terms)
    assert "pier" in question.context
    assert any("understood as" in note for note in question.notes)
    assert not question.name_keys  # what was taken over need not be in every answer


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("When was Laurence des Lauriers heard?", ("Laurence des Lauriers",)),
        ("Did Ines Calder meet the Bank of Selby?", ("Ines Calder", "Bank of Selby")),
        ("What did Ines P. Calder say?", ("Ines P. Calder",)),
        ("Calder's view of NATO", ("NATO",)),
        ("Ines Calder's view of NATO", ("Ines Calder", "NATO")),
        ("What did Ines say? And what did Ines want?", ("Ines",)),
        ("Which minister resigned?", ()),
        ("“Harlow Post” owner", ("Harlow Post",)),
    ],
)
def test_names_are_capitalised_words_and_the_first_word_only_with_others(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


class TestCombining:
    def test_the_narrower_bound_wins_on_both_sides(self) -> None:
        early, late = date(2023, 1, 1), date(2023, 6, 1)
        for one, other in ((early, late), (late, early)):
            both = combine(Filters(after=one, event_before=one), Filters(after=other, event_before=other))
            assert both == Filters(after=late, event_before=early)

    @pytest.mark.parametrize(
        ("found", "given", "both"),
        [(("a", "b"), ("b", "c"), ("b",)), ((), ("c",), ("c",)), (("a",), (), ("a",)), (("a",), ("c",), ("c",))],
    )
    def test_outlets_intersect_and_those_given_stand_where_none_is_shared(
        self, found: tuple[str, ...], given: tuple[str, ...], both: tuple[str, ...]
    ) -> None:
        assert combine(Filters(sources=found), Filters(sources=given)).sources == both


def test_the_same_question_is_understood_the_same_way_twice(question: Asked) -> None:
    assert question("What did he say on 3 March 2023?") == question("What did he say on 3 March 2023?")


def test_a_filter_set_free_is_not_taken_from_the_words_of_the_question() -> None:
    found = Filters(after=date(2021, 3, 1), event_after=date(2021, 3, 2), sources=("Quay Post",))
    given = Filters(before=date(2021, 5, 1), free=("after", "sources"))
    both = combine(found, given)
    assert (both.after, both.sources) == (None, ())
    assert (both.before, both.event_after) == (date(2021, 5, 1), date(2021, 3, 2))


@pytest.mark.parametrize(
    "asked",
    [
        "What does Ada Brandt do?",
        "what is Ada Brandt's job",
        "What role does Ada Brandt hold?",
        "What was Ada Brandt’s title?",
    ],
)
def test_asking_for_an_office_asks_who_somebody_is(question: Asked, asked: str) -> None:
    assert question(asked).text == "Who is Ada Brandt?"


@pytest.mark.parametrize(
    "asked", ["What does Ada Brandt do about the tolls?", "What did she do?", "What is Ada Brandt's view?"]
)
def test_other_questions_stay_as_they_are(question: Asked, asked: str) -> None:
    assert question(asked).text == asked
