"""Grammar and meaning of holidays whose day follows from the year: Christmas Eve, New Year’s Day, Thanksgiving."""

from __future__ import annotations

import re
from datetime import date

from index.date_days import year_number
from index.date_scene import Found, Meaning, Scene, direction, group, whole
from index.date_tokens import pattern
from index.years import plain_date

HOLIDAY = pattern(
    "(?P<dir>LAST | NEXT | THIS)? (?: (?P<name>HOLIDAY) (?P<kind>UDAY | EVE)? | NEW UYEAR POSS (?P<new>UDAY | EVE) )"
    "(?: COMMA? (?P<yr>YEAR) )?"
)
_FIXED = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "halloween": (10, 31),
    "new year day": (1, 1),
    "new year eve": (12, 31),
    "juneteenth": (6, 19),
}


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November, as in the United States."""
    first = date(year, 11, 1)
    return first.replace(day=1 + (3 - first.weekday()) % 7 + 21)


def _day_in(name: str, year: int) -> date:
    return _thanksgiving(year) if name == "thanksgiving" else date(year, *_FIXED[name])


def holiday(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Thanksgiving; last Christmas; New Year’s Eve 2019: by tense, from the day of publication."""
    if match["new"]:
        name = f"new year {group(scene, match, 'new')}"
    else:
        kind = group(scene, match, "kind")
        name = f"{group(scene, match, 'name')}{' eve' if kind == 'eve' else ''}"
    if name not in _FIXED and name != "thanksgiving":
        return []
    if match["yr"]:
        day = _day_in(name, year_number(scene, scene.tokens.word(match.start("yr"))))
        return whole(match, Meaning(day.isoformat(), "day", f"{scene.words(*match.span())}, {plain_date(day)}"))
    reference = scene.reference
    if reference is None or not 1 < reference.year < 9999:
        return whole(match, scene.unknown("day"))
    day = _nearest(scene, match, name, reference)
    return whole(match, Meaning(day.isoformat(), "day", scene.said(*match.span(), plain_date(day))))


def _nearest(scene: Scene, match: re.Match[str], name: str, reference: date) -> date:
    days = [_day_in(name, reference.year + i) for i in (-1, 0, 1)]
    back = max((day for day in days if day <= reference), default=days[0])
    ahead = min((day for day in days if day >= reference), default=days[-1])
    lead = group(scene, match, "dir")
    if lead is not None:
        return {"last": back, "next": ahead}.get(lead, days[1])
    lean = direction(scene, *match.span())[0]
    if lean == 0:
        return min(back, ahead, key=lambda day: abs((day - reference).days))
    return ahead if lean > 0 else back
