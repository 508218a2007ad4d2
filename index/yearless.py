"""Days above an article that leave out their year (“Fri 4 Feb, 07:43”), and what gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.datelines import SOON, last_before
from index.stamps import plain, stamps
from index.years import MONTH, WEEKDAY, date_from_weekday, month_number, weekday_number

_DAY = re.compile(
    rf"(?<![\w.-])(?:(?P<weekday>{WEEKDAY})\b\.?,? (?:the )?)?"
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?(?P<m1>{MONTH})"
    rf"|(?P<m2>{MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?!\w|[-–]\d)(?!,? (?:19|20)\d\d)",
    re.I,
)
_MOST = 12  # words of a line that may date a page


@dataclass(frozen=True, slots=True)
class Yearless:
    """A day whose year something else gives. `label` are the words before it, `note` says what gives the year;
    `near` that it is a day known to be near rather than the weekday."""

    day: date
    line: str
    label: str
    note: str
    near: bool


@dataclass(frozen=True, slots=True)
class Bearings:
    """What may give the year: the day of an update, that of the capture, `years` that the text states. No day is
    after `bound`."""

    updated: date | None
    saved: date | None
    years: Sequence[int]
    bound: date


def yearless(rows: Sequence[str], bearings: Bearings) -> Iterator[Yearless]:
    """Such days in the lines above an article: dated by an update of the page soon after, by the day on which it was
    saved, or by their weekday."""
    for line in rows:
        full = stamps(line)
        for match in _DAY.finditer(plain(line)) if len(line.split()) <= _MOST else ():
            if any(stamp.start < match.end() and match.start() < stamp.end for stamp in full):
                continue
            month, number = month_number(match["m1"] or match["m2"]), int(match["d1"] or match["d2"])
            weekday = weekday_number(match["weekday"]) if match["weekday"] else None
            day, why, near = _dated(month, number, weekday, bearings)
            if day:
                yield Yearless(day, line, line[: match.start()], f"the page's line “{line}”; {why}", near)


def _dated(month: int, number: int, weekday: int | None, bearings: Bearings) -> tuple[date | None, str, bool]:
    """The day, what gives its year, and whether that is a day near it."""
    for base, longest, why in (
        (bearings.updated, SOON, "the page was updated soon after"),
        (bearings.saved, 366, "the last one before the page was saved"),
    ):
        day = last_before(month, number, min(base, bearings.bound)) if base else None
        if day and base and (base - day).days <= longest and weekday in (None, day.weekday()):
            return day, f"year {day.year}: {why}", True
    if weekday is None:
        return None, "", False
    return *date_from_weekday(month, number, weekday, bearings.bound, bearings.years), False
