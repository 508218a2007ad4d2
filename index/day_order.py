"""Which comes first in 04/02/2022, the day or the month: decided by what else the page shows, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from index.stamps import Stamp, plain
from index.years import plain_date

_FIGURES = re.compile(
    r"(?<![\w./-])(?P<a>\d{1,2})(?P<mark>[/-])(?P<b>\d{1,2})(?P=mark)(?:(?:19|20)\d\d|\d\d)(?![\w/-])"
)
_LOCALE = re.compile(r"(?P<language>[a-z]{2,3})(?:[_-](?P<country>[A-Za-z]{2}))?(?:\W.*)?")
_AMERICAN_CLOCK = re.compile(r"\b(?:ET|EST|EDT|CT|CST|CDT|MT|MDT|PT|PST|PDT)\b")
_OTHER_CLOCK = re.compile(r"\b(?:GMT|BST|CET|CEST|EET|EEST|MSK|IST|SAST|AEST|AEDT|NZST|NZDT|WAT|EAT)\b")
_MONTH_FIRST = frozenset(("us", "gov", "mil", "pr", "ph", "gu"))
_NO_HINT = frozenset(  # sold all over the world, or both orders are usual there
    "ca io co tv me ai fm ly to cc ws gg la am jp cn kr tw lt hu".split()
)  # fmt: skip
_LANGUAGE_KEYS = ("oglocale", "locale", "inlanguage", "language", "lang")


@dataclass(frozen=True, slots=True)
class DayOrder:
    """What a page shows of how it writes dates. `day_first` is None where nothing does; `because` says what does."""

    day_first: bool | None
    because: str
    known: Mapping[date, str]

    def reading(self, stamp: Stamp, line: str, bound: date) -> tuple[date | None, str]:
        """The reading of a stamp, and why it is that one; None when both are as likely. Neither is after `bound`
        unless both are."""
        if stamp.other is None:
            return stamp.day, ""
        both = (stamp.day, stamp.other)
        named = [day for day in both if day in self.known]
        if len(named) == 1:
            return named[0], f"; {self.known[named[0]]} gives the same day"
        if self.day_first is not None:
            return both[0 if self.day_first else 1], f"; {self.because}"
        possible = [day for day in both if day <= bound]
        if len(possible) == 1:
            late = next(day for day in both if day not in possible)
            return possible[0], f"; {plain_date(late)} would be too late"
        for pattern, at in ((_AMERICAN_CLOCK, 1), (_OTHER_CLOCK, 0)):
            zone = pattern.search(line, stamp.end)
            if zone:
                return both[at], f"; read {_order(first=at == 0)}, as is usual where clocks show {zone.group()}"
        return None, ""


@dataclass(frozen=True, slots=True)
class RowOrder:
    """How an export writes dates, and the one that shows it; rows carry it in their metadata as `day order`."""

    day_first: bool
    example: str


def day_order(
    rows: Sequence[str], metadata: Mapping[str, tuple[str, object]], url: str | None, known: Mapping[date, str]
) -> DayOrder:
    """How a page writes dates of figures alone: by another one whose day is above 12, its language, its country.

    `rows` are its lines, `metadata` its values by plain key, `known` the days it also writes in a form that has but
    one reading, each with where it does.
    """
    shown = _shown(rows)
    if len(shown) == 1:
        first, example = next(iter(shown.items()))
        return DayOrder(first, f"read {_order(first=first)}, as “{example}” on the page", known)
    of_rows = metadata.get("dayorder", ("", None))[1]
    if not shown and isinstance(of_rows, RowOrder):
        first, example = of_rows.day_first, of_rows.example
        return DayOrder(first, f"read {_order(first=first)}, as “{example}” in another row", known)
    for told, name in ((_by_language(metadata), "the page's language"), (_by_country(url), "the site's country")):
        if told is not None and not shown:
            return DayOrder(told, f"read {_order(first=told)}, by {name}", known)
    return DayOrder(None, "", known)


def _shown(rows: Iterable[str]) -> dict[bool, str]:
    """Whether the day comes first → a date whose day is above 12 and that shows it."""
    shown: dict[bool, str] = {}
    for row in rows:
        for match in _FIGURES.finditer(plain(row)):
            a, b = int(match["a"]), int(match["b"])
            if 12 < a <= 31 and b <= 12:
                shown.setdefault(True, match.group())
            elif 12 < b <= 31 and a <= 12:
                shown.setdefault(False, match.group())
    return shown


def row_order(cells: Iterable[str]) -> RowOrder | None:
    """How the rows of one export write dates, by the cells of some of them; None where they do not show it."""
    shown = _shown(cells)
    return RowOrder(*next(iter(shown.items()))) if len(shown) == 1 else None


def _order(*, first: bool) -> str:
    return "day first" if first else "month first"


def _by_language(metadata: Mapping[str, tuple[str, object]]) -> bool | None:
    for key in _LANGUAGE_KEYS:
        value = metadata.get(key, ("", None))[1]
        match = _LOCALE.fullmatch(value.strip()) if isinstance(value, str) else None
        if match and match["country"]:
            country = match["country"].lower()
            return None if country in _NO_HINT else country not in _MONTH_FIRST
    return None


def _by_country(url: str | None) -> bool | None:
    host = (urlsplit(url).hostname or "") if url else ""
    country = host.rpartition(".")[2]
    if country in _MONTH_FIRST:
        return False
    return True if len(country) == 2 and country not in _NO_HINT else None
