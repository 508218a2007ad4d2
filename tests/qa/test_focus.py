"""Evidence from what a conversation is about comes first, and what was told is not told again."""

from __future__ import annotations

from dataclasses import replace

from qa.focus import by_source, in_focus
from tests.qa.lines import Asked, Scenes


def test_of_two_alike_the_document_spoken_of_comes_first(scene: Scenes, question: Asked) -> None:
    one, other = (
        scene("The quay was closed on Monday by the guards."),
        scene("The quay was closed on Friday by the crew."),
    )
    evidence = [one.evidence("quay"), other.evidence("quay")]
    asked = question("when was the quay closed?")
    assert in_focus(asked, evidence) == evidence
    spoken_of = in_focus(replace(asked, focus=(other.document.id,)), evidence)
    assert [item.hit.document.id for item in spoken_of] == [other.document.id, one.document.id]


def test_what_was_told_is_left_out_where_more_is_asked_for(scene: Scenes, question: Asked) -> None:
    told = scene("Ada Brandt left the board in May. Tom Reyes left the board in June.")
    evidence = [told.evidence("Ada Brandt"), told.evidence("Tom Reyes")]
    asked = replace(question("Who else left the board?"), told=((told.document.id, 0),))
    assert [item.text for item in in_focus(asked, evidence)] == ["Tom Reyes left the board in June."]


def test_a_sentence_of_what_was_asked_before_yields_to_one_of_what_took_its_place(
    scene: Scenes, question: Asked
) -> None:
    there = scene("About 3,000 nurses went on strike in Oslo on Monday. In Bergen 400 joined.")
    evidence = [there.evidence("Oslo", score=2.0), there.evidence("Bergen", score=1.5)]
    asked = replace(question("How many nurses went on strike in Bergen?"), swapped=("Oslo", "Bergen"))
    assert in_focus(asked, evidence)[0].text == "In Bergen 400 joined."


def test_whom_a_question_appeals_to_has_to_stand_near(scene: Scenes, question: Asked) -> None:
    there = scene("The union counted 90 boats in the bay. According to the police there were 40.")
    union = there.evidence("union", lacking=frozenset({"polic"}))
    police = there.evidence("police")
    assert by_source(question("How many boats were there according to the police?"), [union, police]) == [police]
    assert by_source(question("How many boats were there?"), [union, police]) == [union, police]


def test_when_was_that_is_asked_of_the_very_sentence_that_answered(scene: Scenes, question: Asked) -> None:
    there = scene("The crew left from Oxmere on 9 May. A guard of the crew has until 2 June to leave.")
    evidence = [there.evidence("guard", score=1.0), there.evidence("Oxmere", score=0.5)]
    asked = replace(question("When did the crew leave?"), told=((there.document.id, 0),), same=True)
    assert "Oxmere" in in_focus(asked, evidence)[0].text


def test_what_answered_for_another_does_not_answer_for_a_newcomer(scene: Scenes, question: Asked) -> None:
    there = scene("Ada Roth will be away for ten days. Tom Reyes will be away, too.")
    evidence = [there.evidence("Roth"), there.evidence("Reyes")]
    asked = replace(
        question("How long will Tom Reyes be away?"), told=((there.document.id, 0),), swapped=("Ada Roth", "Tom Reyes")
    )
    assert [item.text for item in in_focus(asked, evidence)] == ["Tom Reyes will be away, too."]


def test_a_report_that_nowhere_names_what_is_spoken_of_comes_last(scene: Scenes, question: Asked) -> None:
    here, there = scene("Varnhem burned. Some were taken to Lund."), scene("In Selby some were taken to Tarn.")
    evidence = [there.evidence("taken", score=1.5), here.evidence("taken", score=1.2)]
    asked = replace(question("Where were they taken?"), context=("injured", "Varnhem"), focus=(here.document.id,))
    assert [item.hit.document.id for item in in_focus(asked, evidence)] == [here.document.id, there.document.id]
