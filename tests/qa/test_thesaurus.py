"""Words of one sense meet, in all their forms; words of the contrary sense cross."""

from __future__ import annotations

import pytest

from qa.thesaurus import is_past, kin_of, with_particle
from qa.words import stems


@pytest.mark.parametrize(
    ("asked", "question", "text"),
    [
        ("sank", "When was the barge sank?", "The barge sinks slowly."),
        ("struck", "When was the permit struck down?", "A judge annulled the permit."),
        ("calling", "How many cars is the maker calling back?", "The maker will recall 900 cars."),
        ("sacked", "Who was sacked?", "The board dismissed its coach."),
        ("say", "Did the mayor say sorry to the weavers?", "The mayor apologized to the weavers."),
        ("spend", "How long will he spend behind bars?", "He was sentenced to nine years."),
        ("get", "When did she get out of jail?", "She was released in May."),
        ("scanned", "How many were scanned?", "The scanner was used on 40 sheep."),
        ("linked", "Was the fire linked to the strike?", "It was not connected with the strike."),
        ("founder", "Who is the founder?", "It was founded by a baker."),
    ],
)
def test_words_of_one_sense_meet(asked: str, question: str, text: str) -> None:
    assert kin_of(asked, question).meets(stems(text))


def test_a_verb_with_its_particle_is_taken_in_that_sense_alone() -> None:
    assert not kin_of("struck", "When was the permit struck down?").meets(stems("Workers walked out in a stoppage."))
    assert kin_of("strike", "When did the dockers strike?").meets(stems("The stoppage lasts."))


@pytest.mark.parametrize(
    ("asked", "text"),
    [("rejected", "She accepted the verdict."), ("guilty", "He was acquitted."), ("opened", "The pool was closed.")],
)
def test_words_of_contrary_sense_cross_and_do_not_meet(asked: str, text: str) -> None:
    kin = kin_of(asked)
    assert kin.opposite.meets(stems(text))
    assert not kin.meets(stems(text))


def test_a_word_of_two_senses_does_not_join_them() -> None:
    assert kin_of("fall").meets(stems("Shares sank."))
    assert kin_of("sink").meets(stems("The ferry capsized."))
    assert not kin_of("sink").meets(stems("The ferry lost power."))
    assert kin_of("killed").meets(stems("The storm claimed nine lives."))
    assert not kin_of("dead").meets(stems("The village lost its ferry."))


def test_unknown_words_meet_only_themselves() -> None:
    kin = kin_of("Brindlemoor")
    assert kin.meets(stems("Brindlemoor is a village."))
    assert not kin.meets(stems("It is a village."))


def test_past_forms_are_known_by_ending_or_by_the_list() -> None:
    assert is_past("sank")
    assert is_past("dismissed")
    assert not is_past("sink")
    assert not is_past("leaves")


def test_a_preposition_makes_another_verb_only_right_behind_it() -> None:
    assert with_particle("call", "Who will call for a strike?")
    assert with_particle("call", "Who will call the strike off for good?", close=False)
    assert not any("for" in entry for entry in with_particle("call", "Who will call the mayor for help?"))


def test_a_verb_with_its_particle_is_told_by_the_noun_of_both() -> None:
    assert kin_of("splash", "When will it splash down?").meets(stems("Splashdown is due on Friday."))
