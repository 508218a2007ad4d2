"""Verdicts are read from results, kept one case a line, and read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.records import known_sets, load_cases
from eval.verdicts import LEVELS, Judged, read_run, read_verdicts, verdicts_path, write_verdicts
from index.errors import BadInput


def record(*, right: bool, cited: bool, **case: object) -> dict[str, object]:
    asked = {"id": "f-1", "kind": "date", **case}
    return {"set": "ferries", "case": asked, "verdict": {"right": right, "cited": cited, "recall": 0.5}}


def a_run(folder: Path, *records: dict[str, object]) -> Path:
    lines = "".join(json.dumps(one) + "\n" for one in records)
    (folder / "cases.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("right", "cited", "level"), [(True, True, "cited"), (True, False, "right"), (False, True, "wrong")]
)
def test_an_answer_is_wrong_right_or_right_and_cited(tmp_path: Path, right: bool, cited: bool, level: str) -> None:
    (judged,) = read_run(a_run(tmp_path, record(right=right, cited=cited)))
    assert LEVELS[judged.level] == level
    assert judged.recall == 0.5


def test_a_run_is_named_by_its_folder_or_its_file(tmp_path: Path) -> None:
    folder = a_run(tmp_path, record(right=True, cited=True, split="frozen", template="when"))
    (judged,) = read_run(folder)
    assert read_run(folder / "cases.jsonl") == (judged,)
    assert (judged.frozen, judged.unit) == (True, "when")


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no results there"):
        read_run(tmp_path)
    (tmp_path / "cases.jsonl").write_text('{"set": "ferries"}\n', encoding="utf-8")
    with pytest.raises(BadInput, match="not the results of a run"):
        read_run(tmp_path)


def test_verdicts_are_kept_one_case_a_line_and_other_sets_keep_theirs(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.json"
    assert read_verdicts(path) == ()
    write_verdicts(path, [Judged("a", "date", "a-1", 2), Judged("b", "date", "b-1", 1)])
    write_verdicts(path, [Judged("a", "date", "a-1", 0), Judged("a", "actor", "a-2", 2)])
    found = {(v.set, v.kind, v.id, v.level) for v in read_verdicts(path)}
    assert found == {("a", "date", "a-1", 0), ("a", "actor", "a-2", 2), ("b", "date", "b-1", 1)}
    assert '   "a-1": "wrong"\n' in path.read_text(encoding="utf-8")


def test_damaged_verdicts_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.json"
    for text in ("[]", '{"a": {"date": {"a-1": "good"}}}', "{"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BadInput, match="--update-baseline"):
            read_verdicts(path)


def test_committed_verdicts_know_which_cases_are_frozen() -> None:
    kept = read_verdicts(verdicts_path())
    frozen = {case.id for case in load_cases(known_sets()["voices"].path) if case.split == "frozen"}
    assert {v.id for v in kept if v.set == "voices" and v.frozen} == frozen & {v.id for v in kept}
    assert len(kept) > 300
