"""What comes of each file, of exports above all, and what is remembered of files that could not be read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from index import build as build_module
from index.build import build
from index.records import IndexReport
from tests.index.papers import TODAY, Counting, outcomes, write


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
