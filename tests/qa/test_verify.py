"""A claim must stand in its citations, whoever worded it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.records import Document, Passage, Span
from qa.draft import Draft, not_answered
from qa.records import Answer, Question
from qa.verify import BrokenCitation, check_citations

TEXT = "Mayor Ines Calder said on Tuesday that 1,200 homes lost power. The union called the plan “reckless”."
DOCUMENT = Document(
    id="d1",
    path="/tmp/storm.txt",
    title="Storm cuts power in Harlow",
    source="Harlow Post",
    published=date(2023, 3, 15),
    published_note="header line",
    captured=None,
    text=TEXT,
    spans=(Span(0, len(TEXT), "article"),),
)
PASSAGE = Passage("d1:0", "d1", 0, 0, len(TEXT), TEXT, "article")
QUESTION = Question("?", "?", "open", ())


def drafted(*claims: str) -> Answer:
    draft = Draft(QUESTION)
    for claim in claims:
        draft.claim(claim, draft.cite_span(DOCUMENT, PASSAGE, 0, 61))
    return draft.answer(0.5)


def test_a_whole_answer_passes_as_it_is() -> None:
    answer = drafted("Calder spoke")
    assert check_citations(answer) is answer


def test_a_quotation_that_is_not_verbatim_is_refused() -> None:
    answer = drafted("Calder spoke")
    broken = replace(answer, citations=(replace(answer.citations[0], quote="Mayor Calder"),))
    with pytest.raises(BrokenCitation, match="verbatim"):
        check_citations(broken)


def test_a_marker_without_a_citation_is_refused() -> None:
    answer = drafted("Calder spoke")
    with pytest.raises(BrokenCitation, match="cites"):
        check_citations(replace(answer, claims=(replace(answer.claims[0], markers=(2,)),)))


def test_an_answer_that_was_not_given_cites_nothing() -> None:
    answer = not_answered(QUESTION, "not_stated", ())
    assert check_citations(answer).citations == ()
    with pytest.raises(BrokenCitation, match="not given"):
        check_citations(replace(answer, citations=drafted("x").citations))


def test_the_same_words_cited_twice_have_one_number() -> None:
    assert len(drafted("Calder spoke", "homes lost power").citations) == 1
