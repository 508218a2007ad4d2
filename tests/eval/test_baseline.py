"""The baseline holds each kind of each set."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.baseline import Floor, baseline_path, fallen, load_baseline, save_baseline
from eval.summary import Row
from index.errors import BadInput


def row(kind: str, right: int, n: int = 10, *, cited: int | None = None, name: str = "a") -> Row:
    return Row(name, kind, n, right, 0.0, 1.0, right if cited is None else cited, None)


def test_what_was_saved_is_loaded_and_other_sets_keep_theirs(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert load_baseline(path) == ()
    save_baseline(path, [row("date", 7), row("date", 3, name="b")])
    save_baseline(path, [row("date", 8, cited=6)])
    assert set(load_baseline(path)) == {Floor("a", "date", 10, 8, 6), Floor("b", "date", 10, 3, 3)}


def test_fewer_right_or_fewer_cited_is_a_fall(tmp_path: Path) -> None:
    floors = [Floor("a", "date", 10, 7, 7)]
    assert fallen(floors, [row("date", 7)]) == ()
    assert fallen(floors, [row("date", 9, cited=7)]) == ()
    assert fallen(floors, [row("date", 6)]) == (
        "a date: right 6/10, baseline 7/10",
        "a date: cited 6/10, baseline 7/10",
    )
    assert fallen(floors, [row("date", 7, cited=6)]) == ("a date: cited 6/10, baseline 7/10",)


def test_a_set_that_grew_is_compared_by_share() -> None:
    floors = [Floor("a", "date", 10, 5, 5)]
    assert fallen(floors, [row("date", 10, 20)]) == ()
    assert len(fallen(floors, [row("date", 9, 20)])) == 2


def test_a_kind_that_is_gone_has_fallen_but_a_set_that_was_not_run_has_not() -> None:
    floors = [Floor("a", "date", 10, 5, 5), Floor("b", "date", 10, 5, 5)]
    assert fallen(floors, [row("actor", 5)]) == ("a date: no questions any more, baseline has 10",)


def test_a_damaged_baseline_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text('{"a": {"date": {"n": 1}}}', encoding="utf-8")
    with pytest.raises(BadInput, match="--update-baseline"):
        load_baseline(path)


def test_the_committed_baseline_can_be_read() -> None:
    floors = load_baseline(baseline_path())
    assert all(0 <= f.cited <= f.right <= f.n for f in floors)
