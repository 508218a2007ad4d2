"""Heads and feet as pages write them, each with the day of publication and of capture that a reader would give it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

import pytest

from index.clean import clean
from index.load import RawDocument
from index.metadata import describe

LATEST = date(2024, 6, 1)
BODY = (
    "The council of Merrowby voted on Tuesday to rebuild the harbour wall, the mayor said after the session.\n"
    "“We cannot wait for another storm,” Mayor Tilda Raske told reporters. The works will cost nine million crowns.\n"
    "Fishermen had asked for the wall for years, and the ferry company will pay a third of the cost, Raske added."
)
TITLE = "Merrowby council votes to rebuild the harbour wall"


@dataclass(frozen=True)
class Layout:
    """A page: what stands above and below the article, what its metadata states, and what is true of it."""

    head: str = ""
    foot: str = ""
    body: str = BODY
    meta: dict[str, object] = field(default_factory=dict)
    day: date | None = None
    captured: date | None = None
    note: str = ""


FEB4, FEB5 = date(2022, 2, 4), date(2022, 2, 5)
EAST, WEST = timezone(timedelta(hours=9)), timezone(timedelta(hours=-5))

BEFORE = {  # written before the rules
    "iso with zone": Layout("2022-02-04T07:43+03:00", day=FEB4),
    "comma after month": Layout("4 Feb, 2022 07:43", day=FEB4),
    "weekday and update": Layout("Updated: Fri 4 February 2022", day=FEB4, note="only date"),
    "published and updated below": Layout(
        "Published Feb. 4, 2022 7:43 a.m. ET", "Last updated: February 6, 2022", day=FEB4
    ),
    "update above, dateline with year": Layout(
        "Updated: 6 February 2022", body=f"MERROWBY, February 4, 2022 (MNA) — {BODY}", day=FEB4, note="dateline"
    ),
    "update gives the year of the dateline": Layout(
        "Updated: 6 February 2022", body=f"MERROWBY, February 4 (MNA) — {BODY}", day=FEB4, note="dateline"
    ),
    "no-break spaces": Layout("Published\u00a04\u00a0February\u202f2022", day=FEB4),
    "full-width digits": Layout("Published: ２０２２-０２-０４", day=FEB4),
    "arabic digits": Layout("٢٠٢٢/٠٢/٠٤", day=FEB4),
    "rfc 2822": Layout("Date: Fri, 04 Feb 2022 23:43:00 -0500", day=FEB4),
    "unix date": Layout("Posted: Fri Feb 4 07:43:12 UTC 2022", day=FEB4),
    "log style": Layout("Published 04-Feb-2022 07:43", day=FEB4),
    "dotted month": Layout("By Ada Quill | Sept. 4, 2021", day=date(2021, 9, 4)),
    "ordinal": Layout("Friday the 4th of February, 2022", day=FEB4),
    "german dots": Layout("04.02.2022 - 07:43", day=FEB4),
    "slashes, undecided": Layout("Published 04/02/2022", day=None, note="2 April 2022"),
    "slashes with weekday": Layout("Friday 04/02/2022", day=FEB4, note="Friday"),
    "slashes, other date decides": Layout("Published 04/02/2022", "Last updated 25/02/2022", day=FEB4),
    "slashes, american site": Layout(
        "Published 02/04/2022", "Last updated 02/25/2022 10:12", day=FEB4, note="month first"
    ),
    "slashes, uk address": Layout("04/02/2022", meta={"url": "https://www.gazette.co.uk/harbour"}, day=FEB4),
    "slashes, the other reading is to come": Layout("Published 06/02/2024", day=date(2024, 2, 6)),
    "hours ago": Layout("Published 3 hours ago\nCaptured: 2022-02-04 16:00", day=FEB4, captured=FEB4, note="counted"),
    "hours ago over midnight": Layout("Captured 2022-02-05 01:10\n3 hours ago", day=FEB4, captured=FEB5),
    "days ago": Layout("Posted 2 days ago\nSaved on 6 February 2022", day=FEB4, captured=date(2022, 2, 6)),
    "hours ago, never captured": Layout("Published 3 hours ago", day=None, note="3 hours ago"),
    "epoch seconds": Layout(meta={"date": 1643960580}, day=FEB4, note="1970"),
    "epoch milliseconds": Layout(meta={"date": "1643960580000"}, day=FEB4),
    "local day of an aware time": Layout(meta={"date": datetime(2022, 2, 4, 23, 30, tzinfo=WEST)}, day=FEB4),
    "iso text with zone": Layout(meta={"date": "2022-02-05T01:30:00+09:00"}, day=FEB5),
    "metadata states an update only": Layout(
        "Published 4 February 2022", meta={"updated": "2022-02-06"}, day=FEB4, note="Published"
    ),
    "weekday contradicts": Layout("Monday 4 February 2022", day=FEB4, note="was a Friday"),
    "foot": Layout(foot="Originally published on February 4, 2022.", day=FEB4),
    "foot of a print edition": Layout(
        "February 4, 2022",
        "A version of this article appears in print on February 5, 2022, on page A4.",
        day=FEB4,
    ),
    "accessed": Layout("4 February 2022", "Accessed: 14.03.2023", day=FEB4, captured=date(2023, 3, 14)),
    "address of the page": Layout(meta={"url": "https://mna.example/2022/02/04/harbour-wall"}, day=FEB4),
}


def check(layout: Layout) -> None:
    text = "\n".join(part for part in (TITLE, layout.head, layout.body, layout.foot) if part)
    raw = RawDocument("/news/page.txt", text, "text", layout.meta)
    document = describe(raw, clean(raw), latest=LATEST)
    assert document.published == layout.day, document.published_note
    assert document.captured == layout.captured
    assert layout.note in document.published_note


@pytest.mark.parametrize("layout", BEFORE.values(), ids=BEFORE)
def test_a_page_is_dated_as_a_reader_would(layout: Layout) -> None:
    check(layout)
