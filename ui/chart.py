"""Who said what as a chart: a row for each speaker, a point or a stretch of time for each statement.

The figure is a plain mapping in Plotly's JSON form, which the page hands to the Plotly that Gradio brings; no plotting
library is needed on this side. Points carry the key of their statement, so that a click opens its document.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

from index.dates import interval
from qa.records import Attributed
from ui import said, wording

ROWS = 12
"""Speakers drawn: those with the most statements; the table has all of them."""

WIDTH = 60
"""Characters of a line of the words shown when a point is pointed at."""

LONGEST = 300
"""Characters of the words shown there; the table has all of them."""

INK, ACCENT, RULE = "#80796d", "#b5475a", "rgba(128, 121, 109, 0.28)"
"""Colours that can be told from a white and from a dark page alike."""


def figure(entries: Sequence[Attributed]) -> dict[str, Any] | None:
    """The chart of a timeline; None when no statement has a date, for then there is nothing to draw."""
    all_dated = [(f"t-{number}", item, days) for number, item in enumerate(entries, 1) if (days := _days(item))]
    if not all_dated:
        return None
    most = {actor for actor, _ in Counter(item.actor for _, item, _ in all_dated).most_common(ROWS)}
    dated = [entry for entry in all_dated if entry[1].actor in most]
    actors = list(dict.fromkeys(item.actor for _, item, _ in dated))
    rows = {actor: _line(actor, 20) for actor in actors}
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": [_middle(days) for _, _, days in dated],
        "y": [rows[item.actor] for _, item, _ in dated],
        "customdata": [key for key, _, _ in dated],
        "hovertext": [_hover(item) for _, item, _ in dated],
        "hoverinfo": "text",
        "marker": {
            "size": 12,
            "color": ACCENT,
            "symbol": ["circle" if item.quoted else "circle-open" for _, item, _ in dated],
            "line": {"width": 2, "color": ACCENT},
        },
    }
    stretches = [_stretch(rows[item.actor], days) for _, item, days in dated if days[0] != days[1]]
    return {"data": [*stretches, points], "layout": _layout([rows[actor] for actor in actors])}


def _days(item: Attributed) -> tuple[date, date] | None:
    return interval(item.date) if item.date else None


def _middle(days: tuple[date, date]) -> str:
    return (days[0] + timedelta(days=(days[1] - days[0]).days // 2)).isoformat()


def _stretch(row: str, days: tuple[date, date]) -> dict[str, Any]:
    """A bar from the first to the last day that a date may mean."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [day.isoformat() for day in days],
        "y": [row, row],
        "line": {"width": 5, "color": RULE},
        "hoverinfo": "skip",
    }


def _hover(item: Attributed) -> str:
    words = item.words if len(item.words) <= LONGEST else item.words[:LONGEST].rsplit(" ", 1)[0] + " …"
    lines = [said.when(item), *textwrap.wrap(words, WIDTH), item.outlet or ""]
    return "<br>".join(_safe(line) for line in lines if line)


def _line(text: str, width: int) -> str:
    return "<br>".join(_safe(line) for line in textwrap.wrap(text, width)) or "unnamed"


def _safe(text: str) -> str:
    """Text that Plotly shows as it is: it reads a little markup of its own."""
    return escape(wording.printable(text), quote=False)


def _layout(rows: Sequence[str]) -> dict[str, Any]:
    return {
        "height": 84 + 38 * len(rows),
        "margin": {"l": 10, "r": 16, "t": 64, "b": 10},
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": INK, "size": 13, "family": "system-ui, sans-serif"},
        "hoverlabel": {"align": "left", "bgcolor": "#1b1a18", "font": {"color": "#ffffff"}},
        "xaxis": {"type": "date", "side": "top", "gridcolor": RULE, "zeroline": False, "nticks": 6},
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(reversed(rows)),
            "automargin": True,
            "gridcolor": RULE,
            "range": [-0.6, len(rows) - 0.4],
        },
        "hovermode": "closest",
        "dragmode": "pan",
        "modebar": {
            "remove": ["lasso2d", "select2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
            "bgcolor": "rgba(0,0,0,0)",
            "color": INK,
            "activecolor": ACCENT,
        },
    }
