"""Of what kind a name is: a person, a body, a place or something else, by the words it holds and the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from index.gazetteer import demonyms, given_names, places
from index.lexer import Token
from index.vocabulary import (
    ACRONYM_PLACES,
    EVENT_HEADS,
    ORG_HEADS,
    PLACE_HEADS,
    ROLE_MODIFIERS,
    TITLES,
    is_office,
    is_role,
    singular,
)

NameKind = Literal["person", "organisation", "place", "other"]

COURTESY = frozenset("mr mr. mrs mrs. ms ms. miss mx dr dr.".split())
"""Words before a name that say nothing of an office."""
_PLACE_PREPOSITIONS = frozenset("in at near from across around outside inside above below along beside".split())
_BODY_NOUNS = frozenset("group firm company charity club newspaper magazine campaign operator agency start-up".split())
_EVENT_OPENERS = frozenset("operation hurricane storm typhoon cyclone".split())
_PLACE_OPENERS = frozenset("mount mt mt. lake fort port cape san santa são los las".split())
_QUARTERS = frozenset("N. S. E. W. Northern Southern Eastern Western Central Upstate".split())  # `N. Korea`
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,3}")


def kind_of(  # noqa: PLR0911, PLR0912 - a list of cases, the first that fits wins
    words: Sequence[Token], lo: int, hi: int, before: str
) -> NameKind | None:
    """The kind of the name `words[lo:hi]` behind the word `before` (lower case).

    None when it is only a nationality, an office or a calendar word.
    """
    text = " ".join(w.text for w in words[lo:hi])
    size = hi - lo
    if text in demonyms() or all(
        is_office(w.text) or w.lower in ROLE_MODIFIERS or w.lower in TITLES for w in words[lo:hi]
    ):
        return "person" if words[lo].text in given_names() or before in COURTESY else None
    quarter = size > 1 and words[lo].text in _QUARTERS and " ".join(w.text for w in words[lo + 1 : hi]) in places()
    if text in places() or text in ACRONYM_PLACES or words[hi - 1].lower in PLACE_HEADS or quarter:
        return "place"
    titled = before in TITLES or (is_role(before) and before not in ORG_HEADS)
    heads = {w.lower for w in words[lo + 1 : hi]} & (ORG_HEADS | EVENT_HEADS)  # `Christian Union of Peru` is nobody
    if words[lo].text in given_names() and size >= 2 and not heads:
        return "person"
    if words[hi - 1].lower in ORG_HEADS or any(w.lower in ORG_HEADS for w in words[lo:hi] if size > 1):
        return "organisation"
    if any(w.text == "&" for w in words[lo:hi]):
        return "organisation"
    if any(w.lower in EVENT_HEADS for w in words[lo:hi]) or (size > 1 and words[lo].lower in _EVENT_OPENERS):
        return "other"
    if size > 1 and not titled and (words[lo].lower in _PLACE_OPENERS or singular(words[hi - 1].lower) in PLACE_HEADS):
        return "place"
    if before in _BODY_NOUNS:
        return "organisation"
    if titled:
        return "person"
    if size == 1 and words[lo].text.isupper() and 2 <= len(words[lo].text) <= 6:
        return "organisation"
    if before == "the":
        return "organisation" if size == 1 else "other"
    of_office = before == "of" and lo > 1 and (is_role(words[lo - 2].lower) or words[lo - 2].lower in PLACE_HEADS)
    if before in (_PLACE_PREPOSITIONS if size == 1 else _PLACE_PREPOSITIONS - {"from", "around"}) or of_office:
        return "place"
    if 2 <= size <= 4 and all(
        (w.word and not w.text.isupper()) or len(w.text) <= 2 or is_initials(w.text) for w in words[lo:hi]
    ):
        return "person"
    return "person" if size == 1 and words[lo].text in given_names() else "other"


def is_initials(word: str) -> bool:
    """Whether a word is one to three initials: `J.`, `J.R.`, but not `U.S.`."""
    return _INITIALS.fullmatch(word) is not None and word not in ACRONYM_PLACES
