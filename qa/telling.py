"""How evidence is worded in an answer: a short answer before its words, a sentence with its speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.dates import format_value
from index.facts import Facts, FactsCache
from index.statements import Statement
from qa.assertion import NEGATION
from qa.attribute import is_opinion, speaker_with_role, statement_at
from qa.draft import SHOWN_WORDS, Draft, shown
from qa.people import asks_who_said
from qa.records import Evidence, Question
from qa.reports import source_of
from qa.said import When
from qa.short import Short
from qa.trust import Trust
from qa.words import keys

WHOLE = 70  # words of a quotation that is told whole


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where answering begins.

    `answered`: the least trust (probability) in evidence that is used; `several`: the same for comparisons, which no
    one sentence answers whole, and for positions, whose words the reader does not know for an answer; `ruled`: for yes
    or no; `readers`: for comments, which say things in their own words.
    `relevant`: the least similarity (cosine) of a sentence that is about the subject at all, or `covered`: the least
    coverage. `window`: how far below the best score a second candidate may lie; `companion`: the same for a second
    statement that is told beside the first. `typed`: what a perfect fit of a short answer adds to the score of its
    sentence; `spoken`: the same where it is asked who said something, which the words said tell best; `unfixed`: what
    a date without a year or day takes away.
    """

    answered: float = 0.2
    several: float = 0.09
    ruled: float = 0.1
    readers: float = 0.04
    relevant: float = 0.28
    covered: float = 0.6
    window: float = 0.14
    typed: float = 0.14
    spoken: float = 0.45
    unfixed: float = 0.1
    companion: float = 0.10


@dataclass(frozen=True, slots=True)
class Teller:
    """Words claims of evidence; every way to answer shares one."""

    facts: FactsCache
    trust: Trust
    limits: Thresholds

    def facts_of(self, evidence: Evidence) -> Facts:
        """The facts of the document that a sentence is of."""
        return self.facts.of(evidence.hit.document)

    def whole(self, item: Evidence) -> Evidence:
        """A sentence out of a quotation with the rest of it and who says it, of an interview's turn with what follows;
        where that is long, the sentence."""
        facts, document = self.facts_of(item), item.hit.document
        quoted = (
            s for s in facts.said_in(item.start, item.end) if s.quoted and item.start <= s.speaker_start < item.end
        )
        statement = statement_at(facts, item.start, item.end) or next(quoted, None)
        turn = statement is not None and statement.cue == ":"  # which may go from one subject to the next
        if statement is None or not (statement.quoted or turn) or item.hit.passage.kind == "comment":
            return item
        low = facts.sentence_at(item.start if turn else min(statement.start, item.start))
        high = facts.sentence_at(statement.end - 1)
        if low is None or high is None:
            return item
        if not turn:
            high = _going_on(document.text, facts, statement, high)
        start, end = facts.sentences[low].start, max(item.end, facts.sentences[high].end)
        if (start, end) == (item.start, item.end) or len(document.text[start:end].split()) > WHOLE:
            return item
        short = len(item.text.split()) <= SHOWN_WORDS
        return replace(item, start=start, end=end, span=(item.start, item.end) if short else item.span)

    def tell(
        self,
        draft: Draft,
        item: Evidence,
        short: Short,
        *,
        opening: str = "",
        of: str = "",
        replaced: bool = False,
        dated: bool = False,
        named: bool = False,
    ) -> None:
        """A short answer before the words it stands in; a date from the sentence beside is cited with it, and the
        whole quotation out of which it is asked who said something.

        `opening`, whose value it is, or that it was `replaced` stand before it; `dated` tells a date where the question
        is of another kind, `named` names the source.
        """
        said = self.whole(item) if draft.question.kind == "actor" and asks_who_said(draft.question.text) else item
        most, item = (SHOWN_WORDS if said is item else WHOLE), said
        document, facts = item.hit.document, self.facts_of(item)
        start, end = min(item.start, short.start), max(item.end, short.end)
        place = facts.sentence_at(short.start)
        if (start, end) != (item.start, item.end) and place is not None:
            beside = facts.sentences[place]
            start, end = min(start, beside.start), max(end, beside.end)
        opening, dated = "Earlier: " if replaced else opening, dated or draft.question.kind == "date"
        source = f" ({source_of(document)})" if named else ""
        if dated:
            told = _day_in_words(short, document.text[short.end : short.end + 8])
            source += f" ({short.note})" if short.note and short.note != "stated" else ""
        else:
            told = short.text if opening or of else f"{short.text[:1].upper()}{short.text[1:]}"
            if item.hit.passage.kind == "comment" and not named:
                source = f" (by {item.hit.passage.author or 'a reader'}, in a reader's comment)"
        statement = statement_at(facts, short.start, short.end)
        draft.claim(
            shown(document.text, start, end, (short.start, short.end), most),
            draft.cite_span(document, item.hit.passage, start, end),
            opening=opening,
            of=of,
            short=told,
            aside=source,
            replaced=replaced,
            speaker=statement.speaker if statement else None,
            date=short.value if dated else None,
            date_note=short.note if dated else "",
        )

    def quote(
        self, draft: Draft, item: Evidence, *, lead: str = "", when: When | None = None, on: bool = False
    ) -> None:
        """One sentence of evidence, with its speaker where the sentence itself does not name one.

        `lead` stands before it; `when` is the moment that the claim carries; `on` tells the sentence beside it too,
        where one of the two only points at what was said before: “Holm denied that.”
        """
        document, facts = item.hit.document, self.facts_of(item)
        if on:
            start, end = _with_its_denial(item, facts)
            item = replace(item, start=start, end=end)
        words = shown(document.text, item.start, item.end, item.span, WHOLE)
        statement = _of_one_asked(draft.question, facts, item) or statement_at(facts, item.start, item.end)
        speaker = statement.speaker if statement else None
        if item.hit.passage.kind == "comment":
            speaker, when = item.hit.passage.author or "a reader", None
            lead = f"{speaker}, in a reader's comment: "
        elif (speaker is None or speaker.lower() in {"i", "we"}) and is_opinion(document):
            speaker = document.author
            lead += f"{speaker or 'The author'}, in an opinion piece: "
        elif statement and not (
            item.start <= statement.speaker_start < item.end and keys(statement.speaker) <= keys(item.text)
        ):
            lead += f"{speaker_with_role(facts, statement)}: "
        day, note = (when.value, when.note) if when else (None, "")
        draft.claim(words, draft.cite(item), opening=lead, speaker=speaker, date=day, date_note=note)


_PART = re.compile(r"(?:early|late|mid|the (?:beginning|start|middle|end) of)[ -]", re.IGNORECASE)

_UNTIL = re.compile(r" ?(?:[-–]|to) ?(\d{1,2})(?![\d:.,]*\d|\w)")  # “May 29-30”


def _day_in_words(short: Short, behind: str) -> str:
    """A date as a person writes it: “early 2027” stays early, which its value cannot tell, and “May 29-30”, of
    which the end stands `behind`, are two days."""
    if not short.value:
        return f"“{short.text}”"
    part, value = _PART.match(short.text), format_value(short.value)
    until = _UNTIL.match(behind) if short.text[-1:].isdigit() and len(short.value) == len("2027-02-03") else None
    if until is not None:
        return f"{value.split(maxsplit=1)[0]}–{until[1]} {value.split(maxsplit=1)[1]}"
    return f"{part.group().lower()}{value}" if part and len(short.value) <= len("2027-02") else value


def _of_one_asked(question: Question, facts: Facts, item: Evidence) -> Statement | None:
    """The statement in a sentence by the one whom the question names first, and the sentence too, though another's be
    longer."""
    asked = keys(question.names[0]) if question.names else frozenset()
    return next(
        (s for s in facts.said_in(item.start, item.end) if keys(s.speaker) & asked & keys(item.text)),
        None,
    )


def _going_on(text: str, facts: Facts, statement: Statement, place: int) -> int:
    """The sentence with which a quotation ends that goes on behind its speaker, in the same paragraph:
    “It is late,” she said. “We must go.”"""
    first = facts.sentences[place]
    theirs = (s for s in facts.statements if s.quoted and s.speaker == statement.speaker and s.start >= first.end)
    going_on = next((s for s in theirs if text[first.end : s.start] in {"", " ", "  "}), None)
    last = facts.sentence_at(going_on.end - 1) if going_on else None
    if last is None or len(text[first.start : facts.sentences[last].end].split()) >= WHOLE:
        return place
    return last


_POINTS_BACK = re.compile(
    r"\b(?:denie[sd]|disputed?s?|reject(?:s|ed)|disagree[sd]?|agree[sd]|contradict(?:s|ed)|dismiss(?:es|ed)|confirm(?:s|ed))"
    r"\s+(?:that|this|it|the \w+)\W*$|\bdenie[sd]\b",
    re.IGNORECASE,
)


def _with_its_denial(item: Evidence, facts: Facts) -> tuple[int, int]:
    """A sentence with the one before it, or behind it, where the first of the two is a bare “Holm denied that.”"""
    place, text = facts.sentence_at(item.start), item.hit.document.text
    for first in (place, place - 1) if place is not None else ():
        pair = facts.sentences[max(first, 0) : first + 2]
        said = statement_at(facts, pair[1].start, pair[1].end) if len(pair) == 2 else None
        bare = text[pair[0].start : pair[0].end] if said is not None else ""
        together = said is not None and "\n" not in text[pair[0].end : pair[1].start]
        if said is not None and together and keys(said.speaker) <= keys(bare) and _POINTS_BACK.search(bare):
            return min(item.start, pair[0].start), max(item.end, pair[1].end)
    return item.start, item.end


def near_best(evidence: Sequence[Evidence], margin: float) -> list[Evidence]:
    """The evidence whose score lies at most so far below the best."""
    best = max(e.score for e in evidence[:3])
    return [e for e in evidence if e.score >= best - margin]


def distinct(items: Sequence[Evidence], most: int) -> list[Evidence]:
    """The best items that do not say the same: at most one of sentences that share most of their words, unless one of
    them says “not” where the other does not."""
    kept: list[Evidence] = []
    for item in items:
        if not any(_alike(item.text, known.text) for known in kept):
            kept.append(item)
        if len(kept) == most:
            break
    return kept


def _alike(one: str, other: str) -> bool:
    mine, theirs = keys(one), keys(other)
    shared = len(mine & theirs) >= 0.6 * min(len(mine), len(theirs))
    return shared and bool(NEGATION.search(one)) == bool(NEGATION.search(other))
