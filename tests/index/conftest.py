"""A Chroma server for the whole run, and stores that follow a collection of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from index.address import Address
from index.follower import Follower
from tests.chroma import ChromaServer
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
