"""Whether a sentence is of the form that is asked for: a date for "when", a statement for "what did she say"."""

from __future__ import annotations

import re

from index.facts import Facts
from qa.attribute import actors_meant
from qa.extract import shorts
from qa.figures import counted
from qa.opinion import columnist
from qa.records import Evidence, Question
from qa.words import keys, stems

OTHER_COUNT = 0.4  # of a sentence with numbers, none of which counts what is asked: towns where ships are wanted
OPEN = 0.5  # of a sentence where any form will do


def suits(question: Question, evidence: Evidence, facts: Facts) -> float:
    """From 0 (cannot be the answer by its form) to 1 (has the form of one)."""
    if question.about_comments:
        return OPEN
    if question.kind in {"date", "actor", "number", "place"}:
        if not any(evidence.start <= s.start < evidence.end for s in shorts(question, evidence, facts)):
            return 0.0
        nouns = counted(question.text) if question.kind == "number" else ()
        return 1.0 if not nouns or stems(evidence.text) & set(nouns) else OTHER_COUNT
    if question.kind == "position":
        return _stated(question, evidence, facts)
    if question.kind == "list":
        return _listed(question, evidence, facts)
    return OPEN


def _stated(question: Question, evidence: Evidence, facts: Facts) -> float:
    """1 for words of the one asked about, 0.6 for anybody's where nobody known is named, less for no statement."""
    meant = actors_meant(facts, question)
    if meant and by_actor(question, evidence, facts):
        return 1.0
    said = any(s.start < evidence.end and evidence.start < s.end for s in facts.statements)
    if meant and meant[0].kind == "person":
        return 0.3 if said else 0.2
    return 0.6 if said else 0.3


def by_actor(question: Question, evidence: Evidence, facts: Facts) -> bool:
    """Whether the one whose words are asked for, the first whom the question names, speaks in a sentence."""
    if columnist(evidence.hit.document, question) is not None:
        said = [s for s in facts.statements if s.start < evidence.end and evidence.start < s.end]
        return all(s.speaker.lower() in {"i", "we"} for s in said)
    meant = actors_meant(facts, question)
    return bool(meant) and any(
        statement.speaker == meant[0].name and statement.start < evidence.end and evidence.start < statement.end
        for statement in facts.statements
    )


def _listed(question: Question, evidence: Evidence, facts: Facts) -> float:
    """How much a sentence looks like a list: names that the question does not have, or "a, b and c"."""
    within = [n.text for n in facts.names if evidence.start <= n.start < evidence.end]
    names = {name for name in within if not keys(name) & question.keys}
    series = len(re.findall(r",(?=[^,]{2,60},[^,]{0,60}\band\b)|\band\b", evidence.text))
    return min(1.0, 0.25 * len(names) + 0.2 * series)
