"""A real Chroma server on this machine, for tests."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx


class ChromaServer:
    """`chroma run` over a folder, on a free port that stays the same when it is started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        program = Path(sys.executable).with_name("chroma")
        command = [program, "run", "--path", self.folder, "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        with httpx.Client(trust_env=False) as client:
            while time.monotonic() < until:
                try:
                    client.get(f"http://127.0.0.1:{self.port}/api/v2/heartbeat").raise_for_status()
                except httpx.HTTPError:
                    assert self._process.poll() is None, "chroma run has ended"
                    time.sleep(0.02)
                else:
                    return
        raise AssertionError("chroma run does not answer")

    def stop(self) -> None:
        """Stop it. Calling it twice is no error."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = None
