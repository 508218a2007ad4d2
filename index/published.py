"""When a page was published, by what it shows: metadata, its own address, head lines, its dateline. Else: undated.

Nothing else counts: not the file's time, not the day of indexing, not a date in a linked address, not a date the
article tells of. What it was saved or updated on is not its publication; the day of an update stands in where nothing
else dates a page. The note says where the date stands, in words for a reader.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.datelines import Bearings, dateline_day, find_dateline, yearless
from index.day_order import DayOrder, day_order
from index.fields import NAMES, Metadata
from index.saved import CAPTURE_WORDS, Saved, counted_back, says_ago
from index.stamps import Stamp, address_date, as_stamp, is_count, stamps
from index.years import WEEKDAY_NAMES, plain_date, valid_date, years_in

_BODY = ("showndate",)
_PUBLISHED = re.compile(r"\b(?:published|posted|publication date|date|issued|released|first published)\b", re.I)
_UPDATED = re.compile(r"\b(?:updated?|modified|edited|corrected|revised)\b", re.I)
_IN_PRINT = re.compile(r"\b(?:in print|print edition)\b", re.I)
_ELSE = re.compile(  # in front of other days than the page's own
    r"\b(?:since|until|till|before|after|next|born|founded|established|est|expires?|ends?|deadline|due|upcoming)\b"
    r"(?:\W+\w+){0,3}\W*$",
    re.I,
)
_OFFER = re.compile(r"\b(?:subscribe|save|book|tickets?|sale|register|rsvp|win|festival|webinar|sign up)\b", re.I)
_SHORT_YEAR = re.compile(r"(?<![\d/])(?P<day>\d{1,2}/\d{1,2}/)(?P<year>\d\d)(?=,? +\d{1,2}:\d\d)")  # in front of a time
_TO = re.compile(r"\s*(?:[-–—]|to|until)\s*")
_LINK = re.compile(r"https?://[^\s)\]>\"”]{4,2000}")
_TODAY = re.compile(rf"(?:{'|'.join(WEEKDAY_NAMES)})\b[^:]*")
_LONGEST = 160  # characters of a line that dates a page
_FEW = 6  # words of a line that is little more than “3 hours ago”
_ONLY = ", the only date it shows"


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's lines by where they stand. `head`: before the first sentence, and what is glued to it; `tail`: residue
    elsewhere, comments not among it; `article`: the article's lines; `above`: how many lines of the head stand above
    the headline."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    article: tuple[str, ...]
    above: int = 0


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date that may be the page's, the words it stands in, and where it was found."""

    stamp: Stamp
    line: str
    note: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """All that may date a page; `bound` is the last day that can be its own."""

    page: PageText
    metadata: Metadata
    url: str | None
    bound: date
    moment: Saved | None
    lines: _Lines


def published(
    page: PageText, metadata: Metadata, url: str | None, latest: date, moment: Saved | None
) -> tuple[date | None, str]:
    """The day of publication and how it is known, or None and why. No article is from after the day `latest`, or was
    published after the `moment` at which its page was saved."""
    bound = min(latest, moment.day + timedelta(days=1)) if moment else latest  # clocks differ by up to a day
    shown = _Shown(page, metadata, url, bound, moment, _Lines(page, bound))
    order = _day_order(shown)
    doubts: list[str] = []
    for found in _candidates(shown, doubts):
        updates = [bound, *(update.stamp.day for update in shown.lines.updated if update.stamp.other is None)]
        day, why = order.reading(found.stamp, found.line, min(updates))
        if day is None:
            both = f"{plain_date(found.stamp.day)} or {plain_date(found.stamp.other or found.stamp.day)}"
            doubts.append(f"“{found.line}” can be read as {both}, and nothing on the page decides")
        elif day > bound:
            late = "still to come" if day > latest else "after the page was saved"
            doubts.append(f"{_why_undated(page)}; {found.note} gives {plain_date(day)}, which is {late}")
        else:
            return day, found.note + why + _contradiction(found.stamp, day)
    return None, f"undated: {doubts[0] if doubts else _why_undated(page)}"


def _contradiction(stamp: Stamp, day: date) -> str:
    if stamp.weekday is None or stamp.weekday == day.weekday():
        return ""
    stated, true = WEEKDAY_NAMES[stamp.weekday], WEEKDAY_NAMES[day.weekday()]
    return f"; it says {stated}, but {plain_date(day)} was a {true}"


def _candidates(shown: _Shown, doubts: list[str]) -> Iterator[_Dated]:
    """Dates that may be the page's own, likeliest first; `doubts` learns why some dates were none."""
    lines = shown.lines
    yield from _stated(shown.metadata, NAMES["date"], "")
    if shown.url and (day := address_date(shown.url)):
        yield _Dated(_bare(day), shown.url, "the page's address")
    yield from lines.fresh
    ago = [*_yearless(shown), *_ago(shown, doubts)]
    yield from (found for labelled, found in ago if labelled)
    # where a page states an update, a day with its weekday and no time is the masthead's: today, not publication
    masthead = [found for found in lines.top if lines.updated and _TODAY.fullmatch(found.line)]
    yield from (found for found in lines.plain if found not in masthead)
    yield from (found for labelled, found in ago if not labelled)
    yield from (replace(found, note="a date in the body of the page") for found in _stated(shown.metadata, _BODY, ""))
    updates = [*_stated(shown.metadata, NAMES["updated"], _ONLY), *lines.updated]
    sure, by_weekday = _by_dateline(shown, updates)
    yield from sure
    yield from updates
    yield from masthead
    yield from by_weekday
    yield from lines.in_print


def _bare(day: date) -> Stamp:
    return Stamp(0, 0, day)


def _stated(metadata: Metadata, keys: Sequence[str], remark: str) -> Iterator[_Dated]:
    for key in keys:
        written, value = metadata.get(key, ("", None))
        stamp = as_stamp(value)
        if stamp is not None:
            counted = ", counted in seconds since 1970" if is_count(value) else ""
            yield _Dated(stamp, str(value)[:_LONGEST], f"metadata ({written}{counted}){remark}")


class _Lines:
    """The dates in the lines around an article, by what the words before each of them say.

    `fresh` are said to be of publication, `updated` of an update, `in_print` of a printed edition; `plain` have no
    label and stand above the first sentence, the one nearest to it first, as further up stands the day's date; `top`
    are those of them that stand above the headline.
    """

    def __init__(self, page: PageText, bound: date) -> None:
        self.fresh: list[_Dated] = []
        self.updated: list[_Dated] = []
        self.in_print: list[_Dated] = []
        self.plain: list[_Dated] = []
        self.top: list[_Dated] = []
        heads = len(page.head)
        for number, line in enumerate((*page.head, *page.tail)):
            if len(line) <= _LONGEST:
                unlabelled = self._sort(line)
                if number < heads:
                    self.plain[:0] = unlabelled
                if number < page.above:
                    self.top += unlabelled
        self.updated.sort(key=lambda found: found.stamp.day > bound)

    def _sort(self, line: str) -> list[_Dated]:
        """Put the labelled dates of a line where they belong; return the others."""
        others: list[_Dated] = []
        end = 0
        written = _SHORT_YEAR.sub(r"\g<day>20\g<year>", line)
        days = stamps(written)
        if any(_TO.fullmatch(written[one.end : other.start]) for one, other in itertools.pairwise(days)):
            return []  # “3 May 2014 – 9 June 2020”: from when to when
        for stamp in days:
            label, end = written[end : stamp.start], stamp.end
            whole = written[: stamp.start]
            found = _Dated(stamp, line, f"the page's line “{line}”")
            if CAPTURE_WORDS.search(label) or _ELSE.search(label) or (len(label) == len(whole) and _OFFER.search(line)):
                continue
            if _IN_PRINT.search(line):
                self.in_print.append(_Dated(stamp, line, f"{found.note}, on its printed edition"))
            elif _UPDATED.search(whole) and not _PUBLISHED.search(whole[_last(_UPDATED, whole) :]):
                self.updated.append(_Dated(stamp, line, found.note + _ONLY))
            elif _PUBLISHED.search(whole):
                self.fresh.append(found)
            else:
                others.append(found)
        return others


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.end() for m in pattern.finditer(text)), default=0)


def _ago(shown: _Shown, doubts: list[str]) -> Iterator[tuple[bool, _Dated]]:
    """Days told as “3 hours ago”, each with whether it is said to be that of publication."""
    page, moment = shown.page, shown.moment
    for number, line in enumerate((*page.head, *page.tail)):
        ago = says_ago(line) if len(line) <= _LONGEST and not stamps(line) else None
        if ago is None or CAPTURE_WORDS.search(line) or _UPDATED.search(line):
            continue
        labelled = bool(_PUBLISHED.search(line[: ago.start()]))
        if not labelled and (number >= len(page.head) or len(line[: ago.start()].split()) >= _FEW):
            continue
        day, how = counted_back(ago, moment) if moment else (None, "")
        if day:
            yield labelled, _Dated(_bare(day), line, f"the page's line “{line}”, {how}")
        else:
            missing = "which names no day" if moment else "and not when it was saved"
            doubts.append(f"the page says only “{line}”, {missing}")


def _yearless(shown: _Shown) -> Iterator[tuple[bool, _Dated]]:
    """Days without their year, each with whether it is said to be that of publication."""
    page = shown.page
    years = (*years_in("\n".join(page.article)), *years_in(shown.url or ""))
    updates = [found.stamp.day for found in shown.lines.updated if found.stamp.other is None]
    saved_on = shown.moment.day if shown.moment else None
    for found in yearless(page.head, Bearings(max(updates, default=None), saved_on, years, shown.bound)):
        if any(words.search(found.label) for words in (_UPDATED, CAPTURE_WORDS, _ELSE)) or _OFFER.search(found.line):
            continue
        labelled = bool(_PUBLISHED.search(found.label))
        if labelled or found.near or len(found.line.split()) <= _FEW:
            yield labelled, _Dated(_bare(found.day), found.line, found.note)


def _day_order(shown: _Shown) -> DayOrder:
    """How the page writes dates of figures, and which days it also writes otherwise."""
    page, metadata, lines = shown.page, shown.metadata, shown.lines
    found = [*_stated(metadata, (*NAMES["date"], *NAMES["updated"]), ""), *lines.fresh, *lines.updated, *lines.plain]
    if not any(each.stamp.other for each in found):
        return DayOrder(None, "", {})
    known = {each.stamp.day: each.note.removesuffix(_ONLY) for each in reversed(found) if each.stamp.other is None}
    if shown.url and (day := address_date(shown.url)):
        known[day] = "the page's address"
    dateline = find_dateline(page.article)
    for year in {each.stamp.day.year for each in found if each.stamp.other} if dateline else ():
        if dateline and (day := valid_date(year, dateline.month, dateline.day)):
            known[day] = f"the dateline “{dateline.text}”"
    values = [str(value) for _, value in metadata.values() if isinstance(value, str)]
    return day_order((*page.head, *page.tail, *page.article, *values), metadata, shown.url, known)


def _by_dateline(shown: _Shown, updates: Sequence[_Dated]) -> tuple[list[_Dated], list[_Dated]]:
    """The day of the dateline: in the first list where its year or an update makes it sure, in the second where
    weekdays do."""
    dateline = find_dateline(shown.page.article)
    if dateline is None:
        return [], []
    text = "\n".join(shown.page.article)
    years = (*years_in(text), *years_in(shown.url or ""))
    update = next((found for found in updates if found.stamp.other is None and found.stamp.day <= shown.bound), None)
    near = (update.stamp.day, update.note.removesuffix(_ONLY)) if update else None
    day, note = dateline_day(dateline, text, years, shown.bound, near)
    found = [_Dated(_bare(day), dateline.text, note)] if day else []
    sure = dateline.year is not None or (near is not None and note.endswith(near[1]))
    return (found, []) if sure else ([], found)


def _why_undated(page: PageText) -> str:
    dateline = find_dateline(page.article)
    if dateline:
        return f"the dateline “{dateline.text}” leaves out the year and nothing in the text fixes it"
    linked = linked_days((*page.article, *page.tail))
    if linked:
        days = ", ".join(day.isoformat() for day in linked[:3])
        return f"the page shows no date; it links to a report of {days}"
    return "the page shows no date"


def linked_days(rows: Sequence[str]) -> tuple[date, ...]:
    """Days in the addresses these lines link to, in order, each once: when its sources were published, not itself."""
    days = (address_date(link) for line in rows for link in _LINK.findall(line))
    return tuple(dict.fromkeys(day for day in days if day))
