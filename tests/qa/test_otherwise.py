"""A sentence with nearly all words of a question may tell of another time, body, member of a series or person."""

from __future__ import annotations

from datetime import date

import pytest

from qa.otherwise import (
    of_another_body,
    of_another_in_series,
    of_another_person,
    of_another_side,
    of_another_time,
    of_one_who_left,
    of_the_day_of_another_thing,
    said_by_another,
)
from tests.qa.lines import Asked, Scenes

DAY = date(2023, 8, 15)


@pytest.mark.parametrize(
    ("asked", "report", "other"),
    [
        ("How much did the choir raise in July?", "The choir has raised 9,000 crowns through the end of June.", True),
        ("How much did the choir raise in June?", "The choir has raised 9,000 crowns through the end of June.", False),
        ("How many boats must be electric by 2040?", "By 2030, 60 boats have to be electric.", True),
        ("How many boats must be electric by 2030?", "By 2030, 60 boats have to be electric.", False),
        ("How many boats sank in 2021?", "Two boats sank.", True),
        ("How many boats sank in 2021?", "Two boats sank. It was worse than 2021 had been.", False),
        ("How many boats sank in 2022?", "Two boats sank last year.", False),
        ("How many boats sank on Monday?", "Two boats sank by noon on Sunday.", True),
        ("How many boats sank on Sunday?", "Two boats sank by noon on Sunday.", False),
    ],
)
def test_years_and_months_have_to_agree_where_both_name_them(
    question: Asked, scene: Scenes, asked: str, report: str, other: bool
) -> None:
    told = scene(report, published=DAY)
    assert of_another_time(question(asked), told.evidence(report.split(maxsplit=1)[0]), told.facts) == other


@pytest.mark.parametrize(
    ("asked", "report", "other"),
    [
        ("When did the full council vote on the quay?", "A council committee voted on the quay on Friday.", True),
        ("When did the full council vote on the quay?", "The full council voted on the quay on Friday.", False),
        ("When did the committee vote on the quay?", "The full council voted on the quay on Friday.", False),
        ("When did the council committee vote on the quay?", "The full council voted on the quay on Friday.", True),
        ("When did the FSB vote on it?", "A Ferry Safety Board advisory panel voted on Friday.", True),
        ("When did the Ferry Board vote on it?", "The Ferry Board's safety committee voted on Friday.", True),
        ("When did the Ferry Board vote on it?", "The Ferry Board voted on Friday, as its committee had.", False),
        ("When did the Ferry Board panel vote on it?", "A Ferry Board panel voted on Friday.", False),
    ],
)
def test_what_a_part_did_the_whole_did_not(
    question: Asked, scene: Scenes, asked: str, report: str, other: bool
) -> None:
    assert of_another_body(question(asked), scene(report).evidence("voted")) == other


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("Who played at the mayor's first ball?", True),
        ("Who played at the mayor's last ball?", False),
        ("Who played at the ball?", False),
    ],
)
def test_the_last_of_a_series_is_not_the_first(question: Asked, scene: Scenes, asked: str, other: bool) -> None:
    told = scene("On Friday the mayor gave her last ball. The harbour band played.")
    assert of_another_in_series(question(asked), told.evidence("band"), told.facts) == other


def test_he_is_not_whoever_is_asked_about(question: Asked, scene: Scenes) -> None:
    told = scene(
        "Otto Brandt met the minister on Monday. He spoke for an hour.\n\nIt rained.\n\nRosa Lind was away that day."
    )
    he = told.evidence("He spoke")
    assert of_another_person(question("How long did Rosa Lind speak?"), he, told.facts)
    assert not of_another_person(question("How long did Otto Brandt speak?"), he, told.facts)


def test_words_are_of_the_one_asked_about(question: Asked, scene: Scenes) -> None:
    told = scene("Otto Brandt said that the mill would close.\n\nIt rained.\n\nRosa Lind was away that day.")
    words = told.evidence("mill")
    assert said_by_another(question("What did Rosa Lind say about the mill?"), words, told.facts)
    assert not said_by_another(question("What did Otto Brandt say about the mill?"), words, told.facts)
    assert not said_by_another(question("What did the miller say about the mill?"), words, told.facts)


def test_what_is_said_to_somebody_is_not_their_response(question: Asked, scene: Scenes) -> None:
    told = scene("Fifty millers wrote a letter on Monday and told Rosa Lind that they would not work.")
    asked = question("How did Rosa Lind respond to the letter of the millers?")
    assert said_by_another(asked, told.evidence("letter", suits=0.2, reading=0.9), told.facts)
    assert not said_by_another(asked, told.evidence("letter", suits=1.0, reading=0.9), told.facts)


@pytest.mark.parametrize(
    ("asked", "report", "left"),
    [
        ("Who is the new warden?", "Otto Brandt, who served as warden until May, spoke first.", True),
        ("Who is the new warden?", "Rosa Lind will follow Otto Brandt, the former warden.", False),
        ("Who was warden?", "Otto Brandt, who served as warden until May, spoke first.", False),
    ],
)
def test_who_left_an_office_is_not_its_new_holder(
    question: Asked, scene: Scenes, asked: str, report: str, left: bool
) -> None:
    assert of_one_who_left(question(asked), scene(report).evidence("Otto")) == left


def test_the_day_of_a_match_is_not_the_day_of_something_else(question: Asked, scene: Scenes) -> None:
    told = scene("The club, founded by Otto Brandt, plays in Friday's match.", published=DAY)
    club = told.evidence("club")
    assert of_the_day_of_another_thing(question("When was the club founded?"), club, told.facts)
    assert not of_the_day_of_another_thing(question("When is the match?"), club, told.facts)


@pytest.mark.parametrize(
    ("report", "other"),
    [
        ("The union, which questioned the 2021 candidates, has 90 members.", True),
        ("The union, which began in 2021, has 90 members.", False),
        ("The union dates from a 2021 strike.", True),
    ],
)
def test_the_year_of_a_thing_is_not_the_year_of_something_else(
    question: Asked, scene: Scenes, report: str, other: bool
) -> None:
    told = scene(report, published=DAY)
    asked = question("When was the union founded?")
    assert of_the_day_of_another_thing(asked, told.evidence("union"), told.facts) == other


@pytest.mark.parametrize(
    ("report", "other"),
    [
        ("She has scored nine goals for Oxmere.", True),
        ("She has scored nine goals for Holm.", False),
        ("She has scored nine goals for the club since she left Oxmere.", False),
        ("She scored nine goals, but not for Oxmere.", False),
    ],
)
def test_goals_for_one_side_are_none_for_another(question: Asked, scene: Scenes, report: str, other: bool) -> None:
    told = scene(report, published=DAY)
    asked = question("How many goals did Rosa Lind score for Holm?")
    assert of_another_side(asked, told.evidence("goals"), told.facts) == other


@pytest.mark.parametrize(("asked", "other"), [("When was Unit 3 built?", True), ("When was Unit 4 built?", False)])
def test_a_number_that_is_part_of_a_name_has_to_agree(question: Asked, scene: Scenes, asked: str, other: bool) -> None:
    told = scene("The firm built Unit 4 in 1968.")
    assert of_another_in_series(question(asked), told.evidence("firm"), told.facts) == other
