"""Reciprocal rank fusion as the paper has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.retrieve import reciprocal_rank


def test_an_item_high_in_both_lists_comes_before_one_high_in_one() -> None:
    fused = reciprocal_rank([{"a": 1, "b": 2}, {"c": 1, "b": 2}])
    assert fused[0] == ("b", pytest.approx(2 / 62))


def test_ties_go_by_name_so_that_the_order_is_always_the_same() -> None:
    assert [item for item, _ in reciprocal_rank([{"z": 1}, {"y": 1}])] == ["y", "z"]


@given(st.lists(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 50)), max_size=3))
def test_every_item_is_kept_once_and_scores_fall(ranks: list[dict[str, int]]) -> None:
    fused = reciprocal_rank(ranks)
    assert sorted(item for item, _ in fused) == sorted({item for ranking in ranks for item in ranking})
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)
