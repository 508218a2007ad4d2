"""The lists of countries, places and given names, as they are read from their file."""

from __future__ import annotations

from index.gazetteer import capitals, countries, demonyms, given_names, places


def test_every_name_of_a_country_leads_to_its_first_name() -> None:
    named = {"U.S.": "United States", "South Korean": "South Korea", "Finns": "Finland", "Brasília": "Brazil"}
    assert {name: countries()[name] for name in named} == named


def test_a_nationality_is_no_place() -> None:
    assert not demonyms() & places()
    assert {"South Korean", "Lankan", "Kenyans"} <= demonyms()
    assert capitals() <= places()


def test_a_given_name_tells_its_gender_where_only_one_bears_it() -> None:
    assert [given_names()[name] for name in ("Aisha", "Pavel", "Jean")] == ["f", "m", None]
