"""Date stamps: full calendar dates as pages, file names, addresses and front matter write them.

Only forms that state day, month and year count. “03/04/2023” is one with two readings, unless the weekday beside it
agrees with but one of them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from index.years import MONTH, WEEKDAY, month_number, valid_date, weekday_number

_YEAR = r"(?P<{0}>(?:19|20)\d\d|'\d\d)"
_GAP = r"(?: ?[-/.,] ?| )"
_CLOCK = r"(?:,? \d\d:\d\d(?::\d\d)?(?: [A-Z]{3,4}| [+-]\d{4})?)"  # the clock that Unix writes in front of the year
_STAMP = re.compile(
    r"(?<![\w.])(?:(?P<y1>(?:19|20)\d\d)(?P<k1>[-./])(?P<m1>\d{1,2})(?P=k1)(?P<d1>\d{1,2})(?=\D|$)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?{_GAP}(?:of )?(?P<m2>{MONTH}){_GAP}{_YEAR.format('y2')}\b"
    rf"|(?P<m3>{MONTH}){_GAP}(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:{_CLOCK} |,? |-){_YEAR.format('y3')}\b"
    r"|(?P<d4>\d{1,2})(?P<k4>[-./])(?P<m4>\d{1,2})(?P=k4)(?P<y4>(?:19|20)\d\d)\b"
    r"|(?P<y5>(?:19|20)\d\d) ?年 ?(?P<m5>\d{1,2}) ?月 ?(?P<d5>\d{1,2}) ?日"
    rf"|(?P<y6>(?:19|20)\d\d)(?:, | |-)(?P<m6>{MONTH})[ -](?P<d6>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r")",
    re.I,
)
_DAY_BEFORE = re.compile(rf"\b(?P<name>{WEEKDAY})\b\.?,? (?:the )?$", re.I)
_DAY_AFTER = re.compile(rf",? ?\(?(?P<name>{WEEKDAY})\b", re.I)
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)"
    r"|[/-]((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?=\D|$)",
    re.I,
)
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[T ]?(?:\d{4}|\d{6})(?:Z|[+-]\d{4})?)?")
_EPOCH_UNITS = {9: 1, 10: 1, 12: 1_000, 13: 1_000, 15: 1_000_000, 16: 1_000_000}
"""Digits of a count since 1970 → what it counts, as parts of a second; 1973 to 2286 have these lengths."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A full date at `text[start:end]`. `other` is the second reading of a date such as 03/04/2023, its day read
    first in `day` and its month first here; `weekday` (0 is Monday) is one that stands beside it."""

    start: int
    end: int
    day: date
    other: date | None = None
    weekday: int | None = None


def stamps(text: str) -> list[Stamp]:
    """The full dates written in a text, in order. Linear in its length."""
    written = plain(text)
    found = []
    for match in _STAMP.finditer(written):
        groups = {key[0]: value for key, value in match.groupdict().items() if value}
        days = _readings(groups["y"], groups["m"], groups["d"], by_figures=bool(match["d4"]) and groups["k"] != ".")
        if days:
            stamp = Stamp(match.start(), match.end(), days[0], days[1] if len(days) > 1 else None)
            found.append(_with_weekday(stamp, written))
    return found


def plain(text: str) -> str:
    """The text with digits of any script as ASCII, and any space, dash or apostrophe as the plain one; same length."""
    return text if text.isascii() else _FOREIGN.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    char = match.group()
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    return {"Pd": "-", "Zs": " ", "Cf": " "}.get(kind, {"−": "-", "’": "'", "‘": "'", "／": "/"}.get(char, char))


def _readings(year: str, month: str, day: str, *, by_figures: bool) -> tuple[date, ...]:
    """The days that a date may mean: one, two for figures with day and month in no known order, or none."""
    number = int(year) if year[0] != "'" else 2000 + int(year[1:]) - (100 if int(year[1:]) > 60 else 0)
    number_of_month = int(month) if month[0].isdigit() else month_number(month)
    days = [valid_date(number, number_of_month, int(day))]
    if by_figures:
        days.append(valid_date(number, int(day), number_of_month))
    return tuple(dict.fromkeys(d for d in days if d))


def _with_weekday(stamp: Stamp, written: str) -> Stamp:
    beside = _DAY_BEFORE.search(written[max(0, stamp.start - 16) : stamp.start])
    beside = beside or _DAY_AFTER.match(written[stamp.end : stamp.end + 16])
    if beside is None:
        return stamp
    weekday = weekday_number(beside["name"])
    if stamp.other and stamp.other.weekday() == weekday != stamp.day.weekday():
        return replace(stamp, day=stamp.other, other=None, weekday=weekday)
    if stamp.other and stamp.day.weekday() == weekday != stamp.other.weekday():
        return replace(stamp, other=None, weekday=weekday)
    if len(beside["name"]) < 6 and weekday != stamp.day.weekday():
        return stamp  # “The Daily Sun, 4 February 2022”
    return replace(stamp, weekday=weekday)


def address_date(url: str) -> date | None:
    """The day that stands in the path of an address (`/2022/02/04/`, `/2022-02-04/`, `/20220204`), if any."""
    match = _IN_ADDRESS.search(url)
    if match is None:
        return None
    if match.group(1):
        return valid_date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    return valid_date(int(match.group(4)), month_number(match.group(5)), int(match.group(6)))


def as_stamp(value: object) -> Stamp | None:
    """A value of front matter or page metadata as a date: a date or time of Python, text that states exactly one
    day, compact figures (20220204), or a count of seconds, milliseconds or microseconds since 1970, whose day is UTC's.

    A time that carries its own zone keeps its own calendar day.
    """
    if isinstance(value, datetime):
        return Stamp(0, 0, value.date())
    if isinstance(value, date):
        return Stamp(0, 0, value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = plain(str(value).strip()[:200])
    found = {(stamp.day, stamp.other): stamp for stamp in stamps(text)}
    if len(found) == 1:
        return next(iter(found.values()))
    compact = _COMPACT.fullmatch(text)
    day = valid_date(*map(int, compact.groups()[:3])) if compact else _counted(text)
    return Stamp(0, len(text), day) if day else None


def as_day(value: object) -> date | None:
    """`as_stamp` as a day; None also where the day can be read in two ways."""
    stamp = as_stamp(value)
    return stamp.day if stamp is not None and stamp.other is None else None


def is_count(value: object) -> bool:
    """Whether a value is a count of time since 1970 rather than a date as people write it."""
    return not isinstance(value, bool) and isinstance(value, (str, int, float)) and _counted(str(value)) is not None


def _counted(text: str) -> date | None:
    whole, _, rest = text.partition(".")
    if not (whole.isdecimal() and (rest == "" or rest.isdecimal())) or _COMPACT.fullmatch(whole):
        return None
    unit = _EPOCH_UNITS.get(len(whole))
    return datetime.fromtimestamp(int(whole) / unit, UTC).date() if unit else None
