"""The wheel at work in an empty environment: index, ask, and a chat that answers on loopback."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from eval.release import Check, Table, Workplace
from eval.release_checks import ran
from eval.release_wheel import bare, environment

QUESTION = "When did Rudenko receive Muto?"
_DECOYS = ("index", "qa", "prompts", "ui", "eval")
_PATIENCE = 120
"""Seconds until a page has to be there, and until it has to have answered."""


def smoke(workplace: Workplace) -> Check:
    """Index the samples, ask the command line, and ask the web page, in a folder full of modules that are not ours."""
    python = environment(workplace)
    if isinstance(python, Check):
        return python
    place = workplace.folder / "smoke"
    shutil.rmtree(place, ignore_errors=True)
    for name in _DECOYS:
        (place / name).mkdir(parents=True)
        (place / name / "__init__.py").write_text("raise ImportError('the wrong module')\n", encoding="utf-8")
    dateline, told = python.with_name("dateline"), bare(workplace)
    found = ran([python, "-I", "-c", "from qa.settings import samples_folder; print(samples_folder())"], at=place)
    rows = [("step", "came of it", "seconds")]
    for name, command, wanted in (
        ("index", [dateline, "index", found.out.strip(), "--data", "data"], "added"),
        ("ask", [dateline, "ask", QUESTION, "--data", "data"], "[1]"),
    ):
        began = time.monotonic()
        done = ran(command, at=place, environment=told, seconds=600)
        if done.code or wanted not in done.out:
            return Check("failed", f"{name} ended with {done.code}", (Table("", tuple(rows)),), log=done.log)
        rows.append((name, done.out.strip().splitlines()[0][:200], f"{time.monotonic() - began:.1f}"))
    began = time.monotonic()
    try:
        with served(dateline, place, told) as url:
            answer = asked(url, QUESTION)
    except (OSError, RuntimeError, ValueError) as error:
        return Check("failed", f"the chat did not answer: {error}", (Table("", tuple(rows)),))
    rows.append(("chat, on loopback", answer[:200], f"{time.monotonic() - began:.1f}"))
    return Check("passed", "index, ask and chat work in an empty environment", (Table("", tuple(rows)),))


@contextmanager
def served(dateline: Path, place: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of a chat over the index in `place`/data, stopped afterwards. RuntimeError when it stays away."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(dateline), "chat", "--data", "data", "--port", str(port)]
    log = place / "chat.log"
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(command, cwd=place, env=environment, stdout=out, stderr=out)
    try:
        url, until = f"http://127.0.0.1:{port}", time.monotonic() + _PATIENCE
        while not _is_up(url):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text(encoding="utf-8")[-500:] or "the page did not come up")
            time.sleep(0.5)
        yield url
    finally:
        server.terminate()
        server.wait(30)


def asked(url: str, question: str) -> str:
    """The page's answer to a question, asked as a browser does: pose it, then follow the answer until it is whole.

    RuntimeError when the page has no such steps or the answer is not cited.
    """
    config = json.loads(_get(f"{url}/config"))
    textbox = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "question")
    pose = next(d for d in config["dependencies"] if [textbox, "submit"] in [list(t) for t in d["targets"]])
    answer = next(d for d in config["dependencies"] if d.get("trigger_after") == pose["id"])
    session = "release-check"
    _called(url, pose, [question if one == textbox else None for one in pose["inputs"]], session)
    shown = _called(url, answer, [None] * len(answer["inputs"]), session)
    text: str = shown[0][-1]["content"][0]["text"]
    if "](#evidence" not in text:
        raise RuntimeError(f"no cited answer came: {text[:300]}")
    return text


def _called(url: str, step: dict[str, Any], data: list[Any], session: str) -> Any:
    """What a step of the page gives in the end, by the queue that the page itself uses."""
    body = {"data": data, "fn_index": step["id"], "session_hash": session, "event_data": None, "trigger_id": None}
    _get(f"{url}/gradio_api/queue/join", body)
    with _open(f"{url}/gradio_api/queue/data?session_hash={session}") as stream:
        for line in stream:
            if not line.startswith(b"data:"):
                continue
            event = json.loads(line[5:])
            if event["msg"] == "process_completed":
                if not event["success"]:
                    raise RuntimeError(f"the page failed: {event['output']}")
                return event["output"]["data"]
    raise RuntimeError("the page ended without an answer")


def _is_up(url: str) -> bool:
    try:
        return "Dateline" in _get(url)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _get(url: str, body: dict[str, Any] | None = None) -> str:
    with _open(url, body) as answer:
        text: str = answer.read().decode()
        return text


def _open(url: str, body: dict[str, Any] | None = None) -> Any:
    """An answer of the page. No proxy is asked: it is this machine's own."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    return opener.open(request, timeout=_PATIENCE)
