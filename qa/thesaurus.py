"""Words that say the same in news, and words that say the contrary: what a question and a text may differ by.

The words stand in `thesaurus.txt`, which says how it is written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from qa.words import stem, words

Entry = tuple[str, ...]
"""The stems of a word, or those of a verb and its particle."""

_PREPOSITIONS = frozenset("to for on with by into about from".split())
_REACH = 4  # words from a verb within which its particle stands: “called the machines back”


@dataclass(frozen=True, slots=True)
class Kin:
    """What may stand for one word of a question: its other `forms`, words of like sense, `contrary` ones, and those
    that tell of another event (`apart`)."""

    forms: frozenset[str]
    alike: frozenset[Entry]
    contrary: frozenset[Entry]
    apart: frozenset[Entry]

    @property
    def itself(self) -> Kin:
        """The word in all its forms, and nothing that may stand for it."""
        return Kin(self.forms, frozenset(), frozenset(), frozenset())

    @property
    def opposite(self) -> Kin:
        """The words that say the contrary."""
        return Kin(frozenset(), self.contrary, frozenset(), frozenset())

    def meets(self, found: Collection[str]) -> bool:
        """Whether stems of a text have a word of like sense, or another form of the same."""
        return not self.forms.isdisjoint(found) or _any_of(self.alike, found)

    def parted(self, found: Collection[str]) -> bool:
        """Whether stems of a text have a word that says the contrary, or tells of another event."""
        return _any_of(self.contrary | self.apart, found)


@lru_cache(maxsize=1024)
def kin_of(word: str, text: str = "") -> Kin:
    """What may stand for a word of `text`; with its particle behind it a verb is taken in that sense alone."""
    key = stem(word)
    forms = _forms().get(key, frozenset({key}))
    own = with_particle(word, text) or [(form,) for form in sorted(forms)]
    alike = frozenset(other for entry in own for other in _alike().get(entry, ()))
    behind = _following(key, text)[:1]
    alike |= frozenset((f"{key}{particle}",) for particle in behind)  # “splash down” and “the splashdown”
    alike |= frozenset((one,) for entry in alike if len(entry) == 1 for one in _doer(entry[0])) | _derived(key)
    here = _in_all_forms(alike)
    contrary, apart = (
        _in_all_forms(frozenset(other for entry in own for other in _pairs(section).get(entry, ()))) - here
        for section in ("contrary", "apart")
    )
    return Kin(forms, here, contrary, apart)


def with_particle(word: str, text: str, *, close: bool = True) -> list[Entry]:
    """The verbs of two words that a word and what follows it in `text` are, “*turn* the offer *down*”; a preposition,
    “*call for* it”, follows at once. Without `close` ones, only those whose second word is no preposition."""
    key = stem(word)
    forms, following = _forms().get(key, frozenset({key})), _following(key, text)
    reach = {one: (int(close) if one in _PREPOSITIONS else _REACH) for one in following}
    return [
        entry
        for entry in _alike()
        if len(entry) > 1 and entry[0] in forms and entry[1] in following[: reach.get(entry[1], 0)]
    ]


def is_past(word: str) -> bool:
    """Whether a word is the past or the participle of a verb, as far as its form tells."""
    lower = word.lower()
    return lower in _pasts() or (lower.endswith("ed") and not lower.endswith("eed"))


@lru_cache(maxsize=1)
def _pasts() -> frozenset[str]:
    forms = (line.split() for line in _section("forms"))
    return frozenset(word for base, *others in forms for word in others if word != base)  # “shut” may be either


def _derived(key: str) -> frozenset[Entry]:
    """Who or what does it, and the other way round: scan and scanner, found and founder, bake and baker."""
    made = set(_doer(key))
    made |= {key[:-2], key[:-3], key[:-1]} if key.endswith(("er", "or")) and len(key) > 6 else set()
    return frozenset((one,) for one in made if len(one) > 3) if len(key) > 3 else frozenset()


def _doer(key: str) -> tuple[str, ...]:
    """What who does it may be called: win and winner, bake and baker."""
    return f"{key}er", f"{key}or", f"{key}r", f"{key}{key[-1:]}er"


def _any_of(entries: Collection[Entry], found: Collection[str]) -> bool:
    return any(all(part in found for part in entry) for entry in entries)


def _following(key: str, text: str) -> list[str]:
    stemmed = [stem(word) for word in words(text)]
    return stemmed[stemmed.index(key) + 1 :] if key in stemmed else []


def _in_all_forms(entries: Collection[Entry]) -> frozenset[Entry]:
    forms = _forms()
    return frozenset((form, *entry[1:]) for entry in entries for form in forms.get(entry[0], (entry[0],)))


def _entries(line: str) -> frozenset[Entry]:
    return frozenset(tuple(stem(part) for part in word.split("_")) for word in line.split())


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, frozenset[str]]:
    """Stem → stems of all forms of the same word, where it is irregular."""
    found: dict[str, frozenset[str]] = {}
    for line in (*_section("forms"), *_section("plurals")):
        own = frozenset(stem(word) for word in line.split())
        for key in own:
            found[key] = found.get(key, frozenset()) | own
    return found


@lru_cache(maxsize=1)
def _alike() -> Mapping[Entry, frozenset[Entry]]:
    found: dict[Entry, frozenset[Entry]] = {}
    for line in _section("alike"):
        group = _entries(line)
        for entry in group:
            found[entry] = found.get(entry, frozenset()) | group
    return found


@lru_cache(maxsize=2)
def _pairs(section: str) -> Mapping[Entry, frozenset[Entry]]:
    found: dict[Entry, frozenset[Entry]] = {}
    for line in _section(section):
        one, _, other = line.partition("|")
        for left, right in ((_entries(one), _entries(other)), (_entries(other), _entries(one))):
            for entry in left:
                found[entry] = found.get(entry, frozenset()) | right
    return found


@lru_cache(maxsize=1)
def _sections() -> Mapping[str, tuple[str, ...]]:
    """The groups of every section of the list of words."""
    _, *parts = files("qa").joinpath("thesaurus.txt").read_text(encoding="utf-8").split("\n[")
    named = (part.partition("]") for part in parts)
    return {
        name: tuple(group for line in body.splitlines()[1:] for group in line.split(";") if group.strip())
        for name, _, body in named
    }


def _section(name: str) -> tuple[str, ...]:
    return _sections()[name]
