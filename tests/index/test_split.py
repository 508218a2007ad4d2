"""Passages: whole sentences, exact offsets, never too long, never across an article and a comment."""

from __future__ import annotations

import os
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from llama_index.core import Document as LlamaDocument
from llama_index.core.schema import NodeRelationship

from index import tokens
from index.nodes import PassageNodeParser
from index.records import Document, Span, SpanKind
from index.sentences import sentences
from index.split import embedded_text, header, split


def article(text: str, *spans: Span, **fields: object) -> Document:
    facts = {"title": "", "source": None, "published": None} | fields
    return Document(
        id="d",
        path="/d.txt",
        published_note="",
        captured=None,
        text=text,
        spans=spans or (Span(0, len(text), "article"),),
        **facts,
    )


def prose(count: int, words: int = 12) -> str:
    return " ".join(f"Boat {n} left the harbour {'very ' * (words - 6)}early." for n in range(count))


class TestSizes:
    def test_passages_are_about_as_long_as_asked(self) -> None:
        passages = split(article(prose(120)))
        sizes = [tokens.count(passage.text) for passage in passages]
        assert all(150 <= size <= 180 for size in sizes[:-1])
        assert sizes[-1] <= 180

    def test_neighbours_share_exactly_one_sentence(self) -> None:
        document = article(prose(60))
        starts = [start for start, _ in sentences(document.text)]
        for before, after in pairwise(split(document)):
            assert after.start < before.end
            assert [start for start in starts if after.start <= start < before.end] == [after.start]

    def test_passages_begin_and_end_with_sentences(self) -> None:
        document = article(prose(60))
        places = sentences(document.text)
        for passage in split(document):
            assert passage.start in {start for start, _ in places}
            assert passage.end in {end for _, end in places}

    def test_a_short_article_is_one_passage(self) -> None:
        (passage,) = split(article("  One short sentence. And another.  "))
        assert passage.text == "One short sentence. And another."
        assert (passage.id, passage.ordinal, passage.kind, passage.author) == ("d:0", 0, "article", None)

    def test_a_sentence_longer_than_a_passage_is_cut_behind_a_clause(self) -> None:
        clauses = ", ".join(f"the {n}th trawler carried squid and was bound for the northern port" for n in range(60))
        passages = split(article(f"It was said that {clauses}."))
        assert len(passages) > 2
        assert all(passage.text.endswith(",") for passage in passages[:-1])
        assert "".join(passage.text + " " for passage in passages).strip() == f"It was said that {clauses}."

    @pytest.mark.parametrize(
        "text", ["word " * 3000, "ab" * 9000, "魚市場は朝早く開く" * 400, "🦑" * 2500, "a-" * 4000]
    )
    def test_text_without_sentences_is_cut_all_the_same_and_nothing_is_lost(self, text: str) -> None:
        document = article(text)
        passages = split(document)
        assert max(tokens.pieces(passage.text) for passage in passages) <= 256
        assert max(tokens.count(passage.text) for passage in passages) <= 360
        assert "".join(passage.text for passage in passages).replace(" ", "") == text.replace(" ", "")

    def test_other_sizes_are_obeyed(self) -> None:
        passages = split(article(prose(40)), target_tokens=60, max_pieces=50)
        assert max(tokens.pieces(passage.text) for passage in passages) <= 50


class TestHeader:
    def test_it_says_title_outlet_and_day_as_far_as_known(self) -> None:
        known = article("Text.", title="Squid\n season", source="Quay Post", published=date(2021, 5, 3))
        assert header(known) == "Squid season. Quay Post. 3 May 2021"
        assert header(article("Text.", source="Quay Post")) == "Quay Post"
        assert header(article("Text.")) == ""
        assert embedded_text("", "Text.") == "Text."

    @pytest.mark.parametrize("title", ["An endless headline " * 400, "見出し" * 3000, "x" * 100_000])
    def test_a_long_title_leaves_room_for_the_passage(self, title: str) -> None:
        document = article(prose(40), title=title, source=title)
        assert tokens.count(header(document)) < 70
        for passage in split(document):
            assert tokens.pieces(embedded_text(header(document), passage.text)) <= 256
            assert tokens.count(passage.text) > 20

    def test_it_is_no_part_of_the_passage(self) -> None:
        (passage,) = split(article("Text.", title="Headline"))
        assert passage.text == "Text."


class TestSpans:
    def test_residue_is_left_out_and_comments_keep_their_author(self) -> None:
        parts: list[tuple[str, SpanKind, str | None]] = [
            ("Menu Home", "residue", None),
            ("The fleet sailed. It was late.", "article", None),
            ("nan47: Good riddance! Really.", "comment", "nan47"),
            ("Share this", "residue", None),
            ("I disagree.", "comment", None),
        ]
        text = "\n".join(part for part, _, _ in parts)
        spans = [Span(text.index(part), text.index(part) + len(part), kind, who) for part, kind, who in parts]
        passages = split(article(text, *spans))
        assert [(p.text, p.kind, p.author, p.ordinal) for p in passages] == [
            ("The fleet sailed. It was late.", "article", None, 0),
            ("nan47: Good riddance! Really.", "comment", "nan47", 1),
            ("I disagree.", "comment", None, 2),
        ]

    def test_article_spans_side_by_side_are_one_article(self) -> None:
        text = "First paragraph.\n\nSecond paragraph."
        passages = split(article(text, Span(0, 16, "article"), Span(18, len(text), "article")))
        assert [passage.text for passage in passages] == [text]

    def test_an_article_interrupted_by_residue_is_two(self) -> None:
        text = "First part.\nAdvertisement\nSecond part."
        spans = (Span(0, 11, "article"), Span(12, 25, "residue"), Span(26, len(text), "article"))
        assert [passage.text for passage in split(article(text, *spans))] == ["First part.", "Second part."]

    def test_nothing_but_residue_or_blanks_gives_no_passage(self) -> None:
        assert split(article("Menu Home", Span(0, 9, "residue"))) == ()
        assert split(article("  \n ")) == ()
        assert split(article("", Span(0, 0, "article"))) == ()


LETTERS = st.sampled_from(list("abzÉß 魚🦑\u0301.!?,;:\n\t\"'”()—0")) | st.characters(exclude_categories=["Cs"])
PIECES = st.text(LETTERS, max_size=400)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents of several spans, with blanks between them that belong to none."""
    text, spans = "", []
    for part in draw(st.lists(PIECES, max_size=5)):
        kind: SpanKind = draw(st.sampled_from(["article", "comment", "residue"]))
        spans.append(Span(len(text), len(text) + len(part), kind, "Reader" if kind == "comment" else None))
        text += part + draw(st.sampled_from(["", "\n", "  "]))
    return article(text, *(spans or [Span(0, 0, "article")]), title=draw(PIECES))


@settings(max_examples=150, deadline=None)
@given(document=documents(), target=st.integers(5, 60))
def test_laws_of_passages(document: Document, target: int) -> None:
    """Verbatim, in order, within one kind, within the window; and no word of article or comment is lost."""
    window = tokens.pieces(header(document)) + 40
    passages = split(document, target_tokens=target, max_pieces=window)
    assert [passage.id for passage in passages] == [f"d:{n}" for n in range(len(passages))]
    covered: set[int] = set()
    for passage in passages:
        assert document.text[passage.start : passage.end] == passage.text == passage.text.strip() != ""
        assert tokens.pieces(embedded_text(header(document), passage.text)) <= window
        crossed = {s.kind for s in document.spans if max(s.start, passage.start) < min(s.end, passage.end)}
        assert crossed == {passage.kind}
        covered |= set(range(passage.start, passage.end))
    for before, after in pairwise(passages):
        assert before.start < after.start
        assert before.end < after.end
    for span in document.spans:
        if span.kind != "residue":
            assert all(n in covered for n in range(span.start, span.end) if not document.text[n].isspace())


class TestTokens:
    def test_names_of_special_tokens_are_plain_text(self) -> None:
        assert tokens.count("<|endoftext|>") > 1
        assert tokens.count("") == 0
        assert tokens.count("a \ud800 b") > 0

    def test_the_environment_is_left_as_it_was(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "/elsewhere")
        tokens._encoding.cache_clear()
        assert tokens.count("two words") == 2
        assert os.environ["TIKTOKEN_CACHE_DIR"] == "/elsewhere"

    def test_pieces_are_counted_beyond_the_window(self) -> None:
        assert tokens.pieces("hello") == 3
        assert tokens.pieces("hello " * 500) == 502


class TestNodeParser:
    def test_its_passages_are_those_of_split(self) -> None:
        text = prose(60)
        parsed = PassageNodeParser().get_nodes_from_documents(
            [LlamaDocument(text=text, id_="d", metadata={"title": "Boats", "published": "2021-05-03"})]
        )
        expected = split(article(text, title="Boats", published=date(2021, 5, 3)))
        assert [(n.start_char_idx, n.end_char_idx, n.text) for n in parsed] == [
            (p.start, p.end, p.text) for p in expected
        ]
        assert {node.ref_doc_id for node in parsed} == {"d"}
        assert parsed[0].metadata["title"] == "Boats"
        assert parsed[1].relationships[NodeRelationship.PREVIOUS].node_id == parsed[0].node_id

    def test_offsets_are_exact_where_a_text_repeats_itself(self) -> None:
        text = "It rained. " * 400
        parsed = PassageNodeParser(target_tokens=30).get_nodes_from_documents([LlamaDocument(text=text)])
        expected = split(article(text), target_tokens=30)
        assert [node.start_char_idx for node in parsed] == [passage.start for passage in expected]

    @pytest.mark.parametrize("published", [20210503, "no day at all", None, date(2021, 5, 3), 7])
    def test_any_metadata_is_taken(self, published: object) -> None:
        (node,) = PassageNodeParser().get_nodes_from_documents(
            [LlamaDocument(text="Short.", metadata={"published": published})]
        )
        assert node.text == "Short."
