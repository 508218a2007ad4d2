"""The library as visitors use it: what it holds, and what can be done with one document. Shared by all visitors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.errors import BadInput
from index.records import Document
from ui import render, uploads, wording
from ui.intake import Indexed
from ui.library import Choice, Entry, Unread, entry, listing, outlets


class Holding(Indexed, Protocol):
    """The part of the assistant that keeps documents."""

    def document(self, document_id: str) -> Document | None:
        """The document of this id, or None."""

    def remove(self, document_id: str) -> None:
        """Forget a document."""

    def failures(self) -> tuple[tuple[str, str], ...]:
        """What could not be read when it was last looked at, as (path, reason)."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the library held when it was last looked at; `documents` in order of path."""

    documents: tuple[Document, ...] = ()
    entries: tuple[Entry, ...] = ()
    unread: tuple[Unread, ...] = ()


class Shelf:
    """The documents of one index. `uploads` is where sent files are kept, or None when none are taken."""

    def __init__(self, assistant: Holding, uploads: Path | None) -> None:
        """Look at what is there."""
        self._assistant = assistant
        self.uploads = uploads
        self.held = Held()
        self.refresh()

    def refresh(self) -> Held:
        """Look again: this program or another one may have changed the index."""
        documents = self._assistant.documents()
        names = Counter(Path(item.path).name for item in documents if not item.part)
        entries = tuple(self._entry(item, names[Path(item.path).name] > 1) for item in documents)
        unread = tuple(Unread(Path(path).name, reason) for path, reason in self._assistant.failures())
        self.held = Held(documents, entries, unread)
        return self.held

    def _entry(self, document: Document, ambiguous: bool) -> Entry:
        uploaded = uploads.is_upload(document.path, self.uploads)
        return entry(document, uploaded=uploaded, folder=Path(document.path).parent.name if ambiguous else "")

    def listing(self, choice: Choice) -> str:
        """The list as a person wants to see it."""
        return listing(self.held.entries, self.held.unread, choice)

    def outlets(self) -> Sequence[str]:
        """The names of all outlets."""
        return outlets(self.held.entries)

    def masthead(self, serving: str) -> str:
        """The top of the page."""
        return render.masthead(serving, self.held.documents)

    def welcome(self) -> str:
        """The panel before the first question."""
        return render.welcome(self.held.documents)

    def warning(self, document_id: str) -> str:
        """What removing a document means, as a question."""
        document = self._known(document_id)
        title = f"Remove “{document.title}” from the library?"
        if uploads.is_upload(document.path, self.uploads):
            return f"{title} The uploaded file is deleted with it."
        return f"{title} The file itself stays where it is, and comes back when it is indexed again."

    def remove(self, document_id: str) -> str:
        """Take a document out of the library, and say so. An upload's file goes with its last document."""
        document = self._known(document_id)
        self._assistant.remove(document_id)
        held = self.refresh()
        if self.uploads is not None and all(other.path != document.path for other in held.documents):
            uploads.forget(Path(document.path), self.uploads)
        return f"Removed “{document.title}”."

    def reread(self, document_id: str) -> str:
        """Read a document's file once more, and say what came of it."""
        document = self._known(document_id)
        report = self._assistant.index(document.path)
        self.refresh()
        if report.failed:
            raise BadInput(f"{Path(document.path).name}: {report.failed[0][1]}")
        return f"“{document.title}”: {wording.indexed(report)}."

    def holds(self, document_id: str) -> bool:
        """Whether a document is in the library."""
        return self._assistant.document(document_id) is not None

    def _known(self, document_id: str) -> Document:
        document = self._assistant.document(document_id)
        if document is None:
            raise BadInput("This document is no longer in the library.")
        return document
