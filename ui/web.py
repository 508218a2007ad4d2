"""The web chat: a Gradio page over one `Assistant`. The conversation stands left, its evidence right.

The page is thin: it passes events of the assistant through the pure functions of `ui.render`. It talks to no
foreign host; what a document holds is escaped, and the browser is told to load nothing from elsewhere.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse

from index.errors import BadInput, DatelineError
from index.load import readable_types
from qa import Assistant
from ui.address import ELSEWHERE, Address
from ui.conversations import Memory
from ui.desk import Desk, Judging
from ui.feedback import FeedbackFile
from ui.files import routes
from ui.intake import Intake
from ui.layout import Service, page_parts
from ui.offline_gradio import gr
from ui.shelf import Shelf
from ui.uploads import MEGABYTE, Limits
from ui.wiring import wire_conversation, wire_feedback, wire_memory, wire_panel, wire_timeline
from ui.wiring_library import wire_handling, wire_library, wire_uploads

HERE = Path(__file__).parent
SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Liberation Mono", "monospace")
ANSWERS_AT_ONCE = 4
LARGEST_UPLOAD = 64 * MEGABYTE
"""Bytes of one file after which the server hangs up; smaller ones that are still too large get a reason each."""

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",  # Gradio writes both into its page
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
"""What the browser may load: nothing from another host, even if escaping should fail somewhere."""


def serve(assistant: Assistant, service: Service, address: Address, *, ready: Callable[[str], None]) -> None:
    """Serve the page until interrupted; `ready` is called once with its URL. A taken port is `BadInput`."""
    page = build(assistant, service)
    try:
        _, url, _ = page.launch(**launch_arguments(address, routes(assistant)))
    except OSError as error:
        raise BadInput(f"port {address.port} cannot be used: choose another with --port") from error
    warming = threading.Thread(target=warm, args=(assistant,), name="dateline-warm", daemon=True)
    try:
        ready(url)
        warming.start()
        while True:
            time.sleep(3600)  # Gradio serves from a thread of its own
    except KeyboardInterrupt:
        page.close(verbose=False)
        if warming.is_alive():
            warming.join()  # seconds at most: a model at work while Python ends would abort the process


def warm(assistant: Assistant) -> None:
    """Have the models read into memory before somebody waits for them; no language model is asked."""
    with suppress(DatelineError):  # a question tells the person what is wrong
        if assistant.documents():
            assistant.evidence("Who said what, and when?")


def launch_arguments(address: Address, served: Sequence[Any] = ()) -> dict[str, Any]:
    """What Gradio is started with: this machine only, no sharing, no history, nothing readable from disk.

    `served` are routes beside those of the page.
    """
    user, _, password = (address.auth or "").partition(":")
    styles = (HERE / "dateline.css").read_text(encoding="utf-8")
    return {
        "server_name": address.host,
        "server_port": address.port,
        "auth": (user, password) if address.auth else None,
        "share": False,
        "run_history": False,
        "footer_links": [],
        "ssr_mode": False,
        "quiet": True,
        "show_error": False,
        "allowed_paths": [],
        "max_file_size": LARGEST_UPLOAD,
        "prevent_thread_lock": True,
        "app_kwargs": {"middleware": _middleware(address), "routes": list(served)},
        "theme": gr.themes.Base(
            primary_hue=gr.themes.colors.stone, neutral_hue=gr.themes.colors.stone, font=SANS, font_mono=MONO
        ),
        # Gradio's own way of adding styles rewrites selectors, and breaks those in media queries.
        "head": f'<meta name="color-scheme" content="light dark"><style>{styles}</style>',
    }


def _middleware(address: Address) -> list[Any]:
    class Guard:
        """Answer this machine alone where no password is asked for; tell the browser to load nothing from elsewhere,
        and to send no referrer to linked pages."""

        def __init__(self, app: Any) -> None:
            self.app = app

        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            async def with_headers(message: Any) -> None:
                if message["type"] == "http.response.start":
                    headers = MutableHeaders(scope=message)
                    headers["Content-Security-Policy"] = POLICY
                    headers["Referrer-Policy"] = "no-referrer"
                    headers["X-Content-Type-Options"] = "nosniff"
                await send(message)

            if scope["type"] == "http" and not address.answers_to(Headers(scope=scope).get("host", "")):
                await PlainTextResponse(ELSEWHERE, 403)(scope, receive, with_headers)
                return
            await self.app(scope, receive, with_headers)

    return [Middleware(Guard)]


def build(assistant: Assistant, service: Service) -> gr.Blocks:
    """The page as Gradio blocks, not yet launched."""
    limits = Limits(readable_types()) if service.uploads else None
    shelf = Shelf(assistant, service.uploads)
    desk, memory = Desk(assistant, shelf.welcome), Memory(service.conversations, assistant)
    with gr.Blocks(title="Dateline", fill_height=True, fill_width=True, delete_cache=(3600, 3600)) as page:
        parts = page_parts(shelf, service, limits)
        changed, running = wire_conversation(desk, memory, parts)
        wire_panel(desk, memory, parts)
        wire_timeline(desk, memory, parts)
        furniture = wire_library(shelf, service.serving, parts, may_add=limits is not None)
        furniture.renewed_when_opened(page, parts.tabs)
        wire_handling(desk, shelf, furniture, parts)
        if service.feedback is not None:
            file = FeedbackFile(service.feedback)
            changed += wire_feedback(Judging(file, service.serving, lambda: datetime.now(UTC)), parts)
        wire_memory(desk, memory, parts, page=page, changed=changed, running=running)
        if limits is not None and service.uploads is not None:
            wire_uploads(Intake(assistant, service.uploads, limits), furniture, shelf, parts)
    page.queue(api_open=False, default_concurrency_limit=ANSWERS_AT_ONCE, max_size=64)
    return page
