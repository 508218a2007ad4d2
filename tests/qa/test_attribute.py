"""Who stands behind a sentence, and whom a question means."""

from __future__ import annotations

from typing import Any

import pytest

from qa.attribute import actor_named, actors_meant, speaker_with_role, statement_at
from qa.suit import by_actor
from tests.qa.lines import Asked, Scenes

TEXT = (
    "Judge Ana Ruiz said that the pier was unsafe. “It must be shut,” said Leo Ruiz, the deputy mayor. "
    "The pier opened in May."
)


@pytest.fixture
def court(scene: Scenes) -> Any:
    return scene(TEXT)


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_a_sentence_has_the_speaker_whose_words_it_mostly_is(court: Any) -> None:
    statement = statement_at(court.facts, *at("the pier was unsafe"))
    assert statement is not None
    assert statement.speaker == "Ana Ruiz"
    quoted = statement_at(court.facts, *at("“It must be shut,” said Leo Ruiz"))
    assert quoted is not None
    assert quoted.speaker == "Leo Ruiz"


def test_what_the_reporter_tells_has_no_speaker(court: Any) -> None:
    assert statement_at(court.facts, *at("The pier opened in May.")) is None


def test_a_few_shared_words_make_no_speaker(court: Any) -> None:
    low, _ = at("unsafe. “It must")
    assert statement_at(court.facts, low, len(TEXT)) is None


def test_the_speaker_has_full_name_and_role(court: Any) -> None:
    roles = {speaker_with_role(court.facts, statement) for statement in court.facts.statements}
    assert roles == {"Ana Ruiz (Judge)", "Leo Ruiz (deputy mayor)"}


def test_a_speaker_known_by_no_name_is_called_as_the_text_does(scene: Scenes) -> None:
    made = scene("A spokesman for the union said that the pier was unsafe.")
    [statement] = made.facts.statements
    assert actor_named(made.facts, statement.speaker) is None
    assert speaker_with_role(made.facts, statement) == "A spokesman for the union"


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("What did Ana Ruiz say about the pier?", "Ana Ruiz"),
        ("What did the deputy mayor demand?", "Leo Ruiz"),
    ],
)
def test_a_question_means_a_person_by_name_or_by_role(court: Any, question: Asked, asked: str, first: str) -> None:
    assert actors_meant(court.facts, question(asked))[0].name == first


def test_people_come_before_places_and_in_the_order_of_the_question(scene: Scenes, question: Asked) -> None:
    made = scene("Tom Reyes met Ines Calder in Norway. Calder spoke.")
    meant = actors_meant(made.facts, question("What did Calder say of Norway to Reyes?"))
    assert [actor.name for actor in meant] == ["Ines Calder", "Tom Reyes", "Norway"]


def test_a_role_of_one_word_is_too_little_to_mean_somebody(court: Any, question: Asked) -> None:
    assert actors_meant(court.facts, question("What did the judge say?")) == []


def test_a_question_that_names_nobody_means_nobody(court: Any, question: Asked) -> None:
    assert actors_meant(court.facts, question("When did the ferry sail?")) == []


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("What did the Tarn Echo editor say?", "Ida Moe"),
        ("What did the mayor of Tarn say?", "Per Bo"),
        ("What did Falk's lawyer say?", "Otto Brandt"),
        ("What did Falk's doctor say?", None),
        ("What did Nora Falk say?", "Nora Falk"),
        ("What did Nora Falk say about the mayor of Tarn?", "Nora Falk"),
    ],
)
def test_an_office_is_asked_about_by_whom_or_what_it_serves(
    scene: Scenes, question: Asked, asked: str, first: str | None
) -> None:
    made = scene(
        "Mayor Per Bo met Nora Falk in Tarn. A lawyer for Falk, Otto Brandt, said no. Ida Moe, politics editor of the "
        "Tarn Echo, said yes."
    )
    assert next((one.name for one in actors_meant(made.facts, question(asked)) if one.kind == "person"), None) == first


@pytest.mark.parametrize(
    ("text", "asked", "theirs"),
    [
        (
            "Ada Lund runs. Her campaign spokesman Bo Roth said the pier must stay.",
            "What is Ada Lund's position?",
            True,
        ),
        ("Ada Lund runs. “It must stay,” said Bo Roth, a spokesman for Lund.", "What is Ada Lund's position?", True),
        ("Ada Lund runs. Lund campaign spokesman Bo Roth said it must stay.", "What is Ada Lund's position?", True),
        ("Ada Lund met Cy Moe. Port spokesman Bo Roth said it must stay.", "What is Ada Lund's position?", False),
        ("Ada Lund and Bo Roth said the pier must stay.", "What did Bo Roth say?", True),
        ("Cy Moe slept. Ada Lund and Bo Roth said the pier must stay.", "What did Cy Moe say?", False),
        ("Oxmere said the pier must stay.", "What did Cy Moe say about the Oxmere pier?", False),
        ("Opponents of the change say the pier must stay.", "What do opponents of the pier change say?", True),
        ("The firm says the pier must stay.", "What do opponents of the pier change say?", False),
        (
            "“It stays,” said Bo Roth, a law professor at Holm College.",
            "What did the law professor from Holm say?",
            True,
        ),
    ],
)
def test_words_are_theirs_by_a_spokesman_in_a_series_in_a_group_or_by_office(
    scene: Scenes, question: Asked, text: str, asked: str, theirs: bool
) -> None:
    made = scene(text)
    said = next(word for word in ("must", "stays") if word in text)
    assert by_actor(question(asked), made.evidence(said), made.facts) is theirs
