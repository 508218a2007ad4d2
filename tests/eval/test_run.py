"""A run from the questions to the exit code, over a scripted assistant."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eval import history, provenance
from eval.gate import Reports
from eval.records import Case, CaseSet, Chosen
from eval.run import evaluate, main_eval, opened
from index.errors import BadInput
from qa.records import Answer

Opener = Callable[[CaseSet], AbstractContextManager[Any]]


@pytest.fixture
def case_set(tmp_path: Path, case: Case, abstain_case: Case) -> CaseSet:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "ferry.txt").write_text("The ferry", encoding="utf-8")
    path = tmp_path / "ferries.jsonl"
    lines = [c.model_dump_json(exclude_defaults=True) for c in (case, abstain_case)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return CaseSet("ferries", path, documents)


@pytest.fixture
def opener(scripted: Any, good_answer: Answer, refusal: Answer) -> Callable[[bool], Opener]:
    """Opens an assistant that answers all well, or refuses everything."""

    def make(well: bool) -> Opener:
        answers = {
            "when did the ferry sink": good_answer if well else refusal,
            "who owned the ferry": refusal,
        }

        @contextmanager
        def opened(_: CaseSet) -> Iterator[Any]:
            yield scripted(answers)

        return opened

    return make


def test_an_index_into_which_nothing_came_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "index_folder", lambda _: tmp_path / "ferries-1")
    (tmp_path / "documents").mkdir()
    report = tmp_path / "documents" / "report.txt"
    report.touch()
    ferries = CaseSet("ferries", tmp_path / "ferries.jsonl", report.parent)
    with opened(ferries) as assistant:
        assert not assistant.documents()
    report.write_text("The ferry sank on Monday, the harbour office said in the evening.", encoding="utf-8")
    with opened(ferries) as assistant:
        assert len(assistant.documents()) == 1


def test_a_crash_is_a_wrong_answer_and_the_run_goes_on(
    scripted: Any, case: Case, abstain_case: Case, refusal: Answer
) -> None:
    assistant = scripted({case.question: RuntimeError("no passages"), abstain_case.question: refusal})
    first, second = evaluate(assistant, [case, abstain_case])
    assert not first.verdict.right
    assert first.error == "RuntimeError: no passages"
    assert second.verdict.right


def test_a_follow_up_is_asked_in_a_chat_after_its_history(scripted: Any, case: Case, good_answer: Answer) -> None:
    later = case.model_copy(update={"kind": "follow-up", "history": ("which ferry",)})
    assistant = scripted({"which ferry": good_answer, case.question: good_answer})
    list(evaluate(assistant, [later]))
    assert [words for words, _ in assistant.asked] == ["new chat", "which ferry", case.question]


def test_filters_of_a_case_are_given_to_ask(scripted: Any, abstain_case: Case, refusal: Answer) -> None:
    filtered = Case.model_validate(abstain_case.model_dump() | {"filters": {"before": "2020-01-31"}})
    assistant = scripted({abstain_case.question: refusal})
    list(evaluate(assistant, [filtered]))
    assert assistant.asked == [(abstain_case.question, {"before": date(2020, 1, 31)})]


def test_a_run_writes_cases_and_a_summary_that_says_what_it_was_made_of(
    case_set: CaseSet, opener: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main_eval(Chosen([case_set]), out=out, opener=opener(True), results=tmp_path, json_output=True) == 0
    records = [json.loads(line) for line in (out / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [r["case"]["id"] for r in records] == ["t-1", "t-2"]
    assert records[0]["citations"][0]["quote"] == "The ferry Alba sank on Monday"
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    printed = capsys.readouterr()
    assert summary == json.loads(printed.out)
    assert f"answers case by case: {out}" in printed.err
    assert summary["config"] == {"precision": "float32", "today": "2024-03-01"}
    assert set(summary["code"]) == {"index", "qa", "prompts", "eval"}
    assert set(summary["data"]["ferries"]) == {"questions", "documents"}


def test_falling_below_the_baseline_exits_with_1_and_names_the_kind(
    case_set: CaseSet, case: Case, opener: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = [case.model_copy(update={"id": f"t-{n}"}).model_dump_json(exclude_defaults=True) for n in range(12)]
    case_set.path.write_text("\n".join(many), encoding="utf-8")
    common = {"out": tmp_path / "out", "results": tmp_path}
    assert main_eval(Chosen([case_set]), opener=opener(False), **common) == 0
    assert "nothing to compare with" in capsys.readouterr().err
    assert main_eval(Chosen([case_set]), opener=opener(True), update_baseline=True, **common) == 0
    assert main_eval(Chosen([case_set]), opener=opener(True), **common) == 0
    assert main_eval(Chosen([case_set]), opener=opener(False), **common) == 1
    told = capsys.readouterr().err
    assert "below the baseline: ferries date: 12 worse and 0 better of 12" in told
    assert "12 of 12 cases do worse than before" in told


def test_reports_are_written_beside_the_results(case_set: CaseSet, opener: Any, tmp_path: Path) -> None:
    reports = Reports(junit=tmp_path / "r.xml", markdown=tmp_path / "r.md", html=tmp_path / "r.html")
    main_eval(Chosen([case_set]), out=tmp_path / "out", opener=opener(False), results=tmp_path, reports=reports)
    assert 'name="t-1"' in (tmp_path / "r.xml").read_text(encoding="utf-8")
    assert "| ferries | all | 2 |" in (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "when did the ferry sink" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_the_page_shows_each_kind_by_version(case_set: CaseSet, opener: Any, tmp_path: Path) -> None:
    share = {"ferries": {"all": history.Share(2, 1, 1), "date": history.Share(1, 0, 0)}}
    history.write(tmp_path / "history.json", "0.9", share)
    history.write(tmp_path / "history.json", "0.8", {"ferries": {"all": history.Share(2, 0, 0)}})
    history.write(tmp_path / "history.json", "0.9", share)
    assert list(history.read(tmp_path / "history.json")) == ["0.9", "0.8"]
    assert history.read(tmp_path / "history.json")["0.9"] == share
    main_eval(
        Chosen([case_set]),
        out=tmp_path,
        opener=opener(True),
        results=tmp_path,
        reports=Reports(html=tmp_path / "r.html"),
    )
    shown = (tmp_path / "r.html").read_text(encoding="utf-8")
    for words in ("all, 0.9: 50 % right", "all, 0.8: 0 % right", "all, this run: 100 % right", "date, 0.9: 0 % right"):
        assert words in shown
    assert "date, 0.8" not in shown
    part = Reports(html=tmp_path / "part.html")
    main_eval(Chosen([case_set], limit=1), out=tmp_path, opener=opener(True), results=tmp_path, reports=part)
    assert "By version" not in (tmp_path / "part.html").read_text(encoding="utf-8")


def test_part_of_a_set_is_neither_compared_nor_made_the_baseline(
    case_set: CaseSet, opener: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = {"out": tmp_path / "out", "results": tmp_path}
    main_eval(Chosen([case_set]), opener=opener(True), update_baseline=True, **common)
    assert main_eval(Chosen([case_set], kinds=["date"]), opener=opener(False), **common) == 0
    assert "not compared with the baseline" in capsys.readouterr().err
    with pytest.raises(BadInput, match="from whole sets"):
        main_eval(Chosen([case_set], limit=1), opener=opener(True), update_baseline=True, **common)


def test_limit_kind_and_split_narrow_the_questions(case_set: CaseSet, opener: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    main_eval(Chosen([case_set], limit=1), out=out, opener=opener(True), results=tmp_path)
    assert len((out / "cases.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    with pytest.raises(BadInput, match="no question is left"):
        main_eval(Chosen([case_set], split="frozen"), out=out, opener=opener(True), results=tmp_path)


def test_the_table_is_written_for_all_sets_only(case_set: CaseSet, opener: Any, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="shows every set"):
        main_eval(Chosen([case_set]), out=tmp_path, opener=opener(True), results=tmp_path, write_table=True)


def test_a_missing_set_is_skipped_in_one_line(
    case_set: CaseSet, opener: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = CaseSet("gone", case_set.path, tmp_path / "nowhere")
    assert main_eval(Chosen([gone, case_set]), out=tmp_path / "out", opener=opener(True), results=tmp_path) == 0
    assert f"set gone skipped: no documents at {tmp_path / 'nowhere'}" in capsys.readouterr().err
    with pytest.raises(BadInput, match="nothing to evaluate"):
        main_eval(Chosen([gone]), out=tmp_path / "out", opener=opener(True), results=tmp_path)


def test_failures_are_printed_in_place_of_the_tables(
    case_set: CaseSet, opener: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main_eval(Chosen([case_set]), out=tmp_path / "out", opener=opener(False), results=tmp_path, failures=True)
    printed = capsys.readouterr().out
    assert "t-1" in printed
    assert "t-2" not in printed


def test_an_unknown_kind_is_refused_and_names_the_known_ones(case_set: CaseSet, opener: Any) -> None:
    with pytest.raises(BadInput, match="unknown kind 'dates': choose from date, actor"):
        main_eval(Chosen([case_set], kinds=["dates"]), opener=opener(True))
