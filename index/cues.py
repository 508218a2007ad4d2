"""English verbs and nouns that report what somebody said, with the frames they take.

Each verb carries letters for what may follow it or stand before it:

    T  a that-clause, with or without `that`          said (that) the road was closed
    Q  a quotation or clause before or after it       “…,” she said; the road, she said, was closed
    A  an addressee first                             told reporters (that) …
    O  an object, gerund or infinitive as content     denied the charge; urged them to leave; pledged to go
    P  a preposition or particle first                called for …; accused them of …; pointed out that …
    N  nothing: the act itself is the content         declined to comment
    H  a clause only where `that` or a question word opens it     found that …; knows why …
    I  an infinitive, alone or after an object                    plans to sail; wants them to go
    S  only with a person, an institution or a document as subject (the verb has other senses)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

# lemma[/irregular past[/irregular participle]]: frames; particle words where P
_VERBS = """
say/said:TQ  tell/told:TQA  write/wrote/written:TQS  add:TQS  note:TQS  state:TQS  explain:TQO  argue:TQO  claim:TQOS
insist:TQ  assert:TQO  declare:TQO  announce:TQO  acknowledge:TQO  admit:TQO  concede:TQO  confirm:TQO  deny:TO
reply:TQ  respond:TQS  answer:TQS  counter:TQS  retort:TQ  stress:TQO  emphasize:TQO  emphasise:TQO  underline:TQOS
underscore:TQOS  reiterate:TQO  repeat:TQS  maintain:TS  contend:TQ  allege:TQO  assure:TQAO  promise:TQO  pledge:TQO
vow:TQO  swear/swore/sworn:TQOS  warn:TQAO  caution:TQAO  predict:TQO  forecast/forecast:TOS  estimate:TS
suggest:TQOS  propose:TQOS  recommend:TQOS  advise:TQAOS  urge:TQO  demand:TQO  request:TOS  ask:TQAO
call:OP:for,on,upon  call:OQ  tweet:TQ  post:QS  comment:TQ  remark:TQ  observe:TQS  recall:TQS  recount:TQS
reveal:TQOS  disclose:TQOS  report:TQS  mention:TOS  complain:TQ  lament:TQO  joke:TQ  quip:TQ  boast:TQ  muse:TQ
exclaim:TQ  shout:QS  cry:QS  whisper:Q  read:QS  testify:TQ  conclude:TQS  point:TQP:out,to  speculate:TQ  reason:TQS
opine:TQ  proclaim:TQO  stipulate:TQ  affirm:TQO  reaffirm:TQO  accuse:OP:of  blame:O  criticize:O  criticise:O
condemn:OQ  denounce:OQ  praise:O  hail:O  welcome:OQS  applaud:OS  commend:OS  congratulate:O  slam:OQS  blast:OQS
decry:O  deplore:O  rebuke:O  reject:OS  dismiss:OQS  dispute:OS  refute:OS  rebut:OS  defend:OS  question:HOS
challenge:OS  mock:O  ridicule:O  brand:OQ  describe:OQ  label/labeled/labelled:OQS  dub:OQS  express:O  voice:OS
characterize:OQ  characterise:OQ  apologize:OQ  apologise:OQ  appeal:OP:for,to,against  signal/signaled/signalled:TOS
indicate:TOS  hint:TQOS  imply:TOS  clarify:TQOS  specify:TQS  elaborate:QS  summarize:QS  summarise:QS  agree:TQIS
agree:OPS:with  disagree:QS  disagree:OPS:with  object:TQS  protest:TQS  threaten:TOS  believe:TQ  think/thought:TQ
hope:TQI  fear:TQSO  expect:TSIO  doubt:TS  feel/felt:TS  remind:TQAO  inform:TQA  notify:TAS  convince:TAS  brief:TAS
encourage:OS  exhort:O  implore:OQ  plead:QOS  beg:OS  endorse:OS  advocate:OS  hit:OP:out,back  lash:OP:out
speak/spoke/spoken:OP:of,about,against  chide:OQ  scold:OQ  lambast:O  lambaste:O  berate:O  regret:TO  rule:TOPS:out
attribute:OS  highlight:TOS  outline:OS  vouch:OP:for  attest:TOP:to,that  assess:TS  surmise:TQ  reckon:TQ  worry:TQS
marvel:Q  gush:Q  sneer:Q  fume:Q  snap:QS  chime:QP:in  echo:OQS  continue:QS  go/went:QPS:on  conjecture:T  posit:T
theorize:T  profess:TO  decline:NIOS  refuse:NIS  refrain:NP:from  want:IOS  plan:IHS  intend:IHS  aim:IS
seek/sought:IS  decide:TIS  wish:IHS  opt:IS  resolve:IHS  offer:IS  prefer:IOS  consider:HS  instruct:IHS  order:IHS
invite:IS  persuade:IHS  vie:IS  find/found:TS  show/showed/shown:HS  learn:TS  know/knew/known:TS
understand/understood:HS  realise:TS  realize:TS  recognise:HS  recognize:HS  discover:HS  see/saw/seen:HS  assume:HS
determine:HS  judge:HS  imagine:HS  envision:OS  guess:HS  document:HS  demonstrate:HS  suspect:HS  concur:HS
oppose:OS  favour:OS  favor:OS  back:OS  support:OS  laud:OS  tout:OS  chastise:OS  thank:OS  deride:OS  cite:HOS
reference:OS  scoff:OPS:at  rail:OPS:against,about  complain:OPS:about,of  brag:TOPS:about,of  liken:OS  compare:OS
wonder:HQS  muse:HOPS:about  refer:OP:to  allude:OP:to  hint:OP:at  boast:OP:about,of  joke:OP:about  warn:OP:of,about
speak:OPS:out  talk:OPS:about,of  worry:OPS:about  approve:OPS:of  disapprove:OPS:of  object:OPS:to  insist:OPS:on
advocate:OPS:for  lobby:IOPS:for,against  push:IOPS:for  press:IS  campaign:OPS:for,against  argue:OPS:for,against
portray:OS  depict:OS  deem:OS  view:OS  confess:TQOS  guarantee:TOS  insinuate:TQ  reassert:TQO  volunteer:QS
foresee/foresaw/foreseen:TOS  anticipate:TOS  envisage:OS  contemplate:OS  mull:OS  calculate:TS  project:TS
admonish:OQ  castigate:OS  excoriate:OS  fault:OS  credit:OS  salute:OS  rebuff:OS  relay:OTS  convey:OTS  email:QS
text:QS  yell:QS  scream:QS  mutter:QS  murmur:QS  intone:QS  crow:QS  deadpan:QS  interject:QS  debate:HS  float:OS
admire:OS  resent:OS  disparage:OS  tease:OS  discuss:OS  bemoan:OS  bash:OS  rule:HS  rule:OPS:against
vote:OPS:for,against  come/came/come:OPS:out  side:OPS:with
"""

_NOUNS = """
claim assertion statement argument allegation accusation charge contention suggestion position view belief opinion
warning promise pledge vow call demand request plea appeal proposal recommendation insistence denial admission
acknowledgement acknowledgment announcement declaration remark comment complaint criticism assessment prediction
forecast hope fear concern conviction assurance threat idea notion message conclusion confirmation clear
"""
_COMMENT_VERBS = frozenset(
    "comment comments elaborate say answer answering respond discuss confirm commenting elaborating speculate".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb form that reports: its lemma, its frames (letters above), the particles it wants, and what form it is."""

    lemma: str
    frames: str
    particles: tuple[str, ...]
    form: str  # "base", "s", "past" (also participle), "ing"

    def takes(self, frame: str) -> bool:
        """Whether the verb has the frame of this letter."""
        return frame in self.frames


@cache
def cue_verbs() -> Mapping[str, tuple[Cue, ...]]:
    """Lower-case verb form → the cues it can be; a form with a particle stands before the bare one."""
    found: dict[str, list[Cue]] = {}
    for entry in _VERBS.split():
        head, frames, *rest = entry.split(":")
        particles = tuple(rest[0].split(",")) if rest else ()
        lemma, *irregular = head.split("/")
        forms = {"base": [lemma], "s": [_third(lemma)], "ing": [_gerund(lemma)], "past": irregular or [_past(lemma)]}
        for form, spellings in forms.items():
            for spelling in spellings:
                found.setdefault(spelling, []).append(Cue(lemma, frames, particles, form))
    return MappingProxyType({w: tuple(sorted(c, key=lambda x: not x.particles)) for w, c in found.items()})


@cache
def cue_nouns() -> frozenset[str]:
    """Nouns that name a statement, singular and plural."""
    nouns = _NOUNS.split()
    return frozenset(nouns) | {n[:-1] + "ies" if n.endswith("y") else n + "s" for n in nouns}


def is_comment_refused(lower: str) -> bool:
    """Whether a verb after `declined to` or `refrained from` means saying nothing."""
    return lower in _COMMENT_VERBS


_DOUBLING = frozenset("admit quip beg rebut slam brag snap chat refer".split())


def _doubled(lemma: str) -> str:
    return lemma + lemma[-1] if lemma in _DOUBLING else lemma


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return _doubled(lemma) + "ed"


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _gerund(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    return _doubled(lemma) + "ing"
