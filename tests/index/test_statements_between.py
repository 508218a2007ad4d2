"""Who speaks and what is said, found behind what stands between: offices, groups, times, places, quotations."""

from __future__ import annotations

import pytest

from index.statements import find_statements


def said(text: str) -> list[tuple[str, str, str]]:
    """(speaker, cue, content) of every statement."""
    return [(s.speaker, s.cue, text[s.start : s.end]) for s in find_statements(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lund was pleased, even suggesting that he may sing.", ("Ada Lund", "suggesting", "he may sing")),
        ("Ada Lund took to Twitter to accuse the firm of theft.", ("Ada Lund", "accuse", "the firm of theft")),
        ("Ada Lund went on to explain that the fee was old.", ("Ada Lund", "explain", "the fee was old")),
        ("To varying degrees, all agreed that the plan would fail.", ("all", "agreed", "the plan would fail")),
        (
            "Insurance firms that had covered the pier's cracks agreed to release millions.",
            ("Insurance firms", "agreed", "to release millions"),
        ),
        (
            "Since other emails combed through by the Courier suggest that he knew, he left.",
            ("other emails", "suggest", "he knew"),
        ),
        ("Polling averages show Ada Lund with a lead.", ("Polling averages", "show", "Ada Lund with a lead")),
        ("Norwegians often say, “Poor Oslo, so far away.”", ("Norwegians", "say", "“Poor Oslo, so far away.”")),
        (
            'Ada Lund said: "The pier was old when we sold it," adding that its price had risen.',
            ("Ada Lund", "adding", "its price had risen"),
        ),
        (
            "The governors decided she should share the prize.",
            ("The governors", "decided", "she should share the prize"),
        ),
        (
            "Ada Lund is raising questions about the price of the pier.",
            ("Ada Lund", "questions", "the price of the pier"),
        ),
        ("Ada Lund thinks that is optimistic.", ("Ada Lund", "thinks", "that is optimistic")),
    ],
)
def test_the_speaker_is_found_behind_what_stands_between(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lund failed to condemn the theft.",
        "Once he has said his piece, he is ready to move on.",
        "Some state officials praised her work.",
    ],
)
def test_what_was_not_done_or_has_another_verb_is_not_reported(text: str) -> None:
    assert not [s for s in said(text) if s[1] in {"condemn", "said", "state"}]


def test_what_people_whom_nobody_names_want_is_part_of_what_is_said_of_them() -> None:
    text = "“You help the people who want to sell the pier,” Ada Lund said."
    assert [by for by, _, _ in said(text)] == ["Ada Lund"]


def test_an_object_goes_on_behind_a_colon_with_the_words_quoted() -> None:
    text = "Ada Lund described the talks as follows: “We sat and we drank tea.”"
    assert any("we drank tea" in words for _, _, words in said(text))


def test_an_added_remark_belongs_to_the_subject_of_the_sentence() -> None:
    text = "Ada Lund met a diver who said he was cold, adding that she would help."
    assert ("Ada Lund", "adding", "she would help") in said(text)


@pytest.mark.parametrize(
    "text",
    ["The minister backed away from the plan.", "The storm threatened to flood the town.", "The dog refused to move."],
)
def test_what_is_no_act_of_speech_is_not_reported(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voters want change.", ("Voters", "want", "change")),
        ("Fans were angry with the club over the fee.", ("Fans", "angry", "the club over the fee")),
        ("The mayor has long said that the pier is safe.", ("The mayor", "said", "the pier is safe")),
        ("He wrote that Japan refused to sign.", ("Japan", "refused", "to sign")),
    ],
)
def test_short_forms_are_understood(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


def test_it_is_the_body_that_the_sentence_before_began_with_and_never_a_person() -> None:
    assert said("The city council met on Monday. It said the pier was lost.")[-1][0] == "The city council"
    assert said("The captain slept. It said on the door that the pier was lost.")[-1][0] == "It"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor promised to mend the roof by May.", ("The mayor", "promised", "to mend the roof by May")),
        ("Ada Lund vowed in June to sell the hall.", ("Ada Lund", "vowed", "to sell the hall")),
        ("Ada Lund threatened on Monday to leave.", ("Ada Lund", "threatened", "to leave")),
        ("Ada Lund, head of the union, urged Bo not to go.", ("Ada Lund", "urged", "Bo not to go")),
        ("Ada Lund confirmed to reporters that she left.", ("Ada Lund", "confirmed", "she left")),
        (
            "Ada Lund complained during Friday’s meeting — as she often does — that the pier was shut.",
            ("Ada Lund", "complained", "the pier was shut"),
        ),
        (
            "Ada Lund, who lost her boat in Selby, Norland, in July 2012, said that the council lied.",
            ("Ada Lund", "said", "the council lied"),
        ),
        (
            "Even Norland, the brewer’s only ally and its lifeline to the sea, said it was “wholly opposed”.",
            ("Norland", "said", "it was “wholly opposed”"),
        ),
        ("Experts on Norland and river transport said the plan was late.", ("Experts", "said", "the plan was late")),
        (
            "On Radio Nord’s “Meet the Town,” Ada Lund said the dispute had gone on too long.",
            ("Ada Lund", "said", "the dispute had gone on too long"),
        ),
    ],
)
def test_what_is_promised_or_told_behind_an_insertion_is_found_whole(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


def test_several_officials_are_not_the_one_minister_named_before() -> None:
    text = "Prime Minister Ada Lund will go, officials said. The officials said the day was fixed."
    assert [by for by, _, _ in said(text)] == ["officials", "The officials"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "SELBY - Farmers of the valley accused the board of theft.",
            ("Farmers of the valley", "accused", "the board of theft"),
        ),
        ("SELBY, March 3 (Wire) — The pier was lost, Ada Lund said.", ("Ada Lund", "said", "The pier was lost")),
        (
            "Ada Lund answered a day later that the police would come.",
            ("Ada Lund", "answered", "the police would come"),
        ),
        ("Ada Lund said last year that it was too late.", ("Ada Lund", "said", "it was too late")),
    ],
)
def test_datelines_and_times_are_no_part_of_what_is_said(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


def test_the_two_of_whom_a_report_told_speak() -> None:
    assert said("“You picked it,” the two write. The two said that it was late.") == [
        ("the two", "write", "“You picked it,”"),
        ("The two", "said", "it was late"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Lund, head of sales and marketing, said many boats now leave at noon.",
            ("Ada Lund", "said", "many boats now leave at noon"),
        ),
        (
            "Ada Lund, the keeper and front-runner for warden, urged Moe to drop it and said it was rash.",
            ("Ada Lund", "said", "it was rash"),
        ),
        ("A lawyer representing Ada Lund defended the deal.", ("A lawyer", "defended", "the deal")),
        ("Ada Lund is among those who say the quay will sink.", ("Ada Lund", "say", "the quay will sink")),
        ("The plan drew anger from Ada Lund, who called it weak.", ("Ada Lund", "called", "it weak")),
        (
            "Ada Lund, skipper Bo Moe and baker Cy Marsh have all called for a vote.",
            ("Ada Lund, skipper Bo Moe and baker Cy Marsh", "called for", "a vote"),
        ),
        ("Riders and their friends say the tram is late.", ("Riders and their friends", "say", "the tram is late")),
        ("Ada Lund warned the town in a letter of floods.", ("Ada Lund", "warned", "floods")),
        ("Ada Lund spoke on Friday against the tax.", ("Ada Lund", "spoke", "the tax")),
        ("Ada Lund came out against the tax.", ("Ada Lund", "came out", "the tax")),
    ],
)
def test_who_speaks_is_told_across_offices_groups_and_times(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "As the storm has continued, the quay has filled.",
        "She joined a club called Open Water.",
        "What Lund says: the quay is safe.",
    ],
)
def test_nobody_speaks_where_something_is_named_or_goes_on(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lund said in a statement that the quay is safe.", ("Ada Lund", "said", "the quay is safe")),
        ("Ada Lund said on Sept. 15 that the quay is safe.", ("Ada Lund", "said", "the quay is safe")),
        ("Ada Lund said in an Aug. 11 post on X that the quay is safe.", ("Ada Lund", "said", "the quay is safe")),
        ("“The quay is safe,” said a second sailor.", ("a second sailor", "said", "“The quay is safe,”")),
        (
            "“I know that I keep the town’s” rules, Ada Lund said.",
            ("Ada Lund", "said", "“I know that I keep the town’s” rules"),
        ),
        ("Ada Lund made it clear that the quay is safe.", ("Ada Lund", "clear", "the quay is safe")),
        ("Ada Lund ruled out a second quay.", ("Ada Lund", "ruled out", "a second quay")),
        ("Ada Lund signalled she might leave.", ("Ada Lund", "signalled", "she might leave")),
    ],
)
def test_ways_to_say_it_that_news_uses_often(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


def test_a_clause_behind_claims_is_no_words_of_who_answers_them() -> None:
    assert ("Ada Lund", "responded", "the quay leaks") not in said("Ada Lund responded to claims that the quay leaks.")


@pytest.mark.parametrize(
    "before",
    [
        "“The quay is ours and stays ours,” Ada Lund wrote on Monday.",
        "The quay “is ours and stays ours,” Ada Lund wrote in a letter.",
        "Ada Lund said that the quay was ours.",
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_quotation_alone_goes_on_from_who_spoke_before_it(before: str, gap: str) -> None:
    text = f"{before}{gap}“We cannot be silent. We shall fight for it.”\n\nIt rained."
    assert "Ada Lund" in {speaker for speaker, _, words in said(text) if "shall fight" in words}


def test_a_quotation_alone_behind_another_matter_is_nobodys() -> None:
    text = "Ada Lund said that the quay was ours.\n\nIt rained.\n\n“We cannot be silent. We shall fight for it.”"
    assert not [words for _, _, words in said(text) if "shall fight" in words]


@pytest.mark.parametrize(
    "lines",
    [
        ("[00:00:04] Ada Lund: {}", "[00:00:11] Bo Roth: {}", "[00:00:32] Ada Lund: {}"),
        ("Ada Lund (00:04): {}", "Bo Roth (00:11): {}", "Ada Lund (00:32): {}"),
        ("0:04 – Ada Lund: {}", "0:11 – Bo Roth: {}", "0:32 – Ada Lund: {}"),
        ("Ada Lund: (00:04) {}", "Bo Roth: (00:11) {}", "Ada Lund: (00:32) {}"),
        ("Ada Lund:\n{}", "Bo Roth:\n{}", "Ada Lund:\n{}"),
        ("Ada Lund, HOST: {}", "Bo Roth: {}", "Lund: {}"),
    ],
)
def test_turns_are_told_with_times_on_lines_of_their_own_and_by_surname(lines: tuple[str, ...]) -> None:
    words = ("What did the ice sound like?", "It ticks like a house.", "And the stones grind beneath it.")
    found = said("\n\n".join(line.format(spoken) for line, spoken in zip(lines, words, strict=True)))
    assert [(speaker.split()[-1], content) for speaker, _, content in found] == [("Roth", words[1]), ("Lund", words[2])]


def test_a_list_of_places_with_colons_is_no_interview() -> None:
    roads = ("Mill Road:\nIt floods.", "Quay Road:\nIt floods too.", "Lower Lane:\nIt is dry.")
    assert not said("\n\n".join(roads))
