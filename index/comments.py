"""Where readers' comments begin, and who wrote which.

Two ways lead in. *Explicit* heads sign a comment: “@user · 3h”, “Name says:”, “Posted by Name”, a name above a line
such as “2 hours ago”. *Bare* heads are short lines, names or nicks, that alternate with texts. Each line gets
evidence for standing in a comment section (positive) or in an article (negative); the section begins at the head
from which the rest of the text adds up to most. So one informal quotation cannot begin a section, and one formal
comment cannot end it. Subheadings do not begin one: function words speak against a nick, and the paragraphs below
subheadings quote, attribute and report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.evidence import Judged, judge
from index.features import is_prose
from index.lines import Line

_PROMPT = re.compile(
    r"\W*(?:(?:so,? )?what do you (?:think|make of .{2,40})|what are your (?:thoughts|views).{0,30}|over to you"
    r"|tell us (?:what you think|below|in the comments)|let us know .{0,40}comments|speak up|sound off)\W*",
    re.I,
)
_QUOTES = re.compile(r"\b(?:wrote|said|says|writes)\s*:?\W*$", re.I)
_THRESHOLD = 2.5  # evidence a section must add up to
_LONE_THRESHOLD = 3.6  # the same for a section of one comment without a heading


@dataclass(frozen=True, slots=True)
class Comment:
    """Lines `first` to `last` (inclusive) are one comment, its head included."""

    first: int
    last: int
    author: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """A comment section: it begins at line `first`; lines in no comment (buttons, forms, footers) are residue."""

    first: int
    comments: tuple[Comment, ...]


def find_comments(lines: Sequence[Line]) -> Section | None:
    """The comment section that ends the text, or None. Linear in the length of the text."""
    judged = judge(lines)
    begun = next((i for i, line in enumerate(lines) if is_prose(line.f)), len(lines))
    start = 0 if _nothing_but_comments(judged, begun) else _start(judged, begun)
    if start is None:
        return None
    comments = _comments(lines, judged, start)
    if _cards(lines, judged, comments, start):
        return None
    while start - 1 > begun and (judged[start - 1].aside or _PROMPT.fullmatch(lines[start - 1].text[:100])):
        start -= 1
    return Section(start, comments) if comments else None


def _cards(lines: Sequence[Line], judged: Sequence[Judged], comments: Sequence[Comment], start: int) -> bool:
    """Whether these are cards of other stories, each with its author, its age and a headline, and no comments."""
    if any(
        j.marker or (j.button and "repl" in line.text.lower())
        for j, line in zip(judged[start:], lines[start:], strict=True)
    ):
        return False
    bodies = [[i for i in range(c.first + 1, c.last + 1) if not judged[i].aside] for c in comments]
    headlines = [len(b) == 1 and judged[b[0]].evidence <= 0.15 and lines[b[0]].text[-1].isalnum() for b in bodies]
    return all(headlines) and all(len(lines[b[0]].text.split()) >= 4 for b in bodies)


def _nothing_but_comments(judged: Sequence[Judged], begun: int) -> bool:
    """Whether the page has no article: from its first lines on two readers and more sign informal texts."""
    first = next((i for i, j in enumerate(judged) if not j.aside), len(judged))
    marker = next((i for i, j in enumerate(judged) if j.marker), len(judged))
    heads = [i for i, j in enumerate(judged) if j.head and (j.explicit or i > marker)]
    if first > begun or heads[:1] != [first] or len(heads) < 2:
        return False
    body = [j.evidence for j in judged[first + 1 : heads[1]] if not j.aside]
    return bool(body) and sum(body) > 0 and sum(j.evidence for j in judged) >= 2 * _THRESHOLD


def _start(judged: Sequence[Judged], begun: int) -> int | None:
    """The head or section heading from which the evidence adds up to most, if to enough and if heads vary.

    `begun` is the line of the first sentence of prose: an article comes before its comments.
    """
    best, at, total = 0.0, None, 0.0
    many_explicit = sum(j.explicit for j in judged[begun:]) >= 2  # then a bare name is not how this page signs
    for i in range(len(judged) - 1, begun, -1):
        total += judged[i].evidence
        opens = judged[i].marker or judged[i].explicit or (judged[i].head and not many_explicit)
        if opens and total > best:
            best, at = total, i
    if at is None or best < _THRESHOLD:
        return None
    tail = judged[at:]
    heads = [j for j in tail if j.head]
    if any(j.explicit or j.marker for j in tail):
        lone = len(heads) == 1 and not any(j.marker for j in tail)  # a dated byline below the article looks the same
        return at if heads and not (lone and best < _LONE_THRESHOLD) else None
    names = {j.head for j in heads}
    transcript = len(heads) >= 3 and (len(names) <= 2 or len(names) < 0.25 * len(heads))
    likely = sum(j.evidence for j in heads) >= 0.5 * len(heads)  # else these are subheadings
    return at if len(heads) >= 2 and likely and not transcript else None


def _comments(lines: Sequence[Line], judged: Sequence[Judged], start: int) -> tuple[Comment, ...]:
    tail = range(start, len(lines))
    only_explicit = sum(judged[i].explicit for i in tail) >= 2
    heads = [i for i in tail if judged[i].head is not None and (judged[i].explicit or not only_explicit)]
    close = _close(judged, heads)
    heads = [i for i in heads if i < close]
    signing = set(heads)
    heads = [i for i in heads if not (i - 1 in signing and _QUOTES.search(lines[i].text))]  # whom the comment quotes
    heads = _with_texts(judged, heads, close)
    ways = _ways_to_end(lines, judged, heads)
    ends = [
        _last_line(lines, judged, first, after, ways) for first, after in zip(heads, [*heads[1:], close], strict=True)
    ]
    if heads:
        ends[-1] = _above_footer(lines, judged, heads[-1], ends[-1])
    return tuple(
        Comment(first, last, judged[first].head)
        for first, last in zip(heads, ends, strict=True)
        if last > first or judged[first].inline
    )


def _close(judged: Sequence[Judged], heads: Sequence[int]) -> int:
    """The line where something else begins for good: a heading such as “Most read” with at most one head below it."""
    last_but_one = heads[-2] if len(heads) > 1 else heads[-1] if heads else 0
    return next((i for i in range(last_but_one + 1, len(judged)) if judged[i].other), len(judged))


def _with_texts(judged: Sequence[Judged], heads: Sequence[int], end: int) -> list[int]:
    """The heads without those that are the one line of text below another: “@ann quite so” looks signed too."""
    kept: list[int] = []
    for i, after in zip(heads, [*heads[1:], end], strict=True):
        follows = bool(kept) and kept[-1] == i - 1 and not judged[i].inline
        if not (follows and all(line.aside for line in judged[i + 1 : after])):
            kept.append(i)
    return kept


def _ways_to_end(lines: Sequence[Line], judged: Sequence[Judged], heads: Sequence[int]) -> tuple[bool, bool]:
    """Whether this page ends a comment with a row of buttons, and whether with a blank line and none inside."""
    buttons = sum(judged[i - 1].button or (i >= 2 and judged[i - 2].button) for i in heads[1:])
    packed = len(heads) > 1 and not any(lines[i].gap for i in heads[1:])
    return len(heads) > 2 and buttons >= 0.5 * (len(heads) - 1), packed


def _last_line(lines: Sequence[Line], judged: Sequence[Judged], first: int, after: int, ways: tuple[bool, bool]) -> int:
    """The last line of the comment whose head is line `first`; the next head is line `after`."""
    by_button, by_gap = ways
    last = first
    for i in range(first + 1, after):
        body = last > first or judged[first].inline
        if judged[i].aside and (judged[i].ends or (body and by_button and judged[i].button)):
            break
        if body and by_gap and lines[i].gap:
            break
        if not judged[i].aside:
            last = i
    return last


def _above_footer(lines: Sequence[Line], judged: Sequence[Judged], first: int, last: int) -> int:
    """The end of the page's last comment: two lines and more below it that are no sentences are the page's foot."""
    at = last
    while (
        at > first + 1 and judged[at].evidence <= 0.2 and lines[at].text[-1].isalnum() and lines[at].text[0].isupper()
    ):
        at -= 1
    return at if last - at >= 2 else last
