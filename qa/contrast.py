"""What a comparison asks, taken apart: the questions whose answers are set side by side, and by what word.

“Who was appointed earlier, Vik or Brask?” asks when either was appointed; “Do the reports agree on how many came?” asks
every source how many came. The parts need not be good English: they are read for their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qa.kinds import kind_of, sides_of
from qa.records import Kind, Question
from qa.thesaurus import is_past
from qa.understand import names_in
from qa.words import content_words, keys, stem

How = Literal["order", "amount", "sources", "voices"]

_MORE = (
    "more|higher|larger|bigger|greater|longer|older|taller|dearer|heavier|faster|wider|deeper|"
    "most|highest|largest|biggest"
)
_LESS = "fewer|less|lower|smaller|shorter|younger|cheaper|lighter|slower|least|lowest|smallest|fewest"
_FIRST, _LAST = "first|earlier|sooner|earliest|before", "later|last|latest|after"
_AMOUNT = rf"(?:{_MORE}|{_LESS})(?: expensive)?"
_ORDER = rf"(?:{_FIRST}|{_LAST})"
_BE = r"was|were|is|are|will|has|had|have"
_DO = r"did|does|do"
_REPORTS = r"(?:reports?|sources?|accounts?|outlets?|(?:news)?papers?|articles?|stories|agencies|media)"
_SAID_BY = re.compile(  # what only says that sources are compared
    rf"[,;:]?\s*(?:and )?(?:"
    rf"according to (?:the |both |all )?(?:\w+ )?{_REPORTS}|"
    rf"do (?:the |all )?{_REPORTS} (?:differ|agree|disagree)|"
    rf"what do [^,:?]{{3,60}} (?:each )?(?:say|report|give)|"
    rf"between the (?:\w+ )?{_REPORTS}|in the (?:different|two|various) {_REPORTS})\W*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:agree|disagree|differ|contradict (?:each other|one another)|the same|consistent|at odds)\s+"
    r"(?:about|on|over|as to|in|regarding)\s+(?P<about>.+)$",
    re.IGNORECASE,
)
_SAME = re.compile(r"\b(?:give|report|name|put|say|have)s? the same (?P<about>.+)$", re.IGNORECASE)
_CHANGED = re.compile(r"^how (?:did|has|have) (?P<about>.+?) changed?\W*$", re.IGNORECASE)
_GIVES = re.compile(
    r"^(?:which|what|whose|who)\b(?: \w+)? "
    r"(?:gives?|gave|puts?|reports?|reported|names?|cites?|claims?|mentions?|quotes?) "
    rf"(?:the |a )?(?P<word>{_AMOUNT}) (?P<what>\w+)(?: (?:for|of|on|about))?\s*(?P<about>[^,:?]*)",
    re.IGNORECASE,
)
_THAN = re.compile(
    rf"^(?P<aux>{_BE}|{_DO})\s+(?P<one>.+?)\s+(?P<word>{_AMOUNT}|{_ORDER})\s+(?P<what>.*?)\s*than\s+(?P<two>.+?)"
    r"(?:\s+(?:did|does|do|was|were|is|has|had))?$",
    re.IGNORECASE,
)
_OR_BEHIND = re.compile(
    r"^(?P<stem>.*?)(?:[,:;—–]|\b(?=the\b))\s*(?P<one>[^,:;—–]{2,80}?),? or (?P<two>[^,:;—–]{2,80})$", re.IGNORECASE
)
_OR_AHEAD = re.compile(
    r"^(?P<one>[^,:;?]{2,60}?) or (?P<two>[^,:;?]{2,60}?)\s*[,:;?—–-]\s*(?P<stem>(?:which|who|what)\b.+)$",
    re.IGNORECASE,
)
_HOW = {"larger": "large", "bigger": "big", "greater": "large", "longer": "long", "older": "old", "taller": "tall"}
_HOW |= {"smaller": "large", "shorter": "long", "younger": "old", "higher": "high", "lower": "high", "heavier": "heavy"}


@dataclass(frozen=True, slots=True)
class Contrast:
    """A comparison taken apart.

    `how`: the order of two events, two amounts, what several sources give for one thing, or what two say of it.
    `parts` are the questions, one for each of `sides` and in their order, or a single one that all sources answer.
    `word` is the comparing word as asked (“earlier”, “more”), "" where there is none; `whether` is whether yes or no
    is asked.
    """

    how: How
    sides: tuple[str, ...]
    parts: tuple[Question, ...]
    word: str = ""
    whether: bool = False

    @property
    def least_first(self) -> bool:
        """Whether the comparing word means the smaller amount or the earlier day."""
        return bool(re.match(rf"(?:{_LESS}|{_FIRST})\b", self.word, re.IGNORECASE))


def contrast_of(question: Question) -> Contrast | None:
    """How the answer to a comparison is put together; None where it is told by the words of either side."""
    text = " ".join(question.text.split()).strip(" ?.!")
    ways = (_gives, _sides, _than, _sources, _voices)
    return next((found for way in ways if (found := way(question, text)) is not None), None)


def part_of(question: Question, text: str, kind: Kind) -> Question:
    """A question of its own that is a part of another one."""
    terms = tuple(content_words(text))
    plain = {stem(word) for word in question.plain}
    return replace(
        question,
        text=text,
        kind=kind,
        terms=terms,
        names=names_in(text),
        plain=tuple(word for word in terms if stem(word) in plain),
    )


def _gives(question: Question, text: str) -> Contrast | None:
    """“Which outlet gives the higher number of marchers?”"""
    found = _GIVES.match(text)
    if found is None:
        return None
    noun = found["what"].lower()
    loose = noun in {"figure", "number", "count", "estimate", "total", "toll", "sum", "amount", "value"}
    about = found["about"].strip() if loose else f"{noun} {found['about']}".strip()
    if not about:
        return None
    asked = f"How much {about}?" if noun in {"sum", "amount", "value"} else f"How many {about}?"
    return Contrast("sources", (), (part_of(question, asked, "number"),), found["word"].lower())


def _sides(question: Question, text: str) -> Contrast | None:
    """“Which came first, the strike or the fire?”"""
    found = _OR_AHEAD.match(text) or _OR_BEHIND.match(text)
    if found is None or not re.match(r"(?:which|who|what|whose)\b", found["stem"].strip(), re.IGNORECASE):
        return None
    word = re.search(rf"\b(?:{_ORDER}|{_AMOUNT})\b", found["stem"], re.IGNORECASE)
    if word is None:
        return None
    one, before, behind = _bare(found["one"]), found["stem"][: word.start()], found["stem"][word.end() :]
    sides = (one, _completed(one, _bare(found["two"])))
    if re.fullmatch(_ORDER, word.group(), re.IGNORECASE):
        texts = [_when(before, behind, side) for side in sides]
    else:
        texts = [_how_much(before, behind, word.group().lower(), side) for side in sides]
    return _weighed(question, sides, texts, word.group().lower())


def _than(question: Question, text: str) -> Contrast | None:
    """“Did the port handle more coal than grain?”, “Was Ruiz appointed later than Moen?”"""
    found = _THAN.match(text)
    if found is None or _REPORTED.search(found["one"]):
        return None
    auxiliary, word, what = found["aux"].lower(), found["word"].lower(), found["what"].strip()
    one, two, verb = _bare(found["one"]), _bare(found["two"]), ""
    if (re.fullmatch(_DO, auxiliary) and " " in one) or re.search(r" \w+(?:ed|en)$", one):
        one, _, verb = one.rpartition(" ")
    sides = (one, _completed(one, two))
    ordered = re.fullmatch(_ORDER, word) is not None
    texts = []
    for side in sides:
        if ordered:
            texts.append(f"When {auxiliary} {side} {verb} {what}")
        elif what or verb:
            texts.append(f"How {'many' if what.endswith('s') else 'much'} {what} {auxiliary} {side} {verb}")
        else:
            texts.append(_size(side, word, auxiliary))
    return _weighed(question, sides, texts, word, whether=True)


def _weighed(
    question: Question, sides: tuple[str, str], texts: Sequence[str], word: str, *, whether: bool = False
) -> Contrast:
    """Two things by their day or their amount, as the word that compares them tells."""
    ordered = re.fullmatch(_ORDER, word) is not None
    parts = [part_of(question, f"{' '.join(asked.split())}?", "date" if ordered else "number") for asked in texts]
    return Contrast("order" if ordered else "amount", sides, tuple(parts), word, whether)


_REPORTED = re.compile(rf"\b{_REPORTS}\b|^(?:who|which|what)\b", re.IGNORECASE)


def _sources(question: Question, text: str) -> Contrast | None:
    """“Do the reports agree on how many came?”, “How many came, according to the different reports?”"""
    whether = re.match(rf"(?:{_DO}|are)\b", text, re.IGNORECASE) is not None
    plain = _SAID_BY.sub("", text)
    of_sources = re.search(rf"\b{_REPORTS}\b|^(?:do|does)\b", text, re.IGNORECASE)
    found = _SAME.search(text) or (_ABOUT.search(text) if of_sources else None)
    if found is None and plain == text:
        return None
    about = found["about"] if found else plain
    if changed := _CHANGED.match(about):
        about = changed["about"]
    kind = _kind(about)
    if kind is None:
        return None
    asked = about if re.match(r"(?:how|when|where|who|what|which)\b", about, re.IGNORECASE) else f"What is {about}"
    return Contrast("sources", (), (part_of(question, f"{asked}?", kind),), whether=whether)


_DIFFER = re.compile(
    r"\b(?:differ\w*|(?:dis)?agree|sa(?:ys?|id)|speak|talk|see|think|want|claim|report|put|views?|positions?|statements?|accounts?)\b"
    r"(?: (?:each|both))?(?: (?:of|on|about|over|regarding|as to|in|for|to))?\s+(?P<about>.+)$",
    re.IGNORECASE,
)


def _voices(question: Question, text: str) -> Contrast | None:
    """“How do Ito and the union differ on wages?”, “What do Ito and the union each say about wages?”"""
    sides, found = sides_of(text), _DIFFER.search(text)
    if found is None or len(sides) < 2 or not text.find(sides[1]) < found.start():
        return None
    about = re.sub(r"\b(?:his|her|its|their)\b", f"{sides[1]}'s", found["about"])  # “A and B on his arrest”: of B
    parts = tuple(part_of(question, f"What did {side} say about {about}?", "position") for side in sides)
    return Contrast("voices", sides, parts)


def _kind(about: str) -> Kind | None:
    """The kind of value that sources are asked for; None where it is no value but words."""
    kind = kind_of(about)
    if kind in {"number", "date"}:
        return kind
    if re.search(r"\b(?:date|day)\b", about, re.IGNORECASE):
        return "date"
    return "number" if MEASURED.search(about) else None


MEASURED = re.compile(
    r"\b(?:number|count|figures?|price|costs?|size|length|capacity|toll|percent|share|amount|values?|worth|damage|"
    r"result|score|turnout|age|losses|profits?|sum|total|distance|height|weight|duration)\b",
    re.IGNORECASE,
)


def _when(before: str, behind: str, side: str) -> str:
    """When one of the two things happened that a question puts in order."""
    told = _without_asking(f"{before} {behind}")
    verb, _, rest = told.partition(" ")
    if told.lower() in {"came", "comes", "happened", "was", "were", "is", "took place", "occurred", ""}:
        return f"When was {side}"
    if re.fullmatch(_BE, verb, re.IGNORECASE):
        return f"When {verb} {side} {rest}"
    return f"When {_did(side, told)}"


def _how_much(before: str, behind: str, word: str, side: str) -> str:
    """How much one of the two has that a question weighs against each other."""
    told, behind = _without_asking(before), behind.strip()
    told = re.sub(r"\s*\b(?:the|an?)$", "", told)
    if not behind and told.lower() in {"is", "was", "are", "were", ""}:
        return _size(side, word, told.lower() or "is")
    noun = re.match(r"(?!(?:for|to|in|at|on|from|by|with|than|of)\b)\w[\w'’-]*", behind)
    if noun and re.fullmatch(r"had|has|have|held|holds?|got", told, re.IGNORECASE):
        return f"How {'many' if noun.group().endswith('s') else 'much'} {behind} {told} {side}"
    if noun:
        return f"How {'many' if noun.group().endswith('s') else 'much'} {behind} {_did(side, told)}"
    return f"How much {_did(side, told)} {behind}"


def _did(side: str, told: str) -> str:
    """What a side did, as it is asked: “promised” → “had Roth promised”, “sell” → “did Roth sell”."""
    verb = told.partition(" ")[0]
    return f"{'had' if is_past(verb) else 'did'} {side} {told}"


def _size(side: str, word: str, auxiliary: str) -> str:
    """How large, how old, how much something is, by the word that compares it."""
    counted = re.match(r"(?:the )?number of (?P<what>.+)$", side, re.IGNORECASE)
    if counted:
        return f"How many {counted['what']}"
    if word in {"cheaper", "dearer"} or "expensive" in word:
        return f"How much does {side} cost"
    if MEASURED.search(side):
        return f"What {auxiliary} {side}"
    return f"How {_HOW.get(word, 'much')} {auxiliary} {side}"


def _without_asking(text: str) -> str:
    """A question without the words that ask: “Which town closed its centre” → “closed its centre”."""
    rest = re.sub(r"^(?:who|what|which(?: of (?:the )?\w+)?)\b\s*", "", " ".join(text.split()), flags=re.IGNORECASE)
    verb = rf"(?:{_BE}|{_DO}|came|comes|happened|took|began|occurred|started|had|got|\w+ed)\b"
    opens = re.match(verb, rest, re.IGNORECASE)
    return rest if opens or not re.match(r"which\b", text.strip(), re.IGNORECASE) else rest.partition(" ")[2]


_ONE = r"(?:the |[A-Z])[^,:;?]{1,60}?"
_EITHER = re.compile(rf"^(?P<stem>[Ww]ho\b.+?)\s*[,:;?–—]\s*(?P<one>{_ONE}),? or (?P<two>{_ONE})$")


def either_of(question: Question) -> tuple[Question, frozenset[str]] | None:
    """“Who called it a farce, Ito or the union?” as “Who called it a farce?”, and the keys of those two."""
    found = _EITHER.match(" ".join(question.text.split()).strip(" ?.!")) if question.kind == "actor" else None
    return (part_of(question, f"{found['stem']}?", "actor"), keys(f"{found['one']} {found['two']}")) if found else None


def _bare(side: str) -> str:
    return re.sub(r"^(?:either|was it|is it|did)\s+", "", side.strip(), flags=re.IGNORECASE)


def _completed(one: str, two: str) -> str:
    """The second side with the noun that it leaves to the first: “Lund's offer or that of Roth”, “or of Roth”."""
    found = re.match(r"(?:(?:that|those|the one) )?of (?P<whose>.+)$", two, re.IGNORECASE)
    if found is None:
        return two
    head = one.partition(" of ")[0] if " of " in one else f"the {one.rpartition(' ')[2]}"
    return f"{head} of {found['whose']}"
