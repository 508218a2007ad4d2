"""Cleaning: every character of a capture ends up as article, comment or residue, and as the right one."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean, mark, normalise
from index.errors import UnreadableDocument
from index.load import Format, RawDocument, load
from index.markdown import plain
from index.page import page_metadata

CAPTURES = Path(__file__).parent / "data" / "captures"


@dataclass(frozen=True)
class Capture:
    """A page and, for each of its characters, what it is: A, R, or C with the author's name."""

    text: str
    truth: list[str]


@dataclass(frozen=True)
class Judgement:
    overall: float
    article: float
    rest: float
    authors: bool
    wrong: list[str]


def read_capture(path: Path) -> Capture:
    text, truth = "", []
    for row in path.read_text(encoding="utf-8").splitlines():
        kind, _, line = row.removeprefix("+").partition("|")
        piece = ("" if not text else " " if row.startswith("+") else "\n") + line
        text += piece
        truth += [kind] * len(piece)
    return Capture(text, truth)


def judge(capture: Capture) -> Judgement:
    """Compare what `mark` says with the annotation, over the characters that are not white space."""
    cleaned = clean(RawDocument("/x.txt", capture.text, "text", {}))
    assert len(cleaned.text) == len(capture.text), "annotated captures hold nothing that cleaning would drop"
    found = ["R"] * len(capture.text)
    for span in cleaned.spans:
        label = {"article": "A", "residue": "R", "comment": f"C:{span.author or ''}"}[span.kind]
        found[span.start : span.end] = [label] * (span.end - span.start)
    seen = [i for i, c in enumerate(capture.text) if not c.isspace()]
    right = [i for i in seen if found[i][0] == capture.truth[i][0]]
    article = [i for i in seen if capture.truth[i] == "A"]
    rest = [i for i in seen if capture.truth[i] != "A"]
    lines, at = [], 0
    for line in capture.text.split("\n"):
        if line and any(found[i] != capture.truth[i] for i in range(at, at + len(line)) if not line[i - at].isspace()):
            lines.append(f"{capture.truth[at]} taken for {found[at]}: {line[:90]}")
        at += len(line) + 1
    return Judgement(
        overall=len(right) / len(seen),
        article=sum(found[i] == "A" for i in article) / max(len(article), 1),
        rest=sum(found[i] != "A" for i in rest) / max(len(rest), 1) if rest else 1.0,
        authors=all(found[i] == capture.truth[i] for i in seen if capture.truth[i][0] == found[i][0] == "C"),
        wrong=lines,
    )


@pytest.mark.parametrize("path", sorted(CAPTURES.glob("*.txt")), ids=lambda p: p.stem)
def test_a_capture_is_told_apart(path: Path) -> None:
    result = judge(read_capture(path))
    assert result.overall >= 0.97, result.wrong
    assert result.article >= 0.97, result.wrong
    assert result.rest >= 0.97, result.wrong
    assert result.authors, result.wrong


def test_a_first_sentence_loses_the_date_and_the_site_name_glued_to_it() -> None:
    dated = mark("date 2019-03-05 The ferry sank at noon, the harbour office said on Tuesday.")
    slashed = mark("/ Lake News Daily/ During the night the ferry sank, the harbour office said.")
    assert next(dated.text[s.start : s.end] for s in dated.spans) == "date 2019-03-05"
    assert next(slashed.text[s.start : s.end] for s in slashed.spans) == "/ Lake News Daily/"
    assert [s.kind for s in (*dated.spans, *slashed.spans)] == ["residue", "article"] * 2


def test_a_sentence_that_begins_with_a_date_stays_whole() -> None:
    for text in ("On 5 March 2019 the ferry sank in the harbour.", "5 March 2019 was the day the ferry sank."):
        assert [(s.start, s.end, s.kind) for s in mark(text).spans] == [(0, len(text), "article")]


MARKDOWN = """The crack was found in [the **pier** (north)](https://a.example/p_(1) "Pier") by the [office][1].[^1]

| Bridge | Cars  |
|:-------|------:|
| Narva  | 3,000 |
| Sild   | 1,200 |

- [x] `inspected` and ~~welded~~ <b>sealed</b>

[1]: https://a.example/office "Office"
[^1]: The office said so on Tuesday.
"""


def test_markdown_tables_references_and_footnotes_are_read_as_a_reader_sees_them() -> None:
    cleaned = clean(RawDocument("/x.md", MARKDOWN, "markdown", {}))
    assert cleaned.text.split("\n") == [
        "The crack was found in the pier (north) by the office.",
        "",
        "Bridge; Cars",
        "Narva; 3,000",
        "Sild; 1,200",
        "",
        "• inspected and welded sealed",
        "",
        "The office said so on Tuesday.",
    ]
    assert [(s.start, s.end, s.kind) for s in cleaned.spans] == [(0, len(cleaned.text), "article")]


def test_rows_of_figures_between_headline_and_text_are_article() -> None:
    rows = "Traffic on the Narva bridge\nYear\tCars\tLorries\n2018\t3,000\t120\n2019\t3,100\t140\n"
    cleaned = mark(normalise(rows + "The figures are from the roads office, which counts every vehicle in May."))
    assert [(s.start, s.end, s.kind) for s in cleaned.spans] == [(0, len(cleaned.text), "article")]


def test_newlines_blanks_and_invisible_characters_of_all_kinds_do_not_matter() -> None:
    plain_text = "Crack shuts bridge\n3 March 2020\nThe bridge was closed on Monday, the roads office said at noon.\n"
    odd = (
        plain_text.replace("\n", "\r\n").replace("on Monday", "on\u00a0Mon\u00adday").replace("office", "of\u200bfice")
    )
    assert clean(RawDocument("/x.txt", "\ufeff" + odd, "text", {})) == clean(
        RawDocument("/x.txt", plain_text, "text", {})
    )


@pytest.mark.parametrize("head", ["3 Comments\n", ""])
def test_a_page_of_nothing_but_comments_has_no_article(head: str) -> None:
    text = f"{head}Anna says:\n3 March 2020 at 7:12 pm\nI never liked it!\nReply\n"
    text += "Old Tom says:\n3 March 2020 at 8:01 pm\nMe neither, lol. They painted it green.\nReply\n"
    spans = mark(text).spans
    assert [s.author for s in spans if s.kind == "comment"] == ["Anna", "Old Tom"]
    assert all(s.kind != "article" for s in spans)


def test_cards_of_other_stories_are_no_comments() -> None:
    article = "The ferry sank at noon, the harbour office said on Tuesday.\nNobody was hurt, according to the office.\n"
    cards = "More stories\nBen Hale\n3 hours ago\nBus strike called off after talks\n"
    cards += "Ida Holm\n5 hours ago\nSchool roof to be mended before winter\n"
    assert [s.kind for s in mark(article + cards).spans] == ["article", "residue"]


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    source = (
        "# The *old* depot\n\n> “We [waited](https://a.example/x_y)”, said **Orla Bennick**.\n\n"
        "- one_two_three\n\n![map](m.png)"
    )
    assert plain(source) == "The old depot\n\n“We waited”, said Orla Bennick.\n\n• one_two_three\n\n"


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
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    cleaned = clean(load(path))
    comments = [(s.author, cleaned.text[s.start : s.end]) for s in cleaned.spans if s.kind == "comment"]
    article = "\n".join(cleaned.text[s.start : s.end] for s in cleaned.spans if s.kind == "article")
    assert comments == [("salty_dog", "salty_dog\nAbout time!"), ("Ann B", "Ann B\nI waited two weeks.\nTwo!")]
    assert article.startswith("Ferry back in service")
    assert "only link to the mainland" in article
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
    cleaned = clean(RawDocument("/x.html", html, "html", page_metadata(html)))
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


@given(st.lists(st.sampled_from(
    ["Reply", "@ann · 3h", "Ann says:", "The ferry sank, the office said on Tuesday evening.", "I knew it!!", "",
     "Most read", "knut", "Share", "4 May 2019", "12 comments",
     "“We sail,” said Mina Orso.", "Leave a Reply", "/ a/ B", "• x", "%s"]
    ) | st.text(max_size=12), max_size=25).map("\n".join))  # fmt: skip
def test_spans_are_ordered_and_cover_all_text(text: str) -> None:
    cleaned = mark(normalise(text))
    assert all(s.start < s.end for s in cleaned.spans)
    assert all(a.end <= b.start for a, b in zip(cleaned.spans, cleaned.spans[1:], strict=False))
    covered = "".join(cleaned.text[s.start : s.end] for s in cleaned.spans)
    assert "".join(covered.split()) == "".join(cleaned.text.split())


@given(st.sampled_from(["markdown", "html"]), st.lists(st.sampled_from(
    ["# Ferry sinks", "[a](b)", "| a | b |", "|---|---|", "**Ann** · 3h", "<b>Ann</b>", "<p>", "</div>", "<div>", "- x",
     "The ferry sank, the office said on Tuesday evening.", "> I knew it!!", "<li>Reply", "[1]: x", "`", "\xad", "\r\n"]
    ) | st.text(max_size=12), min_size=1, max_size=25).map("\n".join))  # fmt: skip
def test_spans_of_marked_up_text_are_ordered_and_cover_the_kept_text(kind: Format, text: str) -> None:
    try:
        cleaned = clean(RawDocument("/x", text, kind, {}))
    except UnreadableDocument:
        assert kind == "html" or not plain(normalise(text)).strip()
        return
    assert all(a.end <= b.start for a, b in zip(cleaned.spans, cleaned.spans[1:], strict=False))
    covered = "".join(cleaned.text[s.start : s.end] for s in cleaned.spans)
    assert "".join(covered.split()) == "".join(cleaned.text.split())


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


HOSTILE = ["A-", "a.b@", "/a ", "1 -", "Ann says\n", "x\n", ". ", '"', "2022-01-01 ", "| ", "[a](", "|-", "<a ", "**x"]


@pytest.mark.parametrize("piece", [*HOSTILE, "Reply\n", "a; b\n", "Anna says: x\n", "1 2\n"])
def test_cleaning_time_grows_with_length_only(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    begin = time.perf_counter()
    clean(RawDocument("/x.md", text, "markdown", {}))
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize("piece", ["<div>", "<li><b>ann</b>x y<i>Reply</i>", "<div class=comment><b>a</b>x", "<p>a"])
def test_the_time_for_a_page_grows_with_its_length_only(piece: str) -> None:
    begin = time.perf_counter()
    clean(RawDocument("/x.html", "<p>Hello, all of you.</p>" + piece * 1000, "html", {}))
    assert time.perf_counter() - begin < 5
