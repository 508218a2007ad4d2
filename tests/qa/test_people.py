"""Who is meant by "who" and by "which minister", and who cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qa.extract import shorts
from qa.people import asks_who_said, holder_of_role, in_dateline
from tests.qa.lines import Asked, Scenes

Names = Callable[..., list[str]]


@pytest.fixture
def who(scene: Scenes, question: Asked) -> Names:
    """Those who may be meant by a question in the sentence of a text that holds some words, best first."""

    def named(asked: str, text: str, at: str = "") -> list[str]:
        made = scene(text)
        return [short.text for short in shorts(question(asked), made.evidence(at), made.facts)]

    return named


def test_who_somebody_is_may_be_told_in_the_next_sentence_alone(who: Names) -> None:
    text = "Ada Roth had hardly unpacked. Per Holt, a minister, received the new envoy of Chile on Friday."
    assert who("Who is Ada Roth?", text, "received") == ["new envoy of Chile"]
    assert who("Who is Ada Roth?", text, "unpacked") == []  # and no part of the name, nor anybody beside


@pytest.fixture
def holders(scene: Scenes, question: Asked) -> Names:
    """Those who hold the very role that is asked for."""

    def named(asked: str, text: str) -> list[str]:
        made = scene(text)
        return [short.text for short in holder_of_role(question(asked), made.evidence(""), made.facts)]

    return named


def test_whom_the_question_names_is_not_the_answer(who: Names) -> None:
    text = "Ines Calder met Tom Reyes on the quay."
    assert who("Who met Ines Calder?", text) == ["Tom Reyes"]
    assert who("Whom did Reyes meet?", text) == ["Ines Calder"]


def test_the_answer_has_the_full_name_and_the_role(who: Names) -> None:
    text = "Judge Ana Ruiz took the case in May. On Friday Ruiz closed it."
    assert who("Who closed it?", text, at="closed") == ["Ana Ruiz (Judge)"]


@pytest.mark.parametrize("city", ["PARIS", "OSLO", "BERLIN"])
def test_the_city_of_a_dateline_is_nobody(who: Names, city: str) -> None:
    assert who("Who closed the case?", f"{city}, 15 March (Wire) - The case was closed at noon.") == []


def test_which_deputy_minister_prefers_the_holder_of_that_role(who: Names) -> None:
    text = "With transport minister Per Lund, deputy minister Ola Brandt opened the tunnel."
    assert who("Which deputy minister opened the transport tunnel?", text)[0].startswith("Ola Brandt")
    assert who("Which transport minister opened the tunnel?", text)[0].startswith("Per Lund")


def test_who_said_prefers_the_speaker_to_whom_he_speaks_of(who: Names) -> None:
    text = "“The plan of Ola Brandt is dead,” Mayor Per Lund said."
    assert who("Who said that the plan was dead?", text)[0] == "Per Lund (Mayor)"


def test_the_speaker_may_be_named_in_the_sentence_before(who: Names) -> None:
    text = "Per Lund said on Friday: “The tunnel is unsafe. It will be shut for a year.”"
    assert who("Who said the tunnel will be shut for a year?", text, at="shut")[:1] == ["Per Lund"]


def test_a_country_answers_which_country_and_a_person_does_not(who: Names) -> None:
    text = "Norway closed the strait after Per Lund fell ill."
    assert who("Which country closed the strait?", text) == ["Norway"]
    assert who("Which minister fell ill?", text) == ["Per Lund"]


@pytest.mark.parametrize(
    ("text", "name", "opens"),
    [
        ("(NNW) The ferry sank.", "NNW", True),
        ("Oslo (NNW) The ferry sank.", "Oslo", True),
        ("NNW Business — The ferry sank.", "NNW", True),
        ("Ada Lund (LPD) sank the ferry.", "Ada Lund", False),
        ("The ferry of Oslo sank.", "Oslo", False),
    ],
)
def test_the_agency_in_front_of_a_report_is_nobody_in_it(text: str, name: str, opens: bool) -> None:
    at = text.index(name)
    assert in_dateline(text, (at, at + len(name))) is opens


def test_who_reported_it_is_not_who_did_it(who: Names) -> None:
    text = "Harlow Press reported on Monday that Tarn Ferries has sold its dock."
    assert who("Which company sold its dock?", text)[0] == "Tarn Ferries"


def test_a_company_answers_which_company(who: Names) -> None:
    text = "Per Lund said that the Calder Group bought the ferry."
    assert who("Which company bought the ferry?", text)[0] == "Calder Group"


def test_a_firm_named_for_what_it_does_answers_who_does_it(who: Names) -> None:
    text = "The book is due to be published by Tarn Publishing."
    assert who("Who publishes the book?", text) == ["Tarn Publishing"]


def test_a_firm_that_the_question_is_about_is_no_answer(who: Names) -> None:
    text = "Olin Marsh left the Delmont Port Company."
    assert who("Who left the port company?", text) == ["Olin Marsh"]


def test_the_one_in_the_clause_of_the_question_goes_before_one_in_the_next(who: Names) -> None:
    text = "Norway is the defending champion, Sweden is always in the running."
    assert who("Which country is the defending champion?", text)[0] == "Norway"


def test_the_club_of_a_player_is_not_who_is_asked_for(who: Names) -> None:
    text = "Striker Ada Lund of Norway's Boris Holmgard is the Selby captain."
    assert "Ada Lund" in who("Who is the captain of Selby?", text)[0]


def test_of_whom_the_sentence_says_just_that_goes_before_the_one_the_reader_chose(scene: Any, question: Any) -> None:
    made = scene("Norway is the defending northern champion, Sweden is always in the running.")
    item = made.evidence("champion", chosen="Sweden")
    assert shorts(question("Which country is the defending northern champion?"), item, made.facts)[0].text == "Norway"


def test_two_people_of_one_surname_stay_two(who: Names) -> None:
    text = "Judge Ana Ruiz sentenced the banker Leo Ruiz, who wept."
    assert {name.split(" (")[0] for name in who("Who sentenced whom?", text)} == {"Ana Ruiz", "Leo Ruiz"}


class TestHoldersOfRoles:
    @pytest.mark.parametrize("asked", ["Who is Norway's ambassador to Chile?", "who is the norwegian envoy to chile"])
    def test_an_ambassador_of_one_to_the_other_is_not_the_reverse(self, holders: Names, asked: str) -> None:
        text = "The ambassador and envoy of Norway to Chile, Liv Moen, spoke."
        assert [name.split(" (")[0] for name in holders(asked, text)] == ["Liv Moen"]
        assert holders("Who is Chile's ambassador to Norway?", text) == []

    def test_a_new_mayor_is_the_mayor(self, holders: Names) -> None:
        text = "The mayor of Harlow, Ines Calder, met Tom Reyes."
        assert holders("Who is the new mayor of Harlow?", text) == ["Ines Calder (mayor of Harlow)"]

    def test_nobody_holds_half_of_a_role(self, holders: Names) -> None:
        assert holders("Who is the deputy mayor of Harlow?", "The mayor of Harlow, Ines Calder, met Tom Reyes.") == []

    def test_whom_the_question_names_is_not_asked_for(self, holders: Names) -> None:
        assert holders("Who is mayor Ines Calder?", "The mayor, Ines Calder, met Tom Reyes.") == []


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Who called the plan a farce?", True),
        ("Which minister denied the report?", True),
        ("Who opened the tunnel?", False),
        ("What opened?", False),
        ("Which envoy sent the letter demanding answers?", False),
    ],
)
def test_a_question_for_a_speaker_is_told_from_one_for_a_doer(text: str, speaks: bool) -> None:
    assert asks_who_said(text) is speaks


@pytest.mark.parametrize(
    ("text", "is_what"),
    [
        ("Clerk Ada Roth spoke. Ada Roth, the clerk of the port board, spoke again.", "clerk of the port board"),
        ("A history teacher who grew up in Tull, Ada Roth was freed.", "history teacher"),
        ("They held Per Holt and his wife, Ada Roth.", "Per Holt's wife"),
        ("The chair of the Port Board (PB) left. “Enough,” the chair Ada Roth said.", "chair of the Port Board"),
        ("Tom Reyes is mayor. Ada Roth came.", ""),
    ],
)
def test_who_somebody_is_is_told_by_the_fullest_office(compose: Any, scene: Any, text: str, is_what: str) -> None:
    made = scene(text)
    told = compose("Who is Ada Roth?", *(made.evidence(text[s.start : s.end]) for s in made.facts.sentences[::-1]))
    assert told.text.partition(" — ")[0].lower() == is_what.lower() if is_what else "mayor" not in told.text


def test_kin_is_who_is_called_so(compose: Any, scene: Any) -> None:
    made = scene("Per Holt came home. His mom, Ida Moen, met him. Mayor Tom Reyes spoke for Per Holt.")
    evidence = [made.evidence("Mayor"), made.evidence("mom", score=0.8)]
    assert compose("What is the name of Per Holt's mother?", *evidence).text.startswith("Ida Moen")


def test_who_thinks_so_is_asked_as_who_said_so() -> None:
    assert asks_who_said("Who thinks that the quay is safe?")
    assert not asks_who_said("Who is thought to have sunk the boat?")
