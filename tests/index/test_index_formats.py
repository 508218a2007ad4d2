"""A folder of every type of file goes into the index: articles of exports one by one, what is bad with its reason."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.index.papers import written

SAMPLES = Path(__file__).resolve().parent.parent.parent / "index" / "samples"
TEXT = "The lock at Osterholt opens again on Friday, the canal office said, after two winters of repairs."


def test_every_type_is_indexed_and_pages_and_parts_are_kept(papers: Path, run: Any, memory_store: Any) -> None:
    for path in SAMPLES.iterdir():
        shutil.copy(path, papers)
    report = run(papers)
    assert report.failed == ()
    assert len(report.added) == len(list(SAMPLES.iterdir()))
    documents = memory_store.documents()
    assert len([d for d in documents if d.path.endswith(".jsonl")]) == 3
    assert len({d.id for d in documents}) == len(documents)
    (paper,) = (d for d in documents if d.path.endswith(".pdf"))
    assert paper.page_of(paper.text.index("Mongolian")) == 2


def test_bad_rows_and_files_are_told_and_stop_nothing(papers: Path, run: Any, memory_store: Any) -> None:
    rows = [{"id": "a", "text": TEXT}, {"id": "b", "title": "No text"}, {"id": "c", "text": "<script>x</script>"}]
    rows += [{"id": "d", "text": TEXT.replace("lock", "weir").replace("canal", "river")}]
    written(papers, "news.jsonl", "\n".join(map(json.dumps, rows)))
    written(papers, "sales.csv", "month,amount\n1,2\n")
    written(papers, "broken.pdf", b"%PDF-1.7")
    report = run(papers)
    assert sorted(d.part for d in memory_store.documents()) == ["a", "d"]
    failed = {Path(path).name: reason for path, reason in report.failed}
    assert set(failed) == {"news.jsonl#line 2", "news.jsonl#c", "sales.csv", "broken.pdf"}
    assert "month, amount" in failed["sales.csv"]
