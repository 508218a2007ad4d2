"""The library as visitors use it: what it holds, and what can be done with one document. Shared by all visitors."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import BadInput
from index.overrides import UNKNOWN
from index.records import Document
from qa import Assistant
from ui import examples, render, uploads, wording
from ui.library import Choice, Entry, Unread, entry, listing, welcome


@dataclass(frozen=True, slots=True)
class Held:
    """What the library held when it was last looked at, in order of path."""

    entries: tuple[Entry, ...] = ()
    unread: tuple[Unread, ...] = ()


def discard_key(path: str) -> str:
    """How the page names a file that could not be read: by no path, which is nobody's business."""
    return hashlib.sha256(path.encode(errors="replace")).hexdigest()[:16]


class Shelf:
    """The documents of one index. `uploads` is where sent files are kept, or None when none are taken."""

    def __init__(self, assistant: Assistant, uploads: Path | None) -> None:
        """Look at what is there."""
        self._assistant = assistant
        self.uploads = uploads
        self.held = Held()
        self._suggested: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self.refresh()

    def refresh(self) -> Held:
        """Look again: this program or another one may have changed the index."""
        documents = self._assistant.documents()
        names = Counter(Path(item.path).name for item in documents if not item.part)
        entries = tuple(self._entry(item, names[Path(item.path).name] > 1) for item in documents)
        some = documents[:: -(-len(documents) // examples.DOCUMENTS_READ) or 1]
        read = tuple(item.id for item in some)
        if read != self._suggested[0]:
            self._suggested = read, examples.for_documents(some)
        self.held = Held(entries, tuple(self._unread()))
        return self.held

    @property
    def questions(self) -> tuple[str, ...]:
        """Questions to begin with, made from what the documents hold."""
        return self._suggested[1]

    def _unread(self) -> Iterator[Unread]:
        for path, reason in self._assistant.failures():
            uploaded = uploads.is_upload(path, self.uploads)
            if not uploaded or Path(path).exists():
                yield Unread(Path(path).name, reason, discard_key(path) if uploaded else "")

    def _entry(self, document: Document, ambiguous: bool) -> Entry:
        uploaded = uploads.is_upload(document.path, self.uploads)
        folder = Path(document.path).parent.name if ambiguous else ""
        gone = not Path(document.path).exists()
        return entry(document, uploaded=uploaded, folder=folder[:6] if uploaded else folder, gone=gone)

    def listing(self, choice: Choice) -> str:
        """The list as a person wants to see it."""
        return listing(self.held.entries, self.held.unread, choice)

    def outlets(self) -> Sequence[str]:
        """The names of all outlets."""
        return sorted({item.outlet for item in self.held.entries if item.outlet}, key=str.casefold)

    def masthead(self, serving: str) -> str:
        """The top of the page."""
        return render.masthead(serving, self.held.entries)

    def welcome(self) -> str:
        """The panel before the first question."""
        return welcome(self.held.entries)

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
        self.refresh()
        if self.uploads is not None and all(other.path != document.path for other in self._assistant.documents()):
            uploads.forget(Path(document.path), self.uploads)
        copy = next((item for item in self.held.entries if item.path in document.copies), None)
        return f"Removed “{document.title}”." + (f" Its copy {copy.file} takes its place." if copy else "")

    def reread(self, document_id: str) -> str:
        """Read a document's file once more, and say what came of it."""
        document = self._known(document_id)
        report = self._assistant.index(document.path)
        self.refresh()
        if report.failed:
            raise BadInput(f"{Path(document.path).name}: {report.failed[0][1]}")
        return f"“{document.title}”: {wording.indexed(report)}."

    def details(self, document_id: str) -> tuple[str, str, str]:
        """Title, outlet and ISO date of a document as they stand, to be corrected; empty where unknown."""
        document = self._known(document_id)
        return document.title, document.source or "", document.published.isoformat() if document.published else ""

    def correct(self, document_id: str, title: str, source: str, published: str) -> str:
        """Put right what was changed of these details, and say so. An emptied outlet or date becomes unknown."""
        before = self.details(document_id)
        given = (title.strip(), source.strip(), published.strip())
        changed = [(new or UNKNOWN) if new != old else None for new, old in zip(given, before, strict=True)]
        if not given[0]:
            raise BadInput("A document needs a title.")
        if not any(changed):
            return "Nothing was changed."
        document = self._assistant.correct(document_id, title=changed[0], source=changed[1], published=changed[2])
        self.refresh()
        return f"“{document.title}” is corrected, and stays so when it is read again."

    def restore(self, document_id: str) -> str:
        """Take back corrections: what the file says of itself stands again."""
        document = self._assistant.restore(document_id)
        self.refresh()
        return f"“{document.title}”: as the file says."

    def discard(self, key: str) -> None:
        """Delete an upload that could not be read, by the key of its line in the list; any other key does nothing."""
        for path, _ in self._assistant.failures():
            if self.uploads is not None and discard_key(path) == key and uploads.is_upload(path, self.uploads):
                uploads.forget(Path(path), self.uploads)
        self.refresh()

    def holds(self, document_id: str) -> bool:
        """Whether a document is in the library."""
        return self._assistant.document(document_id) is not None

    def _known(self, document_id: str) -> Document:
        document = self._assistant.document(document_id)
        if document is None:
            raise BadInput("This document is no longer in the library.")
        return document
