"""Answers that list: every item the documents support, each with the sentence that names it.

The best sentence opens the list. Others join it where the reader takes them for answers too, where they go on from it
(“The villages are …”, “So did …”), or where they name what it only points back to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.attribute import statement_at
from qa.contrast import part_of
from qa.deeds import asks_for_all, deed_of, doing
from qa.draft import Draft, shown
from qa.figures import amount
from qa.items import items_in, that_add
from qa.list_orders import as_question, how_many_asked
from qa.members import MOST, around, held_by, members
from qa.records import Answer, Evidence, Question
from qa.reports import asks_for_mentions, asks_which_reports, one_of_each, reported, source_of
from qa.statement_answers import all_said
from qa.telling import Teller, near_best
from qa.words import keys

Ask = Callable[[Question], Sequence[Evidence]]
_LOOSE = frozenset(  # of words like these alone nobody is told: “at least three people”
    "at least more than about around nearly over up to the all other another of some several multiple dozens hundreds "
    "many people others men women persons suspects victims survivors children passengers".split()
)
_AND = re.compile(r";|\band\b")
MENTIONED = 0.5  # the share of a subject that a sentence carries at least which mentions it
BETTER = 0.1  # how much more of a question than all that tell the deed the best sentence has that does not
NEAR = 0.2  # the share of the best coverage that a sentence has at least which tells the deed asked for


def listed(teller: Teller, question: Question, evidence: Sequence[Evidence], ask: Ask) -> Answer | None:
    """The list that a question asks for, or None where nothing is sure enough to be listed, and of comments."""
    if question.about_comments:
        return None
    if asks_which_reports(question.text):
        return _reports(teller, question, ask)
    return _items(teller, question, evidence, ask)


def _items(teller: Teller, question: Question, evidence: Sequence[Evidence], ask: Ask) -> Answer | None:
    """What is listed, the question read without the words that only order it."""
    plain = as_question(question.text)
    asked = question if plain == question.text or not plain else part_of(question, plain, "list")
    found = evidence if asked is question else ask(asked)  # read once where nothing is left out
    named = [item for item in found if _names_all(question, item)]
    evidence = [item for item in named if _states(item)] or named
    if not evidence:
        return None
    if (said := all_said(teller, question, evidence)) is not None:
        return said
    told = held_by(asked.text, evidence, teller.facts_of)
    if len(told) > 1:
        return _told(teller, question, [(item, "; ".join(names)) for item, names in told])
    done = _all_doers(teller, asked, evidence)
    if done is not None and done.confidence >= teller.limits.answered:
        return replace(done, question=question)  # told in the very words, whatever the reader makes of it
    if teller.trust.of(evidence[0]) < teller.limits.answered:
        return None
    chosen = members(teller, asked, evidence)
    items = _with_items(teller, asked, chosen)
    wanted = how_many_asked(question.text)
    if 0 < sum(len(names) for _, names in items) < wanted:
        items = _with_items(teller, asked, [*chosen, *around(teller, asked, chosen, evidence)])
        items = [one for n, one in enumerate(items) if sum(len(names) for _, names in items[:n]) < wanted]
    return _told(teller, question, [(item, "; ".join(names)) for item, names in items[: max(MOST, wanted)]])


_LEAD = 1000  # code points in which a report says what and where it is about, once for all its sentences


def _names_all(question: Question, item: Evidence) -> bool:
    """Whether those whom a question names are named near a sentence, or where its report opens."""
    gone = item.lacking & question.name_keys
    return not gone or gone <= keys(item.hit.document.text[:_LEAD])


def _states(item: Evidence) -> bool:
    """Whether a sentence states something: a headline and a question, “Why are they on the list?”, only open it."""
    return not item.text.rstrip().endswith("?") and item.text not in item.hit.document.title


def _all_doers(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """Everybody who took the side that is asked about, where sentences tell it."""
    done = doing(question, evidence, teller.facts_of) if asks_for_all(question) else []
    near = [(item, names) for item, names in done if item.coverage >= NEAR * evidence[0].coverage]
    named = "; ".join(name for _, names in near for name in names).lower()
    # “Governor signs bill”: an office alone is nobody else where the one who holds it is named
    near = [(item, left) for item, names in near if (left := [n for n in names if f"({n.lower()}" not in named])]
    # nor is a bare number of them, “three people”
    near = [(i, left) for i, names in near if (left := [n for n in names if not _is_count(n)])] or near
    return _told(teller, question, [(item, "; ".join(names)) for item, names in near[:MOST]]) if near else None


def _is_count(name: str) -> bool:
    return all(word in _LOOSE or ("-" not in word and amount(word)) for word in name.lower().split())


def whoever(teller: Teller, question: Question, evidence: Sequence[Evidence], *, alone: bool = False) -> Answer | None:
    """All who did something that many do, “who criticised the plan?”; None where one did, unless they may be `alone`,
    or one is asked for."""
    if question.kind not in {"actor", "open"} or not evidence:
        return None
    evidence = [item for item in evidence if _names_all(question, item)]
    if not evidence or teller.trust.of(evidence[0]) < teller.limits.answered:
        return None
    if (deed := deed_of(question)) is not None and deed.done_to and deed.to and not asks_for_all(question):
        # one was named to it: whom the best sentence tells, and not who named them
        one = doing(question, evidence[:1], teller.facts_of)
        return _told(teller, question, [(one[0][0], "; ".join(one[0][1]))]) if one else None
    told = _all_doers(teller, question, evidence)
    cited = {(c.document.id, c.start) for c in told.citations} if told is not None else set()
    best = max((e.coverage for e in evidence if e.at in cited), default=0.0)
    if evidence[0].coverage > best + BETTER and not alone:
        return None  # what is asked stands, in other words, in a sentence that tells it better
    several = told is not None and (len(told.claims) > 1 or _AND.search(told.claims[0].short or told.claims[0].text))
    return told if several or alone else None


def _reports(teller: Teller, question: Question, ask: Ask) -> Answer | None:
    """The reports on a subject, which is searched without the words that ask for reports; None without one.

    What is only to be mentioned has to be there by its words, and then is enough; what reports say may be worded in
    other words, and has to be trusted.
    """
    subject = reported(question.text)
    if not subject:
        return None
    part = part_of(question, subject, "list")
    evidence = [item for item in ask(part) if not item.lacking & question.name_keys]
    if asks_for_mentions(question.text):
        evidence = [item for item in evidence if not item.lacking and item.coverage >= MENTIONED]
    elif evidence and teller.trust.of(evidence[0]) >= teller.limits.answered:
        evidence = near_best(evidence, teller.limits.window * 2)
    else:
        evidence = []
    if not evidence:
        return None
    draft = Draft(question)
    for item in one_of_each(evidence):
        teller.quote(draft, item, lead=f"{source_of(item.hit.document)}: ")
    return draft.answer(teller.trust.of(evidence[0]))


def _told(teller: Teller, question: Question, told: Sequence[tuple[Evidence, str]]) -> Answer:
    """One claim a sentence: its items, where they are names, before its words."""
    draft = Draft(question)
    for item, names in told:
        if not names:
            teller.quote(draft, item)
            continue
        statement = statement_at(teller.facts_of(item), item.start, item.end)
        words = shown(item.hit.document.text, item.start, item.end, item.span)
        draft.claim(words, draft.cite(item), short=names, speaker=statement.speaker if statement else None)
    return draft.answer(max(teller.trust.of(item) for item, _ in told))


def _with_items(teller: Teller, question: Question, chosen: Sequence[Evidence]) -> list[tuple[Evidence, list[str]]]:
    """Sentences with the items that each adds, those alone where any names some."""
    named = that_add((item, items_in(question, item, teller.facts_of(item))) for item in chosen)
    return named or [(item, []) for item in chosen]
