"""Judgements of answers: what a line of the file holds, and how lines are read back."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from index.errors import BadInput
from index.records import Document
from qa.records import Answer
from ui.desk import Judging
from ui.feedback import NOTE_LENGTH, FeedbackFile, judgement, judgements

NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)


@pytest.fixture
def judging(tmp_path: Path) -> Judging:
    times = (NOON + timedelta(minutes=minute) for minute in range(99))
    return Judging(FeedbackFile(tmp_path / "made" / "feedback.jsonl"), "Your index", times.__next__)


def test_a_line_holds_question_answer_and_exact_places(answer: Answer, document: Document) -> None:
    line = judgement(answer, "good", " right ", identity="a1", time=NOON, serving="Your index")
    again = json.loads(json.dumps(line))
    assert again == line
    assert (again["time"], again["note"], again["verdict"]) == ("2024-03-05T12:00:00+00:00", "right", "good")
    cited = again["citations"][0]
    assert document.text[cited["start"] : cited["end"]] == cited["quote"]
    assert (cited["document"], cited["published"], cited["marker"]) == ("lindmouth", "2021-05-04", 1)
    assert again["filters"] == {"after": None, "before": None, "event_after": None, "event_before": None, "sources": []}


def test_a_question_not_answered_keeps_its_reason_and_nearest_passages(abstention: Answer) -> None:
    line = judgement(abstention, "bad", "x" * 9999, identity="a1", time=NOON, serving="")
    assert (line["abstained"], line["reason"], line["citations"]) == (True, "not_stated", [])
    assert line["nearest"][0]["document"] == "lindmouth"
    assert len(line["note"]) == NOTE_LENGTH


def test_the_last_line_of_an_answer_counts_and_one_taken_back_is_gone(judging: Judging, asked: Any) -> None:
    session = asked("ferries?", "who painted it?")
    assert judging.judge(session, 1, "good") == 1
    assert judging.judge(session, 3, "bad") == 2
    judging.note(session, 2, "it is in the second report")
    judging.note(session, 2, "   ")
    found = judgements(judging.file.path)
    assert [(line["question"], line["verdict"], line["note"]) for line in found] == [
        ("when do ferries move?", "good", ""),
        ("who painted it?", "bad", "it is in the second report"),
    ]
    judging.judge(session, 3, "good")
    assert judgements(judging.file.path)[1]["note"] == "it is in the second report"
    judging.judge(session, 1, "none")
    assert [line["question"] for line in judgements(judging.file.path)] == ["who painted it?"]


@pytest.mark.parametrize("message", [-5, 7, 99])
def test_what_was_never_answered_is_not_judged(judging: Judging, asked: Any, message: int) -> None:
    assert judging.judge(asked("ferries?"), message, "good") == 0
    assert judging.judge(None, 1, "good") == 0
    assert not judging.file.path.exists()


def test_many_visitors_write_whole_lines_into_a_file_only_its_owner_reads(judging: Judging, answer: Answer) -> None:
    def write(name: int) -> None:
        for turn in range(20):
            judging.file.add(judgement(answer, "good", "ä\n" * 50, identity=f"{name}-{turn}", time=NOON, serving=""))

    threads = [threading.Thread(target=write, args=(name,)) for name in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(judgements(judging.file.path)) == 100
    assert judging.file.path.stat().st_mode & 0o077 == 0


def test_broken_characters_of_a_document_do_not_break_the_file(judging: Judging, answer: Answer) -> None:
    judging.file.add(judgement(replace(answer, text="half \ud83d"), "good", "", identity="a", time=NOON, serving=""))
    assert judgements(judging.file.path)[0]["answer"].startswith("half ")


def test_a_file_that_cannot_be_written_is_said_in_one_line(asked: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    judging = Judging(FeedbackFile(tmp_path / "file" / "feedback.jsonl"), "", lambda: NOON)
    with pytest.raises(BadInput, match="could not be written"):
        judging.judge(asked("ferries?"), 1, "good")


def test_a_line_that_is_no_judgement_is_named(tmp_path: Path) -> None:
    file = tmp_path / "feedback.jsonl"
    file.write_text('\n{"version": 7}\n')
    with pytest.raises(ValueError, match="line 2"):
        judgements(file)
