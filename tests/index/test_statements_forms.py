"""Forms of reporting that news uses beside “said that”: thoughts, plans, polls, passives, papers as speakers."""

from __future__ import annotations

import pytest

from index.statements import find_statements


def said(text: str) -> list[tuple[str, str, str]]:
    """(speaker, cue, content) of every statement."""
    return [(s.speaker, s.cue, text[s.start : s.end]) for s in find_statements(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lund wants to widen the quay.", ("Ada Lund", "wants", "to widen the quay")),
        (
            "Ada Lund wants the council to widen the quay.",
            ("Ada Lund", "wants", "the council to widen the quay"),
        ),
        ("The union plans to strike on Monday.", ("The union", "plans", "to strike on Monday")),
        (
            "The council decided after a long debate not to sell the pier.",
            ("The council", "decided", "not to sell the pier"),
        ),
        ("Ada Lund refused to sign the lease.", ("Ada Lund", "refused", "to sign the lease")),
        ("The jury found that the crew was drunk.", ("The jury", "found", "the crew was drunk")),
        ("The mayor knew why the bell rang.", ("The mayor", "knew", "why the bell rang")),
        ("Ada Lund backed the merger.", ("Ada Lund", "backed", "the merger")),
        ("Ada Lund likened the tax to a toll.", ("Ada Lund", "likened", "the tax to a toll")),
        ("Ada Lund railed against the tax.", ("Ada Lund", "railed against", "the tax")),
    ],
)
def test_thoughts_plans_and_stances_are_statements(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A harbour poll shows that most sailors are against it.",
            ("A harbour poll", "shows", "most sailors are against it"),
        ),
        ("Polls showed Ada Lund was ahead.", ("Polls", "showed", "Ada Lund was ahead")),
        ("Polls show a close race in the port.", ("Polls", "show", "a close race in the port")),
        (
            "The clip says Ada Lund “has a passion for rust.”",
            ("The clip", "says", "Ada Lund “has a passion for rust.”"),
        ),
        (
            "A 2014 study that appeared in the Journal of Tides found that the wall did not help.",
            ("A 2014 study", "found", "the wall did not help"),
        ),
        ("The letter came late. It says the firm broke the law.", ("The letter", "says", "the firm broke the law")),
        ("“He has paid his debt,” it added.", ("it", "added", "“He has paid his debt,”")),
    ],
)
def test_what_a_poll_a_study_or_a_letter_says_is_a_statement(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lund says there needs to be a law.", ("Ada Lund", "says", "there needs to be a law")),
        ("Ada Lund says it's too early to sail.", ("Ada Lund", "says", "it's too early to sail")),
        (
            "Ada Lund says neither the mate nor the cook was told.",
            ("Ada Lund", "says", "neither the mate nor the cook was told"),
        ),
        ("Ada Lund said about 20 boats had been lost.", ("Ada Lund", "said", "about 20 boats had been lost")),
        (
            "Ada Lund says at a stop in Selby, Norfolk, that the fleet is safe.",
            ("Ada Lund", "says", "the fleet is safe"),
        ),
        ("The barber says of Ada Lund, “She never tips.”", ("The barber", "says", "“She never tips.”")),
        ("He’s claiming that the vote was fair.", ("He", "claiming", "the vote was fair")),
        ("He took the gifts, which he said were a burden.", ("he", "said", "were a burden")),
        ("Ada Lund told her crew to scrub the deck.", ("Ada Lund", "told", "to scrub the deck")),
        (
            "Noting that the hull was old, Ada Lund stayed ashore.",
            ("Ada Lund", "Noting", "the hull was old"),
        ),
        (
            "Rising tides could flood the pier, Ada Lund said.",
            ("Ada Lund", "said", "Rising tides could flood the pier"),
        ),
        ("''We leave at dawn,'' Ada Lund said.", ("Ada Lund", "said", "''We leave at dawn,''")),
        (
            "“Why was the horn so quiet?” Ada Lund demanded.",
            ("Ada Lund", "demanded", "“Why was the horn so quiet?”"),
        ),
        (
            "\"I never liked the term 'deck hand,' \" Ada Lund said.",
            ("Ada Lund", "said", "\"I never liked the term 'deck hand,' \""),
        ),
        (
            "Ada Lund sounded a call for the town to buy more boats.",
            ("Ada Lund", "call", "for the town to buy more boats"),
        ),
    ],
)
def test_the_content_is_found_behind_what_stands_between(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Those close to the captain say that she will leave.", "Those close to the captain"),
        ("Nearly eight of 10 residents say they will stay.", "eight of 10 residents"),
        ("She met the owners, many of whom say the fee is unfair.", "many of whom"),
        ("Both Mr. Holm and Mr. Ruiz say the pier is sinking.", "Both Mr. Holm and Mr. Ruiz"),
        ("He paid a diver who said the wreck was empty.", "a diver"),
        ("Ms. Ada Lund (L-Selby), chairman of the Harbour Caucus, said members would help.", "Ada Lund"),
        ("The Ryde bill “is the only way to keep us dry,” retired admiral Lloyd Newton said.", "Lloyd Newton"),
    ],
)
def test_the_one_who_speaks_is_found(text: str, speaker: str) -> None:
    assert speaker in [by for by, _, _ in said(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Lund endorsed the plan on Thursday, one more blow to the port.", "the plan"),
        ("Ada Lund rejected that claim in a statement.", "that claim"),
        ("Ada Lund praised the crew, which had lost two boats.", "the crew"),
        ("Ada Lund promised lower fees, rent and tax.", "lower fees, rent and tax"),
        ("Ada Lund promised a refund but had no money.", "a refund"),
        (
            "Ada Lund accused the firm on Tuesday of putting profit before safety.",
            "the firm on Tuesday of putting profit before safety",
        ),
    ],
)
def test_an_object_ends_where_the_sentence_goes_on_to_something_else(text: str, content: str) -> None:
    assert content in [words for _, _, words in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The 10 judges who will hear the case have met.",
        "The port rules could lead to fewer boats.",
        "There is still hope for the crew.",
        "Ada Lund sang “Fog over Selby” to the crowd.",
    ],
)
def test_a_noun_that_looks_like_a_verb_reports_nothing(text: str) -> None:
    assert said(text) == []


def test_the_title_of_a_programme_is_not_what_was_said() -> None:
    assert said("On “Harbour News Sunday,” minister Ada Lund said the pier would be sold.") == [
        ("Ada Lund", "said", "the pier would be sold")
    ]


def test_two_verbs_of_one_sentence_have_the_speaker_of_the_first() -> None:
    text = "Ada Lund said she would order a review of the locks and warned against new fees."
    assert ("Ada Lund", "warned against", "new fees") in said(text) or (
        "Ada Lund",
        "warned",
        "against new fees",
    ) in said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lund is confident that the wall will hold.", ("Ada Lund", "confident", "the wall will hold")),
        ("Ada Lund has been critical of the ferry firm.", ("Ada Lund", "critical", "the ferry firm")),
        ("The union is opposed to the sale of the pier.", ("The union", "opposed", "to the sale of the pier")),
        ("Ada Lund was not willing to sail.", ("Ada Lund", "willing", "to sail")),
        ("Ada Lund is a staunch opponent of the new toll.", ("Ada Lund", "opponent", "the new toll")),
        ("Ada Lund issued a warning about the tide.", ("Ada Lund", "warning", "the tide")),
        (
            "Ada Lund’s decision to sell the boat was no surprise.",
            ("Ada Lund", "decision", "to sell the boat"),
        ),
    ],
)
def test_a_state_of_mind_is_a_statement(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


def test_a_sure_thing_is_nobodys_thought() -> None:
    assert said("The bridge is sure to be closed, and the toll is critical of course.") == []


def test_a_headline_names_its_speaker_before_a_colon() -> None:
    text = "Minister: Pier will be closed by spring\n\nThe pier at Selby has rusted.\n"
    assert ("Minister", ":", "Pier will be closed by spring") in said(text)
    assert said("Poll: Pier has lost most of its friends\n\nIt rained.") == [
        ("Poll", ":", "Pier has lost most of its friends")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Selby: Three boats lost at sea",
        "Explainer: How the pier was built in a year",
        "Author: Ada Lund of the Selby Tide",
        "PRESS RELEASE: The pier will be closed by spring",
        "Ada Lund: will the pier close by spring?",
    ],
)
def test_a_label_that_is_no_speaker_makes_no_statement(line: str) -> None:
    assert said(line + "\n\nIt rained.") == []


def test_what_somebody_says_they_think_is_told_once() -> None:
    assert said("Ada Lund said she hoped to sail again.") == [("Ada Lund", "said", "she hoped to sail again")]


def test_what_nobody_says_is_no_statement() -> None:
    assert said("Neither union talked about the pier.") == []


def test_a_paper_that_cites_somebody_says_nothing_itself() -> None:
    assert [by for by, _, _ in said("The paper cited Rolf Ek as saying that the kiln was cracked.")] == ["Rolf Ek"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm denied the charge, a spokesman said.", ("a spokesman", "said", "The firm denied the charge")),
        ("Farmers want more rain, said Ada Lund, who keeps sheep.", ("Ada Lund", "said", "Farmers want more rain")),
        ("The mayor believes the pier is safe, said Ada Lund.", ("The mayor", "believes", "the pier is safe")),
        (
            "Bo Roth said the pier was shut, the Echo reported.",
            ("the Echo", "reported", "Bo Roth said the pier was shut"),
        ),
    ],
)
def test_what_others_say_or_want_is_told_by_the_one_named_behind_it(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


def test_a_pronoun_with_its_verb_is_not_who_speaks() -> None:
    told = said("Ada Lund, the mayor who backed the toll, said he’s late.")
    assert ("Ada Lund", "said", "he’s late") in told


def test_a_name_behind_the_words_that_tell_where_somebody_spoke_opens_the_clause() -> None:
    told = said("In a short film Ada Lund, who runs the ferry, said: “Please wait for the last boat.”")
    assert told == [("Ada Lund", "said", "“Please wait for the last boat.”")]
