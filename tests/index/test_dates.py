"""Dates in text: a table of expressions, and laws that hold for any text."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from index.dates import find_dates

CASES = Path(__file__).parent / "data" / "date_cases.txt"
STORIES = CASES.parent / "date_stories"
MARK = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")


def marked(text: str) -> tuple[str, list[tuple[int, str, str | None]]]:
    """Text without its marks, and (start, words, value or None) of each."""
    plain, expected, last = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[last : mark.start()]
        expected.append((len(plain), mark[1], None if mark[2] == "-" else mark[2]))
        plain += mark[1]
        last = mark.end()
    return plain + text[last:], expected


def cases() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(published, text) for published, text in (line.split("\t") for line in lines)]


@pytest.mark.parametrize(("published", "text"), cases())
def test_every_expression_of_the_table_is_found_with_its_value(published: str, text: str) -> None:
    plain, expected = marked(text)
    day = None if published == "-" else date.fromisoformat(published)
    assert [(found.start, found.text, found.value) for found in find_dates(plain, day)] == expected


def test_three_news_stories_are_read_with_an_f1_of_at_least_nine_tenths() -> None:
    """F1 over all stories of (start, words, value): right ones over the mean of found and marked ones."""
    right = found_count = marked_count = 0
    for story in sorted(STORIES.glob("*.txt")):
        day, _, body = story.read_text("utf-8").partition("\n")
        plain, expected = marked(body)
        found = [(each.start, each.text, each.value) for each in find_dates(plain, date.fromisoformat(day))]
        right += len(set(found) & set(expected))
        found_count, marked_count = found_count + len(found), marked_count + len(expected)
    assert marked_count > 90
    assert 2 * right / (found_count + marked_count) >= 0.9


@pytest.mark.parametrize(
    ("text", "published", "note"),
    [
        (
            "They met on Tuesday.",
            date(2023, 5, 18),
            "“Tuesday” in a report of 18 May 2023 is the Tuesday before",
        ),
        (
            "They left earlier this month.",
            date(2023, 5, 18),
            "“earlier this month” in a report of 18 May 2023 is May 2023",
        ),
        ("They met on 16 May 2023.", date(2023, 5, 18), "stated"),
        ("They met on Tuesday, May 16, and in 2021.", None, "year 2023: 16 May was a Tuesday"),
        ("They met on Tuesday.", None, "not fixed: the day of publication is unknown"),
        ("Due 2/4/22.", date(2023, 5, 18), "month before day: nothing else in the text decides the order"),
    ],
)
def test_the_note_says_how_a_value_is_known(text: str, published: date | None, note: str) -> None:
    assert find_dates(text, published)[0].note == note


def test_days_earlier_are_counted_from_the_date_before_and_the_note_names_it() -> None:
    found = find_dates("The mast fell on March 12, 2021. He had left two days earlier.", date(2023, 5, 18))
    assert found[1].note == "“two days earlier” counted from 12 March 2021"


def test_a_dateline_of_the_text_stands_in_for_an_unknown_day_of_publication() -> None:
    text = "BERGEN, May 16, 2023. The envoy said yesterday that the talks will resume on Friday."
    assert [each.value for each in find_dates(text, None)] == ["2023-05-16", "2023-05-15", "2023-05-19"]
    assert "in a text dated 16 May 2023" in find_dates(text, None)[1].note


def test_a_noun_of_intent_does_not_turn_a_past_report_into_the_future() -> None:
    found = find_dates("She defended her plan to close the ferry in a debate on Thursday.", date(2024, 1, 26))
    assert [d.value for d in found] == ["2024-01-25"]


def test_a_day_that_is_named_as_an_occasion_lies_ahead() -> None:
    friday = date(2024, 5, 17)
    told = find_dates("Holt wrote that it was a bad week for that, with Harbour Day on Monday.", friday)
    assert told[0].value == "2024-05-20"
    assert find_dates("Holt met with the keepers on Monday.", friday)[0].value == "2024-05-13"
