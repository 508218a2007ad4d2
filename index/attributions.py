"""Statements without a verb of their own: `according to X`, `as X noted`, `in X's view`, `X's claim that`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from index.clauses import POSSESSIVES, Item, has_finite, noun_like, phrase_end, phrase_start, without_marks
from index.cues import cue_nouns, cue_verbs
from index.minds import mind_at, mind_words
from index.objects import object_end
from index.speakers import can_speak
from index.subject_phrases import thinker
from index.subjects import skip_back
from index.vocabulary import AUXILIARIES, COORDINATORS, is_role, singular

_POSSESSIVE_PRONOUNS = frozenset({"his", "her", "their", "its"})
_VIEWS = frozenset({"view", "opinion", "words", "eyes", "assessment", "telling", "estimation"})
_FOR_NOUNS = frozenset("call calls demand demands plea pleas appeal appeals request requests".split())
DEED_NOUNS = frozenset(
    "plan plans decision decisions effort efforts attempt attempts bid desire intention intentions determination "
    "willingness unwillingness reluctance ambition ambitions aim wish readiness eagerness".split()
)
"""Nouns with an infinitive that tell what somebody does or means to do, and no words of theirs."""
_TO_NOUNS = DEED_NOUNS | frozenset(
    "promise promises pledge pledges vow vows threat threats call calls proposal proposals demand demands refusal "
    "request requests appeal opposition objection objections".split()
)
_ABOUT_NOUNS = frozenset(
    "comment comments remark remarks statement statements claim claims idea ideas view views concern concerns question "
    "questions worry worries doubt doubts fear fears complaint complaints warning warnings rhetoric belief beliefs "
    "opinion opinions lie lies".split()
)
_OF_NOUNS = frozenset(
    "criticism praise denial rejection condemnation endorsement acknowledgment acknowledgement admission description "
    "assessment characterization characterisation fear fears hope hopes accusation accusations support opposition "
    "warning warnings".split()
)
_BEHIND = {"for": _FOR_NOUNS, "to": _TO_NOUNS, "about": _ABOUT_NOUNS, "on": _ABOUT_NOUNS, "of": _OF_NOUNS}
_ACTS = _TO_NOUNS | _ABOUT_NOUNS | _OF_NOUNS


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content `items[lo:hi]`, mention `items[by_lo:by_hi]`, cue `items[cue_lo:cue_hi]`."""

    lo: int
    hi: int
    by_lo: int
    by_hi: int
    cue_lo: int
    cue_hi: int


def attributions(items: Sequence[Item]) -> Iterator[Attribution]:
    """All attributions of these kinds in one sentence."""
    triggers = _triggers()
    for k, item in enumerate(items):
        if item.lower not in triggers or item.name is not None or item.quote is not None:
            continue
        if item.lower == "according" and k + 2 < len(items) and items[k + 1].lower == "to":
            yield from _around(items, k, k + 2, None, (k, k + 2))
        elif item.lower == "as" and k + 2 < len(items):
            yield from _as_noted(items, k)
        elif item.lower == "in" and k + 3 < len(items):
            yield from _in_view(items, k)
        elif (thought := mind_at(items, k)) is not None:
            yield Attribution(*thought[0], *thought[1], k, k + 1)
        elif item.lower in _ACTS or item.lower in cue_nouns():
            yield from _noun(items, k)
        elif item.lower == "by" and k:
            yield from _by_agent(items, k)
        elif item.lower in _SILENT:
            yield from _silence(items, k)


@cache
def _triggers() -> frozenset[str]:
    """All words that one of the forms above turns on: most words of a text are passed over at once."""
    return _ACTS | _SILENT | cue_nouns() | mind_words() | {"according", "as", "in", "by"}


_TOLD_OF = frozenset(
    "accuse blame criticize criticise condemn denounce praise urge tell warn ask advise describe dismiss reject call "
    "hail brand label dub denounce rebuke remind assure encourage implore endorse support back oppose echo question "
    "challenge propose report ridicule mock chide welcome".split()
)  # verbs whose passive names who was spoken of


def _by_agent(items: Sequence[Item], k: int) -> Iterator[Attribution]:
    """`X was accused by Y of …`, `the plan was condemned by Y`: what follows, else what was spoken of."""
    cues = [c for c in cue_verbs().get(items[k - 1].lower, ()) if c.form == "past" and c.lemma in _TOLD_OF]
    j, passive = skip_back(items, k - 2)
    by_hi = phrase_end(items, k + 1)
    if not cues or not passive or j < 0 or by_hi == k + 1 or not can_speak(items, k + 1, by_hi):
        return
    if items[k + 1].lower in {"nobody", "no", "none"}:
        return
    named = (c + 1 for c in range(k + 1, by_hi) if (name := items[c].name) is not None and name.kind == "person")
    by_hi = next(named, by_hi)
    opens = by_hi < len(items) and items[by_hi].plain in {"of", "for", "as", "to", "that"}
    if opens:
        hi = next((c for c in range(by_hi + 1, len(items)) if items[c].text in {",", ";"}), _sentence_end(items))
        lo = by_hi + 1 if items[by_hi].lower in {"of", "that"} else by_hi
    else:
        lo, hi = phrase_start(items, j), j + 1
    if hi > lo:
        yield Attribution(lo, hi, k + 1, by_hi, k - 1, k)


_SILENT = frozenset("respond responded reply replied available reached comment".split())
_BEFORE_SILENCE = frozenset(
    "did does do has have had would could was were is not no immediately yet be been made offered".split()
)


def _silence(items: Sequence[Item], k: int) -> Iterator[Attribution]:
    """`X did not respond to a request for comment`, `would not comment`, `could not be reached`, `had no comment`."""
    j = k - 1
    while j >= 0 and items[j].word and (items[j].lower in _BEFORE_SILENCE or items[j].lower.endswith(("n’t", "n't"))):
        j -= 1
    if (
        j < 0
        or not any(x.lower in {"not", "no"} or x.lower.endswith(("n’t", "n't")) for x in items[j + 1 : k])
        or not noun_like(items[j])
    ):
        return
    following = items[k + 1].lower if k + 1 < len(items) else ""
    wanted = {"to"} if items[k].lower.startswith("re") and items[k].lower != "reached" else {"for"}
    if items[k].lower == "comment":
        lo, hi = k, k + 1
    elif following in wanted:
        lo, hi = k + 1, max(phrase_end(items, k + 2), k + 3)
        if items[k].lower in {"available", "reached"} and items[k + 2].lower != "comment":
            return
    else:
        return
    by = phrase_start(items, j)
    if hi <= len(items) and can_speak(items, by, j + 1):
        yield Attribution(lo, hi, by, j + 1, j + 1, k + 1)


def _around(
    items: Sequence[Item], first: int, by: int, after: int | None, cue: tuple[int, int]
) -> Iterator[Attribution]:
    """The clause an inserted attribution belongs to: what follows it at the beginning, else what stands before it.

    The attribution runs from `first` to `after`, by default the end of the phrase at `by` that names who speaks.
    """
    by_hi = phrase_end(items, by)
    if by_hi == by:
        return
    if by_hi + 1 < len(items) and items[by_hi].text == "," and items[by_hi - 1].name is None:
        named = items[by_hi + 1].name  # `according to the warden, Leo Ruiz`
        closed = by_hi + 2 >= len(items) or not items[by_hi + 2].text[0].isalnum()
        office = is_role(items[by_hi - 1].lower) and singular(items[by_hi - 1].lower) == items[by_hi - 1].lower
        if named is not None and named.kind == "person" and closed and office:
            by, by_hi = by_hi + 1, by_hi + 2
    end = by_hi if after is None else after
    lead = first
    while lead > 0 and (items[lead - 1].mark or items[lead - 1].lower in COORDINATORS):
        lead -= 1
    if lead == 0 or items[lead - 1].plain in {"that", "said", "says"}:
        comma = next((k for k in range(end, min(end + 20, len(items))) if items[k].text == ","), None)
        lo, hi = (len(items) if comma is None else comma + 1), _sentence_end(items)
    else:
        lo, hi = _clause_before(items, lead), lead
        if not has_finite(items, lo, hi) and end < len(items) and items[end].text == ",":
            lo, hi = end + 1, _sentence_end(items)  # `Visitors, according to X, must wear boots`
    if hi > lo and has_finite(items, lo, hi):
        yield Attribution(lo, hi, by, by_hi, *cue)


def _clause_before(items: Sequence[Item], hi: int) -> int:
    """Index where the clause that ends at `hi` begins: after a semicolon, else the start of the sentence."""
    behind = next((k + 1 for k in range(hi - 1, -1, -1) if items[k].text == ";"), 0)
    return behind or without_marks(items, 0, hi)[0]


def _sentence_end(items: Sequence[Item]) -> int:
    return without_marks(items, 0, len(items))[1]


def _as_noted(items: Sequence[Item], k: int) -> Iterator[Attribution]:
    """`as noted by X, …` and `as X noted, …`."""
    verb = cue_verbs().get(items[k + 1].lower) if items[k + 1].word else None
    if verb and verb[0].form == "past" and items[k + 2].lower == "by" and k + 3 < len(items):
        yield from _around(items, k, k + 3, None, (k, k + 3))
        return
    hi = phrase_end(items, k + 1)
    j = hi
    while j < min(hi + 4, len(items)) and items[j].plain in {
        "has",
        "have",
        "had",
        "repeatedly",
        "earlier",
        "often",
        "also",
        "once",
    }:
        j += 1
    if hi > k + 1 and j < len(items):
        cues = cue_verbs().get(items[j].lower, ())
        told = phrase_end(items, j + 1) if any(c.takes("A") for c in cues) else j + 1
        if items[j].lower in {"put", "puts"} and told < len(items) and items[told].lower == "it":
            yield from _around(items, k, k + 1, told + 1, (j, told + 1))
        closes = told >= len(items) or items[told].text in {",", "."}
        if closes and can_speak(items, k + 1, hi) and any(c.takes("Q") and c.form in {"past", "s"} for c in cues):
            yield from _around(items, k, k + 1, told, (j, j + 1))


def _in_view(items: Sequence[Item], k: int) -> Iterator[Attribution]:
    """`in the minister's view, …`, `in her words, …`."""
    if items[k + 1].lower in _POSSESSIVE_PRONOUNS and items[k + 2].lower in _VIEWS:
        by_lo, by_hi, end = k + 1, k + 2, k + 3
    else:
        by_lo, by_hi = k + 1, k + 2
        while by_hi < min(k + 9, len(items)) and items[by_hi].text not in POSSESSIVES and noun_like(items[by_hi]):
            by_hi += 1
        if by_hi + 1 >= len(items) or items[by_hi].text not in POSSESSIVES or items[by_hi + 1].lower not in _VIEWS:
            return
        end = by_hi + 2
    if end < len(items) and items[end].text == ",":
        hi = _sentence_end(items)
        if hi > end + 2 and has_finite(items, end + 1, hi):
            yield Attribution(end + 1, hi, by_lo, by_hi, k, end)


def _noun(items: Sequence[Item], k: int) -> Iterator[Attribution]:
    """`X's claim that …`, `her call for …`, `claims by X that …`."""
    if k + 2 >= len(items):
        return
    after, following = k + 1, items[k + 1]
    by = _possessor(items, k)
    if by is None and following.plain in {"by", "from"}:
        by_hi = phrase_end(items, k + 2)
        if by_hi > k + 2 and can_speak(items, k + 2, by_hi):
            by, after = (k + 2, by_hi), by_hi
    by = by or _giver(items, k)
    if by is None or after >= len(items):
        return
    opener = items[after]
    nouns = _BEHIND.get(opener.lower)
    if opener.name is not None or not (opener.lower == "that" or (nouns and items[k].lower in nouns)):
        return
    lo = after + 1 if opener.lower in {"that", "about", "on", "of"} else after
    if opener.lower == "that":
        hi = _noun_clause_end(items, lo)
    elif opener.lower == "to":
        hi = object_end(items, lo, _predicate(items, lo, _noun_clause_end(items, lo)))
    else:
        hi = phrase_end(items, lo + 1 if opener.lower == "for" else lo)
    if hi > lo + 1 or (hi > lo and opener.lower in {"about", "on", "of"}) or items[lo].quote is not None:
        yield Attribution(lo, hi, by[0], by[1], k, k + 1)


def _predicate(items: Sequence[Item], lo: int, hi: int) -> int:
    """Where the verb of the sentence follows a noun with its infinitive: `her plan to sail | was dropped`."""
    for k in range(lo + 2, hi):
        if items[k].word and items[k].lower in {"who", "which", "that", "what", "while", "if", "because"}:
            return hi
        if items[k].word and items[k].lower in AUXILIARIES - {"be", "been", "being", "having"}:
            return k
    return hi


_GIVING = frozenset(
    "make made makes making issue issued issues issuing offer offered offers offering give gave gives giving given "
    "raise raised raises raising voice voiced voices sound sounded sounds send sent sends deliver delivered delivers "
    "repeat repeated repeats renew renewed renews reiterate reiterated launch launched file filed release released "
    "published express expressed expresses expressing have has had".split()
)  # verbs that with a noun of speech mean saying: `made a claim`, `raised questions`


def _giver(items: Sequence[Item], k: int) -> tuple[int, int] | None:
    """Who `made a claim`, `issued a warning` or `raised questions`: the subject of the verb before the noun."""
    verb = k - 1
    while verb > max(k - 4, 0) and items[verb].word and items[verb].lower not in _GIVING:
        verb -= 1
    if verb < 1 or items[verb].name is not None or items[verb].lower not in _GIVING:
        return None
    j, passive = skip_back(items, verb - 1)
    if passive and items[verb].lower.endswith(("ed", "en", "nt", "de")):
        return None
    return thinker(items, j)


def _noun_clause_end(items: Sequence[Item], lo: int) -> int:
    """The clause of a noun ends at a comma that a reporting or coordinated clause follows, or with the sentence."""
    if items[lo].quote is not None:
        return lo + 1
    for k in range(lo + 2, len(items)):
        verb = cue_verbs().get(items[k + 1].lower, ()) if k + 1 < len(items) else ()
        if items[k].text in {",", ";", "—"} or (items[k].lower in COORDINATORS and any(c.form == "past" for c in verb)):
            return k
    return _sentence_end(items)


def _possessor(items: Sequence[Item], k: int) -> tuple[int, int] | None:
    """The phrase before `'s` (adjectives may stand between) or the possessive pronoun that owns the noun at `k`."""
    j = k - 1
    while j >= max(k - 4, 0) and items[j].word and noun_like(items[j]) and not items[j].capital:
        j -= 1
    if j < 0:
        return None
    if items[j].plain in _POSSESSIVE_PRONOUNS:
        return j, j + 1
    bare = items[j].text in {"’", "'"} and items[j - 1].lower.endswith("s")
    if j and (bare or items[j].text in POSSESSIVES) and noun_like(items[j - 1]):
        lo = phrase_start(items, j - 1)
        return (lo, j) if can_speak(items, lo, j) else None
    return None
