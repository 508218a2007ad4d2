"""From files to the index: find, read, clean, describe, split, embed, store. The steps stand in order in `build`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from index.batches import Batches
from index.clean import clean
from index.corrections import Described, Key
from index.disk import fingerprint, stamp
from index.errors import DatelineError, UnreadableDocument
from index.files import Found, find_files
from index.load import load_all
from index.metadata import describe, document_id
from index.outcomes import Outcomes, Progress
from index.overrides import Override
from index.ports import Entry, Held, PassageStore
from index.raw import RawDocument, UnreadablePart
from index.records import Document, IndexReport
from index.standing import settle

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding


def build(
    paths: Iterable[str | os.PathLike[str]],
    store: PassageStore,
    embedder: BaseEmbedding,
    *,
    latest: date,
    sync: bool = False,
    progress: Progress | None = None,
    corrections: Callable[[], Mapping[Key, Override]] = dict,
) -> IndexReport:
    """Bring files and folders into the index; what has not changed is left alone.

    `latest` is a day no document can be newer than; `sync` also removes the documents of files that are gone from
    the folders given; `corrections` tells what has been corrected by hand. Errors of one file go into the report's
    `failed`, and its earlier version stays; so does what is wrong with a sidecar, whose document is indexed without
    it, and a row of an export, as `path#row`. Whatever stops the run, what was stored until then stays, and the next
    run goes on from there. Raises IndexBusy when another process is writing.
    """
    found = find_files(paths)
    with store.writing():
        told, described = Outcomes(found, progress), Described(corrections(), latest)
        run = _Run(store, embedder, found, outcomes=told, described=described, latest=latest)
        with run.batches:
            run.forget_what_is_gone(sync=sync)
            for path in run.changed():
                run.read(path)
        return run.finish()


class _Run:
    """One call of `build`: what the index held before, and what is on its way into it."""

    def __init__(
        self,
        store: PassageStore,
        embedder: BaseEmbedding,
        found: Found,
        *,
        outcomes: Outcomes,
        described: Described,
        latest: date,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._found = found
        self._outcomes = outcomes
        self._described = described
        self._latest = latest
        self._before = store.held()
        self.batches = Batches(store, embedder, failed=self._not_embedded, stored=self._stored)
        self._read: dict[str, tuple[str, str]] = {}
        """Files read whole whose documents may still wait: path → stamp and content hash."""
        self._again: set[str] = set()
        """Files to be read again by the next run, as the embedding model failed."""
        self._same: dict[str, str] = {}
        """Documents found unchanged in a changed file: id → content hash of the file."""

    def forget_what_is_gone(self, *, sync: bool) -> None:
        """When asked to, remove the documents of files that are gone from the folders given."""
        given = frozenset(self._found.files)
        for path, held in self._before.items() if sync else ():
            if path not in given and self._found.covers(path):
                for document in held.documents:
                    self._store.remove(document.id)
                self._outcomes.removed(path)

    def changed(self) -> Iterator[str]:
        """The files to be read: those that are new or have changed, and those whose reading was cut short."""
        touched: dict[str, tuple[str, str]] = {}
        for path in self._found.files:
            held = self._before.get(path)
            now = None if held is None else self._known_content(path, held)
            if held is None or now is None:
                yield path
                continue
            if now != held.stamp:
                touched[path] = now, held.fingerprint
            self._outcomes.unchanged(path)
        if touched:
            self._store.note_files(touched)

    def read(self, path: str) -> None:
        """Take in the articles of a file, and forget those it no longer holds."""
        seen: set[str] = set()
        try:
            known = stamp(path, self._found.sidecars), fingerprint(path)
            self._tell_of_sidecars(path)
            for raw in load_all(Path(path)):
                seen.add(document_id(path, raw.part))
                self._take(raw, known[1])
        except UnreadableDocument as error:
            self._outcomes.failed(path, str(error))
        except DatelineError:
            raise  # of the store: it is no fault of this file, and stops the run
        except OSError as error:
            self._outcomes.failed(path, error.strerror or str(error))
        except Exception as error:  # noqa: BLE001 - whatever one file brings about must not stop the others
            self._outcomes.failed(path, f"cannot be read ({type(error).__name__}: {error})")
        else:
            for document in self._before[path].documents if path in self._before else ():
                if document.id not in seen:
                    self._store.remove(document.id)
            self._read[path] = known

    def finish(self) -> IndexReport:
        """Let the right copies stand, remember what failed, and tell what was done."""
        self._outcomes.passages += settle(self._store, self._embedder, self._not_embedded)
        self._outcomes.recall(self._store.failures())
        report = self._outcomes.report(self._before, self._store.held())
        self._store.set_failures(self._outcomes.failures())
        return report

    def _known_content(self, path: str, held: Held) -> str | None:
        """The file's stamp when its content, and what is stated of it elsewhere, are as they were; else None."""
        marks = [self._described.mark(path, document.part) for document in held.documents]
        if any(d.fingerprint != held.fingerprint + m for d, m in zip(held.documents, marks, strict=True)):
            return None
        now = stamp(path, self._found.sidecars)
        if now and now == held.stamp:
            return now
        try:
            if fingerprint(path) != held.fingerprint:
                return None
        except OSError:
            return None  # reading it will tell why
        self._tell_of_sidecars(path)
        return now

    def _tell_of_sidecars(self, path: str) -> None:
        for sidecar, reason in self._described.problems(path):
            self._outcomes.part_failed(path, sidecar, reason)

    def _take(self, raw: RawDocument | UnreadablePart, content: str) -> None:
        """Send one article on its way into the store, unless it is there already."""
        if isinstance(raw, UnreadablePart):
            self._fail(raw, raw.reason)
            return
        stated = self._described.overrides(raw.path, raw.part)
        try:
            document = describe(raw, clean(raw), latest=self._latest, overrides=stated)
            _check_characters(document)
        except Exception as error:
            if not raw.part:
                raise
            # whatever one row brings about must not stop the others
            expected = isinstance(error, UnreadableDocument)
            reason = str(error) if expected else f"cannot be read ({type(error).__name__}: {error})"
            self._fail(raw, reason)
            return
        known_by = content + self._described.mark(raw.path, raw.part)
        if self._is_there(document):
            self._same[document.id] = known_by
        elif not self.batches.put(document, known_by, self.batches.original_of(document)):
            self._fail(document, "holds no article")

    def _is_there(self, document: Document) -> bool:
        """Whether exactly this document is stored: what follows from it need not be made again."""
        if document.path not in self._before:
            return False
        there = self._store.document(document.id)
        return there is not None and replace(there, copies=(), copy_sources=()) == document

    def _stored(self, entries: Sequence[Entry]) -> None:
        """After each batch: the files that were read whole, and of which nothing waits any more, are complete."""
        self._outcomes.passages += sum(len(entry.passages) for entry in entries)
        if self._same:
            self._store.note_fingerprints(self._same)
        waiting = self.batches.files()
        read = {path: self._read.pop(path) for path in [*self._read] if path not in waiting}
        self._store.note_files({path: known for path, known in read.items() if path not in self._again})
        for path in read:
            self._outcomes.done(path)
        self._same = {}

    def _not_embedded(self, document: Document, reason: str) -> None:
        self._again.add(document.path)
        self._fail(document, reason)

    def _fail(self, article: Document | RawDocument | UnreadablePart, reason: str) -> None:
        if article.part:
            self._outcomes.part_failed(article.path, f"{article.path}#{article.part}", reason)
        else:
            self._outcomes.failed(article.path, reason)


def _check_characters(document: Document) -> None:
    """Raise UnreadableDocument for what no database can hold: halves of characters, from broken names or escapes."""
    try:
        for text in (document.path, document.title, document.source or "", document.text):
            text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableDocument("its name or text is not valid Unicode") from error
