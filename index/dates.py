"""Dates in text: find them, know what they mean, and say how it is known.

::

    text ─► date_tokens   words become classes
            date_days, date_periods, date_seasons, date_relative   grammar and meaning
            date_scene    day of publication, dates before, tense
         ─► DateExpression   value as `index.timex` reads and writes it

The values are TIMEX3's (Pustejovsky et al. 2003, TimeML): days, months, years, ISO weeks, quarters, seasons, decades,
parts of a day. Durations, repeated days and vague words (“now”, “recently”) are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from index import date_days, date_periods, date_relative, date_seasons
from index.date_numbers import PART_CODES
from index.date_scene import Found, Meaning, Scene, origin_of
from index.date_tokens import Tokens, pattern, tokenize
from index.timex import format_value, interval
from index.years import matching_years, month_number, valid_date, weekday_number, years_in

__all__ = ["DateExpression", "find_dates", "format_value", "interval"]
_Rule = tuple[re.Pattern[str], Callable[[Scene, re.Match[str]], list[Found]]]
_RULES: tuple[_Rule, ...] = (
    (date_days.TWO_MONTH_DAYS, date_days.date_range),
    (date_days.MONTH_DAY_TO_DAY, date_days.date_range),
    (date_days.DAY_TO_DAY_MONTH, date_days.date_range),
    (date_days.MONTH_DAY, date_days.full_date),
    (date_days.DAY_MONTH, date_days.full_date),
    (date_days.NUMERIC, date_days.numeric),
    (date_days.WEEKDAY, date_days.weekday),
    (date_days.WEEK_FROM, date_days.week_from),
    (date_days.NEAR_DAY, date_days.near_day),
    (date_periods.TWO_MONTHS_YEAR, date_periods.two_months),
    (date_periods.MONTH_YEAR, date_periods.month_year),
    (date_periods.MONTH, date_periods.month),
    (date_periods.YEAR, date_periods.year),
    (date_periods.SHORT_YEAR, date_periods.short_year),
    (date_periods.BEFORE_LAST, date_periods.before_last),
    (date_periods.SPOKEN_YEAR, date_periods.spoken),
    (date_periods.DECADE, date_periods.decade),
    (date_seasons.SEASON, date_seasons.season),
    (date_seasons.QUARTER, date_seasons.quarter),
    (date_periods.THIS_UNIT, date_periods.this_unit),
    (date_periods.THE_UNIT, date_periods.the_unit),
    (date_periods.IN_THE_UNIT, date_periods.in_the_unit),
    (date_periods.YEAR_END, date_periods.year_end),
    (date_seasons.HOLIDAY, date_seasons.holiday),
    (date_relative.AGO, date_relative.ago),
    (date_relative.EARLIER, date_relative.earlier),
    (date_relative.FOLLOWING, date_relative.following),
    (date_relative.YEAR_EARLIER, date_relative.year_earlier),
    (date_relative.WEEK_OF, date_relative.week_of),
    (date_relative.CLOCK, date_relative.clock),
)
_ASIDE = (date_relative.ago, date_relative.year_earlier)  # comparisons, not what a text goes on to count from
_BEFORE = pattern("(?: THE? EDGE OF | THE? [EARLY MID] DASH? | EARLIER | LATER | THE? PART OF | [X PREP]? APPROX ) $")
_DATELINE = pattern(
    "(?: MON DAY (?: COMMA? YEAR)? | [N12 N31] MON (?: COMMA? YEAR)? ) (?= STOP | DASH | SLASH | OPEN )"
)
_HEAD = 40  # tokens a dateline may stand behind: place, agency, headline
_ORDER = re.compile(r"(?<![\w./-])(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d\d)(?![\w/-])")


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as written and what it means: `text` is the source text from `start` to `end` (code points).

    `value` is a TIMEX3 value as `index.timex` describes them, or None when nothing fixes it. `granularity` is day,
    month, year, week, quarter, half, season, decade or time. `note` says in words how the value is known.
    """

    start: int
    end: int
    text: str
    value: str | None
    granularity: str
    note: str


def find_dates(text: str, published: date | None) -> list[DateExpression]:
    """The dates a text names, in order and without overlap, as a report published on `published` means them.

    Relative expressions count from the day of publication, or from a dateline of the text's own when that is
    None; “two days earlier” counts from the last date mentioned before it. Linear in the length of the text.
    """
    tokens = tokenize(text)
    scene = _scene(text, tokens, published)
    found = _with_times(tokens, list(_read(scene)))
    return [
        DateExpression(start, end, text[start:end], *item.meaning)
        for item in found
        for start, end in [(tokens.starts[item.first], tokens.ends[item.last - 1])]
    ]


def _scene(text: str, tokens: Tokens, published: date | None) -> Scene:
    years = years_in(text)
    reference = published or _own_dateline(tokens, years)
    origin = origin_of(reference, inferred=published is None) if reference else ""
    day_first, note = _numeric_order(text, published)
    return Scene(tokens, reference, origin, years, day_first, note)


def _own_dateline(tokens: Tokens, years: tuple[int, ...]) -> date | None:
    """The day in a dateline at the head of the text, when its year is stated or a weekday beside it fixes one."""
    match = _DATELINE.search(tokens.codes, 0, _HEAD)
    if match is None:
        return None
    first, last = match.span()
    words = [tokens.word(i) for i in range(first, last)]
    if tokens.is_a(last, "STOP") and not tokens.word(last).startswith("."):
        return None
    month = next(month_number(word) for word in words if word[0].isalpha())
    day = next(int(re.sub(r"\D", "", word)) for word in words if word[0].isdigit() and len(word) < 5)
    if tokens.is_a(last - 1, "YEAR"):
        return valid_date(int(words[-1]), month, day)
    weekday = next((i for i in range(last, min(len(tokens.codes), last + 120)) if tokens.is_a(i, "WEEKDAY")), None)
    if weekday is None:
        return None
    near = {stated + i for stated in years for i in (-3, -2, -1, 0, 1, 2, 3)}
    fitting = matching_years(month, day, weekday_number(tokens.word(weekday)), near)
    return valid_date(fitting[0], month, day) if len(fitting) == 1 else None


def _numeric_order(text: str, published: date | None) -> tuple[bool, str]:
    """Whether the text writes the day before the month in 2/4/22, and how that is known."""
    pairs = [(int(match[1]), int(match[2])) for match in _ORDER.finditer(text)]
    day_first = any(one > 12 >= two for one, two in pairs)
    if day_first != any(two > 12 >= one for one, two in pairs):
        return day_first, "as other dates of the text are written"
    if published is not None and (published.day, published.month) in pairs and published.day != published.month:
        return True, "so read, it is the day of publication"
    return False, "nothing else in the text decides the order"


def _read(scene: Scene) -> Iterator[Found]:
    """Longest match first at each place; the scene remembers what was read."""
    codes = scene.tokens.codes
    matches = [(match, handler) for rule, handler in _RULES for match in rule.finditer(codes)]
    matches.sort(key=lambda item: (item[0].start(), -item[0].end()))
    done = 0
    for match, handler in matches:
        if match.start() < done:
            continue
        for found in map(_within_calendar, handler(scene, match)):
            first = _modified_from(scene.tokens, found, done)
            yield _as_written(scene, found, first)
            done = found.last
            if handler not in _ASIDE:
                _remember(scene, found, quarter=handler is not date_relative.earlier)


def _within_calendar(found: Found) -> Found:
    """The same, without a value when that lies outside the years 1 to 9999 or is no day at all."""
    value = found.meaning.value
    if value is None or interval(value) is not None:
        return found
    return found._replace(meaning=found.meaning._replace(value=None, note="not fixed: the calendar has no such time"))


def _as_written(scene: Scene, found: Found, first: int) -> Found:
    """The expression with its modifiers, which its note quotes as well."""
    if first == found.first:
        return found
    quoted, whole = (f"“{scene.words(start, found.last)}”" for start in (found.first, first))
    return found._replace(first=first, meaning=found.meaning._replace(note=found.meaning.note.replace(quoted, whole)))


def _remember(scene: Scene, found: Found, *, quarter: bool) -> None:
    value = found.meaning.value
    if value is None:
        return
    scene.last = value
    if re.match(r"\d{4}-\d\d-\d\d", value):
        scene.last_day = date.fromisoformat(value[:10])
        scene.last_token = found.last
    if quarter and "-Q" in value:
        scene.last_quarter, scene.quarter_token = value, found.last


def _modified_from(tokens: Tokens, found: Found, done: int) -> int:
    """The first token of an expression with what modifies it: “late”, “the end of”, “mid-”, “about”."""
    match = _BEFORE.search(tokens.codes, max(done, found.first - 4), found.first)
    if match is None:
        return found.first
    first = match.start()
    at = found.first - 1
    if tokens.is_a(at, "EARLIER", "LATER"):
        return first if tokens.is_a(found.first, *_AFTER_EARLIER) else found.first
    if tokens.is_a(at, "APPROX"):
        return _approximate(tokens, found, first)
    early = tokens.is_a(first, "THE") and tokens.is_a(first + 1, "EARLY")
    return first + 1 if early and found.meaning.granularity in ("day", "month", "year") else first


_AFTER_EARLIER = ("THIS", "LAST", "TODAY", "YESTERDAY", "WEEKDAY", "THAT")


def _approximate(tokens: Tokens, found: Found, first: int) -> int:
    """The first token of “about two weeks ago”, “more than two weeks ago”; “higher than a year ago” compares."""
    at = found.first - 1
    if not tokens.is_a(found.last - 1, "AGO"):
        return found.first
    word, before = tokens.word(at).lower(), tokens.word(at - 1).lower()
    if word in ("than", "least"):
        return at - 1 if before in ("more", "less", "at") and first < at else found.first
    return at


def _with_times(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Join a clock time and the day beside it, and “the morning of” with its day."""
    result: list[Found] = []
    for item in (_part_of_day(tokens, each) for each in found):
        joined = _join(tokens, result[-1], item) if result else None
        if joined is None:
            result.append(item)
        else:
            result[-1:] = joined
    return result


def _part_of_day(tokens: Tokens, item: Found) -> Found:
    for i in (item.first, item.first + 1):
        if i + 1 < item.last and tokens.is_a(i, "PART") and tokens.is_a(i + 1, "OF"):
            value = item.meaning.value
            if value is not None and len(value) == 10:
                value = value + PART_CODES[tokens.word(i).lower()]
            return item._replace(meaning=item.meaning._replace(value=value, granularity="time"))
    return item


def _is_clock(item: Found) -> bool:
    value = item.meaning.value
    return item.meaning.granularity == "time" and value is not None and "T" in value and value[11:13].isdigit()


def _join(tokens: Tokens, one: Found, two: Found) -> list[Found] | None:
    """One expression for “9 p.m. Tuesday”; for “at 9 p.m. on Tuesday” two, the time on the day that follows."""
    day, time = (two, one) if _is_clock(one) else (one, two)
    gap = range(one.last, two.first)
    if not _is_clock(time) or _is_clock(day) or day.meaning.granularity != "day" or len(gap) > 1:
        return None
    if day.meaning.value is None or time.meaning.value is None:
        return None
    value = day.meaning.value + time.meaning.value[10:]
    meaning = Meaning(value, "time", day.meaning.note)
    if all(tokens.is_a(i, "COMMA") for i in gap):
        return [Found(one.first, two.last, meaning)]
    if time is one and tokens.is_a(one.last, "PREP"):
        return [Found(one.first, one.last, meaning), two]
    return None
