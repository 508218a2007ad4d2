"""Words are found as wholes, whatever their typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.matching import contains, content_words, markers, normalise, without_markers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It cost “5 million” euros", '"5 MILLION"'),
        ("the vote: 31–30", "31-30"),
        ("the mayor’s plan", "the mayor's plan"),
        ("at  3.40\u00a0a.m. on", "3.40 a.m."),
        ("(£18 million)", "£18 million"),
        ("in 2018.", "2018"),
    ],
)
def test_words_are_found_whatever_their_quotes_dashes_and_spaces(text: str, words: str) -> None:
    assert contains(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [("15 people", "5"), ("5.2 per cent", "5"), ("1,500 people", "500"), ("Annex", "Ann"), ("12 May", "2 May")],
)
def test_part_of_a_word_or_number_is_not_found(text: str, words: str) -> None:
    assert not contains(text, words)


@given(st.text(min_size=1).filter(lambda t: normalise(t) != ""))
def test_a_text_contains_itself(text: str) -> None:
    assert contains(text, text)


def test_markers_are_read_in_order_and_taken_out_with_the_space_before_them() -> None:
    assert markers("One [2]. Two [1][3].") == (2, 1, 3)
    assert without_markers("One [2]. Two [1][3].") == "One. Two."


def test_content_words_are_without_function_words_and_keep_single_digits() -> None:
    assert content_words("The mayor's 5 dogs were not in a car") == {"mayor", "5", "dogs", "car"}
