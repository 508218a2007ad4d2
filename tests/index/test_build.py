"""Files into the index: each path ends in exactly one place of the report, and nothing is done twice."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from index import build as build_module
from index.build import build
from index.errors import IndexBusy
from index.records import IndexProgress, IndexReport, PassageFilter
from index.store import Store
from tests.index.papers import TODAY, outcomes, write
from tests.index.stores import MODEL


class TestWhatHasChanged:
    def test_a_folder_is_read_at_any_depth_and_then_left_alone(self, papers: Path, run: Any, counting: Any) -> None:
        paths = (write(papers, "a.txt", "buses"), write(papers, "deep/er/b.md", "trams"))
        assert run(papers) == IndexReport(added=paths)
        embedded = len(counting.texts)
        assert embedded == 2
        assert run(papers) == IndexReport(unchanged=paths)
        assert len(counting.texts) == embedded

    def test_only_what_changed_is_embedded_again(
        self, papers: Path, run: Any, counting: Any, memory_store: Any
    ) -> None:
        write(papers, "a.txt", "buses")
        write(papers, "b.txt", "trams")
        run(papers)
        counting.texts.clear()
        write(papers, "b.txt", "ferries")
        assert outcomes(run(papers)) == {"unchanged": ["a.txt"], "updated": ["b.txt"]}
        assert len(counting.texts) == 1
        assert "ferries" in counting.texts[0]
        assert memory_store.lexical(["trams"], 5, PassageFilter()) == []

    def test_a_file_touched_but_not_changed_is_unchanged(self, papers: Path, run: Any) -> None:
        path = write(papers, "a.txt", "buses")
        run(papers)
        os.utime(path, (1, 1))
        assert outcomes(run(path)) == {"unchanged": ["a.txt"]}

    def test_a_file_of_the_same_size_and_time_is_not_read_again(
        self, papers: Path, run: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = write(papers, "a.txt", "buses")
        os.utime(path, (1, 1))  # what was changed a moment ago is read all the same
        run(papers)
        monkeypatch.setattr(build_module, "fingerprint", lambda _: 1 / 0)
        assert outcomes(run(papers)) == {"unchanged": ["a.txt"]}

    def test_a_change_within_the_same_moment_and_size_is_seen(self, papers: Path, run: Any) -> None:
        path = write(papers, "a.txt", "buses")
        times = Path(path).stat()
        run(papers)
        write(papers, "a.txt", "trams")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert outcomes(run(papers)) == {"updated": ["a.txt"]}

    def test_a_changed_sidecar_is_a_change(self, papers: Path, run: Any) -> None:
        path = write(papers, "a.txt", "buses")
        run(papers)
        Path(path + ".meta.yaml").write_text("source: Quay Post\n")
        assert outcomes(run(papers)) == {"updated": ["a.txt"]}

    def test_a_path_given_twice_is_read_once(self, papers: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        path = write(papers, "a.txt", "buses")
        monkeypatch.chdir(papers)
        assert run("a.txt", papers, path, papers / ".." / "papers" / "a.txt") == IndexReport(added=(path,))

    def test_the_title_stands_before_the_passage_for_the_model_only(
        self, papers: Path, run: Any, counting: Any, memory_store: Any
    ) -> None:
        (papers / "a.md").write_text("---\ntitle: Ferry fares\nsource: Quay Post\ndate: 2021-05-03\n---\nThey rise.\n")
        run(papers)
        assert counting.texts == ["Ferry fares. Quay Post. 3 May 2021\nThey rise."]
        (document,) = memory_store.documents()
        assert [passage.text for passage in memory_store.passages(document.id)] == ["They rise."]

    def test_nothing_given_is_nothing_done(self, run: Any) -> None:
        assert run() == IndexReport()


class TestSync:
    def test_only_documents_below_the_folders_given_are_removed(
        self, papers: Path, tmp_path: Path, run: Any, memory_store: Any
    ) -> None:
        gone, stays = write(papers, "a.txt", "buses"), write(papers, "b.txt", "trams")
        other = write(tmp_path / "papers-old", "c.txt", "ferries")
        run(papers, other)
        Path(gone).unlink()
        Path(other).unlink()
        assert outcomes(run(papers)) == {"unchanged": ["b.txt"]}
        assert run(papers, sync=True) == IndexReport(unchanged=(stays,), removed=(gone,))
        assert [document.path for document in memory_store.documents()] == [other, stays]

    def test_a_folder_that_is_missing_removes_nothing(self, papers: Path, run: Any, memory_store: Any) -> None:
        write(papers, "a.txt", "buses")
        run(papers)
        papers.rename(papers.with_name("unplugged"))
        assert outcomes(run(papers, sync=True)) == {"failed": ["papers"]}
        assert len(memory_store.documents()) == 1

    def test_a_changed_file_that_cannot_be_read_keeps_its_earlier_version(
        self, papers: Path, run: Any, memory_store: Any
    ) -> None:
        path = write(papers, "a.txt", "buses")
        run(papers)
        Path(path).write_text("")
        assert outcomes(run(papers, sync=True)) == {"failed": ["a.txt"]}
        assert "buses" in memory_store.documents()[0].text


class TestCopies:
    def test_a_copy_is_told_and_not_indexed(self, papers: Path, run: Any, counting: Any, memory_store: Any) -> None:
        first, copy = write(papers, "a.txt", "buses"), write(papers, "b.txt", "buses")
        assert run(papers) == IndexReport(added=(first,), duplicates=((copy, first),))
        assert len(counting.texts) == 1
        assert memory_store.documents()[0].copies == (copy,)
        assert run(papers) == IndexReport(unchanged=(first,), duplicates=((copy, first),))

    def test_which_copy_stands_does_not_depend_on_which_was_indexed_first(
        self, papers: Path, run: Any, memory_store: Any
    ) -> None:
        second = write(papers, "z.txt", "buses")
        run(papers)
        first = write(papers, "a.txt", "buses")
        assert run(first) == IndexReport(added=(first,), duplicates=((second, first),))
        assert [(document.path, document.copies) for document in memory_store.documents()] == [(first, (second,))]

    def test_white_space_does_not_make_another_article(self, papers: Path, run: Any) -> None:
        path = write(papers, "a.txt", "buses")
        (papers / "b.txt").write_text(Path(path).read_text().replace("\n\n", "\n\n\n\n").replace("\n", "\r\n"))
        assert outcomes(run(papers)) == {"added": ["a.txt"], "duplicates": ["b.txt"]}

    def test_when_the_first_is_gone_the_copy_takes_its_place(self, papers: Path, run: Any, memory_store: Any) -> None:
        first, copy = write(papers, "a.txt", "buses"), write(papers, "b.txt", "buses")
        run(papers)
        Path(first).unlink()
        assert run(papers, sync=True) == IndexReport(added=(copy,), removed=(first,))
        assert memory_store.documents()[0].copies == ()

    def test_when_the_first_changes_the_copy_is_no_copy_any_more(
        self, papers: Path, run: Any, memory_store: Any
    ) -> None:
        write(papers, "b.txt", "buses")
        run(papers)
        write(papers, "a.txt", "buses")
        run(papers)
        write(papers, "a.txt", "trams")
        assert outcomes(run(papers)) == {"updated": ["a.txt"], "added": ["b.txt"]}
        assert [document.copies for document in memory_store.documents()] == [(), ()]

    def test_a_document_that_becomes_a_copy_loses_its_entry(self, papers: Path, run: Any, memory_store: Any) -> None:
        first = write(papers, "a.txt", "buses")
        write(papers, "b.txt", "trams")
        run(papers)
        copy = write(papers, "b.txt", "buses")
        assert run(papers) == IndexReport(unchanged=(first,), duplicates=((copy, first),))
        assert [document.path for document in memory_store.documents()] == [first]

    def test_copies_that_were_not_looked_at_are_remembered(self, papers: Path, run: Any, memory_store: Any) -> None:
        first, copy = write(papers, "a.txt", "buses"), write(papers, "b.txt", "buses")
        run(papers)
        run(first)
        assert memory_store.documents()[0].copies == (copy,)


class TestProgress:
    def test_counts_grow_to_the_number_of_files(self, papers: Path, run: Any) -> None:
        for topic in ("buses", "trams"):
            write(papers, f"{topic}.txt", topic)
        (papers / "empty.txt").write_text("")
        write(papers, "z-copy.txt", "buses")
        seen: list[IndexProgress] = []
        run(papers, progress=seen.append)
        assert [step.files_done for step in seen] == [1, 2, 3, 4]
        assert {step.files_total for step in seen} == {4}
        assert [step.passages for step in seen] == sorted(step.passages for step in seen)
        assert seen[-1].passages == 2

    def test_documents_are_stored_as_passages_gather_not_at_the_end(
        self, papers: Path, run: Any, memory_store: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("index.batches.BATCH", 2)
        for number in range(5):
            write(papers, f"{number}.txt", f"line {number}")
        there: list[int] = []
        run(papers, progress=lambda _: there.append(len(memory_store.documents())))
        assert there == [2, 2, 4, 4, 5]


class TestWithTheRealStore:
    def test_what_was_indexed_is_found_by_both_searches(self, papers: Path, store: Store, embedder: Any) -> None:
        write(papers, "a.txt", "buses")
        write(papers, "b.txt", "ferries")
        write(papers, "c.txt", "ferries")
        assert outcomes(build([papers], store, embedder, latest=TODAY))["duplicates"] == ["c.txt"]
        (ferries,) = store.lexical(["ferry"], 1, PassageFilter())
        (same,) = store.dense(embedder.get_query_embedding("council ferries"), 1, PassageFilter())
        assert ferries.passage == same.passage
        document = store.document(ferries.passage.document_id)
        assert document is not None
        assert document.text[same.passage.start : same.passage.end] == same.passage.text
        assert [Path(path).name for path in document.copies] == ["c.txt"]
        assert outcomes(build([papers], store, embedder, latest=TODAY))["unchanged"] == ["a.txt", "b.txt"]

    def test_a_second_run_is_refused_while_one_writes(
        self, papers: Path, store: Store, folder: Path, embedder: Any
    ) -> None:
        write(papers, "a.txt", "buses")
        other = Store.open(folder, **MODEL)
        with other.writing(), pytest.raises(IndexBusy):
            build([papers], store, embedder, latest=TODAY)
        other.close()
        assert outcomes(build([papers], store, embedder, latest=TODAY)) == {"added": ["a.txt"]}

    def test_a_run_that_is_stopped_keeps_whole_documents_and_goes_on_later(
        self, papers: Path, store: Store, embedder: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("index.batches.BATCH", 1)
        for number in range(3):
            write(papers, f"{number}.txt", f"line {number}")

        def stop(step: IndexProgress) -> None:
            if step.files_done == 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            build([papers], store, embedder, latest=TODAY, progress=stop)
        assert len(store.documents()) == 2
        report = build([papers], store, embedder, latest=TODAY)
        assert outcomes(report) == {"added": ["2.txt"], "unchanged": ["0.txt", "1.txt"]}
