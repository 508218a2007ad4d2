"""What is worked out once per document: dates, people and statements of the article alone, at their own offsets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.facts import FactsCache, only_article, read_facts
from index.records import Document, Span

ARTICLE = "Mayor Ines Calder closed the pier on Wednesday. She said that it would open in May."
COMMENT = "Hugo Brandt\nI was there on Friday and he said nothing."
TEXT = f"Home | News | Sport\n{ARTICLE}\n{COMMENT}"
START = TEXT.index(ARTICLE)
DOCUMENT = Document(
    id="d1",
    path="/tmp/pier.txt",
    title="Pier closed",
    source=None,
    published=date(2023, 3, 16),
    published_note="header line",
    captured=None,
    text=TEXT,
    spans=(
        Span(0, START, "residue"),
        Span(START, START + len(ARTICLE), "article"),
        Span(START + len(ARTICLE) + 1, len(TEXT), "comment", "Hugo Brandt"),
    ),
)


def test_what_is_no_article_is_blanked_and_offsets_stay() -> None:
    article = only_article(DOCUMENT)
    assert len(article) == len(TEXT)
    assert article.strip() == ARTICLE
    assert article.index(ARTICLE) == START


def test_dates_and_people_are_those_of_the_article() -> None:
    facts = read_facts(DOCUMENT)
    assert [TEXT[d.start : d.end] for d in facts.dates] == ["Wednesday", "May"]
    assert facts.dates[0].value == "2023-03-15"
    assert "Hugo Brandt" not in {actor.name for actor in facts.actors}


def test_a_pronoun_means_the_person_spoken_of() -> None:
    facts = read_facts(DOCUMENT)
    assert (TEXT.index("She"), "Ines Calder") in facts.references


def test_sentences_keep_their_kind_and_writer() -> None:
    kinds = {(s.kind, s.author) for s in read_facts(DOCUMENT).sentences}
    assert kinds == {("article", None), ("comment", "Hugo Brandt")}


def test_a_place_is_found_in_its_sentence_and_residue_in_none() -> None:
    facts = read_facts(DOCUMENT)
    assert facts.sentence_at(START) == 0
    assert facts.sentence_at(0) is None


def undated(article: str) -> Document:
    return replace(
        DOCUMENT, text=article, published=None, published_note="undated", spans=(Span(0, len(article), "article"),)
    )


def test_an_undated_page_counts_from_the_one_report_it_links_to_and_says_so() -> None:
    found = read_facts(undated("He spoke on Wednesday. (https://wire.example/2023/03/16/pier-closed)")).dates[0]
    assert found.value == "2023-03-15"
    assert "counted from the linked report of 16 March 2023" in found.note


def test_two_linked_reports_fix_nothing() -> None:
    links = "(https://wire.example/2023/03/16/pier) (https://wire.example/2023/04/20/pier)"
    assert read_facts(undated(f"He spoke on Wednesday. {links}")).dates[0].value is None


def test_facts_are_read_once_as_long_as_the_text_stays_the_same() -> None:
    cache = FactsCache(size=1)
    first = cache.of(DOCUMENT)
    assert cache.of(DOCUMENT) is first
    assert cache.of(undated("Another text on Monday.")) is not first
    assert cache.of(DOCUMENT) is not first, "the least recently used was given up"


@pytest.mark.parametrize(
    ("sentence", "month"),
    [
        ("That cleared the way for May.", False),
        ("The job went to May, who had waited.", False),
        ("It came a day after May spoke.", False),
        ("The bridge opens in May.", True),
        ("It had rained since last May.", True),
        ("They met on 3 May 2016.", True),
    ],
)
def test_in_a_report_on_mrs_may_her_name_is_no_month(sentence: str, month: bool) -> None:
    text = f"Theresa May leads the council. {sentence}"
    document = replace(DOCUMENT, text=text, spans=(Span(0, len(text), "article"),))
    assert any("May" in found.text for found in read_facts(document).dates) is month
