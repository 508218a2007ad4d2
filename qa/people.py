"""Who is asked for: the person, body or country in a sentence that a "who" or "which minister" means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.actors import Actor, several
from index.facts import Facts
from index.gazetteer import places
from index.roles import Role
from qa.described import called
from qa.records import Evidence, Question
from qa.short import Short, nearness
from qa.verb import verb_of
from qa.withdrawn import within
from qa.words import FUNCTION_WORDS, countries_in, keys, stem, surname

_COUNTRY_ASKED = re.compile(
    r"\b(?:which|what) (?:\w+ )?(?:countr(?:y|ies)|nations?|governments?|states?)\b", re.IGNORECASE
)
BODIES = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|agenc(?:y|ies)|organi[sz]ations?|clubs?|teams?|unions?|banks?|bod(?:y|ies)|groups?|"
    r"part(?:y|ies)|outlets?|newspapers?|court|ministr(?:y|ies)|airlines?|universit(?:y|ies)|department|retailers?|"
    r"supermarkets?|chains?|networks?|broadcasters?|carmakers?|manufacturers?|makers?|charit(?:y|ies)|colleges?|schools?|"
    r"studios?|publishers?|bands?|orchestras?|institutes?|contractors?|bidders?|sponsors?|associations?)\b",
    re.IGNORECASE,
)
"""What names a kind of body."""
_BODY_ASKED = re.compile(rf"\b(?:which|what) (?:[\w-]+ ){{0,2}}{BODIES.pattern}", re.IGNORECASE)
_VERBS = (
    r"accus|blam|warn|urg|announc|criticis|criticiz|argu|pledg|promis|stat|insist|describ|brand|demand|suggest|recommend|"
    r"stress|quot|ask|refus|declin|propos|predict|complain|admitt?|confirm|acknowledg|claim|explain"
)
_SPEECH = (
    r"(?:think|believe|consider|doubt|fear)s|sa(?:id|ys|y)|call(?:ed|s)|wrote|den(?:ied|ies)|told|"
    rf"(?:{_VERBS})(?:ed|es|s|d)"
)
_SPEAKER_ASKED = re.compile(
    rf"\b(?:who|which \w+|what \w+)\b(?! (?:is|was|were|has been|had been)\b).{{0,40}}?\b(?:{_SPEECH})\b", re.IGNORECASE
)
_ROLE_ASKED = re.compile(r"\b(?:which|what|who (?:is|was|are|were)(?: the)?)\s+((?:[\w'’-]+\s+){1,4})", re.IGNORECASE)
_GENERIC = frozenset("group ministry government council court police parliament party union club team board".split())
_PASSING = frozenset(stem(word) for word in "new current former then latest present name".split())
_FAMILIAR = {"mom": "mother", "mum": "mother", "dad": "father"}


def actors(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    """Everybody of the kind asked for whom a sentence names, or who speaks it; not those whom the question names."""
    if asks_identity(question):
        yield from _own_roles(question, evidence, facts)
        return
    wanted = _wanted_actor(question.text)
    speaking = asks_who_said(question.text)
    if speaking:
        yield from _speakers(question, evidence, facts)
    labels = {(s.speaker_start, s.speaker_end) for s in facts.statements if s.cue == ":"}
    speakers = {
        (s.speaker_start, s.speaker_end)
        for s in facts.statements
        if evidence.start <= s.speaker_start < evidence.end or (s.start < evidence.end and evidence.start < s.end)
    }
    told_by = reporters(evidence, facts)
    taken_up = [
        (start, found.end(), name)
        for start, name in facts.references
        if evidence.start <= start < evidence.end and (found := _HE.match(evidence.hit.document.text, start))
    ]
    for actor in facts.actors:
        # two words that may be a name are held for a person's: where a firm is asked for, the reader may know better
        chosen = evidence.span in actor.mentions and not actor.roles and "person" not in wanted
        if (actor.kind not in wanted and not chosen) or _is_asked_about(question, actor, evidence.text):
            continue
        text = evidence.hit.document.text
        spoken = [m for m in actor.mentions if evidence.start <= m[0] < evidence.end and not in_dateline(text, m)]
        spoken += [m for m in actor.mentions if m in speakers and m not in spoken]
        spoken = [m for m in spoken if m not in labels]  # who merely puts it in an interview
        if speaking and any(m in speakers for m in spoken):
            continue  # told already
        if not speaking:  # “*He* was seized in Selby”, where the sentence before names him
            spoken += [(at, end) for at, end, name in taken_up if name == actor.name]
            spoken = [m for m in spoken if not does_it(question, evidence, m[0])]
        if not spoken:
            continue
        fit = max(nearness(question, evidence, *mention) for mention in spoken)
        fit += 0.5 if actor.kind == wanted[0] else 0.0
        fit += 0.5 * _role_fit(question.keys, actor)
        fit += 0.8 * _role_fit(_role_asked(question.text), actor)
        fit -= _BELONGS if _belongs(evidence, spoken) else 0.0
        if speaking:
            fit = min(fit - 1.0, 0.0)  # who is only named beside words of which nobody says whose they are
        elif actor.kind == "organisation" and all(within(*m, told_by) for m in spoken):
            continue  # “the Wire reported that …”: who tells it and not who did it
        start, end = spoken[0]
        yield Short(start, end, name_with_role(actor, start), fit)


_HE = re.compile(r"(?:he|she)\b", re.IGNORECASE)
_BY = re.compile(r"\bby (?:(?:the|an?|two|three|several) )?(?:[\w-]+ ){0,2}$")


def does_it(question: Question, evidence: Evidence, start: int) -> bool:
    """Whether words are told as who does something where it is asked to whom it was done: “seized *by* soldiers”."""
    verb = verb_of(question.text)
    asked = verb and re.match(rf"\W*who(?: else)? (?:was|were|is|are|has been|have been) {verb}\b", question.text, re.I)
    before = evidence.hit.document.text[evidence.start : start]
    return bool(asked) and not question.text.rstrip(" ?").endswith(" by") and _BY.search(before) is not None


def _is_asked_about(question: Question, actor: Actor, sentence: str) -> bool:
    """Whether the question names somebody itself, by any part of a name, or most of a body's: “the port company” is the
    Delmont Port Company. Whoever is asked for by kin may have a name of the question, and nobody else is asked for."""
    own, asked = keys(actor.name), question.keys
    if kin := _KINSMAN.search(question.text):
        related = any(_FAMILIAR.get(w, w).endswith(kin["kin"]) for r in actor.roles for w in r.text.lower().split())
        related = related or re.search(rf"\b{kin['kin']}(?:,| is| was)? {re.escape(actor.name)}", sentence) is not None
        return not related or any(name in actor.name or actor.name in name for name in question.names)
    if actor.kind != "person":
        return len(own & asked) > len(own) / 2 or actor.name.lower() in _GENERIC
    return bool(own & asked)


# “Who is Ada Lund's brother?”, “the brother of Ada Lund”
_KINSMAN = re.compile(
    r"(?:['’]s? (?:late |ex-|former |\w+est )?|\bthe )(?P<kin>husband|wife|spouse|partner|father|mother|parent|son|"
    r"daughter|child|brother|sister|(?:grand|step)\w+|uncle|aunt|cousin|nephew|niece|widow(?:er)?|fianc\w+|twin)\b",
    re.IGNORECASE,
)
_BELONGS = 1.2  # what a name loses that only tells where another belongs: “Ada Lund *of Norway's Holm Rovers*”
_OF_SOMEBODY = re.compile(r"[A-Z][\w'’-]+ [A-Z][\w'’-]+ of (?:the )?(?:[A-Z][\w.-]+['’]s )?$")


def _belongs(evidence: Evidence, mentions: Sequence[tuple[int, int]]) -> bool:
    """Whether a name stands in a sentence only as where somebody else belongs."""
    text = evidence.hit.document.text
    return bool(mentions) and all(_OF_SOMEBODY.search(text[evidence.start : start]) for start, _ in mentions)


_OF_ITSELF = re.compile(r"\W*(?:that )?(?:it|its|they|their|we|our)\b", re.IGNORECASE)  # “the firm said it had sold …”


def reporters(evidence: Evidence, facts: Facts) -> list[tuple[int, int]]:
    """Who merely reports what a sentence tells: “the Wire reported that …”."""
    text = evidence.hit.document.text
    return [
        (s.speaker_start, s.speaker_end)
        for s in facts.statements
        if s.cue.lower().startswith("report") and not _OF_ITSELF.match(text, s.start)
    ]


_WHO_IS = re.compile(r"^\W*who(?:['’]s| is| was)\s+(?!the\b)[A-Z][^?,]*$", re.IGNORECASE)


def asks_identity(question: Question) -> bool:
    """Whether it is asked who somebody is, “Who is Ada Lund?”: no other name answers that."""
    asked = keys(" ".join(question.names))
    return bool(asked) and _WHO_IS.match(question.text.rstrip(" ?")) is not None and not question.keys - asked


def _own_roles(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    """What a sentence says somebody is: the office, of a relative whose, the fuller the better."""
    asked = keys(" ".join(question.names))
    for actor in facts.actors:
        if actor.kind == "person" and asked <= keys(actor.name):
            for role in actor.roles or called(actor.name, evidence.hit.document.text, facts):
                if evidence.start <= role.start < evidence.end:
                    start, end, told = _in_full(role, evidence, facts)
                    yield Short(start, end, told, 1.2 + 0.2 * min(len(told.split()), 5))


_REACH = 400  # code points before a sentence in which “the chair of the port board” is the chair whom it names


def _in_full(role: Role, evidence: Evidence, facts: Facts) -> tuple[int, int, str]:
    """A role with what it leaves out: whose brother, where the sentence names her before, and what the chair is of."""
    text = evidence.hit.document.text
    owner = _owner(role, evidence, facts)
    if owner and surname(owner) in text[evidence.start : role.start]:
        return role.start, role.end, f"{owner}'s {role.text}"
    low = max(evidence.start - _REACH, 0)
    if " " not in role.text and text[: role.start].lower().endswith("the "):
        of = rf"\b{re.escape(role.text)} of (?:the )?[A-Z][\w'’&-]*(?: (?:of |and |for |the )*[A-Z][\w'’&-]*)*"
        for found in re.finditer(of, text[low : evidence.start]):
            return low + found.start(), low + found.end(), found.group()
    return role.start, role.end, role.text


_OWNER = re.compile(r"(?:\b(?:[Hh]is|[Hh]er)|(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)*)['’]s?) (?:[a-z-]+ )?$")


def _owner(role: Role, evidence: Evidence, facts: Facts) -> str:
    """Whose wife or deputy somebody is by the words before a role: “his deputy”, “Lund's wife”; "" where none tells."""
    text = evidence.hit.document.text
    before = _OWNER.search(text, max(role.start - _REACH, 0), role.start)
    if before is None or before["name"]:
        return next((a.name for a in facts.actors if before and surname(a.name) == surname(before["name"])), "")
    return dict(facts.references).get(before.start(), "")


def _speakers(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    """Those who speak in a sentence, under whatever words; who says most of what is asked comes first, and of a
    statement inside another the inner speaker."""
    asked = question.keys
    text = evidence.hit.document.text
    for said in facts.said_in(evidence.start, evidence.end):
        if said.speaker.lower() in _NOBODY:
            continue
        if said.cue == ":" and any(s.cue != ":" and said.start <= s.start < said.end for s in facts.statements):
            continue
        actor = next((one for one in facts.actors if one.name == said.speaker), None)
        if keys(said.speaker) & asked and keys(said.speaker) <= asked:
            continue  # the question names this one
        content = keys(text[said.start : said.end]) | keys(said.cue)
        share = len(content & asked) / max(len(asked), 1)
        if asked and not share:
            continue  # words of something else
        fit = 0.8 + 1.6 * share - 0.001 * min(said.end - said.start, 400)
        fit += 0.8 * (_role_fit(_role_asked(question.text), actor) if actor else 0.0)
        if re.search(r"\b(?:which|what) (?!is|was|did|has)", question.text, re.IGNORECASE) and actor is None:
            fit -= 0.8  # “which minister”: not somebody who is only “the skipper”
        if actor is not None and actor.kind != "person" and _wanted_actor(question.text) == ("person",):
            fit -= 0.8  # nor a body or a country
        who = name_with_role(actor, said.speaker_start) if actor else said.speaker
        yield Short(said.speaker_start, said.speaker_end, who, fit)


_NOBODY = frozenset("i we he she it they you who that this which".split())
_AGENCY = re.compile(  # “(Wire) …”, “Oslo, Norway (Wire) …”, “WIRE — …”
    r"\s*(?P<place>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*)?(?:, [A-Z][\w .'’-]*)?\s*\([A-Z][\w .&/-]{1,30}\)\s|"
    r"\s*(?:[A-Z]{2,6}(?: [A-Z][a-z]+)?|[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,3}(?:, [A-Z][\w. ]{1,20})?) [—–]\s"
)
_DATELINE = re.compile(r"\s*[A-Z][A-Z .'’/-]+(?:,[^.\n]{1,40}?|\s*\([^)\n]{1,30}\))+\s*[-–—]\s")


def in_dateline(text: str, mention: tuple[int, int]) -> bool:
    """Whether a name is the city, or the agency, that opens a report: "PORT SELBY, 3 May (Wire) — ..."."""
    start, end = mention
    if text[start:end].isupper() and "." not in text[start:end] and text[start:end].title() in places():
        return True
    line = text.rfind("\n", 0, start) + 1
    found, agency = _DATELINE.match(text, line), _AGENCY.match(text, line)
    if agency and (agency["place"] is None or agency["place"] in places()) and start < agency.end():
        return True
    return found is not None and start < found.end()


def _wanted_actor(text: str) -> tuple[str, ...]:
    """The kinds of actor a question is content with, the likeliest first."""
    if _COUNTRY_ASKED.search(text):
        return ("place", "organisation")
    if _BODY_ASKED.search(text):
        return ("organisation", "other", "place")
    if re.search(r"\bwh(?:ich|at) (?!is|was)", text, re.IGNORECASE):
        return ("person",)
    return ("person", "organisation")


def holder_of_role(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    """Those whom a sentence names in the very role that is asked for: "who is the mayor of X".

    Two countries in a role stand in order: whose envoy, then where to.
    """
    asked = countries_in(" ".join(question.terms))
    if asks_identity(question):
        yield from _own_roles(question, evidence, facts)
        return
    for actor in facts.actors:
        if actor.kind != "person" or _is_asked_about(question, actor, evidence.text):
            continue
        if _belongs(evidence, [m for m in actor.mentions if evidence.start <= m[0] < evidence.end]):
            continue
        for role in actor.roles:
            order = countries_in(role.text)
            held = keys(f"{_owner(role, evidence, facts)} {_FAMILIAR.get(role.text.lower(), role.text)}")
            if len(asked) > 1 and order[: len(asked)] != asked[: len(order)]:
                continue
            wanted = question.keys - _PASSING
            if evidence.start <= role.start < evidence.end and wanted and wanted <= held:
                fit = 1.0 + 0.2 * len(question.keys & held & _PASSING)
                yield Short(role.start, role.end, name_with_role(actor, role.start), fit)


def asks_who_said(text: str) -> bool:
    """Whether a question asks for a speaker: "who called it …", "which minister said …"."""
    return bool(_SPEAKER_ASKED.search(text))


def _role_fit(asked: frozenset[str], actor: Actor) -> float:
    """The largest share (0 to 1) of a role's words that are asked for: "mayor of X" of "who is the mayor of X"."""
    held = (keys(role.text) - FUNCTION_WORDS for role in actor.roles)
    return max((len(own & asked) / len(own) for own in held if own), default=0.0)


def _role_asked(text: str) -> frozenset[str]:
    """The words that stand right behind the asking word: "which deputy minister …"."""
    found = _ROLE_ASKED.search(text)
    return keys(found[1]) if found else frozenset()


def role_at(actor: Actor, at: int) -> str | None:
    """The role that stands nearest before a place in the text, else the first behind it; None where there is none."""
    # one that runs on into the next line is none, nor is what several are: “Ada Lund and Ole Finn, *hosts* of the show”
    written = [role for role in actor.roles if "\n" not in role.text and not several(role.text)]
    roles = sorted(written, key=lambda role: (role.start > at, abs(role.start - at)))
    return _DANGLING.sub("", roles[0].text) if roles else None


_DANGLING = re.compile(r"(?:,? (?:at|of|in|for|to|and|the|a|an))+$")  # of a role that was cut before a name


def name_with_role(actor: Actor, at: int) -> str:
    """Full name and the role nearest before or at a place in the text: "Ada Byron, the mayor"."""
    role = role_at(actor, at)
    if role is None or role.lower() in actor.name.lower():
        return actor.name
    return f"{actor.name} ({role})"
