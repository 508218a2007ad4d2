"""How memory and time grow with the folder: run by `test_crash.py` in a process of its own.

    python tests/index/growing.py FOLDER FEW MANY

Indexes FEW files, MANY more, and those again unchanged. Prints for each run the peak of memory in MB, the seconds,
and the most documents that were in memory at a time.
"""

from __future__ import annotations

import gc
import json
import os
import random
import resource
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from killing import WORDS, Embedder

from index import batches
from index.build import build
from index.records import Document
from index.store import Store


class Watching(Embedder):
    """Counts, whenever texts are to be embedded, the documents in memory."""

    most = 0

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]:
        """Vectors, after a look around."""
        self.most = max(self.most, sum(isinstance(thing, Document) for thing in gc.get_objects()))
        return super().get_text_embedding_batch(texts)


def write(folder: Path, count: int, chance: random.Random) -> None:
    """So many different short articles, written long ago."""
    folder.mkdir()
    for number in range(count):
        words = (f"{chance.choice(WORDS)}{chance.randrange(9999)}" for _ in range(80))
        (folder / f"{number}.txt").write_text(f"Report {number} of the day\n\nIt says: {' '.join(words)}.\n")
        os.utime(folder / f"{number}.txt", (1, 1))


def main(folder: Path, few: int, many: int) -> dict[str, Any]:
    """The figures of the three runs, one after the other in one process."""
    batches.BATCH = 12
    chance = random.Random(1)
    write(folder / "few", few, chance)
    write(folder / "many", many, chance)
    store = Store.open(folder / "data", model_name="words", dimension=16)
    report: dict[str, Any] = {"peaks": [], "seconds": [], "documents": []}
    for name in ("few", "many", "many"):
        begun, model = time.perf_counter(), Watching()
        done = build([folder / name], store, model, latest=date(2024, 1, 1))  # type: ignore[arg-type]
        report["documents"].append(model.most)
        report["seconds"].append(time.perf_counter() - begun)
        report["peaks"].append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    report["unchanged"] = len(done.unchanged)
    store.close()
    return report


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
