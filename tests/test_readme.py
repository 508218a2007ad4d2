"""What README.md and docs/ show is so: every command runs, every link resolves, every figure is the committed one.

Commands run as a reader would run them, in processes of their own, in which an audit hook refuses and records every
attempt to reach another machine. Only `make` targets (shown, not made) and the evaluation (minutes) are checked
without running.
"""

from __future__ import annotations

import functools
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docs import refresh
from tests.qa.scripted_server import Script, serving
from ui import cli

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")

WALL = """
import os, sys

def _refuse(event, arguments):
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto"):
        host = arguments[1][0] if isinstance(arguments[1], tuple) else None  # a path is a socket of this machine
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host
    if name not in (None, "", "localhost", "::1", "0.0.0.0") and not str(name).startswith("127."):
        with open(os.environ["FOREIGN"], "a") as log:
            log.write(f"{name}\\n")
        raise ConnectionRefusedError(f"tests do not reach other machines: {name}")

sys.addaudithook(_refuse)
"""


def blocks(language: str) -> list[str]:
    """The fenced blocks of README.md in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def commands(program: str) -> list[str]:
    """The lines of shell blocks that call a program, without their comments."""
    lines = [line.split("  #")[0].strip() for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line.split(" ")[0] == program]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to work in, with `articles` to index."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "index/samples", folder / "articles", ignore=shutil.ignore_patterns("__*"))
    (folder / "wall").mkdir()
    (folder / "wall/sitecustomize.py").write_text(WALL)
    return folder


@pytest.fixture(scope="module")
def surroundings(desk: Path) -> dict[str, str]:
    """The environment of the commands: folders of its own, behind the wall."""
    here = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    here.pop("CI", None)  # some packages report home only where they think a person is
    return here | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(desk / "home"),
        "XDG_CACHE_HOME": str(desk / "cache"),
        "DATELINE_DATA": str(desk / "data"),
        "DATELINE_PRECISION": "float32",
        "PYTHONPATH": str(desk / "wall"),
        "FOREIGN": str(desk / "foreign"),
        "NO_PROXY": "127.0.0.1",
    }


@pytest.fixture(scope="module")
def run(desk: Path, surroundings: dict[str, str]) -> Callable[[str], str]:
    """Run a command once, and give what it printed. The index of the README's first command is there already."""

    @functools.cache
    def printed(command: str) -> str:
        done = subprocess.run(
            shlex.split(command), cwd=desk, env=surroundings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    printed("dateline index articles")
    return printed


@pytest.fixture(autouse=True)
def _nothing_foreign_was_called(desk: Path) -> Iterator[None]:
    yield
    log = desk / "foreign"
    assert not log.exists(), log.read_text()
    assert not (desk / "home/intel").exists()  # OpenVINO's usage reports keep their files there


@pytest.mark.parametrize("command", commands("make"))
def test_every_make_command_has_a_target(command: str) -> None:
    shown = subprocess.run(
        ["make", "-n", *shlex.split(command)[1:]], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert ".venv/bin/" in shown
    assert ("--documents" in shown) == ("DOCS=" in command)


@pytest.mark.parametrize(
    "command", [c for c in commands("dateline") if c.split()[1] not in {"chat", "eval"}], ids=lambda c: c[9:40]
)
def test_every_dateline_command_runs(command: str, run: Callable[[str], str]) -> None:
    assert run(command).strip()


def test_commands_that_take_minutes_have_the_options_shown() -> None:
    known = {name for option in cli.eval_command.params for name in option.opts}
    for command in commands("dateline"):
        if command.split()[1] == "eval":
            assert set(command.split()[2:]) <= known


def test_nothing_stands_in_a_shell_block_that_is_not_checked() -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    programs = {line.split()[0] for line in lines}
    assert programs == {"make", "dateline", "."}
    activated = {line for line in lines if line.startswith(".")}
    assert activated == {". .venv/bin/activate"}
    assert "BIN := .venv/bin\n" in (ROOT / "Makefile").read_text()


def test_the_chat_answers_and_stops(desk: Path, surroundings: dict[str, str], run: Callable[[str], str]) -> None:
    assert run("dateline status")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*shlex.split(commands("dateline")[-2]), "--port", str(port)]
    assert command[1] == "chat"
    # A new session, in which SIGINT is not ignored even where the suite runs in the background.
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from ui.cli import main; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, *command[1:]], cwd=desk, env=surroundings, stderr=subprocess.PIPE, text=True
    ) as chat:
        assert chat.stderr is not None
        said = ""
        try:
            for line in chat.stderr:  # ends by itself when the chat does
                said += line
                if line.startswith("Ready at"):
                    break
            page = fetched(f"http://127.0.0.1:{port}/")
        finally:
            chat.send_signal(signal.SIGINT)
        said += chat.communicate(timeout=20)[1]
    assert "Dateline" in page
    assert chat.returncode == 0, said
    assert "Traceback" not in said


def fetched(url: str) -> str:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url, timeout=20) as reply:
        return str(reply.read().decode())


def test_the_answer_shown_is_the_one_given(run: Callable[[str], str]) -> None:
    shown = flat(refresh.marked(README, "answer"))
    given = flat(run(refresh.command(README)))
    headline = re.search(r"```text (.+?) [(—]", shown)
    quotation = re.search(r"\[1\] “.+?”", shown)
    assert headline, shown
    assert quotation, shown
    assert given.startswith(headline[1]), "run `make docs`"
    assert quotation[0] in given, "run `make docs`"


@pytest.fixture(scope="module")
def first_program(desk: Path, surroundings: dict[str, str]) -> list[str]:
    """The lines the first program prints; its index stays for the second."""
    return run_python(blocks("python")[0], desk, surroundings).splitlines()


def test_the_first_python_program_prints_a_cited_answer_and_a_follow_up(first_program: list[str]) -> None:
    assert "[1]" in first_program[0]
    assert first_program[1].startswith("1 ")
    assert len(first_program) > 2


def run_python(program: str, desk: Path, surroundings: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=desk, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def language_model() -> Iterator[str]:
    """The address of a scripted model on this machine."""
    claim = {"text": "Rudenko received the new ambassador of Japan.", "passages": [1]}
    with serving(Script([json.dumps({"claims": [claim]})])) as address:
        yield address


def test_the_program_with_a_language_model_prints_its_cited_words(
    desk: Path, surroundings: dict[str, str], first_program: list[str], language_model: str
) -> None:
    assert first_program
    here = surroundings | {"OPENAI_API_BASE": language_model, "OPENAI_API_KEY": "none"}
    assert run_python(blocks("python")[1], desk, here).strip() == "Rudenko received the new ambassador of Japan. [1]"


def test_the_results_shown_are_the_committed_ones() -> None:
    table = (ROOT / "eval/results/table.md").read_text(encoding="utf-8")
    assert refresh.marked(README, "results") == refresh.results(table), "run `make docs`"
    assert "| samples |" in refresh.results(table)


def test_every_module_stands_in_the_architecture() -> None:
    listed = set(re.findall(r"^- `(\w+\.py)`", refresh.marked(ARCHITECTURE, "modules"), re.MULTILINE))
    there = set(re.findall(r"^- `(\w+\.py)`", refresh.modules(), re.MULTILINE))
    assert listed == there, "run `make docs`"


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "docs/architecture.md", "eval/README.md"])
def test_every_link_to_a_file_resolves(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)]+)\)", text):
        if not link.startswith("http"):
            assert (ROOT / page).parent.joinpath(link.split("#")[0]).exists(), link


def test_the_readme_opens_with_a_sentence_a_picture_and_the_two_commands() -> None:
    opening = README.splitlines()[:20]
    assert [line for line in opening if line.startswith("![")]
    assert commands("make")[:2] == ["make chat", "make test"]
    assert any(line.startswith("make chat") for line in opening)
