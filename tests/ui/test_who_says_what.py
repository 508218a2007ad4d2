"""Who says what: one row a claim, and disagreement marked only where it can be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from index.records import Document
from qa.records import Answer, Citation, Claim, Question
from ui import render, who_says_what


@pytest.fixture
def compared(document: Document) -> Any:
    """Makes a comparison of these claims, each cited from a document of its own."""

    def make(*claims: Claim, kind: Any = "compare") -> Answer:
        citations = tuple(
            Citation(
                number, "words", 0, 5, "words",
                replace(document, id=f"d{number}", source=f"Outlet {number}", published=date(2020, 5, number)),
            )
            for number, _ in enumerate(claims, 1)
        )  # fmt: skip
        told = tuple(replace(claim, markers=(number,)) for number, claim in enumerate(claims, 1))
        return Answer("…", Question("q?", "q?", kind, ()), citations=citations, claims=told, confidence=0.6)

    return make


def claim(words: str, speaker: str | None = None, date: str | None = None, **more: Any) -> Claim:
    return Claim(words, (1,), speaker, date, words=words, **more)


def told(written: str, **more: Any) -> Claim:
    """A claim of `14 million — “The roof …”`, or of a sentence alone."""
    short, dash, words = written.partition(" — ")
    return claim(words, short=short, **more) if dash else claim(written, **more)


def test_each_claim_is_a_row_with_its_speaker_and_a_way_to_its_passage(compared: Any) -> None:
    answer = compared(
        claim('"The milk was fine," she said.', "Una Ferrar", "2020-04-30"),
        claim("“The herd fell ill.”"),
    )
    first, second = who_says_what.rows(answer, 4)
    assert (first.who, first.when) == ("Una Ferrar", "30 April 2020")
    assert first.claim.words == '"The milk was fine," she said.'
    assert (second.who, second.source) == ("Outlet 2", "Outlet 2 · 2 May 2020")
    shown = who_says_what.table(answer, 4)
    assert 'data-open="4-1"' in shown
    assert "differs" not in shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "14 million — “The roof would cost 14 million crowns.”",
            "22 million — “She put it at 22 million crowns.”",
        ),
        ("“Nine goats were found on the moor.”", "“Twelve goats were found on the moor on Monday.”"),
        ("“The gate was never locked at night.”", "“The gate was locked every night, he said.”"),
    ],
)
def test_figures_for_one_thing_and_sentences_that_say_the_opposite_are_marked_on_both_sides(
    compared: Any, one: str, other: str
) -> None:
    answer = compared(told(one, speaker="Ada Lund"), told(other))
    first, second = who_says_what.rows(answer, 1)
    assert first.differs
    assert first.differs[0].endswith("Outlet 2")
    assert second.differs
    assert second.differs[0].endswith("Ada Lund")
    assert who_says_what.disagree(answer)


def test_days_of_one_event_differ_and_those_of_two_events_do_not(compared: Any) -> None:
    def dated(of: str, day: str, value: str) -> Claim:
        return claim(f"“It opened on {day}.”", date=value, short=day, of=of)

    one, other = dated("", "3 May 2020", "2020-05-03"), dated("", "9 May 2020", "2020-05-09")
    assert who_says_what.rows(compared(one, other, kind="date"), 1)[0].differs == ("another day than Outlet 2",)
    assert not who_says_what.disagree(compared(one, one, kind="date"))
    ordered = (
        dated("the ford", "3 May 2020", "2020-05-03"),
        dated("the mill", "9 May 2020", "2020-05-09"),
    )
    assert not who_says_what.disagree(compared(*ordered))


def test_who_denies_is_marked_and_who_is_denied_is_not(compared: Any) -> None:
    answer = compared(
        claim("“The pump leaked oil, the union said.”"), claim("“The owner denied that anything leaked.”")
    )
    first, second = who_says_what.rows(answer, 1)
    assert (first.differs, second.differs) == ((), ("denies, unlike Outlet 1",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Work takes five months.”", "“Work costs nine crowns.”"),
        (
            "38 million — “It was licensed for 38 million litres a day.”",
            "Two days — “It opened two days after the licence.”",
        ),
        ("24 — “Twenty-four barges were stuck.”", "Twenty-four — “24 barges were stuck there.”"),
        ("“The ferry is not running.”", "“The mayor thanked the nurses.”"),
    ],
)
def test_what_speaks_of_something_else_or_says_the_same_is_not_called_a_disagreement(
    compared: Any, one: str, other: str
) -> None:
    assert not who_says_what.disagree(compared(told(one), told(other)))


def test_what_was_replaced_is_told_as_such_and_differs_from_nobody(compared: Any) -> None:
    answer = compared(told("12 — “12 goats died.”"), told("9 — “9 goats died.”", replaced=True), kind="number")
    first, second = who_says_what.rows(answer, 1)
    assert (first.differs, second.differs) == ((), (who_says_what.REPLACED,))
    assert not who_says_what.disagree(answer)


def test_other_answers_have_no_table_unless_their_sources_differ(compared: Any, answer: Answer) -> None:
    assert who_says_what.table(answer, 1) == ""
    assert who_says_what.table(compared(claim("“One.”"), claim("“Two.”"), kind="position"), 1) == ""
    assert who_says_what.table(compared(claim("“One.”", "Ada Lund"), claim("“Two.”", "Ada Lund")), 1) == ""
    differing = compared(told("9 — “9 goats died.”"), told("12 — “12 goats died.”"), kind="number")
    assert "another figure than" in who_says_what.table(differing, 1).casefold()
    assert "the claims differ" in render.answer_message(differing, 1)
    assert "the claims differ" not in render.answer_message(answer, 1)


def test_words_of_documents_stay_text(compared: Any) -> None:
    shown = who_says_what.table(compared(claim("<b onclick=x>“a”</b>", "<i>"), claim("“b”")), 1)
    assert "<b " not in shown
    assert "<i>" not in shown
