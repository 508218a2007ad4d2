"""Grammar and meaning of what comes round with the year: seasons, holidays, quarters and halves."""

from __future__ import annotations

import re
from datetime import date

from index.date_days import year_number
from index.date_numbers import ORDINALS
from index.date_scene import Found, Meaning, Scene, direction, group, told, whole
from index.date_tokens import pattern
from index.timex import interval
from index.years import plain_date

SEASON = pattern(
    "(?P<dir>LAST | NEXT | THIS PAST? | PAST | THE)? (?P<season>SEASON)"
    "(?: OF? (?P<yr>YEAR) (?: [DASH SLASH] [YEAR N12 N31 NN] )? )?"
)
QUARTER = pattern(
    "(?: THE? (?: UYEAR DASH (?P<ago>AGO | EARLIER))? FISCAL? DASH? )?(?P<ord>ORDWORD "
    "| [LAST FINAL] (?= [UQUARTER UHALF] OF ))(?: FISCAL? [UQUARTER UHALF] "
    "| (?P<dash>DASH) [UQUARTER UHALF] )(?: [OF IN COMMA]? FISCAL? (?P<yr>YR) | OF (?P<dir>LAST | THIS | NEXT "
    "| THE) FISCAL? UYEAR )?| (?: THE? FISCAL? (?P<yr2>YEAR) | (?P<dir2>LAST | THIS | NEXT "
    "| THE) FISCAL? UYEAR ) POSS? (?P<ord2>ORDWORD) DASH? [UQUARTER UHALF]"
    "| (?P<q>QTR) (?: OF? COMMA? FISCAL? (?P<yr3>YR) )? | (?P<yr4>YEAR) (?P<q2>QTR)"
)

HOLIDAY = pattern(
    "(?P<dir>LAST | NEXT | THIS)? (?: (?P<name>HOLIDAY) (?P<kind>UDAY | EVE)? | NEW UYEAR POSS (?P<new>UDAY | EVE) )"
    "(?: COMMA? (?P<yr>YEAR) )?"
)
_ENDING = 31  # days: “will … in spring” said this shortly before its end means the next one
_HOLIDAYS = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "halloween": (10, 31),
    "new year day": (1, 1),
    "new year eve": (12, 31),
    "juneteenth": (6, 19),
}
_SEASONS = {"sp": "SP", "su": "SU", "au": "FA", "fa": "FA", "wi": "WI"}


def season(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The summer of 2019; last winter; in spring, by tense. “Fall” and “spring” count only where a cue stands."""
    tokens, reference = scene.tokens, scene.reference
    word = tokens.word(match.start("season")).lower()
    name = _SEASONS[word[:2]]
    if match["yr"]:
        return whole(match, Meaning(f"{tokens.word(match.start('yr'))}-{name}", "season", "stated"))
    lead = group(scene, match, "dir")
    weak = lead in (None, "the")
    after = tokens.word(match.end())
    if weak and (tokens.is_a(match.end(), "OF", "DASH") or after[:1].isupper()):
        return []
    cues = ("IN", "EARLY", "MID") if word in ("spring", "fall") else ("IN", "PREP", "EARLY", "MID", "DASH", "TO", "OF")
    if weak and not tokens.is_a(match.start() - 1, *cues):
        return []
    if reference is None:
        return whole(match, scene.unknown("season"))
    return whole(match, told(scene, match, _season_near(scene, match, name, lead, reference), "season"))


def _season_near(scene: Scene, match: re.Match[str], name: str, lead: str | None, today: date) -> str | None:
    candidates = [f"{year:04d}-{name}" for year in range(max(1, today.year - 2), min(9998, today.year + 2) + 1)]
    spans = [(value, days) for value in candidates if (days := interval(value))]
    begun = [value for value, days in spans if days[0] <= today]
    over = [value for value, days in spans if days[1] < today]
    to_come = [value for value, days in spans if (days[1] - today).days > _ENDING]
    if lead in ("last", "past", "this past"):
        return over[-1] if over else None
    if lead == "next":
        return next((value for value, days in spans if days[0] > today), None)
    lean = direction(scene, match.start(), match.end())[0]
    now = [value for value, days in spans if days[0] <= today <= days[1]]
    if lead == "this" and now:
        return now[0]
    if lead == "this" and lean >= 0:
        return f"{today.year:04d}-{name}"
    chosen = to_come[:1] if lean > 0 else begun[-1:]
    return chosen[0] if chosen else None


def _numbered(scene: Scene, match: re.Match[str]) -> tuple[str, int]:
    """Letter and number of a quarter or half: ("Q", 3)."""
    if code := group(scene, match, "q", "q2"):
        return ("H" if "h" in code else "Q"), int(re.sub(r"\D", "", code))
    half = "half" in re.split(r"[\s-]", scene.words(*match.span()).lower())
    if group(scene, match, "ord") in ("last", "final", "closing"):
        return ("H", 2) if half else ("Q", 4)
    return ("H" if half else "Q"), ORDINALS.index(group(scene, match, "ord", "ord2") or "first") + 1


def quarter(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The third quarter of 2021; Q4; last year’s first quarter; the first half of 2022."""
    letter, number = _numbered(scene, match)
    kind = "half" if letter == "H" else "quarter"
    if letter == "H" and (number > 2 or not group(scene, match, "yr", "yr2", "yr3", "yr4", "dir", "dir2")):
        return []  # the first half of a match, of a book
    if stated := group(scene, match, "yr", "yr2", "yr3", "yr4"):
        return whole(match, Meaning(f"{year_number(scene, stated):04d}-{letter}{number}", kind, "stated"))
    if scene.reference is None:
        return whole(match, scene.unknown(kind))
    year = _quarter_year(scene, match, number, scene.reference)
    meaning = told(scene, match, f"{year:04d}-{letter}{number}", kind)
    # “the” of “the third-quarter loss” belongs to the loss
    article = match["dash"] and match.start() < match.start("ord") and scene.tokens.is_a(match.start(), "THE")
    return [Found(match.start() + bool(article), match.end(), meaning)]


def _quarter_year(scene: Scene, match: re.Match[str], number: int, reference: date) -> int:
    """The year of a quarter without one: the latest begun, by tense the coming one, or as “last year’s” says."""
    if lead := group(scene, match, "dir", "dir2"):
        return reference.year + {"last": -1, "next": 1}.get(lead, 0)
    current = (reference.month + 2) // 3
    if match["ago"]:
        return reference.year - (number > current) - 1
    if direction(scene, *match.span())[0] > 0:
        return reference.year + (number < current - 1)  # figures of the quarter just over are still to come
    return reference.year - (number > current)


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November, as in the United States."""
    first = date(year, 11, 1)
    return first.replace(day=1 + (3 - first.weekday()) % 7 + 21)


def _day_in(name: str, year: int) -> date:
    return _thanksgiving(year) if name == "thanksgiving" else date(year, *_HOLIDAYS[name])


def holiday(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Thanksgiving; last Christmas; New Year’s Eve 2019: by tense, from the day of publication."""
    if match["new"]:
        name = f"new year {group(scene, match, 'new')}"
    else:
        kind = group(scene, match, "kind")
        name = f"{group(scene, match, 'name')}{' eve' if kind == 'eve' else ''}"
    if name not in _HOLIDAYS and name != "thanksgiving":
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
