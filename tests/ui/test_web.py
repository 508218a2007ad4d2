"""The page over HTTP: what it serves, what it refuses, and that it leaks and loads nothing."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from index.errors import BadInput
from index.records import Document, Span
from ui import layout, web


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Held:
    """An assistant that holds these documents and is asked nothing."""

    def __init__(self, *documents: Document) -> None:
        self._documents = documents

    def documents(self) -> tuple[Document, ...]:
        return self._documents

    def failures(self) -> tuple[tuple[str, str], ...]:
        return ()

    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError(f"{name} is not used here")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    span = (Span(0, 5, "article"),)
    held = Held(Document("d", "/secret/path.txt", "A title", "Outlet", None, "", None, "Text.", span))
    uploads = tmp_path_factory.mktemp("data") / "uploads"
    page = web.build(held, layout.Service("the samples", ("Who said so?",), uploads=uploads))
    address = web.Address("127.0.0.1", free_port())
    _, url, _ = page.launch(**web.launch_arguments(address))
    yield url
    page.close()


def test_the_page_says_what_is_served_and_loads_nothing_foreign(served: str) -> None:
    answer = httpx.get(served, trust_env=False)
    assert answer.status_code == 200
    assert "the samples" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/etc/passwd", str(Path(__file__).resolve()), "pyproject.toml", "../../etc/passwd"])
def test_no_file_of_the_machine_is_served(served: str, path: str) -> None:
    for route in ("gradio_api/file=", "file="):
        assert httpx.get(f"{served}{route}{path}", trust_env=False).status_code in {400, 403, 404}


def test_no_part_of_the_page_is_a_public_interface(served: str) -> None:
    info = httpx.get(f"{served}gradio_api/info", trust_env=False).json()
    assert info["named_endpoints"] == {}
    assert info["unnamed_endpoints"] == {}


def test_paths_of_documents_are_not_in_the_page(served: str) -> None:
    assert "/secret/path.txt" not in httpx.get(served, trust_env=False).text


def test_analytics_are_off_and_loopback_is_not_sent_through_a_proxy(served: str) -> None:
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert "127.0.0.1" in os.environ["NO_PROXY"]
    modules = Path(web.__file__).parent.glob("*.py")
    importing = [file.name for file in modules if "import gradio" in file.read_text(encoding="utf-8")]
    assert importing == ["offline_gradio.py"]


@pytest.mark.parametrize(
    ("host", "auth"), [("127.0.0.1", None), ("::1", None), ("localhost", None), ("0.0.0.0", "a:b")]
)
def test_loopback_needs_no_password_and_others_may_be_served_with_one(host: str, auth: str | None) -> None:
    web.Address(host, 7860, auth).check()


@pytest.mark.parametrize(("host", "auth"), [("0.0.0.0", None), ("127.0.0.1", "nopassword"), ("127.0.0.1", ":x")])
def test_other_hosts_without_a_password_are_refused(host: str, auth: str | None) -> None:
    with pytest.raises(BadInput):
        web.Address(host, 7860, auth).check()


def test_a_taken_port_is_named(served: str) -> None:
    port = int(served.rstrip("/").rpartition(":")[2])
    with pytest.raises(BadInput, match=str(port)):
        web.serve(Held(), layout.Service("nothing"), web.Address("127.0.0.1", port), ready=print)


def test_an_interrupt_right_after_the_page_is_ready_closes_it_and_is_no_error() -> None:
    address = web.Address("127.0.0.1", free_port())

    def interrupted(url: str) -> None:
        assert httpx.get(url, trust_env=False).status_code == 200
        raise KeyboardInterrupt

    web.serve(Held(), layout.Service("nothing"), address, ready=interrupted)
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{address.port}/", trust_env=False)


def test_a_file_that_is_much_too_large_is_cut_off_while_it_arrives(
    served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = b"x" * (web.LARGEST_UPLOAD + 1)
    answer = httpx.post(f"{served}gradio_api/upload", files={"files": ("large.txt", large)}, trust_env=False)
    assert answer.status_code == 413


@pytest.mark.parametrize("name", ["../../escape.txt", "..\\..\\escape.txt", "/etc/escape.txt"])
def test_a_name_that_climbs_out_of_its_folder_does_not(served: str, name: str) -> None:
    answer = httpx.post(f"{served}gradio_api/upload", files={"files": (name, b"text")}, trust_env=False)
    assert answer.status_code in {200, 400}
    for path in answer.json() if answer.status_code == 200 else ():
        assert Path(path).resolve().is_relative_to(Path(tempfile.gettempdir(), "gradio").resolve())


def test_without_the_password_nothing_is_served_and_nothing_can_be_sent(tmp_path: Path) -> None:
    page = web.build(Held(), layout.Service("mine", uploads=tmp_path / "uploads"))
    _, url, _ = page.launch(**web.launch_arguments(web.Address("127.0.0.1", free_port(), "reader:secret")))
    try:
        assert httpx.get(f"{url}config", trust_env=False).status_code == 401
        sent = httpx.post(f"{url}gradio_api/upload", files={"files": ("a.txt", b"text")}, trust_env=False)
        assert sent.status_code == 401
        with httpx.Client(base_url=url, trust_env=False) as visitor:
            assert visitor.post("login", data={"username": "reader", "password": "wrong"}).status_code == 400
            assert visitor.post("login", data={"username": "reader", "password": "secret"}).status_code == 200
            assert visitor.get("config").status_code == 200
    finally:
        page.close()


def test_the_models_are_warmed_by_what_asks_no_language_model_and_an_error_of_ours_stops_nothing() -> None:
    asked: list[str] = []

    class Counting(Held):
        def evidence(self, question: str) -> Any:
            asked.append(question)
            raise BadInput("this assistant is closed")

    span = (Span(0, 5, "article"),)
    web.warm(Counting())
    assert asked == []
    web.warm(Counting(Document("d", "/p.txt", "A title", "Outlet", None, "", None, "Text.", span)))
    assert len(asked) == 1
