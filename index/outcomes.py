"""What comes of each file of an indexing run: the report, the progress told meanwhile, and failures to remember."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from index.files import Found
from index.ports import Failure, Held
from index.records import IndexProgress, IndexReport

Progress = Callable[[IndexProgress], None]


class Outcomes:
    """Gathers what happens to files; the report follows from it and from what the index held before and holds after."""

    def __init__(self, found: Found, progress: Progress | None) -> None:
        """Nothing is done yet."""
        self._found = found
        self._given = frozenset(found.files)
        self._progress = progress
        self._done: set[str] = set()
        self._unchanged: set[str] = set()
        self._whole: dict[str, str] = dict(found.failed)
        self._parts: dict[str, Failure] = {}
        self._elsewhere: list[Failure] = []
        self._removed: set[str] = set()
        self.passages = 0

    def unchanged(self, path: str) -> None:
        """The file is what it was."""
        self._unchanged.add(path)
        self.done(path)

    def removed(self, path: str) -> None:
        """The file is gone, and so are its documents."""
        self._removed.add(path)

    def failed(self, path: str, reason: str) -> None:
        """The file cannot be read."""
        self._whole[path] = reason
        self.done(path)

    def part_failed(self, file: str, what: str, reason: str) -> None:
        """A part of a file, or what describes it, cannot be read."""
        self._parts[what] = Failure(what, reason, file)

    def done(self, path: str) -> None:
        """Nothing more is to be done for a file: tell the progress."""
        if path not in self._done:
            self._done.add(path)
            if self._progress is not None:
                self._progress(IndexProgress(len(self._done), len(self._found.files), self.passages, path))

    def report(self, before: Mapping[str, Held], after: Mapping[str, Held]) -> IndexReport:
        """What has come of each file, and of those not given whose standing among copies has changed."""
        self._name_those_without_articles(after)
        paths = {document.id: path for path, held in after.items() for document in held.documents}
        told: dict[str, list[str]] = {"added": [], "updated": [], "unchanged": []}
        duplicates: dict[str, str] = {}
        for path, held in after.items():
            stood, stands = _stands(before.get(path)), _stands(held)
            if path in self._whole or (path not in self._given and stood == stands):
                continue
            if stands:
                told[self._outcome(path, known=path in before, stood=stood)].append(path)
            duplicates |= _repeating(path, held, paths, whole=not stands)
        return IndexReport(
            **{name: tuple(sorted(paths)) for name, paths in told.items()},
            removed=tuple(sorted(self._removed)),
            duplicates=tuple(sorted(duplicates.items())),
            failed=tuple(sorted((failure.path, failure.reason) for failure in self._failures())),
        )

    def recall(self, earlier: Iterable[Failure]) -> None:
        """Take over what failed before and was not looked at again: of unchanged files, and of others elsewhere."""
        for failure in earlier:
            if failure.file in self._unchanged:
                self._parts.setdefault(failure.path, failure)
            elif not self._looked_at(failure.file) and os.path.lexists(failure.file):
                self._elsewhere.append(failure)

    def failures(self) -> Sequence[Failure]:
        """What is to be remembered as not readable."""
        return [*({failure.path: failure for failure in (*self._elsewhere, *self._failures())}.values())]

    def _outcome(self, path: str, *, known: bool, stood: bool) -> str:
        if path in self._unchanged or path not in self._given:
            return "unchanged" if stood else "added"
        return "updated" if known else "added"

    def _looked_at(self, file: str) -> bool:
        return file in self._given or file in self._whole or self._found.covers(file)

    def _failures(self) -> Iterator[Failure]:
        yield from (Failure(path, reason, path) for path, reason in self._whole.items())
        yield from (failure for path, failure in self._parts.items() if path not in self._whole)

    def _name_those_without_articles(self, after: Mapping[str, Held]) -> None:
        """A file whose every part has failed has failed itself, in the words of the first."""
        for file in self._given - after.keys() - self._whole.keys():
            parts = [failure for failure in self._parts.values() if failure.file == file]
            first = f"; {parts[0].path.removeprefix(file).lstrip('#')}: {parts[0].reason}" if parts else ""
            self._whole[file] = f"holds no article that can be read{first}"


def _stands(held: Held | None) -> bool:
    return held is not None and any(document.original is None for document in held.documents)


def _repeating(path: str, held: Held, paths: Mapping[str, str], *, whole: bool) -> Iterable[tuple[str, str]]:
    """The file as a repetition of another one, or those of its parts that are."""
    hidden = [document for document in held.documents if document.original in paths]
    pairs = [(path if whole else f"{path}#{document.part}", paths[document.original or ""]) for document in hidden]
    return pairs[:1] if whole else pairs
