"""What an HTML page states of itself, in its head and around its article."""

from __future__ import annotations

from datetime import date

import pytest

from index.page import Page
from index.raw import RawDocument
from index.records import Document
from tests.index import papers

FEB4 = date(2022, 2, 4)
BODY = (
    "<p>The council of Merrowby voted on Tuesday to rebuild the harbour wall, the mayor said after the session.</p>"
    "<p>“We cannot wait for another storm,” Mayor Tilda Raske told reporters. It will cost nine million crowns.</p>"
    "<p>Fishermen had asked for the wall for years, and the ferry company will pay a third of it, Raske added.</p>"
)
TITLE = "Merrowby council votes to rebuild its harbour wall"


def described(head: str = "", above: str = "", below: str = "", attributes: str = "") -> Document:
    html = (
        f"<html {attributes}><head><title>{TITLE}</title>{head}</head>"
        f"<body><h1>{TITLE}</h1>{above}{BODY}{below}</body></html>"
    )
    return papers.described(RawDocument("/news/page.html", html, "html", Page(html).metadata()))


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = '{"@context":"https://schema.org","@type":"NewsArticle","headline":"%s",' % TITLE  # noqa: UP031 - braces


@pytest.mark.parametrize(
    ("head", "day", "note"),
    [
        (
            '<meta property="article:published_time" content="2022-02-04T23:30:00-05:00">',
            FEB4,
            "article:published_time",
        ),
        ('<meta name="DC.date.issued" content="2022-02-04">', FEB4, "dc.date.issued"),
        ('<meta itemprop="datePublished" content="2022-02-04">', FEB4, "datepublished"),
        (json_ld(ARTICLE + '"datePublished":"2022-02-04T07:43:00Z"}'), FEB4, "datepublished"),
        (json_ld(ARTICLE + '"datePublished":1643960580000}'), FEB4, "since 1970"),
        (json_ld('{"@graph":[{"@type":"Organization"},' + ARTICLE + '"datePublished":"Feb 4, 2022"}]}'), FEB4, "datep"),
        (
            json_ld(ARTICLE + '"dateModified":"2022-02-09","datePublished":"2022-02-04"}'),
            FEB4,
            "metadata (datepublished)",
        ),
        ('<meta property="article:modified_time" content="2022-02-04T08:00:00Z">', FEB4, "the only date it shows"),
        (json_ld("{broken") + '<meta name="pubdate" content="20220204">', FEB4, "pubdate"),
        ('<meta name="date" content="2022-02-04">', FEB4, "metadata (date)"),
        (json_ld('{"@type":"Event","startDate":"2022-02-04"}'), None, "undated"),
    ],
)
def test_the_head_dates_a_page_and_an_update_only_where_nothing_else_does(
    head: str, day: date | None, note: str
) -> None:
    document = described(head)
    assert document.published == day
    assert note in document.published_note


@pytest.mark.parametrize(
    ("above", "below", "day", "note"),
    [
        ("<p>Published 04/02/2022</p>", "", None, "4 February 2022 or 2 April 2022"),
        ("<p>Published 04/02/2022</p>", "<p>Last updated 25/02/2022</p>", FEB4, "25/02/2022"),
        ("<p>Published 3 hours ago</p><p>Captured: 2022-02-04</p>", "", FEB4, "3 hours ago"),
        ("<p>Updated: Fri 4 February 2022</p>", "", FEB4, "only date"),
        ("", "<p>This article was first published on 4 Feb 2022.</p>", FEB4, "first published"),
        ('<p>By Ada Quill</p><time datetime="2022-02-04T07:43+03:00">4 Feb</time>', "", FEB4, ""),
        ("", "<h2>Related</h2><ul><li><a href='/x'>Ferry sinks</a> 3 May 2023</li></ul>", None, "undated"),
    ],
)
def test_rows_around_the_article_date_a_page_whose_head_does_not(
    above: str, below: str, day: date | None, note: str
) -> None:
    document = described("", above, below)
    assert document.published == day, document.published_note
    assert note in document.published_note


@pytest.mark.parametrize(("language", "day"), [("en-GB", FEB4), ("en-US", date(2022, 4, 2)), ("en", None)])
def test_the_language_of_a_page_tells_day_from_month(language: str, day: date | None) -> None:
    assert described(above="<p>Published 04/02/2022</p>", attributes=f'lang="{language}"').published == day


def test_each_field_says_where_it_was_found() -> None:
    head = (
        '<meta property="og:site_name" content="Merrowby Bell"><link rel="canonical" href="https://bell.example/wall">'
        + json_ld(ARTICLE + '"author":[{"name":"Ada Quill"},{"name":"Jan Holt"}]}')
    )
    document = described(head, below="<p>Saved on 14 March 2023</p>")
    assert document.origin("source") == "metadata (og:site_name)"
    assert document.origin("title") == "metadata (headline)"
    assert document.origin("url") == "metadata (canonical)"
    assert document.author == "Ada Quill; Jan Holt"
    assert document.origin("captured") == "the page's line “Saved on 14 March 2023”"
    assert document.origin("published") == document.published_note


def test_a_page_that_states_nothing_says_where_else_its_title_is_from() -> None:
    document = described()
    assert document.origins == (("title", "the page's headline or title"),)


@pytest.mark.parametrize(
    "text", ["[" * 3000, '{"@type":["NewsArticle"],"author":3,"datePublished":{}}', "null", "[1,2]"]
)
def test_json_that_makes_no_sense_stops_nothing(text: str) -> None:
    assert described(json_ld(text)).title == TITLE
