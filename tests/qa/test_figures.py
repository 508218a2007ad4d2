"""The number in a sentence that is asked for, among the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qa.extract import shorts
from tests.qa.lines import Asked, Scenes

Found = Callable[[str, str], list[str]]


@pytest.fixture
def found(scene: Scenes, question: Asked) -> Found:
    """The numbers of a text's first sentence, the likeliest first."""

    def numbers(asked: str, text: str) -> list[str]:
        made = scene(text)
        return [short.text for short in shorts(question(asked), made.evidence(""), made.facts)]

    return numbers


@pytest.mark.parametrize(
    ("asked", "best"),
    [
        ("How many bolts were loose?", "112"),
        ("How many beams were bent?", "3"),
        ("How much did the repairs cost?", "€4.5 million"),
        ("How long did the repairs take?", "twelve days"),
        ("What percentage of the budget was that?", "7.5 per cent"),
    ],
)
def test_the_number_of_what_is_counted_or_of_its_unit_goes_first(found: Found, asked: str, best: str) -> None:
    text = (
        "Of the bolts, 112 of 640 bolts were loose and 3 beams were bent, so that repairs took twelve days and cost "
        "€4.5 million, or 7.5 per cent of the budget."
    )
    assert found(asked, text)[0] == best


@pytest.mark.parametrize("whole", ["the company's 14", "its 14", "all Tarn Ferries' 14"])
def test_the_part_that_is_spoken_of_goes_before_the_whole(found: Found, whole: str) -> None:
    assert found("How many routes are closed?", f"Nine of {whole} routes are closed.")[0] == "Nine"


def test_what_stands_before_a_length_of_time_is_not_that_long(found: Found) -> None:
    assert found("How many years was it shut?", "It has 212 members, against 347 two years ago.") == []
    assert found("How many years was it shut?", "It was shut for 14 to 20 years.")[0] == "14 to 20 years"


def test_what_is_counted_goes_before_what_stands_nearer(found: Found) -> None:
    assert found("How many bolts were loose?", "Loose for 40 hours were 112 rusty old bolts.")[0] == "112"


def test_a_fitting_unit_goes_before_what_stands_nearer(found: Found) -> None:
    text = "The repairs of 3 beams lasted, for all those hands, twelve days."
    assert found("How long did the repairs last?", text)[0] == "twelve days"


@pytest.mark.parametrize(
    "written",
    [
        "1,200",
        "4.5 million",
        "$3 billion",
        "£12",
        "61.5%",
        "twenty-two",
        "a third",
        "two dozen",
        "2,000 tonnes",
        "12 400",
    ],
)
def test_numbers_are_whole_however_they_are_written(found: Found, written: str) -> None:
    assert written in found("How much was shipped?", f"They shipped {written} at once.")


@pytest.mark.parametrize("text", ["The 34-year-old diver has made 210 dives.", "The diver, 34, has made 210 dives."])
def test_how_old_means_the_age(found: Found, text: str) -> None:
    assert found("How old is the diver?", text)[0].startswith("34")


def test_the_numbers_of_dates_are_no_counts(found: Found) -> None:
    assert found("How many ships sailed?", "On 4 March 2023 a fleet of 17 ships sailed.") == ["17"]


def test_a_number_that_the_question_names_is_no_answer(found: Found) -> None:
    assert found("How many of the 640 bolts were loose?", "Of the 640 bolts some 112 were loose.") == ["112"]


def test_a_sentence_without_figures_gives_none(found: Found) -> None:
    assert found("How many ships sailed?", "One of the ships sailed, and the rest stayed.") == []


@pytest.mark.parametrize(
    ("asked", "text", "best"),
    [
        ("How tall is the mast?", "Among 14 masts the mast stands out and is 18.5 feet high.", "18.5 feet"),
        ("How far did the buoy drift?", "The buoy with 3 lamps drifted some 40 nautical miles.", "40 nautical miles"),
        ("How heavy is the bell?", "The bell of 1,200 rivets has a weight of 900 kilograms.", "900 kilograms"),
        ("How much did the union pay?", "The union of 8 million members had to pay £3m.", "£3m"),
        ("How much did the mill pay to settle the case?", "To settle the $9m lawsuit the mill had to pay $2m.", "$2m"),
        ("How many sailors survived?", "Of 40 aboard, only one sailor survived.", "one"),
        ("How many reported sightings were there?", "The seal, 3 feet long, left after its 40th sighting.", "40th"),
        ("How many cups has the club won?", "In 40 years the club won a record eighth cup.", "eighth"),
        ("How large is the isle?", "The 500-square-mile isle has 40 farms.", "500-square-mile"),
        ("How many shops are there?", "There are three shops, one of them on Route 13.", "three"),
        ("How old is Rosa Lind?", "With her 19-year-old sister, Ada Lind, came Rosa, who turned 23.", "23"),
    ],
)
def test_a_number_counts_or_measures_what_is_asked_for(found: Found, asked: str, text: str, best: str) -> None:
    assert found(asked, text)[0] == best


def test_the_number_of_a_house_counts_nothing(found: Found) -> None:
    text = "The bar opened at 3826 Mill Road in a hall of 1,700 square feet."
    assert found("How large is the bar?", text)[0] == "1,700 square feet"
    assert "3826" not in found("How large is the bar?", text)


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        ("How many sheep were lost?", "The flood took more than 4,000 sheep.", "more than 4,000"),
        ("How many sheep were lost?", "At least six sheep were lost.", "At least six"),
        ("How long does the crossing last?", "The crossing lasts 10 to 14 days.", "10 to 14 days"),
        ("How many votes did the motion get?", "The motion passed by 52-48 votes.", "52-48"),
        ("How much did the fare rise?", "The fare rose from 3 to 5 euros.", "5 euros"),
        ("How long is the wait?", "The wait is eight minutes and 20 seconds.", "eight minutes and 20 seconds"),
        ("How tall is the mast?", "The mast is nine feet four inches tall.", "nine feet four inches"),
        ("How many people waited?", "They waited two hours, 40 people in all.", "40"),
    ],
)
def test_a_figure_is_told_with_its_range_and_with_what_bounds_it(
    found: Found, asked: str, text: str, told: str
) -> None:
    assert found(asked, text)[0] == told
