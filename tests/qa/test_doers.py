"""Whatever a sentence looks like, doers are stretches of it, and none of the words are changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.facts import Facts
from qa.doers import doers, is_verb_at, items_of, those_who_too, undergoers

WORDS = st.sampled_from(
    "Among who had , and the Roth union criticised it so did as to leave by was were of In May ; “ ” that he Norway "
    "Chile backs became third partner join joined those — ( ) . did the same".split()
)
NOTHING = Facts((), (), (), (), (), ())


@given(st.lists(WORDS, max_size=25))
def test_doers_are_stretches_of_the_sentence(words: list[str]) -> None:
    text = " ".join(words)
    items = items_of(text, 0, len(text), NOTHING)
    assert all(text[item.start : item.end] == item.text for item in items)
    found = [
        span for k in range(len(items)) if is_verb_at(items, k) for span in (*doers(items, k), *undergoers(items, k))
    ]
    for lo, hi in (*found, *those_who_too(items, 0)):
        assert 0 <= lo < hi <= len(items)


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    items = items_of(text, 0, len(text), NOTHING)
    for k in range(len(items)):
        if is_verb_at(items, k):
            assert all(0 <= lo < hi <= len(items) for lo, hi in doers(items, k))
