"""From the lines of printed pages to running text: paragraphs whole again, running heads set apart.

A line break of a page only wraps a paragraph unless something shows that one ends: a wider gap, another size of type,
an indent, a last line that left room for the next word. What repeats at the edge of page after page is no part of the
text: it is kept once, in front of the text or behind it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

_BULLET = re.compile(r"[•▪◦‣■●]\s?")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
_TERMINAL = re.compile(r"[.!?…:][”’\"')»\]]*$")
_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|p\.?)\s*)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HALVES = re.compile(r"([^\W\d_]+)-$")
_COMPOUND = frozenset(  # first halves of words that are written with a hyphen
    "all anti co cross ex extra far first full half hard high ill inter less long low mid multi near non old one open"
    " part post pre pro quasi second self semi short so sub then third top two vice well".split()
)
_EDGE = 3  # lines at the top and at the bottom of a page among which running heads are looked for
_SAME_PLACE = 4.0  # points that a running head may move from page to page
_OFTEN = 0.3  # share of the pages on which it stands; left and right pages may have heads of their own
_WIDE_GAP = 1.3  # of the usual distance between lines: a new paragraph begins
_OTHER_SIZE = 0.09  # share by which the size of type differs from a headline to its text
_INDENT = 0.8  # of the size of type


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page: its text, where it begins (points from the left and the bottom edge), its size of type."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Typeset:
    """`pages` are the offsets in `text` at which pages begin, `asides` the running heads and feet."""

    text: str
    pages: tuple[int, ...]
    asides: tuple[tuple[int, int], ...]


def typeset(pages: Sequence[Sequence[PrintedLine]]) -> Typeset:
    """The running text of printed pages whose lines come in reading order; blank lines between paragraphs."""
    heads, feet, bodies = _without_running(pages)
    lines = [line for body in bodies for line in body]
    breaks = _breaks(bodies, _Measures.of(lines))
    text, asides, starts = "", [], []
    for head in heads:
        asides.append((len(text), len(text) + len(head)))
        text += head + "\n\n"
    pieces, at, number = [text], len(text), 0
    for body in bodies:
        starts.append(at)
        for line in body:
            hyphen, between = breaks[number] if number < len(breaks) else (0, "")
            pieces += [line.text[: len(line.text) - hyphen], between]
            at += len(line.text) - hyphen + len(between)
            number += 1
    text = "".join(pieces).rstrip()
    for foot in feet:
        asides.append((len(text) + 2, len(text) + 2 + len(foot)))
        text += "\n\n" + foot
    return Typeset(text, (0, *starts[1:]) if text else (), tuple(asides))


@dataclass(frozen=True, slots=True)
class _Measures:
    """The usual distance between lines, in sizes of type, and the characters of a full line."""

    leading: float
    width: int

    @classmethod
    def of(cls, lines: Sequence[PrintedLine]) -> _Measures:
        steps = [
            (upper.y - lower.y) / lower.size
            for upper, lower in itertools.pairwise(lines)
            if 0.5 * lower.size < upper.y - lower.y < 3 * lower.size
        ]
        lengths = sorted(len(line.text) for line in lines)
        return cls(median(steps) if steps else 1.2, lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0)


def _breaks(bodies: Sequence[Sequence[PrintedLine]], whole: _Measures) -> list[tuple[int, str]]:
    """For each line but the last: characters to take off its end, and what to put between it and the next one."""
    words = Counter(word for body in bodies for line in body for word in _WORD.findall(line.text.casefold()))
    found: list[tuple[int, str]] = []
    before: PrintedLine | None = None
    for body in bodies:
        own = _Measures.of(body) if len(body) >= 8 else whole
        for number, line in enumerate(body):
            if before is not None:
                ends = _ends(before, line, own, jumped=number == 0 or line.y > before.y + 0.5 * line.size)
                found.append((0, "\n\n") if ends else _joint(before.text, line.text, words))
            before = line
    return found


def _ends(before: PrintedLine, line: PrintedLine, usual: _Measures, *, jumped: bool) -> bool:
    """Whether a paragraph ends between two lines. `jumped`: the next one stands in another column or page."""
    sentence_ends = bool(_TERMINAL.search(before.text))
    if _BULLET.match(line.text) or (_NUMBERED.match(line.text) and sentence_ends):
        return True
    if abs(before.size - line.size) > _OTHER_SIZE * max(before.size, line.size):
        return not _drop_cap(before.text, line.text)
    if not jumped and before.y - line.y > _WIDE_GAP * usual.leading * line.size:
        return True
    needed = len(before.text) + 1 + len(line.text.split(maxsplit=1)[0])
    room = needed < 0.92 * usual.width
    if not jumped and line.x - before.x > _INDENT * line.size and (sentence_ends or room):
        return True
    starts_anew = not line.text[0].islower()
    return (room and sentence_ends) or (not jumped and needed < 0.6 * usual.width and starts_anew)


def _drop_cap(before: str, line: str) -> bool:
    return len(before) == 1 and before.isupper() and line[:1].islower()


def _joint(before: str, line: str, words: Counter[str]) -> tuple[int, str]:
    """How two lines of a paragraph join: a word divided at the end of a line becomes whole again."""
    if before.endswith("\u00ad"):
        return 1, ""
    if _drop_cap(before, line):
        return 0, ""
    first = _HALVES.search(before)
    second = _WORD.match(line)
    if first is None or second is None:
        return (0, "") if before.endswith(("-", "–", "/")) and line[0].isalnum() else (0, " ")
    if line[0].isupper():
        return 0, ""  # Anglo-American
    left, right = first[1].casefold(), second[0].casefold()
    if words[left + right] == words[f"{left}-{right}"]:
        return (0, "") if left in _COMPOUND else (1, "")
    return (1, "") if words[left + right] > words[f"{left}-{right}"] else (0, "")


def _without_running(pages: Sequence[Sequence[PrintedLine]]) -> tuple[list[str], list[str], list[list[PrintedLine]]]:
    """Running heads and feet, each once, and the lines of each page without them and without page numbers."""
    edges = [list(_edges(page)) for page in pages]
    seen: dict[tuple[bool, str], list[float]] = {}
    for page, marked in zip(pages, edges, strict=True):
        for number, top in marked:
            seen.setdefault((top, _key(page[number].text)), []).append(page[number].y)
    running = {place: median(heights) for place, heights in seen.items() if len(heights) >= max(2, _OFTEN * len(pages))}
    kept: dict[tuple[bool, str], dict[str, None]] = {}
    bodies: list[list[PrintedLine]] = []
    for page, marked in zip(pages, edges, strict=True):
        dropped: set[int] = set()
        inward = {True: True, False: True}  # whether all lines nearer to that edge were running ones
        for number, top in marked:
            line, place = page[number], (top, _key(page[number].text))
            repeats = place in running and abs(line.y - running[place]) <= _SAME_PLACE
            counted = bool(_PAGE_NUMBER.fullmatch(line.text))
            inward[top] = inward[top] and (repeats or counted)
            if inward[top]:
                dropped.add(number)
            if inward[top] and not counted:
                kept.setdefault(place, {})[line.text] = None
        bodies.append([line for number, line in enumerate(page) if number not in dropped])
    heads = [_without_number(texts) for (top, _), texts in kept.items() if top]
    feet = [_without_number(texts) for (top, _), texts in kept.items() if not top]
    return heads, feet[::-1], bodies


def _without_number(texts: Collection[str]) -> str:
    """One running head for all pages: what differs from page to page at its end or beginning is the page's number."""
    first = next(iter(texts))
    return re.sub(r"^\d{1,4}\s+|\s+\d{1,4}$", "", first) if len(texts) > 1 else first


def _edges(page: Sequence[PrintedLine]) -> Iterator[tuple[int, bool]]:
    """The lines at the upper edge of a page, highest first, and those at the lower one, lowest first."""
    order = sorted(range(len(page)), key=lambda number: -page[number].y)
    top = order[:_EDGE] if len(order) >= 2 * _EDGE else order[: len(order) // 2]
    bottom = order[len(order) - _EDGE :] if len(order) >= 2 * _EDGE else order[len(order) // 2 :]
    yield from ((number, True) for number in top)
    yield from ((number, False) for number in reversed(bottom))


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))
