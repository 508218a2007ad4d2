"""When a page was published, by what it shows: metadata, its own address, head lines, its dateline. Else: undated.

Nothing else counts: not the file's time, not the day of indexing, not a date in a linked address, not a date the
article tells of. The note says where the date stands, in words for a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.mastheads import field
from index.stamps import Stamp, address_date, as_day, month_number, stamps
from index.years import WEEKDAY_NAMES, date_from_weekday, plain_date, valid_date, years_in

_KEYS = (
    "date", "published", "publication_date", "publish_date", "date_published", "datepublished", "pubdate",
    "published_at",    "published_on", "posted", "created", "issued", "updated", "modified", "lastmod",
)  # fmt: skip
_CAPTURE_KEYS = (
    "captured", "captured_at", "captured_on", "retrieved", "accessed", "saved", "archived", "downloaded", "crawled",
)  # fmt: skip
_PUBLISHED = re.compile(r"\b(?:published|posted|publication date|date|issued|released|first published)\b", re.I)
_UPDATED = re.compile(r"\b(?:updated|modified|edited|corrected)\b", re.I)
_CAPTURED = re.compile(r"\b(?:captured|saved|retrieved|accessed|archived|downloaded|crawled|snapshot|printed)\b", re.I)
_ARCHIVE = re.compile(r"https?://web\.archive\.org/web/(\d{4})(\d\d)(\d\d)\d{0,6}")
_LINK = re.compile(r"https?://[^\s)\]>\"”]{4,2000}")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’-]*(?:[ ,/]{1,2}[A-Z][\w.'’-]*){0,5}?),?\s+"
    rf"(?P<day>(?P<m1>{_MONTH})\s(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\s(?P<m2>{_MONTH}))(?:,?\s(?P<year>(?:19|20)\d\d))?[.,]?"
    r"\s*(?:/(?P<a1>[A-Z][\w .&-]{1,30})/|[(\[](?P<a2>[A-Z][\w .&/-]{1,30})[)\]])?\s*(?P<dash>[-–—:.]{1,2})?"
)
_AGENCY_LINE = re.compile(
    r"(?P<place>[A-Z][\w.'’-]*(?:[ ,/]{1,2}[A-Z][\w.'’-]*){0,5})?,?\s*"
    r"(?:/(?P<a1>[A-Z][\w .&-]{1,30})/|\((?P<a2>[A-Z][\w .&/-]{1,30})\))\s*[-–—.:]{1,2}\s"
)
_WEEKDAY = re.compile(rf"\b(?P<lead>\w+\s+)?(?P<name>{'|'.join(WEEKDAY_NAMES)})\b")
_DAYS = "|".join(WEEKDAY_NAMES)
_SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|stated|reported|confirmed|declared|added|disclosed|revealed|warned)"
    r"(?: (?:reporters|journalists|parliament|lawmakers|deputies|here|late|early|(?:a|the|an) \w+(?: conference)?"
    r"|(?:in|at) (?:a|an|the) (?:\w+ ){1,3}|in [A-Z][\w-]+|his \w+|her \w+|their \w+|by \w+)){0,3}?,?"
    rf"\s+(?:on |late on |early on )?(?P<after>{_DAYS})\b(?! that| would| will)"
    rf"|\b[Oo]n (?P<before>{_DAYS}),? (?:\w+ )?(?:said|told|announced|confirmed|declared|reported|warned)\b"
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|until|till|by|next|due|set|scheduled|planned|plans?|expected|(?:is|are|was|were) to|to be)"
    r"\b[^.;\n]*$"
)
_TODAY = re.compile(rf"“(?:{'|'.join(WEEKDAY_NAMES)})\b[^:]*”$")
_LONGEST_DATELINE = 160  # characters
_RECENT = 10  # years before the latest possible day; an older year in a text is history
_OTHER_WEEK = frozenset("last next previous following since until till by before after coming every each".split())


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
class Dateline:
    """The place, day and agency in front of a report. `year` is None when it is left out."""

    text: str
    month: int
    day: int
    year: int | None
    agency: str | None


def published(page: PageText, metadata: Mapping[str, object], url: str | None, latest: date) -> tuple[date | None, str]:
    """The day of publication and how it is known, or None and why. `latest`: no article is from after this day."""
    rejected = ""
    for day, note in _candidates(page, metadata, url, latest):
        if day <= latest:
            return day, note
        rejected = f"; {note} gives {plain_date(day)}, which is still to come"
    return None, f"undated: {_why_undated(page)}{rejected}"


def _candidates(
    page: PageText, metadata: Mapping[str, object], url: str | None, latest: date
) -> list[tuple[date, str]]:
    found = [(day, f"metadata ({key})") for key in _KEYS if (day := as_day(metadata.get(key)))]
    if url and (day := address_date(url)):
        found.append((day, "the page's address"))
    fresh, updated = _labelled(page)
    plain = _head_stamps(page.head)
    # where a page states an update, a day with its weekday and no time is the masthead's: today, not publication
    tops = _head_stamps(page.head[: page.above])
    masthead = [(day, note) for day, note in tops if updated and _TODAY.search(note)]
    found += [*fresh, *(p for p in plain if p not in masthead), *updated, *masthead]
    dateline = find_dateline(page.article)
    if dateline:
        day, note = _dateline_day(dateline, page, url, latest)
        if day:
            found.append((day, note))
    return found


def _labelled(page: PageText) -> tuple[list[tuple[date, str]], list[tuple[date, str]]]:
    """Days of lines that say “published”, and of those that say “updated”, which is the best that some pages offer."""
    fresh: list[tuple[date, str]] = []
    updated: list[tuple[date, str]] = []
    for line in (*page.head, *page.tail):
        if _CAPTURED.search(line) or len(line) > 160:
            continue
        for stamp in stamps(line):
            label = line[: stamp.start]
            if _UPDATED.search(label) and not _PUBLISHED.search(label[_last(_UPDATED, label) :]):
                updated.append((stamp.day, f"the page's line “{line}”, the only date it shows"))
            elif _PUBLISHED.search(label):
                fresh.append((stamp.day, f"the page's line “{line}”"))
    return fresh, updated


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.end() for m in pattern.finditer(text)), default=0)


def _head_stamps(head: Sequence[str]) -> list[tuple[date, str]]:
    """Dates without a label above the first sentence, the one nearest to it first: further up stands the day's date."""
    found: list[tuple[date, str]] = []
    for line in head:
        if len(line) <= 160 and not _CAPTURED.search(line):
            unlabelled = (stamp for stamp in stamps(line) if not _UPDATED.search(line[: stamp.start]))
            found += [(stamp.day, f"the page's line “{line}”") for stamp in list(unlabelled)[::-1]]
    return found[::-1]


def find_dateline(article: Sequence[str]) -> Dateline | None:
    """The dateline of a report, at the start of one of its first lines."""
    for line in article[:8]:
        match = _DATELINE.match(line[:_LONGEST_DATELINE])
        if match is None:
            continue
        agency = match["a1"] or match["a2"]
        if not agency and not match["dash"] and not match["year"]:
            continue
        if not agency and not (match["dash"] or match["place"].isupper()):
            continue
        month, day = month_number(match["m1"] or match["m2"]), int(match["d1"] or match["d2"])
        year = int(match["year"]) if match["year"] else None
        return Dateline(match.group().strip(), month, day, year, agency.strip() if agency else None)
    return None


def agency(article: Sequence[str]) -> str | None:
    """The news agency a report is signed with: “CITY, March 3. /AGENCY/”, “CITY (Agency) —”."""
    dateline = find_dateline(article)
    if dateline and dateline.agency:
        return dateline.agency
    for line in article[:8]:
        match = _AGENCY_LINE.match(line[:_LONGEST_DATELINE])
        if match:
            return str(match["a1"] or match["a2"]).strip()
    return None


def _dateline_day(dateline: Dateline, page: PageText, url: str | None, latest: date) -> tuple[date | None, str]:
    name = f"the dateline “{dateline.text}”"
    if dateline.year is not None:
        return valid_date(dateline.year, dateline.month, dateline.day), name
    text = "\n".join(page.article)
    years = (*years_in(text), *years_in(url or ""))
    weekdays = own_weekdays(text[text.find(dateline.text) :])
    found = [date_from_weekday(dateline.month, dateline.day, weekday, latest, years) for weekday in weekdays]
    fitting = [(day, note) for day, note in found if day]
    stated = max((year for year in years if year > latest.year - _RECENT), default=None)
    fitting.sort(key=lambda known: known[0].year != stated)  # a stated year decides between weekdays
    return (fitting[0][0], f"{name}; {fitting[0][1]}") if fitting else (None, "")


def own_weekdays(text: str) -> list[int]:
    """The weekdays that may be a report's own day (0 is Monday), likeliest first.

    It is the day on which something was said (“said on Friday”, “on Friday told reporters”), where the first
    paragraphs say so; else a weekday of the first paragraphs, the latest in the order of the week first.
    """
    for lead in (_paragraphs(text, 2), _paragraphs(text, 5)):
        said = [m["after"] or m["before"] for m in _SAID_ON.finditer(lead)]
        if said:
            return by_week(WEEKDAY_NAMES.index(name) for name in said)[:1]
    for part in (_paragraphs(text, 3), text):
        named = [m["name"] for m in _WEEKDAY.finditer(part) if not _elsewhen(part, m)]
        if named:
            return by_week(WEEKDAY_NAMES.index(name) for name in named)
    return []


def _paragraphs(text: str, count: int) -> str:
    return "\n".join(text.split("\n", count)[:count])


def _elsewhen(text: str, match: re.Match[str]) -> bool:
    """Whether a weekday is of another week or still to come."""
    lead = (match["lead"] or "").strip().lower()
    return lead in _OTHER_WEEK or bool(_TO_COME.search(text[max(0, match.start() - 60) : match.start("name")]))


def by_week(weekdays: Iterable[int]) -> list[int]:
    """Weekdays from the latest back: of days within one week, that after which the week has its longest gap."""
    days = sorted(set(weekdays))
    if len(days) < 2:
        return days
    gaps = [(days[(i + 1) % len(days)] - day) % 7 for i, day in enumerate(days)]
    last = gaps.index(max(gaps))
    return [days[(last - i) % len(days)] for i in range(len(days))]


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


def captured(page: PageText, metadata: Mapping[str, object], url: str | None, text: str) -> date | None:
    """The day the page was saved, when the capture itself says so."""
    for key in _CAPTURE_KEYS:
        if day := as_day(metadata.get(key)):
            return day
    for line in (*page.head, *page.tail):
        found: list[Stamp] = stamps(line)
        stated = field(line)
        if (
            found
            and len(line) <= 160
            and (_CAPTURED.search(line[: found[0].start]) or (stated and stated[0] == "captured"))
        ):
            return found[0].day
    archive = _ARCHIVE.search(url or "") or _ARCHIVE.search(text[:2000])
    return valid_date(*map(int, archive.groups())) if archive else None
