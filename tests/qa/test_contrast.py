"""A comparison is taken apart into the questions whose answers are set side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qa.contrast import contrast_of, either_of
from qa.kinds import kind_of
from tests.qa.lines import Asked


@pytest.mark.parametrize(
    ("asked", "how", "parts"),
    [
        (
            "Who was appointed earlier, Ada Holm or Tom Reyes?",
            "order",
            ("When was Ada Holm appointed?", "When was Tom Reyes appointed?"),
        ),
        ("Which came first: the strike or the fire?", "order", ("When was the strike?", "When was the fire?")),
        (
            "Which town shut its pool first, Selby or Oxmere?",
            "order",
            ("When did Selby shut its pool?", "When did Oxmere shut its pool?"),
        ),
        ("the flood or the fire: which came first?", "order", ("When was the flood?", "When was the fire?")),
        (
            "Which came first, Lund's offer or that of Roth?",
            "order",
            ("When was Lund's offer?", "When was the offer of Roth?"),
        ),
        (
            "Who paid more for the barn, Lund or Roth?",
            "amount",
            ("How much had Lund paid for the barn?", "How much had Roth paid for the barn?"),
        ),
        ("Who is older, Ada Holm or Tom Reyes?", "amount", ("How old is Ada Holm?", "How old is Tom Reyes?")),
        (
            "Did the port load more coal than grain?",
            "amount",
            ("How much coal did the port load?", None),
        ),
        (
            "Which is larger, the number of new trams or of old buses?",
            "amount",
            ("How many new trams?", "How many old buses?"),
        ),
        ("Do the reports agree on how many boats sank?", "sources", ("how many boats sank?",)),
        ("How many boats sank, according to the different reports?", "sources", ("How many boats sank?",)),
        ("Which outlet gives the higher number of marchers?", "sources", ("How many marchers?",)),
    ],
)
def test_parts(question: Asked, asked: str, how: str, parts: tuple[str | None, ...]) -> None:
    contrast = contrast_of(question(asked))
    assert contrast is not None
    assert contrast.how == how
    for part, wanted in zip(contrast.parts, parts, strict=True):
        assert wanted is None or part.text == wanted
        assert part.kind in {"date", "number"}


def test_to_compare_what_two_said_is_asked_of_either(question: Asked) -> None:
    contrast = contrast_of(question("Compare what Ada Holm and Tom Reyes said about the weir."))
    assert contrast is not None
    assert contrast.how == "voices"
    assert [part.text for part in contrast.parts] == [
        "What did Ada Holm say about the weir?",
        "What did Tom Reyes say about the weir?",
    ]


@pytest.mark.parametrize("asked", ["Compare the two reports.", "How do Ada Holm and Tom Reyes differ?"])
def test_what_is_told_by_words_is_not_taken_apart(question: Asked, asked: str) -> None:
    assert contrast_of(question(asked)) is None


@pytest.mark.parametrize(
    ("asked", "first"), [("Which came first, the fire or the flood?", True), ("Who came later, Lund or Roth?", False)]
)
def test_the_word_that_compares_tells_which_stands_first(question: Asked, asked: str, first: bool) -> None:
    contrast = contrast_of(question(asked))
    assert contrast is not None
    assert contrast.least_first is first


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("Who was appointed earlier, Ada Holm or Tom Reyes?", "compare"),
        ("Which outlet gives the higher figure for the losses?", "compare"),
        ("the flood or the fire: which came first?", "compare"),
        ("Who came first in the race?", "actor"),
        ("Who gave the money?", "actor"),
    ],
)
def test_kinds(asked: str, kind: str) -> None:
    assert kind_of(asked) == kind


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("Who called the plan a farce, Lund or the Roth union?", "Who called the plan a farce?"),
        ("Who called the plan a farce, Ada Lund or Per Roth?", "Who called the plan a farce?"),
        ("Who wants to go on: Lund or Roth?", "Who wants to go on?"),
        ("Who paid Lund or Roth?", None),
    ],
)
def test_one_of_two_who_are_named_is_asked_for(question: Asked, asked: str, plain: str | None) -> None:
    found = either_of(question(asked))
    assert (found[0].text if found else None) == plain
    assert found is None or {"lund", "roth"} <= found[1]


def test_whoever_is_named_beside_the_two_is_not_the_answer(assistant_over: Callable[..., Any]) -> None:
    assistant = assistant_over(
        talks="Dam talks fail\n\nVale Echo\n3 May 2024\n\nOn Monday envoy Una Moen called the dam a blessing. "
        "Minister Ada Lund called the dam plan a farce. Per Roth, the mayor, thanked envoy Una Moen.\n"
    )
    told = assistant.ask("Who called the dam plan a farce, Ada Lund or Per Roth?")
    assert told.claims[0].short.startswith("Ada Lund")
    assert len(told.claims) == 1
