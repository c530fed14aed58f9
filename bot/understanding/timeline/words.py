"""The words of time in English and German: what kind each is, and its value."""

MONTHS = {
    "january": 1, "jan": 1, "januar": 1, "janner": 1, "jaenner": 1, "february": 2, "feb": 2, "febr": 2,
    "februar": 2, "feber": 2,
    "march": 3, "mar": 3, "marz": 3, "maerz": 3, "mrz": 3, "april": 4, "apr": 4, "may": 5, "mai": 5,
    "june": 6, "jun": 6, "juni": 6, "juno": 6, "july": 7, "jul": 7, "juli": 7, "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10, "oktober": 10, "okt": 10,
    "november": 11, "nov": 11, "december": 12, "dec": 12, "dezember": 12, "dez": 12,
}  # fmt: skip

WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4,
    "montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5, "sonnabend": 5,
    "sonntag": 6,
}  # fmt: skip

GERMAN_SHORT_WEEKDAYS = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
ENGLISH_SHORT_WEEKDAYS = {"mon": 0, "sat": 5, "sun": 6}

SEASONS = {
    "spring": 3, "springtime": 3, "fruhling": 3, "fruehling": 3, "fruhjahr": 3, "fruehjahr": 3, "summer": 6,
    "summertime": 6,
    "sommer": 6, "sommers": 6, "autumn": 9, "fall": 9, "herbst": 9, "herbstes": 9, "winter": 12, "winters": 12,
    "fruhlings": 3, "fruhjahrs": 3, "spatsommer": 8, "spatherbst": 10,
    "fruhsommer": 5,
}  # fmt: skip

DAY, WEEK, MONTH, QUARTER, HALF, YEAR, WEEKEND, WORKWEEK, FISCAL_YEAR, WORKDAY = range(1, 11)

UNITS = {
    "day": DAY, "days": DAY, "tag": DAY, "tage": DAY, "tagen": DAY, "tages": DAY,
    "week": WEEK, "weeks": WEEK, "wk": WEEK, "wks": WEEK, "woche": WEEK, "wochen": WEEK,
    "month": MONTH, "months": MONTH, "mth": MONTH, "mths": MONTH, "monat": MONTH, "monate": MONTH,
    "monaten": MONTH, "monats": MONTH,
    "quarter": QUARTER, "quarters": QUARTER, "qtr": QUARTER, "qtrs": QUARTER, "quartal": QUARTER,
    "quartale": QUARTER,
    "quartalen": QUARTER, "quartals": QUARTER,
    "halfyear": HALF, "halbjahr": HALF, "halbjahre": HALF, "halbjahres": HALF, "semester": HALF,
    "half": HALF, "halfte": HALF,
    "jahreshalfte": HALF, "hj": HALF, "halben": HALF, "halbes": HALF, "halbe": HALF,
    "year": YEAR, "years": YEAR, "yr": YEAR, "yrs": YEAR, "jahr": YEAR, "jahre": YEAR, "jahren": YEAR,
    "jahres": YEAR, "jahrs": YEAR,
    "vierteljahr": QUARTER, "vierteljahres": QUARTER, "weekend": WEEKEND, "wochenende": WEEKEND,
    "workweek": WORKWEEK, "arbeitswoche": WORKWEEK,
    "geschaftsjahr": FISCAL_YEAR, "geschaeftsjahr": FISCAL_YEAR, "wirtschaftsjahr": FISCAL_YEAR,
    "haushaltsjahr": FISCAL_YEAR,
    "fy": FISCAL_YEAR, "werktag": WORKDAY, "werktage": WORKDAY, "werktagen": WORKDAY, "arbeitstag": WORKDAY,
    "arbeitstage": WORKDAY, "arbeitstagen": WORKDAY, "workday": WORKDAY, "workdays": WORKDAY,
}  # fmt: skip

SHIFTS = {
    "this": 0, "current": 0, "diesen": 0, "dieses": 0, "diese": 0, "diesem": 0, "dieser": 0, "laufenden": 0,
    "laufendes": 0,
    "aktuellen": 0, "aktuelle": 0,
    "next": 1, "new": 1, "neue": 1, "neuen": 1, "neues": 1, "nxt": 1, "coming": 1, "upcoming": 1,
    "following": 1, "nachste": 1, "nachsten": 1, "nachster": 1, "nachstes": 1,
    "nachstem": 1, "naechste": 1, "naechsten": 1, "naechster": 1, "naechstes": 1, "kommende": 1,
    "kommenden": 1, "kommender": 1,
    "kommendes": 1, "kommendem": 1, "folgende": 1, "folgenden": 1, "folgendes": 1,
    "ubernachste": 2, "ubernachsten": 2, "ubernachster": 2, "ubernachstes": 2, "uebernaechste": 2,
    "uebernaechsten": 2,
    "uebernaechster": 2, "uebernaechstes": 2,
}  # fmt: skip

EARLY, MIDDLE, LATE, REST = range(1, 5)

PARTS = {
    "early": EARLY, "beginning": EARLY, "start": EARLY, "anfang": EARLY, "anfangs": EARLY, "beginn": EARLY,
    "fruhen": EARLY,
    "mid": MIDDLE, "middle": MIDDLE, "mitte": MIDDLE,
    "late": LATE, "end": LATE, "ende": LATE, "spaten": LATE, "later": REST, "rest": REST, "remainder": REST,
    "spater": REST,
}  # fmt: skip

COMPOUND_PARTS = {
    "jahresende": (LATE, YEAR), "jahresanfang": (EARLY, YEAR), "jahresbeginn": (EARLY, YEAR),
    "jahresmitte": (MIDDLE, YEAR),
    "jahreswechsel": (LATE, YEAR), "eoy": (LATE, YEAR), "monatsende": (LATE, MONTH),
    "monatsanfang": (EARLY, MONTH),
    "monatsmitte": (MIDDLE, MONTH), "eom": (LATE, MONTH), "quartalsende": (LATE, QUARTER),
    "quartalsanfang": (EARLY, QUARTER),
    "eoq": (LATE, QUARTER), "eow": (LATE, WEEK), "eod": (LATE, DAY), "wochenanfang": (EARLY, WEEK),
}  # fmt: skip

COMPOUND_SHIFTS = {"heuer": (0, YEAR)}

RELATIVE_DAYS = {
    "today": 0, "tonight": 0, "now": 0, "heute": 0, "jetzt": 0, "tomorrow": 1, "tomorow": 1, "tmrw": 1,
    "morgen": 1,
    "ubermorgen": 2, "uebermorgen": 2, "overmorrow": 2,
}  # fmt: skip

HOLIDAYS = {
    "xmas": "christmas", "christmas": "christmas", "weihnachten": "christmas", "heiligabend": "eve",
    "silvester": "sylvester",
    "sylvester": "sylvester", "neujahr": "new_year", "easter": "easter", "ostern": "easter",
    "ostersonntag": "easter",
    "ostermontag": "easter_monday", "karfreitag": "good_friday", "pfingsten": "pentecost",
    "pentecost": "pentecost",
    "pfingstmontag": "pentecost_monday", "holidays": "holidays", "feiertage": "holidays",
    "feiertagen": "holidays", "weihnachtsferien": "holidays", "weihnachtsurlaub": "holidays",
    "ferien": "summer_break",
    "sommerferien": "summer_break", "sommerpause": "summer_break", "sommerurlaub": "summer_break",
    "urlaubszeit": "summer_break",
    "thanksgiving": "thanksgiving", "halloween": "halloween",
}  # fmt: skip

HOLIDAY_NAMES = tuple(dict.fromkeys(HOLIDAYS.values()))

CONNECTORS = {
    "from": "from", "ab": "from", "vom": "from", "von": "from", "starting": "from", "startend": "from",
    "beginnend": "from",
    "to": "to", "through": "to", "thru": "to", "zum": "to", "until": "until", "till": "until",
    "til": "until", "bis": "until",
    "by": "by", "spatestens": "latest",
    "spaetestens": "latest", "latest": "latest", "before": "before", "vor": "before", "prior": "before",
    "after": "after", "nach": "after", "past": "after", "and": "and", "und": "and", "or": "or", "oder": "or",
    "between": "between", "zwischen": "between", "in": "in", "im": "in", "during": "in", "wahrend": "in",
    "within": "within", "innerhalb": "within", "binnen": "within", "for": "for", "fur": "for", "fuer": "for",
    "over": "for",
    "last": "last", "letzte": "last", "letzten": "last", "letzter": "last", "letztes": "last",
    "letztem": "last",
    "vergangene": "last", "vergangenen": "last", "previous": "last", "final": "last",
    "fruhestens": "earliest", "fruehestens": "earliest", "earliest": "earliest", "erst": "earliest",
    "least": "earliest", "mindestens": "earliest",
    "hence": "hence", "onwards": "earliest", "onward": "earliest", "dauert": "for",
    "dauern": "for", "lasts": "for", "lasting": "for", "takes": "for", "take": "for", "dauer": "for",
    "duration": "for", "ago": "ago", "since": "since", "seit": "since", "not": "not", "nicht": "not",
    "asap": "asap", "sofort": "asap", "immediately": "asap", "schnellstmoglich": "asap", "umgehend": "asap",
    "unverzuglich": "asap", "baldmoglichst": "asap", "straightaway": "asap", "urgently": "asap",
    "dringend": "asap",
    "schnellstens": "asap", "soon": "soon", "bald": "soon", "zeitnah": "soon", "kurzfristig": "soon",
    "demnachst": "soon",
    "shortly": "soon",
}  # fmt: skip

FILLERS = frozenset({
    "the", "of", "der", "die", "das", "den", "dem", "des", "on", "am", "an", "at", "zu", "circa", "ca",
    "about", "around", "roughly", "etwa", "ungefahr", "rund", "irgendwann", "sometime", "maybe", "perhaps",
    "vielleicht", "very", "away", "business", "working", "only", "fiscal", "financial", "calendar", "laufe",
    "lauf", "course",
})  # fmt: skip

PLURALS = frozenset({
    "days", "tage", "tagen", "weeks", "wochen", "months", "monate", "monaten", "quarters", "quartale",
    "quartalen", "years", "jahre", "jahren",
})  # fmt: skip

VAGUE_COUNTS = {
    "couple": (2, 2), "few": (2, 5), "paar": (2, 5), "several": (3, 9), "einige": (3, 9), "einigen": (3, 9),
    "mehrere": (3, 9),
}  # fmt: skip
