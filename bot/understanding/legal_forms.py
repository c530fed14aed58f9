"""How companies call themselves: legal forms, and the nouns that give a company away."""

import re

LEGAL_FORM = re.compile(
    r"""(?<![\w.])(?:
    (?:[gG]?[gG]mb[hH]|GMBH|gmbh|GesmbH|AG|ag|KG|kg|UG|ug|SE|OHG|oHG|ohg)(?:\s?\(?haftungsbeschränkt\)?)?
      (?:\s?(?:&|\+|und|u\.)\s?[Cc][oO]\.?(?:\s?(?:KGaA|KG|kg|OHG|ohg|oHG))?)?
    | (?:mbH|mbh|KGaA|GbR|gbr|eG|eGmbH|mbB|PartG(?:mbB)?|AöR|gUG|Stiftung\ (?:&|und)\ Co\.?\ KG)
    | [eE]\.\s?(?:[kK]\.?|[vV]\.?|[kK]fr\.?|[gG]\.?)(?!\w) | [eE][vV](?=\s*(?:$|[,.;!]))
    | (?i:pty\.?\s(?:ltd|limited)|ltd(?:\.(?=\s+[\w,]))?|limited|llc|incorporated|plc|llp|corporation)(?!\w)
    | (?i:l\.l\.c|inc|corp|s\.?a\.?r\.?l|s\.?r\.?l|sp\.\s?z\s?o\.\s?o|s\.r\.o|d\.o\.o|b\.v|n\.v|s\.a\.s|s\.p\.a|s\.a|s\.l|k\.k)\.?(?!\w)
    | (?:BV|NV|SAS|SpA|SA|S\.L\.U\.|SL|AB|AS|A/S|ApS|Oyj|Oy|ASA|Kft|Zrt|JSC|PJSC|Sp\.k\.|Pte\.?\ Ltd\.?|GP|LP|CIC)
    | (?:&|\+|und|and)\s(?:Co|CO|Cie|Söhne|Sohn|Sons|Partner|Partners|Company|Kollegen|Töchter)\b\.?(?:\s?(?:KG|OHG|Ltd\.?|LLP))?
    )(?!\w)""",
    re.VERBOSE,
)

# A name with one of these words is a company's: "Halcyon Labs", "Kanzlei Ostermann".
COMPANY_NOUNS = frozenset(
    """
labs lab robotics group gruppe holding holdings solutions systems systeme software consulting consultants technologies
technology tech media digital studio studios partners partner associates ventures capital bank banking insurance
industries industrie logistics logistik foods pharma pharmaceuticals energy energie motors analytics networks network
security interactive creative agency agentur company werke works stadtwerke kanzlei praxis bäckerei metzgerei konditorei
apotheke brauerei druckerei gärtnerei schreinerei tischlerei spedition autohaus hotel restaurant klinik klinikum klinken
krankenhaus universität hochschule university college school schule institut institute stiftung foundation verband verein
versicherung versicherungen sparkasse volksbank verlag werbeagentur ingenieurbüro architekturbüro steuerbüro
steuerkanzlei maschinenbau anlagenbau metallbau holzbau bau hausverwaltung immobilien optik elektro sanitär haustechnik
elektrotechnik reisen touristik moden mode möbel services service handel großhandel vertriebs international enterprises
brothers bros gebrüder gebr söhne sons properties estates bakery brewery clinic hospital bookshop plumbing construction
engineering packaging textiles trading shipping airlines airways council stadt gemeinde landkreis stadtverwaltung
zahnarztpraxis arztpraxis notariat rechtsanwälte architekten ingenieure steuerberatung unternehmensberatung gmbh
""".split()
)
# These may be followed by "of/for/für …" inside a company's name: "Institut für Hörtechnik".
INSTITUTION_NOUNS = frozenset(
    """bank university college school center centre institute society association foundation institut zentrum gesellschaft
    verband verein stiftung haus hochschule universität akademie academy house bureau ministry department council kings
    agentur fachhochschule werkstatt bund amt fabrik""".split()
)
