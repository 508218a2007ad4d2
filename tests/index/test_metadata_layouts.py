"""Heads and feet as pages write them, each with the day of publication and of capture that a reader would give it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

import pytest

from index.raw import RawDocument
from tests.index.papers import described

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
    top: str = ""


FEB4, FEB5 = date(2022, 2, 4), date(2022, 2, 5)
EAST, WEST = timezone(timedelta(hours=9)), timezone(timedelta(hours=-5))

LAYOUTS = {
    # written before the rules
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
    # written after the rules
    "dateline dash and lower zone": Layout("Fri, February 4 2022, 9:05am EST | By Ada Quill", day=FEB4),
    "day with suffix and comma": Layout("Posted on: 4th February, 2022 at 18:20", day=FEB4),
    "iso week-free basic format": Layout("Published: 20220204", meta={"published": "20220204T074300+0300"}, day=FEB4),
    "modified first, published second": Layout(
        "Modified 6 Feb 2022 10:00 GMT\nPublished 4 Feb 2022 09:12 GMT", day=FEB4, note="Published 4 Feb"
    ),
    "published and updated on one line": Layout("PUBLISHED: 4 February 2022 | UPDATED: 9 February 2022", day=FEB4),
    "updated then published on one line": Layout("Updated 9 February 2022, first published 4 February 2022", day=FEB4),
    "today's date in the masthead": Layout(body=f"4 February 2022 - 07:43\n{BODY}", head="", meta={}, day=FEB4),
    "two-digit year with apostrophe": Layout("Feb. 4, ’22", day=FEB4),
    "thin space before the year": Layout("4\u2009February\u20092022", day=FEB4),
    "devanagari digits": Layout("प्रकाशित ०४.०२.२०२२", day=FEB4),
    "japanese": Layout("2022年2月4日 7時43分", day=FEB4),
    "slashes with month above twelve": Layout("Published 2/25/2022", day=date(2022, 2, 25)),
    "slashes, an american clock": Layout("Updated 02/04/2022 3:15 p.m. EST", day=FEB4, note="EST"),
    "slashes, a british clock": Layout("04/02/2022 15:15 GMT", day=FEB4, note="GMT"),
    "slashes, the capture decides": Layout(
        "Published 03/02/2022\nCaptured on 2022-02-10", day=date(2022, 2, 3), captured=date(2022, 2, 10)
    ),
    "slashes, the dateline decides": Layout(
        "Published 04/02/2022", body=f"MERROWBY, Feb. 4 (MNA) - {BODY}", day=FEB4, note="dateline"
    ),
    "slashes, an update in words decides": Layout("Published 04/02/2022", "Updated 4 February 2022 18:10", day=FEB4),
    "slashes, both orders on the page": Layout(
        "Published 04/02/2022", "Prices of 25/01/2022\nOpen until 02/25/2022", day=None, note="can be read"
    ),
    "slashes, an australian address": Layout(
        "Published 04/02/2022", meta={"url": "https://bell.com.au/wall"}, day=FEB4, note="country"
    ),
    "hyphens, undecided": Layout("Date: 04-02-2022", day=None, note="can be read"),
    "an hour ago": Layout("Posted an hour ago\nRetrieved: 4 February 2022 at 14:30", day=FEB4, captured=FEB4),
    "minutes ago past midnight": Layout(
        "Published 40 minutes ago\nSaved on 2022-02-05 00:20", day=FEB5, captured=FEB5, note="40 minutes"
    ),
    "yesterday": Layout("Published yesterday at 21:14\nArchived 5 Feb 2022", day=FEB4, captured=FEB5),
    "weeks ago is no day": Layout(
        "Published 2 weeks ago\nCaptured: 2022-02-20", day=None, captured=date(2022, 2, 20), note="no day"
    ),
    "updated hours ago is no publication": Layout(
        "Updated 2 hours ago\nCaptured: 2022-02-20", day=None, captured=date(2022, 2, 20)
    ),
    "byline with hours": Layout(
        "By Ada Quill · 5h\nCaptured: 2022-02-04T20:00:00Z", day=FEB4, captured=FEB4, note="counted"
    ),
    "web archive": Layout(
        "Published 2 days ago",
        meta={"url": "https://web.archive.org/web/20220206120000/https://bell.example/wall"},
        day=FEB4,
        captured=date(2022, 2, 6),
    ),
    "a date after the capture is another's": Layout(
        "5 May 2023\nCaptured: 2022-02-20", day=None, captured=date(2022, 2, 20), note="after the page was saved"
    ),
    "epoch with fraction": Layout(meta={"timestamp": 1643960580.25}, day=FEB4),
    "key with colon and capital": Layout(meta={"article:published_time": "2022-02-04T07:43:00Z"}, day=FEB4),
    "published wins over date": Layout(meta={"date": "2022-02-09", "datepublished": "2022-02-04"}, day=FEB4),
    "a flag is no date": Layout("4 February 2022", meta={"published": True}, day=FEB4),
    "an empty date": Layout("4 February 2022", meta={"date": " "}, day=FEB4),
    "a day that is still to come": Layout("Published November 30, 2047", day=None, note="still to come"),
    "a day that is not in the calendar": Layout("Published 31 April 2022", day=None, note="undated"),
    "weekday abbreviated and wrong says nothing": Layout("The Daily Sun, 4 February 2022", day=FEB4),
    "foot, story label": Layout(
        foot="This story was first published in the evening edition on 4 February 2022.", day=FEB4
    ),
    "foot, short": Layout(foot="Published: 04 Feb 2022 07:43 GMT", day=FEB4),
    "foot, edited": Layout("4 February 2022", "This page was last edited on 14 March 2023, at 08:14.", day=FEB4),
    "foot, only an edit": Layout(
        foot="This page was last edited on 14 March 2023, at 08:14.", day=date(2023, 3, 14), note="only date"
    ),
    "foot, only in print": Layout(
        foot="A version of this article appears in print on Feb. 5, 2022, on page A4.", day=FEB5, note="printed edition"
    ),
    "foot, printed from": Layout(
        "4 February 2022",
        "Printed from https://bell.example/wall on 14 March 2023",
        day=FEB4,
        captured=date(2023, 3, 14),
    ),
    "a copyright year is no date": Layout(foot="© 2022 The Merrowby Bell. All rights reserved.", day=None),
    "related stories below": Layout(
        "Published 4 February 2022",
        "Related stories\nFerry sinks\n2 January 2024\nMill burns\n3 January 2024",
        day=FEB4,
    ),
    "a date in the story": Layout(body=BODY.replace("for years", "since 3 March 1998"), day=None, note="shows no date"),
    "mail": Layout(
        "From: Ada Quill <ada@bell.example>\nSent: Friday, 4 February 2022 07:43\nTo: desk@bell.example", day=FEB4
    ),
    "feed": Layout(
        "Title: Harbour wall\nPubDate: Fri, 04 Feb 2022 07:43:00 +0000\nLink: https://bell.example/w", day=FEB4
    ),
    "address with a month's name": Layout(meta={"url": "https://bell.example/news/2022/feb/04/wall"}, day=FEB4),
    "address with an article number": Layout(meta={"url": "https://bell.example/news/20229904/wall"}, day=None),
    # written last, to find what the rules miss
    "no year, the capture gives it": Layout("Fri 4 Feb\nCaptured: 2022-02-10", day=FEB4, captured=date(2022, 2, 10)),
    "no year, the update gives it": Layout("Published Feb 4 · Updated Feb 6, 2022", day=FEB4),
    "update in brackets without year": Layout("Feb 4, 2022 (Updated Feb 6)", day=FEB4),
    "clock first": Layout("Published: 07:43, 4 February 2022 | Updated: 18:10, 5 February 2022", day=FEB4),
    "dotted clock, modified behind it": Layout(
        "Thu 3 Feb 2022 23.50 GMT. Last modified on Fri 4 Feb 2022 07.43 GMT", day=date(2022, 2, 3)
    ),
    "created and hits": Layout("Created: 04 February 2022 | Last Updated: 09 February 2022 | Hits: 341", day=FEB4),
    "issue of a paper": Layout("Vol. 12, No. 5 (4.2.2022), page 7", day=FEB4),
    "other language beside it": Layout("4.2.2022 klo 7.43 | päivitetty 5.2.2022 klo 9.10", day=FEB4),
    "minutes of reading": Layout("Ada Quill · 4 Feb 2022 · 3 min read", day=FEB4),
    "front matter with a language": Layout(meta={"date": "4/2/2022", "lang": "en-GB"}, day=FEB4, note="language"),
    "a month is no day": Layout(meta={"date": "Feb 2022"}, day=None),
    "today above the headline": Layout("4 February 2022", top="Monday, 6 May 2024\nMerrowby Bell", day=FEB4),
    "the weather above the headline": Layout(
        "4 February 2022 07:43", top="Merrowby 6°C, rain, Monday 6 May 2024", day=FEB4
    ),
    "founded long ago": Layout(foot="Published by Bell Media Ltd since 4 February 1923", day=None),
    "a reader's note": Layout(foot="Posted by saltwife on 5 February 2022 at 09:10\nAbout time!", day=None),
    "the next issue": Layout(foot="Next issue published on 11 February 2022", day=None),
    "an offer": Layout("Subscribe before 28 February 2022 and save half", day=None),
    "a festival": Layout("Harbour festival: 3 March 2022, book now", day=None),
    "an outlet named after today": Layout(
        "/ Karst Today Online/\nCaptured: 2022-02-20", day=None, captured=date(2022, 2, 20)
    ),
    "half an update": Layout("Updated on 6 Feb, published on 4 Feb 2022", day=FEB4),
    "jsonish date with zone name": Layout(meta={"published": "Fri, 04 Feb 2022 23:59:00 GMT+0200 (EET)"}, day=FEB4),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_page_is_dated_as_a_reader_would(layout: Layout) -> None:
    text = "\n".join(part for part in (layout.top, TITLE, layout.head, layout.body, layout.foot) if part)
    document = described(RawDocument("/news/page.txt", text, "text", layout.meta))
    assert document.published == layout.day, document.published_note
    assert document.captured == layout.captured
    assert layout.note in document.published_note
