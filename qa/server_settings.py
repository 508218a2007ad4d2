"""Which Chroma server holds the index, if one does: the variables `CHROMA_…`, as Chroma's own programs name them.

Strongest first: environment, `.env`, table `[chroma]` of `dateline.toml`.
"""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from index.address import CLOUD, Address
from index.errors import BadInput
from qa.settings import Sourced

_COLLECTION = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9._-]{1,100}[a-zA-Z0-9]")


class ServerSettings(Sourced):
    """Neither host nor key set means the index is in a folder of this machine."""

    model_config = SettingsConfigDict(
        env_prefix="CHROMA_",
        env_file=".env",
        env_ignore_empty=True,
        toml_file="dateline.toml",
        toml_table_header=("chroma",),
        extra="ignore",
        frozen=True,
    )

    host: str | None = Field(default=None, description="name, address or URL of a Chroma server")
    port: Annotated[int, Field(ge=1, le=65535)] | None = Field(
        default=None, description="its port: 8000, or 443 by TLS"
    )
    ssl: bool | None = Field(default=None, description="whether it is reached by TLS")
    api_key: SecretStr | None = Field(default=None, description="key; without a host it means Chroma Cloud")
    tenant: str | None = Field(default=None, description="tenant, where it is not the key's own")
    database: str | None = Field(default=None, description="database, where it is not the key's only one")
    collection: str = Field(
        default="dateline", description="name of the collection; a second one is called so with -documents behind"
    )


def server_address() -> Address | None:
    """The server in force, or None. Raises BadInput with one line that names what is not allowed, never a key."""
    given = ServerSettings.read()
    if not _COLLECTION.fullmatch(given.collection):
        raise BadInput("setting CHROMA_COLLECTION: write 3 to 102 letters, digits, points, hyphens")
    key = given.api_key.get_secret_value().strip() if given.api_key else None
    if given.host is None and key is None:
        return None
    host, port, ssl = _parts((given.host or CLOUD).strip())
    ssl = ssl or host == CLOUD if given.ssl is None else given.ssl
    return Address(
        host=host,
        port=given.port or port or (443 if ssl else 8000),
        ssl=ssl,
        api_key=key,
        tenant=given.tenant,
        database=given.database,
        collection=given.collection,
    )


def _parts(host: str) -> tuple[str, int | None, bool]:
    """Host, port and TLS of what may be a URL, a name with a port, or a name alone."""
    try:
        url = urlsplit(
            host if "://" in host else f"//[{host}]" if host.count(":") > 1 and "[" not in host else f"//{host}"
        )
        name, port = url.hostname, url.port
    except ValueError:
        name, port = None, None
    if not name or url.scheme not in {"", "http", "https"} or url.path.strip("/") or url.username or " " in name:
        # What was written is not repeated: it may hold a password.
        raise BadInput("setting CHROMA_HOST: write a host such as localhost or https://chroma.example")
    return name, port, url.scheme == "https"
