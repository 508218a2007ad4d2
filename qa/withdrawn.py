"""What a text names only to say that it is not so, “on 3 May, not 5 May”, or what held before: “rose from 3 to 4”.

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


# "was due to open in autumn", "had been planned for May", "was originally to cost 3 million": up to the clause's end.
_PLANNED = re.compile(
    r"\b(?:(?:was|were|had been|has been)\s+(?:\w+ly\s+|first\s+|at first\s+)?"
    r"(?:due|scheduled|planned|expected|set|supposed|meant|slated|intended|timetabled|to)\b"
    r"|(?:original|initial|previous|earlier|old|first)(?:ly)?\s+(?:\w+ly\s+)?(?:due|scheduled|planned|expected|set|"
    r"estimated|budgeted|announced|promised|put|costed|plans?|date|estimate|figure|budget|price|target|deadline|cost)\b)"
    r"[^;.\n]*?(?=[;\n]|\.(?:\s|$)|,\s|\s(?:but|is now|are now|will now|has now|and is|now)\b|$)",
    re.IGNORECASE,
)
_CHANGED = (
    r"ris\w+|rose|raised?|rais\w+|increas\w+|gr[eo]w\w*|climb\w*|jump\w*|swell\w*|swollen|doubl\w+|trebl\w+|tripl\w+|"
    r"fall\w*|fell|cut|cuts|drop\w*|lower\w*|reduc\w+|shr[aiu]nk\w*|declin\w+|slip\w*|slid\w*|revis\w+|chang\w+|mov\w+|"
    r"postpon\w+|put (?:off|back)|push\w* back|delay\w*|brought forward|shift\w*|extend\w*|advanc\w+|upgrad\w+|"
    r"downgrad\w+|up|down|correct\w*|went|gone|go"
)
# "risen from 3.1 to 3.8 billion", "to 3.8 billion from 3.1 billion", "up from 40", "put off from 3 May to 10 May".
_FROM_TO = re.compile(rf"\b(?:{_CHANGED})\b[^,;.\n]{{0,50}}?\bfrom\s+(?P<old>[^;\n]{{1,60}}?)\s+to\b", re.IGNORECASE)
_TO_FROM = re.compile(
    rf"\b(?:{_CHANGED})\b[^;:\n]{{0,60}}?\bto\s[^;:\n]{{1,50}}?,?\s+from\s+"
    r"(?P<old>[^,;\n]{1,50}?)(?=[,;\n]|\.(?:\s|$)|$)"
    r"|\b(?:up|down)\s+from\s+(?P<before>[^,;\n]{1,50}?)(?=[,;\n]|\.(?:\s|$)|$)"
    # “9 million against 7 million”, not “sanctions against 35 citizens”
    r"|(?:\bcompared (?:with|to)|(?:\d[\d.,]*|%)(?:\s[\w%-]+){0,3},?\s+against)\s+"
    r"(?P<other>[^,;\n]{1,60}?)(?=[,;\n]|\.(?:\s|$)|$)",
    re.IGNORECASE,
)
_ABOUT_BEFORE = re.compile(
    r"\b(?:original(?:ly)?|initial(?:ly)?|at first|first (?:planned|due|expected|estimate\w*)|previous(?:ly)?|"
    r"former(?:ly)?|beforehand|before(?=\W*$)|used to|earlier|old|once|last year|from what|(?:was|were) .*\b(?:due|"
    r"supposed|planned|expected|scheduled|meant|intended|to be)|compar\w+|change[ds]?|differ\w*)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    rf"\b(?:{_CHANGED}|now|so far|has reached|have reached|reached|latest|new (?:figure|estimate|count|date|toll)|"
    r"has since|updat\w+|at last count|second time|third time|again|later than|instead)\b",
    re.IGNORECASE,
)


def replaced(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of `text[start:end]` that tell what was planned or counted before, in order."""
    found = [match.span() for match in _PLANNED.finditer(text, start, end)]
    found += [match.span("old") for match in _FROM_TO.finditer(text, start, end)]
    for match in _TO_FROM.finditer(text, start, end):
        found.append(next(match.span(name) for name in ("old", "before", "other") if match[name]))
    return sorted(found)


def asks_for_before(question: str) -> bool:
    """Whether a question is about what held before, or about the change itself."""
    return bool(_ABOUT_BEFORE.search(question))


def tells_of_change(sentence: str) -> bool:
    """Whether a sentence says of itself that what it tells is newer than what was known."""
    return bool(_UPDATED.search(sentence))
