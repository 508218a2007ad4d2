"""Roles as written beside a name: `the outgoing envoy to X, Name`, `Name, the mayor of Y,`, `Foreign Minister Name`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from index.cues import cue_verbs
from index.gazetteer import countries
from index.lexer import Token
from index.vocabulary import (
    AUXILIARIES,
    COMMON_FINITE,
    COORDINATORS,
    DETERMINERS,
    ORG_HEADS,
    PREPOSITIONS,
    ROLE_MODIFIERS,
    SUBJECT_PRONOUNS,
    TITLES,
    is_adverb,
    is_finite,
    is_role,
    singular,
)
from index.years import MONTH_NAMES, WEEKDAY_NAMES

_LONGEST = 16  # words of a role phrase
_PLAIN = 3  # plain nouns before an office: `the high street bank manager`
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "our"})
_CLOSED = PREPOSITIONS | COORDINATORS | AUXILIARIES | SUBJECT_PRONOUNS
_TIMES = frozenset(
    "last this next earlier later since until till after before when while ago today yesterday tomorrow now then again "
    "during throughout".split()
)
_CALENDAR = frozenset((*MONTH_NAMES, *WEEKDAY_NAMES))
_CALLS = frozenset("well oh yes no yeah look listen thanks sorry please dear".split())  # `Well, Senator Lund`
_COPULAS = frozenset({"is", "was", "became", "remains"})
_GOES_ON = frozenset("who which that said says as known called nicknamed accused charged born".split())
_KINDS = (
    "ambassador envoy diplomat emissary representative",
    "minister politician official premier secretary",
    "president leader politician head",
    "premier minister leader politician chancellor taoiseach",
    "spokesman spokeswoman spokesperson official",
    "senator lawmaker legislator congressman congresswoman politician representative mp parliamentarian",
    "chairman chairwoman chair chairperson head boss chief director executive ceo president manager",
    "lawyer attorney barrister counsel solicitor prosecutor",
    "professor academic scholar expert economist analyst researcher historian scientist lecturer",
    "general commander officer colonel soldier admiral chief",
    "mayor governor politician leader official",
    "candidate nominee politician contender republican democrat",
    "adviser advisor aide official strategist",
    "writer author novelist journalist columnist editor",
)

_ABBREVIATED: Mapping[str, str] = MappingProxyType(
    {"sen.": "senator", "rep.": "representative", "gov.": "governor", "gen.": "general", "prof.": "professor"}
)
_GENERAL = frozenset("official politician leader head chief boss director manager commander officer secretary".split())


@dataclass(frozen=True, slots=True)
class Role:
    """A role as written, without its article: `text` equals the document's text from `start` to `end`."""

    text: str
    start: int
    end: int


def roles_beside(text: str, words: Sequence[Token], lo: int, hi: int, taken: Container[int]) -> Iterator[Role]:
    """Roles written directly before, after, or as predicate of the name that is `words[lo:hi]`.

    `taken` holds the starts of persons' names, which no role reaches across.
    """
    for span in (
        _before(text, words, lo, hi, taken),
        _ahead(words, lo, taken),
        _after(words, hi, taken),
        _predicate(words, hi),
    ):
        if span is not None:
            start, end = words[span[0]].start, words[span[1] - 1].end
            yield Role(text[start:end], start, end)


def _before(text: str, words: Sequence[Token], lo: int, hi: int, taken: Container[int]) -> tuple[int, int] | None:
    end = lo
    if lo and words[lo - 1].text == ",":
        if hi == len(words) or words[hi].text not in {",", ".", ";"}:
            return None
        end = lo - 1
    start = end
    while start > max(0, end - _LONGEST) and start - 1 not in taken and _inside_role(words, start - 1):
        if "\n" in text[words[start - 1].end : words[start].start]:
            break
        start -= 1
    if end < lo:
        start = _acting_for(words, start, taken)
    start = _own_part(words, start, end)
    return _trimmed(words, _with_plain_nouns(text, words, start, end), end)


def _ahead(words: Sequence[Token], lo: int, taken: Container[int]) -> tuple[int, int] | None:
    """`A history teacher who grew up in Lund,` before the name that it is said of."""
    if not lo or words[lo - 1].text != ",":
        return None
    for k in range(lo - 2, max(-1, lo - 2 * _LONGEST), -1):
        if k in taken or words[k].text in {".", "!", "?", "”", '"'}:
            return None
        if words[k].text in {"A", "An"}:
            span = _noun_phrase_with_role(words, k)
            return span if span and words[span[1]].lower in {",", "who", "whose", "which"} else None
    return None


_FOR_ANOTHER = frozenset("spokesman spokeswoman spokesperson lawyer attorney aide adviser advisor assistant".split())


def _acting_for(words: Sequence[Token], start: int, taken: Container[int]) -> int:
    """Where `a lawyer for Ada Lund, | Ole Finn,` begins: the name that an office before another name reaches across."""
    k = start
    while k and k - 1 in taken:
        k -= 1
    acts = 1 < k < start and words[k - 1].lower in {"for", "to", "of"} and words[k - 2].lower in _FOR_ANOTHER
    return k - 2 if acts else start


def _own_part(words: Sequence[Token], start: int, end: int) -> int:
    """Of `a spokesman for Finance Minister | Ada Lund` only the minister is Lund, as of `the cabinet of Chancellor`."""
    for k in range(end - 1, start, -1):
        rest, held = words[k + 1 : end], words[k - 1].lower
        office = any(is_role(word.lower) for word in rest)
        alone = all(is_role(word.lower) or word.lower in ROLE_MODIFIERS for word in rest) and not is_role(held)
        one = office and singular(rest[-1].lower) == rest[-1].lower
        if words[k].lower in {"for", "to", "of"} and office and (held in _FOR_ANOTHER or (alone and one)):
            return k + 1
    return start


def _with_plain_nouns(text: str, words: Sequence[Token], start: int, end: int) -> int:
    """Takes in the plain nouns of `the new waterways minister`, up to the article or owner before them, on one line."""
    k = start
    while k > 0 and start - k < _PLAIN and _plain_noun(words[k - 1]):
        k -= 1
    while 0 < k < start and words[k - 1].lower in ROLE_MODIFIERS:
        k -= 1
    opens = k > 0 and (words[k - 1].lower in _ARTICLES or words[k - 1].text in {"'s", "’s", "'", "’"})
    one_line = k < start < end and "\n" not in text[words[k].start : words[start].start]
    return k if opens and one_line else start


def _plain_noun(word: Token) -> bool:
    formed = word.word and word.text.isalpha() and not word.capital and not word.lower.endswith(("ly", "ing"))
    return formed and word.lower not in _CLOSED | _ARTICLES and not is_finite(word.lower)


def _inside_role(words: Sequence[Token], k: int) -> bool:
    word = words[k]
    if word.calendar or word.lower in SUBJECT_PRONOUNS:
        return False
    if word.text in {"'s", "’s"} or is_role(word.lower) or word.lower in ROLE_MODIFIERS or word.lower in TITLES:
        return True
    before = words[k - 1].lower if k else ""
    if word.lower == "and":
        return is_role(before) or before in {"foreign", "trade", "security", "human"}
    if word.lower in {"of", "to", "for", "in", "at", "on"}:
        body = word.lower != "to" and before in ORG_HEADS | ROLE_MODIFIERS
        return k > 0 and (words[k - 1].capital or is_role(before) or body)
    if word.lower == "the":
        return before in {"of", "to", "for"}
    other = words[k + 2 : k + 3] if word.text == "(" else words[max(k - 2, 0) : k - 1]
    bracket = bool(other) and {word.text, other[0].text} == {"(", ")"}  # `head of the Port Board (PB)`
    named = word.capital and word.word and word.lower not in PREPOSITIONS | COORDINATORS
    joined = word.lower.endswith("-general") or word.lower.startswith(("ex-", "then-"))  # `ex-Prime | Minister Lund`
    return named or bracket or joined or word.lower in ORG_HEADS


def _trimmed(words: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """The phrase without leading articles and loose words; None when no office is its head."""
    while start < end and (
        words[start].lower in (_ARTICLES | COORDINATORS | TITLES | PREPOSITIONS) - _ABBREVIATED.keys()
        or words[start].text in {"'s", "’s"}
        or _stray(words, start, end)
    ):
        start += 1
    if end > start and words[end - 1].lower in PREPOSITIONS | COORDINATORS:
        return None  # `a minister and | Lund’s friend`
    while end > start and words[end - 1].lower in TITLES - {"justice", "imam", "sheikh"} - _ABBREVIATED.keys():
        end -= 1
    heads = [k for k in range(start, end) if is_role(words[k].lower) or words[k].lower in _ABBREVIATED]
    return (start, end) if heads else None


def _stray(words: Sequence[Token], k: int, end: int) -> bool:
    """`Count | former mayor Lund among them`, `Well | Senator Lund`: a capital that only opens the sentence."""
    word = words[k]
    if is_role(word.lower):
        return False
    if is_adverb(word.lower) or word.lower in _CALLS:
        return True
    return word.capital and k + 1 < end and words[k + 1].text in {"former", "outgoing", "longtime"}


def _after(words: Sequence[Token], hi: int, taken: Container[int]) -> tuple[int, int] | None:
    if hi >= len(words) or words[hi].text not in {",", "("}:
        return None
    start = hi + 1
    if start + 1 < len(words) and words[start].lower == "who" and words[start + 1].lower in _COPULAS | {"serves"}:
        start += 2
    found = _noun_phrase_with_role(words, start)
    for k in range(*found or (0, 0)):
        if words[k].lower in PREPOSITIONS:
            break  # `spokeswoman for Minister Bo Roth`
        if k in taken and is_role(words[k - 1].lower):  # `Lund, Minister Bo Roth and a general`: it is Roth's
            return found if any(word.text in {"'s", "’s"} for word in words[k : k + 4]) else None
    return found


def _predicate(words: Sequence[Token], hi: int) -> tuple[int, int] | None:
    if hi < len(words) and words[hi].lower in _COPULAS:
        return _noun_phrase_with_role(words, hi + 1)
    return None


def _is_verb(words: Sequence[Token], k: int) -> bool:
    """Whether a lower-case word behind a name and a comma goes on with what they did: `Lund, | met the mayor`."""
    word, after = words[k], words[k + 1] if k + 1 < len(words) else None
    if word.capital or word.lower in ROLE_MODIFIERS or is_role(word.lower):
        return False
    reports = any(cue.form in {"past", "s"} for cue in cue_verbs().get(word.lower, ()))
    if word.lower.endswith("ed") and word.lower not in COMMON_FINITE:  # `a renowned chemist` is no verb
        return after is not None and (after.capital or after.lower in DETERMINERS | PREPOSITIONS)
    return word.lower in COMMON_FINITE or reports


def _leaves_role(words: Sequence[Token], k: int) -> bool:
    """Whether a word begins what is no part of an office: since when it is held, until when, and what it is not."""
    after = words[k + 1] if k + 1 < len(words) else None
    if words[k].lower in {"and", "but", "with"}:
        another = words[k].lower == "and" and after is not None and after.lower in _ARTICLES
        return (another and not _goes_on(words, k + 2)) or (after is not None and after.lower in {"no", "not", "never"})
    if words[k].lower in {"in", "from", "on", "for", "by"}:
        return after is not None and (after.text[:1].isdigit() or after.text in _CALENDAR)
    return words[k].lower in _TIMES


def _goes_on(words: Sequence[Token], k: int) -> bool:
    """Whether an office goes on at `k`: `and the | deputy head`, `of Selby and the | Isles`; not `and the | man`."""
    end = next((n for n in range(k, len(words)) if words[n].lower in {",", ".", "who", *PREPOSITIONS}), len(words))
    return any(word.capital or is_role(word.lower) for word in words[k:end])


def _is_owned(words: Sequence[Token], k: int) -> bool:
    """Whether a straight quotation mark is the apostrophe of “the Dockers' Union”."""
    behind = words[k + 1] if k + 1 < len(words) else None
    return words[k].text == "'" and words[k - 1].lower.endswith("s") and behind is not None and behind.capital


def _noun_phrase_with_role(words: Sequence[Token], start: int) -> tuple[int, int] | None:
    opens = words[start] if start < len(words) else None
    if opens is None or not opens.word or opens.lower in _CLOSED | {"not", "no", "neither"} or _is_verb(words, start):
        return None
    end, limit = start, min(start + _LONGEST, len(words))
    while end < limit and (words[end].word or words[end].text in {"'s", "’s", "’", "&"} or _is_owned(words, end)):
        lower = words[end].lower
        verb = is_finite(lower) and not words[end].capital and end > start + 1
        office = any(is_role(word.lower) for word in words[start:end])
        if lower in _GOES_ON | AUXILIARIES or verb or (office and _leaves_role(words, end)):
            break
        end += 1
    first_preposition = next((k for k in range(start + 1, end) if words[k].lower in PREPOSITIONS), end)
    if not any(is_role(words[k].lower) for k in range(start, first_preposition)):
        return None
    if words[start].lower in _ARTICLES:
        start += 1
    return (start, end) if end > start else None


def country_of(phrase: str) -> frozenset[str]:
    """Countries a role phrase names, by name, demonym or capital, not those it is an ambassador *to*."""
    own = re.split(r" (?:to|in|at) ", phrase, maxsplit=1)[0]
    tokens = own.replace("'s", " ").replace("’s", " ").split()
    pairs = [" ".join(tokens[k : k + 2]) for k in range(len(tokens) - 1)]
    known = countries()
    return frozenset(known[t] for t in (*tokens, *pairs) if t in known)


def role_heads(phrase: str) -> frozenset[str]:
    """The offices in a phrase, singular and lower case: `Deputy Foreign Ministers` → minister, deputy."""
    words = phrase.lower().replace("’s", " ").replace("'s", " ").split()
    spelled = [_ABBREVIATED.get(w, w) for w in words]
    return frozenset(singular(re.sub(r"-(?:elect|designate)$", "", w)) for w in spelled if is_role(w))


def heads_meant(described: str) -> frozenset[str]:
    """Heads of the roles that a description can mean: `the envoy` is an ambassador, `the official` a minister, …"""
    wanted = role_heads(described)
    return wanted.union(*(set(kind.split()) - _GENERAL for kind in _KINDS if wanted & set(kind.split())))


def same_country(described: str, role: str) -> bool:
    """Whether the nationality in a description does not contradict the one in a role."""
    asked, own = country_of(described), country_of(role)
    return not asked or not own or bool(asked & own)
