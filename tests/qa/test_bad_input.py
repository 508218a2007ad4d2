"""Bad input, from Python and on the command line: one clear line, nothing lost, never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import click.testing
import pytest

from index.errors import BadInput, DatelineError, IndexBusy, IndexDamaged, IndexMismatch
from qa import Assistant
from ui.cli import main

TODAY = date(2024, 6, 1)
ASKED = "When will the Oxmere dam be drained?"


@pytest.fixture
def opened(tmp_path: Path, embedder: Any) -> Iterator[Callable[..., Assistant]]:
    """Opens assistants that embed without weights, and closes them."""
    made: list[Assistant] = []

    def open_one(folder: Path = tmp_path / "index", model: Any = embedder) -> Assistant:
        made.append(Assistant.open(folder, embedder=model, today=TODAY))
        return made[-1]

    yield open_one
    for assistant in made:
        assistant.close()


@pytest.fixture
def filled(opened: Callable[..., Assistant], stories: Path, tmp_path: Path) -> Path:
    """The folder of an index that holds the three stories, and is closed."""
    with opened() as assistant:
        assert len(assistant.index(stories).added) == 3
    return tmp_path / "index"


def say_it_has_schema_99(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")


def one_line(error: BaseException) -> str:
    assert isinstance(error, DatelineError)
    assert "\n" not in str(error)
    return str(error)


class TestFiles:
    def test_each_unreadable_file_gets_its_reason_and_the_others_are_read(
        self, assistant: Assistant, stories: Path
    ) -> None:
        (stories / "empty.txt").write_text("")
        (stories / "blank.html").write_text(" \n\t\n")
        (stories / "binary.txt").write_bytes(bytes(range(256)) * 40)
        (stories / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
        (stories / "report.pdf").write_bytes(b"%PDF-1.7 ...")
        (stories / "no extension").write_text("An article with no extension to its name.")
        (stories / "news.txt").write_text(
            "Ferry returns\n\nThe Tarn ferry returned to service, captain Eli Roth said.\n"
        )
        report = assistant.index(stories)
        assert [Path(path).name for path in report.added] == ["news.txt"]
        assert len(report.unchanged) == 3
        reasons = {Path(path).name: reason for path, reason in report.failed}
        assert reasons.keys() == {
            "empty.txt",
            "blank.html",
            "binary.txt",
            "picture.md",
            "report.pdf",
            "no extension",
        }
        assert reasons["empty.txt"] == "the file is empty"
        assert "binary" in reasons["binary.txt"]
        assert "PNG" in reasons["picture.md"]
        assert "damaged" in reasons["report.pdf"]
        assert all(reason and "\n" not in reason for reason in reasons.values())

    def test_a_file_that_turned_unreadable_keeps_what_was_read_of_it(self, assistant: Assistant, stories: Path) -> None:
        (stories / "dam.md").write_bytes(b"")
        report = assistant.index(stories, sync=True)
        assert [Path(path).name for path, _ in report.failed] == ["dam.md"]
        assert not assistant.ask(ASKED).abstained

    def test_a_missing_folder_loses_nothing_even_in_step(self, assistant: Assistant, tmp_path: Path) -> None:
        report = assistant.index(tmp_path / "unmounted", sync=True)
        assert report.failed == ((str(tmp_path / "unmounted"), "no such file or folder"),)
        assert report.removed == ()
        assert len(assistant.documents()) == 3


class TestQuestions:
    @pytest.mark.parametrize(
        ("question", "said"),
        [
            ("", "empty"),
            (" \n\t ", "empty"),
            ("why " * 2500, "10,000 characters"),
            (None, "NoneType"),
            (7, "int"),
            (b"who?", "bytes"),
            (["who?"], "list"),
        ],
    )
    def test_what_is_no_question_is_refused(self, assistant: Assistant, question: Any, said: str) -> None:
        for ask in (assistant.ask, assistant.chat().ask, assistant.search, assistant.stream):
            with pytest.raises(BadInput, match=said) as refused:
                ask(question)
            one_line(refused.value)

    @pytest.mark.parametrize(
        ("limits", "said"),
        [
            ({"after": "soon"}, "after: “soon”"),
            ({"before": "2024-02-30"}, "before: “2024-02-30”"),
            ({"event_after": 2024}, None),
            ({"event_before": 5}, "event_before: “5”"),
            ({"after": "2024-05-01", "before": "2024-04-01"}, "swap"),
            ({"sources": 5}, "outlets"),
            ({"sources": [None]}, "outlets"),
        ],
    )
    def test_a_wrong_limit_is_refused(self, assistant: Assistant, limits: dict[str, Any], said: str | None) -> None:
        if said is None:
            assert assistant.ask(ASKED, **limits).question.filters.event_after == date(2024, 1, 1)
            return
        with pytest.raises(BadInput, match=said) as refused:
            assistant.ask(ASKED, **limits)
        one_line(refused.value)

    @pytest.mark.parametrize(
        "question",
        [
            "?",
            "…",
            '"OR" NEAR( * ^ :',
            "a\x00b",
            "\ud800 who",
            "\u202ewho",
            "x" * 4000,
            "who " * 1000,
            "⁷" * 200,
            "<b>[1]",
        ],
    )
    def test_odd_characters_are_a_question_like_any_other(self, assistant: Assistant, question: str) -> None:
        assert assistant.ask(question).text


class TestFolders:
    def test_a_file_in_the_place_of_the_folder_is_refused(self, opened: Any, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("not a folder")
        for folder in (tmp_path / "file", tmp_path / "file" / "inside"):
            with pytest.raises(BadInput, match="cannot make the folder"):
                opened(folder)
        assert (tmp_path / "file").read_text() == "not a folder"

    def test_an_index_of_another_schema_is_refused_with_the_command_that_rebuilds(
        self, opened: Any, filled: Path
    ) -> None:
        say_it_has_schema_99(filled / "index.sqlite3")
        with pytest.raises(IndexMismatch, match=r"schema 99.*--rebuild") as refused:
            opened()
        one_line(refused.value)

    @pytest.mark.usefixtures("filled")
    def test_an_index_of_another_model_is_refused_and_stays_as_it_is(self, opened: Any, embedder: Any) -> None:
        class Small(type(embedder)):  # type: ignore[misc]  # the fixture's class is made when it is asked for
            def _get_query_embedding(self, _: str) -> list[float]:
                return [1.0] * 8

        with pytest.raises(IndexMismatch, match=r"384 dimensions.*8 dimensions.*--rebuild"):
            opened(model=Small(model_name="hashing"))
        with pytest.raises(IndexMismatch, match="another"):
            opened(model=type(embedder)(model_name="another"))
        assert len(opened().documents()) == 3

    @pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\0" + bytes(4000)])
    def test_a_damaged_database_is_refused_with_the_command_that_rebuilds(
        self, opened: Any, filled: Path, content: bytes
    ) -> None:
        (filled / "index.sqlite3").write_bytes(content)
        with pytest.raises(IndexDamaged, match="--rebuild") as refused:
            opened()
        one_line(refused.value)


class TestTogether:
    @pytest.mark.usefixtures("filled")
    def test_two_threads_get_the_answers_that_one_gets(self, opened: Any) -> None:
        assistant = opened()
        questions = [ASKED, "Who reported the whale?", "How many parents took part in the vote?"] * 4
        alone = [assistant.ask(question) for question in questions]
        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(opened().ask, questions)) == alone

    def test_one_process_indexes_while_another_asks(self, opened: Any, filled: Path, tmp_path: Path) -> None:
        news = tmp_path / "news"
        news.mkdir()
        for number in range(30):
            (news / f"{number}.txt").write_text(
                f"Well {number} reopened\n\nThe village well number {number} was reopened by mason Orla Finn{number}.\n"
            )
        assistant = opened()
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(filled), str(news)], stdout=subprocess.PIPE, text=True
        )
        answered = 0
        while writer.poll() is None:
            assert assistant.ask(ASKED).text.startswith("18 March 2024")
            answered += 1
        assert answered > 0
        assert writer.communicate()[0].strip() == "30"
        assert writer.returncode == 0
        assert len(assistant.documents()) == 33
        assert any("Orla Finn7" in hit.passage.text for hit in assistant.search("mason Orla Finn7", k=5))

    @pytest.mark.usefixtures("filled")
    def test_a_second_writer_is_refused_in_one_line_and_loses_nothing(self, opened: Any, stories: Path) -> None:
        (stories / "more.txt").write_text(
            "More\n\nA fourth story came in from the Tarn ferry, captain Eli Roth said.\n"
        )
        first, second = opened(), opened()
        with first._parts.store.writing():
            with pytest.raises(IndexBusy, match="another process is writing") as refused:
                second.index(stories)
            with pytest.raises(IndexBusy):
                second.remove(second.documents()[0].id)
            assert not second.ask(ASKED).abstained
        one_line(refused.value)
        assert refused.value.retry
        assert len(second.index(stories).added) == 1


# The reader's process must see what this one writes: the same embedding, made again.
_WRITER = f"""
import sys
from qa import Assistant
sys.path.insert(0, {str(Path(__file__).parents[1])!r})  # after qa, as there is a folder tests/qa too
from conftest import embedder
model = embedder.__wrapped__()
with Assistant.open(sys.argv[1], embedder=model) as assistant:
    print(sum(len(assistant.index(f"{{sys.argv[2]}}/{{n}}.txt").added) for n in range(30)))
"""


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))


def dateline(*arguments: str | Path) -> click.testing.Result:
    """The command, in this process."""
    return click.testing.CliRunner().invoke(main, [str(argument) for argument in arguments])


def installed(*arguments: str | bytes | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command as it is installed, in a process of its own."""
    command = [Path(sys.executable).with_name("dateline"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, cwd=cwd, timeout=300)


def refused_with(code: int, out: str, err: str, said: str) -> None:
    assert code == 2, err
    assert out == ""
    lines = err.strip().splitlines()
    assert len(lines) == 1, lines
    assert said in lines[0]


@pytest.mark.usefixtures("own_folders")
class TestCommandLine:
    def test_an_index_that_cannot_be_used_is_refused_and_the_command_named_mends_it(
        self, stories: Path, tmp_path: Path
    ) -> None:
        assert dateline("index", stories).exit_code == 0
        database = tmp_path / "data" / "index.sqlite3"
        say_it_has_schema_99(database)
        refused = dateline("ask", ASKED)
        refused_with(refused.exit_code, refused.stdout, refused.stderr, "dateline index --rebuild PATH…")
        database.write_bytes(b"rubbish" * 1000)
        refused = dateline("status")
        refused_with(refused.exit_code, refused.stdout, refused.stderr, "dateline index --rebuild PATH…")
        assert dateline("index", "--rebuild", stories).exit_code == 0
        assert "18 March 2024" in dateline("ask", ASKED).stdout

    def test_bytes_that_are_no_text_are_asked_without_a_traceback(self, stories: Path) -> None:
        done = installed("ask", b"who \xff reported it?", "--documents", stories, "--json", "--explain")
        assert done.returncode in (0, 2)
        assert "Traceback" not in done.stderr
        assert done.stdout or len(done.stderr.strip().splitlines()) == 1

    def test_an_empty_path_is_refused_and_a_rebuild_with_a_missing_one_drops_nothing(
        self, stories: Path, tmp_path: Path
    ) -> None:
        assert dateline("index", stories).exit_code == 0
        for paths, said in ((["", "--sync"], "a path is empty"), (["--rebuild", stories, tmp_path / "gone"], "gone")):
            refused = dateline("index", *paths)
            refused_with(refused.exit_code, refused.stdout, refused.stderr, said)
        assert len(json.loads(dateline("status", "--json").stdout)["documents"]) == 3

    def test_a_wrong_setting_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATELINE_RUNTIME", "abacus")
        refused = dateline("status")
        refused_with(refused.exit_code, refused.stdout, refused.stderr, "DATELINE_RUNTIME")

    def test_decoys_in_the_current_folder_are_not_imported(self, stories: Path, tmp_path: Path) -> None:
        decoys = tmp_path / "decoys"
        for name in ("index", "prompts", "qa", "ui"):
            (decoys / name).mkdir(parents=True)
        for name in ("eval.py", "qa.py", "ui.py", "index/__init__.py", "prompts/__init__.py", "qa/__init__.py"):
            (decoys / name).write_text("raise SystemExit('decoy')\n")
        done = installed("ask", ASKED, "--documents", stories, cwd=decoys)
        assert done.returncode == 0, done.stderr
        assert "18 March 2024" in done.stdout

    def test_a_folder_that_may_not_be_written_to_is_refused_and_stays_as_it_is(
        self, as_another_user: list[str], filled: Path
    ) -> None:
        with tempfile.TemporaryDirectory(prefix="dateline-") as name:  # pytest's own folders are closed to others
            folder = shutil.copytree(filled, name, dirs_exist_ok=True)
            folder_and_files = [Path(name), *Path(name).rglob("*")]
            for path in folder_and_files:
                path.chmod(0o555 if path.is_dir() else 0o444)
            before = {path: path.read_bytes() for path in folder_and_files if path.is_file()}
            program = [Path(sys.executable).with_name("dateline"), "status", "--data", folder]
            done = subprocess.run(
                [*as_another_user, *program], capture_output=True, text=True, check=False, cwd="/", timeout=300
            )
            assert {path: path.read_bytes() for path in Path(name).rglob("*") if path.is_file()} == before
            for path in folder_and_files:
                path.chmod(0o755)
        refused_with(done.returncode, done.stdout, done.stderr, "cannot write to")


@pytest.fixture
def as_another_user() -> list[str]:
    """What to put before a command so that permissions hold for it: nothing, but for root, who may do anything."""
    if os.geteuid() != 0:
        return []
    become = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if not shutil.which("setpriv"):
        pytest.skip("root may write anywhere, and there is no setpriv to become someone else")
    able = subprocess.run([*become, sys.executable, "-c", "import ui.cli"], capture_output=True, check=False, cwd="/")
    if able.returncode != 0:  # inside a user namespace, or where the checkout is readable for root alone
        pytest.skip("root may write anywhere, and becoming someone else who can run this program is not possible here")
    return become
