"""A question that takes for granted what the documents do not say is not answered."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.facts import FactsCache
from qa.compose import Composer
from qa.verb import verb_of
from tests.qa.lines import Ask, Asked, Scenes

DAY = date(2023, 3, 15)


@pytest.mark.parametrize(
    ("asked", "report", "words"),
    [
        ("When did Rosa Lind resign?", "Rosa Lind, in office since 2019, refused to resign.", "Rosa"),
        ("Who shot the wolf?", "The farmer Otto Brandt threatened to shoot the wolf.", "Otto"),
        ("Who rejected the verdict?", "The skipper Otto Brandt accepted the verdict.", "Otto"),
        ("How many bears were set free?", "Two lynx were set free on Monday.", "lynx"),
        ("Who founded Harbour Homes?", "The mill was founded by Otto Brandt.", "Otto"),
        ("Who repaired the lock?", "The engineer Otto Brandt warned the ministry of the lock.", "Otto"),
    ],
)
def test_a_false_premise_is_refused(answered_by: Ask, asked: str, report: str, words: str) -> None:
    assert answered_by(asked, report, words, reading=-3.0, lacking=frozenset({"bear", "repair"})).reason == "not_stated"


def test_a_verb_of_like_sense_needs_a_reader_that_saw_something(answered_by: Ask) -> None:
    report = "Rosa Lind said that a storm had forced her to leave the hall on 3 March 2023."
    asked = "When did Rosa Lind resign?"
    assert answered_by(asked, report, "storm", reading=-14.0).reason == "not_stated"


@pytest.mark.parametrize(
    ("asked", "report", "words", "signals"),
    [
        # the verb stands only in the next sentence, which tells of somebody else
        ("Who won the race?", "Otto Brandt spoke before the race. Later the race was won.", "spoke", {"reading": 2.0}),
        ("When did divers find a second wreck?", "Divers looked at the wreck in May 2022.", "Divers", {"reading": 0.0}),
        ("When did Rosa Lind become vice mayor?", "Rosa Lind was named mayor of Holm in 2019.", "named", {}),
        ("When did Rosa Lind become envoy?", "Rosa Lind, the envoy of Holm, spoke on 3 May 2022.", "spoke", {}),
        ("How many died in the blast?", "Nine people were hurt in the blast.", "hurt", {"reading": 2.0}),
        ("When did Rosa Lind announce her return?", "Rosa Lind may stand in the 3 May vote.", "stand", {}),
        ("Which foreign firm ran the mill?", "Otto Brandt would not say whether a foreign firm ran it.", "Otto", {}),
        (
            "When did Otto Brandt graduate from the University of Holm?",
            "He left the University of Holm in 2019.",
            "He",
            {},
        ),
    ],
)
def test_a_near_miss_is_refused(
    answered_by: Ask, asked: str, report: str, words: str, signals: dict[str, float]
) -> None:
    lacking = frozenset({"won", "second", "becom", "announc", "graduat"})
    assert answered_by(asked, report, words, **{"reading": -5.0, "lacking": lacking, **signals}).reason == "not_stated"


@pytest.mark.parametrize(
    ("asked", "report", "words", "told"),
    [
        ("When did Rosa Lind resign?", "Rosa Lind resigned on 3 March 2023.", "Rosa", "3 March 2023"),
        ("Who was sacked by the club?", "The club dismissed its coach Otto Brandt.", "Otto", "Otto Brandt"),
        ("Who threatened to shoot the wolf?", "Otto Brandt threatened to shoot the wolf.", "Otto", "Otto Brandt"),
        ("When will the bridge close?", "The bridge will close on 3 May 2023.", "bridge", "3 May 2023"),
        ("Who refused to resign?", "Otto Brandt refused to resign.", "Otto", "Otto Brandt"),
    ],
)
def test_what_the_question_takes_for_granted_may_be_told_in_other_words(
    answered_by: Ask, asked: str, report: str, words: str, told: str
) -> None:
    assert told in answered_by(asked, report, words, reading=-3.0).text


@pytest.mark.parametrize(
    ("asked", "report"),
    [
        ("How did the fever infiltrate Holm?", "The fever reached Holm in the wool of the weavers."),
        ("How many frogs have been discovered in the marsh?", "In all 31 frogs have been classified in the marsh."),
    ],
)
def test_a_verb_in_other_words_is_taken_where_nearness_and_reader_agree(
    answered_by: Ask, asked: str, report: str
) -> None:
    signals = {"coverage": 0.7, "lacking": frozenset({"infiltr", "discov"})}
    for near, reading, reason in ((0.8, 0.5, None), (0.8, -6.0, "not_stated"), (0.2, 0.5, "not_stated")):
        assert answered_by(asked, report, report, similarity=near, reading=reading, **signals).reason == reason


@pytest.mark.parametrize(
    ("asked", "report", "words"),
    [
        # “her” means the giver, and the sentence behind is of somebody else
        (
            "How much did Rosa Lind give to Otto Brandt?",
            "The Lind Fund, which Rosa Lind set up with her sister, gave $900 to a school. Ida Holt paid Otto Brandt.",
            "$900",
        ),
        (
            "How many people died on the Mara?",
            "In the wreck of the Selma 31 people died. The Mara had sunk before.",
            "Selma",
        ),
        (
            "How far did the balloon of 3 January 2023 fly?",
            "On 9 March 2023 the balloon flew 300 kilometres. That of 3 January 2023 had been smaller.",
            "balloon",
        ),
        # who met somebody did not host him; another's court; nobody like an envoy near
        ("When did Norway's Supreme Court rule?", "Denmark's Supreme Court ruled on 3 May 2021.", "Denmark"),
        ("When did Otto Brandt host Rosa Lind?", "Otto Brandt was met by Rosa Lind on 3 May 2021.", "Otto"),
        ("How much did Norway pledge to the fund?", "Denmark has pledged $900 to the fund, near Norway.", "Denmark"),
    ],
)
def test_who_and_when_have_to_be_carried_however_sure_the_reader_is(
    answered_by: Ask, asked: str, report: str, words: str
) -> None:
    assert answered_by(asked, report, words, reading=6.0).reason == "not_stated"


@pytest.mark.parametrize(
    ("asked", "report", "words", "told"),
    [
        ("How many people are unaccounted for?", "At least 29 people are missing.", "29", "29"),
        (
            "When did weavers in Holm walk out?",
            "Holm is calm. On 3 May 2023 weavers went on strike.",
            "weavers",
            "3 May",
        ),
        ("What share of Holm was cut off?", "On Friday 40% of Holm was cut off.", "40%", "40%"),
        (
            "What reason did the bank give for sacking Otto Brandt?",
            "The bank dismissed Otto Brandt because he had lied.",
            "bank",
            "lied",
        ),
        ("How many boats did Norway send?", "Norway was early. Minister Rosa Lind sent 40 boats.", "Minister", "40"),
        # what lies ahead hangs on the verb that is asked for; “latest” tells no thing from another
        ("Which country passed a law that will ban cars?", "Norway passed a law to ban cars.", "Norway", "Norway"),
        ("How many boats sailed in the latest protest?", "In the protest 40 boats sailed.", "40", "40"),
    ],
)
def test_what_is_told_in_other_words_or_beside_is_carried(
    answered_by: Ask, asked: str, report: str, words: str, told: str
) -> None:
    assert told in answered_by(asked, report, words, reading=-3.0).text


def test_of_whom_nothing_near_speaks_has_not_done_it(answered_by: Ask) -> None:
    asked, report = "How many years did the envoy get?", "Rosa Lind was sentenced to 13 years."
    assert answered_by(asked, report, "Rosa", reading=-3.0, lacking=frozenset({"envoy"})).abstained
    taken_up = "The woman was sentenced to 13 years."
    assert "13" in answered_by(asked, taken_up, "woman", reading=-3.0, lacking=frozenset({"envoy"})).text


def test_a_day_counted_from_another_event_is_told_by_the_sentence(answered_by: Ask) -> None:
    asked, report = "When was Otto Brandt fined?", "Two days before the blast Otto Brandt was fined."
    told = answered_by(asked, report, "Two", reading=4.0, suits=0.0)
    assert told.text.startswith("“Two days before the blast")
    assert answered_by(asked, "Otto Brandt was fined after the blast.", "Otto", reading=4.0, suits=0.0).abstained
    assert answered_by(asked, report, "Two", reading=-3.0, suits=0.0).abstained


def test_the_word_of_a_sure_reader_is_taken_where_the_verb_is_missing(answered_by: Ask) -> None:
    report = "The ferry went aground off Holm, with Otto Brandt at the wheel."
    assert answered_by("Who steered the ferry?", report, "Otto", reading=-3.0).abstained
    assert "Otto Brandt" in answered_by("Who steered the ferry?", report, "Otto", reading=9.0).text


@pytest.mark.parametrize(
    ("asked", "verb"),
    [
        ("When did she buy the mill?", "buy"),
        ("Why did Lund decide to leave the council?", "leave"),
        ("What did Holm schools drop to make room for it?", "drop"),
        ("Who first planted the orchard?", "planted"),
        ("When did the coach retire from football?", "retire"),
        ("How many miners died in the fire?", "died"),
        ("Why did the coach stop supporting the plan?", "supporting"),
        ("How many journalists were at the press conference?", None),
        ("What day did the storm make landfall?", None),
        ("Who will sponsor the regatta in Holm?", "sponsor"),
        ("When did the new rules come into force?", "come"),
        ("When did city councillors vote on the budget?", "vote"),
        ("How many cranes is Holm Harbour buying?", "buying"),
        ("When will the strike at the harbour of Holm end?", "end"),
        ("How many votes does the motion against the new mayor need?", "need"),
        ("When is the ferry due to sail?", "sail"),
        ("Whom did Ida Holt marry?", "marry"),
        ("How long can Norlandish land snails grow?", "grow"),
        ("What did the first campaign to save the moles cost?", "cost"),
        ("Which firm is thought to have forged the deeds?", "forged"),
        ("When did Norland declare war on the moles?", "declare"),
        ("The mole is back. When was the trap moved?", "moved"),
        ("When did Ida Holt have her accident?", None),
        ("How many of the bank's clerks lost their jobs?", "lost"),
        ("What share of the weavers voted to strike?", "voted"),
        ("When was the relief fund set up?", "set"),
        ("How many villages were cut off by the power cut?", "cut"),
        ("When did Per Holt get out of jail?", "get"),
        ("Does the tenant have to pay for the roof?", "pay"),
        ("When was the law to build the quay signed?", "signed"),
    ],
)
def test_the_verb_a_question_turns_on(asked: str, verb: str | None) -> None:
    assert verb_of(asked) == verb


_WORDS = "Did was will who how many the sold Lund of and say when be what ?".split()


@given(st.lists(st.sampled_from(_WORDS), max_size=8))
def test_any_run_of_words_turns_on_one_of_them_or_on_none(run: list[str]) -> None:
    assert verb_of(" ".join(run)) in {None, *run}


@pytest.mark.parametrize(
    ("asked", "report", "words"),
    [
        ("Who blocked the drain?", "The plumber Otto Brandt noticed that the drain was blocked.", "Otto"),
        ("How much did Selby Rail pay for Norbus?", "Norbus paid 900 crowns for the smaller Selby Rail.", "Norbus"),
        ("When was the fourth tower built?", "The third tower was built in 1931.", "third"),
        ("When did the mill delay the repairs?", "The mill denied that it had delayed repairs in 2019.", "denied"),
        ("When did Rosa Lind withdraw the rota?", "Rosa Lind introduced the rota in 2019.", "rota"),
    ],
)
def test_whoever_or_whatever_else_it_was_is_no_answer_even_of_a_sure_reader(
    answered_by: Ask, asked: str, report: str, words: str
) -> None:
    assert answered_by(asked, report, words, reading=5.0).reason == "not_stated"


def test_a_sentence_whose_premise_fails_is_not_used_behind_a_better_one(question: Asked, scene: Scenes) -> None:
    about = scene("Rosa Lind told the council that the lock leaked.", published=DAY).evidence("Rosa", reading=-9.0)
    other = scene("The watchman, Ivo Marten, 63, fell ill.", published=DAY).evidence("Ivo", reading=-3.0)
    answer = Composer(FactsCache()).compose(question("How old is Rosa Lind?"), [about, other], [about.hit])
    assert "63" not in answer.text


def test_what_another_sentence_says_did_not_happen_is_not_answered(question: Asked, scene: Scenes) -> None:
    best = scene("A hut was approved in 1898.", published=DAY).evidence("hut", reading=2.0, coverage=0.6)
    other = scene("The canton has not approved the hut.", published=DAY).evidence("canton", reading=-7.0, coverage=0.9)
    asked, composer = question("When did the canton approve the hut?"), Composer(FactsCache())
    assert composer.compose(asked, [best, other], [best.hit]).reason == "not_stated"
    assert not composer.compose(asked, [best], [best.hit]).abstained


@pytest.mark.parametrize(
    ("asked", "verb"),
    [
        ("When was the clerk who found the map promoted?", "promoted"),
        ("When was the tower that burned in May rebuilt?", "rebuilt"),
    ],
)
def test_the_verb_of_a_clause_that_tells_who_is_meant_is_not_what_is_asked(asked: str, verb: str) -> None:
    assert verb_of(asked) == verb


def test_the_day_of_another_event_does_not_date_what_the_sentence_beside_tells(
    answered_by: Ask,
) -> None:
    beside = "Otto Brandt was dismissed by the bank. He had been accused of fraud on 3 January 2023."
    assert answered_by("When was Otto Brandt dismissed?", beside, "accused", reading=-0.7).reason == "not_stated"
    taken_up = "Otto Brandt was dismissed by the bank. That happened on 3 January 2023."
    assert "3 January 2023" in answered_by("When was Otto Brandt dismissed?", taken_up, "That", reading=-0.7).text


def test_the_fourth_time_is_not_the_first(answered_by: Ask) -> None:
    report = "Friday, 3 March 2023, was the fourth day on which the river reached nine metres."
    assert answered_by("When did the river first reach nine metres?", report, "fourth").reason == "not_stated"


def test_a_loss_that_was_forecast_is_none(answered_by: Ask) -> None:
    report = "The line forecast a loss of 2,000 passengers for June."
    assert answered_by("How many passengers did the line lose in June?", report, "forecast").reason == "not_stated"


def test_whoever_is_named_beside_her_is_not_her_godmother(answered_by: Ask) -> None:
    report = "Otto Brandt was at the christening of Rosa Lind."
    asked = "Who is Rosa Lind's godmother?"
    assert answered_by(asked, report, "Otto", reading=2.0, lacking=frozenset({"godmoth"})).reason == "not_stated"


def test_what_the_fullest_sentence_says_nobody_knows_is_not_guessed(answered_by: Ask) -> None:
    report = "Otto Brandt has money for the family. It is not yet known who will represent the family."
    assert answered_by("Who will represent the family?", report, "It is not", reading=3.0).reason == "not_stated"


@pytest.mark.parametrize(
    ("asked", "report", "words"),
    [
        ("When did the union withdraw its call for a strike?", "In July the union called for a strike.", "July"),
        ("Who convened the jury?", "There is no sign that the mayor Otto Brandt has convened the jury.", "Otto"),
        ("How much was Lund's boat?", "Holt’s boat was 500 crowns.", "Holt"),
        ("Who won the regatta?", "The yacht club of Holm had hosted the regatta, which Otto Brandt opened.", "Otto"),
        ("How much did Rosa Lind donate?", "Rosa Lind came, while Otto Brandt donated 5,000 crowns.", "Rosa"),
        ("How much did Rosa Lind pay to mend the mill?", "Rosa Lind paid 900 crowns for a horse.", "Rosa"),
        ("Who runs the mill?", "The mill of Otto Brandt dodged a tax. It is led by a board.", "Otto"),
        ("When was the law to build the quay signed?", "On Friday the mayor opened the quay.", "Friday"),
        ("How much did the choir raise in July?", "The choir had raised 9,000 crowns by the end of June.", "9,000"),
    ],
)
def test_another_deed_or_time_is_no_answer_though_the_reader_is_fairly_sure(
    answered_by: Ask, asked: str, report: str, words: str
) -> None:
    gone = frozenset({"withdraw", "won", "mend"})
    assert answered_by(asked, report, words, reading=0.5, lacking=gone).reason == "not_stated"


def test_what_is_counted_has_to_be_there_where_the_reader_is_unsure(answered_by: Ask) -> None:
    report = "Twelve towns went to court before three judges."
    assert answered_by("How many lawyers went to court?", report, "Twelve", reading=-9.0).abstained
    assert "Twelve" in answered_by("How many towns went to court?", report, "Twelve", reading=-9.0).text


def test_a_reason_that_a_report_says_was_not_given_is_not_answered(answered_by: Ask) -> None:
    report = "Otto Brandt stayed away from the fair, the town said. No reason was given for it."
    assert answered_by("Why did Otto Brandt stay away from the fair?", report, "No reason").reason == "not_stated"


def test_how_many_needs_a_reader_that_saw_a_number(answered_by: Ask) -> None:
    report = "The officers of the harbour left shortly after the 9/11 attacks."
    assert answered_by("How many officers left the harbour?", report, "officers", reading=-14.0).abstained


@pytest.mark.parametrize(
    ("asked", "report", "told"),
    [
        ("How many votes did Rosa Lind get in Holm?", "In Tarn she got 40 votes.", False),
        ("How many votes did Rosa Lind get in Holm?", "She got 40 votes in the town.", True),
        ("How much did Rosa Lind and Otto Brandt earn?", "The two earned 900 crowns.", True),
    ],
)
def test_a_pronoun_takes_up_one_person_and_no_place(answered_by: Ask, asked: str, report: str, told: bool) -> None:
    assert answered_by(asked, report, report.split(maxsplit=1)[0], reading=-1.0).abstained != told


def test_a_place_that_says_who_is_meant_may_stand_anywhere_in_the_passage(answered_by: Ask) -> None:
    report = "The envoy was seized in Selby. Nobody said why. He was given 48 hours to go."
    assert "48" in answered_by("How many hours did the envoy seized in Selby get?", report, "48", reading=1.0).text
    assert answered_by("How many hours did the envoy seized in Tarn get?", report, "48", reading=1.0).abstained


def test_one_who_is_called_by_a_part_of_the_name_is_no_other(answered_by: Ask) -> None:
    report = "Otto’s journey began on 4 March."
    assert "4 March" in answered_by("When did Otto Brandt's journey begin?", report, "Otto").text


def test_a_report_that_says_that_it_does_not_say_when_is_not_guessed(answered_by: Ask) -> None:
    report = "Holm announced new rules on Friday. It does not explicitly mention when the rules take effect."
    assert answered_by("When will the rules of Holm take effect?", report, "new rules", reading=1.0).abstained


@pytest.mark.parametrize("behind", ["", " last year", " a year earlier"])
def test_a_price_is_told_by_for_so_much(answered_by: Ask, behind: str) -> None:
    report = f"Otto Brandt bought the mill for 3 million crowns{behind}."
    assert "3 million crowns" in answered_by("How much did Otto Brandt pay for the mill?", report, "Otto").text


def test_whoever_a_resignation_is_of_resigned(answered_by: Ask) -> None:
    report = "The row began with the resignation on 3 May of the whip Otto Brandt."
    assert "3 May" in answered_by("When did Otto Brandt resign?", report, "whip").text
    assert answered_by("When did Rosa Lind resign?", report, "whip").abstained


def test_a_coach_is_who_coaches(answered_by: Ask) -> None:
    report = "Rovers head coach Otto Brandt wept."
    assert "Otto Brandt" in answered_by("Who coaches the Rovers?", report, "wept").text


def test_a_share_that_goes_without_its_verb_is_its_own_partys(answered_by: Ask) -> None:
    report = "Labour won 41 percent of the vote, ahead of the Greens with 27 percent."
    assert "27 percent" in answered_by("What share of the vote did the Greens win?", report, "Labour").text


def test_who_was_killed_was_not_hurt(answered_by: Ask) -> None:
    report = "The storm killed seven villagers in Holm."
    assert answered_by("How many villagers were injured by the storm?", report, "storm", reading=5.0).abstained


def test_what_is_to_come_is_not_told_by_what_has_been(answered_by: Ask) -> None:
    report = "The wardens gathered in Holm on Friday."
    assert answered_by("Where will the wardens gather?", report, "wardens").reason == "not_stated"
    assert "Holm" in answered_by("Where did the wardens gather?", report, "wardens").text


def test_yes_and_no_need_some_trust_too(answered_by: Ask) -> None:
    asked, report = "Has Rosa Lind resigned?", "Rosa Lind resigned on Friday."
    assert answered_by(asked, report, report, reading=-20.0).text.startswith("Yes")
    far = {"reading": -20.0, "coverage": 0.5, "similarity": 0.3, "suits": 0.0}
    assert answered_by(asked, report, report, **far).reason == "not_stated"
