"""Typing errors are mended from the index; words that are right are left alone."""

from __future__ import annotations

import pytest

from qa.spelling import mend, not_understood

FREQUENCIES = {"ambassador": 4, "sanctions": 6, "tariff": 2, "life": 3, "galvani": 2, "said": 9}


def english(word: str) -> bool:
    return word in {"wife", "what", "about", "when", "the", "tunnel"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what did the ambasador say", "what did the ambassador say"),
        ("snactions", "sanctions"),
        ("When did Galvanni speak", "When did Galvani speak"),
        ("tarif", "tariff"),
    ],
)
def test_an_unknown_word_becomes_its_plain_neighbour(typed: str, meant: str) -> None:
    mended, notes = mend(typed, FREQUENCIES, english)
    assert mended == meant
    assert len(notes) == 1


@pytest.mark.parametrize("typed", ["who is his wife", "the tunnel", "sanction", "ambassadors", "xylophone", "lfe"])
def test_a_right_or_far_word_is_left_alone(typed: str) -> None:
    assert mend(typed, FREQUENCIES, english) == (typed, ())


def test_a_form_of_a_right_word_is_no_error() -> None:
    assert mend("axing sacking", {"asking": 2, "snack": 3}, lambda word: word in {"axe", "sack"})[1] == ()


def test_a_word_made_of_two_is_no_error() -> None:
    assert mend("overtake", {"overtime": 2}, lambda word: word in {"over", "take"}) == ("overtake", ())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Wann sprach Galvani?", "English"),
        ("¿Cuándo habló Galvani?", "English"),
        ("Когда выступил посол?", "English"),
        ("asdf qwzx", "not understood"),
        ("When did Galvani speak?", ""),
        ("Comment of the ambassador", ""),
        ("Zorblax", ""),  # a name that nobody knows
        ("the 4.5", ""),
    ],
)
def test_another_language_and_no_words_at_all_are_not_understood(typed: str, said: str) -> None:
    found = not_understood(typed, FREQUENCIES, english)
    assert said in found
    assert bool(said) == bool(found)
