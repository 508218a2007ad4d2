"""A folder of every type of file goes into the index: articles of exports one by one, what is bad with its reason."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.build import build
from index.records import IndexReport

SAMPLES = Path(__file__).resolve().parent.parent.parent / "index" / "samples"
TODAY = date(2026, 1, 1)
TEXT = "The lock at Osterholt opens again on Friday, the canal office said, after two winters of repairs."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "papers"
    path.mkdir()
    return path


@pytest.fixture
def index(folder: Path, memory_store: Any, embedder: Any) -> Any:
    def run(**options: Any) -> IndexReport:
        return build([folder], memory_store, embedder, latest=TODAY, **options)

    return run


def test_every_type_is_indexed_and_pages_and_parts_are_kept(folder: Path, index: Any, memory_store: Any) -> None:
    for path in SAMPLES.iterdir():
        shutil.copy(path, folder)
    report = index()
    assert report.failed == ()
    assert len(report.added) == len(list(SAMPLES.iterdir()))
    documents = memory_store.documents()
    assert len([d for d in documents if d.path.endswith(".jsonl")]) == 3
    assert len({d.id for d in documents}) == len(documents)
    (paper,) = (d for d in documents if d.path.endswith(".pdf"))
    assert paper.page_of(paper.text.index("Mongolian")) == 2


def test_bad_rows_and_files_are_told_and_stop_nothing(folder: Path, index: Any, memory_store: Any) -> None:
    rows = [{"id": "a", "text": TEXT}, {"id": "b", "title": "No text"}, {"id": "c", "text": "<script>x</script>"}]
    rows += [{"id": "d", "text": TEXT.replace("lock", "weir").replace("canal", "river")}]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "sales.csv").write_text("month,amount\n1,2\n")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7")
    report = index()
    assert sorted(d.part for d in memory_store.documents()) == ["a", "d"]
    failed = {Path(path).name: reason for path, reason in report.failed}
    assert set(failed) == {"news.jsonl#line 2", "news.jsonl#c", "sales.csv", "broken.pdf"}
    assert "month, amount" in failed["sales.csv"]


def test_a_row_taken_out_of_an_export_leaves_the_index(folder: Path, index: Any, memory_store: Any) -> None:
    rows = [{"id": name, "text": TEXT.replace("Osterholt", name)} for name in ("Aldern", "Birkau")]
    rows[1]["text"] += " A ship called Seagull was the first to wait there, with gravel from the hills."
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)))
    index()
    (folder / "news.jsonl").write_text(json.dumps(rows[1]))
    index()
    assert [d.part for d in memory_store.documents()] == ["Birkau"]
