"""The day in a sentence that a question means, among the others that stand there.

A day gains by standing near the words asked about, in one clause with the verb, as a calendar day; it loses where it
dates something else: what was said, what it began from, a thing of that year, the sentence beside. Where a report
counts one event from another, “on Friday, two days after the licence was granted”, the day of the other is reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from index.date_numbers import SMALL, count
from index.dates import DateExpression, format_value
from index.facts import Facts
from qa.kinds import asks_about_saying
from qa.records import Evidence, Question
from qa.short import Short, nearness
from qa.thesaurus import is_past, kin_of
from qa.verb import verb_of
from qa.words import stem, stems


def days(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    """The days of a sentence and, with less weight, of those beside it, each with what it means."""
    yield from counted_days(question, evidence, facts)
    phase = phase_asked(question.text)
    acts = phase.finditer(evidence.hit.document.text, evidence.start, evidence.end) if phase else ()
    verbs = [*_verb_places(question, evidence), *(act.span() for act in acts)]
    before, after = _beside(evidence, facts)
    for found in facts.dates:
        if before <= found.start < after and not _is_another(question.text, evidence, found):
            fit = nearness(question, evidence, found.start, found.end) - (_PHASE_LOSS if phase and not verbs else 0)
            fit += _fit(question.text, verbs, evidence, facts, found)
            yield Short(found.start, found.end, found.text, fit, found.value, found.note)


def _is_another(asked: str, evidence: Evidence, found: DateExpression) -> bool:
    """Whether a date cannot be what is asked for."""
    text = evidence.hit.document.text
    if stems(found.text) <= stems(asked) and len(found.text) > 3:
        return True  # the question named it: it is what was known, not what is asked
    if _TERM_ASKED.search(asked) and not _TERM.search(evidence.text) and not _is_bound(text, found.start):
        return True  # the day on which it was done where it is asked by when it has to be
    # when the report was filed, not when anything happened; when it ended where it is asked when it began
    return is_dateline(text, found.start, found.end) or _other_phase(asked, text, found.start)


def _fit(
    asked: str, verbs: Sequence[tuple[int, int]], evidence: Evidence, facts: Facts, found: DateExpression
) -> float:
    """What a date gains by what it is and by what it belongs to, and loses where that is something else."""
    text, saying, wanted = evidence.hit.document.text, asks_about_saying(asked), _GRANULARITY.search(asked)
    fit = {"day": 0.3, "time": 0.3, "month": 0.15, "year": 0.05}.get(found.granularity, 0.1)
    fit -= 0.0 if evidence.start <= found.start < evidence.end else _BESIDE
    fit -= 0.0 if found.value else 0.3
    # A day named in a quotation is what was spoken of, not when it was said.
    quoted = saying and any(q.quoted and q.start <= found.start < q.end for q in facts.statements)
    fit -= _QUOTED_LOSS if quoted else 0.0
    fit -= _OF_SAYING if not saying and _when_said(evidence, facts, found, verbs) else 0.0
    fit -= _BOUND_LOSS if _is_bound(text, found.start) != bool(_BOUND_ASKED.search(asked)) else 0.0
    fit += _OF_VERB if _of_verb(evidence, found.start, found.end, verbs) else 0.0
    fit -= _OWNED if _owns(text, found) else 0.0
    return fit + (0.5 if wanted and found.granularity == wanted[1].lower() else 0.0)


_GRANULARITY = re.compile(r"\b(?:what|which) (year|month|week|quarter|decade|season)\b", re.IGNORECASE)
# what the day of “announced *on Friday* that it had closed on 3 May” loses where it is asked when it closed
_OF_SAYING = 0.7


def _when_said(evidence: Evidence, facts: Facts, found: DateExpression, verbs: Sequence[tuple[int, int]]) -> bool:
    """Whether a date tells when that was said in which the verb asked about stands."""
    said = facts.said_in(evidence.start, evidence.end)
    return any(
        not s.start <= found.start < s.end and any(s.start <= low < s.end for low, _ in verbs) and s.cue != ":"
        for s in said
    )


_DATELINE_PLACE = re.compile(
    r"^\s*(?:[A-Z][A-Z .,'’/-]{2,40}(?:\([^)]{1,30}\))?[,\s]*|[A-Z][\w'’-]+(?:[ /-][A-Z][\w'’-]+){0,2},\s*)$"
)
_DATELINE_END = re.compile(r"^[.,]?\s*(?:\d{4}[.,]?\s*)?(?:[-–—/]|\([^)\n]{1,40}\)\s*[-–—]?)")


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a date belongs to a dateline: behind a place that opens a line and before a dash or the agency."""
    opens = _DATELINE_PLACE.match(text[text.rfind("\n", 0, start) + 1 : start])
    return bool(opens and _DATELINE_END.match(text[end : end + 60]))


_OF_VERB = 0.6  # what a day gains that stands in one clause with the verb asked: as much as the reader's choice gives
_NEW_CLAUSE = re.compile(
    r"[;:–—]|,(?!\s*\d{4})|\b(?:and|but|or|after|before|when|while|since|as|who|which|that|where|until|though)\b",
    re.IGNORECASE,
)


def _verb_places(question: Question, evidence: Evidence) -> list[tuple[int, int]]:
    """Where a sentence has the verb of the question: the word of which it has the past, or the one that it turns on."""
    told, forms = _verb_forms(question.text, question.plain)
    return [
        (evidence.start + found.start(), evidence.start + found.end())
        for found in re.finditer(r"[\w'’-]+", evidence.text)
        if stem(found.group()) in told or (is_past(found.group()) and stem(found.group()) in forms)
    ]


@lru_cache(maxsize=64)
def _verb_forms(text: str, plain: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The forms of the verb a question turns on, and of all its plain words: worked out once for all sentences."""
    verb = verb_of(text)
    told = kin_of(verb).forms if verb else frozenset()
    return told, frozenset(form for word in plain if word.islower() for form in kin_of(word).forms)


def _of_verb(evidence: Evidence, start: int, end: int, verbs: Sequence[tuple[int, int]]) -> bool:
    """Whether no other clause begins between a date and a verb: “fell ill on Monday and *died on Friday*”; the comma
    behind a date that opens the sentence, “In May, the bank …”, begins none."""
    text = evidence.hit.document.text
    if len(text[evidence.start : start].split()) <= _OPENING and text[end : end + 1] == ",":
        end += 1
    between = (text[end:low] if end <= low else text[high:start] for low, high in verbs)
    return any(not _NEW_CLAUSE.search(words) for words in between)


_OPENING = 2  # words before a date that opens its sentence: “But in”
_OWNED = 0.6  # what the year of a thing loses, “ruled out this year's fair”: it dates the fair and not the ruling


def _owns(text: str, found: DateExpression) -> bool:
    return found.granularity in {"year", "season", "month"} and text[found.end : found.end + 2] in {"'s", "’s"}


_PHASE_LOSS = 0.8  # where it is asked when something began, and the sentence has nothing that begins
_BEGINS = r"\b(?:beg[aiu]n\w*|start\w*|launch\w*|commenc\w*|open(?:ed|s|ing)?)\b"
_ENDS = r"\b(?:end(?:ed|s|ing)?|finish\w*|conclud\w*|expir\w*|clos(?:ed?|es|ing))\b"
_PHASES = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(rf"{other}[^,;.]{{0,24}}$", re.IGNORECASE))
    for asked, other in ((_BEGINS, _ENDS), (_ENDS, _BEGINS))
)


def phase_asked(question: str) -> re.Pattern[str] | None:
    """The words that tell of a beginning where it is asked when something began, of an end where it is asked for that;
    None where neither is."""
    return next((own for own, _ in _PHASES if own.search(question)), None)


def _other_phase(question: str, text: str, start: int) -> bool:
    """Whether a date is that of an end where a beginning is asked for, or the other way round."""
    others = [other for asked, other in _PHASES if asked.search(question)]
    return len(others) == 1 and others[0].search(text, max(start - 40, 0), start) is not None


_QUOTED_LOSS = 1.0
_BOUND_LOSS = 0.5  # what "since June" loses where the day of an event is asked for, and a plain day where a bound is
_BOUND = re.compile(r"\b(?:since|until|till|before|after|from|by)\s+(?:the\s+)?(?:end of\s+)?$", re.IGNORECASE)
# “By when must it …?”: the end of a term, in whatever words
_TERM_ASKED = re.compile(r"\b(?:by|until|till|before) (?:when|what|which)\b|\bdeadline\b", re.IGNORECASE)
_TERM = re.compile(
    r"\b(?:deadline|due|expir\w*|no later than|run(?:s|ning)? out|cut-?off|limit|up to)\b", re.IGNORECASE
)
_BOUND_ASKED = re.compile(
    r"\b(?:since|until|till|before|from|by)\s+(?:when|what|which)\b|\bhow long\b|\bdeadline\b|\bsince\W*$",
    re.IGNORECASE,
)


def _is_bound(text: str, start: int) -> bool:
    """Whether a date begins or ends a stretch of time and is no day of an event."""
    return bool(_BOUND.search(text[max(start - 24, 0) : start]))


_BESIDE = 0.8  # what a date loses that stands in the sentence before or after, not in the evidence itself


def _beside(evidence: Evidence, facts: Facts) -> tuple[int, int]:
    """The stretch from the sentence before to the sentence after, within one paragraph."""
    text, place = evidence.hit.document.text, facts.sentence_at(evidence.start)
    near = facts.sentences[max(place - 1, 0) : place + 2] if place is not None else ()
    same = [s for s in near if "\n" not in text[min(s.end, evidence.end) : max(s.start, evidence.start)]]
    ends = [(evidence.start, evidence.end), *((s.start, s.end) for s in same)]
    return min(ends)[0], max(high for _, high in ends)


_COUNTED = re.compile(
    rf"\b(?P<count>an?|the|{'|'.join(SMALL[1:13])}|\d{{1,2}})\s+(?P<unit>day|week)s?\s+(?P<side>after|before)\s+(?=[\w“\"])",
    re.IGNORECASE,
)
_CERTAIN = 1.5  # what a reckoned day gains over the day of the other event


def counted_days(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    """The reckoned day of the event that a question means, where a sentence counts it from a dated one: of the two it
    is the one that shares more words with the question."""
    text, asked = evidence.hit.document.text, stems(" ".join(question.terms))
    for found in _COUNTED.finditer(text, evidence.start, evidence.end):
        told = re.split("[,;:.]", text[found.end() : evidence.end], maxsplit=1)[0]  # the event that is counted from
        end = found.end() + len(told)
        here = stems(f"{text[evidence.start : found.start()]} {text[end : evidence.end]}")
        anchor = _anchor(evidence, facts, found.start(), range(found.end(), end))
        if anchor is None or len(asked & stems(told)) <= len(asked & here):
            continue
        days = (count(found["count"]) or 1) * (7 if found["unit"].lower() == "week" else 1)
        known = date.fromisoformat(anchor.value or "")
        day = known + timedelta(days=-days if found["side"].lower() == "after" else days)
        written = " ".join(found.group().split())
        note = f"“{written}” counted from {format_value(known.isoformat())}, “{anchor.text}”"
        yield Short(found.start(), end, text[found.start() : end], _CERTAIN, day.isoformat(), note)


def _anchor(evidence: Evidence, facts: Facts, at: int, other: range) -> DateExpression | None:
    """The day of the event that tells the sentence: in it, outside what is counted from, else in the two before."""
    first = facts.sentences[max((facts.sentence_at(evidence.start) or 0) - 2, 0)].start
    days = [d for d in facts.dates if d.granularity == "day" and d.value]
    own = [d for d in days if evidence.start <= d.start < evidence.end and d.start not in other]
    before = [d for d in days if first <= d.start < evidence.start and not facts.said_in(d.start, d.end)]
    return min(own, key=lambda d: abs(d.start - at)) if own else before[-1] if before else None
