"""Language models by configuration, and llama-index's `LLM` as our port. The only file that names their vendors."""

from __future__ import annotations

import asyncio
import importlib
import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from index.errors import BadInput
from qa.language import Message, ModelFailed

if TYPE_CHECKING:
    from qa.settings import Settings

_WINDOW = 8192
"""Tokens that a model of unknown size is taken to read."""
_LONGEST_WAIT = 10.0
"""Seconds that a person is made to wait for a server that asks to come back later."""


@dataclass(frozen=True, slots=True)
class _Vendor:
    """How a vendor's models are made. `arguments` turns name, address, key and seconds into those of its class."""

    module: str
    name: str
    extra: str
    key: str | None
    arguments: Callable[[str, str | None, str | None, float], dict[str, Any]]
    json: Mapping[str, Any]


def _openai(name: str, url: str | None, key: str | None, seconds: float) -> dict[str, Any]:
    return {"model": name, "api_base": url, "api_key": key, "timeout": seconds, "max_retries": 0, "temperature": 0.0}


def _openai_like(name: str, url: str | None, key: str | None, seconds: float) -> dict[str, Any]:
    if not url:
        raise BadInput("DATELINE_LLM=openai-like:… needs the server's address: set DATELINE_LLM_URL=http://…/v1")
    known = _openai(name, url, key or "none", seconds)
    return {**known, "is_chat_model": True, "context_window": _WINDOW}


def _ollama(name: str, url: str | None, key: str | None, seconds: float) -> dict[str, Any]:
    del key  # it takes none
    place = {"base_url": url} if url else {}
    return {"model": name, "request_timeout": seconds, "temperature": 0.0, "context_window": _WINDOW, **place}


def _anthropic(name: str, url: str | None, key: str | None, seconds: float) -> dict[str, Any]:
    return {"model": name, "base_url": url, "api_key": key, "timeout": seconds, "max_retries": 0, "temperature": 0.0}


_JSON_OBJECT: Mapping[str, Any] = MappingProxyType({"response_format": {"type": "json_object"}})
_VENDORS: Mapping[str, _Vendor] = MappingProxyType(
    {
        "openai": _Vendor("llama_index.llms.openai", "OpenAI", "", "OPENAI_API_KEY", _openai, _JSON_OBJECT),
        "openai-like": _Vendor(
            "llama_index.llms.openai_like", "OpenAILike", "openai-like", None, _openai_like, _JSON_OBJECT
        ),
        "ollama": _Vendor("llama_index.llms.ollama", "Ollama", "ollama", None, _ollama, {"format": "json"}),
        "anthropic": _Vendor(
            "llama_index.llms.anthropic", "Anthropic", "anthropic", "ANTHROPIC_API_KEY", _anthropic, {}
        ),
    }
)


def configured(settings: Settings, spec: str | None = None) -> LlamaModel | None:
    """The model that is named, else the one of the settings, or None. Raises BadInput when it cannot be had."""
    named = spec or settings.llm
    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    return open_model(named, url=settings.llm_url, key=key, seconds=settings.llm_timeout) if named else None


def open_model(spec: str, *, url: str | None, key: str | None, seconds: float) -> LlamaModel:
    """The model of a setting such as `ollama:qwen3`. Raises BadInput with one line that says what to set or install."""
    kind, _, name = spec.partition(":")
    vendor = _VENDORS.get(kind.strip().lower())
    if vendor is None or not name.strip():
        raise BadInput(f"DATELINE_LLM: {spec!r} is not one of {' '.join(f'{known}:NAME' for known in _VENDORS)}")
    key = key or (os.environ.get(vendor.key) if vendor.key else None)
    if vendor.key and not key:
        raise BadInput(f"DATELINE_LLM={kind}:… needs a key: set {vendor.key} or DATELINE_LLM_KEY")
    arguments = {k: v for k, v in vendor.arguments(name.strip(), url, key, seconds).items() if v is not None}
    try:
        made = getattr(importlib.import_module(vendor.module), vendor.name)(**arguments)
    except ImportError as error:
        raise BadInput(f"DATELINE_LLM={kind}:… needs a package: pip install 'dateline[{vendor.extra}]'") from error
    except Exception as error:  # noqa: BLE001 - a vendor raises what it likes, and may quote the key it was given
        raise BadInput(f"DATELINE_LLM={kind}:…: the model cannot be set up ({type(error).__name__})") from None
    return LlamaModel(made, seconds=seconds, json=vendor.json)


class LlamaModel:
    """Any llama-index `LLM` as the port of `qa.language`. `json` are the arguments that ask it for a JSON object."""

    def __init__(self, llm: Any, *, seconds: float, json: Mapping[str, Any] = MappingProxyType({})) -> None:
        self._llm = llm
        self._seconds = seconds
        self._json = json
        self.name, self.window = _described(llm)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply in pieces; all at once from a model that cannot stream. Raises ModelFailed."""
        turns = _turns(messages)
        try:
            try:
                replies = self._llm.stream_chat(turns, **self._json)
                yield from _pieces(replies)
            except NotImplementedError:
                yield _text(self._llm.chat(turns, **self._json))
        except Exception as error:
            raise _failure(error, self._seconds) from error

    async def astream(self, messages: Sequence[Message]) -> AsyncIterator[str]:
        """`stream`, asynchronous: cancelling the task ends the request."""
        turns = _turns(messages)
        try:
            try:
                async with asyncio.timeout(self._seconds):
                    replies = await self._llm.astream_chat(turns, **self._json)
                said = ""
                async for reply in replies:
                    piece, said = _piece(reply, said)
                    if piece:
                        yield piece
            except NotImplementedError:
                async with asyncio.timeout(self._seconds):
                    whole = await self._llm.achat(turns, **self._json)
                yield _text(whole)
        except Exception as error:
            raise _failure(error, self._seconds) from error


def _turns(messages: Sequence[Message]) -> list[Any]:
    from llama_index.core.base.llms.types import ChatMessage  # noqa: PLC0415 - over a second to import

    return [ChatMessage(role=message.role, content=message.text) for message in messages]


def _pieces(replies: Iterator[Any]) -> Iterator[str]:
    said = ""
    try:
        for reply in replies:
            piece, said = _piece(reply, said)
            if piece:
                yield piece
    finally:
        close = getattr(replies, "close", None)
        if close is not None:
            close()


def _piece(reply: Any, said: str) -> tuple[str, str]:
    """What a reply adds to what was said. Some models give `delta`, some only the whole so far."""
    if reply.delta is not None:
        return reply.delta, said + reply.delta
    whole = _text(reply)
    return whole[len(said) :], whole


def _text(reply: Any) -> str:
    return str(reply.message.content or "")


def _described(llm: Any) -> tuple[str, int]:
    try:
        described = llm.metadata
        return str(described.model_name), int(described.context_window) or _WINDOW
    except Exception:  # noqa: BLE001 - a vendor that does not know its own model still answers
        return str(getattr(llm, "model", type(llm).__name__)), _WINDOW


_BY_STATUS: Mapping[int, str] = MappingProxyType(
    {
        401: "refused the key (401, check it)",
        403: "refused the key (403, check it)",
        404: "is not known to its server (404, check the name)",
    }
)


def _failure(error: Exception, seconds: float) -> ModelFailed:
    """What a vendor's error means. Its own message is left out: it may hold the key, the address or the prompt."""
    kind = type(error).__name__
    status = getattr(error, "status_code", None)
    if isinstance(error, ModelFailed):
        failure = error
    elif isinstance(error, TimeoutError) or "timeout" in kind.lower():
        failure = ModelFailed(f"did not reply within {seconds:.0f} s")
    elif status == 429:
        wait = _wait(error)
        failure = ModelFailed("is asked too often (429, try later)", again=wait if wait <= _LONGEST_WAIT else None)
    elif isinstance(status, int):
        reason = _BY_STATUS.get(status, f"cannot be used ({status})")
        failure = ModelFailed(reason, again=0.5 if status >= 500 else None)
    elif isinstance(error, OSError) or "connect" in kind.lower() or "protocol" in kind.lower():
        failure = ModelFailed("cannot be reached (is its server running?)", again=0.5)
    else:
        failure = ModelFailed(f"gave no readable reply ({kind})", again=0.0)
    return failure


def _wait(error: Exception) -> float:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", "1")))
    except ValueError:
        return _LONGEST_WAIT + 1  # a date: later than a person waits
