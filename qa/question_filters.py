"""Dates and outlets that a question names, taken as bounds of the search."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any

from qa.records import Filters
from qa.words import stem, words

_PUBLISHED = re.compile(
    r"\b(?:published|posted|printed|articles?|reports?|stories|story|coverage|news)\s+(?:\w+\s+){0,2}?"
    r"(?:on|in|from|of|since|after|before|by|until|during)\s+$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|after|from)\s+(?:the\s+)?$", re.IGNORECASE)
_OF_THEN = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)  # “reports from March” are of March
_ONWARDS = re.compile(r"\s+(?:onwards?\b|and (?:later|after)\b|on[\s,.?!]*$)", re.IGNORECASE)
_ORDINARY = frozenset(
    "time times today now week day post mail sun star mirror standard express independent observer guardian nation "
    "people record metro herald world age hill wire local atlantic money fortune variety nature science life news "
    "sport sports press globe echo telegraph tribune monitor".split()
)  # outlets of these names are named with a capital
_UNTIL = re.compile(r"\b(?:before|until|till|up to|by)\s+(?:the\s+)?$", re.IGNORECASE)
# “more than last year”, “the rise compared to a year ago”: what is set beside, not when it happened
_COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|than|versus|vs\.?|relative to|against|over|(?:up|down|changed) (?:from|on))\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_HALF_BETWEEN = re.compile(r"\bbetween\s.{1,40}\sand\s+(?:the\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:and|to|until|till|through|up to|-|–)\s*(?:the\s+)?", re.IGNORECASE)
_EVENT = re.compile(r"(?<=\S )[A-Z][\w.'’-]*(?: of)? $")
_WITHIN = re.compile(r"\b(?:on|in|during|of|for|at|around)\s+(?:the\s+|early\s+|late\s+|mid-?)*$", re.IGNORECASE)
_ATTRIBUTED = (
    r"\b(?:according to|as reported by|reported by|reports? (?:from|by|in|of)|articles? (?:from|by|in|of)|in|from|by|"
    r"does|did)\s+(?:the\s+)?{name}\b"
    # “what did the Echo's editor say”: one who works there, of whom any report may tell
    r"(?!(?:['’]s)?\s+(?:[\w-]+\s+){{0,2}}(?:editors?|reporters?|journalists?|correspondents?|columnists?|critics?|"
    r"publisher|owner)\b)|\b{name}(?:'s)?\s+(?:report(?:s|ed)?|articles?|stor(?:y|ies)|says?|said|writes?|"
    r"wrote|coverage|piece|account|version|put)\b"
)


def filters_in(text: str, *, sources: Collection[str], today: date | None) -> tuple[Filters, tuple[str, ...], str]:
    """Filters of a question, each in words, and the question without the phrases that became filters.

    A date that is asked about stays a word of the question ("what happened on 3 March") and bounds the events; only
    "reports of …", "published in …" bound the publication. Relative dates need `today`.
    """
    outlets, rest = _outlets_in(text, sources)
    bounds, phrases, rest = _dates_in(rest, today)
    filters = Filters(sources=outlets, **bounds)
    return filters, (*(f"outlet {name}" for name in outlets), *phrases), rest


def _outlets_in(text: str, sources: Collection[str]) -> tuple[tuple[str, ...], str]:
    named = []
    rest, small = text, text.lower()
    for source in sorted(sources, key=len, reverse=True):
        for name in _forms(source):
            if name.lower() not in small:  # of a thousand outlets hardly one is named, and patterns cost
                continue
            found = re.search(_ATTRIBUTED.format(name=re.escape(name)), rest, re.IGNORECASE)
            if found and _named(name, found.group()):
                named.append(source)
                rest = f"{rest[: found.start()]} {rest[found.end() :]}"
                small = rest.lower()
                break
    return tuple(named), " ".join(rest.split())


def _named(name: str, written: str) -> bool:
    """Whether these words name the outlet; one called like an ordinary word has a capital: “in Time”, not “in time”."""
    bare = name.lower().removeprefix("the ")
    return bare not in _ORDINARY or re.search(rf"\b{bare.capitalize()}\b", written) is not None


@lru_cache(maxsize=16384)
def _forms(source: str) -> tuple[str, ...]:
    """The names under which people mean an outlet: with and without article, mark in brackets and domain ending."""
    plain = re.sub(r"\s*\([^)]*\)\s*$", "", source)
    forms = [source, plain, re.sub(r"^the\s+", "", plain, flags=re.IGNORECASE)]
    forms.append(re.sub(r"^www\.|\.(?:com|org|net|info|[a-z]{2})(?:\.[a-z]{2})?$", "", plain.lower()))
    return tuple(form for form in dict.fromkeys(forms) if len(form) > 1)


def _dates_in(text: str, today: date | None) -> tuple[dict[str, Any], list[str], str]:
    # Imported here: the grammar of dates compiles its patterns on import.
    from index.dates import find_dates, format_value, interval  # noqa: PLC0415

    bounds: dict[str, Any] = {}
    phrases = []
    rest = text
    opened = None  # the first date of "between A and B", waiting for the second
    for found in find_dates(text, today):
        days = interval(found.value) if found.value else None
        before = text[: found.start]
        if days is None or not _fixed(found.text) or _COMPARED.search(before):
            continue
        if found.granularity == "year" and _EVENT.search(before):
            continue  # “the Harbour Cup of 2022”, “Person of the Year 2015”: what it is called, not when it is told
        kind = "" if _PUBLISHED.search(_BETWEEN.sub("in ", before)) else "event_"
        first, last = days
        shown = format_value(found.value or "")
        if opened is not None and _TO.fullmatch(text[opened[0].end : found.start]):
            begin, kind, first = opened
            bounds[f"{kind}after"], bounds[f"{kind}before"] = first, last
            opening = format_value(begin.value or "")
            phrases = [*(p for p in phrases if p not in (f"since {opening}", opening)), f"{opening} to {shown}"]
            rest = rest.replace(begin.text, " ")
        elif _BETWEEN.search(before):
            opened = (found, kind, first)
            continue
        elif _OF_THEN.search(before) and not kind and not _ONWARDS.match(text[found.end :]):
            opened = (found, kind, first)  # "from A" may go on with "to B"
            bounds["after"], bounds["before"] = first, last
            phrases.append(shown)
        elif _SINCE.search(before):
            opened = (found, kind, first)
            bounds[f"{kind}after"] = first
            phrases.append(f"since {shown}")
        elif _UNTIL.search(before):
            bounds[f"{kind}before"] = last
            phrases.append(f"until {shown}")
        elif _HALF_BETWEEN.search(before):
            continue  # "between March and May 2023": the first end has no year of its own
        elif _WITHIN.search(before) or not before.strip() or not text[found.end :].strip(" ?.!"):
            bounds[f"{kind}after"], bounds[f"{kind}before"] = first, last
            phrases.append(shown)
        else:
            continue
        rest = rest.replace(found.text, " ")
    return bounds, phrases, " ".join(rest.split())


def _fixed(text: str) -> bool:
    """Whether a date says which year it means: by the year itself or counted from today. "3 March" alone may be of
    any year and stays a word of the question."""
    return bool(
        re.search(r"\d{4}|\b(?:today|yesterday|tomorrow|ago|last|this|past|next|previous)\b", text, re.IGNORECASE)
    )


def same_outlet(named: str, source: str | None) -> bool:
    """Whether an outlet given as an argument means this document's: equal but for case, article and points, and for
    a mark in brackets or a domain ending that only the document has."""
    return source is not None and _plain(named) in [_plain(form) for form in _forms(source)]


def _plain(outlet: str) -> list[str]:
    return [stem(word) for word in words(outlet) if word.lower() != "the"]
