"""Conversations kept over reloads and restarts: the server holds them in files, the browser holds their names.

A conversation's identity is random and known to nobody but the browser it belongs to, so nobody sees another's; a file
is named after a hash of it, readable by the server's owner alone. Whatever a browser sends, it names no other file.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from qa import Assistant
from ui import conversation_json
from ui.session import Session

HELD = 200
"""Conversations held in memory; the one not looked at for longest goes first, and is read again when wanted."""

KEPT = 2000
"""Conversations kept in files; those that nobody went on with for longest go first."""

LISTED = 30
"""Conversations a browser lists."""

TITLE = 70
"""Characters of the first question that name a conversation."""

_log = logging.getLogger(__name__)


class Memory:
    """The conversations of all visitors, by identity. May be used from several threads."""

    def __init__(self, folder: Path | None = None, assistant: Assistant | None = None) -> None:
        """`folder` is where they are kept, made with the first one; `assistant` goes on with those of an earlier run.

        Without both, nothing outlasts this object.
        """
        self._files = _Files(folder) if folder is not None else None
        self._assistant = assistant
        self._held: OrderedDict[str, Session] = OrderedDict()
        self._listed: OrderedDict[str, tuple[tuple[str, str], ...]] = OrderedDict()
        self._turn = threading.Lock()

    def keep(self, session: Session) -> None:
        """Hold a conversation as it now is."""
        with self._turn:
            self._hold(session)
            if self._files is not None:
                self._files.write(session)

    def recall(self, identity: str) -> Session | None:
        """The conversation of this identity, or None when it is held no more."""
        with self._turn:
            found = self._held.get(identity) or self._read(identity)
            if found is not None:
                self._hold(found)
            return found

    def present(self, session: Session | None, stored: object) -> Session | None:
        """The conversation of a page: its own, or, where the server has lost it in a restart, that which its browser
        has stored as open."""
        return session or self.recall(remembered(stored).current)

    def holds(self, identity: str) -> bool:
        """Whether there is a conversation of this identity."""
        return identity in self._held or (self._files is not None and self._files.path(identity).exists())

    def forget(self, identity: str) -> None:
        """Let go of a conversation, and of its file. An unknown one is no error."""
        with self._turn:
            self._held.pop(identity, None)
            if self._files is not None:
                self._files.path(identity).unlink(missing_ok=True)

    def listed(self, stored: object) -> Remembered:
        """What a browser has stored, as the last of its tabs left it, without conversations that are held no more."""
        kept = remembered(stored)
        known = tuple(item for item in self._listed.get(kept.browser, kept.known) if self.holds(item[0]))
        return replace(kept, known=known).opening(kept.current)

    def note(self, kept: Remembered) -> None:
        """Take what a tab shows for what its browser has, as no tab sees what another one stores."""
        with self._turn:
            self._listed[kept.browser] = kept.known
            self._listed.move_to_end(kept.browser)
            while len(self._listed) > KEPT:
                self._listed.popitem(last=False)

    def _hold(self, session: Session) -> None:
        self._held[session.identity] = session
        self._held.move_to_end(session.identity)
        while len(self._held) > HELD:
            self._held.popitem(last=False)

    def _read(self, identity: str) -> Session | None:
        if self._files is None or self._assistant is None:
            return None
        return self._files.read(identity, self._assistant)


class _Files:
    """One file for each conversation in a folder that its owner alone may look into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, identity: str) -> Path:
        """The file of an identity: its name is a hash, so that no identity leads elsewhere or can be read from it."""
        return self._folder / f"{hashlib.sha256(identity.encode(errors='replace')).hexdigest()}.json"

    def write(self, session: Session) -> None:
        """Keep a conversation, whole or not at all; what cannot be written goes on in memory alone."""
        path = self.path(session.identity)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            text, unfinished = conversation_json.written(session), path.with_suffix(".part")
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(text)
            unfinished.replace(path)
            self._clear_out()
        except (OSError, ValueError) as error:  # a full disk; half a character in a question
            _log.warning("a conversation could not be kept: %s", error)

    def read(self, identity: str, assistant: Assistant) -> Session | None:
        """The conversation of an identity; None without a file, and for one that cannot be read."""
        try:
            session = conversation_json.read(self.path(identity).read_bytes(), assistant)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            _log.warning("a conversation that was kept cannot be read: %s", error)
            return None
        return session if session.identity == identity else None

    def _clear_out(self) -> None:
        kept = list(self._folder.glob("*.json"))
        if len(kept) > KEPT:
            for path in sorted(kept, key=_changed)[: len(kept) - KEPT]:
                path.unlink(missing_ok=True)


def _changed(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else 0.0


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a browser keeps: its conversations (identity, title), newest first, the one that is open in the tab that
    stored last, and a random name for itself."""

    known: tuple[tuple[str, str], ...] = ()
    current: str = ""
    browser: str = field(default_factory=lambda: uuid4().hex)

    def with_open(self, session: Session) -> Remembered:
        """The same after a conversation was begun or went on: it is open, and listed first."""
        rest = [item for item in self.known if item[0] != session.identity]
        return replace(self, known=((session.identity, title(session)), *rest)[:LISTED], current=session.identity)

    def without(self, identity: str) -> Remembered:
        """The same without one conversation; none is open then."""
        return replace(self, known=tuple(item for item in self.known if item[0] != identity), current="")

    def opening(self, identity: str) -> Remembered:
        """The same with this conversation open; none when it is not among those known."""
        return replace(self, current=identity if identity in dict(self.known) else "")

    def record(self) -> dict[str, Any]:
        """The same as the browser stores it."""
        return {"known": [list(item) for item in self.known], "current": self.current, "browser": self.browser}


def remembered(record: object) -> Remembered:
    """What a browser has stored; nothing when it is not of ours, as people may change it."""
    if not isinstance(record, Mapping):
        return Remembered()
    known = record.get("known")
    pairs = [pair for pair in known if _is_pair(pair)] if isinstance(known, Iterable) else []
    kept = tuple((pair[0], pair[1][:TITLE]) for pair in pairs[:LISTED])
    return Remembered(kept, str(record.get("current") or ""), str(record.get("browser") or uuid4().hex)[:64])


def _is_pair(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(part, str) for part in value)


def title(session: Session) -> str:
    """The first question of a conversation, cut at a word."""
    first = " ".join(session.turns[0].question.split()) if session.turns else ""
    return first if len(first) <= TITLE else first[: TITLE - 1].rsplit(" ", 1)[0] + "…"
