"""Where sentences begin and end, as offsets.

A rule-based splitter in the manner of Kiss and Strunk's problem statement (a full stop is a boundary, an
abbreviation, or both), without a trained model: news prose, quotations and the clutter of captures need rules that
are the same every time. Newlines separate paragraphs unless `index.lines` shows that they only wrap.
"""

from __future__ import annotations

import re

from index.lines import paragraph_ends, trimmed

_TERMINATOR = re.compile(r"[.!?…]+|[。！？]+")
_CLOSERS = "\"'”’»)]）」』"
_OPENERS = "\"'“‘«([（「『"
_REFERENCE = re.compile(r"(?:\[\d{1,3}\])+")
_LINK = re.compile(r"\s{0,2}\((?:https?://|www\.)[^\s()]{1,2000}\)")
_WORD_BEFORE = re.compile(r"[^\s(\[“\"'‘«/—–-]+$")
_WORD_AFTER = re.compile(r"[“\"'‘«(\[]*([^\W\d_]+(?:['’][^\W\d_]+)?)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LIST_NUMBER = re.compile(r"\s*(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})")
_DATELINE_TAIL = re.compile(r"\s{1,2}/[A-Z][\w .&-]{1,30}/\.?|\s{1,2}\([A-Z][\w .&-]{1,30}\)\.")
_SPEAKER_FOLLOWS = re.compile(
    r"(?:(?:[A-Z][\w’'.-]*|the|of|a|an|his|her|their|[a-z]+er|minister|president|official)\s+){1,6}"
    r"(?:said|says|asked|asks|wrote|told|added|replied|shouted|cried|exclaimed|wondered|tweeted|posted|demanded|declared"
    r"|joked|quipped|yelled|screamed|continued|responded|mused|insisted|argued|explained|remarked|pleaded|recalled)\b"
)
_TITLES = frozenset(
    "mr mrs ms mx dr prof gen col lt sgt capt cmdr maj brig adm sen rep gov pres rev hon amb supt insp "
    "messrs mme mlle st mt ft pvt cpl atty".split()
)
_BEFORE_NUMBER = frozenset(
    "no nos art fig vol ch sec p pp para ca approx jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_NEVER_LAST = frozenset("vs e.g i.e cf viz esp incl est approx".split())
_SOMETIMES_LAST = frozenset(
    "inc ltd co corp jr sr bros plc llc etc al dept univ assn gov govt ave blvd rd sq km kg tel ext min max "
    "mon tue tues wed thu thur thurs fri sat sun mln bln jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those there here in on at by for from with after before "
    "as if when while but and so yet however meanwhile his her its their our my what who why how where according "
    "also although since such some many most no not one two earlier later last both each once then thus now".split()
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets of the sentences of `text[start:end]`, code points into `text`, in order.

    Spans are not empty, do not overlap, carry no white space at their ends, and together hold every character that
    is not white space. Linear in `end - start`.
    """
    stop = len(text) if end is None else min(end, len(text))
    part = text[start:stop]
    spans: list[tuple[int, int]] = []
    low = 0
    for at in paragraph_ends(part):
        cuts = _cuts(part, low, at)
        for left, right in zip([low, *cuts], [*cuts, at], strict=True):
            first, last = trimmed(part, left, right)
            if first < last:
                spans.append((start + first, start + last))
        low = at
    return spans


def _cuts(text: str, low: int, high: int) -> list[int]:
    """Offsets just after each sentence of the paragraph `text[low:high]` but the last."""
    cuts: list[int] = []
    begin = low
    for match in _TERMINATOR.finditer(text, low, high):
        if match.start() < begin:
            continue
        after = _end_of_closers(text, match.end(), high)
        if after < high and _is_boundary(text, begin, match, after, high):
            after = _past_attachments(text, begin, after, high)
            cuts.append(after)
            begin = after
    return cuts


def _end_of_closers(text: str, at: int, high: int) -> int:
    while at < high and text[at] in _CLOSERS:
        at += 1
    reference = _REFERENCE.match(text, at, high)
    return reference.end() if reference else at


def _past_attachments(text: str, begin: int, after: int, high: int) -> int:
    """A link in brackets belongs to the sentence it supports; an agency's mark belongs to its dateline."""
    link = _LINK.match(text, after, high)
    if link:
        return link.end()
    if after - begin <= 60 and (agency := _DATELINE_TAIL.match(text, after, high)):
        return agency.end()
    return after


def _is_boundary(text: str, begin: int, match: re.Match[str], after: int, high: int) -> bool:
    mark = match.group()
    if mark[0] in "。！？":
        return True
    if not text[after].isspace():
        return _is_glued_boundary(text, match, after, high)
    following = text[after : after + 80].lstrip()
    if not following or following[0].islower() or following[0] in "—–-,;:":
        return False
    quoted = after > match.end() and text[match.end()] in '"”’»'
    if mark[-1] in "!?" and quoted and _SPEAKER_FOLLOWS.match(following):
        return False
    if mark != ".":
        return True
    return quoted or _full_stop_ends(text, begin, match.start(), following)


def _is_glued_boundary(text: str, match: re.Match[str], after: int, high: int) -> bool:
    """A lost space (“the talks.The minister”): a word in lower case before, a capitalised word after."""
    if after + 1 >= high or match.start() < 3:
        return False
    before = text[match.start() - 3 : match.start()]
    if not (before.isalpha() and before.islower()):
        return False
    if text[after] in "“«":
        return True
    if after > match.end() or not text[after].isupper():
        return False
    token = _WORD_BEFORE.search(text, max(0, match.start() - 60), match.start())
    inside_address = token is not None and ("www" in token.group() or "@" in token.group() or "." in token.group())
    return not inside_address and (text[after + 1].islower() or text[after + 1].isspace())


def _full_stop_ends(text: str, begin: int, dot: int, following: str) -> bool:
    """Whether the single full stop at `dot` ends a sentence, given what follows (not in lower case)."""
    found = _WORD_BEFORE.search(text, max(begin, dot - 40), dot)
    if found is None:
        return True
    if _LIST_NUMBER.fullmatch(text, begin, dot):
        return False
    word = found.group().lower()
    follow = _WORD_AFTER.match(following)
    starts_anew = follow is not None and follow.group(1).lower() in _STARTERS
    if word in _TITLES or word in _NEVER_LAST:
        return False
    if word in _BEFORE_NUMBER and following[0].isdigit():
        return False
    if _INITIALS.fullmatch(found.group()) or word in _SOMETIMES_LAST:
        return starts_anew or following[0] in _OPENERS
    return True
