"""What the page shows: pure functions, checked with an HTML and a Markdown parser of other people."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from index.records import Document, Span
from qa.records import Answer
from ui import document_page, library, markup, render, wording
from ui.timeline import timeline_of

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![picture](https://evil.example/p.png)",
    "[click](javascript:alert(1))",
    "<a href='javascript:alert(1)'>x</a>",
    "https://evil.example/track and www.evil.example and me@evil.example",
    "&lt;b&gt; &#60;script&#62;",
    "${alert(1)} {{value}} {{#each x}}{{/each}} `code`",
    '"><svg onload=alert(1)>',
    "</blockquote></article></section><form action=//evil.example>",
    "# heading\n- item\n1. one\n> quote\n    code\n***\n| a | b |\n|---|---|\n",
    "__i18n__{'key': 'x'} <!-- comment --> <style>*{display:none}</style>",
]


def page(markup: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(markup, create_parent="div")


def shown(element: lxml_html.HtmlElement) -> str:
    return str(element.text_content())


def letters(text: str) -> str:
    return "".join(text.split())


def active(markup: str) -> list[str]:
    """Everything in markup that could load, run or send: element names and attributes."""
    root = page(markup)
    elements = [e.tag for e in root.iter() if e.tag in {"script", "img", "svg", "iframe", "form", "style", "link"}]
    handlers = [name for e in root.iter() for name in e.attrib if name.startswith("on") or name in {"src", "style"}]
    ours = r"https?://|dateline/document/[\w%-]+$"  # an address on the web, or a file by the id of its document
    schemes = [e.get("href") for e in root.iter("a") if not re.match(ours, e.get("href", ""))]
    return elements + handlers + schemes


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_document_is_shown_as_written_and_nothing_of_it_is_active(
    document: Document, answer: Answer, text: str
) -> None:
    body = f"{text}\n\n{document.text}"
    shift = len(text) + 2
    hostile = replace(
        document,
        text=body,
        title=text,
        source=text,
        author=text,
        published_note=text,
        copies=(text,),
        spans=(Span(0, len(text), "comment", text), Span(shift, len(body), "article")),
    )
    old = answer.citations[0]
    citation = replace(
        old, document=hostile, start=old.start + shift, end=old.end + shift, passage=body, quote=old.quote
    )
    for made in (
        render.evidence(replace(answer, citations=(citation,)), 1),
        document_page.document_view(hostile, citation.start, citation.end, "1-1"),
        library.welcome([library.entry(hostile, uploaded=True)]),
        render.masthead(text, (hostile,)),
    ):
        assert active(made) == []
        assert "${" not in made
        assert "{{" not in made
    flat = " ".join(shown(page(document_page.document_view(hostile, 0, 0, "1-1"))).split())
    assert " ".join(text.split()) in flat


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_an_answer_or_question_is_only_text_once_markdown_is_rendered(
    answer: Answer, text: str
) -> None:
    for message in (
        render.answer_message(replace(answer, text=text, notes=(text,)), 1),
        render.answer_message(replace(answer, text=text, abstained=True, citations=(), nearest=()), 1),
        render.problem_message(text),
        markup.markdown(text),
    ):
        rendered = MarkdownIt("gfm-like").render(message)
        assert active(rendered) == []
        assert not list(page(rendered).iter("a", "h1", "code", "pre", "table", "hr"))


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Cs")), max_size=80))
def test_any_one_line_text_survives_markdown_letter_by_letter(text: str) -> None:
    rendered = MarkdownIt("gfm-like").render(markup.markdown(text))
    assert not list(page(rendered).iter("a", "em", "strong", "code", "ul", "ol", "blockquote", "h1", "h2", "pre"))
    assert shown(page(rendered)).split() == text.split()


@given(st.text(max_size=60))
def test_html_escaping_gives_back_the_printable_text_and_no_element(text: str) -> None:
    root = page(f"<p>{markup.html(text)}</p>")
    assert len(list(root.iter())) == 2
    assert shown(root).replace("\r", "\n") == wording.printable(text)


def test_markers_that_resolve_become_links_and_others_stay_text(answer: Answer) -> None:
    message = render.answer_message(replace(answer, text="It moves [1], he said [7]."), 3)
    root = page(MarkdownIt("gfm-like").render(message))
    assert [(a.text, a.get("href")) for a in root.iter("a")] == [("1", "#evidence-3-1")]
    assert "he said [7]." in shown(root)


def test_lists_in_an_answer_stay_lists_and_what_follows_is_a_paragraph(answer: Answer) -> None:
    text = "Two harbours:\n- Lindmouth [1]\n- Overby\nBoth are closed."
    root = page(MarkdownIt("gfm-like").render(render.answer_message(replace(answer, text=text), 1)))
    assert [shown(item).strip() for item in root.iter("li")] == ["Lindmouth 1", "Overby"]
    assert any(shown(p) == "Both are closed." for p in root.iter("p"))


def test_a_card_shows_title_outlet_date_how_it_is_known_and_marks_the_quoted_words(answer: Answer) -> None:
    root = page(render.evidence(answer, 1))
    assert shown(root.find(".//mark")) == answer.citations[0].quote
    for expected in ("Lindmouth harbour to close", "The Quay Gazette", "4 May 2021", "Dated by the dateline"):
        assert expected in shown(root)
    keys = [b.get("data-open") or b.get("data-why") or b.get("data-told") for b in root.iter("button")]
    assert keys == ["1-1", "1-1", "1-1"]


def test_a_card_names_the_page_of_a_citation_and_of_a_passage(answer: Answer, abstention: Answer) -> None:
    cited, found = answer.citations[0], abstention.nearest[0]
    printed = replace(cited.document, pages=(0, cited.start))
    assert "p. 2" in render.citation_card(replace(cited, document=printed), 1)
    assert "p. 1" in render.hit_card(replace(found, document=printed), "")
    assert "p. " not in render.citation_card(cited, 1)


def test_the_right_occurrence_is_marked_when_a_passage_repeats_its_words(answer: Answer) -> None:
    text = "Yes, he said. Later he added: yes, he said."
    document = replace(answer.citations[0].document, text=text, spans=(Span(0, len(text), "article"),))
    start = text.rindex("he said")
    citation = replace(
        answer.citations[0], document=document, quote="he said", start=start, end=start + 7, passage=text
    )
    card = page(render.citation_card(citation, 1))
    assert card.find(".//mark").tail == "."
    assert shown(card.find(".//blockquote")) == text
    assert (card.find(".//blockquote").text or "").endswith("yes, ")


def test_a_long_passage_is_cut_at_words_around_the_quote(answer: Answer) -> None:
    filler = "word\n" * 400
    text = f"{filler}the very words {filler}".strip()
    start = text.index("the very words")
    marked = page(f"<p>{render.excerpt(text, start, start + 14)}</p>")
    assert shown(marked.find(".//mark")) == "the very words"
    assert shown(marked).startswith("… word\n")
    assert shown(marked).endswith("\nword …")
    assert len(shown(marked)) < 1000


def test_a_cited_comment_is_labelled_with_its_author(answer: Answer, document: Document) -> None:
    quote = "My boat was scratched there twice."
    start = document.text.index(quote)
    citation = replace(answer.citations[0], quote=quote, start=start, end=start + len(quote), passage=quote)
    assert "Reader’s comment by oldsailor" in shown(page(render.citation_card(citation, 1)))


def test_an_opened_document_shows_all_its_text_with_comment_and_residue_told_apart(
    document: Document, answer: Answer
) -> None:
    citation = answer.citations[0]
    root = page(document_page.document_view(document, citation.start, citation.end, "1-1", ("1-1", "1-2")))
    parts = [(part.get("class"), shown(part.find("./div"))) for part in root.xpath("//div[@dir and div]")]
    assert [name for name, _ in parts] == ["part residue", "part article", "part comment"]
    assert letters("".join(text for _, text in parts)) == letters(document.text)
    assert [shown(mark) for mark in root.iter("mark")] == [citation.quote]
    assert [b.get("data-open") for b in root.xpath("//nav//button[@data-open]")] == ["1-1", "1-2"]


@given(st.integers(0, 400), st.integers(0, 400))
def test_whatever_is_marked_in_a_document_no_letter_is_lost_or_doubled(start: int, length: int) -> None:
    text = "Menu\n\nFirst line <b>.\nSecond line.\n\nA comment & more\n\nleft over"
    spans = (Span(0, 4, "residue"), Span(6, 34, "article"), Span(36, 52, "comment", "x"))
    document = Document("d", "/d", "t", None, None, "", None, text, spans)
    low = min(start, len(text))
    root = page(document_page.document_view(document, low, min(len(text), low + length), "1-1"))
    bodies = [shown(e) for e in root.xpath("//div[@class='text']")]
    assert letters("".join(bodies)) == letters(text)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "http://[", "ftp://x/y", ""],
)
def test_only_http_addresses_are_linked(document: Document, url: str) -> None:
    assert markup.original(replace(document, url=url)) == ""


def test_an_original_address_is_linked_without_telling_it_where_from(document: Document) -> None:
    link = page(markup.original(document)).find(".//a")
    assert link.get("href") == document.url
    assert "noopener" in link.get("rel")
    assert "noreferrer" in link.get("rel")


def test_a_document_names_the_other_outlets_that_ran_it_and_not_its_own(document: Document) -> None:
    ran = replace(document, copy_sources=(document.source or "", "The Pier Post"))
    assert "Also in The Pier Post<" in document_page.document_view(ran, 0, 0, "d-1")
    assert "Also in" not in document_page.document_view(
        replace(ran, copy_sources=(document.source or "",)), 0, 0, "d-1"
    )


def test_a_nearest_passage_is_shown_whole_as_the_answer_may_stand_at_its_end(abstention: Answer) -> None:
    hit = abstention.nearest[0]
    long = replace(hit, passage=replace(hit.passage, text=f"{'The quay was wet. ' * 60}Nobody was there."))
    assert "Nobody was there." in render.evidence(replace(abstention, nearest=(long,)), 1)


def test_an_unanswered_question_looks_different_and_offers_the_nearest_passages(abstention: Answer) -> None:
    message = page(MarkdownIt("gfm-like").render(render.answer_message(abstention, 2)))
    assert shown(message.find(".//blockquote")).strip().startswith("Not answered.")
    panel = page(render.evidence(abstention, 2))
    assert [b.get("data-open") or b.get("data-why") for b in panel.iter("button")] == ["2-n1", "2-1"]
    assert not list(panel.iter("mark"))


def test_undated_documents_say_so_with_the_note(document: Document) -> None:
    undated = replace(document, published=None, published_note="no date on the page")
    said = shown(page(library.welcome([library.entry(undated, uploaded=False)])))
    assert "undated" in said
    assert "No date on the page" in said


def test_the_masthead_says_what_is_served_and_from_when_to_when(document: Document) -> None:
    later = replace(document, published=date(2021, 6, 1))
    said = shown(page(render.masthead("the samples", (document, later, replace(document, published=None)))))
    assert "the samples" in said
    assert "3 documents · 4 May 2021 – 1 June 2021, 1 undated" in said


def test_direction_overrides_and_controls_do_not_reach_the_page() -> None:
    assert markup.html("a\u202eb\x1b[31m\x00c\u2066") == "ab[31mc"


def test_an_answer_suggests_the_timeline_of_the_one_who_speaks_in_it_or_of_what_was_asked(answer: Answer) -> None:
    assert "All that Ida Brandt said" in render.evidence(answer, 1)
    two = (*answer.claims, replace(answer.claims[0], speaker="Olga Moor"))
    assert "Who said what about this" in render.evidence(replace(answer, claims=two), 1)
    assert timeline_of(replace(answer, claims=two)) == ("", "ferries move")
    nobody = replace(answer, claims=(), question=replace(answer.question, terms=()))
    assert "data-told" not in render.evidence(nobody, 1)


def test_a_note_that_repeats_a_long_question_is_cut_at_a_word(answer: Answer) -> None:
    noted = replace(answer, notes=("Understood as: " + "when do the ferries move, please? " * 90,))
    shown = render.answer_message(noted, 1)
    assert " …*" in shown
    assert len(shown) < 600
