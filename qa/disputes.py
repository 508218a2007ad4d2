"""A figure or a date with what other sources say of it: disagreements, older values, corrections."""

from __future__ import annotations

from collections.abc import Sequence

from index.dates import format_value
from qa.corrected import Correction, corrections
from qa.disagree import Other, alike_values, others
from qa.draft import Draft, shown
from qa.figures import value_of
from qa.records import Evidence, Question
from qa.reports import source_of
from qa.short import Short, Value
from qa.telling import Teller
from qa.withdrawn import asks_for_withdrawn


def tell_with_others(teller: Teller, draft: Draft, chosen: Value, evidence: Sequence[Evidence]) -> None:
    """The value that stands, then those of other sources, then the notice that corrected it, if one did."""
    question = draft.question
    first, rest = others(question, chosen, evidence, teller.facts_of)
    notice = _notice(teller, question, first, rest, evidence)
    if notice is not None:
        first = _mended(question, first, rest, notice)
        rest = [
            one
            for one in rest
            if not alike_values(question, one.short, first[1]) and _value(question, one.short) not in notice.old
        ]
    if notice is not None and _within(notice, first):
        short = first[1]
        said = format_value(short.value) if short.value else f"{short.text[:1].upper()}{short.text[1:]}"
        _tell_notice(draft, notice, f"{said}, corrected", short)
        return
    apart = any(one.how == "differs" for one in rest)
    teller.tell(draft, *first, opening="Sources differ: " if apart else "", named=bool(rest))
    for one in rest:
        teller.tell(draft, one.evidence, one.short, replaced=one.how == "earlier", named=True)
    if notice is not None:
        _tell_notice(draft, notice, "Corrected")


def _within(notice: Correction, value: Value) -> bool:
    """Whether a value stands in the notice itself."""
    item, short = value
    return item.hit.document.id == notice.evidence.hit.document.id and notice.start <= short.start < notice.end


def _tell_notice(draft: Draft, notice: Correction, opening: str, short: Short | None = None) -> None:
    """What a correction took back, with its words; `short` is the value that the claim is for."""
    document = notice.evidence.hit.document
    marker = draft.cite_span(document, notice.evidence.hit.passage, notice.start, notice.end)
    words = shown(document.text, notice.start, notice.end)
    opening, aside = f"{opening} from {next(iter(notice.old.values())).text}", f" ({source_of(document)})"
    day, note = (short.value, short.note) if short else (None, "")
    draft.claim(words, marker, short=opening, aside=aside, date=day, date_note=note)


def _notice(
    teller: Teller, question: Question, first: Value, rest: Sequence[Other], evidence: Sequence[Evidence]
) -> Correction | None:
    """The notice that takes back, or puts in place, one of the values found."""
    if asks_for_withdrawn(question.text):
        return None
    values = {_value(question, short) for short in (first[1], *(one.short for one in rest))}
    found = corrections(question, evidence, teller.facts_of)
    return next((one for one in found if values & (one.old.keys() | one.new.keys())), None)


def _mended(question: Question, first: Value, rest: Sequence[Other], notice: Correction) -> Value:
    """The value that stands after a correction, from a report that gives it or from the notice itself."""
    given = [(first[0], first[1]), *((one.evidence, one.short) for one in rest)]
    stands = next((one for one in given if _value(question, one[1]) in notice.new), None)
    if stands is not None or _value(question, first[1]) not in notice.old:
        return stands or first
    return notice.evidence, next(iter(notice.new.values()))


def _value(question: Question, short: Short) -> str:
    """What two wordings of a value share."""
    return (short.value or "") if question.kind == "date" else value_of(short.text)
