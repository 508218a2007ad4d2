"""Dateline and what a user would otherwise write, measured side by side in one run over generated articles.

Every step runs in a process of its own (`eval.bench_steps`, `eval.bench_stock`), one after another, so that each has
the machine to itself, its own memory and its own start. Seconds mean little elsewhere, ratios within a run much more.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval.bench_articles import write_articles
from eval.bench_clock import Machine, machine, size_mb
from eval.bench_steps import WARM_UP, Asked, Indexed
from eval.bench_stock import Embedded, StockIndexed
from index.errors import DatelineError
from index.folder import SCHEMA_VERSION

EMBEDDED = 256
"""Passages that both embed: enough for a rate, few enough for a busy machine."""
PASSAGES_EACH = 7.1
"""Passages of a generated article on average: so many articles make the passages asked for."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured at one size. `stock_*` are None where the comparison was left out; `kept` says that the index
    is one of an earlier run, whose indexing figures these are."""

    wanted: int
    text_mb: float
    kept: bool
    indexed: Indexed
    asked: Asked
    stock_indexed: StockIndexed | None
    stock_asked: Asked | None


@dataclass(frozen=True, slots=True)
class Bench:
    """A run: the machine with its load before and after, embedding alone, and each size, the smallest first."""

    version: str
    machine: Machine
    load_after: float
    embedded: Embedded | None
    sizes: tuple[Size, ...]

    def record(self) -> dict[str, Any]:
        """As values for JSON."""
        return asdict(self)


def run(sizes: Sequence[int], *, folder: Path | None, questions: int, stock: int, say: Say) -> Bench:
    """Measure at about so many passages each. `stock` is how many the stock pipeline indexes in earnest: its rate does
    not depend on the size, and the rest of its collection gets vectors that are there already; 0 leaves it out.

    `folder` keeps articles, vectors and indexes for the next run; without one they are gone afterwards. Raises
    DatelineError when a step fails.
    """
    before = machine()
    measured: list[Size] = []
    embedded: Embedded | None = None
    with nullcontext(folder) if folder else tempfile.TemporaryDirectory(prefix="dateline-bench-") as whole:
        for wanted in sorted(set(sizes)):
            place = Path(whole) / str(wanted)
            measured.append(_size(place, wanted, questions, stock, say))
            if stock and embedded is None:
                say(f"Embedding {min(EMBEDDED, measured[0].indexed.passages)} passages with both …")
                embedded = Embedded(**_step("embed", place, passages=EMBEDDED))
    return Bench(version("dateline"), before, machine().load, embedded, tuple(measured))


def _size(folder: Path, wanted: int, questions: int, stock: int, say: Say) -> Size:
    """One size, in a folder of its own."""
    articles = max(round(wanted / PASSAGES_EACH), questions + WARM_UP)
    say(f"{wanted:,} passages: writing {articles:,} articles …")
    write_articles(folder / "docs", articles)
    say("Indexing …")
    indexed, kept = _indexed(folder, articles)
    stock_indexed = None
    if stock:
        say("Indexing with the stock pipeline …")
        in_earnest = min(max(round(stock / PASSAGES_EACH), 1), articles)
        stock_indexed = _stock_indexed(folder, in_earnest, indexed.passages)
    say(f"Asking {questions} questions …")
    asking = {"articles": articles, "questions": questions}
    asked = Asked(**_step("ask", folder, **asking, began=time.monotonic()))
    stock_asked = Asked(**_step("stock-ask", folder, **asking, began=time.monotonic())) if stock else None
    return Size(wanted, size_mb(folder / "docs"), kept, indexed, asked, stock_indexed, stock_asked)


def _indexed(folder: Path, articles: int) -> tuple[Indexed, bool]:
    """Indexing as measured now or, where the index was there, by the run that made it; and which of the two.

    An index that no figures are kept of was cut short or made by another version: it is made anew, with the vectors
    that are there.
    """
    note = folder / f"indexed-{SCHEMA_VERSION}.json"
    if not note.is_file():
        shutil.rmtree(folder / "data", ignore_errors=True)
    now = Indexed(**_step("index", folder, articles=articles))
    if now.documents or not note.is_file():
        note.write_text(json.dumps(asdict(now)), encoding="utf-8")
        return now, False
    then = Indexed(**json.loads(note.read_text(encoding="utf-8")))
    return replace(then, again_wall=now.again_wall, again_cpu=now.again_cpu, disk_mb=now.disk_mb), True


def _stock_indexed(folder: Path, articles: int, passages: int) -> StockIndexed:
    """The stock collection as it is there, or made now."""
    note = folder / "stock.json"
    if not note.is_file():
        shutil.rmtree(folder / "stock", ignore_errors=True)
        made = _step("stock-index", folder, articles=articles, passages=passages)
        note.write_text(json.dumps(made), encoding="utf-8")
    return StockIndexed(**json.loads(note.read_text(encoding="utf-8")))


def _step(name: str, folder: Path, **given: Any) -> dict[str, Any]:
    """What a step measured, in a process of its own. `-P`: modules in the current folder are not ours."""
    command = [sys.executable, "-P", "-m", "eval.bench_steps", name]
    told = json.dumps(given | {"folder": str(folder.resolve())})
    done = subprocess.run(command, input=told, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise DatelineError(f"the step {name!r} of the bench failed: its message stands above")
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured
