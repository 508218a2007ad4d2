"""What holds for every answer, whatever is asked: over the samples with the real models, and by field names."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qa
from index.records import Document, IndexReport
from qa import Answer, Assistant, Citation, Claim
from qa.draft import Draft
from qa.records import Question
from qa.settings import samples_folder
from qa.verify import BrokenCitation, check_citations

REASONS = {"outside_filter", "not_stated", "nothing_relevant"}
FIELDS = {
    Document: "id path title source published published_note captured text spans copies",
    Citation: "marker quote start end passage document",
    Claim: "text markers speaker date date_note",
    Answer: "text abstained reason citations claims nearest confidence",
    IndexReport: "added updated unchanged removed duplicates failed",
}


@pytest.mark.parametrize("record", FIELDS, ids=lambda record: record.__name__)
def test_records_have_the_fields_that_programs_rely_on_and_cannot_be_changed(record: Any) -> None:
    assert set(FIELDS[record].split()) <= {field.name for field in dataclasses.fields(record)}
    assert record.__dataclass_params__.frozen
    assert "__dict__" not in dir(record)


def test_what_qa_exports_is_what_it_says() -> None:
    public = {name for name in vars(qa) if not name.startswith("_")}
    modules = {name for name in public if type(getattr(qa, name)).__name__ == "module"}
    assert set(qa.__all__) == public - modules - {"annotations"}
    assert list(qa.__all__) == sorted(qa.__all__)


def check(answer: Answer) -> None:
    """The contract of an answer."""
    assert [citation.marker for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        assert citation.quote
        assert citation.document.text[citation.start : citation.end] == citation.quote
        assert citation.quote in citation.passage
        assert citation.passage in citation.document.text
    cited = {citation.marker for citation in answer.citations}
    assert {int(number) for number in re.findall(r"\[(\d+)\]", answer.text)} == cited
    assert {marker for claim in answer.claims for marker in claim.markers} == cited
    assert all(claim.markers for claim in answer.claims)
    assert 0.0 <= answer.confidence <= 1.0
    assert len(answer.nearest) <= 3
    assert answer.text.strip()
    if answer.abstained:
        assert answer.reason in REASONS
        assert not answer.citations
        assert not answer.claims
    else:
        assert answer.reason is None
        assert answer.citations
    for hit in answer.nearest:
        assert hit.document.text[hit.passage.start : hit.passage.end] == hit.passage.text


OPENINGS = ("when did", "who", "what did", "how many", "where", "which", "compare", "list the", "is it true that", "")
DAYS = st.none() | st.dates(date(2022, 1, 1), date(2024, 1, 1))


@st.composite
def questions(draw: st.DrawFn, words: list[str]) -> str:
    """An opening, some words that stand in the documents, perhaps one that does not, as people type them."""
    inner = draw(st.lists(st.sampled_from(words), min_size=1, max_size=7))
    other = draw(st.sampled_from(["", "", "", "[1]", "quokka", "2022", "“", "in March 2022", "readers' comments"]))
    text = " ".join(filter(None, [draw(st.sampled_from(OPENINGS)), *inner, other]))
    return draw(st.sampled_from([text, text.lower(), text.capitalize(), f"{text}?"]))


def test_every_answer_over_the_samples_keeps_the_contract(samples: Assistant) -> None:
    every_answer_keeps_the_contract(samples, examples=15)


def test_every_answer_over_documents_in_memory_keeps_the_contract(
    make_assistant: Callable[..., Assistant], stories: Path
) -> None:
    held = make_assistant()
    held.index(stories, samples_folder())
    every_answer_keeps_the_contract(held, examples=80)


def every_answer_keeps_the_contract(assistant: Assistant, examples: int) -> None:
    """Ask at random, with and without limits, in words of the documents."""
    words = sorted({word for document in assistant.documents() for word in document.text.split()})
    known = sorted({document.source for document in assistant.documents() if document.source})
    outlets = st.none() | st.just(["Nowhere Herald"]) | st.sampled_from(known).map(lambda name: [name])

    @settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(question=questions(words), after=DAYS, event_before=DAYS, sources=outlets)
    def holds(question: str, after: date | None, event_before: date | None, sources: list[str] | None) -> None:
        answer = assistant.ask(question, after=after, event_before=event_before, sources=sources)
        check(answer)
        if not answer.abstained:
            for citation in answer.citations:
                assert after is None or (citation.document.published or date.min) >= after
                assert sources is None or citation.document.source in sources

    holds()


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=st.text(min_size=1, max_size=60).filter(str.strip))
def test_any_text_at_all_may_be_asked(assistant: Assistant, text: str) -> None:
    check(assistant.ask(text))


def test_questions_in_a_chat_keep_the_contract_too(samples: Assistant) -> None:
    chat = samples.chat()
    for question in ("Who is Mikhail Galuzin?", "And what did he say?", "when was that", "why?", "and readers?"):
        check(chat.ask(question))


def test_a_marker_that_cites_nothing_is_never_let_through() -> None:
    draft = Draft(Question("q", "q", "open", ("q",)))
    answer = dataclasses.replace(draft.answer(0.5), text="It was Tuesday [1]")
    with pytest.raises(BrokenCitation, match=r"\[1\]"):
        check_citations(answer)
