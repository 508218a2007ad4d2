"""Evidence in several articles: ranks, answers, citations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.public.multihop import measure, ranked
from index.errors import BadInput


def a_set(folder: Path, *questions: dict[str, Any]) -> Path:
    article = {"title": "Lock shut", "source": "Gazette", "published_at": "2023-10-01T08:00:00+00:00", "body": "…"}
    (folder / "corpus.json").write_text(json.dumps([article]), encoding="utf-8")
    (folder / "MultiHopRAG.json").write_text(json.dumps(questions), encoding="utf-8")
    return folder


def asked(query: str, answer: str, *evidence: str, kind: str = "inference_query") -> dict[str, Any]:
    facts = [{"title": title, "source": "Gazette", "fact": f"{title} fact"} for title in evidence]
    return {"query": query, "answer": answer, "question_type": kind, "evidence_list": facts}


def figures(result: Any) -> dict[str, float]:
    return {figure.name: figure.value for figure in (*result.paper, *result.ours)}


def test_ranks_and_average_precision_are_those_of_the_set_s_own_script() -> None:
    passages = ["other", "says one fact here", "one fact again", "two\nfact"]
    found = ranked(["one fact", "two fact"], passages)
    assert found.first == 2
    assert found.average == pytest.approx((1 / 2 + 1 / 4) / 2)
    assert found.every


def test_a_fact_after_the_tenth_passage_is_not_found() -> None:
    found = ranked(["one fact"], ["other"] * 10 + ["one fact"])
    assert (found.first, found.average, found.every) == (None, 0.0, False)


def test_a_right_answer_is_cited_when_each_article_of_its_evidence_is(
    tmp_path: Path, scripted_over: Any, answered: Any
) -> None:
    path = a_set(tmp_path, asked("who", "Ines Roe", "Lock shut", "Sluice built"), asked("where", "Ness", "Lock shut"))
    script = {
        "who": answered("Ines Roe — “…” [1]", titles=["Lock shut"]),
        "where": answered("Ness — “…” [1]", titles=["Lock shut"]),
    }
    assistant = scripted_over(script, found=["x", "Lock shut fact"])
    found = figures(measure(path, assistant.opener))
    assert (found["right"], found["right and cited"]) == (1.0, 0.5)
    assert (found["Hits@10"], found["MRR@10"], found["every fact"]) == (1.0, 0.5, 0.5)
    assert assistant.articles[0][0]["title"] == "Lock shut"


def test_one_shared_word_is_enough_for_the_paper_and_not_for_us(
    tmp_path: Path, scripted_over: Any, answered: Any
) -> None:
    path = a_set(tmp_path, asked("who", "Ines Roe", "Lock shut"))
    found = figures(measure(path, scripted_over({"who": answered("“Tom Roe” [1]")}).opener))
    assert (found["accuracy"], found["right"]) == (1.0, 0.0)


def test_a_question_without_an_answer_has_to_be_declined_and_is_not_searched_for(
    tmp_path: Path, scripted_over: Any, answered: Any
) -> None:
    path = a_set(
        tmp_path,
        asked("who sold it", "Insufficient information.", kind="null_query"),
        asked("who bought it", "Insufficient information.", kind="null_query"),
    )
    script = {"who sold it": answered("Not told.", abstained=True), "who bought it": answered("Ines Roe — “…” [1]")}
    result = measure(path, scripted_over(script).opener)
    found = figures(result)
    assert (found["declined"], found["right and cited"], found["accuracy"]) == (0.5, 0.5, 0.5)
    assert result.paper[0].n == 0


def test_so_many_questions_are_taken_evenly(tmp_path: Path, scripted_over: Any, answered: Any) -> None:
    path = a_set(tmp_path, *(asked(f"q{n}", "Roe", "Lock shut") for n in range(10)))
    script = {f"q{n}": answered("Roe — “…” [1]") for n in (0, 5)}
    assert measure(path, scripted_over(script).opener, limit=2).paper[0].n == 2


def test_a_folder_without_the_files_is_refused(tmp_path: Path, scripted_over: Any) -> None:
    with pytest.raises(BadInput, match=r"no corpus\.json"):
        measure(tmp_path, scripted_over({}).opener)
