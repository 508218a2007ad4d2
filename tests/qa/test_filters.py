"""Filters as arguments and as words of a question."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from index.errors import BadInput
from qa.filters import given_filters
from qa.question_filters import filters_in, same_outlet
from qa.records import Filters
from qa.understand import combine

SOURCES = {"Harlow Post", "The Northern Wire (sample)", "gulf-times.example"}


def test_iso_text_and_dates_are_the_same() -> None:
    assert given_filters("2023-03-01", None, None, None, None) == given_filters(date(2023, 3, 1), "", None, None, ())


@pytest.mark.parametrize("value", ["March 1", "2023-13-01", "yesterday"])
def test_what_is_no_date_is_refused_with_how_to_write_it(value: str) -> None:
    with pytest.raises(BadInput, match="write it like"):
        given_filters(value, None, None, None, None)


def test_bounds_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(BadInput, match="swap"):
        given_filters(None, None, "2023-03-02", "2023-03-01", None)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("According to the Harlow Post, who resigned?", "Harlow Post"),
        ("what does northern wire report about the tolls", "The Northern Wire (sample)"),
        ("How many homes, as reported by Harlow Post?", "Harlow Post"),
    ],
)
def test_an_outlet_that_is_named_as_the_source_becomes_a_filter(text: str, outlet: str) -> None:
    filters, phrases, rest = filters_in(text, sources=SOURCES, today=None)
    assert filters.sources == (outlet,)
    assert phrases
    assert "post" not in rest.lower()
    assert "wire" not in rest.lower()


def test_an_outlet_that_is_the_subject_is_no_filter() -> None:
    filters, _, _ = filters_in("Who owns the Harlow Post?", sources=SOURCES, today=None)
    assert filters == Filters()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What happened in March 2023?", Filters(event_after=date(2023, 3, 1), event_before=date(2023, 3, 31))),
        ("reports published in March 2023 on tolls", Filters(after=date(2023, 3, 1), before=date(2023, 3, 31))),
        ("What has the mayor said since 3 May 2023?", Filters(event_after=date(2023, 5, 3))),
        ("who spoke on 2023-05-03", Filters(event_after=date(2023, 5, 3), event_before=date(2023, 5, 3))),
    ],
)
def test_a_date_in_a_question_bounds_events_or_with_reports_their_publication(text: str, expected: Filters) -> None:
    filters, _, _ = filters_in(text, sources=(), today=None)
    assert filters == expected


@pytest.mark.parametrize("beside", ["than last year", "compared to a year ago", "compared with last month"])
def test_what_a_figure_is_set_beside_is_no_filter(beside: str) -> None:
    text = f"Which port handled more grain {beside}?"
    assert filters_in(text, sources=(), today=date(2023, 3, 15)) == (Filters(), (), text)


def test_both_kinds_of_filter_hold_at_once() -> None:
    found = Filters(after=date(2023, 1, 1), before=date(2023, 6, 30))
    given = Filters(after=date(2023, 3, 1), sources=("Harlow Post",))
    assert combine(found, given) == Filters(date(2023, 3, 1), date(2023, 6, 30), sources=("Harlow Post",))


def test_outlets_are_the_same_but_for_case_and_article() -> None:
    assert same_outlet("harlow post", "The Harlow Post")
    assert not same_outlet("Post", "Harlow Post")


def test_a_mark_in_brackets_or_a_domain_ending_need_not_be_typed() -> None:
    assert same_outlet("Northern Wire", "The Northern Wire (sample)")
    assert same_outlet("gulf-times", "gulf-times.com")
    assert not same_outlet("Wire (Paris)", "Wire (London)")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        (" 2023-02-03 ", date(2023, 2, 3), date(2023, 2, 3)),
        ("2023-02-03T18:00:00Z", date(2023, 2, 3), date(2023, 2, 3)),
        (datetime(2023, 2, 3, 18), date(2023, 2, 3), date(2023, 2, 3)),
    ],
)
def test_what_lasts_longer_than_a_day_is_meant_whole(value: str | datetime, first: date, last: date) -> None:
    assert given_filters(value, value, value, value, None) == Filters(first, last, first, last)


def test_an_editor_of_an_outlet_is_no_filter() -> None:
    asked = "How did the Tarn Echo's politics editor reply to the mayor?"
    assert filters_in(asked, sources=["Tarn Echo"], today=None)[0] == Filters()
