"""Date stamps: full calendar dates as pages, file names, addresses and front matter write them.

Only forms that state day, month and year count; “03/04/2023”, which can be read two ways, is not a date here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from index.years import valid_date

_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_STAMP = re.compile(
    r"(?<![\w.])(?:"
    r"(?P<y1>(?:19|20)\d\d)[-./](?P<m1>\d{1,2})[-./](?P<d1>\d{1,2})(?=\D|T\d|$)"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?" + _MONTH.format("m2") + r",?[ -](?P<y2>(?:19|20)\d\d)\b"
    r"|" + _MONTH.format("m3") + r"[ -](?P<d3>\d{1,2})(?:st|nd|rd|th)?,?[ -](?P<y3>(?:19|20)\d\d)\b"
    r"|(?P<d4>\d{1,2})[./](?P<m4>\d{1,2})[./](?P<y4>(?:19|20)\d\d)\b"
    r"|(?P<y5>(?:19|20)\d\d)年(?P<m5>\d{1,2})月(?P<d5>\d{1,2})日"
    r")",
    re.I,
)
_FIGURES = re.compile(r"(?<![\w./-])(?P<a>\d{1,2})(?P<mark>[/-])(?P<b>\d{1,2})(?P=mark)(?P<y>(?:19|20)\d\d)(?![\w/])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)"
    r"|[/-]((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?=\D|$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A full date at `text[start:end]`."""

    start: int
    end: int
    day: date


def stamps(text: str) -> list[Stamp]:
    """The full dates written in a text, in order."""
    found = []
    for match in _STAMP.finditer(text):
        groups = {key[0]: value for key, value in match.groupdict().items() if value}
        day = _day(groups["y"], groups["m"], groups["d"], dotted="." in match.group(), swapped=bool(match["d4"]))
        if day is not None:
            found.append(Stamp(match.start(), match.end(), day))
    return found


def _day(year: str, month: str, day: str, *, dotted: bool, swapped: bool) -> date | None:
    if not month[0].isdigit():
        return valid_date(int(year), month_number(month), int(day))
    first, second = int(day), int(month)
    if swapped and not dotted and first != second:
        if first <= 12 and second <= 12:
            return None  # 03/04/2023: March or April, nobody can tell
        if second > 12:
            first, second = second, first
    return valid_date(int(year), second, first)


def month_number(name: str) -> int:
    """1 to 12 for an English month name or its abbreviation."""
    return _MONTHS.index(name[:3].lower()) + 1


def address_date(url: str) -> date | None:
    """The day that stands in the path of an address (`/2022/02/04/`, `/2022-02-04/`, `/20220204`), if any."""
    match = _IN_ADDRESS.search(url)
    if match is None:
        return None
    if match.group(1):
        return valid_date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    return valid_date(int(match.group(4)), month_number(match.group(5)), int(match.group(6)))


def as_day(value: object) -> date | None:
    """A value of front matter or page metadata as a day: a date, a timestamp, or text that states exactly one day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    days = {stamp.day for stamp in stamps(value[:200])}
    if len(days) == 1:
        return days.pop()
    for form in ("%a %b %d %Y", "%Y%m%d", "%a, %d %b %Y"):
        try:
            return datetime.strptime(" ".join(value.split()[:4]), form).date()
        except ValueError:
            continue  # not in this form
    return None


def ambiguous(text: str) -> tuple[date, ...]:
    """The days that a date of figures alone may mean, day first and month first, when nothing in it decides."""
    match = _FIGURES.search(text)
    if match is None:
        return ()
    first, second, year = (int(match[name]) for name in ("a", "b", "y"))
    days = (valid_date(year, second, first), valid_date(year, first, second))
    return tuple(day for day in days if day) if first != second and all(days) else ()
