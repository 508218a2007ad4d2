"""Head matter of a page: names as press has them, `key: value` fields, what is glued to the first sentence."""

from __future__ import annotations

import re

from index.fields import plain_name, stated_by
from index.phrases import INTERFACE_WORDS, PRESS_WORDS
from index.stamps import stamps

_LABEL = re.compile(
    r"\W*(?:(?:publication |publish(?:ed)? |post(?:ed)? )?(?:date|published|posted|updated)(?: on)?\W{0,3})?", re.I
)
SLASHED = re.compile(r"/\s*(?P<name>[^\W\d_][^/\n]{1,40}?)\s*/\s*[-–—:.]?\s*(?=[A-Z“\"‘«])")
_BEHIND_DATE = re.compile(
    r"[\s,|–—-]*(?:\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]m)?\s*(?:GMT|UTC|[A-Z]{3,4}\b)?)?[\s,.|:–—-]*", re.I
)
_NO_NAME = re.compile(
    r"(?:(?:[\w'’&.-]+ ){0,4}?(?:press|news|media) (?:release|statement|office|contact|conference|room|centre|center"
    r"|kit|notice|communiqu[eé]|advisory|briefing|information|pack)s?(?:\W*|\s*[^\w\s].*|\s+(?:(?:no|number|nr|from|by"
    r"|on|for|of)\b|\d).*)|(?:all|latest|breaking|top|more|local|world|national|daily|today['’]s) (?:news|stories"
    r"|headlines)|live tv|copyright|for immediate release|news(?:letters?|room|desk)?)",
    re.I,
)
_INITIALS = re.compile(
    r"(?:(?![A-Z]*[^AEIOU\W][AEIOU])[A-Z]{3,5}\d?|(?!Ma?c|De|La|Le|Van|Fitz)[A-Z][a-z]+[A-Z][a-z]+)\b"
)  # letters that nobody can read as a word, so no place and no “LIVE”; and a capital within a word


def is_no_name(name: str) -> bool:
    """“Press release”, “All news”: what a text or a part of a site is, rather than who publishes it."""
    return bool(_NO_NAME.fullmatch(name.strip(" .:-–—|")))


def is_press_name(text: str) -> bool:
    """Whether a few capitalised words are named as press is: by one of its words, or by initials in front."""
    words = text.split()
    if not 1 <= len(words) <= 6 or text[-1] in ".:?!," or words[0].lower() == "by" or is_no_name(text):
        return False
    first = words[words[0] == "The" and len(words) > 1]
    initials = _INITIALS.match(first) and first.lower() not in INTERFACE_WORDS
    press = len(words) >= 2 and any(w.lower() in PRESS_WORDS for w in words)
    return bool(initials or press) and all(w[0].isupper() or w in ("of", "the", "and", "&") for w in words)


def glued_head(line: str) -> tuple[int, int] | None:
    """Where the head matter at the start of a line of prose ends, and where the article goes on; None without any.

    “On 3 March 2023 …” is prose, not head matter.
    """
    if slashed := SLASHED.match(line):
        return len(line[: slashed.end()].rstrip()), slashed.end()
    label = _LABEL.match(line)
    begin = label.end() if label else 0
    found = next((s for s in stamps(line[: begin + 40]) if s.start <= begin + 1), None)
    if found is None:
        return None
    gap = _BEHIND_DATE.match(line, found.end)
    rest = gap.end() if gap else found.end
    if rest >= len(line) or not (line[rest].isupper() or line[rest] in '“"‘«'):
        return None
    return found.end, rest


_CODED = re.compile(r"(?P<key>[A-Z]{2,3}) {2,}(?P<value>\S.{0,400})")  # as press databases write their fields
_CODES = {"HD": "title", "BY": "author", "PD": "date", "SN": "source"}
_FIELD = re.compile(r"\W{0,3}(?P<key>[A-Za-z]+(?:[ -][A-Za-z]+){0,2})\s?\W?:\s+(?P<value>\S.{0,400})")
_ALSO = {  # what names state in the head of a letter or a feed
    "address": "url", "channel": "source", "feed": "source", "creator": "author", "subject": "title",
    **dict.fromkeys(("from", "to", "cc", "replyto"), "mail"),
    **dict.fromkeys(("category", "categories", "language", "guid", "section", "length", "loaddate", "graphic",
                     "publicationinfo"), "feed"),
}  # fmt: skip


def field(line: str) -> tuple[str, str] | None:
    """A line such as “Published: 3 March 2023” as (what it states, value), or None. What it states is one of
    title, source, date, updated, author, url, captured, mail, feed (these two: other head matter of a letter, a feed).
    """
    coded = _CODED.fullmatch(line)
    if coded:
        return _CODES.get(coded["key"], "feed"), coded["value"].removeprefix("By ")
    match = _FIELD.fullmatch(line)
    stated = match and (stated_by(match["key"]) or _ALSO.get(plain_name(match["key"])))
    return (stated, match["value"].strip()) if match and stated else None
