"""Whether a sentence has the form that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qa.suit import OPEN, by_actor, suits

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
    scene: Callable[..., Any], question: Callable[[str], Any], asked: str, has: str, lacks: str
) -> None:
    made = scene(TEXT)
    assert suits(question(asked), made.evidence(has), made.facts) == 1.0
    assert suits(question(asked), made.evidence(lacks), made.facts) < 0.5


@pytest.mark.parametrize("asked", ["Why were the tolls a farce?", "Did the tolls begin?", "Compare Calder and Reyes"])
def test_any_form_will_do_where_none_is_asked_for(
    scene: Callable[..., Any], question: Callable[[str], Any], asked: str
) -> None:
    made = scene(TEXT)
    assert {suits(question(asked), made.evidence(at), made.facts) for at in ("fair", "began")} == {OPEN}


def test_a_date_in_the_sentence_beside_does_not_make_a_sentence_suit(
    scene: Callable[..., Any], question: Callable[[str], Any]
) -> None:
    made = scene(TEXT)
    assert suits(question("When was it called a farce?"), made.evidence("farce"), made.facts) == 0.0


def test_a_sentence_that_enumerates_suits_a_list_best(
    scene: Callable[..., Any], question: Callable[[str], Any]
) -> None:
    made = scene("The towns of Selby, Munich and Lyon lost power. Power failed in Lyon. It was dark for hours.")
    asked = question("Which towns lost power?")
    full, one, none = (suits(asked, made.evidence(at), made.facts) for at in ("Selby", "failed", "dark"))
    assert 1.0 >= full > one > none == 0.0


def test_names_that_the_question_has_make_no_list(scene: Callable[..., Any], question: Callable[[str], Any]) -> None:
    made = scene("Power failed in Lyon.")
    assert suits(question("Which towns near Lyon lost power?"), made.evidence("Lyon"), made.facts) == 0.0


def test_only_the_one_who_is_asked_about_speaks_for_himself(
    scene: Callable[..., Any], question: Callable[[str], Any]
) -> None:
    made = scene("Tom Reyes said that Ines Calder had lied. “I did not,” Calder replied.")
    asked = question("What did Ines Calder say?")
    assert not by_actor(asked, made.evidence("lied"), made.facts)
    assert by_actor(asked, made.evidence("I did not"), made.facts)
