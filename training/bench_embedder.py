"""Measure the packaged embedder against plain onnxruntime with every text padded to 256.

    python training/bench_embedder.py FILES…        # plain text; cut into pieces of about 115 words

Prints passages a second (best of the rounds, the first being warm-up) and the least cosine to float32.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from index.embed import FOLDER, Encoder

Vectors = NDArray[np.float32]


def pieces(paths: Sequence[Path], words: int, limit: int) -> list[str]:
    """Overlapping stretches of text, each of `words` words."""
    found = []
    for path in paths:
        all_words = path.read_text(encoding="utf-8", errors="replace").split()
        found += [" ".join(all_words[at : at + words]) for at in range(0, len(all_words), words // 2)]
    return found[:limit]


def padded_baseline(texts: Sequence[str]) -> Callable[[], Vectors]:
    """onnxruntime, float32, batches of 32 in the given order, all padded to 256."""
    session = onnxruntime.InferenceSession(str(FOLDER / "model.onnx"), providers=["CPUExecutionProvider"])
    tokenizer = Encoder.load(runtime="onnxruntime").tokenizer
    tokenizer.enable_padding(length=256)

    def run() -> Vectors:
        rows = []
        for at in range(0, len(texts), 32):
            batch = tokenizer.encode_batch(list(texts[at : at + 32]))
            inputs = {"input_ids": [e.ids for e in batch], "attention_mask": [e.attention_mask for e in batch]}
            rows.append(session.run(None, {name: np.array(value) for name, value in inputs.items()})[0])
        vectors = np.concatenate(rows)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    return run


def measure(run: Callable[[], Vectors], rounds: int) -> tuple[float, Vectors]:
    """Seconds of the best round after one warm-up, and the vectors."""
    vectors, best = run(), float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        vectors = run()
        best = min(best, time.perf_counter() - start)
    return best, vectors


def main() -> None:
    """Print one line for the baseline and one for each runtime and precision."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--passages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    texts = pieces(options.files, 115, options.passages)
    seconds, reference = measure(padded_baseline(texts), 1)
    print(f"{'onnxruntime float32, padded to 256':40}{len(texts) / seconds:8.1f} passages/s")
    for settings in ({"runtime": "onnxruntime"}, {"precision": "float32"}, {}):
        encoder = Encoder.load(**settings)
        seconds, vectors = measure(lambda one=encoder: one.encode(texts), options.rounds)
        cosine = float((vectors * reference).sum(axis=1).min())
        print(f"{encoder.session.name:40}{len(texts) / seconds:8.1f} passages/s   least cosine {cosine:.6f}")


if __name__ == "__main__":
    main()
