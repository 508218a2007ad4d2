"""The parts of the page, and where they stand: conversation and library left, evidence and documents right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ui import library
from ui.offline_gradio import gr
from ui.shelf import Shelf
from ui.uploads import Limits, Sent

HERE = Path(__file__).parent
QUESTION_LIMIT = 20_000
"""Characters the text field takes; the assistant reads fewer and says so, where the browser would only cut."""

STORED_AS = "dateline"
FILTER = "Filter by date or outlet"
DAY = 24 * 3600
SAID_HINT = '<p class="hint">What somebody said, or what was said and happened about something, in order of date.</p>'
CHART_KEY = (
    "Filled circle: in the speaker’s own words. Ring: as reported. Diamond: what happened. A bar: the day is not known "
    "exactly."
)


class Parts(SimpleNamespace):
    """The components of one page by name: each is set where it is laid out, and read where its events are wired."""


def greeting(any_documents: bool, *, may_add: bool) -> str:
    """What an empty conversation says."""
    if any_documents:
        return "## What do you want to know?\n\nAnswers come with the passages they rest on, or not at all."
    how = "Add documents with the button above" if may_add else "Add documents with `dateline index FOLDER`"
    return f"## Nothing to ask yet\n\n{how}, then ask who said what, and when."


@dataclass(frozen=True, slots=True)
class Service:
    """What is served: `serving` in words, and questions to click; without `examples`, made from the documents.

    `uploads` is where sent files are kept, `feedback` the file for judgements of answers, `conversations` the folder
    in which conversations outlast the server; None where none are. `read_only` says, in Markdown, why no files are
    taken.
    """

    serving: str
    examples: tuple[str, ...] = ()
    uploads: Path | None = None
    feedback: Path | None = None
    conversations: Path | None = None
    read_only: str = ""

    @property
    def storage_key(self) -> str:
        """Under which a browser keeps the names of its conversations: one for each index, whatever port it is at."""
        place = str(self.conversations.resolve()) if self.conversations else ""
        return f"dateline-conversations-{hashlib.sha256(place.encode(errors='replace')).hexdigest()[:12]}"


def clickable(questions: Sequence[str]) -> list[dict[str, str]]:
    """Questions as the chat wants its examples."""
    return [{"text": text} for text in questions]


def page_parts(shelf: Shelf, service: Service, limits: Limits | None) -> Parts:
    """Lay out the page inside the `gr.Blocks` that is open. Without `limits` no files are taken."""
    # The secret hides nothing, as the page is told it; a random one would make every restart forget the names.
    kept = gr.BrowserState(None, storage_key=service.storage_key, secret=STORED_AS)
    parts = Parts(
        session=gr.State(None, time_to_live=DAY),
        job=gr.State(None, time_to_live=DAY),
        reading=gr.State(""),
        judged=gr.State(0),
        limit=gr.State(library.PAGE),
        browser=kept,
    )
    with gr.Row(elem_id="top", equal_height=True):
        parts.masthead = gr.HTML(shelf.masthead(service.serving), elem_id="masthead")
        parts.add = gr.UploadButton(
            "Add documents",
            elem_id="add",
            file_count="multiple",
            size="sm",
            min_width=130,
            scale=0,
            visible=limits is not None,
        )
    with gr.Row(elem_id="desk", equal_height=True):
        with gr.Column(elem_id="left", scale=6, min_width=320):
            with gr.Tabs(elem_id="tabs", selected="ask") as parts.tabs:
                with gr.Tab("Ask", id="ask", elem_id="talk"):
                    _asking(parts, shelf, service, may_add=limits is not None)
                with gr.Tab("Timeline", id="timeline", elem_id="timeline"):
                    _timeline(parts)
                with gr.Tab("Library", id="library", elem_id="library"):
                    _library(parts, shelf, limits, service.read_only)
            with gr.Row(elem_id="intake", visible=False) as parts.intake_row:
                parts.intake = gr.HTML("", elem_id="intake-state", scale=8)
                parts.cancel = gr.Button("Cancel", elem_id="intake-cancel", size="sm", min_width=80, scale=0)
                parts.dismiss = gr.Button(
                    "Close", elem_id="intake-close", size="sm", min_width=80, scale=0, visible=False
                )
        with gr.Column(elem_id="evidence", scale=5, min_width=320):
            parts.panel = gr.HTML(
                shelf.welcome(),
                label="Evidence",
                elem_id="panel",
                js_on_load=clicks("open", "why", "told", "back") + (HERE / "panel.js").read_text(encoding="utf-8"),
                apply_default_css=False,
            )
            _handling(parts)
    parts.filtered = [parts.after, parts.before, parts.sources]
    parts.beside = [parts.panel, parts.reading, parts.handling, parts.details, parts.sure_row]
    return parts


def _asking(parts: Parts, shelf: Shelf, service: Service, *, may_add: bool) -> None:
    any_documents = bool(shelf.held.entries)
    with gr.Row(elem_id="earlier", visible=False) as parts.earlier_row:
        parts.earlier = gr.Dropdown(
            [], label="Conversations", show_label=False, container=False, filterable=False, scale=8
        )
        parts.forget = gr.Button("Delete", elem_id="forget", size="sm", min_width=70, scale=0)
    parts.chatbot = gr.Chatbot(
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
        feedback_options=("Like", "Dislike") if service.feedback else None,
        group_consecutive_messages=False,
        placeholder=greeting(any_documents, may_add=may_add),
        examples=clickable(service.examples or shelf.questions),
    )
    with gr.Row(elem_id="note", visible=False) as parts.note_row:
        parts.note = gr.Textbox(
            label="What is right or wrong with the answer?",
            placeholder="A word on why, if you like",
            max_length=2000,
            submit_btn="Save",
            scale=8,
        )
        parts.no_note = gr.Button("No note", size="sm", min_width=80, scale=0)
    parts.chips = gr.HTML("", elem_id="chips", js_on_load=clicks("drop"), apply_default_css=False)
    parts.question = gr.Textbox(
        elem_id="question",
        show_label=False,
        label="Question",
        placeholder="Ask who said what, and when …",
        lines=1,
        max_lines=6,
        max_length=QUESTION_LIMIT,
        submit_btn=True,
        container=False,
        interactive=any_documents,
    )
    with gr.Row(elem_id="filters", visible=False) as parts.filters:
        # Not gr.DateTime: its field has no label for screen readers, and takes no whole month or year.
        parts.after = gr.Textbox(
            label="Published from", placeholder="2022-02-14 or 2022-02", max_lines=1, min_width=150
        )
        parts.before = gr.Textbox(label="Published until", placeholder="2022-02-14 or 2022", max_lines=1, min_width=150)
        parts.sources = gr.Dropdown(
            shelf.outlets(), label="Outlets", value=[], multiselect=True, min_width=200, scale=2
        )
    with gr.Row(elem_id="actions"):
        parts.filtering = gr.Button(FILTER, elem_id="filtering", size="sm", min_width=0, scale=0)
        parts.fresh = gr.Button("New conversation", elem_id="fresh", size="sm", min_width=0, scale=0)
        parts.export = gr.Button("Save as Markdown", elem_id="export", size="sm", min_width=0, scale=0)
    parts.exported = gr.Textbox(visible=False)


def _timeline(parts: Parts) -> None:
    with gr.Row(elem_id="said-by"):
        parts.actor = gr.Textbox(label="Who", placeholder="A name, a surname or a role", max_lines=1, min_width=180)
        parts.about = gr.Textbox(label="About", placeholder="Any subject, if you like", max_lines=1, min_width=180)
        parts.tell = gr.Button("Show", elem_id="tell", size="sm", min_width=80, scale=0)
    with gr.Column(visible=False, elem_id="chart-row") as parts.chart_row:
        parts.chart = gr.Plot(label="Statements by day", show_label=False, container=False, elem_id="chart")
        gr.Markdown(CHART_KEY)
    parts.chart.postprocess = plotly
    script = clicks("open") + (HERE / "chart.js").read_text(encoding="utf-8")
    parts.said = gr.HTML(SAID_HINT, elem_id="said", js_on_load=script, apply_default_css=False)


def _library(parts: Parts, shelf: Shelf, limits: Limits | None, read_only: str) -> None:
    """The library's list, its search, and where to drop files; without `limits`, `read_only` says why none."""
    with gr.Row(elem_id="narrow"):
        parts.search = gr.Textbox(
            label="Search the library", placeholder="Title, outlet, author, file", max_lines=1, min_width=200, scale=2
        )
        parts.order = gr.Dropdown(
            list(library.ORDERS), value="Newest first", label="Sort", min_width=130, filterable=False
        )
        parts.outlet = gr.Dropdown(any_outlet(shelf), value="", label="Outlet", min_width=130)
        parts.show = gr.Dropdown(
            list(library.SHOWN), value=library.EVERYTHING, label="Show", min_width=130, filterable=False
        )
    taken = limits is not None
    parts.drop = gr.File(label="Add documents", elem_id="drop", file_count="multiple", height=74, visible=taken)
    for part in (parts.add, parts.drop):
        part.preprocess = sent  # on the instance: for a subclass Gradio would write a stub file into this folder
    gr.Markdown(limits.in_words() if limits else read_only, elem_id="accepted")
    parts.listing = gr.HTML(
        shelf.listing(library.Choice()),
        elem_id="listing",
        js_on_load=clicks("open", "more", "discard"),
        apply_default_css=False,
    )


def any_outlet(shelf: Shelf) -> list[tuple[str, str]]:
    """The choices of the outlet field of the library."""
    return [("Every outlet", ""), *((name, name) for name in shelf.outlets())]


def _handling(parts: Parts) -> None:
    """What can be done with a document of the library that is being read; shown only then."""
    with gr.Column(elem_id="handling", visible=False) as parts.handling:
        with gr.Row():
            parts.mend = gr.Button("Correct the details", elem_id="mend", size="sm", min_width=120)
            parts.reread = gr.Button("Read the file again", elem_id="reread", size="sm", min_width=120)
            parts.remove = gr.Button("Remove", elem_id="remove", size="sm", min_width=80)
        with gr.Column(visible=False, elem_id="details") as parts.details:
            parts.title = gr.Textbox(label="Title", max_lines=2)
            with gr.Row():
                parts.source = gr.Textbox(label="Outlet", placeholder="unknown", max_lines=1, min_width=140)
                parts.published = gr.Textbox(label="Published", placeholder="2022-02-14", max_lines=1, min_width=140)
            with gr.Row():
                parts.mended = gr.Button("Save", elem_id="mended", size="sm", min_width=80)
                parts.restored = gr.Button("As the file says", elem_id="restored", size="sm", min_width=120)
                parts.unmended = gr.Button("Cancel", elem_id="unmended", size="sm", min_width=80)
        with gr.Column(visible=False, elem_id="sure") as parts.sure_row:
            parts.warning = gr.Markdown("")
            with gr.Row():
                parts.sure = gr.Button("Remove it", elem_id="remove-it", variant="stop", size="sm", min_width=100)
                parts.unsure = gr.Button("Keep it", elem_id="keep-it", size="sm", min_width=100)


def clicks(*names: str) -> str:
    """Script of an HTML part: a click on what carries `data-NAME` becomes the event NAME with that value as key."""
    script = (HERE / "clicks.js").read_text(encoding="utf-8")
    return script.replace("NAMES", ", ".join(f"'{name}'" for name in names))


def sent(payload: Any) -> list[Sent]:
    """Gradio's list of uploaded files under the names they had at the visitor's, which its own step loses; it has
    checked that each lies in its upload folder."""
    files = getattr(payload, "root", payload) or []
    return [Sent(Path(file.path), file.orig_name or Path(file.path).name) for file in files]


def plotly(figure: dict[str, Any] | None) -> Any:
    """A figure of ours as Gradio sends Plotly's: its own step would want the Plotly package, 64 MB, for the same."""
    return None if figure is None else gr.components.plot.PlotData(type="plotly", plot=json.dumps(figure))
