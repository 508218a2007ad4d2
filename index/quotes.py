"""Quotations as spans: straight and curly double marks, single marks in the British way, guillemets, nested ones.

A quotation may run over sentences; over paragraphs only in the printers' way, each paragraph opening anew and only
the last one closing. Marks of two kinds may be mixed by careless keyboards (`“…"`), so openers and closers are matched
by family and not by shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.lexer import paragraphs

_MARK = re.compile(r"``|''|[\"“”„«»‘’'‹›]")
_DOUBLE = frozenset({'"', "“", "”", "„", "``", "''"})
_SINGLE = frozenset({"'", "‘", "’", "‹", "›"})
_FAR = 3000  # characters within which a single mark is closed
_OPEN_ONLY = frozenset({"“", "„", "``", "‘"})
_CLOSED_CLITICS = re.compile(r"(?:em|tis|twas|cause|til|bout|n|\d0s)\b", re.IGNORECASE)
_CLOSER = re.compile(r"\w[.,!?…]?['’](?!\w)|[.,!?…][”\"]?['’]")
_BETTER_CLOSER = re.compile(r"[.,!?…]['’](?!\w)|['’][.,;:!?]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks, `start:end`, and without them, `inner_start:inner_end`. `depth` 0 is outermost."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int


@dataclass(frozen=True, slots=True)
class _Opened:
    start: int
    inner: int
    family: str


def find_quotes(text: str) -> list[Quote]:
    """All quotations in order of their start, outer ones before those inside them. Linear in the length of the text."""
    found: list[Quote] = []
    carried: _Opened | None = None
    ended = 0
    for start, end in paragraphs(text):
        if carried is not None and not _continues(text, start, carried):
            found.append(Quote(carried.start, ended, carried.inner, ended, 0))  # the closing mark was forgotten
            carried = None
        carried = _paragraph(text, start, end, carried, found)
        ended = end
    if carried is not None and ended > carried.inner:
        found.append(Quote(carried.start, ended, carried.inner, ended, 0))
    return sorted(found, key=lambda q: (q.start, -q.end))


def _paragraph(text: str, start: int, end: int, carried: _Opened | None, found: list[Quote]) -> _Opened | None:
    """Add the quotations of one paragraph; return one that a next paragraph may continue."""
    marks = list(_MARK.finditer(text, start, end))
    stack: list[_Opened] = []
    bare = start  # no single mark that closes stands between an opener without one and here
    if carried is not None:
        stack.append(carried)  # the opening mark of this paragraph only repeats the first one
        marks = marks[1:]
    for mark in marks:
        family = _family(mark.group())
        opens, closes = _can_open(text, mark, start), _can_close(text, mark, end)
        position = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].family == family), None)
        if closes and position is not None and not (opens and not closes):
            opened = stack[position]
            del stack[position:]
            found.append(Quote(opened.start, mark.end(), opened.inner, mark.start(), position))
        elif opens and position is None:
            far = min(end, mark.end() + _FAR)
            if family != "single" or _closer_ahead(text, max(mark.end(), bare), far):
                stack.append(_Opened(mark.start(), mark.end(), family))
            else:
                bare = max(bare, far - 4)
    return stack[0] if stack and stack[0].family != "single" else None


def _continues(text: str, start: int, carried: _Opened) -> bool:
    """Whether the paragraph at `start` opens with the mark again, as a quotation of several paragraphs does."""
    mark = _MARK.match(text, start)
    return mark is not None and _family(mark.group()) == carried.family


def _family(mark: str) -> str:
    if mark in _DOUBLE:
        return "double"
    return "single" if mark in _SINGLE else "guillemet"


def _can_open(text: str, mark: re.Match[str], start: int) -> bool:
    kind = mark.group()
    if kind in {"”", "’", "»", "›"}:
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end() : mark.end() + 1]
    if kind in {"“", "„", "``", "«"}:
        return True
    if not after or after.isspace() or before.isalnum():
        return False
    if kind in {"'", "‘"} and _CLOSED_CLITICS.match(text, mark.end()):
        return False
    return before.isspace() or before in '([{—–-/“"‘«:,'


def _can_close(text: str, mark: re.Match[str], end: int) -> bool:
    kind = mark.group()
    if kind in _OPEN_ONLY or kind in {"«", "‹"}:
        return False
    if kind in {"”", "»", "›"}:
        return True
    before = text[mark.start() - 1] if mark.start() else " "
    if kind == "''":  # typists open and close with two apostrophes alike
        return not before.isspace()
    after = text[mark.end()] if mark.end() < end else " "
    if before.isspace():
        return kind == '"' and text[mark.start() - 2 : mark.start() - 1] in {"'", "’"}  # `'…,' "`: two marks set apart
    if kind == '"':
        return not after.isalnum() or before in ".,!?…"
    return not after.isalnum() and not (before in "sS" and after == " " and _plural_possessive(text, mark.end(), end))


def _plural_possessive(text: str, at: int, end: int) -> bool:
    """`the ministers’ plan`: a small letter follows, and a better closing mark comes later."""
    if not text[at + 1 : at + 2].islower():
        return False
    return _BETTER_CLOSER.search(text, at, min(end, at + 600)) is not None


def _closer_ahead(text: str, at: int, end: int) -> bool:
    """Whether a single mark that can close comes later: an opener without one is an apostrophe."""
    return _CLOSER.search(text, at, end) is not None
