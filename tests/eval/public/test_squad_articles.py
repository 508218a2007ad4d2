"""SQuAD asked of the whole program: what is answered, what is declined, and whether the citation holds it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.public.squad_articles import measure
from index.errors import BadInput


def a_file(path: Path, **golds: str) -> Path:
    """One question for each gold answer; without an answer where that is empty."""
    asked = [
        {"id": question, "question": question, "answers": [{"text": gold, "answer_start": 0}] if gold else []}
        for question, gold in golds.items()
    ]
    articles = [{"title": "East_lock", "paragraphs": [{"context": "It was shut.", "qas": asked}]}]
    path.write_text(json.dumps({"data": articles}), encoding="utf-8")
    return path


def test_what_is_answered_and_what_is_declined_are_told_apart(
    tmp_path: Path, scripted_over: Any, answered: Any
) -> None:
    path = a_file(tmp_path / "dev.json", who="Ines Roe", when="Monday", where="the east lock", why="", how="")
    told = "Ines Roe — “The harbour master, Ines Roe, shut the east lock on Friday.” [1]"
    script = {
        "who": answered(told),
        "when": answered("Monday — “She shut it on Monday.” [1]"),  # and the citation does not hold it
        "where": answered("The documents do not say.", abstained=True),
        "why": answered("The documents do not say.", abstained=True),
        "how": answered(told),
    }
    assistant = scripted_over(script)
    result = measure(path, assistant.opener)
    assert {figure.name: figure.value for figure in result.ours} == {
        "right": pytest.approx(2 / 3),
        "right and cited": pytest.approx(1 / 3),
        "declined wrongly": pytest.approx(1 / 3),
        "declined rightly": 0.5,
        "right of answered": pytest.approx(2 / 3),
    }
    assert assistant.articles == [[{"title": "East lock", "text": "It was shut."}]]


def test_a_question_that_fails_is_a_wrong_one_and_only_so_many_are_asked(tmp_path: Path, scripted_over: Any) -> None:
    path = a_file(tmp_path / "dev.json", who="Ines Roe", never_asked="")
    result = measure(path, scripted_over({"who": ValueError("broken")}).opener, limit=1)
    assert [(one.right, one.declined) for one in result.asked] == [(False, True)]


def test_another_format_is_refused(tmp_path: Path, scripted_over: Any) -> None:
    path = tmp_path / "dev.json"
    path.write_text('{"data": [{}]}', encoding="utf-8")
    with pytest.raises(BadInput, match="Field required"):
        measure(path, scripted_over({}).opener)
