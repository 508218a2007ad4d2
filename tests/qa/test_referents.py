"""A pronoun takes whom or what it may mean, the last spoken of first."""

from __future__ import annotations

import pytest

from qa.followup import complete
from qa.turns import Known, Turn

BAKER = Known("Runa Falk", "person", "f", ("master baker",))
MAYOR = Known("Emil Stross", "person", "m", ("mayor of Ostby",))
MET = Turn("When did Falk meet Stross?", ("Falk", "Stross"), ("Falk", "Stross"), cast=(BAKER, MAYOR))
ASKED = Turn("Who is the head of the bakers' guild?", kind="actor")
BLAMED = Turn(
    "Whom did Emil Stross blame?", ("Emil Stross",), ("Emil Stross",), said="The guild", kind="actor", cast=(MAYOR,)
)
MOVED = Turn("Where did the bakers go?", said="Tarnby", kind="place")
COUNTED = Turn("How many ovens were sold in Ostby?", ("Ostby",), cast=(Known("Ostby", "place"),))


@pytest.mark.parametrize(
    ("asked", "before", "expected"),
    [
        ("What did he say?", MET, "What did Stross say?"),
        ("What did she say?", MET, "What did Falk say?"),
        ("Who thanked her?", MET, "Who thanked Falk?"),
        ("What did she promise?", ASKED, "What did the head of the bakers' guild promise?"),
        ("Did they deny it?", BLAMED, "Did the guild deny it?"),
        ("Who bought them and were they cheap?", COUNTED, "Who bought them and were the ovens cheap?"),
        ("Who lives there?", MOVED, "Who lives in Tarnby?"),
        ("How many are left there?", COUNTED, "How many are left in Ostby?"),
        ("Are there any left?", MOVED, "Are there any left?"),
        ("What did the mayor promise?", MET, "What did Emil Stross promise?"),
        ("What did the new master baker promise?", MET, "What did Runa Falk promise?"),
        ("Did the town mayor's wife sign?", MET, "Did the town mayor's wife sign?"),
        ("What did the mayor of Tarnby promise?", MET, "What did the mayor of Tarnby promise?"),
        ("What does the latter want?", MET, "What does Stross want?"),
    ],
)
def test_a_word_that_stands_for_another_takes_what_it_may_mean(asked: str, before: Turn, expected: str) -> None:
    assert complete(asked, [before]).text == expected


def test_whoever_was_the_answer_is_meant_before_those_beside() -> None:
    found = Known("Ade Ruis", "person", None, ("harbour master",))
    asked = Turn(
        "Who is the harbour master?", (), ("Ade Ruis", "Runa Falk"), said="Ade Ruis", kind="actor", cast=(BAKER, found)
    )
    assert complete("What did she say?", [asked]).text == "What did Ade Ruis say?"


def test_one_who_was_asked_for_in_vain_stays_the_one_spoken_of() -> None:
    blamed = Turn("What was the head of the bakers' guild accused of?", people=("Emil Stross",), cast=(MAYOR,))
    asked = complete("When did he leave?", [ASKED, blamed]).text
    assert asked == "When did the head of the bakers' guild leave?"


def test_a_deputy_is_not_the_mayor() -> None:
    deputy = Turn("Who paid?", cast=(Known("Ada Brandt", "person", "f", ("deputy mayor",)),))
    assert complete("What did the mayor say?", [deputy]).text == "What did the mayor say?"


def test_of_two_holders_of_an_office_neither_is_named() -> None:
    two = Turn("Who paid?", cast=(MAYOR, Known("Ada Brandt", "person", "f", ("mayor of Tarnby",))))
    assert complete("What did the mayor say?", [two]).text == "What did the mayor say?"
