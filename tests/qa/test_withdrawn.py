"""What is named only to be denied is not an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.withdrawn import asks_for_withdrawn, withdrawn


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Correction: an earlier version of this article said the bridge opens in May.", "May"),
        ("A previous version of this story misstated the cost as 12 million; it is 14 million.", "12 million"),
        ("The original report wrongly named Ida Roth as treasurer.", "Ida Roth"),
        ("The hearing is on 3 May, not 5 May, the court said.", "5 May"),
        ("It carried 40 people, and not 60.", "60"),
        ("They met on Monday rather than on Tuesday, she said.", "on Tuesday"),
    ],
)
def test_what_is_denied_is_found(text: str, denied: str) -> None:
    assert any(denied in text[low:high] for low, high in withdrawn(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("A previous version of this story misstated the cost as 12 million; it is 14 million.", "14 million"),
        ("The hearing is on 3 May, not 5 May, the court said.", "3 May"),
        ("He did not come on 5 May.", "5 May"),
        ("Not 40 but 60 people came.", "60"),
        ("An earlier version of the bill was rejected on 4 June.", "4 June"),
        ("They met on Monday rather than on Tuesday, she said on Friday.", "Friday"),
    ],
)
def test_what_stands_is_not_taken_for_denied(text: str, stands: str) -> None:
    assert not any(stands in text[low:high] for low, high in withdrawn(text, 0, len(text)))


def test_a_question_about_the_correction_itself_may_name_it() -> None:
    assert asks_for_withdrawn("What did the earlier version say?")
    assert not asks_for_withdrawn("When does the bridge open?")


@given(st.text(max_size=300))
def test_stretches_lie_in_the_text(text: str) -> None:
    assert all(0 <= low <= high <= len(text) for low, high in withdrawn(text, 0, len(text)))
