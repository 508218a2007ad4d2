"""When a page was saved, as the capture itself says; and what “3 hours ago” then means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from index.fields import NAMES, Metadata
from index.stamps import as_stamp, plain, stamps
from index.years import plain_date, valid_date

CAPTURE_WORDS = re.compile(
    r"\b(?:captured?|saved|retrieved|access(?:ed| date)|archived|downloaded|crawled|scraped|snapshot|printed)\b", re.I
)
_ARCHIVE = re.compile(r"https?://web\.archive\.org/web/(\d{4})(\d\d)(\d\d)(\d{0,6})")
_CLOCK = re.compile(r"(?<!\d)(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::\d\d)?\s?(?P<half>[ap]\.?m\b)?", re.I)
_LONGEST = 160  # characters of a line that says when a page was saved

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_UNIT = r"(?P<unit>s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:ou)?rs?|h|d(?:ays?)?|w(?:eeks?)?|months?|y(?:ea)?rs?)"
_AGO = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s?{_UNIT}\s(?:and\s\d{{1,2}}\s\w+\s)?ago\b"
    r"|\b(?P<now>just now|moments ago)\b",
    re.I,
)
_NAMED_DAY = re.compile(
    r"\W*(?:(?:published|posted|issued|released)\W{1,3}(?:on )?)?(?:(?P<now>today)|(?P<yesterday>yesterday))"
    r"(?:,? at\b.*|,? \d.*|\W*)$",
    re.I,
)
_SHORT = re.compile(r"(?:^|[·•|]\s?)(?P<count>\d{1,2})\s?(?P<unit>[hdm])$")
_SAME_DAY = 12  # hours: a page saved at an unknown time of day was more likely than not put up on that day


@dataclass(frozen=True, slots=True)
class Saved:
    """The day a page was saved, the time of day where it is told, and where it says so."""

    day: date
    clock: time | None
    note: str


def saved(rows: Iterable[str], metadata: Metadata, url: str | None, text: str) -> Saved | None:
    """When the page was saved, or None."""
    for name in NAMES["captured"]:
        written, value = metadata.get(name, ("", None))
        stamp = as_stamp(value)
        if stamp is not None and stamp.other is None:
            return Saved(stamp.day, _clock(value, stamp.end), f"metadata ({written})")
    for line in (row for row in rows if len(row) <= _LONGEST):
        found = stamps(line)
        if found and CAPTURE_WORDS.search(line[: found[0].start]) and found[0].other is None:
            return Saved(found[0].day, _clock(line, found[0].end), f"the page's line “{line}”")
    archive = _ARCHIVE.search(url or "") or _ARCHIVE.search(text[:2000])
    day = valid_date(*map(int, archive.groups()[:3])) if archive else None
    if archive is None or day is None:
        return None
    hours = archive[4]
    clock = time(int(hours[:2]) % 24, int(hours[2:4]) % 60) if len(hours) >= 4 else None
    return Saved(day, clock, "the archive's address")


def _clock(value: object, start: int) -> time | None:
    """The time of day behind a date; zones are let be, as the page's “3 hours ago” counts by the reader's clock."""
    match = _CLOCK.search(plain(str(value)), start)
    if match is None:
        return None
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return time(hour, int(match["minute"]))


def says_ago(line: str) -> re.Match[str] | None:
    """Where a line counts back from now: “3 hours ago”, “Posted yesterday”, “· 5h” at its end. “Karst Today” does
    not: a day is named at the start of a line, or right behind the word that says what happened on it."""
    written = plain(line)
    return _AGO.search(written) or _NAMED_DAY.match(written) or _SHORT.search(written)


def counted_back(ago: re.Match[str], moment: Saved) -> tuple[date | None, str]:
    """The day that `says_ago` means on a page saved at a moment, and how it was counted; None beyond a few days."""
    groups = ago.groupdict()
    told = f"counted from the capture on {plain_date(moment.day)}"
    if groups.get("now") or groups.get("yesterday"):
        return moment.day - timedelta(days=1 if groups.get("yesterday") else 0), told
    count = _NUMBERS.get(groups["count"].lower()) or int(groups["count"])
    unit = groups["unit"].lower()
    if unit.startswith("d"):
        return moment.day - timedelta(days=count), told
    if unit[0] in "wy" or unit.startswith("mo"):
        return None, ""  # “2 weeks ago” is no day
    hours = count if unit[0] == "h" else 0
    if moment.clock is not None:
        return (datetime.combine(moment.day, moment.clock) - timedelta(hours=hours)).date(), told
    doubt = "; it may be a day earlier or later" if hours else ""
    return moment.day - timedelta(days=0 if hours <= _SAME_DAY else round(hours / 24)), told + doubt
