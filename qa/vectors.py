"""Vectors of sentences and words, worked out once as long as they are in use."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
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
        self._asked = lru_cache(maxsize=64)(self._question)  # each is asked for when searching and when weighing

    def question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, shape (d,), length 1; not to be written to."""
        return self._asked(text)

    def _question(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = _unit(np.asarray([self._embedder.get_query_embedding(text)], np.float32))[0]
        vector.flags.writeable = False
        return vector

    def texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of texts (at least one) in order, shape (n, d), each of length 1."""
        wanted = list(dict.fromkeys(texts))
        with self._lock:
            known = {text: self._vectors[text] for text in wanted if text in self._vectors}
        missing = [text for text in wanted if text not in known]
        if missing:
            made = _unit(np.asarray(self._embedder.get_text_embedding_batch(missing), np.float32)).astype(np.float16)
            known |= zip(missing, made, strict=True)
        with self._lock:
            for text in wanted:
                self._vectors[text] = known[text]  # also those that another thread has given up since
                self._vectors.move_to_end(text)
            while len(self._vectors) > self._size:
                self._vectors.popitem(last=False)
        return np.asarray([known[text] for text in texts], dtype=np.float32)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.maximum(lengths, np.float32(1e-9))).astype(np.float32, copy=False)
