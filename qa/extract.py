"""The short answer in a sentence of evidence: a date, a person, a number, a place.

Every extraction gives words of the document with their offsets, and what they mean where that differs: a calendar
date for "on Wednesday", a full name and role for a surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from index.dates import DateExpression
from index.facts import Facts
from index.gazetteer import countries
from qa.events import coming, counted_days
from qa.figures import NUMBER, numbers
from qa.kinds import asks_about_saying, asks_ahead
from qa.paired import told_apart
from qa.people import actors, asks_who_said, reporters
from qa.premise import verb_of
from qa.records import Evidence, Question
from qa.replaced import asks_for_before, replaced
from qa.short import Short, nearness
from qa.thesaurus import is_past, kin_of
from qa.withdrawn import asks_for_withdrawn, withdrawn, within
from qa.words import stem, stems


def shorts(question: Question, evidence: Evidence, facts: Facts) -> list[Short]:
    """Short answers of the kind asked for, best first; empty where the kind has none or the sentence gives none."""
    extract = {"date": _dates, "actor": actors, "number": numbers, "place": _places}.get(question.kind)
    if extract is None:
        return []
    found = list(extract(question, evidence, facts))
    if question.kind != "date" and not (found and asks_who_said(question.text)):
        found += _read(question, evidence, facts, found)
    if not asks_for_withdrawn(question.text):
        denied = withdrawn(evidence.hit.document.text, evidence.start, evidence.end)
        found = [short for short in found if not within(short.start, short.end, denied)]
    if not asks_for_before(question.text):
        before = replaced(evidence.hit.document.text, evidence.start, evidence.end)
        found = [replace(s, fit=s.fit - BEFORE) if within(s.start, s.end, before) else s for s in found]
    return sorted(told_apart(question, evidence, facts, found), key=lambda short: (-short.fit, short.start))


BEFORE = 1.2  # what a value loses that held before another in its sentence took its place: more than the reader gives
_LONGEST = 8  # words of a short answer in the reader's own choice


_ONE_OF = re.compile(r"one of\b", re.IGNORECASE)  # picks one out and counts nothing


def _read(question: Question, evidence: Evidence, facts: Facts, found: Sequence[Short]) -> Iterator[Short]:
    """The reader's own choice of words, where no rule found them: "a farmer", "by 31 votes to 30"."""
    if evidence.span is None or evidence.reading <= 0:
        return
    start, end = evidence.span
    text = evidence.hit.document.text[start:end]
    if any(s.start < end and start < s.end for s in found) or len(text.split()) > _LONGEST:
        return
    if question.kind == "actor" and within(start, end, reporters(evidence, facts)):
        return
    if question.kind == "number" and (not NUMBER.search(text) or _ONE_OF.match(evidence.hit.document.text, start)):
        return
    if not stems(text) <= stems(question.text):
        yield Short(start, end, text, nearness(question, evidence, start, end))


def _dates(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    yield from counted_days(question, evidence, facts)
    asked = stems(question.text)
    ahead = asks_ahead(question.text)
    asks_bound = bool(_BOUND_ASKED.search(question.text))
    before, after = _beside(evidence, facts)
    term = _TERM_ASKED.search(question.text) and not _TERM.search(evidence.text)
    phase = next((own for own, _ in _PHASES if own.search(question.text)), None)
    verbs = _verb_places(question, evidence)
    verbs += (
        [found.span() for found in phase.finditer(evidence.hit.document.text, evidence.start, evidence.end)]
        if phase
        else []
    )
    for written in facts.dates:
        found = coming(written, evidence.hit.document.published) if ahead else written
        if not before <= found.start < after:
            continue
        if stems(found.text) <= asked and len(found.text) > 3:
            continue  # the question named it: it is what was known, not what is asked
        if _is_dateline(evidence.hit.document.text, found.start, found.end):
            continue  # when the report was filed, not when anything happened
        fit = nearness(question, evidence, found.start, found.end)
        fit += {"day": 0.3, "time": 0.3, "month": 0.15, "year": 0.05}.get(found.granularity, 0.1)
        fit -= 0.0 if evidence.start <= found.start < evidence.end else _BESIDE
        fit -= 0.0 if found.value else 0.3
        # A day named in a quotation is what was spoken of, not when it was said.
        quoted = any(q.quoted and q.start <= found.start < q.end for q in facts.statements)
        fit -= _QUOTED_LOSS if quoted and asks_about_saying(question.text) else 0.0
        fit -= _BOUND_LOSS if _is_bound(evidence.hit.document.text, found.start) != asks_bound else 0.0
        if term and not _is_bound(evidence.hit.document.text, found.start):
            continue  # the day on which it was done where it is asked by when it has to be
        fit += _OF_VERB if _of_verb(evidence, found.start, found.end, verbs) else 0.0
        fit -= _OWNED if _owns(evidence.hit.document.text, found) else 0.0
        if _other_phase(question.text, evidence.hit.document.text, found.start):
            continue  # the day on which it ended where it is asked when it began
        fit -= _PHASE_LOSS if phase and not verbs else 0.0
        if wanted := _wanted_granularity(question.text):
            fit += 0.5 if found.granularity == wanted else 0.0
        yield Short(found.start, found.end, found.text, fit, found.value, found.note)


_DATELINE_PLACE = re.compile(
    r"^\s*(?:[A-Z][A-Z .,'’/-]{2,40}(?:\([^)]{1,30}\))?[,\s]*|[A-Z][\w'’-]+(?:[ /-][A-Z][\w'’-]+){0,2},\s*)$"
)
_DATELINE_END = re.compile(r"^[.,]?\s*(?:\d{4}[.,]?\s*)?(?:[-–—/]|\([^)\n]{1,40}\)\s*[-–—]?)")


def _is_dateline(text: str, start: int, end: int) -> bool:
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


def _other_phase(question: str, text: str, start: int) -> bool:
    """Whether a date is that of an end where a beginning is asked for, or the other way round."""
    before = text[max(start - 40, 0) : start]
    asked = [asked for asked, _ in _PHASES if asked.search(question)]
    return any(one.search(question) and other.search(before) for one, other in _PHASES) and len(asked) == 1


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
    place = facts.sentence_at(evidence.start)
    text = evidence.hit.document.text
    low, high = evidence.start, evidence.end
    if place is not None:
        if place > 0 and "\n" not in text[facts.sentences[place - 1].end : low]:
            low = facts.sentences[place - 1].start
        if place + 1 < len(facts.sentences) and "\n" not in text[high : facts.sentences[place + 1].start]:
            high = facts.sentences[place + 1].end
    return low, high


def _wanted_granularity(text: str) -> str | None:
    found = re.search(r"\b(?:what|which) (year|month|week|quarter|decade|season)\b", text, re.IGNORECASE)
    return found.group(1).lower() if found else None


_PREPOSITIONS = r"in|at|near|to|from|outside|off|on|into|toward|towards|across|around"
_LOCATED = re.compile(rf"\b(?:{_PREPOSITIONS})\s+(?:the\s+|\w+ern\s+|central\s+)*$", re.IGNORECASE)


_VENUE_ASKED = re.compile(
    r"\b(?:venue|building|hotel|club|hall|stadium|airport|station|museum|theatre|theater|hospital|school)\b",
    re.IGNORECASE,
)


def _places(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    asked = stems(question.text)
    text = evidence.hit.document.text
    for name in facts.names:
        if name.kind not in {"place", "other", "organisation"} or not evidence.start <= name.start < evidence.end:
            continue
        if stems(name.text) <= asked:
            continue
        before = text[max(name.start - 24, 0) : name.start]
        located = _LOCATED.search(before)
        fit = nearness(question, evidence, name.start, name.end)
        fit += 0.6 if located else 0.0
        fit += 0.3 if name.kind == "place" else 0.0
        if name.kind != "place" and _VENUE_ASKED.search(question.text):
            fit += 0.6
        if name.text in countries():
            fit += 0.4 if "countr" in question.text.lower() else -0.4
        if located or name.kind == "place":
            yield Short(name.start, name.end, name.text, fit)
