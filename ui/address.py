"""Where the page is served, who may reach it there, and under which names it answers."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from index.errors import BadInput

ELSEWHERE = "This page is for its own machine: open it at 127.0.0.1 or localhost, or start it with --auth."


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is served. `auth` is `user:password`, or None for no password."""

    host: str
    port: int
    auth: str | None = None

    def check(self) -> None:
        """Raise `BadInput` when other machines could reach the page without a password."""
        if self.auth is not None and not all(self.auth.partition(":")):
            raise BadInput("--auth wants USER:PASSWORD")
        if self.auth is None and not self._loopback():
            raise BadInput(f"others can reach {self.host}: add --auth USER:PASSWORD, or use 127.0.0.1")

    def answers_to(self, host: str) -> bool:
        """Whether a request may name this host, `name:port`. Without a password only names of this machine may be
        used, else a foreign site could point a name of its own here and read along (DNS rebinding)."""
        if self.auth is not None:
            return True
        name = host[: host.rfind("]") + 1] if host.startswith("[") else host.partition(":")[0]
        return name.lower() in {"127.0.0.1", "localhost", "[::1]", self.host.lower(), f"[{self.host.lower()}]"}

    def _loopback(self) -> bool:
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"
