"""“The mediator” of a question is the one whom the documents on it mean by that, where there is just one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qa.described import description_in, holder_in, with_holder
from tests.qa.lines import Asked, Scenes


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("When was the mediator appointed?", "the mediator"),
        ("What did Ardenco's chairman say?", "Ardenco's chairman"),
        ("Where was the train driver taken?", "the train driver"),
        ("Who was the mediator's successor?", "the mediator's"),
        ("What did the museum's director say?", "the museum's director"),
        ("What did the harbour master's lawyer say?", "the harbour master's"),
        ("When did the Norwegian minister resign?", "the Norwegian minister"),
        ("Who is the mediator?", None),
        ("Who is Ardenco's chairman?", None),
        ("Who is the harbour board's chair?", None),
        ("What did the mayor Ada Roth say?", None),
        ("When did the ministers meet?", None),
        ("When will the owner notification letters be sent?", None),
        ("What did the storm destroy?", None),
        ("When is the runoff for mayor of Selby?", None),
        ("Ida Holt's memoir is out. Which play is the actor known for?", None),  # she is meant
    ],
)
def test_a_description_is_found(asked: str, words: str | None) -> None:
    found = description_in(asked)
    assert (asked[found.start : found.end] if found else None) == words


@pytest.mark.parametrize(
    ("asked", "text", "holder"),
    [
        ("When did the mayor resign?", "Mayor Ada Roth resigned on Monday.", "Ada Roth"),
        (
            "When did the Norwegian minister leave?",
            "Norway's minister Ada Roth met Per Holt, minister of Chile.",
            "Ada Roth",
        ),
        (
            "When was the mediator chosen?",
            "Ada Roth, a former judge, was chosen on Monday. The mediator will meet both sides in May.",
            "Ada Roth",
        ),
        (
            "Where was the suspect held?",
            "Tom Reyes was stopped at the harbour. Police say the suspect worked at the bank.",
            "Tom Reyes",
        ),
        (
            "Where was the harbour master held?",
            "The harbour master of Oxmere was held on Monday. Per Holt, 61, is said to have taken money.",
            "Per Holt",
        ),
        (
            "What did the chairman say?",
            "The chairman of Ardenco played down the loss. “We have other plans,” Per Holt said.",
            "Per Holt",
        ),
        ("What did the conductor say?", "The conductor, Una Moen, sided with her players.", "Una Moen"),
        ("When was the arbitrator chosen?", "Una Moen was chosen as arbitrator in May.", "Una Moen"),
        ("What did the head of the dock board say?", "The head of the dock board, Una Moen, left.", "Una Moen"),
        # somebody with an office of their own is not the suspect
        ("Where was the suspect held?", "Director Una Moen wept. Police say the suspect was held.", None),
        # two of one office
        ("When did the minister resign?", "Minister Ada Roth met the minister of Oxmere, Per Holt.", None),
        # a deputy is not the mayor
        ("When did the mayor resign?", "Deputy mayor Ada Roth resigned on Monday.", None),
    ],
)
def test_its_holder_is_found(scene: Scenes, asked: str, text: str, holder: str | None) -> None:
    made, described = scene(text), description_in(asked)
    assert described is not None
    found = holder_in(described, made.document, made.facts)
    assert (found[0] if found else None) == holder


def _meant(question: Any, asked: str, *made: Any) -> Any:
    facts = {one.document.id: one.facts for one in made}
    return with_holder(question(asked), [one.document for one in made], lambda document: facts[document.id])


def test_the_name_takes_its_place_and_a_note_says_so(question: Asked, scene: Scenes) -> None:
    made = scene("Ada Roth, a former judge, was chosen on Monday. The mediator will meet both sides in May.")
    found = _meant(question, "When was the mediator chosen?", made)
    assert found.text == "When was Ada Roth chosen?"
    assert found.notes == ("“the mediator” is taken to be Ada Roth",)


def test_letters_are_taken_for_the_one_body_of_that_name(question: Asked, scene: Scenes) -> None:
    one = scene("Una Moen, chairwoman of the Tarn Quarry Inspectorate Board, spoke of the dust.")
    two = scene("Per Holt of the Tarn Quay Inn Brewery spoke of the beer.")
    found = _meant(question, "What did the chair of the TQIB say of the dust?", one)
    assert found.text == "What did the chair of the Tarn Quarry Inspectorate Board say of the dust?"
    assert "“TQIB” is taken to be Tarn Quarry Inspectorate Board" in found.notes
    assert "TQIB" in _meant(question, "What did the chair of the TQIB say?", one, two).text


def test_the_document_on_the_subject_decides_between_two(question: Asked, scene: Scenes) -> None:
    one = scene("Mayor Ada Roth spoke of the flood.")
    two = scene("Mayor Per Holt spoke of the tram.")
    assert (
        _meant(question, "What did the mayor say of the tram?", one, two).text == "What did Per Holt say of the tram?"
    )


def test_two_of_one_office_in_one_story_are_not_told_apart(question: Asked, scene: Scenes) -> None:
    one = scene("Mayor Ada Roth spoke of the tram.")
    two = scene("Mayor Per Holt, who follows Roth, spoke of the tram in May.")
    asked = question("What did the mayor say of the tram in May?")
    facts = {made.document.id: made.facts for made in (one, two)}
    assert with_holder(asked, [one.document, two.document], lambda document: facts[document.id]) is asked


def test_an_answer_about_somebody_else_is_not_given(assistant_over: Callable[..., Any]) -> None:
    assistant = assistant_over(
        talks="River talks\n\nTarn Echo\n3 May 2024\n\nAda Roth was chosen on Monday. The mediator will meet both "
        "sides.\n",
        bank="Bank loses its head\n\nReach Post\n6 May 2024\n\nPer Holt resigned on Friday after nine years.\n",
    )
    told = assistant.ask("When did the mediator resign?")
    assert told.abstained
    assert told.notes == ("“the mediator” is taken to be Ada Roth",)
