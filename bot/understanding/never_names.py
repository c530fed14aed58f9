"""Words that a visitor does not bear as a name, though they stand where a name could.

``FUNCTION_WORDS`` end a name wherever they stand. ``COMMON_WORDS`` can't begin one, nor be one in lower case,
but may be a surname after a first name (Tom Price, Jana Klein).
"""

_FUNCTION_WORDS_EN = """
i me my mine myself we us our ours you your yours he him his she her hers it its they them their this that these those
a an the and or but so because if then than as of at by for from in into on onto to with without within about after before
between over under up down out off not no nor yes yeah yep nope ok okay am is are was were be been being do does did done
have has had having can could will would shall should may might must need needs want wants wanted like get got just also
too very really quite still already again only even here there where when why who what which how now then today tomorrow
yesterday please thanks thank hi hello hey dear sorry well sure fine great i'm i'd i'll i've it's that's we're we'd we've
we'll don't can't isn't aren't didn't doesn't won't wouldn't haven't hasn't there's what's let's any some all each every
both more most less few much many own same other another such via per and/or
"""
_FUNCTION_WORDS_DE = """
ich mich mir mein meine meinen meinem meiner wir uns unser unsere unseren unserem unserer du dich dir dein deine sie
ihnen ihr ihre ihren ihrem ihrer er ihn ihm sein seine es man der die das den dem des ein eine einen einem einer eines
kein keine keinen und oder aber denn weil wenn dann als ob dass daß zu zum zur vom beim bei mit nach aus auf an am
im in ins für fuer gegen ohne um über unter vor hinter neben zwischen seit bis durch nicht nein ja doch nö nee jo bin bist
ist sind seid war waren wäre habe hab hast hat haben hatte hätte kann kannst können könnte könnten will willst wollen
wollte möchte möchten muss müssen soll sollen sollte darf dürfen werde wird werden würde würden brauche brauchen suche
suchen hier da dort jetzt heute morgen gestern bitte danke hallo guten gern gerne auch noch nur schon sehr ganz etwas
mal eben halt wohl wie was wer wo wann warum wieso welche welcher welches alle alles mehr viel viele wenig einfach mich
sowie bzw z.b grüße gruß grüßen
"""
_COMMON_WORDS_EN = """
able afraid against agency agent alone american amazing angry anonymous anybody anyone anything april asap at august
australian austrian available away awesome back bad based bot british brand budget business busy call calling canadian chat
chatbot chatting chinese client cold company competitor confidential confirm confused consultant contact cool correct
curious current customer day deal december decision demo different director done down dutch early eager easy email else
employee employer english enough enquiry enterprise european evening everybody everyone exactly excited existing false
family far fast february feeling fed first five flexible following forget form four free freelance freelancer french friday
friend friendly full german scottish welsh irish danish swedish germany glad go going gone good goodbye growing guest guy half happy hard head help here hers
home honest hot human hungry idea ill impressed information interested internal invoice italian january japanese job
july june kind large last late later lead leaving left list little live local long looking lost lot love lucky mail
maintenance man manager march marketing maybe meeting member message mid mobile moment monday money month morning moving
name near never new next nice night nobody none nothing november number october offer office old on one online open order
other overwhelmed owner part partner people person phone please pleased plus polish portuguese possible potential prepared
press price prices pricing private product project proud purchase question quick quite quote rather ready real reachable
request responsible retired right robot russian sad safe sales satisfied saturday school second secret self-employed
september serious service several shocked shop short shopping sick simple single skip small soft software solo some someone
something soon spanish start startup stop store stuck student stunned sunday supplier support swiss talk team tech test
texting thinking thirty three thursday tight tired today together tonight torn totally tuesday turkish two unable unclear
undecided unhappy unknown unsure upset urgent user vendor video visit visiting visitor volunteer waiting website wednesday
week weekend weird welcome whatever willing woman wondering work working worried writing wrong year young currently
actually basically mostly probably definitely certainly absolutely hereby regards best kind cheers sincerely yours anyway
indeed apologies pardon certain aware afternoon eur euro euros dollars usd gbp pounds k budgets costs cost chatbots crm
saas b2b b2c api faq gdpr erp web platform tool solution solutions integration features feature pro basic premium trial
""" 
_COMMON_WORDS_DE = """
abend absolut agentur aktuell alleine allein alleinstehend anbieter anfrage angebot angefragt angestellt angestellter
ansprechpartner april arbeit auch auftrag august auszubildender automatisierung bald bank beeindruckt begeistert bereit
berufstätig beschäftigt bestellung betrieb bewerber blogger budget chat chatbot chef dabei dafür dagegen daheim damit dankbar
daran dein demo deutsch deutscher deutschland dezember dienstag dienstleister digital dir donnerstag draußen dran dringend
drei dritte echt ehrlich eigentlich einverstanden einzelunternehmer email endlich enttäuscht erreichbar erst erste erstmal
fan februar fertig firma firmen flexibel fest frage fragen frau frei freiberufler freiberuflich freitag froh früh gekommen
genau gerade geschäft geschäftlich gespannt glücklich gut gute guten guter handwerker herr hersteller händler ideen info
informationen interessant interessent interessiert interessierter januar jederzeit jemand juli jung juni kaputt kein klar
klein knapp kollege kollegin kosten krank kunde kunden kundin kurz lange laie leider leute lieber live loslegen
mai mann marketing mars mensch mensch menschen mit mitarbeiter mittwoch mittags montag morgens müde mär märz nächste
nett neu neue neugierig neukunde neuling niemand nix notiz november nächster oben offen oktober ok online ordnung partner
pech person pleite preis preise privat privatkunde privatperson problem produkt projekt raus rechnung roboter ruhig sache
samstag satt sauer schlecht schnell schon schule schüler sehr selber selbst selbständig selbständiger selbstständig
selbstständiger september service sicher so sofort software soloselbstständig sonntag später start startup still student
studentin stunde super super support team telefon termin toll total traurig typ tag tage überfordert überrascht überzeugt
unentschlossen ungeduldig unsicher unterwegs unternehmen unternehmer unternehmerin unzufrieden urlaub verantwortlich vergeben
verheiratet verkauf verloren verrückt verstanden verwirrt vertrieb vielleicht voll vorbei vorerst vorhanden wach website
webseite weg weiter weiterhin wieder willkommen woche wohnhaft wunsch zeit zentrale zufrieden zurück zuständig zwei
österreicher schweizer freundlichen freundliche viele beste liebe lieben vielen herzliche herzlichen tschüss moin servus
moinsen ahoi grüezi mahlzeit grüß mfg vg lg guude interesse bedarf arbeite arbeiten nichts reicht genügt alles geht klappt passt kontakt nachricht rückruf anruf hilfe beratung
"""
FUNCTION_WORDS = frozenset((_FUNCTION_WORDS_EN + _FUNCTION_WORDS_DE).split())
COMMON_WORDS = frozenset((_COMMON_WORDS_EN + _COMMON_WORDS_DE).split()) | FUNCTION_WORDS

_NAMES_LIKE_WORDS = frozenset(
    """ahmed mohamed muhamed fred alfred wilfred winifred ted ned jared reed obed syed saeed waleed king ming ting ling
    bing ying jing sterling fleming harding lily emily kelly sally molly polly holly beverly billy carly dolly elly
    kimberly nelly willy ally jelly milly tilly clive olive mable mabel ashish satish harish girish manish carsten karsten
    jürgen juergen torsten thorsten karen maren ellen helen kirsten steffen ben hagen jochen owen glen gwen ken aiden
    aidan eileen kathleen maureen doreen noreen colleen hayden jayden stephen steven warren lauren loren soren sören
    carmen yasmin imogen darren brendan brenden bjoern jörgen hansen petersen jensen ansgar ludwig hartwig hedwig
    craig ulrich dietrich heinrich friedrich ina gina""".split()
)
_SHORTEST_WITH_ENDING = 3
_WORD_ENDINGS = tuple(
    """ing ed ly ful able ible ive ous less ish ally ment tion sion ness ware ship
    lich isch iert bar los voll end ung heit keit schaft tät ig en ern eln mäßig weise""".split()
)


def ends_like_a_word(word: str) -> bool:
    """Whether ``word`` has the ending of an adjective, participle or abstract noun (interested, zufrieden)."""
    lower = word.lower()
    return len(lower) > _SHORTEST_WITH_ENDING and lower.endswith(_WORD_ENDINGS) and lower not in _NAMES_LIKE_WORDS
