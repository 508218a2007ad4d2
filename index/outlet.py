"""Which outlet a page is from: what its metadata, masthead, footer or agency mark say. Else: unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from index.features import features
from index.mastheads import field, glued_head
from index.phrases import PRESS_WORDS, RESIDUE_HEADING
from index.published import PageText, agency
from index.residue import is_stamp_line

_KEYS = ("source", "outlet", "publisher", "publication", "sitename", "site_name", "site", "newspaper")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d"
    r"|present))?)?\s*,?\s*(?:by\s+)?"
    r"(?P<name>(?-i:[A-Z])[\w&.'’ -]{1,50}?)\s*(?:(?:19|20)\d\d)?\s*(?=[.,|·•–—]|\s*all rights|$)",
    re.I,
)
_FOLLOW = re.compile(
    r"\W*(?:follow|like|join|find) (?P<name>(?-i:[A-Z])[\w&.'’ ]{1,40}?) on (?:twitter|x|facebook|instagram"
    r"|telegram|youtube|linkedin|google)",
    re.I,
)
_PUBLISHED_BY = re.compile(
    r"\W*(?:(?:first |originally )?(?:published|appeared) (?:by|in|on|at)|source"
    r"|via)\s*:?\s+(?P<name>(?-i:[A-Z])[\w&.'’ -]{1,50}?)\W*",
    re.I,
)
_TAGLINE = re.compile(
    r"\b(?:news|your|since|daily|voice|independent|stories|headlines|journalism|truth|updates?)\b", re.I
)
_CELLS = re.compile(r"\s{2,}|\t|\s[|•·»]\s")
_TITLE_SUFFIX = re.compile(r"^(?P<title>.{12,}?)\s+[|–—-]\s+(?P<name>[^|–—]{2,40})$")


def outlet(page: PageText, metadata: Mapping[str, object], url: str | None) -> str | None:
    """The name of the outlet as the page writes it, or None when it shows none."""
    for key in _KEYS:
        value = metadata.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip() and not value.strip().startswith(("http:", "https:")):
            return value.strip()
    shown = _by_field(page.head) or _slashed(page.head) or _by_footer(page.tail) or _masthead(page.head)
    return shown or agency(page.article) or _host(url)


def split_title(title: str, source: str | None) -> tuple[str, str | None]:
    """A page title without the outlet at its end (“Headline | Outlet”), and that outlet."""
    match = _TITLE_SUFFIX.match(title.strip())
    if match is None:
        return title.strip(), None
    name = match["name"].strip()
    known = source is not None and _same(name, source)
    press = name[0].isupper() and any(w.lower() in PRESS_WORDS for w in name.split()) and len(name.split()) <= 5
    return (match["title"].strip(), name) if known or press else (title.strip(), None)


def _same(left: str, right: str) -> bool:
    a, b = (re.sub(r"\W|^the\b", "", x.lower()) for x in (left, right))
    return a == b or a in b or b in a


def _by_field(head: Sequence[str]) -> str | None:
    for line in head:
        stated = field(line)
        if stated and stated[0] == "source" and "://" not in stated[1]:
            return stated[1].strip(" .")
    return None


def _slashed(head: Sequence[str]) -> str | None:
    """“/ site name/” in front of the first sentence (the head matter of a line ends in front of its text)."""
    for line in head:
        glued = glued_head(line + " X")
        if glued and glued.outlet:
            return glued.outlet
    return None


def _by_footer(tail: Sequence[str]) -> str | None:
    for line in (row[:400] for row in reversed(tail)):
        for pattern in (_COPYRIGHT, _FOLLOW, _PUBLISHED_BY):
            match = pattern.search(line) if pattern is _COPYRIGHT else pattern.match(line)
            name = match["name"].strip(" .,-") if match else ""
            if name and not name.lower().startswith(("all rights", "us", "our", "the author")):
                return name
    return None


def _masthead(head: Sequence[str]) -> str | None:
    """A short capitalised line above the headline that names a press product, or that a tagline follows."""
    for i, whole in enumerate(head[:8]):
        line = _CELLS.split(whole[:200])[0]  # a menu may stand on the same line
        f = features(line)
        if not 1 <= f.words <= 6 or f.capitalised < 0.6 or f.strong or f.mechanical or f.digits > 0.3:
            continue
        if (
            is_stamp_line(line, f)
            or RESIDUE_HEADING.fullmatch(line)
            or field(line)
            or f.separators
            or line[-1] in ".:?!,"
        ):
            continue
        words = line.lower().split()
        press = any(w in PRESS_WORDS for w in words) and len(words) >= 2 and f.interface < 1.0
        below = head[i + 1] if i + 1 < len(head) else ""
        tagline = 3 <= len(below.split()) <= 14 and bool(_TAGLINE.search(below)) and not stamp_like(below)
        if press or (tagline and f.interface <= 0.5):
            return line
    return None


def stamp_like(line: str) -> bool:
    """Whether a line is little more than a date."""
    return is_stamp_line(line, features(line))


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    if host == "web.archive.org" and url is not None:
        inner = re.search(r"/web/\d+[a-z_]*/(https?://.+)", url)
        host = urlsplit(inner.group(1)).hostname if inner else None
    return host.removeprefix("www.") if host else None
