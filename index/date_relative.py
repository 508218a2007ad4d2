"""Grammar and meaning of dates counted from others: a year ago, two days earlier, the following month, at 7:43."""

from __future__ import annotations

import re

from index.date_days import year_number
from index.date_numbers import PART_CODES, count
from index.date_scene import Found, Meaning, Scene, group, told, whole
from index.date_tokens import pattern
from index.timex import format_value, interval, shift, week_value
from index.years import month_number, plain_date, valid_date

AGO = pattern("(?P<n>COUNT | NUMWORD DASH NUMWORD) (?P<unit>UNIT | UNITS) (?: AGO | (?P<from>PREP) X )")
EARLIER = pattern(
    "(?P<n>COUNT | NUMWORD DASH NUMWORD) (?P<unit>UNIT | UNITS)"
    "(?: (?P<way>EARLIER | LATER) | (?P<rim>BEFORE | AFTER) (?= RIM | $ ) )"
)
FOLLOWING = pattern(
    "(?: THE (?P<way>FOLLOWING | NEXT | PREV | SAME) | (?P<that>THAT) ) (?P<unit>UNIT | PART)"
    "| THE (?P<unit2>UDAY | UWEEK | UMONTH | UYEAR | PART) (?P<rim>BEFORE | AFTER) (?= RIM | $ )"
)
YEAR_EARLIER = pattern(
    "THE UYEAR DASH (?: AGO | EARLIER ) (?P<unit>UQUARTER | UMONTH | PERIOD) | UYEAR DASH (?: AGO | EARLIER )"
)
WEEK_OF = pattern(
    "THE? UWEEK OF (?: (?P<mon>MON) (?P<day>DAY) | (?P<day2>DAY) (?P<mon2>MON) ) (?: COMMA? (?P<yr>YR) )?"
)
CLOCK = pattern("CLOCK TZ* | (?P<military>[NUM YEAR]) TZ TZ? | (?P<hour>N12) HOUR (?P<word>TZ)* | NOON")

_NEAR = 80  # tokens a quarter stays the subject of a report
_OVER = frozenset("in over for during within throughout through".split())


def _unit(word: str) -> str:
    return word.lower().removesuffix("s")


def _counted_unit(scene: Scene, match: re.Match[str]) -> tuple[str, int | None]:
    """The unit and how many of it: a fortnight is two weeks."""
    unit, number = _unit(scene.tokens.word(match.start("unit"))), count(scene.words(*match.span("n")))
    return ("week", number and number * 2) if unit == "fortnight" else (unit, number)


def ago(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Three years ago, two weeks from now: counted from the day of publication, as exact as the unit."""
    first, last = match.span()
    unit, number = _counted_unit(scene, match)
    ahead = match["from"] is not None
    if number is None or (ahead and scene.words(last - 2, last).lower() != "from now"):
        return []
    if scene.tokens.is_a(first - 1, "UHALF"):
        return []
    anchor = scene.reference.isoformat() if scene.reference else ""
    if anchor and unit == "year" and number == 1 and not ahead:  # in a report on a quarter, that of the year before
        anchor = _quarter_nearby(scene, first) or anchor
    return whole(match, told(scene, match, shift(anchor, number if ahead else -number, unit), unit))


def _quarter_nearby(scene: Scene, first: int) -> str | None:
    return scene.last_quarter if first - scene.quarter_token < _NEAR else None


def _anchor(scene: Scene, first: int, steps: int, unit: str) -> tuple[str | None, str]:
    """The value that an expression counts from, and its name for a note: the last date mentioned, else publication."""
    if unit in ("day", "week") and scene.last_day is not None:
        return scene.last_day.isoformat(), plain_date(scene.last_day)
    if unit == "year" and steps == -1 and (quarter := _quarter_nearby(scene, first)):
        return quarter, format_value(quarter)
    if unit in ("month", "quarter") and scene.last is not None and _grain(scene.last) in ("year", "decade", "season"):
        return None, ""
    if unit not in ("day", "week") and scene.last is not None:
        return scene.last.split("T")[0], format_value(scene.last)
    if scene.reference is not None:
        return scene.reference.isoformat(), f"the report’s day, {plain_date(scene.reference)}"
    return None, ""


def _counted(scene: Scene, match: re.Match[str], steps: int, unit: str, part: str = "") -> list[Found]:
    """The date `steps` units after the last one mentioned, with a part of the day where one is named."""
    anchor, name = _anchor(scene, match.start(), steps, unit)
    compares = steps == -1 and match.re is EARLIER  # “a year earlier” than October is October
    if anchor and unit == "year" and not compares and _grain(anchor) == "month":
        anchor = anchor[:4]  # “the following year” after a month is the whole year
    value = shift(anchor, steps, unit) if anchor else None
    if value is None:
        return whole(match, scene.unknown("time" if part else unit, "no date to count from"))
    note = f"“{scene.words(*match.span())}” counted from {name}"
    return whole(match, Meaning(value + part, _grain(value + part), note))


def _grain(value: str) -> str:
    """The granularity a value has."""
    for sign, name in (("T", "time"), ("W", "week"), ("Q", "quarter"), ("H", "half"), ("X", "decade")):
        if sign in value:
            return name
    return {4: "year", 10: "day"}.get(len(value), "season" if value[-1:].isalpha() else "month")


def earlier(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Two days earlier, a year later: from the last date mentioned in the text before."""
    unit, number = _counted_unit(scene, match)
    if number is None or scene.tokens.word(match.end()).lower() == "than":
        return []  # “a year earlier than planned” compares
    back = scene.tokens.is_a(match.end() - 1, "EARLIER", "BEFORE")
    return _counted(scene, match, -number if back else number, unit)


def following(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The following day, the previous year, that night, the day before: from the last date mentioned."""
    tokens, first = scene.tokens, match.start()
    word = _unit(group(scene, match, "unit", "unit2") or "")
    way = tokens.word(match.start("way") if match["way"] else match.start("rim") if match["rim"] else first).lower()
    if way in ("next", "coming") and first and tokens.word(first - 1).lower() in _OVER:
        return []  # “over the next year” lasts a year
    if match["that"] and not (match.end() == len(tokens.codes) or not tokens.is_a(match.end(), "DASH")):
        return []
    steps = -1 if way in ("previous", "preceding", "prior", "before") else 0 if way in ("same", "that") else 1
    part = PART_CODES.get(word, "")
    unit = "day" if part else word
    if steps == 0:
        return _same(scene, match, unit, part)
    return _counted(scene, match, steps, unit, part)


def _same(scene: Scene, match: re.Match[str], unit: str, part: str) -> list[Found]:
    """That day, the same year: the last date mentioned, or what holds it."""
    anchor, name = _anchor(scene, match.start(), 0, unit)
    days = interval(anchor) if anchor else None
    if days is None:
        return whole(match, scene.unknown(unit, "no date to count from"))
    start = days[0].isoformat()
    values = {"day": start + part, "week": week_value(days[0]), "month": start[:7], "year": start[:4]}
    value = values.get(unit) or f"{start[:4]}-Q{(days[0].month + 2) // 3}"
    if unit == "decade":
        value = f"{start[:3]}X"
    return whole(match, Meaning(value, _grain(value), f"“{scene.words(*match.span())}” points to {name}"))


def year_earlier(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The year-earlier quarter: a year before the quarter, month or year mentioned last."""
    return _counted(scene, match, -1, "year")


def week_of(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The week of April 10: the ISO week that day lies in; its year by the day of publication, the nearest."""
    month = month_number(group(scene, match, "mon", "mon2") or "")
    day = int(re.sub(r"\D", "", group(scene, match, "day", "day2") or ""))
    if stated := group(scene, match, "yr"):
        years = [year_number(scene, stated)]
    elif scene.reference:
        years = [scene.reference.year + i for i in (-1, 0, 1)]
    else:
        return whole(match, scene.unknown("week"))
    days = [found for year in years if (found := valid_date(year, month, day))]
    if not days:
        return whole(match, scene.unknown("week", "the calendar has no such day"))
    middle = scene.reference or days[0]
    chosen = min(days, key=lambda found: abs((found - middle).days))
    return whole(match, Meaning(week_value(chosen), "week", f"the week {plain_date(chosen)} lies in"))


def _clock_value(word: str) -> str | None:
    """7:43 a.m. → T07:43, noon → T12:00; None for 25:00 and the like."""
    low = word.lower()
    if low in ("noon", "midday", "midnight"):
        return "T24:00" if low == "midnight" else "T12:00"
    numbers = re.findall(r"\d+", low)
    hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
    letters = re.sub(r"[^a-z]", "", low)
    if letters in ("am", "pm") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if letters == "pm" else 0)
    return f"T{hour:02d}:{minute:02d}" if hour < 24 else None


def _four_digits(word: str) -> str | None:
    """1435 or 14.35 (GMT) → T14:35."""
    time = re.fullmatch(r"([01]\d|2[0-3])\.?([0-5]\d)", word)
    return f"T{time[1]}:{time[2]}" if time else None


def clock(scene: Scene, match: re.Match[str]) -> list[Found]:
    """A time of day on the last day mentioned in the sentence, else on the day of publication."""
    tokens, (first, last) = scene.tokens, match.span()
    word = tokens.word(first)
    if tokens.is_a(first, "NOON") and tokens.word(first - 1).lower() == "high":
        return []
    time = _four_digits(word) if match["military"] else _clock_value(word)
    halves = tokens.is_a(first, "CLOCK") and not re.search(r"[aApP]", word) and last - first == 1
    cued = tokens.is_a(first - 1, "PREP", "BEFORE", "AFTER", "TO", "DASH", "COMMA", "OPEN", "STOP", "APPROX")
    cued = cued or (scene.last_token > 0 and first - scene.last_token in (0, 1))
    if time is None or (halves and not (cued and re.match(r"\d\d?:\d\d", word))):
        return []
    day = scene.last_day if scene.last_day and _same_sentence(scene, first) else scene.reference
    if day is None:
        return whole(match, scene.unknown("time", "a clock time without a day"))
    return whole(match, Meaning(day.isoformat() + time, "time", f"“{word}” on {plain_date(day)}"))


def _same_sentence(scene: Scene, first: int) -> bool:
    """Whether a day was mentioned earlier in the sentence of token `first`."""
    tokens = scene.tokens
    for i in range(first - 1, max(-1, first - 40), -1):
        if i < scene.last_token:
            return True
        if tokens.is_a(i, "BREAK") or (tokens.is_a(i, "STOP") and len(tokens.word(i - 1)) > 3):
            return False
    return False
