"""While one batch is embedded the next is gathered: never more than two, in order, and nothing is lost on the way."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from index import build as build_module
from index.build import build
from index.errors import DiskFull
from index.records import IndexProgress
from tests.index.papers import TODAY, Counting, outcomes, write


@pytest.fixture
def six(papers: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Six articles of one passage each, two to a batch."""
    monkeypatch.setattr("index.batches.BATCH", 2)
    return [write(papers, f"{topic}.txt", topic) for topic in ("buses", "ferries", "fords", "metros", "trams", "weirs")]


@pytest.fixture
def cleaned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read, as far as they are."""
    read: list[str] = []
    real = build_module.clean
    monkeypatch.setattr(build_module, "clean", lambda raw: (read.append(raw.path), real(raw))[1])
    return read


class Waiting(Counting):
    """A model that waits until the next batch has been read, and notes how many files have been read and not stored."""

    def __init__(self, embedder: Any, cleaned: list[str], stored: list[IndexProgress]) -> None:
        super().__init__(embedder)
        self.cleaned, self.stored = cleaned, stored
        self.ahead: list[int] = []

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]:
        wanted = min(len(self.texts) + 4, 6)
        for _ in range(500):
            threading.Event().wait(0.02)
            if len(self.cleaned) >= wanted:
                break
        self.ahead.append(len(self.cleaned) - len(self.stored))
        return super().get_text_embedding_batch(texts)


def test_the_next_batch_is_read_while_one_is_embedded_and_no_third(
    six: list[str], cleaned: list[str], memory_store: Any, embedder: Any
) -> None:
    stored: list[IndexProgress] = []
    model = Waiting(embedder, cleaned, stored)
    assert list(build(six, memory_store, model, latest=TODAY, progress=stored.append).added) == six
    assert model.ahead[:2] == [4, 4]
    assert [step.path for step in stored] == six
    assert [step.passages for step in stored] == [2, 2, 4, 4, 6, 6]


def test_a_document_that_cannot_be_embedded_fails_alone_and_its_file_is_read_again(
    six: list[str], memory_store: Any, embedder: Any
) -> None:
    threads: set[str] = set()
    report = build(
        six,
        memory_store,
        Counting(embedder, "fords"),
        latest=TODAY,
        progress=lambda _: threads.add(threading.current_thread().name),
    )
    assert outcomes(report)["failed"] == ["fords.txt"]
    assert len(report.added) == 5
    assert threads == {threading.current_thread().name}
    well = Counting(embedder)
    assert outcomes(build(six, memory_store, well, latest=TODAY))["added"] == ["fords.txt"]
    assert len(well.texts) == 1


def test_a_copy_of_what_is_still_being_embedded_is_told(six: list[str], run: Any, counting: Counting) -> None:
    Path(six[2]).write_text(Path(six[1]).read_text())
    assert outcomes(run(*six))["duplicates"] == ["fords.txt"]
    assert len(counting.texts) == 5


def test_who_stops_the_reading_keeps_the_batch_that_is_being_embedded(
    six: list[str], run: Any, memory_store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = build_module.clean

    def stop(raw: Any) -> Any:
        if "metros" in raw.path:
            raise KeyboardInterrupt
        return real(raw)

    with monkeypatch.context() as patch:
        patch.setattr(build_module, "clean", stop)
        with pytest.raises(KeyboardInterrupt):
            run(*six)
    assert [Path(document.path).stem for document in memory_store.documents()] == ["buses", "ferries"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("dateline-embed")]
    assert outcomes(run(*six))["unchanged"] == ["buses.txt", "ferries.txt"]


def test_a_store_that_can_take_no_more_stops_the_run_and_is_blamed_on_no_file(
    six: list[str], run: Any, memory_store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise DiskFull("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(memory_store, "add_all", full)
        with pytest.raises(DiskFull):
            run(*six)
    assert memory_store.failures() == ()
    assert list(run(*six).added) == six
