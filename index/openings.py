"""Where the content to the right of a reporting verb begins: past particles, addressees, times and places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.clauses import POSSESSIVES, Item, has_finite, noun_like, phrase_end, skip_adverbials
from index.cues import Cue, cue_nouns, is_comment_refused
from index.speakers import pronoun_of
from index.vocabulary import AUXILIARIES, DETERMINERS, PREPOSITIONS, SUBJECT_PRONOUNS

_WH = frozenset({"how", "why", "whether", "what", "if", "where", "when", "who"})


_EXPLETIVES = frozenset({"there", "it", "neither", "either", "nothing", "nobody", "everything", "everyone"})
_THERE = _EXPLETIVES | frozenset("about around almost nearly roughly approximately".split())
_STARTS = DETERMINERS | SUBJECT_PRONOUNS | _THERE | {"if", "while", "although"}
_PARTICLES = frozenset("by in on at with from off up out over away down back along around aside forward".split())
_NO_VERBS = DETERMINERS | PREPOSITIONS


def speech_like(item: Item) -> bool:
    """Whether a quotation is an utterance rather than a quoted word: it ends like one or is long."""
    if item.quote is None:
        return False
    inner = item.text.strip("\"'“”‘’«»`")
    return inner[-1:] in set(",.!?…—–") or len(inner) > 40 or inner.count(" ") >= 4


class Opening(NamedTuple):
    """Where content begins, and whether it is a clause or an utterance rather than an object of the verb."""

    at: int
    clause: bool


def opening(  # noqa: PLR0911 - a list of cases, the first that fits wins
    items: Sequence[Item], at: int, cue: Cue, stop: int
) -> Opening | None:
    """The first item of the content to the right of the verb, None when nothing there is content."""
    k = at + 1
    if k >= stop:
        return None
    if cue.takes("N") and k + 1 < stop and items[k].lower in {"to", "from"} and is_comment_refused(items[k + 1].lower):
        return Opening(k, clause=False)  # `declined | to comment`: the refusal with its object is all there is
    if cue.takes("P") and cue.particles:
        past = _past_particle(items, at, cue, stop)
        if past is None or past >= stop:
            return None
        k = past
        if not cue.takes("T") and not cue.takes("Q"):
            return Opening(k, clause=False)
    found, told = _clause(items, k, cue, stop)
    if found is not None or told:
        return None if found is None else Opening(found, clause=True)
    if cue.takes("I") and (meant := _infinitive(items, k, stop)) is not None:
        return Opening(meant, clause=False)
    if cue.takes("A"):
        about = skip_adverbials(items, _past_addressee(items, k, stop), stop)
        if cue.lemma == "warn":
            about = next((at for at in range(k, min(k + 12, stop)) if items[at].lower == "of"), about)
        if about + 1 < stop and items[about].lower in {"of", "about", "against"}:
            # `warned the town in May of | floods`
            return Opening(about + (items[about].lower != "against"), clause=False)
    place = _object(items, k) if cue.takes("O") else None
    if place is None and cue.takes("O"):
        place = _to_act(items, k, stop)
    return None if place is None else Opening(place, clause=False)


def _clause(items: Sequence[Item], k: int, cue: Cue, stop: int) -> tuple[int | None, bool]:
    """Index of the clause or utterance behind the verb, and whether only somebody told stands there instead."""
    found: int | None = None
    if cue.takes("A"):
        nobody = items[k].lower in {"that", "about"} or items[k].quote is not None
        told = k if nobody else _past_addressee(items, k, stop)
        found = _said(items, told, cue, stop)
        if found is None and told > k and told < stop and items[told].text == ",":
            return None, True
    if found is None and (cue.takes("T") or cue.takes("Q")):
        found = _said(items, k, cue, stop)
    if found is None and cue.takes("H"):
        found = _opened(items, k, stop)
    return found, False


def _opened(items: Sequence[Item], k: int, stop: int) -> int | None:
    """Index behind the `that`, or of the question word, that stands behind the verb, times and places skipped."""
    for at in (k, skip_adverbials(items, k, stop)):
        if at + 1 < stop and items[at].name is None:
            if items[at].lower == "that":
                return at + 1
            if items[at].lower in _WH:
                return at
    return None


def _infinitive(items: Sequence[Item], k: int, stop: int) -> int | None:
    """Index of `to` behind the verb, or of the one who is to act: `wants | the council to act`."""
    if (acts := _to_act(items, k, stop)) is not None:
        return acts
    if k + 1 >= stop or items[k].quote is not None:
        return None
    end = phrase_end(items, k, stop)
    for at in range(k + 1, min(end + 1, stop - 1)):
        if items[at].plain == "to" and _plain_verb(items[at + 1]):
            return k
    return None


def _to_act(items: Sequence[Item], k: int, stop: int) -> int | None:
    """Index of the `to` behind the verb, times and places skipped: `decided after a long debate | not to sell`."""
    for at in range(k, min(k + 12, stop - 1)):
        opens = items[at].plain == "to" and items[at + 1].word
        begins = at - 1 if at > k and items[at - 1].lower == "not" else at
        if opens and items[at + 1].capital == items[at].capital and skip_adverbials(items, k, begins) == begins:
            return begins
    return None


def _plain_verb(item: Item) -> bool:
    """Whether the word behind a `to` can be a verb."""
    return item.word and not item.capital and not item.calendar and item.lower not in _NO_VERBS


def _past_particle(items: Sequence[Item], at: int, cue: Cue, stop: int) -> int | None:
    k = particle_at(items, at, cue)
    if k is None or cue.lemma == "accuse":
        return k if k is not None and any(x.lower == "of" for x in items[k : min(k + 25, stop)]) else None
    if items[k].lower in {"out", "back"} and cue.lemma in {"hit", "lash", "speak", "come"}:
        return k + 2 if k + 1 < stop and items[k + 1].lower in {"at", "against"} else None
    return k + 1


def particle_at(items: Sequence[Item], at: int, cue: Cue) -> int | None:
    """Index of the particle that makes the verb at `at` report, times and places skipped: `spoke on Friday | against`;
    of an accusation that of whom it accuses."""
    if cue.lemma == "accuse":
        return at + 1
    for k in (at + 1, skip_adverbials(items, at + 1, len(items))):
        if k < len(items) and items[k].plain in cue.particles:
            return k
    return None


def _past_addressee(items: Sequence[Item], k: int, stop: int) -> int:
    """Index after the person told; names side by side are two phrases (`told Reuters Kenya would …`)."""
    for at in range(k + 1, min(phrase_end(items, k, stop), stop - 1)):
        if items[at].plain == "to" and _plain_verb(items[at + 1]):
            return at  # `told her staff | to find the keys`
    if k < stop and items[k].name is not None:
        return k + 1 if not (k + 1 < stop and items[k + 1].text in POSSESSIVES) else phrase_end(items, k, stop)
    return max(phrase_end(items, k, stop), k)


def _said(items: Sequence[Item], k: int, cue: Cue, stop: int) -> int | None:
    """Index of a that-clause, a quotation, an indirect question or a bare clause at `k`, adverbials skipped."""
    skipped = skip_adverbials(items, k, stop)
    dated = k < skipped < stop and items[skipped].lower == "that"  # `said | last year | that …`
    plain = None if dated else _clause_at(items, k, cue, stop)
    if plain is not None:
        return plain
    of_noun = skipped < stop and items[skipped].lower == "that" and _hangs_on_noun(items, k, skipped)
    if of_noun or _acts(items, k, skipped, stop):
        return None
    only_if = cue.takes("O") and cue.lemma != "ask" and skipped < stop and items[skipped].lower in {"if", "when"}
    if only_if and skipped != k:
        return None  # `warned the town in a letter of floods | if the dam breaks`
    inserted = _past_insertion(items, k, skipped, stop)
    return inserted or (_clause_at(items, skipped, cue, stop) if skipped != k else None)


def _hangs_on_noun(items: Sequence[Item], k: int, that: int) -> bool:
    """`responded to claims | that …`: the clause belongs to the noun, but not in `said in a statement | that …`."""
    noun = next((at for at in range(that - 1, k - 1, -1) if items[at].lower in cue_nouns()), None)
    if noun is None:
        return False
    before = next((items[at].lower for at in range(noun, k - 1, -1) if items[at].lower in PREPOSITIONS), "")
    return before not in {"in", "at", "during", "via", "through"}


def _acts(items: Sequence[Item], k: int, skipped: int, stop: int) -> bool:
    """`promised | to mend the roof`: what stands behind the `to` is done, not told; nor does a `that` follow it."""
    if k + 1 >= stop or items[k].lower != "to" or items[k].name is not None or not _plain_verb(items[k + 1]):
        return False
    return skipped >= stop or (items[skipped].quote is None and items[skipped].lower not in {"that", ","})


_DASHES = frozenset({"—", "–", "-", "--"})
_LONGEST_INSERTION = 40  # items between two dashes


def _past_insertion(items: Sequence[Item], k: int, at: int, stop: int) -> int | None:
    """Index behind a `that` with an insertion before it: `said at a stop in Selby, Norfolk, that | …`."""
    marks = [item.text for item in items[at : min(at + 4, stop)]]
    if at > k and marks[0:1] + marks[2:] == [",", ",", "that"]:
        return at + 4
    if marks and marks[0] in _DASHES:  # `complained on Monday — as she often does — that | …`
        close = next((c for c in range(at + 2, min(at + _LONGEST_INSERTION, stop - 2)) if items[c].text in _DASHES), -1)
        return close + 2 if close > 0 and items[close + 1].lower == "that" else None
    return None


def _clause_at(  # noqa: PLR0911 - a list of cases, the first that fits wins
    items: Sequence[Item], k: int, cue: Cue, stop: int
) -> int | None:
    if k >= stop:
        return None
    item, following = items[k], items[k + 1] if k + 1 < stop else None
    if item.quote is not None:
        return k if cue.takes("Q") or cue.takes("T") else None
    if item.plain == "that" and following is not None and cue.takes("T"):
        return k if following.plain in AUXILIARIES else k + 1  # `said | that was wrong`
    if item.text == ":" and following is not None:
        return k + 1
    if item.text in {",", "—"} and following is not None and following.quote is not None:
        return k + 1 if speech_like(following) else None
    if not cue.takes("T"):
        return None
    asks = item.lower in _WH and following is not None
    if item.name is None and (asks or (item.lower == "to" and cue.takes("A"))):
        return k
    if pronoun_of(item) in {"he", "she", "they", "we", "i"}:
        return k
    described = item.lower.endswith("ed") and following is not None and noun_like(following)
    if not (noun_like(item) or described or item.lower in _STARTS):
        return None
    end = phrase_end(items, k, stop)
    contracted = following is not None and following.text in POSSESSIVES  # `it’s too early`
    if item.lower in {"if", "while", "although"} or (item.lower in _EXPLETIVES and contracted):
        return k
    if item.plain in _THERE:
        return k if _verb_follows(items, k + 1, min(stop, k + 9)) else None
    if end > k + 1 and _goes_on(items[end - 1]):
        return k  # `the kiln “blew up in my face”`
    return k if end > k and (_takes_clause(items, end, cue, stop) or _verb_follows(items, end, stop)) else None


def _takes_clause(items: Sequence[Item], end: int, cue: Cue, stop: int) -> bool:
    """`said | many boats | now leave`: “say” takes no object, so that any words behind a phrase are its verb."""
    return cue.lemma == "say" and end < stop and items[end].text[0].isalnum() and items[end].lower not in _PARTICLES


def _goes_on(item: Item) -> bool:
    """Whether a short quotation goes on with a clause rather than names something."""
    return item.quote is not None and item.text[1:2].islower() and item.text.count(" ") >= 2


def _verb_follows(items: Sequence[Item], k: int, stop: int) -> bool:
    """Whether the noun phrase that ends at `k` has a finite verb: not one of a clause that hangs on it (`the plan,
    which failed`), nor one behind a comma that nothing closes (`having said his piece, he left`)."""
    hanging, commas, verb = 0, 0, False
    for at in range(k, min(stop, k + 25)):
        item = items[at]
        if item.plain == "but" or item.text in {";", "—"}:
            return False
        commas += item.text == ","
        commas -= commas % 2 and item.plain == "and"
        hanging += item.plain in _HANGING
        began, verb = verb, has_finite(items, at, at + 1)
        if verb and not began and (item.quote is None or not hanging):
            if not hanging and commas % 2 == 0:
                return True
            hanging -= hanging > 0
    return False


_HANGING = frozenset("who which that whose whom where when as while because although though since if after".split())


_OPENS_OBJECT = DETERMINERS | {"to", "him", "her", "them", "us", "me", "it", "for", "against", "as"}


def _object(items: Sequence[Item], k: int) -> int | None:
    item = items[k]
    if item.quote is not None or item.name is not None:
        return k
    if item.calendar and k + 1 < len(items) and items[k + 1].text in POSSESSIVES:
        return k  # `called | Friday’s ruling a win`
    if item.lower in _PARTICLES or not item.text[0].isalnum():
        return None
    return k if item.lower in _OPENS_OBJECT or item.lower.endswith("ing") or noun_like(item) else None
