"""Who is the subject of a reporting verb: the noun phrase before it, after it, or shared with an earlier verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.clauses import POSSESSIVES, Item, has_finite, noun_like, phrase_end, phrase_start
from index.cues import Cue, cue_verbs
from index.openings import speech_like
from index.speakers import COUNTED, can_speak, pronoun_of
from index.subject_phrases import described, is_plural, main_subject, name_in_apposition, opens_clause, series_start
from index.vocabulary import (
    AUXILIARIES,
    BE_FORMS,
    COORDINATORS,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_MODIFIERS,
    is_adverb,
    is_finite,
)

Place = Literal["before", "after", "shared", "ahead"]
_TO_SOMEBODY = frozenset({"tell", "assure", "inform", "remind", "notify", "brief", "convince"})
_QUOTED = frozenset({"quoted", "cited", "reported", "recorded", "heard"})
_JOINING = frozenset("join joins joined joining among".split())
_HEARD = frozenset("heard hear hears saw overheard".split())
_GOVERNING = PREPOSITIONS - SUBORDINATORS - {"as", "than", "though", "although", "if", "while", "with"}


@dataclass(frozen=True, slots=True)
class Subject:
    """The phrase `items[lo:hi]` that speaks, and where it stands relative to its verb."""

    lo: int
    hi: int
    place: Place


def skip_back(items: Sequence[Item], j: int) -> tuple[int, bool]:
    """Walk left over auxiliaries, adverbs and times before a verb: where that ends, and whether `be` stood last."""
    passive = False
    first = True
    if j >= 3 and items[j].text == "," and items[j - 2].text == "," and is_adverb(items[j - 1].lower):
        j -= 3
    while j >= 0:
        item = items[j]
        if item.name is not None or item.quote is not None:
            break
        helped = j > 0 and (items[j - 1].lower in AUXILIARIES or items[j - 1].lower == "so")
        since = helped and item.lower in {"since", "so", "far", "long"}
        if item.lower in AUXILIARIES or item.lower in NEGATIONS or is_adverb(item.lower) or since:
            if item.lower in BE_FORMS and first:
                passive = True
            first = first and is_adverb(item.lower)
            j -= 1
        elif j and items[j - 1].lower in {"in", "since"} and len(item.text) == 4 and item.text.isdigit():
            j -= 2  # `an advert in 2008 | asked`
        elif item.timed or (item.text[0].isdigit() and j and items[j - 1].calendar):
            k = j - 1
            while k >= 0 and (
                items[k].lower in TIME_MODIFIERS | {"on", "in", "at", "by", "this", "a", "the"}
                or items[k].calendar
                or items[k].text[0].isdigit()
            ):
                k -= 1
            if k < 0:
                break
            j = k
        else:
            break
    return j, passive


def subject_of(items: Sequence[Item], i: int, cue: Cue, earlier: Sequence[Subject]) -> Subject | None:
    """The subject of the verb at `i`; `earlier` are the subjects of verbs to its left, in order."""
    j, passive = skip_back(items, i - 1)
    if passive and cue.form != "ing":
        return None  # `was told`; `there is hope`
    if j < 0:
        return _ahead(items, i) if cue.form == "ing" else _inverted(items, i, cue)
    item = items[j]
    if cue.form == "base" and item.plain in {"to"} | COORDINATORS:
        done = item.lower == "to" and (_gets_to(items, j) or _opens_content(items, i))
        return _shared(items, i, earlier, outermost=False) if done else None
    return (_of_ing if cue.form == "ing" else _of_finite)(items, i, j, cue, earlier)


def _of_ing(items: Sequence[Item], i: int, j: int, cue: Cue, earlier: Sequence[Subject]) -> Subject | None:
    """`He’s claiming`, `quoted as saying`, `…, even suggesting`, else as of a finite verb (`is urging`)."""
    if items[j].text in POSSESSIVES and j:
        return _directly_before(items, j - 1, i, cue)
    if items[j].plain == "as":
        return _quoted_as(items, j)
    if all(x.word and is_adverb(x.lower) for x in items[j + 1 : i]):
        return _of_participle(items, i, j, cue, earlier)
    return _of_finite(items, i, j, cue, earlier)


def _of_finite(  # noqa: PLR0911 - a list of cases, the first that fits wins
    items: Sequence[Item], i: int, j: int, cue: Cue, earlier: Sequence[Subject]
) -> Subject | None:
    """The subject of a verb whose auxiliaries and adverbs begin behind `items[j]`."""
    item = items[j]
    if item.text == "," and items[i - 1].lower in {"all", "both"}:
        return Subject(i - 1, i, "before")  # `To varying degrees, | all | agreed`
    if item.text == "," or item.text in {"—", "–", "-", ")"}:
        return _inverted(items, i, cue) or _across_parenthesis(items, j)
    if item.quote is not None and (item.end - item.start > 60 or _ends_speech(item)):
        return _inverted(items, i, cue)
    if item.plain in {"who", "which"} or (item.lower == "that" and j and _is_relative(items, j, i)):
        return antecedent(items, j)
    if item.plain in COORDINATORS:
        return _shared(items, i, earlier, outermost=j > 0 and items[j - 1].text == ",")
    if item.lower == "whom" and j > 1 and items[j - 1].lower == "of":
        return Subject(j - 2, j + 1, "before")  # `…, many of whom say`
    if (those := _those(items, j)) is not None:
        return Subject(those, j + 1, "before")
    return _directly_before(items, j, i, cue)


def _opens_content(items: Sequence[Item], i: int) -> bool:
    """Whether a that-clause or a quotation begins right behind the verb."""
    opens = i + 1 < len(items) and items[i + 1].lower in {"that", "he", "she", "they"}
    return opens or any(x.quote is not None for x in items[i + 1 : i + 4])


_GETTING = frozenset(
    "continue continued continues began begins begun start started able tried tries quick rushed".split()
)


def _gets_to(items: Sequence[Item], to: int) -> bool:
    """Whether what stands before `to` says that the act was done: `went on to`, `continued to`, `took to X to`."""
    if to < 2:
        return False
    before = items[to - 1]
    if before.lower in _GETTING or (before.lower == "on" and items[to - 2].lower in {"went", "goes", "gone", "going"}):
        return True
    return any(
        items[k].lower in {"took", "takes", "taken"} and items[k + 1].lower == "to"
        for k in range(max(to - 6, 0), to - 1)
    )


def _quoted_as(items: Sequence[Item], j: int) -> Subject | None:
    """`X was quoted as saying`, `the paper cited X as saying`, with `as` at `j`."""
    if j and items[j - 1].plain in _QUOTED:
        k, passive = skip_back(items, j - 2)
        if not passive or k < 0:
            return None
        pronoun = pronoun_of(items[k]) in SUBJECT_PRONOUNS
        lo = k if pronoun else phrase_start(items, k)
        return Subject(lo, k + 1, "before") if can_speak(items, lo, k + 1) else None
    if j < 2 or not noun_like(items[j - 1]):
        return None
    lo = phrase_start(items, j - 1)
    quoted = lo and items[lo - 1].plain in _QUOTED | {"quotes", "cites", "citing"}
    return Subject(lo, j, "before") if quoted and can_speak(items, lo, j) else None


def _those(items: Sequence[Item], j: int) -> int | None:
    """Index of the `those` or `people` that opens a clause and is described up to `j`: `Those close to him | say`."""
    for k in range(j - 1, max(j - 7, -1), -1):
        item = items[k]
        if item.plain in {"those", "people"} and opens_clause(items, k):
            return k
        if item.quote is not None or not (item.word or item.name) or is_finite(item.lower) or item.lower == "that":
            return None
    return None


def _ahead(items: Sequence[Item], i: int) -> Subject | None:
    """`Citing the cost, | the council | refused`: the subject of the clause that a participle opens."""
    for comma in range(i + 2, min(i + 30, len(items) - 2)):
        if items[comma].text != ",":
            continue
        pronoun = pronoun_of(items[comma + 1]) in SUBJECT_PRONOUNS
        end = comma + 2 if pronoun else phrase_end(items, comma + 1)
        verb, _ = skip_ahead(items, end)
        if end > comma + 1 and verb < len(items) and _verb_form(items[verb]) and can_speak(items, comma + 1, end):
            return Subject(comma + 1, end, "ahead")
    return None


def skip_ahead(items: Sequence[Item], k: int) -> tuple[int, bool]:
    """Index behind the adverbs at `k`, and whether there were any."""
    first = k
    while k < len(items) and items[k].word and is_adverb(items[k].lower):
        k += 1
    return k, k > first


def _verb_form(item: Item) -> bool:
    cues = cue_verbs().get(item.lower, ()) if item.word else ()
    return item.word and (is_finite(item.lower) or any(c.form in {"past", "s"} for c in cues))


def _directly_before(  # noqa: PLR0911 - a list of cases, the first that fits wins
    items: Sequence[Item], j: int, i: int, cue: Cue
) -> Subject | None:
    item = items[j]
    if pronoun_of(item) in SUBJECT_PRONOUNS - {"who"}:
        return Subject(j, j + 1, "before")
    if item.plain in {"many", "others", "some", "most", "both", "few"}:
        return Subject(j, j + 1, "before")
    if item.lower in COUNTED and j and items[j - 1].lower == "the":
        return Subject(j - 1, j + 1, "before")
    if not noun_like(item) or item.text in POSSESSIVES or item.quote is not None:
        return None
    lo = phrase_start(items, j)
    heard = lo > 0 and items[lo - 1].plain in _HEARD  # `I heard X say`
    counted = lo > 1 and items[lo - 1].plain in _GOVERNING
    bare = cue.form == "base" and j == i - 1 and not heard
    if bare and not counted and not is_plural(items, lo, j + 1):
        return None
    if lo and items[lo - 1].name is None:
        before = items[lo - 1].lower
        if before == "who" or (before == "which" and not can_speak(items, lo, j + 1)):
            return antecedent(items, lo - 1)
        quantified = before in {"about", "around", "over", "up"} and items[lo].text[0].isdigit()
        doing = before.endswith("ing") and lo > 1 and before not in cue_verbs() and described(items, lo - 1)
        if doing or (before in _GOVERNING and lo > 1 and not quantified):
            found = doing or described(items, lo - 1) or main_subject(items, lo - 1)
            if found is None or (bare and not is_plural(items, *found)):
                return None
            return Subject(found[0], found[1], "before")
    if items[lo].quote is not None:
        return None
    joined = lo > 1 and items[lo - 1].plain == "and"
    if joined and not can_speak(items, lo, j + 1) and (main := main_subject(items, lo - 1)) is not None:
        return Subject(main[0], main[1], "before")  # `Experts on rivers and transport | said`
    return Subject(series_start(items, lo, j + 1), j + 1, "before")


def _ends_speech(item: Item) -> bool:
    return item.text.rstrip("\"'”’»“`")[-1:] in set(",.!?…—–")


def _inverted(items: Sequence[Item], i: int, cue: Cue) -> Subject | None:
    """`…, said Ada Lund`: the subject follows the verb, when it is one of speech rather than of judgement."""
    k = i + 1
    told = cue.lemma in _TO_SOMEBODY  # “…, told the council”: what follows is who was told
    if told or not cue.takes("Q") or cue.frames.startswith("O") or cue.form not in {"past", "s"}:
        return None
    parted = k < len(items) and i and (items[i - 1].text in {",", "—", "–"} or items[i - 1].quote is not None)
    before = any(x.quote is not None for x in items[:i]) or has_finite(items, 0, i)
    if not parted or not before:  # `Lund, head of sales, | said many …`: nothing was said before
        return None
    hi = phrase_end(items, k)
    # `Lund, head of the union, | urged Moe last week not to go`
    acts = cue.takes("O") and any(x.plain == "to" for x in items[hi : hi + 5])
    goes_on = hi < len(items) and (is_finite(items[hi].plain) or items[hi].text in POSSESSIVES)  # `said | he’s tired`
    if acts or hi == k or goes_on:
        return None
    if items[k].plain in {"it", "him", "them", "us", "me", "her", "his", "their", "its"}:
        return None
    end = next((c for c in range(hi + 1, min(hi + 6, len(items))) if items[c].text in {",", "."}), len(items))
    if hi + 1 < len(items) and items[hi].text == "," and (named := name_in_apposition(items, hi + 1, end)) is not None:
        return Subject(named, end, "after")
    uttered = any(speech_like(item) for item in items[max(i - 2, 0) : i])  # `“…,” said | a second sailor`
    somebody = uttered and items[k].plain in DETERMINERS | COUNTED | {"one", "another"}
    return Subject(k, hi, "after") if somebody or can_speak(items, k, hi) else None


def _across_parenthesis(items: Sequence[Item], comma: int) -> Subject | None:
    """`Lund, who leads the union, said`: the phrase before the first of the two commas."""
    opening = "(" if items[comma].text == ")" else items[comma].text
    if opening == "," and (described := _of_relative(items, comma)) is not None:
        return described
    for mark in range(comma - 1, max(0, comma - 45), -1):
        if items[mark].text != opening:
            continue
        k = mark
        if items[mark - 1].text == ")":  # `Ada Lund (L-Selby), head of the union, said`
            k = next((c for c in range(mark - 1, max(0, mark - 12), -1) if items[c].text == "("), mark)
        if opening == "," and (named := name_in_apposition(items, mark + 1, comma)) is not None:
            return Subject(named, comma, "before")
        if not noun_like(items[k - 1]):
            continue
        lo = phrase_start(items, k - 1)
        first = lo - 1 if lo and items[lo - 1].word and is_adverb(items[lo - 1].lower) else lo
        if items[lo].name is not None and lo > 1 and items[lo - 1].word and noun_like(items[lo - 1]):
            behind = phrase_start(items, lo - 1) - 1  # `In a short speech | Ada Lund, the mayor, said`
            first = behind if behind >= 0 and items[behind].plain in PREPOSITIONS else first
        if not opens_clause(items, first) or not can_speak(items, lo, k):
            continue  # `Even Orland, its ally, said`
        named = lo >= 2 and items[lo - 1].text == "," and items[lo - 2].name is not None
        before = phrase_start(items, lo - 2) if named and noun_like(items[lo - 2]) else lo
        if before != lo and items[lo].lower in DETERMINERS and opens_clause(items, before):
            return Subject(before, lo - 1, "before")
        return Subject(lo, k, "before")
    return None


def _of_relative(items: Sequence[Item], comma: int) -> Subject | None:
    """`Lund, who lived in Selby, Norland, until May, said`: whom a relative clause with commas of its own describes."""
    for k in range(comma - 2, max(0, comma - 45), -1):
        if items[k].quote is not None or items[k].text in {";", ":"}:
            return None
        if items[k].plain == "who" and items[k - 1].text == ",":
            found = antecedent(items, k)
            opens = found is not None and opens_clause(items, found.lo)
            return found if opens and found is not None and any(x.text == "," for x in items[k:comma]) else None
    return None


def antecedent(items: Sequence[Item], pronoun: int) -> Subject | None:
    """Whom a `who` or `that` stands for; of a group that somebody joins it is who joins it."""
    j = pronoun - 1
    if j >= 0 and items[j].text == ",":
        j -= 1
    if j < 0 or not (noun_like(items[j]) or items[j].lower == "those") or items[j].quote is not None:
        return None
    name = items[j].name
    lo = j if name is not None and name.kind == "person" else phrase_start(items, j)
    joined = lo and (items[lo - 1].lower in _JOINING or (items[lo].lower == "one" and items[lo - 1].lower in BE_FORMS))
    if joined and (main := main_subject(items, lo)) is not None:
        return Subject(main[0], main[1], "before")  # `Lund is | among those who say …`
    person = items[pronoun].lower == "who"  # whatever a “who” stands for can speak
    return Subject(lo, j + 1, "before") if person or can_speak(items, lo, j + 1) else None


def before_relative(items: Sequence[Item], subject: Subject) -> Subject | None:
    """The noun phrase before a relative clause that a supposed subject ends: `firms | that had insured the pier`."""
    if subject.place != "before":
        return None
    for k in range(subject.lo - 1, max(subject.lo - 8, 0), -1):
        item = items[k]
        if item.quote is not None or not (item.word or item.name):
            return None
        if item.plain in {"that", "who", "which"}:
            return antecedent(items, k)
    return None


def _is_relative(items: Sequence[Item], that: int, i: int) -> bool:
    return noun_like(items[that - 1]) and that + 1 >= i - 2 and items[that - 1].lower not in cue_verbs()


def _of_participle(  # noqa: PLR0911 - a list of cases, the first that fits wins
    items: Sequence[Item], i: int, j: int, cue: Cue, earlier: Sequence[Subject]
) -> Subject | None:
    """`…, adding that`; `for saying that`; `a letter saying that`."""
    item = items[j]
    if item.text in {",", "—", "–"} or item.lower in COORDINATORS or _ends_speech(item):
        return _shared(items, i, earlier, outermost=True)
    if item.plain == "for" and j and noun_like(items[j - 1]):
        return Subject(phrase_start(items, j - 1), j, "before")
    if item.plain in {"by", "in", "after", "while", "before", "without", "when"}:
        if not cue.takes("T") and not cue.takes("Q"):
            return None
        return _shared(items, i, earlier, outermost=True)
    if noun_like(item) and item.text not in POSSESSIVES and item.quote is None:
        lo = phrase_start(items, j)
        own = Subject(lo, j + 1, "before") if can_speak(items, lo, j + 1) else None
        if own is not None and (lo == 0 or items[lo - 1].lower in {"with", "of", "shows", "showing", "heard"}):
            return own
        opens = i + 1 < len(items) and (items[i + 1].lower == "that" or items[i + 1].text in {",", ":"})
        return (_shared(items, i, earlier, outermost=True) if opens or own is not None else None) or own
    return None


def _shared(items: Sequence[Item], i: int, earlier: Sequence[Subject], outermost: bool) -> Subject | None:
    """The subject of the sentence or of the verb before, which this verb shares."""
    if earlier:
        chosen = earlier[0] if outermost else earlier[-1]
        described = any(x.plain in {"who", "which"} for x in items[chosen.hi : chosen.hi + 2])
        if outermost and described and (main := main_subject(items, i)) is not None:
            return Subject(main[0], main[1], "shared")  # `He met a man who said it rained, | adding that …`
        return Subject(chosen.lo, chosen.hi, "shared")
    found = main_subject(items, i)
    return None if found is None else Subject(found[0], found[1], "shared")
