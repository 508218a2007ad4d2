"""What the store in a folder refuses, each time with one line that says what to do."""

from __future__ import annotations

import sqlite3
import subprocess
import textwrap
import threading
from pathlib import Path

import pytest

from index.errors import BadInput, IndexBusy, IndexDamaged, IndexMismatch
from index.folder import Folder
from index.store import Store
from tests.index.stores import ANY_KIND, MODEL, command, ids, put, spoil, vector


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

    @pytest.mark.parametrize("damage", ["garbage", "half", "gone"])
    def test_a_damaged_database_is_told_in_one_line_with_the_command(self, folder: Path, damage: str) -> None:
        store = Store.open(folder, **MODEL)
        put(store, "a", "Text.")
        store.close()
        spoil(folder / "index.sqlite3", damage)
        with pytest.raises(IndexDamaged, match="dateline index --rebuild PATH…") as raised:
            Store.open(folder, **MODEL)
        assert "\n" not in str(raised.value)

    def test_vectors_without_documents_are_told_as_the_documents_are_lost(self, folder: Path, tmp_path: Path) -> None:
        store = Store.open(tmp_path / "other", **MODEL)
        put(store, "a", "Text.")
        store.close()
        Store.open(folder, **MODEL).close()
        (folder / "chroma").rename(tmp_path / "away")
        (tmp_path / "other" / "chroma").rename(folder / "chroma")
        with pytest.raises(IndexDamaged, match="0 passages in SQLite, 1 in Chroma"):
            Store.open(folder, **MODEL)

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
        with subprocess.Popen(
            command(folder, textwrap.dedent(code)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as other:
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
