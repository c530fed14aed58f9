"""Job titles, the say they give in a purchase, and the functions of a company, in English and German."""

import re

_FEMALE = r"(?:[:*/_]?-?in)?"

# Who signs, who shapes the choice, who has no say. The first pattern that fits a title decides.
AUTHORITY_BY_TITLE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), authority)
    for pattern, authority in (
        (
            r"\b(?:intern|internship|trainee|apprentice|working student|student|volunteer)\b"
            rf"|praktikant{_FEMALE}|praktikum|werkstudent{_FEMALE}|azubi|auszubildende|volontär|student{_FEMALE}\b|schüler{_FEMALE}\b",
            "none",
        ),
        (
            r"assistan[tz]|assistenz|assistent|secretary|sekretär|\b(?:ea|pa|deputy)\b|stellvertret|product owner",
            "influencer",
        ),
        (
            r"\b(?:c[efotmirpdcslah]o|ciso|chro|cmo|chief [\w\s&-]{2,40} officer)\b"
            r"|\b(?:co-?)?(?:founder|owner)\b|\bproprietor\b|\bmanaging (?:director|partner)\b|(?<!vice )(?<!vice-)\bpresident\b"
            r"|\bchair(?:man|woman|person)?\b|\bsole trader\b|\bgeneral manager\b|\bexecutive director\b"
            rf"|inhaber{_FEMALE}|geschäftsführ|geschaeftsfuehr|geschäftsleit|prokurist|(?<!assistenz )\bvorst(?:and|änd)|gründer|"
            rf"gesellschafter|eigentümer|\bfirmenchef|\bkanzleichef|bürgermeister|\bgf\b|\bunternehmer{_FEMALE}\b",
            "decision_maker",
        ),
        (r"^(?:der |die |the )?(?:boss|chef(?:in)?)$|^(?:senior )?partner(?:in)?$|^principal$", "decision_maker"),
        (
            r"\b(?:[se]?vp|vice[- ]president|head|director|manager|lead|leader|buyer|purchaser|procurement|consultant|specialist|"
            r"analyst|engineer|developer|architect|controller|coordinator|administrator|officer|executive|expert|strategist|"
            r"designer|accountant|associate|scientist|recruiter|planner|supervisor|marketer|representative|rep|technician)\b"
            r"|leit(?:er|ung|end)|chef|direktor|referent|einkäufer|verantwortlich|beauftragt|manager|berater|entwickler|ingenieur|"
            r"sachbearbeit|mitarbeiter|koordinator|administrator|vertriebler|verkäufer|controller|disponent|architekt|techniker|"
            r"meister|spezialist|experte|expertin|planer|redakteur|kauf(?:mann|frau)|anwalt|anwältin",
            "influencer",
        ),
    )
)

FUNCTIONS = (
    "sales|business development|marketing|growth|brand|communications?|pr|public relations|product|operations|ops|finance|"
    "accounting|controlling|procurement|purchasing|sourcing|supply chain|logistics|it|information technology|engineering|"
    "technology|software|research|r&d|hr|human resources|people|talent|recruiting|legal|compliance|customer success|"
    "customer service|customer support|customer experience|support|service|partnerships|partner|e-?commerce|ecommerce|digital|"
    "digitali[sz]ation|transformation|innovation|strategy|data|analytics|security|quality|production|manufacturing|"
    "administration|facilities|events?|content|design|demand generation|revenue|inside sales|field sales|key accounts?|"
    "vertrieb|verkauf|einkauf|beschaffung|buchhaltung|finanzen|rechnungswesen|personal|personalwesen|produktion|fertigung|"
    "entwicklung|forschung|technik|logistik|lager|kundenservice|kundendienst|kundenbetreuung|kommunikation|öffentlichkeitsarbeit|"
    "unternehmenskommunikation|recht|rechtsabteilung|geschäftsleitung|geschäftsführung|verwaltung|organisation|strategie|"
    "qualität|qualitätsmanagement|digitalisierung|unternehmensentwicklung|produktmanagement|innendienst|außendienst|"
    "datenschutz|edv|innovation|konstruktion|instandhaltung|export|werbung|presse|online-?marketing|online-?shop"
)

_RANKS_EN = (
    "senior|junior|sr\\.?|jr\\.?|lead|chief|global|regional|national|international|deputy|assistant|associate|executive|"
    "managing|general|principal|group|commercial|technical|creative|art|account|key account|project|program|programme|office|"
    "team|area|country|branch|store|plant|web|full[- ]?stack|front[- ]?end|back[- ]?end|systems?|network|business|financial|"
    "non-executive|interim|acting|working|personal|social media|performance|community|category|strategic|enterprise|"
    "solutions?|customer|channel|senior vice|vice|medical|dental|practice|shop|owner-|student|tax|management|founding|"
    "staff|site|line|department|division|sole|freelance|independent|marketing|event|campaign|crm|change|risk|"
    "investment|fund|asset|property|process|quality assurance|machine learning|ai"
)
_HEADS_EN = (
    "c[etfomirdp]o|chro|ciso|cco|cso|cpo|(?:co-?)?founder|(?:co-?)?owner|president|director|manager|head|[se]?vp|"
    "vice[- ]president|lead|leader|partner|principal|officer|buyer|purchaser|engineer|developer|programmer|consultant|"
    "analyst|assistant|specialist|coordinator|co-ordinator|associate|intern|trainee|apprentice|secretary|administrator|admin|"
    "architect|designer|accountant|controller|lawyer|attorney|solicitor|chair(?:man|woman|person)?|proprietor|marketer|"
    "recruiter|representative|rep|planner|supervisor|technician|researcher|scientist|strategist|editor|copywriter|"
    "receptionist|executive|expert|advisor|adviser|agent|trader|student|dentist|doctor|physician|teacher|professor|"
    "salesperson|bookkeeper|foreman|evangelist|boss|hacker|treasurer|dean|mayor|chef"
)
_HEADS_DE = (
    rf"[\w-]{{0,30}}(?:leiter|führer|fuehrer|inhaber|prokurist|gesellschafter|gründer|eigentümer|manager|referent|berater|entwickler|"
    rf"assistent|mitarbeiter|bearbeiter|praktikant|werkstudent|einkäufer|verkäufer|vertriebler|ingenieur|techniker|sekretär|"
    rf"architekt|koordinator|administrator|disponent|direktor|designer|redakteur|unternehmer|meister|spezialist|planer|"
    rf"consultant|controller|betreuer|programmierer|informatiker|buchhalter|makler|arzt|anwält|volontär|notar|chef|"
    rf"analyst|student|partner|trainer|coach|händler|fachwirt|betriebswirt|optiker|geselle){_FEMALE}"
    r"|[\w-]{0,30}(?:vorstand|vorständin|vorstandsmitglied|leitung|führung|assistenz|beauftragter?|verantwortlicher?|verantwortliche[nr]?|"
    r"anwalt|ärztin|kaufmann|kauffrau|kraft|experte|expertin|azubi|auszubildender?|vorsitzender?|selbstständiger?|"
    r"angestellter?|fachmann|fachfrau|teamlead|owner)"
)

HEAD = rf"(?:{_HEADS_EN}|{_HEADS_DE})"
MODIFIER = rf"(?:{_RANKS_EN}|{FUNCTIONS}|stellvertretender?|leitender?|kaufmännischer?|technischer?|geschäftsführender?|geschäftsführende)"
