"""Vectors are worked out once, are of length 1, stay in bounds, and may be asked for by many threads."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from qa.vectors import VectorCache


class Counting:
    """An embedding model that counts which texts it was asked for; a text's vector points by its length."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get_query_embedding(self, query: str) -> list[float]:
        self.asked.append(query)
        return [float(len(query)), 3.0]

    def get_text_embedding_batch(self, texts: Sequence[str]) -> list[list[float]]:
        self.asked += texts
        return [[float(len(text)), 3.0] for text in texts]


@pytest.fixture
def model() -> Counting:
    return Counting()


def held(cache: VectorCache) -> int:
    return len(cache._vectors)


def test_a_text_is_embedded_once_however_often_it_is_asked_for(model: Counting) -> None:
    cache = VectorCache(model)
    first = cache.texts(["quay", "pier 4", "quay"])
    again = cache.texts(["pier 4", "quay"])
    assert model.asked == ["quay", "pier 4"]
    assert np.array_equal(first[[1, 0]], again)
    assert np.array_equal(first[0], first[2])


def test_a_question_is_embedded_once_for_searching_and_for_weighing(model: Counting) -> None:
    cache = VectorCache(model)
    assert np.array_equal(cache.question("where?"), cache.question("where?"))
    assert model.asked == ["where?"]


def test_vectors_have_length_one_and_keep_their_direction(model: Counting) -> None:
    rows = VectorCache(model).texts(["four", "eight888"])
    assert rows.shape == (2, 2)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert rows[0] == pytest.approx([0.8, 0.6], abs=1e-3)
    assert VectorCache(model).question("four") == pytest.approx([0.8, 0.6])


def test_a_vector_of_nothing_but_zeros_does_no_harm() -> None:
    class Empty(Counting):
        def get_text_embedding_batch(self, texts: Sequence[str]) -> list[list[float]]:
            return [[0.0, 0.0] for _ in texts]

    assert VectorCache(Empty()).texts(["x"]).tolist() == [[0.0, 0.0]]


def test_the_least_recently_used_are_given_up_first(model: Counting) -> None:
    cache = VectorCache(model, size=2)
    cache.texts(["a"])
    cache.texts(["bb"])
    cache.texts(["a"])
    cache.texts(["ccc"])
    assert held(cache) == 2
    model.asked.clear()
    cache.texts(["a", "ccc"])
    assert model.asked == []
    cache.texts(["bb"])
    assert model.asked == ["bb"]


def test_more_texts_at_once_than_the_cache_holds_are_all_answered(model: Counting) -> None:
    cache = VectorCache(model, size=3)
    texts = ["x" * n for n in range(1, 11)]
    rows = cache.texts(texts)
    assert rows.shape == (10, 2)
    assert rows[:, 0] / rows[:, 1] == pytest.approx([n / 3 for n in range(1, 11)], rel=1e-2)
    assert held(cache) == 3


def test_a_vector_given_up_while_others_are_worked_out_is_still_answered(model: Counting) -> None:
    cache = VectorCache(model, size=2)
    cache.texts(["old"])
    embed = model.get_text_embedding_batch

    def embed_slowly(texts: Sequence[str]) -> list[list[float]]:
        model.get_text_embedding_batch = embed  # type: ignore[method-assign]
        cache.texts(["x", "xy"])  # what another thread would do meanwhile
        return embed(texts)

    model.get_text_embedding_batch = embed_slowly  # type: ignore[method-assign]
    assert cache.texts(["old", "new one"]).shape == (2, 2)
    assert held(cache) == 2


def test_many_threads_over_a_small_cache_all_get_the_right_vectors(model: Counting) -> None:
    cache = VectorCache(model, size=5)

    def ask(seed: int) -> bool:
        lengths = [(seed * 7 + step * 3) % 20 + 1 for step in range(12)]
        rows: Any = cache.texts(["y" * n for n in lengths])
        return bool(np.allclose(rows[:, 0] / rows[:, 1], [n / 3 for n in lengths], rtol=1e-2))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(200)))
    assert held(cache) <= 5
