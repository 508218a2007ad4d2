"""Metadata: a title, an outlet and a date when the page shows them, and an honest “undated” when it does not."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from index.load import load_all
from index.raw import Format, RawDocument
from index.records import Document
from tests.index import papers
from tests.index.papers import load, written

BODY = (
    "The parliament of Ostmark on Thursday approved a yearly tax on every dog, the speaker said in Karlshavn.\n"
    "“The money will go to parks,” Finance Minister Gunvor Rask told reporters. The tax starts on March 1.\n"
)


def described(text: str, kind: Format = "text", **metadata: object) -> Document:
    return papers.described(RawDocument("/news/page.txt", text, kind, metadata))


def test_published_wins_over_updated_and_over_the_day_of_the_masthead() -> None:
    head = "Friday, 1 December 2017\nDog tax passes parliament\n"
    head += "Published: 30 November 2017\nLast updated: 1 December 2017"
    assert described(f"{head}\n{BODY}").published == date(2017, 11, 30)


def test_a_day_glued_to_the_same_day_in_figures_is_read() -> None:
    assert described(f"Dog tax passes parliament\n05/02/2017May 2, 2017\n{BODY}").published == date(2017, 5, 2)


def test_a_year_of_two_figures_in_front_of_a_time_is_read() -> None:
    assert described(f"Dog tax passes\nby Ada Quill - 11/30/17 5:04 PM ET\n{BODY}").published == date(2017, 11, 30)


def test_nobody_is_named_ask_the() -> None:
    assert described(f"Ask The Editor\nDog tax passes\n{BODY}").author is None


def test_the_first_of_two_dates_on_a_line_is_the_day_of_publication() -> None:
    head = "Dog tax passes parliament\nAda Quill\n30 November 2017 18:30 (updated 1 December 2017 07:10)"
    assert described(f"{head}\n{BODY}").published == date(2017, 11, 30)


def test_a_dateline_gets_its_year_from_the_weekday_and_the_note_says_so() -> None:
    document = described(f"Dog tax passes\nKARLSHAVN, November 30. /ONA/. {BODY}")
    assert document.published == date(2023, 11, 30)  # the latest Thursday before TODAY
    assert "Thursday" in document.published_note
    assert document.source == "ONA"


def test_a_year_in_the_text_and_the_weekday_fix_an_earlier_year() -> None:
    document = described(f"Dog tax passes\nKARLSHAVN, November 30 (ONA) — {BODY}It was first proposed in early 2017.")
    assert document.published == date(2017, 11, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # 3 March was a Friday in 2023, a Thursday in 2022, a Wednesday in 2021, a Tuesday in 2020
        ("A boiler blew up on Thursday, the mayor said on Friday.", date(2023, 3, 3)),
        ("A boiler blew up on Wednesday, the mayor told reporters in Karlshavn on Thursday.", date(2022, 3, 3)),
        ("A boiler blew up on Tuesday. The mayor on Wednesday announced an inquiry.", date(2021, 3, 3)),
        ("A boiler blew up on Sunday. Repairs began Monday and were still going on on Tuesday.", date(2020, 3, 3)),
        ("Repairs will go on until Friday, the mayor said. A boiler blew up on Tuesday.", date(2020, 3, 3)),
    ],
)
def test_of_several_weekdays_the_day_something_was_said_or_the_latest_dates_a_dateline(text: str, day: date) -> None:
    assert described(f"KARLSHAVN, March 3 (ONA) — {text}").published == day


def test_a_stated_year_decides_between_weekdays() -> None:
    text = (
        "KARLSHAVN, March 3 (ONA) — A boiler blew up on Wednesday. The works reopened on Thursday. 2021 is a dry year."
    )
    assert described(text).published == date(2021, 3, 3)


def test_a_dateline_with_its_year_needs_no_weekday() -> None:
    assert described("KARLSHAVN, 30 November 2017 — The tax passed, the speaker said.").published == date(2017, 11, 30)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "The tax was first levied on 3 March 1998, and it was abolished on 4 May 2004, Rask said.",
        "KARLSHAVN, November 30. /ONA/. The tax was approved by two votes, the speaker said.",
        BODY + "(https://ona.example/2017/11/30/dog-tax.html)",
        BODY + "Comments (1)\nAda says:\n1 December 2017 at 7:15 pm\nI love it!",
        BODY + "Most read\nFerry sinks\n2 January 2018",
    ],
)
def test_a_page_that_shows_no_date_of_its_own_is_undated(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, "page.txt", text)
    os.utime(path, (1_500_000_000, 1_500_000_000))  # a file's time is never a date of publication
    document = papers.described(load(path))
    assert document.published is None
    assert document.published_note.startswith("undated: ")


def test_the_note_of_an_undated_page_names_the_day_of_the_report_it_links_to() -> None:
    assert (
        "links to a report of 2017-11-30"
        in described(BODY + "(https://ona.example/2017/11/30/dog-tax.html)").published_note
    )


def test_front_matter_and_the_pages_own_address_date_it() -> None:
    assert described(BODY, date=date(2017, 11, 30)).published_note == "metadata (date)"
    assert described(BODY, url="https://ona.example/2017/11/30/dog-tax").published == date(2017, 11, 30)


def test_the_day_of_capture_is_told_from_the_day_of_publication() -> None:
    document = described(f"Captured: 2018-01-15\nPublished: 2017-11-30\nDog tax passes parliament\n{BODY}")
    assert (document.published, document.captured) == (date(2017, 11, 30), date(2018, 1, 15))
    archived = described(BODY, url="https://web.archive.org/web/20180115093000/https://ona.example/dog-tax")
    assert (archived.published, archived.captured, archived.source) == (None, date(2018, 1, 15), "ona.example")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"/ Ostmark Daily News/ {BODY}", "Ostmark Daily News"),
        (f"4A | SATURDAY, DECEMBER 2, 2017 | THE OSTMARK HERALD\nDog tax passes\n{BODY}", "THE OSTMARK HERALD"),
        (f"Ostmark Herald\nNews from the north since 1904\nDog tax passes parliament\n{BODY}", "Ostmark Herald"),
        (f"The Sieve\nYour daily news, sifted!\nDog tax passes parliament\n{BODY}", "The Sieve"),
        (f"Home\nPolitics\nDog tax passes parliament\n{BODY}© 2017 Ostmark Courier. All rights.", "Ostmark Courier"),
        (f"Dog tax passes parliament\n{BODY}Follow Radio Ostmark on Facebook", "Radio Ostmark"),
        (f"KARLSHAVN (ONA) — {BODY}", "ONA"),
        (f"Source: Ostmark Courier\nDog tax passes parliament\n{BODY}", "Ostmark Courier"),
        (f"Home\nPolitics\nSport\nDog tax passes parliament\n{BODY}(https://ona.example/dog)", None),
        (f"Ostmark Courier   World  Money  Sign in\nDog tax passes parliament\n{BODY}", "Ostmark Courier"),
        (f"The Ostmark Sun\nDog tax passes parliament\n{BODY}© 2017 Sun Newspapers Ltd | Terms", "The Ostmark Sun"),
        (f"Ostmark Observer > Politics > Tax\nDog tax passes parliament\n{BODY}", "Ostmark Observer"),
        (f"Dog tax passes parliament\nOstmark Post, Saturday 2 December 2017\n{BODY}", "Ostmark Post"),
        (f"Channel: Ostmark Post - Top stories\nTitle: Dog tax passes parliament\n{BODY}", "Ostmark Post"),
        (f"PRESS RELEASE\nDog tax passes parliament\n{BODY}", None),
        (f"PRESS RELEASE – FOR IMMEDIATE RELEASE\nDog tax passes parliament\n{BODY}", None),
        (f"PRESS RELEASE 14/2017\nDog tax passes parliament\n{BODY}", None),
        (f"Press Release 2 December 2017\nDog tax passes parliament\n{BODY}", None),
        (f"Joint Press Statement\nDog tax passes parliament\n{BODY}", None),
        (f"Ostmark Kennel Club Press Notice No. 3\nDog tax passes parliament\n{BODY}", None),
        (f"Press Information Bureau\nDog tax passes parliament\n{BODY}", "Press Information Bureau"),
        (f"Dog tax passes parliament\n{BODY}© 2017 Ostmark Sun or its affiliates. All rights.", "Ostmark Sun"),
        (f"Support the Ostmark Sun\nDog tax passes parliament\n{BODY}© 2017 Sun Newspapers Ltd", "Ostmark Sun"),
        (f"Dog tax passes parliament\n{BODY}© 2017 Ostmark Sun Company | Terms", "Ostmark Sun"),
        (f"Dog tax passes parliament\n{BODY}© 2017 Ostmark L.P. All Rights Reserved", "Ostmark"),
        (f"Dog tax passes parliament\n{BODY}\nPublished by Associated Ostmark Papers", "Associated Ostmark Papers"),
        (f"Dog tax passes parliament\nBy Ada Quill\n{BODY}© 2017 Ada Quill | Terms", None),
        (BODY, None),
    ],
)  # fmt: skip
def test_the_outlet_is_what_the_page_shows_and_never_a_linked_one(text: str, source: str | None) -> None:
    assert described(text).source == source


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Menu\nLog in\nOstmark Herald\nDog tax passes parliament\nBy Ada Quill\n{BODY}", "Dog tax passes parliament"),
        (f"Title: Dog tax passes\n{BODY}", "Dog tax passes"),
        (BODY, "The parliament of Ostmark on Thursday approved a yearly tax on every dog, the speaker…"),
        ("Dogs bark.", "Dogs bark."),
        ("OSTVIK, May 3, 2021 (ONA) — Dogs bark.", "Dogs bark."),
        ("x" * 300, "x" * 89 + "…"),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_or_the_first_sentence_cut_at_a_word(text: str, title: str) -> None:
    assert described(text).title == title


@pytest.mark.parametrize(
    "headline",
    [
        "Dog tax passes, but who pays?",
        "Dog tax passes after late ...",
        "Dog tax? Now cats too!",
        "Dog tax is law in the O.M.",
    ],
)
def test_a_headline_that_ends_as_a_sentence_does_is_the_title_and_the_day_below_it_the_pages(headline: str) -> None:
    document = described(f"{headline}\nwww.ostmarkbell.example\n2017/12/01\n\n{BODY}")
    assert (document.title, document.published) == (headline, date(2017, 12, 1))


def test_an_address_alone_on_a_line_above_the_article_names_the_outlet() -> None:
    assert (
        described(f"Dog tax passes parliament\nwww.ostmarkbell.com\n2017/12/01\n\n{BODY}").source == "ostmarkbell.com"
    )


def test_a_markdown_heading_is_the_title() -> None:
    assert described(f"# Dog [tax](https://a.example) *passes*\n\n{BODY}", "markdown").title == "Dog tax passes"
    assert described(f"Dog tax passes\n==============\n\n{BODY}", "markdown").title == "Dog tax passes"


def test_a_page_title_loses_the_outlet_at_its_end() -> None:
    document = described(BODY, title="Dog tax passes parliament | Ostmark Courier")
    assert (document.title, document.source) == ("Dog tax passes parliament", "Ostmark Courier")


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Quill",
        "By Ada Quill, Staff Writer",
        "2 May 2017 | By Ada Quill",
        "Ada Quill, city desk\n2 May 2017",
        "Ada Quill South of Ostmark correspondent",
        "Ada Quill, author of Tax Letters",
        "Owners will pay from May, and those of large dogs twice as much.\nBy Ada Quill\n2 May 2017",
    ],
)
def test_the_author_is_the_byline(line: str) -> None:
    assert described(f"Dog tax passes parliament\n{line}\n{BODY}").author == "Ada Quill"


@pytest.mark.parametrize("stated", ["By Ada Quill", ["[[Ada Quill]]"], "Ada Quill, Staff Writer"])
def test_a_stated_author_is_a_name_alone(stated: object) -> None:
    assert described(BODY, author=stated).author == "Ada Quill"


def test_a_subtitle_may_be_a_sentence_and_the_day_stands_below_it() -> None:
    subtitle = "Owners will pay from March, and the parliament wants those of large dogs to pay twice as much tax."
    assert described(f"Dog tax passes\n{subtitle}\n2 May 2017\n{BODY}").published == date(2017, 5, 2)


@pytest.mark.parametrize(
    "head",
    [
        "Ostmark|Dog tax passes after a night of barking\nDog tax passes after a night of barking",
        "5/3/17, 9:02 AM    Dog tax passes after a night of barking | The Sieve\nDog tax passes after a\nnight",
    ],
)
def test_the_title_of_a_copied_or_printed_page_is_its_headline_alone(head: str) -> None:
    assert described(f"{head}\n{BODY}").title == "Dog tax passes after a night of barking"


def test_a_page_without_metadata_shows_its_outlet_and_author_in_its_lines(tmp_path: Path) -> None:
    page = (
        "<html><title>Dog tax passes</title><div>OSTMARK GAZETTE &nbsp; News &nbsp; Jobs</div><h1>Dog tax passes</h1>"
        f"<div>Published 30 November 2017 | By Ada Quill</div><p>{BODY}</p><p>© Gazette Media Ltd 2017</p></html>",
    )
    document = papers.described(load(written(tmp_path, "page.html", page)))
    assert (document.source, document.author) == ("OSTMARK GAZETTE", "Ada Quill")


def test_the_id_depends_on_the_path_alone() -> None:
    one, other = described(BODY), described("Dogs bark.")
    assert one.id == other.id
    assert len(one.id) == 16


@pytest.mark.parametrize(
    ("text", "field", "origin"),
    [
        (f"Title: Dog tax passes\n{BODY}", "title", "a line above the article"),
        (f"Dog tax passes parliament\n{BODY}", "title", "the headline of the text"),
        (BODY, "title", "the first sentence"),
        (f"Source: Ostmark Courier\nDog tax passes\n{BODY}", "source", "a line above the article"),
        (f"Dog tax passes parliament\n{BODY}Follow Radio Ostmark on Facebook", "source", "the foot of the page"),
        (f"Ostmark Observer > Tax\nDog tax passes parliament\n{BODY}", "source", "the head of the page"),
        (f"KARLSHAVN (ONA) — {BODY}", "source", "the agency named in the article's first lines"),
        (f"Dog tax passes parliament\nBy Ada Quill\n{BODY}", "author", "the byline “By Ada Quill”"),
        (f"Captured: 2018-01-15\nDog tax passes\n{BODY}", "captured", "the page's line “Captured: 2018-01-15”"),
        (f"Link: https://ona.example/a\nDog tax passes\n{BODY}", "url", "a line above the article"),
        (BODY, "author", ""),
    ],
)
def test_each_field_says_where_it_was_found(text: str, field: str, origin: str) -> None:
    assert described(text).origin(field) == origin


def test_fields_of_front_matter_name_their_key() -> None:
    document = described(
        BODY, title="Dog tax", source="Ostmark Post", author=["Ada Quill", "Bo Lind"], captured="2018-01-15"
    )
    assert dict(document.origins) == {
        "title": "metadata (title)",
        "source": "metadata (source)",
        "author": "metadata (author)",
        "captured": "metadata (captured)",
    }
    assert document.author == "Ada Quill, Bo Lind"


@pytest.mark.parametrize(
    ("other", "day"),
    [("25/11/2017", date(2017, 11, 3)), ("11/25/2017", date(2017, 3, 11)), ("5/11/2017", None)],
)
def test_the_rows_of_an_export_show_each_other_whether_the_day_comes_first(
    tmp_path: Path, other: str, day: date | None
) -> None:
    story = "The dog tax of Ostmark was passed by two votes on the day, the speaker said."
    path = written(tmp_path, "export.csv", f"title,date,text\nDogs,03/11/2017,{story}\nCats,{other},{story}\n")
    document = papers.described(next(raw for raw in load_all(path) if isinstance(raw, RawDocument)))
    assert document.published == day
    assert ("in another row" in document.published_note) == (day is not None)
    assert document.origin("title") == "the export's column (title)"
