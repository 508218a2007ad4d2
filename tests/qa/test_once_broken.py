"""Answers that were once wrong, each held by the shortest text that shows it."""

from datetime import date

import pytest

from qa.attribute import actors_meant
from qa.extract import shorts
from qa.otherwise import of_another_time
from qa.question_filters import filters_in
from qa.words import keys

DAY = date(2023, 3, 15)


def first(scene, question, asked, text, at=""):
    made = scene(text, published=DAY)
    return [s.text for s in shorts(question(asked), made.evidence(at), made.facts)]


@pytest.mark.parametrize(
    "text",
    [
        "What happened between 3 March 2023 and 9 March 2023?",
        "What happened from 3 March 2023 to 9 March 2023?",
        "What did he say between March 2023 and May 2023?",
    ],
)
def test_between_bounds_both_ends(text):
    found, *_ = filters_in(text, sources=(), today=None)
    assert found.event_after in {date(2023, 3, 3), date(2023, 3, 1)}, found


def test_decimal_is_not_whole():
    assert keys("4.5 million") != keys("45 million")


def test_the_turkey():
    assert "country:Turkey" not in keys("the turkey was roasted")


def test_dateline_with_place_in_small_letters(scene, question):
    assert (
        first(scene, question, "When was the ferry sold?", "Paris, 15 March (Wire) - The ferry was sold to a rival.")
        == []
    )


def test_dateline_of_unknown_city(scene, question):
    assert (
        first(scene, question, "Who sold the ferry?", "HARLOW, 15 March (Wire) - The ferry was sold to a rival.") == []
    )


def test_dateline_new_york(scene, question):
    assert (
        first(scene, question, "Who closed the case?", "NEW YORK, 15 March (Wire) - The case was closed at noon.") == []
    )


def test_which_country_wants_a_country(scene, question):
    assert (
        first(scene, question, "Which country did the envoy fly to?", "The envoy flew from Lyon to Chile.")[0]
        == "Chile"
    )


@pytest.mark.parametrize("written", ["$3bn", "£2.5m", "10m", "5km"])
def test_short_units(scene, question, written):
    assert first(scene, question, "How much was shipped?", f"They shipped {written} at once.") == [written]


def test_a_role_with_of_means_its_holder(scene, question):
    made = scene("“It must be shut,” said Leo Ruiz, the mayor of Selby.")
    assert actors_meant(made.facts, question("What did the mayor of Selby demand?"))[0].name == "Leo Ruiz"


def test_of_two_people_of_one_surname_the_one_asked_about_speaks(scene, question):
    made = scene("Ana Ruiz called the pier a danger to all. Leo Ruiz said that the pier was as safe as any.")
    assert actors_meant(made.facts, question("What did Leo Ruiz say about the pier?"))[0].name == "Leo Ruiz"


@pytest.mark.parametrize(
    "asked",
    ["Who resigned on Monday?", "What did the mayor say on 3 March?", "Who left in May?", "who spoke in late August"],
)
def test_weekdays_and_months_are_no_names_that_evidence_must_have(question, asked):
    """A report of 3 March says "on Friday": it lacks "march", a name key, and the answer is `not_stated`."""
    assert question(asked).name_keys == frozenset()


def test_a_footnote_is_no_count(scene, question):
    assert first(scene, question, "How many cracks are in the wall?", "The animal turned back with the tide.[7]") == []


@pytest.mark.parametrize(
    ("asked", "outlet", "named"),
    [
        ("Did the train arrive in time?", "Time", False),
        ("what lay in the sun on Friday", "The Sun", False),
        ("What did Time report on tolls?", "Time", True),
        ("According to the Sun, who left?", "The Sun", True),
        ("what did gulf wire say", "Gulf Wire", True),
    ],
)
def test_an_outlet_called_like_an_ordinary_word_is_named_with_a_capital(asked, outlet, named):
    assert filters_in(asked, sources={outlet}, today=None)[0].sources == ((outlet,) if named else ())


@pytest.mark.parametrize(
    ("asked", "after", "before"),
    [
        ("reports from March 2023 on tolls", date(2023, 3, 1), date(2023, 3, 31)),
        ("articles from March 2023 onwards", date(2023, 3, 1), None),
        ("coverage from March 2023 on", date(2023, 3, 1), None),
        ("news from 3 March 2023 to 9 March 2023", date(2023, 3, 3), date(2023, 3, 9)),
    ],
)
def test_reports_from_a_month_are_of_that_month(asked, after, before):
    found, *_ = filters_in(asked, sources=(), today=None)
    assert (found.after, found.before) == (after, before)


def test_a_trade_behind_a_name_is_a_role_and_a_verb_is_none(scene):
    made = scene("“It must be shut,” said Leo Ruiz, the harbour master of Selby. Liv Moen, told the mayor, left.")
    assert {a.name: [r.text for r in a.roles] for a in made.facts.actors if a.kind == "person"} == {
        "Leo Ruiz": ["harbour master of Selby"],
        "Liv Moen": [],
    }


@pytest.mark.parametrize(
    ("asked", "text", "best"),
    [
        (  # when it was announced is not when it was done
            "When did the trust buy the quarry?",
            "The trust announced Tuesday that it had bought the quarry on 2 February.",
            "2 February",
        ),
        (  # a dateline's city is where the report was filed
            "Where did Ada Lund drown?",
            "HOLM, March 3 (Wire) — Ada Lund drowned in Lake Orre, police said.",
            "Lake Orre",
        ),
        (  # whoever is asked for by kin may have the name that the question has
            "Who is Ada Lund's brother?",
            "Ada Lund's brother, Piet Lund, runs the mill.",
            "Piet Lund",
        ),
        (  # the name stands in the sentence behind “a woman”
            "Who was arrested in Holm?",
            "Police in Holm arrested a woman after the fire.\n\nEda Moss, 31, faces two charges of arson.",
            "Eda Moss",
        ),
    ],
)
def test_the_value_that_is_asked_for_stands_first(scene, question, asked, text, best):
    found = first(scene, question, asked, text)
    assert found, asked
    assert found[0].startswith(best)


def test_what_is_counted_apart_from_the_thing_asked_is_no_count_of_it(scene, question):
    text = "Wolves killed 40 sheep in the valley."
    assert first(scene, question, "How many wolves are in the valley?", text) == []
    assert first(scene, question, "How many sheep did the wolves kill?", text)[0].startswith("40")


def test_the_year_of_an_event_s_name_is_no_bound_of_the_search():
    for text in ("Who won the Harbour Cup of 2022?", "When does the Holm Open 2022 start?"):
        assert not filters_in(text, sources=(), today=None)[0].any
    assert filters_in("Who was mayor of Holm in 2022?", sources=(), today=None)[0].any


def test_a_month_with_its_year_tells_the_time_that_is_asked_about(scene, question):
    asked = question("Where was the blast that killed nine miners in March 2023?")
    other = scene("Only last month nine miners were killed in a blast at Holm.", published=DAY)
    same = scene("A blast at Orre killed nine miners on Monday.", published=DAY)
    assert of_another_time(asked, other.evidence(""), other.facts)
    assert not of_another_time(asked, same.evidence(""), same.facts)
