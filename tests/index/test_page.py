"""HTML pages: the article and the comments are found whatever the markup is named."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.clean import CleanedText, clean
from index.errors import UnreadableDocument
from index.page import Page
from index.raw import RawDocument
from tests.index.papers import load, written

CAPTURES = Path(__file__).parent / "data" / "captures"


def cleaned_page(body: str) -> CleanedText:
    return clean(RawDocument("/x.html", f"<html><body>{body}</body></html>", "html", {}))


def article(cleaned: CleanedText) -> str:
    return "\n".join(cleaned.text[s.start : s.end] for s in cleaned.spans if s.kind == "article")


PAGE = """<html><head><title>Ferry back in service | Harbour Gazette</title></head><body>
<nav><ul><li>Home</li><li>Weather</li></ul></nav>
<article><h1>Ferry back in service</h1>
<p>The island ferry returned to service on Wednesday after a storm damaged its ramp, its operator said.</p>
<p>“We are glad to sail again,” said captain Mina Orso. She thanked the crew and the people of the harbour.</p>
<p>The route carries about 4,000 passengers a week and is the only link to the mainland in winter.</p></article>
<section id="comments"><h3>2 comments</h3><ol class="comment-list"><li class="comment" id="comment-1">
<cite class="fn">salty_dog</cite> says: <p>About time!</p><a>Reply</a>
<ul class="children"><li class="comment" id="comment-2">
<cite class="fn">Ann B</cite><p>I waited two weeks.</p><p>Two!</p></li></ul></li></ol></section>
<footer>© Harbour Gazette. All rights reserved.</footer><script>alert("x")</script></body></html>"""


def test_a_page_keeps_its_article_and_its_comments_with_their_authors(tmp_path: Path) -> None:
    cleaned = clean(load(written(tmp_path, "page.html", PAGE)))
    comments = [(s.author, cleaned.text[s.start : s.end]) for s in cleaned.spans if s.kind == "comment"]
    assert comments == [("salty_dog", "salty_dog\nAbout time!"), ("Ann B", "Ann B\nI waited two weeks.\nTwo!")]
    assert article(cleaned).startswith("Ferry back in service")
    assert "only link to the mainland" in article(cleaned)
    assert not any(word in cleaned.text for word in ("Weather", "alert", "All rights", "Reply"))


REPEATED = {
    "a heading and bold names": (
        "<h3>2 comments</h3><div><strong>salty_dog</strong><br>About time!<br><a>Like</a> <a>Reply</a></div>"
        "<div><strong>Ann B</strong><br>I waited two <em>long</em> weeks.<br><a>Like</a> <a>Reply</a></div>"
    ),
    "spans without blanks": (
        '<div class="z"><span>salty_dog</span><span>3h</span><span>About time!</span><span>Reply</span></div>'
        '<div class="z"><span>Ann B</span><b>2h</b><span>I waited two <em>long</em> weeks.</span><i>Reply</i></div>'
    ),
    "a list of definitions": (
        "<h3>2 responses</h3><dl><dt>salty_dog, 4 May 2021 at 10:12</dt><dd>About time!</dd>"
        "<dt>Ann B, 4 May 2021 at 11:20</dt><dd>I waited two <em>long</em> weeks.</dd></dl>"
    ),
    "a reply in a list of its own": (
        "<ul><li><div><b>salty_dog</b> <time>4 May</time></div><div>About time!</div><a>Reply</a>"
        "<ul><li><div><b>Ann B</b> <i>4 May</i></div><div>I waited two long weeks.</div><a>Reply</a></li></ul></li>"
        "<li><div><b>tom</b></div><div>My dog swam.</div><a>Reply</a></li></ul>"
    ),
    "names that sign with a verb and a date": (
        '<div class="comment"><p class="comment-author">Posted by salty_dog on May 4, 2021</p><p>About time!</p></div>'
        '<div class="comment"><p class="comment-author">Posted by Ann B on May 4, 2021</p>'
        "<p>I waited two long weeks.</p></div>"
    ),
}


@pytest.mark.parametrize("markup", REPEATED.values(), ids=REPEATED.keys())
def test_comments_are_found_by_their_structure_when_no_markup_names_them(markup: str) -> None:
    start, end = PAGE.index("<section"), PAGE.index("<footer")
    html = PAGE[:start] + markup + PAGE[end:]
    cleaned = clean(RawDocument("/x.html", html, "html", Page(html).metadata()))
    comments = [(s.author, cleaned.text[s.start : s.end]) for s in cleaned.spans if s.kind == "comment"]
    assert comments[0] == ("salty_dog", "salty_dog\nAbout time!")
    assert comments[1] == ("Ann B", "Ann B\nI waited two long weeks.")
    assert cleaned.text.count("long weeks") == 1


def test_cards_with_an_author_and_a_linked_headline_are_no_comments() -> None:
    cards = '<div class="c"><b>Ben Hale</b><i>3 hours ago</i><a>Bus strike called off after talks</a><u>Like</u></div>'
    html = PAGE[: PAGE.index("<section")] + cards + cards.replace("Ben Hale", "Ida Holm") + "</body></html>"
    assert all(s.kind != "comment" for s in clean(RawDocument("/x.html", html, "html", {})).spans)


@pytest.mark.parametrize(
    "html", ["<html></html>", "<html><body><script>var a = 1</script></body></html>", "<!-- x -->"]
)
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(UnreadableDocument, match="no text"):
        clean(RawDocument("/x.html", html, "html", {}))


FERRY = (
    "The island ferry returned to service on Wednesday after a storm damaged its ramp, its operator said.",
    "The route carries about 4,000 passengers a week and is the only link to the mainland in winter.",
    "Captain Mina Orso thanked the crew and the people of the harbour, who had mended the ramp in three nights.",
)


def test_a_table_that_lays_out_the_page_does_not_become_a_row_of_cells() -> None:
    cells = "".join(f"<font>{line}</font><p>" for line in FERRY)
    page = (
        f"<table><tr><td>Home<br>Weather<br>Sport<br>Farm</td><td><b>Ferry sails again</b><p>{cells}</td></tr></table>"
    )
    assert article(cleaned_page(page)).split("\n") == ["Ferry sails again", *FERRY]


def test_a_table_of_figures_stays_a_table() -> None:
    rows = "".join(f"<tr><td>{year}</td><td>{cars}</td></tr>" for year, cars in ((2018, 3000), (2019, 3100)))
    page = (
        f"<article><h1>Ferry sails again</h1><p>{FERRY[0]}</p><table><tr><th>Year</th><th>Cars</th></tr>{rows}</table>"
    )
    assert "2018; 3000\n2019; 3100" in article(cleaned_page(f"{page}<p>{FERRY[1]}</p><p>{FERRY[2]}</p></article>"))


@pytest.mark.parametrize(
    "box",
    [
        "<div><b>ADVERTISEMENT</b><br>Four tires for the price of three at Dutton's until the end of October.</div>",
        "<div><h4>Related</h4><p>Harbour master retires. He had held the post for more than forty years.</p></div>",
        '<div><a href="/x"><img src="x.png">Harbour master retires</a><p>He had held the post for decades.</p></div>',
    ],
)
def test_a_box_among_the_paragraphs_is_left_out(box: str) -> None:
    page = f"<article><h1>Ferry sails again</h1><p>{FERRY[0]}</p>{box}<p>{FERRY[1]}</p><p>{FERRY[2]}</p></article>"
    assert article(cleaned_page(page)).split("\n") == ["Ferry sails again", *FERRY]


def test_the_posts_of_a_live_report_keep_their_paragraphs_apart() -> None:
    posts = "".join(f"<li><time>1{i}:00</time><h3>Post {i}</h3><p>{line}</p></li>" for i, line in enumerate(FERRY))
    text = article(cleaned_page(f"<main><h1>Ferry: live</h1><ol>{posts}</ol></main>"))
    assert all(line in text.split("\n") for line in FERRY)


def test_random_damage_to_a_page_never_stops_the_cleaning() -> None:
    pages = [re.sub(r' data-is="[^"]*"', "", p.read_text(encoding="utf-8")) for p in sorted(CAPTURES.glob("*.html"))]
    cuts = st.tuples(st.integers(0, 9000), st.integers(0, 400), st.integers(0, 9000))

    @settings(max_examples=40, deadline=None)
    @given(st.sampled_from(pages), st.lists(cuts, min_size=1, max_size=4))
    def damaged(page: str, changes: list[tuple[int, int, int]]) -> None:
        for start, length, place in changes:  # a piece is cut out and put in somewhere else
            piece = page[start : start + length]
            page = page[:start] + page[start + length :]
            page = page[:place] + piece + page[place:]
        try:
            cleaned = clean(RawDocument("/x.html", page, "html", Page(page).metadata()))
        except UnreadableDocument:
            return
        assert all(0 <= s.start < s.end <= len(cleaned.text) for s in cleaned.spans)

    damaged()


def test_a_page_of_a_megabyte_is_cleaned_within_seconds() -> None:
    paragraphs = "".join(f"<p>{i}. {FERRY[i % 3]} See <a href='/{i}'>report {i}</a>.</p>" for i in range(5500))
    comments = "".join(
        f"<div class=q><b>user_{i}</b><i>3h</i><p>I never {i}!</p><u>Reply</u></div>" for i in range(3000)
    )
    page = f"<nav>{'<a>Home</a>' * 1000}</nav><article><h1>Ferry sails again</h1>{paragraphs}</article>{comments}"
    assert len(page) > 900_000
    begin = time.process_time()
    cleaned = cleaned_page(page)
    assert time.process_time() - begin < 15
    assert sum(s.kind == "comment" for s in cleaned.spans) == 3000


@pytest.mark.parametrize("piece", ["<div>", "<li><b>ann</b>x y<i>Reply</i>", "<div class=comment><b>a</b>x", "<p>a"])
def test_the_time_for_a_page_grows_with_its_length_only(piece: str) -> None:
    begin = time.process_time()
    clean(RawDocument("/x.html", "<p>Hello, all of you.</p>" + piece * 1000, "html", {}))
    assert time.process_time() - begin < 5
