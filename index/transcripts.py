"""Interviews printed as turns: `Name: words`, one paragraph after another.

A line opens a turn when it begins with a label of up to four capitalised words and a colon. A text is a transcript when
two labels or more take turns, one of them at least twice; a single `Note: …` makes none.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_AT = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?[ \t]*(?:[–—-][ \t]*)?)?"  # when it was said, on the recording
_LABEL = re.compile(
    rf"^[ \t>*_]*{_AT}[\"“]?((?:[A-Z][\w.'’-]*)(?:[ ][A-Z][\w.'’-]*){{0,3}})"
    rf"(?:,[ ][A-Z][A-Z .'’-]{{1,40}})?[*_]*[ \t]?{_AT}:[*_]*(?:[ \t]+|[ \t]*\n\n?){_AT}(?=\S)",
    re.MULTILINE,
)
_TURNS = 3  # fewer labelled lines are no conversation
_NEVER = frozenset(
    "note correction update editor reporting contact source photo image video tel phone email published updated "
    "explainer analysis opinion review live watch listen exclusive breaking profile obituary interview comment column "
    "editorial letter letters fact factbox timeline quiz podcast report author "
    "writer reporter by from to subject title date transcript said says added asked".split()
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in one paragraph: `text[start:end]`, under the label `text[label_start:label_end]`; `asks`
    tells a question, which states nothing."""

    label_start: int
    label_end: int
    start: int
    end: int
    asks: bool


_HEADLINE = re.compile(r"\s*((?:[^\W\d_][\w.'’-]*\s){0,3}[^\W\d_][\w.'’-]*):\s+(\S.*\S)")


def find_headline(text: str) -> Turn | None:
    """A headline that names who says so before a colon: `Minister: Pier will stay`; the first line alone can be one.

    Whether the label names somebody who can speak is for the caller to judge.
    """
    stop = text.find("\n", len(text) - len(text.lstrip()))
    line = _HEADLINE.fullmatch(text, 0, len(text) if stop < 0 else stop)
    if line is None or line.group(1).split()[0].rstrip(".").lower() in _NEVER or line.group(2).count(" ") < 2:
        return None
    return Turn(*line.span(1), *line.span(2), asks=line.group(2).endswith("?"))


def find_turns(text: str) -> list[Turn]:
    """The turns of a transcript in reading order; empty for a text that is none. Linear in the length."""
    found = [m for m in _LABEL.finditer(text) if m.group(1).split()[0].rstrip(".").lower() not in _NEVER]
    written = [m.group(1).lower().split() for m in found]
    alone = {name[0] for name in written if len(name) == 1}
    labels = Counter(name[-1] if name[-1] in alone else " ".join(name) for name in written)  # “Ada Lund: …”, “Lund: …”
    if len(found) < _TURNS or len(labels) < 2 or max(labels.values()) < 2:
        return []
    turns = []
    for match in found:
        line_end = text.find("\n", match.end())
        end = len(text) if line_end < 0 else line_end
        stripped = match.end() + len(text[match.end() : end].rstrip())
        turns.append(Turn(*match.span(1), match.end(), stripped, asks=text[stripped - 1] == "?"))
    return turns
