"""The port of the language model: messages in, pieces of text out, one kind of failure. Adapters: `qa.models`."""

from __future__ import annotations

import queue
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what a model is shown."""

    role: Literal["user", "assistant"]
    text: str


class ModelFailed(Exception):
    """A model that gave no reply. `reason` is one phrase without keys or addresses; `again` is the number of seconds
    after which the same request may succeed, None when it will not."""

    def __init__(self, reason: str, *, again: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again


class LanguageModel(Protocol):
    """A model that words answers. Both ways raise ModelFailed, and stop the request when their iterator is closed."""

    name: str
    window: int

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply in pieces, as they come."""

    def astream(self, messages: Sequence[Message]) -> AsyncIterator[str]:
        """`stream` for asynchronous programs."""


def in_time(pieces: Callable[[], Iterator[str]], seconds: float) -> Iterator[str]:
    """What an iterator gives, each piece within `seconds` of the one before; raises ModelFailed when one is late.

    The iterator runs in a thread of its own, as a model that hangs cannot be interrupted; it is closed there when the
    caller stops early.
    """
    handed: queue.Queue[str | BaseException | None] = queue.Queue()
    stopped = threading.Event()

    def run() -> None:
        source = pieces()
        try:
            for piece in source:
                if stopped.is_set():
                    break
                handed.put(piece)
            handed.put(None)
        except BaseException as error:  # noqa: BLE001 - carried over to the caller's thread and raised there
            handed.put(error)
        finally:
            close = getattr(source, "close", None)
            if close is not None:
                close()

    threading.Thread(target=run, name="dateline-model", daemon=True).start()
    try:
        while True:
            try:
                piece = handed.get(timeout=seconds)
            except queue.Empty:
                raise ModelFailed(f"did not reply within {seconds:.0f} s") from None
            if piece is None:
                return
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        stopped.set()
