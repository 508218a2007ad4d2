"""Yes or no: only by a sentence that says so, and never as done what was only promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from index.facts import FactsCache
from qa.compose import Composer
from qa.records import Answer
from qa.verb import as_yes_or_no, predicate
from qa.verify import check_citations
from tests.qa.lines import Ask, Asked, Scenes

DAY = date(2023, 3, 15)


@pytest.fixture
def answered(question: Asked, scene: Scenes) -> Callable[..., Answer]:
    """The answer to a question over one-sentence reports, best first; `lacking` are words that stand nowhere."""

    def answer(asked: str, *reports: str, lacking: frozenset[str] = frozenset()) -> Answer:
        evidence = [
            scene(report, published=DAY).evidence(report.split()[0], lacking=lacking, coverage=0.8)
            for report in reports
        ]
        composer = Composer(FactsCache())
        return check_citations(composer.compose(question(asked), evidence, [item.hit for item in evidence]))

    return answer


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("Did the ministry withhold the money?", "withhold"),
        ("Has Rosa Lind resigned?", "resigned"),
        ("Is the Stone Point plant open?", "open"),
        ("Did brine from the plant kill the mussels?", "kill"),
        ("Did prices of bread rise in May?", "rise"),
        ("Is Mayor Lund a member of the council?", "member"),
        ("Did the mayor retire from office?", "retire"),
        ("Is the owner of the kiln a suspect?", "suspect"),
        ("Was Per Holt found guilty of fraud?", "guilty"),
        ("Did the mayor tell the unions in advance?", "tell"),
        ("Were 35 anglers fined?", "fined"),
        ("When was it?", None),
    ],
)
def test_a_question_turns_on_its_verb_or_what_is_said_of_the_subject(asked: str, word: str | None) -> None:
    assert predicate(asked) == word


def test_a_fact_told_by_the_reporter_is_a_yes(answered: Ask) -> None:
    told = answered("Has Rosa Lind resigned?", "Rosa Lind resigned as head of the mill on Friday.")
    assert told.text == "Yes — “Rosa Lind resigned as head of the mill on Friday.” [1]"


def test_what_somebody_says_stays_a_claim(answered: Ask) -> None:
    told = answered("Has the roof been mended?", "Foreman Per Holt said that the roof had been mended.")
    assert told.text.startswith("Yes, says Per Holt (Foreman) — ")
    assert told.claims[0].speaker == "Per Holt"


def test_a_negation_before_the_verb_is_a_no(answered: Ask) -> None:
    assert answered("Was the roof mended?", "The roof has not been mended yet.").text.startswith("No — ")


def test_who_is_taken_out_of_all_is_a_no(answered: Ask) -> None:
    report = "Lantern Day is kept in every province except Holm."
    assert answered("Is Lantern Day kept in Holm?", report).text.startswith("No — ")
    assert answered("Is Lantern Day kept in every province?", report).text.startswith("Yes — ")


def test_a_negation_of_something_else_is_none(answered: Ask) -> None:
    told = answered("Was the roof mended?", "Though it did not rain, the roof was mended on Monday.")
    assert told.text.startswith("Yes — ")


def test_a_denial_is_told_as_one(answered: Ask) -> None:
    told = answered("Did the mill poison the river?", "Rosa Lind denied that the mill had poisoned the river.")
    assert told.text.startswith("Denied by Rosa Lind — ")


def test_a_promise_is_not_a_thing_done(answered: Ask) -> None:
    promise = "Foreman Per Holt promised to mend the roof by May."
    assert answered("Did Per Holt mend the roof?", promise).text.startswith("Promised by Per Holt")
    later = "Per Holt has not mended the roof, the school said."
    assert answered("Did Per Holt mend the roof?", promise, later).text.startswith("No, says the school")


def test_whether_something_was_promised_is_answered_by_the_promise(answered: Ask) -> None:
    told = answered("Did Per Holt promise to mend the roof?", "Per Holt promised to mend the roof by May.")
    assert told.text.startswith("Yes")


def test_a_sentence_without_the_verb_answers_nothing(answered: Ask) -> None:
    told = answered("Did Per Holt resign?", "Per Holt opened the fair.", lacking=frozenset({"resign"}))
    assert (told.abstained, told.reason) == (True, "not_stated")


def test_a_claim_that_only_readers_make_is_called_one(make_assistant: Callable[..., Any], tmp_path: Any) -> None:
    (tmp_path / "mill.md").write_text(
        "---\ntitle: Mill fined\nsource: Vale Post\ndate: 2023-03-15\n---\nThe mill at Oxmere was fined on Monday.\n\n"
        "## 2 Comments\n\nPosted by heron on 16 March 2023 at 10:00\nThe mill bribed the inspector at Oxmere, "
        "ask anybody.\n\nPosted by otter on 16 March 2023 at 11:00\nLovely weather for it.\n",
        encoding="utf-8",
    )
    assistant = make_assistant()
    assistant.index(tmp_path)
    told = assistant.ask("Did the mill bribe the inspector?")
    assert told.text.startswith("Only in readers' comments, by heron — ")
    assert assistant.ask("Did the mill bribe the bishop of Tarn?").abstained


@pytest.mark.parametrize(
    "denial",
    [
        "Lind denied that, calling it a slur.",
        "Lind dismissed the accusation.",
        "Mayor Lind called the claim nonsense.",
    ],
)
def test_a_claim_that_is_denied_in_the_next_sentence_is_told_as_disputed(answered: Ask, denial: str) -> None:
    answer = answered("Did the council know of the leak?", f"Reyes said the council knew of the leak. {denial}")
    assert answer.text.startswith("Disputed: claimed by Reyes")
    assert f"Denied — “{denial}” [2]" in answer.text


def test_the_denial_of_something_else_disputes_nothing(answered: Ask) -> None:
    answer = answered(
        "Did the council know of the leak?",
        "Reyes said the council knew of the leak. Lind denied that taxes would rise.",
    )
    assert answer.text.startswith("Yes, says Reyes")


@pytest.mark.parametrize(
    ("asked", "report", "opening"),
    [
        ("Was Per Holt found guilty of fraud?", "Per Holt was acquitted of fraud.", "No"),
        ("Is the owner of the kiln a suspect?", "The owner of the kiln is not a suspect.", "No"),
        ("Has anyone become ill because of the fumes?", "No worker has fallen ill so far.", "No"),
        ("Has anybody been arrested?", "Police are at work but have arrested nobody.", "No"),
        ("Did the board sack Per Holt?", "The board dismissed Per Holt on Friday.", "Yes"),
        ("Did the minister dismiss Per Holt?", "The minister rejected a call by the union to dismiss Holt.", "No"),
        ("Did Lind accept the offer?", "Holt accepted the offer at once; Lind has not replied.", "No"),
    ],
)
def test_a_claim_may_be_told_in_words_of_like_or_contrary_sense(
    answered: Ask, asked: str, report: str, opening: str
) -> None:
    assert answered(asked, report).text.startswith(f"{opening} — ")


def test_a_word_of_like_sense_about_something_else_settles_nothing(answered: Ask) -> None:
    report = "The chief of the kiln, Per Holt, will leave; the cost of heating has not been named."
    assert answered("Was Per Holt paid a bonus?", report, lacking=frozenset({"bonus"})).abstained


def test_what_was_only_threatened_is_neither_yes_nor_no(answered: Ask) -> None:
    assert answered("Did Per Holt shoot the wolf?", "Per Holt threatened to shoot the wolf.").abstained


def test_a_sentence_in_the_words_of_the_question_goes_before_one_of_like_sense(answered: Ask) -> None:
    told = answered(
        "Has the council published the report?",
        "The council issued a report on Friday.",
        "Mayor Per Holt promised to publish the report.",
    )
    assert "promised to publish" in told.text


def test_what_happened_for_the_first_time_did_not_happen_before(answered: Ask) -> None:
    report = "It is the first time that the medal has been refused."
    assert answered("Has the medal ever been refused before?", report).text.startswith("No — ")


def test_a_charge_that_is_denied_in_the_next_sentence_is_told_as_disputed(answered: Ask) -> None:
    report = "Per Holt was banned for betting on games. He has always denied the charge."
    told = answered("Did Per Holt bet on games?", report)
    assert told.text.startswith("Disputed — ")
    assert "He has always denied the charge." in told.text


@pytest.mark.parametrize(
    ("asked", "report"),
    [
        (
            "Was the keeper dismissed?",
            "Mayor Ida Lund declined to comment on reports that the keeper had been dismissed.",
        ),
        ("Will the mill close?", "Owner Per Holt would not say whether the mill will close."),
        ("Did the mayor resign?", "Mayor Ida Lund, who had at first refused to resign, left office on Friday."),
    ],
)
def test_what_is_only_raised_or_was_so_at_first_settles_nothing(answered: Ask, asked: str, report: str) -> None:
    assert not answered(asked, report).text.startswith(("Yes", "No", "Denied", "Promised", "Announced"))


def test_a_report_that_is_borne_out_or_denied_still_answers(answered: Ask) -> None:
    asked = "Was the keeper dismissed?"
    confirmed = "Mayor Ida Lund confirmed reports that the keeper had been dismissed."
    assert answered(asked, confirmed).text.startswith("Yes, says Ida Lund")
    denied = "Mayor Ida Lund denied reports that the keeper had been dismissed."
    assert answered(asked, denied).text.startswith("Denied by Ida Lund")


def test_a_negation_before_but_is_of_something_else(answered: Ask) -> None:
    told = answered("Did Lund rule out a sale?", "Lund declined to name a price, but ruled out a sale.")
    assert told.text.startswith("Yes")


@pytest.mark.parametrize(
    ("asked", "report"),
    [
        ("Did Lund back Holt?", "Lund backed Stone after a talk with Holt."),
        ("Did Lund endorse Holt?", "Lund spoke with Holt before making an endorsement of her own."),
        ("Did Rosa Lind sign the letter?", "Rosa Lind read the letter, which was signed by Per Holt."),
        ("Did the council fine Otto Brandt?", "That could include suing Otto Brandt and fining him."),
        ("Did Otto Brandt resign?", "Otto Brandt knew what was going on."),
        ("Did Per Holt pay the town?", "Mr Otto Stone paid the town on Friday. Mr Per Holt did not come."),
        ("Did Per Holt mend Lund's boat?", "Stone’s boat, which was mended by Per Holt, sailed for Holm."),
        ("Have Holm and Selby merged?", "Regardless of when, a merger of Holm and Selby would cost jobs."),
        ("Did the Ropery say sorry?", "The Ropery said on Friday that its boats had been sold."),
        ("Did the Ropery accept the union's demands?", "The union rejected the Ropery's offer."),
        ("Did Otto Brandt meet Rosa Lind?", "Otto Brandt came to a gathering and never mentioned Rosa Lind."),
    ],
)
def test_a_deed_done_to_or_by_another_or_only_possible_settles_nothing(answered: Ask, asked: str, report: str) -> None:
    assert answered(asked, report).reason == "not_stated"


def test_part_of_a_name_is_enough_where_the_deed_is_told(answered: Ask) -> None:
    told = answered("Did Rosa Lind back Per Holt?", "Lind backed Holt on Friday.", lacking=frozenset({"rosa", "per"}))
    assert told.text.startswith("Yes")


def test_a_bare_refusal_is_a_no(answered: Ask) -> None:
    assert answered("Will Lind sell the mill?", "Lind was asked for the mill and refused.").text.startswith("No")


@pytest.mark.parametrize(
    ("put", "plain"),
    [
        ("Is it true that Rosa Lind resigned?", "Did Rosa Lind resigned?"),
        ("True or false: the ferry was sold in May.", "Was the ferry sold in May?"),
        ("Is it the case that the board has told the unions?", "Has the board told the unions?"),
        ("Was it Otto Brandt who shot the wolf?", "Did Otto Brandt shot the wolf?"),
        ("The quay, built in 1902, was closed, right?", "Did The quay, built in 1902, was closed?"),
        ("Is it true that she did not resign?", "Is it true that she did not resign?"),
        ("Is it right to fish here?", "Is it right to fish here?"),
        ("What is true of the ferry?", "What is true of the ferry?"),
    ],
)
def test_a_claim_put_to_be_judged_is_a_plain_question(put: str, plain: str) -> None:
    assert as_yes_or_no(put) == plain


@pytest.mark.parametrize(
    ("asked", "report", "head"),
    [
        ("Is it true that Rosa Lind resigned?", "Rosa Lind resigned on Friday.", "Yes"),
        ("True or false: Rosa Lind attended the vote.", "Rosa Lind did not attend the vote.", "No"),
        ("Was it Rosa Lind who sold the ferry?", "Rosa Lind sold the ferry on Friday.", "Yes"),
        ("Is a permit needed for repairs?", "A permit is not required for repairs.", "No"),
        ("Was the appeal of Otto Brandt successful?", "Otto Brandt lost his appeal in May.", "No"),
        ("Did the board tell Rosa Lind?", "The board did not inform Rosa Lind.", "No"),
        ("Did Rosa Lind back the plan?", "Rosa Lind stopped short of backing the plan.", "No"),
        ("Has the board approved the plan?", "The plan has yet to be approved by the board.", "No"),
        ("Did Otto Brandt plead guilty?", "Otto Brandt was jailed without parole after he pleaded guilty.", "Yes"),
        ("Did Rosa Lind resign?", "After resigning on Friday, Rosa Lind left the town.", "Yes"),
        ("Was Rosa Lind in favour of the sale?", "Rosa Lind was resistant to the sale.", "No"),
        ("Did Rosa Lind sell the mill?", "Rosa Lind weighed a sale of the mill but decided against it.", "No"),
        ("Did Rosa Lind call off the vote?", "Rosa Lind opted to cancel the vote.", "Yes"),
        ("Did the mill have to let clerks go?", "The mill had to lay off clerks.", "Yes"),
        ("Did Rosa Lind say sorry?", "Rosa Lind apologized to the weavers.", "Yes"),
        ("Did anyone die of the tainted cheese?", "Three fell ill, but no deaths have been reported.", "No"),
        ("Did Rosa Lind say who will row?", "Rosa Lind says rowers are ready, though she declined to name any.", "No"),
        ("Did Rosa Lind get out before the roof came down?", "Rosa Lind escaped before the roof fell.", "Yes"),
    ],
)
def test_what_is_put_in_other_words_is_judged(answered: Ask, asked: str, report: str, head: str) -> None:
    assert answered(asked, report).text.startswith(head)


@pytest.mark.parametrize(
    ("asked", "report"),
    [
        ("Did Otto Brandt dismiss the board?", "The board dismissed its engineer, Otto Brandt, on Monday."),
        ("Was it Rosa Lind who dismissed Otto Brandt?", "Per Holt dismissed Otto Brandt. Rosa Lind, 41, said no."),
        ("Was Rosa Lind dismissed?", "At the meeting with Rosa Lind, Otto Brandt was dismissed."),
        ("Did Rosa Lind resign?", "Rosa Lind did not want a vote before Otto Brandt resigned."),
        ("Did Rosa Lind resign?", "The skipper resigned, which pleased the crew, Rosa Lind and the owner."),
    ],
)
def test_what_another_does_or_suffers_is_neither_yes_nor_no(answered: Ask, asked: str, report: str) -> None:
    assert answered(asked, report).abstained


def test_she_who_opens_a_sentence_is_nobody_else(answered: Ask) -> None:
    assert answered("Did Rosa Lind apologise?", "She apologised to the crew.").text.startswith("Yes")


def test_what_somebody_has_to_do_is_told_by_an_order(answered: Ask) -> None:
    told = answered("Is it true that Holm has to pay Rosa Lind back?", "The court ordered Holm to reimburse Rosa Lind.")
    assert told.text.startswith("Yes")


def test_how_it_was_not_done_is_a_no(answered: Ask) -> None:
    report = "Two swans were found dead at Holm from something not due to natural causes."
    assert answered("Did the swans at Holm die naturally?", report).text.startswith("No")


def test_what_another_says_who_is_named_before_is_not_what_somebody_wants(
    answered: Ask, scene: Scenes, question: Asked
) -> None:
    made = scene(
        "Rosa Lind runs the mill. “It is late,” said Per Holt. “We want the mill to close at once.”", published=DAY
    )
    item = made.evidence("We want")
    composer = Composer(FactsCache())
    asked = question("Does Rosa Lind want the mill to close?")
    assert composer.compose(asked, [item], [item.hit]).abstained
    assert composer.compose(question("Does Per Holt want the mill to close?"), [item], [item.hit]).text.startswith(
        "Yes"
    )
