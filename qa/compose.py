"""Evidence becomes an answer: the short answer first, then the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.dates import format_value
from index.facts import Facts, FactsCache
from qa.attribute import speaker_with_role, statement_at
from qa.compare import (
    asks_for_figures,
    asks_which_first,
    asks_which_reports,
    differing,
    disputed,
    figures,
    in_order,
    of_sides,
    one_of_each,
    source_of,
)
from qa.draft import Draft, not_answered, shown
from qa.extract import shorts
from qa.kinds import asks_about_comments, asks_when_published
from qa.opinion import is_opinion
from qa.people import asks_who_said, holder_of_role
from qa.positions import MOMENTS, WIDE, asks_for_stance, everything_said, own_words, turned
from qa.positions import in_order as in_order_of_time
from qa.records import Answer, Evidence, Hit, Question
from qa.said import When
from qa.short import Short
from qa.stated import about_whom, does_the_deed, gives_a_reason, has_the_thing, of_its_kind, told_untold
from qa.trust import Trust
from qa.words import keys
from qa.yesno import best_ruling, claimed_by_readers, denial_of, ruling, wording

_RULED = 8  # sentences that are asked whether a claim is so
SPOKEN_FIT = 2.4  # of a speaker whose words hold all that is asked
FULL_FIT = 2.2  # of a short answer: beyond that, fitting better does not make its sentence truer


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where answering begins.

    `answered`: the least trust (probability) in evidence that is used; `several`: the same for comparisons, which no
    one sentence answers whole; `readers`: for comments, which say things in their own words. `relevant`: the least
    similarity (cosine) of a sentence that is about the subject at all, or `covered`: the least coverage. `window`: how
    far below the best score a second candidate may lie; `companion`: the same for a second statement that is told
    beside the first. `typed`: what a perfect fit of a short answer adds to the score of its sentence; `spoken`: the
    same where it is asked who said something, which the words said tell best; `unfixed`: what a date without a year
    or day takes away.
    """

    answered: float = 0.33
    several: float = 0.2
    readers: float = 0.1
    relevant: float = 0.28
    covered: float = 0.6
    window: float = 0.14
    typed: float = 0.14
    spoken: float = 0.45
    unfixed: float = 0.1
    companion: float = 0.10


class Composer:
    """Composes answers from evidence by the kind of the question."""

    def __init__(self, facts: FactsCache, thresholds: Thresholds | None = None, trust: Trust | None = None) -> None:
        self._facts = facts
        self._trust = trust or Trust()
        self._limits = thresholds or Thresholds()

    def compose(self, question: Question, evidence: Sequence[Evidence], hits: Sequence[Hit]) -> Answer:
        """The answer, or why there is none. `evidence` is ranked; `hits` are what was searched, for the nearest."""
        evidence = self._eligible(question, evidence)
        if not evidence or not self._relevant(evidence):
            return not_answered(question, "nothing_relevant", tuple(hits))
        found = self._by_all_that_is_there(question, evidence)
        if found is not None or question.kind == "yesno":
            return found or not_answered(question, "not_stated", tuple(hits))
        least = self._limits.several if question.kind == "compare" else self._limits.answered
        least = self._limits.readers if question.about_comments else least
        lacking = evidence[0].lacking
        if question.kind in {"compare", "list"}:  # what no one sentence has to hold alone
            lacking = lacking.intersection(*(e.lacking for e in evidence[:8]))
        if self._trust.of(evidence[0]) < least or lacking & question.name_keys:
            return not_answered(question, "not_stated", tuple(hits))
        by_kind = {
            "date": self._short_answer,
            "actor": self._short_answer,
            "number": self._short_answer,
            "place": self._short_answer,
            "position": self._statements,
            "compare": self._comparison,
            "list": self._several,
        }
        if question.about_comments and question.kind in {"position", "open", "list"}:
            return self._readers(question, evidence)
        evidence = self._stated(question, evidence)
        if question.kind not in {"compare", "list"}:
            evidence = [e for e in evidence if not e.lacking & question.name_keys]
        if not evidence:
            return not_answered(question, "not_stated", tuple(hits))
        answer = by_kind.get(question.kind, self._sentence)(question, evidence)
        return answer or not_answered(question, "not_stated", tuple(hits))

    def _by_all_that_is_there(self, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
        """What no single sentence has to be trusted for: yes or no, and all statements of somebody."""
        if question.kind == "yesno":
            return self._yes_or_no(question, evidence)
        return self._all_said(question, evidence) if question.kind == "list" else None

    def _stated(self, question: Question, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
        """The evidence that may be used; empty when the best of it is near the question and does not state it."""
        best, facts = evidence[0], self._facts_of(evidence[0])
        if told_untold(question, best, facts):
            return []
        if question.kind in {"actor", "date", "place", "number", "open"}:
            if not has_the_thing(question, best, facts):
                return []
            if not does_the_deed(question, best, facts):
                near = self._near_best(evidence, self._limits.window)
                evidence = [item for item in near if does_the_deed(question, item, self._facts_of(item))]
                if not evidence:
                    return []
                best, facts = evidence[0], self._facts_of(evidence[0])
            if question.kind != "number" and not about_whom(question, best, facts):
                near = self._near_best(evidence, self._limits.window)
                return [item for item in near if about_whom(question, item, self._facts_of(item))]
        if not gives_a_reason(question, best, facts):
            near = self._near_best(evidence, self._limits.window)
            return [item for item in near if gives_a_reason(question, item, self._facts_of(item))]
        return evidence

    def _eligible(self, question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
        """The evidence in the order in which it may be used: what lacks somebody whom the question names comes last."""
        named = question.name_keys
        return sorted(evidence, key=lambda e: (bool(e.lacking & named), -e.score))

    def _relevant(self, evidence: Sequence[Evidence]) -> bool:
        """Whether anything found is about the subject of the question at all."""
        return any(e.similarity >= self._limits.relevant or e.coverage >= self._limits.covered for e in evidence[:8])

    def _facts_of(self, evidence: Evidence) -> Facts:
        return self._facts.of(evidence.hit.document)

    def _near_best(self, evidence: Sequence[Evidence], margin: float) -> list[Evidence]:
        best = max(e.score for e in evidence[:3])
        return [e for e in evidence if e.score >= best - margin]

    # --- short answers -------------------------------------------------------------------------------------

    def _short_answer(self, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
        if asks_when_published(question.text):
            return self._published(question, evidence)
        spoken = question.kind == "actor" and asks_who_said(question.text)
        margin = self._limits.spoken if spoken else self._limits.window
        found = [
            (item.score + self._worth(question, short), item, short)
            for item in self._near_best(evidence, margin)[:8]
            for short in shorts(question, item, self._facts_of(item))[:2]
            if of_its_kind(question, item, short)
        ]
        if question.kind == "actor":
            found += [
                (item.score + short.fit, item, short)
                for item in evidence
                for short in holder_of_role(question, item, self._facts_of(item))
            ]
        if not found:
            # A date or a count that is asked for and stands nowhere is not stated; a person, a place or a size may
            # be described without a name or a figure.
            exact = question.kind == "date" or re.search(r"\bhow (?:many|much|old)\b", question.text, re.IGNORECASE)
            return None if exact else self._sentence(question, evidence)
        _, item, short = max(found, key=lambda one: (one[0], -one[1].start))
        draft = Draft(question)
        other = None
        if question.kind == "number" and not question.about_comments:
            other = disputed(question, (item, short), evidence, self._facts_of)
        self._tell(draft, item, short, named=other is not None)
        if other is not None:
            self._tell(draft, other.evidence, other.short, named=True)
        return draft.answer(self._trust.of(item))

    def _worth(self, question: Question, short: Short) -> float:
        """What a short answer adds to its sentence; a day that nothing fixes yields to one that is known."""
        if question.kind == "actor" and asks_who_said(question.text):
            return self._limits.spoken * min(short.fit, SPOKEN_FIT) / SPOKEN_FIT
        unknown = self._limits.unfixed if question.kind == "date" and short.value is None else 0.0
        return self._limits.typed * min(short.fit, FULL_FIT) / FULL_FIT - unknown

    def _published(self, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
        """The day of publication of the report that the question is about, as far as it is known."""
        document = evidence[0].hit.document
        if document.published is None:
            return None
        day = document.published.isoformat()
        draft = Draft(question)
        told = f"{format_value(day)} is the day of publication of “{document.title}” ({document.published_note})"
        draft.claim(told, draft.cite(evidence[0]), date=day, date_note=document.published_note)
        return draft.answer(self._trust.of(evidence[0]))

    def _tell(
        self, draft: Draft, item: Evidence, short: Short, *, lead: str = "", dated: bool = False, named: bool = False
    ) -> None:
        """A short answer before the words it stands in; a date from the sentence beside is cited with it.

        `lead` stands before it, `dated` tells a date where the question is of another kind, `named` names the source.
        """
        document = item.hit.document
        start, end = min(item.start, short.start), max(item.end, short.end)
        if (start, end) != (item.start, item.end):
            place = self._facts_of(item).sentence_at(short.start)
            sentence = self._facts_of(item).sentences[place] if place is not None else None
            start, end = (min(start, sentence.start), max(end, sentence.end)) if sentence else (start, end)
        quote = shown(document.text, start, end, (short.start, short.end))
        marker = draft.cite_span(document, item.hit.passage, start, end)
        statement = statement_at(self._facts_of(item), short.start, short.end)
        speaker = statement.speaker if statement else None
        if draft.question.kind != "date" and not dated:
            source = f" ({source_of(document)})" if named else _by_reader(item)
            draft.claim(f"{short.text[:1].upper()}{short.text[1:]}{source} — {quote}", marker, speaker=speaker)
            return
        said = format_value(short.value) if short.value else f"“{short.text}”"
        how = f" ({short.note})" if short.note and short.note != "stated" else ""
        told = f"{lead}{said}{how} — {quote}"
        draft.claim(told, marker, speaker=speaker, date=short.value, date_note=short.note)

    # --- sentences and statements ----------------------------------------------------------------------------

    def _sentence(self, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
        draft = Draft(question)
        self._quote(draft, evidence[0])
        return draft.answer(self._trust.of(evidence[0]))

    def _quote(self, draft: Draft, item: Evidence, *, lead: str = "", when: When | None = None) -> None:
        """One sentence of evidence, with its speaker where the sentence itself does not name one.

        `lead` stands before it; `when` is the moment that the claim carries.
        """
        document, facts = item.hit.document, self._facts_of(item)
        words = shown(document.text, item.start, item.end, item.span)
        day, note = (when.value, when.note) if when else (None, "")
        if item.hit.passage.kind == "comment":
            writer = item.hit.passage.author or "a reader"
            draft.claim(f"{writer}, in a reader's comment: {words}", draft.cite(item), speaker=writer)
            return
        statement = statement_at(facts, item.start, item.end)
        own = statement is None or statement.speaker.lower() in {"i", "we"}
        if own and is_opinion(document):
            author = document.author
            piece = f"{author or 'The author'}, in an opinion piece: "
            draft.claim(f"{lead}{piece}{words}", draft.cite(item), speaker=author, date=day, date_note=note)
            return
        if statement is None:
            draft.claim(f"{lead}{words}", draft.cite(item), date=day, date_note=note)
            return
        who = speaker_with_role(facts, statement)
        named = item.start <= statement.speaker_start < item.end and keys(statement.speaker) <= keys(item.text)
        told = words if named else f"{who}: {words}"
        draft.claim(f"{lead}{told}", draft.cite(item), speaker=statement.speaker, date=day, date_note=note)

    def _yes_or_no(self, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
        """Yes or no by a sentence that says so, and who says it; of a claim that only readers make, that it is one."""
        draft = Draft(question)
        if question.about_comments:
            claimed = next((e for e in evidence if claimed_by_readers(question, e)), None)
            if claimed is None:
                return self._readers(question, evidence) if asks_about_comments(question.text) else None
            words = shown(claimed.hit.document.text, claimed.start, claimed.end, claimed.span)
            writer = claimed.hit.passage.author or "a reader"
            draft.claim(f"Only in readers' comments, by {writer} — {words}", draft.cite(claimed), speaker=writer)
            return draft.answer(self._trust.of(claimed))
        rulings = [found for e in evidence[:_RULED] if (found := ruling(question, e, self._facts_of(e))) is not None]
        found = best_ruling(rulings)
        if found is None:
            return None
        item, statement = found.evidence, found.statement
        who = speaker_with_role(self._facts_of(item), statement) if statement else None
        quote = shown(item.hit.document.text, item.start, item.end, item.span)
        speaker = statement.speaker if statement else None
        denial = denial_of(found, self._facts_of(item))
        opening = wording(found, who, disputed=denial is not None)
        draft.claim(f"{opening} — {quote}", draft.cite(item), speaker=speaker)
        if denial is not None:
            document = item.hit.document
            marker = draft.cite_span(document, item.hit.passage, *denial)
            draft.claim(f"Denied — {shown(document.text, *denial)}", marker)
        return draft.answer(self._trust.of(item))

    def _statements(self, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
        """What the actor of the question said, in order of time; of a position, every moment and that it changed."""
        near = own_words(question, evidence, self._facts_of)
        if near is None:
            return None  # the one who is asked about speaks in the documents, but not of this
        stance = bool(near) and asks_for_stance(question)
        near = near or list(evidence)
        margin = WIDE if stance else self._limits.companion
        chosen = self._distinct(self._near_best(near, margin), MOMENTS if stance else 2)
        draft, earlier = Draft(question), None
        for when, item in in_order_of_time(chosen, self._facts_of):
            later = earlier is not None and when.value not in (None, earlier)
            lead = format_value(when.value) if stance and len(chosen) > 1 and when.value else ""
            lead += ", changed" if lead and later and turned(item) else ""
            self._quote(draft, item, lead=f"{lead}: " if lead else "", when=when)
            earlier = when.value or earlier
        return draft.answer(self._trust.of(near[0]))

    def _readers(self, question: Question, evidence: Sequence[Evidence]) -> Answer:
        """What readers wrote: the best comment, with others near it where no one reader is meant."""
        near = self._near_best(evidence, self._limits.companion)
        one = re.search(r"\b(?:which|the|a|what) (?:reader|commenter|poster)\b", question.text, re.IGNORECASE)
        named = any(keys(e.hit.passage.author or "") & question.keys for e in near[:1])
        draft = Draft(question)
        for item in self._distinct(near, 1 if one or named else 3):
            self._quote(draft, item)
        return draft.answer(self._trust.of(evidence[0]))

    def _distinct(self, items: Sequence[Evidence], most: int) -> list[Evidence]:
        """The best items that do not say the same: at most one of sentences that share most of their words."""
        kept: list[Evidence] = []
        for item in items:
            own = keys(item.text)
            if all(len(own & keys(k.text)) < 0.6 * min(len(own), len(keys(k.text))) for k in kept):
                kept.append(item)
            if len(kept) == most:
                break
        return kept

    def _comparison(self, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
        """Figures of each source, the order of two events, or the best words for each of those compared."""
        draft = Draft(question)
        if asks_which_first(question):
            for place, (side, item, short) in enumerate(in_order(question, evidence, self._facts_of)):
                lead = f"{'First' if place == 0 else 'Then'} {side}: "
                self._tell(draft, item, short, lead=lead, dated=True)
        elif asks_for_figures(question):
            self._figures(draft, evidence)
        if len(draft.claims) < 2:
            draft = Draft(question)
            for item in self._sides(question, evidence):
                self._quote(draft, item)
        return draft.answer(self._trust.of(evidence[0])) if draft.claims else None

    def _figures(self, draft: Draft, evidence: Sequence[Evidence]) -> None:
        """The figure of each of those compared, or of each source, with the source's name."""
        question = draft.question
        sides = of_sides(question, evidence, self._facts_of, with_figure=True)
        if len(sides) > 1:
            asked = replace(question, kind="number")
            told = [(item, shorts(asked, item, self._facts_of(item))[0]) for _, item in sides]
        else:
            told = [(one.evidence, one.short) for one in differing(figures(question, evidence, self._facts_of))]
        for item, short in told:
            self._tell(draft, item, short, named=True)

    def _sides(self, question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
        """The best sentence for each of those compared; where none are named, of each source."""
        least = evidence[0].score - 2 * self._limits.window
        sides = of_sides(question, evidence, self._facts_of, with_figure=False)
        told = [item for _, item in sides if item.score >= least]
        if len(told) > 1:
            return told
        near = self._near_best(evidence, 2 * self._limits.window)
        first_of_each = {e.hit.document.id: e for e in reversed(near)}.values()
        told = sorted(first_of_each, key=lambda e: -e.score)[:2]
        return told if len(told) > 1 else self._distinct(near, 2)

    def _several(self, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
        """The sentences that together make a list: those that enumerate rank first."""
        draft = Draft(question)
        if asks_which_reports(question):
            for item in one_of_each(evidence, self._limits.window * 2):
                self._quote(draft, item, lead=f"{source_of(item.hit.document)}: ")
            return draft.answer(self._trust.of(evidence[0]))
        for item in self._distinct(self._near_best(evidence, self._limits.window), 3):
            self._quote(draft, item)
        return draft.answer(self._trust.of(evidence[0]))

    def _all_said(self, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
        """All statements of somebody, where they are asked for, in order of time; None where they are not."""
        told = everything_said(question, evidence, self._facts_of)
        if not told:
            return None
        draft = Draft(question)
        for when, item in in_order_of_time(told, self._facts_of):
            lead = f"{format_value(when.value)}: " if when.value else ""
            self._quote(draft, item, lead=lead, when=when)
        return draft.answer(max(self._trust.of(item) for item in told))


def _by_reader(item: Evidence) -> str:
    """What is added where a figure or a name is a reader's."""
    if item.hit.passage.kind != "comment":
        return ""
    return f" (by {item.hit.passage.author or 'a reader'}, in a reader's comment)"
