"""Filters given as arguments, and the filter on event dates, which retrieval cannot apply by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from index.dates import interval
from index.errors import BadInput
from index.facts import FactsCache
from qa.records import Filters, Hit


def given_filters(
    after: date | str | None = None,
    before: date | str | None = None,
    event_after: date | str | None = None,
    event_before: date | str | None = None,
    sources: Iterable[str] | None = None,
) -> Filters:
    """Arguments as filters. Of an ISO value that lasts longer, such as `2022-02`, `after` means the first day and
    `before` the last. Raises BadInput for what is no date, bounds in the wrong order, and outlets that are no text.
    """
    filters = Filters(
        _day("after", after),
        _day("before", before),
        _day("event_after", event_after),
        _day("event_before", event_before),
        _outlets(sources),
    )
    for first, last, name in (
        (filters.after, filters.before, "after"),
        (filters.event_after, filters.event_before, "event_after"),
    ):
        if first and last and first > last:
            raise BadInput(f"{name} {first} lies behind {name.replace('after', 'before')} {last}: swap them")
    return filters


def _day(name: str, value: date | str | None) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    text = str(value).strip()
    days = interval(text)
    if days is not None:
        return days[0] if name.endswith("after") else days[1]
    try:
        return datetime.fromisoformat(text).date()  # with a time of day, or without hyphens
    except ValueError:
        raise BadInput(f"{name}: “{text}” is not a date; write it like 2022-02-04") from None


def _outlets(sources: Iterable[str] | None) -> tuple[str, ...]:
    named = (sources,) if isinstance(sources, str) else tuple(sources) if isinstance(sources, Iterable) else sources
    if named is None:
        return ()
    if not isinstance(named, tuple) or not all(isinstance(name, str) for name in named):
        raise BadInput(f"sources: {sources!r} is no list of outlets; write it like ['Harbour News']")
    return tuple(name for name in named if name.strip())


def event_filtered(hits: list[Hit], filters: Filters, facts: FactsCache) -> list[Hit]:
    """The hits whose passage speaks of a day within the bounds, or was published on one (or the day after).

    News tells what happened today or yesterday without always saying so; hence the day of publication counts.
    """
    if filters.event_after is None and filters.event_before is None:
        return hits
    first = filters.event_after or date.min
    last = filters.event_before or date.max
    return [hit for hit in hits if _happens_within(hit, first, last, facts)]


def _happens_within(hit: Hit, first: date, last: date, facts: FactsCache) -> bool:
    published = hit.document.published
    late = last if last == date.max else last + timedelta(days=1)
    if published is not None and first <= published <= late:
        return True
    dates = (d for d in facts.of(hit.document).dates if hit.passage.start <= d.start < hit.passage.end)
    told = (days for d in dates if d.value and (days := interval(d.value)))
    return any(days[0] <= last and first <= days[1] for days in told)
