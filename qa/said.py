"""When a statement was made: on the day that its reporting words give, or those just before, or on publication."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from index.dates import DateExpression, format_value, interval
from index.facts import Facts
from index.records import Document
from index.statements import Statement

_Placed = TypeVar("_Placed", DateExpression, Statement)


@dataclass(frozen=True, slots=True)
class When:
    """An ISO value as `index.dates` writes it, or None, and in words how it is known or why it is not."""

    value: str | None
    note: str


def said_when(document: Document, facts: Facts, statement: Statement | None) -> When:
    """The day on which a statement was made, None being a sentence that is none.

    A date inside the content tells of what is spoken about, not of when it was said, and never counts.
    """
    if statement is not None:
        if (own := _beside(document.text, facts, statement)) is not None:
            return _stated(own)
        earlier = _statement_before(document.text, facts, statement)
        if earlier is not None and (found := _beside(document.text, facts, earlier)) is not None:
            return _stated(found, " in the sentence before")
    if document.published is None:
        return When(None, "the report has no date")
    day = document.published.isoformat()
    return When(day, f"published on {format_value(day)}; the report gives no other day")


def earliest(value: str | None) -> tuple[str, str]:
    """What dates are put in order by: first and last day of a value; what is unknown comes last."""
    days = interval(value) if value else None
    return (days[0].isoformat(), days[1].isoformat()) if days else ("9999", "9999")


def _stated(found: DateExpression, where: str = "") -> When:
    return When(found.value, f"“{found.text}”{where}" if found.note in {"", "stated"} else f"{found.note}{where}")


_ELSEWHERE = re.compile(
    r"\b(?:who|whom|which|whose|when|where|after|before|since|until|because|while)\b|[;:.]", re.IGNORECASE
)
_BOUND = re.compile(r"\b(?:since|until|till|before|after|from|by)\s+(?:the\s+)?$", re.IGNORECASE)
_REACH = 90  # code points between the reporting words and their date


def _beside(text: str, facts: Facts, statement: Statement) -> DateExpression | None:
    """The date of the statement's sentence that belongs to its reporting words: “said on Tuesday”, “On Tuesday, she
    told …”; not one inside anything said, nor one of a clause of its own (“who took office on 5 May”)."""
    low, high = sentences_of(facts, statement)
    around = _near(facts.statements, low, high)
    said = [(s.start, s.end) for s in around if s.start < high and low < s.end]
    cue = _cue_at(text, low, high, statement)
    free = [
        (abs(found.start - cue), found)
        for found in _near(facts.dates, low, high)
        if low <= found.start < high
        and found.value
        and found.granularity in {"day", "time", "week", "month", "season", "quarter", "year"}
        and not any(start <= found.start < end for start, end in said)
        and not _BOUND.search(text[max(low, found.start - 12) : found.start])
        and not _apart(text, *sorted([found.start, cue]), opens=not text[low : found.start].strip(' "“').count(" "))
    ]
    return min(free, default=(0, None), key=lambda one: one[0])[1]


_LONGEST = 4000  # code points of a statement; what begins further ahead cannot reach a sentence


def _near(found: Sequence[_Placed], low: int, high: int) -> Sequence[_Placed]:
    """Those of a list in reading order that can touch `low:high`; a document may hold thousands."""
    first = bisect_left(found, low - _LONGEST, key=lambda one: one.start)
    return found[first : bisect_left(found, high, key=lambda one: one.start)]


def _cue_at(text: str, low: int, high: int, statement: Statement) -> int:
    """Where the reporting words stand: outside the content, as near to the speaker as can be."""
    places = [low + m.start() for m in re.finditer(re.escape(statement.cue), text[low:high])]
    outside = [place for place in places if not statement.start <= place < statement.end]
    return min(outside, key=lambda place: abs(place - statement.speaker_start), default=statement.speaker_start)


def _apart(text: str, low: int, high: int, *, opens: bool) -> bool:
    """Whether a date and the reporting words belong to different clauses."""
    between = text[low:high]
    commas = between.count(",") > (1 if opens else 0)
    return len(between) > _REACH or commas or bool(_ELSEWHERE.search(between))


def sentences_of(facts: Facts, statement: Statement) -> tuple[int, int]:
    """From the sentence that holds the speaker or the content to the one that holds the other."""
    low, high = min(statement.start, statement.speaker_start), max(statement.end, statement.speaker_end)
    first, last = facts.sentence_at(low), facts.sentence_at(high - 1)
    if first is None or last is None:
        return low, high
    return facts.sentences[first].start, facts.sentences[last].end


def _statement_before(text: str, facts: Facts, statement: Statement) -> Statement | None:
    """The statement of the same speaker right before, in the same paragraph."""
    place = bisect_left(facts.statements, statement.start, key=lambda one: one.start)
    for earlier in reversed(facts.statements[max(place - 3, 0) : place]):
        if earlier.speaker == statement.speaker and "\n" not in text[earlier.end : statement.start]:
            return earlier
    return None
