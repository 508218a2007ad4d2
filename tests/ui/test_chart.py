"""The chart of a timeline: rows, points, stretches of time, and the keys by which a click opens a statement."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from qa.records import Answer, Attributed
from ui import chart, layout


@pytest.fixture
def told(answer: Answer) -> Any:
    """Makes a statement with these changes."""
    base = Attributed("2021-05-04", "", "Ida Brandt", "harbour master", "a word", True, "said", answer.citations[0])
    return lambda **changes: replace(base, **changes)


def test_each_statement_is_a_point_in_the_row_of_its_speaker(told: Any) -> None:
    drawn = chart.figure([told(), told(actor="Olga Moor", quoted=False), told(date=None), told(date="2021-05-09")])
    assert drawn is not None
    points = drawn["data"][-1]
    assert points["x"] == ["2021-05-04", "2021-05-04", "2021-05-09"]
    assert points["y"] == ["Ida Brandt", "Olga Moor", "Ida Brandt"]
    assert points["customdata"] == ["t-1", "t-2", "t-4"]
    assert points["marker"]["symbol"] == ["circle", "circle-open", "circle"]
    assert drawn["layout"]["yaxis"]["categoryarray"] == ["Olga Moor", "Ida Brandt"]
    assert json.loads(json.dumps(drawn)) == drawn


def test_a_day_not_known_exactly_is_drawn_as_the_time_it_may_be(told: Any) -> None:
    drawn = chart.figure([told(date="2021-05")])
    assert drawn is not None
    stretch, points = drawn["data"]
    assert stretch["x"] == ["2021-05-01", "2021-05-31"]
    assert points["x"] == ["2021-05-16"]


def test_without_a_date_there_is_nothing_to_draw(told: Any) -> None:
    assert chart.figure([]) is None
    assert chart.figure([told(date=None)]) is None


def test_only_those_who_spoke_most_have_a_row(told: Any) -> None:
    spoken = [told(actor=f"Speaker {n}") for n in range(30)] + [told(actor="Speaker 29")]
    drawn = chart.figure(spoken)
    assert drawn is not None
    assert len(drawn["layout"]["yaxis"]["categoryarray"]) == chart.ROWS
    assert "Speaker 29" in drawn["data"][-1]["y"]


def test_words_of_documents_do_not_become_markup_and_stay_short(told: Any) -> None:
    drawn = chart.figure([told(actor="<a href='javascript:x'>A</a>", words="<b>w</b> " * 200)])
    assert drawn is not None
    points = drawn["data"][-1]
    shown = (points["hovertext"][0] + points["y"][0]).replace("<br>", "")
    assert "<" not in shown
    assert len(points["hovertext"][0]) < 1000


def test_the_figure_is_sent_as_gradio_sends_plotlys(told: Any) -> None:
    drawn = chart.figure([told()])
    data = layout.plotly(drawn)
    assert (data.type, json.loads(data.plot)) == ("plotly", drawn)
    assert layout.plotly(None) is None
