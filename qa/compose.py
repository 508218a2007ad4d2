"""Evidence becomes an answer, or the reason why there is none; each kind of question has its own way to be answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from index.facts import FactsCache
from qa.attribute import has_the_office
from qa.contrast import either_of, part_of
from qa.coverage import people_in
from qa.draft import not_answered
from qa.kinds import asks_about_saying, kind_of
from qa.list_orders import as_question
from qa.lists import listed, whoever
from qa.people import asks_identity, asks_who_said
from qa.premise import premise_stands, told_not_so
from qa.records import Answer, Evidence, Hit, Kind, Question
from qa.reported import reports_it
from qa.reports import asks_for_mentions
from qa.short_answers import one_sentence, short_answer
from qa.side_by_side import Ask, comparison, contrasted
from qa.stated import about_whom, gives_a_reason, has_the_thing, told_untold
from qa.statement_answers import MEANT, all_said, readers, stands_so, statements
from qa.telling import Teller, Thresholds, near_best
from qa.trust import Trust
from qa.verb import LIGHT, verb_of
from qa.words import keys, stem, stems
from qa.yesno import yes_or_no

_Way = Callable[[Teller, Question, Sequence[Evidence]], Answer | None]
_BY_KIND: Mapping[Kind, _Way] = MappingProxyType(
    {
        "date": short_answer,
        "actor": short_answer,
        "number": short_answer,
        "place": short_answer,
        "position": statements,
        "compare": comparison,
    }
)
_LEAD = 1000  # code points in which a report says what it is about


class Composer:
    """Composes answers from evidence by the kind of the question."""

    def __init__(self, facts: FactsCache) -> None:
        self._teller = Teller(facts, Trust(), Thresholds())

    def compose(
        self, question: Question, evidence: Sequence[Evidence], hits: Sequence[Hit], ask: Ask | None = None
    ) -> Answer:
        """The answer, or why there is none. `evidence` is ranked; `hits` are what was searched, for the nearest; `ask`
        finds the evidence for a part of the question (without it the same evidence serves).
        """
        if (either := either_of(question)) is not None:
            part, two = either
            named = [(e, people_in(self._teller.facts_of(e), e.start, e.end)) for e in (ask(part) if ask else evidence)]
            evidence = [e for e, people in named if two & keys(f"{e.text} {people}")]
            by_one = replace(self.compose(part, evidence, hits, ask), question=question)
            neither = by_one.claims and not two & keys(by_one.claims[0].short or by_one.text)
            return one_sentence(self._teller, question, evidence) if neither else by_one
        if question.kind == "compare":
            compared = contrasted(self._teller, question, ask or (lambda _part: evidence))
            return compared or self._composed(question, evidence, hits)
        if question.kind == "list":
            return self._list(question, evidence, hits, ask or (lambda _part: evidence))
        if (told := whoever(self._teller, question, evidence)) is not None:
            return told
        told = self._composed(question, evidence, hits)
        return (whoever(self._teller, question, evidence, alone=True) if told.abstained else None) or told

    def _list(self, question: Question, evidence: Sequence[Evidence], hits: Sequence[Hit], ask: Ask) -> Answer:
        """What a list asks for; where that is nothing sure, what the question asks that the list puts in order."""
        told = listed(self._teller, question, evidence, ask)
        if told is None and asks_for_mentions(question.text):
            return not_answered(question, "not_stated", tuple(hits))
        told = told or self._composed(question, evidence, hits)
        plain = as_question(question.text)
        if not told.abstained or plain == question.text or kind_of(plain) == "list":
            return told
        part = part_of(question, plain, kind_of(plain))
        return replace(self.compose(part, ask(part), hits, ask), question=question)

    def _composed(self, question: Question, evidence: Sequence[Evidence], hits: Sequence[Hit]) -> Answer:
        """The answer from the evidence for the question as a whole."""
        evidence = self._eligible(question, evidence)
        if not evidence or not self._relevant(evidence):
            return not_answered(question, "nothing_relevant", tuple(hits))
        return self._told(question, evidence) or not_answered(question, "not_stated", tuple(hits))

    def _told(self, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
        """What evidence that is near the question says to it; None where it does not state what is asked."""
        if question.kind == "yesno":
            return yes_or_no(self._teller, question, evidence)
        if question.kind == "list" and (said := all_said(self._teller, question, evidence)) is not None:
            return said  # as with yes or no, no single sentence has to be trusted for it
        limits = self._teller.limits
        least = limits.several if question.kind in {"compare", "position"} else limits.answered
        least = limits.readers if question.about_comments else least
        lacking = self._unnamed(question, evidence[0])
        if question.kind in {"compare", "list"}:  # what no one sentence has to hold alone
            lacking = lacking.intersection(*(e.lacking for e in evidence[:8]))
        if self._teller.trust.of(evidence[0]) < least or lacking:
            return None
        if question.about_comments and question.kind in {"position", "open", "list"}:
            return readers(self._teller, question, evidence)
        evidence = self._stated(question, evidence)
        if question.kind not in {"compare", "list"}:
            evidence = [e for e in evidence if not self._unnamed(question, e)]
        return _BY_KIND.get(question.kind, one_sentence)(self._teller, question, evidence) if evidence else None

    def _stated(self, question: Question, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
        """The evidence that may be used; empty when the best of it is near the question and does not state it."""
        best, near = evidence[0], near_best(evidence, self._teller.limits.window)
        facts, fullest = self._teller.facts_of(best), max(near, key=lambda item: item.coverage)
        untold = any(told_untold(question, item, self._teller.facts_of(item)) for item in (best, fullest))
        if untold or told_not_so(question, evidence):
            return []
        facts_asked = question.kind in {"actor", "date", "place", "number", "open"}
        if facts_asked and not has_the_thing(question, best, facts):
            return []
        if facts_asked or question.kind == "position":
            standing = [item for item in evidence if self._stands(question, item)]
            if not any(item in standing for item in near):
                standing = [item for item in standing if self._states_all(question, item)]
            if not standing:
                return []
            evidence, best, near = standing, standing[0], near_best(standing, self._teller.limits.window)
            facts = self._teller.facts_of(best)
        beside = about_whom(question, best, facts) or _surely_holds(question, best)
        if facts_asked and question.kind != "number" and not beside:
            return [item for item in near if about_whom(question, item, self._teller.facts_of(item))]
        if not (gives_a_reason(question, best, facts) or stands_so(question, best, facts)):
            return [item for item in near if gives_a_reason(question, item, self._teller.facts_of(item))]
        return evidence

    def _states_all(self, question: Question, item: Evidence) -> bool:
        """Whether a sentence far below the best, which tells something else, has all that a question for a day, a place
        or a figure names, and one: nothing else is as plain from afar."""
        gone = item.lacking - LIGHT - stems(verb_of(question.text) or "")  # that it tells the verb has been seen
        named = about_whom(question, item, self._teller.facts_of(item))
        whole = gone <= question.name_keys and named and item.suits >= 1.0 and item.reading >= _SEEN
        return question.kind in {"date", "place", "number"} and whole and self._teller.trust.of(item) >= _TRUSTED

    def _stands(self, question: Question, item: Evidence) -> bool:
        """Whether what a question takes for granted, and what it says was said, is what a sentence tells."""
        facts = self._teller.facts_of(item)
        if asks_identity(question) and item.suits >= 1.0:
            return True  # it says what they are, under whatever name
        if question.kind == "position" and (item.suits >= 1.0 or not asks_about_saying(question.text)):
            return has_the_office(question, facts)  # the words of the one asked about, whatever they are
        if question.kind == "actor" and asks_who_said(question.text) and item.suits >= 1.0:
            return reports_it(question, item, facts)  # who “called” it so says it in words of their own
        stands = premise_stands(question, item, facts) or stands_so(question, item, facts)
        return stands and reports_it(question, item, facts)

    def _unnamed(self, question: Question, item: Evidence) -> frozenset[str]:
        """Whom the question names and a passage does not; what somebody said may leave to the rest of the report what
        it is about, where it means the same or the report opens with it."""
        gone = item.lacking & question.name_keys
        if gone and question.kind in {"date", "number", "place"}:  # “Holt”, of the one Holt of a report, Ida Holt
            known = [keys(actor.name) for actor in self._teller.facts_of(item).actors]
            for own in map(keys, question.names):
                gone -= own if [own <= one for one in known if one & (own - gone)] == [True] else set()
        asked = keys(question.names[0]) if question.names else gone  # who speaks has to be there by their full name
        if not gone or question.kind != "position" or item.suits < 1.0 or gone & asked:
            return gone
        text = item.hit.document.text
        return gone - keys(text if item.similarity >= MEANT else text[:_LEAD])

    def _eligible(self, question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
        """The evidence in the order in which it may be used: what lacks somebody whom the question names comes last."""
        return sorted(evidence, key=lambda e: (bool(self._unnamed(question, e)), -e.score))

    def _relevant(self, evidence: Sequence[Evidence]) -> bool:
        """Whether anything found is about the subject of the question at all."""
        return any(
            e.similarity >= self._teller.limits.relevant or e.coverage >= self._teller.limits.covered
            for e in evidence[:8]
        )


_OFFICE_OF = re.compile(
    r"^\W*who(?:['’]s| is| was) (?:the )?(?:[\w-]+ ){0,3}?(?P<head>[a-z-]+) (?:of|at|for)\b", re.IGNORECASE
)
_SURE, _SEEN = 1.0, -10.0  # margins of the reader
_TRUSTED = 0.55


def _surely_holds(question: Question, item: Evidence) -> bool:
    """Whether the reader is sure of who holds an office, “who is the manager of the Oxmere choir?”, though the sentence
    only says “the choir's manager”: the passage names the choir."""
    office = _OFFICE_OF.match(question.text)
    return office is not None and item.reading >= _SURE and stem(office["head"]) in stems(item.text)
