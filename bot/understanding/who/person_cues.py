"""What people say around their name, in English and German."""

import re

from bot.understanding.who.legal_forms import LEGAL_FORM

EMPLOYER_ENDS = re.compile(
    r"\s(?:from|at|of|von|vom|bei|beim)(?:\s(?:der|dem|the|die|firma))*(?:\s(?-i:[A-ZÄÖÜ0-9&]|und|and"
    r"|e\.)[\w.&'-]*){1,6}\s*(?:$|[,.;!\n])",
    re.IGNORECASE,
)
FIRM_FIRST = re.compile(rf"\s*(?:[^\W_][\w&.'-]*\s+){{1,5}}(?:{LEGAL_FORM.pattern})\s*[,|/\n–-]\s*", re.VERBOSE)
EMPLOYER_FOLLOWS = re.compile(r"(?:from|at|of|with|von|vom|bei|beim)\b", re.IGNORECASE)
FIRM_FOLLOWS = re.compile(
    rf"[,|/(–-]\s*(?:[^\W_][\w&.'-]*\s+){{1,5}}(?!&|\+|and\b|und\b)(?:{LEGAL_FORM.pattern})", re.VERBOSE
)
AND_YOU = re.compile(r"(?<![\s,.])[\s,.]+(?:and|und)\s(?:you|yours|u|sie|du|ihr|ihrer|deiner)\s*\?", re.IGNORECASE)
GREETING = re.compile(
    r"\s*(?:(?:hi|hello|hey|hiya|hallo|moin|servus|grüezi|hoi|tach|mahlzeit|(?:grüß|gria[ßs])\s?(?:gott|dich|euch|di|eich|eana|enk)"
    r"|guten?\s(?:tag|morgen|abend)|(?:good\s)?(?:morning|afternoon|evening)|good\sday"
    r"|sorry|ok(?:ay)?|yes|ja|no|nein|oh|ah|well|actually|sure|gern(?:e)?|klar|natürlich|of course|there"
    r"|everyone|all|team|zusammen)"
    r"(?!\w)[\s,.!:–-]*)*",
    re.IGNORECASE,
)
NAME_IS = re.compile(
    r"""(?<!\w)(?:
    (?:my|the|meine?|der)\s(?:(?:full|first|last|family|given|real|sur|voller|vor|nach
      |familien)\s?-?)?(?:sur)?name(?:'s|s)?
      (?:\s(?:is|ist|lautet|wäre|war|should\sbe|would\sbe|was|here\sis|schreibt\s(?:sich|man)|is\sspell?ed|is\sspelt))?
      (?:\s(?:actually|really|spell?ed|spelt|written|übrigens|eigentlich|nämlich|richtig
      |aber))?\s?(?:[:=]\s?)?
    | (?:^|(?<=[,.;!\n])|(?<=[,.;!]\s)|(?<=\bhi\s)|(?<=hello\s)|(?<=hallo\s)|(?<=sorry\s)|(?<=sur)|(?<=nach)
      |(?<=vor))name(?:'s|\sis|\sist|\slautet|\s?:) | (?:mein|der)\s?name\s?[:=]
    | (?:^|(?<=[,.;!]\s))mine(?:'s|\sis)(?=\s(?-i:[A-Z]))
    | (?:ich\s|i\s)?hei(?:ß|ss)e(?:\sich)?(?:\s(?:übrigens|eigentlich|nämlich|richtig|aber|doch))?
      | (?:just\s|please\s|you\scan\s|everyone\s)?calls?\sme | call\sme
      | (?:named|called)\sme
    | (?:kurze?\s)?vorstellung\s?: | zu\s(?:mir|meiner\sperson)\s?:
    | (?:darf|möchte)\sich\s(?:mich\s)?(?:kurz\s)?vorstellen\s?[:,]
    | (?:quick|short|brief)\sintro(?:duction)?\s?: | about\sme\s?:
    | (?:schreib\w*|notier\w*|führ\w*|trag\w*)\s(?:sie\s)?mich\s(?:bitte\s)?als
    | (?:put|note|save|enter)\sme\s(?:down\s)?as
    | (?:^|(?<=[,;\n]\s))(?:familien|nach|sur|last\s|family\s)?name(?=\s(?-i:[A-ZÄÖÜŁŚŻČŠŽÅØÉ]))
    | i'?(?:m|\sam)\scalled | i\sgo\sby | man\snennt\smich | nenn(?:t|en\ssie)?\smich(?:\seinfach)?
    )(?!\w)[\s:]*(?!.{0,12}\b(?:of\s(?:our|my|the)|called)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
I_AM = re.compile(
    r"""(?<!\w)(?:
    (?:i\s?'m|i\sam)(?:,?\s(?:btw|by\sthe\sway|actually)(?=,?\s(?-i:[A-Z])))?
    | (?:^|(?<=[,.!]\s)|(?<=\bhi\s)|(?<=hiya\s)|(?<=\bhey\s)|(?<=hello\s)|(?<=there\s)
      |(?<=ning\s))im(?=\s\w+(?:\s\w+)?(?:\s(?:from|at|with)\b|\W*$)) | this\sis | (?:you(?:'re
      |\sare)\s)?(?:talking|speaking|chatting)\s(?:to|with)
    | it'?s(?=\s[\w-]+(?:\s[\w-]+)?,?\s(?:from|at|here)\b)
    | (?:(?:ich|i)\sbin(?:'?s)?(?:\s(?:übrigens|eigentlich|nämlich|im\sübrigen))?(?:,?\s(?P<article>der|die|da|de))?)
    | bin\s(?:der|die)(?=\s(?-i:[A-ZÄÖÜ])) | (?:hier
      |am\sapparat)\s(?:ist|spricht|schreibt)(?:\s(?:der|die))? | (?:sie\s)?sprechen\smit | es\s(?:schreibt
      |spricht)
    | (?:^|(?<=[,.!]\s))hier(?=\s(?-i:[A-ZÄÖÜ])[\w-]+\s(?-i:[A-ZÄÖÜ]))
    | gestatten[,:]?
    | (?:^|(?<=[,.!]\s)|(?<=servus\s)|(?<=hallo\s)|(?<=moin\s))
      (?P<vague>der|die|da|de)(?=\s[\w-]+\s(?:von|vom|bei|aus)\b)
    )(?!\w)[\s,:]*(?:called\s)?""",
    re.IGNORECASE | re.VERBOSE,
)
NAME_FIRST = re.compile(
    r"(?<=\w)[\s,]+(?:(?:(?:over\s)?here(?:\sagain)?|speaking|hier|noch\s?mal|am\s(?:apparat|telefon|rechner))(?=\s*(?:$|[,.;:!\n–-]|from|von|vom|with"
    r"|at|bei|and|und))"
    r"|(?:(?:that\s|this\s|das\s)?is\s(?:my|the)\sname|ist\s(?:mein|der)\sname|mein\sname"
    r"|(?:is\s)?what\sthey\scall\sme))(?!\w)",
    re.IGNORECASE,
)
SIGN_OFF = re.compile(
    r"(?<!\w)(?:(?:best|thanks|thank\syou|many\sthanks|danke|vielen\sdank|grüße|grüsse|gruss)(?=\s*[,!.]?\s*\n)"
    r"|(?:kind|best|warm)(?:est)?\s(?:regards|wishes)|regards|cheers|sincerely|yours(?:\s(?:truly"
    r"|sincerely|faithfully))?"
    r"|all\sthe\sbest|(?:viele|beste|liebe|herzliche|freundliche|schöne)\s(?:grüße|grüsse)"
    r"|mit\s(?:freundlichen|besten)\s(?:grüßen|grüssen)|gruß|mfg|vg|lg)"
    r"[\s,!.–-]*(?=[^\W\d])",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"(?:(?:na|halt|sure|actually|eigentlich|typo|tippfehler|ok(?:ay)?|yes|yeah|ja|gern(?:e)?|klar|natürlich"
    r"|of\scourse|that\swould\sbe|that'?d\sbe|it\swould\sbe|das\swäre|das\swaere|so|er|oh|well|(?:hi|hello|hallo"
    r"|hey)(?=\s*[,.!])|it'?s|it\sis|that'?s|that\sis|das\sist|es\sist|i'm"
    r"|i\sam|ich\sbin|the|just|einfach|nur|sorry|no|nein|äh|ähm|öh|hm+|nun|tja|also|moment|right|let\sme\ssee|uh|um|name|die"
    r"|der)(?=[\s,:.!–-])[\s,:.!–-]*){1,5}",
    re.IGNORECASE,
)
ANSWER_TAIL = re.compile(
    r"\s*(?:$|(?!:\s*\w)[^\w\s&+@]|(?:from|at|of|and|with|here|hier|von|vom|bei|aus|und|is\s(?:fine|ok|enough)"
    r"|reicht|halt|eben|(?:mit|with)\s(?:an?\s)?[^\W\d]{1,2}(?=\W*$)|ist\smein|is\smy|please|bitte|thanks|danke|works)\b)",
    re.IGNORECASE,
)
LOWER_EMPLOYER_ENDS = re.compile(
    r"\s(?:(?:here|hier|writing|calling|schreibt)\s)?(?:in\s)?(?:from|at|of|von|vom|bei|beim)(?!\s(?:the\s)?(?:usual|same|moment|office|door)\b)(?:\s(?:der|dem|the|die|firma))*\s\w[\w&.'-]*"
    r"(?:\s[\w&.'-]+){0,4}\s*(?:$|[,.;!\n])",
    re.IGNORECASE,
)
"""The same in a message without capitals."""
MET = re.compile(
    r"(?<![\s,.!–-])[\s,.!–-]+(?:(?:it'?s\s|and\s|very\s)?(?:nice|pleased|good|great|lovely|glad)\sto\smeet\s(?:you|u)|pleasure(?:\sto\smeet\syou)?"
    r"|(?:sehr\s)?(?:freut\smich|erfreut|angenehm)|schön,?\s(?:sie|dich)\skennenzulernen)(?!\w)\W*$",
    re.IGNORECASE,
)
"""What is said behind one's name: "Wei, nice to meet you"."""
MEANT = re.compile(r"(?<!\w)(?:ich\smeinte|gemeint\s(?:ist|war)|i\smeant)\s(?=(?-i:[A-ZÄÖÜ]))", re.IGNORECASE)
TWICE = re.compile(r",\s(?=[^\W\d_]+\s)")
"""Before the name said again in full: "Hamann, Peter Hamann"."""
