"""Records are checked when they are loaded: a bad line names itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.records import choose_sets, load_cases
from index.errors import BadInput

GOOD: dict[str, Any] = {
    "id": "a-1",
    "kind": "date",
    "question": "when did the ferry sink",
    "answer": [["3 May 2021"]],
    "evidence": [{"document": "ferry.txt", "words": "sank on Monday"}],
}


def write(folder: Path, *records: dict[str, Any] | str) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), encoding="utf-8")
    return path


def test_a_good_record_is_loaded_with_its_defaults(tmp_path: Path) -> None:
    (case,) = load_cases(write(tmp_path, GOOD, ""))
    assert case.answer == (("3 May 2021",),)
    assert case.split == "open"
    assert case.filters.arguments() == {}


def test_filters_become_arguments_of_ask(tmp_path: Path) -> None:
    (case,) = load_cases(write(tmp_path, GOOD | {"filters": {"after": "2021-05-01", "sources": ["Post"]}}))
    assert {k: str(v) for k, v in case.filters.arguments().items()} == {
        "after": "2021-05-01",
        "sources": "('Post',)",
    }


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": "riddle"}, "kind"),
        ({"answer": []}, "answer needs at least one group"),
        ({"answer": [[]]}, "no empty group"),
        ({"answer": [[" "]]}, "no empty group"),
        ({"evidence": []}, "evidence is missing"),
        ({"evidence": [{"document": "a", "words": "one two three four five six seven"}]}, "more than 6 words"),
        ({"history": ["earlier"]}, "history belongs to follow-up"),
        ({"kind": "follow-up"}, "history belongs to follow-up"),
        ({"kind": "abstain"}, "an abstain record needs a reason"),
        ({"kind": "abstain", "reason": "not_stated"}, "neither answer nor evidence"),
        ({"reason": "not_stated"}, "only an abstain record has a reason"),
        ({"filters": {"after": "soon"}}, "filters.after"),
        ({"anwser": "x"}, "anwser"),
    ],
)
def test_a_bad_record_is_refused_with_its_line_and_fault(
    tmp_path: Path, change: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(BadInput, match=r"cases\.jsonl:2: ") as caught:
        load_cases(write(tmp_path, GOOD, GOOD | {"id": "a-2"} | change))
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_broken_json_and_repeated_ids_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"cases\.jsonl:1: not JSON"):
        load_cases(write(tmp_path, "{"))
    with pytest.raises(BadInput, match=r"cases\.jsonl:2: id 'a-1' stands already on line 1"):
        load_cases(write(tmp_path, GOOD, GOOD))


def test_an_unknown_set_is_refused_and_names_the_known_ones() -> None:
    with pytest.raises(BadInput, match=r"unknown evaluation set 'nope': choose from samples, captures, fresh, voices"):
        choose_sets(["nope"])
    assert [s.name for s in choose_sets(None)] == ["samples", "captures", "fresh", "voices"]
    assert [s.name for s in choose_sets(["fresh", "fresh"])] == ["fresh"]


def test_a_set_without_documents_says_so_in_one_line(tmp_path: Path) -> None:
    (case_set,) = choose_sets(["fresh"])
    gone = type(case_set)("fresh", case_set.path, tmp_path / "nowhere")
    assert case_set.missing() is None
    assert gone.missing() == f"set fresh skipped: no documents at {tmp_path / 'nowhere'}"
