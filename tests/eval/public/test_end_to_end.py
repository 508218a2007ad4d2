"""Files in the layout their authors publish, through the command line, the real models and a real index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ui.cli import main

LIGHTHOUSE = "The lighthouse at Ness Point was lit in 1874. Its first keeper, Ada Flett, rowed out to a wreck in 1881."
FERRY = (
    "SELBY, 3 May 2023 — The ferry Alba was sold to Corvin Lines on Tuesday, harbour master Ines Roe said.\n\n"
    "The price was 4.2 million crowns. The ferry will sail from the north quay."
)
TRAM = (
    "The tram depot at Marl Street burned down on 9 May 2023. Fire chief Tom Ashby said a heater had been left on.\n\n"
    "Twelve trams were lost."
)


def measured(name: str, path: Path) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Figures by name, and what is told of each question."""
    done = CliRunner().invoke(main, ["eval", "--public", name, str(path), "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    return {figure["name"]: figure["value"] for figure in (*told["paper"], *told["ours"])}, told["asked"]


def span(text: str) -> dict[str, Any]:
    return {"text": text, "answer_start": LIGHTHOUSE.index(text)}


@pytest.mark.parametrize("second", [False, True])
def test_a_squad_file(tmp_path: Path, second: bool) -> None:
    more = {"is_impossible": False} if second else {}
    questions = [
        {"id": "5733", "question": "Who was the first keeper?", "answers": [span("Ada Flett")] * 3, **more},
        {"id": "5734", "question": "When was the lighthouse lit?", "answers": [span("1874"), span("in 1874")], **more},
    ]
    if second:
        plausible = [span("1874")]
        questions.append(
            {"id": "5735", "question": "Which bank paid for the new roof of the church?", "answers": [],
             "plausible_answers": plausible, "is_impossible": True}
        )  # fmt: skip
    article = {"title": "Ness_Point", "paragraphs": [{"qas": questions, "context": LIGHTHOUSE}]}
    path = tmp_path / "dev-v2.0.json"
    path.write_text(json.dumps({"version": "v2.0" if second else "1.1", "data": [article]}), encoding="utf-8")
    figures, asked = measured("squad", path)
    assert figures["EM"] == figures["F1"] == figures["EM in place"] == 1.0
    assert [one["read"] for one in asked] == ["Ada Flett", "1874", ""][: len(questions)]


def test_a_folder_of_multihop_rag(tmp_path: Path) -> None:
    corpus = [
        {"title": title, "author": None, "source": source, "published_at": f"2023-05-{day}T09:00:00+00:00",
         "category": "business", "url": f"https://{source.lower()}.example/{day}", "body": body}
        for title, source, day, body in (("Ferry sold", "Gazette", "03", FERRY), ("Depot burns", "Courier", "10", TRAM))
    ]  # fmt: skip
    evidence = {key: corpus[0][key] for key in ("title", "author", "url", "source", "category", "published_at")}
    questions = [
        {"query": "To which company was the ferry Alba sold?", "answer": "Corvin Lines", "question_type":
         "inference_query", "evidence_list": [evidence | {"fact": "Alba was sold to Corvin Lines on Tuesday"}]},
        {"query": "Which bishop opened the museum in Oslo?", "answer": "Insufficient information.", "question_type":
         "null_query", "evidence_list": []},
    ]  # fmt: skip
    (tmp_path / "corpus.json").write_text(json.dumps(corpus), encoding="utf-8")
    (tmp_path / "MultiHopRAG.json").write_text(json.dumps(questions), encoding="utf-8")
    figures, asked = measured("multihop-rag", tmp_path)
    assert figures["right and cited"] == figures["declined"] == figures["MRR@10"] == figures["every fact"] == 1.0
    assert "Corvin Lines" in asked[0]["answer"]


def test_a_week_of_realtime_qa(tmp_path: Path) -> None:
    found = [
        {"url": "https://gazette.example/ferry", "title": "Ferry sold", "text": FERRY, "authors": ["A. Writer"],
         "publish_date": "2023/05/03"},
        {"url": "https://courier.example/depot", "title": "Depot burns", "text": TRAM, "publish_date": "2023/05/10"},
    ]  # fmt: skip
    choices = ["Marl Street", "Corvin Lines", "Alba", "Selby Trams"]
    asked = {"question_id": "20230512_0", "question_date": "2023/05/11", "question_source": "CNN", "question_url": "u",
             "question_sentence": "To which company was the ferry Alba sold?", "choices": choices, "answer": ["1"],
             "evidence": "<a href='x'>It</a> was sold."}  # fmt: skip
    nota = asked | {"question_id": "20230512_0_nota", "choices": [*choices[2:], "None of the above"], "answer": ["2"]}
    result = {"question_id": "20230512_0", "search_time": "2023/05/12/16:34", "search_result": found}
    for name, row in (("qa", asked), ("qa_nota", nota), ("gcs", result)):
        (tmp_path / f"20230512_{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    figures, (told,) = measured("realtimeqa", tmp_path)
    assert figures["accuracy"] == figures["accuracy, NOTA"] == figures["right and cited"] == 1.0
    assert told["chosen"] == "Corvin Lines"
