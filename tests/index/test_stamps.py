"""Dates in full, as pages and metadata write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.stamps import as_day, as_stamp, is_count, plain, stamps

FEB4 = date(2022, 2, 4)
FORMS = (
    "{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0.day} {0:%B} {0:%Y}", "{0:%B} {0.day}, {0:%Y}", "{0.day} {0:%b}, {0:%Y} 07:43",
    "{0:%d}-{0:%b}-{0:%Y}", "{0:%d}.{0:%m}.{0:%Y}", "{0:%Y}年{0.month}月{0.day}日",
    "{0:%a %b} {0.day} 07:43:12 UTC {0:%Y}",
    "{0:%A} the {0.day}th of {0:%B}, {0:%Y}", "{0:%Y}-{0:%b}-{0:%d}", "{0:%Y-%m-%dT%H:%M:%S}+03:00",
    "{0:%a, %d %b %Y} 23:59:00 -0500",
)  # fmt: skip
DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(FORMS), st.text(alphabet="abc \u00a0،—", max_size=8))
def test_a_day_is_read_back_in_every_form_wherever_it_stands(day: date, form: str, before: str) -> None:
    written = form.format(datetime.combine(day, datetime.min.time()))
    found = stamps(f"{before} {written} and so on")
    assert [(stamp.day, stamp.other) for stamp in found] == [(day, None)]
    text = f"{before} {written} and so on"[found[0].start : found[0].end]
    assert str(day.year) in text


@given(DAYS)
def test_figures_with_a_day_and_a_month_in_no_known_order_have_both_readings(day: date) -> None:
    found = stamps(f"on {day:%d/%m/%Y}")[0]
    assert found.day == day
    assert (found.other is None) == (day.day > 12 or day.day == day.month)
    assert as_day(f"{day:%d/%m/%Y}") == (None if found.other else day)


@given(st.text(max_size=200))
def test_any_text_keeps_its_length_and_its_places(text: str) -> None:
    assert len(plain(text)) == len(text)
    for stamp in stamps(text):
        assert 0 <= stamp.start < stamp.end <= len(text)


@pytest.mark.parametrize("text", ["30.02.2022", "2022-13-01", "v1.2.2022a", "12345/02/04", "4 Fab 2022", "2022"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert stamps(text) == []


@pytest.mark.parametrize(
    ("text", "day", "weekday"),
    [
        ("Friday 04/02/2022", FEB4, 4),
        ("Saturday, 04/02/2022", date(2022, 4, 2), 5),
        ("04/02/2022 (Fri)", FEB4, 4),
        ("Monday 4 February 2022", FEB4, 0),
        ("The Sun 4 February 2022", FEB4, None),
    ],
)
def test_a_weekday_beside_a_date_counts(text: str, day: date, weekday: int | None) -> None:
    assert [(s.day, s.other, s.weekday) for s in stamps(text)] == [(day, None, weekday)]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2022, 2, 4), FEB4),
        (datetime(2022, 2, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5))), FEB4),
        (1643960580, FEB4),
        (1643960580.5, FEB4),
        ("1643960580000", FEB4),
        (1643960580000000, FEB4),
        (2027030400000, date(2034, 3, 27)),  # no 4 March 2027 with five figures of a clock
        (20220204, FEB4),
        ("20220204T074300Z", FEB4),
        ("4 February 2022 or 5 February 2022", None),
        ("4 Feb 2022, 2022-02-04", FEB4),
        (True, None),
        (None, None),
        (12, None),
        (["2022-02-04"], None),
        ("9" * 400, None),
        (float("inf"), None),
        (float("nan"), None),
        ("", None),
    ],
)
def test_a_value_of_metadata_is_a_day_or_none(value: object, day: date | None) -> None:
    assert as_day(value) == day


@given(st.datetimes(datetime(1980, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_a_count_of_time_gives_the_day_in_utc(moment: datetime) -> None:
    for unit in (1, 1000, 1_000_000):
        stamp = as_stamp(int(moment.timestamp()) * unit)
        assert stamp is not None
        assert stamp.day == moment.date()
    assert is_count(int(moment.timestamp()))
