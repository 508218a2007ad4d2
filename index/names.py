"""Names in running text, by rule: runs of capitalised words, told apart by what they hold and what stands around them.

A run may cross initials, hyphens, apostrophes and lower-case particles (`de la`, `von`, `bin`). Titles and offices
before a person's name are no part of it (`Foreign Minister Ada Lund` → `Ada Lund`), nor is a possessive `'s`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.gazetteer import demonyms, given_names, places
from index.lexer import Token, lex, paragraphs
from index.name_kinds import COURTESY, NameKind, is_ambiguous, kind_of, personal_words, reports
from index.vocabulary import (
    EVENT_HEADS,
    OPENERS,
    ORG_HEADS,
    PLACE_HEADS,
    ROLE_MODIFIERS,
    TITLES,
    is_finite,
    is_office,
    singular,
)

PARTICLES = frozenset(
    "de da di do dos du del della der den des la le van von zu bin ibn ben ter ten y e af av el al".split()
)
_LEADING_PARTICLES = frozenset("van von de da des di del della dos du bin ibn ben ter ten zu".split())
_SENTENCE_MARKS = frozenset(".!?:;•—–−|…")
_OPENING_QUOTES = frozenset("“\"‘«„'`([/")
_FAMILIES = frozenset(
    "Li Wang Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Xi Hu Deng Mao Kim Park Choi "
    "Jeong Kang Cho Yoon Jang Lim Moon Nguyen Tran Pham Nagy Szabo Orban Orbán Szabó".split()
)  # family names that stand first
_PORTFOLIOS = frozenset(
    "affairs agriculture climate communications culture defence defense development education employment energy "
    "environment finance fisheries food forestry health housing industry infrastructure interior justice labor labour "
    "planning science security sport sports technology tourism trade transport water women youth".split()
)  # what a minister is for
_LONGEST = 16  # words of a name
_BORN_LATER = frozenset({"II", "III", "IV"})
_FIRST_PERSON = frozenset("i a i'm i’m i've i’ve i'll i’ll i'd i’d".split())
_JOINERS = frozenset({"of", "for", "and", "on"})
_SHARED = frozenset("foreign health trade science food education human security labor labour".split())  # `Health and …`
_ON = frozenset("council commission committee panel convention".split())  # `Council on …`


__all__ = ["NameKind", "NameMention", "find_names", "names_in"]


@dataclass(frozen=True, slots=True)
class NameMention:
    """One name as written: `text == whole_text[start:end]`, without title, article or possessive ending."""

    start: int
    end: int
    text: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class _Capitals:
    """What decides whether a capital means a name: starts of paragraphs, positions of words that open a sentence and
    of those in headlines, words known to be names, and positions of months and verbs that are names here."""

    breaks: frozenset[int]
    initial: set[int]
    headlines: set[int]
    known: frozenset[str]
    personal: frozenset[int]


def find_names(text: str) -> list[NameMention]:
    """All names in `text` in reading order, without overlaps; offsets are code points into `text`."""
    return names_in(text, lex(text))


def names_in(text: str, words: Sequence[Token]) -> list[NameMention]:
    """As `find_names`, over words that were already cut."""
    breaks = frozenset(start for start, _ in paragraphs(text))
    initial = _initial_positions(words, breaks)
    headlines = _headline_words(text, words)
    known = _known_inside(words, initial, headlines)
    capitals = _Capitals(breaks, initial, headlines, known, personal_words(words, initial, headlines))
    found: list[NameMention] = []
    i = 0
    while i < len(words):
        if not _may_begin(words, i, capitals):
            i += 1
            continue
        j = _run_end(text, words, i, capitals)
        for lo, hi in _pieces(words, i, j):
            kind = kind_of(words, lo, hi, words[lo - 1].lower if lo and words[lo].start not in breaks else "")
            if kind is not None:
                start, end = words[lo].start, words[hi - 1].end
                found.append(NameMention(start, end, text[start:end], kind))
        i = max(j, i + 1)
    return _settled(found, words)


def _initial_positions(words: Sequence[Token], breaks: frozenset[int]) -> set[int]:
    """Indexes of words that open a sentence, a line or a quotation, where a capital says nothing."""
    found: set[int] = set()
    fresh = True
    for i, word in enumerate(words):
        if word.start in breaks:
            fresh = True
        if word.word:
            if fresh:
                found.add(i)
            fresh = False
        elif word.text in _SENTENCE_MARKS or word.text in _OPENING_QUOTES:
            fresh = True
    return found


def _known_inside(words: Sequence[Token], initial: set[int], headlines: set[int]) -> frozenset[str]:
    """Words that carry a capital in mid-sentence and more often than not: names wherever they stand. A line in
    capitals throughout tells nothing."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for i, word in enumerate(words):
        if word.text[0].isalpha():
            if not word.capital:
                small[word.lower] += 1
            elif i not in initial and not (i in headlines and word.text.isupper()):
                capital[word.lower] += 1
    return frozenset(w for w, n in capital.items() if n > small[w])


def _headline_words(text: str, words: Sequence[Token]) -> set[int]:
    """Indexes of words in lines set in capitals throughout, where capitals say nothing either."""
    found: set[int] = set()
    i = 0
    for start, end in paragraphs(text):
        line: list[int] = []
        while i < len(words) and words[i].start < end:
            if words[i].start >= start and words[i].text[0].isalpha():
                line.append(i)
            i += 1
        raised = sum(words[k].capital for k in line)
        ends_open = text[end - 1 : end] not in '.!?”"'
        if len(line) >= 4 and ends_open and raised >= 0.75 * len(line):
            found.update(line)
    return found


def _may_begin(  # noqa: PLR0911 - a list of cases, the first that fits wins
    words: Sequence[Token], i: int, capitals: _Capitals
) -> bool:
    word = words[i]
    if i in capitals.personal:
        return True
    if not word.capital or word.calendar:
        return False
    if word.lower in _FIRST_PERSON or ("-" in word.text and word.text.split("-", 1)[0] in demonyms()):
        return False
    listed = word.text in places() or word.text in demonyms()
    listed = listed or (word.text in given_names() and not is_ambiguous(word))
    if i in capitals.headlines:
        return listed or word.lower in capitals.known
    if i not in capitals.initial:
        return True
    if listed or word.lower in capitals.known:
        return True
    if word.lower in OPENERS:
        return False
    following = words[i + 1] if i + 1 < len(words) else None
    if following is None:
        return False
    if is_office(word.text) and word.lower not in ROLE_MODIFIERS and not following.capital:
        return False
    return (
        (following.capital and not following.calendar)
        or following.text in {"'s", "’s"}
        or (following.lower in _LEADING_PARTICLES and _past_particles(words, i + 1) > i + 1)
        or (following.lower in _JOINERS and _lettered(words, i, i + 1))
        or (following.word and is_finite(following.lower) and not word.lower.endswith("s"))
        or following.lower in {"said", "says", "told"}
        or (word.text.isupper() and len(word.text) > 1)
    )


def _past_particles(words: Sequence[Token], k: int) -> int:
    """Where the capital stands to which particles at `k` lead, `van der | Meer`; `k` where they lead to none."""
    end = k
    while end < min(k + 3, len(words)) and words[end].lower in PARTICLES and not words[end].capital:
        end += 1
    return end if end < len(words) and words[end].capital else k


def _run_end(text: str, words: Sequence[Token], i: int, capitals: _Capitals) -> int:
    """One past the last word of the run of capitalised words that begins at `i`."""
    j = i + 1
    while j < min(len(words), i + _LONGEST):
        word, gap = words[j], text[words[j - 1].end : words[j].start]
        if _owns_body(words, j):
            j += 2
            continue
        joined = words[j - 1].text in {".", "&"} or word.text == "&"  # `J.R.`; `B&O`
        if word.start in capitals.breaks or len(gap) > 2 or not (gap or joined):
            break
        if word.capital and (not word.calendar or j in capitals.personal):
            if j in capitals.headlines and i not in capitals.headlines:
                break
            j += 1
        elif (behind := _past_particles(words, j)) > j:
            j = behind + 1
        elif word.text == "&" and j + 1 < len(words) and words[j + 1].capital:
            j += 2
        elif word.lower in _JOINERS and (_joins(words, i, j) or _lettered(words, i, j)):
            j += 2 if words[j + 1].capital else 3
        else:
            break
    return min(j, len(words))


def _owns_body(words: Sequence[Token], j: int) -> bool:
    """Whether the possessive at `j` is part of a body's name: `Bargemen's Union`, `Press Workers' Club`."""
    if j + 1 >= len(words) or words[j].text not in {"'s", "’s", "'", "’"}:
        return False
    several = ("men", "children", "people") if words[j].text[1:] else ("s",)
    return words[j + 1].capital and words[j + 1].lower in ORG_HEADS and words[j - 1].lower.endswith(several)


def _joins(words: Sequence[Token], i: int, j: int) -> bool:
    """Whether `of`, `for` or `and` at `j` continues the name of a body or an event (`Ministry of Trade`)."""
    after = j + 2 if j + 1 < len(words) and words[j + 1].lower == "the" else j + 1
    if after >= len(words) or not words[after].capital or words[after].calendar:
        return False
    heads = ORG_HEADS | EVENT_HEADS
    if words[j].lower == "and":
        if after > j + 1 or words[j - 1].text in places():
            return False  # `Bank of Estonia and | the Royal Society`
        body = j - i >= 3 and words[j - 2].lower in {"of", "for"} and words[j - 3].lower in heads
        return words[j - 1].lower in _SHARED or (body and words[after].text not in places())
    if words[j].lower == "on" and words[j - 1].lower not in _ON:
        return False
    body = any(word.lower in heads for word in words[i:j])
    return singular(words[j - 1].lower) in heads or (body and words[j].lower == "of")


def _lettered(words: Sequence[Token], i: int, j: int) -> bool:
    """Whether letters in brackets behind, `Alternative for Ardley (AfA)`, say that the run goes on as one name."""
    small = _JOINERS | {"the", "in"}
    end = next((k for k in range(j, min(j + 8, len(words))) if not words[k].capital and words[k].lower not in small), j)
    letters = words[end + 1].text if words[end].text == "(" and end + 1 < len(words) else ""
    return letters[:1] == words[i].text[0] and sum(letter.isupper() for letter in letters) > 1


def _pieces(words: Sequence[Token], lo: int, hi: int) -> list[tuple[int, int]]:
    """Cut a run into names: offices and nationalities before a person go, two names side by side part."""
    for k in range(hi - 1, lo - 1, -1):
        if _is_title(words, k, lo) and k + 1 < hi and words[k + 1].lower not in ORG_HEADS:
            return [*_pieces_before_title(words, lo, k), *_pieces(words, k + 1, hi)]
    while lo < hi and words[lo].text in demonyms() and hi - lo > 1 and not _org_like(words, lo, hi):
        lo += 1
    while hi - lo > 1 and words[lo].text not in given_names() and _only_opens(words, lo, hi):
        lo += 1
    if lo < hi and _is_title(words, hi - 1, lo):
        return _pieces_before_title(words, lo, hi - 1)
    return _parted(words, lo, hi)


def _only_opens(words: Sequence[Token], lo: int, hi: int) -> bool:
    """Whether a run begins with a word that is no part of its name, as it is of `New York` and `in New Ardley`."""
    listed = any(" ".join(w.text for w in words[lo:end]) in places() for end in range(lo + 2, min(lo + 4, hi) + 1))
    named = words[lo].text == "New" and lo > 0 and words[lo - 1].lower in {"in", "from", "to", "near"}
    named = named or words[lo + 1].text == "&"  # `AT&T`
    named = named or (lo > 0 and words[lo - 1].lower == "the" and words[hi - 1].lower in ORG_HEADS)
    return words[lo].lower in OPENERS and not (listed or named or _owns_body(words, lo + 1))


def _is_title(words: Sequence[Token], k: int, lo: int) -> bool:
    lower = words[k].lower
    if lower in TITLES:
        return True
    if (k and words[k - 1].lower in COURTESY) or (k > lo and _in_body(words, lo, k)) or _owns_body(words, k + 1):
        return False  # `Mr Baker`; `Union of Bakers`; `Bakers' Union`
    named = words[k].text in given_names() or (k > lo and words[k - 1].text in given_names())
    return is_office(words[k].text) and lower not in ORG_HEADS and not named


def _in_body(words: Sequence[Token], lo: int, k: int) -> bool:
    """Whether the word at `k` belongs to the name of a body: `Union of Bakers`, `Society of Bell Founders`."""
    if words[k - 1].text == "&":
        return True
    reach = range(lo + 1, k) if singular(words[k].lower) != words[k].lower else (k - 1,)
    joined = any(words[j].lower in {"of", "for"} for j in reach)
    return joined and any(words[j].lower in ORG_HEADS for j in range(lo, k - 1))


def _pieces_before_title(words: Sequence[Token], lo: int, hi: int) -> list[tuple[int, int]]:
    """What stands before an office: a country or a body stays a name (`Senate Spokesman`), modifiers do not."""
    while hi > lo and (words[hi - 1].lower in ROLE_MODIFIERS | TITLES or is_office(words[hi - 1].text)):
        hi -= 1
    while lo < hi and (_only_opens(words, lo, hi) or words[lo].text in demonyms()):
        lo += 1
    return _parted(words, lo, hi)


def _org_like(words: Sequence[Token], lo: int, hi: int) -> bool:
    return any(word.lower in ORG_HEADS | EVENT_HEADS | PLACE_HEADS for word in words[lo:hi])


def _parted(words: Sequence[Token], lo: int, hi: int) -> list[tuple[int, int]]:
    """A place or organisation followed directly by a person is two names: `ambassador to Japan | Akira Sato`."""
    if hi - lo > 2 and words[hi - 1].text in _BORN_LATER and not _org_like(words, lo, hi):
        hi -= 1  # `Tom Reyes III` is a Reyes
    if hi <= lo:
        return []
    for size in (3, 2, 1):
        mid = lo + size
        if hi - mid >= 2 and " ".join(w.text for w in words[lo:mid]) in places() and not _org_like(words, mid, hi):
            return [(lo, mid), (mid, hi)]
    for k in range(lo + 1, hi - 1):
        if words[k].text in given_names() and words[k - 1].lower in _PORTFOLIOS and words[lo].text not in given_names():
            # `Minister for Sport and Water | Ada Lund`
            return [(lo, k), (k, hi)] if _org_like(words, lo, k) else [(k, hi)]
    for k in range(lo, hi - 2):
        body = words[k].lower in ORG_HEADS and words[k + 1].lower not in _JOINERS
        names_person = words[k + 1].text in given_names() or k + 3 == hi
        if body and names_person and not _org_like(words, k + 1, hi):
            return [(lo, k + 1), (k + 1, hi)]
    return [(lo, hi)]


def _settled(found: list[NameMention], words: Sequence[Token]) -> list[NameMention]:
    """Give a lone word the kind its text has elsewhere: a surname of a person, a repeated place or organisation."""
    votes: dict[str, Counter[NameKind]] = {}
    surnames: set[str] = set()
    firsts: set[str] = set()
    people: set[frozenset[str]] = set()
    for name in found:
        votes.setdefault(name.text, Counter())[name.kind] += 1
        parts = name.text.split()
        if name.kind == "person" and len(parts) > 1:
            surnames.update((parts[-1], " ".join(parts[-2:]), " ".join(parts[1:])))
            firsts.add(parts[0])
            people.add(frozenset(parts))
    after = {words[i - 1].end: word for i, word in enumerate(words) if i}
    speaking = {n.text for n in found if n.text in firsts and n.end in after and reports(after[n.end])}
    surnames.update(first for first in firsts if first in given_names() or first in _FAMILIES or first in speaking)
    settled: list[NameMention] = []
    for name in found:
        kind = name.kind
        if name.text in surnames and kind in {"other", "place", "organisation"} and name.text not in places():
            kind = "person"
        elif kind == "other" and frozenset(name.text.split()) in people:
            kind = "person"  # the surname first
        elif kind == "other":
            kind = next((k for k, _ in votes[name.text].most_common() if k != "other"), kind)
        settled.append(name if kind == name.kind else NameMention(name.start, name.end, name.text, kind))
    return settled
