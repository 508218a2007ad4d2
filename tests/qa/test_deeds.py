"""“Who criticised it?” is answered by everybody of whom a sentence tells it, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qa.deeds import asks_for_all, deed_of, doing, side_asked, takes_side
from qa.doers import doers, is_verb_at, items_of, undergoers
from qa.list_orders import as_question
from tests.qa.lines import Ask, Asked, Scenes, heads


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("The farmers' union criticised the weir.", "criticised", ["The farmers' union"]),
        (
            "The bishop of Tarn, the Bakers' League and the mayor, Ada Roth, have called for a vote.",
            "called",
            ["The bishop of Tarn, the Bakers' League and the mayor, Ada Roth"],
        ),
        ("On Monday, Norway and Chile backed it.", "backed", ["Norway and Chile"]),
        ("Ada Roth, who leads the union, opposes it.", "opposes", ["Ada Roth"]),
        (
            "Among those who had signed were the choir and two painters.",
            "signed",
            ["the choir and two painters"],
        ),
        ("The weir was backed by Norway and Chile in May.", "backed", ["Norway and Chile"]),
        ("Chile has joined the countries that support the weir.", "support", ["Chile"]),
        ("Arden Bank became the third partner to leave.", "leave", ["Arden Bank"]),
        ("Tom Reyes read the plan and condemned it.", "condemned", ["Tom Reyes"]),
        ("The Arden Trust, a body that sued in 2017, condemned it.", "condemned", ["The Arden Trust"]),
        ("The pact, signed into law by Una Moen in May, expired.", "signed", ["Una Moen"]),
        ("The guild signed it, but Arden failed to do so.", "signed", ["The guild"]),
        ("Una Moen opposed it, as did the pilots' union.", "opposed", ["Una Moen", "the pilots' union"]),
        ("Una Moen left in May, a week after Per Holt did the same.", "left", ["Una Moen", "Per Holt"]),
    ],
)
def test_the_subject_of_a_verb_is_found(scene: Scenes, text: str, verb: str, who: list[str]) -> None:
    made = scene(text)
    items = items_of(text, 0, len(text), made.facts)
    place = next(k for k, item in enumerate(items) if item.text == verb)
    assert [text[items[lo].start : items[hi - 1].end] for lo, hi in doers(items, place)] == who


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("Two wardens were held on Monday.", "held", ["Two wardens"]),
        ("Police held Ada Roth and Tom Reyes at a mill in Selby.", "held", ["Ada Roth and Tom Reyes"]),
        ("Tom Reyes, 46, who mended nets, was among those killed.", "killed", ["Tom Reyes"]),
        ("Among those hurt was Una Moen.", "hurt", ["Una Moen"]),
        ("Una Moen, whom police held for a day, sang.", "held", ["Una Moen"]),
        ("A man held in Selby sang.", "held", []),
        ("Una Moen held over theft", "held", ["Una Moen"]),
    ],
)
def test_to_whom_it_was_done_is_found(scene: Scenes, text: str, verb: str, who: list[str]) -> None:
    made = scene(text)
    items = items_of(text, 0, len(text), made.facts)
    place = next(k for k, item in enumerate(items) if item.text == verb)
    assert [text[items[lo].start : items[hi - 1].end] for lo, hi in undergoers(items, place)] == who


def test_all_who_were_held_over_one_thing_are_told_and_none_held_for_another(question: Asked, scene: Scenes) -> None:
    made = scene(
        "Tom Reyes was held over the fire at the mill. Police also held a 17-year-old who had worked there. "
        "A week before, Per Holt was held for theft."
    )
    told = _names(question, "Who was held over the fire at the mill?", made, "Tom", "Police", "week")
    assert told == ["Tom Reyes", "A 17-year-old"]


def test_who_was_named_to_an_office_is_not_who_named_them(compose: Ask, scene: Scenes) -> None:
    made = scene("After a long search Mayor Ada Roth appointed Tom Reyes to the harbour board.")
    assert heads(compose("Who was appointed to the harbour board?", made.evidence("Mayor"))) == ["Tom Reyes"]


def test_a_bare_number_is_nobody_beside_those_who_are_named(compose: Ask, scene: Scenes) -> None:
    made = scene("Three people were held over the fire. Tom Reyes was held over the fire, and so was Per Holt.")
    told = compose("Who was held over the fire?", made.evidence("Three"), made.evidence("Tom"))
    assert heads(told) == ["Tom Reyes; Per Holt"]


def test_who_is_against_it_and_who_goes_on_about_something_else(question: Asked, scene: Scenes) -> None:
    made = scene("The anglers and Una Moen are against the weir. The bakers support it, as does Per Holt.")
    assert _names(question, "Who opposes the weir?", made, "anglers", "bakers") == ["The anglers and Una Moen"]


def test_praise_takes_no_side_against_whatever_it_is_called(question: Asked) -> None:
    side = side_asked(question("Who criticised the weir?"))
    assert side is not None
    assert not takes_side(side, "She praised the weir, calling it a relief.")
    assert takes_side(side, "She praised the wardens and called the weir a disgrace.")


@pytest.mark.parametrize(
    ("text", "verb"),
    [("The House vote came late.", False), ("The unions vote late.", True), ("Ada and Bo vote.", True)],
)
def test_a_noun_behind_a_noun_is_no_verb_of_its(scene: Scenes, text: str, verb: bool) -> None:
    items = items_of(text, 0, len(text), scene(text).facts)
    assert is_verb_at(items, next(k for k, item in enumerate(items) if item.text == "vote")) == verb


def test_a_noun_is_no_verb(scene: Scenes) -> None:
    text = "The attack on the plan came from the union."
    items = items_of(text, 0, len(text), scene(text).facts)
    assert not is_verb_at(items, 1)


def _names(question: Any, asked: str, made: Any, *words: str) -> list[str]:
    found = doing(question(asked), [made.evidence(one) for one in words], lambda _: made.facts)
    return [name.partition(" (")[0] for _, names in found for name in names]


def test_who_only_might_or_did_not_is_left_out(question: Asked, scene: Scenes) -> None:
    made = scene(
        "Una Moen criticised the weir. Per Holt refused to criticise the weir. "
        "Ada Roth, who had been expected to criticise the weir, praised it. Tom Reyes criticised the harbour."
    )
    assert _names(question, "Who criticised the weir?", made, "Moen", "Holt", "Roth", "Reyes") == ["Una Moen"]


def test_it_and_the_plan_mean_what_the_sentence_beside_names(question: Asked, scene: Scenes) -> None:
    made = scene("The town wants a new weir. The chamber of trade backs it. The choir applauds the singers.")
    assert _names(question, "Who backs the weir?", made, "chamber", "choir") == ["The chamber of trade"]


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("Who criticised the weir?", ["Una Moen"]),
        ("Who praised the weir?", ["Ada Roth"]),
        ("Who supports the weir?", ["Ada Roth", "Per Holt"]),
    ],
)
def test_who_calls_it_good_or_bad_or_would_vote_for_it(
    question: Asked, scene: Scenes, asked: str, who: list[str]
) -> None:
    made = scene(
        "Una Moen called the weir “an insult to the river”. Ada Roth described the weir as “a triumph”. "
        "Per Holt said he would vote for the weir. Tom Reyes called for the weir to be seen by everybody. "
        "Ida Lund, who had been expected to support the weir, left."
    )
    assert _names(question, asked, made, "Moen", "Roth", "Holt", "Reyes", "Lund") == who


def test_another_thing_in_the_same_report_is_not_it(question: Asked, scene: Scenes) -> None:
    made = scene("The strike is over. Ada Roth criticised the deal as too dear.", title="The strike is over")
    assert _names(question, "Who criticised the strike?", made, "Roth") == []


def test_what_is_done_to_somebody_is_not_done_to_all_that_is_theirs(question: Asked, scene: Scenes) -> None:
    made = scene("Ada Roth criticised the mayor.")
    assert _names(question, "Who criticised the mayor's old straw hat?", made, "Roth") == []
    assert _names(question, "Who criticised the mayor?", made, "Roth") == ["Ada Roth"]


def test_a_group_that_a_sentence_names_is_told_by_its_names(question: Asked, scene: Scenes) -> None:
    made = scene("Three critics of the port were held on Monday, including Ada Roth and the singer Tom Reyes.")
    assert _names(question, "Who was held on Monday?", made, "critics") == ["Ada Roth", "Tom Reyes"]


def test_so_did_goes_on_in_the_next_sentence(question: Asked, scene: Scenes) -> None:
    made = scene("Minister Ada Roth criticised the museum. The insurer Arden did so too. Una Moen was silent.")
    assert _names(question, "Who criticised the museum?", made, "Roth") == ["Ada Roth", "The insurer Arden"]


def test_what_is_called_for_has_to_be_the_thing_asked(question: Asked, scene: Scenes) -> None:
    made = scene("Una Moen called for a vote on the weir. Per Holt called for a boycott of the weir.")
    assert _names(question, "Who called for a vote on the weir?", made, "Moen", "Holt") == ["Una Moen"]


def test_what_is_somebodys_is_called_for_by_its_own_name(question: Asked, scene: Scenes) -> None:
    made = scene("The bakers' guild and Una Moen called for the release of the singer Per Holt.")
    assert _names(question, "Who called for the singer's release?", made, "guild") == ["The bakers' guild and Una Moen"]


def test_of_bodies_the_names_are_told(question: Asked, scene: Scenes) -> None:
    made = scene("The bank Arden Trust and the group Velden pulled out of the plant.")
    asked = "Which companies pulled out of the plant?"
    assert _names(question, asked, made, "Arden") == ["Arden Trust", "Velden"]


@pytest.mark.parametrize(
    ("asked", "all_of_them"),
    [
        ("Who criticised the plan?", True),
        ("Who has called for a vote?", True),
        ("Who designed the bridge?", False),
        ("Who was criticised?", True),
        ("Who has been held over the theft?", True),
        ("Who was painted?", False),
        ("Who died?", False),
        ("Who died in the flood?", True),
        ("Who was elected mayor of Selby?", False),
        ("What did she say?", False),
    ],
)
def test_deeds_of_many_are_told_from_deeds_of_one(question: Asked, asked: str, all_of_them: bool) -> None:
    assert (asks_for_all(question(asked)) and deed_of(question(asked)) is not None) == all_of_them


def test_a_plain_who_is_answered_by_all(compose: Ask, scene: Scenes) -> None:
    made = scene("Mayor Ada Roth criticised the weir. The bakers' guild condemned the weir too.")
    told = compose("Who criticised the weir?", made.evidence("Roth"), made.evidence("guild", score=1.2))
    assert heads(told) == ["Ada Roth (Mayor)", "The bakers' guild"]


@pytest.mark.parametrize(
    ("ordered", "asked"),
    [
        ("Name the critics of the weir.", "Who criticised the weir?"),
        ("List all opponents of the new toll", "Who opposed the new toll?"),
        ("Who is against the toll?", "Who opposes the toll?"),
        ("Who is in favour of the toll?", "Who supports the toll?"),
        ("Which members have spoken out against the toll?", "Which members opposes the toll?"),
    ],
)
def test_stances_are_asked_for_in_many_words(ordered: str, asked: str) -> None:
    assert as_question(ordered) == asked


def test_reports_that_mention_what_none_has_are_not_listed(assistant_over: Callable[..., Any]) -> None:
    assistant = assistant_over(
        one="Weir warden says farewell\n\nTarn Echo\n3 May 2024\n\nWarden Ida Lund said farewell.\n"
    )
    assert assistant.ask("Which reports mention Ida Lund's yacht?").abstained
    assert not assistant.ask("Which reports mention Ida Lund?").abstained


def test_one_who_says_just_what_is_asked_is_told_before_all_who_called_for_something(
    assistant_over: Callable[..., Any],
) -> None:
    assistant = assistant_over(
        one="Weir plan splits Tarn\n\nTarn Echo\n3 May 2024\n\nAnglers called on the town to stop Ida Lund's weir. “"
        "She is a danger to the whole valley,” said Per Bo, a miller.\n\nRowers called for calm.\n"
    )
    told = assistant.ask("Who called Ida Lund “a danger to the whole valley”?")
    assert told.text.startswith("Per Bo")
    assert len(told.claims) == 1


def test_those_quoted_behind_a_group_that_criticised_it_are_of_the_group(question: Asked, scene: Scenes) -> None:
    text = (
        "Members of the public criticised the weir plan. “It is not what we wanted,” said Una Moen, a miller. "
        "“It is fine,” said Per Holt."
    )
    assert _names(question, "Who criticised the weir plan?", scene(text), "Members") == [
        "Members of the public",
        "Una Moen",
    ]


def test_a_lawyer_who_defended_somebody_is_not_that_somebody(question: Asked, scene: Scenes) -> None:
    text = "A lawyer for Per Holt defended Una Moen's loans."
    assert _names(question, "Who defended Una Moen's loans?", scene(text), "lawyer") == ["A lawyer for Per Holt"]


def _long_report(headline: str, end: str) -> str:
    """A report that names its town at the head only, many passages before its last words."""
    filler = " ".join(f"Lorry {n} left the quay with gravel and came back with sand." for n in range(40))
    return f"{headline}\n\nTarn Echo\n3 May 2024\n\nThe town council of Tarnholm met.\n\n{filler}\n\n{end}\n"


def test_a_place_that_a_report_opens_with_is_meant_in_all_of_it(assistant_over: Callable[..., Any]) -> None:
    end = "Anglers criticised the weir plan. “It is a disgrace,” said Per Bo, a miller."
    assistant = assistant_over(one=_long_report("Weir plan splits town", end))
    assert heads(assistant.ask("Who criticised the weir plan in Tarnholm?")) == ["Anglers", "Per Bo"]


def test_who_does_not_support_it_opposes_it_and_a_place_is_no_minister(question: Asked, scene: Scenes) -> None:
    made = scene(
        "Una Moen, a former pilot, did not support the weir. Norway opposed the weir. Per Holt backs the weir."
    )
    asked = "Which ministers have spoken out against the weir?"
    told = doing(question(asked), [made.evidence(at) for at in ("Moen", "Norway", "Holt")], lambda _: made.facts)
    assert [name.partition(" (")[0] for _, names in told for name in names] == ["Una Moen"]
    assert asks_for_all(question("Which members in Holm criticised the weir?"))


def test_one_who_calls_it_ridiculous_criticised_it_and_who_says_it_is_not_did_not(
    question: Asked, scene: Scenes
) -> None:
    text = (
        "The weir plan splits Holm. “The plan is ridiculous,” said Una Moen. Per Holt said that the weir plan is not "
        "ridiculous. Signs and flags criticised the weir plan."
    )
    assert _names(question, "Who criticised the weir plan?", scene(text), "Moen", "Holt", "flags") == ["Una Moen"]


def test_one_alone_who_opposes_it_is_told_where_the_place_stands_at_the_head_of_the_report(
    assistant_over: Callable[..., Any],
) -> None:
    end = "Councilman Per Bo, a former miller, said he opposes the fire cuts."
    assistant = assistant_over(one=_long_report("Fire cuts split town", end))
    assert heads(assistant.ask("Who opposes the cuts to Tarnholm's fire brigade?")) == ["Per Bo (Councilman)"]


def test_whom_words_call_by_their_office_is_the_one_named(question: Asked, scene: Scenes) -> None:
    made = scene("President Una Moen spoke of the weir. The bakers warned the president of the weir.")
    assert _names(question, "Who warned Una Moen about the weir?", made, "bakers") == ["The bakers"]


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("Who objected to the closure of the weir?", ["Una Moen", "Per Holt"]),
        ("Who welcomed the closure of the weir?", ["Ada Roth"]),
    ],
)
def test_a_side_is_taken_by_tone_where_no_verb_says_so(
    question: Asked, scene: Scenes, asked: str, who: list[str]
) -> None:
    made = scene(
        "The closure of the weir begins in May. “It’s a breach of the law, and will cost us the mill,” Una Moen said "
        "of the closure of the weir. “There is no need for the closure of the weir now,” Per Holt said. “I’m glad that "
        "the closure of the weir comes before the summer,” said Ada Roth. Tom Reyes said the closure of the weir was a "
        "fairly long affair with no breaks. Ida Lund, a critic of the mayor, read of the closure of the weir."
    )
    assert _names(question, asked, made, "breach", "no need", "glad", "Reyes", "critic") == who
