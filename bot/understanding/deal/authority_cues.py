"""How people say who decides, in English and German."""

import re

from bot.understanding.who.title_taxonomy import Say

STATED_IN_PASSING = re.compile(
    r"(?<!\w)(?:i\s(?:decide|sign)|my\sboss|mein\schef|ich\sentscheide)(?!\w)", re.IGNORECASE
)
SOMEONE_ELSE = re.compile(
    r"[\s\"']{0,3}(?:(?:no|nope|nein|nö|not\sme|nicht\sich)[\s,.]+)?(?:my|our|the|mein\w*|unser\w*|der|die"
    r"|das)\s",
    re.IGNORECASE,
)
_BOSS = (
    r"(?:(?:my|our|the|mein|meine|meinem|meiner|unser|unsere|unserem|unserer|der|die"
    r"|dem)\s)?(?:\w+\s)?(?:boss|bosses|manager|supervisor|ceo|cfo|cto|coo|cio|director|owner|founder|board"
    r"|management|"
    r"head(?:\sof\s\w+)?|superiors?|chefs?|chefin|vorgesetzte[rn]?|geschäftsführ\w*|geschäftsleitung"
    r"|vorstand|inhaber\w*|\w{0,25}leiter\w{0,12}|\w{0,25}leitung|procurement|einkauf|zentrale|headquarters|hq|"
    r"business\spartner|partner|wife|husband|frau|mann|brother|sister|father|mother|bruder|schwester|vater|mutter|team\slead|committee|gremium|gesellschafter"
    r"|konzern\w*|verwaltungsrat|aufsichtsrat|stiftungsrat|vp(?:\sof\s\w+)?|colleague|kolleg\w+)"
)
_DECIDES = (
    r"(?:decides?|signs?|approves?|has\sthe\s(?:final|last)\s(?:say|word)"
    r"|makes?\sthe\s(?:\w+\s)?(?:decisions?|calls?)|will\sdecide|has\sto\s(?:sign|approve|decide|agree)"
    r"|needs\sto\s(?:sign|approve|decide|agree)|must\s(?:sign|approve)|holds?\sthe\s(?:budget|purse)"
    r"|takes\sthe\sdecision|does|is\sthe\sdecision"
    r"|entscheide[tn]|unterschreib\w*|zeichnet|genehmigt|gibt\s(?:das\s)?frei|hat\sdas\sletzte\swort"
    r"|trifft\sdie\sentscheidung|muss\s(?:\w+\s){0,3}(?:zustimmen|unterschreiben|genehmigen|freigeben"
    r"|entscheiden))"
)
_COUNT = r"(?:two|three|four|five|six|2|3|4|5|6|both|all)"
_TABLE: tuple[tuple[str, Say], ...] = (
    (
        r"\b(?:no|any|not\smuch(?:\sof\sa)?)\ssay\b|\bnot\sinvolved\sin\b|\bnothing\sto\s(?:do\swith|say)\b"
        r"|\bno\s(?:decision(?:[-\s]making)?\s)?(?:power|authority|influence)\b"
        r"|\bkeine(?:rlei)?\s(?:entscheidungs\w*|befugnis\w*|vollmacht|mitsprache\w*|kompetenz\w*|einfluss)"
        r"|\bkeinen\seinfluss|\bnicht\s(?:entscheidungs)?befugt|\b(?:hab|habe)\s(?:ich\s)?(?:da\s|hier\s"
        r"|dabei\s)?(?:gar\s)?nichts\szu\s(?:sagen|entscheiden|melden)"
        r"|\b(?:i'?m|i\sam)\s(?:just|only)\s(?:an?\s)?(?:intern|trainee|student|working\sstudent)"
        r"|\bbin\snur\s(?:der\s|die\s|ein\s|eine\s)?(?:praktikant|azubi|werkstudent|aushilfe)\w*"
        r"|\bnichts\s(?:damit\s)?zu\stun\b"
        r"|\b(?:it'?s\s)?(?:not|isn'?t)\sup\sto\sme(?:\sat\sall)\b"
        r"|\b(?:someone|somebody|others|(?:other|different)\speople)\s(?:else\s)?(?:decides?|signs?|will\sdecide)\b"
        r"|\b(?:decided|made|taken|signed)\sby\s(?:others|someone\selse|somebody\selse|other\speople)\b"
        r"|\bup\sto\s(?:someone\selse|somebody\selse|others)\b"
        r"|\b(?:andere|jemand\sander\w{0,3})\s(?:entscheide[nt]|unterschreib\w+)"
        r"|\bentscheide[nt]\s(?:\w+\s){0,2}(?:andere|jemand\sander\w{0,3})\b"
        r"|\b(?:liegt|liegen)\sbei\s(?:anderen|jemand\sander\w+)\b"
        r"|\bit'?s\s[^.!?,]{1,40}\s(?:who|that)\s(?:decides?|signs?),?\s(?:and\s)?not\s(?:me|us)\b"
        r"|\b(?:entscheidet|unterschreibt)\s[^.!?,]{1,40},?\s(?:und\s)?nicht\sich\b"
        r"|\bnicht\sich\s(?:entscheide|unterschreibe)\b"
        r"|\b(?:i'?m|i\sam)\snot\s(?:really\s)?involved\b|\bbin\s(?:daran\s|dabei\s|da\s)?nicht\s(?:daran\s)?beteiligt\b",
        "none",
    ),
    (
        rf"\b{_COUNT}\sof\sus\s(?:all\s)?(?:decide|choose|sign|make\s(?:the|that)\s\w+)"
        rf"(?:\s(?:it|this|that))?(?:\s(?:together|jointly))?\b|\b(?:of|with)\sus\s(?:decide|choose)\b"
        rf"|\bwir\s(?:drei|vier|fünf|zwei|beide\w*|alle)\s(?:entscheiden|unterschreiben)"
        rf"|\b(?:entscheiden|unterschreiben)\s(?:das\s)?(?:wir\s)?(?:das\s)?(?:wir\s)?"
        rf"(?:zu\s?(?:zweit|dritt|viert|fünft)|(?:drei|beide|alle)\b)"
        r"|\b(?:part\sof|on|in|belong\sto|one\sof|member\sof|sit\son)\s(?:the|a|that|our)\s(?:\w+\s){0,2}"
        r"(?:team|group|committee|board|circle|people|panel|ones|those)\s(?:that|who|which)\s(?:decides?|signs?|chooses?|picks?)\b"
        r"|\b(?:teil|mitglied)\s(?:des|der|eines)\s(?:\w+\s)?(?:teams?|runde|gruppe|gremiums?|kreises?),?\s(?:das|die|der)\s(?:\w+\s)?entscheidet"
        r"|\b(?:zum|im)\s(?:\w+\s)?(?:team|kreis|gremium),?\s(?:das|der)\s(?:\w+\s){0,2}entscheidet|\bentscheidungsgremium\b"
        r"|\b(?:based\s)?on\smy\s(?:recommendation|advice|proposal|suggestion|shortlist)"
        r"|\bauf\s(?:meine|meinen)\s(?:empfehlung|vorschlag|rat)\b"
        r"|\b(?:we|wir)\s(?:all\s|both\s)?(?:decide|entscheiden|sign|make\s(?:the"
        r"|that)\sdecision)\s(?:\w+\s){0,3}(?:together|jointly|gemeinsam|zusammen|im\steam|als\steam"
        r"|as\sa\s(?:team|group|board))"
        r"|\bentscheidung\s(?:fällt|treffen|liegt)\s[^.!?]{0,20}\b(?:team|gemeinsam|zusammen|gremium)\b"
        r"|\b(?:jointly|together|gemeinsam|zusammen)\s(?:with|mit)\b[^.!?]{0,60}|\b(?:joint|shared|team"
        r"|group|committee|gemeinsame|gemeinschaftliche)\s(?:decision|entscheidung)"
        r"|\b(?:decide|entscheide|entscheiden)\s(?:das\s|es\s|dies\s|it\s|this\s)?(?:together|jointly"
        r"|gemeinsam|zusammen|im\steam|mit)\b|\bi\s(?:co-?decide|have\sa\ssay)|\bentscheide\s(?:\w+\s)?mit\b",
        "influencer",
    ),
    (
        r"\b(?:not\sme(?!\W*$)|nicht\sich|(?:nein|nö|nee)\W{1,3}ich\snicht(?=\W*$)|not\smyself|not\smy\s(?:call|decision)|isn'?t\s(?:me|my\s(?:call|decision)"
        r"|up\sto\sme)|not\sup\sto\sme|not\sthe\sdecision[-\s]maker|nicht\sder\sentscheider|(?:don'?t"
        r"|do\snot|can'?t|cannot)\s(?:sign|decide|approve)"
        r"|(?:can|could|do)\s?n[o']t\smake\s(?:the|that)\sdecision|(?:entscheide"
        r"|unterschreibe)\s(?:\w+\s){0,2}nicht|nicht\s(?:allein|alleine|selbst|selber)"
        r"|nicht\smeine\sentscheidung|liegt\snicht\sbei\smir|(?:kann"
        r"|darf)\s(?:\w+\s){0,2}nicht\s(?:\w+\s)?(?:entscheiden|unterschreiben)|not\s(?:the\sone|alone"
        r"|on\smy\sown))\b",
        "influencer",
    ),
    (
        rf"(?<!\w)(?:{_BOSS}(?:\sand\si|\sund\sich)\s(?:decide|sign|entscheiden)"
        rf"|{_BOSS}\s(?:\w+\s)?{_DECIDES}|gibt\s(?:das\s|\w+\s)?{_BOSS}\s(?:\w+\s)?frei"
        rf"|(?:das\s)?(?:entscheidet|unterschreibt|genehmigt|(?:entscheiden|unterschreiben)\stut"
        rf")\s(?:\w+\s){{0,2}}?{_BOSS}|(?:up\sto|decision\s(?:is|lies)\s(?:with|by)|liegt\sbei(?:m)?"
        rf"|report\sto|sign[- ]?off\sfrom|approval\s(?:from|of|by)|(?:run|get)\s(?:it|this|that)\s(?:by|past"
        rf"|approved\sby)|(?:ask|check\swith|consult|convince)|(?:mit|frage"
        rf"|fragen))\s{_BOSS}(?:\s(?:abstimmen|absprechen|klären|besprechen|first|fragen|vorlegen))?)(?!\w)",
        "influencer",
    ),
    (
        r"\b(?:i|we)\s(?:(?:only|just|mainly|merely)\s)?(?:shortlist|recommend|advise|prepare|evaluate"
        r"|research|propose|pre-?select|compare|influence|collect\soffers|gather|make\s(?:a"
        r"|the)\srecommendation|am\sinvolved)\b"
        r"|\bi'?m\s(?:(?:only|just|part\sof|on)\s)(?:\w+\s){0,3}(?:research\w*|evaluat\w*|gather\w*"
        r"|collect\w*|compar\w*|shortlist\w*|buying\s(?:team|committee|group)|selection\s\w+)\b"
        r"|\bi\shelp\s(?:to\s)?(?:decide|choose|select|pick)"
        r"|\bich\s(?:\w+\s){0,3}?(?:empfehle|berate|bereite\s[^.!?]{0,60}vor|schlage\s(?:[^.!?]{0,30}\s)?vor"
        r"|hole\s[^.!?]{0,30}ein|sammle|vergleiche|prüfe\snur|evaluiere|recherchiere|treffe\s(?:die"
        r"|eine)\svorauswahl|wähle\s(?:\w+\s)?(?:mit\s)?(?:aus|vor)|wirke\s[^.!?]{0,20}mit)\b"
        r"|\bgebe\s(?:\w+\s){0,3}empfehlung\w*\b|\b(?:empfehle|berate|bereite\s(?:das\s|es\s|die\sentscheidung\s)?(?:nur\s)?vor"
        r"|hole\s(?:nur\s)?(?:\w+\s)?angebote|vorauswahl|mitspracherecht|beratend|zuarbeit\w*)\b",
        "influencer",
    ),
    (
        r"\b(?:i(?:'m|\sam))\s(?:the\s|a\s|one\sof\sthe\s)?(?:sole\s|main\s|final\s"
        r"|only\s)?(?:decision[-\s]?maker|one\swho\s(?:decides|signs)|budget\s(?:holder|owner)"
        r"|person\swho\s(?:decides|signs))|\bi\s(?:alone\s|can\s|do\s|will\s|get\sto\s|have\sto\s|'ll\s"
        r"|myself\s|personally\s)?(?:decide|sign|approve)\b(?:\s(?:it|this|that|them|these|contracts?|off"
        r"|it\soff|myself|alone))*"
        r"|\b(?:it'?s|that'?s|that\sis|it\sis|this\sis)\s(?:all\s|entirely\s|solely\s"
        r"|completely\s)?(?:my\s(?:call|decision|choice|budget)|up\sto\sme|me\swho\s(?:decides|signs)"
        r"|mine\sto\s(?:decide|make))\b|\bi\s(?:make|take|have)\s(?:the|this|that|all\s(?:the\s)?|those"
        r"|these)\s?(?:final\s|buying\s|purchas\w+\s|last\s)*(?:decisions?|calls?|word|say)\b"
        r"|\bi\s(?:hold|own|control|have)\s(?:the\s)?(?:budget\s(?:authority|responsibility)|purse\sstrings"
        r"|signing\s(?:power|authority))|\bi\shave\sthe\sauthority|\bbuck\sstops\swith\sme|\b(?:decision"
        r"|call)\sis\s(?:mine|with\sme)|(?:^|[,;.\n])\s{0,2}my\s(?:own\s|sole\s)?(?:decision|call)(?=\W*$|[,;.!\n])|\bi\sown\s(?=(?:the\s)?(?-i:[A-Z]))|\bi\s(?:own|run)\s(?:the|this|my)\s(?:own\s)?(?:company|business|place"
        r"|firm|shop|practice|agency)",
        "decision_maker",
    ),
    (
        r"\b(?:das\s|darüber\s|hier\s|da\s)?entscheide\s(?:ich\b|(?:\w+\s){0,2}(?:allein\w*|selbst"
        r"|selber)\b)(?:\s(?:allein\w*|selbst|selber|das))*|\bich\s(?:\w+\s){0,3}?(?:entscheide"
        r"|unterschreibe|zeichne)\b(?!\s\w*\s?(?:nicht|mit))|\b(?:das\s)?(?:unterschreibe|zeichne)\sich\b"
        r"|\b(?:ich\s(?:bin|treffe)|bin\sich|treffe\sich)\s(?:\w+\s){0,3}?(?:entscheider(?:in)?"
        r"|entscheidung(?:en)?|entscheidungsbefugt|zeichnungsberechtigt|entscheidungsträger(?:in)?)\b"
        r"|\bdie\sentscheidung\s(?:treffe|liegt|fälle)\s(?:ich|bei\smir|allein\sbei\smir)\b|\b(?:liegt"
        r"|liegen)\s(?:ganz\s|allein\s|komplett\s)?bei\smir\b"
        r"|\bich\s(?:kann|darf|werde)\s(?:(?!nicht)\w+\s){0,3}?(?:entscheiden|unterschreiben|freigeben|genehmigen)\b"
        r"|\bich\sallein\w*\b|\b(?:das\s)?(?:kann|darf|werde)\sich\s(?:(?!nicht)\w+\s){0,2}(?:entscheiden|unterschreiben|freigeben|genehmigen)\b"
        r"|\bmir\sgehört\s(?=(?:der\s|die\s|das\s)?(?-i:[A-ZÄÖÜ]))"
        r"|\bmeine\s(?:eigene\s)?entscheidung\b|\b(?:bin|ich)\s(?:voll\s"
        r"|allein\s)?(?:entscheidungsbefugt|zeichnungsberechtigt|alleinentscheider\w*)\b"
        r"|\bhabe\s(?:die\s)?(?:prokura|budgetverantwortung|entscheidungsbefugnis|budgethoheit)\b"
        r"|\b(?:ich\shabe|habe?\sich|ich\shab)\s(?:\w+\s){0,2}?das\s(?:letzte\swort|sagen)\b",
        "decision_maker",
    ),
)
STATEMENTS = tuple((re.compile(pattern, re.IGNORECASE), say) for pattern, say in _TABLE)
_ANSWER_TABLE: tuple[tuple[str, Say], ...] = (
    (
        r"(?:me|myself|i|ich)(?:\s(?:and|und|with|mit|together|plus)\s(?!only|nur).{1,40}|\s*,?\s*(?:my"
        r"|mein\w*|our|unser\w*)\s(?!e-?mail|mail|phone|number|name|tele|nummer|company|firma|budget)\w+)"
        r"|(?:we|wir)(?:\s(?:decide|entscheiden))?(?:\s(?:all|both|alle|beide|together|gemeinsam|zusammen)){0,2}(?=\W*$)"
        r"|(?:the\s|wir\s)?(?:two|three|four|five|both|all|zwei|drei|beide)\sof\sus(?=\W*$)|wir\s(?:zwei|drei|vier)(?=\W*$)"
        r"|(?:we|wir|there|es)\s(?:have|haben|is|gibt)\s(?:da\s)?(?:an?|eine?n?)\s(?:\w+\s)?(?:committee|board|panel|gremium|ausschuss)"
        r"|zu\s?(?:zweit|dritt|viert)(?=\W*$)|(?:together|gemeinsam|zusammen|both|beide|partly|teilweise|zum\steil|jein"
        r"|im\steam)",
        "influencer",
    ),
    (
        r"(?:yes|yeah|yep|yup|sure|ja|jo|jawohl|genau|klar|correct|right|stimmt|absolutely|definitely"
        r"|natürlich)?[\s,.]*(?:that'?s\sme|that\swould\sbe\sme|it'?s\sme|i\sdo|i\sam|i\scan|me|myself"
        r"|just\sme|only\sme|ich|(?:ganz\s)?allein\w{0,2}|(?:all\s)?alone|on\smy\sown|(?:das\s)?bin\sich|das\smache\sich|nur\sich|ich\sselbst|selbst"
        r"|mache\sich)(?=\W*$|\s?[.!;]\s|,\s(?:i'?m?\s|and\s|the\s|ich\s|und\s|sie\s|you\s|wir\s|unser\w*\s|we\s|we're\s|we'd\s|ring\s|call\s|phone\s|our\s(?:company|office|headquarters|industry|team)\s|rufen\s|tel)|[\s,.]+(?:alone|allein\w*|only|selbst|selber|personally))",
        "decision_maker",
    ),
    (
        r"(?:(?:no|nope|nein|nö|nee)[\s,.:]+)?(?:(?:it'?s|that'?s|das\s(?:ist|macht|machen|sind))\s)?(?:someone\selse|somebody\selse|others"
        r"|other\speople|jemand\sander\w{0,3}|(?:ganz\s)?andere)(?=\W*$|[\s,.])"
        r"|(?:not\sme|ich\snicht)(?=\W*$)",
        "none",
    ),
    (
        rf"(?:(?:no|nope|nah|nein|nö|nee|not\sreally)[\s,.:]+)?(?:it'?s\s|that'?s\s|das\s(?:ist"
        rf"|macht)\s)?{_BOSS}(?=\W*$|\s(?:and|und|mit|with|does|macht|is|ist)\b)",
        "influencer",
    ),
    (r"(?:no|nope|nah|nein|nö|nee)(?:\W+(?:leider|sorry|not\sreally|unfortunately))?(?=\W*$)", "none"),
)
ANSWERS = tuple((re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE), say) for pattern, say in _ANSWER_TABLE)
