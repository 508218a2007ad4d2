"""Evidence becomes an answer, or a reason why there is none.

The evidence here is sure (or not at all), so that these tests hold whatever the weights are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.words import keys
from tests.qa.lines import Ask, Scenes

DAY = date(2023, 3, 15)
UNSURE = {"coverage": 0.0, "similarity": 0.3, "reading": -40.0}


class TestShortAnswers:
    def test_a_date_comes_first_then_how_it_is_known_then_the_words(self, compose: Ask, scene: Scenes) -> None:
        made = scene("The crew left the harbour on Monday.", published=DAY)
        answer = compose("When did the crew leave?", made.evidence("crew"))
        assert answer.text.startswith("13 March 2023 (")
        assert answer.text.endswith("“The crew left the harbour on Monday.” [1]")
        assert (answer.claims[0].date, answer.claims[0].date_note != "") == ("2023-03-13", True)

    def test_days_that_run_on_are_told_to_the_last(self, compose: Ask, scene: Scenes) -> None:
        made = scene("The fair is held on May 29-30.", published=DAY)
        assert compose("When is the fair held?", made.evidence("fair")).text.startswith("29–30 May 2023")

    def test_a_day_further_down_goes_before_the_month_at_the_top(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Lund left the club last month. On 3 February Lund left the club for good.", published=DAY)
        further = made.evidence("February", score=1.2)
        assert compose("When did Lund leave the club?", made.evidence("last"), further).text.startswith(
            "3 February 2023"
        )

    def test_an_undated_report_gives_the_words_and_says_that_they_are_not_fixed(
        self, compose: Ask, scene: Scenes
    ) -> None:
        answer = compose("When did the crew leave?", scene("The crew left on Monday.").evidence("crew"))
        assert answer.text.startswith("“Monday” (not fixed")
        assert answer.claims[0].date is None

    def test_a_date_from_the_sentence_beside_is_cited_with_it(self, compose: Ask, scene: Scenes) -> None:
        made = scene("The storm came on 2 March 2023. The old roof fell in.", published=DAY)
        answer = compose("When did the roof fall in?", made.evidence("roof"))
        assert answer.claims[0].date == "2023-03-02"
        assert [citation.quote for citation in answer.citations] == [made.document.text]

    def test_a_person_is_named_with_the_role(self, compose: Ask, scene: Scenes) -> None:
        answer = compose("Who closed the case?", scene("Judge Ana Ruiz closed the case.").evidence(""))
        assert answer.text == "Ana Ruiz (Judge) — “Judge Ana Ruiz closed the case.” [1]"

    def test_the_holder_of_the_very_role_asked_for_answers_from_further_down(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Tom Reyes spoke of the mayor of Selby. The mayor of Selby, Ines Calder, left.")
        answer = compose(
            "Who is the mayor of Selby?", made.evidence("spoke"), made.evidence("left", score=1.7, reading=0.0)
        )
        assert answer.text.startswith("Ines Calder (mayor of Selby)")

    def test_the_day_of_publication_is_told_only_when_it_is_asked_for_and_known(
        self, compose: Ask, scene: Scenes
    ) -> None:
        asked = "When was the article about the pier published?"
        known = compose(asked, scene("The pier is shut.", title="Pier shut", published=DAY).evidence(""))
        assert known.text.startswith("15 March 2023 is the day of publication of “Pier shut”")
        assert compose(asked, scene("The pier is shut.").evidence("")).reason == "not_stated"

    @pytest.mark.parametrize("asked", ["When was the pier shut?", "How many piers were shut?"])
    def test_a_date_or_a_count_that_stands_nowhere_is_not_stated(self, compose: Ask, scene: Scenes, asked: str) -> None:
        assert compose(asked, scene("The old pier was shut.").evidence("")).reason == "not_stated"

    @pytest.mark.parametrize("asked", ["Who shut the pier?", "Where is the old pier?"])
    def test_somebody_or_some_place_may_be_described_without_a_name(
        self, compose: Ask, scene: Scenes, asked: str
    ) -> None:
        answer = compose(asked, scene("The old pier was shut by its owner.").evidence(""))
        assert answer.text == "“The old pier was shut by its owner.” [1]"


class TestStatements:
    TEXT = "Ana Ruiz called the pier a danger to all. Leo Moen said that the pier was as safe as any."

    @pytest.mark.parametrize(("who", "said"), [("Ana Ruiz", "danger"), ("Leo Moen", "safe")])
    def test_of_two_speakers_the_one_asked_about_is_quoted(
        self, compose: Ask, scene: Scenes, who: str, said: str
    ) -> None:
        made = scene(self.TEXT)
        answer = compose(f"What did {who} say about the pier?", made.evidence("danger"), made.evidence("safe"))
        assert said in answer.text
        assert {claim.speaker for claim in answer.claims} == {who}

    def test_statements_stand_in_order_of_time_the_undated_last(self, compose: Ask, scene: Scenes) -> None:
        undated = scene("Ines Calder said that the tolls had done their work.")
        late = scene("Ines Calder said that the ferries would sail for free.", published=date(2023, 5, 1))
        early = scene("Harbour tolls are dull, Ines Calder told pupils in Selby.", published=date(2023, 3, 1))
        order = {made.document.id: n for n, made in enumerate((early, late, undated))}
        for pair in ((late, early), (undated, early), (undated, late)):
            answer = compose("What did Ines Calder say?", *(made.evidence("") for made in pair))
            told = [order[citation.document.id] for citation in answer.citations]
            assert told == sorted(told)
            assert len(told) == 2

    def test_the_same_said_twice_is_told_once(self, compose: Ask, scene: Scenes) -> None:
        copies = [scene("Ines Calder said that the tolls were fair.").evidence("") for _ in range(3)]
        assert len(compose("What did Ines Calder say?", *copies).claims) == 1

    def test_a_speaker_whom_the_sentence_does_not_name_is_put_before_it(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Mayor Ines Calder spoke on Friday. She said that the tolls were fair.")
        answer = compose("What did Ines Calder say about the tolls?", made.evidence("tolls"))
        assert answer.text.startswith("Ines Calder (Mayor): “She said")

    def test_one_who_speaks_but_not_of_this_is_no_answer(self, compose: Ask, scene: Scenes) -> None:
        made = scene("The tolls begin in May at noon. Ines Calder said that the walrus was well.")
        answer = compose(
            "What did Ines Calder say about the tolls?", made.evidence("tolls"), made.evidence("walrus", score=0.2)
        )
        assert answer.reason == "not_stated"


class TestSeveral:
    def test_a_comparison_has_two_sides_each_with_its_source(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Ines Calder called the tolls fair. Nobody paid on Sunday. Tom Reyes called the tolls a farce.")
        evidence = [made.evidence(at) for at in ("fair", "paid", "farce")]
        answer = compose("How do Ines Calder and Tom Reyes differ on the tolls?", *evidence)
        assert [claim.speaker for claim in answer.claims] == ["Ines Calder", "Tom Reyes"]
        assert [claim.markers for claim in answer.claims] == [(1,), (2,)]

    def test_where_no_sides_are_named_two_reports_are_set_side_by_side(self, compose: Ask, scene: Scenes) -> None:
        one, other = (scene(f"The storm cost {sum_} million crowns.") for sum_ in (3, 5))
        answer = compose("How do the reports differ on the cost of the storm?", one.evidence(""), other.evidence(""))
        assert len({citation.document.id for citation in answer.citations}) == 2

    def test_a_list_tells_three_sentences_at_most(self, compose: Ask, scene: Scenes) -> None:
        made = scene(
            "Selby, Munich and Lyon lost power. In Oslo lamps failed. Rome was dark too for hours. Bern was lost."
        )
        answer = compose("Which towns lost power?", *(made.evidence(at) for at in ("Selby", "Oslo", "Rome", "Bern")))
        assert len(answer.claims) == 3
        assert "Selby, Munich and Lyon" in answer.text


def test_a_readers_comment_is_told_as_such(compose: Ask, scene: Scenes) -> None:
    made = scene("The tolls are a farce.", kind="comment", author="quaymouse")
    answer = compose("What do readers say about the tolls?", made.evidence(""))
    assert answer.text.startswith("quaymouse, in a reader's comment: “")
    unsigned = scene("The tolls are a farce.", kind="comment")
    assert compose("What do readers say about the tolls?", unsigned.evidence("")).text.startswith("a reader, ")


class TestNotAnswering:
    def test_nothing_found_or_nothing_like_it_is_nothing_relevant(self, compose: Ask, scene: Scenes) -> None:
        assert compose("Why was the pier shut?").reason == "nothing_relevant"
        far = scene("A walrus was seen.").evidence("", coverage=0.0, similarity=0.0)
        assert compose("Why was the pier shut?", far).reason == "nothing_relevant"

    def test_the_subject_without_the_fact_is_not_stated_and_the_nearest_are_offered(
        self, compose: Ask, scene: Scenes
    ) -> None:
        made = scene("The pier is old and wooden.")
        answer = compose("Why was the pier shut?", made.evidence("", **UNSURE))
        assert answer.reason == "not_stated"
        assert answer.nearest == (made.hit,)

    def test_yes_or_no_is_not_answered_by_a_sentence_without_the_deed(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Ines Calder opened the pier at noon.")
        lacks = made.evidence("", lacking=keys("resigned"))
        assert compose("Did Ines Calder resign?", lacks).reason == "not_stated"
        assert not compose("Did Ines Calder open the pier?", made.evidence("")).abstained

    def test_a_sentence_about_somebody_else_is_no_answer(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Tom Reyes left the union for good.")
        lacks = made.evidence("", lacking=keys("Calder"))
        assert compose("Why did Calder leave the union?", lacks).reason == "not_stated"

    def test_a_day_that_a_sentence_from_afar_states_in_full_is_told(self, compose: Ask, scene: Scenes) -> None:
        near = scene("The Selby pier was painted in 1990.").evidence("pier", score=1.0, reading=-3.0)
        far = scene("The Selby pier was closed on 3 March 2021 by Ada Lund.").evidence("pier", score=0.5, reading=-2.0)
        assert "3 March 2021" in compose("When was the Selby pier closed?", near, far).text
        poor = replace(far, lacking=frozenset({"selbi"}))
        assert compose("When was the Selby pier closed?", near, poor).abstained

    def test_what_names_the_person_goes_before_what_scores_better(self, compose: Ask, scene: Scenes) -> None:
        made = scene("Tom Reyes left the union over pay. Ines Calder left it over the tolls.")
        other = made.evidence("Reyes", score=2.1, lacking=keys("Calder"))
        answer = compose("Why did Calder leave the union?", other, made.evidence("Calder"))
        assert "over the tolls" in answer.text


QUESTIONS = (
    "When did Ines Calder meet Tom Reyes?",
    "Who called the tolls a farce?",
    "What did Ines Calder say about the tolls?",
    "How many lorries paid the tolls?",
    "Where do the lorries go?",
    "How do Ines Calder and Tom Reyes differ?",
    "Which towns pay tolls?",
    "Did Tom Reyes pay?",
    "Why are there tolls?",
)
TEXTS = (
    "Mayor Ines Calder met Tom Reyes on Monday.[4] “The tolls are a farce,” Reyes said.",
    "Some 640 lorries go from Selby to Munich and Lyon. They paid €3 million in 2022. She called it fair.",
    "Tolls began on 2 March 2023, and Ines Calder said that “no lorry [2] will be turned back” while the pier is shut.",
)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    asked=st.sampled_from(QUESTIONS),
    picks=st.lists(st.tuples(st.sampled_from(range(3)), st.integers(0, 2), st.floats(0.2, 1.0)), max_size=6),
)
def test_every_answer_cites_verbatim_and_numbers_each_quotation_once(
    compose: Ask, scene: Scenes, asked: str, picks: Sequence[tuple[int, int, float]]
) -> None:
    made = [scene(text, published=day) for text, day in zip(TEXTS, (DAY, None, DAY), strict=True)]
    evidence = []
    for text, place, sure in picks:
        found = made[text].facts.sentences
        words = made[text].document.text[found[place % len(found)].start :]
        evidence.append(made[text].evidence(words, score=2 * sure, coverage=sure, similarity=sure))
    answer = compose(asked, *sorted(evidence, key=lambda item: -item.score))  # checks that quotations are verbatim
    spans = [(citation.document.id, citation.start, citation.end) for citation in answer.citations]
    assert len(set(spans)) == len(spans)
    markers = [int(number) for number in re.findall(r"\[(\d+)\]", answer.text)]
    assert list(dict.fromkeys(markers)) == list(range(1, len(spans) + 1))
    assert answer.abstained is (answer.reason is not None) is (not answer.claims)


def test_a_claim_and_its_contrary_are_both_told(compose: Ask, scene: Scenes) -> None:
    made = scene("Engineer Ada Roth said the walls of the Oxmere dam are sound.")
    other = scene("Inspector Per Holt said the walls of the Oxmere dam are not sound.")
    told = compose("List all statements on the walls of the Oxmere dam", made.evidence("Ada"), other.evidence("Holt"))
    assert len(told.claims) == 2


def test_an_office_of_a_body_that_the_sentence_calls_otherwise(compose: Ask, scene: Scenes) -> None:
    made = scene(
        "The Oxmere Choir sang on Monday. It had been a long winter of quarrels. The hall was full. "
        "The choir's manager, Per Holt, wept."
    )
    told = compose("Who is the manager of the Oxmere Choir?", made.evidence("wept", reading=8.0))
    assert told.text.startswith("Per Holt")


def test_who_says_it_is_told_and_not_who_stands_in_a_headline(compose: Ask, scene: Scenes) -> None:
    text = "Rowers Call The Mayor A Fraud\n\n“What a day,” said Per Bo, a miller. “Mayor Ada Lund is a fraud.”"
    made = scene(text, title="Rowers Call The Mayor A Fraud")
    words, headline = replace(made.evidence("is a fraud"), score=1.9), made.evidence("Rowers Call")
    assert compose("Who called Ada Lund a fraud?", replace(headline, suits=0.6), words).text.startswith("Per Bo")


def test_a_reason_that_somebody_gave_is_told_in_their_words(compose: Ask, scene: Scenes) -> None:
    made = scene("Rain fell. “They did better here because it was safer,” Ada Lund said.")
    assert "safer" in compose("What reason did Ada Lund give for doing well?", made.evidence("safer")).text
