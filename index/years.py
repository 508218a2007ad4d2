"""Years that a text leaves out: a day and a month fall on a given weekday only in some years.

The Gregorian calendar repeats its weekdays after 5, 6 or 11 years (28 in all), so a weekday beside a day and
a month leaves few candidates, and the years a text mentions elsewhere usually leave one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

RECENT = 10  # a year stated longer before the latest possible day is history, no sign of when the text was written
_YEAR = re.compile(r"(?<![\d.,/$€£¥#-])(?:19|20)\d\d(?![\d%]|[.,]\d)|(?<=/)(?:19|20)\d\d(?=/\d{1,2}/)")

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTH_NAMES)}|Sept)\b\.?"
"""A pattern for a month, by its name or abbreviation."""
WEEKDAY = rf"(?:{'|'.join(f'{name}|{name[:4]}|{name[:3]}' for name in WEEKDAY_NAMES)})"
"""The same for a weekday."""


def valid_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day (30 February, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_dates(month: int, day: int, reference: date) -> tuple[date | None, date | None]:
    """The latest such day not after the reference and the earliest not before it (within 8 years, for 29 February)."""
    years = range(max(1, reference.year - 8), min(9999, reference.year + 8) + 1)
    days = [found for year in years if (found := valid_date(year, month, day))]
    back = max((found for found in days if found <= reference), default=None)
    ahead = min((found for found in days if found >= reference), default=None)
    return back, ahead


def month_number(name: str) -> int:
    """1 to 12 for an English month name or its abbreviation."""
    return next(i for i, each in enumerate(MONTH_NAMES, 1) if each[:3].lower() == name[:3].lower())


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 for an English weekday or its abbreviation."""
    return next(i for i, each in enumerate(WEEKDAY_NAMES) if each[:3].lower() == name[:3].lower())


def plain_date(day: date) -> str:
    """A day as a person writes it: 2 February 2022."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def years_in(text: str) -> tuple[int, ...]:
    """The years 1900 to 2099 that a text states in four digits, in order, also in a URL (`/2022/02/`)."""
    return tuple(int(match.group()) for match in _YEAR.finditer(text))


def matching_years(month: int, day: int, weekday: int, candidates: Iterable[int]) -> list[int]:
    """The candidates, ascending, once each, in which this month and day fall on `weekday` (0 is Monday)."""
    found = []
    for year in sorted(set(candidates)):
        moment = valid_date(year, month, day)
        if moment is not None and moment.weekday() == weekday:
            found.append(year)
    return found


def date_from_weekday(
    month: int, day: int, weekday: int, latest: date, years_mentioned: Iterable[int]
) -> tuple[date | None, str]:
    """The date of a dateline that names month and day but no year, by the weekday its report names.

    `month` 1–12, `day` 1–31, `weekday` 0 (Monday) to 6. Candidates are the years in which the day falls on
    that weekday, up to and including the day `latest`. Of these the newest year that the text mentions wins,
    when nothing later is mentioned; else the first not before the newest recent year mentioned; else the
    latest. Returns the date, or None when no year fits, and a note that says how the year is known.
    """
    if not (1 <= month <= 12 and 1 <= day <= 31 and 0 <= weekday <= 6):
        return None, "no such day in the calendar"
    name = f"{day} {MONTH_NAMES[month - 1]}"
    span = range(max(1, latest.year - 40), latest.year + 1)
    matches = [
        moment
        for year in matching_years(month, day, weekday, span)
        if (moment := valid_date(year, month, day)) and moment <= latest
    ]
    if not matches:
        return None, f"{name} was no {WEEKDAY_NAMES[weekday]} in the 40 years up to {latest.year}"
    was = f"{name} was a {WEEKDAY_NAMES[weekday]}"
    recent = [year for year in years_mentioned if latest.year - RECENT <= year <= latest.year]
    if recent:
        newest = max(recent)
        fitting = [moment for moment in matches if moment.year >= newest]
        if fitting and fitting[0].year == newest:
            return fitting[0], f"year {newest}: stated in the text, and {was}"
        if fitting:
            return fitting[0], f"year {fitting[0].year}: the first from {newest}, named in the text, in which {was}"
    return matches[-1], f"year {matches[-1].year}: the latest up to {plain_date(latest)} in which {was}"
