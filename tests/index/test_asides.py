"""Pages and known asides keep their places while a text is cleaned."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean, kept_offsets, normalise
from index.raw import RawDocument

ODD = st.text(st.sampled_from("ab é\u0301\u00ad\u200b\u00a0\t\r\n\u2028.ﬁ"), max_size=20)


@given(
    st.lists(ODD.map(lambda text: f"w{text}w"), min_size=1, max_size=6),
    st.sampled_from([" ", "\n", "\r\n", "\n\n\n\n"]),
)
def test_each_page_begins_where_its_words_do(pages: list[str], between: str) -> None:
    starts = [sum(len(page) + len(between) for page in pages[:n]) for n in range(len(pages))]
    text = between.join(pages)
    whole = normalise(text)
    for start, page in zip(kept_offsets(text, starts), pages, strict=True):
        assert whole[start:].startswith(normalise(page))


def test_asides_are_residue_and_the_rest_is_as_it_was() -> None:
    story = "The council of Brackenford closed the quarry on Tuesday, the mayor said. Nobody was surprised by it."
    head, foot = "Quarry Post\u00a0today", "Printed in Brackenford by nobody in particular last year"
    text = f"{head}\n\n{story}\n\n{foot}"
    ends = ((0, len(head)), (len(text) - len(foot), len(text)))
    cleaned = clean(RawDocument("/q.pdf", text, "text", {}, asides=ends))
    shown = [(span.kind, cleaned.text[span.start : span.end]) for span in cleaned.spans]
    assert shown == [("residue", "Quarry Post today"), ("article", story), ("residue", foot)]


def test_an_aside_inside_a_paragraph_divides_it() -> None:
    text = "The quarry was closed on Tuesday, said the mayor [see page four] of Brackenford to reporters."
    start = text.index("[")
    cleaned = clean(RawDocument("/q.pdf", text, "text", {}, asides=((start, text.index("]") + 1),)))
    assert [span.kind for span in cleaned.spans] == ["article", "residue", "article"]
    assert all(cleaned.text[s.start : s.end] == cleaned.text[s.start : s.end].strip() for s in cleaned.spans)
