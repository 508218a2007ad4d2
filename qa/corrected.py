"""Corrections: which figure or date a notice takes back, and what it puts in its place.

“Correction: an earlier article said that four boats had sunk. It was five.” The new value stands in the sentence of
the notice or in the one behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.facts import Facts, Sentence
from qa.figures import NUMBER, value_of
from qa.records import Evidence, FactsOf, Question
from qa.short import Short
from qa.withdrawn import withdrawn, within
from qa.words import keys

_NOTICE = re.compile(
    r"\b(?:correct(?:ion|ed|s)|clarification|amended|erratum|misstated|(?:earlier|previous|original|first|initial) "
    r"(?:\w+ )?(?:version|edition|report|article|story|post|draft|dispatch|count|statement)s?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A notice: where it stands, and the values it takes back and gives instead, by `value_of` or as an ISO value."""

    evidence: Evidence
    start: int
    end: int
    old: Mapping[str, Short]
    new: Mapping[str, Short]


def corrections(question: Question, evidence: Sequence[Evidence], facts_of: FactsOf) -> Iterator[Correction]:
    """The notices near the subject of a question, the best ranked first."""
    for item in evidence:
        facts = facts_of(item)
        place = facts.sentence_at(item.start) if _NOTICE.search(item.text) else None
        if place is not None and (found := _read(question, item, facts, place)):
            yield found


def _read(question: Question, item: Evidence, facts: Facts, place: int) -> Correction | None:
    """What one notice says, where it is about a value of the kind asked for and about the subject."""
    text, sentence = item.hit.document.text, facts.sentences[place]
    behind = _behind(facts, place, text)
    end = behind.end if behind else sentence.end
    denied = withdrawn(text, sentence.start, end)
    if not denied or not keys(text[sentence.start : end]) & question.keys:
        return None
    values = list(_values(question, text, facts, sentence.start, end))
    old = {value: short for value, short in values if within(short.start, short.end, denied)}
    new = {value: short for value, short in values if value not in old}
    return Correction(item, sentence.start, end, old, new) if old and new else None


def _behind(facts: Facts, place: int, text: str) -> Sentence | None:
    """The sentence behind a notice in the same paragraph."""
    if place + 1 >= len(facts.sentences):
        return None
    here, behind = facts.sentences[place], facts.sentences[place + 1]
    return behind if behind.kind == here.kind and "\n" not in text[here.end : behind.start] else None


def _values(question: Question, text: str, facts: Facts, start: int, end: int) -> Iterator[tuple[str, Short]]:
    """The dates, or the numbers that are no dates, in a stretch of text, with what they mean."""
    dates = [d for d in facts.dates if start <= d.start < end]
    if question.kind == "date":
        for found in dates:
            if found.value:
                yield found.value, Short(found.start, found.end, found.text, 0.0, found.value, found.note)
        return
    for match in NUMBER.finditer(text, start, end):
        low, high = match.span()
        if not any(low < d.end and d.start < high for d in dates):
            yield value_of(match.group()), Short(low, high, match.group(), 0.0)
