"""The outlet and the author as pages name them: below the headline, in the byline, behind the title, at the foot."""

from __future__ import annotations

from datetime import date

import pytest

from index.raw import Format, RawDocument
from index.records import Document
from tests.index import papers

TITLE = "Brackwater votes to move its lighthouse"
BODY = (
    "The harbour board of Brackwater voted on Monday to move the lighthouse inland, its chair said after the session.\n"
    "“The cliff loses a metre a year,” chair Oona Feld told reporters. The move will cost three million crowns."
)


def described(text: str, form: Format = "text") -> Document:
    return papers.described(RawDocument("/news/page", text, form, {}))


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Follow Ruth Calloway on Twitter", None),
        ("Follow Ruth Calloway on X: @rcalloway", None),
        ("Follow @rcalloway on Instagram", None),
        ("Email her at rcalloway@mail.example", None),
        ("Follow the Brackwater Mirror's Ruth Calloway on Twitter", None),
        ("Follow Mirror Reporter Ruth Calloway on Facebook", None),
        ("Follow us on Twitter", None),
        ("Follow the Brackwater Mirror on Twitter", "Brackwater Mirror"),
        ("Follow People's Daily on Telegram", "People's Daily"),
        ("Like BWTV on Facebook", "BWTV"),
    ],
)
def test_who_can_be_followed_is_the_outlet_only_when_named_as_press_is(line: str, source: str | None) -> None:
    assert described(f"{TITLE}\n{BODY}\n{line}").source == source


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("BWN", "BWN"),
        ("The Brackwater Mirror", "The Brackwater Mirror"),
        ("BWN\nBy Ruth Calloway", "BWN"),
        ("NorthShore\n3 May 2021", "NorthShore"),
        ("Lanterna\n3 May 2021", "Lanterna"),
        ("The Buoy\n3 May 2021", "The Buoy"),
        ("UK Today\n3 May 2021", "UK Today"),
        ("Lanterna", None),
        ("Updated\n3 May 2021", None),
        ("Monday\n3 May 2021", None),
        ("Share\nTweet\n3 May 2021", None),
        ("Staff\n3 May 2021", None),
        ("Brackwater\n3 May 2021", None),
        ("Elections\n3 May 2021", None),
        ("Commentary\n3 May 2021", None),
        ("World News\n3 May 2021", None),
        ("Ruth Calloway\n3 May 2021", None),
        ("LIVE", None),
        ("NATO", None),
    ],
)
def test_an_outlet_stands_alone_below_the_headline(head: str, source: str | None) -> None:
    document = described(f"{TITLE}\n{head}\n{BODY}")
    assert (document.source, document.title) == (source, TITLE)


def test_initials_that_the_article_speaks_of_are_its_topic_and_who_was_told_something_is_none() -> None:
    for lead, source in (("The BWN pays half.", None), ("Feld told BWN on Tuesday that she agrees.", "BWN")):
        assert described(f"{TITLE}\nBWN\n{lead} {BODY}").source == source


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("By Ruth Calloway, BWN", "Ruth Calloway", "BWN"),
        ("By Ruth Calloway and Ivo Penn | Brackwater Mirror", "Ruth Calloway and Ivo Penn", "Brackwater Mirror"),
        ("By Ruth Calloway – The Evening Mirror", "Ruth Calloway", "The Evening Mirror"),
        ("By RUTH CALLOWAY FOR THE BRACKWATER MIRROR", "RUTH CALLOWAY", "BRACKWATER MIRROR"),
        ("By Ruth Calloway | Shore Times | 3 May 2021", "Ruth Calloway", "Shore Times"),
        ("Ruth Calloway, Brackwater Mirror staff writer", "Ruth Calloway", "Brackwater Mirror"),
        ("Ruth Calloway for the Brackwater Mirror", "Ruth Calloway", "Brackwater Mirror"),
        ("Analysis by Ruth Calloway, BWN Business", "Ruth Calloway", "BWN Business"),
        ("By Ruth Calloway, Ivo Penn and Lea Moss", "Ruth Calloway, Ivo Penn and Lea Moss", None),
        ("By Ruth Calloway, Harbour Editor", "Ruth Calloway", None),
        ("By Ruth Calloway in Brackwater", "Ruth Calloway", None),
        ("By Ruth Calloway | 3 May 2021", "Ruth Calloway", None),
        ("By Ruth Calloway, 34", "Ruth Calloway", None),
        ("By Ruth Calloway, Brackwater", "Ruth Calloway", None),
        ("By Ruth Calloway, Jr.", "Ruth Calloway, Jr.", None),
        ("By Emily Post", "Emily Post", None),
        ("By air, land and sea", None, None),
    ],
)
def test_a_byline_names_its_author_and_where_it_does_the_outlet(
    line: str, author: str | None, source: str | None
) -> None:
    document = described(f"{TITLE}\n{line}\n{BODY}")
    assert (document.author, document.source) == (author, source)


@pytest.mark.parametrize(
    ("title", "source"),
    [
        (f"{TITLE} | Brackwater Mirror", "Brackwater Mirror"),
        (f"{TITLE} - BWN", "BWN"),
        (f"{TITLE} — The Shore Times", "The Shore Times"),
        ("Oona Feld | the early years in the harbour", None),
        (f"{TITLE} – and the sun comes out", None),
        (f"{TITLE} - Oona Feld", None),
    ],
)
def test_an_outlet_behind_the_title_is_none_of_its_words(title: str, source: str | None) -> None:
    document = described(f"{title}\n{BODY}")
    assert (document.source, document.title) == (source, TITLE if source else title)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("*SHORE TODAY — 3 May 2021*", "SHORE TODAY"),
        ("_BWN — 3 May 2021_", "BWN"),
        ("**Brackwater Mirror**, *3 May 2021*", "Brackwater Mirror"),
        ("*Brackwater — 3 May 2021*", None),
        ("*Updated — 3 May 2021*", None),
    ],
)
def test_outlet_and_day_are_read_within_marks_of_emphasis(line: str, source: str | None) -> None:
    marked = described(f"# {TITLE}\n\n{line}\n\n{BODY}", "markdown")
    plain = described(f"{TITLE}\n{line}\n{BODY}")
    assert (marked.source, marked.published) == (plain.source, plain.published) == (source, date(2021, 5, 3))
