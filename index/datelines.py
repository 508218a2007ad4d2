"""Days that leave out their year, and what gives it: the dateline of a report (“CITY, March 3 (Agency) —”), and days in
the lines above an article (“Fri 4 Feb, 07:43”)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.stamps import plain, stamps
from index.years import (
    MONTH,
    RECENT,
    WEEKDAY,
    WEEKDAY_NAMES,
    date_from_weekday,
    month_number,
    nearest_dates,
    valid_date,
    weekday_number,
)

_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’-]*(?:[ ,/]{1,2}[A-Z][\w.'’-]*){0,5}?),?\s+"
    rf"(?P<day>(?P<m1>{MONTH})\s(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\s(?P<m2>{MONTH}))(?:,?\s(?P<year>(?:19|20)\d\d))?[.,]?"
    r"\s*(?:/(?P<a1>[A-Z][\w .&-]{1,30})/|[(\[](?P<a2>[A-Z][\w .&/-]{1,30})[)\]])?\s*(?P<dash>[-–—:.]{1,2})?"
)
_AGENCY_LINE = re.compile(
    r"(?P<place>[A-Z][\w.'’-]*(?:[ ,/]{1,2}[A-Z][\w.'’-]*){0,5})?,?\s*"
    r"(?:/(?P<a1>[A-Z][\w .&-]{1,30})/|\((?P<a2>[A-Z][\w .&/-]{1,30})\))\s*[-–—.:]{1,2}\s"
)
_DAYS = "|".join(WEEKDAY_NAMES)
_WEEKDAY = re.compile(rf"\b(?P<lead>\w+\s+)?(?P<name>{_DAYS})\b")
_SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|stated|reported|confirmed|declared|added|disclosed|revealed|warned)"
    r"(?: (?:reporters|journalists|parliament|lawmakers|deputies|here|late|early|(?:a|the|an) \w+(?: conference)?"
    r"|(?:in|at) (?:a|an|the) (?:\w+ ){1,3}|in [A-Z][\w-]+|his \w+|her \w+|their \w+|by \w+)){0,3}?,?"
    rf"\s+(?:on |late on |early on )?(?P<after>{_DAYS})\b(?! that| would| will)"
    rf"|\b[Oo]n (?P<before>{_DAYS}),? (?:\w+ )?(?:said|told|announced|confirmed|declared|reported|warned)\b"
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|until|till|by|next|due|set|scheduled|planned|plans?|expected|(?:is|are|was|were) to|to be)"
    r"\b[^.;\n]*$"
)
_LONGEST_DATELINE = 160  # characters
_YEARLESS = re.compile(
    rf"(?<![\w.-])(?:(?P<weekday>{WEEKDAY})\b\.?,? (?:the )?)?"
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?(?P<m1>{MONTH})"
    rf"|(?P<m2>{MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?!\w|[-–]\d)(?!,? (?:19|20)\d\d)",
    re.I,
)
_MOST = 12  # words of a line that may date a page
_OTHER_WEEK = frozenset("last next previous following since until till by before after coming every each".split())
SOON = 31  # days after a report within which its page is updated


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, day and agency in front of a report. `year` is None when it is left out."""

    text: str
    month: int
    day: int
    year: int | None
    agency: str | None


def find_dateline(article: Sequence[str]) -> Dateline | None:
    """The dateline of a report, at the start of one of its first lines."""
    for line in article[:8]:
        match = _DATELINE.match(line[:_LONGEST_DATELINE])
        if match is None:
            continue
        agency = match["a1"] or match["a2"]
        if not agency and not match["dash"] and not match["year"]:
            continue
        if not agency and not (match["dash"] or match["place"].isupper()):
            continue
        month, day = month_number(match["m1"] or match["m2"]), int(match["d1"] or match["d2"])
        year = int(match["year"]) if match["year"] else None
        return Dateline(match.group().strip(), month, day, year, agency.strip() if agency else None)
    return None


def agency(article: Sequence[str]) -> str | None:
    """The news agency a report is signed with: “CITY, March 3. /AGENCY/”, “CITY (Agency) —”."""
    dateline = find_dateline(article)
    if dateline and dateline.agency:
        return dateline.agency
    for line in article[:8]:
        match = _AGENCY_LINE.match(line[:_LONGEST_DATELINE])
        if match:
            return str(match["a1"] or match["a2"]).strip()
    return None


def dateline_day(
    dateline: Dateline, article: str, years: Sequence[int], latest: date, update: tuple[date, str] | None
) -> tuple[date | None, str]:
    """The day of a dateline and how its year is known: stated, that of an update soon after, or by the weekday.

    `article` is the text, `years` are those that it and its address state, `update` is the day on which the page says
    that it was updated, and where it says so.
    """
    name = f"the dateline “{dateline.text}”"
    if dateline.year is not None:
        return valid_date(dateline.year, dateline.month, dateline.day), name
    if update:
        day = nearest_dates(dateline.month, dateline.day, update[0])[0]
        if day and (update[0] - day).days <= SOON:
            return day, f"{name}; year {day.year}: {update[1]}"
    weekdays = own_weekdays(article[article.find(dateline.text) :])
    found = [date_from_weekday(dateline.month, dateline.day, weekday, latest, years) for weekday in weekdays]
    fitting = [(day, note) for day, note in found if day]
    stated = max((year for year in years if year > latest.year - RECENT), default=None)
    fitting.sort(key=lambda known: known[0].year != stated)  # a stated year decides between weekdays
    return (fitting[0][0], f"{name}; {fitting[0][1]}") if fitting else (None, "")


def own_weekdays(text: str) -> list[int]:
    """The weekdays that may be a report's own day (0 is Monday), likeliest first.

    It is the day on which something was said (“said on Friday”, “on Friday told reporters”), where the first
    paragraphs say so; else a weekday of the first paragraphs, the latest in the order of the week first.
    """
    for lead in (_paragraphs(text, 2), _paragraphs(text, 5)):
        said = [m["after"] or m["before"] for m in _SAID_ON.finditer(lead)]
        if said:
            return by_week(weekday_number(name) for name in said)[:1]
    for part in (_paragraphs(text, 3), text):
        named = [m["name"] for m in _WEEKDAY.finditer(part) if not _elsewhen(part, m)]
        if named:
            return by_week(weekday_number(name) for name in named)
    return []


def _paragraphs(text: str, count: int) -> str:
    return "\n".join(text.split("\n", count)[:count])


def _elsewhen(text: str, match: re.Match[str]) -> bool:
    """Whether a weekday is of another week or still to come."""
    lead = (match["lead"] or "").strip().lower()
    return lead in _OTHER_WEEK or bool(_TO_COME.search(text[max(0, match.start() - 60) : match.start("name")]))


def by_week(weekdays: Iterable[int]) -> list[int]:
    """Weekdays from the latest back: of days within one week, that after which the week has its longest gap."""
    days = sorted(set(weekdays))
    if len(days) < 2:
        return days
    gaps = [(days[(i + 1) % len(days)] - day) % 7 for i, day in enumerate(days)]
    last = gaps.index(max(gaps))
    return [days[(last - i) % len(days)] for i in range(len(days))]


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
        for match in _YEARLESS.finditer(plain(line)) if len(line.split()) <= _MOST else ():
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
        day = nearest_dates(month, number, min(base, bearings.bound))[0] if base else None
        if day and base and (base - day).days <= longest and weekday in (None, day.weekday()):
            return day, f"year {day.year}: {why}", True
    if weekday is None:
        return None, "", False
    return *date_from_weekday(month, number, weekday, bearings.bound, bearings.years), False
