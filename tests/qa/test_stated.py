"""What is near a question is not yet its answer: reasons, ages, money, days to come, and whom it is about."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import shorts
from qa.short import Short
from qa.stated import of_its_kind
from qa.verb import verb_of
from tests.qa.lines import Ask, Asked, Scenes

DAY = date(2023, 3, 15)


@pytest.mark.parametrize(
    ("asked", "report", "words"),
    [
        ("Why did Rosa Lind resign?", "Rosa Lind resigned as head of the mill on Friday.", "Rosa"),
        ("What caused the fire at the mill?", "The clerk looks into the fire at the mill, according to Lind.", "fire"),
        ("Why was Rosa Lind dismissed?", "Rosa Lind was dismissed. The mill did not say why.", "dismissed"),
        ("How old is Rosa Lind?", "Rosa Lind has worked at the mill for 26 years.", "Rosa"),
        ("How much did the mill pay for the quota?", "The mill bought a quota of 2,050 tonnes.", "quota"),
        ("What percentage of the mill burnt down?", "In the mill 400 square metres burnt down.", "400"),
        ("When will the mill open again?", "The mill was shut in 1974.", "shut"),
        ("When will the mill's film be shown?", "Pictures of the mill's film appeared on Wednesday.", "film"),
        ("Who is the owner of the mill?", "The mill was sold by Otto Brandt. It is unclear who the owner is.", "Otto"),
        ("What salary does the mayor get?", "The mayor gets up at five. It is dark. The clerk has a salary.", "five"),
    ],
)
def test_what_is_near_a_question_is_refused(answered_by: Ask, asked: str, report: str, words: str) -> None:
    assert answered_by(asked, report, words).reason == "not_stated"


@pytest.mark.parametrize(
    ("asked", "report", "words", "told"),
    [
        ("Why did Rosa Lind resign?", "Rosa Lind resigned after a fire at the mill.", "Rosa", "after a fire"),
        ("Why did Rosa Lind resign?", "Rosa Lind resigned on Friday. She blamed the fire.", "Rosa", "resigned"),
        ("How old is Rosa Lind?", "Rosa Lind, 61, runs the mill.", "Rosa", "61"),
        ("How much did the mill pay for the quota?", "The mill paid 900 crowns for the quota.", "quota", "900 crowns"),
        ("What share of the mill burnt down?", "Some two thirds of the mill burnt down.", "burnt", "two thirds"),
        ("What share of the mills burnt down?", "Of the mills 40 per cent burnt down.", "burnt", "40 per cent"),
        ("When will the mill open again?", "The mill will open on 3 May 2023.", "open", "3 May 2023"),
        ("What salary does the mayor get?", "The mayor has a salary of 900 crowns.", "salary", "900 crowns"),
        (
            "Which River League club admitted it had cheated?",
            "Holm Rovers play in the River League. They are second. Holm Rovers said on Friday that they had cheated.",
            "Holm Rovers said",
            "Holm Rovers",
        ),
        ("During what period did the mill thrive?", "The mill thrived in the late 1970s.", "thrived", "late 1970s"),
    ],
)
def test_what_is_of_the_kind_asked_for_is_answered(
    answered_by: Ask, asked: str, report: str, words: str, told: str
) -> None:
    assert told in answered_by(asked, report, words).text


@pytest.mark.parametrize(
    ("asked", "report"),
    [
        ("Who designed the mill?", "Rosa Lind opened the mill on 3 May 2022."),
        ("When did Rosa Lind buy the mill?", "Rosa Lind opened the mill on 3 May 2022."),
        ("Where was Rosa Lind born?", "Rosa Lind opened the mill in Oslo on 3 May 2022."),
    ],
)
def test_another_deed_is_no_answer_unless_the_reader_is_sure(answered_by: Ask, asked: str, report: str) -> None:
    gone = frozenset({"design", "buy", "born"})
    assert answered_by(asked, report, "Rosa", reading=-5.0, lacking=gone).reason == "not_stated"
    sure = answered_by(asked, report, "Rosa", reading=9.0, lacking=gone)
    assert sure.abstained == asked.startswith("When")  # a day is a day of something: no reader is that sure


@pytest.mark.parametrize(
    ("asked", "verb"),
    [
        ("Who built the canal?", "built"),
        ("When was Idris Holt born?", "born"),
        ("How much does the union charge its members?", "charge"),
        ("On which day did Lund and Holt meet in Oslo?", "meet"),
        ("which official dodged the question", "dodged"),
        ("When did Lund say that the quay was sold?", "say"),
    ],
)
def test_a_question_turns_on_its_verb(asked: str, verb: str) -> None:
    assert verb_of(asked) == verb


def test_a_day_of_somebody_else_is_no_answer(answered_by: Ask) -> None:
    report = "Per Holt left on 3 May 2022. He sold his boat.\n\nIt rained for days.\n\nRosa Lind stayed in the village."
    assert answered_by("When did Rosa Lind leave?", report, "3 May").reason == "not_stated"


def test_words_on_another_subject_are_no_position(answered_by: Ask) -> None:
    report = "Rosa Lind said that the mill would stay."
    told = answered_by(
        "What did Rosa Lind say about steel?", report, "mill", lacking=frozenset({"steel"}), similarity=0.3
    )
    assert told.reason == "not_stated"
    assert "would stay" in answered_by("What did Rosa Lind say about the mill?", report, "mill").text


def test_what_was_earlier_this_month_is_no_day_to_come(question: Asked, scene: Scenes) -> None:
    made = scene("The assembly passed the bill earlier this month.", published=date(2024, 5, 17))
    item, asked = made.evidence("bill"), question("When will the assembly pass the bill?")
    assert not any(of_its_kind(asked, item, short) for short in shorts(asked, item, made.facts))


def test_a_whole_name_behind_a_name_of_the_question_is_no_part_of_it(question: Asked, scene: Scenes) -> None:
    text = "Rovers Ada Lund was best."
    item, asked = scene(text).evidence("best"), question("Who was best of the Rovers?")
    told = [of_its_kind(asked, item, Short(7, end, text[7:end], 1.0)) for end in (10, 15)]
    assert told == [False, True]


def test_how_long_a_thing_grows_is_a_length(question: Asked, scene: Scenes) -> None:
    made, asked = scene("It took the island 10 years to be rid of the snails."), question("How long can snails grow?")
    item = made.evidence("snails")
    assert not any(of_its_kind(asked, item, short) for short in shorts(asked, item, made.facts))
