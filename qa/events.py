"""Days that a report counts from another event: “on Friday, two days after the licence was granted”.

Such a sentence tells of two events and dates one. Which of them a question means is told by the words it shares with
either; the other day is reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from index.date_numbers import SMALL, count
from index.dates import DateExpression, format_value
from index.facts import Facts
from qa.records import Evidence, Question
from qa.short import Short
from qa.words import stems

_COUNTED = re.compile(
    rf"\b(?P<count>an?|the|{'|'.join(SMALL[1:13])}|\d{{1,2}})\s+(?P<unit>day|week)s?\s+(?P<side>after|before)\s+(?=[\w“\"])",
    re.IGNORECASE,
)
_END = re.compile(r"[,;:.]|$")
CERTAIN = 1.5  # what a reckoned day gains over the day of the other event


def counted_days(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    """The reckoned day of the event that a question means, where a sentence counts it from a dated one."""
    text = evidence.hit.document.text
    for found in _COUNTED.finditer(text, evidence.start, evidence.end):
        end = _END.search(text, found.end(), evidence.end)
        other = (found.end(), end.start() if end else evidence.end)  # the event that is counted from
        asked = stems(" ".join(question.terms))
        there = len(asked & stems(text[slice(*other)]))
        here = len(asked & stems(text[evidence.start : found.start()] + " " + text[other[1] : evidence.end]))
        if there <= here:
            continue
        anchor = _anchor(evidence, facts, found.start(), other)
        if anchor is None:
            continue
        days = (count(found["count"]) or 1) * (7 if found["unit"].lower() == "week" else 1)
        known = date.fromisoformat(anchor.value or "")
        day = known + timedelta(days=-days if found["side"].lower() == "after" else days)
        written = " ".join(text[found.start() : found.end()].split())
        note = f"“{written}” counted from {format_value(known.isoformat())}, “{anchor.text}”"
        yield Short(found.start(), other[1], text[found.start() : other[1]], CERTAIN, day.isoformat(), note)


def _anchor(evidence: Evidence, facts: Facts, at: int, other: tuple[int, int]) -> DateExpression | None:
    """The day of the event that tells the sentence: in it, outside what is counted from, else in the two before."""
    place = facts.sentence_at(evidence.start)
    first = facts.sentences[max((place or 0) - 2, 0)].start if place is not None else evidence.start
    days = [d for d in facts.dates if d.granularity == "day" and d.value and len(d.value) == len("2022-02-02")]
    said = [(s.start, s.end) for s in facts.statements]
    own = [d for d in days if evidence.start <= d.start < evidence.end and not other[0] <= d.start < other[1]]
    before = [
        d for d in days if first <= d.start < evidence.start and not any(low <= d.start < high for low, high in said)
    ]
    if own:
        return min(own, key=lambda d: abs(d.start - at))
    return before[-1] if before else None
