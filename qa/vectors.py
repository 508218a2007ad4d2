"""Vectors of sentences and words, worked out once as long as they are in use."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class TextEmbedder(Protocol):
    """What is needed of an embedding model; llama-index's `BaseEmbedding` has it."""

    def get_query_embedding(self, query: str) -> list[float]:
        """The vector of a question."""

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]:
        """The vectors of several texts, in order."""


class VectorCache:
    """Vectors by text, the least recently used given up first. Safe to share between threads.

    `size` vectors of 384 numbers in half precision take 0.75 kB each; a cosine loses less than 0.001 by it.
    """

    def __init__(self, embedder: TextEmbedder, size: int = 30_000) -> None:
        self._embedder = embedder
        self._size = size
        self._vectors: OrderedDict[str, NDArray[np.float16]] = OrderedDict()
        self._lock = Lock()

    def question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, shape (d,), length 1."""
        vector: NDArray[np.float32] = _unit(np.asarray([self._embedder.get_query_embedding(text)], np.float32))[0]
        return vector

    def texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of texts (at least one) in order, shape (n, d), each of length 1."""
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        made = self._embedder.get_text_embedding_batch(missing) if missing else []
        new = dict(zip(missing, _unit(np.asarray(made, dtype=np.float32)), strict=True)) if missing else {}
        with self._lock:
            for text, vector in new.items():
                self._vectors[text] = vector.astype(np.float16)
            rows = [self._vectors[t] if t in self._vectors else new[t].astype(np.float16) for t in texts]
            for text in texts:
                if text in self._vectors:
                    self._vectors.move_to_end(text)
            while len(self._vectors) > self._size:
                self._vectors.popitem(last=False)
        return np.asarray(rows, dtype=np.float32).reshape(len(texts), -1)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.maximum(lengths, np.float32(1e-9))).astype(np.float32, copy=False)
