"""Files to load and index, an embedding model that counts, and reports by file name: for the tests of indexing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.clean import clean
from index.errors import UnreadableDocument
from index.load import load_all
from index.metadata import describe
from index.raw import RawDocument
from index.records import Document, IndexReport

TODAY = date(2024, 6, 1)
PAGE = (
    "Quarry bought by the county\nPublished 3 May 2021\nBy Ada Quill\n"
    "The county of Aldmoor bought the old quarry on Monday, clerk Bo Lindahl said after the council had met.\n"
    "“It will be a lake by summer,” Lindahl told reporters. The price was four million crowns.\n"
)


def write(folder: Path, name: str, topic: str) -> str:
    """An article about the topic; its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"Council debates {topic}\n\nThe town council debated {topic} for two hours. The mayor said that {topic} "
        f"would cost less than last year. A vote on {topic} is planned for autumn.\n"
    )
    return str(path)


def written(folder: Path, name: str, content: str | bytes | object) -> Path:
    """A file of this content, JSON where it is neither text nor bytes."""
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def load(path: Path) -> RawDocument:
    """The one article of a file."""
    (raw,) = load_all(path)
    assert isinstance(raw, RawDocument)
    return raw


def described(raw: RawDocument) -> Document:
    """What an index would hold of it today."""
    return describe(raw, clean(raw), latest=TODAY)


class Counting:
    """Passes texts on to an embedding model and counts them; fails for texts that hold the word given."""

    def __init__(self, embedder: Any, fails_for: str | None = None) -> None:
        self.embedder, self.fails_for, self.texts = embedder, fails_for, list[str]()

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]:
        if self.fails_for and any(self.fails_for in text for text in texts):
            raise RuntimeError("the model is ill")
        self.texts += texts
        vectors: list[list[float]] = self.embedder.get_text_embedding_batch(texts)
        return vectors


def outcomes(report: IndexReport) -> dict[str, list[str]]:
    """The report by file name."""
    plain = {
        name: [Path(path).name for path in getattr(report, name)]
        for name in ("added", "updated", "unchanged", "removed")
    }
    plain["duplicates"] = [Path(path).name for path, _ in report.duplicates]
    plain["failed"] = [Path(path).name for path, _ in report.failed]
    return {name: paths for name, paths in plain.items() if paths}


def refused(path: Path) -> str:
    """The one line with which a file is refused."""
    with pytest.raises(UnreadableDocument) as caught:
        list(load_all(path))
    assert caught.value.path == str(path)
    assert "\n" not in caught.value.reason
    return caught.value.reason
