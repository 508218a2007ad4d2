"""Answers that list: the reports that say something, all that somebody said, the items asked for."""

from __future__ import annotations

from collections.abc import Sequence

from qa.compare import asks_which_reports, one_of_each, source_of
from qa.draft import Draft
from qa.records import Answer, Evidence, Question
from qa.telling import Teller, distinct, near_best


def several(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer:
    """The sentences that together make a list: those that enumerate rank first."""
    draft = Draft(question)
    if asks_which_reports(question):
        for item in one_of_each(evidence, teller.limits.window * 2):
            teller.quote(draft, item, lead=f"{source_of(item.hit.document)}: ")
        return draft.answer(teller.trust.of(evidence[0]))
    for item in distinct(near_best(evidence, teller.limits.window), 3):
        teller.quote(draft, item)
    return draft.answer(teller.trust.of(evidence[0]))
