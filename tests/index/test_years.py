"""Years found by the weekday."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from index.years import date_from_weekday, matching_years, years_in

TUESDAY, WEDNESDAY, SUNDAY = 1, 2, 6


def test_candidate_years_that_fit_the_weekday_are_told_once_in_order() -> None:
    assert matching_years(5, 16, TUESDAY, [2023, 2021, 2017, 2023]) == [2017, 2023]
    assert matching_years(2, 30, TUESDAY, range(1990, 2030)) == []


def test_a_year_in_the_text_decides_a_dateline() -> None:
    day, note = date_from_weekday(5, 16, TUESDAY, date(2026, 1, 1), [2017])
    assert day == date(2017, 5, 16)
    assert "stated in the text" in note


def test_without_a_year_in_the_text_the_latest_fitting_year_is_taken_and_said() -> None:
    day, note = date_from_weekday(5, 16, TUESDAY, date(2026, 1, 1), [])
    assert day == date(2023, 5, 16)
    assert "latest" in note
    assert "16 May was a Tuesday" in note


def test_a_report_is_not_older_than_the_newest_recent_year_it_names() -> None:
    day, note = date_from_weekday(5, 16, TUESDAY, date(2026, 1, 1), [1956, 2017, 2019])
    assert day == date(2023, 5, 16)
    assert "2019" in note


def test_history_and_the_future_do_not_decide_the_year() -> None:
    assert date_from_weekday(5, 16, TUESDAY, date(2026, 1, 1), [1939, 1945, 2050])[0] == date(2023, 5, 16)


def test_a_dateline_never_lies_after_the_latest_day() -> None:
    assert date_from_weekday(5, 16, TUESDAY, date(2023, 5, 15), [2023])[0] == date(2017, 5, 16)


def test_a_day_the_calendar_lacks_gives_none_with_a_reason() -> None:
    assert date_from_weekday(2, 30, SUNDAY, date(2026, 1, 1), []) == (
        None,
        "30 February was no Sunday in the 40 years up to 2026",
    )
    assert date_from_weekday(13, 1, SUNDAY, date(2026, 1, 1), [])[0] is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)), st.lists(st.integers(1900, 2100)))
def test_the_day_found_is_the_weekday_asked_for(day: date, mentioned: list[int]) -> None:
    found, note = date_from_weekday(day.month, day.day, day.weekday(), day, mentioned)
    assert found is not None
    assert found <= day
    assert (found.month, found.day, found.weekday()) == (day.month, day.day, day.weekday())
    assert str(found.year) in note


def test_years_are_read_from_prose_and_addresses_and_not_from_amounts() -> None:
    text = "In 2019 and since 2021 (https://a.example/2023/05/x) it cost $2015, 1,999 yen, 2000.5 points, 2020%."
    assert years_in(text) == (2019, 2021, 2023)
