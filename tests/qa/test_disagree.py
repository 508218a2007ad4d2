"""Sources that disagree about one thing are both told; what only looks like a disagreement is not."""

from __future__ import annotations

from datetime import date

import pytest

from qa.figures import alike, amount, unit_of
from tests.qa.lines import Ask, Scenes, heads


class TestFigures:
    def test_both_figures_are_told_each_with_its_source(self, compose: Ask, scene: Scenes) -> None:
        one = scene("Some 900 people came to the fair.", source="Vale Post", published=date(2023, 5, 2))
        two = scene("The fair drew 400 people, police said.", source="Hill Echo", published=date(2023, 5, 2))
        told = compose("How many people came to the fair?", one.evidence("900"), two.evidence("400"))
        assert heads(told) == ["Sources differ: 900 (Vale Post, 2 May 2023)", "400 (Hill Echo, 2 May 2023)"]
        assert [claim.markers for claim in told.claims] == [(1,), (2,)]

    @pytest.mark.parametrize(
        "other",
        [
            "Some 900 people came to the fair, Holt said.",  # the same
            "The fair drew 912 people.",  # rounded by the other
            "The fair cost 400 million crowns.",  # another measure
            "Holt had demanded room for 400 people at the fair.",  # a wish
            "Last year 400 people came to the fair.",  # another time
        ],
    )
    def test_what_is_no_disagreement_is_not_told(self, compose: Ask, scene: Scenes, other: str) -> None:
        one = scene("Some 900 people came to the fair.", source="Vale Post", published=date(2023, 5, 2))
        two = scene(other, source="Hill Echo", published=date(2023, 5, 2))
        told = compose("How many people came to the fair?", one.evidence("900"), two.evidence("fair"))
        assert heads(told) == ["900"]

    def test_two_who_speak_one_behind_the_other_in_a_report_differ(self, compose: Ask, scene: Scenes) -> None:
        text = "The Vale Post reported that 900 nurses flew to Oslo. Per Roth said that 740 nurses flew to Oslo."
        made = scene(f"{text} Ada Holt said 12 nurses had slept there.", source="Hill Echo", published=date(2023, 5, 2))
        evidence = [
            made.evidence("900", score=2.0),
            made.evidence("740", reading=-1.9),
            made.evidence("12", reading=-1.9),
        ]
        told = heads(compose("How many nurses flew?", *evidence))
        assert [head.partition(" (")[0] for head in told] == ["Sources differ: 900", "740"]

    def test_a_headline_is_no_source_beside_its_report(self, compose: Ask, scene: Scenes) -> None:
        one = scene("The tram has cost 412 million crowns.", source="Vale Post", published=date(2023, 5, 2))
        two = scene(
            "Tram swallows half a billion crowns\nThe tram has cost 438 million crowns.",
            title="Tram swallows half a billion crowns",
            source="Hill Echo",
            published=date(2023, 5, 2),
        )
        evidence = [one.evidence("412"), two.evidence("half"), two.evidence("438")]
        told = compose("How much has the tram cost?", *evidence)
        assert [head.partition(" million")[0] for head in heads(told)] == ["Sources differ: 412", "438"]

    def test_the_figure_that_counts_the_thing_is_taken(self, compose: Ask, scene: Scenes) -> None:
        one = scene("Ada Roth sat 60 days in prison.", source="Vale Post", published=date(2023, 5, 2))
        two = scene(
            "The state pays Ada Roth 9,000 crowns for the 33 days in prison.",
            source="Hill Echo",
            published=date(2023, 5, 2),
        )
        told = compose("How many days was Ada Roth in prison?", one.evidence("60"), two.evidence("33", score=1.7))
        assert "33 days" in told.text.splitlines()[1]

    def test_a_later_report_of_the_same_outlet_takes_the_earlier_ones_place(self, compose: Ask, scene: Scenes) -> None:
        one = scene("The flood killed 11 people.", source="Vale Post", published=date(2023, 5, 2))
        two = scene("The flood killed 17 people.", source="Vale Post", published=date(2023, 5, 4))
        told = compose("How many people did the flood kill?", one.evidence("11"), two.evidence("17"))
        assert heads(told) == ["17 (Vale Post, 4 May 2023)", "Earlier: 11 (Vale Post, 2 May 2023)"]

    def test_another_figure_of_the_same_outlet_is_told_only_of_the_same_thing(
        self, compose: Ask, scene: Scenes
    ) -> None:
        one = scene(
            "In all, 33 seats of the council will be up in June.", source="Vale Post", published=date(2023, 5, 2)
        )
        two = scene(
            "Holt's win gave the left 51 seats and made the harbour a field of battle.",
            source="Vale Post",
            published=date(2023, 5, 9),
        )
        told = compose("How many seats will be up?", one.evidence("33"), two.evidence("51"))
        assert heads(told) == ["33"]

    def test_of_one_whose_figure_is_wanted_no_other_is_told(self, compose: Ask, scene: Scenes) -> None:
        one = scene("The flood killed 11 people, the Red Cross said.", source="Vale Post", published=date(2023, 5, 2))
        two = scene("The flood killed 17 people.", source="Hill Echo", published=date(2023, 5, 2))
        told = compose(
            "How many did the flood kill according to the Red Cross?", one.evidence("11"), two.evidence("17")
        )
        assert not any("17" in line for line in told.text.splitlines())

    def test_a_correction_wins_and_is_told(self, compose: Ask, scene: Scenes) -> None:
        one = scene("Thieves took four boats in Selby.", source="Vale Post", published=date(2023, 5, 2))
        two = scene(
            "Correction: An earlier article said that four boats had been taken. It was five.",
            source="Vale Post",
            published=date(2023, 5, 9),
        )
        told = compose("How many boats did the thieves take?", one.evidence("four"), two.evidence("earlier", score=1.2))
        assert heads(told) == ["Five, corrected from four (Vale Post, 9 May 2023)"]


class TestDates:
    def test_a_corrected_day_is_told_as_a_day(self, compose: Ask, scene: Scenes) -> None:
        made = scene(
            "Correction: an earlier version of this report said that the fair opens on 3 May. It opens on 5 May.",
            source="Vale Post",
            published=date(2023, 4, 9),
        )
        told = compose("When does the fair open?", made.evidence("It opens"), made.evidence("earlier", score=1.5))
        assert told.text.startswith("5 May 2023, corrected from 3 May (Vale Post, 9 April 2023) — ")
        assert [claim.date for claim in told.claims] == ["2023-05-05"]

    def test_two_days_of_one_event_are_both_told(self, compose: Ask, scene: Scenes) -> None:
        one = scene("The dam broke on Monday.", source="Vale Post", published=date(2023, 5, 5))
        two = scene("The dam broke on Tuesday.", source="Hill Echo", published=date(2023, 5, 5))
        told = compose("When did the dam break?", one.evidence("dam"), two.evidence("dam"))
        assert [head.partition(" (")[0] for head in heads(told)] == ["Sources differ: 1 May 2023", "2 May 2023"]
        assert [claim.date for claim in told.claims] == ["2023-05-01", "2023-05-02"]

    def test_one_outlet_does_not_disagree_with_itself_on_a_day(self, compose: Ask, scene: Scenes) -> None:
        one = scene("The dam broke on Monday.", source="Vale Post", published=date(2023, 5, 5))
        two = scene("Guards let the dam's gates down on Tuesday.", source="Vale Post", published=date(2023, 5, 5))
        told = compose("When did the dam break?", one.evidence("dam"), two.evidence("dam"))
        assert "Sources differ" not in told.text

    @pytest.mark.parametrize(
        ("other", "published"),
        [
            ("The council met in May 2023.", date(2023, 6, 1)),  # the month of that day
            ("The council met on Monday.", date(2023, 5, 16)),  # another meeting: the first report could not know it
            ("The council meets on 20 May.", date(2023, 5, 3)),  # one that is still to come
        ],
    )
    def test_what_can_be_another_day_of_another_event_is_not_told(
        self, compose: Ask, scene: Scenes, other: str, published: date
    ) -> None:
        one = scene("The council met on Tuesday.", source="Vale Post", published=date(2023, 5, 3))
        two = scene(other, source="Hill Echo", published=published)
        told = compose("When did the council meet?", one.evidence("council"), two.evidence("council"))
        assert len(told.claims) == 1

    @pytest.mark.parametrize(
        "other", ["On Monday the club suspended its coach.", "On Monday Holt explained why Lind was still there."]
    )
    def test_the_day_of_another_or_of_another_deed_is_not_told(self, compose: Ask, scene: Scenes, other: str) -> None:
        one = scene("The bank suspended Rosa Lind on Tuesday.", source="Vale Post", published=date(2023, 5, 3))
        two = scene(f"Rosa Lind left the bank. {other}", source="Hill Echo", published=date(2023, 5, 3))
        told = compose("When did the bank suspend Rosa Lind?", one.evidence("bank"), two.evidence("Monday"))
        assert len(told.claims) == 1

    def test_of_a_month_and_a_day_in_it_the_day_is_told(self, compose: Ask, scene: Scenes) -> None:
        one = scene("The dam broke in May 2023.", source="Vale Post", published=date(2023, 6, 5))
        two = scene("The dam broke on Monday.", source="Hill Echo", published=date(2023, 5, 5))
        told = compose("When did the dam break?", one.evidence("dam"), two.evidence("dam"))
        assert [claim.date for claim in told.claims] == ["2023-05-01"]

    def test_a_newer_plan_takes_the_older_ones_place(self, compose: Ask, scene: Scenes) -> None:
        old = scene("The pool will open in May 2025.", source="Vale Post", published=date(2024, 5, 3))
        new = scene("The pool will open in June 2026.", source="Hill Echo", published=date(2025, 2, 3))
        told = compose("When will the pool open?", old.evidence("pool"), new.evidence("pool"))
        assert [head.partition(" (")[0] for head in heads(told)] == ["June 2026", "Earlier: May 2025"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("30,000", "30,214", True),
        ("$3.8bn", "3.79 billion", True),
        ("75", "78", False),
        ("14 million", "11 million", False),
        ("twenty-four", "24", True),
    ],
)
def test_a_rounded_figure_is_the_same_figure(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


def test_what_a_figure_counts_is_its_unit_or_the_words_behind() -> None:
    text = "It cost £3 million. Nine old boats sank, 40 per cent of all."
    assert unit_of(text, text.index("£"), text.index(".")) == {"pound"}
    assert "boat" in unit_of(text, text.index("Nine"), text.index(" old"))
    assert unit_of(text, text.index("40"), text.index(" of")) == {"%"}
    assert amount("2.5 million") == 2_500_000


def test_where_a_month_is_asked_about_a_figure_of_another_is_not_told(compose: Ask, scene: Scenes) -> None:
    one = scene("Nineteen boats sank off Selby.", source="Vale Post", published=date(2023, 10, 5))
    two = scene("Some 44 boats sank off Selby.", source="Hill Echo", published=date(2023, 7, 5))
    told = compose("How many boats sank in October?", one.evidence("boats"), two.evidence("boats"))
    assert heads(told) == ["Nineteen"]


def test_years_of_something_else_are_no_other_length(compose: Ask, scene: Scenes) -> None:
    one = scene("Ada Roth lost after 16 years in power.", source="Vale Post", published=date(2023, 5, 2))
    two = scene("After three years of drought Ada Roth lost power.", source="Hill Echo", published=date(2023, 5, 2))
    told = compose("How long was Ada Roth in power?", one.evidence("16 years"), two.evidence("three years"))
    assert heads(told) == ["16 years"]
