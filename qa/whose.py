"""Whose deed a sentence tells, and of whose things: of somebody else than a question names it may be nearly alike."""

from __future__ import annotations

import re

from index.facts import Facts
from qa.assertion import clause_before
from qa.records import Evidence, Question
from qa.words import keys

A_BODY = re.compile(r"\b(?:its|the (?:company|firm|group|club|union|party|bank|agency|council|board|team))\b", re.I)
"""What takes up a company or another body, whose name may look like a person's."""
_NAME_BEHIND = re.compile(r"\s+(?:the )?([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)*)")
_BY = re.compile(r"[\w'’-]+(?: [a-z][\w'’-]*){0,2} by (?:the )?([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)*)")


def done_by_another(question: Question, turns_on: str | None, item: Evidence, place: int, facts: Facts) -> bool:
    """Whether the question names who did it, and the sentence has it done by somebody else: “signed *by Stone*”."""
    asked = question.text.partition(turns_on)[0] if turns_on else ""
    doers = [keys(name) for name in question.names if name in asked]
    found = _BY.match(item.hit.document.text[place : item.end])
    if found is None or not doers or not re.match(r"\W*(?:did|does|do|has|have|had|will)\b", asked, re.IGNORECASE):
        return False
    if any(date.start <= place + found.start(1) < date.end for date in facts.dates):
        return False  # “mended by May”
    return not any(doer & keys(found[1]) for doer in doers)


_NOMINAL = re.compile(r"[a-z]+(?:ment|ion|ance|ence|al)s?\b", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r"[,;:—.]|\b(?:but|and|after|before|when|while)\b")


def done_to_another(question: Question, turns_on: str | None, item: Evidence, place: int) -> bool:
    """Whether the question names whom its predicate is done to, and the sentence has another name behind it, “backed
    *Stone*”, or a noun for it, “made an *endorsement*”, in a clause without the one."""
    text = item.hit.document.text
    asked = question.text.partition(turns_on)[2] if turns_on else ""
    whom, here = _NAME_BEHIND.match(asked), re.match(r"[\w'’-]+", text[place : item.end])
    if whom is None or here is None:
        return False
    there = keys(whom[1])
    if any(key.startswith("country:") for key in there):
        return False  # who visited Hiroshima visited Japan
    if other := _NAME_BEHIND.match(text[place + here.end() : item.end]):
        return not there & keys(other[1])
    behind = _NEXT_CLAUSE.split(text[place : item.end], maxsplit=1)[0]
    return bool(_NOMINAL.match(here.group())) and not there & keys(clause_before(text[item.start : place]) + behind)


_OWNED = re.compile(r"((?:[A-Z][\w-]+ )*[A-Z][\w-]+)['’]s? ((?:[a-z][\w-]+ ?){1,3})")


def of_what_anothers_is(question: Question, item: Evidence) -> bool:
    """Whether the question has “Lund’s boat”, and of boats a sentence has only “Holt’s boat”."""
    for owner, things in _OWNED.findall(question.text):
        mine = keys(owner)
        others = [one for one, their in _OWNED.findall(item.text) if keys(things) & keys(their) & question.keys]
        if others and not any(mine & keys(one) for one in others):
            return True
    return False
