"""Cleaning: every character of a capture ends up as article, comment or residue, and as the right one."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean, mark, normalise, plain
from index.errors import UnreadableDocument
from index.load import RawDocument, load

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


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("piece", ["A-", "a.b@", "/a ", "1 -", "Ann says\n", "x\n", ". ", '"', "2022-01-01 ", "| "])
def test_cleaning_time_grows_with_length_only(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    begin = time.perf_counter()
    clean(RawDocument("/x.txt", text, "text", {}))
    assert time.perf_counter() - begin < 5
