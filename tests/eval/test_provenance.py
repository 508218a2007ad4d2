"""Hashes change with what they stand for, and old indexes do not pile up."""

from __future__ import annotations

import os
from pathlib import Path

from eval import provenance
from eval.records import CaseSet


def test_a_digest_changes_with_contents_and_names_and_not_with_order_or_caches(tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("a", encoding="utf-8")
    two.write_text("b", encoding="utf-8")
    before = provenance.digest([one, two])
    assert provenance.digest([two, one]) == before == provenance.digest([tmp_path])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "one.pyc").write_text("x", encoding="utf-8")
    assert provenance.digest([tmp_path]) == before
    assert provenance.digest([tmp_path], salt="float32") != before
    two.write_text("c", encoding="utf-8")
    assert provenance.digest([tmp_path]) != before


def test_the_index_of_a_set_moves_when_a_document_changes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    case_set = CaseSet("own", tmp_path / "own.jsonl", tmp_path)
    before = provenance.index_folder(case_set)
    assert provenance.index_folder(case_set) == before
    (tmp_path / "a.txt").write_text("two", encoding="utf-8")
    assert provenance.index_folder(case_set) != before


def test_only_the_latest_indexes_of_a_set_are_kept(tmp_path: Path) -> None:
    for age, name in enumerate(("own-now", "own-1", "own-2", "own-3", "other-4")):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    provenance.forget_old(tmp_path / "own-now", "own", keep=1)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other-4", "own-1", "own-now"]
