"""Who said what as a chart: a row for each speaker and one for events, a point or a stretch of time for each entry.

Points of one row that would lie on one another stand one below the other, so that each can be seen and clicked.

The figure is a plain mapping in Plotly's JSON form, which the page hands to the Plotly that Gradio brings; no plotting
library is needed on this side. Points carry the key of their statement, so that a click opens its document.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape
from types import MappingProxyType
from typing import Any, NamedTuple

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


class _Point(NamedTuple):
    """A statement with its key and its days."""

    key: str
    item: Attributed
    days: tuple[date, date]


def figure(entries: Sequence[Attributed]) -> dict[str, Any] | None:
    """The chart of a timeline; None when no statement has a date, for then there is nothing to draw."""
    numbered = enumerate(entries, 1)
    dated = [_Point(f"t-{n}", item, days) for n, item in numbered if item.date and (days := interval(item.date))]
    if not dated:
        return None
    most = {actor for actor, _ in Counter(point.item.actor for point in dated).most_common(ROWS)}
    points = [point for point in dated if point.item.actor in most]
    close = max((max(point.days[1] for point in points) - min(point.days[0] for point in points)).days * CLOSE, 1.0)
    height = 0.0
    places: dict[str, float] = {}  # key of a point, and speaker: pixels from the top
    middles: dict[str, float] = {}
    for actor in sorted(dict.fromkeys(point.item.actor for point in points), key=bool):  # what happened stands on top
        row = [point for point in points if point.item.actor == actor]
        lanes = _lanes([point.days for point in row], close)
        places |= {point.key: height + _ROW / 2 + lane * _LANE for point, lane in zip(row, lanes, strict=True)}
        middles[actor] = height + (_ROW + max(lanes) * _LANE) / 2
        height += _ROW + max(lanes) * _LANE
    shown = {
        "type": "scatter",
        "mode": "markers",
        "x": [_middle(point.days) for point in points],
        "y": [places[point.key] for point in points],
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
    stretches = [_stretch(places[point.key], point.days) for point in points if point.days[0] != point.days[1]]
    return {"data": [*stretches, shown], "layout": _layout(middles, height), "config": dict(CONFIG)}


def _symbol(item: Attributed) -> str:
    return "diamond" if not item.actor else "circle" if item.quoted else "circle-open"


def _lanes(stretches: Sequence[tuple[date, date]], close: float) -> list[int]:
    """For each stretch of time in a row the first lane, from 0, in which none before it is within `close` days."""
    taken: list[list[tuple[date, date]]] = [[] for _ in range(LANES)]
    lanes = []
    for days in stretches:
        free = (lane for lane in range(LANES) if all(_apart(days, other) >= close for other in taken[lane]))
        lanes.append(next(free, LANES - 1))
        taken[lanes[-1]].append(days)
    return lanes


def _apart(one: tuple[date, date], other: tuple[date, date]) -> int:
    """Days between two stretches of time; 0 where they touch."""
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


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


def _layout(rows: Mapping[str, float], height: float) -> dict[str, Any]:
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
            "tickvals": list(rows.values()),
            "ticktext": [_line(actor or timeline.HAPPENED, 20) for actor in rows],
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
