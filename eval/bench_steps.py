"""The measured steps of Dateline, each in a process of its own: index a folder, and ask an index that is there.

A process of its own, because memory and start-up are a process's: `python -m eval.bench_steps STEP` reads the step's
arguments as JSON from standard input and writes what it measured as JSON to standard output.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.bench_articles import Generated, write_articles
from eval.bench_clock import Spent, Times, memory_mb, size_mb
from index.records import IndexProgress
from qa import Assistant

Vector = NDArray[np.float32]

TODAY = date(2027, 1, 1)
WARM_UP = 3
_EARLY = 1000
"""Passages after which memory is looked at the first time, to see whether it grows with the folder."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A folder indexed, and indexed again unchanged. `embedded` passages had their vectors made here, the others theirs
    from an earlier run; seconds are of the clock and of all processors together; `disk_mb` by kind of file."""

    documents: int
    passages: int
    embedded: int
    wall: float
    cpu: float
    again_wall: float
    again_cpu: float
    early_mb: float
    peak_mb: float
    disk_mb: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions after a warm-up. `ready_s` and `first_s` count from the start of the process to the opened index and
    to the first answer; `right` is the share whose answer is in what came back; `steps_ms` are means."""

    questions: int
    ready_s: float
    first_s: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    right: float
    memory_mb: float
    peak_mb: float
    steps_ms: Mapping[str, float] = field(default_factory=dict)


def index(folder: Path, articles: int) -> Indexed:
    """Index the first `articles` articles of `folder`/docs into `folder`/data, and again."""
    documents = folder / "docs"
    spent, again = Spent(), Spent()
    kept = KeptVectors(folder / "vectors.sqlite3")
    embedder = _embedder(kept)
    early: list[float] = []

    def progress(step: IndexProgress) -> None:
        if not early and step.passages >= _EARLY:
            early.append(memory_mb()[0])
        _tell(f"{step.files_done:,} of {step.files_total:,} files, {step.passages:,} passages", told)

    told = [time.monotonic()]
    with Assistant.open(folder / "data", embedder=embedder, today=TODAY, alone=True) as assistant:
        with spent.adding():
            report = assistant.index(documents, progress=progress)
        now, peak = memory_mb()
        with again.adding():
            unchanged = len(assistant.index(documents).unchanged)
        passages = _held(assistant)
    kept.close()
    if unchanged != articles:
        raise RuntimeError(f"{articles - unchanged} of {articles} articles were not recognised as unchanged")
    return Indexed(
        documents=len(report.added),
        passages=passages,
        embedded=embedder.made,
        wall=spent.wall,
        cpu=spent.cpu,
        again_wall=again.wall,
        again_cpu=again.cpu,
        early_mb=early[0] if early else now,
        peak_mb=peak,
        disk_mb=disk_mb(folder / "data"),
    )


def disk_mb(data: Path) -> dict[str, float]:
    """MB of an index: SQLite's file with its journal, and the rest."""
    sqlite = sum(size_mb(path) for path in data.glob("index.sqlite3*"))
    return {"sqlite": sqlite, "other": size_mb(data) - sqlite}


def _held(assistant: Assistant) -> int:
    """Number of passages the index holds, as it tells before it looks for some."""
    said = next(event.text for event in assistant.stream("anything") if event.kind == "status")
    return int("".join(c for c in said if c.isdigit()))


def _embedder(kept: KeptVectors) -> Any:
    """The packaged embedding model; what an earlier run kept is not made again, `made` counts the rest."""
    from index.embedding import PackagedEmbedding  # noqa: PLC0415 - brings llama-index

    class KeptEmbedding(PackagedEmbedding):
        made: int = 0

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            known = kept.get(texts)
            missing = [text for text, vector in zip(texts, known, strict=True) if vector is None]
            vectors: list[list[float]] = super()._get_text_embeddings(missing) if missing else []
            kept.add(missing, vectors)
            self.made += len(missing)
            fresh = iter(vectors)
            return [next(fresh) if vector is None else vector.tolist() for vector in known]

    return KeptEmbedding()


def ask(folder: Path, articles: int, questions: int, began: float) -> Asked:
    """Open the index in `folder`/data and ask. `began` is the monotonic clock when the process was started."""
    steps: list[dict[str, float]] = []
    with Assistant.open(folder / "data", today=TODAY, alone=True) as assistant:

        def answered(article: Generated) -> bool:
            steps.append({"look": 0.0, "find": 0.0, "read and answer": 0.0})
            return article.answer in _answer(assistant, article.question, steps[-1])

        measured = asked(folder, articles, questions, began, answered)
    counted = steps[WARM_UP:]
    return replace(measured, steps_ms={name: 1000 * mean(step[name] for step in counted) for name in counted[0]})


def asked(folder: Path, articles: int, questions: int, began: float, answered: Callable[[Generated], bool]) -> Asked:
    """Ask about articles of `folder`/docs, taken evenly from all, after a warm-up; called when the index is open.

    `answered` asks about one, and tells whether its answer is in what came back.
    """
    ready = time.monotonic() - began
    made = write_articles(folder / "docs", articles)
    chosen = made[:: max(len(made) // (questions + WARM_UP), 1)][: questions + WARM_UP]
    answered(chosen[0])
    first = time.monotonic() - began
    for article in chosen[1:WARM_UP]:
        answered(article)
    times, right = Times(), 0
    for article in chosen[WARM_UP:]:
        with times.one():
            right += answered(article)
    now, peak = memory_mb()
    return Asked(
        questions=len(times.walls),
        ready_s=ready,
        first_s=first,
        p50_ms=times.ms(0.5),
        p95_ms=times.ms(0.95),
        cpu_ms=times.cpu_ms,
        right=right / len(times.walls),
        memory_mb=now,
        peak_mb=peak,
    )


def _answer(assistant: Assistant, question: str, steps: dict[str, float]) -> str:
    """Ask, and add the seconds of each step: a look at what the index holds, finding passages, reading them."""
    at = time.monotonic()
    names = iter(steps)
    text = ""
    for event in assistant.stream(question):
        if event.kind == "status" or event.answer is not None:
            now = time.monotonic()
            steps[next(names, "read and answer")] += now - at
            at = now
        if event.answer is not None:
            text = event.answer.text
    return text


class KeptVectors:
    """Texts with their vectors, in one SQLite file, so that a large index can be made again without embedding every
    passage again. `close` before another process reads it."""

    def __init__(self, path: Path) -> None:
        """Open the file, made when missing."""
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode=OFF")  # whatever is lost is only embedded again
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.execute("CREATE TABLE IF NOT EXISTS kept (sha1 BLOB PRIMARY KEY, text TEXT, vector BLOB)")

    def get(self, texts: Sequence[str]) -> list[Vector | None]:
        """The vectors of these texts in order, None where there is none yet."""
        query = "SELECT vector FROM kept WHERE sha1 = ?"
        found = (self._database.execute(query, (_key(text),)).fetchone() for text in texts)
        return [row and np.frombuffer(row[0], np.float32) for row in found]

    def add(self, texts: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
        """Keep vectors; a text that is there already keeps the one it has."""
        rows = (
            (_key(text), text, np.asarray(vector, np.float32).tobytes())
            for text, vector in zip(texts, vectors, strict=True)
        )
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR IGNORE INTO kept VALUES (?, ?, ?)", rows)
        self._database.execute("COMMIT")

    def rows(self, after: int, limit: int) -> Iterator[tuple[str, Vector]]:
        """Texts and vectors in the order they came, without the first `after`, at most `limit` of them."""
        query = "SELECT text, vector FROM kept ORDER BY rowid LIMIT ? OFFSET ?"
        for text, blob in self._database.execute(query, (limit, after)):
            yield text, np.frombuffer(blob, np.float32)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def _key(text: str) -> bytes:
    return hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).digest()


def _tell(line: str, told: list[float]) -> None:
    """Progress on standard error, every ten seconds."""
    if time.monotonic() - told[0] > 10:
        told[0] = time.monotonic()
        print(line, file=sys.stderr, flush=True)


def main() -> None:
    """Run one step: its name as the only argument, its arguments as JSON on standard input."""
    from eval import bench_stock  # noqa: PLC0415 - it needs this module's records

    steps: dict[str, Callable[..., Any]] = {
        "index": index,
        "ask": ask,
        "stock-index": bench_stock.index,
        "stock-ask": bench_stock.ask,
        "embed": bench_stock.embed,
    }
    given = json.load(sys.stdin)
    measured: Any = steps[sys.argv[1]](**given | {"folder": Path(given["folder"])})
    json.dump(asdict(measured), sys.stdout)


if __name__ == "__main__":
    main()
