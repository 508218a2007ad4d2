"""Closed classes and general word lists of English that the rules about names and statements share."""

from __future__ import annotations

# Titles and offices that stand before a name or describe a person; singular, lower case.
ROLE_NOUNS = frozenset(
    """
    mom mum dad spouse widower girlfriend boyfriend fiance fiancee fiancé fiancée stepfather stepmother twin sibling
    activist actor actress adviser advisor agent aide ambassador analyst archbishop artist astronaut athlete attorney
    auditor author banker baron bishop boss broker campaigner candidate captain cardinal caretaker ceo chair chairman
    chairperson chairwoman chancellor chief clerk coach colonel columnist commander commentator commissioner congressman
    congresswoman constable consul contractor coordinator coroner correspondent councillor councilman councilwoman
    counsel counselor countess critic curator dean defendant delegate deputy designer detective developer diplomat
    director doctor driver duchess duke economist editor emir engineer envoy executive expert farmer father financier
    firefighter fisherman founder general governor grandfather grandmother head historian host husband imam inspector
    investigator investor judge journalist justice king landlord lawmaker lawyer leader lecturer legislator lieutenant
    lobbyist major manager marshal mayor mediator midwife minister monk mother negotiator neighbor neighbour nominee
    novelist nurse observer officer official operator organiser organizer owner painter parliamentarian partner pastor
    patriarch person physicist pilot player police policeman pollster pope premier presenter president priest
    prime-minister prince princess principal producer professor prosecutor provost publisher queen ranger rapporteur
    rector referee regulator reporter representative republican democrat researcher resident reverend rival runner-up
    scholar scientist secretary senator sergeant sheikh sheriff singer skipper soldier solicitor speaker spokesman
    spokesperson spokeswoman strategist student sultan superintendent surgeon teacher trader treasurer trustee
    undersecretary vice-president victim villager visitor volunteer voter warden widow wife witness worker writer
    counterpart predecessor successor incumbent veteran mp mep msp survivor sister brother son daughter uncle aunt
    cousin colleague friend relative grandson granddaughter niece nephew foreman forewoman abbot headteacher paramedic
    trainer jockey defender midfielder ombudsman vicar steward welder carpenter baker butcher grocer hotelier deckhand
    miner trucker ferryman master keeper whip tailor weaver potter brewer plumber admiral brigadier commodore corporal
    architect announcer narrator diver mechanic barber dentist vet lifeguard registrar archivist conservationist
    alderman assemblyman boatman businessman clergyman craftsman doorman fireman frontman gunman lineman nobleman
    postman salesman seaman selectman serviceman sportsman statesman watchman
    """.split()
)
TITLES = frozenset(
    """
    mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sir dame lord lady rev rev. gen gen. sen sen. rep rep. gov gov. lt lt.
    col col. capt capt. sgt sgt. maj maj. adm adm. cmdr cmdr. brig brig. hon hon. madam mx justice comrade sheikh imam
    rabbi father sister brother saint
    """.split()
)
MALE_WORDS = frozenset(
    """
    mr mr. sir lord king prince duke spokesman chairman congressman councilman businessman father husband son brother
    grandfather
    """.split()
)
FEMALE_WORDS = frozenset(
    """
    mrs mrs. ms ms. miss dame lady queen princess duchess countess spokeswoman chairwoman congresswoman councilwoman
    businesswoman mother wife daughter sister grandmother widow
    """.split()
)

# Adjectives and nouns that build a role together with a role noun: "deputy prime minister", "Foreign Minister".
ROLE_MODIFIERS = frozenset(
    """
    acting assistant associate attorney cabinet chief co deputy ex first former foreign general government high incoming
    interim junior lead long-serving longtime new outgoing parliamentary permanent presidential press prime principal
    regional retired senior special state vice top veteran union trade defense defence finance interior health education
    economy energy environment agriculture transport justice labor labour security national federal city county district
    opposition party campaign house senate majority minority democratic republican conservative liberal then-president
    police army navy air executive managing technical financial commercial supreme crown field naval military
    """.split()
)

# A name that ends with or holds one of these is an organisation.
ORG_HEADS = frozenset(
    """
    academy administration affairs agency airlines airways alliance army assembly association authority bank board
    brigade broadcasting bureau cabinet center centre chamber church club coalition college commission committee company
    conference confederation congress consortium cooperative corp corp. corporation council court daily department
    directorate dispatch division duma embassy enterprises federation fleet force forces forum foundation front fund
    gazette gmbh government group guard guardian hall herald holdings hospital house inc inc. industries initiative
    inspectorate institute institution journal kremlin league legislature llc llp ltd ltd. media ministry mission mirror
    movement museum nations navy network news newspaper observatory office organisation organization parliament partners
    party pentagon plc police post press prosecutors radio railways regiment registry republicans democrats senate
    service services shimbun society squad standard star syndicate systems team telegraph television times treasury
    tribune trust tribunal union unit united university watch programme aerospace aviation ballet brands brewery
    breweries chemicals cruises electronics entertainment ferries financial foods freight insurance investments
    laboratories labs lines logistics mining motors opera orchestra petroleum pharma pharmaceuticals philharmonic
    pictures productions properties publishing robotics securities shipping software stores studios supermarkets
    technologies telecom telecoms theatre theater utilities ventures
    """.split()
)
ACRONYM_PLACES = frozenset({"US", "UK", "UAE", "USA", "USSR", "U.S.", "U.K.", "U.S.A.", "U.A.E.", "DC", "D.C."})
PLACE_HEADS = frozenset(
    """
    airport avenue bay beach border bridge canal cape city coast county creek desert district falls forest gulf harbor
    harbour heights hills island islands isles lake mountain mountains ocean park peninsula port province region
    republic ridge river road sea square strait street territory town valley village lock mine wharf quay dock tunnel
    station terminal point
    """.split()
)
EVENT_HEADS = frozenset(
    """
    act agreement accord accords award bill charter conference constitution convention cup day days declaration festival
    fire games games' olympics pact prize protocol report resolution summit time treaty war week wildfire year
    """.split()
)

DETERMINERS = frozenset(
    """
    the a an this that these those his her its their our my your some any each every no both all many most several few
    another one two three four five six seven eight nine ten dozens hundreds thousands other more fewer
    """.split()
)
SUBJECT_PRONOUNS = frozenset("he she they i we it you who".split())
PREPOSITIONS = frozenset(
    """
    of to in on at for from with by about against between into through during after before above below under over since
    until till within without along across behind beyond near among amid toward towards upon via despite per like unlike
    regarding concerning including following around outside inside off out up down as than because while although though
    if when where whereas unless once whether
    """.split()
)
# Prepositions that tie a second noun phrase to the first one inside a subject.
INNER_PREPOSITIONS = frozenset("of to for from in at with on".split())
SUBORDINATORS = frozenset(
    """
    because while although though if when where whereas unless once whether that which who whom whose since after before
    as until so
    """.split()
)
COORDINATORS = frozenset({"and", "but", "or", "nor", "then", "yet"})
AUXILIARIES = frozenset(
    """
    is are was were be been being am has have had having do does did will would shall should can could may might must
    isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't shouldn't can't cannot
    couldn't mustn't isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t doesn’t don’t didn’t won’t wouldn’t shouldn’t
    can’t couldn’t mustn’t 've 'll 'd
    """.split()
)
BE_FORMS = frozenset("is are was were be been being am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t".split())
NEGATIONS = frozenset("not never n't neither nor".split())
ADVERBS = frozenset(
    """
    also again already always even ever further however instead just later meanwhile moreover never not now often once
    only rather sometimes soon still then there thus too twice yesterday today tonight tomorrow yet earlier ago
    therefore nevertheless nonetheless likewise perhaps maybe almost both all previously recently afterwards afterward
    himself herself themselves itself
    """.split()
)
_NOT_ADVERBS = frozenset(
    """
    family ally italy july assembly supply reply monopoly bully anomaly friendly elderly likely only early daily weekly
    monthly yearly quarterly lovely lonely costly deadly holy ugly unlikely emily sally kelly lily billy molly apply
    rely imply multiply fly comply
    """.split()
)
TIME_WORDS = frozenset(
    """
    morning afternoon evening night noon midnight day days week weeks month months year years weekend hour hours minute
    minutes decade spring summer autumn winter yesterday today tonight tomorrow am pm a.m. p.m. gmt utc
    """.split()
)
TIME_MODIFIERS = frozenset("last this next late early earlier later previous that past same mid".split())
# Finite forms that neither end in -ed nor are auxiliaries; enough to notice that a stretch of words is a clause.
COMMON_FINITE = frozenset(
    """
    began became bought broke brought built came caught chose cut drew drove fell felt fought found gave got grew heard
    held hit kept knew laid led left let lost made meant met paid put ran rose sat saw sent set shot showed spoke spent
    stood struck swore took taught thought threw understood went won wore wrote died fled flew rode sank sold stole sued
    needs wants seems remains faces makes
    takes gives gets goes comes means becomes shows holds keeps lies lives loses plays poses puts reaches runs sees
    serves stands starts stays stops supports tries uses works wins depends exists includes involves leads looks leaves
    allows appears begins belongs brings continues covers creates deserves expects fails hopes intends lacks offers
    opposes plans prefers represents requires rests risks seeks suffers threatens undermines violates want need seem
    remain make take give go come know think believe hope expect mean support oppose represent require
    """.split()
)


def is_adverb(lower: str) -> bool:
    """Whether a word is an adverb by list or by its ending `-ly`."""
    return lower in ADVERBS or (len(lower) > 4 and lower.endswith("ly") and lower not in _NOT_ADVERBS)


def is_finite(lower: str) -> bool:
    """Whether a lower-cased word can be the finite verb of a clause (auxiliary, common form, or ending `-ed`)."""
    return (
        lower in AUXILIARIES
        or lower in COMMON_FINITE
        or (len(lower) > 4 and lower.endswith("ed") and lower not in _ED_NOUNS)
    )


_ED_NOUNS = frozenset(
    "indeed hundred united sacred speed breed exceed proceed succeed embed unprecedented so-called limited".split()
)


def singular(lower: str) -> str:
    """A role noun's singular by rule: `officials` → `official`, `spokesmen` → `spokesman`."""
    if lower.endswith("men"):
        return lower[:-2] + "an"
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    if lower.endswith("s") and not lower.endswith("ss"):
        return lower[:-1]
    return lower


def is_role(lower: str) -> bool:
    """Whether a word names an office, trade or relation of a person, in either number, alone or last in a compound."""
    last = lower.removesuffix("-elect").removesuffix("-designate").rsplit("-", 1)[-1]
    return (
        last in ROLE_NOUNS
        or singular(last) in ROLE_NOUNS
        or (last.endswith(("woman", "man", "person")) and len(last) > 7)
        or (len(last) > 7 and singular(last).endswith(_TRADES))
    )


def is_office(word: str) -> bool:
    """`is_role` for a word as written: with a capital, a word in -man that is no known office is a surname."""
    lower = word.lower()
    surname = word[:1].isupper() and lower.endswith("man") and lower not in ROLE_NOUNS
    return is_role(lower) and not (surname and "-" not in lower)


_TRADES = ("ologist", "ographer", "ician", "keeper", "master", "mistress", "holder")  # endings


# Words that open a sentence with a capital and are no name.
OPENERS = (
    DETERMINERS
    | SUBJECT_PRONOUNS
    | PREPOSITIONS
    | SUBORDINATORS
    | COORDINATORS
    | AUXILIARIES
    | ADVERBS
    | TIME_WORDS
    | frozenset(
        """
        what why how which whose according asked speaking responding replying commenting addressing referring citing
        taking writing yes no well oh please let here there such just say said says people experts critics analysts
        officials police authorities sources meanwhile nobody everyone everybody anyone someone something nothing
        everything none half part much little not only given photo image video read advertisement share follow subscribe
        sign related more news breaking update updated translation thanks welcome sorry dear hello get give go come see
        look think thank keep make take help stop start new old first second third last next early late big small good
        bad great long short high low young many local national federal global public private social political voters
        residents workers farmers students teachers doctors reporters journalists lawmakers investors protesters
        supporters opponents
        """.split()
    )
)
