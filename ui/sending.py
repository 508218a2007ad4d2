"""How an upload is getting on, as markup: a bar while it runs, then what has become of each file. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ui import wording
from ui.intake import Job, Outcome, Snapshot, State
from ui.markup import html
from ui.uploads import file_name

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


def first(job: Job) -> Snapshot:
    """A job before anything was done with it."""
    waiting = tuple(Outcome(file_name(sent.name), "waiting") for sent in job.sent)
    return Snapshot(waiting, running=True, status="Looking at the files …")


def progress(snapshot: Snapshot) -> str:
    """One job: a line that says where it stands, and its files to be unfolded."""
    total = len(snapshot.outcomes)
    if snapshot.running:
        bar = f'<progress max="{max(total, 1)}" value="{snapshot.done}" aria-label="Files read"></progress>'
        head = f"{snapshot.status or 'Reading …'}"
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
