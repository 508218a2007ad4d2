"""An HTTP server on loopback that speaks the OpenAI protocol, and Ollama's, and misbehaves as told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Manner = Literal["good", "empty", "html", "hang", "cut", "401", "429", "429-late", "500", "500-once"]


@dataclass(slots=True)
class Script:
    """What the server does: `replies` in turn (the last one again and again), in a `manner`; `requests` it has seen,
    and how many of them ended before their reply did."""

    replies: Sequence[str] = ("",)
    manner: Manner = "good"
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    pause: float = 0.0
    left: int = 0

    def reply(self) -> str:
        """The reply to the request seen last."""
        return self.replies[min(len(self.requests), len(self.replies)) - 1]


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """The address of a server that follows the script, as `DATELINE_LLM_URL` wants it."""

    class Handler(_Handler):
        told = script

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    told: Script
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        script = self.told
        script.requests.append(asked)
        script.keys.append(self.headers.get("Authorization", ""))
        manner = script.manner
        if self.path == "/api/chat":
            self._as_ollama(script)
        elif manner == "hang":
            time.sleep(30)
        elif manner == "html":
            self._whole(200, "<html><body>Please sign in</body></html>", "text/html")
        elif manner.isdigit() or manner == "429-late" or (manner == "500-once" and len(script.requests) == 1):
            self._error(manner)
        elif asked.get("stream"):
            self._streamed(script)
        else:
            self._whole(200, json.dumps(self._completion(script)), "application/json")

    def _error(self, manner: str) -> None:
        status, wait = int(manner[:3]), "3600" if manner.endswith("late") else "0.2"
        body = json.dumps({"error": {"message": "the key sk-secret is wrong", "type": "x", "code": None}})
        self._whole(status, body, "application/json", {"Retry-After": wait} if status == 429 else {})

    def _completion(self, script: Script) -> dict[str, Any]:
        message = {"role": "assistant", "content": script.reply()}
        choices = [] if script.manner == "empty" else [{"index": 0, "message": message, "finish_reason": "stop"}]
        return {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": choices}

    def _whole(self, status: int, body: str, kind: str, headers: dict[str, str] | None = None) -> None:
        data = body.encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _streamed(self, script: Script) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        reply = script.reply()
        pieces = [reply[i : i + 20] for i in range(0, len(reply), 20)]
        if script.manner == "cut":
            pieces = pieces[: len(pieces) // 2]
        try:
            for piece in pieces:
                delta = {"role": "assistant", "content": piece}
                choices = [] if script.manner == "empty" else [{"index": 0, "delta": delta, "finish_reason": None}]
                chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": choices}
                self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
                self.wfile.flush()
                time.sleep(script.pause)
            if script.manner != "cut":
                self.wfile.write(b"data: [DONE]\n\n")
        except (BrokenPipeError, ConnectionResetError):
            script.left += 1
        self.close_connection = True

    def _as_ollama(self, script: Script) -> None:
        """One JSON object a line, the last one done."""
        reply = script.reply()
        pieces = [reply[i : i + 20] for i in range(0, len(reply), 20)]
        common = {"model": "m", "created_at": "2024-06-01T00:00:00Z"}
        said = [{**common, "message": {"role": "assistant", "content": piece}, "done": False} for piece in pieces]
        last = {**common, "message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop"}
        self._whole(200, "".join(json.dumps(line) + "\n" for line in [*said, last]), "application/x-ndjson")
