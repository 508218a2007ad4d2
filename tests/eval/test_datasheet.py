"""The datasheet counts what is there."""

from __future__ import annotations

from pathlib import Path

from docs import refresh
from eval.datasheet import counts
from eval.records import Case, CaseSet


def test_the_committed_counts_are_those_of_the_questions() -> None:
    text = refresh.DATASHEET.read_text(encoding="utf-8")
    assert refresh.marked(text, "counts") == counts().strip(), "run `make docs`"


def test_a_template_counts_once_and_each_split_by_itself(tmp_path: Path, case: Case, abstain_case: Case) -> None:
    alike = [case.model_copy(update={"id": f"t-{n}", "template": "when it sank"}) for n in (3, 4)]
    frozen = abstain_case.model_copy(update={"split": "frozen"})
    path = tmp_path / "ferries.jsonl"
    path.write_text(
        "\n".join(c.model_dump_json(exclude_defaults=True) for c in (case, *alike, frozen)), encoding="utf-8"
    )
    text = counts([CaseSet("ferries", path, tmp_path)])
    assert "| ferries | 4 | 3 | 3 | 1 | 1 | 1 |" in text
    assert "| date | 3 | 0 |" in text
    assert "| abstain | 0 | 1 |" in text
    assert "| ferries | ferry.txt | 3 | 0 |" in text
