"""What somebody thinks: statements in order of time, a change told, and opinion pieces named as such."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qa.attribute import is_opinion
from qa.records import Evidence
from tests.qa.lines import Ask, Scenes

EARLY, LATE = date(2023, 3, 8), date(2023, 5, 10)


@pytest.fixture
def two_moments(scene: Scenes) -> tuple[Evidence, Evidence]:
    """What one person said in March and in May, the later one ranked first."""
    early = scene("Mayor Rosa Lind said on Monday that the tolls should be doubled.", published=EARLY)
    late = scene("Rosa Lind told the council that she no longer wanted the tolls doubled.", published=LATE)
    return late.evidence("Rosa"), early.evidence("Rosa")


def test_a_position_is_told_in_order_of_time_with_its_change(
    compose: Ask, two_moments: tuple[Evidence, Evidence]
) -> None:
    told = compose("What is Rosa Lind's position on the tolls?", *two_moments)
    first, second = told.text.splitlines()
    assert first.startswith("6 March 2023: ")
    assert second.startswith("10 May 2023, changed: ")
    assert [claim.date for claim in told.claims] == ["2023-03-06", "2023-05-10"]
    assert all(claim.date_note for claim in told.claims)


def test_all_statements_are_listed_when_they_are_asked_for(
    compose: Ask, two_moments: tuple[Evidence, Evidence]
) -> None:
    told = compose("List all statements made by Rosa Lind", *two_moments)
    assert [claim.speaker for claim in told.claims] == ["Rosa Lind", "Rosa Lind"]


def test_words_about_something_else_are_not_a_position(compose: Ask, two_moments: tuple[Evidence, Evidence]) -> None:
    late, early = (replace(item, lacking=frozenset({"whale"}), similarity=0.3) for item in two_moments)
    assert compose("What is Rosa Lind's position on whales?", late, early).reason == "not_stated"


def test_an_opinion_piece_is_named_as_one(compose: Ask, scene: Scenes) -> None:
    made = scene("Opinion: Let the tolls go\n\nThe tolls should go before the summer.", title="Let the tolls go")
    item = made.evidence("should go")
    document = replace(item.hit.document, author="Ada Byrne")
    told = compose("What does Ada Byrne think of the tolls?", replace(item, hit=replace(item.hit, document=document)))
    assert told.text.startswith("Ada Byrne, in an opinion piece: ")
    assert told.claims[0].speaker == "Ada Byrne"


@pytest.mark.parametrize(
    ("head", "marked"),
    [("Opinion: Enough", True), ("Editorial — Enough", True), ("Opinion polls rise", False), ("Comments open", False)],
)
def test_only_a_mark_at_the_head_makes_an_opinion_piece(scene: Scenes, head: str, marked: bool) -> None:
    assert is_opinion(scene(f"{head}\n\nThe tolls go up.").document) == marked


QUOTED = (
    "“They want our land. They want it for nothing. No matter what they say, that is theft,” said Bert Askew, a "
    "farmer. He denied that he had sold a field."
)


def test_a_sentence_out_of_a_quotation_is_told_with_the_rest_of_it(compose: Ask, scene: Scenes) -> None:
    told = compose("What did Bert Askew say about land?", scene(QUOTED).evidence("No matter"))
    assert told.citations[0].quote.startswith("“They want our land.")
    assert told.citations[0].quote.endswith("said Bert Askew, a farmer.")


def test_what_was_denied_is_told_where_denying_is_asked_for(compose: Ask, scene: Scenes) -> None:
    made = scene(QUOTED)
    best, denial = made.evidence("No matter"), replace(made.evidence("denied"), score=1.8)
    told = compose("What did Bert Askew deny about his land?", best, denial)
    assert [c.quote for c in told.citations] == ["He denied that he had sold a field."]


@pytest.fixture
def reaction(scene: Scenes) -> Evidence:
    """A reply that does not say again to what."""
    text = "The board sent a referral on Monday.\n\nIt rained.\n\n“They are frustrated,” said Bert Askew, a farmer."
    return replace(scene(text).evidence("frustrated"), lacking=frozenset({"referr"}), similarity=0.3)


def test_a_reaction_need_not_name_what_it_is_to(compose: Ask, reaction: Evidence) -> None:
    assert "frustrated" in compose("How did Bert Askew respond to the referral?", reaction).text
    assert compose("What did Bert Askew say about the referral?", reaction).abstained
    assert compose(
        "How did Bert Askew respond to the whales?", replace(reaction, lacking=frozenset({"whale"}))
    ).abstained


def test_an_interview_is_told_from_the_sentence_on(compose: Ask, scene: Scenes) -> None:
    asks = "Tarn Echo: What now, Ms Lind?\n\n"
    text = (
        f"{asks}Lind: It rained. I used to favour the tolls. I was wrong.\n\n{asks}Lind: We slept.\n\n{asks}Lind: Now."
    )
    told = compose("What does Lind think of the tolls?", scene(text).evidence("favour"))
    assert told.citations[0].quote == "I used to favour the tolls. I was wrong."


def test_a_quotation_that_goes_on_behind_its_speaker_is_told_on(compose: Ask, scene: Scenes) -> None:
    text = "“The pier is lost,” said Bert Askew, a farmer. “We must leave. Now.”\n\n“I stay,” said Ida Moe."
    told = compose("What did Bert Askew say about the pier?", scene(text).evidence("pier"))
    assert told.citations[0].quote == "“The pier is lost,” said Bert Askew, a farmer. “We must leave. Now.”"


def test_an_article_tells_a_reason_better_than_its_headline(compose: Ask, scene: Scenes) -> None:
    made = scene("Pier shut\n\nThe pier was shut because of rot.", title="Pier shut")
    headline, told = made.evidence("Pier shut"), replace(made.evidence("rot"), score=1.9)
    assert "rot" in compose("Why was the pier shut?", headline, told).text


def test_what_a_report_opens_with_need_not_be_named_in_each_statement_but_who_speaks_does(
    compose: Ask, scene: Scenes
) -> None:
    made = scene("Selby splits the coast.\n\nIt rained.\n\n“It must be closed,” said Bert Askew. Ida Askew slept.")
    item = replace(made.evidence("closed"), similarity=0.4)
    away = replace(item, lacking=frozenset({"selbi"}))
    assert "closed" in compose("What is Bert Askew's position on closing Selby?", away).text
    assert compose(
        "What is Ida Askew's position on closing Selby?", replace(item, lacking=frozenset({"ida"}))
    ).abstained


def test_words_are_told_as_those_of_the_one_asked_about(compose: Ask, scene: Scenes) -> None:
    text = "Ida Moe left. Asked if he thought that the letter went beyond the plans of the club, Askew replied: “Yes.”"
    told = compose("What did Askew answer about the letter?", scene(text).evidence("Yes"))
    assert told.claims[0].speaker == "Askew"


def test_a_sentence_that_reports_no_words_does_not_tell_what_was_said(compose: Ask, scene: Scenes) -> None:
    made = scene("Bert Askew sold the pier in May. Ida Moe has not spoken of the pier.")
    assert compose("What did Bert Askew say about the pier?", made.evidence("sold")).abstained
    assert "not spoken" in compose("What did Ida Moe say about the pier?", made.evidence("spoken")).text


def test_of_a_stance_only_what_has_most_of_the_subject_is_told(compose: Ask, scene: Scenes) -> None:
    text = (
        "Rosa Lind criticised the fee for skippers on Monday.\n\nIt rained.\n\nThe sailing course for skippers "
        "would go. Rosa Lind thanked the council for that."
    )
    made = scene(text)
    fee, course = (replace(made.evidence(at), similarity=0.4) for at in ("fee", "thanked"))
    told = compose("What is Rosa Lind's view of dropping the sailing course for skippers?", course, fee)
    assert [c.quote for c in told.citations] == ["Rosa Lind thanked the council for that."]
    assert len(compose("What is Rosa Lind's view of the fee and the council?", course, fee).citations) == 2


def test_words_about_another_thing_of_the_same_kind_are_not_what_was_said(compose: Ask, scene: Scenes) -> None:
    made = scene("Rosa Lind said that the ferry stops were shown on the site.")
    item = replace(made.evidence("stops"), similarity=0.3, lacking=frozenset({"fare"}))
    assert compose("What did Rosa Lind say about ferry fares?", item).reason == "not_stated"
    assert compose("What did Rosa Lind say about ferry stops?", replace(item, lacking=frozenset())).citations


def test_a_short_quotation_is_told_with_what_its_speaker_goes_on_to_say(compose: Ask, scene: Scenes) -> None:
    text = (
        "“It is late,” said Ida Moe, 84, who was there with the rest of the anglers of Holm and their children. “We "
        "oppose the toll.”"
    )
    told = compose("Why was Ida Moe there?", scene(text).evidence("late"))
    assert told.citations[0].quote == text


def test_why_somebody_opposes_it_is_told_by_what_they_warn_of(compose: Ask, scene: Scenes) -> None:
    made = scene("Ida Moe warned the council of a disaster if the lock closes. Per Holt welcomed the lock's closing.")
    item = replace(made.evidence("disaster"), reading=-6.0, lacking=frozenset({"oppos"}))
    assert "disaster" in compose("Why does Ida Moe oppose closing the lock?", item).text
    other = replace(made.evidence("welcomed"), reading=-6.0, lacking=frozenset({"oppos"}))
    assert compose("Why does Per Holt oppose closing the lock?", other).abstained


def test_whether_somebody_changed_their_mind_is_told_though_a_sentence_says_they_had_not(
    compose: Ask, scene: Scenes
) -> None:
    made = scene("Ida Moe said that she would not change the toll. Ida Moe said on Friday that the toll would go.")
    told = compose("Did Ida Moe change her mind on the toll?", made.evidence("not change"), made.evidence("go"))
    assert "the toll would go" in told.text


def test_half_of_a_subject_has_to_be_there_unless_the_reader_takes_notice(compose: Ask, scene: Scenes) -> None:
    made = scene("Rosa Lind said that the rule would cut the electric supply of the coast.")
    item = replace(made.evidence("supply"), similarity=0.45, reading=-19.0, lacking=frozenset({"school", "buse"}))
    asked = "What is Rosa Lind's stance on electric school buses?"
    assert compose(asked, item).reason == "not_stated"
    assert compose(asked, replace(item, reading=-2.0)).citations


def test_a_report_whose_title_has_most_of_a_subject_is_about_it_where_the_meaning_is_near(
    compose: Ask, scene: Scenes
) -> None:
    text = "The town waits.\n\n“In the long run, Selby needs money for its schools,” Rosa Lind said."
    item = scene(text, title="Wardens head for Selby").evidence("long run")
    asked = "What is Rosa Lind's position on sending wardens to Selby?"
    assert compose(asked, replace(item, similarity=0.42, lacking=frozenset({"send"}))).citations
    assert compose(asked, replace(item, similarity=0.2, lacking=frozenset({"send"}))).abstained


def test_what_somebody_said_is_shown_whole_up_to_its_end(compose: Ask, scene: Scenes) -> None:
    text = (
        "Rosa Lind, who has led the council of the old harbour town since the floods of that winter, said on the radio "
        "that she would be content if the owners of the pier and the bank came to terms before the end of the summer "
        "season. “But if they do not,” Lind said, “we shall buy the pier ourselves.”"
    )
    told = compose("What does Rosa Lind want if the owners of the pier come to no terms?", scene(text).evidence("Rosa"))
    assert "buy the pier ourselves" in compose("What did Rosa Lind say of the pier?", scene(text).evidence("But")).text
    assert "…" not in told.text


def test_three_statements_as_near_as_each_other_are_told(compose: Ask, scene: Scenes) -> None:
    text = (
        "Rosa Lind said the tolls were unfair. She told the press that tolls had closed two shops. It rained. Lind "
        "warned that nobody would pay for tolls in winter."
    )
    made = scene(text)
    told = compose("What did Rosa Lind say about the tolls?", *(made.evidence(at) for at in ("unfair", "shops", "pay")))
    assert len(told.citations) == 3


def test_who_said_it_is_told_with_the_whole_quotation(compose: Ask, scene: Scenes) -> None:
    text = "“The toll is a farce. We shall not pay,” Rosa Lind told the press. It rained."
    told = compose("Who called the toll a farce?", scene(text).evidence("pay"))
    assert told.claims[0].short == "Rosa Lind"
    assert told.citations[0].quote == "“The toll is a farce. We shall not pay,” Rosa Lind told the press."


def test_a_word_of_like_sense_beside_the_words_is_the_subject(compose: Ask, scene: Scenes) -> None:
    text = "The shooting lasted.\n\nIt rained. “I was lucky,” Rosa Lind said. She was shot twice."
    item = replace(scene(text).evidence("lucky"), similarity=0.3, reading=-9.0)
    assert not compose("What did Rosa Lind say about the shooting?", item).abstained


def test_words_of_others_about_those_who_are_asked_for_are_not_theirs(compose: Ask, scene: Scenes) -> None:
    made = scene("Rosa Lind, the mayor, said the thieves had no motive. The thieves said they were hungry.")
    others = made.evidence("Rosa")
    assert compose("What did the thieves say about their motive?", others).abstained
    assert "hungry" in compose("What did the thieves say about hunger?", made.evidence("hungry")).text


def test_what_somebody_decides_is_not_what_they_say(compose: Ask, scene: Scenes) -> None:
    made = scene(
        "“The toll is fair,” Rosa Lind said. It rained. Rosa Lind's decision to raise the toll hurts, Bo Roth said."
    )
    decided, said = made.evidence("decision"), replace(made.evidence("fair"), score=1.9)
    told = compose("What did Rosa Lind say about the toll?", decided, said)
    assert [one.quote for one in told.citations] == ["“The toll is fair,” Rosa Lind said."]
