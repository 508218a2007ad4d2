"""Filters as chips: those of the controls, those the question set, and what a click takes away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.errors import BadInput
from qa.records import Filters
from ui import filters, wording
from ui.filters import Controls


def shown(controls: Controls, answered: Filters | None = None) -> list[tuple[str, str]]:
    return [(chip.key, chip.text) for chip in filters.chips(controls, answered)]


def test_controls_become_chips_in_words() -> None:
    controls = Controls("2021-05-04", "2021-06", ("Quay Gazette", "Hill Post"))
    assert shown(controls) == [
        ("after", "Published from 4 May 2021"),
        ("before", "Published until 30 June 2021"),
        ("source-1", "Quay Gazette"),
        ("source-2", "Hill Post"),
    ]


def test_a_click_takes_away_the_chip_it_is_on() -> None:
    controls = Controls("2021-05-04", "2021-06", ("Quay Gazette", "Hill Post"))
    assert controls.without("after") == replace(controls, after="")
    assert controls.without("before") == replace(controls, before="")
    assert controls.without("source-1").sources == ("Hill Post",)
    assert controls.without("source-9") == controls.without("free-published") == controls


def test_what_is_no_date_is_said_so_and_refused_when_asked_with() -> None:
    assert shown(Controls(after="2021-13")) == [("after", "“2021-13” is not a date")]
    with pytest.raises(BadInput):
        Controls(after="2021-13").filters()


def test_filters_the_question_set_are_chips_of_their_own() -> None:
    answered = Filters(date(2021, 5, 1), date(2021, 5, 31), date(2020, 1, 1), date(2020, 12, 31), ("Hill Post",))
    assert shown(Controls(), answered) == [
        ("free-published", "Published in May 2021"),
        ("free-happened", "Happened in 2020"),
        ("free-sources", "Hill Post"),
    ]
    assert {field for key, _ in shown(Controls(), answered) for field in filters.freed_by(key)} == {
        *("after", "before", "event_after", "event_before", "sources")
    }


def test_filters_of_the_controls_are_not_told_twice() -> None:
    controls = Controls("2021-05", "", ("Hill Post",))
    assert len(filters.chips(controls, controls.filters())) == len(filters.chips(controls)) == 2


def test_a_control_left_since_the_last_answer_does_not_become_a_filter_of_the_question() -> None:
    asked_with = Controls("2021-05", "", ("Hill Post",))
    assert filters.chips(Controls(), asked_with.filters(), asked_with) == ()


def test_names_of_outlets_are_shown_as_text() -> None:
    markup = filters.markup(filters.chips(Controls(sources=('<b onclick="x">${y}',))))
    assert "<b " not in markup
    assert "${" not in markup
    assert filters.markup(()) == ""


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2024, 2, 1), date(2024, 2, 29), "in February 2024"),
        (date(2023, 2, 1), date(2023, 2, 27), "1 February 2023 – 27 February 2023"),
        (date(2023, 1, 1), date(2023, 12, 31), "in 2023"),
        (date(2023, 1, 1), date(2024, 12, 31), "1 January 2023 – 31 December 2024"),
        (date(2023, 1, 5), date(2023, 1, 5), "on 5 January 2023"),
        (date(2023, 1, 5), None, "from 5 January 2023"),
        (None, date(2023, 1, 5), "until 5 January 2023"),
        (None, None, ""),
    ],
)
def test_bounds_are_said_as_people_say_them(first: date | None, last: date | None, said: str) -> None:
    assert wording.between(first, last) == said
