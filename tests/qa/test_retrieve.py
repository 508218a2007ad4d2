"""Which passages a question finds: by meaning and by words, within its filters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.ports import Entry
from qa.records import Filters
from qa.retrieve import Retriever, foremost
from qa.vectors import VectorCache
from qa.words import Rarity
from tests.qa.lines import Asked, Scenes


@pytest.fixture
def fill(memory_store: Any, embedder: Any) -> Callable[..., None]:
    """Puts scenes into the store in memory."""

    def filled(*scenes: Any) -> None:
        for made in scenes:
            vectors = embedder.get_text_embedding_batch([made.passage.text])
            memory_store.add_all([Entry(made.document, [made.passage], vectors, "print")])

    return filled


@pytest.fixture
def retriever(memory_store: Any, embedder: Any) -> Retriever:
    return Retriever(memory_store, VectorCache(embedder))


@pytest.fixture
def papers(scene: Scenes, fill: Callable[..., None]) -> None:
    fill(
        scene("The pier of Selby is shut.", source="The Harlow Post", published=date(2023, 3, 1)),
        scene("The pier of Selby opens again.", source="Gulf Wire", published=date(2023, 5, 1)),
        scene("Nobody liked the pier of Selby.", source="Harlow Evening News"),
        scene("A walrus was seen.", source="Gulf Wire", published=date(2023, 5, 2)),
        scene("Shut the pier for good!", kind="comment", author="quaymouse", source="Gulf Wire"),
    )


def found(hits: list[Any]) -> list[str]:
    return [hit.passage.text for hit in hits]


@pytest.mark.usefixtures("papers")
class TestRetrieving:
    def test_the_best_come_first_with_their_ranks(self, retriever: Retriever, question: Asked) -> None:
        hits = retriever.retrieve(question("Is the pier of Selby shut?"), 3)
        assert found(hits)[0] == "The pier of Selby is shut."
        assert (hits[0].dense_rank, hits[0].lexical_rank) == (1, 1)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)

    def test_no_more_than_asked_for(self, retriever: Retriever, question: Asked) -> None:
        assert len(retriever.retrieve(question("the pier of Selby"), 2)) == 2

    def test_comments_are_found_only_by_questions_about_them(self, retriever: Retriever, question: Asked) -> None:
        assert {h.passage.kind for h in retriever.retrieve(question("Is the pier shut?"), 9)} == {"article"}
        about = retriever.retrieve(question("What do readers say about the pier?"), 9)
        assert found(about) == ["Shut the pier for good!"]

    def test_days_of_publication_bound_the_search_and_leave_the_undated_out(
        self, retriever: Retriever, question: Asked
    ) -> None:
        asked = question("the pier of Selby")
        since = replace(asked, filters=Filters(after=date(2023, 5, 1)))
        assert set(found(retriever.retrieve(since, 9))) == {"The pier of Selby opens again.", "A walrus was seen."}
        until = replace(asked, filters=Filters(before=date(2023, 3, 1)))
        assert found(retriever.retrieve(until, 9)) == ["The pier of Selby is shut."]

    def test_an_outlet_is_known_without_its_article_and_an_unknown_one_holds_nothing(
        self, retriever: Retriever, question: Asked
    ) -> None:
        asked = question("the pier of Selby")
        post = retriever.retrieve(replace(asked, filters=Filters(sources=("harlow post",))), 9)
        assert found(post) == ["The pier of Selby is shut."]
        assert retriever.retrieve(replace(asked, filters=Filters(sources=("Nowhere Herald",))), 9) == []

    def test_words_taken_over_from_the_question_before_are_searched_for(
        self, retriever: Retriever, question: Asked
    ) -> None:
        asked = question("Who saw it?")
        leaning = replace(asked, terms=(*asked.terms, "walrus"), context=("walrus",))
        assert found(retriever.retrieve(leaning, 1)) == ["A walrus was seen."]

    def test_without_words_the_meaning_alone_is_searched(self, retriever: Retriever) -> None:
        hits = retriever.search("A walrus was seen.", (), Filters(), ("article",), 2)
        assert found(hits)[0] == "A walrus was seen."
        assert {hit.lexical_rank for hit in hits} == {None}


def test_a_passage_that_copies_share_is_given_once_and_the_filter_takes_the_outlet_asked_for(
    retriever: Retriever, fill: Callable[..., None], scene: Scenes, question: Asked
) -> None:
    report = (
        "The harbour tower of Selby was lit again last night after eleven dark years, and {} people came to see it."
    )
    late, early, other = (report.format(count) for count in (400, 500, 500))
    fill(
        scene(late, source="Gulf Wire", published=date(2023, 5, 3)),
        scene(f"{early} Nobody was hurt at all.", source="Coast Daily", published=date(2023, 5, 4)),
        scene(f"{other}  Nobody was  hurt at all.", source="The Harlow Post", published=date(2023, 5, 2)),
    )
    hits = retriever.retrieve(question("Who saw the harbour tower of Selby lit?"), 5)
    assert sorted((hit.document.source, len(hit.document.copies)) for hit in hits) == [
        ("Gulf Wire", 2),
        ("The Harlow Post", 2),
    ]


def test_a_document_removed_since_the_search_is_left_out(
    retriever: Retriever, memory_store: Any, papers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = memory_store.document
    monkeypatch.setattr(memory_store, "document", lambda name: None if name == "d0" else kept(name))
    hits = retriever.search("the pier of Selby", ("pier",), Filters(), ("article",), 9)
    assert hits
    assert "The pier of Selby is shut." not in found(hits)


def test_an_empty_index_gives_nothing(retriever: Retriever, question: Asked, tmp_path: Path) -> None:
    assert retriever.retrieve(question("Is the pier shut?"), 5) == []


class TestReadingOrder:
    def test_the_rarer_word_of_the_question_counts_more(self, question: Asked, scene: Scenes) -> None:
        common, rare = scene("The pier is long.").hit, scene("Selby is quiet.").hit
        rarity = Rarity({"pier": 90, "selby": 1}, 100)
        assert foremost(question("Is the pier of Selby long?"), [common, rare], rarity, most=8)[0] is not rare
        assert foremost(question("the pier of Selby"), [common, rare], rarity, most=8)[0] is rare

    def test_passages_that_have_as_many_of_the_words_keep_their_order(self, question: Asked, scene: Scenes) -> None:
        hits = [scene(f"The pier of Selby, seen on day {day}.").hit for day in range(4)]
        assert foremost(question("the pier of Selby"), hits, Rarity({}, 1), most=8) == hits
        assert foremost(question("?"), hits, Rarity({}, 1), most=8) == hits

    def test_passages_with_little_of_what_the_best_have_are_not_read_but_for_the_first_ones(
        self, question: Asked, scene: Scenes
    ) -> None:
        better = [scene(f"The pier of Selby, seen on day {day}.").hit for day in range(2)]
        others = [scene(f"A pier, seen on day {day}.").hit for day in range(6)]
        asked, rarity = question("the pier of Selby"), Rarity({"pier": 90, "selby": 1}, 100)
        assert foremost(asked, others + better, rarity, most=8) == better + others[:2]
        assert foremost(asked, others + better, rarity, most=8, all_alike=True) == better + others
        assert foremost(asked, others + better, rarity, most=1) == better[:1]

    def test_a_passage_that_has_those_whom_the_question_names_is_read(self, question: Asked, scene: Scenes) -> None:
        best = [scene(f"Lund's lawyer, on day {day}.").hit for day in range(4)]
        named = scene("Ada Lund's attorney is Bo Roth.").hit
        read = foremost(
            question("Who is Lund's lawyer?"), [*best, named], Rarity({"lund": 90, "lawyer": 1}, 100), most=8
        )
        assert named in read
