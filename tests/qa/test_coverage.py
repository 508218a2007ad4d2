"""How much of a question a sentence carries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.coverage import Coverage, Covered, Worth
from qa.vectors import VectorCache
from qa.words import Rarity, keys
from tests.qa.lines import Asked, Scenes

TEXT = (
    "Harbour master Tom Reyes shut the Selby pier on Monday. He blamed rotten beams. "
    "Norwegian divers will look at it. The zoo bought a walrus."
)


@pytest.fixture
def cover(scene: Scenes, question: Asked, embedder: Any) -> Callable[..., Covered]:
    """Coverage of a question by the sentence of a text that holds some words."""
    rarity, vectors = Rarity({"pier": 2, "monday": 5}, 10), VectorCache(embedder)

    def covered(asked: str, words: str, text: str = TEXT, title: str = "", texts: Sequence[str] = ()) -> Covered:
        made = scene(text, title=title)
        place = made.facts.sentence_at(text.index(words))
        return Coverage(question(asked), rarity, vectors, texts or [text]).of(made.hit, made.facts, place)

    return covered


def test_a_sentence_with_every_word_in_any_inflection_covers_all(cover: Callable[..., Covered]) -> None:
    assert cover("Who shuts the pier of Selby?", "shut") == Covered(pytest.approx(1.0), frozenset())


def test_a_country_is_covered_by_its_people(cover: Callable[..., Covered]) -> None:
    assert cover("divers from Norway", "divers").share == pytest.approx(1.0)


def test_a_word_counts_most_in_the_sentence_less_beside_it_and_least_elsewhere(cover: Callable[..., Covered]) -> None:
    asked = "the Selby pier"
    own, beside, elsewhere = (cover(asked, words).share for words in ("shut", "rotten", "walrus"))
    assert own > beside > elsewhere > 0
    assert beside == pytest.approx(Worth().beside)
    assert elsewhere == pytest.approx(Worth().elsewhere)


def test_a_pronoun_counts_as_the_name_it_stands_for(cover: Callable[..., Covered]) -> None:
    assert cover("Tom Reyes", "rotten").share == pytest.approx(Worth().spoken_of)


def test_the_title_tells_what_the_sentences_are_about(cover: Callable[..., Covered]) -> None:
    titled = cover("the gale", "walrus", title="After the gale")
    assert titled == Covered(pytest.approx(Worth().titled), frozenset())
    assert cover("the gale", "walrus") == Covered(0.0, keys("gale"))


def test_a_word_found_nowhere_is_lacking(cover: Callable[..., Covered]) -> None:
    assert cover("Did the pier catch fire?", "shut").lacking == keys("catch fire")


def test_a_question_without_content_is_not_covered(cover: Callable[..., Covered]) -> None:
    assert cover("what is it?", "shut") == Covered(0.0, frozenset())


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(asked=st.lists(st.sampled_from([*TEXT.replace(".", "").split(), "quokka", "Oslo", "2022"]), max_size=6))
def test_coverage_is_a_share_and_nothing_in_the_sentence_is_lacking(
    cover: Callable[..., Covered], asked: list[str]
) -> None:
    for words in ("shut", "rotten", "walrus"):
        covered = cover(" ".join(asked), words)
        sentence = next(part for part in TEXT.split(". ") if words in part)
        assert 0.0 <= covered.share <= 1.0 + 1e-9
        assert not covered.lacking & keys(sentence)
        assert covered.lacking <= keys(" ".join(asked))


def test_names_are_not_compared_with_the_words_of_a_question(question: Asked, embedder: Any) -> None:
    compared: list[str] = []

    class Noting(VectorCache):
        def texts(self, texts: Sequence[str]) -> Any:
            compared.extend(texts)
            return super().texts(texts)

    said = ["Bogdan Qandour of the ferry met Zara beside the Tribune.", "Vessels waited in Selby."]
    asked, vectors = question("When did Tom Reyes take the boat?"), Noting(embedder)
    Coverage(asked, Rarity({}, 1), vectors, said, is_word={"vessels", "tribune"}.__contains__)
    assert compared == ["beside", "ferry", "met", "tribune", "vessels", "waited", "take", "boat"]


@pytest.mark.parametrize("sentence", ["The SRB has seven boats.", "Its head says that the board has seven boats."])
def test_a_name_is_there_under_its_letters_and_its_last_word(cover: Callable[..., Covered], sentence: str) -> None:
    text = f"The Sea Rescue Board (SRB) met in Holm. Nothing was said.\n\n{sentence}"
    assert cover("How many boats has the Sea Rescue Board?", sentence, text).lacking == frozenset()
    alone = cover("How many boats has the Sea Rescue Board?", sentence, sentence).lacking
    assert bool(alone) == ("SRB" not in sentence)  # its letters are enough, any board is not


def test_a_name_is_there_under_its_capitals(cover: Callable[..., Covered]) -> None:
    text = "The Lantern Trust of Holm grew. It sold a mill.\n\nLTH has seven boats. The Lund Tea House has nine."
    assert not cover("How many boats has the Lantern Trust of Holm?", "LTH has", text).lacking & {"lantern", "holm"}


def test_what_somebody_goes_on_to_say_covers_their_name(cover: Callable[..., Covered]) -> None:
    text = "“The quay is ours,” said Ida Moe. “Closing the gates at night helps nobody.”\n\nThe gates are old."
    asked = "What did Ida Moe say about the gates?"
    assert cover(asked, "Closing", text).share > cover(asked, "are old", text).share + 0.3
