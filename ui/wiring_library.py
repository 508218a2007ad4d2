"""What happens on the page when a person looks through the library, handles a document, or adds some."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from ui import library
from ui.desk import Desk
from ui.intake import Intake, Job, first, progress
from ui.layout import Parts, any_outlet, clickable, greeting
from ui.library import Choice
from ui.offline_gradio import gr
from ui.session import Session
from ui.shelf import Shelf
from ui.uploads import Sent
from ui.wiring import PRIVATE, QUICK, beside, errors_shown, key_of


def wire_library(shelf: Shelf, serving: str, parts: Parts, *, may_add: bool) -> Furniture:
    """Searching, sorting and narrowing the list, and deleting uploads that could not be read."""
    chosen = [parts.search, parts.order, parts.outlet, parts.show]
    furniture = Furniture(shelf, serving, parts, may_add=may_add)

    def narrow(search: str, order: str, outlet: str, show: str) -> tuple[str, int]:
        return shelf.listing(Choice(search, order, outlet, show)), library.PAGE

    def more(search: str, order: str, outlet: str, show: str, limit: int) -> tuple[str, int]:
        further = limit + library.PAGE
        return shelf.listing(replace(Choice(search, order, outlet, show), limit=further)), further

    def discard(event: gr.EventData) -> None:
        shelf.discard(key_of(event))

    narrowed = [parts.listing, parts.limit]
    # Not `input`, which Gradio leaves out when text is pasted.
    parts.search.change(narrow, chosen, narrowed, trigger_mode="always_last", **QUICK)
    for field in (parts.order, parts.outlet, parts.show):
        field.input(narrow, chosen, narrowed, **QUICK)
    parts.listing.more(more, [*chosen, parts.limit], narrowed, **QUICK)
    furniture.renewed_after(parts.listing.discard(discard, None, None, **QUICK))
    return furniture


def wire_handling(desk: Desk, shelf: Shelf, furniture: Furniture, parts: Parts) -> None:
    """What can be done with the document being read: correct its details, read its file again, remove it."""

    def ask_first(document_id: str) -> tuple[Any, ...]:
        return gr.Column(visible=True), gr.Column(visible=False), errors_shown(shelf.warning)(document_id)

    def mend(document_id: str) -> tuple[Any, ...]:
        return gr.Column(visible=True), gr.Column(visible=False), *errors_shown(shelf.details)(document_id)

    def done(act: Callable[..., str]) -> Callable[..., tuple[Any, ...]]:
        def handler(state: Session | None, document_id: str, *given: str) -> tuple[Any, ...]:
            gr.Info(errors_shown(act)(document_id, *given), duration=5)
            if shelf.holds(document_id):
                return beside(desk.opened(state, f"d-{document_id}"), document_id)
            return beside(desk.back(state, ""))

        return handler

    details = [parts.title, parts.source, parts.published]
    parts.mend.click(mend, [parts.reading], [parts.details, parts.sure_row, *details], **QUICK)
    parts.remove.click(ask_first, [parts.reading], [parts.sure_row, parts.details, parts.warning], **QUICK)
    for button, part in ((parts.unmended, parts.details), (parts.unsure, parts.sure_row)):
        button.click(lambda: gr.Column(visible=False), None, [part], **QUICK)
    for button, act, given in (
        (parts.mended, shelf.correct, details),
        (parts.restored, shelf.restore, []),
        (parts.reread, shelf.reread, []),
        (parts.sure, shelf.remove, []),
    ):
        event = button.click(done(act), [parts.session, parts.reading, *given], parts.beside, **PRIVATE)
        furniture.renewed_after(event)


class Furniture:
    """The parts of the page that tell what the library holds, and how they are brought up to date."""

    def __init__(self, shelf: Shelf, serving: str, parts: Parts, *, may_add: bool) -> None:
        """Nothing happens yet."""
        self._shelf = shelf
        self._serving = serving
        self._may_add = may_add
        chosen = [parts.sources, parts.search, parts.order, parts.outlet, parts.show]
        fields = [parts.outlet, parts.sources, parts.question]
        shown = [parts.masthead, parts.listing, parts.limit, *fields, parts.chatbot, parts.panel]
        self._between = [parts.session, parts.reading, *chosen], shown

    def renewed_after(self, event: Any) -> None:
        """Bring everything up to date after an event, but for the shelf itself, which knows of its own changes."""
        event.then(self._renewed, *self._between, **QUICK)

    def renewed_when_opened(self, page: Any, tabs: Any) -> None:
        """Look again at the index whenever the page or its library is opened."""
        for opened in (page.load, tabs.select):
            opened(self._looked_again, *self._between, **QUICK)

    def _looked_again(self, *chosen: Any) -> tuple[Any, ...]:
        self._shelf.refresh()
        return self._renewed(*chosen)

    def _renewed(
        self, session: Session | None, reading: str, sources: list[str] | None, *chosen: Any
    ) -> tuple[Any, ...]:
        shelf = self._shelf
        outlets = shelf.outlets()
        search, order, outlet, show = chosen
        outlet = outlet if outlet in outlets else ""
        any_documents = bool(shelf.held.entries)
        welcome, examples = greeting(any_documents, may_add=self._may_add), clickable(shelf.questions)
        return (
            shelf.masthead(self._serving),
            shelf.listing(Choice(search or "", order, outlet, show)),
            library.PAGE,
            gr.Dropdown(any_outlet(shelf), value=outlet),
            gr.Dropdown(list(outlets), value=[name for name in sources or [] if name in outlets]),
            gr.Textbox(interactive=any_documents),
            gr.Chatbot(placeholder=welcome, examples=examples) if self._may_add else gr.skip(),
            gr.skip() if reading or (session is not None and session.turns) else shelf.welcome(),
        )


def wire_uploads(intake: Intake, furniture: Furniture, shelf: Shelf, parts: Parts) -> None:
    """Files from the button or the drop zone: kept, read with progress, and told about one by one."""

    def begin(files: list[Sent] | None) -> tuple[Any, ...]:
        job = Job(tuple(files or ()))
        shown = progress(first(job))
        return job, gr.Row(visible=True), shown, gr.Button(visible=True), gr.Button(visible=False), None

    def work(job: Job | None) -> Iterator[str]:
        if job is not None:
            for snapshot in intake.run(job):
                yield progress(snapshot)
        shelf.refresh()

    def end() -> tuple[Any, ...]:
        return gr.Button(visible=False), gr.Button(visible=True)

    def cancel(job: Job | None) -> None:
        if job is not None:
            job.cancel()

    buttons = [parts.cancel, parts.dismiss]
    for part in (parts.add, parts.drop):
        begun = part.upload(begin, [part], [parts.job, parts.intake_row, parts.intake, *buttons, part], **QUICK)
        done = begun.then(work, [parts.job], [parts.intake], **PRIVATE)
        furniture.renewed_after(done.then(end, None, buttons, **QUICK))
    parts.cancel.click(cancel, [parts.job], None, **QUICK)
    parts.dismiss.click(lambda: (gr.Row(visible=False), ""), None, [parts.intake_row, parts.intake], **QUICK)
