"""Lines that say again what stands elsewhere on the page: headlines, page titles, pull quotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from index.lines import Line

_TITLE = re.compile(r"(\S.*\S)\s+[|•·–—:-]\s+\S.{1,60}")  # of a page, as a browser prints it
_LISTED = re.compile(r"(?:\d{1,2}[.)]|[•*–-])\s+")
_WORD = re.compile(r"\w+")
_FEWEST, _MOST = 4, 40  # words of a line that may be a repetition
_LONGEST_TITLE = 250  # characters
_SHINGLE = 4  # words that a pull quote and its sentence must begin to share
_MOST_SOURCES = 20  # sentences looked at for one pull quote


def mark_titles(lines: Sequence[Line], marks: list[bool]) -> None:
    """Mark what names a line and adds to it, in place: “headline | site”, an entry of a table of contents."""
    times = Counter(line.text for line in lines)
    for i, line in enumerate(lines):
        if marks[i] or line.f.words > _MOST or len(line.text) > _LONGEST_TITLE:
            continue
        title, listed = _TITLE.fullmatch(line.text), _LISTED.match(line.text)
        named = (title and title.group(1), listed and line.text[listed.end() :])
        marks[i] = any(name and times[name] > 0 for name in named)


def mark_repeated(lines: Sequence[Line], marks: list[bool], first: int) -> None:
    """Mark what is said again, in place: a line that stood before, and below the article's first sentence (line
    `first`) a line that stands inside another one, with who said it below."""
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if not marks[i] and _FEWEST <= line.f.words <= _MOST:
            key = " ".join(line.text.lower().split())
            marks[i] = key in seen
            seen.add(key)
    _mark_pull_quotes(lines, marks, first)


def _mark_pull_quotes(lines: Sequence[Line], marks: list[bool], first: int) -> None:
    words = [_WORD.findall(line.text.lower()) for line in lines]
    sources: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(first, len(lines)):
        for k in range(len(words[i]) - _SHINGLE + 1 if not marks[i] else 0):
            sources[tuple(words[i][k : k + _SHINGLE])].append(i)
    for i in range(first + 1, len(lines)):
        own = words[i]
        if marks[i] or not _FEWEST <= len(own) <= _MOST:
            continue
        quoted = lines[i].text[0] in "“\"«‘'" or lines[i].f.terminal
        said = f" {' '.join(own)} "
        candidates = sources[tuple(own[:_SHINGLE])][:_MOST_SOURCES]
        if any(
            len(words[j]) > len(own) + 1 and (quoted or j != i + 1) and said in f" {' '.join(words[j])} "
            for j in candidates
        ):
            marks[i] = True
            below = lines[i + 1].f if i + 1 < len(lines) else None
            if below and below.words <= 8 and not below.terminal and below.capitalised >= 0.5:
                marks[i + 1] = True
