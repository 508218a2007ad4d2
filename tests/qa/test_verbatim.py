"""What a question quotes, and its events of two words, are found word for word."""

from __future__ import annotations

import pytest

from qa.verbatim import verbatim


@pytest.mark.parametrize(
    ("asked", "sentence", "there"),
    [
        ("When did Rosa Lind take office?", "Lind took office on Monday.", True),
        ("When did Rosa Lind take office?", "Lind took up her office on Monday.", True),
        ("When did Rosa Lind take office?", "On Monday Lind had her first full day in office and took a walk.", False),
        ("Who called the toll “a tax on the poor”?", "“It is a tax on the poor,” Holt said.", True),
        ("Who called the toll “a tax on the poor”?", "The poor pay a tax.", False),
        ("Which feast did the school drop to make room for Easter?", "There is no room to make.", False),
        ("When did the mill close?", "The mill closed.", False),
    ],
)
def test_what_a_question_quotes_and_an_event_of_two_words_are_found_word_for_word(
    asked: str, sentence: str, there: bool
) -> None:
    assert verbatim(asked)(sentence) is there
