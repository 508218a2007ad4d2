"""How a timeline is shown."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.records import Document, Span
from qa.records import Attributed, Citation
from ui.cli import main
from ui.timeline import timeline_record, timeline_text

TEXT = "“We dig on,” said Ola Berg on Monday."
DOCUMENT = Document(
    "d1", "/news/dig.txt", "The dig goes on", "Vale Post", date(2024, 5, 8), "", None, TEXT, (Span(0, 37, "article"),)
)
QUOTED = Attributed(
    "2024-05-06", "Monday", "Ola Berg", "digger", "“We dig on,”", True, "said", Citation(1, TEXT, 0, 37, TEXT, DOCUMENT)
)


def test_a_timeline_shows_day_speaker_role_words_and_source() -> None:
    shown = timeline_text([QUOTED])
    for part in ("6 May 2024", "Ola Berg, digger", "“We dig on,”", "The dig goes on — Vale Post", "/news/dig.txt"):
        assert part in shown


def test_what_has_no_date_is_called_undated() -> None:
    undated = Attributed(None, "", "Ola Berg", None, "more digging", False, "promised", QUOTED.citation)
    assert timeline_text([undated]).startswith("undated\n  Ola Berg\n  promised — more digging")


def test_programs_get_offsets_into_the_document() -> None:
    (record,) = json.loads(json.dumps(timeline_record([QUOTED])))
    assert TEXT[record["citation"]["start"] : record["citation"]["end"]] == record["citation"]["quote"]
    assert (record["actor"], record["date"], record["outlet"]) == ("Ola Berg", "2024-05-06", "Vale Post")


def test_no_statement_is_said_to_be_none() -> None:
    assert timeline_text([]) == "No statement found."


def test_the_command_prints_statements_and_refuses_without_an_actor_or_a_subject(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    stories = tmp_path / "stories"
    stories.mkdir()
    (stories / "dig.txt").write_text(
        "Vale Post, 8 May 2024\n\nThe dig goes on\n\n“We dig on,” said Ola Berg on Monday.\n"
    )
    command = ["timeline", "--documents", str(stories)]
    told = CliRunner().invoke(main, [*command, "--actor", "Berg", "--json"])
    assert [(e["actor"], e["date"]) for e in json.loads(told.stdout)] == [("Ola Berg", "2024-05-06")]
    refused = CliRunner().invoke(main, command)
    assert (refused.exit_code, "actor or a subject" in refused.stderr) == (2, True)
