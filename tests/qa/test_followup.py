"""A follow-up is completed from what went before, and only where something is missing."""

from __future__ import annotations

import pytest

from qa.followup import Completed, Turn, complete

MAYOR = Turn("What did Mayor Ines Calder say about the tolls?", ("Mayor Ines Calder",), ("Ines Calder",))
COUNT = Turn("How many boats did Norland seize?", ("Norland",), ())
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


def test_the_last_person_spoken_of_is_meant() -> None:
    text = complete("Why did he resign?", [MAYOR, EVENT]).text
    assert "Piet Vos" in text
    assert "Calder" not in text
