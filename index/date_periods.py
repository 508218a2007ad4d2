"""Grammar and meaning of longer periods: weeks, months, years and decades."""

from __future__ import annotations

import re

from index.date_days import year_number
from index.date_numbers import spoken_year
from index.date_scene import Found, Meaning, Scene, direction, group, told, whole
from index.date_tokens import Tokens, pattern
from index.timex import month_value, shift, week_value
from index.years import month_number

MONTH_YEAR = pattern("(?P<mon>MON) (?: COMMA? | OF ) (?P<yr>YR)")
TWO_MONTHS_YEAR = pattern("(?P<mon>MON) (?P<link>LINK) (?P<mon2>MON) (?: COMMA? | OF ) (?P<yr>YR)")
MONTH = pattern(
    "(?P<dir>LAST | NEXT | THIS | THE PREV | THE FOLLOWING)? (?P<mon>MON)"
    "(?: COMMA? OF? (?P<rel>LAST | THIS | NEXT) UYEAR )?"
)
SPOKEN_YEAR = pattern("(?: THE UYEAR )? NUMWORD NUMWORD (?: DASH? NUMWORD )?")
YEAR = pattern("(?: THE? UYEAR | FISCAL UYEAR? )? (?P<yr>YEAR) | FY")
DECADE = pattern("(?P<the>THE)? (?: DECADE | DECWORD )")
THIS_UNIT = pattern(
    "(?P<the>THE)? (?P<dir>LAST | NEXT | THIS PAST | THIS) (?P<fiscal>FISCAL)?"
    "(?P<unit>UWEEK | UMONTH | UQUARTER | UYEAR | UDECADE | UWEEKEND)"
)
THE_UNIT = pattern(
    "(?P<the>THE) (?P<late>LATEST | LONG)? (?P<fiscal>FISCAL)?"
    "(?P<unit>PERIOD | UWEEK | UMONTH | UQUARTER | UYEAR | UWEEKEND)"
)
IN_THE_UNIT = pattern("[EARLY EARLIER LATER] IN THE (?P<unit>UDAY | UWEEK | UMONTH | UYEAR | UQUARTER)")
SHORT_YEAR = pattern("(?P<yr>SHORTYEAR)")
BEFORE_LAST = pattern("THE (?P<unit>UWEEK | UMONTH | UYEAR | UWEEKEND) (?: (?P<back>BEFORE) LAST | AFTER NEXT)")
YEAR_END = pattern("(?P<unit>UYEAR | UMONTH) [DASH POSS]? (?P<edge>EDGE) (?P<yr>YEAR)?")

_CUES = ("IN", "PREP", "TO", "OF", "EARLY", "MID", "DASH", "AND", "BEFORE", "AFTER", "LAST", "NEXT", "THIS", "THE")
_DECADE_WORDS = "noughties _ twenties thirties forties fifties sixties seventies eighties nineties".split()
_NUMBERED = frozenset("route highway flight room channel model page article section number no box line code".split())
_COUNTED = frozenset(
    "people soldiers troops men women children families homes houses miles km kilometers kilometres meters metres feet"
    " tons tonnes barrels dollars euros pounds yen rubles roubles shares points jobs workers votes seats times rounds"
    " words pages items units pieces degrees percent per cent million billion thousand hours minutes seconds"
    " kg hectares acres vehicles cars tanks missiles rockets drones students members fans guests cases deaths".split()
)


def month_year(scene: Scene, match: re.Match[str]) -> list[Found]:
    """October 2022; October of 2022; Oct. ’22."""
    year = year_number(scene, scene.tokens.word(match.start("yr")))
    value = month_value(year, month_number(scene.tokens.word(match.start("mon"))))
    return whole(match, Meaning(value, "month", "stated"))


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
    follows = tokens.word(match.end()) if tokens.is_a(match.end(), "X") else ""
    if cued and follows[:1].isupper() and tokens.is_a(at - 1, "AND") and not tokens.is_a(at - 2, "MONTH", "MONTHAB"):
        cued = False  # “and August Holm” is rather somebody
    if word in ("may", "march"):
        return not tokens.is_a(at - 1, "IN", "PREP", "EARLY", "MID", "LAST", "NEXT")
    if tokens.is_a(at - 1, "THE") and word == "March":
        return True
    if tokens.is_a(at, "MONTHAB") and not word.endswith("."):
        return not cued or (len(word) <= 4 and word not in ("May", "Sept") and not tokens.is_a(at - 1, "IN", "PREP"))
    return not cued and word in ("April", "June", "August") and follows[:1].isupper()


def month(scene: Scene, match: re.Match[str]) -> list[Found]:
    """October; last August: by tense, from the month of publication, which itself counts."""
    if _is_name(scene, match) or scene.tokens.is_a(match.start() - 1, "EVERY"):
        return []
    number, reference = month_number(scene.tokens.word(match.start("mon"))), scene.reference
    if reference is None:
        return whole(match, scene.unknown("month"))
    back, ahead = (reference.month - number) % 12, (number - reference.month) % 12
    lead = group(scene, match, "dir")
    if rel := group(scene, match, "rel"):
        value = month_value(reference.year + {"last": -1, "next": 1}.get(rel, 0), number)
        return whole(match, told(scene, match, value, "month"))
    if lead is None:
        lean = direction(scene, match.start(), match.end())
        coming = lean[0] > 0 or (lean[0] == 0 and ahead * 4 < back) or (lean[1] > 4 and ahead <= 1 < back)
        count = ahead if coming else -back
    else:
        count = -(back or 12) if lead in ("last", "the previous") else ahead if lead == "this" else ahead or 12
    return whole(match, told(scene, match, month_value(reference.year, reference.month + count), "month"))


def year(scene: Scene, match: re.Match[str]) -> list[Found]:
    """1987; the year 1999; fiscal 2022; FY22. A number that counts something is no year."""
    tokens, first = scene.tokens, match.start()
    if match["yr"] is None:
        return whole(match, Meaning(f"{year_number(scene, tokens.word(first)):04d}", "year", "fiscal year, stated"))
    at, number = match.start("yr"), int(tokens.word(match.start("yr")))
    if at == first and not _reads_as_year(scene, at, number):
        return []
    return whole(match, Meaning(f"{number:04d}", "year", "stated"))


def short_year(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The flood of ’53; since ’98. What only opens a quotation, or counts something, is no year."""
    tokens, at = scene.tokens, match.start()
    led = tokens.is_a(at - 1, "OF", "IN", "PREP", "BEFORE", "AFTER", "AND", "TO", "SEASON") or (
        tokens.is_a(at - 1, "DASH") and tokens.is_a(at - 2, "EARLY", "MID")
    )
    follows = tokens.word(at + 1)
    counts = tokens.is_a(at + 1, "PERCENT", "UNITS", "NUM", "DASH", "MONEY") or (
        tokens.is_a(at + 1, "X") and follows.lower() not in _AFTER_YEAR
    )
    if not led or counts:
        return []
    number = year_number(scene, tokens.word(at))
    return whole(match, Meaning(f"{number:04d}", "year", f"“{tokens.word(at)}” read as {number}"))


_AFTER_YEAR = frozenset("he she it they we i who when was were is had has with that a but nobody".split())


def before_last(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The week before last; the year after next."""
    unit, count = group(scene, match, "unit") or "", -2 if match["back"] else 2
    return whole(match, told(scene, match, _unit_value(scene, unit, count), "week" if unit == "weekend" else unit))


def _glued_to_word(tokens: Tokens, at: int) -> bool:
    """Whether token `at` begins a compound: 2000-strong."""
    glued = tokens.is_a(at + 1, "DASH") and tokens.starts[at + 1] == tokens.ends[at]
    return glued and tokens.word(at + 2)[:1].isalpha()


def _reads_as_year(scene: Scene, at: int, number: int) -> bool:
    tokens = scene.tokens
    if tokens.is_a(at - 1, "MONEY", "APPROX", "SLASH", "NUM", "N12", "N31", "NN") or tokens.is_a(
        at + 1, "PERCENT", "SLASH", "UNITS", "MONEY", "UDAY", "UWEEK", "UMONTH", "UYEAR"
    ):
        return False
    cued = tokens.is_a(at - 1, "IN", "PREP", "TO", "OF", "BEFORE", "AFTER", "EARLY", "MID", "AND", "OPEN")
    after = tokens.word(at + 1)
    address = tokens.is_a(at + 1, "SIGN") and tokens.starts[at + 1] == tokens.ends[at]
    if address or after.lower() in _COUNTED or tokens.word(at - 1).lower() in _NUMBERED or _glued_to_word(tokens, at):
        return False
    if tokens.is_a(at - 1, "DASH") and tokens.starts[at] == tokens.ends[at - 1]:
        glued = at >= 2 and tokens.word(at - 2).lower()
        return tokens.is_a(at - 2, "YEAR", "MID", "EARLY", "MONTH", "MONTHAB") or glued in ("pre", "post", "late")
    if number < 1800 or number % 1000 == 0 or (number % 100 == 0 and tokens.is_a(at + 1, "X")):
        named = tokens.is_a(at - 1, "THE") and after[:1].isupper()  # the 2000 Olympics
        return named or (cued and not (tokens.is_a(at - 1, "OF") and tokens.is_a(at + 1, "X")))
    plural = after.endswith("s") and after[:1].islower() and len(after) > 3
    return cued or not plural or tokens.is_a(at - 1, "THE", "HIS", "POSS", "A")


def spoken(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Nineteen ninety-six, as broadcasts write it down."""
    words = [i for i in range(*match.span()) if scene.tokens.is_a(i, "NUMWORD")]
    number = spoken_year(scene.words(words[0], words[-1] + 1))
    return [] if number is None else whole(match, Meaning(f"{number:04d}", "year", "stated in words"))


def decade(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The 1990s; ’80s; the eighties. Ages and temperatures (“in his 80s”) are no decades."""
    tokens, (first, last) = scene.tokens, match.span()
    word = tokens.word(last - 1).lower()
    digits = re.sub(r"\D", "", word)
    exact = len(digits) == 4 or not word[0].isalnum()
    if tokens.is_a(first - 1, "HIS") or not (exact or match["the"] or tokens.is_a(first - 1, "EARLY", "MID", "DASH")):
        return []
    if len(digits) == 4:
        return whole(match, Meaning(f"{digits[:3]}X", "decade", "stated"))
    ten = int(digits[0]) if digits else _DECADE_WORDS.index(word)
    century = 20 if ten <= 1 else 19
    return whole(match, Meaning(f"{century}{ten}X", "decade", f"“{word}” read as the {century}{ten}0s"))


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


def _held_value(scene: Scene, unit: str) -> str | None:
    """The day mentioned last, else the day, week, month or year of publication."""
    if unit == "day" and scene.last_day is not None:
        return scene.last_day.isoformat()
    return _unit_value(scene, unit, 0)


def this_unit(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Last year; this week; next month; the current quarter; last weekend. “The last week” is a duration."""
    unit, lead = group(scene, match, "unit") or "", group(scene, match, "dir") or ""
    if (match["the"] and lead not in ("current", "upcoming")) or lead in ("coming",):
        return []
    count = -1 if lead in ("last", "this past") else 1 if lead in ("next", "upcoming") else 0
    if unit == "weekend" and count == 0 and scene.reference and scene.reference.weekday() < 3:
        count = -1 if direction(scene, *match.span())[0] < 0 else 0  # Monday's “this weekend”, gone by
    if unit == "weekend" and lead in ("last", "this past") and scene.reference and scene.reference.weekday() == 6:
        count = -1
    return whole(match, told(scene, match, _unit_value(scene, unit, count), "week" if unit == "weekend" else unit))


def the_unit(scene: Scene, match: re.Match[str]) -> list[Found]:
    """The end of the year; the fiscal year; over the weekend; “the quarter” after one was named."""
    tokens, first = scene.tokens, match.start()
    unit = group(scene, match, "unit") or ""
    if unit == "weekend":
        past = direction(scene, *match.span())[0] <= 0
        gone = past and scene.reference is not None and scene.reference.weekday() < 5
        return whole(match, told(scene, match, _unit_value(scene, unit, -1 if gone else 0), "week"))
    latest = match["late"] is not None and tokens.is_a(match.start("late"), "LATEST")
    if unit == "quarter" or (unit == "period" and latest):
        if scene.last_quarter is None:
            ended = _unit_value(scene, "quarter", -1)
            return whole(match, told(scene, match, ended, "quarter")) if latest and unit == "quarter" else []
        return whole(match, Meaning(scene.last_quarter, "quarter", "the quarter named before"))
    if unit == "period" or tokens.is_a(match.end(), "DASH", "POSS", "BEFORE", "AFTER", "AGO"):
        return []
    edge = tokens.is_a(first - 1, "OF") and tokens.is_a(first - 2, "EDGE")
    balance = unit == "year" and tokens.word(first - 1).lower() == "for"
    if not (edge or match["fiscal"] or latest or balance):
        return []
    return whole(match, told(scene, match, _held_value(scene, unit), unit))


def in_the_unit(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Later in the day, earlier in the week."""
    unit = group(scene, match, "unit") or ""
    return whole(match, told(scene, match, _held_value(scene, unit), unit))


def year_end(scene: Scene, match: re.Match[str]) -> list[Found]:
    """Year-end, year-end 2022, month-end."""
    tokens = scene.tokens
    if tokens.word(match.start("edge")).lower() != "end":
        return []
    if match["yr"]:
        return whole(match, Meaning(tokens.word(match.start("yr")), "year", "stated"))
    unit = group(scene, match, "unit") or ""
    return whole(match, told(scene, match, _unit_value(scene, unit, 0), unit))
