"""Who said what as a chart: a row for each speaker and one for events, a point or a stretch of time for each entry.

Points of one row that would lie on one another stand one below the other, so that each can be seen and clicked.

The figure is a plain mapping in Plotly's JSON form, which the page hands to the Plotly that Gradio brings; no plotting
library is needed on this side. Points carry the key of their statement, so that a click opens its document.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape
from types import MappingProxyType
from typing import Any

from index.dates import interval
from qa.records import Attributed
from ui import timeline, wording

ROWS = 12
"""Speakers drawn: those with the most statements; the table has all of them."""

WIDTH = 60
"""Characters of a line of the words shown when a point is pointed at."""

LONGEST = 300
"""Characters of the words shown there; the table has all of them."""

INK, ACCENT, RULE = "#80796d", "#b5475a", "rgba(128, 121, 109, 0.28)"
"""Colours that can be told from a white and from a dark page alike."""

CONFIG: Mapping[str, Any] = MappingProxyType(
    {
        "displayModeBar": True,  # else it shows to a mouse alone
        "displaylogo": False,
        "toImageButtonOptions": {"format": "png", "filename": "timeline", "scale": 2},
    }
)
"""How the chart behaves: its own button saves it as a picture."""

CLOSE = 0.022
"""Share of the time drawn within which two points would touch: 14 pixels of the 640 of a usual chart."""

LANES = 8
"""Points that stand below one another at most; further ones share the last lane."""

_ROW, _LANE = 38, 15
"""Pixels of a row of one lane, and of every further lane."""


@dataclass(frozen=True, slots=True)
class _Point:
    """A statement with its key, its days, and its lane in the row of its speaker, from 0."""

    key: str
    item: Attributed
    days: tuple[date, date]
    lane: int = 0


def figure(entries: Sequence[Attributed]) -> dict[str, Any] | None:
    """The chart of a timeline; None when no statement has a date, for then there is nothing to draw."""
    numbered = enumerate(entries, 1)
    dated = [_Point(f"t-{n}", item, days) for n, item in numbered if item.date and (days := interval(item.date))]
    if not dated:
        return None
    most = {actor for actor, _ in Counter(point.item.actor for point in dated).most_common(ROWS)}
    points = _in_lanes([point for point in dated if point.item.actor in most])
    actors = sorted(dict.fromkeys(point.item.actor for point in points), key=bool)  # what happened stands on top
    lanes = {actor: 1 + max(point.lane for point in points if point.item.actor == actor) for actor in actors}
    tops, height = _tops(lanes)
    places = [tops[point.item.actor] + point.lane * _LANE for point in points]
    shown = {
        "type": "scatter",
        "mode": "markers",
        "x": [_middle(point.days) for point in points],
        "y": places,
        "customdata": [point.key for point in points],
        "hovertext": [_hover(point.item) for point in points],
        "hoverinfo": "text",
        "marker": {
            "size": 12,
            "color": ACCENT,
            "symbol": [_symbol(point.item) for point in points],
            "line": {"width": 2, "color": ACCENT},
        },
    }
    stretches = [
        _stretch(place, point.days)
        for point, place in zip(points, places, strict=True)
        if point.days[0] != point.days[1]
    ]
    middles = [tops[actor] + (lanes[actor] - 1) * _LANE / 2 for actor in actors]
    layout = _layout([_line(actor or timeline.HAPPENED, 20) for actor in actors], middles, height)
    return {"data": [*stretches, shown], "layout": layout, "config": dict(CONFIG)}


def _symbol(item: Attributed) -> str:
    return "diamond" if not item.actor else "circle" if item.quoted else "circle-open"


def _in_lanes(points: Sequence[_Point]) -> list[_Point]:
    """The same points, each in the first lane of its row in which nothing is close to it."""
    first, last = min(point.days[0] for point in points), max(point.days[1] for point in points)
    close = max((last - first).days * CLOSE, 1.0)
    taken: dict[tuple[str, int], list[tuple[date, date]]] = {}
    placed = []
    for point in points:
        free = (
            lane
            for lane in range(LANES)
            if all(_apart(point.days, other) >= close for other in taken.get((point.item.actor, lane), ()))
        )
        lane = next(free, LANES - 1)
        taken.setdefault((point.item.actor, lane), []).append(point.days)
        placed.append(replace(point, lane=lane))
    return placed


def _apart(one: tuple[date, date], other: tuple[date, date]) -> int:
    """Days between two stretches of time; 0 where they touch."""
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


def _tops(lanes: Mapping[str, int]) -> tuple[dict[str, float], float]:
    """Where the first lane of each row lies, in pixels from the top, and how high all rows are."""
    tops, at = {}, 0.0
    for actor, count in lanes.items():
        tops[actor] = at + _ROW / 2
        at += _ROW + (count - 1) * _LANE
    return tops, at


def _middle(days: tuple[date, date]) -> str:
    return (days[0] + timedelta(days=(days[1] - days[0]).days // 2)).isoformat()


def _stretch(place: float, days: tuple[date, date]) -> dict[str, Any]:
    """A bar from the first to the last day that a date may mean."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [day.isoformat() for day in days],
        "y": [place, place],
        "line": {"width": 5, "color": RULE},
        "hoverinfo": "skip",
    }


def _hover(item: Attributed) -> str:
    words = item.words if len(item.words) <= LONGEST else item.words[:LONGEST].rsplit(" ", 1)[0] + " …"
    lines = [wording.when(item.date), *textwrap.wrap(words, WIDTH), item.outlet or ""]
    return "<br>".join(_safe(line) for line in lines if line)


def _line(text: str, width: int) -> str:
    return "<br>".join(_safe(line) for line in textwrap.wrap(text, width)) or "unnamed"


def _safe(text: str) -> str:
    """Text that Plotly shows as it is: it reads a little markup of its own."""
    return escape(wording.printable(text), quote=False)


def _layout(rows: Sequence[str], places: Sequence[float], height: float) -> dict[str, Any]:
    return {
        "height": round(66 + height),
        "margin": {"l": 10, "r": 16, "t": 56, "b": 10},
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": INK, "size": 13, "family": "system-ui, sans-serif"},
        "hoverlabel": {"align": "left", "bgcolor": "#1b1a18", "font": {"color": "#ffffff"}},
        "xaxis": {
            "type": "date",
            "side": "top",
            "gridcolor": RULE,
            "zeroline": False,
            "nticks": 4,
            "tickangle": 0,
            "hoverformat": "%d %B %Y",
        },
        "yaxis": {
            "tickvals": list(places),
            "ticktext": list(rows),
            "automargin": True,
            "gridcolor": RULE,
            "zeroline": False,
            "fixedrange": True,
            "range": [height, 0],
        },
        "hovermode": "closest",
        "dragmode": False,  # a finger scrolls the page; to zoom there is a button
        "modebar": {
            "remove": ["lasso2d", "select2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
            "bgcolor": "rgba(0,0,0,0)",
            "color": INK,
            "activecolor": ACCENT,
        },
    }
