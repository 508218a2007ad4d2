"""Lines of a text: which line breaks end a paragraph, and which only wrap it.

A break is *soft* when the text was wrapped to a column: the first word of the next line would not have fitted, or a
sentence runs on in lower case. Wrapping is believed only when several lines of one width show it, so that lists,
comments and headlines are never glued together.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from index.features import Features, features

_SHORTEST_WRAP, _LONGEST_WRAP = 38, 132  # columns that people and mail programs wrap to
_TERMINAL = '.!?…:;"”’)»'
_SIGNED = re.compile(r"(?:by|from|posted|submitted|written|updated|published)\s.*\b(?:19|20)\d\d\b")
_TIMED = re.compile(r"\b\d{1,2}:\d\d\s?(?:[ap]m)?$")
_RULE = re.compile(r"[-=_*~#. ]{3,}")  # a line drawn with characters
_LIST_ITEM = re.compile(r"(?:[-*•–—]|\d{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: `text[start:end]` of the whole, without white space around it. `gap`: a blank line precedes."""

    start: int
    end: int
    text: str
    gap: bool

    @property
    def f(self) -> Features:
        """What can be counted in it."""
        return features(self.text)


@dataclass(frozen=True, slots=True)
class _Break:
    """A line break between two lines that both hold text."""

    at: int
    length: int  # of the line before, in code points
    needed: int  # length had the next line's first word been put there
    runs_on: bool  # the next line goes on in lower case after no full stop
    indented: bool  # the next line is set in: a new paragraph
    listed: bool  # the next line is an item of a list


def _soft_breaks(text: str) -> list[int]:
    """Offsets of the newlines that only wrap a paragraph, in order."""
    breaks = [b for b in _breaks(text) if _SHORTEST_WRAP <= b.length <= _LONGEST_WRAP]
    shown = [b for b in breaks if b.runs_on]
    if not shown or len(shown) < 0.2 * len(breaks):
        return []
    width = max(b.length for b in shown)
    if sum(len(row) > _LONGEST_WRAP for row in text.split("\n")) > 0.5 * len(shown):
        return []  # paragraphs stand on lines of their own
    full = [b for b in shown if b.needed > 0.9 * width]
    shown_by = len({text[b.at - b.length : b.at] for b in shown})  # a line that repeats shows it once
    few_lines = text.count("\n") <= 4
    if len(full) < 0.6 * len(shown) or (shown_by < 3 and not few_lines):
        return []
    return [
        b.at
        for b in breaks
        if not b.indented and not b.listed and (b.runs_on or (width - 2 < b.needed and b.length <= width + 2))
    ]


def _breaks(text: str) -> list[_Break]:
    found: list[_Break] = []
    at, rows = 0, text.split("\n")
    for row, below in itertools.pairwise(rows):
        at += len(row)
        upper, lower = row.strip(), below.strip()
        if upper and lower and not (_RULE.fullmatch(upper) or _RULE.fullmatch(lower)):
            runs_on = upper[-1] not in _TERMINAL and lower[0].islower() and not _signature(upper, lower)
            needed = len(upper) + 1 + len(lower.split(maxsplit=1)[0])
            indented = below[:2].isspace() and not row[:1].isspace()
            listed = bool(_LIST_ITEM.match(lower))
            found.append(_Break(at, len(upper), needed, runs_on, indented, listed))
        at += 1
    return found


def _signature(upper: str, lower: str) -> bool:
    """Whether a line break stands beside a line that signs and dates (“by name » Tue 5 Oct 2021 8:12”)."""
    return bool(_SIGNED.match(lower[:120]) or _TIMED.search(upper[-12:]))


def paragraph_ends(text: str) -> list[int]:
    """Offsets of the newlines that end a paragraph, in order, and of the end. Linear in the length of the text."""
    soft = frozenset(_soft_breaks(text))
    return [*(found.start() for found in re.finditer("\n", text) if found.start() not in soft), len(text)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text without white space at its ends; empty where there is nothing else."""
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return first, max(first, start + len(piece.rstrip()))


def unwrap(text: str) -> str:
    """The text with soft breaks turned into spaces; every other code point keeps its offset."""
    breaks = _soft_breaks(text)
    if not breaks:
        return text
    characters = list(text)
    for at in breaks:
        characters[at] = " "
    return "".join(characters)


def lines(text: str) -> list[Line]:
    """The lines that hold text, in order, with offsets."""
    found: list[Line] = []
    at, gap = 0, False
    for row in text.split("\n"):
        stripped = row.strip()
        if stripped:
            start = at + row.index(stripped[0])
            found.append(Line(start, start + len(stripped), stripped, gap))
        gap = not stripped
        at += len(row) + 1
    return found
