"""The words around an amount, English and German: bounds, periods, and what is counted instead of money."""

import re

_I = re.IGNORECASE
UNIT = re.compile(
    r"[ \u00a0-]{0,2}(?:%|°|prozent|percent|pct|am\b|pm\b|uhr|o'?clock|h\b|th\b|st\b|nd\b|rd\b|:\d"
    r"|(?:(?:neue|new|full[- ]?time|active|aktive|aktuelle|different|verschiedene|more|weitere|other|andere"
    r"|our|internal|interne)[rn]? )?"
    r"(?:employees?|people|persons?|staff|users?|seats?|licen[cs]es?|customers?|clients?|members?|heads?"
    r"|fte|colleagues?"
    r"|locations?|sites?|offices?|stores?|branches|countries|shops?|devices?|machines?|servers?|teams?"
    r"|agents?|reps?|leads?"
    r"|contacts?|products?|articles?|orders?|tickets?|calls?|emails?|e-mails?|visitors?|students?|companies"
    r"|projects?|items?"
    r"|units?|pieces?|times|off\b|time\b|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?"
    r"|quarters?|january"
    r"|february|march|april"
    r"|may|june|july|august|september|october|november|december|km|kg|gb|tb|mb|qm|m²|sqm|miles?|meters?"
    r"|metres?"
    r"|mitarbeiter\w*|mann\b|leute\w*|personen|köpfe\w*|nutzer\w*|anwender\w*|user|lizenzen|plätze\w*"
    r"|arbeitsplätze\w*|kunden"
    r"|standorte\w*|filialen|niederlassungen|länder\w*|geräte\w*|maschinen|server|teams?|kollegen"
    r"|kolleginnen|angestellte\w*"
    r"|beschäftigte\w*|mitglieder\w*|artikel\w*|produkte\w*|bestellungen|anfragen|anrufe\w*|besucher\w*"
    r"|projekte\w*|stück|mal\b"
    r"|minuten?|stunden?|std|tage?n?|wochen?|monate?n?|jahre?n?|quartale?|januar|februar|märz|mai|juni|juli"
    r"|oktober|dezember"
    r"|kalenderwoche|meter)\b)",
    _I,
)
THOUSANDS = re.compile(
    r"(?:\dk|\d k|tsd|tausend|thousand|grand|million(?:en)?|mio|mrd|milliarden?|billion|hunderttausend)\Z", _I
)
NO_NOUN = re.compile(
    r"[ ]?(?:\Z|[.,;!?)\n/+-]|(?:for|to|max|maximum|maximal|min|minimum|mindestens|statt|anstatt|instead"
    r"|rather|per|a|budget|total|in|or|oder|all|für|pro"
    r"|im|bis|als|insgesamt|netto|brutto|net"
    r"|gross|and|und|but|aber|not|nicht|is|ist|would|wäre\w*|by|ab|at|should|if|wenn|please|bitte|tops|top"
    r"|plus|annually|monthly|monatlich"
    r"|jährlich|p\.?a|yearly|as|jahresbudget|dieses|this|next|with|mit|on|auf|sounds?|einmalig|once)\b)",
    _I,
)
YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|by|until|since|from|year|early|late|mid|end of|of|im jahr|bis|seit|ab|jahr|ende|anfang"
    r"|mitte|q[1-4]|h[12]"
    r"|(?:jan|feb|m[aä]r|apr|ma[iy]|ju[nl]|aug|sep|o[ck]t|nov|de[cz])[a-zä]*)\.?|[./-])[ ]{0,2}\Z",
    _I,
)
THRESHOLD_BEFORE = re.compile(
    r"\b(?:any(?:thing|body)?|every(?:thing)?|whatever|amounts?|purchases?|orders|contracts?|invoices?|signs?|approves?"
    r"|alles|beträge|bestellungen|aufträge|verträge|rechnungen|ausgaben|freigaben?)"
    r" (?:off )?(?:\w+ ){0,3}(?:over|above|beyond|under|below|up to|from|über|ab|bis|bis zu|unter|oberhalb)"
    r" ?(?:von )?\Z",
    _I,
)
"""A limit of who may sign: "the board signs off anything over"."""
NOT_MONEY_BEFORE = re.compile(
    r"(?:\+|\b(?:kw|week|woche|q|room|number|nummer|nr\.?|no\.|tel\.?|phone|telefon|fon|mobile|mobil|handy"
    r"|iso|version|windows|plz|zip"
    r"|the|am|on the|in|within|next|nächsten|innerhalb von|binnen)|\d[ /-]|[#/])[ ]{0,2}\Z",
    _I,
)
_APPROX = (
    r"(?:(?:about|around|roughly|approx(?:imately|\.)?|circa|ca\.?|etwa|ungefähr|rund|so|like|maybe|perhaps"
    r"|vielleicht|probably|say"
    r"|sagen wir|an|einem|einen|a|of|von|the|total of|budget of|is|are|be|ist|sind|wären|would be|would|us"
    r"|it|[~≈:])[ ]{0,2}){0,3}"
)
AT_MOST_BEFORE = re.compile(
    r"(?:\b(?:up ?to|(?:no|not) (?:more|higher|greater|larger) th[ae]n|not (?:over|above|exceed(?:ing)?)"
    r"|can'?t exceed|at (?:the )?most"
    r"|(?<!no )(?<!not )less th[ae]n|lower th[ae]n|smaller th[ae]n|under|below|beneath|max(?:imum|imal|\.)?"
    r"|maximale?[ns]?"
    r"|capped at|cap of|limit of"
    r"|upper limit|ceiling of|within|until|up until|till|bis(?: zu| max(?:imal|\.)?)?|höchstens|hoechstens"
    r"|allerhöchstens"
    r"|(?:nicht|keine?sfalls?) (?:mehr als|(?<!nicht )(?:über|ueber))|(?<!nicht )weniger als"
    r"|unter(?:halb)?(?: von)?|nicht teurer als"
    r"|cheaper than|obergrenze"
    r"|kleiner als|niedriger als|limit|deckel)|[<≤]=?)[ :]{0,2}" + _APPROX + r"\Z",
    _I,
)
AT_MOST_AFTER = re.compile(
    r"[ ,(-]{0,3}(?:max(?:imum|imal)?\b|at (?:the )?most|or (?:less|below|under|lower)|oder weniger"
    r"|höchstens|tops\b|top\b"
    r"|and (?:below|under)|als obergrenze|is (?:the|our|my) (?:max|limit|cap|ceiling)"
    r"|(?:und |aber |but |and )?(?:mehr nicht|nicht mehr|not? more(?! th)|nix mehr|not a (?:cent|penny|euro) more"
    r"|keinen? (?:cent|euro|pfennig) mehr)\b)"
    r"(?![ ]{0,2}(?:of |von )?[$€£]?\d)",
    _I,
)
AT_LEAST_BEFORE = re.compile(
    r"(?:\b(?:at (?:the very )?least|(?:no|not) less th[ae]n|not (?:under|below)"
    r"|(?<!no )(?<!not )more th[ae]n"
    r"|greater th[ae]n|higher th[ae]n|larger th[ae]n"
    r"|over|above|exceeding|beyond|north of|upwards? of|from|starting (?:at|from)|min(?:imum|imal"
    r"|\.)?(?: of)?|mindestens|wenigstens"
    r"|zumindest|ab|(?<!nicht )(?:über|ueber)|oberhalb(?: von)?|(?<!nicht )mehr als|größer als|höher als"
    r"|nicht (?:unter|(?<!nicht )weniger als))|[>≥]=?)[ :]{0,2}" + _APPROX + r"\Z",
    _I,
)
DENIED_BEFORE = re.compile(
    r"\b(?:can'?t|can ?not|won'?t|will not|couldn'?t|don'?t|do not|never|not|nicht|nie|niemals|kaum)"
    r" (?:(?!know|sure|weiß|nur)\w+ ){0,3}\Z",
    _I,
)
"""Before "above": "we can't go …"."""
DENIED_AFTER = re.compile(
    r"[^.!?;,\d]{0,30}\b(?:(?:nicht|nix|kaum)(?=\W*\Z|[.,;!]| (?:drin|möglich|machbar|da|vorhanden|ausgeben|zahlen"
    r"|bezahlen|investieren|haben|leisten|in frage|zur verfügung))|unmöglich|zu viel|zu teuer"
    r"|impossible|out of the question|too much"
    r"|(?:is|are|it'?s) ?n[o']t (?:\w+ )?(?:possible|available|feasible|affordable|an option|happening|there))\b",
    _I,
)
"""Behind "more than 18k": "… isn't possible"."""
AT_LEAST_AFTER = re.compile(
    r"[ ,(-]{0,3}(?:\+(?!\d|[ ]?/)"
    r"|plus\b(?![ /-]*(?:minus|vat|tax|mwst|ust|mehrwert|umsatz|steuer))"
    r"|or (?:more|above|higher|over)|oder (?:mehr|drüber)|und mehr|and (?:up"
    r"|more|above)|upwards?|aufwärts"
    r"|min(?:imum|imal|destens)\b|mindestens|at least|wenigstens)(?![ ]{0,2}(?:of |von )?[$€£]?\d)",
    _I,
)
LINK = re.compile(
    r"[ ]{0,2}(?:(?P<to>-[ ](?:bis(?: zu)?|to)|-|–|—|−|to|till|until|up to|bis(?: zu)?|or|oder|\.\.\.?|~|/)"
    r"|(?P<comma>,|(?<=[a-zäöüß]) (?=[a-zäöüß]))|(?:-[ ])?(?:and|und))[ ]{0,2}"
    r"(?:(?:maybe|perhaps|about|around|roughly|vielleicht|etwa|ca\.?|max(?:imal|imum|\.)?|möglicherweise"
    r"|rund|eher)[ ]{1,2})?",
    _I,
)
BETWEEN = re.compile(r"\b(?:between|zwischen|somewhere|irgendwo)\b[^.!?\d]{0,20}\Z", _I)
_MONTH = r"(?:months?|mos?|mths?|monate?s?|mon)\b"
_YEAR_WORD = r"(?:years?|yrs?|y|annum|jahre?s?)\b"
_EACH = (
    r"[ ,]{0,2}(?:/|\b(?:per|pro|a|an|each|every|je|im|jeden|jedes|in the|in a"
    r"|for (?:one|a|the)|für ein)\b)[ ]{0,2}"
)
PERIOD_AFTER = re.compile(
    rf"(?:(?:\s?(?:netto|brutto|net|gross|max|maximum|maximal|or so|budget)\b){{0,2}}(?:{_EACH}(?:user|seat"
    rf"|nutzer|head|kopf|person|platz))?)"
    rf"(?:(?P<month>{_EACH}{_MONTH}|[ ,]{{0,2}}(?:monthly|monatlich\w*|mtl\b|p\.? ?m\b|pcm\b))"
    rf"|(?P<year>{_EACH}{_YEAR_WORD}|[ ,]{{0,2}}(?:yearly|annually|annual|jährlich\w*|jaehrlich\w*|p\. ?a\b"
    rf"|pa\b|p/a))"
    r"|(?P<once>[ ,]{0,2}(?:once\b|one[- ]?off|one[- ]?time|einmal\w*|upfront|up front|lump sum)))",
    _I,
)
PERIOD_BEFORE = re.compile(
    r"\b(?:(?P<month>monthly|monatlich\w*|monats(?:budget|rate)|(?:per|every|each|a|jeden|pro|im) mon(?:th"
    r"|at))"
    r"|(?P<year>yearly|annual(?:ly)?|jährlich\w*|jahresbudget|(?:per|every|each|a|jedes|pro|im) (?:year"
    r"|jahr))"
    r"|(?P<once>one[- ]?off|one[- ]?time|once|einmal\w*))\b[^.!?;]{0,40}\Z",
    _I,
)
SPENDING = re.compile(
    r"\b(?:budget\w*|spen[dt]\w*|invest\w*|afford|pay\w*|cost\w*|price\w*|fund(?:s|ing|ed)?|allocat\w*"
    r"|set aside|earmarked|quote|money"
    r"|\w*budget\w*|ausgeben\w*|ausgabe\w*|kosten\w*|kostet|zahlen|bezahlen|preis\w*|investier\w*"
    r"|eingeplant|zur verfügung|bereitgestellt"
    r"|finanz\w*|kostenrahmen|rahmen|größenordnung|volumen|mittel|geld)\b",
    _I,
)
EARNING = re.compile(
    r"\b(?:revenues?|turnover|sales of|arr|profit|raised|valuation|umsatz\w*|gewinn|jahresumsatz|erlös\w*"
    r"|bilanzsumme)\b",
    _I,
)
TAKEN_BACK = re.compile(
    r"\b(?:not|nicht|instead of|rather than|statt|anstatt|anstelle von|instead|never said|wasn't|isn't"
    r"|kein(?:e|en)?)"
    r"(?: (?:the|die|der|of|a|an|um|about|so))?[ ]{1,2}\Z",
    _I,
)
