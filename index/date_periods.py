"""Grammar and meaning of longer periods: weeks, months, quarters, seasons, years and decades."""

from __future__ import annotations

import re
from datetime import date

from index.date_days import month_number, year_number
from index.date_scene import Found, Meaning, Scene, direction
from index.date_tokens import pattern
from index.timex import format_value, interval, month_value, shift, week_value

MONTH_YEAR = pattern("(?P<mon>MON) (?: COMMA? | OF ) (?P<yr>YR)")
TWO_MONTHS_YEAR = pattern("(?P<mon>MON) (?P<link>LINK) (?P<mon2>MON) (?: COMMA? | OF ) (?P<yr>YR)")
MONTH = pattern("(?P<dir>LAST | NEXT | THIS | THE PREV | THE FOLLOWING)? (?P<mon>MON)")
YEAR = pattern("(?: THE? UYEAR | FISCAL UYEAR? )? (?P<yr>YEAR) | FY")
DECADE = pattern("(?P<the>THE)? (?: DECADE | DECWORD )")
SEASON = pattern("(?P<dir>LAST | NEXT | THIS PAST? | PAST | THE)? (?P<season>SEASON) (?: OF? (?P<yr>YEAR) )?")
QUARTER = pattern(
    "THE? (?P<ord>ORDWORD) DASH? (?:FISCAL)? [UQUARTER UHALF]"
    "(?: [OF IN COMMA]? FISCAL? (?P<yr>YR) | OF (?P<dir>LAST | THIS | NEXT | THE) FISCAL? UYEAR )?"
    "| (?: (?P<yr2>YEAR) | (?P<dir2>LAST | THIS | NEXT | THE) FISCAL? UYEAR ) POSS? (?P<ord2>ORDWORD) DASH?"
    " [UQUARTER UHALF]"
    "| (?P<q>QTR) (?: OF? COMMA? FISCAL? (?P<yr3>YR) )? | (?P<yr4>YEAR) (?P<q2>QTR)"
)
THIS_UNIT = pattern(
    "(?P<the>THE)? (?P<dir>LAST | NEXT | THIS PAST | THIS) (?P<fiscal>FISCAL)?"
    "(?P<unit>UWEEK | UMONTH | UQUARTER | UYEAR | UDECADE | UWEEKEND)"
)
THE_UNIT = pattern("(?P<the>THE) (?P<fiscal>FISCAL)? (?P<unit>UWEEK | UMONTH | UQUARTER | UYEAR | UWEEKEND)")
IN_THE_UNIT = pattern("[EARLY EARLIER LATER] IN THE (?P<unit>UDAY | UWEEK | UMONTH | UYEAR | UQUARTER)")
YEAR_END = pattern("(?P<unit>UYEAR | UMONTH) DASH (?P<edge>EDGE) (?P<yr>YEAR)?")

_CUES = ("IN", "PREP", "TO", "OF", "EARLY", "MID", "DASH", "AND", "BEFORE", "AFTER", "LAST", "NEXT", "THIS", "THE")
_SEASONS = {"sp": "SP", "su": "SU", "au": "FA", "fa": "FA", "wi": "WI"}
_DECADE_WORDS = "noughties _ twenties thirties forties fifties sixties seventies eighties nineties".split()
_COUNTED = frozenset(
    "people soldiers troops men women children families homes houses miles km kilometers kilometres meters metres feet"
    " tons tonnes barrels dollars euros pounds yen rubles roubles shares points jobs workers votes seats times rounds"
    " words pages items units pieces degrees percent per cent million billion thousand hours minutes seconds"
    " kg hectares acres vehicles cars tanks missiles rockets drones students members fans guests cases deaths".split()
)


def _whole(match: re.Match[str], meaning: Meaning | None) -> list[Found]:
    return [] if meaning is None else [Found(match.start(), match.end(), meaning)]


def _group(scene: Scene, match: re.Match[str], *names: str) -> str | None:
    """The words, lower case, of the first of these groups that took part."""
    for name in names:
        if match[name]:
            return scene.words(match.start(name), match.end(name)).lower()
    return None


def _told(scene: Scene, match: re.Match[str], value: str | None, granularity: str) -> Meaning:
    """A meaning that was counted from the day of publication; unknown without a value."""
    if value is None:
        return scene.unknown(granularity)
    return Meaning(value, granularity, scene.said(match.start(), match.end(), format_value(value)))


def month_year(scene: Scene, match: re.Match[str]) -> list[Found]:
    """October 2022; October of 2022; Oct. ’22."""
    year = year_number(scene, scene.tokens.word(match.start("yr")))
    value = month_value(year, month_number(scene.tokens.word(match.start("mon"))))
    return _whole(match, Meaning(value, "month", "stated"))


def two_months(scene: Scene, match: re.Match[str]) -> list[Found]:
    """November and December 2021: the year holds for both, and for the year before when the range wraps round."""
    tokens, middle = scene.tokens, match.start("link")
    year = year_number(scene, tokens.word(match.start("yr")))
    begin, end = (month_number(tokens.word(match.start(group))) for group in ("mon", "mon2"))
    value = month_value(year if begin <= end else year - 1, begin)
    note = f"year {year} stated after the second month"
    return [
        Found(match.start(), middle, Meaning(value, "month", note)),
        Found(middle + 1, match.end(), Meaning(month_value(year, end), "month", "stated")),
    ]


def _is_name(scene: Scene, match: re.Match[str]) -> bool:
    """Whether a lone month word is rather a verb (may, march), an abbreviation of something, or a person's name."""
    tokens, at = scene.tokens, match.start("mon")
    word, cued = tokens.word(at), match["dir"] is not None or tokens.is_a(match.start() - 1, *_CUES)
    if word in ("may", "march"):
        return not (match["dir"] or tokens.is_a(at - 1, "IN", "PREP", "EARLY", "MID"))
    if tokens.is_a(at - 1, "THE") and word == "March":
        return True
    if tokens.is_a(at, "MONTHAB") and not word.endswith("."):
        return not cued or (len(word) <= 4 and word not in ("May", "Sept") and not tokens.is_a(at - 1, "IN", "PREP"))
    follows = tokens.word(match.end()) if tokens.is_a(match.end(), "X") else ""
    return not cued and word in ("April", "June", "August") and follows[:1].isupper()


def month(scene: Scene, match: re.Match[str]) -> list[Found]:
    """October; last August: by tense, from the month of publication, which itself counts."""
    if _is_name(scene, match):
        return []
    number, reference = month_number(scene.tokens.word(match.start("mon"))), scene.reference
    if reference is None:
        return _whole(match, scene.unknown("month"))
    back, ahead = (reference.month - number) % 12, (number - reference.month) % 12
    lead = _group(scene, match, "dir")
    if lead is None:
        lean = direction(scene.tokens, match.start(), match.end())
        coming = lean[0] > 0 or (lean[0] == 0 and ahead * 4 < back) or (lean[1] > 4 and ahead <= 1 < back)
        count = ahead if coming else -back
    else:
        count = -(back or 12) if lead in ("last", "the previous") else ahead if lead == "this" else ahead or 12
    return _whole(match, _told(scene, match, month_value(reference.year, reference.month + count), "month"))


def year(scene: Scene, match: re.Match[str]) -> list[Found]:
    """1987; the year 1999; fiscal 2022; FY22. A number that counts something is no year."""
    tokens, first = scene.tokens, match.start()
    if match["yr"] is None:
        return _whole(match, Meaning(f"{year_number(scene, tokens.word(first)):04d}", "year", "fiscal year, stated"))
    at, number = match.start("yr"), int(tokens.word(match.start("yr")))
    if at == first and not _reads_as_year(scene, at, number):
        return []
    return _whole(match, Meaning(f"{number:04d}", "year", "stated"))


def _reads_as_year(scene: Scene, at: int, number: int) -> bool:
    tokens = scene.tokens
    if tokens.is_a(at - 1, "MONEY", "APPROX", "SLASH", "NUM", "N12", "N31", "NN") or tokens.is_a(
        at + 1, "PERCENT", "SLASH", "UNITS", "MONEY", "UDAY", "UWEEK", "UMONTH", "UYEAR"
    ):
        return False
    cued = tokens.is_a(at - 1, "IN", "PREP", "TO", "OF", "BEFORE", "AFTER", "EARLY", "MID", "AND", "OPEN")
    after = tokens.word(at + 1)
    if after.lower() in _COUNTED or (tokens.is_a(at + 1, "DASH") and tokens.word(at + 2)[:1].isalpha()):
        return False
    if tokens.is_a(at - 1, "DASH") and tokens.starts[at] == tokens.ends[at - 1]:
        glued = at >= 2 and tokens.word(at - 2).lower()
        return tokens.is_a(at - 2, "YEAR", "MID", "EARLY", "MONTH", "MONTHAB") or glued in ("pre", "post", "late")
    if number < 1800 or number % 1000 == 0 or (number % 100 == 0 and tokens.is_a(at + 1, "X")):
        return cued and not (tokens.is_a(at - 1, "OF") and tokens.is_a(at + 1, "X"))
    return not (after.endswith("s") and after[:1].islower() and len(after) > 3 and not cued) or tokens.is_a(
        at - 1, "THE", "HIS", "POSS", "A"
    )


def decade(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The 1990s; ’80s; the eighties. Ages and temperatures (“in his 80s”) are no decades."""
    tokens, (first, last) = scene.tokens, match.span()
    word = tokens.word(last - 1).lower()
    digits = re.sub(r"\D", "", word)
    exact = len(digits) == 4 or not word[0].isalnum()
    if tokens.is_a(first - 1, "HIS") or not (exact or match["the"] or tokens.is_a(first - 1, "EARLY", "MID", "DASH")):
        return []
    if len(digits) == 4:
        return _whole(match, Meaning(f"{digits[:3]}X", "decade", "stated"))
    ten = int(digits[0]) if digits else _DECADE_WORDS.index(word)
    century = 20 if ten <= 1 else 19
    return _whole(match, Meaning(f"{century}{ten}X", "decade", f"“{word}” read as the {century}{ten}0s"))


def season(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The summer of 2019; last winter; in spring, by tense. “Fall” and “spring” count only where a cue stands."""
    tokens, reference = scene.tokens, scene.reference
    name = _SEASONS[tokens.word(match.start("season"))[:2].lower()]
    if match["yr"]:
        return _whole(match, Meaning(f"{tokens.word(match.start('yr'))}-{name}", "season", "stated"))
    lead = _group(scene, match, "dir")
    weak = lead in (None, "the")
    after = tokens.word(match.end())
    if weak and (tokens.is_a(match.end(), "OF", "DASH") or after[:1].isupper() or name in ("SP", "FA")):
        return []
    if lead is None and not tokens.is_a(match.start() - 1, "IN", "PREP", "EARLY", "MID", "DASH", "TO", "OF"):
        return []
    if reference is None:
        return _whole(match, scene.unknown("season"))
    return _whole(match, _told(scene, match, _season_near(scene, match, name, lead, reference), "season"))


def _season_near(scene: Scene, match: re.Match[str], name: str, lead: str | None, today: date) -> str | None:
    candidates = [f"{year:04d}-{name}" for year in range(max(1, today.year - 2), min(9998, today.year + 2) + 1)]
    spans = [(value, days) for value in candidates if (days := interval(value))]
    begun = [value for value, days in spans if days[0] <= today]
    over = [value for value, days in spans if days[1] < today]
    to_come = [value for value, days in spans if days[1] >= today]
    if lead in ("last", "past", "this past"):
        return over[-1]
    if lead == "next":
        return next((value for value, days in spans if days[0] > today), None)
    lean = direction(scene.tokens, match.start(), match.end())[0]
    if lead == "this":
        return f"{today.year:04d}-{name}" if lean >= 0 or today >= spans[2][1][0] else begun[-1]
    return to_come[0] if lean > 0 else begun[-1]


def quarter(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The third quarter of 2021; Q4; last year’s first quarter; the first half of 2022."""
    tokens, reference = scene.tokens, scene.reference
    if code := _group(scene, match, "q", "q2"):
        letter, number = ("H" if "h" in code else "Q"), int(re.sub(r"\D", "", code))
    else:
        letter = "H" if tokens.word(match.end("ord" if match["ord"] else "ord2"))[:1].lower() == "h" else "Q"
        letter = "H" if "half" in scene.words(*match.span()).lower().replace("-", " ").split() else letter
        number = "first second third fourth".split().index(_group(scene, match, "ord", "ord2") or "first") + 1
    kind = "half" if letter == "H" else "quarter"
    if stated := _group(scene, match, "yr", "yr2", "yr3", "yr4"):
        return _whole(match, Meaning(f"{year_number(scene, stated):04d}-{letter}{number}", kind, "stated"))
    lead = _group(scene, match, "dir", "dir2")
    if letter == "H" and (lead is None or number > 2):
        return []  # the first half of a match, of a book
    if reference is None:
        return _whole(match, scene.unknown(kind))
    if lead is not None:
        count = {"last": -1, "next": 1}.get(lead, 0)
        return _whole(match, _told(scene, match, f"{reference.year + count:04d}-{letter}{number}", kind))
    current = (reference.month + 2) // 3
    if direction(tokens, *match.span())[0] > 0 and not tokens.is_a(match.end() - 2, "DASH"):
        ahead = reference.year + (number < current)
        return _whole(match, _told(scene, match, f"{ahead:04d}-Q{number}", kind))
    return _whole(match, _told(scene, match, f"{reference.year - (number > current):04d}-Q{number}", kind))


def _unit_value(scene: Scene, unit: str, count: int) -> str | None:
    """The week, month … `count` after the one of publication."""
    reference = scene.reference
    if reference is None:
        return None
    if unit == "quarter":
        return shift(reference.isoformat(), count, "quarter")
    if unit == "decade":
        return f"{reference.year // 10 + count:03d}X"
    if unit == "day":
        return reference.isoformat()
    if unit in ("week", "weekend"):
        moved = shift(week_value(reference), count, "week")
        return moved and moved + ("-WE" if unit == "weekend" else "")
    return shift(reference.isoformat(), count, unit)


def this_unit(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Last year; this week; next month; the current quarter; last weekend. “The last week” is a duration."""
    unit, lead = _group(scene, match, "unit") or "", _group(scene, match, "dir") or ""
    if (match["the"] and lead not in ("current", "upcoming")) or lead in ("coming",):
        return []
    count = -1 if lead in ("last", "this past") else 1 if lead in ("next", "upcoming") else 0
    if unit == "weekend" and count == 0 and scene.reference and scene.reference.weekday() < 3:
        count = -1 if direction(scene.tokens, *match.span())[0] < 0 else 0  # Monday's “this weekend”, gone by
    if unit == "weekend" and lead in ("last", "this past") and scene.reference and scene.reference.weekday() == 6:
        count = -1
    return _whole(match, _told(scene, match, _unit_value(scene, unit, count), "week" if unit == "weekend" else unit))


def the_unit(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The end of the year; the fiscal year; over the weekend; “the quarter” after one was named."""
    tokens, first = scene.tokens, match.start()
    unit = _group(scene, match, "unit") or ""
    if unit == "weekend":
        past = direction(tokens, *match.span())[0] <= 0
        gone = past and scene.reference is not None and scene.reference.weekday() < 5
        return _whole(match, _told(scene, match, _unit_value(scene, unit, -1 if gone else 0), "week"))
    if tokens.is_a(match.end(), "PREP", "OF", "DASH", "AFTER", "BEFORE", "POSS") and not match["fiscal"]:
        return []
    if unit == "quarter" and scene.last and "-Q" in scene.last:
        return _whole(match, Meaning(scene.last, "quarter", "the quarter named before"))
    edge = tokens.is_a(first - 1, "OF") and tokens.is_a(first - 2, "EDGE")
    if not (edge or match["fiscal"]):
        return []
    return _whole(match, _told(scene, match, _unit_value(scene, unit, 0), unit))


def in_the_unit(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Later in the day, earlier in the week."""
    unit = _group(scene, match, "unit") or ""
    return _whole(match, _told(scene, match, _unit_value(scene, unit, 0), unit))


def year_end(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Year-end, year-end 2022, month-end."""
    tokens = scene.tokens
    if tokens.word(match.start("edge")).lower() != "end":
        return []
    if match["yr"]:
        return _whole(match, Meaning(tokens.word(match.start("yr")), "year", "stated"))
    unit = _group(scene, match, "unit") or ""
    return _whole(match, _told(scene, match, _unit_value(scene, unit, 0), unit))
