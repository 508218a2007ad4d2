"""Grammar and meaning of single days: full dates, days of a month, numeric dates, weekdays, yesterday, tomorrow."""

from __future__ import annotations

import re
from datetime import date, timedelta

from index.date_numbers import PART_CODES, count, day_number
from index.date_scene import Found, Meaning, Scene, direction, group, told, weekday_name, whole
from index.date_tokens import pattern
from index.timex import move_days
from index.years import MONTH_NAMES, matching_years, month_number, nearest_dates, plain_date, valid_date, weekday_number

_NEAR_YEARS = 3  # without a day of publication, a year this near to one the text states may be meant
_FAR_BACK, _SOON = 270, 60  # days: a day of the month this long past and this soon to come is the one to come
_AT_HAND = 15  # days: within so many, a day of the month is the coming one whatever the tense
_CLOSE_BY = 6  # tokens
_NOT_A_WEEKDAY = frozenset("black bloody good super ash palm holy easter cyber giving fat shrove every each".split())
_ABBREVIATED = frozenset(("tues", "weds", "thu", "thur", "thurs", "fri"))

MONTH_DAY = pattern(
    "(?:(?P<wd>WD) COMMA?)? (?P<near>LAST | NEXT)? (?P<mon>MON) (?P<day>DAY)"
    "(?: COMMA? (?P<yr>YR) | OF? (?P<rel>LAST | THIS | NEXT) UYEAR )? (?:COMMA? (?P<wd2>WD) (?= COMMA | STOP))?"
)
DAY_MONTH = pattern(
    "(?:(?P<wd>WD) COMMA?)? (?: THE? (?P<ord>ORDNUM | ORDWORD) OF? | (?P<day>[N12 N31]) DASH?)"
    "(?P<mon>MON) "
    "(?: (?:COMMA | DASH)? (?P<yr>YR) | DASH (?P<yy>[N12 N31 NN]) | OF? (?P<rel>LAST | THIS | NEXT) UYEAR )?"
)
MONTH_DAY_TO_DAY = pattern(
    "(?P<mon>MON) (?P<day>DAY) (?P<link>LINK) (?P<day2>DAY) (?: COMMA? (?P<yr>YR))? (?! MON | UNITS | PERCENT | NUM)"
)
DAY_TO_DAY_MONTH = pattern("(?P<day>DAY) (?P<link>LINK) (?P<day2>DAY) OF? (?P<mon>MON) (?: COMMA? (?P<yr>YR))?")
TWO_MONTH_DAYS = pattern("(?P<mon>MON) (?P<day>DAY) (?P<link>LINK) (?P<mon2>MON) (?P<day2>DAY) COMMA? (?P<yr>YR)")
WEEKDAY = pattern(
    "(?: (?P<weeks>A | NUMWORD) (?P<lot>UWEEK | FORTNIGHT | UNITS) PREP? (?= WEEKDAY) )?"
    "(?P<dir>LAST | THIS? NEXT | THIS PAST? | PAST | THE? PREV | THE? FOLLOWING)? (?P<wd>WD)"
    "(?: OF? (?P<week>LAST | NEXT | THIS) UWEEK | (?P<on>UWEEK | FORTNIGHT) (?! POSS | DASH | X) )? (?P<part>PART)?"
)
NEAR_DAY = pattern(
    "THE UDAY BEFORE YESTERDAY | THE UDAY AFTER TOMORROW | [TODAY TONIGHT YESTERDAY TOMORROW] (?P<part>PART)?"
    "| THIS (?P<this>PART) | LAST (?P<last>PART)"
)
WEEK_FROM = pattern("A (?P<unit>UWEEK | FORTNIGHT) (?P<day>TODAY | TOMORROW)")
# what may stand between a day and its year: “May 3 will become a paid holiday for all *next year*”
_NEXT_YEAR = pattern("[X WILL PREP IN OF THE A HIS]{0,9}? NEXT UYEAR")
NUMERIC = pattern("STAMP | NUMERIC | COMPACT | ISOMONTH | ISOWEEK")


def year_number(scene: Scene, word: str) -> int:
    """A year written in four digits or, counted from the report's day, in two: ’22."""
    digits = re.sub(r"\D", "", word)
    if len(digits) == 4:
        return int(digits)
    pivot = (scene.reference.year if scene.reference else max(scene.years, default=2020)) + 10
    return pivot - (pivot - int(digits)) % 100


def _choose(back: date, ahead: date, reference: date, lean: tuple[int, int]) -> date:
    """By tense; a far cue of the past gives way when the day to come is near and the past one most of a year ago."""
    past, coming = (reference - back).days, (ahead - reference).days
    if lean[0] > 0:
        return back if past < _SOON and coming > _FAR_BACK else ahead
    if lean[0] < 0:
        soon = _AT_HAND if lean[1] <= 3 else _SOON  # “declared May 3 a holiday”: even beside a past verb
        return ahead if past > _FAR_BACK and coming < soon else back
    return ahead if coming * 3 < past else back


def _without_year(scene: Scene, month: int, day: int, span: tuple[int, int], weekday: int | None) -> Meaning:
    """A day and a month: the year by tense from the day of publication, else by a weekday and the years stated."""
    first, last = span
    if not any(valid_date(year, month, day) for year in (2023, 2024)):
        return scene.unknown("day", f"the calendar has no {day} {MONTH_NAMES[month - 1]}")
    reference = scene.reference
    if reference is not None:
        if weekday is not None:
            years = matching_years(month, day, weekday, range(reference.year - 1, reference.year + 2))
            if len(years) == 1:
                return _by_weekday(years[0], month, day)
        back, ahead = nearest_dates(month, day, reference)
        if back is None or ahead is None:
            return scene.unknown("day", "no such day near the day of publication")
        lean = direction(scene, first, last)
        chosen = _choose(back, ahead, reference, lean)
        side = "the latest not after it" if chosen == back else "the next one"
        if lean[0] > 0 and chosen.year == reference.year and _NEXT_YEAR.match(scene.tokens.codes, last):
            end = date(min(reference.year + 1, 9999), 12, 31)
            chosen, side = nearest_dates(month, day, end)[0] or chosen, "that of next year"
        return Meaning(chosen.isoformat(), "day", scene.said(first, last, f"{plain_date(chosen)}, {side}"))
    if weekday is None:
        weekday = _weekday_nearby(scene, last)
    near = {stated + i for stated in scene.years for i in range(-_NEAR_YEARS, _NEAR_YEARS + 1)}
    if weekday is not None:
        years = matching_years(month, day, weekday, near)
        if len(years) == 1:
            return _by_weekday(years[0], month, day)
    return scene.unknown("day", "neither the year nor the day of publication is known")


def _by_weekday(year: int, month: int, day: int) -> Meaning:
    found = date(year, month, day)
    name = f"{day} {MONTH_NAMES[month - 1]} was a {weekday_name(found)}"
    return Meaning(found.isoformat(), "day", f"year {year}: {name}")


def _weekday_nearby(scene: Scene, last: int) -> int | None:
    """The first weekday named within 60 tokens after the expression: “May 16. … said on Tuesday”."""
    tokens = scene.tokens
    for i in range(last, min(len(tokens.codes), last + 60)):
        if tokens.is_a(i, "WEEKDAY"):
            return weekday_number(tokens.word(i))
    return None


def _calendar_day(scene: Scene, match: re.Match[str], day: str, month: str) -> Meaning:
    """The day named by a number word and a month word, with the year and weekday of the match where it has them."""
    number, year, name = day_number(day), group(scene, match, "yr", "yy"), group(scene, match, "wd", "wd2")
    weekday = weekday_number(name) if name else None
    if year is None and scene.reference and (lead := group(scene, match, "rel", "near")):
        return _led(scene, match, month_number(month), number, lead)
    if year is None:
        return _without_year(scene, month_number(month), number, match.span(), weekday)
    found = valid_date(year_number(scene, year), month_number(month), number)
    if found is None:
        return scene.unknown("day", "the calendar has no such day")
    return Meaning(found.isoformat(), "day", "stated" if len(year) == 4 else f"year {found.year} stated as {year}")


def _led(scene: Scene, match: re.Match[str], month: int, day: int, lead: str) -> Meaning:
    """A day of last, this or next year; last March 3, the latest before the day of publication."""
    reference = scene.reference or date.min
    if group(scene, match, "rel"):
        found = valid_date(reference.year + {"last": -1, "next": 1}.get(lead, 0), month, day)
    else:
        back, ahead = nearest_dates(month, day, reference)
        found = back if lead == "last" else ahead
    if found is None:
        return scene.unknown("day", "the calendar has no such day")
    return told(scene, match, found.isoformat(), "day")


def _is_verb(scene: Scene, i: int) -> bool:
    """Whether a month's name is the verb: “may 5 people enter”."""
    return scene.tokens.word(i) == "may" and not scene.tokens.is_a(i - 1, "IN", "PREP", "TO", "AND")


def full_date(scene: Scene, match: re.Match[str]) -> list[Found]:
    """May 16, 2023; Tuesday, 16 May; the 2nd of March."""
    tokens, at = scene.tokens, match.start("mon")
    day = group(scene, match, "day", "ord") or ""
    if _is_verb(scene, at) and not group(scene, match, "yr") and tokens.is_a(match.end(), "X"):
        return []
    if day.isalpha() and not tokens.is_a(at - 1, "OF"):
        return []  # “second May event” counts events
    return whole(match, _calendar_day(scene, match, day, tokens.word(at)))


def date_range(scene: Scene, match: re.Match[str]) -> list[Found]:
    """March 3 to 7; May 5–7, 2023; 3–7 March 2022; March 3 and April 5, 2021: two days that share month or year."""
    groups, tokens = match.groupdict(), scene.tokens
    middle, last = match.start("link"), match.end()
    month = tokens.word(match.start("mon"))
    month2 = tokens.word(match.start("mon2")) if groups.get("mon2") else month
    counts = tokens.is_a(last, "X") and tokens.word(last)[:1].islower() and not groups.get("yr")
    if counts and tokens.is_a(middle, "AND") and month2 == month and match.start("mon") < middle:
        return []  # “May 16 and 3 ships”: the second number counts what follows
    begin = _calendar_day(scene, match, tokens.word(match.start("day")), month)
    end = _calendar_day(scene, match, tokens.word(match.start("day2")), month2)
    return [Found(match.start(), middle, begin), Found(middle + 1, last, end)]


def _numeric_parts(scene: Scene, word: str) -> tuple[int, int, int, str]:
    """Year, month, day of 4/25/21, 25.4.2021, 02-13-98, and a note."""
    one, two, three = (int(part) for part in re.split(r"[/.-]", word))
    year = three if three > 99 else year_number(scene, f"{three:02d}")
    if one > 12 or two > 12:
        return (year, two, one, "stated") if one > 12 else (year, one, two, "stated")
    if "." in word:
        return year, two, one, "stated, day first as dates with points are written"
    if scene.day_first:
        return year, two, one, f"day before month: {scene.order_note}"
    return year, one, two, f"month before day: {scene.order_note}"


def numeric(scene: Scene, match: re.Match[str]) -> list[Found]:
    """2022-02-07, 2022-02-07T07:43, 20220207, 2/7/22, 2022-02, 2022-W07."""
    tokens, first = scene.tokens, match.start()
    word = tokens.word(first)
    if tokens.is_a(first, "ISOWEEK"):
        return whole(match, Meaning(word, "week", "stated")) if 1 <= int(word[-2:]) <= 53 else []
    if tokens.is_a(first, "ISOMONTH"):
        # 2010-12 is rather 2010 to 2012
        return whole(match, Meaning(word, "month", "stated")) if int(word[5:]) <= int(word[2:4]) else []
    note, clock = "stated", ""
    if tokens.is_a(first, "NUMERIC"):
        year, month, day, note = _numeric_parts(scene, word)
    elif tokens.is_a(first, "COMPACT"):
        year, month, day = int(word[:4]), int(word[4:6]), int(word[6:])
    else:
        year, month, day = (int(part) for part in re.split(r"[-/T ]", word)[:3])
        clock = re.split(r"[T ]", word)[1][:5].rjust(5, "0") if re.search(r"[T ]", word) else ""
    found = valid_date(year, month, day)
    if found is None:
        return [] if tokens.is_a(first, "COMPACT") else whole(match, scene.unknown("day", "no such day"))
    value = found.isoformat() + (f"T{clock}" if clock else "")
    return whole(match, Meaning(value, "time" if clock else "day", note))


def _named_weekday(scene: Scene, match: re.Match[str], weekday: int) -> date | None:
    """The day a weekday means, counted from the day of publication (or, for the previous one, the last mentioned)."""
    reference, lead = scene.reference, group(scene, match, "dir") or ""
    first, last = match.span()
    codes = scene.tokens
    if match["dir"] and codes.is_a(match.end("dir") - 1, "PREV", "FOLLOWING") and scene.last_day:
        reference = scene.last_day
    if reference is None:
        return None
    back, ahead = (reference.weekday() - weekday) % 7, (weekday - reference.weekday()) % 7
    if week := group(scene, match, "week"):
        return move_days(reference, weekday - reference.weekday() + 7 * {"last": -1, "next": 1}.get(week, 0))
    if match["dir"] is None:
        counted_on = match["weeks"] or match["on"]
        bare = ahead if _coming(scene, first, last) else -back
        return move_days(reference, (ahead or 7) if counted_on else bare)
    if codes.is_a(match.end("dir") - 1, "LAST", "PAST", "PREV"):
        return move_days(reference, -(back or 7))
    if lead.startswith("this"):
        past = direction(scene, first, last)[0] < 0 and back <= reference.weekday()
        return move_days(reference, -back if past else ahead)
    return move_days(reference, ahead or 7)


def _counts_on(scene: Scene, match: re.Match[str]) -> bool:
    """Whether “two weeks on Friday” counts on from that day; “ended after two weeks on Friday” does not."""
    lasts = scene.tokens.is_a(match.start() - 1, "AFTER", "PREP", "APPROX") or direction(scene, *match.span())[0] < 0
    return scene.tokens.word(match.end("lot")).lower() in ("on", "from") and not lasts


def _weeks_on(scene: Scene, match: re.Match[str]) -> int:
    """The weeks of “a week on Monday”, “two weeks from Friday”, “Friday week”, “Monday fortnight”."""
    unit = group(scene, match, "lot", "on")
    if unit is None:
        return 0
    return (count(group(scene, match, "weeks") or "a") or 1) * (2 if unit.startswith("fortnight") else 1)


def _coming(scene: Scene, first: int, last: int) -> bool:
    """Whether a bare weekday lies ahead. “Wednesday’s ruling” does only when the future stands close by."""
    lean, away = direction(scene, first, last)
    return lean > 0 and not (scene.tokens.is_a(last, "POSS") and away > _CLOSE_BY)


def weekday(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Friday; last Friday; Friday night; Friday of next week."""
    first, last = match.span()
    tokens, at = scene.tokens, match.start("wd")
    word = tokens.word(at)
    if tokens.is_a(at, "WDAB") and word.rstrip(".").lower() not in _ABBREVIATED:
        led = match["dir"] is not None or tokens.is_a(at - 1, "PREP", "TO", "BEFORE", "AFTER")
        if not (word.endswith(".") and led):
            return []
    if first and tokens.word(first - 1).lower() in _NOT_A_WEEKDAY:
        return []
    part = group(scene, match, "part")
    if match["weeks"] and not _counts_on(scene, match):
        return [item._replace(first=at) for item in weekday(scene, WEEKDAY.match(scene.tokens.codes, at) or match)]
    day = _named_weekday(scene, match, weekday_number(word))
    if day is not None:
        day = move_days(day, 7 * _weeks_on(scene, match))
    if day is None:
        return whole(match, scene.unknown("time" if part else "day"))
    return whole(match, _with_part(day, part, scene.said(first, last, _side(scene, day))))


def _side(scene: Scene, day: date) -> str:
    reference = scene.reference or day
    if day == reference:
        return f"the day of the report itself, a {weekday_name(day)}"
    side = "before" if day < reference else "after"
    exact = "" if abs((day - reference).days) <= 7 else f", {plain_date(day)}"
    return f"the {weekday_name(day)} {side}{exact}"


def _with_part(day: date, part: str | None, note: str) -> Meaning:
    if part is None:
        return Meaning(day.isoformat(), "day", note)
    return Meaning(day.isoformat() + PART_CODES[part], "time", note)


def week_from(scene: Scene, match: re.Match[str]) -> list[Found]:
    """A week tomorrow, a fortnight today."""
    weeks = 2 if scene.tokens.is_a(match.start("unit"), "FORTNIGHT") else 1
    days = 7 * weeks + scene.tokens.is_a(match.start("day"), "TOMORROW")
    day = move_days(scene.reference, days) if scene.reference else None
    return whole(match, told(scene, match, day.isoformat() if day else None, "day"))


def near_day(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Yesterday, today, tomorrow, tonight, this morning, last night, the day before yesterday."""
    first, last = match.span()
    tokens = scene.tokens
    if first and tokens.word(first)[:1].isupper() and tokens.word(first - 1)[:1].isupper() and last - first == 1:
        return []  # “USA Today”, “Harbour News Tonight”: part of a name
    part = "night" if tokens.is_a(first, "TONIGHT") else group(scene, match, "part", "this", "last")
    if scene.reference is None:
        return whole(match, scene.unknown("time" if part else "day"))
    offset = 0
    if tokens.is_a(last - 1, "YESTERDAY", "TOMORROW") and last - first == 4:
        offset = -2 if tokens.is_a(last - 1, "YESTERDAY") else 2
    elif tokens.is_a(first, "YESTERDAY", "LAST"):
        offset = -1
    elif tokens.is_a(first, "TOMORROW"):
        offset = 1
    day = scene.reference + timedelta(days=offset) if 1 < scene.reference.year < 9999 else scene.reference
    return whole(match, _with_part(day, part, scene.said(first, last, plain_date(day))))
