"""Talking to a Chroma server: where it is, how it is reached, and what its errors mean.

Importing this module imports chromadb. Chroma's own client waits without end and asks the server before it can be
made; here every request has its time, and making a connection sends nothing.
"""

from __future__ import annotations

import ipaddress
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from chromadb.api import ServerAPI
from chromadb.api.models.Collection import Collection
from chromadb.auth.token_authn import TokenTransportHeader
from chromadb.config import DEFAULT_DATABASE, DEFAULT_TENANT, Settings, System
from chromadb.errors import ChromaError, NotFoundError

from index.address import Address
from index.errors import BadInput, DatelineError, ServerAway

_CONNECT, _ANSWER = 5.0, 30.0
"""Seconds within which a server must take a connection, and within which it must answer."""

_NO_CHROMA = "what answers there is no Chroma server, or one of an old version"
_UNKNOWN_PLACE = re.compile(r"\b(?:tenant|database)\b.*(?:does not exist|not found)", re.IGNORECASE)


class Gone(Exception):
    """The collection was deleted; one of the same name may be there by now."""


class Connection:
    """Requests to one server. May be used from several threads; a server that comes back is found again."""

    def __init__(self, address: Address) -> None:
        """Send nothing yet."""
        self.address = address
        with self.explained():
            self._system = System(_settings(address))
            self._api: Any = self._system.instance(ServerAPI)
            self._system.start()
            # There is no setting for this: the client is made without any limit of time.
            self._api._session.close()
            self._api._session = httpx.Client(
                headers=self._api._session.headers,
                timeout=httpx.Timeout(_ANSWER, connect=_CONNECT),
                trust_env=not _is_loopback(address.host),  # a proxy knows nothing of this machine's own servers
            )
        self._place: dict[str, str] | None = None

    def collection(self, name: str, *, configuration: dict[str, Any], metadata: dict[str, Any]) -> Collection:
        """A collection, made when missing."""
        with self.explained():
            place = self._where()
            model = self._api.create_collection(
                name, configuration=configuration, metadata=metadata, get_or_create=True, **place
            )
        return Collection(client=self._api, model=model, embedding_function=None)

    def metadata(self, name: str) -> dict[str, Any] | None:
        """What a collection says of itself, None where there is none of this name."""
        with self.explained():
            try:
                return dict(self._api.get_collection(name, **self._where()).metadata or {})
            except NotFoundError as error:
                if _UNKNOWN_PLACE.search(str(error)):
                    raise
                return None

    def drop(self, name: str) -> None:
        """Delete a collection; one that is not there is no error."""
        with self.explained():
            try:
                self._api.delete_collection(name, **self._where())
            except NotFoundError:
                return

    def now(self) -> float:
        """The server's clock in seconds, one for all machines."""
        with self.explained():
            before = time.monotonic()
            told = float(self._api.heartbeat()) / 1e9
            return told + (time.monotonic() - before) / 2

    def close(self) -> None:
        """Let go of the connections. Calling it twice is no error."""
        self._api._session.close()
        self._system.stop()

    def _where(self) -> dict[str, str]:
        """Tenant and database, asked of Chroma Cloud where they were not given."""
        if self._place is None:
            tenant, database = self.address.tenant, self.address.database
            if self.address.api_key and not (tenant and database):
                known = self._api.get_user_identity()
                tenant = tenant or (known.tenant if known.tenant != "*" else None)
                single = [name for name in known.databases or () if name != "*"]
                database = database or (single[0] if len(single) == 1 else None)
            self._place = {"tenant": tenant or DEFAULT_TENANT, "database": database or DEFAULT_DATABASE}
        return self._place

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn everything that may go wrong between here and there into one line, and a lost collection into `Gone`."""
        try:
            yield
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise BadInput(f"the Chroma server's address {self.address} is none: check CHROMA_HOST") from error
        except httpx.HTTPError as error:
            raise self._away(_in_words(error)) from error
        except ChromaError as error:
            if _UNKNOWN_PLACE.search(str(error)):
                raise self._refused(self._plain(error)) from error
            if isinstance(error, NotFoundError):
                raise Gone(str(error)) from error
            if error.code() in {401, 403}:
                raise self._refused("it refuses the key") from error
            raise self._away(f"it answers: {self._plain(error)}") from error
        except (ValueError, KeyError, TypeError) as error:
            if not _from_chromadb(error):
                raise
            raise self._refused(_NO_CHROMA) from error
        except Exception as error:
            if type(error) is not Exception:  # Chroma's client raises it bare for answers it does not know
                raise
            raise self._meaning(error) from error

    def _meaning(self, error: Exception) -> DatelineError:
        """What an answer that is no answer of Chroma's means, by its HTTP status."""
        answer = error.__context__
        status = answer.response.status_code if isinstance(answer, httpx.HTTPStatusError) else 0
        if status in {401, 403}:
            return self._refused("it refuses the key")
        if status in {404, 405}:
            return self._refused(_NO_CHROMA)
        return self._away(f"it answers {status}: {self._plain(error)}")

    def _away(self, reason: str) -> ServerAway:
        return ServerAway(
            f"the Chroma server at {self.address} cannot be used ({reason});"
            " try again when it is up, or check CHROMA_HOST and CHROMA_PORT"
        )

    def _refused(self, reason: str) -> BadInput:
        return BadInput(
            f"the Chroma server at {self.address}: {reason};"
            " check CHROMA_HOST, CHROMA_PORT, CHROMA_API_KEY, CHROMA_TENANT and CHROMA_DATABASE"
        )

    def _plain(self, error: Exception) -> str:
        """What the server said, on one line, short, and never with the key."""
        line = " ".join(str(error).split()) or type(error).__name__
        return line.replace(self.address.api_key or "\0", "…")[:200]


def _settings(address: Address) -> Settings:
    settings = Settings(
        chroma_api_impl="chromadb.api.fastapi.FastAPI",
        chroma_server_host=address.host,
        chroma_server_http_port=address.port,
        chroma_server_ssl_enabled=address.ssl,
        anonymized_telemetry=False,
    )
    if address.api_key:
        settings.chroma_client_auth_provider = "chromadb.auth.token_authn.TokenAuthClientProvider"
        settings.chroma_client_auth_credentials = address.api_key
        settings.chroma_auth_token_transport_header = TokenTransportHeader.X_CHROMA_TOKEN
    return settings


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _in_words(error: httpx.HTTPError) -> str:
    match error:
        case httpx.ConnectTimeout():
            return f"no connection within {_CONNECT:.0f} s"
        case httpx.TimeoutException():
            return f"no answer within {_ANSWER:.0f} s"
        case httpx.ConnectError():
            return "no connection: " + re.sub(r"^\[[^\]]*\] ", "", str(error) or "refused")
        case _:
            return str(error) or type(error).__name__


def _from_chromadb(error: BaseException) -> bool:
    """Whether an error arose in Chroma's client or below it, and not in code of ours."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    name = trace.tb_frame.f_globals.get("__name__", "") if trace is not None else ""
    return name.split(".")[0] in {"chromadb", "orjson", "json", "pydantic"}
