"""The packaged embedding model as llama-index knows it. Importing this module imports llama-index."""

from __future__ import annotations

import asyncio
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr

from index.embed import NAME, Encoder


class PackagedEmbedding(BaseEmbedding):  # type: ignore[misc]  # llama-index is not type-checked with us
    """all-MiniLM-L6-v2 from this package: 384 dimensions, length 1, for questions and passages alike."""

    _encoder: Encoder = PrivateAttr()

    def __init__(self, encoder: Encoder | None = None, **settings: Any) -> None:
        """`encoder` is opened with its defaults when not given; `settings` are those of `BaseEmbedding`."""
        # In llama-index's batches of 10, texts of like length would not meet; the encoder makes its own.
        super().__init__(**{"model_name": NAME, "embed_batch_size": 2048, **settings})
        self._encoder = encoder or Encoder.load()

    @classmethod
    def class_name(cls) -> str:
        """The name under which llama-index stores it."""
        return "PackagedEmbedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._vectors([query])[0]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._vectors([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._vectors(texts)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)

    def _vectors(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._encoder.encode(texts).tolist()
        return vectors
