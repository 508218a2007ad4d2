"""A short answer within a sentence of evidence, and how near it stands to what was asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.records import Evidence, Question
from qa.words import keys

PREDICATED = 1.0  # what one gains of whom the sentence says it outright: “Norway *is the defending champion*”
CHOSEN = 0.6  # what a span gains that the reader chose
_CLAUSE = 8  # code points that a mark between clauses counts for: “Ada is champion, Roth is always in the running”
_PARTS = re.compile(r"[,;:](?=\s)")
_REACH = 12  # code points from the question's words after which nearness is halved


@dataclass(frozen=True, slots=True)
class Short:
    """A short answer: where it stands in `document.text`, how it is worded, and for dates the value and its note.

    `fit` (0 to 1) says how well the words suit what was asked for, beside the evidence's own score.
    """

    start: int
    end: int
    text: str
    fit: float
    value: str | None = None
    note: str = ""


Value = tuple[Evidence, Short]
"""A short answer with the sentence it stands in."""


_IS_THE = re.compile(r"\b(?:is|was|are|were) the (?P<what>[\w'’-]+(?: [\w'’-]+){0,4})\W*$", re.IGNORECASE)


def _is_said_of(asked: str, behind: str) -> bool:
    """Whether the words behind a name say of it just what is asked: which country *is the defending champion*."""
    found = _IS_THE.search(asked)
    return found is not None and bool(
        re.match(rf"\W?(?:is|was|are|were|['’]s) the {re.escape(found['what'])}\b", behind, re.IGNORECASE)
    )


def nearness(question: Question, evidence: Evidence, start: int, end: int) -> float:
    """How close (0 to 1) the question's words stand to a span within its sentence, and whether the reader chose it."""
    text = evidence.hit.document.text
    asked, named = question.keys, question.kind in ("actor", "place")
    best = 0.0
    for word in re.finditer(r"[\w'’.-]+", text[evidence.start : evidence.end]):
        low, high = evidence.start + word.start(), evidence.start + word.end()
        if low < end and high > start:
            continue
        if asked & keys(word.group()):
            between = text[high:start] if high <= start else text[end:low]
            parts = len(_PARTS.findall(between)) if named else 0
            distance = len(between) + _CLAUSE * parts
            best = max(best, 1.0 / (1.0 + distance / _REACH))
    outright = PREDICATED if named and _is_said_of(question.text, text[end : evidence.end]) else 0.0
    chosen = evidence.span is not None and evidence.span[0] < end and start < evidence.span[1]
    return 0.5 * best + outright + (CHOSEN if chosen else 0.0)
