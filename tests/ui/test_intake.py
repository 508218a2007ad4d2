"""Files on their way into the index: what becomes of each, cancelling, and jobs that meet."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from index.errors import IndexBusy
from index.records import IndexReport
from ui.intake import Intake, Job, Snapshot, progress
from ui.uploads import Limits, Sent

LIMITS = Limits((".txt",), size=1000, files=4)


@pytest.fixture
def send(tmp_path: Path) -> Callable[..., Job]:
    def send(*names: str, content: str = "") -> Job:
        files = []
        for name in names:
            file = tmp_path / f"sent{len(list(tmp_path.iterdir()))}"
            file.write_text(content or f"text of {name}")
            files.append(Sent(file, name))
        return Job(files)

    return send


@pytest.fixture
def intake(assistant: Any, tmp_path: Path) -> Intake:
    return Intake(assistant, tmp_path / "data" / "uploads", LIMITS)


def ended(snapshots: Sequence[Snapshot]) -> dict[str, str]:
    assert not snapshots[-1].running
    return {outcome.name: outcome.state for outcome in snapshots[-1].outcomes}


def kept(intake: Intake) -> set[str]:
    return {file.name for file in intake.folder.rglob("*") if file.is_file()}


def test_each_file_is_told_about_and_those_of_the_index_are_kept(intake: Intake, send: Any, assistant: Any) -> None:
    job = send("one.txt", "bad.txt", "same.txt", "picture.png")
    steps = list(intake.run(job))
    assert ended(steps) == {"one.txt": "added", "bad.txt": "failed", "same.txt": "copy", "picture.png": "failed"}
    reasons = {outcome.name: outcome.reason for outcome in steps[-1].outcomes}
    assert reasons["bad.txt"] == "no text in it"
    assert "Lindmouth harbour" in reasons["same.txt"]
    assert kept(intake) == {"one.txt", "bad.txt", "same.txt"}
    added = assistant.held[-1].path
    assert Path(added).name == "one.txt"
    assert Path(added).parent.parent == intake.folder.resolve()


def test_progress_grows_by_file(intake: Intake, send: Any) -> None:
    steps = list(intake.run(send("a.txt", "b.txt", "c.txt")))
    done = [step.done for step in steps]
    assert done == sorted(done)
    assert {1, 2, 3} <= set(done)
    assert any("2 of 3" in step.status for step in steps)


def test_the_same_file_again_says_so_and_another_of_its_name_is_another(intake: Intake, send: Any) -> None:
    list(intake.run(send("note.txt", content="first")))
    assert ended(list(intake.run(send("note.txt", content="first")))) == {"note.txt": "known"}
    assert ended(list(intake.run(send("note.txt", content="second")))) == {"note.txt": "added"}
    twice = list(intake.run(send("x.txt", "x.txt", content="third")))[-1]
    assert [outcome.state for outcome in twice.outcomes] == ["added", "known"]


def test_more_files_than_allowed_are_refused_one_by_one(intake: Intake, send: Any) -> None:
    states = ended(list(intake.run(send(*(f"{number}.txt" for number in range(6))))))
    assert list(states.values()) == ["added"] * 4 + ["failed"] * 2


def test_cancelling_keeps_what_was_read_and_nothing_else(intake: Intake, send: Any, assistant: Any) -> None:
    assistant.pause = 0.05
    job = send("a.txt", "b.txt", "c.txt", "d.txt")
    steps = []
    for step in intake.run(job):
        steps.append(step)
        if "1 of 4" in step.status:
            job.cancel()
    states = ended(steps)
    assert states["a.txt"] == "added"
    assert states["d.txt"] == "cancelled"
    in_index = {Path(document.path).name for document in assistant.documents()}
    assert kept(intake) == {name for name, state in states.items() if state == "added"}
    assert kept(intake) <= in_index


def test_a_job_cancelled_before_it_begins_leaves_nothing(intake: Intake, send: Any) -> None:
    job = send("a.txt")
    job.cancel()
    assert ended(list(intake.run(job))) == {"a.txt": "cancelled"}
    assert kept(intake) == set()


def test_an_index_somebody_else_writes_to_is_said_in_one_line(intake: Intake, send: Any, assistant: Any) -> None:
    def busy(*paths: str, progress: object = None) -> IndexReport:
        del paths, progress
        raise IndexBusy("another process is writing; try again")

    assistant.index = busy
    last = list(intake.run(send("a.txt")))[-1]
    assert last.problem == "another process is writing; try again"
    assert "Not possible: another process" in progress(last)
    assert kept(intake) == set()


def test_two_jobs_at_once_follow_one_another(intake: Intake, send: Any, assistant: Any) -> None:
    assistant.pause = 1.0
    jobs = [send("a.txt", "b.txt"), send("c.txt")]
    seen: list[list[Snapshot]] = [[], []]
    threads = [
        threading.Thread(target=lambda number=number: seen[number].extend(intake.run(jobs[number])))
        for number in range(2)
    ]
    threads[0].start()
    while not seen[0]:
        time.sleep(0.01)
    threads[1].start()
    for thread in threads:
        thread.join(20)
    assert all(set(ended(steps).values()) == {"added"} for steps in seen)
    assert any("yours is next" in step.status for steps in seen for step in steps)


def test_a_mistake_of_ours_is_raised_and_not_swallowed(intake: Intake, send: Any, assistant: Any) -> None:
    assistant.index = None
    with pytest.raises(TypeError):
        list(intake.run(send("a.txt")))
    del assistant.index
    assert ended(list(intake.run(send("b.txt")))) == {"b.txt": "added"}


def test_names_and_reasons_are_shown_as_text(intake: Intake, send: Any) -> None:
    last = list(intake.run(send("<img src=x onerror=alert(1)>.txt", "bad${x}.txt", "")))[-1]
    shown = progress(last)
    assert "<img" not in shown
    assert "${" not in shown
    assert "&lt;img" in shown
