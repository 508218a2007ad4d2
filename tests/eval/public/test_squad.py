"""SQuAD files, read by a scripted reader."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.public.figures import PublicResult
from eval.public.squad import measure
from index.errors import BadInput
from qa.records import Reading

CONTEXT = "The lighthouse at Ness Point was lit in 1874. Its keeper, Ada Flett, rowed out in 1874 to a wreck."


class ScriptedReader:
    """Gives for each question the words told, at their last place in the passage, with a score."""

    def __init__(self, script: dict[str, tuple[str, float]]) -> None:
        self.script = script

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        words, score = self.script[question]
        (passage,) = passages
        start = passage.rindex(words)
        return [Reading(start, start + len(words), words, score)]


def a_file(path: Path, *questions: dict[str, Any]) -> Path:
    data = {"version": "v", "data": [{"title": "t", "paragraphs": [{"context": CONTEXT, "qas": list(questions)}]}]}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def asked(question: str, *answers: str, **more: Any) -> dict[str, Any]:
    golds = [{"text": words, "answer_start": CONTEXT.index(words)} for words in answers]
    return {"id": question, "question": question, "answers": golds, **more}


def figures(result: PublicResult) -> dict[str, float]:
    return {figure.name: figure.value for figure in (*result.paper, *result.ours)}


def test_the_best_gold_answer_counts(tmp_path: Path) -> None:
    path = a_file(
        tmp_path / "dev.json", asked("who kept it", "Ada Flett", "keeper, Ada Flett"), asked("where", "Ness Point")
    )
    result = measure(path, ScriptedReader({"who kept it": ("Ada Flett", 3.0), "where": ("at Ness Point", 1.0)}))
    assert result.set == "SQuAD 1.1"
    assert figures(result) == {"EM": 0.5, "F1": pytest.approx((1 + 0.8) / 2), "EM in place": 0.5}


def test_without_unanswerable_questions_nothing_is_declined(tmp_path: Path) -> None:
    path = a_file(tmp_path / "dev.json", asked("where", "Ness Point"))
    assert figures(measure(path, ScriptedReader({"where": ("Ness Point", -2.0)})))["EM"] == 1.0


def test_a_score_that_is_not_above_0_declines_in_a_file_of_2_0(tmp_path: Path) -> None:
    path = a_file(
        tmp_path / "dev.json",
        asked("where", "Ness Point", is_impossible=False),
        asked("who built it", is_impossible=True, plausible_answers=[]),
        asked("who sold it", is_impossible=True),
    )
    reader = ScriptedReader({"where": ("Ness Point", 0.0), "who built it": ("Ada", -1.0), "who sold it": ("Ada", 1.0)})
    result = measure(path, reader)
    assert result.set == "SQuAD 2.0"
    found = figures(result)
    assert (found["HasAns EM"], found["NoAns"], found["EM"]) == (0.0, 0.5, pytest.approx(1 / 3))
    assert found["EM in place"] == pytest.approx(1 / 3)


def test_the_right_words_of_another_place_are_not_in_place(tmp_path: Path) -> None:
    path = a_file(tmp_path / "dev.json", asked("when was it lit", "1874"))
    found = figures(measure(path, ScriptedReader({"when was it lit": ("1874", 2.0)})))
    assert (found["EM"], found["EM in place"]) == (1.0, 0.0)


def test_only_so_many_questions_are_asked(tmp_path: Path) -> None:
    path = a_file(tmp_path / "dev.json", asked("where", "Ness Point"), asked("never asked", "Ness Point"))
    result = measure(path, ScriptedReader({"where": ("Ness Point", 1.0)}), limit=1)
    assert result.paper[0].n == 1


def test_another_format_is_refused_and_named(tmp_path: Path) -> None:
    path = tmp_path / "dev.json"
    path.write_text('{"data": [{"paragraphs": [{"qas": []}]}]}', encoding="utf-8")
    with pytest.raises(BadInput, match=r"data\.0\.paragraphs\.0\.context: Field required"):
        measure(path, ScriptedReader({}))
