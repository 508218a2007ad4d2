"""What date values cover and how they are said."""

from __future__ import annotations

from datetime import date

import pytest

from index.dates import format_value, interval
from index.timex import shift


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2023-05-16", "16 May 2023"),
        ("2023-05", "May 2023"),
        ("2023", "2023"),
        ("2023-W20", "the week of 15 May 2023"),
        ("2023-W20-WE", "the weekend of 20 May 2023"),
        ("2023-Q3", "the third quarter of 2023"),
        ("2023-H1", "the first half of 2023"),
        ("2023-SU", "summer 2023"),
        ("202X", "the 2020s"),
        ("2023-05-16TMO", "16 May 2023, morning"),
        ("2023-05-16T07:43", "16 May 2023, 07:43"),
        ("some day", "some day"),
        ("2023-02-30", "2023-02-30"),
    ],
)
def test_a_value_is_said_as_a_person_writes_it(value: str, words: str) -> None:
    assert format_value(value) == words


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-05-16", "2023-05-16", "2023-05-16"),
        ("2023-05-16TNI", "2023-05-16", "2023-05-16"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2021-W01", "2021-01-04", "2021-01-10"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2023-W20-WE", "2023-05-20", "2023-05-21"),
        ("2023-Q4", "2023-10-01", "2023-12-31"),
        ("2023-H2", "2023-07-01", "2023-12-31"),
        ("2023-WI", "2023-12-01", "2024-02-29"),
        ("199X", "1990-01-01", "1999-12-31"),
    ],
)
def test_a_value_covers_its_days(value: str, first: str, last: str) -> None:
    assert interval(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value", ["", "2023-13", "2023-02-30", "2021-W53", "0000", "000X", "9999-WI", "2023-05-1", "x"]
)
def test_what_is_no_value_covers_nothing(value: str) -> None:
    assert interval(value) is None


@pytest.mark.parametrize(
    ("value", "count", "unit", "expected"),
    [
        ("2023-03-01", -1, "day", "2023-02-28"),
        ("2023-01-31", -1, "month", "2022-12"),
        ("2023-Q1", -1, "quarter", "2022-Q4"),
        ("2023-Q1", -1, "year", "2022-Q1"),
        ("2023-05", 2, "year", "2025-05"),
        ("2023-05-16", -1, "year", "2022"),
        ("2023-05-16", 1, "week", "2023-W21"),
        ("9999-12-31", 1, "day", None),
        ("0001", -1, "year", None),
    ],
)
def test_a_value_is_shifted_as_exactly_as_value_and_unit_allow(
    value: str, count: int, unit: str, expected: str | None
) -> None:
    assert shift(value, count, unit) == expected
