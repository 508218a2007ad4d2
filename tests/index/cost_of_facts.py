"""What working out the facts of documents costs beside embedding their passages, in one run.

    python tests/index/cost_of_facts.py [FOLDER_OR_FILE ...]

Reads the packaged samples when no path is given. Both are timed in CPU seconds of this process over all documents, in
turn and several times, and the middle ratio is told, so that other work on the machine weighs on both alike. The aim
is at most 0.25.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from index.clean import clean
from index.embed import Encoder
from index.facts import read_facts
from index.files import find_files
from index.load import load_all
from index.metadata import describe
from index.raw import RawDocument
from index.records import Document
from index.split import embedded_text, header, split

ROUNDS = 5
AIM = 0.25
SAMPLES = Path(__file__).parents[2] / "index" / "samples"


def documents(paths: list[str]) -> list[Document]:
    """What an index would hold of these files."""
    latest = date(2100, 1, 1)
    found = [raw for path in find_files(paths).files for raw in load_all(Path(path))]
    return [describe(raw, clean(raw), latest=latest) for raw in found if isinstance(raw, RawDocument)]


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process, all its threads together."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main(paths: list[str]) -> int:
    """Print the figures; 1 when facts cost more than the aim."""
    held = documents(paths or [str(SAMPLES)])
    texts = [embedded_text(header(d), p.text) for d in held for p in split(d)]
    encoder = Encoder.load()
    encoder.encode(texts)  # opens the model and prepares its shapes
    [read_facts(d) for d in held]
    embedding = [seconds(lambda: encoder.encode(texts)) for _ in range(ROUNDS)]
    facts = [seconds(lambda: [read_facts(d) for d in held]) for _ in range(ROUNDS)]
    ratio = statistics.median(facts) / statistics.median(embedding)
    size = sum(len(d.text) for d in held)
    print(f"{len(held)} documents, {len(texts)} passages, {size:,} characters")
    print(f"embedding {statistics.median(embedding):.2f} s, facts {statistics.median(facts):.2f} s of CPU: {ratio:.3f}")
    return int(ratio > AIM)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
