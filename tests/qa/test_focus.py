"""Evidence from what a conversation is about comes first, and what was told is not told again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from qa.focus import in_focus
from qa.records import Question


def test_of_two_alike_the_document_spoken_of_comes_first(
    scene: Callable[..., Any], question: Callable[[str], Question]
) -> None:
    one, other = (
        scene("The quay was closed on Monday by the guards."),
        scene("The quay was closed on Friday by the crew."),
    )
    evidence = [one.evidence("quay"), other.evidence("quay")]
    asked = question("when was the quay closed?")
    assert in_focus(asked, evidence) == evidence
    spoken_of = in_focus(replace(asked, focus=(other.document.id,)), evidence)
    assert [item.hit.document.id for item in spoken_of] == [other.document.id, one.document.id]


def test_what_was_told_is_left_out_where_more_is_asked_for(
    scene: Callable[..., Any], question: Callable[[str], Question]
) -> None:
    told = scene("Ada Brandt left the board in May. Tom Reyes left the board in June.")
    evidence = [told.evidence("Ada Brandt"), told.evidence("Tom Reyes")]
    asked = replace(question("Who else left the board?"), told=((told.document.id, 0),))
    assert [item.text for item in in_focus(asked, evidence)] == ["Tom Reyes left the board in June."]
