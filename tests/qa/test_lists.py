"""A list names every item that the documents support, each with the sentence that names it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from qa.items import class_of, items_in
from qa.kinds import kind_of
from qa.list_orders import as_question, how_many_asked
from qa.members import held_by
from qa.reports import reported
from tests.qa.lines import Ask, Asked, Scenes, heads


class TestOrders:
    @pytest.mark.parametrize(
        ("ordered", "asked"),
        [
            ("List the boats sold in May.", "Which boats were sold in May?"),
            ("Name everybody who has been fined.", "Who has been fined?"),
            ("Name the towns that lost power.", "Which towns lost power?"),
            ("List the demands of the nurses", "What are the demands of the nurses?"),
            ("What will the port build? List everything.", "What will the port build"),
            ("Which towns lost power?", "Which towns lost power?"),
        ],
    )
    def test_an_order_is_read_as_a_question(self, ordered: str, asked: str) -> None:
        assert as_question(ordered) == asked

    @pytest.mark.parametrize(
        "text",
        [
            "Where are the shelters? Name all of them.",
            "which two men were fined?",
            "List all towns.",
            "who were the jurors",
        ],
    )
    def test_it_is_known_for_a_list(self, text: str) -> None:
        assert kind_of(text) == "list"

    def test_a_number_of_items_is_known(self) -> None:
        assert how_many_asked("which two men were fined?") == 2
        assert how_many_asked("What did it end? name all 3") == 3
        assert how_many_asked("Which men were fined?") == 0
        assert how_many_asked("Which towns sheltered the nine boys?") == 0


class TestItems:
    @pytest.mark.parametrize(
        ("asked", "text", "items"),
        [
            (
                "Which towns lost power?",
                "In Selby, Oxmere and Port Vale the lamps went out.",
                ["Selby", "Oxmere", "Port Vale"],
            ),
            (
                "Which companies made offers?",
                "The Danish group Nordbo, Lund & Sons and the fund Arden Capital made offers.",
                ["Nordbo", "Lund & Sons", "Arden Capital"],
            ),
            (
                "Who was fined?",
                "Judge Ada Roth named the two as Tom Reyes, 34, and Per Holt.",
                ["Tom Reyes", "Per Holt"],
            ),
            ("Who was fined?", "Inspector Ada Roth said that Tom Reyes had been fined.", ["Tom Reyes"]),
            ("What did they ask for?", "They asked for tents and boats.", []),
            ("What did the officers find?", "Ada Roth and Tom Reyes found ropes.", []),
            (
                "Which senators backed it?",
                "Those for it include Ohio Sen. Ada Roth, Sen. Tom Reyes of Utah, and the Iowa senator Una Moen.",
                ["Ada Roth", "Tom Reyes", "Una Moen"],
            ),
            ("Which Norwegians were freed?", "Ada Roth and Per Holt were freed in Chad.", ["Ada Roth", "Per Holt"]),
            ("Which countries held them?", "They were held in the U.S., Peru and the NATO camp.", ["U.S.", "Peru"]),
            (
                "In which towns did roofs fall?",
                "Roofs fell in the towns of Oxmere and Tull, Holm County said.",
                ["Oxmere", "Tull"],
            ),
            ("Which parties backed it?", "The Farmers and the Crofters backed it.", ["Farmers", "Crofters"]),
            (
                "Which agencies looked into it?",
                "The Port Safety Agency (PSA) and the Harbour Health Agency looked into it.",
                ["Port Safety Agency", "Harbour Health Agency"],
            ),
        ],
    )
    def test_an_enumeration_is_taken_apart(
        self, question: Asked, scene: Scenes, asked: str, text: str, items: list[str]
    ) -> None:
        made = scene(text)
        found = items_in(question(asked), made.evidence(text[:12]), made.facts)
        assert [item.partition(" (")[0] for item in found] == items

    def test_the_agency_and_whom_the_question_names_are_no_items(self, question: Asked, scene: Scenes) -> None:
        made = scene("SELBY, May 3 (Bay Wire) — Ada Roth met Tom Reyes in Selby.", source="Bay Wire")
        found = items_in(question("Which people did Ada Roth meet?"), made.evidence("Ada"), made.facts)
        assert [item.partition(" (")[0] for item in found] == ["Tom Reyes"]

    @pytest.mark.parametrize(
        ("asked", "text", "items"),
        [
            ("Which countries took them in?", "Some were flown to Norway and Chile.", ["Norway", "Chile"]),
            ("Which countries took them in?", "Some were treated in Oslo and Geneva.", []),
            ("Which towns took them in?", "Some were treated in Oslo and Geneva.", ["Oslo", "Geneva"]),
            ("Which towns took them in?", "Some were treated in Norway.", []),
            ("Which African states took them in?", "Some were treated in Kenya.", ["Kenya"]),
            (
                "Which ministers spoke?",
                "Trade minister Ada Roth and mayor Per Holt spoke.",
                ["Ada Roth (Trade minister)"],
            ),
            ("Which leaders spoke?", "Union leader Ada Roth spoke for the Tarn Union.", ["Ada Roth (Union leader)"]),
        ],
    )
    def test_items_are_of_the_kind_that_is_asked_for(
        self, question: Asked, scene: Scenes, asked: str, text: str, items: list[str]
    ) -> None:
        made = scene(text)
        assert items_in(question(asked), made.evidence(text[:8]), made.facts) == items

    def test_classes(self) -> None:
        assert class_of("Which unions struck?") == "body"
        assert class_of("Where did it burn?") == "place"
        assert class_of("Who struck?") == "person"
        assert class_of("What are the reasons?") == "thing"
        assert class_of("Which surveyors resigned?") == "person"
        assert class_of("Which bridges did the surveyors close?") == "thing"


class TestAnswers:
    def test_items_of_two_reports_are_joined_each_cited_and_none_told_twice(self, compose: Ask, scene: Scenes) -> None:
        one = scene("Police fined Tom Reyes and Per Holt.", source="Vale Post", published=date(2023, 5, 2))
        two = scene("Police fined Reyes and Una Moen.", source="Hill Echo", published=date(2023, 5, 3))
        told = compose("Which people were fined?", one.evidence("Police"), two.evidence("Police"))
        assert heads(told) == ["Tom Reyes; Per Holt", "Una Moen"]
        assert [claim.markers for claim in told.claims] == [(1,), (2,)]

    def test_a_sentence_that_goes_on_is_part_of_it(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Three towns lost power on Monday. The towns are Selby, Oxmere and Port Vale.")
        told = compose("Which towns lost power?", made.evidence("Three"), made.evidence("The towns", score=0.9))
        assert heads(told) == ["Selby; Oxmere; Port Vale"]

    def test_those_that_are_called_what_is_asked_for_come_alone(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Roofs fell across Norway. Two roofs fell in the town of Tull. A roof fell in the town of Pell.")
        evidence = [made.evidence(at, score=score) for at, score in (("across", 1.0), ("Tull", 0.7), ("Pell", 0.6))]
        assert heads(compose("In which towns did roofs fall?", *evidence)) == ["Tull", "Pell"]

    def test_what_only_points_back_yields_to_what_it_points_at(self, compose: Ask, scene: Scenes) -> None:
        made = scene("The storm hit Selby, Oxmere and Port Vale. The king claims them as his own.")
        told = compose("Which towns does the king claim?", made.evidence("king"), made.evidence("storm", score=0.9))
        assert heads(told) == ["Selby; Oxmere; Port Vale"]

    def test_who_did_the_opposite_is_not_listed(self, compose: Ask, scene: Scenes) -> None:
        made = scene(
            "The Greens and the Liberals voted for the toll. The Farmers and the Crofters voted against the toll."
        )
        both = (made.evidence("Greens"), made.evidence("Farmers"))
        assert heads(compose("Which parties voted for the toll?", *both)) == ["Greens; Liberals"]
        assert heads(compose("Which parties voted against the toll?", *both[::-1])) == ["Farmers; Crofters"]

    def test_beside_an_enumeration_only_what_has_as_much_of_the_question_is_of_it(
        self, compose: Ask, scene: Scenes
    ) -> None:
        made = scene(
            "Ferries stop only on Sundays in Selby, Oxmere and Tull. Why do ferries stop in Pell? Ferries stop in Holm."
        )
        best, why, other = (made.evidence(at) for at in ("Sundays", "Why", "Holm"))
        other = replace(other, lacking=frozenset({"sunday"}))
        assert heads(compose("In which towns do ferries stop on Sundays?", best, why, other)) == ["Selby; Oxmere; Tull"]

    def test_of_things_no_sentence_is_told_that_lacks_what_the_best_has(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Guards used nets and ropes against the geese. Guards were praised for their boots.")
        nets, boots = made.evidence("nets"), replace(made.evidence("boots"), lacking=frozenset({"use"}))
        told = compose("What did guards use against the geese?", nets, boots)
        assert "boots" not in told.text

    def test_an_office_alone_is_nobody_else_where_its_holder_is_named(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Ada Roth, the mayor, criticised the toll. Mayor criticises the toll.")
        told = compose("Who criticised the toll?", made.evidence("Ada"), made.evidence("Mayor"))
        assert heads(told) == ["Ada Roth (mayor)"]

    def test_all_holders_of_an_office_are_listed_with_those_before_and_after(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Mayor Ada Roth opened the pier. She took over from Tom Reyes. Una Moen will succeed Roth.")
        evidence = [made.evidence(at) for at in ("Mayor", "took", "succeed")]
        told = compose("Who have been mayors of Selby?", *evidence)
        assert [head.partition(" (")[0] for head in heads(told)] == ["Ada Roth", "Tom Reyes", "Una Moen"]

    @pytest.mark.parametrize(
        ("asked", "several"),
        [
            ("Who has been waterways minister?", True),
            ("Who have been ministers of the canal?", True),
            ("Which ministers were named?", True),
            ("Which canals have been flooded?", False),
            ("Who was fined?", False),
        ],
    )
    def test_holders_are_listed_only_where_an_office_is_asked_for(
        self, scene: Scenes, asked: str, several: bool
    ) -> None:
        made = scene("Waterways minister Ada Roth spoke. Her predecessor, Tom Reyes, was fined.")
        found = held_by(asked, [made.evidence("Roth"), made.evidence("Reyes")], lambda _: made.facts)
        assert bool(found) == several


def test_a_list_of_so_many_ends_with_the_last_of_them(compose: Ask, scene: Scenes) -> None:
    made = scene("Police fined Tom Reyes. Per Holt was fined later. Una Moen spoke for the fishermen.")
    evidence = [made.evidence("Police"), made.evidence("Holt", score=0.4), made.evidence("Moen", score=0.3)]
    told = compose("Which two people were fined?", *evidence)
    assert [head.partition(" (")[0] for head in heads(told)] == ["Tom Reyes", "Per Holt"]


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        ("Which outlets reported on the warden's farewell?", "the warden's farewell"),
        ("Which reports say that the dam leaked?", "the dam leaked"),
        ("list all the articles about the strike", "the strike"),
        ("What papers covered the flood?", "the flood"),
        ("Who reported the flood?", ""),
    ],
)
def test_reports_are_asked_for_by_their_subject(asked: str, subject: str) -> None:
    assert reported(asked) == subject


def test_each_report_on_a_subject_is_named_by_its_outlet(assistant_over: Callable[..., Any]) -> None:
    assistant = assistant_over(
        one="Weir warden says farewell\n\nTarn Echo\n3 May 2024\n\nWarden Ida Lund said farewell.\n",
        two="Lund leaves the weir\n\nReach Post\n4 May 2024\n\nIda Lund’s farewell drew a crowd.\n",
        far="Bakers raise prices\n\nTarn Echo\n5 May 2024\n\nA loaf costs four crowns now.\n",
    )
    told = assistant.ask("Which outlets reported on Ida Lund's farewell?")
    assert {citation.document.path.rsplit("/")[-1] for citation in told.citations} == {"one.txt", "two.txt"}
