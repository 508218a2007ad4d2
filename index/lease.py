"""Whose turn it is to write to a server: one machine at a time, for as long as its lease is renewed.

A lease is a record `lease:N`. Chroma keeps the first record of an id and passes over later ones, so that of several
who add `lease:N+1` one wins; who it was is read back. The highest number counts. Times are the server's own clock.
What this cannot rule out: a writer that stands still for longer than its lease in the midst of one request writes
what it was about to write when it goes on. Such leftovers are known by their revision, passed over and swept.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Protocol

from index.errors import IndexBusy

TERM = 60.0
"""Seconds after which the lease of a writer that gave no sign of life is void."""
_SAFE = TERM / 2
"""Seconds for which a lease just seen is not looked at again."""
_POLL = 0.1


@dataclass(frozen=True, slots=True)
class Grant:
    """A lease as the server has it; `until` is 0 when its holder has given it back."""

    number: int
    holder: str
    until: float
    machine: str


class Leases(Protocol):
    """Where leases are kept."""

    def leases(self) -> list[Grant]:
        """All of them."""

    def add_lease(self, lease: Grant) -> None:
        """Add one unless its number is taken."""

    def set_lease(self, lease: Grant) -> None:
        """Change one."""

    def drop_leases(self, numbers: list[int]) -> None:
        """Forget some."""


class Lease:
    """The turn of one holder. `holder` stays the same for one folder: what it left behind is its own again."""

    def __init__(self, kept: Leases, holder: str, now: Callable[[], float], where: Any) -> None:
        self._kept = kept
        self._holder = holder
        self._now = now
        self._where = where
        self._number = 0
        self._safe_until = 0.0

    def take(self, wait: float) -> bool:
        """Have the turn; whether the one before was left without being given back.

        Raises IndexBusy when another holds it for longer than `wait` seconds.
        """
        deadline = time.monotonic() + wait
        while True:
            last = self._last()
            if last is None or last.holder == self._holder or last.until <= self._now():
                if self._won(last.number + 1 if last else 1):
                    return last is not None and last.until > 0
            elif time.monotonic() >= deadline:
                raise IndexBusy(
                    f"{last.machine} is writing to {self._where}; try again when it has finished"
                    f" (a writer that was cut off keeps its turn for {TERM:.0f} s at most)"
                )
            time.sleep(_POLL)

    def confirm(self) -> None:
        """Make sure that the turn is still ours for a while. Raises IndexBusy when another has taken it over."""
        if time.monotonic() < self._safe_until:
            return
        last = self._last()
        if last is None or last.number != self._number or last.holder != self._holder:
            raise IndexBusy(f"another machine has begun to write to {self._where} meanwhile; try again")
        self._kept.set_lease(self._lease(self._number, self._now() + TERM))
        self._safe_until = time.monotonic() + _SAFE

    def release(self) -> None:
        """Give the turn back."""
        self._safe_until = 0.0
        self._kept.set_lease(self._lease(self._number, 0.0))

    def _won(self, number: int) -> bool:
        begun = time.monotonic()
        self._kept.add_lease(self._lease(number, self._now() + TERM))
        there = self._kept.leases()
        last = max(there, key=attrgetter("number"), default=None)
        if last is None or last.number != number or last.holder != self._holder:
            return False
        self._number, self._safe_until = number, begun + _SAFE
        self._kept.drop_leases([grant.number for grant in there if grant.number < number])
        return True

    def _lease(self, number: int, until: float) -> Grant:
        return Grant(number, self._holder, until, socket.gethostname())

    def _last(self) -> Grant | None:
        return max(self._kept.leases(), key=attrgetter("number"), default=None)
