"""The bench's figures side by side, with what they are to reach: as a table for a terminal, and as rows for pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from eval.bench import Bench, Size
from eval.bench_stock import CHUNK, OVERLAP, Embedded
from eval.report import aligned

AMPLE = 500.0
"""How many times as fast indexing again is told to be at most where runs are compared: ten times its target."""
BUSY = 0.5
"""Load from which on something else was running, and seconds are not to be trusted."""
T = TypeVar("T")
Met = Literal["met", "missed", ""]
_Target = tuple[Literal["at least", "at most"], float, str]
_TIMES, _MS, _MB = "{:.1f} times", "{:,.0f} ms", "{:,.0f} MB"
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
    for size in bench.sizes:
        title = f"{size.indexed.passages:,} passages ({size.text_mb:,.1f} MB of text)"
        found.append(Section(title, (*_indexing(size, bench), *_questions(size), *_resources(size))))
    if len(bench.sizes) > 1:
        found.append(Section("Growth", (_growth(bench.sizes[0], bench.sizes[-1]),)))
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


def _of(record: T | None, figure: Callable[[T], float]) -> float | None:
    """A figure of the stock pipeline; None where it was left out."""
    return None if record is None else figure(record)


def _row(
    name: str,
    form: str,
    ours: float,
    stock: float | None = None,
    *,
    times: str = "",
    cpu: float | None = None,
    target: _Target | None = None,
    note: str = "",
) -> Row:
    """A figure of ours, shown in `form` with a `note`, beside the stock pipeline's; `times` is the form of ours over
    theirs, which `target` is then of, `cpu` the same in processor time."""
    ratio = ours / stock if times and stock else None
    words, bound, unit = target or ("", 0.0, "")
    reached = ours if ratio is None else ratio
    met: Met = "met" if (reached >= bound if words == "at least" else reached <= bound) else "missed"
    return Row(
        name,
        form.format(ours) + note,
        "" if stock is None else form.format(stock),
        "" if ratio is None else times.format(ratio),
        "" if cpu is None else (times or _TIMES).format(cpu),
        f"{words} {bound:g} {unit}".strip() if target else "",
        met if target else "",
    )


def _embedding(measured: Embedded, has_bf16: bool) -> Iterator[Row]:
    yield _row(
        "passages per second",
        "{:,.0f}",
        measured.passages / measured.wall,
        measured.passages / measured.stock_wall,
        times=_TIMES,
        cpu=measured.stock_cpu / measured.cpu,
        target=("at least", 5.0 if has_bf16 else 1.3, "times"),
    )
    yield _row("cosine between the two, mean", "{:.5f}", measured.cosine, target=("at least", 0.999, ""))
    yield _row("… least", "{:.5f}", measured.least_cosine)
    yield _row("word pieces of a passage", "{:.0f}", measured.pieces, 256)


def seconds(size: Size, embedded: Embedded | None, of: Callable[[Embedded], float], spent: float) -> float:
    """Seconds of indexing: those spent, and for vectors that were kept those that making them takes."""
    kept = size.indexed.passages - size.indexed.embedded
    return spent + (kept * of(embedded) / embedded.passages if embedded and kept > 0 else 0.0)


def _indexing(size: Size, bench: Bench) -> Iterator[Row]:
    ours, stock = size.indexed, size.stock_indexed
    wall = seconds(size, bench.embedded, lambda e: e.wall, ours.wall)
    cpu = seconds(size, bench.embedded, lambda e: e.cpu, ours.cpu)
    yield _row(
        "indexing: articles per second",
        "{:,.1f}",
        ours.documents / wall,
        _of(stock, lambda s: s.documents / s.wall),
        times=_TIMES,
        cpu=_of(stock, lambda s: (ours.documents / cpu) / (s.documents / s.cpu)),
        target=("at least", 3.0 if bench.machine.has_bf16 else 1.3, "times") if stock else None,
    )
    passages = ours.passages / wall, _of(stock, lambda s: s.passages / s.wall)
    yield _row("indexing: passages per second", "{:,.0f}", *passages, times=_TIMES)
    again = ("indexing again, unchanged", "{:,.0f} s", wall, ours.again_wall)
    target: _Target = ("at least", 50.0, "times")
    row = _row(*again, times="{:,.0f} times", cpu=cpu / ours.again_cpu, target=target)
    yield replace(row, ours=f"{ours.again_wall:.2f} s after {row.ours}", stock="")


def _questions(size: Size) -> Iterator[Row]:
    ours, stock = size.asked, size.stock_asked
    median, slow = "question, median: a full answer, bare retrieval", f"question, 95 % of {ours.questions}"
    cpu = _of(stock, lambda s: ours.cpu_ms / s.cpu_ms)
    most: _Target | None = ("at most", 6.0, "times") if stock and size.wanted >= 100_000 else None
    yield _row(median, _MS, ours.p50_ms, _of(stock, lambda s: s.p50_ms), times=_TIMES, cpu=cpu, target=most)
    yield _row(slow, _MS, ours.p95_ms, _of(stock, lambda s: s.p95_ms), times=_TIMES)
    yield Row("  its steps", ", ".join(f"{name} {ms:,.0f} ms" for name, ms in ours.steps_ms.items()))
    yield _row("  the answer is in it", "{:.0%}", ours.right, _of(stock, lambda s: s.right))
    yield _row("start to opened index", "{:.1f} s", ours.ready_s, _of(stock, lambda s: s.ready_s))
    yield _row("start to first answer", "{:.1f} s", ours.first_s, _of(stock, lambda s: s.first_s))


def _resources(size: Size) -> Iterator[Row]:
    ours, stock = size.indexed, size.stock_indexed
    most: _Target | None = ("at most", 900.0, "MB") if 5_000 <= size.wanted <= 10_000 else None
    asking = size.asked.peak_mb, _of(size.stock_asked, lambda s: s.peak_mb)
    yield _row("memory while asking, at most", _MB, *asking, target=most)
    early = f" ({ours.early_mb:,.0f} MB after 1,000 passages)" if ours.passages > 2000 else ""
    indexing = ours.peak_mb, _of(stock, lambda s: s.peak_mb)
    yield _row("memory while indexing, at most", _MB, *indexing, target=most, note=early)
    parts = f" ({', '.join(f'{name} {mb:,.0f}' for name, mb in ours.disk_mb.items())})"
    yield _row("on disk", _MB, sum(ours.disk_mb.values()), _of(stock, lambda s: sum(s.disk_mb.values())), note=parts)


def _growth(first: Size, last: Size) -> Row:
    name = f"a question, from {first.wanted:,} to {last.wanted:,} passages"
    ours = last.asked.p50_ms / first.asked.p50_ms
    before = first.stock_asked.p50_ms if first.stock_asked else 0.0
    stock = _of(last.stock_asked, lambda s: s.p50_ms / before) if before else None
    full = first.wanted <= 1000 and last.wanted >= 100_000
    return _row(name, "{:.2f} times", ours, stock, target=("at most", 3.0, "times") if full else None)
