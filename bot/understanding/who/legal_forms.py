"""How companies call themselves: legal forms, and the nouns that give a company away."""

import re

from bot.understanding.word_lists import word_lists

LEGAL_FORM = re.compile(
    r"""(?<![\w.])(?:
    (?:[gG]?[gG]mb[hH]|GMBH|gmbh|GesmbH|AG|ag|KG|kg|UG|ug|SE|OHG|oHG|ohg)(?:\s?\(?haftungsbeschränkt\)?)?
      (?:\s?(?:&|\+|und|u\.)\s?[Cc][oO]\.?(?:\s?(?:KGaA|KG|kg|OHG|ohg|oHG))?)?
    | (?:mbH|mbh|KGaA|GbR|gbr|eG|eGmbH|mbB|PartG(?:mbB)?|AöR|gUG|Stiftung\ (?:&|und)\ Co\.?\ KG)
    | [eE]\.\s?(?:[kK]\.?|[vV]\.?|[kK]fr\.?|[gG]\.?)(?!\w) | [eE][vV](?=\s*(?:$|[,.;!]))
    | (?i:pty\.?\s(?:ltd|limited)|ltd(?:\.(?=\s+[\w,]))?|limited|llc|incorporated|plc|llp|corporation)(?!\w)
    | (?i:l\.l\.c|inc|corp|s\.?a\.?r\.?l|s\.?r\.?l|sp\.\s?z\s?o\.\s?o|s\.r\.o|d\.o\.o|b\.v|n\.v|s\.a\.s
      |s\.p\.a|s\.a|s\.l|k\.k)\.?(?!\w)
    | (?:BV|NV|SAS|SpA|SA|S\.L\.U\.|SL|AB|AS|A/S|ApS|Oyj|Oy|ASA|Kft|Zrt|JSC|PJSC|Sp\.k\.|Pte\.?\ Ltd\.?|GP|LP
      |CIC)
    | (?:&|\+|und|and)\s(?:(?:Co|CO|Cie)\b\.?|(?:Söhne|Sohn|Sons|Partner|Partners|Company|Kollegen
      |Töchter)\b)(?:\s?(?:KG|OHG|Ltd\.?|LLP))?
    )(?!\w)""",
    re.VERBOSE,
)

COMPANY_NOUNS = word_lists("company")["noun"]
INSTITUTION_NOUNS = word_lists("company")["institution"]
FIRM_WORD = re.compile(
    r"(?:\b(?:metall|holz|stahl|tief|hoch|garten|maschinen|anlagen)?bau|technik|werke|handel|logistik|praxis|kanzlei"
    r"|\bagentur|\bautohaus|\bstadtwerke|\bgebr|\bgebrüder|\bfirma|\binstitut\w*|\bstiftung|\bbros|brothers|\bsons"
    r"|\bgroup|\bgruppe|\bholding|\bverlag|\bhotel|zentrum|klinik|center|centre|werkstatt|werkstätten|\w{3}erei|manufaktur)\b",
    re.IGNORECASE,
)
"""Where a word ends like this, it names no person: "Steuerkanzlei Ebersbach"."""
