"""Which noun phrases can be speakers, and which words of a phrase are the mention."""

from __future__ import annotations

from collections.abc import Sequence

from index.clauses import POSSESSIVES, SHARES, Item, is_person
from index.vocabulary import INNER_PREPOSITIONS, ORG_HEADS, SUBJECT_PRONOUNS, is_role, singular

_THINGS = frozenset(
    "numbers letters papers orders powers factors corners waters borders centers computers chapters quarters errors "
    "mirrors sectors sensors prayers dangers matters rivers towers disasters".split()
)
_DOCUMENTS = frozenset(
    """
    report statement letter study survey memo article email e-mail note paper filing document release communique poll
    ruling editorial post tweet message notice bulletin readout complaint lawsuit website spokesperson headline column
    clip video ad advert advertisement spot slide footage film documentary data figure statistic evidence analysis
    investigation review audit transcript book memoir record census research finding result bill legislation
    resolution proposal indictment testimony speech recording petition manifesto map chart graphic guideline
    constitution suit affidavit estimate projection forecast average averages model
    """.split()
)
_PEOPLE = frozenset(
    """
    people source group union critic opponent supporter protester family farmer business company firm government
    ministry administration campaign team opposition regime side authority agency body majority minority man woman boy
    girl child parent ally rival neighbour neighbor adversary state country nation public community local insider
    organisation organization charity network panel lawmaker mp mep court tribunal regulator watchdog whistleblower
    scholar member others many some most few both none percent cent audience jury fan pupil patient guest everyone
    everybody somebody someone nobody anyone capital rider buyer user renter elder tenant migrant refugee advocate
    """.split()
)


COUNTED = frozenset("two three four pair duo trio couple".split())  # `“…,” | the two | wrote`


def pronoun_of(item: Item) -> str:
    """The pronoun in a contraction (`we’ve` → we), else the word itself; "" for a name."""
    return item.plain.replace("’", "'").split("'", 1)[0]


def can_speak(  # noqa: PLR0911 - a list of cases, the first that fits wins
    items: Sequence[Item], lo: int, hi: int
) -> bool:
    """Whether a phrase names somebody or something that makes statements: a person, a body, a document."""
    head = head_of(items, lo, hi)
    if head + 2 < hi and items[head].lower in SHARES and items[head + 1].lower == "of":
        return items[head + 2].lower == "whom" or can_speak(items, head + 2, hi)  # `eight of ten residents`
    if any(is_role(x.lower) or singular(x.lower) in _PEOPLE for x in items[lo : head + 1] if x.word):
        return True
    item = items[head]
    if item.name is not None or (hi == lo + 2 and items[lo].lower == "the" and item.lower in COUNTED):
        return True
    if item.quote is not None or item.calendar:
        return False
    if pronoun_of(item) in SUBJECT_PRONOUNS:
        return item.lower != "it"
    base = singular(item.lower)
    if item.lower in _DOCUMENTS or (item.capital and item.lower.endswith(("ese", "ish")) and lo < head):
        return True  # an analysis; the British
    if item.capital and item.lower.endswith("ans") and len(item.lower) > 6:
        return True  # Europeans
    if item.lower.endswith(("ists", "ers", "ors", "ians")) and len(item.lower) > 6 and item.lower not in _THINGS:
        return True
    return base in _DOCUMENTS or is_people(item.lower)


def is_document(items: Sequence[Item], lo: int, hi: int) -> bool:
    """Whether a phrase names something written, counted or filmed: a poll, a report, figures."""
    head = items[head_of(items, lo, hi)].plain
    return head in _DOCUMENTS or singular(head) in _DOCUMENTS


def is_people(lower: str) -> bool:
    """Whether a noun, in either number, means people or bodies of people."""
    return is_role(lower) or singular(lower) in _PEOPLE or singular(lower) in ORG_HEADS or lower in _PEOPLE


def head_of(items: Sequence[Item], lo: int, hi: int) -> int:
    """Index of the head noun: the last item before the first preposition."""
    for k in range(lo + 1, hi):
        if items[k].plain in INNER_PREPOSITIONS:
            return k - 1
    return hi - 1


_FOR_ANOTHER = frozenset(
    "spokesman spokeswoman spokesperson lawyer attorney aide adviser advisor assistant representative counsel "
    "brother sister wife husband son daughter widow".split()
)


def _acts_for(items: Sequence[Item], lo: int, hi: int) -> bool:
    """`a spokesman for Minister Ada Lund`: who speaks is not the person named last."""
    for k in range(lo, hi - 2):
        if items[k].plain in _FOR_ANOTHER:
            return items[k + 1].plain in {"for", "to", "of"}
    return False


def _several_people(items: Sequence[Item], lo: int, hi: int) -> bool:
    """`Mr Lund and the mayor, Bo Okafor`: what joins people is no part of one's office."""
    people = [k for k in range(lo, hi) if is_person(items[k])]
    joined = (items[k].plain == "and" for k in range(people[0], people[-1])) if people else ()
    return any(joined)


def narrowed(items: Sequence[Item], lo: int, hi: int) -> tuple[int, int]:
    """The mention inside a phrase: the person's name when one heads it, else the phrase without article-less tails."""
    last = items[hi - 1].name
    if hi - lo > 1 and items[lo].lower == "that" and items[lo + 1].name is not None:
        lo += 1  # `…that | Japan refused`
    if _acts_for(items, lo, hi) or _several_people(items, lo, hi):
        return lo, hi
    named = last is not None and last.kind == "person" and hi - lo > 1
    if named and items[hi - 2].lower not in INNER_PREPOSITIONS | {"and"} | POSSESSIVES:
        return hi - 1, hi
    head = head_of(items, lo, hi)
    name = items[head].name
    if name is not None and name.kind == "person" and (head == lo or items[head - 1].lower != "and"):
        return head, head + 1
    if name is not None and head == lo:
        return lo, head + 1
    for k in range(head + 1, hi):
        if items[k].plain in {"in", "at", "on", "with"} and items[min(k + 1, hi - 1)].name is None:
            return lo, k
    return lo, hi
