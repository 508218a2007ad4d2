"""Which server the CHROMA_… variables mean, and that an assistant uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.address import Address
from index.errors import BadInput, ServerAway
from qa import Assistant
from qa.server_settings import server_address
from qa.wire import clear
from tests.chroma import ChromaServer

TODAY = date(2024, 6, 1)


@pytest.fixture(autouse=True)
def away_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without settings, and none in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("HOST", "PORT", "SSL", "API_KEY", "TENANT", "DATABASE", "COLLECTION"):
        monkeypatch.delenv(f"CHROMA_{name}", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"HOST": "chroma.example"}, Address("chroma.example")),
        ({"HOST": "chroma.example", "PORT": "9000"}, Address("chroma.example", 9000)),
        ({"HOST": "chroma.example:9001"}, Address("chroma.example", 9001)),
        ({"HOST": "http://chroma.example"}, Address("chroma.example")),
        ({"HOST": "https://chroma.example/"}, Address("chroma.example", 443, ssl=True)),
        ({"HOST": "chroma.example", "SSL": "true", "PORT": "8443"}, Address("chroma.example", 8443, ssl=True)),
        ({"HOST": "::1"}, Address("::1")),
        ({"HOST": "h", "COLLECTION": "press", "TENANT": "t"}, Address("h", collection="press", tenant="t")),
        (
            {"API_KEY": "k", "TENANT": "t", "DATABASE": "d"},
            Address("api.trychroma.com", 443, ssl=True, api_key="k", tenant="t", database="d"),
        ),
        ({"HOST": "h", "API_KEY": "k"}, Address("h", api_key="k")),
        ({"PORT": "8000"}, None),
        ({"HOST": ""}, None),
        ({}, None),
    ],
)
def test_the_variables_name_a_server(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], expected: Address | None
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"CHROMA_{name}", value)
    assert server_address() == expected


def test_the_environment_is_stronger_than_env_and_that_than_toml(
    away_from_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (away_from_home / "dateline.toml").write_text('[chroma]\nhost = "toml"\nport = 1\ncollection = "toml"\n')
    (away_from_home / ".env").write_text("CHROMA_HOST=env-file\nCHROMA_PORT=2\n")
    monkeypatch.setenv("CHROMA_HOST", "environment")
    assert server_address() == Address("environment", 2, collection="toml")


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "many"), ("PORT", "70000"), ("HOST", "ftp://x"), ("HOST", "a b"), ("COLLECTION", "no/slash")],
)
def test_what_is_not_allowed_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv("CHROMA_HOST", "chroma.example")
    monkeypatch.setenv(f"CHROMA_{name}", value)
    with pytest.raises(BadInput, match=f"CHROMA_{name}"):
        server_address()


def test_a_password_in_an_address_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMA_HOST", "http://me:secret@chroma.example")
    with pytest.raises(BadInput) as raised:
        server_address()
    assert "secret" not in str(raised.value)


class TestAssistant:
    @pytest.fixture
    def server(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ChromaServer]:
        own = ChromaServer(tmp_path / "server")
        own.start()
        monkeypatch.setenv("CHROMA_HOST", "127.0.0.1")
        monkeypatch.setenv("CHROMA_PORT", str(own.port))
        yield own
        own.stop()

    @pytest.fixture
    def opened(self, embedder: Any, tmp_path: Path) -> Callable[..., Assistant]:
        return lambda name, **named: Assistant.open(tmp_path / name, embedder=embedder, today=TODAY, **named)

    def test_answers_come_from_the_server_and_again_when_it_is_back(
        self, server: ChromaServer, opened: Callable[..., Assistant], stories: Path, tmp_path: Path
    ) -> None:
        question = "When will the Oxmere dam be drained?"
        with opened("one") as one:
            assert len(one.index(stories).added) == 3
            expected = one.ask(question)
        assert "18 March 2024" in expected.text
        with opened("two") as two, opened("three", alone=True) as three:
            assert two.ask(question) == expected
            assert two.where == f"the collection “dateline” at http://127.0.0.1:{server.port}"
            assert three.where == str(tmp_path / "three")
            assert len(two.index(stories).unchanged) == 3
            assert three.documents() == ()
            server.stop()
            with pytest.raises(ServerAway, match="try again"):
                two.ask(question)
            server.start()
            assert two.ask(question) == expected
        clear(tmp_path / "one")
        with opened("one") as one:
            assert one.documents() == ()
