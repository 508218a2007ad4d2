"""Of what kind a name is: a person, a body, a place or something else, by the words it holds and the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Literal

from index.cues import cue_verbs
from index.gazetteer import demonyms, given_names, places
from index.lexer import Token
from index.vocabulary import (
    ACRONYM_PLACES,
    EVENT_HEADS,
    OPENERS,
    ORG_HEADS,
    PLACE_HEADS,
    PREPOSITIONS,
    ROLE_MODIFIERS,
    TITLES,
    is_finite,
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
    if any(w.text in {"&", "for"} for w in words[lo:hi]):
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


# --- words that are somebody's name in one place and a month or a verb in another: May, April, Will, Mark, Rose

_MONTHS = frozenset({"April", "May", "June", "August"})
_VERBS = frozenset(
    "Mark Rose Grant Drew Pat Rob Sue Bill Frank Hope Faith Grace Joy Dawn Art Guy Chase Skip Wade Chuck Dean Penny "
    "Iris Violet Olive Ivy Heather Robin Jack".split()
)
_NAME = 8  # words of a name
_DATING = (PREPOSITIONS - {"with", "by", "against", "than", "about"}) | frozenset(
    "mid early late last next this every each the by".split()
)  # what stands before a month

_WITHIN_TIME = frozenset("in since during throughout last next this every each mid early late".split())
_OF_TIME = frozenset("of from by until till through".split())  # before a name as often as before a month


def personal_words(words: Sequence[Token], initial: Set[int], headlines: Set[int]) -> frozenset[int]:
    """Positions of such words where they are part of a person's name: before or after another part of it, or alone
    where the text has the whole name elsewhere."""
    found = {i for i, word in enumerate(words) if _in_full(words, i, word, initial, headlines)}
    known = {words[i].text for i in found}
    return frozenset(found | {i for i, word in enumerate(words) if word.text in known and _alone(words, i, initial)})


def is_ambiguous(word: Token) -> bool:
    """Whether a word may be a name or not."""
    return word.text == "Will" or word.text in _MONTHS or word.text in _VERBS


def _in_full(words: Sequence[Token], i: int, word: Token, initial: Set[int], headlines: Set[int]) -> bool:
    if word.calendar and i and words[i - 1].text in given_names() and not _adjacent_month(words, i):
        return True  # `May` in `Theresa May`
    if not is_ambiguous(word) or i in headlines or not _name_follows(words, i):
        return False
    if word.text in _MONTHS:
        return not (i and (words[i - 1].lower in _DATING or words[i - 1].text[0].isdigit()))
    return word.text != "Will" or i not in initial or _verb_after_name(words, i + 1)


def _adjacent_month(words: Sequence[Token], i: int) -> bool:
    """Whether the given name before a month is itself a month: `June May` never means a person."""
    return words[i - 1].text in _MONTHS


def _name_follows(words: Sequence[Token], i: int) -> bool:
    if i + 1 >= len(words) or words[i + 1].start - words[i].end > 1:
        return False
    after = words[i + 1]
    plain = after.capital and not after.calendar and after.lower not in OPENERS | TITLES | ORG_HEADS | EVENT_HEADS
    return plain and after.text not in demonyms() and after.text not in places()


def _verb_after_name(words: Sequence[Token], k: int) -> bool:
    """Whether a statement goes on behind the name: `Will Smith said`, not `Will Smith resign?`"""
    end = min(len(words), k + _NAME)
    while k < end and words[k].capital:
        k += 1
    return k < len(words) and (words[k].text in {",", "'s", "’s"} or words[k].lower == "and" or _is_verb(words[k]))


def reports(word: Token) -> bool:
    """Whether a word is a reporting verb in the past or the present: said, warns."""
    return any(cue.form in {"past", "s"} for cue in cue_verbs().get(word.lower, ()))


def _is_verb(word: Token) -> bool:
    return is_finite(word.lower) or reports(word)


def _alone(words: Sequence[Token], i: int, initial: Set[int]) -> bool:
    word, after = words[i], words[i + 1] if i + 1 < len(words) else None
    if i and words[i - 1].lower in TITLES:
        return True
    owns = after is not None and after.text in {"'s", "’s"}
    if word.text in _MONTHS:
        # Where the text has a Mrs May, “cleared the way for May” means her; a month stands behind “in”, or by a number.
        before = words[i - 1] if i else None
        numbered = any(beside is not None and beside.text[0].isdigit() for beside in (before, after))
        dated = before is not None and before.lower in (_WITHIN_TIME if owns else _WITHIN_TIME | _OF_TIME)
        return not (numbered or dated)
    return owns or (after is not None and _is_verb(after)) or i not in initial
