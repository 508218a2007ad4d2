"""Files the server hands out beside the page: a timeline as CSV, and the file a document was read from.

A document's file is asked for by the document's id; no path is ever taken from a request. Both want the password where
the page has one, are sent to be saved and not to be shown, and tell the browser to run nothing in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from index.errors import DatelineError
from index.records import Document
from qa import Assistant
from ui.timeline import as_csv, told

TIMELINE = "dateline/timeline.csv"
DOCUMENT = "dateline/document"


def timeline_address(actor: str, about: str) -> str:
    """Where the CSV of a timeline is, beside the page."""
    asked = {"actor": actor, "about": about}
    return f"{TIMELINE}?{urlencode({name: value for name, value in asked.items() if value})}"


def document_address(document: Document) -> str:
    """Where the file of a document is, beside the page."""
    return f"{DOCUMENT}/{quote(document.id, safe='')}"


def routes(assistant: Assistant) -> list[Any]:
    """The routes of both, for the server that serves the page."""

    # Not coroutines: Starlette then runs them in a thread, and the page goes on meanwhile.
    def timeline(request: Request) -> Response:
        actor, about = (request.query_params.get(name, "").strip() or None for name in ("actor", "about"))
        try:
            entries = told(assistant, actor, about)
        except DatelineError as error:
            return PlainTextResponse(str(error), 400)
        headers = {"Content-Disposition": 'attachment; filename="timeline.csv"'}
        return Response(as_csv(entries), media_type="text/csv", headers=headers)

    def document(request: Request) -> Response:
        held = assistant.document(request.path_params["id"])
        file = Path(held.path) if held is not None else None
        if file is None or not file.is_file():
            return PlainTextResponse("This document is not in the library, or its file is gone.", 404)
        return FileResponse(file, media_type="application/octet-stream", filename=file.name)

    def guarded(serve: Callable[[Request], Response]) -> Callable[[Request], Response]:
        return lambda request: serve(request) if signed_in(request) else PlainTextResponse("Not authenticated", 401)

    return [Route(f"/{TIMELINE}", guarded(timeline)), Route(f"/{DOCUMENT}/{{id}}", guarded(document))]


def signed_in(request: Any) -> bool:
    """Whether the page may be seen by whoever sends a request, as Gradio's own routes decide it."""
    app = request.app
    if app.auth is None and app.auth_dependency is None:
        return True
    cookies: Mapping[str, str] = request.cookies
    names = (f"access-token-{app.cookie_id}", f"access-token-unsecure-{app.cookie_id}")
    return any(app.tokens.get(cookies.get(name)) is not None for name in names)
