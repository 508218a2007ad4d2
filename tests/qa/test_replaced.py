"""What held before something took its place is told apart from what holds now."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.extract import shorts
from qa.withdrawn import asks_for_before, replaced, tells_of_change
from tests.qa.lines import Asked, Scenes


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("The pool, which was due to open in May 2025, is now expected in June 2026.", "May 2025", "June 2026"),
        ("The pool was to open in May but will now open in June.", "May", "June"),
        ("Originally planned for 2020, the pool opens in 2024.", "2020", "2024"),
        ("The price has risen from 3 million to 4 million crowns.", "3 million", "4 million"),
        ("The toll rose to 17 from 11, she said.", "11", "17"),
        ("They sold 40 boats, up from 31.", "31", "40"),
        ("They sold 40 boats, against 31 a year ago.", "31", "40"),
        ("The fair was put off from 3 May to 10 May.", "3 May", "10 May"),
    ],
)
def test_the_old_value_is_told_apart_from_the_new(text: str, old: str, new: str) -> None:
    stretches = [text[low:high] for low, high in replaced(text, 0, len(text))]
    assert any(old in stretch for stretch in stretches)
    assert not any(new in stretch for stretch in stretches)


@pytest.mark.parametrize(
    "text",
    [
        "The bus goes from Selby to Lyon in May.",
        "The pool opens in May.",
        "The court imposed fines against another 35 anglers.",
        "It was shut in May 2024.",
        "Selby signed up to the cap and walked round it: oil from Tarn is exempt until May 2024.",
    ],
)
def test_a_sentence_without_a_change_has_nothing_old(text: str) -> None:
    assert replaced(text, 0, len(text)) == []


def test_the_new_date_answers_and_the_old_one_only_where_it_is_asked_for(scene: Scenes, question: Asked) -> None:
    made = scene(
        "The pool, which was due to open in autumn 2025, is now expected in early 2027.", published=date(2025, 3, 1)
    )
    item = made.evidence("pool", chosen="autumn 2025")
    assert shorts(question("When will the pool open?"), item, made.facts)[0].text == "early 2027"
    asked = question("When was the pool originally due to open?")
    assert shorts(asked, item, made.facts)[0].text == "autumn 2025"


def test_questions_and_sentences_about_a_change_are_known() -> None:
    assert asks_for_before("How much was the pool first expected to cost?")
    assert not asks_for_before("How much does the pool cost?")
    assert tells_of_change("The toll has risen to 17.")
    assert not tells_of_change("Seventeen men were killed.")


@given(st.text(max_size=300))
def test_stretches_lie_in_the_text(text: str) -> None:
    assert all(0 <= low <= high <= len(text) for low, high in replaced(text, 0, len(text)))
