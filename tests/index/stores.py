"""What the tests of stores share: documents made in one line, and stores opened in other processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from index.ports import Entry
from index.records import Document, Passage, PassageFilter, Span

ROOT = Path(__file__).parents[2]
MODEL = {"model_name": "hashing", "dimension": 384}
ANY_KIND = PassageFilter(kinds=())


def vector(number: int) -> list[float]:
    """Vectors at right angles to each other."""
    return [float(place == number % 384) for place in range(384)]


def make(name: str, *texts: str, comment: str = "", **fields: Any) -> tuple[Document, list[Passage]]:
    """A document with one passage for each text, and one for the comment if there is one."""
    spans, passages, text = [], [], ""
    for ordinal, part in enumerate([*texts, *([comment] if comment else [])]):
        kind = "comment" if ordinal == len(texts) else "article"
        start = len(text) + bool(text)
        text = f"{text}\n{part}" if text else part
        spans.append(Span(start, len(text), kind))
        passages.append(Passage(f"{name}:{ordinal}", name, ordinal, start, len(text), part, kind))
    facts = {"title": "", "source": None, "published": None, "published_note": "", "captured": None} | fields
    return Document(id=name, path=f"/papers/{name}.txt", text=text, spans=tuple(spans), **facts), passages


def add(
    store: Any, document: Document, passages: list[Passage], vectors: list[list[float]], print_: str = "print"
) -> None:
    store.add_all([Entry(document, passages, vectors, print_)])


def prints(store: Any) -> dict[str, str]:
    """Document id → content hash of the file it was read from."""
    return {one.id: one.fingerprint for file in store.held().values() for one in file.documents}


def put(store: Any, name: str, *texts: str, first: int = 0, print_: str = "print", **fields: Any) -> Document:
    document, passages = make(name, *texts, **fields)
    add(store, document, passages, [vector(first + p.ordinal) for p in passages], print_)
    return document


def scattered(count: int) -> list[list[float]]:
    """Vectors in all directions, the same ones each time."""
    return np.random.default_rng(5).normal(size=(count, 384)).tolist()


def put_scattered(store: Any, name: str, count: int) -> None:
    add(store, *make(name, *["Text."] * count), scattered(count))


def ids(hits: list[Any]) -> list[str]:
    return [hit.passage.id for hit in hits]


HELPER = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from index import catalogue, journal
from index.address import Address
from index.store import Store
from tests.index.stores import *
if len(sys.argv) > 2:
    from index.follower import Follower
    store = Follower.connect(Path(sys.argv[1]), Address("127.0.0.1", int(sys.argv[2]), collection=sys.argv[3]), **MODEL)
else:
    store = Store.open(Path(sys.argv[1]), **MODEL)
"""


def command(folder: Path, code: str, *server: str) -> list[str]:
    """The command line of `in_process`; `server` is a port and the name of a collection."""
    return [sys.executable, "-c", HELPER + code, str(folder), *server]


def in_process(folder: Path, code: str, *server: str) -> str:
    """Run code in a process of its own that has the folder open as `store`; its output."""
    done = subprocess.run(command(folder, code, *server), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in {0, 77}, done.stderr
    return done.stdout


def spoil(path: Path, damage: str) -> None:
    """Make a file `garbage`, `half` of itself, its first bytes (`start`), or let it be `gone`."""
    if damage == "gone":
        path.unlink()
        return
    content = path.read_bytes()
    left = {"garbage": b"no database " * 999, "half": content[: len(content) // 2], "start": content[:20]}
    path.write_bytes(left[damage])
