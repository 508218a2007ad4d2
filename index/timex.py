"""Arithmetic on date values as TIMEX3 writes them: what days a value covers, how a person says it, how to shift it.

Values: `2022-02-02`, `2022-02`, `2022`, `2022-W07` (ISO week), `2022-W07-WE` (its weekend), `2022-Q3`, `2022-H1`
(half), `2022-SU` (season), `202X` (decade); a day may carry `TMO TAF TEV TNI` or a clock time `T07:43`.
Seasons are meteorological: SP from March, SU from June, FA from September, WI from December of its year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from index.years import MONTH_NAMES, plain_date, valid_date

SEASONS = {"SP": ("spring", 3), "SU": ("summer", 6), "FA": ("autumn", 9), "WI": ("winter", 12)}
PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}
_ORDINALS = ("first", "second", "third", "fourth")
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>[\dA-Z:]+))?)?))?"
)
_DECADE = re.compile(r"(\d{3})X")


def month_value(year: int, month: int) -> str:
    """`2022-02`; `month` may lie outside 1–12 and then counts into the years beside. None of year 0 or past 9999."""
    year, index = year + (month - 1) // 12, (month - 1) % 12
    return f"{year:04d}-{index + 1:02d}"


def week_value(day: date) -> str:
    """The ISO week the day lies in: `2022-W07`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def move_days(day: date, count: int) -> date | None:
    """The day `count` days later, or None beyond the calendar (years 1 to 9999)."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _months(year: int, first: int, count: int) -> tuple[date, date] | None:
    """The days of `count` months from month `first` of the year; they may reach into the next year."""
    last_year, last = year + (first + count - 2) // 12, (first + count - 2) % 12 + 1
    if not (year >= 1 and last_year <= 9999):
        return None
    return date(year, first, 1), _last_of_month(last_year, last)


def _week(year: int, week: int, *, weekend: bool) -> tuple[date, date] | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
        return (monday + timedelta(days=5) if weekend else monday), monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return None


def interval(value: str) -> tuple[date, date] | None:  # noqa: PLR0911 - one return for each kind of value
    """The first and the last day a value covers, both inclusive; None for text that is no such value."""
    if decade := _DECADE.fullmatch(value):
        year = int(decade[1]) * 10
        return (date(year, 1, 1), date(year + 9, 12, 31)) if year else None
    match = _VALUE.fullmatch(value)
    if match is None or not (year := int(match["year"])):
        return None
    if match["week"]:
        return _week(year, int(match["week"]), weekend=bool(match["weekend"]))
    if match["quarter"]:
        return _months(year, int(match["quarter"]) * 3 - 2, 3)
    if match["half"]:
        return _months(year, int(match["half"]) * 6 - 5, 6)
    if match["season"]:
        return _months(year, SEASONS[match["season"]][1], 3)
    if match["day"]:
        day = valid_date(year, int(match["month"]), int(match["day"]))
        return (day, day) if day else None
    if match["month"]:
        return _months(year, int(match["month"]), 1) if 1 <= int(match["month"]) <= 12 else None
    return date(year, 1, 1), date(year, 12, 31)


def format_value(value: str) -> str:  # noqa: PLR0911 - one return for each kind of value
    """A value as a person writes it: “2 February 2022, 07:43”, “the third quarter of 2022”; other text unchanged."""
    days = interval(value)
    if days is None:
        return value
    if value.endswith("X"):
        return f"the {value[:3]}0s"
    match = _VALUE.fullmatch(value)
    assert match is not None  # interval() has just read it with the same pattern
    year = match["year"].lstrip("0")
    if match["week"]:
        name = "weekend" if match["weekend"] else "week"
        return f"the {name} of {plain_date(days[0])}"
    if match["quarter"]:
        return f"the {_ORDINALS[int(match['quarter']) - 1]} quarter of {year}"
    if match["half"]:
        return f"the {_ORDINALS[int(match['half']) - 1]} half of {year}"
    if match["season"]:
        return f"{SEASONS[match['season']][0]} {year}"
    if match["day"]:
        time = match["time"]
        return plain_date(days[0]) + (f", {PARTS.get(time, time)}" if time else "")
    return f"{MONTH_NAMES[days[0].month - 1]} {year}" if match["month"] else year


def shift(value: str, count: int, unit: str) -> str | None:
    """The value `count` units later (negative: earlier), as exact as value and unit allow.

    `unit` is day, week, month, quarter, year or decade. Days and weeks are counted from the first day; months
    and years keep the value's own granularity (a quarter stays a quarter, a month a month), a day becomes the
    month or year meant. None beyond the calendar.
    """
    days = interval(value)
    if days is None:
        return None
    first = days[0]
    if unit in ("day", "week"):
        moved = move_days(first, count * (7 if unit == "week" else 1))
        return None if moved is None else (week_value(moved) if unit == "week" else moved.isoformat())
    if unit in ("year", "decade"):
        return _shift_years(value, first.year + count * (10 if unit == "decade" else 1))
    total = first.year * 12 + first.month - 1 + count * (3 if unit == "quarter" else 1)
    if not 12 <= total < 120000:
        return None
    if unit == "quarter":
        return f"{total // 12:04d}-Q{total % 12 // 3 + 1}"
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def _shift_years(value: str, year: int) -> str | None:
    """The same quarter, half, season or month of another year; of other values the year itself."""
    if not 1 <= year <= 9999:
        return None
    rest = value[4:] if re.fullmatch(r"\d{4}-(?:Q\d|H\d|\d\d|[A-Z]{2})", value) else ""
    return f"{year:04d}{rest}"
