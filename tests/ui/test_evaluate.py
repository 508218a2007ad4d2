"""`dateline eval`: what its options do together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ui.evaluate import eval_command


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(eval_command, [str(a) for a in arguments])


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The results of a run of one right answer."""
    record = {
        "set": "ferries",
        "case": {"id": "f-1", "kind": "date", "question": "when"},
        "answer": "3 May",
        "error": "",
        "citations": [],
        "verdict": {"right": True, "cited": True, "recall": None, "explanation": ""},
        "seconds": 0.1,
    }
    (tmp_path / "cases.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    return tmp_path


def test_two_runs_are_compared_and_reported_on_without_asking_anything(earlier: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("--compare", earlier, earlier / "cases.jsonl", "--html", page)
    assert result.exit_code == 0
    assert "0 better, 0 worse of 1 asked by both" in result.stdout
    assert "<!doctype html>" in page.read_text(encoding="utf-8")


def test_a_run_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    result = run("--compare", tmp_path, "baseline")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "no results there" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--compare", "a", "b", "--public", "squad", "x"), "choose one of"),
        (("--compare", "a", "b", "--set", "fresh"), "stand alone"),
        (("--compare", "a", "b", "--limit", "3"), "stand alone"),
        (("--public", "squad", "x", "--update-baseline"), "stand alone"),
        (("--public", "squad", "x", "--html", "page.html"), "our own questions"),
        (("--llm", "ollama:any", "--out", "here"), "keeps no results"),
        (("--public", "trivia", "x"), "choose from squad"),
        (("--public", "squad", "/nowhere/at/all"), "no such file"),
    ],
)
def test_options_that_do_not_fit_together_are_refused(arguments: tuple[str, ...], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
