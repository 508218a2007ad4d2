"""From sent files to the index: kept one by one, read in one go, with progress by file, to be cancelled at any time.

The work is done in a thread of its own, so that closing the browser tab leaves nothing half done. Only one job runs
at a time; another waits for its turn and says so. Files not reached before a job was cancelled are not kept; those
that cannot be read are, so that the library goes on telling why. How a job is getting on is told as markup: a bar
while it runs, then what has become of each file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from types import MappingProxyType
from typing import Literal

from index.errors import DatelineError
from index.records import IndexProgress, IndexReport
from qa import Assistant
from ui import wording
from ui.markup import html
from ui.uploads import Limits, Sent, file_name, forget, keep, place, refusal

State = Literal["waiting", "read", "added", "known", "copy", "failed", "cancelled"]

WORDS: Mapping[State, str] = MappingProxyType(
    {
        "waiting": "waiting",
        "read": "read",
        "added": "added",
        "known": "already in the library",
        "copy": "a copy",
        "failed": "not added",
        "cancelled": "cancelled",
    }
)
_ENDS: Sequence[State] = ("added", "copy", "known", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of one file so far; `reason` says why it failed, or which document it repeats."""

    name: str
    state: State
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A job at one moment: its files in the order sent. `status` is said while it runs, `problem` when it broke off."""

    outcomes: tuple[Outcome, ...]
    running: bool
    status: str = ""
    problem: str = ""

    @property
    def done(self) -> int:
        """Files that nothing more is to be done with."""
        return sum(outcome.state != "waiting" for outcome in self.outcomes)


class Cancelled(Exception):
    """A person cancelled the job; raised where the index reports its progress."""


@dataclass(slots=True)
class Job:
    """Files to be taken in. `cancel` may be called from any thread, at any time."""

    sent: Sequence[Sent]
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Stop as soon as the file being read is done."""
        self._cancelled.set()

    def check(self) -> None:
        """Raise Cancelled after `cancel`."""
        if self._cancelled.is_set():
            raise Cancelled


class Intake:
    """Takes files into one index, keeping them in `folder`."""

    def __init__(self, assistant: Assistant, folder: Path, limits: Limits) -> None:
        """Make nothing yet: the folder is made with the first upload."""
        self.limits = limits
        self.folder = folder
        self._assistant = assistant
        self._turn = threading.Lock()

    def run(self, job: Job) -> Iterator[Snapshot]:
        """Do a job; yields after every step, and last what has become of each file."""
        steps: SimpleQueue[Snapshot | BaseException | None] = SimpleQueue()
        work = threading.Thread(target=self._work, args=(job, steps), name="dateline-intake", daemon=True)
        work.start()
        while (step := steps.get()) is not None:
            if isinstance(step, BaseException):
                raise step
            yield step

    def _work(self, job: Job, steps: SimpleQueue[Snapshot | BaseException | None]) -> None:
        run = _Run(self._assistant, self.folder, self.limits, job, steps.put)
        try:
            self._wait(job, run)
            try:
                run.take_in()
            finally:
                self._turn.release()
        except Cancelled:
            run.finish()
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits for it
            steps.put(error)
        finally:
            steps.put(None)

    def _wait(self, job: Job, run: _Run) -> None:
        while not self._turn.acquire(timeout=0.2):
            run.say("Another upload is being read; yours is next …")
            job.check()


class _Run:
    """One job at work: what it has kept, and what has become of each file."""

    def __init__(
        self, assistant: Assistant, folder: Path, limits: Limits, job: Job, tell: Callable[[Snapshot], None]
    ) -> None:
        self._assistant = assistant
        self._folder = folder
        self._limits = limits
        self._job = job
        self._tell = tell
        self._outcomes = list(first(job).outcomes)
        self._places: dict[str, int] = {}  # where a file is kept → its number
        self._new: list[Path] = []

    def take_in(self) -> None:
        """Keep what is accepted, read it, and say what has become of it."""
        problem = ""
        try:
            self._keep_all()
            self.say("Reading …")
            self._report(self._assistant.index(*self._places, progress=self._advance) if self._places else None)
        except Cancelled:
            self._sort_out("cancelled", "")
        except (DatelineError, OSError) as error:
            problem = " ".join(str(error).split())
            self._sort_out("failed", "not read")
        self.finish(problem)

    def say(self, status: str) -> None:
        """Tell how far the job is."""
        self._tell(Snapshot(tuple(self._outcomes), running=True, status=status))

    def finish(self, problem: str = "") -> None:
        """Tell the end; whatever still waited was cancelled."""
        ended = (Outcome(o.name, "cancelled") if o.state in {"waiting", "read"} else o for o in self._outcomes)
        self._tell(Snapshot(tuple(ended), running=False, problem=problem))

    def _keep_all(self) -> None:
        most = self._limits.files
        for number, sent in enumerate(self._job.sent):
            self._job.check()
            over = f"more than {most} files at a time: send it with the next ones" if number >= most else ""
            if reason := over or refusal(sent, self._limits):
                self._set(number, "failed", reason)
                continue
            kept = place(sent, self._folder)
            if str(kept) in self._places:
                self._set(number, "known", "sent twice")
                continue
            if keep(sent, kept):
                self._new.append(kept)
            self._places[str(kept)] = number

    def _advance(self, progress: IndexProgress) -> None:
        self._at(progress.path, "read")
        self.say(f"Reading: {progress.files_done:,} of {progress.files_total:,} files")
        self._job.check()

    def _report(self, report: IndexReport | None) -> None:
        if report is None:
            return
        titles = {document.path: document.title for document in self._assistant.documents()}
        for path in (*report.added, *report.updated):
            self._at(path, "added")
        for path in report.unchanged:
            self._at(path, "known")
        for path, original in report.duplicates:
            self._at(path, "copy", f"the same article as “{titles.get(original, Path(original).name)}”")
        for path, reason in report.failed:
            self._at(path, "failed", reason)

    def _sort_out(self, state: State, reason: str) -> None:
        """After a break: what got into the index before it stays; the rest is not kept, and is what `state` says."""
        held = {path for document in self._assistant.documents() for path in (document.path, *document.copies)}
        for path in self._places:
            self._at(path, "added" if path in held else state, "" if path in held else reason)
        for kept in self._new:
            if str(kept) not in held:
                forget(kept, self._folder)

    def _at(self, path: str, state: State, reason: str = "") -> None:
        number = self._places.get(path)
        if number is not None:
            self._set(number, state, reason)

    def _set(self, number: int, state: State, reason: str = "") -> None:
        self._outcomes[number] = Outcome(self._outcomes[number].name, state, reason)


# --- as markup


def first(job: Job) -> Snapshot:
    """A job before anything was done with it."""
    names = (file_name(sent.name) or "a file without a name" for sent in job.sent)
    return Snapshot(tuple(Outcome(name, "waiting") for name in names), running=True, status="Looking at the files …")


def progress(snapshot: Snapshot) -> str:
    """One job: a line that says where it stands, and its files to be unfolded."""
    total = len(snapshot.outcomes)
    if snapshot.running:
        bar = f'<progress max="{max(total, 1)}" value="{snapshot.done}" aria-label="Files read"></progress>'
        head = snapshot.status
    else:
        bar = ""
        head = f"Not possible: {snapshot.problem}" if snapshot.problem else summary(snapshot.outcomes)
    rows = "".join(map(_row, snapshot.outcomes))
    unfolded = not snapshot.running and any(outcome.state == "failed" for outcome in snapshot.outcomes)
    files = (
        f'<details class="files"{" open" * unfolded}><summary>{html(wording.counted(total, "file"))}</summary>'
        f"<ul>{rows}</ul></details>"
        if rows
        else ""
    )
    return f'<div class="sending"><p role="status">{html(head)}</p>{bar}{files}</div>'


def summary(outcomes: Sequence[Outcome]) -> str:
    """What has become of all files, in one line."""
    counts = [(state, sum(outcome.state == state for outcome in outcomes)) for state in _ENDS]
    said = ", ".join(f"{count:,} {WORDS[state]}" for state, count in counts if count)
    return f"Done: {said}." if said else "No files were sent."


def _row(outcome: Outcome) -> str:
    reason = f'<span class="reason" dir="auto">{html(outcome.reason)}</span>' if outcome.reason else ""
    return (
        f'<li class="{outcome.state}"><bdi class="name">{html(outcome.name)}</bdi>'
        f'<span class="state">{html(WORDS[outcome.state])}</span>{reason}</li>'
    )
