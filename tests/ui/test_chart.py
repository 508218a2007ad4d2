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
    rows = dict(zip(drawn["layout"]["yaxis"]["ticktext"], drawn["layout"]["yaxis"]["tickvals"], strict=True))
    assert points["y"] == [rows["Ida Brandt"], rows["Olga Moor"], rows["Ida Brandt"]]
    assert points["customdata"] == ["t-1", "t-2", "t-4"]
    assert points["marker"]["symbol"] == ["circle", "circle-open", "circle"]
    assert list(rows) == ["Ida Brandt", "Olga Moor"]
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
    assert len(drawn["layout"]["yaxis"]["ticktext"]) == chart.ROWS
    assert "Speaker 29" in drawn["layout"]["yaxis"]["ticktext"]


def test_statements_of_one_day_stand_below_one_another_in_a_row_that_grows(told: Any) -> None:
    alone, many = (
        chart.figure([told(), told(date="2021-08-01")]),
        chart.figure([told()] * 4 + [told(date="2021-08-01")]),
    )
    assert alone is not None
    assert many is not None
    assert len(set(alone["data"][-1]["y"])) == 1
    places = many["data"][-1]["y"]
    assert len(set(places[:4])) == 4
    assert places[4] == places[0]
    assert many["layout"]["height"] > alone["layout"]["height"]
    low, high = many["layout"]["yaxis"]["range"]
    assert all(high < place < low for place in places)


def test_however_many_fall_on_one_day_the_chart_stays_a_chart(told: Any) -> None:
    drawn = chart.figure([told()] * 200)
    assert drawn is not None
    assert len(set(drawn["data"][-1]["y"])) == chart.LANES
    assert drawn["layout"]["height"] < 300


def test_the_chart_has_a_button_that_saves_it_as_a_picture(told: Any) -> None:
    drawn = chart.figure([told()])
    assert drawn is not None
    assert drawn["config"]["toImageButtonOptions"]["format"] == "png"
    assert "toImage" not in drawn["layout"]["modebar"]["remove"]


def test_words_of_documents_do_not_become_markup_and_stay_short(told: Any) -> None:
    drawn = chart.figure([told(actor="<a href='javascript:x'>A</a>", words="<b>w</b> " * 200)])
    assert drawn is not None
    points = drawn["data"][-1]
    shown = (points["hovertext"][0] + drawn["layout"]["yaxis"]["ticktext"][0]).replace("<br>", "")
    assert "<" not in shown
    assert len(points["hovertext"][0]) < 1000


def test_the_figure_is_sent_as_gradio_sends_plotlys(told: Any) -> None:
    drawn = chart.figure([told()])
    data = layout.plotly(drawn)
    assert (data.type, json.loads(data.plot)) == ("plotly", drawn)
    assert layout.plotly(None) is None


def test_events_have_a_row_of_their_own_on_top_and_another_sign(told: Any) -> None:
    drawn = chart.figure([told(), told(actor="", words="The quay was swept."), told(quoted=False)])
    assert drawn is not None
    assert drawn["layout"]["yaxis"]["ticktext"] == ["What happened", "Ida Brandt"]
    assert drawn["data"][-1]["marker"]["symbol"] == ["circle", "diamond", "circle-open"]
