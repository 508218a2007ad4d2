"""`from qa import Assistant` is quick and quiet, and asking opens no connection to another machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("llama_index", "chromadb", "gradio", "openvino", "onnxruntime", "numpy.f2py", "trafilatura")


def in_a_fresh_interpreter(program: str, *arguments: str) -> list[str]:
    """The lines a program prints."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_importing_the_assistant_is_quick_and_brings_nothing_heavy() -> None:
    program = (
        "import sys, time; begun = time.process_time(); from qa import Assistant; "
        "print(time.process_time() - begun); "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    seconds, heavy = in_a_fresh_interpreter(program)
    assert float(seconds) < 2.0
    assert heavy == "[]"


ASK = """
import socket, sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        address = arguments[0] if event.startswith("socket.get") else arguments[1]
        host = address[0] if isinstance(address, tuple) else address
        if host not in ("127.0.0.1", "::1", "localhost", None) and not str(host).startswith("/"):
            print("reached for", event, host)
sys.addaudithook(refuse)
from qa import Assistant
with Assistant.open(sys.argv[1]) as assistant:
    assistant.index(sys.argv[2])
    print(assistant.ask("Who reported the whale in the Tarn estuary?").text[:9])
    assistant.as_query_engine(), assistant.as_retriever()
"""


def test_indexing_and_asking_reach_for_no_other_machine(tmp_path: Path, stories: Path) -> None:
    assert in_a_fresh_interpreter(ASK, str(tmp_path / "index"), str(stories)) == ["Mira Dahl"]


def test_an_audit_hook_as_used_here_notices_a_look_up() -> None:
    program = ASK.split("from qa", maxsplit=1)[0] + (
        "\ntry: socket.getaddrinfo('nowhere.invalid', 80)\nexcept OSError: print('refused')"
    )
    assert in_a_fresh_interpreter(program)[0].startswith("reached for socket.getaddrinfo nowhere.invalid")
