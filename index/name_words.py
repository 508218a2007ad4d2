"""Words that are somebody's name in one place and a month or a verb in another: May, April, Will, Mark, Rose."""

from __future__ import annotations

from collections.abc import Sequence, Set

from index.cues import cue_verbs
from index.gazetteer import demonyms, given_names, places
from index.lexer import Token
from index.vocabulary import EVENT_HEADS, OPENERS, ORG_HEADS, PREPOSITIONS, TITLES, is_finite

_MONTHS = frozenset({"April", "May", "June", "August"})
_VERBS = frozenset(
    "Mark Rose Grant Drew Pat Rob Sue Bill Frank Hope Faith Grace Joy Dawn Art Guy Chase Skip Wade Chuck Dean Penny "
    "Iris Violet Olive Ivy Heather Robin Jack".split()
)
_LONGEST = 8  # words of a name
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
    end = min(len(words), k + _LONGEST)
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
