"""The parts of the page that show and take documents: the library's list, uploads, and what is done with a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui import library
from ui.quiet import gr
from ui.shelf import Shelf
from ui.uploads import Limits, Sent

if TYPE_CHECKING:
    from ui.layout import Parts

HERE = Path(__file__).parent


def listing_parts(parts: Parts, shelf: Shelf, limits: Limits | None, read_only: str) -> None:
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
    parts.drop = _drop_zone(limits)
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


def handling_parts(parts: Parts) -> None:
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


def upload_button(limits: Limits | None) -> Any:
    """The button at the top by which files are chosen; not shown without `limits`."""
    button = gr.UploadButton(
        "Add documents",
        elem_id="add",
        file_count="multiple",
        size="sm",
        min_width=130,
        scale=0,
        visible=limits is not None,
    )
    return _handing_on_names(button)


def _drop_zone(limits: Limits | None) -> Any:
    shown = limits is not None
    return _handing_on_names(
        gr.File(label="Add documents", elem_id="drop", file_count="multiple", height=74, visible=shown)
    )


def _handing_on_names(part: Any) -> Any:
    """The same part, but its files keep the names they had at the visitor's, which Gradio's own step loses.

    Set on the instance: for a subclass Gradio would write a stub file into this folder.
    """
    part.preprocess = sent
    return part


def sent(payload: Any) -> list[Sent]:
    """Gradio's list of uploaded files; it has checked that each lies in its upload folder."""
    files = getattr(payload, "root", payload) or []
    return [Sent(Path(file.path), file.orig_name or Path(file.path).name) for file in files]
