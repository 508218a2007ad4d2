"""How a timeline is shown on the page, in a terminal and to programs, and what is saved of it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html as lxml_html

from index.errors import BadInput
from qa.records import Answer, Attributed
from ui import timeline
from ui.cli import main
from ui.desk import Desk
from ui.terminal import timeline_record, timeline_text


def attributed(answer: Answer, **changes: Any) -> Attributed:
    entry = Attributed(
        date="2021-05-04",
        date_note="“Tuesday”",
        actor="Ida Brandt",
        role="harbour master",
        words="ferries would use the northern quay",
        quoted=False,
        cue="said that",
        citation=answer.citations[0],
        also=("Hill Post",),
    )
    return replace(entry, **changes)


def test_statements_are_a_table_whose_rows_open_their_documents(answer: Answer) -> None:
    told = [attributed(answer), attributed(answer, date=None, role=None, actor="<b>Ida</b>", quoted=True)]
    root = lxml_html.fragment_fromstring(timeline.table(told, "Brandt"), create_parent="div")
    text = " ".join(root.text_content().split())
    for expected in ("2 statements · Brandt", "4 May 2021", "“Tuesday”", "harbour master", "said that:", "undated",
                     "The Quay Gazette, Hill Post", "<b>Ida</b>"):  # fmt: skip
        assert expected in text
    assert [button.get("data-open") for button in root.iter("button")] == ["t-1", "t-2"]
    assert "Nothing was found for &lt;nobody&gt;" in timeline.table([], "<nobody>")


def test_statements_are_saved_as_csv_that_no_spreadsheet_takes_for_formulas(answer: Answer) -> None:
    told = [attributed(answer), attributed(answer, words='=HYPERLINK("http://x")', actor="@a", role="+1", cue="-2")]
    rows = list(csv.DictReader(io.StringIO(timeline.as_csv(told))))
    assert (rows[0]["date"], rows[0]["actor"], rows[0]["quoted"]) == ("2021-05-04", "Ida Brandt", "no")
    assert rows[0]["also"] == "Hill Post"
    document = answer.citations[0].document
    assert document.text[int(rows[0]["start"]) : int(rows[0]["end"])] == answer.citations[0].quote
    for name in ("words", "actor", "role", "cue"):
        assert rows[1][name].startswith("'")


def test_statements_and_events_stand_together_in_order_of_date(assistant: Any) -> None:
    both = timeline.told(assistant, "Brandt", None)
    assert [entry.actor for entry in both] == ["", "Brandt"]
    shown = timeline.table(both, "Brandt")
    assert "1 statement · 1 event · Brandt" in shown
    assert "What happened" in shown
    assert [row["kind"] for row in csv.DictReader(io.StringIO(timeline.as_csv(both)))] == ["event", "statement"]


def test_a_timeline_opens_its_documents_at_the_statement(assistant: Any, answer: Answer) -> None:
    assistant.timeline = lambda actor, _: (attributed(answer),) if actor == "Brandt" else ()
    assistant.events_of = lambda *_: ()
    desk = Desk(assistant, str)
    session, table = desk.timeline(None, " Brandt ", "")
    assert 'data-open="t-1"' in table
    assert "ferries would use" in desk.opened(session, "t-1")
    with pytest.raises(BadInput):
        desk.opened(session, "t-2")
    with pytest.raises(BadInput):
        desk.timeline(session, " ", "")
    assert desk.timeline(session, "", "fares")[0].told == ()


def test_a_terminal_shows_day_speaker_role_words_and_source(answer: Answer) -> None:
    shown = timeline_text([attributed(answer), attributed(answer, date=None, date_note="", role=None)])
    for part in ("4 May 2021 (“Tuesday”)", "Ida Brandt, harbour master", "said that — ferries would use",
                 "; also Hill Post", "/articles/lindmouth.txt", "undated\n  Ida Brandt\n"):  # fmt: skip
        assert part in shown
    assert timeline_text([]) == "No statement found."


def test_programs_get_offsets_into_the_document(answer: Answer) -> None:
    (record,) = json.loads(json.dumps(timeline_record([attributed(answer)])))
    cited = record["citation"]
    assert answer.citations[0].document.text[cited["start"] : cited["end"]] == cited["quote"]
    assert (record["actor"], record["date"], record["also"]) == ("Ida Brandt", "2021-05-04", ["Hill Post"])


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
