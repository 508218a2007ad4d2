"""Which outlet a page is from: what its metadata, masthead, footer or agency mark say. Else: unknown."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from index.datelines import agency
from index.features import features
from index.heads import is_stamp_line, signature
from index.mastheads import SLASHED, field, is_no_name, is_press_name
from index.phrases import PRESS_WORDS, RESIDUE_HEADING, is_button
from index.published import PageText
from index.signatures import is_interface, is_name
from index.stamps import stamps
from index.years import WEEKDAY_NAMES

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\)|copyright)?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d"
    r"|present))?)?\s*,?\s*(?:by\s+)?"
    r"(?P<name>(?-i:[A-Z])[\w&.'’ -]{1,50}?)\s*(?:(?:19|20)\d\d)?\s*(?=\.(?![A-Z]\.)|[,|·•–—]|\s*all rights|$)",
    re.I,
)
_FOLLOW = re.compile(
    r"\W*(?:follow|like|join|find) (?!.*\b(?:reporter|correspondent|editor|writer|host) [A-Z])(?-i:the )?"
    r"(?P<name>(?-i:[A-Z])[\w&.'’ ]{1,40}?) on (?:twitter|x|facebook|instagram"
    r"|telegram|youtube|linkedin|google|whatsapp|bluesky|threads|tiktok)",
    re.I,
)
_PUBLISHED_BY = re.compile(
    r"\W*(?:(?:first |originally )?(?:published|appeared) (?:by|in|on|at)|source"
    r"|via)\s*:?\s+(?P<name>(?-i:[A-Z])[\w&.'’ -]{1,50}?)\W*$",
    re.I,
)
_COMPANY = re.compile(
    r"\b(?:ltd|limited|inc|incorporated|llc|llp|plc|gmbh|ag|corp(?:oration)?|co|company|group|holdings?|media|publish(?:ers|ing)|"
    r"newspapers|communications|enterprises|ventures|pty|bv|b\.v|l\.?p|asa?|ab|s\.?a|s\.?r\.?l|oy|ab|a/s|kk|k\.k)\b\.?$",
    re.I,
)  # how a publisher's name ends rather than its paper's
_AFFILIATES = re.compile(r"\s+(?:and|or|and/or|&) its\b.*")  # “The Bell or its affiliated companies”
_CRUMBS = re.compile(r"\s+[>›»/]\s+")
_WEEKDAY_END = re.compile(rf"(?:{'|'.join(name[:3] for name in WEEKDAY_NAMES)})[a-z]*\.?,?\s*$")
_TAGLINE = re.compile(
    r"\b(?:news|your|since|daily|voice|independent|stories|headlines|journalism|truth|updates?)\b", re.I
)
_OURS = ("all rights", "us", "our", "the author")
_OWNER = re.compile(r"['’]s? ")
_TOLD = re.compile(r"\b(?:told|by|with|to) (?:[A-Z]\w* ?)+")
_ALONE = re.compile(  # one word, and none of those that name a part of a site: “Commentary”, “Elections”
    r"The [A-Z][a-z]+|[A-Z][a-z]{2,}(?<!s)(?<!ed|ry|ty|gy|al|er|ng|nt|ew|re|ce|se|on|or|ur)"
)
_MASTHEAD_LINES = 40  # a long menu may stand above the masthead
_FROM = re.compile(r"^(?:From|Support|About|Welcome to|Inside|Join) (?:the |The )?(?=[A-Z])")  # above the headline
_CELLS = re.compile(r"\s{2,}|\t|\s[|•·»]\s")
_TITLE_SUFFIX = re.compile(r"^(?P<title>.{12,}?)\s+[|–—-]\s+(?P<name>[^|–—]{2,40})$")


def outlet(page: PageText, url: str | None, author: str | None) -> tuple[str | None, str]:
    """The name of the outlet as the page writes it, or None when it shows none; and where, in words. The author of a
    page may hold its rights and is no outlet."""
    tail = tuple(row for row in page.tail if not author or author not in row)
    named = shown_outlet(page.head, tail)
    foot = named is not None and named == _by_footer(tail)
    found = (
        (_slashed(page.head), "the start of the article"),
        (named, "the foot of the page" if foot else "the head of the page"),
        (_below_title(page), "the line below the headline"),
        (agency(page.article), "the agency named in the article's first lines"),
        (_host(url), "the page's address"),
        (_host_line(page.head), "the head of the page"),
    )
    return next(((name, where) for name, where in found if name), (None, ""))


def shown_outlet(head: Sequence[str], tail: Sequence[str]) -> str | None:
    """The footer's name or the masthead's: of both the masthead's when the footer names a company or says the same."""
    foot, masthead = _by_footer(tail), _masthead(head)
    named = masthead or _beside(head) or _signed_for(head)
    if foot and (company := _COMPANY.search(foot)):
        paper = foot[: company.start()].rstrip(" ,&")
        return named or paper or foot
    return masthead if foot and masthead and _same(foot, masthead) else foot or named


def _signed_for(head: Sequence[str]) -> str | None:
    """The outlet that a byline names: “By Ada Quill, The Bell”."""
    return next((signed[1] for row in head if (signed := signature(row)) and signed[1]), None)


def _below_title(page: PageText) -> str | None:
    """An outlet alone on a line below the headline: named as press is, or in one word above a date or a byline.

    A part of the site or a place, which stand there too, are what the article speaks of.
    """
    rows = page.head[page.above :]
    told = _TOLD.sub("", "\n".join(page.article))
    lead = "\n".join(told.split("\n")[:3]).casefold()
    for row, below in itertools.zip_longest(rows, rows[1:], fillvalue=""):
        topped = is_stamp_line(below) or signature(below) is not None
        press = is_press_name(row)
        signs = press + topped + (not is_interface(row))
        alone = _ALONE.fullmatch(row) and is_name(row.removeprefix("The ")) and not is_button(row) and row not in told
        if signs >= 2 and (press or alone) and row.casefold() not in lead:
            return row
    return None


def _beside(head: Sequence[str]) -> str | None:
    """What is named as press is and stands with nothing else in front of a date (“Outlet, Saturday 3 May 2014”), in a
    cell beside it, or in front of the steps to a topic (“Outlet > Section > Topic”)."""
    for line in head[:12]:
        first, *steps = _CRUMBS.split(line[:200])
        dates = stamps(line[:160])
        before = _WEEKDAY_END.sub("", line[: dates[0].start]).strip(" ,|·•–—-(*_") if dates else ""
        cells: Sequence[str] = _CELLS.split(line[:200]) if dates else ()
        for name in (before, first if steps else "", *cells):
            if name and is_press_name(name):
                return name
    return None


def split_title(title: str, source: str | None) -> tuple[str, str | None]:
    """A page title without the outlet at its end (“Headline | Outlet”), and that outlet."""
    match = _TITLE_SUFFIX.match(title.strip())
    if match is None:
        return title.strip(), None
    name = match["name"].strip()
    known = source is not None and _same(name, source)
    return (match["title"].strip(), name) if known or is_press_name(name) else (title.strip(), None)


def _same(left: str, right: str) -> bool:
    a, b = (re.sub(r"\W|^the\b", "", x.lower()) for x in (left, right))
    return a == b or a in b or b in a


def _slashed(head: Sequence[str]) -> str | None:
    """“/ site name/” in front of the first sentence (the head matter of a line ends in front of its text)."""
    names = (match["name"] for line in head if (match := SLASHED.match(line + " X")))
    return next((name for name in names if not is_no_name(name)), None)


def _by_footer(tail: Sequence[str]) -> str | None:
    for line in (row[:400] for row in reversed(tail)):
        for pattern in (_COPYRIGHT, _FOLLOW, _PUBLISHED_BY):
            match = pattern.search(line) if pattern is _COPYRIGHT else pattern.match(line)
            name = _AFFILIATES.sub("", match["name"]).strip(" .,-") if match else ""
            person = pattern is _FOLLOW and not is_press_name("The " + _OWNER.split(name)[-1])  # “The Bell's Ada Quill”
            if name and not (person or is_no_name(name) or name.lower().startswith(_OURS)):
                return name
    return None


def _masthead(head: Sequence[str]) -> str | None:
    """A short capitalised line above the headline that names a press product, or that a tagline follows."""
    for i, whole in enumerate(head[:_MASTHEAD_LINES]):
        line = _FROM.sub("", _CELLS.split(whole[:200])[0])  # a menu may stand on the same line
        f = features(line)
        if not 1 <= f.words <= 6 or f.capitalised < 0.6 or f.strong or f.mechanical or f.digits > 0.3:
            continue
        if is_stamp_line(line) or RESIDUE_HEADING.fullmatch(line) or field(line) or f.separators or line[-1] in ".:?!,":
            continue
        if is_no_name(line) or line.lower().startswith("by ") or _signed_for((line,)):
            continue
        press = f.words >= 2 and f.interface < 1.0 and any(w in PRESS_WORDS for w in line.lower().split())
        below = head[i + 1] if i + 1 < len(head) else ""
        tagline = 3 <= len(below.split()) <= 14 and bool(_TAGLINE.search(below)) and not is_stamp_line(below)
        tagline = tagline and not features(below).separators
        if press or (i < 8 and tagline and f.interface <= 0.5):
            return line
    return None


_HOST_LINE = re.compile(r"(?:www\.)?(?P<host>[a-z\d-]{2,40}(?:\.[a-z\d-]{2,40}){0,2}\.[a-z]{2,6})", re.I)


def _host_line(head: Sequence[str]) -> str | None:
    """The site's address that stands alone in a line above the article."""
    found = (_HOST_LINE.fullmatch(str(_CELLS.split(line)[0]).strip()) for line in head[:_MASTHEAD_LINES])
    return next((match["host"].lower() for match in found if match), None)


def _host(url: str | None) -> str | None:
    archived = re.match(r"https?://web\.archive\.org/(?:web/\d+[a-z_]*/)?", url or "")
    host = urlsplit((url or "")[archived.end() if archived else 0 :]).hostname
    return host.removeprefix("www.") if host else None
