"""The command that measures a public set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.public.run import NAMES, main_public
from index.errors import BadInput


@pytest.fixture
def dates(tmp_path: Path) -> Path:
    tag = '<TIMEX3 tid="t1" type="DATE" value="2019-05-03">3 May 2019</TIMEX3>'
    (tmp_path / "a.tml").write_text(f"<TimeML><TEXT>It closed on {tag}.</TEXT></TimeML>", encoding="utf-8")
    return tmp_path


def test_figures_of_the_paper_ours_and_those_of_others_are_told_with_their_source(
    dates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main_public("timeml", dates) == 0
    text = capsys.readouterr().out
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "paper value F1 100.0 77.6 1 overlap and the same value; every TIMEX3" in lines
    assert "ours value F1 100.0 1 overlap and the same value; DATE and TIME alone" in lines
    assert any(line.startswith("[1] HeidelTime-t: UzZaman et al. 2013") for line in lines)


def test_the_same_as_json(dates: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main_public("timeml", dates, json_output=True)
    told = json.loads(capsys.readouterr().out)
    assert told["paper"][0]["value"] == 1.0
    assert all(published["source"] for published in told["published"])


def test_an_unknown_set_and_a_missing_path_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="choose from squad, squad-articles"):
        main_public("trivia", tmp_path)
    for name in NAMES:
        with pytest.raises(BadInput, match="no such file or folder"):
            main_public(name, tmp_path / "nowhere")
