"""The short answer in a sentence of evidence: a date, a person, a number, a place.

Every extraction gives words of the document with their offsets, and what they mean where that differs: a calendar
date for "on Wednesday", a full name and role for a surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.facts import Facts
from index.gazetteer import countries
from index.vocabulary import is_finite
from qa.days import days
from qa.figures import NUMBER, numbers
from qa.paired import told_apart
from qa.people import actors, asks_identity, asks_who_said, does_it, in_dateline, name_with_role, reporters
from qa.records import Evidence, Question
from qa.short import Short, nearness
from qa.withdrawn import asks_for_before, asks_for_withdrawn, replaced, withdrawn, within
from qa.words import FUNCTION_WORDS, keys, stems


def shorts(question: Question, evidence: Evidence, facts: Facts) -> list[Short]:
    """Short answers of the kind asked for, best first; empty where the kind has none or the sentence gives none."""
    extract = {"date": days, "actor": actors, "number": numbers, "place": _places}.get(question.kind)
    if extract is None:
        return []
    found = list(extract(question, evidence, facts))
    if asks_identity(question):
        return sorted(found, key=lambda short: (-short.fit, short.start))  # no other name says who somebody is
    found = found or list(_named_behind(question, evidence, facts))
    if question.kind == "actor" and not asks_who_said(question.text):
        found += _together(evidence, facts, found)
    if question.kind != "date" and not (found and asks_who_said(question.text)):
        found += _read(question, evidence, facts, found)
    if not asks_for_withdrawn(question.text):
        denied = withdrawn(evidence.hit.document.text, evidence.start, evidence.end)
        found = [short for short in found if not within(short.start, short.end, denied)]
    if not asks_for_before(question.text):
        before = replaced(evidence.hit.document.text, evidence.start, evidence.end)
        found = [replace(s, fit=s.fit - BEFORE) if within(s.start, s.end, before) else s for s in found]
    return sorted(told_apart(question, evidence, facts, found), key=lambda short: (-short.fit, short.start))


def _together(evidence: Evidence, facts: Facts, found: Sequence[Short]) -> Iterator[Short]:
    """Those whom the reader names in one breath, with who is named before them in the same row: “Ada Lund, *Ole Finn
    and the producer Per Dahl*”."""
    low, high = evidence.span or (0, 0)
    text = evidence.hit.document.text
    inside = [short for short in found if low <= short.start and short.end <= high]
    if len(inside) < 2 or " and " not in text[low:high] or len(text[low:high].split()) > 2 * _LONGEST:
        return
    before = {m[1]: m[0] for a in facts.actors if a.kind == "person" for m in a.mentions if m[0] >= evidence.start}
    while text[low - 2 : low] == ", " and low - 2 in before:
        low = before[low - 2]
    yield Short(low, high, " ".join(text[low:high].split()), max(short.fit for short in inside) + _ALL)


_ALL = 0.1  # what all who did it gain over one of them
_SOMEBODY = re.compile(
    r"\b(?:a|an|another) (?:[\w-]+ ){0,3}?(?:(?:wo)?man|boy|girl|teenager|suspect|driver|passenger|pilot|student|"
    r"worker|teacher|employee|resident|officer|farmer|tourist|hiker|climber|swimmer)\b",
    re.IGNORECASE,
)
_AGE_BEHIND = re.compile(r",? (?:aged? )?\d{1,3}(?:,|-year-old)| \(\d{1,3}\)")


def _named_behind(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    """Who is meant by “police arrested a woman”, where the next sentence opens with a name and an age."""
    place, text = facts.sentence_at(evidence.start), evidence.hit.document.text
    if question.kind != "actor" or place is None or not _SOMEBODY.search(evidence.text):
        return
    behind = facts.sentences[place + 1 : place + 2]
    for actor in facts.actors if behind else ():
        if actor.kind == "person" and not keys(actor.name) & question.keys:
            for low, high in actor.mentions:
                if low == behind[0].start and _AGE_BEHIND.match(text, high):
                    yield Short(low, high, name_with_role(actor, low), nearness(question, evidence, low, high))


BEFORE = 1.8  # what a value loses in whose place another came: more than the reader and the clause of the verb give
_LONGEST = 8  # words of a short answer in the reader's own choice
_ONE_OF = re.compile(r"one of\b", re.IGNORECASE)  # picks one out and counts nothing


def _read(question: Question, evidence: Evidence, facts: Facts, found: Sequence[Short]) -> Iterator[Short]:
    """The reader's own choice of words, where no rule found them: "a farmer", "by 31 votes to 30"."""
    if evidence.span is None or evidence.reading <= 0:
        return
    start = evidence.span[0]
    end = _with_noun(evidence.hit.document.text, *evidence.span) if question.kind == "actor" else evidence.span[1]
    text = evidence.hit.document.text[start:end]
    if any(s.start < end and start < s.end for s in found) or len(text.split()) > _LONGEST:
        return
    if question.kind == "actor":  # “Who was the tourist?” is not answered by “a US tourist”
        asked = text.split()[-1].lower() in _WHAT_ASKED.findall(question.text.lower())
        if asked or within(start, end, reporters(evidence, facts)) or does_it(question, evidence, start):
            return
    if question.kind == "number" and (not NUMBER.search(text) or _ONE_OF.match(evidence.hit.document.text, start)):
        return
    if not stems(text) <= stems(question.text):
        yield Short(start, end, text, nearness(question, evidence, start, end))


_WHAT_ASKED = re.compile(r"^\W*who (?:is|was|are|were) the (?:[\w-]+ )?(\w+) who\b")
_NOUN = re.compile(r" (?!(?:and|or|of|in|at|on|to|for|by|with|from|as|who|that|which)\b)[a-z]+\b")


def _with_noun(text: str, start: int, end: int) -> int:
    """Where a nationality ends with the noun it belongs to: “*US tourist* falls” is no country."""
    noun = _NOUN.match(text, end) if text[start:end] in countries() else None
    return noun.end() if noun and not is_finite(noun.group().strip()) else end


_PREPOSITIONS = r"in|at|near|to|from|outside|off|on|into|toward|towards|across|around"
_LOCATED = re.compile(rf"\b(?:{_PREPOSITIONS})\s+(?:the\s+|\w+ern\s+|central\s+)*$", re.IGNORECASE)
_VENUE_ASKED = re.compile(
    r"\b(?:venue|building|tower|bridge|hotel|club|hall|stadium|airport|station|museum|theatre|theater|hospital|school)\b",
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
        behind = text[name.end : name.end + 40].split()[:2]
        whose = behind[1:] and behind[0].islower() and behind[0] not in FUNCTION_WORDS and behind[1][0].isupper()
        if in_dateline(text, (name.start, name.end)) or whose:
            continue  # where it was filed; “to *Norbus* heir Ida Holt”: whose heir she is
        located = _LOCATED.search(before)
        if name.kind != "place" and located and re.match(r"(?:to|from|into)\b", located.group().lower()):
            located = None  # “sold to Norbus”: a body is no place one goes to
        chosen = evidence.span and evidence.span[0] <= name.start and name.end <= evidence.span[1]
        fit = nearness(question, evidence, name.start, name.end)
        fit += 0.6 if located else 0.0
        fit += 0.3 if name.kind == "place" else 0.0
        if name.kind != "place" and _VENUE_ASKED.search(question.text):
            fit += 0.6
        if name.text in countries():
            fit += 0.4 if "countr" in question.text.lower() else -0.4
        if located or name.kind == "place" or (chosen and _VENUE_ASKED.search(question.text)):
            yield _whole_place(evidence, Short(name.start, name.end, name.text, fit))


def _whole_place(evidence: Evidence, found: Short) -> Short:
    """A place with what the reader has around it: “*a quarry near* Holm”, “the *Grand* Hotel *in Holm*”."""
    low, high = evidence.span or (found.start, found.end)
    text = evidence.hit.document.text[low:high]
    inside = low <= found.start and found.end <= high and found.text not in countries()
    if not inside or len(text.split()) > _LONGEST or _LISTED.search(text):
        return found
    return replace(found, start=low, end=high, text=text)


_LISTED = re.compile(r"[.;:]\s|\band\b|\n")
