"""A list of those who did something, “who criticised the plan?”: every sentence that tells the deed, with its doers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from index.clauses import Item
from index.facts import Facts
from index.roles import role_heads
from index.speakers import can_speak, head_of, narrowed
from index.vocabulary import PREPOSITIONS, SUBJECT_PRONOUNS
from qa.assertion import told
from qa.attribute import actor_named
from qa.doers import THOSE, Span, doers, is_verb_at, items_of, several_in, those_who_too, undergoers
from qa.items import class_of, full_name, items_in, that_add
from qa.list_orders import as_question
from qa.people import name_with_role
from qa.records import Evidence, FactsOf, Question
from qa.stated import beside
from qa.thesaurus import Kin, is_past, kin_of
from qa.verb import LIGHT
from qa.words import content_words, keys, stem, stems

_ASKED = re.compile(
    r"^\W*(?:who(?: else| all)?|(?:which|what)(?: other)? (?:[\w'’-]+ ){0,3}?(?:\w+s|people|men|women)(?: else)?"
    r"(?: (?:in|of|from|at|on) (?:the )?[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+)*)?) "
    r"(?:(?:has|have|had|is|are|was|were) )?(?:(?:also|already|been|so far|now|openly|publicly) )*"
    r"(?P<verb>[a-z]+)\b(?P<behind>.*)$",
    re.IGNORECASE,
)
# How many take a side on one thing, so that “who” asks for all of them. Of other deeds one doer is the answer.
_SIDES = stems(
    "criticise condemn denounce attack back support oppose endorse favour welcome praise applaud defend accuse blame "
    "warn urge demand want promise pledge reject refuse call approve boycott sign join leave left attend sue protest "
    "withdraw withdrew pull quit vote"
)
# The same of what is done to people: “who was held?”; to an office one is named.
_DONE_TO = stems(
    "arrest detain hold held fine charge indict sentence convict jail release free kill injure wound hurt shot rescue "
    "evacuate save hospitalise sanction ban expel suspend fire sack dismiss deport accuse sue die survive"
)
_WANTED = stems("call demand promise pledge propose want offer announce urge ask suggest request plan")
_PARTICLES = frozenset("out for on off in up down against of to from with by over back behind".split())
_AGAINST = re.compile(r"\s+(for|against)\b", re.IGNORECASE)
_IT = frozenset("it him her them this that these those".split())
_THIS = re.compile(
    r"^\W*(?:the|this|that|such an?) (?:\w+ )?"
    r"(?:plan|idea|move|proposal|scheme|project|step)s?\b",
    re.IGNORECASE,
)
_NAMELY = re.compile(r"\b(?:including|such as|among them|namely)\b|\b(?:were|are) (?=[A-Z])")
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|last|latest|next|only)(?: \w+){1,3} to\s*$")
_NEXT = 2  # sentences behind one that may say “so did …”
_NOBODY = frozenset("we i you they it others some many most few nobody none all both everybody somebody".split())


@dataclass(frozen=True, slots=True)
class Deed:
    """What a list asks of its members: the kin of its verb, the stems of what it is done to, of which `head` is the
    first; `wanted` is whether that is something said or wished (“called for an *inquiry*”), which has to be named,
    `other` the particle with which the verb means the contrary (“voted *against*”), `named` what of it are names;
    `done_to` is whether those are asked for to whom it was done."""

    kin: Kin
    to: frozenset[str]
    head: str
    wanted: bool
    other: str = ""
    named: frozenset[str] = frozenset()
    done_to: bool = False


def deed_of(question: Question) -> Deed | None:
    """The deed whose doers a question asks for; None where it asks for anything else."""
    text = as_question(question.text)
    found = _ASKED.match(text)
    if found is None:
        return None
    verb, behind = found["verb"], found["behind"]
    being = re.search(r"\b(?:is|are|was|were|been) (?:\w+ )?$", text[: found.start("verb")], re.IGNORECASE)
    done_to = being is not None and not verb.endswith("ing")
    if stem(verb) in LIGHT - _DONE_TO - stems("call") or (done_to and not is_past(verb)):
        return None
    against = _AGAINST.match(behind)
    particle = re.match(r"\s+(\w+)", behind)
    objects = content_words(behind[particle.end() :] if particle and particle[1] in _PARTICLES else behind)
    to = [stem(word) for word in objects if stem(word) in question.keys]
    to = to or [stem(word) for word in question.context if word in question.plain]
    other = "" if against is None else "for" if against[1].lower() == "against" else "against"
    own = [stem(word) for word in objects if not word.endswith(("'s", "’s", "s'", "s’"))]  # “the poet's *release*”
    head = next((one for one in to if one in own), to[0] if to and not done_to else "")
    named = frozenset(to) & question.name_keys
    return Deed(kin_of(verb, text), frozenset(to), head, stem(verb) in _WANTED, other, named, done_to)


def asks_for_all(question: Question) -> bool:
    """Whether it is asked who took a side, or to whom it was done: of those a plain “who” means as many as there
    are."""
    found = _ASKED.match(as_question(question.text))
    verb = stem(found["verb"]) if found else ""
    if verb in _SIDES or side_asked(question) is not None:
        return True
    deed = deed_of(question) if verb in _DONE_TO else None
    return deed is not None and bool(deed.to)  # of “who died?” the one is meant who is told of


def side_asked(question: Question) -> Kin | None:
    """The verb of a question for those who speak for or against something, “who criticised it?”; None of any other."""
    found = _ASKED.match(as_question(question.text))
    kin = kin_of(found["verb"], question.text) if found else None
    return kin if kin is not None and side_of(kin) else None


def doing(question: Question, evidence: Sequence[Evidence], facts_of: FactsOf) -> list[tuple[Evidence, list[str]]]:
    """The sentences that tell the deed, in the order of the evidence, each with the doers that it adds."""
    deed = deed_of(question)
    if deed is None:
        return []
    return that_add(one for item in evidence for one in _of_sentence(deed, question, item, facts_of(item)))


def _of_sentence(deed: Deed, question: Question, item: Evidence, facts: Facts) -> Iterator[tuple[Evidence, list[str]]]:
    """The doers of a sentence, and those of sentences behind it that say no more than “so did …”."""
    text = item.hit.document.text
    items = items_of(text, item.start, item.end, facts)
    places = [k for k in range(len(items)) if _does(deed, item, items, k) and _to_it(deed, item, facts, items[k + 1 :])]
    spans = [span for k in places for span in (undergoers if deed.done_to else doers)(items, k)]
    found = [name for span in spans for name in _named(question, item, facts, items, span)]
    if not found:
        on_it = deed.to and len(deed.to & _near(item, facts)) * 2 >= len(deed.to)
        if on_it and (by := _quoted(deed, item, facts, partial(_judged, head=deed.head))):
            yield item, by  # “it is ridiculous,” she said of it
        return
    group = all(one.name is None for lo, hi in spans for one in items[lo:hi])  # “members of the public criticised it”
    named = items_in(question, item, facts) if group and _NAMELY.search(item.text) else []
    yield item, named if len(named) > 1 else list(dict.fromkeys(found))
    place = facts.sentence_at(item.start)
    for sentence in facts.sentences[place + 1 : place + 1 + _NEXT] if place is not None else ():
        behind = replace(item, start=sentence.start, end=sentence.end, span=None)
        words = items_of(text, sentence.start, sentence.end, facts)
        more = [n for span in those_who_too(words, 0) for n in _named(question, behind, facts, words, span)]
        more = more or (_quoted(deed, behind, facts, takes_side) if group else [])
        if not more:
            return
        yield behind, list(dict.fromkeys(more))


def _quoted(deed: Deed, item: Evidence, facts: Facts, so: Callable[[Kin, str], bool]) -> list[str]:
    """The people whose words in a sentence take the side of the deed, without those whom the question names."""
    text = item.hit.document.text
    said = [s for s in facts.said_in(item.start, item.end) if so(deed.kin, text[s.start : s.end])]
    by = [(s.speaker_start, actor_named(facts, s.speaker)) for s in said]
    people = [(at, a) for at, a in by if a is not None and a.kind == "person" and not keys(a.name) & deed.named]
    return list(dict.fromkeys(name_with_role(a, at) for at, a in people))


def _near(item: Evidence, facts: Facts) -> frozenset[str]:
    return keys(f"{beside(item, facts)} {item.hit.document.title}")


def side_of(kin: Kin) -> Literal["against", "for", ""]:
    """Whether a verb means to speak or be against a thing, “criticise”, “object”, or for it, “back”, “hail”."""
    words = kin.forms | {entry[0] for entry in kin.alike if len(entry) == 1}
    return "against" if words & _BLAMES else "for" if words & _PRAISES else ""


def takes_side(kin: Kin, text: str) -> bool:
    """Whether words speak for or against a thing as a verb does, “criticise” or “back”, without that verb."""
    words, side = stems(text), side_of(kin)
    against = bool(words & (_BAD | _WARY | _WANTED)) or _NO.search(text) is not None
    against = against and not (words & (_GOOD | _PRAISES) and not words & _BAD)  # “praised it, calling it a relief”
    return against if side == "against" else side == "for" and bool(words & _GOOD) and not against


_NO = re.compile(r"\b(?:not|no|never)\b|n['’]t\b", re.IGNORECASE)


def _does(deed: Deed, item: Evidence, items: Sequence[Item], k: int) -> bool:
    """Whether the word at `k` is the deed, told as done."""
    here = stems(items[k].text)
    following = frozenset().union(*(stems(one.text) for one in items[k + 1 : k + 4])) if k + 1 < len(items) else here
    kin = any(entry[0] in here and set(entry[1:]) <= following for entry in deed.kin.alike)
    unlike = deed.kin.forms & _OPPOSES and here & _BACKS  # who “did not support it” opposed it
    same = bool(unlike or deed.kin.forms & here) or (kin and not here & LIGHT) or _judges(deed, items, k)
    of_those = deed.done_to and k > 0 and items[k - 1].lower in THOSE
    if not same or not (of_those or is_verb_at(items, k)):
        return False
    at, before = item.start + items[k].start, item.hit.document.text[item.start : item.start + items[k].start]
    way = told(item.hit.document.text, item.start, at)
    if unlike:
        return way == "not"
    # “the third to leave” has left; who “would vote for it” is for it
    pledged = here & _STANDS and re.search(r"\bw(?:ould|ill)(?: \w+ly)? $", before)
    return way == "so" or (way == "unreal" and bool(pledged or _ORDINAL.search(before)))


_STANDS = stems("vote back support oppose")
_OPPOSES, _BACKS = stems("oppose"), stems("support back endorse favour favor")
_CALLS = stems("call describe brand label dub dismiss deem")
_BLAMES, _PRAISES = stems("criticise oppose condemn"), stems("praise welcome support back")
_BAD = stems(
    "insult disgrace shame shameful scandal scandalous mistake blunder disaster disastrous catastrophe madness folly "
    "joke farce sham betrayal threat danger dangerous outrage outrageous nonsense absurd reckless irresponsible unfair "
    "unjust cruel stupid foolish wrong weak useless pointless premature cynical hypocritical illegal unacceptable "
    "failure waste unworkable naive misguided inadequate chaotic humiliating ridiculous ludicrous bad worst poor "
    "bigoted racist discriminatory disgusting overbroad "
    "flawed breach violation unlawful overreach censorship horrible horrified terrible awful appalling appalled "
    "excessive extreme unnecessary inappropriate insensitive offensive harmful abuse silly disappointing dismay angry"
)
_WARY = stems("warn worry concern fear crisis doubt sceptic skeptic harm hurt cost")
_GOOD = stems(
    "good great best beautiful excellent welcome triumph success wise brave fair overdue historic promising brilliant "
    "sensible model relief glad grateful happy proud thrilled delighted honour pleased wonderful remarkable"
)
_NEEDED = stems("need necessary support back like agree accept justify reason right good fair welcome want way work")


def _judges(deed: Deed, items: Sequence[Item], k: int) -> bool:
    """Whether somebody calls it good or bad, as the deed does: “called the plan “an insult””."""
    calls = stems(items[k].text) & _CALLS and not (k + 1 < len(items) and items[k + 1].lower in _PARTICLES)
    return bool(calls) and _calls_so(deed.kin, " ".join(one.text for one in items[k + 1 :]))


def _judged(kin: Kin, text: str, head: str) -> bool:
    """Whether somebody's words say so of a thing themselves: “it is ridiculous”, “there is no need for it”, or right
    beside its name, “this reckless plan”."""
    words = text.split()
    named = [n for n, word in enumerate(words) if head and head in stems(word)]
    said = [found[0] for found in _IS_SO.finditer(text)]
    said += [" ".join(words[max(n - _BRIEF, 0) : n + 2 * _BRIEF]) for n in named]
    return any(_calls_so(kin, one) for one in (said if len(text.split()) > _BRIEF else [*said, text]))


_BRIEF = 6  # words that call a thing so as a whole: “an extreme and unlawful overreach”
_IS_SO = re.compile(
    r"\b(?:it|this|that|there|which|i|we|they)(?:['’](?:s|m|re)| (?:is|was|am|are|were|has been|will be|would be|"
    r"(?:do|does|did)(?: not|n['’]t)))\b(?:[ ,]+[\w'’-]+){1,6}",
    re.IGNORECASE,
)


def _calls_so(kin: Kin, text: str) -> bool:
    """Whether words call a thing bad, or not good or needed, as one who is against it does, or good."""
    side, no, words = side_of(kin), _NO.search(text), stems(text)
    if side == "against":
        return bool(stems(text[no.end() :]) & _NEEDED if no else words & _BAD)
    return side == "for" and no is None and bool(words & _GOOD) and not words & _BAD


def _to_it(deed: Deed, item: Evidence, facts: Facts, behind: Sequence[Item]) -> bool:
    """Whether the deed is done to what the question has: by the words `behind` its verb, or by “it”, or by no words at
    all (“the third to leave”), where the sentence beside it or the title tells what is meant."""
    words = " ".join(one.text for one in behind)
    there, near = keys(f"{words} {_by_office(deed, facts, words)}"), _near(item, facts)
    if deed.other and deed.other in [one.lower for one in behind[:3]]:
        return False
    if not deed.to:
        return True
    named = deed.named and deed.named <= near
    if deed.done_to:  # what it was for may stand beside it; the title is that of other deeds, too
        close = keys(beside(item, facts)) | (deed.named & near)
        of_it = kin_of(deed.head).meets(close) if deed.head else bool(deed.to & close)
        return of_it or 2 * len(deed.to & close) > len(deed.to)
    if len(deed.to & near) * 2 < len(deed.to) and not (deed.wanted or named):
        return False  # “criticised the mayor” is not “criticised the mayor's old hat”
    if (deed.head in there if deed.wanted else deed.to & there) or kin_of(deed.head).meets(there):
        return True
    first = behind[0] if behind else None
    bare = first is None or (
        first.name is None and (not first.text[0].isalnum() or first.lower in PREPOSITIONS - {"of"})
    )
    points_back = bare or _IT & {one.lower for one in behind[:2]} or _THIS.match(words)
    return bool(points_back) and not deed.wanted and bool(deed.to & near)


def _by_office(deed: Deed, facts: Facts, words: str) -> str:
    """The names of those whom the question names and the words call by their office alone: “warned the president”."""
    called = frozenset(re.findall(r"\bthe (\w+)", words.lower()))
    meant = [actor for actor in facts.actors if keys(actor.name) & deed.named]
    return " ".join(a.name for a in meant if any(called & role_heads(role.text) for role in a.roles))


def _named(question: Question, item: Evidence, facts: Facts, items: Sequence[Item], span: Span) -> list[str]:
    """Who a subject is, as the list tells it: a full name with its office, the names of bodies or places, or the words
    themselves."""
    lo, hi = span
    words = item.text[items[lo].start : items[hi - 1].end]
    if hi - lo == 1 and items[lo].name is None and items[lo].lower in SUBJECT_PRONOUNS:
        actor = actor_named(facts, dict(facts.references).get(item.start + items[lo].start, ""))
        return [name_with_role(actor, item.start)] if actor is not None else []
    of, names = class_of(question.text), [one.name for one in items[lo:hi] if one.name is not None]
    no_person = of == "person" and names and all(name.kind == "place" for name in names)
    if words.lower() in _NOBODY or no_person or (keys(words) and keys(words) <= question.keys):
        return []
    if of in {"body", "place"} and names:
        listed = items_in(question, item, facts)
        if not any(name in words for name in listed) or not _in_a_row(item.text, listed):
            listed = [name for name in listed if name in words]  # and not whom it was done to
        return max(
            listed,
            [name.text for name in names if len(name.text) > 1 and (name.kind != "person" or " " not in name.text)],
            key=len,
        )
    described = hi - lo > 2 and items[lo].name is not None and items[lo + 1].text == ","  # “Lund, a former chief”
    first, last = (lo, lo + 1) if described else narrowed(items, lo, hi)  # “a lawyer for Ada Roth” is not Ada Roth
    person = items[first].name if last == first + 1 else None
    alone = [person] if person is not None and not several_in(items, span) else []
    joined = all(one.name is not None or one.lower in {",", "and"} for one in items[lo:hi])  # “Ada Lund and Bo Roth”
    who = names if joined else alone
    if "person" in (kinds := {one.kind for one in who}) and kinds <= {"person", "other"}:
        return [full_name(facts, item.start + one.start, one.text) for one in who]
    head = items[head_of(items, lo, hi)]
    if head.name is not None:
        someone = not keys(head.name.text) <= question.keys
    else:
        someone = can_speak(items, lo, hi) or bool(_AGED.match(head.text)) or class_of(f"{head.text}s") == "person"
    if not someone:
        return []
    return [f"{words[:1].upper()}{words[1:]}".replace("\n", " ")]


_AGED = re.compile(r"year-olds?$")


def _in_a_row(text: str, names: Sequence[str]) -> bool:
    """Whether a sentence enumerates names one behind another, “Peru, Chile and the Azores”, so that all do it."""
    return re.search(r"(?:,|,? and(?: the)?| or) ".join(map(re.escape, names)), text) is not None
