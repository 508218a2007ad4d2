"""What is set side by side: figures with their sources, the words of two people, the order of two events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from index.facts import FactsCache
from qa.compose import Composer
from qa.figures import value_of
from qa.records import Answer, Evidence
from qa.verify import check_citations


@pytest.fixture
def compared(question: Callable[[str], Any]) -> Callable[..., Answer]:
    """The answer to a comparison over evidence, ranked as given."""

    def answer(asked: str, *evidence: Evidence) -> Answer:
        return check_citations(Composer(FactsCache()).compose(question(asked), evidence, [e.hit for e in evidence]))

    return answer


def test_each_figure_stands_with_its_source_the_earlier_report_first(
    compared: Callable[..., Answer], scene: Callable[..., Any]
) -> None:
    late = scene("Twenty-four boats sank in the storm.", source="Hill Echo", published=date(2023, 3, 7))
    early = scene("The harbour lost 19 boats in the storm.", source="Vale Post", published=date(2023, 3, 5))
    told = compared(
        "How many boats sank, according to the different reports?", late.evidence("boats"), early.evidence("boats")
    )
    first, second = told.text.splitlines()
    assert first.startswith("19 boats (Vale Post, 5 March 2023)") or first.startswith("19 (Vale Post, 5 March 2023)")
    assert second.startswith("Twenty-four (Hill Echo, 7 March 2023)")


def test_sources_that_agree_are_one_figure(compared: Callable[..., Answer], scene: Callable[..., Any]) -> None:
    one = scene("Twenty-four boats sank in the storm.", source="Hill Echo", published=date(2023, 3, 7))
    two = scene("The harbour lost 24 boats in the storm.", source="Vale Post", published=date(2023, 3, 5))
    told = compared(
        "How many boats sank, according to the different reports?", one.evidence("boats"), two.evidence("24")
    )
    assert told.text.count("Hill Echo") + told.text.count("Vale Post") <= 2
    assert "24" in told.text or "Twenty-four" in told.text


def test_of_two_people_compared_each_speaks(compared: Callable[..., Answer], scene: Callable[..., Any]) -> None:
    made = scene("Rosa Lind met Per Holt on tolls. Lind said tolls were fair. Holt said tolls were theft.")
    told = compared(
        "How do Lind and Holt differ on tolls?", *(made.evidence(at) for at in ("met", "were fair", "were theft"))
    )
    assert "were fair" in told.text
    assert "were theft" in told.text


def test_the_earlier_of_two_events_is_told_first(compared: Callable[..., Answer], scene: Callable[..., Any]) -> None:
    made = scene("The strike began on 9 May 2023. The fire broke out on 2 May 2023.", published=date(2023, 5, 10))
    told = compared("Which came first: the strike or the fire?", made.evidence("strike"), made.evidence("fire"))
    assert [line.partition(" (")[0].partition(" —")[0] for line in told.text.splitlines()] == [
        "First fire: 2 May 2023",
        "Then strike: 9 May 2023",
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("24", "Twenty-four", True), ("1,200", "1200", True), ("£2m", "2 million", True), ("22", "22 million", False)],
)
def test_two_wordings_of_one_number_are_one(one: str, other: str, same: bool) -> None:
    assert (value_of(one) == value_of(other)) == same


def test_another_sources_figure_for_the_same_thing_is_told_beside_the_first(
    compared: Callable[..., Answer], scene: Callable[..., Any]
) -> None:
    one = scene("The plant makes 45 million litres a day.", source="Vale Post", published=date(2023, 3, 5))
    two = scene("Its permit is for 38 million litres a day.", source="Hill Echo", published=date(2023, 3, 7))
    told = compared("How many litres a day does the plant make?", one.evidence("plant"), two.evidence("permit"))
    assert [line.partition(" — ")[0] for line in told.text.splitlines()] == [
        "Sources differ: 45 million (Vale Post, 5 March 2023)",
        "38 million (Hill Echo, 7 March 2023)",
    ]


def test_a_figure_of_something_else_is_not_told_beside(
    compared: Callable[..., Answer], scene: Callable[..., Any]
) -> None:
    one = scene("The plant makes 45 million litres a day.", source="Vale Post", published=date(2023, 3, 5))
    two = scene("The plant has 38 workers a shift.", source="Hill Echo", published=date(2023, 3, 7))
    told = compared("How many litres a day does the plant make?", one.evidence("plant"), two.evidence("plant"))
    assert told.text.startswith("45 million — ")
