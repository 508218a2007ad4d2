"""Answers that set things side by side: figures of several sources, the words of two people, two events in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.compare import asks_for_figures, asks_which_first, differing, figures, in_order, of_sides
from qa.draft import Draft
from qa.extract import shorts
from qa.records import Answer, Evidence, Question
from qa.telling import Teller, distinct, near_best


def comparison(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """Figures of each source, the order of two events, or the best words for each of those compared."""
    draft = Draft(question)
    if asks_which_first(question):
        for place, (side, item, short) in enumerate(in_order(question, evidence, teller.facts_of)):
            lead = f"{'First' if place == 0 else 'Then'} {side}: "
            teller.tell(draft, item, short, lead=lead, dated=True)
    elif asks_for_figures(question):
        _figures(teller, draft, evidence)
    if len(draft.claims) < 2:
        draft = Draft(question)
        for item in _sides(teller, question, evidence):
            teller.quote(draft, item)
    return draft.answer(teller.trust.of(evidence[0])) if draft.claims else None


def _figures(teller: Teller, draft: Draft, evidence: Sequence[Evidence]) -> None:
    """The figure of each of those compared, or of each source, with the source's name."""
    question = draft.question
    sides = of_sides(question, evidence, teller.facts_of, with_figure=True)
    if len(sides) > 1:
        asked = replace(question, kind="number")
        told = [(item, shorts(asked, item, teller.facts_of(item))[0]) for _, item in sides]
    else:
        told = [(one.evidence, one.short) for one in differing(figures(question, evidence, teller.facts_of))]
    for item, short in told:
        teller.tell(draft, item, short, named=True)


def _sides(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence for each of those compared; where none are named, of each source."""
    least = evidence[0].score - 2 * teller.limits.window
    sides = of_sides(question, evidence, teller.facts_of, with_figure=False)
    told = [item for _, item in sides if item.score >= least]
    if len(told) > 1:
        return told
    near = near_best(evidence, 2 * teller.limits.window)
    first_of_each = {e.hit.document.id: e for e in reversed(near)}.values()
    told = sorted(first_of_each, key=lambda e: -e.score)[:2]
    return told if len(told) > 1 else distinct(near, 2)
