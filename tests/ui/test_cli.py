"""The command line: results on standard output, one clear line and exit code 2 for bad input, never a traceback."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import click.testing
import pytest

from index import build
from index.folder import Folder
from ui import cli, web

STORY = """Bellgrove bridge reopens after storm

BELLGROVE, 9 March 2021 — The bridge over the Marl reopened on Tuesday, road engineer Tilda Voss said.

“Every bolt was checked twice,” Voss told reporters. Repairs cost 310,000 crowns.
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "bridge.txt").write_text(STORY, encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> click.testing.Result:
    return click.testing.CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def refused(result: click.testing.Result) -> str:
    """The one line a refused command says."""
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    return str(lines[0])


def test_documents_are_indexed_listed_and_asked(stories: Path) -> None:
    report = json.loads(run("index", stories, "--json").stdout)
    assert [Path(path).name for path in report["added"]] == ["bridge.txt"]
    again = json.loads(run("index", stories, "--json").stdout)
    assert len(again["unchanged"]) == 1
    held = json.loads(run("status", "--json").stdout)["documents"]
    assert [document["published"] for document in held] == ["2021-03-09"]
    answer = json.loads(run("ask", "How much did the bridge repairs cost?", "--json").stdout)
    assert "310,000" in answer["text"]
    assert "[1]" in answer["text"]
    printed = run("ask", "How much did the bridge repairs cost?", "--explain").stdout
    assert "310,000" in printed
    assert "Candidates" in printed


def test_a_rebuild_forgets_what_is_not_given_again(stories: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(STORY.replace("Bellgrove", "Overby").replace("BELLGROVE", "OVERBY"), encoding="utf-8")
    run("index", stories, other)
    report = json.loads(run("index", stories, "--rebuild", "--json").stdout)
    assert len(report["added"]) == 1
    assert len(json.loads(run("status", "--json").stdout)["documents"]) == 1


def test_a_document_is_corrected_for_good_and_restored(stories: Path) -> None:
    run("index", stories)
    path = stories / "bridge.txt"
    said = run("correct", path, "--published", "2021-03-10", "--outlet", "Marl Post")
    assert "Marl Post, 10 March 2021" in said.stdout
    assert "Corrected by hand" in said.stdout
    run("index", "--rebuild", stories)
    held = json.loads(run("status", "--json").stdout)["documents"][0]
    assert (held["source"], held["published"]) == ("Marl Post", "2021-03-10")
    assert held["origins"]["source"] == "corrected by hand"
    restored = json.loads(run("correct", held["id"], "--restore", "--json").stdout)
    assert (restored["source"], restored["published"]) == (None, "2021-03-09")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody", "--title", "x"], "no document has this id or path"),
        (["{path}"], "nothing to correct"),
        (["{path}", "--published", "30 February 2021"], "no day of the calendar"),
        (["{path}", "--restore", "--title", "x"], "name no fields beside it"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_in_one_line(stories: Path, arguments: list[str], said: str) -> None:
    run("index", stories)
    path = str(stories / "bridge.txt")
    assert said in refused(run("correct", *(argument.format(path=path) for argument in arguments)))


def test_a_folder_served_alone_leaves_the_users_index_untouched(stories: Path) -> None:
    result = run("ask", "What did repairs cost?", "--documents", stories, "--json")
    assert json.loads(result.stdout)["citations"]
    assert json.loads(run("status", "--json").stdout)["documents"] == []


@pytest.mark.parametrize("written", ["UPDATE meta SET value = 'older' WHERE key = 'schema'", None])
def test_the_index_of_a_served_folder_is_made_anew_after_an_update_or_damage(
    stories: Path, tmp_path: Path, written: str | None
) -> None:
    run("ask", "What did repairs cost?", "--documents", stories)
    (database,) = (tmp_path / "cache").rglob("index.sqlite3")
    if written:
        with closing(sqlite3.connect(database)) as connection, connection:
            assert connection.execute(written).rowcount == 1
    else:
        database.write_bytes(b"not a database" * 1000)
    assert json.loads(run("ask", "What did repairs cost?", "--documents", stories, "--json").stdout)["citations"]


def test_a_damaged_index_is_told_in_one_line_and_rebuilt_by_the_command_it_names(stories: Path, tmp_path: Path) -> None:
    run("index", stories)
    (tmp_path / "data" / "index.sqlite3").write_bytes(b"not a database" * 1000)
    for command in (["status"], ["ask", "What did repairs cost?"], ["index", stories]):
        assert "dateline index --rebuild PATH" in refused(run(*command))
    assert "1 file added" in run("index", "--rebuild", stories).stdout
    assert len(json.loads(run("status", "--json").stdout)["documents"]) == 1


def test_documents_are_removed_by_id_by_file_and_by_folder(stories: Path) -> None:
    for name in ("weir", "mill"):
        (stories / f"{name}.txt").write_text(STORY.replace("bridge", name).replace("310,000", f"{len(name)}2,000"))
    run("index", stories)
    held = {document["title"]: document for document in json.loads(run("status", "--json").stdout)["documents"]}
    assert len(held) == 3
    first = next(iter(held.values()))
    assert "1 document removed" in run("remove", first["id"]).stdout
    assert "no document has this id or path" in refused(run("remove", first["id"]))
    assert len(json.loads(run("remove", stories, "--json").stdout)["removed"]) == 2
    assert json.loads(run("status", "--json").stdout)["documents"] == []
    assert (stories / "bridge.txt").exists()


def test_status_tells_copies_outlets_dates_and_what_could_not_be_read(stories: Path) -> None:
    (stories / "copy.md").write_text("---\nsource: Marl Echo\n---\n" + STORY, encoding="utf-8")
    (stories / "empty.txt").write_text("")
    run("index", stories)
    told = json.loads(run("status", "--json").stdout)
    assert (told["dated"], told["undated"]) == (1, 0)
    assert told["outlets"]["Marl Echo"] == 1
    (document,) = told["documents"]
    assert len(document["copies"]) == 1
    assert [Path(failure["path"]).name for failure in told["failures"]] == ["empty.txt"]
    printed = run("status").stdout
    assert printed.startswith(f"1 document in {told['index']}, ")
    assert "same report: " in printed
    assert "Marl Echo (1)" in printed
    assert "empty.txt: the file is empty" in printed


def test_ctrl_c_while_indexing_says_what_was_kept_and_the_next_run_goes_on(
    stories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = build.clean
    for name in ("canal", "weir"):
        (stories / f"{name}.txt").write_text(STORY.replace("bridge", name))
    with monkeypatch.context() as patch:
        patch.setattr("index.batches.BATCH", 1)
        patch.setattr(build, "clean", lambda raw: interrupted() if "weir" in raw.path else real(raw))
        result = run("index", stories)
    assert result.exit_code == 130
    assert result.stdout == ""
    assert result.stderr == "dateline: stopped: 2 of 3 files are done and kept; the same command goes on from there\n"
    assert "1 file added, 2 unchanged" in run("index", stories).stdout


def test_ctrl_c_before_the_page_is_ready_ends_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "serve", lambda *_, **__: interrupted())
    result = run("chat")
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == "dateline: stopped"


def interrupted() -> NoReturn:
    raise KeyboardInterrupt


def test_a_second_writer_is_refused_in_one_line(stories: Path, tmp_path: Path) -> None:
    run("index", stories)
    with Folder(tmp_path / "data").writer.held():
        assert "another process is writing" in refused(run("index", stories))


def test_an_empty_index_says_what_to_do() -> None:
    assert "dateline index FOLDER" in refused(run("ask", "Who said so?"))


def test_a_missing_path_is_named_and_the_others_are_still_indexed(stories: Path, tmp_path: Path) -> None:
    assert "nowhere" in refused(run("index", tmp_path / "nowhere"))
    result = run("index", stories, tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "1 file added" in result.stdout
    assert "no such file or folder" in result.stderr


def bad_questions() -> Sequence[tuple[Sequence[str], str]]:
    return [
        (["ask", ""], "empty"),
        (["ask", "   "], "empty"),
        (["ask", "why " * 2501], "10,004 characters"),
        (["ask", "When did it open?", "--after", "soon"], "soon"),
        (["ask", "When did it open?", "--before", "2021-13-01"], "2021-13-01"),
    ]


@pytest.mark.parametrize(("arguments", "said"), bad_questions())
def test_a_bad_question_or_date_is_refused_in_one_line(stories: Path, arguments: list[str], said: str) -> None:
    run("index", stories)
    assert said in refused(run(*arguments))


def test_folders_that_are_missing_files_or_given_twice_are_refused(stories: Path, tmp_path: Path) -> None:
    assert "no such folder" in refused(run("ask", "Who?", "--documents", tmp_path / "gone"))
    assert "not a folder" in refused(run("ask", "Who?", "--documents", stories / "bridge.txt"))
    assert "choose one" in refused(run("ask", "Who?", "--documents", stories, "--samples"))


def test_a_data_folder_that_cannot_be_made_is_refused(stories: Path) -> None:
    said = refused(run("index", stories, "--data", stories / "bridge.txt" / "inside"))
    assert "bridge.txt" in said


def test_unreadable_files_are_reported_and_do_not_stop_the_others(stories: Path) -> None:
    (stories / "empty.txt").write_text("")
    (stories / "binary.txt").write_bytes(bytes(range(256)) * 20)
    result = run("index", stories)
    assert result.exit_code == 0
    assert "1 file added, 2 not readable" in result.stdout


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org"])
def test_the_page_is_not_served_to_others_without_a_password(host: str) -> None:
    assert "--auth" in refused(run("chat", "--samples", "--host", host))


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    program = (
        "import sys; from ui import cli; "
        "print([m for m in ('gradio', 'chromadb', 'llama_index', 'openvino', 'numpy') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_the_command_runs_from_a_folder_that_holds_decoys(tmp_path: Path, stories: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "prompts").mkdir()
    (tmp_path / "eval.py").write_text("raise SystemExit('decoy')")
    command = [Path(sys.executable).with_name("dateline"), "ask", "What did repairs cost?", "--documents", stories]
    out = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stderr
    assert "[1]" in out.stdout


def test_an_unknown_question_set_is_refused() -> None:
    assert "nonsense" in refused(run("eval", "--set", "nonsense"))
