"""The bench's figures side by side, with what they are to reach: as a table for a terminal, and as rows for pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from eval.bench import Bench, Size
from eval.report import aligned
from eval.stock import CHUNK, OVERLAP, Embedded

AMPLE = 500.0
"""How many times as fast indexing again is told to be at most where runs are compared: ten times its target."""
BUSY = 0.5
"""Load from which on something else was running, and seconds are not to be trusted."""
Met = Literal["met", "missed", ""]
_STOCK = (
    f"Stock: llama-index VectorStoreIndex, SentenceSplitter({CHUNK}, {OVERLAP}), Chroma with the semantics of its"
    " default embedding (all-MiniLM-L6-v2, onnxruntime, float32, padded to 256), run from this package's weights"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: ours, the stock pipeline's, how they compare on the clock and in processor time, and the target."""

    name: str
    ours: str
    stock: str = ""
    ratio: str = ""
    cpu_ratio: str = ""
    target: str = ""
    met: Met = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


def sections(bench: Bench) -> tuple[Section, ...]:
    """All figures of a run."""
    found = [Section("Embedding", tuple(_embedding(bench.embedded, bench.machine.has_bf16)))] if bench.embedded else []
    found += [Section(_heading(size), tuple(_rows(size, bench))) for size in bench.sizes]
    if len(bench.sizes) > 1:
        found.append(Section("Growth", (_growth(bench.sizes),)))
    return tuple(found)


def missed(bench: Bench) -> tuple[str, ...]:
    """The targets that were not reached, each in a line."""
    return tuple(
        f"{section.title}: {row.name} {row.ratio or row.ours}, wanted {row.target}"
        for section in sections(bench)
        for row in section.rows
        if row.met == "missed"
    )


def ratios(bench: Bench) -> dict[str, float]:
    """How many times better than the stock pipeline, by figure; for questions, its time over ours. Of sizes at which
    both indexed in one run; empty where the stock pipeline was left out. Indexing again takes some milliseconds, so
    that what lies far beyond its target is noise: it counts as `AMPLE`."""
    found: dict[str, float] = {}
    if bench.embedded:
        found["embedding"] = bench.embedded.stock_wall / bench.embedded.wall
    for size in bench.sizes:
        if size.stock_indexed is None or size.stock_asked is None:
            continue
        wall = seconds(size, bench.embedded, lambda e: e.wall, size.indexed.wall)
        stock = size.stock_indexed
        found[f"indexing, {size.wanted}"] = (size.indexed.documents / wall) / (stock.documents / stock.wall)
        found[f"indexing again, {size.wanted}"] = min(wall / size.indexed.again_wall, AMPLE)
        found[f"a question, {size.wanted}"] = size.stock_asked.p50_ms / size.asked.p50_ms
    return {name: round(value, 3) for name, value in found.items()}


def notes(bench: Bench) -> tuple[str, ...]:
    """What has to be known to read the figures."""
    loads = f"load {bench.machine.load} before, {bench.load_after} after"
    busy = "; something else was running, so that seconds are too many" if bench.machine.load > BUSY else ""
    return (
        f"Dateline {bench.version} on {bench.machine} ({loads}{busy})",
        "the stock pipeline was left out" if bench.embedded is None else _STOCK,
        *(note for size in bench.sizes for note in _size_notes(size)),
    )


def _size_notes(size: Size) -> Iterator[str]:
    ours, stock, named = size.indexed, size.stock_indexed, f"{size.wanted:,} passages"
    if stock and stock.filled:
        yield (
            f"{named}: stock indexed {stock.passages:,} in earnest, its rate does not depend on the size;"
            f" {stock.filled:,} got vectors that were there, so that it searches as many"
        )
    if ours.embedded < ours.passages:
        kept = f"{ours.passages - ours.embedded:,} vectors were kept from an earlier run"
        yield f"{named}: {kept}; their time is counted at the rate of embedding"
    elif size.kept:
        yield f"{named}: indexed by an earlier run, whose figures these are"


def table(bench: Bench) -> str:
    """The figures for a person."""
    head = ("", "Dateline", "stock", "ratio", "of CPU time", "target")
    blocks = ["\n".join(notes(bench))]
    for section in sections(bench):
        cells = [(r.name, r.ours, r.stock, r.ratio, r.cpu_ratio, f"{r.target} {r.met}".strip()) for r in section.rows]
        blocks.append(f"{section.title}\n{aligned(head, cells)}")
    return "\n\n".join(blocks)


def _heading(size: Size) -> str:
    return f"{size.indexed.passages:,} passages ({size.text_mb:,.1f} MB of text)"


def _embedding(measured: Embedded, has_bf16: bool) -> Iterator[Row]:
    ratio, cpu = measured.stock_wall / measured.wall, measured.stock_cpu / measured.cpu
    least = 5.0 if has_bf16 else 1.3
    yield Row(
        "passages per second",
        f"{measured.passages / measured.wall:,.0f}",
        f"{measured.passages / measured.stock_wall:,.0f}",
        f"{ratio:.1f} times",
        f"{cpu:.1f} times",
        f"at least {least:g} times",
        _met(ratio >= least),
    )
    yield Row(
        "least cosine between the two",
        f"{measured.cosine:.5f}",
        target="at least 0.999",
        met=_met(measured.cosine >= 0.999),
    )
    yield Row("word pieces of a passage", f"{measured.pieces:.0f}", "256")


def _rows(size: Size, bench: Bench) -> Iterator[Row]:
    yield from _indexing(size, bench)
    yield from _questions(size)
    yield from _resources(size)


def seconds(size: Size, embedded: Embedded | None, of: Callable[[Embedded], float], spent: float) -> float:
    """Seconds of indexing: those spent, and for vectors that were kept those that making them takes."""
    kept = size.indexed.passages - size.indexed.embedded
    return spent + (kept * of(embedded) / embedded.passages if embedded and kept > 0 else 0.0)


def _indexing(size: Size, bench: Bench) -> Iterator[Row]:
    ours, stock = size.indexed, size.stock_indexed
    wall = seconds(size, bench.embedded, lambda e: e.wall, ours.wall)
    cpu = seconds(size, bench.embedded, lambda e: e.cpu, ours.cpu)
    documents = ours.documents
    if stock:
        ratio = (documents / wall) / (stock.documents / stock.wall)
        cpu_ratio = (documents / cpu) / (stock.documents / stock.cpu)
        least = 3.0 if bench.machine.has_bf16 else 1.3
        yield Row(
            "indexing: articles per second",
            f"{documents / wall:,.1f}",
            f"{stock.documents / stock.wall:,.1f}",
            f"{ratio:.1f} times",
            f"{cpu_ratio:.1f} times",
            f"at least {least:g} times",
            _met(ratio >= least),
        )
        by_passage = (ours.passages / wall) / (stock.passages / stock.wall)
        yield Row(
            "indexing: passages per second",
            f"{ours.passages / wall:,.0f}",
            f"{stock.passages / stock.wall:,.0f}",
            f"{by_passage:.1f} times",
        )
    else:
        yield Row("indexing: articles per second", f"{documents / wall:,.1f}")
    again = wall / ours.again_wall
    yield Row(
        "indexing again, unchanged",
        f"{ours.again_wall:.2f} s after {wall:,.0f} s",
        ratio=f"{again:,.0f} times",
        cpu_ratio=f"{cpu / ours.again_cpu:,.0f} times",
        target="at least 50 times",
        met=_met(again >= 50),
    )


def _questions(size: Size) -> Iterator[Row]:
    ours, stock = size.asked, size.stock_asked
    large = size.wanted >= 100_000
    ratio = ours.p50_ms / stock.p50_ms if stock else 0.0
    yield Row(
        "question, median: a full answer, bare retrieval",
        f"{ours.p50_ms:,.0f} ms",
        f"{stock.p50_ms:,.0f} ms" if stock else "",
        f"{ratio:.1f} times" if stock else "",
        f"{ours.cpu_ms / stock.cpu_ms:.1f} times" if stock else "",
        "at most 6 times" if stock and large else "",
        _met(ratio <= 6) if stock and large else "",
    )
    yield Row(
        f"question, 95 % of {ours.questions}",
        f"{ours.p95_ms:,.0f} ms",
        f"{stock.p95_ms:,.0f} ms" if stock else "",
        f"{ours.p95_ms / stock.p95_ms:.1f} times" if stock else "",
    )
    yield Row("  its steps", ", ".join(f"{name} {ms:,.0f} ms" for name, ms in ours.steps_ms.items()))
    yield Row("  the answer is in it", f"{ours.right:.0%}", f"{stock.right:.0%}" if stock else "")
    yield Row("start to opened index", f"{ours.ready_s:.1f} s", f"{stock.ready_s:.1f} s" if stock else "")
    yield Row("start to first answer", f"{ours.first_s:.1f} s", f"{stock.first_s:.1f} s" if stock else "")


def _resources(size: Size) -> Iterator[Row]:
    asked, stock = size.asked, size.stock_asked
    at_10k, grown = 5_000 <= size.wanted <= 10_000, size.indexed.passages > 2000
    yield Row(
        "memory while asking, at most",
        f"{asked.peak_mb:,.0f} MB",
        f"{stock.peak_mb:,.0f} MB" if stock else "",
        target="under 900 MB" if at_10k else "",
        met=_met(asked.peak_mb < 900) if at_10k else "",
    )
    yield Row(
        "memory while indexing, at most",
        f"{size.indexed.peak_mb:,.0f} MB"
        + (f" ({size.indexed.early_mb:,.0f} MB after 1,000 passages)" if grown else ""),
        f"{size.stock_indexed.peak_mb:,.0f} MB" if size.stock_indexed else "",
        target="under 900 MB" if at_10k else "",
        met=_met(size.indexed.peak_mb < 900) if at_10k else "",
    )
    ours = size.indexed.disk_mb
    yield Row(
        "on disk",
        f"{sum(ours.values()):,.0f} MB ({', '.join(f'{name} {mb:,.0f}' for name, mb in ours.items())})",
        f"{sum(size.stock_indexed.disk_mb.values()):,.0f} MB" if size.stock_indexed else "",
    )


def _growth(sizes: Sequence[Size]) -> Row:
    first, last = sizes[0], sizes[-1]
    ours = last.asked.p50_ms / first.asked.p50_ms
    stock = last.stock_asked.p50_ms / first.stock_asked.p50_ms if last.stock_asked and first.stock_asked else None
    full = first.wanted <= 1000 and last.wanted >= 100_000
    return Row(
        f"a question, from {first.wanted:,} to {last.wanted:,} passages",
        f"{ours:.2f} times",
        f"{stock:.2f} times" if stock else "",
        target="less than 3 times" if full else "",
        met=_met(ours < 3) if full else "",
    )


def _met(reached: bool) -> Met:
    return "met" if reached else "missed"
