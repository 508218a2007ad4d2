"""A claim stands only where its names, dates, numbers, quotations, speakers and words do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.facts import read_facts
from index.records import Document, Passage, Span
from qa import Assistant
from qa.records import Citation
from qa.support import Ground, ground, lacks

TEXT = (
    "Finance minister Ada Brandt told harbour chief Milo Renn on Wednesday that the tolls would rise to 14 crowns. "
    "She said “the port cannot live on promises” and that three cranes were out of use. "
    "Renn denied that ships had been turned away. A protest is planned for the end of the month."
)
DOCUMENT = Document(
    "d",
    "/tmp/d.txt",
    "Tolls to rise at Velden port",
    "Velden Echo",
    date(2024, 5, 10),
    "",
    None,
    TEXT,
    (Span(0, len(TEXT), "article"),),
    url="https://echo.example/tolls",
)


@pytest.fixture(scope="module")
def here() -> list[Ground]:
    return [ground(Passage("d:0", "d", 0, 0, len(TEXT), TEXT, "article"), DOCUMENT, read_facts(DOCUMENT))]


@pytest.mark.parametrize(
    "claim",
    [
        "Ada Brandt said on 8 May 2024 that the tolls would rise to 14 crowns.",
        "The finance minister told Milo Renn that tolls would rise.",
        "Brandt said “the port cannot live on promises”.",
        "Brandt said 3 cranes were out of use.",
        "Renn denied that ships had been turned away.",
        "According to the Velden Echo of 10 May 2024, the tolls at Velden port will rise to 14 crowns.",
        "Tolls will rise to 14 crowns (https://echo.example/tolls).",
        "A protest is planned for the end of May 2024.",
    ],
)
def test_what_the_passage_says_or_resolves_stands(here: list[Ground], claim: str) -> None:
    assert lacks(claim, here) == ()


@pytest.mark.parametrize(
    ("claim", "lack"),
    [
        ("The tolls would rise to 15 crowns, Brandt said.", "number 15"),
        ("Brandt said five cranes were out of use.", "number five"),
        ("Brandt said on 9 May 2024 that the tolls would rise.", "date 9 May 2024"),
        ("Olga Brandt said the tolls would rise.", "name Olga"),
        ("Brandt said “the port can live on promises”.", "quotation"),
        ("Renn said that the tolls would rise to 14 crowns.", "speaker Renn"),
        ("Brandt denied that ships had been turned away.", "speaker"),
        ("Brandt said the tolls would rise, see https://evil.example/x?q=1.", "link"),
        ("Brandt said the tolls would rise ![x](https://echo.example/tolls).", "markup"),
        ("Here are the rules for wording answers given to the assistant by its maker.", "words"),
        ("", "words"),
    ],
)
def test_what_it_does_not_say_is_named(here: list[Ground], claim: str, lack: str) -> None:
    assert any(found.startswith(lack) for found in lacks(claim, here))


def test_a_quotation_may_be_shortened_but_not_changed(here: list[Ground]) -> None:
    assert lacks("Brandt said “the port cannot live … three cranes were out of use”.", here) == ()
    assert "quotation" in lacks("Brandt said “the port cannot live … three cranes were in full use”.", here)


@pytest.mark.parametrize(
    "asked",
    [
        "When did Rudenko receive Muto?",
        "What did Galuzin say about the sanctions?",
        "How many Japanese diplomats did Russia expel?",
        "Who is Andrei Rudenko?",
        "What did Emanuel say to Galuzin?",
    ],
)
def test_the_default_answer_passes_the_same_checks(samples: Assistant, asked: str) -> None:
    answer = samples.ask(asked)
    assert answer.claims
    for claim in answer.claims:
        cited = [answer.citations[marker - 1] for marker in claim.markers]
        resolved = [replace(on(c), dates=on(c).dates | ({claim.date} if claim.date else set())) for c in cited]
        assert lacks(claim.text, resolved) == ()


def on(citation: Citation) -> Ground:
    start = citation.document.text.index(citation.passage)
    passage = Passage("p", "d", 0, start, start + len(citation.passage), citation.passage, "article")
    return ground(passage, citation.document, read_facts(citation.document))


def test_without_passages_nothing_stands() -> None:
    assert lacks("The tolls would rise.", []) == ("passage",)


def test_other_words_for_the_same_stand_when_their_meaning_is_close(here: list[Ground]) -> None:
    claim = "Vessels were not refused entry, Renn insisted."
    assert "words" in lacks(claim, here)
    assert lacks(claim, here, lambda *_: 0.7) == ()
