"""The date and the place in a sentence that a question means, and those that only stand there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from qa.extract import shorts
from qa.short import Short
from tests.qa.lines import Asked, Scenes

DAY = date(2023, 3, 15)  # a Wednesday
Found = Callable[..., list[Short]]


@pytest.fixture
def found(scene: Scenes, question: Asked) -> Found:
    """The short answers to a question in the sentence of a text that holds some words, best first."""

    def shorts_of(asked: str, text: str, at: str = "", published: date | None = DAY, **more: Any) -> list[Short]:
        made = scene(text, published=published)
        answers = shorts(question(asked), made.evidence(at, **more), made.facts)
        assert all(text[s.start : s.end] == s.text for s in answers if "(" not in s.text)
        return answers

    return shorts_of


def texts(answers: list[Short]) -> list[str]:
    return [answer.text for answer in answers]


class TestDates:
    def test_a_weekday_becomes_the_calendar_day_and_says_how(self, found: Found) -> None:
        [answer] = found("When did the crew leave?", "The crew left the harbour on Monday.")
        assert answer.value == "2023-03-13"
        assert "15 March 2023" in answer.note

    def test_in_an_undated_report_the_words_stand_and_are_not_fixed(self, found: Found) -> None:
        [answer] = found("When did the crew leave?", "The crew left the harbour on Monday.", published=None)
        assert (answer.text, answer.value) == ("Monday", None)
        assert "not fixed" in answer.note

    @pytest.mark.parametrize(
        "dateline", ["HARLOW, 15 March (Wire) - ", "HARLOW, March 15, 2023 — ", "PORT SELBY, 15 March 2023 – "]
    )
    def test_a_dateline_says_when_it_was_written_not_when_it_happened(self, found: Found, dateline: str) -> None:
        assert found("When was the ferry sold?", f"{dateline}The ferry was sold to a rival.") == []
        answers = found("When was the ferry sold?", f"{dateline}The ferry was sold on 2 March 2023.")
        assert texts(answers) == ["2 March 2023"]

    def test_a_date_that_the_question_names_is_no_answer(self, found: Found) -> None:
        answers = found(
            "When did the council meet after the vote of 3 March 2023?",
            "After the vote of 3 March 2023, the council met on 9 March 2023.",
        )
        assert texts(answers) == ["9 March 2023"]

    def test_a_day_goes_before_the_beginning_of_a_stretch(self, found: Found) -> None:
        text = "The pier has been shut since January 2023 and will reopen on 4 April 2023."
        assert texts(found("When will the pier reopen?", text))[0] == "4 April 2023"
        assert texts(found("When was the pier shut?", text))[0] == "4 April 2023"
        assert texts(found("Since when has the pier been shut?", text))[0] == "January 2023"

    @pytest.mark.parametrize(
        ("asked", "best"), [("In what year did the dam burst?", "2011"), ("When did they meet?", "2 March 2023")]
    )
    def test_the_length_of_time_asked_for_goes_first(self, found: Found, asked: str, best: str) -> None:
        text = "They met on 2 March 2023 to speak of the dam, which burst in 2011."
        assert texts(found(asked, text))[0] == best

    def test_the_date_beside_the_words_asked_about_goes_first(self, found: Found) -> None:
        text = "On 2 March 2023 the bridge was shut, and by a second order on 9 March 2023 the tunnel too."
        assert texts(found("When was the bridge shut?", text))[0] == "2 March 2023"
        assert texts(found("When did the tunnel follow?", text))[0] == "9 March 2023"

    def test_the_sentence_beside_may_date_what_is_told_but_another_paragraph_not(self, found: Found) -> None:
        asked = "When did the roof fall in?"
        assert texts(found(asked, "The storm came on 2 March 2023. The roof fell in.", at="roof")) == ["2 March 2023"]
        assert found(asked, "The storm came on 2 March 2023.\n\nThe roof fell in.", at="roof") == []

    def test_a_date_in_the_sentence_itself_goes_before_one_beside_it(self, found: Found) -> None:
        text = "The council met on 9 March 2023. The plan was dropped in January."
        assert [a.value for a in found("When was the plan dropped?", text, at="plan")] == ["2023-01", "2023-03-09"]

    def test_what_the_reader_chose_goes_first(self, found: Found) -> None:
        text = "It shut on 2 March 2023 or on 9 March 2023."
        for chosen in ("2 March 2023", "9 March 2023"):
            assert texts(found("When did the quarry close?", text, chosen=chosen))[0] == chosen

    def test_the_day_in_one_clause_with_the_verb_goes_before_what_the_reader_chose(self, found: Found) -> None:
        text = "The diver fell ill on 2 March 2023 and died on 9 March 2023."
        answers = found("When did the diver die?", text, chosen="2 March 2023")
        assert answers[0].text == "9 March 2023"

    @pytest.mark.parametrize(
        ("asked", "day"), [("When did the strike begin?", "6 March"), ("When did the strike end?", "10 March")]
    )
    def test_when_a_thing_began_is_told_from_when_it_ended(self, found: Found, asked: str, day: str) -> None:
        answers = found(asked, "The strike started on 6 March, and it ended on 10 March.")
        assert texts(answers) == [day]

    def test_the_year_of_a_thing_is_not_when_it_was_ruled_out(self, found: Found) -> None:
        text = "But in May last year, the town ruled out this year's fair."
        assert texts(found("When did the town rule out the fair?", text))[0] == "May last year"

    def test_by_when_asks_for_the_end_of_a_term_and_not_for_a_day_on_which_it_was_done(self, found: Found) -> None:
        asked = "By when can the mayor sign the bill?"
        assert found(asked, "The mayor signed the bill on 2 March 2023.") == []
        assert texts(found(asked, "The mayor has until 30 March 2023 to sign the bill.")) == ["30 March 2023"]

    def test_the_name_of_an_outlet_is_no_day(self, found: Found) -> None:
        assert texts(found("When did the crew leave?", "The crew left on Monday, it told HARLOW TODAY.")) == ["Monday"]


class TestActors:
    CAPTIVE = "Envoy Per Dahl came home. He was seized in Kessa in March by men in uniform."

    def test_who_is_taken_up_by_a_pronoun_is_told_by_name_and_not_who_did_it_to_him(self, found: Found) -> None:
        answers = found("Who was seized in Kessa?", self.CAPTIVE, "seized", chosen="men")
        assert texts(answers) == ["Per Dahl (Envoy)"]

    def test_who_did_it_is_asked_for_by_by(self, found: Found) -> None:
        answers = found("Who was the envoy seized by?", self.CAPTIVE, "seized", chosen="men in uniform")
        assert "men in uniform" in texts(answers)

    def test_those_who_did_it_together_are_told_together(self, found: Found) -> None:
        text = "Produced by Ida Holt, Otto Brandt and guitarist Per Dahl, the song came out in May."
        answers = found("Who produced the song?", text, "song", chosen="Otto Brandt and guitarist Per Dahl")
        assert texts(answers)[0] == "Ida Holt, Otto Brandt and guitarist Per Dahl"

    def test_what_several_are_is_not_told_of_one(self, found: Found) -> None:
        text = "Ida Holt and Per Dahl, hosts of the quiz, will leave."
        assert "Per Dahl" in texts(found("Who will leave the quiz?", text))

    @pytest.mark.parametrize(
        ("asked", "told"), [("Who fell into the crater?", ["Norwegian tourist"]), ("Who was the tourist who fell?", [])]
    )
    def test_a_nationality_is_nobody(self, found: Found, asked: str, told: list[str]) -> None:
        assert texts(found(asked, "Norwegian tourist falls into crater.", "tourist", chosen="Norwegian")) == told


class TestPlaces:
    def test_a_place_goes_before_what_only_has_a_name(self, found: Found) -> None:
        text = "The Calder Line ferry ran aground near Port Selby on Sunday."
        assert texts(found("Where did the ferry run aground?", text)) == ["Port Selby"]

    def test_a_body_sold_to_or_whose_heir_somebody_is_is_no_place(self, found: Found) -> None:
        text = "The mill was sold to Norbus Holdings in Holm."
        assert texts(found("Where was the mill sold?", text)) == ["Holm"]

    def test_a_city_goes_before_a_country(self, found: Found) -> None:
        text = "The German team trained in Munich, not in Italy."
        assert texts(found("Where did the team train?", text))[0] == "Munich"

    def test_a_place_that_the_question_names_is_no_answer(self, found: Found) -> None:
        text = "Ships from Rotterdam were sent to Hamburg."
        assert texts(found("Where were the ships from Rotterdam sent?", text)) == ["Hamburg"]

    def test_a_country_is_an_answer_where_a_country_is_asked_for(self, found: Found) -> None:
        text = "The envoy of the union flew to Chile."
        assert texts(found("Which country did the envoy fly to?", text)) == ["Chile"]


@pytest.mark.parametrize("asked", ["Why was it sold?", "Did it sink?", "What did Tom Reyes say?", "List the ships"])
def test_other_questions_have_no_short_answer(found: Found, asked: str) -> None:
    assert found(asked, "Tom Reyes said that 3 ships sank off Oslo on 2 March 2023.") == []
