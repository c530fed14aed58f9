"""What people say around their company's name, in English and German."""

import re

CALLED = re.compile(
    r"""(?<!\w)(?:
    (?:(?:my|our|the)\s)?(?:company|firm|business|agency|startup|employer|organi[sz]ation|shop
      |studio)(?:'s)?(?:\sname)?
      (?:\s(?:is|it's))?(?:\s(?:called|named)|\sname\sis|\s?:|(?<=name)\sis|(?<=name\sis)
        |\sis(?=\s(?-i:[A-Z0-9])))
    | (?:company|firm|business)\sname(?:\sis|\s?:)? | we(?:'re|\sare)\scalled | (?:it|which)(?:'s
      |\sis)\scalled | we\scall\sourselves
    | (?:company|firm|agency|business|startup|start-up|shop|practice|studio|agentur|firma|unternehmen
      |betrieb)\b[^.,;:!?\n]{0,40}\b(?:called|named|namens) | we\sgo\sby | und\sheißen
    | name\sof\s(?:our|my|the)\s(?:company|firm|business)\s(?:is|:)
    | (?:(?:meine|unsere|die|der)\s)?(?:firma|unternehmen|betrieb|agentur|kanzlei|arbeitgeber|laden
      |firmenname)\s?(?:heißt|heisst|nennt\ssich|lautet|:|ist(?=\s(?:die\s)?(?-i:[A-Z0-9])))
    | (?:unser|mein|der|das)\s(?:unternehmen|betrieb|arbeitgeber|laden|firmenname)\s(?:heißt|heisst|ist
      |nennt\ssich|lautet)
    | (?:^|(?<=[,.]\s))(?:firma|fa\.)(?=\s(?-i:[A-ZÄÖÜ]))
    | (?:our|my|unsere?|meine?)\s(?:company|firm|agency|business|startup|firma|agentur|unternehmen|kanzlei)\s?,
      (?=\s(?:the\s|die\s|das\s|der\s)?(?-i:[A-ZÄÖÜ0-9]))
    | (?:we|wir),(?=\s(?:the\s|die\s|das\s|der\s)?(?-i:[A-ZÄÖÜ0-9])[^,]{1,50},)
    | wir\s(?:heißen|heissen|nennen\suns|firmieren\s(?:als|unter))
    )(?!\w)(?:\s(?:übrigens|eigentlich|jetzt|inzwischen|nämlich|by\sthe\sway))?[\s:]*""",
    re.IGNORECASE | re.VERBOSE,
)
IS_OUR_COMPANY = re.compile(
    r"(?<=[\w.])\s(?:is|ist)\s(?:the\sname\sof\s)?(?:our|my|the|unsere?|meine?|der|die)\s(?:company|firm"
    r"|business|employer|firma|arbeitgeber|unternehmen|firmenname)\b",
    re.IGNORECASE,
)
WORKS_AT = re.compile(
    r"""(?<!\w)(?:
    i(?:'m|\sam)?\s?(?:currently\s|also\s|now\s)?(?:work(?:ing)?|employed|calling|writing|based
      |contacting\syou|reaching\sout)\s(?:\w+\s)?(?:for|at|with|from|on\sbehalf\sof)
    | (?:i(?:'m|\sam)|we(?:'re|\sare))\s(?:here\s|calling\s|writing\s)?(?:from|with|at) | we\sat
    | (?:over\s|back\s)?here\sat
      | on\sbehalf\sof | i\s(?:run|own|founded|represent|lead) | i\shead(?:\sup)?(?=\s(?-i:[A-Z0-9]))
    | over\sat(?=\s(?-i:[A-Z0-9]))
    | (?:the\s)?(?:company|firm|business|agency)\s(?:that\s)?i\s(?:work\sfor|represent|run|own)\sis
    | we\s(?:make|build|sell|produce|design|develop|brew|bake)\s[\w\s]{1,30}?\sat(?=\s(?-i:[A-Z0-9]))
    | from\s(?:the\s|our\s)?(?:[\w]+\s){1,3}?at(?=\s(?-i:[A-Z0-9]))
    | (?:the|our)\s(?:\w+\s)?team\sat(?=\s(?-i:[A-Z0-9]))
    | ich\s(?:arbeite|bin|schreibe|komme|melde\smich|rufe|spreche|vertrete|leite|führe)(?:\s(?:hier|derzeit
      |aktuell|gerade|tätig|angestellt|an|als\s\w+|die))?\s?(?:bei[m]?|für|von|vom|im\snamen\s(?:von|der))
    | (?:arbeite|tätig|angestellt|beschäftigt)\s(?:bei[m]?|für) | wir\s(?:sind|kommen|schreiben)\s(?:von|vom)
      | wir\s(?:bei|von) | im\s(?:namen|auftrag)\s(?:von|der|des)
    | und\s(?:bin\s|arbeite\s)?bei(?=\s(?:der\s|dem\s)?(?-i:[A-ZÄÖÜ])) | (?:im|in\sder|in\sdem|das|den
      |die)\s\w+\sbei(?=\s(?:der\s)?(?-i:[A-ZÄÖÜ]))
    | (?:^|(?<=[,.!]\s))(?:at|bei(?:\sder)?)(?=\s(?-i:[A-ZÄÖÜ])[\w&.' -]{1,40}\s(?:we|wir)\b)
    | i\s(?:head(?:\sup)?|run|lead|manage|handle|oversee|look\safter|do|am\s(?:in\scharge\sof|responsible\sfor))
      \s[^.,;:!?\n]{1,40}?\s(?:at|for)(?=\s(?-i:[A-Z0-9]))
    | (?:leite|verantworte|betreue|zuständig|verantwortlich|arbeite)\s[^.,;:!?\n]{1,40}?\s(?:bei[m]?
      |der)(?=\s(?:der\s)?(?-i:[A-ZÄÖÜ])
      [\w&.-]*\s(?-i:[A-ZÄÖÜ]))
    | (?:bin|sitze|arbeite|komme)\s(?:im|in\sder|aus\sdem|aus\sder)\s\w+\s(?:von|der)(?=\s(?-i:[A-ZÄÖÜ]))
    | (?:im|aus\sdem|aus\sder|in\sder|vom)\s\w+\s(?:der|von\sder|bei\sder)\sfirma
    | (?:gehöre|gehören)\szu[rm]? | (?:ich\s(?:leite|führe|vertrete))\sdie
    )(?!\w)\s*""",
    re.IGNORECASE | re.VERBOSE,
)
WE_ARE = re.compile(
    r"(?<!\w)(?:(?P<we>we(?:'re|\sare)|wir\ssind)|hier\s(?:ist|sind|spricht)|this\sis)(?!\w)\s*", re.IGNORECASE
)
AT = re.compile(
    r"\s*,?\s*(?:(?:here|hier|speaking|calling|writing|over|(?:from|in|of)\sthe\s\w+\s(?:team"
    r"|department)|from\s\w+(?=\sat\s)|im\s\w+(?=\s(?:von|bei|der|des)\s)|aus\s(?:dem|der)\s\w+(?=\s(?:von|der|bei)\s))\s*,?\s*)?(?:der(?=\sfirma\b)|at|of|from|for|with|bei|beim|von|vom|aus"
    r"|@|/)\s+",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s*(?:[,|/(·•\n–—-]|\.\s)\s*")
THIRD_PARTY = re.compile(
    r"""(?<!\w)(?:use|using|used|customers?|clients?|competitors?|compet\w*|suppliers?|like|such\sas|vs|versus|than|instead\sof|bought|buy|acquired|switch\w*
    |know|heard\sof|sell\sto|invoice|pay|transfer|send|from\syou|contract\swith|kunden?|lieferant\w*
      |wettbewerber|konkurrent\w*|konkurrenz|wie|nutzen|nutze|verwende\w*|einsetzen|kennen|kenne
    |statt|als|vertrag\smit|gekauft|kaufen|überweis\w*|schick\w*|partner|dienstleister|anbieter)(?!\w)[^.!?;]{0,25}$""",
    re.IGNORECASE | re.VERBOSE,
)
RUNS = re.compile(
    r"(?<!\w)(?:(?:wir|und\sich)\s(?:führen|betreiben|leiten|besitzen)|(?:we|and\si)\s(?:run|own|manage))\s(?:das\s|die\s|den\s|the\s)?"
    r"(?=(?-i:[A-ZÄÖÜ]))",
    re.IGNORECASE,
)
"""What follows may be a department or a website as well, so it takes a name of its own."""
AFTER_TITLE = re.compile(
    r"\s*,?\s(?:der|des|von(?:\sder)?|vom|bei(?:\sder)?|beim|im|of|at|for|@)\s(?:firma\s)?(?=(?-i:[A-ZÄÖÜ]))",
    re.IGNORECASE,
)
"""Between a title and its company: "Inhaberin der Buchhandlung Moll"."""
LEADS = re.compile(
    r"""(?:(?:fa|sure|ok(?:ay)?|yes|yeah|ja|gern(?:e)?|klar|natürlich|of\scourse|well|hi|hello|hallo|sorry|no|nein|äh|ähm|uh|um|so|right|moment|öh|er|hm+|tja|nun|puh|na\sja|naja|ach\sso|also|actually|eigentlich|oh
    |it'?s|it\sis|that'?s|that\sis|that\swould\sbe|das\sist|es\sist|das\swäre|we'?re|we\sare|i'?m\s(?:with
      |from|at)|i\sam\s(?:with|from|at)|wir\ssind|ich\sbin\s(?:bei|von)
    |i\swork\s(?:for|at|with)|ich\sarbeite\s(?:bei|für)|wir\sheißen|(?:die|unsere|meine)\sfirma\s(?:heißt|ist)
      |(?:the|our|my)\scompany(?:\sname)?\sis(?:\scalled)?|(?:it'?s\s)?called|named
    |das\swäre|wait|
    es\sgeht\sum|it'?s\sabout|name|company|company\sname|firma|bei|at|from|for|für|von|(?-i:die|der|das|dem|the|our)|just|einfach|nur)(?=[\s,:.!–-])[\s,:.!–-]*){1,6}""",
    re.IGNORECASE | re.VERBOSE,
)
ANSWER_END = re.compile(
    r"\s(?:here|hier|(?:is|ist)\s(?:the|our|my|der|unser)\s?(?:company\s?|firm\s?)?name)\W*$|"
    r"[;:!?\n|(]|,(?!\s?\w+\s(?:&|and|und)\s)"
    r"|(?<!\bdr)(?<!\bst)(?<!\bco)(?<!\bprof)(?<!\bgebr)(?<!\bh\.c)(?<!\bdipl)\.(?=\s)|\s[-–—]\s"
    r"|\s(?:and|und|but|aber|because|weil|which|where|wo|a|an|eine?|based|mit\ssitz|located)\s(?:i|we|i'?d"
    r"|it|ich|wir|brauche\w*|would|need|want|in|small|kleine\w*|große\w*|\w+\scompany|\w+\sagency)\b",
    re.IGNORECASE,
)
NO_COMPANY = re.compile(
    r"\b(?:self[- ]employed|freelanc\w*|no\scompany|don'?t\shave|haven'?t|without\sa?\s?company"
    r"|private\s(?:person|individual)|just\sme|privatperson|selbst(?:st)?ändig"
    r"|freiberufl\w*|keine\s(?:firma|eigene)|habe?\s(?:ich\s)?kein\w*|(?:i'?m\s)?(?:a\s)?student\w*"
    r"|arbeitslos|unemployed)\b",
    re.IGNORECASE,
)
AFTER_WE_ARE = re.compile(
    r"\s*(?:$|[,;.!?\n()|:–-]|(?:and|und|in|from|aus|based|mit|with|a|an|ein|eine|but|aber|here|hier|of|at"
    r"|we|wir|looking|near|bei)\b)",
    re.IGNORECASE,
)
