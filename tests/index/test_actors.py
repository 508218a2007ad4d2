"""Names, roles and coreference inside one document."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.actors import Actor, Cast, find_actors
from index.lexer import lex
from index.names import find_names, names_in
from index.quotes import find_quotes


def names(text: str) -> list[tuple[str, str]]:
    """(text, kind) of every name."""
    return [(n.text, n.kind) for n in find_names(text)]


def actor(text: str, name: str) -> Actor:
    """The one actor of that full name."""
    (found,) = [a for a in find_actors(text) if a.name == name]
    return found


def meant(text: str, mention: str, nth: int = 0) -> str | None:
    """The full name behind the nth occurrence of a mention."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(mention, at + 1)
    words = lex(text)
    found = Cast(text, words, names_in(text, words), find_quotes(text)).resolve(at, at + len(mention))
    return None if found is None else found.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met Jean-Luc O'Hara in Lisbon.", [("Jean-Luc O'Hara", "person"), ("Lisbon", "place")]),
        ("It was sung by Maria de la Cruz.", [("Maria de la Cruz", "person")]),
        ("We saw J. R. Vance's boat.", [("J. R. Vance", "person")]),
        ("They met Foreign Minister Edda Storm.", [("Edda Storm", "person")]),
        ("The envoy to Peru Otto Brandvik left.", [("Peru", "place"), ("Otto Brandvik", "person")]),
        ("She joined the Ministry of Trade in May.", [("Ministry of Trade", "organisation")]),
        ("The minister for sport and Water Anna Lund left.", [("Anna Lund", "person")]),
        ("He works in Tarn Lines offices.", [("Tarn Lines", "organisation")]),
        ("On Monday the Baltmark Institute closed.", [("Baltmark Institute", "organisation")]),
        ("He left B&O in May.", [("B&O", "organisation")]),
        ("The Bargemen's Union left.", [("Bargemen's Union", "organisation")]),
        ("He met the Teachers’ Union on Monday.", [("Teachers’ Union", "organisation")]),
        ("She joined Ada Lund's Party in Holm.", [("Ada Lund", "person"), ("Holm", "place")]),
        ("He works for NATO on Fridays.", [("NATO", "organisation")]),
        ("However, nothing happened. Officials waited.", []),
    ],
)
def test_names_are_cut_and_sorted_by_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_a_word_that_opens_a_sentence_is_a_name_when_it_is_one_elsewhere() -> None:
    assert names("Brandvik left. We like Brandvik.") == [("Brandvik", "other"), ("Brandvik", "other")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Norway's outgoing ambassador to Peru, Edda Storm, spoke.", "Norway's outgoing ambassador to Peru"),
        ("Edda Storm, the mayor of Ostervik, spoke.", "mayor of Ostervik"),
        ("We met Foreign Minister Edda Storm.", "Foreign Minister"),
        ("Edda Storm, a former banker, spoke.", "former banker"),
        ("Edda Storm is the head of the union.", "head of the union"),
        ("Edda Storm, the chair of the Dockers' Union, spoke.", "chair of the Dockers' Union"),
        ("Edda Storm, the mayor of Tarn and the woman who saved it, spoke.", "mayor of Tarn"),
        ("Edda Storm, a rope-walk owner and poet born in 1857, spoke.", "rope-walk owner and poet"),
        ("Edda Storm, the mayor of Tarn and the head of its bank, spoke.", "mayor of Tarn and the head of its bank"),
    ],
)
def test_a_role_is_kept_as_written(text: str, role: str) -> None:
    storm = actor(text, "Edda Storm")
    assert [r.text for r in storm.roles] == [role]
    assert text[storm.roles[0].start : storm.roles[0].end] == role


def test_a_surname_means_the_person_introduced_in_full() -> None:
    storm = actor("Edda Storm spoke. Storm then left.", "Edda Storm")
    assert len(storm.mentions) == 2


def test_two_people_of_one_surname_stay_two() -> None:
    text = "Edda Storm met her brother Nils Storm. Mr Storm laughed, and Mrs Storm left."
    assert {a.name for a in find_actors(text)} == {"Edda Storm", "Nils Storm"}
    assert meant(text, "Storm", 2) == "Nils Storm"
    assert meant(text, "Storm", 3) == "Edda Storm"


def test_initials_and_swapped_order_are_the_same_person() -> None:
    text = "We met Edda Storm. Later E. Storm left. They saw Storm Edda."
    assert [a.name for a in find_actors(text)] == ["Edda Storm"]


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Ambassador Edda Storm met Minister Otto Brandvik. The envoy left.", "The envoy", "Edda Storm"),
        ("Ambassador Edda Storm met Minister Otto Brandvik. The minister left.", "The minister", "Otto Brandvik"),
        ("Senator Susan Lee met her aide Peter Gray. She left.", "She", "Susan Lee"),
        ("Senator Susan Lee met her aide Peter Gray. He left.", "He", "Peter Gray"),
        ("The mayor of Ostervik left. Later Mayor Edda Storm spoke.", "The mayor of Ostervik", "Edda Storm"),
        (
            "French envoy Anne Roux met Italian envoy Carla Neri. The French diplomat left.",
            "The French diplomat",
            "Anne Roux",
        ),
    ],
)
def test_a_description_means_the_most_recent_person_it_fits(text: str, mention: str, name: str) -> None:
    assert meant(text, mention) == name


def test_a_description_that_fits_nobody_stays_open() -> None:
    assert meant("Edda Storm left. The engineer stayed.", "The engineer") is None


def test_roles_are_given_in_the_order_in_which_they_stand() -> None:
    text = "Finance Minister Edda Storm spoke in May. In June Prime Minister Edda Storm resigned."
    assert [role.text for role in actor(text, "Edda Storm").roles] == ["Finance Minister", "Prime Minister"]
    assert actor("We met Edda Storm.", "Edda Storm").roles == ()


def test_an_office_ahead_of_a_name_is_theirs_and_no_one_elses() -> None:
    assert [r.text for r in actor("A retired judge who came late, Edda Storm sat.", "Edda Storm").roles] == [
        "retired judge"
    ]
    assert actor("A judge was hurt in Tull, Edda Storm said.", "Edda Storm").roles == ()
    (role,) = actor("They moved authority to Deputy Defense Secretary Edda Storm.", "Edda Storm").roles
    assert role.text == "Deputy Defense Secretary"


def test_names_of_places_people_of_later_births_and_fires() -> None:
    text = "In New Jersey Maj. Gen. Per Holt III fought the Park Fire. Holt and Tom Reyes of New York, N.Y., won."
    kinds = {a.name: a.kind for a in find_actors(text)}
    assert kinds["New Jersey"] == kinds["New York"] == "place"
    assert (kinds["Per Holt"], kinds["Park Fire"]) == ("person", "other")
    assert "Holt" not in kinds


WORDS = st.sampled_from(
    "Edda Storm Mr. the minister of U.S. 's , . \n Ministry and de la The He “ ” Peru in ( - O'Hara".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=150), st.lists(WORDS, max_size=50).map(" ".join)))
def test_any_text_gives_names_and_roles_that_stand_in_it(text: str) -> None:
    found = find_names(text)
    assert all(text[n.start : n.end] == n.text and n.text for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for one in find_actors(text):
        assert all(text[r.start : r.end] == r.text for r in one.roles)
        assert list(one.mentions) == sorted(one.mentions)


def test_plain_nouns_before_an_office_belong_to_the_role() -> None:
    (holt,) = [a for a in find_actors("Work has begun, the new harbours minister, Per Holt, said.") if "Holt" in a.name]
    assert [role.text for role in holt.roles] == ["new harbours minister"]


def test_a_role_does_not_begin_in_the_paragraph_before() -> None:
    (holt,) = [a for a in find_actors("That was the answer\n\nTrade Minister Per Holt gave.") if "Holt" in a.name]
    assert [role.text for role in holt.roles] == ["Trade Minister"]


def test_the_role_of_a_spokesman_is_not_that_of_the_minister() -> None:
    (lund,) = [a for a in find_actors("A spokesman for Trade Minister Ada Lund was silent.") if "Lund" in a.name]
    assert [role.text for role in lund.roles] == ["Trade Minister"]


def test_what_somebody_is_not_is_no_role() -> None:
    (lund,) = [a for a in find_actors("Ada Lund, who is not a cousin of the mayor, was silent.") if "Lund" in a.name]
    assert lund.roles == ()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Rosa Lind, who became mayor of Selby last week after Tom Reyes left, spoke.", "mayor of Selby"),
        ("Rosa Lind, the finance minister since May, resigned.", "finance minister"),
        (
            "Rosa Lind, head of the transport union and no relation to the mayor, urged calm.",
            "head of the transport union",
        ),
        ("Rosa Lind was chief of staff in the first government until 2019.", "chief of staff in the first government"),
        ("Rosa Lind was ambassador to Norway from 2014.", "ambassador to Norway"),
        ("Rosa Lind, the last governor of the island, died.", "last governor of the island"),
    ],
)
def test_a_role_ends_where_its_time_begins(text: str, role: str) -> None:
    assert [r.text for r in find_actors(text)[0].roles] == [role]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Count former mayor Ada Lund among the critics.", "former mayor"),
        ("“Well Senator Ada Lund, we were busy too,” he said.", "Senator"),
    ],
)
def test_a_capital_that_only_opens_the_sentence_is_no_part_of_an_office(text: str, role: str) -> None:
    assert [r.text for r in actor(text, "Ada Lund").roles] == [role]


def test_a_quarter_before_a_country_makes_no_person() -> None:
    assert ("N. Korea", "place") in names("On Monday N. Korea fired a missile.")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The cabinet of Prime Minister Ada Roth met.", "Prime Minister"),
        ("The head of the Ardley Port Board (APB), Ada Roth, spoke.", "head of the Ardley Port Board (APB)"),
        ("Bank of Ardley governor Ada Roth spoke.", "Bank of Ardley governor"),
        ("The head of the Association of Mayors, Ada Roth, left.", "head of the Association of Mayors"),
    ],
)
def test_a_cabinet_is_no_office_and_a_bank_is_part_of_one(text: str, role: str) -> None:
    person = next(actor for actor in find_actors(text) if actor.name == "Ada Roth")
    assert [one.text for one in person.roles] == [role]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She chairs the National Harbour Safety Board. The NHSB met on Friday.", "National Harbour Safety Board"),
        ("Alternative for Ardley (AfA) came second. AfA wants a bridge.", "Alternative for Ardley"),
        (
            "The Centers for Tide Research and Prevention (CTR) said no. CTR had warned.",
            "Centers for Tide Research and Prevention",
        ),
    ],
)
def test_a_body_and_its_letters_are_one(text: str, name: str) -> None:
    body = next(actor for actor in find_actors(text) if actor.name == name)
    assert body.kind == "organisation"
    assert len(body.mentions) >= 2


def test_a_surname_with_a_particle_is_no_first_name_where_it_opens_a_sentence() -> None:
    (one,) = find_actors("Odile des Roches, the museum's director, spoke. Des Roches said that des Roches would stay.")
    assert one.name == "Odile des Roches"
    assert len(one.mentions) == 3


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("He blamed Ada Lund, Interior Minister Bo Roth and a general.", []),
        ("He met Ada Lund, spokeswoman for Minister Bo Roth, at noon.", ["spokeswoman for Minister Bo Roth"]),
        ("He met Ada Lund, Mayor Bo Roth’s sister, at noon.", ["Mayor Bo Roth’s sister"]),
        ("Bo Roth, a senior judge and Ada Lund’s brother, slept.", []),
        ("They met Norland’s ex-Prime Minister Ada Lund.", ["Norland’s ex-Prime Minister"]),
    ],
)
def test_an_office_is_cut_whole_and_is_not_that_of_the_next_in_a_row(text: str, roles: list[str]) -> None:
    assert [role.text for role in actor(text, "Ada Lund").roles] == roles
