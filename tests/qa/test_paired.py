"""A value belongs to the name, year or deed of its own piece of a sentence."""

from __future__ import annotations

import pytest

from qa.extract import shorts
from tests.qa.lines import Asked, Scenes

TWICE = "Tarn Freight lost 40 lorries in 2019 and 90 in 2021."
TWO_TOWNS = "The storm killed 14 people in Norway and three in Sweden on Monday night."
TWO_DEEDS = "The blast killed nine people at the yard and injured more than 40 people."
TWO_KINDS = "The yard has two berths: a small berth for $9, a covered berth, its dearest, at $16, and a dock for $20."
TWO_SAYERS = "The union said that 1,200 people had come; the company put the number at 700."


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        (TWICE, "How many lorries did Tarn Freight lose in 2021?", "90"),
        (TWICE, "How many lorries did Tarn Freight lose in 2019?", "40"),
        (TWO_TOWNS, "How many people did the storm kill in Sweden?", "three"),
        (TWO_TOWNS, "How many people did the storm kill in Norway?", "14"),
        (TWO_DEEDS, "How many people were injured by the blast?", "more than 40"),
        (TWO_DEEDS, "How many people were killed by the blast?", "nine"),
        (TWO_KINDS, "How much does the covered berth cost?", "$16"),
        (TWO_SAYERS, "How many people came according to the company?", "700"),
        (TWO_SAYERS, "How many people came according to the union?", "1,200"),
    ],
)
def test_each_value_answers_for_its_own(scene: Scenes, question: Asked, text: str, asked: str, expected: str) -> None:
    there = scene(text)
    item = there.evidence(text.split()[1], chosen=text.split()[3])
    assert shorts(question(asked), item, there.facts)[0].text == expected
