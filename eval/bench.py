"""How the assistant behaves at a size: indexing, asking and indexing again over generated articles.

Times of a machine that does other things as well say little; so each is also given as work of its processors, and in
the time the same run took to embed a hundred passages.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.generated import Generated, write_articles
from index.clean import clean
from index.load import load_all
from index.metadata import describe
from index.raw import RawDocument
from index.records import IndexProgress
from index.split import split
from qa import Assistant

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2027, 1, 1)
WARM_UP = 3
_SAMPLE = 40
"""Articles split beforehand, to know how many make the passages asked for."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock and seconds of all processors together."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Indexed:
    """A call of `index`: what it spent, how much of that on embedding, and how many files were new."""

    spent: Spent
    embedding: Spent
    added: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions after the warm-up: milliseconds in the middle and at the 95th percentile, the share answered right,
    and the mean milliseconds of each step. `first` is the first question of all."""

    questions: int
    first_ms: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    right: float
    steps_ms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything measured. `index` is None where an index of an earlier run was used."""

    machine: str
    passages: int
    documents: int
    text_mb: float
    index: Indexed | None
    again: Indexed
    asked: Asked
    hundred_ms: float
    memory_mb: float
    disk_mb: Mapping[str, float]

    def record(self) -> dict[str, Any]:
        """As values for JSON."""
        return asdict(self)


def run(passages: int, *, folder: Path | None, questions: int, say: Callable[[str], None]) -> Bench:
    """Generate articles for about `passages` passages, index them, ask, and index again.

    `folder` keeps articles and index for the next run; without one they are gone afterwards.
    """
    if folder is not None:
        return _run(passages, folder, questions, say)
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as temporary:
        return _run(passages, Path(temporary), questions, say)


def _run(passages: int, folder: Path, questions: int, say: Callable[[str], None]) -> Bench:
    documents = folder / "docs"
    number = max(round(passages / _passages_each(folder)), questions + WARM_UP)
    say(f"Writing {number:,} articles …")
    articles = write_articles(documents, number)
    embedder, spent = _timed_embedder()
    with Assistant.open(folder / "data", embedder=embedder, today=TODAY, alone=True) as assistant:
        first = _indexed(assistant, documents, spent, say)
        again = _indexed(assistant, documents, spent, say) if first.added else first
        say(f"Asking {questions} questions …")
        asked = _asked(assistant, articles, questions)
        held = next(e.text for e in assistant.stream("anything") if e.kind == "status")
        memory = _memory_mb()
        hundred = _hundred(embedder, articles)
    return Bench(
        machine=machine(),
        passages=int("".join(c for c in held if c.isdigit())),
        documents=number,
        text_mb=_size(documents),
        index=first if first.added else None,
        again=again,
        asked=asked,
        hundred_ms=hundred,
        memory_mb=memory,
        disk_mb={
            "sqlite": sum(_size(path) for path in (folder / "data").glob("index.sqlite3*")),
            "chroma": _size(folder / "data" / "chroma"),
        },
    )


def _passages_each(folder: Path) -> float:
    """How many passages an article has on average."""
    sample = folder / "sample"
    written = write_articles(sample, _SAMPLE)
    raws = (raw for article in written for raw in load_all(sample / article.name))
    documents = [describe(raw, clean(raw), latest=TODAY) for raw in raws if isinstance(raw, RawDocument)]
    return sum(len(split(document)) for document in documents) / len(documents)


def _timed_embedder() -> tuple[Any, list[Spent]]:
    """The packaged embedding model, and a list that grows with every batch of passages it embeds."""
    from index.embedding import PackagedEmbedding  # noqa: PLC0415 - brings llama-index

    batches: list[Spent] = []

    class TimedEmbedding(PackagedEmbedding):
        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            with _clock() as spent:
                vectors: list[list[float]] = super()._get_text_embeddings(texts)
            batches.append(spent[0])
            return vectors

    return TimedEmbedding(), batches


def _indexed(assistant: Assistant, documents: Path, batches: list[Spent], say: Callable[[str], None]) -> Indexed:
    del batches[:]
    told = [0.0]

    def progress(step: IndexProgress) -> None:
        if time.monotonic() - told[0] > 10:
            told[0] = time.monotonic()
            say(f"{step.files_done:,} of {step.files_total:,} files, {step.passages:,} passages")

    with _clock() as spent:
        report = assistant.index(documents, progress=progress)
    embedding = Spent(sum(batch.wall for batch in batches), sum(batch.cpu for batch in batches))
    return Indexed(spent[0], embedding, len(report.added), len(report.unchanged))


def _asked(assistant: Assistant, articles: Sequence[Generated], questions: int) -> Asked:
    step = max(len(articles) // (questions + WARM_UP), 1)
    chosen = articles[::step][: questions + WARM_UP]
    with _clock() as first:
        assistant.ask(chosen[0].question)
    for article in chosen[1:WARM_UP]:
        assistant.ask(article.question)
    times, cpu, right, steps = [], 0.0, 0, {"look": 0.0, "find": 0.0, "read and answer": 0.0}
    for article in chosen[WARM_UP:]:
        with _clock() as spent:
            text = _steps(assistant, article.question, steps)
        times.append(1000 * spent[0].wall)
        cpu += 1000 * spent[0].cpu
        right += article.answer in text
    times.sort()
    count = len(times)
    return Asked(
        questions=count,
        first_ms=1000 * first[0].wall,
        p50_ms=times[count // 2],
        p95_ms=times[min(int(0.95 * count), count - 1)],
        cpu_ms=cpu / count,
        right=right / count,
        steps_ms={name: 1000 * seconds / count for name, seconds in steps.items()},
    )


def _steps(assistant: Assistant, question: str, steps: dict[str, float]) -> str:
    """Ask, and add the seconds of each step: a look at what the index holds, finding passages, reading them."""
    at = time.monotonic()
    names = iter(steps)
    text = ""
    for event in assistant.stream(question):
        if event.kind == "status" or event.answer is not None:
            now = time.monotonic()
            name = next(names, "read and answer")
            steps[name] += now - at
            at = now
        if event.answer is not None:
            text = event.answer.text
    return text


def _hundred(embedder: Any, articles: Sequence[Generated]) -> float:
    """Milliseconds to embed a hundred passages, the best of three times."""
    texts = [paragraph for article in articles for paragraph in article.text.split("\n\n")[1:]][:100]
    best = float("inf")
    for _ in range(3):
        with _clock() as spent:
            embedder.get_text_embedding_batch(texts)
        best = min(best, spent[0].wall)
    return 1000 * best


@contextmanager
def _clock() -> Iterator[list[Spent]]:
    """Fills the list with what the `with` block has spent."""
    spent: list[Spent] = []
    wall, cpu = time.monotonic(), time.process_time()
    yield spent
    spent.append(Spent(time.monotonic() - wall, time.process_time() - cpu))


def _memory_mb() -> float:
    """The most memory this process has had, in MB."""
    import resource  # noqa: PLC0415 - not on every system, and only here

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)  # macOS counts bytes, Linux kilobytes


def _size(path: Path) -> float:
    """Size of a file, or of all files below a folder, in MB."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def machine() -> str:
    """Processor and number of cores, with the instructions that decide how fast models run."""
    name, flags = platform.processor() or platform.machine(), ""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = dict(line.split(":", 1) for line in info.read_text().splitlines() if ":" in line)
        facts = {key.strip(): value.strip() for key, value in lines.items()}
        name, flags = facts.get("model name", name), facts.get("flags", "")
    known = [flag for flag in ("avx2", "avx512f", "avx512_bf16", "amx_bf16") if flag in flags.split()]
    return ", ".join([name, f"{os.cpu_count()} cores", *known])


def table(bench: Bench) -> str:
    """The figures for a person."""
    asked, unit = bench.asked, bench.hundred_ms
    rows = [
        ("machine", bench.machine),
        ("passages", f"{bench.passages:,} of {bench.documents:,} documents, {bench.text_mb:.1f} MB of text"),
        ("embedding 100 passages", f"{unit:,.0f} ms (the unit of what follows)"),
        ("indexing", _index_row(bench.index, unit) if bench.index else "index of an earlier run used"),
        ("indexing again, unchanged", _index_row(bench.again, unit)),
        (f"a question (of {asked.questions})", f"{asked.p50_ms:,.0f} ms in the middle, {asked.p95_ms:,.0f} ms at 95 %"),
        (
            "",
            f"{asked.p50_ms / unit:.2f} and {asked.p95_ms / unit:.2f} units; {asked.cpu_ms:,.0f} ms of processor time",
        ),
        ("  of which", ", ".join(f"{name} {ms:,.0f} ms" for name, ms in asked.steps_ms.items())),
        ("  the very first one", f"{asked.first_ms:,.0f} ms"),
        ("  answered right", f"{asked.right:.0%}"),
        ("memory at its peak", f"{bench.memory_mb:,.0f} MB"),
        ("on disk", ", ".join(f"{name} {size:,.0f} MB" for name, size in bench.disk_mb.items())),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in rows)


def _index_row(indexed: Indexed, unit: float) -> str:
    wall, cpu = indexed.spent.wall, indexed.spent.cpu
    row = f"{wall:,.1f} s ({1000 * wall / unit:,.1f} units), {cpu:,.1f} s of processor time"
    return row + (f", {indexed.embedding.cpu / cpu:.0%} of that embedding" if indexed.added else "")
