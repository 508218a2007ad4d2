"""Answers that are what somebody said: a position in order of time, all statements, what readers wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dates import format_value
from qa.draft import Draft
from qa.positions import CLOSE, MOMENTS, WIDE, asks_for_stance, in_order, own_words, turned
from qa.records import Answer, Evidence, Question
from qa.suit import by_actor
from qa.telling import Teller, distinct, near_best
from qa.words import keys

_ALL_SAID = re.compile(
    r"\b(?:statements?|quotes?|quotations?|remarks?|utterances)\b.{0,40}\b(?:by|of|from|did|does|make|made|has|have)\b|"
    r"\b(?:everything|all(?: that)?) .{1,60}\b(?:said|says|stated)\b",
    re.IGNORECASE,
)
ALL = 6  # statements told where all are asked for


def statements(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """What the actor of the question said, in order of time; of a position, every moment and that it changed."""
    near = own_words(question, evidence, teller.facts_of)
    if near is None:
        return None  # the one who is asked about speaks in the documents, but not of this
    stance = bool(near) and asks_for_stance(question)
    near = near or [item for item in evidence if teller.facts_of(item).said_in(item.start, item.end)] or list(evidence)
    told = [teller.whole(item) for item in near_best(near, WIDE if stance else CLOSE)]
    chosen = distinct(told, MOMENTS if stance else 3)
    draft, earlier = Draft(question), None
    for when, item in in_order(chosen, teller.facts_of):
        later = earlier is not None and when.value not in (None, earlier)
        lead = format_value(when.value) if stance and len(chosen) > 1 and when.value else ""
        lead += ", changed" if lead and later and turned(item) else ""
        teller.quote(draft, item, lead=f"{lead}: " if lead else "", when=when)
        earlier = when.value or earlier
    return draft.answer(teller.trust.of(near[0]))


def readers(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer:
    """What readers wrote: the best comment, with others near it where no one reader is meant."""
    near = near_best(evidence, CLOSE)
    one = re.search(r"\b(?:which|the|a|what) (?:reader|commenter|poster)\b", question.text, re.IGNORECASE)
    named = any(keys(e.hit.passage.author or "") & question.keys for e in near[:1])
    draft = Draft(question)
    for item in distinct(near, 1 if one or named else 3):
        teller.quote(draft, item)
    return draft.answer(teller.trust.of(evidence[0]))


def all_said(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """All statements of somebody, where they are asked for, in order of time; None where they are not."""
    asked = _ALL_SAID.search(question.text) is not None
    told = [item for item in evidence if asked and by_actor(question, item, teller.facts_of(item))][:ALL]
    if not told:
        return None
    draft = Draft(question)
    for when, item in in_order(told, teller.facts_of):
        teller.quote(draft, item, lead=f"{format_value(when.value)}: " if when.value else "", when=when)
    return draft.answer(max(teller.trust.of(item) for item in told))
