"""Laws that hold for dates in any text, whatever it says."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateExpression, find_dates, format_value, interval

WORDS = (
    "on the The last next this past of in by to and early late mid mid- end beginning Monday Friday Tuesday's Sun Fri."
    " May march March Feb. Sept October 2 31 30 5th 2022 1999 '98 ’80s 1990s 20220231 2022-02-30 2/4/22 31/12/9999"
    " 0001-01-01 9999-12-31 year years week quarter third first Q3 fiscal half decade ago earlier later before after"
    " following same that day night morning noon 9 p.m. 24:00 07:43 yesterday tomorrow tonight today weekend summer"
    " winter fall a an two twenty - – , . ; ( ) \n \n\n will said to meet would W07 2022-W54 hundred eighties 9999 1500"
).split(" ")
STORIES = " ".join(
    path.read_text("utf-8") for path in sorted((Path(__file__).parent / "data" / "date_stories").glob("*.txt"))
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=60)
DAYS = st.dates() | st.none()


def assert_lawful(text: str, found: list[DateExpression]) -> None:
    end = 0
    for expression in found:
        assert end <= expression.start < expression.end
        assert text[expression.start : expression.end] == expression.text
        assert expression.text == expression.text.strip()
        assert expression.note
        assert expression.value is None or interval(expression.value) is not None
        end = expression.end


@given(TEXTS, DAYS)
def test_expressions_lie_in_the_text_in_order_and_every_value_covers_days(text: str, published: date | None) -> None:
    assert_lawful(text, find_dates(text, published))


@pytest.mark.parametrize("published", [date.min, date.max, date(9999, 1, 1), date(2024, 2, 29)])
def test_the_ends_of_the_calendar_break_nothing(published: date) -> None:
    chooser = random.Random(7)
    for _ in range(300):
        text = " ".join(chooser.choices(WORDS, k=12))
        assert_lawful(text, find_dates(text, published))


@given(st.randoms(use_true_random=False), DAYS)
def test_damaged_stories_break_nothing(chooser: random.Random, published: date | None) -> None:
    start = chooser.randrange(len(STORIES) - 300)
    letters = list(STORIES[start : start + 300])
    for _ in range(chooser.randrange(12)):
        letters[chooser.randrange(300)] = chooser.choice(["", " ", "0", "9", "-", "/", ":", ".", "’", "\n\n", "T"])
    text = "".join(letters)
    assert_lawful(text, find_dates(text, published))


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 99))
def test_days_ago_and_days_earlier_subtract(day: date, count: int) -> None:
    unit = "day" if count == 1 else "days"
    assert find_dates(f"He left {count} {unit} ago.", day)[0].value == (day - timedelta(days=count)).isoformat()
    found = find_dates(f"It broke on {day:%d %B %Y}. He left {count} {unit} earlier.", None)
    assert found[1].value == (day - timedelta(days=count)).isoformat()


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_bare_weekday_is_the_last_one_and_with_will_the_coming_one(day: date, weekday: int) -> None:
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[weekday]
    past, coming = find_dates(f"They met on {name}. They will meet on {name}.", day)
    first, second = (date.fromisoformat(each.value or "") for each in (past, coming))
    assert first.weekday() == second.weekday() == weekday
    assert 0 <= (day - first).days < 7
    assert 0 <= (second - day).days < 7


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_way_to_write_a_day_means_that_day(day: date) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%A, %B %d, %Y", "%Y-%m-%d", "%d %b %Y", "%A %d %B, %Y"):
        text = f"It was {day.strftime(form)}."
        assert [found.value for found in find_dates(text, None)] == [day.isoformat()], text


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_what_format_says_is_read_back_as_the_same_value(day: date) -> None:
    values = (day.isoformat(), f"{day:%Y-%m}", f"{day.year}", f"{day.year}-Q3", f"{day.year}-SU", f"{day.year}-H1")
    week = f"{day.isocalendar().year:04d}-W{day.isocalendar().week:02d}"
    for value in (*values, week, f"{day.year // 10}X", f"{day.isoformat()}T07:43"):
        found = find_dates(f"It was in {format_value(value)}.", day)
        assert [each.value for each in found] == [value], format_value(value)


def test_a_quarter_megabyte_is_read_in_moments_even_when_it_is_built_to_be_slow() -> None:
    """A quarter of a second for prose on an idle machine; the bound leaves room for a busy one."""
    prose = (
        "The council met in the hall on Friday and voted, by 12 to 3, for a plan that had been written long before. "
    )
    for unit in (prose, "May 5 and ", "two ", "'", "1/", "\n", "on Friday the "):
        text = unit * (250_000 // len(unit))
        start = time.perf_counter()
        find_dates(text, date(2023, 5, 18))
        assert time.perf_counter() - start < 5
