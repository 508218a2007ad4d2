"""Chroma's files are made anew from SQLite, whatever has become of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.records import ScoredPassage
from index.store import Store
from tests.index.stores import ANY_KIND, MODEL, ids, put, put_scattered, spoil, vector


def near(store: Store) -> list[ScoredPassage]:
    """What lies near some vector."""
    return store.dense(vector(3), 20, ANY_KIND)


def filled(folder: Path, count: int = 30) -> list[ScoredPassage]:
    """Make an index of so many passages; what it finds."""
    store = Store.open(folder, **MODEL)
    put_scattered(store, "a", count)
    found = near(store)
    store.close()
    assert len(found) == 20
    return found


@pytest.mark.parametrize("damage", ["garbage", "half", "gone"])
def test_a_damaged_chroma_database_is_made_anew_and_told(
    folder: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = filled(folder)
    spoil(folder / "chroma" / "chroma.sqlite3", damage)
    store = Store.open(folder, **MODEL)
    assert near(store) == before
    store.close()
    (told,) = [record.getMessage() for record in caplog.records if record.name == "index.store"]
    assert str(folder) in told
    assert "making them anew from the 30 vectors in SQLite" in told
    assert "\n" not in told


@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "index_metadata.pickle"])
def test_an_index_file_cut_short_is_made_anew_and_ends_no_process(folder: Path, name: str) -> None:
    """Chroma itself may end in a segmentation fault over the first of these, depending on where it was cut."""
    before = filled(folder, 1100)
    (path,) = folder.glob(f"chroma/*/{name}")
    spoil(path, "start")
    store = Store.open(folder, **MODEL)
    assert [hit.passage.id for hit in near(store)][:5] == [hit.passage.id for hit in before][:5]
    store.close()


def test_vectors_of_another_index_give_way_to_the_own(folder: Path, tmp_path: Path) -> None:
    before = filled(folder)
    Store.open(tmp_path / "other", model_name="other", dimension=8).close()
    (folder / "chroma").rename(tmp_path / "away")
    (tmp_path / "other" / "chroma").rename(folder / "chroma")
    store = Store.open(folder, **MODEL)
    assert near(store) == before
    store.close()


def test_what_was_open_before_takes_up_the_new_files(folder: Path) -> None:
    before = filled(folder)
    early = Store.open(folder, **MODEL)
    spoil(folder / "chroma" / "chroma.sqlite3", "gone")
    Store.open(folder, **MODEL).close()
    put(early, "b", "Text.")
    late = Store.open(folder, **MODEL)
    assert near(late) == near(early)
    assert set(ids(before)) <= set(ids(late.dense(vector(3), 40, ANY_KIND)))
    assert len(late.collection.get()["ids"]) == 31
    early.close()
    late.close()


def test_a_change_goes_on_where_the_files_broke_under_it(folder: Path) -> None:
    filled(folder)
    store, other = Store.open(folder, **MODEL), Store.open(folder, **MODEL)
    put(other, "b", "Text.")
    other.close()
    spoil(folder / "chroma" / "chroma.sqlite3", "garbage")
    put(store, "c", "Text.")  # opens the files anew, as another one has written
    assert len(store.collection.get()["ids"]) == 32
    assert store.remove("b") is None
    assert len(store.collection.get()["ids"]) == 31
    store.close()


def test_what_is_forgotten_does_not_come_back(folder: Path) -> None:
    filled(folder)
    store = Store.open(folder, **MODEL)
    put(store, "b", "Text.")
    store.remove("a")
    store.close()
    spoil(folder / "chroma" / "chroma.sqlite3", "half")
    store = Store.open(folder, **MODEL)
    assert ids(near(store)) == ["b:0"]
    store.close()
