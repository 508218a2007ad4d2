"""The web chat: a Gradio page over one `Assistant`. The conversation stands left, its evidence right.

The page is thin: it passes events of the assistant through the pure functions of `ui.render`. It talks to no
foreign host; what a document holds is escaped, and the browser is told to load nothing from elsewhere.

Annotations are evaluated here (no `from __future__ import annotations`): Gradio decides by them what to pass to a
handler, and it is imported only inside functions.
"""

import ipaddress
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import BadInput
from ui import render
from ui.desk import Desk, messages
from ui.session import Asked, Session

if TYPE_CHECKING:
    import gradio as gr

HERE = Path(__file__).parent
QUESTION_LIMIT = 20_000
"""Characters the text field takes; the assistant reads fewer and says so, where the browser would only cut."""

ANSWERS_AT_ONCE = 4
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

    def _loopback(self) -> bool:
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def serve(
    assistant: Asked,
    serving: str,
    address: Address,
    *,
    examples: Sequence[str] = (),
    ready: Callable[[str], None],
) -> None:
    """Serve the page until interrupted; `ready` is called once with its URL. A taken port is `BadInput`."""
    page = build(assistant, serving, examples)
    try:
        _, url, _ = page.launch(**launch_arguments(address))
    except OSError as error:
        raise BadInput(f"port {address.port} cannot be used: choose another with --port") from error
    ready(url)
    try:
        while True:
            time.sleep(3600)  # Gradio serves from a thread of its own
    except KeyboardInterrupt:
        page.close(verbose=False)


def _keep_to_this_machine() -> None:
    """Switch off, before Gradio is imported, whatever in it would speak to other hosts."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    for name in ("NO_PROXY", "no_proxy"):  # behind a proxy the page must still reach itself
        hosts = [host for host in os.environ.get(name, "").split(",") if host]
        os.environ[name] = ",".join(dict.fromkeys([*hosts, "127.0.0.1", "localhost", "::1"]))


def launch_arguments(address: Address) -> dict[str, Any]:
    """What Gradio is started with: this machine only, no sharing, no history, nothing readable from disk."""
    user, _, password = (address.auth or "").partition(":")
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
        "prevent_thread_lock": True,
        "app_kwargs": {"middleware": _middleware()},
        "theme": _theme(),
        "css_paths": [HERE / "dateline.css"],
        "head": '<meta name="color-scheme" content="light dark">',
    }


def _middleware() -> list[Any]:
    from starlette.datastructures import MutableHeaders  # noqa: PLC0415 - comes with Gradio
    from starlette.middleware import Middleware  # noqa: PLC0415

    class Headers:
        """Tell the browser to load nothing from elsewhere, and to send no referrer to linked pages."""

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

            await self.app(scope, receive, with_headers)

    return [Middleware(Headers)]


def _theme() -> Any:
    import gradio as gr  # noqa: PLC0415 - three seconds

    sans = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif"]
    mono = ["ui-monospace", "SFMono-Regular", "Menlo", "Liberation Mono", "monospace"]
    return gr.themes.Base(
        primary_hue=gr.themes.colors.stone, neutral_hue=gr.themes.colors.stone, font=sans, font_mono=mono
    )


def build(assistant: Asked, serving: str, examples: Sequence[str] = ()) -> "gr.Blocks":
    """The page as Gradio blocks, not yet launched. `serving` says in words which documents are served."""
    _keep_to_this_machine()
    import gradio as gr  # noqa: PLC0415 - three seconds, and only after the line above

    documents = assistant.documents()
    welcome = render.welcome(documents)
    with gr.Blocks(title="Dateline", fill_height=True, fill_width=True) as page:
        session = gr.State(None, time_to_live=24 * 3600)
        gr.HTML(render.masthead(serving, documents), elem_id="masthead")
        with gr.Row(elem_id="desk", equal_height=True):
            with gr.Column(elem_id="talk", scale=6, min_width=320):
                chatbot = gr.Chatbot(
                    elem_id="conversation",
                    show_label=False,
                    label="Conversation",
                    container=False,
                    layout="panel",
                    height="100%",
                    scale=1,
                    buttons=["copy"],
                    allow_tags=False,
                    latex_delimiters=[],
                    feedback_options=None,
                    group_consecutive_messages=False,
                    placeholder=_greeting(bool(documents)),
                    examples=[{"text": text} for text in examples],
                )
                question = gr.Textbox(
                    elem_id="question",
                    show_label=False,
                    label="Question",
                    placeholder="Ask who said what, and when …",
                    lines=1,
                    max_lines=6,
                    max_length=QUESTION_LIMIT,
                    submit_btn=True,
                    container=False,
                    interactive=bool(documents),
                )
                fresh = gr.Button("New conversation", elem_id="fresh", size="sm", variant="secondary")
            with gr.Column(elem_id="evidence", scale=5, min_width=320):
                panel = gr.HTML(
                    welcome,
                    label="Evidence",
                    elem_id="panel",
                    js_on_load=(HERE / "panel.js").read_text(encoding="utf-8"),
                    apply_default_css=False,
                )
        _wire(Desk(assistant, welcome), session, chatbot, question, fresh, panel)
    page.queue(api_open=False, default_concurrency_limit=ANSWERS_AT_ONCE, max_size=64)
    return page


def _greeting(any_documents: bool) -> str:
    if not any_documents:
        return "## Nothing to ask yet\n\nAdd documents with `dateline index FOLDER`, then open the chat again."
    return "## What do you want to know?\n\nAnswers come with the passages they rest on, or not at all."


def _wire(  # noqa: PLR0917 - the parts of one page
    desk: Desk, session: Any, chatbot: Any, question: Any, fresh: Any, panel: Any
) -> None:
    """Connect the parts. Answering streams to chat and panel; stop cancels it."""
    import gradio as gr  # noqa: PLC0415 - as above

    private = {"api_visibility": "private", "show_progress": "hidden"}
    posing = [session, chatbot, question]

    def busy(state: Session) -> tuple[Any, ...]:
        return state, messages(state), gr.Textbox(value="", submit_btn=False, stop_btn=True)

    def pose(state: Session | None, text: str) -> tuple[Any, ...]:
        return busy(desk.pose(state, text))

    def pose_example(state: Session | None, picked: gr.SelectData) -> tuple[Any, ...]:
        return busy(desk.pose(state, str(picked.value["text"])))

    def pose_again(state: Session | None, again: gr.RetryData) -> tuple[Any, ...]:
        return busy(desk.again(state, int(again.index)))

    def answer(state: Session) -> Iterator[tuple[Any, Any]]:
        for shown, side in desk.answer(state):
            yield shown, gr.skip() if side is None else side

    def idle() -> Any:
        return gr.Textbox(submit_btn=True, stop_btn=False)

    def opened(state: Session | None, event: gr.EventData) -> str:
        try:
            return desk.opened(state, str(event._data.get("key", "")))
        except BadInput as error:
            raise gr.Error(str(error), print_exception=False) from error

    def back(state: Session | None, event: gr.EventData) -> str:
        return desk.back(state, str(event._data.get("key", "")))

    def restart() -> tuple[Any, ...]:
        return None, [], gr.Textbox(value="", submit_btn=True, stop_btn=False), desk.welcome

    running = []
    for trigger, step, inputs in (
        (question.submit, pose, [session, question]),
        (chatbot.example_select, pose_example, [session]),
        (chatbot.retry, pose_again, [session]),
    ):
        posed = trigger(step, inputs, posing, queue=False, **private)
        answered = posed.then(answer, [session], [chatbot, panel], **private)
        answered.then(idle, None, question, queue=False, **private)
        running.append(answered)
    stopped = question.stop(desk.stop, [session], [chatbot], cancels=running, queue=False, **private)
    stopped.then(idle, None, question, queue=False, **private)
    fresh.click(restart, None, [*posing, panel], cancels=running, queue=False, **private)
    panel.open(opened, [session], [panel], **private)
    panel.back(back, [session], [panel], **private)
