"""What every passage store does: the one in memory, the one in a folder, and the one on a Chroma server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from llama_index.core import VectorStoreIndex
from llama_index.vector_stores.chroma import ChromaVectorStore

from index.address import Address
from index.follower import Follower
from index.ports import Entry, KeptFacts
from index.records import Document, PassageFilter
from index.store import Store
from tests.chroma import ChromaServer
from tests.index.stores import ANY_KIND, MODEL, add, ids, make, prints, put, vector


class PassageStoreContract:
    """`store` is an empty store of 384 dimensions."""

    def test_a_document_comes_back_as_it_was_given(self, store: Any) -> None:
        document, passages = make(
            "a",
            "Кальмар 🦑 is cheap.",
            "A second\none.",
            comment="So it is!",
            title="Squid",
            source="Quay Post",
            published=date(2021, 5, 30),
            captured=date(2021, 6, 2),
            url="https://quay.example/a",
            author="B. Writer",
        )
        add(store, document, passages, [vector(n) for n in range(3)])
        assert store.document("a") == document
        assert store.documents() == (document,)
        assert store.passages("a") == tuple(passages)
        assert prints(store) == {"a": "print"}

    def test_what_is_not_there_is_none_and_removing_it_no_error(self, store: Any) -> None:
        store.remove("nobody")
        assert store.document("nobody") is None
        assert store.passages("nobody") == ()
        assert store.dense(vector(0), 3, ANY_KIND) == []
        assert store.lexical(["word"], 3, ANY_KIND) == []

    def test_facts_are_kept_until_their_document_is_stored_again_or_removed(self, store: Any) -> None:
        found = KeptFacts("of this", b"\x00facts\xff")
        put(store, "a", "Apples ripen.")
        store.keep_facts({"a": found, "nobody": found})
        assert store.facts("a") == found
        assert store.facts("nobody") is None
        put(store, "a", "Pears ripen.")
        assert store.facts("a") is None
        store.keep_facts({"a": found})
        store.remove("a")
        assert store.facts("a") is None

    def test_a_document_stored_again_leaves_nothing_of_its_earlier_text(self, store: Any) -> None:
        put(store, "a", "Apples ripen.", "Pears ripen.", "Plums ripen.")
        newer = put(store, "a", "Cherries ripen.", first=7, print_="other")
        assert store.documents() == (newer,)
        assert prints(store) == {"a": "other"}
        assert store.lexical(["apples", "pears"], 5, ANY_KIND) == []
        assert [(h.passage.text, round(h.score, 5)) for h in store.dense(vector(7), 5, ANY_KIND)] == [
            ("Cherries ripen.", 1.0)
        ]
        assert dict(store.frequencies()) == {"cherries": 1, "ripen": 1}

    def test_a_removed_document_is_found_by_nothing(self, store: Any) -> None:
        put(store, "a", "Apples ripen.")
        kept = put(store, "b", "Pears ripen.", first=1)
        store.remove("a")
        assert store.documents() == (kept,)
        assert store.passages("a") == ()
        assert ids(store.dense(vector(0), 5, ANY_KIND)) == ["b:0"]
        assert ids(store.lexical(["ripen"], 5, ANY_KIND)) == ["b:0"]
        assert dict(store.frequencies()) == {"pears": 1, "ripen": 1}

    def test_several_are_stored_at_once_the_last_of_an_id_staying(self, store: Any) -> None:
        put(store, "a", "Apples ripen.", first=5)
        made = [make("a", "Pears ripen."), make("b", "Plums ripen.", "Figs ripen."), make("b", "Dates ripen.")]
        store.add_all([Entry(*one, [vector(n) for n in range(len(one[1]))], "print") for one in made])
        store.add_all([])
        hits = store.lexical(["ripen"], 9, ANY_KIND)
        assert {hit.passage.text for hit in hits} == {"Pears ripen.", "Dates ripen."}
        assert len(store.dense(vector(0), 9, ANY_KIND)) == 2

    def test_documents_come_by_path(self, store: Any) -> None:
        for name in ("m", "z", "b"):
            put(store, name, "Text.")
        assert [document.path for document in store.documents()] == [f"/papers/{name}.txt" for name in "bmz"]

    def test_a_document_without_passages_is_kept(self, store: Any) -> None:
        document = put(store, "a")
        assert store.documents() == (document,)

    def test_vectors_that_do_not_fit_the_passages_are_refused(self, store: Any) -> None:
        document, passages = make("a", "One.", "Two.")
        with pytest.raises(ValueError, match="vector"):
            add(store, document, passages, [vector(0)])
        with pytest.raises(ValueError, match="vector"):
            add(store, document, passages, [[1.0], [2.0]])
        assert store.documents() == ()

    def test_the_nearest_passages_come_first_with_their_cosine(self, store: Any) -> None:
        put(store, "a", "North.", "East.")
        asked = [3.0, 4.0, *[0.0] * 382]
        hits = store.dense(asked, 2, ANY_KIND)
        assert ids(hits) == ["a:1", "a:0"]
        assert [hit.score for hit in hits] == pytest.approx([0.8, 0.6], abs=1e-5)

    def test_a_search_gives_at_most_k(self, store: Any) -> None:
        put(store, "a", *["The same words."] * 5)
        for k in (0, 1, 4):
            assert len(store.dense(vector(0), k, ANY_KIND)) == k
            assert len(store.lexical(["words"], k, ANY_KIND)) == k
        assert len(store.dense(vector(0), 50, ANY_KIND)) == len(store.lexical(["words"], 50, ANY_KIND)) == 5

    def test_words_are_found_in_their_other_forms_and_in_the_title(self, store: Any) -> None:
        put(store, "a", "The trawler was fishing.", title="Harbour")
        put(store, "b", "Nothing of the kind.")
        for term in ("fishes", "TRAWLERS", "harbours"):
            assert ids(store.lexical([term], 5, ANY_KIND)) == ["a:0"]

    def test_the_rarer_word_and_the_denser_passage_win(self, store: Any) -> None:
        put(store, "a", "Cod cod cod.", "Cod and many other words that are of no use to anyone.", "Ling.", "Tuna.")
        put(store, "b", *["Plaice is here."] * 3)
        assert ids(store.lexical(["cod"], 5, ANY_KIND)) == ["a:0", "a:1"]
        assert ids(store.lexical(["plaice", "ling"], 5, ANY_KIND))[0] == "a:2"

    @pytest.mark.parametrize(
        "term",
        [
            *('"', '""', "a OR", "NOT a", "NEAR(a b)", "a*", "text:a", "-a", "^a", "(", "{a}", "a AND (b"),
            *("'; DROP TABLE passages; --", "\x00", "a\x00b", "\ud800", "…", "", " "),
        ],
    )
    def test_no_term_is_read_as_an_operator(self, store: Any, term: str) -> None:
        put(store, "a", "Plain prose.")
        assert ids(store.lexical([term, "prose"], 5, ANY_KIND)) == ["a:0"]
        assert store.lexical([term], 5, ANY_KIND) == []

    def test_thousands_of_terms_are_searched(self, store: Any) -> None:
        put(store, "a", "Plain prose.")
        assert ids(store.lexical([*(f"word{n}" for n in range(3000)), "prose"], 5, ANY_KIND)) == ["a:0"]

    def test_comments_are_left_out_unless_asked_for(self, store: Any) -> None:
        put(store, "a", "An opinion.", comment="Another opinion.")
        asked = [1.0, 1.0, *[0.0] * 382]
        for where, expected in (
            (PassageFilter(), ["a:0"]),
            (PassageFilter(kinds=("comment",)), ["a:1"]),
            (PassageFilter(kinds=("article", "comment")), ["a:0", "a:1"]),
            (ANY_KIND, ["a:0", "a:1"]),
        ):
            assert sorted(ids(store.dense(asked, 5, where))) == expected
            assert sorted(ids(store.lexical(["opinion"], 5, where))) == expected

    def test_what_passes_a_filter_is_found_behind_any_number_of_better_passages(self, store: Any) -> None:
        put(store, "a", *["Opinion."] * 20, comment="There is at the very least one other opinion about this.")
        assert ids(store.lexical(["opinion"], 1, PassageFilter(kinds=("comment",)))) == ["a:20"]
        assert len(store.lexical(["opinion"], 30, PassageFilter())) == 20

    @pytest.mark.parametrize(
        ("where", "expected"),
        [
            (PassageFilter(after=date(2020, 2, 29)), "bc"),
            (PassageFilter(after=date(2020, 3, 1)), "c"),
            (PassageFilter(before=date(2020, 2, 29)), "ab"),
            (PassageFilter(before=date(2019, 12, 30)), ""),
            (PassageFilter(after=date(2019, 12, 31), before=date(2020, 2, 29)), "ab"),
            (PassageFilter(after=date(2021, 1, 1), before=date(2020, 1, 1)), ""),
            (PassageFilter(sources=("Quay Post",)), "ad"),
            (PassageFilter(sources=("Quay Post", "Tide")), "abd"),
            (PassageFilter(sources=("quay post",)), ""),
            (PassageFilter(documents=frozenset("ad")), "ad"),
            (PassageFilter(documents=frozenset()), ""),
            (PassageFilter(sources=("Quay Post",), after=date(1990, 1, 1)), "a"),
        ],
    )
    def test_every_filter_that_is_set_must_hold(self, store: Any, where: PassageFilter, expected: str) -> None:
        put(store, "a", "News.", published=date(2019, 12, 31), source="Quay Post")
        put(store, "b", "News.", published=date(2020, 2, 29), source="Tide")
        put(store, "c", "News.", published=date(2022, 8, 1))
        put(store, "d", "News.", source="Quay Post")
        assert sorted(ids(store.dense(vector(0), 9, where))) == [f"{name}:0" for name in expected]
        assert sorted(ids(store.lexical(["news"], 9, where))) == [f"{name}:0" for name in expected]

    def test_the_outline_counts_passages_and_names_outlets(self, store: Any) -> None:
        put(store, "a", "One.", "Two.", published=date(2019, 12, 31), source="Quay Post")
        put(store, "b", "Three.", source="Tide")
        put(store, "c", "Four.")
        outline = store.outline()
        assert (outline.passages, outline.dated) == (4, ("Quay Post",))
        assert sorted(outline.undated, key=str) == [None, "Tide"]

    def test_frequencies_count_passages_not_occurrences(self, store: Any) -> None:
        put(store, "a", "Rain, rain and RAIN.", "No rain.")
        put(store, "b", "Snow and sleet-rain.")
        assert dict(store.frequencies()) == {"rain": 3, "and": 2, "no": 1, "snow": 1, "sleet": 1}

    def test_a_writer_may_add_and_remove_within_its_turn(self, store: Any) -> None:
        with store.writing(), store.writing():
            put(store, "a", "Text.")
            store.remove("a")
        assert store.documents() == ()

    def test_closing_twice_is_no_error(self, store: Any) -> None:
        store.close()
        store.close()


class TestMemoryStore(PassageStoreContract):
    @pytest.fixture
    def store(self, memory_store: Any) -> Any:
        return memory_store


class ChromaContract(PassageStoreContract):
    """The same for stores that keep their vectors in Chroma."""

    def test_stock_llama_index_retrieves_our_passages(self, store: Any, embedder: Any) -> None:
        facts = {"title": "At sea", "source": "Tide", "published": date(2020, 5, 1)}
        document, passages = make("a", "Herring shoals moved north.", "The council met.", **facts)
        add(store, document, passages, embedder.get_text_embedding_batch([passage.text for passage in passages]))
        index = VectorStoreIndex.from_vector_store(ChromaVectorStore(store.collection), embed_model=embedder)
        best = index.as_retriever(similarity_top_k=1).retrieve("herring shoals")[0].node
        assert (best.node_id, best.text, best.ref_doc_id) == ("a:0", "Herring shoals moved north.", "a")
        assert document.text[best.start_char_idx : best.end_char_idx] == best.text
        expected = {"document_id": "a", "kind": "article", "ordinal": 0, "start": 0, "end": 27}
        assert best.metadata.items() >= {**expected, "title": "At sea", "source": "Tide", "published": 20200501}.items()
        store.close()
        assert index.as_retriever(similarity_top_k=1).retrieve("the council")[0].node.node_id == "a:1"


class TestFolder(ChromaContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        opened = Store.open(tmp_path / "data", **MODEL)
        yield opened
        opened.close()


class TestServer(ChromaContract):
    @pytest.fixture
    def store(self, connect: Callable[..., Follower]) -> Follower:
        return connect()


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 12))
FILTERS = st.builds(
    PassageFilter,
    after=DAYS,
    before=DAYS,
    sources=st.lists(st.sampled_from(["North", "South", 'O\'Brien "East"', "Nowhere"]), max_size=2).map(tuple),
    kinds=st.lists(st.sampled_from(["article", "comment"]), max_size=2, unique=True).map(tuple),
    documents=st.none() | st.frozensets(st.sampled_from([f"d{n}" for n in range(40)])),
)


class TestAgainstTheOracle:
    """The store in memory filters by plain comparisons; the real one must find the same passages."""

    @pytest.fixture(scope="class", params=["folder", "server"])
    def real(
        self, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, chroma: ChromaServer
    ) -> Iterator[Store]:
        folder, address = tmp_path_factory.mktemp("oracle"), Address("127.0.0.1", chroma.port, collection="oracle")
        server = request.param == "server"
        opened = Follower.connect(folder, address, **MODEL) if server else Store.open(folder, **MODEL)
        yield opened
        opened.close()

    @pytest.fixture(scope="class")
    def both(self, real: Store) -> tuple[Store, list[tuple[Document, list]]]:
        content = []
        for number in range(30):
            document, passages = make(
                f"d{number}",
                "Common words.",
                f"Number {number} common.",
                comment="A common comment." if number % 3 else "",
                source=("North", "South", 'O\'Brien "East"', None)[number % 4],
                published=date(2020, 1, 1 + number % 10) if number % 7 else None,
            )
            vectors = [vector(number * 3 + passage.ordinal) for passage in passages]
            add(real, document, passages, vectors)
            content.append((document, passages, vectors))
        return real, content

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(where=FILTERS, asked=st.integers(0, 89))
    def test_both_searches_filter_alike(self, both: Any, memory_store: Any, where: PassageFilter, asked: int) -> None:
        real, content = both
        for document, passages, vectors in content:
            add(memory_store, document, passages, vectors)
        expected = memory_store.dense(vector(asked), 200, where)
        found = real.dense(vector(asked), 200, where)
        assert sorted(ids(found)) == sorted(ids(expected))
        assert found[:1] == [] or found[0].score == pytest.approx(expected[0].score, abs=1e-5)
        assert set(ids(real.lexical(["common"], 200, where))) == set(ids(expected))
