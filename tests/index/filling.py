"""Indexes into a disk that is too small, makes room, and goes on: run by `test_crash.py` in a process of its own.

    unshare -rm python tests/index/filling.py FOLDER

The disk is a file system in memory, mounted where only this process sees it. Prints a JSON report.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

from killing import ANY, DIMENSION, Embedder, article

from index import batches
from index.build import build
from index.errors import DatelineError
from index.store import Store

ARTICLES = 80


def index(data: Path, papers: Path) -> str:
    """Index once; what went wrong, or an empty text."""
    try:
        store = Store.open(data, model_name="words", dimension=DIMENSION)
    except DatelineError as error:
        return f"{type(error).__name__}: {error}"
    try:
        build([papers], store, Embedder(), latest=date(2024, 1, 1))  # type: ignore[arg-type]
    except DatelineError as error:
        return f"{type(error).__name__}: {error}"
    finally:
        store.close()
    return ""


def held(data: Path) -> list[int]:
    """Numbers of documents, of passages in SQLite and in Chroma, and of hits of both searches."""
    store = Store.open(data, model_name="words", dimension=DIMENSION)
    documents = store.documents()
    passages = sum(len(store.passages(document.id)) for document in documents)
    found = len(store.dense([1.0] * DIMENSION, 5, ANY)), len(store.lexical(["bananet", "baran"], 5, ANY))
    counts = [len(documents), passages, store.collection.count(), *found]
    store.close()
    return counts


def main(folder: Path) -> dict[str, object]:
    """Index with 5 MB of room, twice; then with enough."""
    disk, papers = folder / "disk", folder / "papers"
    disk.mkdir()
    papers.mkdir()
    mount = ["mount", "-t", "tmpfs"]
    subprocess.run([*mount, "-o", "size=5m", "none", str(disk)], check=True)
    chance = random.Random(1)
    for number in range(ARTICLES):
        (papers / f"{number}.txt").write_text("\n\n".join(article(chance) for _ in range(10)))
    batches.BATCH = 64
    full = [index(disk / "data", papers) for _ in range(2)]
    subprocess.run([*mount, "-o", "remount,size=200m", "none", str(disk)], check=True)
    before = held(disk / "data")
    return {"full": full, "before": before, "then": index(disk / "data", papers), "after": held(disk / "data")}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
