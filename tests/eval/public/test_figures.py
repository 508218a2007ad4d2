"""Answers compared as SQuAD compares them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.public.figures import f1, overlap_f1, plain_tokens, squad_tokens

WORDS = st.lists(st.sampled_from(["ferry", "sank", "monday", "cape"]), max_size=6)


def test_case_articles_and_punctuation_do_not_count() -> None:
    assert squad_tokens("The  Ferry, an “Alba”; theatre-goers") == ["ferry", "“alba”", "theatregoers"]
    assert plain_tokens("The Ferry!") == ["the", "ferry"]


def test_shared_words_are_counted_as_often_as_they_occur() -> None:
    assert overlap_f1(["ferry", "ferry", "sank"], ["ferry", "sank"]) == pytest.approx(0.8)
    assert overlap_f1(["cape"], ["ferry"]) == 0.0


def test_two_empty_answers_agree_and_one_alone_does_not() -> None:
    assert overlap_f1([], []) == 1.0
    assert overlap_f1(["ferry"], []) == overlap_f1([], ["ferry"]) == 0.0


@given(WORDS, WORDS)
def test_overlap_is_symmetrical_between_0_and_1_and_1_for_the_same_words(first: list[str], second: list[str]) -> None:
    assert overlap_f1(first, second) == overlap_f1(second, first)
    assert 0 <= overlap_f1(first, second) <= 1
    assert (overlap_f1(first, second) == 1) == (sorted(first) == sorted(second))


def test_the_harmonic_mean_of_nothing_is_0() -> None:
    assert f1(0.0, 0.0) == 0.0
    assert f1(0.5, 1.0) == pytest.approx(2 / 3)
