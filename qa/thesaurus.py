"""Words that say the same in news, and words that say the contrary: what a question and a text may differ by.

A hand-made list of general English, in groups of one sense. A word may stand in several groups; two words are kin when
they share one. `_` joins a verb and its particle. Everything is compared by stem, so one form of a regular word is
enough; forms of irregular verbs are groups of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from qa.words import stem, words

_FORMS = """
arise arose arisen; bear bore born borne; beat beaten; become became; begin began begun; bind bound;
bite bit bitten; blow blew blown; break broke broken; breed bred; bring brought; build built; burn burnt;
buy bought; catch caught; choose chose chosen; come came; creep crept; deal dealt; dig dug; do did done;
draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt;
fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden; forget forgot forgotten;
forgive forgave forgiven; freeze froze frozen; get got; give gave given; go went gone; grind ground;
grow grew grown; hang hung; hear heard; hide hid hidden; hold held; keep kept; know knew known; lay laid; lead led;
learn learnt; leave left; lend lent; lie lay lain; light lit; lose lost; make made; mean meant; meet met;
overcome overcame; overthrow overthrew overthrown; oversee oversaw overseen; pay paid; prove proven;
rebuild rebuilt; resell resold; ride rode ridden; ring rang rung; rise rose risen; run ran; see saw seen;
seek sought; sell sold; send sent; shake shook shaken; shine shone; shoot shot; shrink shrank shrunk;
sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid; speak spoke spoken; speed sped; spend spent;
spring sprang sprung; stand stood; steal stole stolen; stick stuck; strike struck stricken; swear swore sworn;
sweep swept; swim swam swum; swing swung; take took taken; teach taught; tear tore torn; tell told; think thought;
throw threw thrown; undergo underwent undergone; undertake undertook; understand understood; uphold upheld;
wake woke woken; wear wore worn; weep wept; win won; wind wound; withdraw withdrew withdrawn; withhold withheld;
write wrote written
"""

_PLURALS = """
woman women; man men; child children; person people; foot feet; wife wives; life lives; thief thieves; ewe sheep;
mouse mice; crisis crises; criterion criteria
"""

_ALIKE = """
spot notice see detect observe discover find; wash_away sweep_away carry_away; clog block silt;
play game face draw meet; evacuate safety bring_out; jab vaccinate vaccine inoculate shot; kid child;
find_fault criticise fault; get receive win; take bring; kidnap abduct seize; smuggle traffic;
vandalise damage deface; poison toxic; honour honor award; inaugurate open; train practise; injure wound hurt;
pour flow; paint painter; compose composer; sail voyage; hike walk; guess estimate; accept agree approve;
accept take_up; accept admit acknowledge concede; approve back endorse ratify pass adopt;
grant award allow approve issue give licence permit; allow permit let authorise authorize;
reject refuse turn_down decline rebuff dismiss; reject vote_down throw_out defeat; rule_out exclude;
deny dispute reject contest contradict refute rebut;
annul overturn strike_down quash void cancel revoke repeal rescind scrap lift;
cancel call_off scrap drop abandon axe; end scrap abolish stop terminate;
postpone delay put_off defer push_back suspend; delay late overdue hold_up;
suspend halt stop pause interrupt freeze put_hold; halt stop end cease; begin start launch open commence kick_off;
raise collect; phone telephone ring; apply take_effect come_force enter_force come_effect begin start;
begin start onset; end finish conclude close wind_up; last take continue go_on run;
resume restart reopen; leave quit resign step_down stand_down depart; leave depart go;
resign quit step_down resignation departure give_up; retire retirement; sack dismiss fire remove oust lay_off throw_out;
lay_off redundant cut; suspend remove; appoint name hire choose pick select nominate; appoint appointment;
elect vote choose pick election; hire recruit employ take_on; employ workforce employee staff worker job work;
job post position role; staff employee worker personnel crew workforce;
succeed replace take_over follow successor replacement; take_over acquire buy purchase takeover;
predecessor precede former; head lead run chair manage direct oversee command; head chief leader boss director;
boss chief director manager chairman chairwoman chief_executive ceo president; lead leader head; run operate manage;
run lead chief boss secretary director manager ceo executive president chairman chairwoman leader chair;
deputy vice; chairman chairwoman chair chairperson; spokesman spokeswoman spokesperson; minister secretary;
premier prime_minister; lawmaker mp deputy senator politician legislator; envoy ambassador diplomat;
lawyer attorney counsel barrister solicitor advocate; defend represent lawyer; judge court justice tribunal;
prosecutor prosecution; arrest detain seize catch hold capture custody apprehend stop; catch capture seize;
release free set_free let_go discharge; sentence jail imprison prison term; jail prison imprison;
convict guilty conviction condemn; acquit clear exonerate acquittal; charge accuse indict prosecute;
accuse blame allege accusation allegation; sue lawsuit court take_to_court litigation; fine penalty penalise punish;
punish penalty punishment sanction; appeal challenge contest; verdict ruling judgment judgement decision sentence;
rule decide find order; decide decision determine rule choose; order instruct command tell;
demand call_for want ask urge request require insist press; ask request demand apply; want wish seek hope;
want call_for demand; urge press call_on call_for appeal implore; beg plead;
criticise criticize attack condemn denounce slam blast critic criticism critical fault; condemn denounce deplore;
criticise criticize criticism critical slam blast rebuke assail scold castigate lambast;
oppose against object resist opponent opposition;
support back favour favor endorse advocate champion side_with stand_by vote_for;
support help aid assist assistance; praise welcome applaud hail laud commend congratulate;
protest demonstrate rally march protester demonstrator; strike walkout walk_out stoppage striker;
complain complaint grumble object; warn caution alert tip_off warning; tell inform notify alert;
reveal disclose expose uncover; leak disclose; admit concede confess acknowledge own_up;
apologise apologize apology sorry regret; announce declare unveil reveal announcement; say state tell;
confirm verify acknowledge; promise pledge vow commit undertake promise assure guarantee; threaten threat warn;
plan intend propose mean aim scheme; propose suggest put_forward proposal; predict forecast expect;
expect forecast anticipate await; estimate reckon calculate put; claim allege assert maintain insist argue;
call describe label brand term dub; name call; comment remark say; reply respond answer response rejoinder;
react reaction respond; explain account reason; think believe consider opinion view; doubt question;
negotiate talk negotiation negotiator bargain discuss; talk discussion meeting negotiation;
discuss debate talk_about; meet talk hold_talk receive; mediate mediator mediation broker arbitrate;
agree deal agreement accord pact settlement treaty; sign conclude; break collapse fail fall_through break_down;
fail failure collapse; fail fall; buy purchase acquire get; sell sale dispose; pay spend cost; pay salary wage earn;
earn get make; wage salary pay earnings; cost price worth; price cost charge; value worth insure estimate;
offer bid propose; lend loan; borrow loan debt; donate give contribute donation;
fund finance pay_for subsidise; money fund cash finance; grant subsidy aid; budget spending;
compensate compensation payout damages cover; damages compensation; bonus reward; reward prize; raise increase rise;
rise increase grow climb go_up jump soar gain surge; cut reduce lower slash trim;
fall drop decline decrease sink slump go_down lose plunge tumble; lower reduce cut; double twice;
limit cap restrict; rise growth gain; lose loss; earn profit gain; export ship sell; import buy;
shop store outlet branch; company firm business corporation enterprise group; maker manufacturer producer;
make manufacture produce build; build construct erect builder construction; design draw_up architect designer draft;
found establish set_up create start founder; create make; invent devise inventor;
owner own belong possess proprietor; belong own; hold own keep; keep retain preserve hold; own share stake;
share stock; stake holding interest share; destroy wreck ruin demolish burn;
demolish pull_down tear_down knock_down dismantle; dismantle take_apart; damage harm hurt damage;
repair mend fix restore renovate; restore renovate; crack break fracture; collapse cave_in fall;
explode explosion blast blow_up detonate; burn fire blaze; fire blaze; flood inundate;
crash collide hit collision accident; capsize overturn sink keel_over; sink founder go_down;
kill die death dead fatal murder lose victim claim; die death dead perish drown killed; drown die;
injure hurt wound injury casualty; ill sick unwell disease; sick ill; heal cure recover treat; treat patient;
hospital clinic; doctor physician medic; patient treat; shoot fire gun open_fire; attack assault raid strike hit;
invade invasion; bomb shell strike; fight battle clash; win victory triumph beat defeat; beat defeat overcome;
lose defeat; retreat pull_out withdraw; withdraw pull_out quit leave; withdraw retract take_back drop;
steal theft rob thief burgle take; break_into burgle burglary; find discover recover locate turn_up;
recover retrieve get_back find; discover find uncover; search seek hunt look_for; seek look_for hunt want;
miss lose vanish disappear; disappear vanish missing; rescue save bring_up free; save keep preserve rescue;
escape flee get_away break_out run_away; flee escape leave; evacuate leave; hide conceal; carry transport take bear;
carry wear; send dispatch ship; receive get obtain; arrive come reach land; depart leave set_off set_out;
travel go visit journey fly trip head; visit trip tour travel; head bound travel go; journey trip voyage;
destination bound; return come_back go_back; bring_back return; move relocate shift; transfer move sign;
stay remain; attend be_present take_part present; attend go_to; skip miss stay_away boycott;
take_part participate join attend turn_out; join enter; host hold; hold stage organise organize host;
cause trigger lead_to bring_about set_off prompt; cause reason; trigger set_off spark; prevent stop avert;
avoid evade dodge sidestep duck; evade dodge avoid; ignore disregard overlook; break breach violate flout;
breach violation; obey comply; ban prohibit forbid outlaw bar; lift end; close shut closure; shut close;
open reopen inaugurate; launch lift_off take_off blast_off; take_off depart; land touch_down;
inspect check examine test inspection review; examine scan check test;
investigate probe inquire inquiry investigation look_into; probe inquiry investigation;
inquiry probe investigation review; study research survey; researcher scientist; measure record; count number;
calculate work_out; replace swap exchange substitute; exchange swap; recall call_back withdraw; change alter amend;
change turn shift; correct amend; amend change; publish release issue print; publish post; write author pen compose;
write letter; post publish tweet; letter mail; sign signature; collect gather; gather assemble; assemble meet;
pick choose; vote poll ballot; turnout take_part vote; poll survey; majority margin; mayor council; town city;
village hamlet; district quarter neighbourhood neighborhood borough; land site plot ground; site place location;
house home; home live; live reside home; resident inhabitant villager townspeople; neighbour neighbor;
relative family kin; husband wife spouse; spouse husband wife partner; son child; daughter child; brother sibling;
sister sibling; parent father; parent mother; grow_up raise; born birth native birthplace; bury funeral;
marry wed marriage; study school university; teach teacher; school pupil; pupil student;
picture painting canvas photo; painting picture canvas work; gallery museum; book novel; film movie; song single;
ship vessel boat; ferry ship boat; boat ship vessel; car vehicle; lorry truck; plane aircraft jet airliner;
train rail; weigh weight heavy; deep depth; high height tall; long length last; wide width; big size large;
far distance; old age; fast speed; hot temperature; quick fast; strong power; huge big; money cash; large big;
tiny small; important key; main chief; extra additional further more; external outside independent;
foreign abroad overseas; outgoing depart leave; new fresh; last final; first initial; former ex previous one-time;
retired former; current present; damaged faulty broken crack defect; faulty defective broken; safe secure;
danger risk hazard peril; weather storm; storm cyclone hurricane gale; rain downpour; quake earthquake tremor;
smoke fume; rubbish waste; pollute contaminate pollution; farmer grower; fisherman fisher; engineer technician;
worker labourer; police officer; soldier troop; army military; weapon arms; aim goal; hope want; fear afraid worry;
worry fear concern; happy glad pleased; angry furious anger; surprise shock; proud pride; weep cry tear;
split divide disagree; divide split; unite join; quarrel row dispute argue; dispute row conflict; conflict war;
ceasefire truce; peace truce; divorce separate; guard protect; protect guard shield defend;
secret hidden behind closed; lock shut; public open; private own; mandatory compulsory obligatory; sheep ewe;
cattle cow; animal beast creature; release set_free free; put spend; spend cost invest; invest put spend;
bankrupt insolvent; bankruptcy insolvency; tax levy duty; duty tariff levy; tariff duty; fee charge; toll dead;
fare ticket; percent per_cent; rate percentage; pension retire; insure insurer insurance; insure insurer value;
expel throw_out eject send_home order_out order_leave tell_leave; deport expel send_back;
summon call_in; recall withdraw; hand_over give deliver; deliver bring supply;
supply provide deliver; provide give supply; show display; display exhibit; exhibition show; watch see; hear listen;
read write; teach train; train coach; coach manager trainer; player footballer; match game; game match; score goal;
title champion; champion win; league division; club team side; fan supporter; contract deal; sign join;
extend prolong extension; extension prolong; shorten cut; expand enlarge; speed_up accelerate; slow delay;
improve better; worsen deteriorate; deepen dredge; empty drain; dry drain; fill block; block bar obstruct;
settle settlement agree resolve; plan target schedule slate due; christen baptise baptize baptism;
swear_in inaugurate take_office take_power assume; test_positive diagnose contract infect; marry wed tie_knot;
fetch sell auction; reach hit touch top climb; touch_down land; debut premiere open launch; tap appoint name pick;
clinch win secure; crown win; hike raise increase; slay kill; oust topple remove; smash shatter break beat;
snag catch grab; nab arrest catch; campaign petition lobby; star play feature; earn win receive; earn pay salary;
ease relax; tighten toughen; tough strict; promise word;
need require necessary must have_to mandatory compulsory obligatory; bound oblige obligate must have_to require;
success successful succeed win; refer pass_on hand_over forward; graduate degree
"""

# Not the same event, though not its denial either: who hired somebody did not sack them.
_APART = """
begin start launch introduce open found | end stop halt finish cancel withdraw scrap repeal lift abolish
arrive come | leave depart
hire appoint recruit | sack dismiss fire
arrest detain jail imprison | release free
buy purchase acquire | sell
build construct | demolish dismantle
impose introduce | lift repeal scrap withdraw
lend | borrow
receive get | send
import | export
"""

_CONTRARY = """
accept agree approve welcome adopt pass ratify | reject refuse decline turn_down throw_out vote_down veto
support back favour endorse defend | oppose reject condemn
acquit clear exonerate | convict guilty condemn jail
confirm admit acknowledge concede | deny dispute
win victory | lose defeat
rise increase grow climb raise double | fall drop decline shrink cut reduce lower halve
open reopen | close shut
stay remain keep retain | leave quit resign step_down go
praise applaud welcome defend | criticise criticize condemn denounce
allow permit authorise authorize legalise approve | ban forbid prohibit bar outlaw block
survive | die kill drown perish
attend | skip boycott
remember | forget
strengthen tighten | weaken ease relax
extend prolong | shorten
catch capture | escape seek
unite | divide split
love | hate
succeed success successful | fail failure lose reject dismiss
cause | prevent
"""

Entry = tuple[str, ...]
"""The stems of a word, or those of a verb and its particle."""

_REACH = 4  # words from a verb within which its particle stands: “called the machines back”


@dataclass(frozen=True, slots=True)
class Kin:
    """What may stand for one word of a question: its other `forms`, words of like sense, `contrary` ones, and those
    that tell of another event (`apart`)."""

    forms: frozenset[str]
    alike: frozenset[Entry]
    contrary: frozenset[Entry]
    apart: frozenset[Entry]

    @property
    def itself(self) -> Kin:
        """The word in all its forms, and nothing that may stand for it."""
        return Kin(self.forms, frozenset(), frozenset(), frozenset())

    def meets(self, found: Collection[str]) -> bool:
        """Whether stems of a text have a word of like sense, or another form of the same."""
        return not self.forms.isdisjoint(found) or _any_of(self.alike, found)

    def crossed(self, found: Collection[str]) -> bool:
        """Whether stems of a text have a word that says the contrary."""
        return _any_of(self.contrary, found)

    def parted(self, found: Collection[str]) -> bool:
        """Whether stems of a text have a word that says the contrary, or tells of another event."""
        return self.crossed(found) or _any_of(self.apart, found)


@lru_cache(maxsize=1024)
def kin_of(word: str, text: str = "") -> Kin:
    """What may stand for a word of `text`; with its particle behind it a verb is taken in that sense alone."""
    key = stem(word)
    forms = _forms().get(key, frozenset({key}))
    following = _following(key, text)
    joined = [entry for entry in _alike() if len(entry) > 1 and entry[0] in forms and set(entry[1:]) <= following]
    own: list[Entry] = joined or [(form,) for form in sorted(forms)]
    alike = frozenset(other for entry in own for other in _alike().get(entry, ()))
    alike |= frozenset((one,) for entry in alike if len(entry) == 1 for one in _doer(entry[0])) | _derived(key)
    here = _in_all_forms(alike)
    contrary, apart = (
        _in_all_forms(frozenset(other for entry in own for other in _pairs(block).get(entry, ()))) - here
        for block in (_CONTRARY, _APART)
    )
    return Kin(forms, here, contrary, apart)


def is_past(word: str) -> bool:
    """Whether a word is the past or the participle of a verb, as far as its form tells."""
    lower = word.lower()
    return lower in _pasts() or (lower.endswith("ed") and not lower.endswith("eed"))


@lru_cache(maxsize=1)
def _pasts() -> frozenset[str]:
    return frozenset(word for line in _lines(_FORMS) for word in line.split()[1:])


def _derived(key: str) -> frozenset[Entry]:
    """Who or what does it, and the other way round: scan and scanner, found and founder, bake and baker."""
    made = set(_doer(key))
    made |= {key[:-2], key[:-3], key[:-1]} if key.endswith(("er", "or")) and len(key) > 6 else set()
    return frozenset((one,) for one in made if len(one) > 3) if len(key) > 3 else frozenset()


def _doer(key: str) -> tuple[str, ...]:
    """What who does it may be called: win and winner, bake and baker."""
    return f"{key}er", f"{key}or", f"{key}r", f"{key}{key[-1:]}er"


def _any_of(entries: Collection[Entry], found: Collection[str]) -> bool:
    return any(all(part in found for part in entry) for entry in entries)


def _following(key: str, text: str) -> frozenset[str]:
    stemmed = [stem(word) for word in words(text)]
    return frozenset(stemmed[stemmed.index(key) + 1 :][:_REACH]) if key in stemmed else frozenset()


def _in_all_forms(entries: Collection[Entry]) -> frozenset[Entry]:
    forms = _forms()
    return frozenset((form, *entry[1:]) for entry in entries for form in forms.get(entry[0], (entry[0],)))


def _entries(line: str) -> frozenset[Entry]:
    return frozenset(tuple(stem(part) for part in word.split("_")) for word in line.split())


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, frozenset[str]]:
    """Stem → stems of all forms of the same word, where it is irregular."""
    found: dict[str, frozenset[str]] = {}
    for line in _lines(_FORMS + _PLURALS):
        own = frozenset(stem(word) for word in line.split())
        for key in own:
            found[key] = found.get(key, frozenset()) | own
    return found


@lru_cache(maxsize=1)
def _alike() -> Mapping[Entry, frozenset[Entry]]:
    found: dict[Entry, frozenset[Entry]] = {}
    for line in _lines(_ALIKE):
        group = _entries(line)
        for entry in group:
            found[entry] = found.get(entry, frozenset()) | group
    return found


@lru_cache(maxsize=2)
def _pairs(block: str) -> Mapping[Entry, frozenset[Entry]]:
    found: dict[Entry, frozenset[Entry]] = {}
    for line in block.strip().splitlines():
        one, _, other = line.partition("|")
        for left, right in ((_entries(one), _entries(other)), (_entries(other), _entries(one))):
            for entry in left:
                found[entry] = found.get(entry, frozenset()) | right
    return found


def _lines(block: str) -> list[str]:
    return [line for line in block.replace("\n", ";").split(";") if line.strip()]
