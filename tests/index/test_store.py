"""What every passage store does, on the one in memory and on the real one; then what only the real one can."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from llama_index.core import VectorStoreIndex
from llama_index.vector_stores.chroma import ChromaVectorStore

from index import catalogue
from index.errors import BadInput, IndexBusy, IndexDamaged, IndexMismatch
from index.folder import Folder
from index.ports import Entry
from index.records import Document, Passage, PassageFilter, Span
from index.store import Store

MODEL = {"model_name": "hashing", "dimension": 384}
ANY_KIND = PassageFilter(kinds=())


def vector(number: int) -> list[float]:
    """Vectors at right angles to each other."""
    return [float(place == number % 384) for place in range(384)]


def make(name: str, *texts: str, comment: str = "", **fields: Any) -> tuple[Document, list[Passage]]:
    """A document with one passage for each text, and one for the comment if there is one."""
    spans, passages, text = [], [], ""
    for ordinal, part in enumerate([*texts, *([comment] if comment else [])]):
        kind = "comment" if ordinal == len(texts) else "article"
        start = len(text) + bool(text)
        text = f"{text}\n{part}" if text else part
        spans.append(Span(start, len(text), kind))
        passages.append(Passage(f"{name}:{ordinal}", name, ordinal, start, len(text), part, kind))
    facts = {"title": "", "source": None, "published": None, "published_note": "", "captured": None} | fields
    return Document(id=name, path=f"/papers/{name}.txt", text=text, spans=tuple(spans), **facts), passages


def put(store: Any, name: str, *texts: str, first: int = 0, print_: str = "print", **fields: Any) -> Document:
    document, passages = make(name, *texts, **fields)
    store.add(document, passages, [vector(first + p.ordinal) for p in passages], print_)
    return document


def scattered(count: int) -> list[list[float]]:
    """Vectors in all directions, the same ones each time."""
    return np.random.default_rng(5).normal(size=(count, 384)).tolist()


def put_scattered(store: Any, name: str, count: int) -> None:
    document, passages = make(name, *["Text."] * count)
    store.add(document, passages, scattered(count), "print")


def ids(hits: list[Any]) -> list[str]:
    return [hit.passage.id for hit in hits]


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
        store.add(document, passages, [vector(n) for n in range(3)], "print")
        assert store.document("a") == document
        assert store.documents() == (document,)
        assert store.passages("a") == tuple(passages)
        assert store.fingerprints() == {"a": "print"}

    def test_what_is_not_there_is_none_and_removing_it_no_error(self, store: Any) -> None:
        store.remove("nobody")
        assert store.document("nobody") is None
        assert store.passages("nobody") == ()
        assert store.dense(vector(0), 3, ANY_KIND) == []
        assert store.lexical(["word"], 3, ANY_KIND) == []

    def test_a_document_stored_again_leaves_nothing_of_its_earlier_text(self, store: Any) -> None:
        put(store, "a", "Apples ripen.", "Pears ripen.", "Plums ripen.")
        newer = put(store, "a", "Cherries ripen.", first=7, print_="other")
        assert store.documents() == (newer,)
        assert store.fingerprints() == {"a": "other"}
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
            store.add(document, passages, [vector(0)], "print")
        with pytest.raises(ValueError, match="vector"):
            store.add(document, passages, [[1.0], [2.0]], "print")
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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = Store.open(folder, **MODEL, wait=0.1)
    yield opened
    opened.close()


class TestStore(PassageStoreContract):
    @pytest.fixture
    def store(self, folder: Path) -> Iterator[Store]:
        opened = Store.open(folder, **MODEL)
        yield opened
        opened.close()


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

    @pytest.fixture(scope="class")
    def both(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[tuple[Document, list]]]]:
        real, content = Store.open(tmp_path_factory.mktemp("oracle"), **MODEL), []
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
            real.add(document, passages, vectors, "print")
            content.append((document, passages, vectors))
        yield real, content
        real.close()

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(where=FILTERS, asked=st.integers(0, 89))
    def test_both_searches_filter_alike(self, both: Any, memory_store: Any, where: PassageFilter, asked: int) -> None:
        real, content = both
        for document, passages, vectors in content:
            memory_store.add(document, passages, vectors, "print")
        expected = memory_store.dense(vector(asked), 200, where)
        found = real.dense(vector(asked), 200, where)
        assert sorted(ids(found)) == sorted(ids(expected))
        assert found[:1] == [] or found[0].score == pytest.approx(expected[0].score, abs=1e-5)
        assert set(ids(real.lexical(["common"], 200, where))) == set(ids(expected))


class TestOnDisk:
    def test_what_was_stored_is_there_when_opened_again(self, folder: Path) -> None:
        first = Store.open(folder, **MODEL)
        document = put(first, "a", "Fishing news.")
        first.close()
        again = Store.open(folder, **MODEL)
        assert again.documents() == (document,)
        assert ids(again.dense(vector(0), 1, ANY_KIND)) == ids(again.lexical(["fish"], 1, ANY_KIND)) == ["a:0"]
        again.close()

    def test_letters_with_and_without_accents_are_the_same(self, store: Store) -> None:
        put(store, "a", "Le café de Besançon.")
        assert ids(store.lexical(["Besancon"], 1, ANY_KIND)) == ids(store.lexical(["CAFÉ"], 1, ANY_KIND)) == ["a:0"]

    def test_stock_llama_index_retrieves_our_passages(self, store: Store, embedder: Any) -> None:
        facts = {"title": "At sea", "source": "Tide", "published": date(2020, 5, 1)}
        document, passages = make("a", "Herring shoals moved north.", "The council met.", **facts)
        vectors = embedder.get_text_embedding_batch([passage.text for passage in passages])
        store.add(document, passages, vectors, "print")
        index = VectorStoreIndex.from_vector_store(
            ChromaVectorStore(chroma_collection=store.collection), embed_model=embedder
        )
        best = index.as_retriever(similarity_top_k=1).retrieve("herring shoals")[0].node
        assert (best.node_id, best.text, best.ref_doc_id) == ("a:0", "Herring shoals moved north.", "a")
        assert document.text[best.start_char_idx : best.end_char_idx] == best.text
        assert best.metadata == {
            **{"document_id": "a", "kind": "article", "ordinal": 0, "start": 0, "end": 27},
            **{"title": "At sea", "source": "Tide", "published": 20200501},
        }

    def test_a_key_without_a_value_is_left_out(self, store: Store) -> None:
        put(store, "a", "Text.")
        metadata = store.collection.get(ids=["a:0"])["metadatas"][0]
        assert {"source", "published"}.isdisjoint(metadata)

    def test_more_passages_than_chroma_takes_at_once_are_stored(self, folder: Path) -> None:
        store = Store.open(folder, model_name="flat", dimension=2)
        document, passages = make("a", *["Short."] * 5600)
        store.add(document, passages, [[1.0, float(number)] for number in range(5600)], "print")
        assert store.collection.count() == 5600
        assert len(store.dense([1.0, 1.0], 20, ANY_KIND)) == 20
        store.remove("a")
        assert store.collection.count() == 0
        store.close()

    def test_two_folders_do_not_mix(self, store: Store, tmp_path: Path) -> None:
        other = Store.open(tmp_path / "other", **MODEL)
        put(store, "a", "Here.")
        put(other, "b", "There.")
        assert ids(store.dense(vector(0), 5, ANY_KIND)) == ["a:0"]
        assert ids(other.dense(vector(0), 5, ANY_KIND)) == ["b:0"]
        other.close()

    def test_a_folder_opened_twice_shows_what_the_other_wrote(self, store: Store, folder: Path) -> None:
        twin = Store.open(folder, **MODEL)
        put(store, "a", "From the first.")
        put(twin, "b", "From the second.", first=1)
        for each in (store, twin):
            assert ids(each.dense(vector(0), 1, ANY_KIND)) == ["a:0"]
            assert ids(each.dense(vector(1), 1, ANY_KIND)) == ["b:0"]
            assert each.frequencies()["second"] == 1
        twin.close()
        assert ids(store.dense(vector(1), 1, ANY_KIND)) == ["b:0"]

    def test_another_process_is_seen_even_after_chroma_has_written_its_index_anew(
        self, store: Store, folder: Path
    ) -> None:
        """Chroma moves records from its log into its index file at 1000; one that is open never sees those."""
        put(store, "a", "Mine.")
        assert ids(store.dense(vector(0), 1, ANY_KIND)) == ["a:0"]
        in_process(folder, 'put_scattered(store, "b", 1300)')
        asked = {place: scattered(1300)[place] for place in range(0, 1300, 100)}
        assert [ids(store.dense(v, 1, ANY_KIND)) for v in asked.values()] == [[f"b:{place}"] for place in asked]
        put(store, "c", "Mine too.", first=1)
        told = in_process(folder, "print(*ids(store.dense(scattered(1300)[700], 1, ANY_KIND)))")
        assert told.strip() == "b:700"

    def test_threads_search_while_one_writes(self, store: Store) -> None:
        put(store, "kept", "Always here.", first=300)
        wrong: list[object] = []
        stop = threading.Event()

        def search() -> None:
            while not stop.is_set():
                if ids(store.dense(vector(300), 1, ANY_KIND)) != ["kept:0"]:
                    wrong.append("dense")
                if ids(store.lexical(["always"], 1, ANY_KIND)) != ["kept:0"]:
                    wrong.append("lexical")

        threads = [threading.Thread(target=search) for _ in range(3)]
        for thread in threads:
            thread.start()
        for number in range(12):
            put(store, f"d{number % 4}", "Coming.", "Going.")
        stop.set()
        for thread in threads:
            thread.join(timeout=20)
        assert wrong == []


HELPER = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_store import *
store = Store.open(Path(sys.argv[1]), **MODEL)
"""


def in_process(folder: Path, code: str) -> str:
    """Run code in a process of its own that has the folder open as `store`; its output."""
    command = [sys.executable, "-c", HELPER + code, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in {0, 77}, done.stderr
    return done.stdout


class TestInterruptedWriters:
    """A process dies between the steps of a change. Whoever comes next finds all of it, in both places."""

    @pytest.fixture(params=["journal.begin", "vectors.delete", "vectors.add", "catalogue.put"])
    def die_after(self, request: pytest.FixtureRequest) -> str:
        """Code that makes the process end at once behind the step named, without any clearing up."""
        owner, name = request.param.split(".")
        where = "Vectors" if owner == "vectors" else owner
        # The transaction of journal.begin must be over: die at the step that follows it.
        if request.param == "journal.begin":
            where, name = "Vectors", "delete"
        after = "" if request.param == "journal.begin" else "real(*given, **named); "
        return (
            "import os\nfrom index.vectors import Vectors\n"
            f"real = {where}.{name}\ndef last(*given, **named): {after}os._exit(77)\n{where}.{name} = last\n"
        )

    def test_a_change_of_a_document_is_carried_out(self, folder: Path, die_after: str) -> None:
        before = Store.open(folder, **MODEL)
        put(before, "a", "Old one.", "Old two.", "Old three.")
        put(before, "b", "Bystander.", first=50)
        before.close()
        in_process(folder, die_after + 'put(store, "a", "New one.", "New two.", first=9, print_="new")')
        after = Store.open(folder, **MODEL)
        assert [passage.text for passage in after.passages("a")] == ["New one.", "New two."]
        assert after.fingerprints() == {"a": "new", "b": "print"}
        assert sorted(after.collection.get()["ids"]) == ["a:0", "a:1", "b:0"]
        assert after.dense(vector(9), 1, ANY_KIND)[0].passage.text == "New one."
        assert after.lexical(["old"], 5, ANY_KIND) == []
        assert after.frequencies()["new"] == 2
        after.close()

    @pytest.mark.parametrize("die_after", ["vectors.add"], indirect=True)
    def test_a_store_that_was_open_carries_it_out_at_its_next_change(self, folder: Path, die_after: str) -> None:
        survivor = Store.open(folder, **MODEL)
        put(survivor, "a", "Old.")
        in_process(folder, die_after + 'put(store, "a", "New.", first=9)')
        assert [hit.passage.text for hit in survivor.lexical(["old", "new"], 5, ANY_KIND)] == ["Old."]
        put(survivor, "b", "Other.", first=20)
        assert [hit.passage.text for hit in survivor.dense(vector(9), 1, ANY_KIND)] == ["New."]
        assert sorted(survivor.collection.get()["ids"]) == ["a:0", "b:0"]
        survivor.close()

    def test_a_removal_is_carried_out(self, folder: Path) -> None:
        before = Store.open(folder, **MODEL)
        put(before, "a", "Going.")
        before.close()
        dying = "import os\ncatalogue.drop = lambda *given: os._exit(77)\n"
        in_process(folder, dying + 'store.remove("a")')
        after = Store.open(folder, **MODEL)
        assert after.documents() == ()
        assert after.collection.count() == 0
        after.close()

    def test_an_error_within_a_change_leaves_it_to_the_next_one(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(catalogue, "put", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                put(store, "a", "Text.")
        assert store.documents() == ()
        assert store.dense(vector(0), 5, ANY_KIND) == []
        put(store, "b", "More.", first=1)
        assert [document.id for document in store.documents()] == ["a", "b"]


class TestRefusals:
    def test_another_model_dimension_or_schema_is_refused_with_the_command(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Store.open(folder, **MODEL).close()
        for name, dimension in (("other", 384), ("hashing", 3)):
            with pytest.raises(IndexMismatch, match="dateline index --rebuild PATH…"):
                Store.open(folder, model_name=name, dimension=dimension)
        monkeypatch.setattr("index.folder.SCHEMA_VERSION", 99)
        with pytest.raises(IndexMismatch, match=r"schema \d+.*schema 99"):
            Store.open(folder, **MODEL)

    def test_chroma_made_by_another_model_is_refused(self, folder: Path, tmp_path: Path) -> None:
        Store.open(folder, **MODEL).close()
        Store.open(tmp_path / "other", model_name="other", dimension=384).close()
        (folder / "chroma").rename(tmp_path / "away")
        (tmp_path / "other" / "chroma").rename(folder / "chroma")
        with pytest.raises(IndexMismatch, match="other"):
            Store.open(folder, **MODEL)

    @pytest.mark.parametrize("name", ["index.sqlite3", "chroma/chroma.sqlite3"])
    @pytest.mark.parametrize("damage", ["garbage", "half", "gone"])
    def test_damaged_files_are_told_in_one_line_with_the_command(self, folder: Path, name: str, damage: str) -> None:
        store = Store.open(folder, **MODEL)
        put(store, "a", "Text.")
        store.close()
        path = folder / name
        if damage == "gone":
            path.unlink()
        else:
            content = path.read_bytes()
            path.write_bytes(b"no database " * 999 if damage == "garbage" else content[: len(content) // 2])
        with pytest.raises(IndexDamaged, match="dateline index --rebuild PATH…") as raised:
            Store.open(folder, **MODEL)
        assert "\n" not in str(raised.value)

    @pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "index_metadata.pickle"])
    def test_chroma_s_index_file_cut_short_is_told_and_ends_no_process(self, folder: Path, name: str) -> None:
        """Chroma itself may end in a segmentation fault over the first of these, depending on where it was cut."""
        store = Store.open(folder, **MODEL)
        put_scattered(store, "a", 1100)
        store.close()
        (path,) = folder.glob(f"chroma/*/{name}")
        path.write_bytes(path.read_bytes()[:20])
        with pytest.raises(IndexDamaged, match="dateline index --rebuild PATH…"):
            Store.open(folder, **MODEL).dense(vector(0), 5, ANY_KIND)

    def test_a_foreign_database_is_not_touched(self, folder: Path) -> None:
        folder.mkdir()
        with sqlite3.connect(folder / "index.sqlite3") as connection:
            connection.execute("CREATE TABLE recipes (name)")
        with pytest.raises(IndexDamaged):
            Store.open(folder, **MODEL)
        with sqlite3.connect(folder / "index.sqlite3") as connection:
            assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]

    def test_a_cleared_folder_can_be_built_again_and_keeps_what_is_not_ours(self, folder: Path) -> None:
        store = Store.open(folder, **MODEL)
        put(store, "a", "Text.")
        store.close()
        (folder / "notes.txt").write_text("mine")
        (folder / "index.sqlite3").write_bytes(b"no database " * 999)
        Folder(folder).clear()
        again = Store.open(folder, model_name="other", dimension=384)
        assert again.documents() == ()
        assert (folder / "notes.txt").read_text() == "mine"
        again.close()

    def test_a_second_writer_waits_and_is_refused_while_readers_are_not(self, store: Store, folder: Path) -> None:
        put(store, "a", "Text.")
        code = """
        import time
        with store.writing():
            print("writing", flush=True)
            sys.stdin.readline()
        """
        command = [sys.executable, "-c", HELPER + textwrap.dedent(code), str(folder)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout is not None
            assert other.stdin is not None
            assert other.stdout.readline() == "writing\n"
            with pytest.raises(IndexBusy, match="another process is writing") as raised:
                put(store, "b", "Text.")
            assert raised.value.retry
            assert ids(store.dense(vector(0), 1, ANY_KIND)) == ids(store.lexical(["text"], 1, ANY_KIND)) == ["a:0"]
            reader = Store.open(folder, **MODEL, wait=0.1)
            assert ids(reader.dense(vector(0), 1, ANY_KIND)) == ["a:0"]
            reader.close()
            other.stdin.write("\n")
            other.stdin.flush()
        put(store, "b", "Text.")
        assert len(store.documents()) == 2

    def test_a_second_thread_is_refused_while_one_writes(self, store: Store) -> None:
        caught: list[BaseException] = []

        def write() -> None:
            try:
                put(store, "a", "Text.")
            except IndexBusy as error:
                caught.append(error)

        with store.writing():
            thread = threading.Thread(target=write)
            thread.start()
            thread.join(timeout=20)
        assert len(caught) == 1

    def test_a_file_in_place_of_the_folder_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("text")
        for path in (tmp_path / "file", tmp_path / "file" / "below"):
            with pytest.raises(BadInput, match="cannot make the folder"):
                Store.open(path, **MODEL)

    @pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux: root may write to any other folder")
    def test_a_folder_that_cannot_be_written_to_is_refused(self) -> None:
        with pytest.raises(BadInput, match="cannot write to") as raised:
            Store.open(Path("/proc/self"), **MODEL)
        assert "\n" not in str(raised.value)
