"""Where a Chroma server is, and which of its collections is meant."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

CLOUD = "api.trychroma.com"
"""The host of Chroma Cloud."""
_CLOUD_BATCH, _BATCH = 300, 5000
"""Records in one request: Chroma Cloud takes 300, a server of one's own 5461."""


@dataclass(frozen=True, slots=True)
class Address:
    """Which collection of which server. Tenant and database are Chroma's defaults where they are None, or on Chroma
    Cloud those the key belongs to. The key is left out of every text form."""

    host: str
    port: int = 8000
    ssl: bool = False
    api_key: str | None = field(default=None, repr=False)
    tenant: str | None = None
    database: str | None = None
    collection: str = "dateline"

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.ssl else 'http'}://{host}:{self.port}"

    @property
    def is_cloud(self) -> bool:
        """Whether this is Chroma Cloud, which has quotas."""
        return self.host.endswith(".trychroma.com")

    @property
    def batch(self) -> int:
        """How many records one request may carry."""
        return _CLOUD_BATCH if self.is_cloud else _BATCH

    @property
    def folder(self) -> str:
        """A name for a folder that belongs to this collection alone."""
        parts = (str(self), self.tenant or "", self.database or "", self.collection)
        return "server-" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
