"""What is glued to the front of an article's first sentence: a date, or the name of the site between slashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.stamps import stamps

_LABEL = re.compile(
    r"\W*(?:(?:publication |publish(?:ed)? |post(?:ed)? )?(?:date|published|posted|updated)(?: on)?\W{0,3})?",
    re.I,
)
_SLASHED = re.compile(r"/\s*(?P<name>[^\W\d_][^/\n]{1,40}?)\s*/\s*[-–—:.]?\s*(?=[A-Z“\"‘«])")


@dataclass(frozen=True, slots=True)
class GluedHead:
    """`line[:end]` is head matter; the article goes on at `line[rest:]`."""

    end: int
    rest: int
    day: date | None
    outlet: str | None


def glued_head(line: str) -> GluedHead | None:
    """The head matter at the start of a line of prose, or None. “On 3 March 2023 …” is prose, not head matter."""
    slashed = _SLASHED.match(line)
    if slashed:
        end = len(line[: slashed.end()].rstrip())
        return GluedHead(end, slashed.end(), None, slashed.group("name"))
    label = _LABEL.match(line)
    begin = label.end() if label else 0
    found = next((s for s in stamps(line[: begin + 40]) if s.start <= begin + 1), None)
    if found is None:
        return None
    tail = re.compile(
        r"[\s,|–—-]*(?:\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]m)?\s*(?:GMT|UTC|[A-Z]{3,4}\b)?)?[\s,.|:–—-]*", re.I
    )
    gap = tail.match(line, found.end)
    rest = gap.end() if gap else found.end
    if rest >= len(line) or not (line[rest].isupper() or line[rest] in '“"‘«'):
        return None
    return GluedHead(found.end, rest, found.day, None)
