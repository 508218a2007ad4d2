"""The samples: every type of file, made by the committed script, all of them readable."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from index.load import load_all
from index.raw import RawDocument
from tests.index.papers import described

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = sorted((ROOT / "index" / "samples").iterdir())


def test_there_is_a_sample_of_every_type() -> None:
    assert {path.suffix for path in SAMPLES} == {".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".jsonl", ".csv"}
    assert len(SAMPLES) >= 14


def test_the_script_makes_the_committed_files_byte_by_byte() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_samples.py"))["samples"]()
    assert made
    for name, content in made.items():
        assert (ROOT / "index" / "samples" / name).read_bytes() == content, name


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_is_an_article_with_a_title(path: Path) -> None:
    for raw in load_all(path):
        assert isinstance(raw, RawDocument)
        document = described(raw)
        assert document.title
        assert any(span.kind == "article" for span in document.spans)
        assert len(document.pages) == (2 if path.suffix == ".pdf" else 0)
