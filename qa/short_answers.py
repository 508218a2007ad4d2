"""Answers that are a date, a person, a number or a place, or one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dates import format_value
from qa.disputes import tell_with_others
from qa.draft import Draft
from qa.extract import shorts
from qa.kinds import asks_when_published
from qa.people import asks_who_said, holder_of_role
from qa.premise import has_the_verb
from qa.records import Answer, Evidence, Question
from qa.short import Short
from qa.stated import asks_exactly, of_its_kind, told_untold
from qa.telling import Teller, Thresholds, near_best

SPOKEN_FIT = 2.4  # of a speaker whose words hold all that is asked
FULL_FIT = 2.2  # of a short answer: beyond that, fitting better does not make its sentence truer

# “Two days before the blast”: it says when, though not on which day
_COUNTED = re.compile(r"\b(?:hours?|days?|nights?|weeks?|months?|years?) (?:before|after|earlier|later)\b")


def short_answer(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """The date, actor, number or place asked for, before the words it stands in; None where none stands there."""
    if asks_when_published(question.text):
        return _published(teller, question, evidence)
    if _told_unknown(teller, question, evidence):
        return None
    found = chosen_short(teller, question, evidence)
    if found is None:
        unsure = teller.trust.of(evidence[0]) < teller.limits.answered
        counted = question.kind == "date" and evidence[0].reading > 0 and _COUNTED.search(evidence[0].text)
        exact = asks_exactly(question) and not (counted and has_the_verb(question, evidence[0]))
        return None if exact or unsure else one_sentence(teller, question, evidence)
    draft = Draft(question)
    if question.kind in {"number", "date"} and not question.about_comments:
        tell_with_others(teller, draft, found, evidence)
    else:
        teller.tell(draft, *found)
    return draft.answer(teller.trust.of(found[0]))


def _told_unknown(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether the sentence that has most of the question says that nobody knows: “it is not yet known who will …”."""
    fullest = max(evidence[:8], key=lambda item: item.coverage)
    return told_untold(question, fullest, teller.facts_of(fullest))


def chosen_short(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, Short] | None:
    """The best short answer of the kind asked for, with its sentence; None where no sentence near the best has one."""
    limits = teller.limits
    spoken = question.kind == "actor" and asks_who_said(question.text)
    margin = limits.spoken if spoken else limits.window
    near = near_best(evidence, margin)[:8]
    if question.kind in {"date", "number"}:  # what tells the event itself, before what the reader takes for it
        near = [item for item in near if has_the_verb(question, item)] or near
    found = [
        (item.score + _worth(limits, question, item, short), item, short)
        for item in near
        for short in _fitting(question, item, teller)
    ]
    if question.kind == "actor":
        found += [
            (item.score + short.fit, item, short)
            for item in evidence
            for short in holder_of_role(question, item, teller.facts_of(item))
        ]
    if not found:
        return None
    _, item, short = max(found, key=lambda one: (one[0], -one[1].start))
    if question.kind == "date":
        item, short = _closer(question, item, short, evidence, teller)
    if spoken:  # of one who says much, the words that are asked about
        own = [(i, s) for _, i, s in found if s.text == short.text and i.hit.document.id == item.hit.document.id]
        item, short = max(own, key=lambda one: (one[0].coverage, one[0].score))
    return item, short


def _closer(
    question: Question, item: Evidence, short: Short, evidence: Sequence[Evidence], teller: Teller
) -> tuple[Evidence, Short]:
    """A day within the month or year that was chosen, where the same report tells as much of the question with it:
    “last month” in its first sentence, “on June 22” further down."""
    for other in evidence[:8] if len(short.value or "") in _COARSE else ():
        same = other.hit.document.id == item.hit.document.id and other.lacking <= item.lacking
        for found in _fitting(question, other, teller) if same else ():
            if (found.value or "").startswith(f"{short.value}-") and other.start <= found.start < other.end:
                return other, found
    return item, short


_COARSE = (len("2022"), len("2022-06"))


def _fitting(question: Question, item: Evidence, teller: Teller) -> list[Short]:
    """The two best short answers of a sentence that are of the kind asked for; of its dates the best alone, that an
    unknown day does not yield to another event's known one within its own sentence."""
    found = [s for s in shorts(question, item, teller.facts_of(item))[:2] if of_its_kind(question, item, s)]
    return found[:1] if question.kind == "date" else found


def _worth(limits: Thresholds, question: Question, item: Evidence, short: Short) -> float:
    """What a short answer adds to its sentence; a day that nothing fixes yields to one that is known, and who is named
    where nobody speaks, as in a headline, to one who does."""
    if question.kind == "actor" and asks_who_said(question.text):
        return limits.spoken * min(short.fit, SPOKEN_FIT if item.suits >= 1.0 else 0.0) / SPOKEN_FIT
    unknown = limits.unfixed if question.kind == "date" and short.value is None else 0.0
    return limits.typed * min(short.fit, FULL_FIT) / FULL_FIT - unknown


def _published(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """The day of publication of the report that the question is about, as far as it is known."""
    document = evidence[0].hit.document
    if document.published is None:
        return None
    day = document.published.isoformat()
    draft = Draft(question)
    told = f"{format_value(day)} is the day of publication of “{document.title}” ({document.published_note})"
    draft.claim(told, draft.cite(evidence[0]), date=day, date_note=document.published_note)
    return draft.answer(teller.trust.of(evidence[0]))


def one_sentence(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer:
    """The best sentence as the answer."""
    draft, best = Draft(question), evidence[0]
    if best.text in best.hit.document.title:  # the article says it better, where it says it
        near = near_best(evidence, teller.limits.window)
        best = next((item for item in near if item.text not in item.hit.document.title), best)
    teller.quote(draft, teller.whole(best))
    return draft.answer(teller.trust.of(best))
