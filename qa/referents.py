"""Whom and what the pronouns of a follow-up mean: by what they may stand for, and by what was spoken of last.

"He" and "she" take a person of that gender, "it" and "its" a body or a thing, "they" and "their" a group, "there" a
place. A question that names somebody before its pronoun ("Why did Lund say that she …") needs nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.actors import lesser
from index.vocabulary import is_role, singular
from qa.turns import Known, Turn, is_place, known
from qa.words import stems

VERB = r"(?:(?:did|does|do|is|was|were|are|has|have|had|will|would|can|could|should)(?:n['’]?t)?|won['’]?t|can['’]?t)\b"
CAPITALS = r"[A-Z0-9][\w.&'’-]*(?:\s+(?:(?:of|the|and|for|de|du|von|van)\s+){0,2}[A-Z0-9][\w.&'’-]*)*"
PERSON = re.compile(r"\b(he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)
_ONE = frozenset({"it", "its"})
_POSSESSIVE = {"his", "her", "hers", "their", "its"}
# "did it", "were they": the pronoun is what the question is about; "its", "their": whose
_GROUP = re.compile(
    rf"\b{VERB}\s+(?P<subject>it|they)\b(?!\s+(?:true|possible|clear|that)\b)|\b(?P<owner>its|their)\b", re.IGNORECASE
)
# What a question is about: a name right after its first verb, or at its very beginning
_ABOUT_NAME = re.compile(rf"(?:\b{VERB}\s+(?:the\s+)?|^\W*)(?P<name>{CAPITALS})")
_ROLE_ASKED = re.compile(r"^\W*who(?:['’]s| is| was)\s+(?P<role>the\s+[^?]{3,60}?)\s*\??$", re.IGNORECASE)
COUNTED = re.compile(
    rf"\bhow many (?P<noun>(?:(?!{VERB})[a-z-]+ )??(?!{VERB})[a-z]+)(?=\s+(?:{VERB}|[a-z]+(?:ed|en|ng)\b|[a-z]+\W*$))",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    rf"\b{VERB}\s+(?:the\s+|these\s+|those\s+)?(?P<noun>(?:(?!(?:he|she|it|they|you|we|an?|that|this|there|any|some|no)\b)"
    r"[a-z-]+ )?(?!things|aspects|details|names)(?:[a-z]{3,}[a-rt-z]s|people|men|women|children|police))\s+[a-z]"
)
_THE_PLURAL = re.compile(r"\bthe (?P<noun>(?:[a-z-]+ )?[a-z]{3,}[a-rt-z]s)\b(?!['’])")
_THERE = re.compile(
    rf"(?P<from>\b(?:from|to|in|near)\s+)?(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )\bthere\b"
    rf"(?!\s+(?:{VERB}|been|be)\b)",
    re.IGNORECASE,
)


def name_person(text: str, history: Sequence[Turn]) -> tuple[str, str]:
    """The question with a person in the place of its first personal pronoun, and that person; "" where none is."""
    found = PERSON.search(text)
    if not found or re.search(r"(?<!^)\b[A-Z][a-z]{2,}", text[: found.start()].lstrip()):
        return text, ""
    pronoun = found.group().lower()
    person = _person(pronoun, text, history)
    if not person:
        return text, ""
    # "Who appointed her?" is no owner
    is_object = pronoun == "her" and not re.match(r"\s+[a-z]{3}", text[found.end() :].lower())
    put = owner(person) if pronoun in _POSSESSIVE and not is_object else person
    return text[: found.start()] + put + text[found.end() :], person


def _person(pronoun: str, text: str, history: Sequence[Turn]) -> str:
    """The last person spoken of whom the pronoun may mean, by name, else by the office that was asked about."""
    wanted = "m" if pronoun in {"he", "him", "his", "himself"} else "f"
    named = stems(text)  # "When did he fight Ali?" is not about Ali
    unknown = [m["role"] for t in history if t.kind == "actor" and not t.said and (m := _ROLE_ASKED.match(t.text))]
    for turn in reversed(history):
        fitting = [one for one in _people(turn, wanted) if not stems(one.name) & named]
        if asked := next((role for role in unknown if role in turn.text), ""):  # or taken up in a question since
            return asked
        if fitting:
            return fitting[0].name
    # A person called like a place ("Paris"), or one whom only an office names ("the spokesman")
    told = (name for turn in reversed(history) for name in turn.people if not stems(name) & named)
    called = next((name for name in told if not _ACRONYM.match(name) and is_place(name.split()[0])), "")
    offices = (m.group() for m in _OFFICE.finditer(history[-1].text))
    return called or next((one for one in offices if is_role(w := one.split()[-1]) and singular(w) == w), "")


def _people(turn: Turn, wanted: str) -> list[Known]:
    """Whom a turn was about, then whom its cited words name, without those of the other gender; where documents told
    who is who, those of whom they tell the gender come first, before them whoever was the answer."""
    found: list[Known] = []
    answer = turn.said if turn.kind == "actor" else ""
    for names in (turn.people[:3], [one.name for one in turn.cast if one.kind == "person"]):
        people = [known(name, turn) for name in names if not _ACRONYM.match(name)]
        fitting = [one for one in people if one.kind not in {"organisation", "place"} and one.gender in {None, wanted}]
        found += sorted(fitting, key=lambda one: (one.name not in answer, one.gender is None)) if turn.cast else fitting
    return found


_ACRONYM = re.compile(r"^[A-Z]{2,5}$")
# "the WHO spokesman", "the new mayor": somebody whom a question tells of without a name
_OFFICE = re.compile(r"\bthe (?:[\w'’-]+ ){0,3}?[a-z-]+(?= (?:of|for|in|at|to)\b|\W*$| [a-z])")


# "the new ambassador": an office that stands for its holder; not "the mayor of Selby", "the mayor Ada Lund"
_HOLDER = re.compile(r"\bthe (?P<office>(?:[a-z-]+ ){0,3}[a-z-]+)")
_TOLD_WHOSE = re.compile(r" (?:of|for|in|at|to|from)\b| [A-Z]")
_IS_ASKED = re.compile(r"^\W*who(?:['’]s| is| was| are| were)\b", re.IGNORECASE)
_PASSING = frozenset("new current old same other first second two three".split())


def name_holder(text: str, history: Sequence[Turn]) -> str:
    """The question with the one holder of an office that the documents under discussion know: "the minister"."""
    if _IS_ASKED.match(text):
        return text
    for found in _HOLDER.finditer(text):
        words = found["office"].split(" ")
        last = max((n for n, word in enumerate(words) if is_role(word)), default=0)
        end = found.start("office") + len(" ".join(words[: last + 1]))
        office = [word for word in words[: last + 1] if word not in _PASSING]
        if not office or not is_role(office[-1]) or _TOLD_WHOSE.match(text[end:]):
            continue
        for turn in reversed(history):
            people = [one.name for one in (*turn.cast, *turn.beside) if _holds(office, one.roles)]
            if len(people) == 1:
                return text[: found.start()] + people[0] + text[end:]
            if people:
                break
    return text


def _holds(office: Sequence[str], roles: Sequence[str]) -> bool:
    """Whether one of the roles is this office: it has all its words and no rank ("deputy mayor") that was not said."""
    wanted = stems(" ".join(office))
    for role in roles:
        head = stems(re.split(r"\s(?:of|for|in|at|to|from)\s", role, maxsplit=1)[0])
        if wanted <= head and not lesser(role, " ".join(office)):
            return True
    return False


def name_group(text: str, history: Sequence[Turn]) -> str:
    """The question with what was spoken of in the place of "it" or "they" as a subject, or of "its" and "their"."""
    found = _GROUP.search(text)
    if not found:
        return text
    pronoun = (found["subject"] or found["owner"]).lower()
    # "It" is what was spoken of just now; "they" may come back to a group of earlier on.
    turns = history[-1:] if pronoun in _ONE else history[::-1]
    name = next((name for turn in turns for name in _groups(turn, pronoun, last=turn is history[-1])), None)
    if name is None and pronoun not in _ONE:
        name = next((f"the {m['noun']}" for turn in turns[:2] if (m := _THE_PLURAL.search(turn.text))), None)
    if name is None and pronoun not in _ONE:  # somebody, and whoever belongs to them
        name = next((name for turn in turns if (name := _asked_about(turn))), None)
    if name is None:
        return text
    start = found.start("subject") if found["subject"] else found.start("owner")
    return text[:start] + (owner(name) if found["owner"] else name) + text[found.end() :]


def _groups(turn: Turn, pronoun: str, *, last: bool) -> Iterator[str]:
    """What "it" or "they" may mean in a turn, the likeliest first: the body that was the answer, the name that a
    question was about, and for "they" two people, or what there were several of in the question just before."""
    if turn.kind == "actor" and turn.said and known(turn.said, turn).kind != "person" and turn.said not in turn.people:
        yield turn.said[0].lower() + turn.said[1:] if turn.said.lower().startswith("the ") else turn.said
    name = _asked_about(turn)
    person = name is not None and (
        known(name, turn).kind == "person" or any(name in one or one in name for one in turn.people)
    )
    if name is not None and not person:
        yield name
    if pronoun in _ONE:
        return
    yield from (
        one for one in turn.people if last and any(one == k.name and k.kind == "organisation" for k in turn.cast)
    )
    people = [one.name for one in turn.cast if one.kind == "person"]
    if turn.kind in {"actor", "list"} and len(people) == 2:
        yield " and ".join(people)
    for pattern in (COUNTED, _PLURAL) if last else ():
        if several := pattern.search(turn.text):
            yield f"the {several['noun']}"


def _asked_about(turn: Turn) -> str | None:
    """The name that a question was about."""
    told = [found["name"] for found in _ABOUT_NAME.finditer(turn.text)]
    return next((one for one in turn.names if any(one in about for about in told)), None)


def name_place(text: str, history: Sequence[Turn]) -> str:
    """The question with the place spoken of last in the place of "there"."""
    found = _THERE.search(text)
    place = next((place for turn in reversed(history) for place in _places(turn)), None) if found else None
    if found is None or place is None or stems(place) <= stems(text):
        return text
    before = found["from"] or "in "
    return f"{text[: found.start()]}{before}{place}{text[found.end() :]}"


def _places(turn: Turn) -> Iterator[str]:
    """Places of a turn: the one that was its answer, then the last that its question names, then one in the words
    cited where it is the only one."""
    if turn.kind == "place" and turn.said[:1].isupper():
        yield turn.said
    yield from (name for name in reversed(turn.names) if known(name, turn).kind == "place")
    cited = [one.name for one in turn.cast if one.kind == "place"]
    if len(cited) == 1:
        yield cited[0]


_OTHER = re.compile(
    r"\bthe (?:(?P<two>former|latter)|(?P<which>first|second|other)"
    r"(?: (?:one|two|man|woman|person|country|company|team|side)\b|\b(?! [a-z])))",
    re.IGNORECASE,
)


def name_other(text: str, history: Sequence[Turn]) -> str:
    """The question with one of two spoken of just now in the place of "the second", "the former" or "the other one"."""
    found = _OTHER.search(text)
    pair = next((two for turn in reversed(history) if (two := _pair(turn))), None) if found else None
    if found is None or pair is None:
        return text
    which, told = (found["two"] or found["which"]).lower(), stems(f"{history[-1].text} {history[-1].said}")
    first = which in {"former", "first"} or (which == "other" and stems(pair[1]) <= told)
    return f"{text[: found.start()]}{pair[0 if first else 1]}{text[found.end() :]}"


def _pair(turn: Turn) -> tuple[str, str] | None:
    """Two of a kind that a question names, in their order, or two people whom its answer does."""
    people = tuple(one.name for one in turn.cast) if turn.kind == "actor" else ()
    sought = [*((turn.names, kind) for kind in ("person", "organisation", "place")), (people, "person")]
    for names, kind in sought:
        alike = [name for name in names if known(name, turn).kind == kind]
        if len(alike) == 2:
            return alike[0], alike[1]
    return None


def owner(name: str) -> str:
    """The possessive of a name."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
