"""Days that are counted from another event."""

from __future__ import annotations

from datetime import date

import pytest

from qa.days import counted_days
from tests.qa.lines import Asked, Scenes

DAY = date(2023, 3, 3)  # a Friday


@pytest.mark.parametrize(
    "told",
    [
        (
            "When was the permit granted?",
            "The mill opened on Wednesday, two days after the permit was granted.",
            "mill",
            "2023-02-27",
        ),
        (
            "When did the boats run aground?",
            "Rosa Lind came on Tuesday. Her visit came three days after nine boats ran aground.",
            "visit",
            "2023-02-25",
        ),
        (
            "When is the vote?",
            "Rosa Lind resigned on Thursday, a week before the vote.",
            "resigned",
            "2023-03-09",
        ),
    ],
)
def test_the_other_event_is_reckoned_across_the_end_of_a_month(
    question: Asked, scene: Scenes, told: tuple[str, str, str, str]
) -> None:
    asked, report, words, value = told
    made = scene(report, published=DAY)
    (found,) = counted_days(question(asked), made.evidence(words), made.facts)
    assert found.value == value
    assert "counted from" in found.note


def test_the_event_that_has_its_own_day_is_not_reckoned(question: Asked, scene: Scenes) -> None:
    made = scene("The mill opened on Wednesday, two days after the permit was granted.", published=DAY)
    assert not list(counted_days(question("When did the mill open?"), made.evidence("mill"), made.facts))


def test_without_a_known_day_nothing_is_reckoned(question: Asked, scene: Scenes) -> None:
    made = scene("The mill opened two days after the permit was granted.", published=DAY)
    assert not list(counted_days(question("When was the permit granted?"), made.evidence("mill"), made.facts))
