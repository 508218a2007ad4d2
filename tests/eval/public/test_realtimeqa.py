"""Weekly quizzes: which choice an answer names, over which articles."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eval.public.realtimeqa import chosen, measure
from index.errors import BadInput

CHOICES = ("Ines Roe", "Tom Ashby", "The coastguard", "Nobody")


def a_week(folder: Path, *questions: dict[str, Any], day: str = "20210507") -> Path:
    asked = [{"question_id": f"{day}_{n}", "question_date": "2021/05/06", **one} for n, one in enumerate(questions)]
    found = [
        {
            "question_id": one["question_id"],
            "search_time": "2021/05/07/16:34",
            "search_result": [
                {"title": "Lock shut", "text": "Ines Roe\u2028shut it", "url": "u1", "publish_date": "2021/05/05"},
                {"title": "No text", "url": "u2"},
            ],
        }
        for one in asked
    ]
    for name, rows in (("qa", asked), ("gcs", found)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{day}_{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def asked(question: str, *right: str, choices: tuple[str, ...] = CHOICES) -> dict[str, Any]:
    return {"question_sentence": question, "choices": choices, "answer": list(right), "evidence": ""}


def figures(result: Any) -> dict[str, float]:
    return {figure.name: figure.value for figure in (*result.paper, *result.ours)}


def test_the_choice_that_is_named_counts_and_the_citation_has_to_hold_it(
    tmp_path: Path, scripted_over: Any, answered: Any
) -> None:
    path = a_week(tmp_path, asked("who shut it", "0"), asked("who came", "1"))
    script = {
        "who shut it": answered("Ines Roe (harbour master) — “The harbour master, Ines Roe, shut the lock.” [1]"),
        "who came": answered("Tom Ashby — “The harbour master, Ines Roe, shut the lock.” [1]"),
    }
    found = figures(measure(path, scripted_over(script).opener))
    assert found["accuracy"] == 1.0
    assert found["right and cited"] == 0.5
    assert found["EM"] == 1.0


def test_the_articles_of_a_week_are_indexed_once_as_of_its_day(
    tmp_path: Path, scripted_over: Any, answered: Any
) -> None:
    script = {name: answered("", abstained=True) for name in ("one", "two")}
    assistant = scripted_over(script)
    measure(a_week(tmp_path, asked("one", "0"), asked("two", "1")), assistant.opener)
    assert assistant.days == [date(2021, 5, 7)]
    (rows,) = assistant.articles
    assert rows == [{"title": "Lock shut", "text": "Ines Roe\u2028shut it", "url": "u1", "published": "2021-05-05"}]


def test_the_first_five_articles_with_a_text_are_used(tmp_path: Path, scripted_over: Any, answered: Any) -> None:
    path = a_week(tmp_path, asked("one", "0"))
    results = [{"title": f"t{n}", "text": " " if n == 1 else f"text {n}", "url": f"u{n}"} for n in range(9)]
    line = json.dumps({"question_id": "20210507_0", "search_result": results})
    (path / "20210507_gcs.jsonl").write_text(line, encoding="utf-8")
    assistant = scripted_over({"one": answered("", abstained=True)})
    measure(path, assistant.opener)
    assert [row["title"] for row in assistant.articles[0]] == ["t0", "t2", "t3", "t4", "t5"]


def test_declined_and_crashed_questions_are_wrong(tmp_path: Path, scripted_over: Any, answered: Any) -> None:
    path = a_week(tmp_path, asked("one", "0"), asked("two", "1"))
    script = {"one": answered("Not told.", abstained=True), "two": RuntimeError("broken")}
    found = figures(measure(path, scripted_over(script).opener))
    assert {name: value for name, value in found.items() if value} == {"declined": 1.0}


def test_questions_that_ask_for_the_exception_have_no_exact_match(
    tmp_path: Path, scripted_over: Any, answered: Any
) -> None:
    path = a_week(tmp_path, asked("all of these came, except?", "3"), asked("who shut it", "0"))
    script = {
        "all of these came, except?": answered("Nobody — “…”"),
        "who shut it": answered("Roe — “The lock was shut by Roe.” [1]"),
    }
    result = measure(path, scripted_over(script).opener)
    assert [(f.name, f.n) for f in result.paper] == [("accuracy", 2), ("accuracy, NOTA", 0), ("EM", 1), ("F1", 1)]
    assert figures(result)["F1"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("Tom Ashby — “Ines Roe saw Tom Ashby there.” [1]", 1),
        ("“Ines Roe shut the lock.” [1]", 0),
        ("“Ines Roe and Tom Ashby shut the lock.” [1]", None),
        ("12 May — “Tom Ashby said the lock is old.” [1]", None),
    ],
)
def test_a_short_answer_chooses_alone_and_a_tie_chooses_nothing(text: str, choice: int | None, answered: Any) -> None:
    assert chosen(CHOICES[:2], answered(text)) == choice


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("Tom Ashby — “…” [1]", 0),
        ("Ines Roe — “…” [1]", 2),
        ("“The harbour has a coastguard.” [1]", 1),
        ("12 May — “The lock is old.” [1]", 2),
    ],
)
def test_none_of_the_above_is_chosen_by_an_answer_that_names_no_other(text: str, choice: int, answered: Any) -> None:
    assert chosen(("Tom Ashby", "The coastguard", "None of the above."), answered(text)) == choice
    assert chosen(("Tom Ashby", "None of the above"), answered("Not told.", abstained=True)) is None


def test_the_same_answers_are_measured_with_none_of_the_above_among_the_choices(
    tmp_path: Path, scripted_over: Any, answered: Any
) -> None:
    path = a_week(tmp_path, asked("who shut it", "0"), asked("who came", "1"))
    others = [
        asked("who shut it", "1", choices=("Tom Ashby", "None of the above"))
        | {"question_id": "20210507_0_nota", "question_date": "2021/05/06"}
    ]
    (path / "20210507_qa_nota.jsonl").write_text("".join(json.dumps(one) + "\n" for one in others), encoding="utf-8")
    script = {"who shut it": answered("Ines Roe — “…” [1]"), "who came": answered("Nobody — “…” [1]")}
    result = measure(path, scripted_over(script).opener)
    assert [(f.name, f.value, f.n) for f in result.paper[:2]] == [("accuracy", 0.5, 2), ("accuracy, NOTA", 1.0, 1)]
    assert [(one.chosen, one.wanted, one.right) for one in result.asked] == [
        ("Ines Roe", ("Ines Roe",), True),
        ("Nobody", ("Tom Ashby",), False),
    ]


@pytest.mark.parametrize(("text", "choice"), [("Yes — “…” [1]", 1), ("No — “…” [1]", 0), ("“It is true.” [1]", 1)])
def test_a_statement_that_is_true_is_answered_with_yes(text: str, choice: int, answered: Any) -> None:
    assert chosen(("FALSE", "TRUE"), answered(text)) == choice


def test_how_many_right_choices_stand_in_an_article_is_told(tmp_path: Path, scripted_over: Any, answered: Any) -> None:
    path = a_week(tmp_path, asked("who shut it", "0"), asked("who came", "1"))
    script = {"who shut it": answered("Ines Roe — “…” [1]"), "who came": answered("", abstained=True)}
    told = next(f for f in measure(path, scripted_over(script).opener).ours if f.name == "right where told")
    assert (told.value, told.n) == (1.0, 1)


def test_questions_without_their_articles_are_refused(tmp_path: Path, scripted_over: Any) -> None:
    a_week(tmp_path, asked("one", "0"))
    (tmp_path / "20210507_gcs.jsonl").unlink()
    with pytest.raises(BadInput, match="no pair of"):
        measure(tmp_path, scripted_over({}).opener)


def test_a_line_in_another_format_is_named(tmp_path: Path, scripted_over: Any) -> None:
    a_week(tmp_path, asked("one", "0"))
    (tmp_path / "20210507_qa.jsonl").write_text('{"question_id": "1"}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"20210507_qa\.jsonl:1: not in the format of this set: question_date"):
        measure(tmp_path, scripted_over({}).opener)
