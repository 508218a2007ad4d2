"""What a text names only to say that it is not so: the figure of an earlier version, “on 3 May, not 5 May”.

Offsets are code points into the text given.
"""

from __future__ import annotations

import re

# "An earlier version of this article said the talks were on Tuesday": up to the end of the clause.
_EARLIER = re.compile(
    r"\b(?:earlier|previous|original|initial|prior|first)\s+(?:version|edition|report|post|draft|article|story|dispatch|bulletin)s?\b"
    r"[^.;\n]{0,60}?\b(?:said|stated|gave|put|reported|claimed|wrote|listed|named|described|identified|misstated|had"
    r"|(?:wrongly|incorrectly|mistakenly|erroneously)\s+\w+)\b[^;\n]*?(?=[;\n]|[.!?](?:\s|$)|,\s+(?:when|but|it|the)\b|$)",
    re.IGNORECASE,
)
# ", not 5 May", "rather than on Tuesday", "instead of 40": the words right after it.
_NOT = re.compile(
    r"(?:,|—|–|\(|\band|\bbut)\s*not\s+(?=(?:on|in|at|by|the|a|an|from|as)\b|[\d$€£A-Z])"
    r"|\b(?:rather than|instead of)\s+",
)
_REACH = 40  # code points behind “not” within which its object stands
_ABOUT_VERSIONS = re.compile(r"\b(?:version|correct(?:ed|ion|ions)?|amended|mistake|error|wrongly|originally)\b", re.I)


def withdrawn(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of `text[start:end]` that are named only to be denied, in order."""
    found = [match.span() for match in _EARLIER.finditer(text, start, end)]
    for match in _NOT.finditer(text, start, end):
        stop = re.search(r"[,;:.!?)—–](?:\s|$)|\b(?:but|because|when|after|before|as)\b", text[match.end() : end])
        reach = stop.start() if stop else end - match.end()
        found.append((match.end(), match.end() + min(reach, _REACH)))
    return sorted(found)


def asks_for_withdrawn(question: str) -> bool:
    """Whether a question is about a correction itself."""
    return bool(_ABOUT_VERSIONS.search(question))


def within(start: int, end: int, stretches: list[tuple[int, int]]) -> bool:
    """Whether some words lie in one of the stretches."""
    return any(low <= start and end <= high for low, high in stretches)
