"""Stores in a folder and on a Chroma server that lasts for the whole run, and folders of articles to index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from index.address import Address
from index.build import build
from index.follower import Follower
from index.records import IndexReport
from index.store import Store
from tests.chroma import ChromaServer
from tests.index.papers import TODAY, Counting
from tests.index.stores import MODEL


@pytest.fixture(scope="session")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """One server for all tests; each has collections of its own."""
    server = ChromaServer(tmp_path_factory.mktemp("chroma"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def address(chroma: ChromaServer) -> Address:
    """A collection that is not there yet."""
    return Address("127.0.0.1", chroma.port, collection=f"test-{uuid4().hex}")


@pytest.fixture
def connect(address: Address, tmp_path: Path) -> Iterator[Callable[..., Follower]]:
    """Opens stores over one collection, each in a folder of its own unless one is given, and closes them."""
    opened: list[Follower] = []
    numbers = count()

    def opener(folder: Path | None = None, **changes: Any) -> Follower:
        where = folder or tmp_path / f"machine{next(numbers)}"
        opened.append(Follower.connect(where, address, **({**MODEL, "wait": 0.1} | changes)))
        return opened[-1]

    yield opener
    for store in opened:
        store.close()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder of articles to index."""
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


@pytest.fixture
def counting(embedder: Any) -> Counting:
    """The tests' embedding model, which also keeps what it was given."""
    return Counting(embedder)


@pytest.fixture
def run(memory_store: Any, counting: Any) -> Any:
    """Indexes paths into the store in memory."""

    def call(*paths: str | Path, **options: Any) -> IndexReport:
        return build(paths, memory_store, counting, latest=TODAY, **options)

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a store keeps its files."""
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """A store in that folder, which waits only briefly for other writers."""
    opened = Store.open(folder, **MODEL, wait=0.1)
    yield opened
    opened.close()
