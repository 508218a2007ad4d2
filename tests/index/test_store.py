"""What only the store in a folder can: two programs over the same files, and changes that were interrupted."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from index import catalogue
from index.store import Store
from tests.index.stores import ANY_KIND, MODEL, add, ids, in_process, make, prints, put, scattered, vector


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

    def test_a_key_without_a_value_is_left_out(self, store: Store) -> None:
        put(store, "a", "Text.")
        metadata = store.collection.get(ids=["a:0"])["metadatas"][0]
        assert {"source", "published"}.isdisjoint(metadata)

    def test_more_passages_than_chroma_takes_at_once_are_stored(self, folder: Path) -> None:
        store = Store.open(folder, model_name="flat", dimension=2)
        document, passages = make("a", *["Short."] * 5600)
        add(store, document, passages, [[1.0, float(number)] for number in range(5600)])
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
        assert prints(after) == {"a": "new", "b": "print"}
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
