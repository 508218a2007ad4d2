"""Judgements turned into cases: what was liked is asked for again, what was not is told to a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import feedback
from eval.records import load_cases
from index.errors import BadInput

QUOTE = "“The dam at Corley was reopened on 4 June,” engineer Rosa Helm said."


def liked(**changes: Any) -> dict[str, Any]:
    record = {
        "version": 1, "id": "0123456789abcdef", "verdict": "good", "note": "", "question": "When did the dam reopen?",
        "history": [], "filters": {"after": "2020-01-01", "before": None, "sources": []}, "abstained": False,
        "reason": None, "answer": f"4 June 2020 (stated) — {QUOTE} [1]",
        "citations": [{"marker": 1, "quote": QUOTE, "path": "/news/2020/dam.txt"}],
    }  # fmt: skip
    return record | changes


def only(record: dict[str, Any]) -> Any:
    (case,), left = feedback.turned([record])
    assert not left
    return case


def test_a_liked_answer_has_to_come_to_the_same_and_cite_the_same() -> None:
    case = only(liked())
    assert (case.kind, case.answer) == ("date", (("4 June 2020",),))
    assert [(item.document, item.words) for item in case.evidence] == [("dam.txt", "The dam at Corley was reopened")]
    assert case.filters.arguments() == {"after": case.filters.after}


def test_of_an_answer_that_only_quotes_the_words_quoted_are_looked_for() -> None:
    case = only(liked(question="What did Rosa Helm say?", answer=f"{QUOTE} [1]"))
    assert case.answer == (("The dam at Corley was reopened",),)


def test_a_question_within_a_conversation_is_asked_after_what_went_before() -> None:
    case = only(liked(question="And when was that?", history=["What about the dam?"]))
    assert (case.kind, case.history) == ("follow-up", ("What about the dam?",))


def test_a_liked_refusal_is_to_be_refused_again() -> None:
    case = only(liked(abstained=True, reason="not_stated", citations=[], answer="…"))
    assert (case.kind, case.reason, case.answer) == ("abstain", "not_stated", ())


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"verdict": "bad", "note": "it was July"}, "disliked"),
        ({"citations": [], "answer": "Perhaps."}, "nothing in the answer"),
        ({"citations": None}, "the judgement is not whole"),
        ({"abstained": True, "reason": "not_stated", "history": ["x?"]}, "a refusal"),
    ],
)
def test_what_makes_no_case_is_left_to_a_person_with_the_reason(changes: dict[str, Any], why: str) -> None:
    cases, ((record, told),) = feedback.turned([liked(**changes)])
    assert cases == []
    assert told.startswith(why)
    assert record["question"] == "When did the dam reopen?"


def test_the_lines_printed_are_a_set_that_can_be_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = [
        liked(),
        liked(id="f" * 32, verdict="bad", note="it was July"),
        liked(id="e" * 32, question="Who spoke?"),
    ]
    assert feedback.main_feedback(records, None) == 0
    printed = capsys.readouterr()
    path = tmp_path / "set.jsonl"
    path.write_text(printed.out, encoding="utf-8")
    assert [case.id for case in load_cases(path)] == ["feedback-0123456789ab", "feedback-eeeeeeeeeeee"]
    assert all("split" not in json.loads(line) for line in printed.out.splitlines())
    assert "it was July" in printed.err
    assert "2 of 3 judgements" in printed.err


def test_without_a_judgement_there_is_nothing_to_turn() -> None:
    with pytest.raises(BadInput):
        feedback.main_feedback([], None)
