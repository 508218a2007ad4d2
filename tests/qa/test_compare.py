"""What is set side by side: figures with their sources, the words of two people, the order of two events."""

from __future__ import annotations

from datetime import date

import pytest

from qa.figures import value_of
from tests.qa.lines import Ask, Scenes


def test_each_figure_stands_with_its_source_the_earlier_report_first(compose: Ask, scene: Scenes) -> None:
    late = scene("Twenty-four boats sank in the storm.", source="Hill Echo", published=date(2023, 3, 7))
    early = scene("The harbour lost 19 boats in the storm.", source="Vale Post", published=date(2023, 3, 5))
    told = compose(
        "How many boats sank, according to the different reports?", late.evidence("boats"), early.evidence("boats")
    )
    first, second = told.text.splitlines()
    assert first.startswith("Sources differ: 19 (Vale Post, 5 March 2023)")
    assert second.startswith("Twenty-four (Hill Echo, 7 March 2023)")


def test_sources_that_agree_are_one_figure(compose: Ask, scene: Scenes) -> None:
    one = scene("Twenty-four boats sank in the storm.", source="Hill Echo", published=date(2023, 3, 7))
    two = scene("The harbour lost 24 boats in the storm.", source="Vale Post", published=date(2023, 3, 5))
    told = compose(
        "How many boats sank, according to the different reports?", one.evidence("boats"), two.evidence("24")
    )
    assert told.text.count("Hill Echo") + told.text.count("Vale Post") <= 2
    assert "24" in told.text or "Twenty-four" in told.text


def test_of_two_people_compared_each_speaks(compose: Ask, scene: Scenes) -> None:
    made = scene("Rosa Lind met Per Holt on tolls. Lind said tolls were fair. Holt said tolls were theft.")
    told = compose(
        "How do Lind and Holt differ on tolls?", *(made.evidence(at) for at in ("met", "were fair", "were theft"))
    )
    assert "were fair" in told.text
    assert "were theft" in told.text


def test_the_earlier_of_two_events_is_told_first(compose: Ask, scene: Scenes) -> None:
    made = scene("The strike began on 9 May 2023. The fire broke out on 2 May 2023.", published=date(2023, 5, 10))
    told = compose("Which came first: the strike or the fire?", made.evidence("strike"), made.evidence("fire"))
    assert [line.partition(" (")[0].partition(" —")[0] for line in told.text.splitlines()] == [
        "First: the fire, 2 May 2023",
        "the strike, 9 May 2023",
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("24", "Twenty-four", True), ("1,200", "1200", True), ("£2m", "2 million", True), ("22", "22 million", False)],
)
def test_two_wordings_of_one_number_are_one(one: str, other: str, same: bool) -> None:
    assert (value_of(one) == value_of(other)) == same


def test_another_sources_figure_for_the_same_thing_is_told_beside_the_first(compose: Ask, scene: Scenes) -> None:
    one = scene("The plant makes 45 million litres a day.", source="Vale Post", published=date(2023, 3, 5))
    two = scene("Its permit is for 38 million litres a day.", source="Hill Echo", published=date(2023, 3, 7))
    told = compose("How many litres a day does the plant make?", one.evidence("plant"), two.evidence("permit"))
    assert [line.partition(" — ")[0] for line in told.text.splitlines()] == [
        "Sources differ: 45 million litres (Vale Post, 5 March 2023)",
        "38 million litres (Hill Echo, 7 March 2023)",
    ]


def test_a_figure_of_something_else_is_not_told_beside(compose: Ask, scene: Scenes) -> None:
    one = scene("The plant makes 45 million litres a day.", source="Vale Post", published=date(2023, 3, 5))
    two = scene("The plant has 38 workers a shift.", source="Hill Echo", published=date(2023, 3, 7))
    told = compose("How many litres a day does the plant make?", one.evidence("plant"), two.evidence("plant"))
    assert told.text.startswith("45 million litres — ")


class TestTheComparingWordStandsFirst:
    def test_of_two_amounts(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Lund paid 40 crowns for the barn. Roth paid 70 crowns for the barn.")
        told = compose("Who paid more for the barn, Lund or Roth?", made.evidence("Lund"), made.evidence("Roth"))
        assert told.text.startswith("More: Roth, 70")
        assert told.text.splitlines()[1].startswith("Lund, 40")

    def test_of_a_question_for_yes_or_no(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Lund bought 40 boats. Roth bought 70 boats.")
        evidence = (made.evidence("Lund"), made.evidence("Roth"))
        assert compose("Did Roth buy more boats than Lund?", *evidence).text.startswith("Yes: Roth, 70")
        assert compose("Did Lund buy more boats than Roth?", *evidence).text.startswith("No: Lund, 40")

    def test_what_cannot_be_compared_is_not(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Lund sold 40 litres of milk. Roth sold milk for 70 crowns.")
        told = compose("Who sold more milk, Lund or Roth?", made.evidence("Lund"), made.evidence("Roth"))
        assert not told.text.startswith("More")

    def test_a_sentence_that_sets_both_side_by_side_is_told_alone(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Lund backs the dam. Lund wants a dam by May; Roth wants the town to wait.")
        told = compose("How do Lund and Roth differ on the dam?", made.evidence("backs"), made.evidence("wait"))
        assert told.text == "“Lund wants a dam by May; Roth wants the town to wait.” [1]"

    def test_both_are_told_of_one_report_though_one_only_says_it(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Ada Lund called the dam reckless. Per Roth described it as a gift to the town.")
        told = compose(
            "How do Lund and Roth differ on the dam?", made.evidence("reckless"), made.evidence("gift", score=0.9)
        )
        assert len(told.claims) == 2

    def test_a_pronoun_names_a_side(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Ada Lund took over in May. She promised 90 boats; Per Holt had promised 140 boats.", source="Bay")
        told = compose("Who promised more boats, Holt or Lund?", made.evidence("promised"))
        lines = [line.partition(" — ")[0] for line in told.text.splitlines()]
        assert lines == ["More: Holt, 140 (Bay)", "Lund, 90 (Bay)"]

    def test_a_side_whose_figure_is_of_something_else_has_none(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Lund promised the town 40 crowns. Holt puts his plan at 70 crowns. Holt promised twice as much.")
        evidence = [
            made.evidence("Lund"),
            made.evidence("puts", reading=-4.0, lacking=frozenset({"promis"})),
            made.evidence("twice", reading=-8.0, suits=0.0),
        ]
        told = compose("Who promised the town more, Lund or Holt?", *evidence)
        assert not told.text.startswith("More")

    def test_whether_sources_agree(self, compose: Ask, scene: Scenes) -> None:
        one = scene("The storm sank 19 boats.", source="Vale Post", published=date(2023, 3, 5))
        two = scene("The storm sank 24 boats.", source="Hill Echo", published=date(2023, 3, 5))
        three = scene("Nineteen boats sank in the storm.", source="Bay News", published=date(2023, 3, 5))
        asked = "Do the reports agree on how many boats sank?"
        assert compose(asked, one.evidence("19"), two.evidence("24")).text.startswith("No: 19 (Vale Post")
        agreed = compose(asked, one.evidence("19"), three.evidence("Nineteen"))
        assert agreed.text.startswith("Yes: 19 (Vale Post")
        assert {citation.document.source for citation in agreed.citations} == {"Vale Post", "Bay News"}

    def test_whose_figure_is_the_higher(self, compose: Ask, scene: Scenes) -> None:
        one = scene("The storm sank 19 boats.", source="Vale Post", published=date(2023, 3, 5))
        two = scene("The storm sank 24 boats.", source="Hill Echo", published=date(2023, 3, 5))
        told = compose("Which outlet gives the higher number of boats?", one.evidence("19"), two.evidence("24"))
        assert told.text.startswith("Higher: Hill Echo, 5 March 2023, 24")


def test_a_bare_denial_is_told_with_what_was_said_instead(compose: Ask, scene: Scenes) -> None:
    made = scene("Rosa Lind said tolls would rise. Per Holt denied that. He said tolls would stay at 40 crowns.")
    told = compose("How do Rosa Lind and Per Holt differ on tolls?", made.evidence("rise"), made.evidence("denied"))
    assert "Per Holt denied that. He said tolls would stay" in told.text


class TestWhatTwoSay:
    asked = "How do Ada Holm and Tom Reyes differ on the toll?"

    def test_either_is_told_in_words_of_their_own(self, compose: Ask, scene: Scenes) -> None:
        made = scene(
            "Ada Holm said the toll would save the bridge. The bridge is old. Tom Reyes said the toll was theft."
        )
        told = compose(self.asked, made.evidence("Ada"), made.evidence("Tom", score=0.6))
        assert [claim.speaker for claim in told.claims] == ["Ada Holm", "Tom Reyes"]

    def test_words_beside_those_of_the_other_are_of_the_same(self, compose: Ask, scene: Scenes) -> None:
        made = scene(
            "Ada Holm said the toll would save the bridge. “It robs the poor,” said Tom Reyes. "
            "They met on Monday. It rained. It snowed. “Fish is dear,” said Tom Reyes."
        )
        evidence = [
            made.evidence(at, lacking=lacking, similarity=0.4)
            for at, lacking in (("Ada", frozenset()), ("Fish", frozenset({"toll"})), ("robs", frozenset({"toll"})))
        ]
        told = compose(self.asked, *evidence)
        assert [claim.speaker for claim in told.claims] == ["Ada Holm", "Tom Reyes"]
        assert "robs the poor" in told.text
        assert "dear" not in told.text

    def test_a_sentence_with_both_is_told_alone(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Ada Holm said the toll would save the bridge, while Tom Reyes said it was theft. Holm smiled.")
        told = compose(self.asked, made.evidence("Ada"), made.evidence("smiled", score=0.9))
        assert len(told.claims) == 1
        assert "theft" in told.text
