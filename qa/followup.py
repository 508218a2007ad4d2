"""Follow-up questions made to stand on their own, from what was asked and answered before.

In this order: what an elliptic question leaves out comes from an earlier one (`qa.ellipsis`); pronouns for persons,
groups, things and places take whom or what was spoken of last (`qa.referents`); where a question still leans on the one
before, its words come along as context. A question that stands on its own passes through as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qa.ellipsis import IDENTITY, OPENER, WH, complete_ellipsis
from qa.referents import CAPITALS, VERB, name_group, name_holder, name_other, name_person, name_place
from qa.turns import Turn
from qa.words import content_words, stems

__all__ = ["Completed", "Turn", "complete"]

_THING = re.compile(
    r"\b(it|its|they|them|their|theirs|this|that|these|those|there|then|the same|one|ones)\b", re.IGNORECASE
)
# "the new ambassador", "the two leaders": somebody the conversation knows and the question does not name
_DEFINITE = re.compile(r"\bthe (?:two |three |new |other |same |second )+[a-z]+s?\b")
_NAMED = re.compile(r"\s(?:[A-Z][\w'’-]*[a-z]|[A-Z]{2,})")
_MORE = re.compile(r"\b(?:else|other|another|others|further|besides|more)\b", re.IGNORECASE)
_NAMES = re.compile(rf"(?<=\s){CAPITALS}")
_COUNTED = re.compile(  # “How many were killed …” and then “how many were injured?”: other people are counted
    rf"^\W*(?:and |but )?how (?:many|much)\b(?:(?! {VERB}) [a-z]+)*(?: {VERB})*(?: [a-z]+)?", re.IGNORECASE
)
_FEW, _OWN = 3, 2  # content words that still make no question of their own; those beside a name that do


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that stands on its own; `context` are words of the turn before that it is about without saying so.

    `focus` are the documents that the conversation is about, `told` the sentences already cited where more, or
    something else, is asked; `same` tells that this is asked about the very thing that was answered ("when was
    that?"); `swapped` are words of the question before and those that took their place.
    """

    text: str
    context: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    told: tuple[tuple[str, int], ...] = ()
    same: bool = False
    swapped: tuple[str, str] | None = None


def complete(text: str, history: Sequence[Turn], outlets: Collection[str] = ()) -> Completed:
    """Complete a question from what went before; `notes` tell the person how it was understood.

    `outlets` are the names that stand for a source where one is put in the place of another ("And Reuters?").
    """
    if not history:
        return Completed(text)
    elliptic = complete_ellipsis(text, history, outlets)
    own = not elliptic.changed and _NAMED.search(elliptic.text)
    named, person = name_person(elliptic.text if own else name_holder(elliptic.text, history), history)
    whole = name_other(name_place(name_group(named, history), history), history)
    of_it = _of_it(whole, history) if elliptic.changed else ()
    context = of_it if elliptic.changed else _context(text, whole, history)
    if not context and whole == text:
        return Completed(text)
    about = f" (about {' '.join(context)})" if context else ""
    again = elliptic.put or (elliptic.same and not content_words(OPENER.sub("", text)))
    told = history if _MORE.search(text) else history[-1:] if again else ()
    # The first name helps the search; a passage need not have it.
    first = [word for word in _longest(person, history).split() if person and word not in whole]
    return Completed(
        whole,
        tuple(dict.fromkeys((*context, *first))),
        (f"understood as: {whole}{about}",),
        focus=next((tuple(dict.fromkeys(id for id, _ in turn.told)) for turn in reversed(history) if turn.told), ()),
        told=tuple(at for turn in told for at in turn.told),
        same=elliptic.same or bool(of_it),
        swapped=(elliptic.gone, elliptic.put) if elliptic.gone and elliptic.put else None,
    )


def _longest(person: str, history: Sequence[Turn]) -> str:
    """The longest form in which somebody was named: "Moe" was "Ingrid Moe" before."""
    named = {one for turn in history for one in (*turn.people, *(known.name for known in turn.cast)) if one.split()}
    forms = {one for one in named if person in {one, *one.split()[-1:]}}
    return max(forms, key=len, default=person)


def _of_it(whole: str, history: Sequence[Turn]) -> tuple[str, ...]:
    """Words of the last question that stood on its own, where “it” was left in one that another was made from: “What
    did Lund say about it? And Roth?”."""
    if not re.search(r"\b(?:it|that|this)\W*$", whole, re.IGNORECASE):
        return ()
    own = stems(whole)
    last = next((turn for turn in reversed(history) if not _THING.search(turn.text)), None)
    return tuple(word for word in content_words(last.text) if not stems(word) <= own) if last else ()


def _context(asked: str, whole: str, history: Sequence[Turn]) -> tuple[str, ...]:
    """Words of the question before, where a follow-up leans on it: by "and …", by a pronoun for a thing, or by
    having next to no words of its own. Where neither names anything, what was last named comes along."""
    # "Who is Akira Muto?" is short and whole; "who resigned?" and "why Muto?" are not.
    named = _NAMED.search(whole) and re.search(rf"\b(?:{VERB}|said\b|say\b)", whole, re.I) and WH.match(whole)
    few = len(content_words(whole)) < _FEW and not named
    leans = OPENER.match(asked) and not (named and len(content_words(_NAMES.sub(" ", whole))) >= _OWN)
    if not (leans or _THING.search(whole) or few or _DEFINITE.search(asked)):
        return ()
    own = stems(whole)
    before = next((turn for turn in reversed(history) if not IDENTITY.match(turn.text)), history[-1])
    words = content_words(_COUNTED.sub("", before.text) if _COUNTED.match(asked) else before.text)
    words += before.context  # “Which states?” was about more than states
    if named:  # who else is asked about takes the place of those asked about before
        words = [word for word in words if not any(word in person.split() for person in before.people)]
    if not before.names and whole == asked:
        words += content_words(next((turn.names[0] for turn in reversed(history) if turn.names), ""))
    return tuple(dict.fromkeys(word for word in words if not stems(word) <= own))
