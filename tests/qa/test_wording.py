"""A reply is read as it comes, strictly at its end, and asked for once more when it cannot be read."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.facts import read_facts
from index.records import Document, Passage, Span
from qa.draft import Draft
from qa.language import Message, ModelFailed
from qa.records import Evidence, Hit, Question, Worded
from qa.support import ground
from qa.wording import Shown, Unreadable, Wording, parse

TEXT = "Captain Rhea Moss said the ferry left at noon. It carried 80 passengers and a goat."
DOCUMENT = Document(
    "d", "/tmp/a.txt", "Ferry", "Sound Post", date(2023, 3, 15), "", None, TEXT, (Span(0, len(TEXT), "article"),)
)
HIT = Hit(Passage("d:0", "d", 0, 0, len(TEXT), TEXT, "article"), DOCUMENT, 1.0)
EVIDENCE = Evidence(HIT, 0, 46, 0.8, 0.8, 0.8, 0.8)
QUESTION = Question("When did the ferry leave?", "When did the ferry leave?", "date", ("ferry", "leave"))
GOOD = json.dumps({"claims": [{"text": "Rhea Moss said the ferry left at noon.", "passages": [1]}]})
TWO = json.dumps(
    {
        "claims": [
            {"text": "Rhea Moss said the ferry left at noon.", "passages": [1]},
            {"text": "It carried 80 passengers.", "passages": [1]},
        ]
    }
)


def wording() -> Wording:
    draft = Draft(QUESTION)
    draft.claim("at noon", draft.cite(EVIDENCE))
    shown = [Shown(EVIDENCE, ground(HIT.passage, DOCUMENT, read_facts(DOCUMENT)))]
    return Wording(QUESTION, Message("user", "?"), shown, draft.answer(0.7), Worded("m", "answer", 2, 100))


@given(st.lists(st.integers(1, len(TWO) - 1), max_size=6, unique=True).map(sorted))
def test_however_the_reply_is_cut_into_pieces_the_answer_is_the_same(cuts: list[int]) -> None:
    held = wording()
    for low, high in zip([0, *cuts], [*cuts, len(TWO)], strict=True):
        held.feed(TWO[low:high])
    held.ended()
    assert held.answer().text == "Rhea Moss said the ferry left at noon. [1]\nIt carried 80 passengers. [1]"


def test_a_claim_is_shown_as_soon_as_it_is_complete() -> None:
    held = wording()
    assert not held.feed(TWO[:40])
    assert held.feed(TWO[40:90])
    assert held.answer().text == "Rhea Moss said the ferry left at noon. [1]"


def test_a_reply_that_cannot_be_read_is_asked_for_once_more_with_the_error() -> None:
    held = wording()
    held.feed('{"claims": [{"text": "The ferry')
    held.ended()
    assert held.asking
    assert [message.role for message in held.messages] == ["user", "assistant", "user"]
    assert "not valid JSON" in held.messages[-1].text
    held.feed(GOOD)
    held.ended()
    assert not held.asking
    answer = held.answer()
    assert answer.text == "Rhea Moss said the ferry left at noon. [1]"
    assert answer.worded is not None
    assert answer.worded.attempts == 2


def test_after_the_second_reply_the_default_answer_stands() -> None:
    held = wording()
    for _ in range(2):
        held.feed("It left at noon, I am sure of it!")
        held.ended()
    assert not held.asking
    assert held.answer().text == "at noon [1]"
    assert held.answer().notes[-1].startswith("the language model did not reply in the form asked for")


def test_what_was_said_before_the_connection_broke_stands() -> None:
    held = wording()
    held.feed(TWO[:90])
    held.failed(ModelFailed("cannot be reached", again=0.5))
    assert not held.asking
    assert held.answer().text == "Rhea Moss said the ferry left at noon. [1]"
    assert "what it had said until then stands" in held.answer().notes[-1]


@pytest.mark.parametrize(("again", "asking"), [(None, False), (0.0, True)])
def test_only_a_failure_that_may_pass_is_tried_again(again: float | None, asking: bool) -> None:
    held = wording()
    held.failed(ModelFailed("failed", again=again))
    assert held.asking is asking


@pytest.mark.parametrize(
    ("reply", "claims"),
    [
        ('Here you are:\n```json\n{"claims": [{"text": "A", "passages": [1]}]}\n``` Anything else?', [("A", [1])]),
        (
            "The ferry left at noon [1].\n- It carried 80 passengers [1][2]",
            [("The ferry left at noon", [1]), ("It carried 80 passengers", [1, 2])],
        ),
        ("I don't know.", []),
        ("The passages do not say when the ferry left.", []),
        ('{"claims": []}', []),
    ],
)
def test_forms_of_a_reply_that_can_be_read(reply: str, claims: list[tuple[str, list[int]]]) -> None:
    assert [(said.text, said.passages) for said in parse(reply)] == claims


@pytest.mark.parametrize("reply", ["", "At noon.", '{"claims": [{"text": 1}]}', '{"answer": "noon"}', "{" * 5000])
def test_anything_else_is_unreadable(reply: str) -> None:
    with pytest.raises(Unreadable):
        parse(reply)
