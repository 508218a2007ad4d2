"""Files into the index: each path ends in exactly one place of the report, and nothing is done twice."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index import build as build_module
from index.build import build
from index.errors import IndexBusy
from index.records import IndexProgress, IndexReport, PassageFilter
from index.store import Store

TODAY = date(2024, 6, 1)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, topic: str) -> str:
    """An article about the topic; its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"Council debates {topic}\n\nThe town council debated {topic} for two hours. The mayor said that {topic} "
        f"would cost less than last year. A vote on {topic} is planned for autumn.\n"
    )
    return str(path)


class Counting:
    """Passes texts on to an embedding model and counts them; fails for texts that hold the word given."""

    def __init__(self, embedder: Any, fails_for: str | None = None) -> None:
        self.embedder, self.fails_for, self.texts = embedder, fails_for, list[str]()

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]:
        if self.fails_for and any(self.fails_for in text for text in texts):
            raise RuntimeError("the model is ill")
        self.texts += texts
        vectors: list[list[float]] = self.embedder.get_text_embedding_batch(texts)
        return vectors


@pytest.fixture
def counting(embedder: Any) -> Counting:
    return Counting(embedder)


@pytest.fixture
def run(memory_store: Any, counting: Any) -> Any:
    def call(*paths: str | Path, **options: Any) -> IndexReport:
        return build(paths, memory_store, counting, latest=TODAY, **options)

    return call


def outcomes(report: IndexReport) -> dict[str, list[str]]:
    """The report by file name."""
    plain = {
        name: [Path(path).name for path in getattr(report, name)]
        for name in ("added", "updated", "unchanged", "removed")
    }
    plain["duplicates"] = [Path(path).name for path, _ in report.duplicates]
    plain["failed"] = [Path(path).name for path, _ in report.failed]
    return {name: paths for name, paths in plain.items() if paths}


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


class TestExports:
    """One file of several articles."""

    @pytest.fixture
    def export(self, papers: Path) -> Path:
        return papers / "export.jsonl"

    def rows(self, export: Path, *topics: str) -> None:
        records = (
            {"id": str(n), "title": f"On {topic}", "text": f"The council debated {topic} for two hours."}
            if topic
            else {}
            for n, topic in enumerate(topics)
        )
        export.write_text("".join(json.dumps(record) + "\n" for record in records))

    def test_each_article_is_a_document_and_the_file_stands_in_the_report_once(
        self, export: Path, run: Any, memory_store: Any
    ) -> None:
        self.rows(export, "buses", "trams", "ferries")
        assert outcomes(run(export)) == {"added": ["export.jsonl"]}
        assert len(memory_store.documents()) == 3
        assert outcomes(run(export)) == {"unchanged": ["export.jsonl"]}

    def test_only_the_articles_that_changed_are_embedded_again_and_those_gone_are_forgotten(
        self, export: Path, run: Any, memory_store: Any, counting: Any
    ) -> None:
        self.rows(export, "buses", "trams", "ferries")
        run(export)
        counting.texts.clear()
        self.rows(export, "buses", "metros")
        assert outcomes(run(export)) == {"updated": ["export.jsonl"]}
        assert len(counting.texts) == 1
        assert [document.title for document in memory_store.documents()] == ["On buses", "On metros"]

    def test_a_bad_row_is_named_remembered_and_stops_no_other(self, export: Path, run: Any, memory_store: Any) -> None:
        self.rows(export, "buses", "", "ferries")
        for _ in range(2):
            ((path, reason),) = run(export).failed
            assert path.startswith(f"{export}#")
            assert reason
        assert len(memory_store.documents()) == 2
        assert [failure.file for failure in memory_store.failures()] == [str(export)]
        self.rows(export, "buses", "trams", "ferries")
        assert run(export).failed == ()
        assert memory_store.failures() == ()

    def test_a_file_of_bad_rows_alone_has_failed_itself(self, export: Path, run: Any) -> None:
        self.rows(export, "", "")
        report = run(export)
        assert str(export) in dict(report.failed)
        assert report.added == ()

    def test_an_export_cut_short_by_the_model_is_read_again(
        self, export: Path, memory_store: Any, embedder: Any
    ) -> None:
        self.rows(export, "buses", "trams", "ferries")
        ill = build([export], memory_store, Counting(embedder, "trams"), latest=TODAY)
        assert outcomes(ill)["added"] == ["export.jsonl"]
        assert "the model is ill" in ill.failed[0][1]
        well = Counting(embedder)
        assert build([export], memory_store, well, latest=TODAY).failed == ()
        assert len(well.texts) == 1


class TestFailures:
    def test_they_are_remembered_until_the_file_is_read_or_gone(
        self, papers: Path, tmp_path: Path, run: Any, memory_store: Any
    ) -> None:
        (papers / "empty.txt").write_text("")
        (papers / "film.mp4").write_bytes(b"....")
        (tmp_path / "other.mp4").write_bytes(b"....")
        run(papers, tmp_path / "other.mp4")
        assert [Path(one.path).name for one in memory_store.failures()] == ["other.mp4", "empty.txt", "film.mp4"]
        write(papers, "empty.txt", "buses")
        (papers / "film.mp4").unlink()
        run(papers)
        assert [Path(one.path).name for one in memory_store.failures()] == ["other.mp4"]

    def test_each_bad_file_has_its_reason_and_stops_no_other(self, papers: Path, run: Any) -> None:
        write(papers, "good.txt", "buses")
        (papers / "empty.txt").write_text("")
        (papers / "blank.txt").write_text(" \n\n")
        (papers / "binary.txt").write_bytes(bytes(range(256)) * 20)
        (papers / "movie.mp4").write_bytes(b"....")
        os.mkfifo(papers / "pipe.txt")
        report = run(papers, papers / "missing.txt")
        assert outcomes(report)["added"] == ["good.txt"]
        bad = {"binary.txt", "blank.txt", "empty.txt", "missing.txt", "movie.mp4", "pipe.txt"}
        assert {Path(path).name for path, _ in report.failed} == bad
        assert all(reason and "\n" not in reason for _, reason in report.failed)

    def test_hidden_files_and_sidecars_are_passed_over(self, papers: Path, run: Any) -> None:
        path = write(papers, "a.txt", "buses")
        write(papers, ".hidden.txt", "trams")
        write(papers, ".git/notes.txt", "ferries")
        (papers / "a.txt.meta.yaml").write_text("source: Quay Post\n")
        assert run(papers) == IndexReport(added=(path,))

    def test_a_hidden_file_named_by_itself_is_read(self, papers: Path, run: Any) -> None:
        path = write(papers, ".hidden.txt", "trams")
        assert run(path) == IndexReport(added=(path,))

    def test_links_out_of_the_folder_are_refused(self, papers: Path, tmp_path: Path, run: Any) -> None:
        secret = write(tmp_path / "private", "secret.txt", "salaries")
        (papers / "link.txt").symlink_to(secret)
        (papers / "linked").symlink_to(tmp_path / "private")
        (papers / "loop").symlink_to(papers)
        path = write(papers, "a.txt", "buses")
        reason = "a link that leads out of the folder"
        failed = ((str(papers / "link.txt"), reason), (str(papers / "linked"), reason))
        assert run(papers) == IndexReport(added=(path,), failed=failed)
        assert outcomes(run(papers / "link.txt")) == {"added": ["link.txt"]}

    def test_a_file_that_cannot_be_embedded_fails_alone(self, papers: Path, memory_store: Any, embedder: Any) -> None:
        for topic in ("buses", "trams", "ferries"):
            write(papers, f"{topic}.txt", topic)
        report = build([papers], memory_store, Counting(embedder, "trams"), latest=TODAY)
        assert outcomes(report) == {"added": ["buses.txt", "ferries.txt"], "failed": ["trams.txt"]}
        assert "the model is ill" in report.failed[0][1]

    def test_an_unforeseen_error_in_one_file_stops_no_other(
        self, papers: Path, run: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = build_module.clean
        monkeypatch.setattr(build_module, "clean", lambda raw: 1 / 0 if "trams" in raw.text else real(raw))
        for topic in ("buses", "trams"):
            write(papers, f"{topic}.txt", topic)
        report = run(papers)
        assert outcomes(report) == {"added": ["buses.txt"], "failed": ["trams.txt"]}
        assert report.failed[0][1] == "cannot be read (ZeroDivisionError: division by zero)"

    def test_a_name_that_is_not_unicode_fails_alone(self, papers: Path, run: Any) -> None:
        try:
            Path(os.fsdecode(os.fsencode(papers) + b"/\xff.txt")).write_text("A name of bytes. It has no letters.")
        except OSError:
            pytest.skip("this file system takes no such names")
        write(papers, "a.txt", "buses")
        report = run(papers)
        assert outcomes(report)["added"] == ["a.txt"]
        assert "Unicode" in report.failed[0][1]


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
        monkeypatch.setattr(build_module, "BATCH", 2)
        for number in range(5):
            write(papers, f"{number}.txt", f"line {number}")
        there: list[int] = []
        run(papers, progress=lambda _: there.append(len(memory_store.documents())))
        assert there == [2, 2, 4, 4, 5]


class TestWithTheRealStore:
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        opened = Store.open(tmp_path / "data", model_name="hashing", dimension=384, wait=0.1)
        yield opened
        opened.close()

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
        self, papers: Path, store: Store, tmp_path: Path, embedder: Any
    ) -> None:
        write(papers, "a.txt", "buses")
        other = Store.open(tmp_path / "data", model_name="hashing", dimension=384)
        with other.writing(), pytest.raises(IndexBusy):
            build([papers], store, embedder, latest=TODAY)
        other.close()
        assert outcomes(build([papers], store, embedder, latest=TODAY)) == {"added": ["a.txt"]}

    def test_a_run_that_is_stopped_keeps_whole_documents_and_goes_on_later(
        self, papers: Path, store: Store, embedder: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(build_module, "BATCH", 1)
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
