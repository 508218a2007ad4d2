"""Conversations kept over reloads: the server holds them for as long as it runs, the browser holds their names.

A conversation's identity is random and known to nobody but the browser it belongs to; so nobody sees another's.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ui.session import Session

KEPT = 500
"""Conversations the server holds; the one not looked at for longest goes first."""

LISTED = 30
"""Conversations a browser lists."""

TITLE = 70
"""Characters of the first question that name a conversation."""


class Memory:
    """The conversations of all visitors, by identity. May be used from several threads."""

    def __init__(self) -> None:
        """Nothing is remembered yet."""
        self._held: OrderedDict[str, Session] = OrderedDict()
        self._turn = threading.Lock()

    def keep(self, session: Session) -> None:
        """Hold a conversation that has begun."""
        with self._turn:
            self._held[session.identity] = session
            self._held.move_to_end(session.identity)
            while len(self._held) > KEPT:
                self._held.popitem(last=False)

    def recall(self, identity: str) -> Session | None:
        """The conversation of this identity, or None when it is held no more."""
        with self._turn:
            found = self._held.get(identity)
            if found is not None:
                self._held.move_to_end(identity)
            return found

    def forget(self, identity: str) -> None:
        """Let go of a conversation. An unknown one is no error."""
        with self._turn:
            self._held.pop(identity, None)


@dataclass(frozen=True, slots=True)
class Shelved:
    """What a browser keeps: its conversations (identity, title), newest first, and the one that is open."""

    known: tuple[tuple[str, str], ...] = ()
    current: str = ""

    def with_open(self, session: Session) -> Shelved:
        """The same after a conversation was begun or went on: it is open, and listed first."""
        rest = [item for item in self.known if item[0] != session.identity]
        return Shelved(((session.identity, title(session)), *rest)[:LISTED], session.identity)

    def without(self, identity: str) -> Shelved:
        """The same without one conversation; none is open then."""
        return Shelved(tuple(item for item in self.known if item[0] != identity))

    def still_held(self, memory: Memory) -> Shelved:
        """The same without conversations the server holds no more."""
        known = tuple(item for item in self.known if memory.recall(item[0]) is not None)
        return Shelved(known, self.current if any(self.current == identity for identity, _ in known) else "")

    def record(self) -> dict[str, Any]:
        """The same as the browser stores it."""
        return {"known": [list(item) for item in self.known], "current": self.current}


def shelved(record: object) -> Shelved:
    """What a browser has stored; nothing when it is not of ours, as people may change it."""
    if not isinstance(record, Mapping):
        return Shelved()
    known = record.get("known")
    pairs = [pair for pair in known if _is_pair(pair)] if isinstance(known, Iterable) else []
    return Shelved(tuple((pair[0], pair[1][:TITLE]) for pair in pairs[:LISTED]), str(record.get("current") or ""))


def _is_pair(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(part, str) for part in value)


def title(session: Session) -> str:
    """The first question of a conversation, cut at a word."""
    first = " ".join(session.turns[0].question.split()) if session.turns else ""
    return first if len(first) <= TITLE else first[: TITLE - 1].rsplit(" ", 1)[0] + "…"
