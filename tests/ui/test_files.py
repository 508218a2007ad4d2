"""What the server hands out beside the page: to whom, by which name, and how it is sent."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from ui import files, layout, web
from ui.desk import Desk


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The file that the little document was read from, under a name that is no plain one."""
    file = tmp_path / "Hafen “Lindmouth”.html"
    file.write_bytes(b"<script>alert(1)</script> The harbour will close.")
    return file


@pytest.fixture
def serve(assistant: Any, kept: Path) -> Iterator[Callable[..., httpx.Client]]:
    """Serves the page over the little document, with a password where one is given, and gives a visitor."""
    assistant.held = (replace(assistant.held[0], path=str(kept)),)
    opened: list[Any] = []

    def start(auth: str | None = None) -> httpx.Client:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = web.Address("127.0.0.1", probe.getsockname()[1], auth)
        page = web.build(assistant, layout.Service("the samples"))
        _, url, _ = page.launch(**web.launch_arguments(address, files.routes(assistant)))
        opened.append(page)
        return httpx.Client(base_url=url, trust_env=False)

    yield start
    for page in opened:
        page.close()


def test_a_timeline_is_a_file_from_the_server(serve: Any, assistant: Any) -> None:
    visitor = serve()
    _, shown = Desk(assistant, str).timeline(None, "Åse Nørby", "")
    assert "dateline/timeline.csv?actor=%C3%85se" in shown
    answer = visitor.get(files.timeline_address("Åse Nørby", ""))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    assert "Åse Nørby" in answer.content.decode()
    assert visitor.get(files.TIMELINE).status_code == 400


def test_the_file_of_a_document_is_had_by_the_documents_id_and_is_only_saved_never_shown(
    serve: Any, assistant: Any, kept: Path
) -> None:
    visitor = serve()
    answer = visitor.get(files.document_address(assistant.held[0]))
    assert answer.content == kept.read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    kept.unlink()
    assert visitor.get(files.document_address(assistant.held[0])).status_code == 404


@pytest.mark.parametrize("name", ["nobody", "..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd", "", "lindmouth/../x"])
def test_no_path_leads_to_a_file(serve: Any, kept: Path, name: str) -> None:
    visitor = serve()
    answers = [visitor.get(f"{files.DOCUMENT}/{name}"), visitor.get(f"{files.DOCUMENT}/{kept}")]
    assert all(answer.status_code in {404, 307} or b"<!doctype html>" in answer.content.lower() for answer in answers)
    assert all(b"root:" not in answer.content and b"harbour will close" not in answer.content for answer in answers)


def test_files_want_the_password_where_the_page_does(serve: Any, assistant: Any) -> None:
    visitor = serve("reader:secret")
    wanted = files.timeline_address("Brandt", ""), files.document_address(assistant.held[0])
    assert [visitor.get(address).status_code for address in wanted] == [401, 401]
    assert visitor.post("login", data={"username": "reader", "password": "secret"}).status_code == 200
    assert [visitor.get(address).status_code for address in wanted] == [200, 200]


@pytest.mark.parametrize(
    "host", ["foreign.example", "foreign.example:7860", "127.0.0.1.foreign.example", "[::2]:7860", ""]
)
def test_without_a_password_a_foreign_name_that_points_here_is_not_answered(serve: Any, host: str) -> None:
    visitor = serve()
    for path in ("/", "config", files.TIMELINE):
        assert visitor.get(path, headers={"Host": host}).status_code in {400, 403}


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost", "LOCALHOST:80", "[::1]:7860"])
def test_names_of_this_machine_are_answered(host: str) -> None:
    assert web.Address("127.0.0.1", 7860).answers_to(host)
    assert web.Address("127.0.0.1", 7860, "a:b").answers_to("reading.room.example")
