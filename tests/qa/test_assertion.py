"""An event that happened is told from one that was refused, planned, threatened or only possible."""

from __future__ import annotations

import pytest

from qa.assertion import asks_of_denied, asks_of_done, told


def _told(sentence: str, verb: str) -> str:
    return told(sentence, 0, sentence.index(verb))


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("The dyke plant delivered its first power on Friday.", "delivered"),
        ("The mill began to leak in May.", "leak"),
        ("The chairman was forced to resign.", "resign"),
        ("He did not hesitate, and the crew left the ship.", "left"),
        ("Not only the roof burned.", "burned"),
        ("The menu has not changed since its founding in 1948.", "founding"),
        ("The bank, which does not lend, closed two branches.", "closed"),
        ("The club chose Ada Lund, a former keeper, and named her to succeed him.", "succeed"),
        ("It leaks, according to inspection records.", "inspection"),
        ("The club said it would stay, but the coach resigned.", "resigned"),
    ],
)
def test_what_happened_is_told_as_so(sentence: str, verb: str) -> None:
    assert _told(sentence, verb) == "so"


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("The chairman refused to resign.", "resign"),
        ("No passenger was injured.", "injured"),
        ("The bank rejected a call by the union to dismiss him.", "dismiss"),
        ("The firm said it wouldn't sue the town.", "sue"),
        ("His successor has not been named.", "successor"),
        ("There is no indication that the firm has called a meeting.", "called"),
    ],
)
def test_what_did_not_happen_is_told_as_not_so(sentence: str, verb: str) -> None:
    assert _told(sentence, verb) == "not"


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("A neighbour threatened to shoot the wolf.", "shoot"),
        ("I do not like to see them robbed.", "robbed"),
        ("The bridge will be closed in June.", "closed"),
        ("The consuls were told to be gone by May.", "gone"),
        ("The minister called for a ban on nets.", "ban"),
        ("The owner is suspected of burning the barn.", "burning"),
        ("If the council sells the pool, swimmers will go to court.", "sells"),
        ("He will sue unless the mayor agrees to meet him.", "meet"),
        ("Talk goes on of a possible sale of the mill.", "sale"),
        ("He talked about jailing the mayor.", "jailing"),
        ("The owner is mulling a sale of the mill.", "sale"),
        ("A merger of the two mills would cost jobs.", "merger"),
        ("That could include suing the owner and fining the crew.", "fining"),
        ("He spoke to those calling for Lund's resignation.", "resignation"),
        ("She argued that closing the pool would cost jobs.", "closing"),
    ],
)
def test_what_is_only_wished_or_to_come_is_unreal(sentence: str, verb: str) -> None:
    assert _told(sentence, verb) == "unreal"


def test_a_question_of_the_past_takes_its_verb_for_done() -> None:
    assert asks_of_done("When did the chairman resign?", "resign")
    assert asks_of_done("Who shot the wolf?", "shot")
    assert asks_of_done("When did Lund sell the Planned Towns Board?", "sell")
    assert not asks_of_done("When does the bridge close?", "close")
    assert not asks_of_done("Who leaves the bank in May?", "leaves")
    assert not asks_of_done("When was the bridge supposed to close?", "close")


def test_a_question_may_itself_be_of_what_was_not_done() -> None:
    assert asks_of_denied("Why did the chairman refuse to resign?")
    assert not asks_of_denied("Why did the chairman resign?")
