"""What an elliptic question leaves out comes from the question before, with the like replaced by the like."""

from __future__ import annotations

import pytest

from qa.ellipsis import complete_ellipsis
from qa.turns import Known, Turn

HAULIERS = (Known("Brisk Cargo", "organisation"), Known("Ola Reed", "person", "f"), Known("Tor Lind", "person", "m"))
COUNTED = Turn("How many lorries did Brisk Cargo lose in 2019?", ("Brisk Cargo",), cast=HAULIERS)
DROWNED = Turn("How many sheep drowned in Norway?", ("Norway",))
SAID = Turn("What did Ola Reed say about the drivers?", ("Ola Reed",), ("Ola Reed",), cast=HAULIERS)
SOUGHT = Turn("Who stole the lorries?", kind="actor", said="Tor Lind", people=("Tor Lind",), cast=HAULIERS)
OFFICE = Turn("Who is Norway's new envoy to Peru?", ("Norway", "Peru"))
PAPER = Turn("What did the Ostby Post report about the theft?", ("Ostby Post",))


def whole(asked: str, *before: Turn) -> str:
    return complete_ellipsis(asked, before, {"Ostby Post", "Wire Nine"}).text


@pytest.mark.parametrize(
    ("asked", "before", "expected"),
    [
        ("And in 2021?", COUNTED, "How many lorries did Brisk Cargo lose in 2021?"),
        ("2021?", COUNTED, "How many lorries did Brisk Cargo lose in 2021?"),
        ("what about Tarn Freight?", COUNTED, "How many lorries did Tarn Freight lose in 2019?"),
        ("Thanks! And Tarn Freight?", COUNTED, "How many lorries did Tarn Freight lose in 2019?"),
        ("and drivers?", COUNTED, "How many drivers did Brisk Cargo lose in 2019?"),
        ("And in Sweden?", DROWNED, "How many sheep drowned in Sweden?"),
        ("the one in Sweden?", DROWNED, "How many sheep drowned in Sweden?"),
        ("and Sweden?", DROWNED, "How many sheep drowned in Sweden?"),
        ("And Tor Lind?", SAID, "What did Tor Lind say about the drivers?"),
        ("and the union?", SAID, "What did the union say about the drivers?"),
        ("And about the strike?", SAID, "What did Ola Reed say about the strike?"),
        ("what about the wages?", SAID, "What did Ola Reed say about the wages?"),
        ("And the deputy?", OFFICE, "Who is Norway's deputy to Peru?"),
        ("and the tanker?", Turn("Where was it towed?"), "Where was the tanker towed?"),
        ("And Swedish ones?", Turn("How many Norwegian boats sank?", ("Norwegian",)), "How many Swedish boats sank?"),
        ("And the parents?", SAID, "What did the parents say about the drivers?"),
        ("And Wire Nine?", PAPER, "What did Wire Nine report about the theft?"),
        ("And Wire Nine?", DROWNED, "How many sheep drowned in Norway according to Wire Nine?"),
    ],
)
def test_a_new_element_takes_the_place_of_what_it_is_like(asked: str, before: Turn, expected: str) -> None:
    assert whole(asked, before) == expected


@pytest.mark.parametrize(
    ("asked", "before", "expected"),
    [
        ("When?", SAID, "When did Ola Reed say about the drivers?"),
        ("why not?", Turn("Did Ola Reed sell the lorries?"), "Why didn't Ola Reed sell the lorries?"),
        ("where?", SOUGHT, "Where was it that Tor Lind stole the lorries?"),
        ("why", Turn("Which lorries burned?"), "Why was it that lorries burned?"),
        ("how many drivers", Turn("How long did it last?"), "how many drivers"),
        (
            "until when?",
            Turn("Who will run Brisk Cargo?", kind="actor", said="Ola Reed"),
            "Until when will Ola Reed run",
        ),
        ("and when was that?", DROWNED, "when was that?"),
        ("when was that?", DROWNED, "When was it that the sheep drowned in Norway?"),
        ("How many came?", SOUGHT, "How many came?"),
    ],
)
def test_new_asking_words_ask_of_the_same(asked: str, before: Turn, expected: str) -> None:
    assert whole(asked, before).startswith(expected)


def test_a_question_of_who_somebody_is_is_not_what_when_asks_of() -> None:
    identity = Turn("Who is Tor Lind?", ("Tor Lind",), ("Tor Lind",))
    assert whole("where?", SOUGHT, identity) == "Where was it that Tor Lind stole the lorries?"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("who else?", "Who else stole the lorries?"), ("Anyone else?", "Who else stole the lorries?")],
)
def test_else_asks_the_same_for_more(asked: str, expected: str) -> None:
    assert whole(asked, SOUGHT) == expected


@pytest.mark.parametrize("asked", ["How many people died in the fire?", "How many barges sank?", "How many fled?"])
def test_a_question_with_a_verb_of_its_own_is_whole(asked: str) -> None:
    assert whole(asked, SAID) == asked
