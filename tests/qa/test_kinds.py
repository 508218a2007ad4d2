"""The words that ask tell what is asked for, however tersely it is typed."""

from __future__ import annotations

import pytest

from qa.kinds import asks_about_comments, asks_about_saying, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("When did the ferry sink?", "date"),
        ("ferry sinking when", "date"),
        ("On which day was the vote held?", "date"),
        ("date of the verdict", "date"),
        ("In what year was the dam built?", "date"),
        ("Who signed the order?", "actor"),
        ("Which minister signed the order?", "actor"),
        ("Did the mayor of Holm resign?", "yesno"),
        ("Is the director of the mill ill?", "yesno"),
        ("name of the harbour master", "actor"),
        ("Which tennis star missed the final?", "actor"),
        ("The ferry sank off Harlow. When was it built?", "date"),
        ("The skipper who fled in May is back. How many days was he away?", "number"),
        ("When did Sen. Lund resign?", "date"),
        ("Which North African country was flooded?", "place"),
        ("Which retailer shut its shops?", "actor"),
        ("which economist warned about debt", "actor"),
        ("How many passengers were on board?", "number"),
        ("turnout percent", "number"),
        ("What did Ida Holt pay for the mill?", "number"),
        ("By what margin did the motion pass?", "number"),
        ("In which shop was the ticket sold?", "place"),
        ("how strong were the winds", "number"),
        ("Where did the ferry sink?", "place"),
        ("what city hosts the final", "place"),
        ("What did the mayor say about the tolls?", "position"),
        ("mayor's position on tolls", "position"),
        ("What solution does the mayor propose?", "position"),
        ("How does the mayor justify the tolls?", "position"),
        ("On what grounds does the mayor defend the tolls?", "position"),
        ("What company did the mayor accuse?", "actor"),
        ("What explains the rise according to the mayor?", "open"),
        ("What reason did the bank give for sacking its teller?", "open"),
        ("How did the union respond to the offer?", "position"),
        ("What did the union call the offer?", "position"),
        ("What did they call the ship?", "open"),
        ("Who compared the toll to a theft?", "actor"),
        ("the union's explanation for walking out", "position"),
        ("How do the mayor and the union differ on tolls?", "compare"),
        ("tolls per day according to the different papers", "compare"),
        ("what did it cost according to Lund and what according to Holt", "compare"),
        ("Do the mayor and the union give the same figure?", "compare"),
        ("Which was first, the strike or the fire?", "compare"),
        ("What do Lund and Holt say about the tolls?", "compare"),
        ("Was the second strike longer than the first?", "compare"),
        ("What did Lund promise in March and what in May?", "compare"),
        ("Did more than 60 lorries pay?", "yesno"),
        ("On which day did Lund and Holt meet?", "date"),
        ("What would mending the roof cost?", "number"),
        ("mayor reaction bridge closure", "position"),
        ("List the towns without power", "list"),
        ("which towns lost power", "list"),
        ("How do Ada Lund and Per Roth speak about the dam?", "compare"),
        ("When did Ada Lund and Per Roth speak about the dam?", "date"),
        ("Which Norwegian ministers spoke of the tram?", "list"),
        ("Which Norwegian minister spoke of the tram?", "actor"),
        ("Did the mayor resign?", "yesno"),
        ("Why was the bridge closed?", "open"),
        ("bridge closure reasons unclear", "open"),
        # words that ask for a kind only where they are what is asked
        ("What tool measured the amount of dust?", "open"),
        ("What happened to the rate of interest?", "open"),
        ("strike: number of trams at rest", "number"),
        ("What was the average number of trams a day?", "number"),
        ("What was believed to be the cause of the fire?", "open"),
        ("What was said about the fire?", "position"),
        ("What does the state own?", "place"),
        ("What causes delays at the lock?", "open"),
        ("Who were the drivers hired by?", "actor"),
        ("Which famous singer opened the hall?", "actor"),
        ("In what year were more trams built than in 2005?", "date"),
        ("Who waited for more than two hours?", "actor"),
        ("Who disagreed with the verdict?", "actor"),
        ("Which ship took a different course?", "open"),
        ("What different figures do the papers give?", "compare"),
        ("Were more trams built in 2004 than in 2005?", "compare"),
    ],
)
def test_the_kind_follows_the_asking_words(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_when_inside_a_sentence_is_no_question_of_a_date() -> None:
    assert kind_of("What did the mayor say when he met the union?") == "position"


def test_the_second_question_counts_where_the_first_wants_yes_or_no() -> None:
    assert kind_of("Did the mayor resign? What did he say?") == "position"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("What do commenters think of the tolls?", True),
        ("what did readers write under the article", True),
        ("comments on the ferry story", True),
        ("Did the ministry decline to comment?", False),
        ("What was the mayor's comment?", False),
    ],
)
def test_what_readers_wrote_is_told_from_what_officials_commented(text: str, about: bool) -> None:
    assert asks_about_comments(text) is about


@pytest.mark.parametrize(
    "text", ["Has Ada Lund changed her mind on the pier?", "Has the union's position on tolls shifted since May?"]
)
def test_whether_somebody_changed_their_mind_asks_for_what_they_said(text: str) -> None:
    assert kind_of(text) == "position"


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("When will the new rules take effect?", False),
        ("Where did the meeting take place?", False),
        ("When did Lund take office?", False),
        ("What is Lund's take on the quay?", True),
        ("What was her take?", True),
    ],
)
def test_what_takes_effect_or_place_is_nothing_said(asked: str, about: bool) -> None:
    assert asks_about_saying(asked) is about


def test_what_worries_somebody_is_their_position() -> None:
    assert kind_of("What worries Ada Lund about the toll?") == "position"
