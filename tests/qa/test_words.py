"""What texts are compared by: the same thing under its many names, different things apart."""

from __future__ import annotations

import math
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.words import FUNCTION_WORDS, Rarity, content_words, countries_in, keys, stem, surname, words


@pytest.mark.parametrize("name", ["Norway", "Norway's", "Norwegian", "Norwegians", "NORWAY", "Oslo", "Oslo’s"])
def test_a_country_its_people_and_its_capital_are_one(name: str) -> None:
    assert keys(name) == {"country:Norway"}


def test_two_countries_stay_two() -> None:
    assert not keys("Norwegian") & keys("Danish")
    assert keys("South Korean") != keys("North Korean")


def test_the_pronoun_us_is_no_country() -> None:
    assert keys("they told us nothing") == {"they", "told", "us", "noth"}
    assert keys("US") == keys("the us") - {"the"} == keys("U.S.") == keys("American") == {"country:United States"}


@pytest.mark.parametrize("word", ["turkey", "polish", "china", "jordan", "finn"])
def test_a_country_that_is_also_a_word_counts_only_where_it_is_capitalised(word: str) -> None:
    assert keys(word) == {stem(word)}
    assert any(key.startswith("country:") for key in keys(word.capitalize()))


def test_a_name_inside_a_longer_word_is_no_country() -> None:
    assert not any(key.startswith("country:") for key in keys("Malice romanced the Omanito quartet"))


def test_countries_come_in_the_order_in_which_they_are_named_each_once() -> None:
    assert countries_in("Oslo's envoy to France met the French and the Norwegians") == (
        "country:Norway",
        "country:France",
    )


def test_inflections_share_a_key_and_possessives_leave_none() -> None:
    assert stem("harbours") == stem("harbour") == stem("Harbour’s") == stem("harbour's")
    assert stem("resigned") == stem("resigning")
    assert stem("Guantánamo") == stem("Guantanamo")
    assert stem("'") == stem("") == ""


@pytest.mark.parametrize(
    ("british", "american"),
    [("apologised", "apologize"), ("organisation", "organized"), ("labour", "labor"), ("centres", "centered")],
)
def test_british_and_american_spellings_meet(british: str, american: str) -> None:
    assert stem(british) == stem(american)


def test_words_that_are_spelt_alike_everywhere_stay_whole() -> None:
    assert stem("advertisement") == stem("advertise")
    assert stem("four") != stem("for")


def test_numbers_keep_their_separators_and_abbreviations_their_points() -> None:
    assert words("In O’Neill’s U.S. case, 4.5 of 1,200.") == ["In", "O’Neill’s", "U.S", "case", "4.5", "of", "1,200"]


def test_a_hyphen_parts_words() -> None:
    assert words("a state-owned ferry") == ["a", "state", "owned", "ferry"]


def test_acronyms_that_look_like_grammar_are_content() -> None:
    assert content_words("What did the US and the WHO tell us?") == ["US", "WHO"]


def test_content_words_are_as_written_each_stem_once() -> None:
    assert content_words("Which ferries sank, and when did the ferry's sister ferry sink?") == [
        "ferries",
        "sank",
        "sister",
        "sink",
    ]


@given(st.text(max_size=60))
def test_no_content_word_is_grammar_or_new_to_the_text(text: str) -> None:
    for word in content_words(text):
        assert word in text
        assert word.isupper() or word.lower() not in FUNCTION_WORDS


@given(st.text(alphabet="Norwayegianusd. 's’-", max_size=40))
def test_keys_do_not_depend_on_how_often_a_text_is_said(text: str) -> None:
    assert keys(text) <= keys(f"{text} . {text}")


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20))
def test_a_stem_keeps_the_first_letter_of_its_word(word: str) -> None:
    """Vocabularies are stemmed letter by letter, when a stem of that letter is asked for; accents count for nothing."""
    lower = word.lower()
    assert stem(lower)[:1] in {lower[:1], normalize("NFD", lower)[:1], ""}


class TestRarity:
    def test_a_rare_word_weighs_more_than_a_common_one_and_an_unseen_one_most(self) -> None:
        rarity = Rarity({"ferry": 90, "quay": 2}, 100)
        assert 1 < rarity.weight("ferri") < rarity.weight("quay") < rarity.weight("walrus")

    def test_all_forms_of_a_word_are_counted_together(self) -> None:
        assert Rarity({"vote": 3, "votes": 4, "voted": 5}, 50).weight("vote") == Rarity({"vote": 12}, 50).weight("vote")

    def test_a_word_stands_in_no_more_passages_than_there_are(self) -> None:
        assert Rarity({"vote": 9, "votes": 9}, 10).weight("vote") == Rarity({"vote": 10}, 10).weight("vote") > 1

    def test_an_empty_index_gives_weights_too(self) -> None:
        assert Rarity({}, 0).weight("vote") > 1


def test_a_stem_is_as_rare_as_all_its_forms_together() -> None:
    forms = {
        "ship": 3,
        "shipped": 2,
        "ships": 1,
        "happy": 4,
        "happiness": 1,
        "o'neill": 5,
        "u.s": 2,
        "4,500": 6,
        "4.5": 7,
    }
    forms |= {"try": 1, "tries": 2, "tried": 5, "trio": 1, "skate": 1, "skated": 2, "ski": 4, "45": 1, "a": 9}
    by_stem: dict[str, int] = {}
    for form, count in forms.items():
        by_stem[stem(form)] = by_stem.get(stem(form), 0) + count
    for key in [*by_stem, "shop", "tr", "", "4"]:
        count = by_stem.get(key, 0)
        expected = 1 + math.log(1 + (1000 - count + 0.5) / (count + 0.5))
        assert Rarity(forms, 1000).weight(key) == pytest.approx(expected), key


@pytest.mark.parametrize(("name", "last"), [("Ada Lund Jr.", "Lund"), ("Ada Lund, III", "Lund"), ("Lund", "Lund")])
def test_a_generation_is_no_surname(name: str, last: str) -> None:
    assert surname(name) == last
