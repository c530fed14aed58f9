"""What people say around what they need, in English and German."""

import re

LEADS = re.compile(
    r"""(?<!\w)(?:
    (?:what|all|the\s(?:only\s)?thing)\s(?:we|i)(?:\s(?:really|actually|mainly|just))?\s(?:need|want|miss|are\slooking\sfor|'re\slooking\sfor)\sis
    | (?:was|alles\swas)\s(?:wir|ich)\s(?:\w+\s)?(?:brauchen?|suchen?|wollen|will|möchten?|benötigen?),?\sist
    | (?:contact|call|ring|phone|e-?mail|mail|write\sto|reach)\s(?:me|us)\s(?:about|regarding|concerning)
    | (?:kontaktieren|rufen|schreiben|melden)\s(?:sie\s)?(?:mich|uns|mir|sich)\s(?:\w+\s){0,3}(?:wegen|zum\sthema)
    | (?:we|wir)\s(?:must|should|ought\sto|müssen|sollten|müssten)
    | (?:we|i)(?:\s(?:really|urgently|currently|just|do|also|definitely|will|basically|mainly|\+))*\s(?:need
      |want|require|(?:wish|hope|plan|aim|intend|have)(?=\sto\s))(?:\sto\s(?:have|get|see|buy|use|find)|\sfor
      |\ssome\shelp\swith|\shelp\s(?:with|to))?
    | (?:we|i)(?:'d|\swould)(?:\sreally|\salso)?\s(?:like|love)(?:\s(?:to\s(?:have|get|see|buy|use|find)|for
      |some\shelp\swith|help\s(?:with|to)))?
    | (?:we|i)(?:'re|'m|\sare|\sam)\s(?:\w+\s)?(?:looking\s(?:for|to|into)|searching\sfor|trying\sto
      |interested\sin|planning\s(?:to|on)?|hoping\s(?:to|for)|after|in\sneed\sof|in\sthe\smarket\sfor
      |in\ssearch\sof)
    | looking\s(?:for|to) | (?:^|(?<=[,.;!?\n])|(?<=[,.;!?]\s)|(?<=\band\s)|(?<=\balso\s))(?:need|want|require
      |interested\sin|interessiert\san)
    | (?<=\bund\s)(?:brauchen|suchen|wollen|möchten|benötigen)
    | (?:company|team|firm|business|boss|manager|firma|unternehmen|chef|chefin|ltd|inc|gmbh|ag|kg|ohg|llp|plc
      |department|abteilung|kanzlei|praxis)\s(?:\w+\s)?(?:needs|wants|is\slooking\sfor|braucht|sucht|benötigt
      |möchte|will)
    | in\sneed\sof | our\s(?:goal|aim|problem|challenge|issue|need)\sis(?:\s(?:to|that))? | the\s(?:problem
      |challenge|goal)\sis(?:\s(?:to|that))? | (?:we|i)\s(?:struggle|have\s(?:trouble|problems?
      |issues?))\s(?:with|to)
    | (?:wir|ich)\s(?:\w+\s)?(?:brauchen?|bräuchten?|benötigen?|suchen?|möchten?|wollen|will|wünschen?\s(?:uns
      |mir)
      |planen|plane|hätten?\s(?:gerne?)|interessieren?\s(?:uns|mich)\sfür|würden?\s(?:gerne?))(?:\s(?:dringend
      |aktuell|derzeit|gerade|gerne?|eigentlich|unbedingt|auch|noch|dafür))*
    | (?:brauchen|brauche|benötigen|benötige|suchen|suche|möchten|möchte|wollen|hätten?\sgerne?
      |würden?\sgerne?)\s(?:wir|ich)(?:\s(?:dringend|aktuell|derzeit|gerade|gerne?|auch))*
    | (?:wir\ssind|ich\sbin|bin|sind)\s(?:\w+\s)?auf\sder\ssuche\snach | (?:wir\ssind|ich\sbin|bin
      |sind)\s(?:\w+\s)?interessiert\san | (?:unser|das)\s(?:ziel|problem|anliegen|bedarf|wunsch)\sist(?:\s(?:es
      |dass))?
    | (?:it'?s|it\sis|this\sis)\s(?:all\s)?about(?!\s\d)
    | es\sgeht\s(?:uns\s|mir\s)?(?:um|darum) | (?:suche|brauche|benötige|suchen|brauchen|benötigen)
    )(?!\w)[\s,:]*""",
    re.IGNORECASE | re.VERBOSE,
)
REQUEST = re.compile(
    r"""(?<!\w)(?:(?:can|could|would|do|does)\s(?:you|it|your\s\w+)\s(?:please\s|also\s)?(?:help\s(?:us|me)(?:\s(?:to|with))?|offer|provide|support|do|build)
    |(?:is|would)\sit\spossible\sto|is\sthere\s(?:an?|any)\s(?:way|tool|option|solution)\s(?:to|for|that)
      |how\s(?:can|could|do|would)\s(?:we|i|one)|wie\s(?:können|kann|könnten)\s(?:wir|ich|man)
    |gibt\ses\s(?:\w+\s)?(?:möglichkeit|lösung|weg|tool)[,\s]+(?:um|für|die)?|(?:können|könnt|kannst|könnten|könntet|kann)\s(?:sie|ihr|du|man)\s(?:uns\s|mir\s)?(?:dabei\s)?(?:helfen[,\s]+|unterstützen\s(?:bei\s)?|anbieten\s)?(?:bei\s|mit\s)?)\s*""",
    re.IGNORECASE | re.VERBOSE,
)
NEED_END = re.compile(
    r"[.!?;\n](?=\s|$)|\n|,\s(?=(?:please|bitte|thanks|danke|can|could|kann|können|my\s|mein|i'?m\s|i\sam"
    r"|ich\sbin|we'?re|we\sare|wir\ssind|call|rufen|budget|our\sbudget|unser\sbudget|live|start|launch|ab\s"
    r"|bis\s|by\s"
    r"|ca\b|about\s\d|\d|[\w.+-]{1,40}@))"
    r"|\s(?=(?:and|und|but|aber)\s(?:i\s|i'|we're|we\shave|we\sare|my\s|mein|our\sbudget|ich\s|wir\ssind"
    r"|wir\shaben|have\sa\sbudget|unser))|\s[-–—]\s|\s(?=(?:please|bitte|thanks|danke)\W*$)",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"\W*(?:(?:hi|hello|hey|hallo|moin|servus|guten\s(?:tag|morgen|abend)|good\s(?:morning|afternoon"
    r"|evening)|well|so|also|ja|yes|ok(?:ay)?|sure|klar|mainly|basically|vor\sallem|hauptsächlich|it's|its"
    r"|das\sist|it\sis|um|äh|ähm|naja|na\sja)(?=\W)[\s,.!:–-]*){1,5}",
    re.IGNORECASE,
)
_BACK = r"(?:it|that|this|them|these|those|things?)"
REFERS_BACK = re.compile(
    rf"\s*(?:(?:to\s)?\w+\s(?:\w+\s)?{_BACK}(?:\s(?:up|down|out|off|away|over|back|better|faster|properly|soon|around|now|automatically))?"
    rf"|(?:an?\s|some\s|the\s)?(?:\w+\s)?(?:solution|remedy|something|fix|tool|way|help|cure|end)\s(?:for|to|with|about|against|out\sof|around)\s{_BACK}"
    r"|(?:das|es|dies|daran|dagegen|damit|dafür)\s(?:\w+\s){0,3}\w+(?:en|ern|eln|tun)|(?:\w+\s){0,2}(?:lösung|abhilfe|hilfe|werkzeug|tool)\s(?:dafür|dagegen|dazu)"
    r"|(?:dafür|dagegen|dazu)\s(?:\w+\s){0,3}(?:lösung|abhilfe|hilfe|werkzeug|tool)\w*|(?:das|es)\s(?:\w+\s)?(?:ändern|automatisieren|abstellen|verbessern|beenden))"
    r"(?=\W*$|[.!;,]\s)",
    re.IGNORECASE,
)
"""What is wanted was said before: "our form is a mess and we want to change that"."""
REFERRED_TO = re.compile(r",\s(?:das|dies|daran|dagegen|that|this)\s$", re.IGNORECASE)
"""Before "we want to automate", "wollen wir ändern"."""
TAIL = re.compile(
    r"(?:,\s|[\s,]+(?:and|so|but|und|also|aber|deshalb)\s)(?:(?:we|wir|i|ich)\s)?(?:that|this|it|which|das|dies|es)\s"
    r"(?:has|have|needs?|must|can't|cannot|muss|soll|kann|darf|geht)\s[^,.!?]{0,40}$"
    r"|(?:,\s|\sund\s)(?:das|dies|daran|dagegen)\s(?:wollen|will|möchten?|müssen|sollten|würden?)\s(?:wir|ich)\s[^,.!?]{0,40}$"
    r"|[\s,]+(?:and|so|which\sis\swhy|und|deshalb|daher|darum|also|but|aber)\W*$",
    re.IGNORECASE,
)
"""What is only said of the problem told before, or led on to what is to be done about it."""
CLOSING = re.compile(
    r"[\s,.!–-]+(?:thanks|thank\syou|please|bitte|danke|vielen\sdank|cheers|honestly|i\sguess|i\sthink|ehrlich\sgesagt|eigentlich|denke\sich|würde\sich\ssagen)[^\w]*$",
    re.IGNORECASE,
)
_SALES_THING = (
    r"(?:offers?|quotes?|quotations?|proposals?|demos?|calls?|callbacks?|meetings?|appointments?|prices?"
    r"|pricing|prices?\slist|price\slist|information|infos?|details|help|assistance|support|advice"
    r"|questions?|sales|someone|somebody|anyone|"
    r"(?:a\s)?human|person|people|contact|consultation|trial|brochure|rep|representative|answers?|more"
    r"|hear\sfrom\syou|something|anything|nothing|it|that|this|one|"
    r"angebote?s?|kostenvoranschlag|termine?|rückrufe?|anruf|gespräch|beratung|beratungsgespräch|preise?"
    r"|preisliste|informationen|auskunft|hilfe|unterstützung|frage|fragen|vertrieb|verkauf|jemanden?"
    r"|mitarbeiter|menschen?|"
    r"kontakt|ansprechpartner|demo-?termin|vorführung|etwas|was|das|es|dies|nichts|infomaterial|broschüre"
    r"|anfrage)"
)
GENERIC = re.compile(
    rf"""(?:(?:to|zu|um)\s)?(?:(?:get|have|see|receive|book|request|schedule|arrange|ask|speak|talk|chat|know|learn|discuss|make|start|find\sout|order|connect|be|reach|get\sin\stouch|hear|buy|say|tell|leave|stop)\s)*
    (?:(?:an?|the|some|your|my|more|mehr|ein|eine|einen|einem|einer|ihr|ihre|euer|dem|der|den|die|das|mit|with
      |to|in|from|for|about|of|von|aus|vom|über|nur|just|only|bitte|please|gerne?|mal|kurz|quick|short|eure[nm]?
      |ihrem|ihren|free|kostenlose[sn]?|unverbindliche[sn]?|real|echten?|nach|für|um|me|mich|us|uns|mir|your
      |eurem|team|in\stouch|price|first|little|bit|touch)\s)*
    (?:{_SALES_THING}|you|ihnen|euch|dir|sie|team|cost|costs|kosten|kostet|back|out|start|stop)?
    (?:\s(?:from|of|with|to|by|von|vom|mit|aus|for|für|about|zu|over|per)\s(?:the\s|your\s|dem\s|der\s|ihrem\s
      |eurem\s|a\s)?(?:sales|sales\steam|team|you|someone|somebody|vertrieb|ihnen|euch|dir|us|me|mich|uns|mir
      |phone|telefon|email|e-mail|human|person|product|products|produkt\w*))?
    (?:\s(?:bekommen|haben|erhalten|anfordern|vereinbaren|buchen|sprechen|reden|telefonieren|wissen|fragen|stellen|machen|besprechen|einholen|anfragen|sehen|please|bitte|now|jetzt|to\s(?:call|contact)\s(?:me|us|back)|to\shelp\sme|help\sme|me|anrufen|treten|aufnehmen|bestellen|kaufen|kündigen|starten|beenden|verbunden\swerden|gern|gerne))*\W*""",
    re.IGNORECASE | re.VERBOSE,
)
SALES_PREFIX = re.compile(
    r"\s*(?:(?:to\s)?(?:get|have|see|receive|book|request)\s)?(?:an?|the|some|ein|eine|einen|das|ihr|euer"
    r"|your)?\s?(?:\w+\s)?"
    r"(?:offers?|quotes?|quotation|proposal|demo|call|trial|prices?|pricing|information|infos?|angebote?"
    r"|kostenvoranschlag|termin|gespräch|preise?|informationen|beratung|vorführung)"
    r"\s(?:for|of|on|about|with|für|über|zum|zur|zu|von|mit)\s",
    re.IGNORECASE,
)
NOT_NEEDED = re.compile(
    r"(?:(?:i|i'm|i'd|we|ich|wir|you|du|sie|it|das|es|your|ihre?[mnrs]?|eure?[mnrs]?|this|my|me|mich|mir)\b"
    r"|to\sknow(?!\s(?:which|who|whose|when|where|whether)\s(?!you|it|this|that|we\b|i\b|your))"
    r"|to\s(?:correct\s(?:m\w{2,5}|that)|spend|pay|think|ask|check|go|leave|wait|consider|decide|cancel|explain|repeat|tell|say"
    r"|unsubscribe|change|transfer|be|run\sit|talk|speak|chat|hear)\b"
    r"|(?:etwas|was)\sander\w+|something\selse|no\b|not\b|nicht\b|keine?n?\b|(?:erst\s?mal\s)?(?:schauen|überlegen|nachdenken)\b|(?:talk|speak|chat)\b"
    r"|(?:an?\s|ein\s)?(?:pricing|prices?|quotes?|offers?|preise?|angebote?)\s(?:now|today|asap|quickly|fast|jetzt|heute|sofort|schnell)\b"
    r"|know\b|wissen(?!,?\s(?:welche[rsn]?|wer|wann|wo|ob)\s(?!sie|du|ihr|es|das|wir|ich))\b|our\s(?:sales\s)?team$|unser(?:en|em)?\steam$"
    r"|[^.!?]{0,80}\b(?:(?:sprechen|reden)(?!\s(?:kann|können|lernt))|telefonieren|treten|wenden|erklären|hinterlassen|wiederholen|sagen"
    r"|auskunft\sgeben|gesprochen|my\sboss|meine[nm]\schef)\b)",
    re.IGNORECASE,
)
ABOUT_SELF = re.compile(
    r"\W{0,3}(?:(?:yes|ja|hi|hello|hallo)[\s,.!]+)?(?:i'm\b|im(?=\s(?:an?|the|from|with|at|in)\s|\s\w+\W*$)|i\sam\b|ich\sbin|ich\sheiße|my\sname|mein\sname"
    r"|this\sis|call\sme|das\s(?:macht|entscheidet|bin)|(?:the|my|our)\s(?:company\s)?name|the\sname"
    r"|the\scompany|from\s|dear\s|i\s(?:talked|spoke|own|run|met|saw|used\sto|work)\b|ich\s(?:arbeite|nutze"
    r"|nenne)\b|please\s(?:call|contact|forward)"
    r"|bitte\san\b|(?:my|meine?)\s(?:colleague|boss|friend|kolleg\w+|chef\w*)\b|we\s(?:work"
    r"|are\san?\s(?:client|customer))\b)",
    re.IGNORECASE,
)
SOLID = re.compile(
    r"chat\w*|\w*bot\b|crm|software|website|webseite|\w*automati\w*|leads?|qualifi\w*|tool|system|plattform"
    r"|platform|app\b|shop\w*|[\w-]{12,}",
    re.IGNORECASE,
)
