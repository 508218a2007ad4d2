"""Whether a sentence has the form that is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.suit import OPEN, OTHER_DAY, by_actor, suits
from tests.qa.lines import Asked, Scenes

TEXT = (
    "Ines Calder said that the tolls were fair. Tom Reyes called them a farce. The tolls began on 2 March 2023. "
    "They are due in Munich for 640 lorries. Nobody spoke of it again."
)


@pytest.mark.parametrize(
    ("asked", "has", "lacks"),
    [
        ("When did the tolls begin?", "began", "spoke of"),
        ("Who called the tolls a farce?", "farce", "spoke of"),
        ("How many lorries pay?", "lorries", "farce"),
        ("Where are they due?", "Munich", "farce"),
        ("What did Ines Calder say of the tolls?", "fair", "farce"),
        ("What did Tom Reyes say of the tolls?", "farce", "fair"),
    ],
)
def test_a_sentence_suits_when_it_has_what_is_asked_for(
    scene: Scenes, question: Asked, asked: str, has: str, lacks: str
) -> None:
    made = scene(TEXT)
    assert suits(question(asked), made.evidence(has), made.facts) == 1.0
    assert suits(question(asked), made.evidence(lacks), made.facts) < 0.5


@pytest.mark.parametrize("asked", ["Why were the tolls a farce?", "Did the tolls begin?", "Compare Calder and Reyes"])
def test_any_form_will_do_where_none_is_asked_for(scene: Scenes, question: Asked, asked: str) -> None:
    made = scene(TEXT)
    assert {suits(question(asked), made.evidence(at), made.facts) for at in ("fair", "began")} == {OPEN}


def test_a_date_in_the_sentence_beside_does_not_make_a_sentence_suit(scene: Scenes, question: Asked) -> None:
    made = scene(TEXT)
    assert suits(question("When was it called a farce?"), made.evidence("farce"), made.facts) == 0.0


def test_a_sentence_that_enumerates_suits_a_list_best(scene: Scenes, question: Asked) -> None:
    made = scene("The towns of Selby, Munich and Lyon lost power. Power failed in Lyon. It was dark for hours.")
    asked = question("Which towns lost power?")
    full, one, none = (suits(asked, made.evidence(at), made.facts) for at in ("Selby", "failed", "dark"))
    assert 1.0 >= full > one > none == 0.0


def test_names_that_the_question_has_make_no_list(scene: Scenes, question: Asked) -> None:
    made = scene("Power failed in Lyon.")
    assert suits(question("Which towns near Lyon lost power?"), made.evidence("Lyon"), made.facts) == 0.0


def test_only_the_one_who_is_asked_about_speaks_for_himself(scene: Scenes, question: Asked) -> None:
    made = scene("Tom Reyes said that Ines Calder had lied. “I did not,” Calder replied.")
    asked = question("What did Ines Calder say?")
    assert not by_actor(asked, made.evidence("lied"), made.facts)
    assert by_actor(asked, made.evidence("I did not"), made.facts)


SPOKEN = (
    "Reyes Is Called A Farce\n\nTom Reyes met families on Friday after his remarks on guns. A lawyer for Reyes, Otto "
    "Brandt, said that the case was closed. “It is a farce,” said Nora Falk, head of the Anglers’ Union. “The tolls "
    "are a fraud.” An Anglers’ Union spokesman said that nobody fished. Reyes’s ambassador to Norway denied it."
)


@pytest.mark.parametrize(
    ("asked", "by", "not_by"),
    [
        ("What did Reyes's lawyer say?", "case was closed", "guns"),
        ("What does the Anglers' Union say about the tolls?", "farce", "case was closed"),
        ("What does the Anglers' Union say about the tolls?", "nobody fished", "case was closed"),
        ("What did the head of the Anglers' Union say?", "fraud", "case was closed"),
        ("what do the anglers say about the tolls", "farce", "case was closed"),
    ],
)
def test_a_body_speaks_by_its_people_and_a_client_not_by_himself(
    scene: Scenes, question: Asked, asked: str, by: str, not_by: str
) -> None:
    made = scene(SPOKEN)
    assert by_actor(question(asked), made.evidence(by), made.facts)
    assert not by_actor(question(asked), made.evidence(not_by), made.facts)


def test_that_somebody_spoke_of_a_thing_is_nothing_of_what_they_said(scene: Scenes, question: Asked) -> None:
    made = scene(SPOKEN)
    assert not by_actor(question("What is Tom Reyes's stance on guns?"), made.evidence("guns"), made.facts)


def test_who_said_it_may_stand_in_the_sentence_before_and_a_headline_yields(scene: Scenes, question: Asked) -> None:
    made = scene(SPOKEN)
    asked = question("Who called the tolls a fraud?")
    assert suits(asked, made.evidence("fraud"), made.facts) == 1.0
    assert suits(asked, made.evidence("Reyes Is Called"), made.facts) < 1.0


def test_who_is_asked_about_comes_before_who_was_asked_about_before(scene: Scenes, question: Asked) -> None:
    made = scene(SPOKEN)
    before = replace(question("What did Tom Reyes say?"), context=("Tom", "Reyes"))
    asked = replace(before, terms=("Anglers", "Union", "Tom", "Reyes"), names=("Anglers’ Union",))
    assert by_actor(asked, made.evidence("farce"), made.facts)
    assert not by_actor(asked, made.evidence("met families"), made.facts)


def test_a_sentence_in_which_nothing_begins_suits_less_where_it_is_asked_when_something_began(
    scene: Scenes, question: Asked
) -> None:
    made = scene("The strike started on 8 March 2023. The drivers voted for the strike on 2 March 2023.")
    asked = question("When did the strike begin?")
    begun, voted = (suits(asked, made.evidence(words), made.facts) for words in ("started", "voted"))
    assert begun == 1.0
    assert voted == OTHER_DAY


def test_who_is_called_a_critic_has_a_position_but_said_nothing(scene: Scenes, question: Asked) -> None:
    made = scene("The bank said the pier was too dear. Bert Askew is a critic of the bank.")
    item = made.evidence("critic")
    assert by_actor(question("What is Bert Askew's position on the bank?"), item, made.facts)
    assert not by_actor(question("What did Bert Askew say about the bank?"), item, made.facts)
