"""What a conversation keeps of a question and its answer, for later questions to refer to."""

from __future__ import annotations

from dataclasses import dataclass

from index.gazetteer import Gender, given_names, places
from index.names import NameKind
from index.vocabulary import ORG_HEADS
from qa.words import keys


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something that was spoken of, under the fullest name, with the offices that the documents give;
    `gender` is None where nothing tells it."""

    name: str
    kind: NameKind
    gender: Gender | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange that went before.

    `text` is the completed question, `names` those in it; `people` are whom it and its answer were about, most telling
    first. `said` is the short answer in front of the cited words (“3 March 2021”), `kind` what was asked for. `cast`
    is everybody and everything that question and cited words name, in that order, `beside` who
    else has an office in the documents cited; `told` are the sentences cited, as document id and offset; `context` are
    the words that the question had taken over from those before it.
    """

    text: str
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    answer: str = ""
    said: str = ""
    kind: str = ""
    cast: tuple[Known, ...] = ()
    beside: tuple[Known, ...] = ()
    told: tuple[tuple[str, int], ...] = ()
    context: tuple[str, ...] = ()


def known(name: str, turn: Turn) -> Known:
    """What is known of a name in a turn: by the documents cited, else by lists of places and of given names."""
    last = name.split()[-1:]
    called = [one for one in turn.cast if one.name == name] or [k for k in turn.cast if k.name.split()[-1:] == last]
    if called:
        return Known(name, called[0].kind, called[0].gender)
    if is_place(name):
        return Known(name, "place")
    if any(word.lower() in ORG_HEADS for word in name.split()):
        return Known(name, "organisation")
    first = name.split(maxsplit=1)[0] if name else ""
    return Known(name, "person", given_names()[first]) if first in given_names() else Known(name, "other")


def is_place(name: str) -> bool:
    """Whether the whole world knows this as the name of a place."""
    return name in places() or any(key.startswith("country:") for key in keys(name))
