"""Whether a sentence is of the form that is asked for: a date for "when", a statement for "what did she say"."""

from __future__ import annotations

import re

from index.attributions import DEED_NOUNS
from index.facts import Facts
from index.minds import mind_words
from index.statements import Statement
from qa.attribute import actors_meant, columnist, is_by
from qa.days import phase_asked
from qa.extract import shorts
from qa.figures import counted
from qa.people import asks_who_said
from qa.records import Evidence, Question
from qa.words import keys, stems

OTHER_COUNT = 0.4  # of a sentence with numbers, none of which counts what is asked: towns where ships are wanted
OTHER_DAY = 0.4  # of a sentence with days where nothing begins, where it is asked when something began
UNSAID = 0.6  # of a sentence that nobody in it says, where it is asked who said something: a headline, a summary
OPEN = 0.5  # of a sentence where any form will do


def suits(question: Question, evidence: Evidence, facts: Facts) -> float:
    """From 0 (cannot be the answer by its form) to 1 (has the form of one)."""
    if question.about_comments:
        return OPEN
    if question.kind == "actor" and asks_who_said(question.text):
        return _spoken(question, evidence, facts)
    if question.kind in {"date", "actor", "number", "place"}:
        return _short(question, evidence, facts)
    if question.kind == "position":
        return _stated(question, evidence, facts)
    return _listed(question, evidence, facts) if question.kind == "list" else OPEN


_SINCE = re.compile(r"\b(?:since|from|until|till|through|under ?way|(?:kick|set|took|take)\w* off)\b", re.IGNORECASE)


def _short(question: Question, evidence: Evidence, facts: Facts) -> float:
    """1 for a sentence with a short answer of the kind asked for."""
    if not any(evidence.start <= s.start < evidence.end for s in shorts(question, evidence, facts)):
        return 0.0
    phase = phase_asked(question.text) if question.kind == "date" else None
    if phase and not (phase.search(evidence.text) or _SINCE.search(evidence.text)):
        return OTHER_DAY
    nouns = counted(question.text) if question.kind == "number" else ()
    return 1.0 if not nouns or stems(evidence.text) & set(nouns) else OTHER_COUNT


def _spoken(question: Question, evidence: Evidence, facts: Facts) -> float:
    """1 for what somebody says whom it can be asked for, named here or, of a long quotation, in a sentence beside."""
    others = [s for s in facts.said_in(evidence.start, evidence.end) if not keys(s.speaker) <= question.keys]
    if not shorts(question, evidence, facts):
        return 0.0
    return 1.0 if others else UNSAID  # whom the question names is not who speaks of them


def _stated(question: Question, evidence: Evidence, facts: Facts) -> float:
    """1 for words of the one asked about, 0.6 for anybody's where nobody known is named, less for no statement."""
    meant = actors_meant(facts, question)
    if by_actor(question, evidence, facts):
        return 1.0
    said = bool(facts.said_in(evidence.start, evidence.end))
    if meant and meant[0].kind == "person":
        return 0.3 if said else 0.2
    return 0.6 if said else 0.3


def by_actor(question: Question, evidence: Evidence, facts: Facts) -> bool:
    """Whether the one whose words are asked for, the first whom the question names, speaks in a sentence."""
    if columnist(evidence.hit.document, question) is not None:
        said = facts.said_in(evidence.start, evidence.end)
        return all(s.speaker.lower() in {"i", "we"} for s in said)
    meant = actors_meant(facts, question)
    return any(
        is_by(evidence.hit.document.text, facts, statement, question, meant)
        for statement in facts.said_in(evidence.start, evidence.end)
        if not _names_subject(evidence, statement)
        and not (_WORDS.search(question.text) and statement.cue.lower() in _UNSAID)
    )


_UNSAID = mind_words() | DEED_NOUNS  # who is a critic, or decides, says nothing
_WORDS = re.compile(r"\b(?:say|said|tell|told|write|wrote)\b", re.IGNORECASE)
# “his recent comments on guns”: that somebody spoke of it, and nothing of what they said
_NAMING = re.compile(
    r"\b(?:comments?|remarks?|statements?|questions?|rhetoric|speech(?:es)?) "
    r"(?:about|on|of|over|regarding|toward|to)\s+(?:the )?$",
    re.IGNORECASE,
)


def _names_subject(evidence: Evidence, statement: Statement) -> bool:
    text = evidence.hit.document.text
    return _NAMING.search(text[max(statement.start - 40, 0) : statement.start]) is not None


def _listed(question: Question, evidence: Evidence, facts: Facts) -> float:
    """How much a sentence looks like a list: names that the question does not have, or "a, b and c"."""
    within = [n.text for n in facts.names if evidence.start <= n.start < evidence.end]
    names = {name for name in within if not keys(name) & question.keys}
    series = len(re.findall(r",(?=[^,]{2,60},[^,]{0,60}\band\b)|\band\b", evidence.text))
    return min(1.0, 0.25 * len(names) + 0.2 * series)
